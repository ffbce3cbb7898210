//! How a ride is run: mode, vehicle, trains, cars and speeds.

use std::ops::RangeInclusive;

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;
use serde::{Deserialize, Serialize};

use crate::catalogue::{Mode, RideFlags, RideType, Vehicle};
use crate::layout::{MAX_PLATFORM, PLATFORM_DEDUCTION, TILE_SPACING};
use crate::track_file::Capacity;

use crate::evolve::figure::{Between, Figure};
use crate::evolve::problem::Problem;

/// The settings of a genome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Operation {
    /// Index of the vehicle among those of the search.
    pub vehicle: u8,
    /// Operating mode.
    pub mode: Mode,
    /// Trains; those that do not fit are left out.
    pub trains: u8,
    /// Cars per train.
    pub cars: u8,
    /// Chain speed.
    pub lift_speed: u8,
    /// Launch speed.
    pub launch_speed: u8,
    /// Circuits per ride.
    pub circuits: u8,
}

/// Most circuits per ride, unless limits ask for more: more tire guests.
const MAX_CIRCUITS: i32 = 3;

impl Operation {
    /// The settings as bytes.
    pub const fn bytes(&self) -> [u8; 7] {
        let Self { vehicle, mode, trains, cars, lift_speed, launch_speed, circuits } = *self;
        [vehicle, mode.0, trains, cars, lift_speed, launch_speed, circuits]
    }
}

/// Whether a track comes back to its platform, and the mode that runs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Form {
    /// It comes back.
    Circuit(Mode),
    /// It ends in the air.
    LooseEnds(Mode),
}

impl Form {
    /// The form of a track that comes back, or does not, in a mode.
    pub const fn new(is_circuit: bool, mode: Mode) -> Self {
        if is_circuit { Self::Circuit(mode) } else { Self::LooseEnds(mode) }
    }

    /// Whether the track comes back.
    pub const fn is_circuit(self) -> bool {
        matches!(self, Self::Circuit(_))
    }

    /// The mode.
    pub const fn mode(self) -> Mode {
        match self {
            Self::Circuit(mode) | Self::LooseEnds(mode) => mode,
        }
    }

    /// The forms that rides of a type can have, circuits first. Where trains are kept apart by block sections the ride
    /// is otherwise the same, so those modes are only taken over from designs of people.
    pub fn all(ride: &RideType) -> Vec<Self> {
        let has = |mode: &&Mode| ride.modes.contains(mode);
        let circuits = CIRCUITS.iter().filter(has).copied().map(Self::Circuit);
        circuits.chain(SHUTTLES.iter().filter(has).copied().map(Self::LooseEnds)).collect()
    }
}

impl Problem<'_> {
    /// The forms of new designs: those that are wanted, or all that the type can have.
    pub(crate) fn forms(&self) -> Vec<Form> {
        if !self.wanted_forms.is_empty() {
            return self.wanted_forms.clone();
        }
        let mut forms = Form::all(self.placer.ride);
        forms.retain(|form| self.piece_set.turns() || !form.is_circuit());
        forms
    }

    /// The form that a design of some form takes part in: its own unless other ones are wanted.
    pub(crate) fn nearest_form(&self, own: Form) -> Option<Form> {
        let wanted = &self.wanted_forms;
        if wanted.is_empty() || wanted.contains(&own) {
            return Some(own);
        }
        wanted.iter().find(|form| form.is_circuit() == own.is_circuit()).copied()
    }

    /// A random form; circuits are what most riders expect.
    pub(crate) fn pick_form(&self, rng: &mut ChaCha8Rng) -> Option<Form> {
        const SHUTTLE_SHARE: u32 = 8;
        let forms = self.forms();
        let circuits: Vec<Form> = forms.iter().filter(|form| form.is_circuit()).copied().collect();
        let shuttle = circuits.is_empty() || rng.random_range(0..SHUTTLE_SHARE) == 0;
        if shuttle { forms.choose(rng).copied() } else { circuits.choose(rng).copied() }
    }

    /// The vehicle of a genome.
    pub fn vehicle(&self, operation: Operation) -> &Vehicle {
        self.vehicles.get(usize::from(operation.vehicle)).copied().unwrap_or(self.placer.vehicle)
    }

    /// Random settings, for a platform of the length that limits ask for.
    pub(crate) fn pick_operation(&self, mode: Mode, rng: &mut ChaCha8Rng) -> Operation {
        let ride = self.placer.ride;
        let (vehicle, cars) =
            self.pick_train(self.limits.station, rng).unwrap_or((0, self.placer.vehicle.cars_per_train.0));
        let operation = Operation {
            vehicle,
            mode,
            trains: self.wanted_trains.unwrap_or(1),
            cars,
            lift_speed: rng.random_range(ride.lift_speed.min..=ride.lift_speed.max) as u8,
            launch_speed: self.pick_launch_speed(rng),
            circuits: 1,
        };
        self.with_circuits(operation, *self.circuits().start())
    }

    /// Whether the settings are some that the search can have chosen.
    pub(super) fn holds(&self, operation: Operation) -> bool {
        let Operation { vehicle, mode, trains, cars, lift_speed, launch_speed, circuits } = operation;
        let Some(vehicle) = self.vehicles.get(usize::from(vehicle)) else { return false };
        let (fewest, most) = vehicle.cars_per_train;
        self.has_mode(mode)
            && trains > 0
            && (fewest.max(1)..=most.max(fewest)).contains(&cars)
            && lift_speed <= Capacity::MAX_LIFT_SPEED
            && self.capacity.operation_option.contains(launch_speed.into())
            && (1..=Capacity::MAX_CIRCUITS).contains(&circuits)
    }

    /// Whether a ride of the type can have a mode.
    pub(in crate::evolve) fn has_mode(&self, mode: Mode) -> bool {
        let ride = self.placer.ride;
        ride.modes.contains(&mode) || mode == ride.default_mode || mode == ride.default_mode.block_counterpart()
    }

    /// A launch speed of those that the file of a winner holds.
    fn pick_launch_speed(&self, rng: &mut ChaCha8Rng) -> u8 {
        let speeds = self.capacity.operation_option;
        rng.random_range(speeds.min..=speeds.max) as u8
    }

    /// A random vehicle and number of cars, of those that a platform holds.
    fn pick_train(&self, platform: Option<u8>, rng: &mut ChaCha8Rng) -> Option<(u8, u8)> {
        let fitting = |(index, vehicle): (usize, &&Vehicle)| {
            let (fewest, most) = vehicle.cars_per_train;
            let cars: Vec<u8> = (fewest..=most).filter(|&cars| self.fits(vehicle, cars, platform)).collect();
            (!cars.is_empty()).then_some((index as u8, cars))
        };
        let trains: Vec<(u8, Vec<u8>)> = self.vehicles.iter().enumerate().filter_map(fitting).collect();
        let (vehicle, cars) = trains.choose(rng)?;
        Some((*vehicle, *cars.choose(rng)?))
    }

    /// Whether a train is not too heavy for the track, and not too long for a platform (rules: construction 5.5).
    fn fits(&self, vehicle: &Vehicle, cars: u8, platform: Option<u8>) -> bool {
        const MASS_UNIT: i64 = 256;
        let mass: i64 = vehicle.train(usize::from(cars)).map(|car| i64::from(car.mass)).sum();
        let is_light = mass <= self.placer.ride.max_mass * MASS_UNIT || cars == vehicle.cars_per_train.0;
        is_light && platform.is_none_or(|tiles| platform_for(vehicle, cars) <= tiles)
    }

    /// Changes one setting.
    pub(crate) fn vary_operation(
        &self,
        operation: Operation,
        is_circuit: bool,
        platform: u8,
        rng: &mut ChaCha8Rng,
    ) -> Operation {
        let ride = self.placer.ride;
        let mut varied = operation;
        match rng.random_range(0..5) {
            0 | 1 => {
                if let Some(train) = self.pick_train(Some(platform), rng) {
                    (varied.vehicle, varied.cars) = train;
                }
            }
            2 => varied.lift_speed = rng.random_range(ride.lift_speed.min..=ride.lift_speed.max) as u8,
            3 if operation.mode.is_launched() => {
                varied.launch_speed = self.pick_launch_speed(rng);
            }
            _ => {
                let forms = self.forms();
                let alike = forms.iter().filter(|form| form.is_circuit() == is_circuit);
                let modes: Vec<Mode> = alike.map(|form| form.mode()).collect();
                varied.mode = modes.choose(rng).copied().unwrap_or(operation.mode);
                varied.circuits = rng.random_range(self.circuits());
            }
        }
        self.with_circuits(varied, varied.circuits)
    }

    /// Circuits per ride that limits allow; unless they ask for more, few enough not to tire guests.
    fn circuits(&self) -> RangeInclusive<u8> {
        let Between { least, most } = self.limits.between(Figure::Circuits);
        let bounded = |circuits: i32| circuits.clamp(1, Capacity::MAX_CIRCUITS.into()) as u8;
        let least = bounded(least.unwrap_or(1));
        least..=bounded(most.unwrap_or(MAX_CIRCUITS)).max(least)
    }

    /// The settings with a number of circuits, or with one where the game offers no more.
    fn with_circuits(&self, operation: Operation, circuits: u8) -> Operation {
        Operation { circuits: if self.may_repeat(operation) { circuits } else { 1 }, ..operation }
    }

    /// Whether the game's window offers several circuits per ride (rules: construction 6.3).
    fn may_repeat(&self, operation: Operation) -> bool {
        let modes = [Mode::CONTINUOUS_CIRCUIT, Mode::REVERSE_INCLINE_SHUTTLE, Mode::POWERED_LAUNCH_PASS_THROUGH];
        self.placer.ride.has(RideFlags::ALLOW_MULTIPLE_CIRCUITS)
            && modes.contains(&operation.mode)
            && operation.trains == 1
    }
}

/// Modes that run a track which comes back to its platform.
const CIRCUITS: [Mode; 2] = [Mode::CONTINUOUS_CIRCUIT, Mode::POWERED_LAUNCH];
/// Modes that run a track whose ends are loose.
const SHUTTLES: [Mode; 4] =
    [Mode::POWERED_LAUNCH_PASS_THROUGH, Mode::POWERED_LAUNCH, Mode::LIM_POWERED_LAUNCH, Mode::REVERSE_INCLINE_SHUTTLE];

/// The shortest platform that holds a train.
pub fn platform_for(vehicle: &Vehicle, cars: u8) -> u8 {
    let spacing: i64 = vehicle.train(usize::from(cars)).map(|car| i64::from(car.spacing)).sum();
    let tiles = (spacing + PLATFORM_DEDUCTION + TILE_SPACING - 1) / TILE_SPACING;
    tiles.clamp(2, MAX_PLATFORM.into()) as u8
}
