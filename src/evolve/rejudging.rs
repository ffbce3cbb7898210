//! What a search has found, judged again under other limits.

use super::archive::Archive;
use super::evolution::{Evolution, best_first};
use super::fitness::Bar;
use super::genome::Genome;
use super::individual::Individual;
use super::problem::Problem;
use super::work::in_parallel;

impl Evolution {
    /// Judges all individuals again, for a problem whose limits have changed. Those with pieces that are forbidden now,
    /// or that the files asked for now do not hold, leave the search, and so do those without the stretch that must stay.
    pub fn rejudge(&mut self, problem: &Problem) {
        let elites = self.archive.everyone().cloned().collect();
        self.rejudge_with(problem, elites);
    }

    /// The same with other designs for those of the archive, in any order.
    pub(super) fn rejudge_with(&mut self, problem: &Problem, elites: Vec<Individual>) {
        let mut elites = judged(problem, elites);
        for island in &mut self.islands {
            island.line = judged(problem, std::mem::take(&mut island.line));
            island.sort();
            island.idle = 0;
            island.scout = None;
        }
        self.islands.retain(|island| !island.line.is_empty());
        elites.extend(self.islands.iter().flat_map(|island| island.line.iter().cloned()));
        elites.retain(|one| !self.is_discarded(one));
        // Of designs that look alike the best stays, whichever came first.
        elites.sort_by_cached_key(|one| (best_first(one), one.operator));
        self.archive = Archive::default();
        self.archive.make_room(self.breeding.winners);
        for one in &elites {
            self.archive.offer(problem.placer.catalogue, one);
        }
    }
}

fn judged(problem: &Problem, mut individuals: Vec<Individual>) -> Vec<Individual> {
    individuals.retain(|one| takes_part(problem, &one.genome));
    let judged = in_parallel(problem, (0..individuals.len()).collect(), |place, occupancy| {
        let fitness = problem.evaluate(&individuals[place].genome, occupancy, Bar::NONE);
        Some(Individual { fitness, ..individuals[place].clone() })
    });
    judged.into_iter().flatten().collect()
}

fn takes_part(problem: &Problem, genome: &Genome) -> bool {
    let mut elements = genome.course.tail().iter().chain(&genome.track);
    genome.is_sound(problem)
        && genome.keeps_locked(&problem.limits)
        && elements.all(|element| !problem.limits.forbidden.contains(&element.piece))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::evolve::{Breeding, Limits};
    use crate::layout::Occupancy;

    #[test]
    fn everyone_is_worth_what_the_new_limits_say() {
        let catalogue = Catalogue::load().unwrap();
        let ride = catalogue.ride_named("wooden_rc").unwrap();
        let vehicle = catalogue.vehicles_of(ride.id).next().unwrap();
        let wide = Problem::new(&catalogue, ride, vehicle, Limits::default());
        let mut evolution = Evolution::new(Breeding { seed: 5, population: 12, islands: 2, ..Breeding::default() });
        (0..12).for_each(|_| evolution.advance(&wide));
        let before = evolution.clone();
        let piece = evolution.best().unwrap().genome.track[0].piece;
        let limits = Limits { max_intensity: 500, forbidden: [piece].into(), ..Limits::default() };
        let narrow = Problem::new(&catalogue, ride, vehicle, limits);
        evolution.rejudge(&narrow);
        let mut occupancy = Occupancy::new(narrow.placer.site.map);
        for one in evolution.everyone() {
            assert_eq!(narrow.evaluate(&one.genome, &mut occupancy, Bar::NONE), one.fitness);
            assert!(one.genome.track.iter().all(|element| element.piece != piece));
        }
        assert!(evolution.archive.iter().all(|elite| elite.fitness.traits.unwrap().intensity <= 500));
        assert!(evolution.everyone().count() < before.everyone().count());
        evolution.advance(&narrow);
        assert_eq!(evolution.generation, before.generation + 1);
    }
}
