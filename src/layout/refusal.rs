//! The game's reasons for refusing a piece, an entrance or a test, in its own words.

use std::fmt;

use serde::Serialize;

use crate::catalogue::PieceId;

/// Why something cannot be placed (rules: construction 5.1, 5.2, 5.6, surroundings 2.3, 6).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The stored speed is above 30 units of 2.25 mph.
    SpeedTooHigh,
    /// A second on-ride photo section.
    SecondPhoto,
    /// A second cable lift hill.
    SecondCableLift,
    /// A chain on a slope that is too steep for the ride type.
    TooSteepForLift,
    /// Outside of the usable map.
    OffMap,
    /// Outside of the park's land.
    NotOwned,
    /// Between two land steps, or on one where the piece asks for half a step.
    InvalidHeight,
    /// Base below 16 z units.
    TooLow,
    /// Top above 2032 z units, or an entrance too high.
    TooHigh,
    /// Partly above and partly below the land, for a piece that may not be.
    PartlyUnderground,
    /// Below the land, for a piece that may not be.
    OnlyAboveGround,
    /// More platforms than a ride may have.
    NoMoreStations,
    /// A platform longer than the ride type allows.
    PlatformTooLong,
    /// Higher above the land than the ride type allows.
    TooHighForSupports,
    /// Land is in the way.
    LandInTheWay,
    /// Track or scenery is in the way; holds the name of the ride or the object.
    InTheWay(String),
    /// A path or queue is in the way.
    PathInTheWay,
    /// The park's entrance is in the way.
    ParkEntranceInTheWay,
    /// Its place is partly above and partly below water.
    PartlyUnderwater,
    /// Its place is below water or below the land.
    Underwater,
    /// Scenery that cannot stand on water.
    OnlyOnLand,
    /// Scenery that must stand on level land.
    LevelLandRequired,
    /// Higher than trees, in a park that forbids it.
    AboveTrees,
    /// Scenery on the rim of the map, or beyond.
    OutOfRange,
    /// An entrance is in the way.
    EntranceInTheWay,
    /// An exit is in the way.
    ExitInTheWay,
    /// The design holds a piece that no table describes.
    UnknownPiece(u16),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::SpeedTooHigh => "Track speed too high!",
            Self::SecondPhoto => "Only one on-ride photo section allowed per ride",
            Self::SecondCableLift => "Only one cable lift hill allowed per ride",
            Self::TooSteepForLift => "Too steep for lift hill",
            Self::OffMap => "Off edge of map!",
            Self::NotOwned => "Land not owned by park!",
            Self::InvalidHeight => "Invalid height!",
            Self::TooLow => "Too low!",
            Self::TooHigh => "Too high!",
            Self::PartlyUnderground => "Can’t build partly above and partly below ground",
            Self::OnlyAboveGround => "Can only build this above ground!",
            Self::NoMoreStations => "No more stations allowed on this ride",
            Self::PlatformTooLong => "Station platform too long!",
            Self::TooHighForSupports => "Too high for supports!",
            Self::LandInTheWay => "Raise or lower land first",
            Self::InTheWay(name) => return write!(f, "{name} in the way"),
            Self::PathInTheWay => "Footpath in the way",
            Self::ParkEntranceInTheWay => "Park entrance in the way",
            Self::PartlyUnderwater => "Cannot build partly above and partly below water!",
            Self::Underwater => "Can’t build this underwater!",
            Self::OnlyOnLand => "Can only build this on land!",
            Self::LevelLandRequired => "Level land required",
            Self::AboveTrees => "Local authority won’t allow construction above tree-height!",
            Self::OutOfRange => "Value out of range",
            Self::EntranceInTheWay => "Ride entrance in the way",
            Self::ExitInTheWay => "Ride exit in the way",
            Self::UnknownPiece(id) => return write!(f, "Track piece {id} does not exist"),
        })
    }
}

impl std::error::Error for Refusal {}

impl Serialize for Refusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A piece of a design that the game refuses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("element {index}: {refusal}")]
pub struct RefusedPiece {
    /// Its index among the elements of the design.
    pub index: usize,
    /// Why.
    pub refusal: Refusal,
}

/// An element whose piece no table describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("element {index} is track piece {}, which does not exist; see `loopwright pieces`", .piece.0)]
pub struct UnknownPiece {
    /// Index in the element list.
    pub index: usize,
    /// The piece.
    pub piece: PieceId,
}

/// Why a finished ride cannot be tested (rules: construction 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestRefusal {
    /// No platform.
    NoStation,
    /// More than one platform in a mode for one.
    TooManyStations,
    /// One platform in a mode for two.
    TooFewStations,
    /// No entrance beside a platform that needs one.
    NoEntrance,
    /// No exit beside a platform that needs one.
    NoExit,
    /// Track that ends in the air, in a mode for circuits.
    NotACircuit,
    /// Block brakes right behind a platform.
    BlockBrakeAfterStation,
    /// Block brakes right behind others.
    BlockBrakeAfterBlockBrake,
    /// Block brakes right behind the top of a lift.
    BlockBrakeAfterLift,
    /// Inversions or banked track that the vehicle may not run.
    UnsuitableForTrain,
    /// A cable lift in a mode that has none.
    CableLiftMode,
    /// A cable lift and several circuits per ride.
    CableLiftCircuits,
    /// A cable lift that does not follow a platform or block brakes.
    CableLiftPlace,
}

impl fmt::Display for TestRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoStation => "Requires a station platform",
            Self::TooManyStations => "Unable to operate with more than one station platform in this mode",
            Self::TooFewStations => "Unable to operate with less than two stations in this mode",
            Self::NoEntrance => "Entrance not yet built",
            Self::NoExit => "Exit not yet built",
            Self::NotACircuit => "Track is not a complete circuit",
            Self::BlockBrakeAfterStation => "Block Brakes cannot be used directly after station",
            Self::BlockBrakeAfterBlockBrake => "Block Brakes cannot be used directly after each other",
            Self::BlockBrakeAfterLift => "Block Brakes cannot be used directly after the top of this lift hill",
            Self::UnsuitableForTrain => "Track unsuitable for type of train",
            Self::CableLiftMode => "Cable lift unable to work in this operating mode",
            Self::CableLiftCircuits => "Multi-circuit per ride not possible with cable lift hill",
            Self::CableLiftPlace => "Cable lift hill must start immediately after station or block brake",
        })
    }
}

impl std::error::Error for TestRefusal {}

impl Serialize for TestRefusal {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
