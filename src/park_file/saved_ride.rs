//! The record of a ride in a save of RCT2 (rules: park files 3).

use super::ride::{Measurement, Ride, RideName, Station, status_of};
use crate::catalogue::Mode;
use crate::design::{ColourMode, Colours, DepartureFlags, Settings};
use crate::quantity::{GForce, Length, Ratings, Tile, Velocity};

/// Bytes of a record.
pub(super) const LENGTH: usize = 0x260;
/// Stations of a ride.
const STATIONS: usize = 4;
/// The ride type of a record that is not used.
const NO_RIDE: u8 = 255;
/// Texts of players have numbers from here.
const FIRST_TEXT: u16 = 0x8000;
const NO_TEXT: u16 = 0x9000;
/// Letters of a text.
pub(super) const TEXT_LENGTH: usize = 32;
/// Texts of a save.
pub(super) const TEXTS: usize = 1024;

/// The fields of a record by their offset.
#[derive(Clone, Copy)]
struct Record<'a>(&'a [u8; LENGTH]);

impl Record<'_> {
    const fn byte(self, at: usize) -> u8 {
        self.0[at]
    }

    const fn short(self, at: usize) -> u16 {
        u16::from_le_bytes([self.0[at], self.0[at + 1]])
    }

    const fn long(self, at: usize) -> i32 {
        i32::from_le_bytes([self.0[at], self.0[at + 1], self.0[at + 2], self.0[at + 3]])
    }

    const fn g_force(self, at: usize) -> GForce {
        GForce(self.short(at) as i16)
    }

    /// A tile in two bytes; ones stand for no place.
    fn tile(self, at: usize) -> Option<Tile> {
        let (x, y) = (self.byte(at), self.byte(at + 1));
        ((x, y) != (255, 255)).then(|| Tile::new(x.into(), y.into()))
    }
}

/// The ride of a record; nothing for a record that is not used. Its name may be one of the texts of the players, and its age
/// goes by the month of the save.
pub(super) fn ride(id: u16, record: &[u8; LENGTH], texts: &[u8], month: u16) -> Option<Ride> {
    let record = Record(record);
    let ride_type = record.byte(0);
    (ride_type != NO_RIDE).then(|| Ride {
        id,
        ride_type: ride_type.into(),
        vehicle: record.byte(0x01).into(),
        name: name(record, texts),
        status: status_of(record.byte(0x49)),
        age_months: Some(month.wrapping_sub(record.short(0x180)).into()),
        life_cycle: record.long(0x1d0) as u32,
        settings: settings(record),
        proposed_trains: (record.byte(0xca), record.byte(0xcb)),
        colours: colours(record),
        stations: (0..STATIONS).map(|number| station(record, number)).collect(),
        measured: measured(record),
        ratings: ratings(record),
    })
}

fn name(record: Record<'_>, texts: &[u8]) -> RideName {
    let number = record.short(0x4a);
    let (texts, _) = texts.as_chunks::<TEXT_LENGTH>();
    let text = texts.get(usize::from(number) % TEXTS).filter(|_| (FIRST_TEXT..NO_TEXT).contains(&number));
    let Some(text) = text else { return RideName::Numbered(record.short(0x4e)) };
    // RCT2's letters are those of Latin-1 but for signs that names do not need.
    let letters = text.iter().copied().take_while(|&letter| letter != 0).map(char::from);
    RideName::Given(letters.filter(|letter| !letter.is_control()).collect())
}

fn settings(record: Record<'_>) -> Settings {
    Settings {
        mode: Mode(record.byte(0x04)),
        trains: record.byte(0xc8),
        cars: record.byte(0xc9),
        depart_flags: DepartureFlags::from_bits_retain(record.byte(0xc6)),
        min_wait: record.byte(0xce),
        max_wait: record.byte(0xcf),
        operation_option: record.byte(0xd0),
        lift_speed: record.byte(0x1cd),
        circuits: record.byte(0x1f7),
    }
}

fn colours(record: Record<'_>) -> Colours {
    let slot = |slot: usize| [record.byte(0x06 + 2 * slot), record.byte(0x07 + 2 * slot), record.byte(0x1d4 + slot)];
    let scheme = |scheme: usize| [0x1bc, 0x1c0, 0x1c4].map(|list| record.byte(list + scheme));
    Colours {
        mode: ColourMode::of_number(record.byte(0x05)),
        vehicle: (0..32).map(slot).collect(),
        track: [0, 1, 2, 3].map(scheme),
        station_style: record.byte(0x1c9),
    }
}

fn station(record: Record<'_>, number: usize) -> Station {
    Station {
        start: record.tile(0x52 + 2 * number).map(Tile::corner),
        height: record.byte(0x5a + number),
        entrance: record.tile(0x6a + 2 * number),
        exit: record.tile(0x72 + 2 * number),
        leg_length: Length(record.long(0xe4 + 4 * number)),
        leg_time: record.short(0xf4 + 2 * number),
    }
}

fn measured(record: Record<'_>) -> Measurement {
    let special = record.byte(0xd5);
    let drops = record.byte(0x115);
    Measurement {
        max_speed: Velocity(record.long(0xd8)),
        average_speed: Velocity(record.long(0xdc)),
        max_positive_g: record.g_force(0xfc),
        max_negative_g: record.g_force(0xfe),
        max_lateral_g: record.g_force(0x100),
        air_time: record.short(0x1f4),
        turns: [record.short(0x10e), record.short(0x110), record.short(0x112)],
        inversions: record.byte(0x114) & 31,
        drops: drops & 63,
        powered_lifts: drops >> 6,
        helices: special & 31,
        special: special & 0xe0,
        drop_start: record.byte(0x116),
        highest_drop: record.byte(0x117),
        sheltered_length: Length(record.long(0x118)),
        sheltered_sections: record.byte(0x11e),
    }
}

fn ratings(record: Record<'_>) -> Option<Ratings> {
    let ratings = [0x140, 0x142, 0x144].map(|at| i32::from(record.short(at) as i16));
    (ratings[0] != -1).then(|| Ratings::new(ratings))
}
