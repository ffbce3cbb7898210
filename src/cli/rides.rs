//! `rides`: the coaster ride types of the catalogue.

use serde::Serialize;

use super::failure::{Failure, Status};
use super::{Context, names};
use crate::catalogue::{Catalogue, RideType};
use crate::report::{FormulaFacts, columns, ride_sheet};

const EXAMPLES: &str = "\
Examples:
  loopwright rides
  loopwright rides wooden
  loopwright rides --with left_vertical_loop
  loopwright rides --vehicle PTCT1 --json
  loopwright rides -v wooden_rc

Exit code 1: there is none.";

/// List the coaster ride types
///
/// With -v, also what each allows, what it requires, and what adds to its ratings.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Only types with this text in their name, or of this number
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only types that offer this piece for building
    #[arg(long, value_name = "PIECE")]
    with: Option<String>,
    /// Only types that this vehicle was made for
    #[arg(long, value_name = "VEHICLE")]
    vehicle: Option<String>,
}

#[derive(Serialize)]
struct RideFacts<'a> {
    ride_type: u8,
    ride_type_name: &'a str,
    label: &'a str,
    /// The number in track files.
    file_id: u8,
    vehicles: Vec<&'a str>,
    modes: Vec<&'a str>,
    default_mode: Option<&'a str>,
    /// Land steps of 16 z units.
    max_height: i32,
    lift_speed: (i32, i32),
    operation_option: (i32, i32),
    /// Tenths of a currency unit, before the piece's factor.
    track_price: i64,
    /// Pieces that can be built.
    pieces: Vec<&'a str>,
    /// Requirements, and bonuses with their weights and caps.
    rating: FormulaFacts,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let with = self.with.as_ref().map(|name| names::piece(&catalogue, name)).transpose()?;
        let vehicle = self.vehicle.as_ref().map(|name| names::vehicle(&catalogue, name)).transpose()?;
        let text = self.text.as_deref().unwrap_or_default();
        let mut rides: Vec<&RideType> = catalogue
            .rides()
            .filter(|ride| with.is_none_or(|piece| ride.buildable.normal.pieces.contains(&piece.id)))
            .filter(|ride| vehicle.is_none_or(|vehicle| vehicle.rides.contains(&ride.id)))
            .collect();
        if text.parse::<u8>().is_ok() {
            rides.retain(|ride| text.parse() == Ok(ride.id.0));
        } else {
            rides.retain(|ride| names::matches(text, &[&ride.name, &ride.long_name, &ride.label]));
        }
        if context.console.json {
            for ride in &rides {
                context.console.print_json(&facts(&catalogue, ride))?;
            }
        } else if context.verbose {
            let sheets: Vec<String> = rides.iter().map(|ride| ride_sheet(&catalogue, ride)).collect();
            context.console.print(&sheets.join("\n"))?;
        } else {
            let row = |ride: &&RideType| vec![format!("{:>3}", ride.id.0), ride.name.clone(), ride.label.clone()];
            context.console.print(&columns(&rides.iter().map(row).collect::<Vec<_>>()))?;
        }
        Ok(names::found(&mut context.console, rides.len(), "ride type"))
    }
}

fn facts<'a>(catalogue: &'a Catalogue, ride: &'a RideType) -> RideFacts<'a> {
    let name = |id: &_| catalogue.piece(*id).map(|piece| piece.name.as_str());
    RideFacts {
        ride_type: ride.id.0,
        ride_type_name: &ride.name,
        label: &ride.label,
        file_id: ride.file_id,
        vehicles: catalogue.vehicles_of(ride.id).map(|vehicle| vehicle.name.as_str()).collect(),
        modes: ride.modes.iter().filter_map(|&mode| catalogue.mode_name(mode)).collect(),
        default_mode: catalogue.mode_name(ride.default_mode),
        max_height: ride.max_height,
        lift_speed: (ride.lift_speed.min, ride.lift_speed.max),
        operation_option: (ride.operation_option.min, ride.operation_option.max),
        track_price: ride.track_price.0,
        pieces: ride.buildable.normal.pieces.iter().filter_map(name).collect(),
        rating: FormulaFacts::new(ride),
    }
}
