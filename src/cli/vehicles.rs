//! `vehicles`: the trains of the catalogue.

use super::failure::{Failure, Status};
use super::{Context, names};
use crate::catalogue::{Catalogue, Vehicle};
use crate::report::{VehicleFacts, columns};

const EXAMPLES: &str = "\
Examples:
  loopwright vehicles
  loopwright vehicles --ride wooden_rc
  loopwright vehicles --json articulated

Exit code 1: there is none.";

/// List the vehicles that coasters run
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Only vehicles with this text in their names
    #[arg(value_name = "TEXT", default_value = "", hide_default_value = true)]
    text: String,
    /// Only vehicles made for this ride type
    #[arg(long, value_name = "RIDE")]
    ride: Option<String>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let ride = self.ride.as_ref().map(|name| names::ride(&catalogue, name)).transpose()?;
        let vehicles: Vec<&Vehicle> = catalogue
            .vehicles()
            .iter()
            .filter(|vehicle| ride.is_none_or(|ride| vehicle.rides.contains(&ride.id)))
            .filter(|vehicle| names::matches(&self.text, &[&vehicle.name, &vehicle.object, &vehicle.label]))
            .collect();
        if context.console.json {
            for vehicle in &vehicles {
                context.console.print_json(&VehicleFacts::new(&catalogue, vehicle))?;
            }
        } else {
            let rows: Vec<_> = vehicles.iter().map(|vehicle| row(&catalogue, vehicle)).collect();
            context.console.print(&columns(&rows))?;
        }
        Ok(names::found(&mut context.console, vehicles.len(), "vehicle", &self.text, names::vehicles(&catalogue)))
    }
}

fn row(catalogue: &Catalogue, vehicle: &Vehicle) -> Vec<String> {
    let (min, max) = vehicle.cars_per_train;
    vec![
        vehicle.name.clone(),
        vehicle.label.clone(),
        format!("{min} to {max} cars"),
        VehicleFacts::new(catalogue, vehicle).rides().join(", "),
    ]
}
