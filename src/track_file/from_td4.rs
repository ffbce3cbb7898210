//! From the fixed part of a TD4 to that of a TD6 (rules: track files 11).

use super::MAZE;
use super::error::DesignError;
use super::header::{self, Header};
use super::record::ObjectEntry;
use super::statistics::StatisticsRecord;
use super::td4::Td4Header;
use crate::catalogue::{Catalogue, Rct1Paint, RideTypeId};

/// Whose ride types and vehicles a design of RCT1 gets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Game {
    /// RCT1's own vehicles, which only `OpenRCT2` has, on ride types made for them.
    #[default]
    OpenRct2,
    /// The nearest vehicles of RCT2, which all games have.
    Rct2,
}

/// River rapids, whose colours RCT1 did not store at first.
const RIVER_RAPIDS: u8 = 24;
/// Unused number of RCT1.
const UNUSED: u8 = 64;
/// Operating mode that RCT1 numbers otherwise: powered launch, the number of RCT1 first.
pub(super) const LAUNCH_MODE: (u8, u8) = (3, 35);
/// Chain speed of all designs of RCT1, and one circuit.
const LIFT_AND_CIRCUITS: u8 = 5 | 1 << 5;
const WHITE: u8 = 2;
const HEDGE: u8 = 1;

/// The fixed part in the form of a TD6; the ride type is the game's own number, not the stored one.
///
/// # Errors
/// When RCT1 has no such ride type or vehicle.
pub(super) fn header(td4: &Td4Header, game: Game, catalogue: &Catalogue) -> Result<Header, DesignError> {
    let ride_type = ride_type(td4, game, catalogue)?;
    let (vehicle, paint) = vehicle(td4, game, catalogue)?;
    let slots = slots(td4, paint, catalogue);
    let [track_main, track_additional, track_supports] = schemes(td4, catalogue);
    Ok(Header {
        ride_type: ride_type.0,
        rct1_vehicle: td4.vehicle,
        special_elements: td4.special_elements,
        mode: if td4.mode == LAUNCH_MODE.0 { LAUNCH_MODE.1 } else { td4.mode },
        version_and_colour_mode: 2 << 2 | td4.version_and_colour_mode & 3,
        vehicle_colours: slots.map(|[body, trim, _]| [body, trim]),
        unused: 0,
        station_style: 0,
        air_time: 0,
        depart_flags: td4.depart_flags,
        trains: td4.trains,
        cars: td4.cars,
        min_wait: td4.min_wait,
        max_wait: td4.max_wait,
        operation_option: td4.operation_option,
        statistics: StatisticsRecord { highest_drop: td4.statistics.highest_drop / 2, ..td4.statistics },
        track_main,
        track_additional,
        track_supports,
        flags: td4.expansion.as_ref().map_or(0, |expansion| expansion.flags.into()),
        vehicle,
        space: [0; 2],
        vehicle_third_colours: slots.map(|[_, _, third]| third),
        lift_and_circuits: LIFT_AND_CIRCUITS,
    })
}

/// Whether a number of RCT1 is a ride without track, which has the same number in all games.
pub(super) fn is_flat(id: u8, catalogue: &Catalogue) -> bool {
    id < Td4Header::NO_RIDE && id != UNUSED && catalogue.tracked_name(RideTypeId(id)).is_none()
}

fn ride_type(td4: &Td4Header, game: Game, catalogue: &Catalogue) -> Result<RideTypeId, DesignError> {
    let id = td4.ride_type;
    match catalogue.rct1().ride(id, td4.vehicle) {
        Some(row) if game == Game::OpenRct2 => Ok(row.ride),
        Some(row) => Ok(row.rct2_ride),
        None if is_flat(id, catalogue) => Ok(RideTypeId(id)),
        None => Err(DesignError::RideType { id }),
    }
}

/// The vehicle's object, and where its trim and third colour come from.
fn vehicle(td4: &Td4Header, game: Game, catalogue: &Catalogue) -> Result<(ObjectEntry, [Rct1Paint; 2]), DesignError> {
    let plain = [Rct1Paint::Second, Rct1Paint::Fixed(0)];
    if td4.ride_type == MAZE {
        let maze = catalogue.vehicles_of(RideTypeId(MAZE)).next();
        return Ok((maze.map_or_else(ObjectEntry::default, |vehicle| ObjectEntry(vehicle.entry)), plain));
    }
    let row = catalogue.rct1().vehicle(td4.vehicle, td4.ride_type);
    let row = row.ok_or(DesignError::Rct1Vehicle { id: td4.vehicle })?;
    let own = catalogue.vehicle_of_object(&row.object).filter(|_| game == Game::OpenRct2);
    let known = own.or_else(|| catalogue.vehicle(&row.rct2_name));
    // Games match vehicles of RCT2 by their name alone.
    let entry = known.map_or_else(|| ObjectEntry::of_rct2(&row.rct2_name), |vehicle| ObjectEntry(vehicle.entry));
    Ok((entry, [row.trim, row.third]))
}

fn slots(td4: &Td4Header, [trim, third]: [Rct1Paint; 2], catalogue: &Catalogue) -> [[u8; 3]; 32] {
    let slots = td4.vehicle_colours.map(|stored| {
        let stored = stored.map(|colour| catalogue.rct1().colour(colour));
        [stored[0], trim.colour(stored), third.colour(stored)]
    });
    header::all_slots(&slots)
}

/// Main, additional and support colours of the four schemes.
fn schemes(td4: &Td4Header, catalogue: &Catalogue) -> [[u8; 4]; 3] {
    let colour = |stored: u8| catalogue.rct1().colour(stored);
    let Some(expansion) = &td4.expansion else {
        let [main, additional, supports] = td4.track_colours.map(|stored| [colour(stored); 4]);
        return match td4.ride_type {
            RIVER_RAPIDS => [[WHITE; 4], [WHITE; 4], supports],
            MAZE => [main, additional, [HEDGE; 4]],
            _ => [main, additional, supports],
        };
    };
    let mut supports = expansion.track_supports.map(colour);
    if td4.ride_type == MAZE {
        supports[0] = expansion.track_supports[0];
    }
    [expansion.track_main.map(colour), expansion.track_additional.map(colour), supports]
}
