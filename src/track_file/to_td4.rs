//! From the fixed part of a TD6 to that of a TD4 (rules: track files 11).

use super::error::Misfit;
use super::from_td4::{LAUNCH_MODE, is_flat};
use super::header::Header;
use super::statistics::StatisticsRecord;
use super::td4::{Td4Expansion, Td4Header};
use super::{Format, MAZE, identity};
use crate::catalogue::{Catalogue, Rct1Ride, Rct1Vehicle};

/// Most trains of a design of RCT1.
const MOST_TRAINS: u8 = 12;

/// The fixed part in the form of a TD4, with the nearest value where a TD4 cannot hold one;
/// nothing when RCT1 has no such ride type or vehicle.
pub(super) fn header(
    header: &Header,
    format: Format,
    catalogue: &Catalogue,
    misfits: &mut Vec<Misfit>,
) -> Option<Td4Header> {
    let number = |colour| catalogue.rct1().colour_number(colour).unwrap_or_default();
    let is_maze = header.ride_type == MAZE;
    let vehicle = vehicle(header, catalogue);
    if vehicle.is_none() && !is_maze {
        misfits.push(Misfit::NotInRct1 { what: "vehicle", name: header.vehicle.name() });
    }
    let ride_type = ride_type(header, vehicle, catalogue).map_err(|misfit| misfits.push(misfit)).ok()?;
    let vehicle = vehicle.map(|row| row.id).or_else(|| is_maze.then_some(header.rct1_vehicle))?;
    let [mut main, mut additional, mut supports] = [header.track_main, header.track_additional, header.track_supports];
    for scheme in [&mut main, &mut additional, &mut supports] {
        *scheme = scheme.map(number);
    }
    if is_maze {
        supports[0] = header.track_supports[0];
    }
    Some(Td4Header {
        ride_type,
        vehicle,
        special_elements: header.special_elements,
        mode: mode(header.mode),
        version_and_colour_mode: format.version() << 2 | header.version_and_colour_mode & 3,
        vehicle_colours: std::array::from_fn(|slot| header.vehicle_colours[slot].map(number)),
        track_colours: [main[0], additional[0], supports[0]],
        depart_flags: header.depart_flags,
        trains: header.trains.min(MOST_TRAINS),
        cars: header.cars,
        min_wait: header.min_wait,
        max_wait: header.max_wait,
        operation_option: header.operation_option,
        statistics: StatisticsRecord {
            highest_drop: header.statistics.highest_drop.saturating_mul(2),
            ..header.statistics
        },
        expansion: (format == Format::Td4Expansion).then_some(Td4Expansion {
            track_main: main,
            track_additional: additional,
            track_supports: supports,
            flags: header.flags as u8,
            reserved: [0; 127],
        }),
    })
}

/// Block sections came after RCT1; their modes become those without.
const fn mode(mode: u8) -> u8 {
    match mode {
        35 | 36 => LAUNCH_MODE.0,
        34 => 1,
        other => other,
    }
}

/// RCT1's row for the vehicle: that of the number left over from a TD4 if it fits, else that of
/// `OpenRCT2`'s own object, else that of RCT2's.
fn vehicle<'a>(header: &Header, catalogue: &'a Catalogue) -> Option<&'a Rct1Vehicle> {
    let name = header.vehicle.name();
    let object = catalogue.vehicle(&name).map(|vehicle| vehicle.object.as_str());
    let is_own = |row: &Rct1Vehicle| object == Some(&row.object);
    let rows = catalogue.rct1().vehicles().iter().filter(|row| is_own(row) || row.rct2_name == name);
    rows.min_by_key(|row| (row.id != header.rct1_vehicle, !is_own(row), row.ride.is_some()))
}

fn ride_type(header: &Header, vehicle: Option<&Rct1Vehicle>, catalogue: &Catalogue) -> Result<u8, Misfit> {
    let ride = identity::ride(header, catalogue);
    let made_for = vehicle.and_then(|row| catalogue.vehicle_of_object(&row.object));
    let suits = |row: &Rct1Ride| made_for.is_some_and(|vehicle| vehicle.rides.contains(&row.ride));
    let is_of = |row: &Rct1Ride| row.vehicle.is_none_or(|wanted| vehicle.is_some_and(|row| row.id == wanted));
    let rows = catalogue.rct1().rides().iter().filter(|row| is_of(row));
    let rows = rows.filter(|row| row.ride == ride || row.rct2_ride.0 == header.ride_type);
    let best = rows.min_by_key(|row| (row.ride != ride, !suits(row)));
    let name = || catalogue.tracked_name(ride).map_or_else(|| ride.0.to_string(), str::to_owned);
    match best {
        Some(row) => Ok(row.id),
        None if is_flat(header.ride_type, catalogue) => Ok(header.ride_type),
        None => Err(Misfit::NotInRct1 { what: "ride type", name: name() }),
    }
}
