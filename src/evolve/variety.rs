//! The designs of the archive climb, each for itself, so that winners differ and are good.

use rand::Rng;

use crate::layout::Occupancy;

use super::breeding::Breeding;
use super::evolution::Evolution;
use super::fitness::{Aim, Bar};
use super::individual::Individual;
use super::outlook::Breeder;
use super::problem::Problem;
use super::walk::Walk;
use super::work::Workers;

/// Random streams of the archive's children begin here, beyond those of any island.
const FIRST_STREAM: usize = 1 << 24;
/// The archive has children once in this number of full generations: most designs are to go to the islands.
const PERIOD: u32 = 4;
/// Children of the archive for each winner that is wanted, and the most for each child of the islands.
const CHILDREN: usize = 1;
const MOST: usize = 4;
const _: () = assert!(
    MOST * Breeding::MAX_POPULATION * Breeding::MAX_ISLANDS <= FIRST_STREAM,
    "no two individuals share a stream"
);

impl Breeding {
    /// Children of the archive in a generation, where some number of generations makes a full one.
    fn of_archive(&self, generation: u32, parts: u32) -> usize {
        if !generation.is_multiple_of(PERIOD * parts) {
            return 0;
        }
        let most = MOST.saturating_mul(self.population.saturating_mul(self.islands));
        self.winners.saturating_mul(CHILDREN).min(most)
    }
}

impl Evolution {
    /// Breeds children of the designs that may become winners. A child that looks like its parent takes its place if it
    /// is better; one that looks different begins a line of its own if it is better, too.
    pub(super) fn breed_archive<W: Workers + ?Sized>(
        &mut self,
        problem: &Problem,
        workers: &W,
    ) -> Result<(), W::Error> {
        let this = &*self;
        let places = self.breeding.of_archive(self.generation, self.parts(&self.front()));
        let born =
            workers.share(problem, places, |place, occupancy| this.child_of_archive(problem, place, occupancy))?;
        for child in born.into_iter().flatten() {
            self.evaluations += 1;
            if !self.is_discarded(&child) {
                self.archive.offer(problem.placer.catalogue, &child);
            }
        }
        Ok(())
    }

    fn child_of_archive(&self, problem: &Problem, place: usize, occupancy: &mut Occupancy) -> Option<Individual> {
        let mut rng = self.breeding.stream(self.generation, FIRST_STREAM + place);
        let wanted = self.breeding.winners + self.breeding.winners.div_ceil(4);
        let breeders = self.archive.everyone().len().min(wanted);
        if breeders == 0 {
            return None;
        }
        let parent = self.archive.nth(rng.random_range(0..breeders))?;
        let mate = &self.archive.nth(rng.random_range(0..breeders))?.genome;
        let champion = &parent.fitness;
        let aim = Aim::Excitement;
        let breeder = Breeder::new(parent);
        let walk = Walk { problem, parent: &breeder, mate, champion, aim, may_equal: false, promise: None };
        let chosen = walk.child(|_| true, occupancy, &mut rng)?;
        Some(Individual::child(problem, chosen, Bar::parent(champion), occupancy))
    }
}
