//! Islands of genomes that breed generation by generation.

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::layout::Occupancy;

use super::archive::Archive;
use super::construction::initial_genome;
use super::fitness::{Fitness, Violation};
use super::genome::Genome;
use super::individual::Individual;
use super::operator::pick_operator;
use super::out_of_bounds::OutOfBounds;
use super::problem::Problem;
use super::variation::vary;

/// How a search breeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breeding {
    /// Seed of every random choice.
    pub seed: u64,
    /// Genomes per island.
    pub population: usize,
    /// Islands.
    pub islands: usize,
    /// Generations between migrations.
    pub migration: u32,
    /// Winners that are wanted, any two of which differ to the eye. The more, the more designs of the archive breed.
    pub winners: usize,
}

impl Default for Breeding {
    fn default() -> Self {
        Self { seed: 1, population: 32, islands: 4, migration: 40, winners: Self::WINNERS }
    }
}

/// Bits of the number of a random stream: for the individual, for the generation, and the rest for the island.
const INDIVIDUAL_BITS: u32 = 24;
const GENERATION_BITS: u32 = u32::BITS;
const ISLAND_BITS: u32 = u64::BITS - GENERATION_BITS - INDIVIDUAL_BITS;
const _: () = assert!(FIRST * Breeding::MAX_POPULATION <= 1 << INDIVIDUAL_BITS, "no two individuals share a stream");

impl Breeding {
    /// Most genomes per island.
    pub const MAX_POPULATION: usize = 10_000;
    /// Default number of winners.
    pub const WINNERS: usize = 5;
    /// Most islands: each has random numbers of its own.
    pub const MAX_ISLANDS: usize = 1 << ISLAND_BITS;

    /// Whether a search can work with every number.
    ///
    /// # Errors
    /// With the first number that it cannot work with.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        OutOfBounds::check("keep", self.winners, 1..=i64::from(u16::MAX))?;
        OutOfBounds::check("population", self.population, 2..=Self::MAX_POPULATION as i64)?;
        OutOfBounds::check("islands", self.islands, 1..=Self::MAX_ISLANDS as i64)
    }
}

/// A search in progress.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evolution {
    /// How it breeds.
    pub breeding: Breeding,
    /// Generations bred.
    pub generation: u32,
    /// Genomes judged.
    pub evaluations: u64,
    /// Populations, best first.
    pub islands: Vec<Vec<Individual>>,
    /// The best of every kind.
    pub archive: Archive,
    /// Genomes that a reviewer wants to see more of.
    pub favoured: Vec<Genome>,
    /// Ids of genomes that a reviewer does not want to see again.
    pub discarded: std::collections::BTreeSet<String>,
}

/// Genomes that have been judged, and what they are worth.
type Known<'a> = std::collections::BTreeMap<&'a Genome, Fitness>;

/// Attempts at a first design before an empty place is left.
const INITIAL_ATTEMPTS: i32 = 40;
/// How many of them keep to the ground that limits allow, and by how many tiles each of the others exceeds it more.
const WITHIN: i32 = 30;
const BEYOND: i32 = 2;
/// First designs for each place of an island.
const FIRST: usize = 3;
/// One in this number of an island may breed: the best. What hard competition lacks in variety, the archive and the
/// other islands have.
const BREEDERS: usize = 4;
/// How many of them compete to be a parent.
const TOURNAMENT: usize = 2;
/// Migrants per migration, and how many in a hundred parents come from the archive.
const MIGRANTS: usize = 4;
const ELITE_PARENTS: u32 = 5;
/// How many in a hundred parents are those a reviewer favours.
const FAVOURED_PARENTS: u32 = 30;

impl Evolution {
    /// A search that has not begun. Numbers that [`Breeding::check`] refuses become the nearest that it takes.
    pub fn new(breeding: Breeding) -> Self {
        let breeding = Breeding {
            population: breeding.population.clamp(2, Breeding::MAX_POPULATION),
            islands: breeding.islands.clamp(1, Breeding::MAX_ISLANDS),
            ..breeding
        };
        let islands = vec![Vec::new(); breeding.islands];
        let mut archive = Archive::default();
        archive.make_room(breeding.winners);
        Self {
            breeding,
            generation: 0,
            evaluations: 0,
            islands,
            archive,
            favoured: Vec::new(),
            discarded: std::collections::BTreeSet::new(),
        }
    }

    /// Takes designs in before the search begins; they take part from the second generation on.
    pub fn seed(&mut self, problem: &Problem, genomes: Vec<Genome>) {
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let islands = self.islands.len();
        for (index, genome) in genomes.into_iter().enumerate() {
            let fitness = problem.evaluate(&genome, &mut occupancy, WORST);
            let individual = Individual { genome, fitness, operator: None };
            self.archive.offer(problem.placer.catalogue, &individual);
            self.islands[index % islands].push(individual);
        }
    }

    /// Breeds on from a genome of the search. False when no genome has this id.
    pub fn favour(&mut self, id: &str) -> bool {
        let found = self.everyone().find(|one| one.genome.id() == id).map(|one| one.genome.clone());
        let known = found.is_some();
        self.favoured.extend(found.filter(|genome| !self.favoured.contains(genome)));
        known
    }

    /// Takes a genome out of the search for good. False when no genome has this id.
    pub fn discard(&mut self, id: &str) -> bool {
        let known = self.everyone().any(|one| one.genome.id() == id);
        self.discarded.insert(id.to_owned());
        for island in &mut self.islands {
            island.retain(|one| one.genome.id() != id);
        }
        self.archive.remove(id);
        self.favoured.retain(|genome| genome.id() != id);
        known
    }

    /// Wants another number of winners from now on.
    pub fn want(&mut self, winners: usize) {
        self.breeding.winners = winners;
        self.archive.make_room(winners);
    }

    /// All individuals of islands and archive.
    pub fn everyone(&self) -> impl Iterator<Item = &Individual> {
        self.islands.iter().flatten().chain(self.archive.everyone())
    }

    /// Whether a search with these tools can have come to this, so that it can go on.
    pub(super) fn is_sound(&self, problem: &Problem) -> bool {
        /// Far beyond any search, and far enough from the largest number.
        const MOST_GENERATIONS: u32 = u32::MAX / 2;
        const MOST_EVALUATIONS: u64 = u64::MAX / 2;
        self.islands.len() == self.breeding.islands
            && self.generation <= MOST_GENERATIONS
            && self.evaluations <= MOST_EVALUATIONS
            && self.archive.is_sound()
            && self.everyone().all(|one| one.fitness.is_sound() && one.genome.is_sound(problem))
            && self.favoured.iter().all(|genome| genome.is_sound(problem))
    }

    /// The random numbers of one individual: no two share a stream, on whatever thread they are computed.
    pub(super) fn stream(&self, island: usize, individual: usize) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.breeding.seed);
        let generation = u64::from(self.generation) << INDIVIDUAL_BITS;
        rng.set_stream((island as u64) << (GENERATION_BITS + INDIVIDUAL_BITS) | generation | individual as u64);
        rng
    }

    /// Breeds one generation; the first one is of new designs.
    pub fn advance(&mut self, problem: &Problem) {
        let places = self.breeding.population;
        let children = if self.generation == 0 { FIRST * places } else { places };
        let slots: Vec<(usize, usize)> =
            (0..self.islands.len()).flat_map(|island| (0..children).map(move |child| (island, child))).collect();
        let this = &*self;
        let known: Known = this.everyone().map(|one| (&one.genome, one.fitness)).collect();
        let born: Vec<(usize, Option<Individual>)> = slots
            .into_par_iter()
            // Some take a hundred times as long as others, so each thread takes one at a time.
            .with_max_len(1)
            .map_init(
                || Occupancy::new(problem.placer.site.map),
                |occupancy, (island, place)| (island, this.breed(problem, island, place, &known, occupancy)),
            )
            .collect();
        for (island, individual) in born {
            let Some(individual) = individual else { continue };
            self.evaluations += 1;
            if !self.discarded.is_empty() && self.discarded.contains(&individual.genome.id()) {
                continue;
            }
            if self.generation == 0 || individual.fitness.is_feasible() {
                self.archive.offer(problem.placer.catalogue, &individual);
            }
            self.islands[island].push(individual);
        }
        for island in &mut self.islands {
            select(island, places);
        }
        self.breed_archive(problem);
        self.generation += 1;
        if self.generation.is_multiple_of(self.breeding.migration.max(1)) {
            self.migrate();
        }
    }

    fn breed(
        &self,
        problem: &Problem,
        island: usize,
        place: usize,
        known: &Known,
        occupancy: &mut Occupancy,
    ) -> Option<Individual> {
        let mut rng = self.stream(island, place);
        let population = &self.islands[island];
        if self.generation == 0 || population.len() < 2 {
            let genome = (0..INITIAL_ATTEMPTS).find_map(|attempt| {
                let widening = BEYOND * attempt.saturating_sub(WITHIN);
                initial_genome(problem, widening, occupancy, &mut rng)
            })?;
            let fitness = problem.evaluate(&genome, occupancy, WORST);
            return Some(Individual { genome, fitness, operator: None });
        }
        // A child that is no better than the last of its island need not be tested in every direction.
        let to_beat = population.last().map_or(WORST, |last| last.fitness.rank());
        let to_beat = if population.len() < self.breeding.population { WORST } else { to_beat };
        let parent = self.parent(island, &mut rng);
        let mate = self.parent(island, &mut rng);
        let operator = pick_operator(&problem.operators, &mut rng);
        let mut child = vary(problem, parent, mate, operator, occupancy, &mut rng)?;
        while rng.random_range(0..4) == 0 {
            let again = pick_operator(&problem.operators, &mut rng);
            child = vary(problem, &child, mate, again, occupancy, &mut rng).unwrap_or(child);
        }
        let known = known.get(&child).copied().filter(|fitness| fitness.holds_for(to_beat));
        let fitness = known.unwrap_or_else(|| problem.evaluate(&child, occupancy, to_beat));
        Some(Individual { genome: child, fitness, operator: Some(operator) })
    }

    /// A parent: the better of a few of the island, or now and then an elite of the archive.
    fn parent(&self, island: usize, rng: &mut ChaCha8Rng) -> &Genome {
        let population = &self.islands[island];
        if !self.favoured.is_empty() && rng.random_range(0..100) < FAVOURED_PARENTS {
            return &self.favoured[rng.random_range(0..self.favoured.len())];
        }
        if !self.archive.is_empty() && rng.random_range(0..100) < ELITE_PARENTS {
            let index = rng.random_range(0..self.archive.len());
            if let Some(elite) = self.archive.nth(index) {
                return &elite.genome;
            }
        }
        // Islands are kept best first, so the lowest number wins the tournament.
        let breeders = (self.breeding.population / BREEDERS).clamp(1, population.len());
        let place = (0..TOURNAMENT).map(|_| rng.random_range(0..breeders)).min().unwrap_or(0);
        &population[place].genome
    }

    /// The best of each island visit the next.
    fn migrate(&mut self) {
        let migrants: Vec<Vec<Individual>> =
            self.islands.iter().map(|island| island.iter().take(MIGRANTS).cloned().collect()).collect();
        let count = self.islands.len();
        for (from, migrants) in migrants.into_iter().enumerate() {
            let island = &mut self.islands[(from + 1) % count];
            island.extend(migrants);
            select(island, self.breeding.population);
        }
    }

    /// Share of all genomes that are feasible, in thousandths.
    pub fn feasible(&self) -> usize {
        let all: usize = self.islands.iter().map(Vec::len).sum();
        let feasible = self.islands.iter().flatten().filter(|one| one.fitness.is_feasible()).count();
        feasible * 1000 / all.max(1)
    }

    /// The best individual of all islands and the archive.
    pub fn best(&self) -> Option<&Individual> {
        let first = self.islands.iter().filter_map(|island| island.first());
        first.chain(self.archive.nth(0)).min_by_key(|one| (!one.fitness.is_feasible(), one.fitness.rank()))
    }
}

const WORST: (Violation, i32) = (Violation::Open(i32::MAX), i32::MAX);

/// Keeps the best of an island, each once. Of equals the newer stays, so that a line may drift to where it can go on.
fn select(island: &mut Vec<Individual>, places: usize) {
    island.reverse();
    island.sort_by_key(|one| one.fitness.rank());
    island.dedup_by(|a, b| a.genome == b.genome || (a.fitness.traits.is_some() && a.fitness == b.fitness));
    island.truncate(places);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::evolve::Limits;

    #[test]
    fn what_is_known_of_a_genome_is_what_judging_it_again_says() {
        let catalogue = Catalogue::load().unwrap();
        let ride = catalogue.ride_named("wooden_rc").unwrap();
        let vehicle = catalogue.vehicles_of(ride.id).next().unwrap();
        let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
        let mut evolution = Evolution::new(Breeding { seed: 3, population: 10, islands: 2, migration: 2, winners: 5 });
        (0..8).for_each(|_| evolution.advance(&problem));
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let best = (Violation::None, i32::MIN);
        let ranks = evolution.everyone().map(|one| one.fitness.rank()).step_by(4);
        let promises: Vec<_> = ranks.chain([WORST, best]).collect();
        let mut held = [0; 5];
        for one in evolution.everyone().step_by(2) {
            for known in [one.fitness, problem.evaluate(&one.genome, &mut occupancy, best)] {
                for &to_beat in promises.iter().filter(|to_beat| known.holds_for(**to_beat)) {
                    assert_eq!(problem.evaluate(&one.genome, &mut occupancy, to_beat), known);
                    held[usize::from(known.directions)] += 1;
                }
            }
        }
        assert!(held[1] > 0 && held[4] > 0, "{held:?}");
    }
}
