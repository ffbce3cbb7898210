//! Trains and cars that a ride can have (rules: construction 5.5, physics 3.2).

use crate::catalogue::{Mode, RideFlags, RideType, Vehicle};
use crate::rules::StationMargin;

/// Track length of a straight tile in the unit of car spacing.
pub const TILE_SPACING: i64 = 278_912;
/// What the ends of a platform take from its length, in the unit of car spacing.
pub const PLATFORM_DEDUCTION: i64 = 92_970;
const MAX_TRAINS: i32 = 255;

/// What the trains have to fit.
#[derive(Debug, Clone, Copy)]
pub struct TrainSpace {
    /// Tiles of the shortest platform; `None` without a station.
    pub platform: Option<i32>,
    /// Number of stations.
    pub stations: usize,
    /// Devices that start a block section.
    pub blocks: usize,
    /// A quarter of the coarse length of the circuit, for types that run more trains than the station holds.
    pub circuit_length: i64,
    /// Operating mode.
    pub mode: Mode,
    /// Which trains leave a margin in a station.
    pub margin: StationMargin,
}

/// Trains and cars of a ride, with the limits they were cut to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrainFit {
    /// Trains the ride runs.
    pub trains: i32,
    /// Cars per train.
    pub cars: i32,
    /// Most trains that fit.
    pub max_trains: i32,
    /// Fewest cars of the vehicle.
    pub min_cars: i32,
    /// Most cars that fit.
    pub max_cars: i32,
    /// Cars asked for, within the vehicle's limits.
    pub proposed_cars: i32,
}

impl TrainFit {
    /// Cuts the wanted trains and cars to what fits.
    pub fn new(ride: &RideType, vehicle: &Vehicle, space: &TrainSpace, trains: u8, cars: u8) -> Self {
        let (min_cars, object_max) = vehicle.cars_per_train;
        let (min_cars, object_max) = (i32::from(min_cars), i32::from(object_max));
        let proposed_cars = i32::from(cars).clamp(min_cars, object_max.max(min_cars));
        let proposed_trains = i32::from(trains);
        let Some(platform) = space.platform else {
            let max_trains = vehicle.single_vehicles.map_or(MAX_TRAINS, i32::from);
            return Self { trains: 1, cars: 1, max_trains, min_cars, max_cars: object_max, proposed_cars };
        };
        let has_margin = space.margin == StationMargin::Always || space.mode.is_block_sectioned();
        let margin = if has_margin { PLATFORM_DEDUCTION } else { 0 };
        let length = i64::from(platform) * TILE_SPACING - margin;
        let max_cars = match vehicle.single_vehicles {
            Some(_) => object_max,
            None => max_cars(ride, vehicle, length, object_max).max(min_cars),
        };
        let cars = proposed_cars.min(max_cars);
        let max_trains = match vehicle.single_vehicles {
            Some(most) => i32::from(most),
            None => max_trains(ride, vehicle, space, length, cars),
        };
        Self { trains: proposed_trains.min(max_trains), cars, max_trains, min_cars, max_cars, proposed_cars }
    }
}

fn max_cars(ride: &RideType, vehicle: &Vehicle, length: i64, object_max: i32) -> i32 {
    let fits = |&cars: &i32| {
        let (spacing, mass) = vehicle
            .train(cars as usize)
            .fold((0, 0), |(spacing, mass), car| (spacing + i64::from(car.spacing), mass + i64::from(car.mass)));
        spacing <= length && mass <= ride.max_mass * 256
    };
    (1..=object_max).rev().find(fits).unwrap_or(1)
}

fn max_trains(ride: &RideType, vehicle: &Vehicle, space: &TrainSpace, length: i64, cars: i32) -> i32 {
    if space.mode.is_block_sectioned() {
        return (space.stations as i32 + space.blocks as i32 - 1).clamp(1, MAX_TRAINS);
    }
    if space.mode.is_single_train() {
        return 1;
    }
    let train: i64 = vehicle.train(cars as usize).map(|car| i64::from(car.spacing)).sum();
    let count = if ride.has(RideFlags::ALLOW_MORE_VEHICLES_THAN_STATION_FITS) {
        trains_along_circuit(vehicle, space, train)
    } else {
        let half = train / 2;
        let first = if cars == 1 { half } else { half / 2 };
        1 + ((length - first).max(0) / train.max(1))
    };
    count.clamp(1, i64::from(MAX_TRAINS)) as i32
}

/// Alpine coasters spread their trains over the circuit, fewer the faster they are.
fn trains_along_circuit(vehicle: &Vehicle, space: &TrainSpace, train: i64) -> i64 {
    let speed = vehicle.train(1).next().map_or(0, |car| car.powered.1);
    let faster = [10, 25, 40].iter().filter(|&&limit| speed > limit).count();
    let length = (0..faster).fold(space.circuit_length, |length, _| length * 3 / 4);
    let spacing = (train / 8192).max(1);
    (length + spacing - 1) / spacing
}
