//! `rides`: the coaster ride types of the catalogue.

use super::failure::{Failure, Status};
use super::{Context, names};
use crate::catalogue::RideType;
use crate::report::{RideTypeFacts, columns, ride_sheet};

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
    /// Only the type of this name or number, or those with this text in their name
    #[arg(value_name = "TEXT")]
    text: Option<String>,
    /// Only types that offer this piece for building
    #[arg(long, value_name = "PIECE")]
    with: Option<String>,
    /// Only types that this vehicle was made for
    #[arg(long, value_name = "VEHICLE")]
    vehicle: Option<String>,
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
        // A whole name means that type alone, though others have it as a part of theirs.
        match catalogue.ride_named(text) {
            Some(named) => rides.retain(|ride| ride.id == named.id),
            None => rides.retain(|ride| names::matches(text, &[&ride.name, &ride.long_name, &ride.label])),
        }
        if context.console.json {
            for ride in &rides {
                context.console.print_json(&RideTypeFacts::new(&catalogue, ride))?;
            }
        } else if context.verbose {
            let sheets: Vec<String> = rides.iter().map(|ride| ride_sheet(&catalogue, ride)).collect();
            context.console.print(&sheets.join("\n"))?;
        } else {
            let row = |ride: &&RideType| vec![format!("{:>3}", ride.id.0), ride.name.clone(), ride.label.clone()];
            context.console.print(&columns(&rides.iter().map(row).collect::<Vec<_>>()))?;
        }
        Ok(names::found(&mut context.console, rides.len(), "ride type", text, names::rides(&catalogue)))
    }
}
