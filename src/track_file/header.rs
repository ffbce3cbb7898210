//! The fixed part of a TD6 and TD7 (rules: track files 4).

use binrw::binrw;

use super::Format;
use super::record::ObjectEntry;
use super::statistics::StatisticsRecord;
use crate::design::ColourMode;

/// Fields before the lists, in file order and as stored.
#[binrw]
#[brw(little)]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Ride type, before the vehicle decides between types that share a number.
    pub ride_type: u8,
    /// Left over from TD4; ignored.
    pub rct1_vehicle: u8,
    /// Bit set of the special elements that the track has, which RCT2 reads.
    pub special_elements: u32,
    /// Operating mode.
    pub mode: u8,
    /// Bits 0-1 vehicle colour mode, bits 2-7 version.
    pub version_and_colour_mode: u8,
    /// Body and trim colour of each slot.
    pub vehicle_colours: [[u8; 2]; 32],
    /// Left over from TD4; ignored.
    pub unused: u8,
    /// Station style, 0..12.
    pub station_style: u8,
    /// Air time, about 0.25 s per unit.
    pub air_time: u8,
    /// The bits of [`crate::design::DepartureFlags`].
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
    /// All statistics but the air time.
    pub statistics: StatisticsRecord,
    /// Main colour of the four schemes.
    pub track_main: [u8; 4],
    /// Additional colour of the four schemes.
    pub track_additional: [u8; 4],
    /// Support colour of the four schemes; the first is the kind of wall of a maze.
    pub track_supports: [u8; 4],
    /// Second bit set: bit 1 log flume reverser, bit 31 "Six Flags" design.
    pub flags: u32,
    /// Vehicle object.
    pub vehicle: ObjectEntry,
    /// Tiles along both axes, in either order.
    pub space: [u8; 2],
    /// Third colour of each slot.
    pub vehicle_third_colours: [u8; 32],
    /// Bits 0-4 lift speed, bits 5-7 circuits.
    pub lift_and_circuits: u8,
}

impl Header {
    /// Bytes in a file.
    pub const LENGTH: usize = 0xa3;

    /// The same fixed part in another format.
    pub(super) fn with_version(&self, format: Format) -> Self {
        let version_and_colour_mode = format.version() << 2 | self.version_and_colour_mode & 3;
        Self { version_and_colour_mode, ..self.clone() }
    }

    /// How the vehicle's colour slots are used.
    pub const fn colour_mode(&self) -> ColourMode {
        ColourMode::of_number(self.version_and_colour_mode & 3)
    }

    /// Body, trim and third colour of the vehicle's slots.
    pub fn slots(&self) -> [[u8; 3]; 32] {
        std::array::from_fn(|index| {
            let [body, trim] = self.vehicle_colours[index];
            [body, trim, self.vehicle_third_colours[index]]
        })
    }

    /// Main, additional and support colour of the track's schemes.
    pub fn schemes(&self) -> [[u8; 3]; 4] {
        std::array::from_fn(|index| [self.track_main[index], self.track_additional[index], self.track_supports[index]])
    }
}

/// The bits that stand for a use of the vehicle's colour slots.
pub(super) const fn colour_mode_bits(mode: ColourMode) -> u8 {
    match mode {
        ColourMode::All => 0,
        ColourMode::PerTrain => 1,
        ColourMode::PerCar => 2,
        ColourMode::Invalid => 3,
    }
}

/// All colour slots; those that are not given take the colours of the first.
pub(super) fn all_slots(given: &[[u8; 3]]) -> [[u8; 3]; 32] {
    let first = given.first().copied().unwrap_or_default();
    std::array::from_fn(|index| given.get(index).copied().unwrap_or(first))
}
