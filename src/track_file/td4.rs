//! The fixed part of a TD4 (rules: track files 11).

use binrw::binrw;

use super::statistics::StatisticsRecord;
use super::{MAZE, ReadError};

/// Fields before the elements, in file order and as stored.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Td4Header {
    /// RCT1's ride type.
    pub ride_type: u8,
    /// RCT1's vehicle type.
    pub vehicle: u8,
    /// Bit set of special elements.
    pub special_elements: u32,
    /// Operating mode.
    pub mode: u8,
    /// Bits 0-1 vehicle colour mode, bits 2-7 version.
    pub version_and_colour_mode: u8,
    /// Body and trim colour of each slot, in RCT1's colour numbers.
    pub vehicle_colours: [[u8; 2]; 12],
    /// Main, additional and support colour, used without an expansion.
    pub track_colours: [u8; 3],
    /// Departure flags.
    pub depart_flags: u8,
    /// Number of trains.
    pub trains: u8,
    /// Cars per train.
    pub cars: u8,
    /// Seconds.
    pub min_wait: u8,
    /// Seconds.
    pub max_wait: u8,
    /// Launch speed, laps and the like, by mode.
    pub operation_option: u8,
    /// Statistics; RCT1 knows no air time.
    pub statistics: StatisticsRecord,
    /// What the expansion packs add; they mark it by version 1.
    #[br(if(version_and_colour_mode >> 2 == 1))]
    pub expansion: Option<Td4Expansion>,
}

impl Td4Header {
    /// Bytes in a file of the base game.
    pub const LENGTH: usize = 0x38;
    /// Bytes in a file of an expansion pack.
    pub const EXPANSION_LENGTH: usize = 0xc4;
    /// First number that is no ride type.
    pub(super) const NO_RIDE: u8 = 85;

    /// Refuses the numbers that make the games refuse the file.
    pub(super) fn check(&self) -> Result<(), ReadError> {
        let is_vehicle = self.vehicle < NO_VEHICLE && self.vehicle != RESERVED_VEHICLE;
        match self.ride_type {
            id if id >= Self::NO_RIDE => Err(ReadError::Rct1Number { what: "ride type", id, offset: 0 }),
            MAZE => Ok(()),
            _ if is_vehicle => Ok(()),
            _ => Err(ReadError::Rct1Number { what: "vehicle", id: self.vehicle, offset: 1 }),
        }
    }
}

/// First number that is no vehicle.
const NO_VEHICLE: u8 = 89;
/// Another number that is none.
const RESERVED_VEHICLE: u8 = 74;

/// What a TD4 of an expansion pack adds to the fixed part.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Td4Expansion {
    /// Main colour of the four schemes.
    pub track_main: [u8; 4],
    /// Additional colour of the four schemes.
    pub track_additional: [u8; 4],
    /// Support colour of the four schemes; the first is the kind of wall of a maze.
    pub track_supports: [u8; 4],
    /// Bit 1 log flume reverser.
    pub flags: u8,
    /// Not used.
    pub reserved: [u8; 127],
}
