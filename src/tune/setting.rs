//! One way to run a ride.

use crate::catalogue::{Catalogue, RideFlags};
use crate::design::{Design, Settings};
use crate::layout::Layout;

/// Laps that are tried at most: more of them only make the ride longer, which counts up to a cap.
const MOST_CIRCUITS: u8 = 6;
/// Trains that are tried at most.
const MOST_TRAINS: i32 = 12;

/// What can be set on a ride without a change to its track.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setting {
    /// Name of the vehicle's object.
    pub vehicle: String,
    /// Cars per train.
    pub cars: u8,
    /// Trains.
    pub trains: u8,
    /// Chain speed, units of 2.25 mph.
    pub lift_speed: u8,
    /// What the mode has to set; a launch speed in units of 2.25 mph.
    pub operation_option: u8,
    /// Circuits per ride.
    pub circuits: u8,
}

impl Setting {
    /// How a design is run where it lies.
    pub fn of(layout: &Layout) -> Self {
        let (trains, settings) = (&layout.trains, &layout.settings);
        Self {
            vehicle: layout.vehicle.name.clone(),
            cars: trains.cars as u8,
            trains: trains.trains as u8,
            lift_speed: settings.lift_speed as u8,
            operation_option: settings.operation_option as u8,
            circuits: settings.circuits as u8,
        }
    }

    /// The design run like this.
    pub fn applied(&self, design: &Design) -> Design {
        let settings = Settings {
            cars: self.cars,
            trains: self.trains,
            lift_speed: self.lift_speed,
            operation_option: self.operation_option,
            circuits: self.circuits,
            ..design.settings
        };
        Design { vehicle: self.vehicle.clone(), settings, ..design.clone() }
    }

    /// Seats of all trains.
    pub fn seats(&self, catalogue: &Catalogue) -> i64 {
        let seats = |cars: u8| {
            let vehicle = catalogue.vehicle(&self.vehicle)?;
            Some(vehicle.train(cars.into()).map(|car| i64::from(car.seats)).sum::<i64>())
        };
        seats(self.cars).unwrap_or(0) * i64::from(self.trains)
    }

    /// This with every number of cars and trains that fits.
    pub(crate) fn trains(&self, layout: &Layout) -> Vec<Self> {
        let fit = &layout.trains;
        let cars = fit.min_cars..=fit.max_cars.max(fit.min_cars);
        let trains = 1..=fit.max_trains.clamp(1, MOST_TRAINS);
        let with = |cars: i32, trains: i32| Self { cars: cars as u8, trains: trains as u8, ..self.clone() };
        cars.flat_map(|cars| trains.clone().map(move |trains| (cars, trains)))
            .map(|(cars, trains)| with(cars, trains))
            .collect()
    }

    /// This with every speed of the chain, if the track has one, and of the launch, if there is one.
    pub(crate) fn speeds(&self, layout: &Layout) -> Vec<Self> {
        let lifts = if has_lift(layout) { range(layout.ride.lift_speed) } else { vec![self.lift_speed] };
        let is_launched = layout.settings.mode.is_launched();
        let launches = if is_launched { range(layout.ride.operation_option) } else { vec![self.operation_option] };
        let with = |lift_speed: u8, operation_option: u8| Self { lift_speed, operation_option, ..self.clone() };
        lifts
            .iter()
            .flat_map(|&lift| launches.iter().map(move |&launch| (lift, launch)))
            .map(|(l, o)| with(l, o))
            .collect()
    }

    /// This with every number of laps, if the ride type runs several.
    pub(crate) fn laps(&self, layout: &Layout) -> Vec<Self> {
        let most = if layout.ride.has(RideFlags::ALLOW_MULTIPLE_CIRCUITS) { MOST_CIRCUITS } else { 1 };
        (1..=most).map(|circuits| Self { circuits, ..self.clone() }).collect()
    }
}

/// Whether a chain pulls trains anywhere.
pub(super) fn has_lift(layout: &Layout) -> bool {
    layout.pieces.iter().any(|piece| piece.chain)
}

fn range(range: crate::catalogue::ride_type::Range) -> Vec<u8> {
    (range.min..=range.max).map(|value| value as u8).collect()
}
