//! Trains that meet (rules: physics 6.6, 6.8, 6.13).

use crate::path::{Place, STEP_LIMIT};

use super::TestRun;
use super::motion::Motion;
use super::train::State;

/// Difference of velocity above which a collision is a crash.
const CRASH_VELOCITY: i32 = 917_504;
/// Most a car's size counts for, both cars together.
const SIZE_LIMIT: i32 = 560;
/// No collision beyond this distance, whatever the cars.
const REACH: i32 = ((SIZE_LIMIT >> 1) * 30) >> 8;
/// Distance that cars may have left over from earlier ticks.
const LEFT_OVER: i64 = 4 * STEP_LIMIT as i64;

/// How far a train and another can run before they need look out for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clear {
    /// Whether the train runs forwards.
    forwards: bool,
    /// The other train, or the same with its other end.
    other: usize,
    /// How many of the two ends belong to the train.
    ends: i64,
    /// What both trains together may have travelled by then.
    travelled: i64,
}

impl TestRun<'_> {
    /// The foremost car of a train in the direction of motion, if it could meet another car while the train runs the
    /// distance of this tick.
    #[inline]
    pub(super) fn watch(&mut self, train: usize, velocity: i32, distance: i32) -> Option<usize> {
        let state = &self.trains[train];
        if !state.collides {
            return None;
        }
        let distance = i64::from(distance).abs();
        if let Some(clear) = state.clear.filter(|clear| clear.forwards == (velocity >= 0) && !self.stepwise) {
            let both = state.travelled + clear.ends * distance + self.trains[clear.other].travelled;
            if both < clear.travelled {
                return None;
            }
        }
        let front = &self.cars[if velocity >= 0 { state.first } else { state.last() }];
        let left = i64::from(front.remaining) + state.odometer - front.odometer;
        // A car meets another by taking a step.
        if (0..i64::from(STEP_LIMIT)).contains(&(left + if velocity >= 0 { distance } else { -distance })) {
            return None;
        }
        self.look_out(train, velocity, distance)
    }

    #[inline(never)]
    fn look_out(&mut self, train: usize, velocity: i32, distance: i64) -> Option<usize> {
        let state = &self.trains[train];
        let front = if velocity >= 0 { state.first } else { state.last() };
        let other = self.opposite(train, velocity);
        if other == front {
            return None;
        }
        self.catch_up_car(front);
        self.catch_up_car(other);
        let gap = manhattan(self.place(front), self.place(other));
        let spare = i64::from(gap - REACH) - self.path.displacement_rate.most_units(distance + LEFT_OVER);
        let is_astray = self.cars[front].astray.is_some() || self.cars[other].astray.is_some();
        if self.keeps_to_itself && !is_astray {
            let (forwards, other) = (velocity >= 0, self.cars[other].train);
            let ends = if other == train { 2 } else { 1 };
            let both = self.trains[train].travelled + ends * distance + self.trains[other].travelled;
            let travelled = both + self.path.displacement_rate.least_distance(spare);
            self.trains[train].clear = Some(Clear { forwards, other, ends, travelled });
        }
        let jumps = self.path.pieces[self.cars[front].piece].id.is_reverser();
        (jumps || spare < 0).then_some(front)
    }

    /// The car that the foremost car of a train meets: the other end of its neighbour in the ring of trains, which a
    /// train that leaves the track leaves too.
    fn opposite(&self, train: usize, velocity: i32) -> usize {
        let last = self.trains.len() - 1;
        let beside = |train: usize| match velocity {
            0.. if train == 0 => last,
            0.. => train - 1,
            _ if train == last => 0,
            _ => train + 1,
        };
        let mut other = beside(train);
        while self.trains[other].state == State::Crashing {
            other = beside(other);
        }
        if velocity >= 0 { self.trains[other].last() } else { self.trains[other].first }
    }

    fn touches(&mut self, car: usize, other: usize) -> bool {
        self.catch_up_car(other);
        let distance = manhattan(self.place(car), self.place(other));
        let (here, there) = (&self.cars[car], &self.cars[other]);
        let size = (here.size + there.size).min(SIZE_LIMIT);
        if distance >= ((size >> 1) * 30) >> 8 {
            return false;
        }
        let yaw = |node: usize| self.path.courses().step(node).yaw;
        (yaw(here.node).wrapping_sub(yaw(there.node)).wrapping_add(7) & 31) < 15
    }

    /// Whether a lead car meets the tail of the train before it; they then swap half their velocities.
    pub(super) fn bumps_forward(&mut self, car: usize, motion: &mut Motion) -> bool {
        let train = self.cars[car].train;
        let other = self.opposite(train, motion.velocity);
        if !self.touches(car, other) {
            return false;
        }
        let other_train = self.cars[other].train;
        let (mine, theirs) = (self.trains[train].velocity, self.trains[other_train].velocity);
        self.note_collision(other_train, mine, theirs, motion);
        self.trains[train].velocity = theirs >> 1;
        self.trains[other_train].velocity = mine >> 1;
        motion.report.forward_blocked = true;
        true
    }

    /// Whether a tail car running backwards meets the train behind it.
    pub(super) fn bumps_backward(&mut self, car: usize, motion: &mut Motion) -> bool {
        let train = self.cars[car].train;
        let other = self.opposite(train, motion.velocity);
        if !self.touches(car, other) {
            return false;
        }
        let other_train = self.cars[other].train;
        let (mine, theirs) = (self.trains[train].velocity, self.trains[other_train].velocity);
        self.note_collision(other_train, mine, theirs, motion);
        self.trains[other_train].velocity = mine >> 1;
        // With one train both are the same variable, halved twice.
        let theirs = if other_train == train { mine >> 1 } else { theirs };
        self.trains[train].velocity = theirs >> 1;
        motion.report.back_blocked = true;
        true
    }

    fn note_collision(&self, other: usize, mine: i32, theirs: i32, motion: &mut Motion) {
        let difference = mine.wrapping_sub(theirs).wrapping_abs();
        if difference > CRASH_VELOCITY && !self.path.trains.no_collision_crashes {
            motion.report.hit = Some((other, difference));
        }
    }
}

fn manhattan(a: Place, b: Place) -> i32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}
