//! Settings that a design is tried with in place of its own.

use std::str::FromStr;

use nom::branch::alt;
use nom::bytes::complete::tag_no_case;
use nom::character::complete::multispace0;
use nom::combinator::{all_consuming, success, value};
use nom::number::complete::double;
use nom::sequence::{delimited, separated_pair};
use nom::{IResult, Parser};

use super::failure::Failure;
use super::names;
use crate::catalogue::ride_type::Range;
use crate::catalogue::{Catalogue, Mode, RideType};
use crate::design::Design;
use crate::quantity::Velocity;
use crate::report::units;

/// Options for the settings of a design.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Settings to try")]
pub(super) struct SettingArgs {
    /// Vehicle in place of the design's own
    #[arg(long, value_name = "V")]
    vehicle: Option<String>,
    /// Cars per train
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    cars: Option<u8>,
    /// Number of trains
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..))]
    trains: Option<u8>,
    /// Speed of the chain lift, such as 11mph, 18km/h, or 5 in the game's units of 2.25 mph
    #[arg(long, value_name = "SPEED")]
    lift_speed: Option<Speed>,
    /// Speed of the launch, in the same way
    #[arg(long, value_name = "SPEED")]
    launch_speed: Option<Speed>,
    /// Circuits per ride
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=20))]
    circuits: Option<u8>,
    /// Operating mode, such as `continuous_circuit`
    #[arg(long, value_name = "MODE")]
    mode: Option<String>,
}

/// A speed in the game's units of 2.25 mph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Speed(u8);

/// Units of the game that make one of what is written.
fn unit(text: &str) -> IResult<&str, f64> {
    let mph = value(1.0 / 2.25, tag_no_case("mph"));
    let kmh = value(1.0 / (2.25 * 1.609_344), alt((tag_no_case("km/h"), tag_no_case("kmh"))));
    alt((mph, kmh, success(1.0))).parse(text)
}

impl FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let speed = separated_pair(double::<_, nom::error::Error<&str>>, multispace0, unit);
        let read = all_consuming(delimited(multispace0, speed, multispace0)).parse(text);
        let units = read.map(|(_, (number, unit))| (number * unit).round()).ok();
        let fits = units.filter(|units| (0.0..=255.0).contains(units));
        fits.map(|units| Self(units as u8)).ok_or_else(|| "give a speed such as 65mph, 105km/h or 29".to_owned())
    }
}

impl SettingArgs {
    /// The design with these settings.
    pub(super) fn applied(&self, catalogue: &Catalogue, mut design: Design) -> Result<Design, Failure> {
        if let Some(name) = &self.vehicle {
            design.vehicle.clone_from(&names::vehicle(catalogue, name)?.name);
        }
        let Some(ride) = catalogue.ride(design.ride) else { return Ok(design) };
        let settings = &mut design.settings;
        if let Some(name) = &self.mode {
            settings.mode = mode(catalogue, ride, name)?;
        }
        if let Some(cars) = self.cars {
            settings.cars = coupled(catalogue, &design.vehicle, cars)?;
        }
        settings.trains = self.trains.unwrap_or(settings.trains);
        settings.circuits = self.circuits.unwrap_or(settings.circuits);
        if let Some(speed) = self.lift_speed {
            settings.lift_speed = within("lift", speed, ride, ride.lift_speed)?;
        }
        if let Some(speed) = self.launch_speed {
            if !settings.mode.is_launched() {
                let reason = "--launch-speed goes with a mode that launches trains; add --mode powered_launch";
                return Err(Failure::Usage(reason.to_owned()));
            }
            settings.operation_option = within("launch", speed, ride, ride.operation_option)?;
        }
        Ok(design)
    }
}

/// A speed that a ride type allows.
fn within(what: &str, Speed(speed): Speed, ride: &RideType, range: Range) -> Result<u8, Failure> {
    if range.contains(speed.into()) {
        return Ok(speed);
    }
    let [asked, least, most] =
        [speed.into(), range.min, range.max].map(|speed: i32| units::speed(Velocity::from_whole(speed)));
    let label = &ride.label;
    Err(Failure::Usage(format!("--{what}-speed {asked} is not for a {label}; give {least} to {most}")))
}

/// A number of cars that trains of a vehicle have.
fn coupled(catalogue: &Catalogue, vehicle: &str, cars: u8) -> Result<u8, Failure> {
    match catalogue.vehicle(vehicle).map(|vehicle| vehicle.cars_per_train) {
        Some((fewest, most)) if !(fewest..=most).contains(&cars) => {
            Err(Failure::Usage(format!("--cars {cars} is not for {vehicle}; give {fewest} to {most}")))
        }
        _ => Ok(cars),
    }
}

/// A mode of a ride type by name.
pub(super) fn mode(catalogue: &Catalogue, ride: &RideType, name: &str) -> Result<Mode, Failure> {
    let wanted = name.trim().to_lowercase().replace([' ', '-'], "_");
    let known = || ride.modes.iter().filter_map(|&mode| Some((mode, catalogue.mode_name(mode)?)));
    let found = known().find(|(_, known)| *known == wanted).map(|(mode, _)| mode);
    found.ok_or_else(|| {
        let modes: Vec<&str> = known().map(|(_, name)| name).collect();
        Failure::Usage(format!(
            "a {} has no mode \"{}\"; it has {}",
            ride.label,
            units::printable(name),
            modes.join(", ")
        ))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_read_in_the_units_of_players() {
        for (text, units) in [("65mph", 29), ("105 km/h", 29), ("29", 29), (" 11 MPH ", 5)] {
            assert_eq!(text.parse(), Ok(Speed(units)), "{text}");
        }
        for text in ["fast", "", "-3", "700mph", "5 knots"] {
            assert!(text.parse::<Speed>().is_err(), "{text}");
        }
    }
}
