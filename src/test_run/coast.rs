//! Cars that coast: as long as nothing happens to a car and the same gravity pulls it, it is moved when somebody asks
//! where it is and not tick by tick.

use std::ops::Range;

use crate::path::{Path, STEP_LIMIT};

use super::TestRun;
use super::motion::Motion;
use super::train::Car;

/// Ticks of coasting below which it is not worth its while.
const WORTHWHILE: i32 = 3;

impl TestRun<'_> {
    /// Moves cars forward by the distance of this tick as long as nothing happens to them but that they go on.
    /// Returns the first car that has not been moved.
    pub(super) fn glide(&mut self, cars: Range<usize>, motion: &mut Motion) -> usize {
        let (path, first, train) = (self.path, cars.start, &self.trains[motion.train]);
        if self.spins || motion.watch == Some(first) || train.held {
            return first;
        }
        let (before, after, lead) = (train.odometer, motion.odometer, train.first);
        let (distance, mut on_lift, mut moved) = (motion.distance, false, 0);
        for car in &mut self.cars[cars] {
            if car.coasts_to <= after {
                car.catch_up(path, before);
                if !car.glide(path, distance) {
                    break;
                }
                car.odometer = after;
                // The whole train asks where its lead car is, and a car that coasts has to be caught up with.
                if self.may_coast && first + moved != lead {
                    let reach = car.even_reach(path);
                    if reach > WORTHWHILE * distance {
                        car.coasts_to = after + i64::from(reach);
                    }
                }
            }
            on_lift |= car.on_lift;
            if car.on_station {
                motion.report.note_station(car, &path.pieces[car.piece], first + moved == lead);
            }
            moved += 1;
        }
        motion.report.on_lift |= on_lift;
        first + moved
    }

    /// Moves a car that still coasts to where it is.
    pub(super) fn catch_up_car(&mut self, car: usize) {
        let odometer = self.trains[self.cars[car].train].odometer;
        self.cars[car].catch_up(self.path, odometer);
    }

    /// Moves all cars of a train that still coast to where they are.
    pub(super) fn catch_up(&mut self, train: usize) {
        let train = &self.trains[train];
        for car in &mut self.cars[train.cars()] {
            car.catch_up(self.path, train.odometer);
        }
    }
}

impl Car {
    /// Ends coasting: moves the car to where it is at a reading of the odometer.
    #[inline]
    pub(super) fn catch_up(&mut self, path: &Path, odometer: i64) {
        if self.coasts_to > 0 {
            self.remaining += (odometer - self.odometer) as i32;
            self.odometer = odometer;
            self.coasts_to = 0;
            self.run_even(path);
        }
    }

    /// Takes the steps that a coasting car has put off.
    fn run_even(&mut self, path: &Path) {
        let courses = path.courses();
        loop {
            if let Some(glide) = courses.glide(&self.course, self.node, self.remaining) {
                (self.node, self.remaining) = (glide.node, glide.left);
                return;
            }
            let Some(onward) = path.pieces[self.piece].onward else { return };
            self.remaining -= self.course.reach - courses.reach(self.node) + onward.step;
            (self.piece, self.course, self.node) = (onward.piece, onward.course, onward.course.nodes().start);
        }
    }

    /// Moves the car forward on its piece or the next. False, and nothing moved, where more can happen.
    #[inline]
    fn glide(&mut self, path: &Path, distance: i32) -> bool {
        if !self.on_plain || self.astray.is_some() {
            return false;
        }
        let left = self.remaining.wrapping_add(distance);
        let Some(glide) = path.courses().glide(&self.course, self.node, left) else { return self.go_on(path, left) };
        (self.node, self.remaining, self.acceleration) = (glide.node, glide.left, glide.gravity);
        true
    }

    fn go_on(&mut self, path: &Path, left: i32) -> bool {
        let piece = &path.pieces[self.piece];
        let (courses, here) = (path.courses(), self.course.nodes());
        let Some(onward) = piece.onward.filter(|_| self.inverted == piece.inverted && left >= STEP_LIMIT) else {
            return false;
        };
        let (course, start) = (onward.course, onward.course.nodes().start);
        let left = left - (self.course.reach - courses.reach(self.node)) - onward.step;
        let Some(glide) = courses.glide(&course, start, left) else { return false };
        let steps = here.end - self.node + glide.node - start;
        let pull = courses.fall(self.node, here.end).wrapping_add(courses.fall(start, glide.node));
        (self.node, self.remaining, self.acceleration) = (glide.node, glide.left, pull / steps as i32);
        (self.piece, self.course, self.on_lift) = (onward.piece, course, onward.chain);
        true
    }

    /// How far the car can run with the same gravity as in this tick and nothing happening to it.
    fn even_reach(&self, path: &Path) -> i32 {
        let courses = path.courses();
        if self.on_station || self.acceleration != courses.gravity(self.node) {
            return 0;
        }
        let mut reach = courses.even_reach(self.node);
        if courses.is_even(&self.course, self.node) {
            let piece = &path.pieces[self.piece];
            let goes_on = |_: &&_| self.inverted == piece.inverted && self.on_lift == piece.chain;
            reach += piece.onward.as_ref().filter(goes_on).map_or(0, |onward| onward.even_reach);
        }
        reach + STEP_LIMIT - self.remaining
    }
}
