//! What a coaster begins with: its platform and how it is run.

use crate::catalogue::Vehicle;
use crate::design::Settings;
use crate::evolve::{Form, Problem, platform_for};
use crate::layout::MAX_PLATFORM;
use crate::quantity::Height;

use super::objection::Unbuilt;

/// What a coaster begins with. What is not given is as the game gives it to a new ride.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Platform {
    /// Tiles.
    pub tiles: u8,
    /// Height of its rails above the land, a multiple of 16 z units.
    pub height: Height,
    /// Which of the vehicles of the problem runs, by its number.
    pub vehicle: u8,
    /// Cars of the train; as many as the platform holds if not given.
    pub cars: Option<u8>,
    /// Speed of chains in units of 2.25 mph; the least that the ride type offers if not given.
    pub lift_speed: Option<u8>,
    /// Launch speed in units of 2.25 mph, for rides that are launched; half of what the type offers if not given.
    pub launch_speed: Option<u8>,
}

impl Default for Platform {
    /// Six tiles on the ground.
    fn default() -> Self {
        Self { tiles: 6, height: Height(0), vehicle: 0, cars: None, lift_speed: None, launch_speed: None }
    }
}

impl Platform {
    /// The vehicle that runs.
    pub(super) fn vehicle_of<'a>(&self, problem: &Problem<'a>) -> Result<&'a Vehicle, Unbuilt> {
        problem.vehicles.get(usize::from(self.vehicle)).copied().ok_or(Unbuilt::NoVehicle(self.vehicle))
    }

    /// The settings of the ride.
    pub(super) fn settings(&self, problem: &Problem) -> Result<Settings, Unbuilt> {
        let most = MAX_PLATFORM;
        if !(2..=most).contains(&i32::from(self.tiles)) {
            return Err(Unbuilt::Platform { asked: self.tiles, most });
        }
        let ride = problem.placer.ride;
        let mut forms = Form::all(ride).into_iter();
        let mode = forms.find(|form| form.is_circuit()).ok_or(Unbuilt::NoCircuit)?.mode();
        let vehicle = self.vehicle_of(problem)?;
        let (fewest, most) = vehicle.cars_per_train;
        let fits = |&cars: &u8| platform_for(vehicle, cars) <= self.tiles;
        let cars = self.cars.unwrap_or_else(|| (fewest..=most).rev().find(fits).unwrap_or(fewest));
        let usual_launch = i32::midpoint(ride.operation_option.min, ride.operation_option.max) as u8;
        Ok(Settings {
            mode,
            trains: problem.wanted_trains.unwrap_or(1),
            cars,
            lift_speed: self.lift_speed.unwrap_or(ride.lift_speed.min as u8),
            operation_option: self.launch_speed.unwrap_or(usual_launch),
            ..Settings::default()
        })
    }
}
