//! Cars that only roll: where nothing but gravity acts, a car is moved over many sub-positions in one go
//! (rules: physics 16).

use std::ops::Range;

use crate::path::{Device, Path, STEP_LIMIT};

use crate::test_run::motion::Motion;
use crate::test_run::walk::{FRONT_TABLE, Gathered, braked};

use super::{Car, Run};

impl Run<'_> {
    /// Moves cars forward by the distance of this tick as long as nothing happens to them but that they go on.
    /// Returns the first car that has not been moved.
    #[inline]
    pub(super) fn roll_cars(&mut self, cars: Range<usize>, motion: &mut Motion) -> usize {
        let (path, first, train) = (self.path, cars.start, &self.trains[motion.train]);
        if motion.collider == Some(first) || train.held {
            return first;
        }
        let arrival = train.notes.arrival;
        let mut moved = 0;
        for car in &mut self.cars[cars] {
            let brake = match path.pieces[car.piece].device {
                Device::Brake { closed, .. } if self.closed[car.piece] => Some(closed << 16),
                Device::Brake { open, .. } => Some(open << 16),
                _ => None,
            };
            let left = car.remaining.wrapping_add(motion.distance);
            let reach = if brake.is_some() { car.distance_to_piece_end(path) } else { car.free_distance(path) };
            if left < 0 || left - STEP_LIMIT >= reach {
                break;
            }
            if self.pace.spins {
                car.update_spin(path, motion.velocity, (first + moved) % 2 == 1);
            }
            let from = car.node;
            car.roll(path, motion.distance);
            if brake.is_some_and(|limit| limit < motion.velocity) && car.node > from {
                car.acceleration = braked(motion.velocity) / (car.node - from) as i32;
            }
            car.notes.odometer = arrival;
            motion.note(car, path, first + moved == train.first);
            moved += 1;
        }
        first + moved
    }
}

impl Car {
    /// Moves a car that lags to where it is at a reading of the odometer.
    #[inline]
    pub(super) fn catch_up(&mut self, path: &Path, odometer: i64) {
        if self.notes.odometer != odometer {
            self.roll(path, (odometer - self.notes.odometer) as i32);
            self.notes.odometer = odometer;
        }
    }

    /// Moves the car forward by a distance within its plain reach, and takes the mean of the gravity on the way.
    #[inline]
    pub(super) fn roll(&mut self, path: &Path, distance: i32) {
        self.remaining += distance;
        match path.courses().advance(&self.course, self.node, self.remaining) {
            Some(advance) => {
                (self.node, self.remaining, self.acceleration) = (advance.node, advance.left, advance.gravity);
            }
            None => self.roll_on(path),
        }
    }

    /// Rolls over the end of the piece.
    #[cold]
    fn roll_on(&mut self, path: &Path) {
        let courses = path.courses();
        let (mut pull, mut steps) = (0i32, 0);
        while let Some(free_way) = path.pieces[self.piece].free_way {
            let end = self.course.nodes().end;
            pull = pull.wrapping_add(courses.fall(self.node, end));
            steps += end - self.node;
            self.remaining -= self.course.reach - courses.reach(self.node) + free_way.step;
            (self.piece, self.course, self.on_lift) = (free_way.piece, free_way.course, free_way.chain);
            self.node = free_way.course.nodes().start;
            if let Some(advance) = courses.advance(&self.course, self.node, self.remaining) {
                pull = pull.wrapping_add(courses.fall(self.node, advance.node));
                steps += advance.node - self.node;
                (self.node, self.remaining, self.acceleration) = (advance.node, advance.left, pull / steps as i32);
                return;
            }
        }
    }

    /// Whether nothing but gravity acts on the car inside its piece and no other train is near.
    #[inline]
    pub(super) fn only_steps(&self, car: usize, motion: &Motion) -> bool {
        self.displaced_to.is_none() && motion.collider != Some(car)
    }

    /// Moves forwards inside the piece. True when the distance is used up, false at the end of the piece.
    #[inline]
    pub(super) fn step_on(&mut self, path: &Path, gathered: &mut Gathered) -> bool {
        let (courses, from, last) = (path.courses(), self.node, self.course.nodes().end - 1);
        if from >= last {
            return false;
        }
        if let Some(advance) = courses.advance(&self.course, from, self.remaining) {
            gathered.add(courses.fall(from + 1, advance.node), (advance.node - from) as i32 - 1);
            (self.node, self.remaining) = (advance.node, advance.left);
            return true;
        }
        gathered.add(courses.fall(from + 1, last + 1), (last - from) as i32);
        self.remaining -= courses.reach(last) - courses.reach(from);
        self.node = last;
        false
    }

    /// Takes one step forwards inside the piece, when its usual cost is due.
    #[inline]
    pub(super) fn step_once(&mut self, path: &Path) -> bool {
        let is_last = self.node + 1 == self.course.nodes().end;
        if is_last || self.displaced_to.is_some() || self.table == FRONT_TABLE {
            return false;
        }
        let courses = path.courses();
        self.remaining -= courses.reach(self.node + 1) - courses.reach(self.node);
        self.node += 1;
        true
    }

    /// Moves backwards inside the piece. True when the distance is used up, false at the start of the piece.
    #[inline]
    pub(super) fn step_back(&mut self, path: &Path, gathered: &mut Gathered) -> bool {
        let (courses, course) = (path.courses(), self.course);
        let (from, first) = (self.node, course.nodes().start);
        if from <= first {
            return false;
        }
        let along = courses.reach(from) + self.remaining;
        let stays = along >= 0;
        let to = if stays { courses.beyond(&course, along) - 1 } else { first };
        self.remaining += courses.reach(from) - courses.reach(to);
        self.node = to;
        let steps = (from - to) as i32;
        if stays {
            gathered.add(courses.fall(to + 1, from), steps - 1);
        } else {
            gathered.add(courses.fall(to, from), steps);
        }
        stays
    }

    /// How far it is to the last sub-position of its piece.
    #[inline]
    fn distance_to_piece_end(&self, path: &Path) -> i32 {
        if self.displaced_to.is_some() { 0 } else { self.course.reach - path.courses().reach(self.node) }
    }

    /// How far it is to the last sub-position that the car can roll to with nothing but gravity acting on it.
    #[inline]
    pub(super) fn free_distance(&self, path: &Path) -> i32 {
        if !self.only_gravity || self.displaced_to.is_some() {
            return 0;
        }
        let piece = &path.pieces[self.piece];
        let free_way = piece.free_way.as_ref().filter(|_| self.inverted == piece.inverted);
        let beyond = free_way.map_or(0, |free_way| free_way.free_distance);
        self.course.reach - path.courses().reach(self.node) + beyond
    }

    /// How far the car can roll, within its plain reach, with the same gravity and chain as in this tick.
    #[inline]
    pub(super) fn steady_distance(&self, path: &Path) -> i32 {
        let courses = path.courses();
        if self.acceleration != courses.gravity(self.node) {
            return 0;
        }
        let mut reach = courses.even_reach(self.node);
        if courses.is_even(&self.course, self.node) {
            let piece = &path.pieces[self.piece];
            let goes_on = |_: &&_| self.inverted == piece.inverted && self.on_lift == piece.chain;
            reach += piece.free_way.as_ref().filter(goes_on).map_or(0, |free_way| free_way.steady_distance);
        }
        reach + STEP_LIMIT - self.remaining
    }
}
