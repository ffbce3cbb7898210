//! A design beyond the limits, on the way to a better one within them.

use serde::{Deserialize, Serialize};

use super::individual::Individual;
use super::problem::Problem;

/// The child of a leader that promises most of those that exceed limits. It has children as well: one of them may keep the
/// limits and be better than the leader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scout {
    /// The design.
    pub individual: Individual,
    /// Children of the island since it was found.
    pub idle: u32,
}

/// Children of the island after which a scout is given up.
const PATIENCE: u32 = 1200;

impl Scout {
    /// A child that exceeds limits, if it promises more than a score; else it is no scout.
    pub(super) fn beyond(score: i32, child: &Individual) -> Option<Self> {
        let promises_more = child.fitness.promise().is_some_and(|promise| promise > score);
        promises_more.then(|| Self { individual: child.clone(), idle: 0 })
    }

    /// What it promises, in hundredths of excitement.
    pub(super) fn promise(&self) -> i32 {
        self.individual.fitness.promise().unwrap_or(i32::MIN)
    }

    /// Whether it is worth another child of an island whose leader has a score.
    pub(super) fn is_worth_it(&self, score: i32) -> bool {
        self.idle < PATIENCE && self.promise() > score
    }

    /// Whether a search with these tools can have sent it out.
    pub(super) fn is_sound(&self, problem: &Problem) -> bool {
        let Individual { genome, fitness, .. } = &self.individual;
        self.idle < PATIENCE && fitness.promise().is_some() && fitness.is_sound() && genome.is_sound(problem)
    }
}
