//! The ways to vary a genome, and how often each is tried.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

/// The ways to vary a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operator {
    /// A short run becomes another that joins the same.
    Substitute,
    /// A stretch is taken out and grown anew.
    Reroute,
    /// A stretch makes room for a whole element: a hill, a helix, an inversion, a lift.
    Figure,
    /// Straight pieces are added whose displacements cancel.
    Stretch,
    /// Straight pieces are taken out whose displacements cancel.
    Shrink,
    /// Two stretches that begin and end alike change places.
    Exchange,
    /// A stretch of a mate is taken over.
    Crossover,
    /// A stretch is laid left for right.
    Mirror,
    /// A stretch is laid the other way round.
    Reverse,
    /// The platform moves along the track, or its length changes.
    Platform,
    /// Vehicle, cars, mode, speeds of lift, launch and brakes.
    Retune,
    /// The whole design is moved, turned, raised or lowered; in parks only.
    Relocate,
}

/// Operators and how often each is tried, in hundredths. Whole figures are tried often, since few of them find room.
pub const OPERATORS: [(Operator, u32); 11] = [
    (Operator::Substitute, 12),
    (Operator::Reroute, 20),
    (Operator::Figure, 24),
    (Operator::Stretch, 10),
    (Operator::Shrink, 6),
    (Operator::Exchange, 1),
    (Operator::Crossover, 10),
    (Operator::Mirror, 8),
    (Operator::Reverse, 2),
    (Operator::Platform, 2),
    (Operator::Retune, 5),
];

/// A random operator, by its share.
pub fn pick_operator(operators: &[(Operator, u32)], rng: &mut ChaCha8Rng) -> Operator {
    let total: u32 = operators.iter().map(|(_, share)| share).sum();
    let mut ticket = rng.random_range(0..total.max(1));
    for &(operator, share) in operators {
        if ticket < share {
            return operator;
        }
        ticket -= share;
    }
    Operator::Substitute
}
