//! What is odd about a track file, and what the games make of it (rules: track files 3, 5, 6, 7, 8, 17).

use super::units::{printable, speed};
use crate::catalogue::{Catalogue, Vehicle};
use crate::design::{Colours, Design};
use crate::layout::RideSettings;
use crate::quantity::Velocity;
use crate::track_file::{Checksum, DesignError, Format, TrackFile};

/// The first colour number that RCT2 does not know, and the first that no game knows.
const NEW_COLOUR: u8 = 32;
const NO_COLOUR: u8 = 56;
/// The first ride type that RCT2 does not know.
const NEW_RIDE: u8 = 91;

/// Everything odd, a sentence each; a file without a coaster says why.
pub(super) fn remarks(catalogue: &Catalogue, file: &TrackFile, design: &Result<Design, DesignError>) -> Vec<String> {
    let mut remarks = Vec::new();
    match design {
        Ok(design) => {
            remarks.extend(vehicle(catalogue, design));
            remarks.extend(settings(catalogue, design));
            remarks.extend(colours(&design.colours, file.format()));
        }
        Err(error) => remarks.push(error.to_string()),
    }
    remarks.extend(container(file));
    remarks
}

fn vehicle(catalogue: &Catalogue, design: &Design) -> Option<String> {
    let name = printable(&design.vehicle);
    let is_made_for = |vehicle: &Vehicle| vehicle.rides.contains(&design.ride);
    match catalogue.vehicle(&design.vehicle) {
        None => Some(format!(
            "vehicle {name:?} is not in the catalogue; the game needs its object, or takes another vehicle"
        )),
        Some(vehicle) if !is_made_for(vehicle) => Some(format!(
            "vehicle {name} is made for another ride type; the game takes it where it is loaded, and else one of this type"
        )),
        Some(_) => None,
    }
}

/// What the game changes without a word when it builds the design.
fn settings(catalogue: &Catalogue, design: &Design) -> Vec<String> {
    let Some(ride) = catalogue.ride(design.ride) else { return Vec::new() };
    let wanted = &design.settings;
    let given = RideSettings::new(ride, wanted, &[], &catalogue.rules().knobs);
    let mode = catalogue.mode_name(wanted.mode).map_or_else(|| wanted.mode.0.to_string(), str::to_owned);
    let lift = i32::from(wanted.lift_speed);
    let option = i32::from(wanted.operation_option);
    let waits = (wanted.min_wait, wanted.max_wait);
    let is_launched = given.mode.is_launched();
    let mph = |units: i32| speed(Velocity::from_whole(units));
    [
        (!ride.modes.contains(&wanted.mode))
            .then(|| format!("this ride type has no mode {}; the game gives the ride another", mode.replace('_', " "))),
        (wanted.trains == 0).then(|| "there are no trains, which the game does not expect".to_owned()),
        (is_launched && given.operation_option != option).then(|| {
            format!("launch speed {} becomes {}, as the ride type demands", mph(option), mph(given.operation_option))
        }),
        (given.lift_speed != lift)
            .then(|| format!("lift speed {} becomes {}, as the ride type demands", mph(lift), mph(given.lift_speed))),
        (waits != (given.min_wait, given.max_wait)).then(|| {
            format!("waiting times {} to {} become {} to {} s", waits.0, waits.1, given.min_wait, given.max_wait)
        }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn colours(colours: &Colours, format: Format) -> Option<String> {
    let all = || colours.vehicle.iter().chain(&colours.track).flatten().copied();
    let highest = all().max().unwrap_or_default();
    match highest {
        NO_COLOUR.. => Some(format!("colour {highest} is none; the games have 0 to {}", NO_COLOUR - 1)),
        NEW_COLOUR.. if format == Format::Td6 => {
            Some(format!("colour {highest} is unknown to RCT2, which has 0 to 31"))
        }
        _ => None,
    }
}

fn container(file: &TrackFile) -> Vec<String> {
    let (format, ride) = (file.format(), file.fixed.ride_type());
    let checksum = match file.checksum() {
        None => Some("the checksum is wrong; RCT2 refuses such a file, OpenRCT2 does not"),
        Some(Checksum::Rct1 | Checksum::Rct1Other) if !format.is_rct1() => {
            Some("the checksum is that of an RCT1 design; RCT2 refuses such a file, new OpenRCT2 does not")
        }
        Some(_) => None,
    };
    let junk = file.trailing.iter().any(|&byte| byte != 0);
    [
        (format == Format::Td6 && ride >= NEW_RIDE).then(|| format!("RCT2 has no ride type {ride}; OpenRCT2 has")),
        checksum.map(str::to_owned),
        junk.then(|| format!("{} bytes of junk follow the last list; games ignore them", file.trailing.len())),
    ]
    .into_iter()
    .flatten()
    .collect()
}
