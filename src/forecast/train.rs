//! The train, as a forecast sees it.

use crate::path::Path;

use super::drive::gain_of;
use super::track::{STEP, Track};

/// Cars at fixed distances that all go at one speed.
pub(super) struct Train {
    /// How many steps each car is behind the lead car.
    offsets: Vec<usize>,
    /// Mass of all cars.
    mass: f64,
}

impl Train {
    /// The trains of a path; `None` if they have motors, reverse their cars, or are longer than the track.
    pub(super) fn of(path: &Path, track: &Track) -> Option<Self> {
        let trains = &path.trains;
        let has_motor = trains.formation.iter().any(|&kind| trains.kinds[kind].motor.is_some());
        if has_motor || trains.has_reverser_cars() {
            return None;
        }
        let mut offsets = Vec::with_capacity(trains.formation.len());
        let (mut behind, mut half_before) = (0, 0);
        for &kind in &trains.formation {
            let half = (trains.kinds[kind].spacing / 2) as i32;
            behind += if offsets.is_empty() { 0 } else { half_before + half };
            offsets.push(((behind + STEP / 2) / STEP) as usize);
            half_before = half;
        }
        let mass: f64 = trains.masses.iter().map(|&mass| f64::from(mass)).sum();
        let train = Self { offsets, mass: mass.max(1.0) };
        (train.length() < track.len()).then_some(train)
    }

    /// How many steps the last car is behind the lead car.
    pub(super) fn length(&self) -> usize {
        self.offsets.last().copied().unwrap_or(0)
    }

    /// Number of cars.
    pub(super) const fn cars(&self) -> f64 {
        self.offsets.len() as f64
    }

    /// The places of its cars when the lead car is at a place.
    pub(super) fn places(&self, track: &Track, lead: usize) -> impl Iterator<Item = usize> {
        self.offsets.iter().map(move |&offset| track.before(lead, offset))
    }

    /// The square of the velocity after a step in which gravity does something for the train, less friction and drag.
    /// Negative if the train does not get so far.
    pub(super) fn square_after(&self, velocity: f64, gravity: f64) -> f64 {
        let square = velocity * velocity;
        let drag = velocity / 4096.0 + square / 65_536.0 / 16.0 / self.mass;
        square + 2.0 * gravity - gain_of(drag)
    }

    /// What gravity has done for the train when the lead car is at each place, as half the square of a velocity.
    pub(super) fn pull(&self, track: &Track) -> Vec<f64> {
        (0..track.len()).map(|lead| self.gained(track, lead)).collect()
    }

    fn gained(&self, track: &Track, lead: usize) -> f64 {
        self.offsets.iter().map(|&offset| track.gained(lead, offset)).sum::<f64>() / self.cars()
    }
}
