//! Trains that meet (rules: physics 6.6, 6.8, 6.13).

use crate::path::Place;

use super::motion::Motion;
use super::pace::Pace;
use super::simulation::Simulation;
use super::train::State;

/// Difference of velocity above which a collision is a crash.
const CRASH_VELOCITY: i32 = 917_504;
/// Most a car's size counts for, both cars together.
const SIZE_LIMIT: i32 = 560;
/// No collision beyond this distance, whatever the cars.
pub(super) const REACH: i32 = ((SIZE_LIMIT >> 1) * 30) >> 8;

impl<P: Pace> Simulation<'_, P> {
    /// The foremost car of a train in the direction of motion, if it could meet another car while the train runs the
    /// distance of this tick.
    #[inline]
    pub(super) fn collider(&mut self, train: usize, velocity: i32, distance: i32) -> Option<usize> {
        if !self.trains[train].collides || P::has_room(self, train, velocity, distance) {
            return None;
        }
        self.front_that_faces_another(train, velocity)
    }

    // A call of its own, since most trains have room most of the time.
    #[inline(never)]
    fn front_that_faces_another(&self, train: usize, velocity: i32) -> Option<usize> {
        let front = self.trains[train].front(velocity);
        (self.facing_car(train, velocity) != front).then_some(front)
    }

    /// The car that the foremost car of a train meets: the other end of its neighbour in the ring of trains, which a
    /// train that leaves the track leaves too.
    pub(super) fn facing_car(&self, train: usize, velocity: i32) -> usize {
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
        P::catch_up_car(self, other);
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
    pub(super) fn collides_forward(&mut self, car: usize, motion: &mut Motion) -> bool {
        let Some(Meeting { train, other_train, mine, theirs }) = self.meeting(car, motion) else { return false };
        self.trains[train].velocity = theirs >> 1;
        self.trains[other_train].velocity = mine >> 1;
        motion.report.forward_blocked = true;
        true
    }

    /// Whether a tail car running backwards meets the train behind it.
    pub(super) fn collides_backward(&mut self, car: usize, motion: &mut Motion) -> bool {
        let Some(Meeting { train, other_train, mine, theirs }) = self.meeting(car, motion) else { return false };
        self.trains[other_train].velocity = mine >> 1;
        // With one train both are the same variable, halved twice.
        let theirs = if other_train == train { mine >> 1 } else { theirs };
        self.trains[train].velocity = theirs >> 1;
        motion.report.back_blocked = true;
        true
    }

    /// How a car meets the train that it faces, if they touch; a crash is noted.
    fn meeting(&mut self, car: usize, motion: &mut Motion) -> Option<Meeting> {
        let train = self.cars[car].train;
        let other = self.facing_car(train, motion.velocity);
        if !self.touches(car, other) {
            return None;
        }
        let other_train = self.cars[other].train;
        let (mine, theirs) = (self.trains[train].velocity, self.trains[other_train].velocity);
        let difference = mine.wrapping_sub(theirs).wrapping_abs();
        if difference > CRASH_VELOCITY && !self.path.trains.no_collision_crashes {
            motion.report.hit = Some((other_train, difference));
        }
        Some(Meeting { train, other_train, mine, theirs })
    }
}

/// Two trains that touch, and how fast they were.
struct Meeting {
    train: usize,
    other_train: usize,
    mine: i32,
    theirs: i32,
}

pub(super) fn manhattan(a: Place, b: Place) -> i32 {
    a.iter().zip(b).map(|(a, b)| (a - b).abs()).sum()
}
