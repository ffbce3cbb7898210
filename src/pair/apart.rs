//! Why two designs cannot stand beside each other.

use crate::layout::{LayoutError, Refusal};

/// Why two designs cannot stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Apart {
    /// A design is no coaster that the catalogue knows.
    #[error(transparent)]
    Unknown(#[from] LayoutError),
    /// A design cannot be built, or not be tested, even alone.
    #[error("the {} of the two cannot be built and tested even alone: {reason}", ordinal(*.index))]
    Unsound {
        /// Which: 0 or 1.
        index: usize,
        /// What the game says.
        reason: String,
    },
    /// No place where the second station would lie beside the first holds both.
    #[error("none of {tried} places beside its station holds both; at {alike} of them {why}")]
    Crowded {
        /// Places that were tried.
        tried: usize,
        /// At how many of them the most frequent reason holds.
        alike: usize,
        /// That reason.
        why: Unplaced,
    },
    /// The stations lie at heights that are too far apart, and the player's own height keeps them there.
    #[error("the stations lie at heights at which trains do not wait for each other; leave the height out of --at")]
    Heights,
}

const fn ordinal(index: usize) -> &'static str {
    if index == 0 { "first" } else { "second" }
}

/// Why the second design does not stand at a place beside the first.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unplaced {
    /// The game refuses it.
    #[error("the game says \"{0}\"")]
    Refused(#[from] Refusal),
    /// There is room only higher up.
    #[error("there is room only higher up, where its trains do not wait for those of the first")]
    Higher,
}
