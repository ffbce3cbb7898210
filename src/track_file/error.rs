//! Why a file cannot be read, turned into a design or written (rules: track files 15, 16, 17).

use std::fmt;

use super::run_length::RunLengthError;
use super::{Format, List};
use crate::design::Entrance;

/// Why bytes are no track design. The file is to blame: it is damaged, or something else than the caller took it for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// No bytes at all.
    #[error("the file is empty; it may have been lost in copying, so fetch it again")]
    Empty,
    /// The bytes are recognised as something else.
    #[error("this seems to be {kind}, not a track design; give a .td4, .td6 or .td7 file")]
    Foreign {
        /// What the file seems to be, with its article.
        kind: &'static str,
    },
    /// More bytes than any track design has.
    #[error("the file has {length} bytes and no track design has more than {limit}; is it the right file?")]
    Oversized {
        /// Bytes in the file.
        length: usize,
        /// Largest file accepted.
        limit: usize,
    },
    /// Fewer bytes than a checksum and one packed byte.
    #[error("the file has {length} bytes and the shortest track design more than 6; fetch it again")]
    Short {
        /// Bytes in the file.
        length: usize,
    },
    /// The run-length coding is broken.
    #[error("{0}; the file is damaged or no track design, so fetch it again")]
    RunLength(#[from] RunLengthError),
    /// More data than a design of the format has.
    #[error("the data expands to {length} bytes and no {format} has more than {limit}; is it the right file?")]
    Expanded {
        /// Format by the version number.
        format: Format,
        /// Bytes found.
        length: usize,
        /// Largest length accepted.
        limit: usize,
    },
    /// No format has this version.
    #[error(
        "the version at offset 0x07 of the expanded data is {version} and track designs have 0 to 3; \
         the file is damaged or no track design"
    )]
    Version {
        /// The version found.
        version: u8,
    },
    /// The data ends before the lists begin.
    #[error(
        "the expanded data has {length} bytes and the fixed part of a {format} has {needed}; \
         the file is damaged, so fetch it again"
    )]
    FixedPart {
        /// Format by the version number.
        format: Format,
        /// Bytes found.
        length: usize,
        /// Bytes needed.
        needed: usize,
    },
    /// A ride type or vehicle that RCT1 does not have.
    #[error(
        "{what} {id} at offset {offset:#04x} of the expanded data does not exist in RollerCoaster Tycoon 1; \
         the file is damaged, so fetch it again"
    )]
    Rct1Number {
        /// Which of the two.
        what: &'static str,
        /// The stored number.
        id: u8,
        /// Where it stands.
        offset: usize,
    },
    /// A list has no terminator.
    #[error(
        "the list of {list} breaks off at offset {offset:#x} of the expanded data, before its terminator; \
         the file is damaged, so fetch it again"
    )]
    BrokenOff {
        /// Which list.
        list: List,
        /// Where a record or the terminator should be.
        offset: usize,
    },
    /// A list has more records than a design of the format.
    #[error("the list of {list} has no end after {most} records, the most of a {format}; is it the right file?")]
    TooMany {
        /// Format by the version number.
        format: Format,
        /// Which list.
        list: List,
        /// Most records.
        most: usize,
    },
}

/// Why a file that reads holds no coaster design. The file is to blame: it holds another kind of ride, or numbers that
/// stand for nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DesignError {
    /// A vehicle that RCT1 does not have.
    #[error(
        "vehicle {id} (offset 0x01 of the expanded data) does not exist in RollerCoaster Tycoon 1; the file is damaged"
    )]
    Rct1Vehicle {
        /// The stored number.
        id: u8,
    },
    /// A maze.
    #[error("this is a maze: it has tiles in place of track, and is not rated")]
    Maze,
    /// A format that this version of the game does not read.
    #[error("the game of the rules {rules} does not read TD7 files; convert it to TD6, or choose newer rules")]
    NewerFormat {
        /// Name of the rules.
        rules: String,
    },
    /// A ride type without track.
    #[error("ride type {id} (offset 0x00 of the expanded data) is no tracked ride; give a coaster")]
    RideType {
        /// The stored number.
        id: u8,
    },
    /// A number that stands for no piece.
    #[error("element {index} has number {id} and the highest is {highest}; the file is damaged or from a newer game")]
    Piece {
        /// Index from 0.
        index: usize,
        /// The stored number.
        id: u16,
        /// Highest number known.
        highest: usize,
    },
}

/// Why a record cannot be converted: the file is to blame, or the request.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ConvertError {
    /// RCT1's numbers stand for nothing; the file is to blame.
    #[error(transparent)]
    Source(#[from] DesignError),
    /// The target cannot hold the design; the request is to blame, and another format or a conversion with loss may do.
    #[error(transparent)]
    Target(#[from] WriteError),
}

/// What a format cannot hold. The request is to blame: the design is sound, and another format may hold it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WriteError {
    /// The format asked for.
    pub format: Format,
    /// Everything that does not fit, at least one.
    pub misfits: Vec<Misfit>,
}

/// How many misfits a message names.
const NAMED: usize = 8;

impl fmt::Display for WriteError {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "cannot be written as {}: ", self.format)?;
        for (index, misfit) in self.misfits.iter().take(NAMED).enumerate() {
            let comma = if index == 0 { "" } else { "; " };
            write!(out, "{comma}{misfit}")?;
        }
        match self.misfits.len().saturating_sub(NAMED) {
            0 => Ok(()),
            more => write!(out, "; and {more} more"),
        }
    }
}

impl std::error::Error for WriteError {}

/// One thing that a format cannot hold. Elements, entrances and records count from 0.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The version number in the header is not the format's.
    #[error("version {version} is no version of this format; set it to that of the format")]
    Version {
        /// The number found.
        version: u8,
    },
    /// The ride type has no number in files, or is unknown.
    #[error("ride type {id} is no tracked ride; choose a coaster type")]
    RideType {
        /// The ride type.
        id: u8,
    },
    /// The game would build another type with this vehicle.
    #[error("vehicle {vehicle} would turn ride type {wanted} into {becomes}; choose another vehicle")]
    VehicleDecides {
        /// The vehicle's name.
        vehicle: String,
        /// Ride type of the design.
        wanted: u8,
        /// Ride type the game would make of it.
        becomes: u8,
    },
    /// A vehicle whose entry is not known.
    #[error("vehicle {name:?} is not in the catalogue; choose one that is")]
    Vehicle {
        /// Its name.
        name: String,
    },
    /// No trains, which the games do not survive.
    #[error("the design has no trains; set at least one")]
    NoTrains,
    /// An operation option above the most of the ride type that is stored.
    #[error("operation option {option} is lowered to {becomes} when the file is read; choose no more than that")]
    OperationOption {
        /// The option.
        option: u8,
        /// What a reader makes of it.
        becomes: u8,
    },
    /// A piece without a number in this format.
    #[error("element {index} ({piece}) has no number in this format; a .td7 holds all pieces")]
    Piece {
        /// Index of the element.
        index: usize,
        /// The piece.
        piece: String,
    },
    /// An element number that the format cannot hold.
    #[error("element {index} has number {id}, which is too large for this format")]
    ElementId {
        /// Index of the element.
        index: usize,
        /// Its number.
        id: u16,
    },
    /// A speed that is odd or too high.
    #[error("element {index} has speed {speed} and files hold even speeds up to 30")]
    Speed {
        /// Index of the element.
        index: usize,
        /// Units of 2.25 mph.
        speed: u8,
    },
    /// A block brake with a speed of its own.
    #[error("element {index} is a block brake of speed {speed}; only a .td7 holds any but 2")]
    BlockBrakeSpeed {
        /// Index of the element.
        index: usize,
        /// Units of 2.25 mph.
        speed: u8,
    },
    /// A seat rotation above 15 or a colour scheme above 3.
    #[error("element {index} has seat rotation {rotation} (at most 15) and colour scheme {scheme} (at most 3)")]
    Qualifier {
        /// Index of the element.
        index: usize,
        /// Seat rotation.
        rotation: u8,
        /// Colour scheme.
        scheme: u8,
    },
    /// An entrance outside the range of the format.
    #[error(
        "entrance {index} lies at ({}, {}, {}) with direction {}; files hold -32768..32767 in x and y, \
         -126..127 in z and directions 0..3",
        entrance.at.x, entrance.at.y, entrance.z.0, entrance.direction
    )]
    Entrance {
        /// Index of the entrance or exit.
        index: usize,
        /// The entrance or exit.
        entrance: Entrance,
    },
    /// A record whose first bytes would end its list.
    #[error("record {index} of the {list} begins like the end of the list; remove it")]
    LooksLikeEnd {
        /// Which list.
        list: List,
        /// Index of the record.
        index: usize,
    },
    /// A list that the format, or a maze, does not have.
    #[error("it has no place for {list}; remove them")]
    NoPlace {
        /// Which list.
        list: List,
    },
    /// A list with more records than the format holds.
    #[error("it has {count} {list} and the format holds {most}; a .td7 holds more")]
    TooMany {
        /// Which list.
        list: List,
        /// Records.
        count: usize,
        /// Most records.
        most: usize,
    },
    /// Maze tiles on another ride type, or elements on a maze.
    #[error("ride type {ride_type} does not go with {track}; type 20 alone is a maze")]
    Maze {
        /// Stored ride type.
        ride_type: u8,
        /// Which of the two it has.
        track: &'static str,
    },
    /// A ride type or vehicle that RCT1 does not have.
    #[error("{what} {name} is unknown to RollerCoaster Tycoon 1; choose another one")]
    NotInRct1 {
        /// Which of the two.
        what: &'static str,
        /// Its name.
        name: String,
    },
    /// A value that the format does not hold, and what a game takes in its place.
    #[error("{field} {from} becomes {to}")]
    Changed {
        /// Place in the JSON form.
        field: String,
        /// Value in JSON.
        from: String,
        /// What it becomes, in JSON.
        to: String,
    },
    /// Colours of slots that no train uses.
    #[error("the colours of slots that no train uses become those of the first ({count} figures)")]
    UnusedColours {
        /// How many figures change.
        count: usize,
    },
    /// A block brake that turns the seats.
    #[error("element {index} is a block brake with seat rotation {rotation}; only a .td6 holds that")]
    SeatRotation {
        /// Index of the element.
        index: usize,
        /// Seat rotation.
        rotation: u8,
    },
    /// More bytes than the games can take.
    #[error("the expanded data has {length} bytes and the games take {limit}; remove scenery or track")]
    Length {
        /// Bytes.
        length: usize,
        /// Largest length.
        limit: usize,
    },
}

impl Misfit {
    /// Whether the rest makes a file without it.
    pub const fn can_be_lost(&self) -> bool {
        matches!(
            self,
            Self::NoPlace { .. }
                | Self::Changed { .. }
                | Self::UnusedColours { .. }
                | Self::SeatRotation { .. }
                | Self::BlockBrakeSpeed { .. }
                | Self::VehicleDecides { .. }
                | Self::OperationOption { .. }
        )
    }
}
