//! The cars of the trains, with everything the tick loop asks of them.

use crate::catalogue::vehicle::{Car, Vehicle};
use crate::catalogue::{CarFlags, PathKind, VehicleFlags};

use super::Load;

/// How easily a car leaves the track (rules: physics 6.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpStop {
    /// Held from above: never leaves.
    Held,
    /// No up-stop wheels.
    None,
    /// No up-stop wheels, bobsleigh kind.
    Bobsleigh,
}

impl UpStop {
    /// Whether a lead car leaves the track at some vertical and lateral G in hundredths, on a pitch code (rules:
    /// physics 6.2).
    pub fn lets_go(self, (vertical, lateral): (i16, i16), pitch: u8, is_uphill: bool) -> bool {
        match self {
            Self::Held => false,
            Self::None => {
                let holds = lateral.unsigned_abs() <= 150 && vertical > if is_uphill { -40 } else { -80 };
                !holds && pitch != 8
            }
            Self::Bobsleigh => vertical <= if is_uphill { -45 } else { -80 } && pitch != 8 && pitch != 55,
        }
    }
}

/// A car's motor (rules: physics 10).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Motor {
    /// Strength.
    pub acceleration: i32,
    /// Target speed, 16384 velocity units each.
    pub speed: i32,
    /// Whether the car may run faster downhill.
    pub unrestricted_gravity: bool,
    /// Whether the car is a lift.
    pub is_lift: bool,
    /// Whether the car floats.
    pub is_water_ride: bool,
}

/// How a car spins (rules: physics 11.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spinner {
    /// Shift of the force.
    pub inertia: u32,
    /// Shift of the friction.
    pub friction: u32,
    /// Whether the car has the extra frames that demand a finer resting place.
    pub additional_frames: bool,
}

/// A kind of car as the test run sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CarKind {
    /// Track length it takes.
    pub spacing: u32,
    /// Motor of powered cars.
    pub motor: Option<Motor>,
    /// Derailment rule.
    pub up_stop: UpStop,
    /// Spinning cars.
    pub spinner: Option<Spinner>,
    /// Whether the car can stand inverted in a station.
    pub has_inverted_sprites: bool,
    /// The table of sub-positions it follows anywhere but at the head of a train.
    pub table: PathKind,
    /// Whether the foremost car of the train follows the bogie table.
    pub is_bogie: bool,
    /// The kind that the car becomes in a log flume reverser.
    pub reversed: usize,
}

impl CarKind {
    /// A kind that the vehicle does not fill in.
    const BLANK: Self = Self {
        spacing: 0,
        motor: None,
        up_stop: UpStop::Held,
        spinner: None,
        has_inverted_sprites: false,
        table: PathKind::Usual,
        is_bogie: false,
        reversed: 0,
    };

    fn new(car: &Car) -> Self {
        let up_stop = if car.has(CarFlags::HAS_NO_UPSTOP_WHEELS) {
            UpStop::None
        } else if car.has(CarFlags::HAS_NO_UPSTOP_WHEELS_BOBSLEIGH) {
            UpStop::Bobsleigh
        } else {
            UpStop::Held
        };
        let is_body = car.has(CarFlags::IS_REVERSER_PASSENGER_CAR);
        Self {
            spacing: car.spacing,
            motor: car.has(CarFlags::IS_POWERED).then(|| Motor {
                acceleration: i32::from(car.powered.0),
                speed: i32::from(car.powered.1),
                unrestricted_gravity: car.has(CarFlags::IS_POWERED_RIDE_WITH_UNRESTRICTED_GRAVITY),
                is_lift: car.has(CarFlags::IS_LIFT),
                is_water_ride: car.has(CarFlags::IS_WATER_RIDE),
            }),
            up_stop,
            spinner: car.has(CarFlags::HAS_SPINNING).then(|| Spinner {
                inertia: u32::from(car.spin.0),
                friction: u32::from(car.spin.1),
                additional_frames: car.has(CarFlags::HAS_ADDITIONAL_SPINNING_FRAMES),
            }),
            has_inverted_sprites: car.has(CarFlags::HAS_INVERTED_SPRITE_SET),
            table: if is_body { PathKind::ReverserRear } else { PathKind::Usual },
            is_bogie: car.has(CarFlags::IS_REVERSER_BOGIE),
            reversed: car.reversed,
        }
    }
}

/// Kinds of cars that a vehicle has room for.
const CAR_KINDS: usize = 4;

/// All kinds of cars of a vehicle, and which stands where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrainSet {
    /// The vehicle's four kinds of cars; those it does not list are blank.
    pub kinds: Vec<CarKind>,
    /// Kind of each car of a train, front to rear.
    pub formation: Vec<usize>,
    /// Mass of each car of a train with its riders, front to rear.
    pub masses: Vec<u16>,
    /// Whether trains that meet never crash.
    pub no_collision_crashes: bool,
    /// Whether covered track slows the train as a water channel.
    pub water_channel: bool,
}

impl TrainSet {
    /// Trains of a vehicle with a number of cars, and riders in them.
    pub fn new(vehicle: &Vehicle, cars: usize, load: Load) -> Self {
        let mut kinds: Vec<CarKind> = vehicle.cars.iter().map(CarKind::new).collect();
        // Reversers and heartline transfers turn a car into the other of its pair of kinds, filled in or not.
        kinds.resize(kinds.len().max(CAR_KINDS), CarKind::BLANK);
        Self {
            kinds,
            formation: (0..cars).map(|position| vehicle.car_at(position, cars)).collect(),
            masses: vehicle.train(cars).map(|car| load.mass(car)).collect(),
            no_collision_crashes: vehicle.has(VehicleFlags::NO_COLLISION_CRASHES),
            water_channel: vehicle.has(VehicleFlags::PLAY_SPLASH_SOUND_SLIDE),
        }
    }

    /// Whether some cars follow another table than the usual one.
    pub fn has_reverser_cars(&self) -> bool {
        (0..self.formation.len()).any(|position| self.table(position) != PathKind::Usual)
    }

    /// The table a car follows.
    ///
    /// # Panics
    ///
    /// If the train has fewer cars.
    pub fn table(&self, position: usize) -> PathKind {
        let kind = &self.kinds[self.formation[position]];
        if position == 0 && kind.is_bogie { PathKind::ReverserFront } else { kind.table }
    }
}
