//! A line of designs, each better than the one before.

use serde::{Deserialize, Serialize};

use super::fitness::{Aim, Bar, Violation};
use super::genome::Genome;
use super::individual::Individual;
use super::outlook::Breeder;
use super::problem::Problem;
use super::scout::Scout;

/// An island climbs: a child of its leader that is at least as good takes the leader's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Island {
    /// What it climbs for.
    pub aim: Aim,
    /// Whether it takes no more circuits per ride as long as it is thrifty.
    pub is_track_first: bool,
    /// The leader and those before it, the best first; never empty.
    pub line: Vec<Individual>,
    /// The id of the design that it began with, if a reviewer favours that: it then never ends.
    pub favoured: Option<String>,
    /// Children since the leader was found.
    pub idle: u32,
    /// A design beyond the limits that has children as well.
    pub scout: Option<Scout>,
}

/// By how much sooner an island ends whose leader is worth nothing yet.
const LOST: u32 = 10;
/// Children without a gain after which gains come fast no longer.
const FAST: u32 = 64;
/// Children without a gain after which it is thrifty no longer.
const THRIFTY: u32 = 400;
/// Designs of a line that are kept.
const LINE: usize = 16;

impl Island {
    /// An island that begins to climb from a design for excitement.
    pub(super) fn new(leader: Individual) -> Self {
        Self { aim: Aim::Excitement, is_track_first: false, line: vec![leader], favoured: None, idle: 0, scout: None }
    }

    /// An island that begins to climb from a new design, with thrift.
    pub(super) fn thrifty(leader: Individual, is_track_first: bool) -> Self {
        Self { aim: Aim::Thrift, is_track_first, ..Self::new(leader) }
    }

    /// What a child has to beat, or to equal, to lead.
    pub(super) fn bar(&self) -> Bar {
        Bar::parent_for(&self.leader().fitness, self.aim).or_equal()
    }

    /// The design that has children.
    pub fn leader(&self) -> &Individual {
        &self.line[0]
    }

    /// The leader and the scout, as designs that have children.
    pub(super) fn breeders(&self) -> (Breeder<'_>, Option<Breeder<'_>>) {
        let scout = self.scout.as_ref().map(|scout| Breeder::new(&scout.individual));
        (Breeder::new(self.leader()), scout)
    }

    /// Whether a child is worth judging. More circuits per ride gain at once what more track gains slowly, and then track
    /// stays short; on some ride types that is the better way, on others the worse.
    pub(super) fn admits(&self, child: &Genome) -> bool {
        let circuits = |genome: &Genome| genome.operation.circuits;
        let waits = self.is_track_first && self.aim == Aim::Thrift;
        !waits || circuits(child) <= circuits(&self.leader().genome)
    }

    /// Takes a child in. It leads if it is better than the leader; one that is as good leads in the leader's stead, so that
    /// the island wanders where there is no slope.
    pub(super) fn welcome(&mut self, child: Individual) {
        let considered = child.considered;
        self.send_out(&child);
        let order = child.fitness.rank_for(self.aim).cmp(&self.leader().fitness.rank_for(self.aim));
        if order.is_lt() {
            self.line.insert(0, child);
            self.line.truncate(LINE);
            self.idle = 0;
        } else {
            self.idle = self.idle.saturating_add(considered);
            if order.is_eq() {
                self.line[0] = child;
            }
        }
        self.dismiss_scout();
    }

    /// Notes that among some children none was worth a test.
    pub(super) fn miss(&mut self, children: u32) {
        self.idle = self.idle.saturating_add(children);
        self.tire_scout(children);
        self.dismiss_scout();
    }

    /// Notes that some children were considered which did not become the scout.
    fn tire_scout(&mut self, children: u32) {
        if let Some(scout) = &mut self.scout {
            scout.idle = scout.idle.saturating_add(children);
        }
    }

    /// Gives the scout up if it is worth no more children.
    fn dismiss_scout(&mut self) {
        let score = self.leader().fitness.score;
        self.scout = self.scout.take().filter(|scout| scout.is_worth_it(score));
    }

    /// What a child beyond the limits must promise to be the scout; `None` where none is wanted.
    pub(super) fn promise_to_beat(&self) -> Option<i32> {
        let leader = &self.leader().fitness;
        let is_sound = leader.violation == Violation::None;
        is_sound.then(|| self.scout.as_ref().map_or(leader.score, Scout::promise))
    }

    /// Makes a child the scout if it promises more than the leader is worth and than the scout promises.
    fn send_out(&mut self, child: &Individual) {
        let Some(promised) = self.promise_to_beat() else { return };
        match Scout::beyond(promised, child) {
            Some(scout) => self.scout = Some(scout),
            None => self.tire_scout(child.considered),
        }
    }

    /// Whether it has gained something lately.
    pub(super) fn is_fast(&self) -> bool {
        self.idle < FAST
    }

    /// Climbs for excitement alone once thrift gains nothing.
    pub(super) fn go_on(&mut self, patience: u32) {
        if self.aim == Aim::Thrift && self.idle >= THRIFTY.min(patience) {
            self.aim = Aim::Excitement;
            self.idle = 0;
            self.sort();
        }
    }

    /// Puts the best in front.
    pub(super) fn sort(&mut self) {
        let aim = self.aim;
        self.line.sort_by_key(|one| one.fitness.rank_for(aim));
    }

    /// Whether it has gained nothing for as many children as one waits for, and ends.
    pub(super) fn is_over(&self, patience: u32) -> bool {
        let patience = if self.leader().is_worth_something() { patience } else { patience / LOST };
        self.favoured.is_none() && self.idle >= patience
    }

    /// Takes a design out; the one before it leads then. Whether one is left.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        self.line.retain(|one| one.genome.id() != id);
        self.scout = self.scout.take().filter(|scout| scout.individual.genome.id() != id);
        !self.line.is_empty()
    }

    /// Whether a search with these tools can have come to it.
    pub(super) fn is_sound(&self, problem: &Problem) -> bool {
        !self.line.is_empty() && self.scout.as_ref().is_none_or(|scout| scout.is_sound(problem))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::evolve::{Breeding, Evolution, Plan};

    fn problem(catalogue: &Catalogue) -> Problem<'_> {
        let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
        Plan::new(catalogue, ride).problem(catalogue).expect("a vehicle")
    }

    fn leader(problem: &Problem) -> Individual {
        let mut evolution = Evolution::new(Breeding::default());
        evolution.advance(problem);
        evolution.islands[0].leader().clone()
    }

    fn child(leader: &Individual, violation: Violation, score: i32) -> Individual {
        let mut child = leader.clone();
        (child.fitness.violation, child.fitness.score) = (violation, score);
        child
    }

    #[test]
    fn a_child_beyond_the_limits_that_promises_more_is_the_scout_until_the_leader_is_as_good() {
        let catalogue = Catalogue::load().expect("tables");
        let problem = problem(&catalogue);
        let first = leader(&problem);
        let mut island = Island::new(child(&first, Violation::None, 500));
        let scout = |island: &Island| island.scout.as_ref().map(Scout::promise);
        let leader = island.leader().clone();

        island.welcome(child(&leader, Violation::Limit(40), 515));
        assert_eq!(scout(&island), None, "it promises 495");
        island.welcome(child(&leader, Violation::Stalled(1), 900));
        assert_eq!(scout(&island), None, "no limit is what is wrong with it");
        island.welcome(child(&leader, Violation::Limit(20), 520));
        island.welcome(child(&leader, Violation::Limit(20), 515));
        assert_eq!((scout(&island), island.leader().fitness.score), (Some(510), 500));
        assert!(island.is_sound(&problem));

        island.welcome(child(&leader, Violation::None, 509));
        assert_eq!((scout(&island), island.leader().fitness.score), (Some(510), 509));
        island.welcome(child(&leader, Violation::None, 510));
        assert_eq!((scout(&island), island.leader().fitness.score), (None, 510));
    }

    #[test]
    fn a_child_that_is_as_good_leads_in_the_leader_s_stead_without_a_gain() {
        let leader = leader(&problem(&Catalogue::load().expect("tables")));
        let mut island = Island::new(leader.clone());
        let mut other = leader.clone();
        other.genome.operation.lift_speed += 1;
        island.welcome(other.clone());
        assert_eq!((island.leader(), island.line.len(), island.idle), (&other, 1, 1));

        island.welcome(Individual { genome: leader.genome, ..child(&other, other.fitness.violation, -1) });
        assert_eq!((island.leader(), island.idle), (&other, 2), "it is worse");
    }

    #[test]
    fn intensity_close_to_the_limit_has_a_price_until_an_island_gains_nothing() {
        let first = leader(&problem(&Catalogue::load().expect("tables")));
        let strained = |score, strain| {
            let mut one = child(&first, Violation::None, score);
            one.fitness.strain = strain;
            one
        };
        let mut island = Island::thrifty(strained(500, 100), false);
        island.welcome(strained(510, 200));
        assert_eq!(island.leader().fitness.score, 500, "ten more for a hundred are too dear");
        island.welcome(strained(498, 50));
        assert_eq!((island.leader().fitness.score, island.idle), (498, 0));

        island.go_on(1_000);
        assert_eq!(island.aim, Aim::Thrift);
        island.idle = 500;
        island.go_on(1_000);
        assert_eq!((island.aim, island.idle, island.leader().fitness.score), (Aim::Excitement, 0, 500));
        island.welcome(strained(510, 200));
        assert_eq!(island.leader().fitness.score, 510);
        assert!(!island.is_over(1_000));
    }

    #[test]
    fn more_circuits_wait_where_track_comes_first_until_thrift_is_over() {
        let first = leader(&problem(&Catalogue::load().expect("tables")));
        let mut repeating = first.genome.clone();
        repeating.operation.circuits += 1;
        let mut island = Island::thrifty(first.clone(), true);
        assert!(island.admits(&first.genome) && !island.admits(&repeating));
        island.aim = Aim::Excitement;
        assert!(island.admits(&repeating));
        assert!(Island::thrifty(first, false).admits(&repeating));
    }

    #[test]
    fn a_scout_whose_children_find_nothing_is_given_up() {
        let leader = child(&leader(&problem(&Catalogue::load().expect("tables"))), Violation::None, 500);
        let mut island = Island::new(leader.clone());
        island.welcome(child(&leader, Violation::Limit(20), 520));
        let nothing = child(&leader, Violation::None, 0);
        let lasted = (0..10_000).take_while(|_| {
            island.welcome(nothing.clone());
            island.scout.is_some()
        });
        assert!((1..5_000).contains(&lasted.count()));
    }

    #[test]
    fn a_scout_that_has_no_child_worth_a_test_is_given_up_while_the_island_is_sound() {
        let catalogue = Catalogue::load().expect("tables");
        let problem = problem(&catalogue);
        let leader = child(&leader(&problem), Violation::None, 500);
        let mut island = Island::new(leader.clone());
        island.welcome(child(&leader, Violation::Limit(20), 520));
        for _ in 0..1_000 {
            island.miss(16);
            assert!(island.is_sound(&problem));
        }
        assert!(island.scout.is_none());
    }
}
