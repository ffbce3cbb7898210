//! The chunk of rides of a `.park` (rules: park files 6).

use std::collections::BTreeSet;

use nom::Parser;
use nom::multi::count;

use super::chunk::{Chunk, Parsed, array, byte, integer, long, number, short, skip, text};
use super::error::ReadError;
use super::ride::{Measurement, Ride, RideName, Station, status_of};
use crate::catalogue::Mode;
use crate::design::{ColourMode, Colours, DepartureFlags, Settings};
use crate::quantity::{GForce, Length, MapPoint, Ratings, Tile, Velocity};

/// More rides than a park has room for.
const RIDE_LIMIT: u32 = 65_535;
/// Money takes eight bytes since this version, four before.
const WIDE_MONEY: u32 = 19;
/// The least number of cars has a number of its own since this version.
const LEAST_CARS: u32 = 5;
/// The sheltered eighths have a number of their own since this version.
const SHELTERED_EIGHTHS: u32 = 6;
/// Counts of the measurement are no longer packed since this version.
const PLAIN_COUNTS: u32 = 55;
/// What a coordinate holds where there is no place.
const NOWHERE: i32 = -32768;
/// Slots of colours in a design.
const SLOTS: usize = 32;

/// The rides, and whether they fill the chunk, as they must for all of them to be understood. Of a number that comes twice,
/// which no game writes, the first counts.
pub(super) fn read(chunk: Chunk<'_>, version: u32) -> Result<(Vec<Ride>, bool), ReadError> {
    let (_, stated) = chunk.parse(number)?;
    if stated > RIDE_LIMIT {
        let (what, found, limit) = ("rides", stated.into(), RIDE_LIMIT.into());
        return Err(ReadError::Unreasonable { part: chunk.part, what, found, limit });
    }
    let (rest, mut rides) = chunk.parse(|input| array(|input| ride(input, version), input))?;
    let mut numbers = BTreeSet::new();
    rides.retain(|ride| numbers.insert(ride.id));
    Ok((rides, rest.is_empty()))
}

fn ride(input: &[u8], version: u32) -> Parsed<'_, Ride> {
    let (input, identity) = identity(input)?;
    let (input, name) = name(input)?;
    let (input, _prices) = array(|input| money(input, version), input)?;
    let (input, colours) = colours(input)?;
    let (input, mut stations) = stations(input)?;
    let (input, _view) = skip(2)(input)?;
    let (input, trains) = trains(input, version)?;
    let (input, (operation_option, lift_speed, circuits)) = (byte, byte, byte).parse(input)?;
    let (input, _special) = skip(19)(input)?;
    let (input, ()) = recorder(input)?;
    let (input, measured) = measured(input, version)?;
    let (input, ratings) = ratings(input, version)?;
    let (input, ()) = visitors(input)?;
    let (input, ()) = breakdowns(input)?;
    let (input, _music) = skip(3)(input)?;
    stations.truncate(SLOTS);
    let Identity { id, ride_type, vehicle, mode, status, depart_flags, life_cycle } = identity;
    let Trains { trains, cars, proposed, min_wait, max_wait } = trains;
    let settings =
        Settings { mode, trains, cars, depart_flags, min_wait, max_wait, operation_option, lift_speed, circuits };
    let ride = Ride {
        id,
        ride_type,
        vehicle,
        name,
        status: status_of(status),
        age_months: None,
        life_cycle,
        settings,
        proposed_trains: proposed,
        colours,
        stations,
        measured,
        ratings,
    };
    Ok((input, ride))
}

struct Identity {
    id: u16,
    ride_type: u16,
    vehicle: u16,
    mode: Mode,
    status: u8,
    depart_flags: DepartureFlags,
    life_cycle: u32,
}

fn identity(input: &[u8]) -> Parsed<'_, Identity> {
    let fields = (short, short, short, byte, byte, byte, number);
    let make = |(id, ride_type, vehicle, mode, status, depart_flags, life_cycle)| Identity {
        id,
        ride_type,
        vehicle,
        mode: Mode(mode),
        status,
        depart_flags: DepartureFlags::from_bits_retain(depart_flags),
        life_cycle,
    };
    fields.map(make).parse(input)
}

fn name(input: &[u8]) -> Parsed<'_, RideName> {
    let make = |(given, number): (String, u16)| {
        if given.is_empty() { RideName::Numbered(number) } else { RideName::Given(given) }
    };
    (text, short).map(make).parse(input)
}

/// An amount of money, of which nothing is needed.
fn money(input: &[u8], version: u32) -> Parsed<'_, ()> {
    if version < WIDE_MONEY { number.map(drop).parse(input) } else { long.map(drop).parse(input) }
}

fn colours(input: &[u8]) -> Parsed<'_, Colours> {
    let (input, (style, mode)) = (short, byte).parse(input)?;
    let (input, schemes) = array(colour_triple, input)?;
    let (input, mut vehicle) = array(colour_triple, input)?;
    vehicle.resize(SLOTS, [0; 3]);
    let mut track = [[0; 3]; 4];
    track.iter_mut().zip(schemes).for_each(|(scheme, stored)| *scheme = stored);
    let mode = ColourMode::of_number(mode);
    Ok((input, Colours { mode, vehicle, track, station_style: u8::try_from(style).unwrap_or(u8::MAX) }))
}

fn colour_triple(input: &[u8]) -> Parsed<'_, [u8; 3]> {
    (byte, byte, byte).map(<[u8; 3]>::from).parse(input)
}

fn stations(input: &[u8]) -> Parsed<'_, Vec<Station>> {
    let (input, _used) = number(input)?;
    array(station, input)
}

fn station(input: &[u8]) -> Parsed<'_, Station> {
    let (input, (start_x, start_y, height)) = (integer, integer, byte).parse(input)?;
    let (input, _length_depart_train) = skip(3)(input)?;
    let (input, (entrance, exit)) = (place, place).parse(input)?;
    let (input, (leg_length, leg_time)) = (integer, short).parse(input)?;
    let (input, _queue) = skip(3)(input)?;
    let start = (start_x != NOWHERE).then(|| MapPoint::new(start_x, start_y));
    Ok((input, Station { start, height, entrance, exit, leg_length: Length(leg_length), leg_time }))
}

/// Tile, height and direction, of which the tile is needed.
fn place(input: &[u8]) -> Parsed<'_, Option<Tile>> {
    let (input, (x, y)) = (integer, integer).parse(input)?;
    let (input, _height_direction) = skip(2)(input)?;
    Ok((input, (x != NOWHERE).then(|| Tile::new(x, y))))
}

struct Trains {
    trains: u8,
    cars: u8,
    proposed: (u8, u8),
    min_wait: u8,
    max_wait: u8,
}

fn trains(input: &[u8], version: u32) -> Parsed<'_, Trains> {
    let (input, (trains, cars)) = (byte, byte).parse(input)?;
    let (input, proposed) = (byte, byte).parse(input)?;
    let limits = if version < LEAST_CARS { 1 } else { 2 };
    let (input, _most_trains_and_limits) = skip(1 + limits)(input)?;
    let (input, (min_wait, max_wait)) = (byte, byte).parse(input)?;
    let (input, _heads) = array(number, input)?;
    Ok((input, Trains { trains, cars, proposed, min_wait, max_wait }))
}

fn recorder(input: &[u8]) -> Parsed<'_, ()> {
    let (input, is_there) = number(input)?;
    if is_there == 0 {
        return Ok((input, ()));
    }
    let (input, _flags_tick) = skip(2)(input)?;
    let (input, items) = number(input)?;
    let (input, _current_train_station) = skip(3)(input)?;
    count(skip(4), items as usize).map(drop).parse(input)
}

fn measured(input: &[u8], version: u32) -> Parsed<'_, Measurement> {
    let is_plain = version >= PLAIN_COUNTS;
    let (input, (helices, special)) = if is_plain {
        (byte, byte).parse(input)?
    } else {
        byte.map(|packed| (packed & 31, packed & 0xe0)).parse(input)?
    };
    let (input, (max_speed, average_speed)) = (integer, integer).parse(input)?;
    let (input, _segment_timer) = skip(2)(input)?;
    let (input, g_forces) = (integer, integer, integer).parse(input)?;
    let (input, _running) = skip(2 + 1 + 3)(input)?;
    let (input, turns) = (short, short, short).parse(input)?;
    let (input, (inversions, drops, powered_lifts)) = if is_plain {
        (byte, byte, byte).parse(input)?
    } else {
        (byte, byte).map(|(inversions, packed)| (inversions & 31, packed & 63, packed >> 6)).parse(input)?
    };
    let (input, (drop_start, highest_drop, sheltered_length)) = (byte, byte, integer).parse(input)?;
    let (input, _unused) = skip(1)(input)?;
    let (input, sheltered_sections) = byte(input)?;
    let eighths = usize::from(version >= SHELTERED_EIGHTHS);
    let (input, _eighths_holes_station_blocks) = skip(eighths + 3)(input)?;
    let (input, air_time) = short(input)?;
    let [positive, negative, lateral] = <[i32; 3]>::from(g_forces).map(|force| GForce(force as i16));
    let measured = Measurement {
        max_speed: Velocity(max_speed),
        average_speed: Velocity(average_speed),
        max_positive_g: positive,
        max_negative_g: negative,
        max_lateral_g: lateral,
        air_time,
        turns: turns.into(),
        inversions,
        drops,
        powered_lifts,
        helices,
        special,
        drop_start,
        highest_drop,
        sheltered_length: Length(sheltered_length),
        sheltered_sections,
    };
    Ok((input, measured))
}

fn ratings(input: &[u8], version: u32) -> Parsed<'_, Option<Ratings>> {
    let (input, ratings) = (integer, integer, integer).map(<[i32; 3]>::from).parse(input)?;
    let (input, ()) = money(input, version)?;
    let (input, _riders_date) = skip(2)(input)?;
    let (input, ()) = money(input, version)?;
    // Numbers of two bytes: their sign is kept.
    let ratings = ratings.map(|rating| i32::from(rating as i16));
    Ok((input, (ratings[0] != -1).then(|| Ratings::new(ratings))))
}

fn visitors(input: &[u8]) -> Parsed<'_, ()> {
    let (input, _now_timer) = skip(2)(input)?;
    let (input, _history) = array(number, input)?;
    // Total customers; total profit; popularity; favourites; items sold; income and profit; satisfaction.
    skip(1 + 2 + 3 + 1 + 2 + 2 + 2 + 3)(input)
}

fn breakdowns(input: &[u8]) -> Parsed<'_, ()> {
    let (input, _state) = skip(13)(input)?;
    let (input, _downtimes) = array(number, input)?;
    // Four numbers; the timer of a vehicle change; issues and when the last one was reported.
    skip(4 + 1 + 2)(input)
}
