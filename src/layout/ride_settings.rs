//! The settings a ride ends up with when a design is placed (rules: construction 5.3, physics 2.2).

use crate::catalogue::{Mode, RideType};
use crate::design::{DepartureFlags, Settings};
use crate::rules::Knobs;

use super::placed::PlacedPiece;

const MAX_WAIT: u8 = 250;
const MAX_CIRCUITS: u8 = 20;

/// Operating settings in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RideSettings {
    /// Operating mode.
    pub mode: Mode,
    /// Launch speed.
    pub operation_option: i32,
    /// Chain speed.
    pub lift_speed: i32,
    /// Circuits per ride.
    pub circuits: i32,
    /// Departure flags as designed.
    pub depart_flags: DepartureFlags,
    /// Minimum waiting time.
    pub min_wait: u8,
    /// Maximum waiting time.
    pub max_wait: u8,
}

impl RideSettings {
    /// Applies what the design asks for; what the type does not allow is silently left at its default.
    pub fn new(ride: &RideType, wanted: &Settings, placed: &[PlacedPiece], knobs: &Knobs) -> Self {
        let option = ride.operation_option;
        let wanted_option = i32::from(wanted.operation_option);
        let default_option = (3 * option.min + option.max) / 4;
        let wanted_lift = i32::from(wanted.lift_speed);
        let (min_wait, max_wait) = waits(wanted);
        Self {
            mode: mode(ride, wanted.mode, placed, knobs),
            operation_option: if option.contains(wanted_option) { wanted_option } else { default_option },
            lift_speed: if ride.lift_speed.contains(wanted_lift) { wanted_lift } else { ride.lift_speed.min },
            circuits: i32::from(circuits(wanted.circuits)),
            depart_flags: wanted.depart_flags,
            min_wait,
            max_wait,
        }
    }

    /// Whether trains leave together with those of adjacent stations.
    pub const fn synchronises(&self) -> bool {
        self.depart_flags.contains(DepartureFlags::SYNCHRONISE)
    }

    /// Whether trains wait for the minimum waiting time.
    pub const fn keeps_min_wait(&self) -> bool {
        self.depart_flags.contains(DepartureFlags::MIN_WAIT)
    }
}

/// Block brakes switch the mode while they are placed; the design's own mode, if allowed, then wins.
fn mode(ride: &RideType, wanted: Mode, placed: &[PlacedPiece], knobs: &Knobs) -> Mode {
    if ride.modes.contains(&wanted) {
        return wanted;
    }
    let counterpart = match ride.default_mode {
        mode if knobs.launches_keep_block_brakes => mode.block_counterpart(),
        Mode::POWERED_LAUNCH if ride.modes.contains(&Mode::POWERED_LAUNCH_BLOCK) => Mode::POWERED_LAUNCH_BLOCK,
        _ => Mode::CONTINUOUS_CIRCUIT_BLOCK,
    };
    let has_block_brake = placed.iter().any(|piece| piece.piece.is_block_brake());
    if has_block_brake && ride.modes.contains(&counterpart) { counterpart } else { ride.default_mode }
}

/// A cable lift does not matter here: the carriage that would refuse several circuits exists only in a test.
const fn circuits(wanted: u8) -> u8 {
    if wanted == 0 || wanted > MAX_CIRCUITS { 1 } else { wanted }
}

/// The minimum is applied first and raises the maximum, then the maximum lowers the minimum.
fn waits(wanted: &Settings) -> (u8, u8) {
    let Settings { min_wait: default_min, max_wait: default_max, .. } = Settings::default();
    let (mut min, mut max) = (default_min, default_max);
    if wanted.min_wait <= MAX_WAIT {
        min = wanted.min_wait;
        max = max.max(min);
    }
    if wanted.max_wait <= MAX_WAIT {
        max = wanted.max_wait;
        min = min.min(max);
    }
    (min, max)
}
