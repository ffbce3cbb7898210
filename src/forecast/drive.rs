//! What drives and slows trains from step to step (rules: physics 5.7, 5.10, 6.11).

use crate::path::Path;
use crate::test_run::{DRIVE, STATION_SPEED};

use super::track::STEP;

/// Distance that a train makes in a tick for each unit of velocity.
pub(super) const PER_TICK: f64 = 42.0 / 1024.0;
/// Velocity that block brakes and a platform take for each unit of distance: a sixteenth of it in each tick.
pub(super) const EASING: f64 = 1.0 / 16.0 / PER_TICK;

/// A platform that drives a slow train.
#[derive(Debug, Clone, Copy)]
pub(super) struct Drive {
    /// The velocity up to which it does.
    speed: f64,
    acceleration: f64,
}

impl Drive {
    /// The drive of every platform.
    pub(super) const PLATFORM: Self = Self { speed: STATION_SPEED as f64, acceleration: DRIVE as f64 };

    /// That of a launch.
    pub(super) fn launch(path: &Path) -> Self {
        let speed = path.settings.operation_option;
        Self { speed: f64::from(speed << 16), acceleration: f64::from(speed << path.ride.launch_shift) }
    }

    /// The velocity after a step of a train that departs and would roll at one if it were fast.
    pub(super) fn departing(self, velocity: f64, rolled: f64) -> f64 {
        if velocity >= self.speed {
            return rolled;
        }
        pushed(velocity, self.acceleration).min(self.speed + self.acceleration)
    }

    /// The velocity after a step of a train that is not to be faster than the drive.
    pub(super) fn up_to_speed(self, velocity: f64) -> f64 {
        pushed(velocity, self.acceleration).min(self.speed)
    }
}

/// The velocity after a step with an acceleration.
pub(super) fn pushed(velocity: f64, acceleration: f64) -> f64 {
    (velocity * velocity + gain_of(acceleration)).sqrt()
}

/// What an acceleration adds to the square of the velocity in a step.
pub(super) fn gain_of(acceleration: f64) -> f64 {
    2.0 / PER_TICK * acceleration * f64::from(STEP)
}

/// The velocity after a step that takes some of it, down to a limit.
pub(super) fn slowed(velocity: f64, taken: f64, limit: f64) -> f64 {
    if velocity > limit { (velocity - taken * f64::from(STEP)).max(limit) } else { velocity }
}
