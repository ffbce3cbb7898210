//! Islands that climb against each other, generation by generation.

use std::collections::BTreeSet;

use rand::Rng;
use serde::{Deserialize, Serialize};

use crate::layout::Occupancy;

use super::archive::Archive;
use super::breeding::Breeding;
use super::construction::initial_genome;
use super::crew::{Alone, Crew, CrewError};
use super::fitness::{Rank, Violation};
use super::genome::Genome;
use super::individual::Individual;
use super::island::Island;
use super::outlook::Breeder;
use super::problem::Problem;
use super::walk::{self, Walk};
use super::work::Workers;

/// A search in progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evolution {
    /// How it breeds.
    pub breeding: Breeding,
    /// Generations bred.
    pub generation: u32,
    /// Genomes judged.
    pub evaluations: u64,
    /// Share of the last generation that kept the limits where it was tested, in thousandths.
    pub feasible: u32,
    /// The islands, each with its leader.
    pub islands: Vec<Island>,
    /// Whether one has ended for which no other has begun yet.
    pub has_ended: bool,
    /// The best of every kind.
    pub archive: Archive,
    /// Ids of genomes that a reviewer does not want to see again.
    pub discarded: BTreeSet<String>,
}

/// Attempts at a first design before an empty place is left.
const INITIAL_ATTEMPTS: i32 = 40;
/// How many of them keep to the ground that limits allow, and by how many tiles each of the others exceeds it more.
const WITHIN: i32 = 30;
const BEYOND: i32 = 2;
/// One child in so many of an island that has a scout is the scout's.
const SCOUTING: u32 = 4;
/// Generations that make a full one while gains come fast.
const PARTS: u32 = 4;
/// First designs for each child of a generation, or for each winner if that is more.
const FIRST: usize = 4;
/// Most times that as many first designs are bred.
const ROUNDS: usize = 8;

impl Evolution {
    /// A search that has not begun. Numbers that [`Breeding::check`] refuses become the nearest that it takes.
    pub fn new(breeding: Breeding) -> Self {
        let mut archive = Archive::default();
        archive.make_room(breeding.winners);
        Self {
            breeding: breeding.bounded(),
            generation: 0,
            evaluations: 0,
            feasible: 0,
            islands: Vec::new(),
            has_ended: false,
            archive,
            discarded: BTreeSet::new(),
        }
    }

    /// Takes designs in before the search begins: an island climbs from each of the best.
    pub fn seed(&mut self, problem: &Problem, genomes: Vec<Genome>) {
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let judged = |genome| Individual::judged(problem, genome, &mut occupancy);
        let mut seeds: Vec<Individual> = genomes.into_iter().map(judged).collect();
        for seed in &seeds {
            self.archive.offer(problem.placer.catalogue, seed);
        }
        seeds.sort_by_key(best_first);
        seeds.dedup_by(|a, b| a.genome == b.genome);
        self.islands.extend(seeds.into_iter().take(self.breeding.islands).map(Island::new));
    }

    /// Lets an island that never ends climb from a genome of the search. False when no genome has this id.
    pub fn favour(&mut self, id: &str) -> bool {
        let found = self.everyone().find(|one| one.genome.id() == id).cloned();
        let is_known = found.is_some();
        if let Some(found) = found {
            self.climb_from(found);
        }
        is_known
    }

    /// Lets an island that never ends climb from a genome, whether the search still has it or not.
    pub fn favour_genome(&mut self, problem: &Problem, genome: Genome) {
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        self.climb_from(Individual::judged(problem, genome, &mut occupancy));
    }

    fn climb_from(&mut self, one: Individual) {
        let id = one.genome.id();
        if !self.favoured().any(|favoured| favoured == id) {
            self.islands.push(Island { favoured: Some(id), ..Island::new(one) });
        }
    }

    /// Ends the island of a favoured genome; what it has found stays in the archive.
    pub fn unfavour(&mut self, id: &str) {
        self.islands.retain(|island| island.favoured.as_deref() != Some(id));
    }

    /// Ids of the genomes that a reviewer favours.
    pub fn favoured(&self) -> impl Iterator<Item = &str> {
        self.islands.iter().filter_map(|island| island.favoured.as_deref())
    }

    /// Takes a genome out of the search for good. False when no genome has this id.
    pub fn discard(&mut self, id: &str) -> bool {
        let known = self.everyone().any(|one| one.genome.id() == id);
        self.discarded.insert(id.to_owned());
        self.leave_islands(id);
        self.archive.remove(id);
        known
    }

    /// Takes a genome out of all islands; those that favour it end.
    pub(super) fn leave_islands(&mut self, id: &str) {
        self.unfavour(id);
        self.islands.retain_mut(|island| island.remove(id));
    }

    /// Wants another number of winners from now on.
    pub fn want(&mut self, winners: usize) {
        self.breeding.winners = winners;
        self.archive.make_room(winners);
    }

    /// All individuals of islands and archive.
    pub fn everyone(&self) -> impl Iterator<Item = &Individual> {
        let lines = self.islands.iter().flat_map(|island| &island.line);
        lines.chain(self.archive.everyone())
    }

    /// The best individual of all islands and the archive.
    pub fn best(&self) -> Option<&Individual> {
        self.everyone().min_by_key(|one| (!one.fitness.is_feasible(), one.fitness.rank()))
    }

    /// Whether a search with these tools can have come to this, so that it can go on.
    pub(super) fn is_sound(&self, problem: &Problem) -> bool {
        /// Far beyond any search, and far enough from the largest number.
        const MOST_GENERATIONS: u32 = u32::MAX / 2;
        const MOST_EVALUATIONS: u64 = u64::MAX / 2;
        self.generation <= MOST_GENERATIONS
            && self.evaluations <= MOST_EVALUATIONS
            && self.feasible <= 1000
            && self.archive.is_sound()
            && self.islands.iter().all(|island| island.is_sound(problem))
            && self.everyone().all(|one| one.fitness.is_sound() && one.genome.is_sound(problem))
    }

    /// Breeds one generation: of new designs where an island is missing, else of the children of the leaders.
    pub fn advance(&mut self, problem: &Problem) {
        let Ok(()) = self.advance_by(problem, &Alone);
    }

    /// Breeds one generation with other processes that do the same: every process breeds its share, and takes in what all
    /// have bred, so that it comes to what [`Evolution::advance`] comes to.
    ///
    /// # Errors
    /// When a process is lost, or gives what is no part of the search, which is then left halfway.
    pub fn advance_with(&mut self, problem: &Problem, crew: &dyn Crew) -> Result<(), CrewError> {
        self.advance_by(problem, crew)
    }

    fn advance_by<W: Workers + ?Sized>(&mut self, problem: &Problem, workers: &W) -> Result<(), W::Error> {
        if self.generation == 0 || self.has_ended || self.rivals().next().is_none() {
            self.begin(problem, workers)?;
        } else {
            self.climb(problem, workers)?;
            self.breed_archive(problem, workers)?;
            self.retire(problem);
        }
        self.generation += 1;
        Ok(())
    }

    /// The islands that climb against each other, by their numbers.
    fn rivals(&self) -> impl Iterator<Item = usize> {
        (0..self.islands.len()).filter(|&island| self.islands[island].favoured.is_none())
    }

    /// Lets new islands climb from the best of new designs, as many as are missing and can be had. The archive takes in
    /// the others, too.
    fn begin<W: Workers + ?Sized>(&mut self, problem: &Problem, workers: &W) -> Result<(), W::Error> {
        let missing = self.breeding.islands.saturating_sub(self.rivals().count());
        let mut firsts = if missing == 0 { Vec::new() } else { self.firsts(problem, workers)? };
        firsts.retain(|first| !self.is_discarded(first));
        firsts.sort_by_key(best_first);
        firsts.dedup_by(|a, b| a.genome == b.genome);
        for first in &firsts {
            self.archive.offer(problem.placer.catalogue, first);
        }
        for (place, leader) in firsts.into_iter().take(missing).enumerate() {
            let is_track_first = (self.generation as usize + place) % 2 == 1;
            self.islands.push(Island::thrifty(leader, is_track_first));
        }
        self.has_ended = false;
        Ok(())
    }

    /// New designs. Where no island has found anything that is worth something, more are bred until one of them is.
    fn firsts<W: Workers + ?Sized>(&mut self, problem: &Problem, workers: &W) -> Result<Vec<Individual>, W::Error> {
        let is_hard = self.has_ended && self.best().is_none_or(|best| !best.is_worth_something());
        let rounds = if is_hard { ROUNDS } else { 1 };
        let places = FIRST * self.breeding.children().max(self.breeding.winners);
        let mut firsts: Vec<Individual> = Vec::new();
        for round in 0..rounds {
            let this = &*self;
            let first = |place, occupancy: &mut Occupancy| this.first(problem, round * places + place, occupancy);
            let born = workers.share(problem, places, first)?;
            self.count(&born);
            firsts.extend(born.into_iter().flatten());
            if firsts.iter().any(Individual::is_worth_something) {
                break;
            }
        }
        Ok(firsts)
    }

    /// A new design.
    fn first(&self, problem: &Problem, place: usize, occupancy: &mut Occupancy) -> Option<Individual> {
        let mut rng = self.breeding.stream(self.generation, place);
        let genome = (0..INITIAL_ATTEMPTS).find_map(|attempt| {
            let widening = BEYOND * attempt.saturating_sub(WITHIN);
            initial_genome(problem, widening, occupancy, &mut rng)
        })?;
        Some(Individual::judged(problem, genome, occupancy))
    }

    /// The leaders have children, the best of which takes the place of its parent if it is at least as good.
    fn climb<W: Workers + ?Sized>(&mut self, problem: &Problem, workers: &W) -> Result<(), W::Error> {
        let (this, parents) = (&*self, self.parents());
        let breeders: Vec<(Breeder, Option<Breeder>)> = this.islands.iter().map(Island::breeders).collect();
        let born = workers.share(problem, parents.len(), |place, occupancy| {
            let island = parents[place];
            this.child_of_island(problem, &this.islands[island], &breeders[island], place, occupancy)
        })?;
        self.count(&born);
        for (island, child) in parents.into_iter().zip(born) {
            let Some(child) = child else {
                self.islands[island].miss(walk::MOST);
                continue;
            };
            if !self.is_discarded(&child) {
                if child.fitness.is_feasible() {
                    self.archive.offer(problem.placer.catalogue, &child);
                }
                self.islands[island].welcome(child);
            }
        }
        Ok(())
    }

    /// The island of the parent of each child: those in front share what the others, with one child each, leave.
    fn parents(&self) -> Vec<usize> {
        let front = self.front();
        let mut others: Vec<usize> = (0..self.islands.len()).filter(|island| !front.contains(island)).collect();
        let children = self.breeding.children() / self.parts(&front) as usize;
        let left = children.saturating_sub(others.len()).max(front.len());
        others.extend(front.iter().copied().cycle().take(left));
        others
    }

    /// The best rival and the islands that are favoured.
    pub(super) fn front(&self) -> Vec<usize> {
        let best = self.rivals().min_by_key(|&island| best_first(self.islands[island].leader()));
        let is_favoured = |island: usize| self.islands[island].favoured.is_some();
        (0..self.islands.len()).filter(|&island| Some(island) == best || is_favoured(island)).collect()
    }

    /// How many generations make a full one. As long as gains come fast in front there are few children in each, so that
    /// each gain builds on the one before.
    pub(super) fn parts(&self, front: &[usize]) -> u32 {
        if front.iter().any(|&island| self.islands[island].is_fast()) { PARTS } else { 1 }
    }

    /// A child of the leader of an island or, now and then, of its scout; judged as far as it takes to know whether it is
    /// at least as good as the leader.
    fn child_of_island(
        &self,
        problem: &Problem,
        island: &Island,
        (leader, scout): &(Breeder, Option<Breeder>),
        place: usize,
        occupancy: &mut Occupancy,
    ) -> Option<Individual> {
        let mut rng = self.breeding.stream(self.generation, place);
        let is_scouting = rng.random_range(0..SCOUTING) == 0;
        let parent = scout.as_ref().filter(|_| is_scouting).unwrap_or(leader);
        let walk = Walk {
            problem,
            parent,
            mate: &parent.individual.genome,
            champion: &leader.individual.fitness,
            aim: island.aim,
            may_equal: true,
            promise: island.promise_to_beat(),
        };
        let chosen = walk.child(|genome| island.admits(genome), occupancy, &mut rng)?;
        Some(Individual::child(problem, chosen, island.bar(), occupancy))
    }

    /// Ends islands that have gained nothing for long, so that others begin. What they have found is in the archive.
    fn retire(&mut self, problem: &Problem) {
        let patience = self.breeding.patience;
        self.islands.iter_mut().for_each(|island| island.go_on(patience));
        let over: Vec<Island> = self.islands.extract_if(.., |island| island.is_over(patience)).collect();
        for island in &over {
            self.archive.offer(problem.placer.catalogue, island.leader());
        }
        self.has_ended = !over.is_empty();
    }

    /// Counts the designs of a generation.
    fn count(&mut self, born: &[Option<Individual>]) {
        let born: Vec<&Individual> = born.iter().flatten().collect();
        let feasible = born.iter().filter(|one| one.fitness.violation == Violation::None).count();
        self.evaluations += born.len() as u64;
        self.feasible = (feasible * 1000 / born.len().max(1)) as u32;
    }

    pub(super) fn is_discarded(&self, one: &Individual) -> bool {
        !self.discarded.is_empty() && self.discarded.contains(&one.genome.id())
    }
}

/// Orders the better first.
pub(super) fn best_first(one: &Individual) -> (Rank, Genome) {
    (one.fitness.rank(), one.genome.clone())
}
