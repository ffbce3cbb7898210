//! Trains that are too far apart to meet.

use crate::path::STEP_LIMIT;
use crate::test_run::collision::{REACH, manhattan};
use crate::test_run::pace::Pace;

use super::{Run, Shortcuts};

/// Distance that cars may have left over from earlier ticks.
const LEFT_OVER: i64 = 4 * STEP_LIMIT as i64;

/// How far a train and another can run before they may meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Clearance {
    /// Whether the train runs forwards.
    forwards: bool,
    /// The other train, or the same with its other end.
    other: usize,
    /// How many of the two ends belong to the train.
    ends: i64,
    /// What both trains together may have travelled by then.
    travelled: i64,
}

impl Run<'_> {
    /// Whether a train that runs the distance of this tick cannot meet another.
    #[inline]
    pub(super) fn has_room(&mut self, train: usize, velocity: i32, distance: i32) -> bool {
        if self.pace.leaps {
            return false;
        }
        let state = &self.trains[train];
        let distance = i64::from(distance).abs();
        if let Some(clearance) = state.notes.clearance.filter(|clearance| clearance.forwards == (velocity >= 0)) {
            let other = &self.trains[clearance.other].notes;
            if state.notes.travelled + clearance.ends * distance + other.travelled < clearance.travelled {
                return true;
            }
        }
        let front = &self.cars[state.front(velocity)];
        let left = i64::from(front.remaining) + state.notes.odometer - front.notes.odometer;
        // A car meets another by taking a step.
        let takes_no_step =
            (0..i64::from(STEP_LIMIT)).contains(&(left + if velocity >= 0 { distance } else { -distance }));
        takes_no_step || self.is_far_from_others(train, velocity, distance)
    }

    #[inline(never)]
    fn is_far_from_others(&mut self, train: usize, velocity: i32, distance: i64) -> bool {
        let front = self.trains[train].front(velocity);
        let other = self.facing_car(train, velocity);
        if other == front {
            return true;
        }
        Shortcuts::catch_up_car(self, front);
        Shortcuts::catch_up_car(self, other);
        let gap = manhattan(self.place(front), self.place(other));
        let spare = i64::from(gap - REACH) - self.path.displacement_rate.most_units(distance + LEFT_OVER);
        let is_displaced = self.cars[front].displaced_to.is_some() || self.cars[other].displaced_to.is_some();
        if !self.pace.has_reverser && !is_displaced {
            let (forwards, other) = (velocity >= 0, self.cars[other].train);
            let ends = if other == train { 2 } else { 1 };
            let both = self.trains[train].notes.travelled + ends * distance + self.trains[other].notes.travelled;
            let travelled = both + self.path.displacement_rate.least_distance(spare);
            self.trains[train].notes.clearance = Some(Clearance { forwards, other, ends, travelled });
        }
        let jumps = self.pace.has_reverser && self.path.pieces[self.cars[front].piece].displaces();
        spare >= 0 && !jumps
    }
}
