//! Why a piece may not follow, and why nothing can be begun.

use crate::evolve::Excess;
use crate::layout::Refusal;

/// Why a piece may not follow the track that stands.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Objection {
    /// No piece of that number is among those to build with.
    #[error("piece {0} is not among the pieces of this ride type and these limits; see `loopwright pieces --ride`")]
    Unavailable(u16),
    /// It does not go on from the slope, bank or heading of the last joint.
    #[error("{0} does not fit the slope, bank or heading of the last piece")]
    Shape(String),
    /// It cannot carry a chain, or must carry one.
    #[error("{0} cannot carry a chain on this ride type, or needs one")]
    Chain(String),
    /// A limit would be broken.
    #[error("a limit forbids it: there would be {0}")]
    Limit(Excess),
    /// The game refuses it, or the entrance or the exit stands in its way.
    #[error(transparent)]
    Refused(#[from] Refusal),
}

/// Why nothing can be begun.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unbuilt {
    /// A park takes part, and this builds on flat land only.
    #[error("pieces are laid one by one on flat land only; leave the park out")]
    Park,
    /// The ride type comes back to its platform in no mode.
    #[error("this ride type has no mode for a closed circuit; choose another")]
    NoCircuit,
    /// The platform has fewer tiles than a train needs, or more than the game allows.
    #[error("a platform has 2 to {most} tiles; give one of them in place of {asked}")]
    Platform {
        /// Tiles that were asked for.
        asked: u8,
        /// The most.
        most: i32,
    },
    /// There is no vehicle of that number.
    #[error("there is no vehicle {0} among those to choose from")]
    NoVehicle(u8),
    /// There is no room for an entrance and an exit beside the platform.
    #[error("no room for an entrance and an exit beside the platform; allow a larger box")]
    NoEntrance,
    /// The platform breaks a limit.
    #[error("the platform does not stand: {0}")]
    Refused(#[from] Objection),
}
