//! How a search breeds, and its random numbers.

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use super::out_of_bounds::OutOfBounds;

/// How a search breeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Breeding {
    /// Seed of every random choice.
    pub seed: u64,
    /// Children of a generation for each island, most of which the best island gets.
    pub population: usize,
    /// Islands that climb against each other.
    pub islands: usize,
    /// Children without a gain after which an island ends and another begins.
    pub patience: u32,
    /// Winners that are wanted, any two of which differ to the eye. The more, the more designs of the archive breed.
    pub winners: usize,
}

impl Default for Breeding {
    fn default() -> Self {
        Self { seed: 1, population: 16, islands: 1, patience: 10_000, winners: Self::WINNERS }
    }
}

/// Bits of the number of a random stream: for the child, and the rest for the generation.
const CHILD_BITS: u32 = 32;
const _: () = assert!(Breeding::MAX_POPULATION * Breeding::MAX_ISLANDS < 1 << CHILD_BITS, "no two share a stream");

impl Breeding {
    /// Most children of an island.
    pub const MAX_POPULATION: usize = 10_000;
    /// Default number of winners.
    pub const WINNERS: usize = 5;
    /// Most islands.
    pub const MAX_ISLANDS: usize = 256;

    /// The nearest that a search can work with.
    pub(super) fn bounded(self) -> Self {
        Self {
            population: self.population.clamp(2, Self::MAX_POPULATION),
            islands: self.islands.clamp(1, Self::MAX_ISLANDS),
            ..self
        }
    }

    /// Whether a search can work with every number.
    ///
    /// # Errors
    /// With the first number that it cannot work with.
    pub fn check(&self) -> Result<(), OutOfBounds> {
        OutOfBounds::check("keep", self.winners, 1..=i64::from(u16::MAX))?;
        OutOfBounds::check("population", self.population, 2..=Self::MAX_POPULATION as i64)?;
        OutOfBounds::check("islands", self.islands, 1..=Self::MAX_ISLANDS as i64)
    }

    /// Children of a generation in all.
    pub const fn children(&self) -> usize {
        self.population * self.islands
    }

    /// The random numbers of a child by its place in its generation: no two share a stream, on whatever thread they are
    /// computed.
    pub(super) fn stream(&self, generation: u32, place: usize) -> ChaCha8Rng {
        let mut rng = ChaCha8Rng::seed_from_u64(self.seed);
        rng.set_stream(u64::from(generation) << CHILD_BITS | place as u64);
        rng
    }
}
