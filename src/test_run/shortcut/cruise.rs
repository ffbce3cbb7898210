//! Trains that cruise: while nothing but gravity acts on any of its cars, an odometer stands for the train. A car on which
//! gravity stays the same is moved only when its place is needed.

use crate::path::{Path, STEP_LIMIT};

use crate::test_run::motion::Motion;

use super::{Car, Run};

/// Ticks of even rolling from which on a car is not moved in each of them.
const WORTHWHILE: i32 = 3;

/// The way ahead of a cruising train in readings of its odometer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Cruise {
    /// Reading below which nothing but gravity acts on any of its cars.
    free_to: i64,
    /// Reading below which gravity stays the same for every car that may lag.
    steady_to: i64,
    /// The cars that may lag, as one.
    lagging: Group,
    /// Number of cars that may not lag: the lead car if something asks for it in every tick.
    exact: usize,
    /// Whether nothing acts on the train through its lead car or a platform.
    is_free: bool,
}

/// What some cars of a train come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Group {
    /// Sum of their accelerations.
    acceleration: i32,
    /// Whether a chain has one of them.
    on_lift: bool,
    /// Whether one of them stands on a platform.
    on_platform: bool,
    /// The station of that platform.
    station: Option<usize>,
}

impl Group {
    fn add(&mut self, car: &Car, path: &Path) {
        self.acceleration = self.acceleration.wrapping_add(car.acceleration);
        self.on_lift |= car.on_lift;
        self.on_platform |= car.on_station;
        if car.on_station && self.station.is_none() {
            self.station = path.pieces[car.piece].station;
        }
    }
}

impl Run<'_> {
    /// Lets a train cruise from here on if nothing but gravity will act on its cars for a while.
    #[inline]
    pub(super) fn begin_cruise(&mut self, train: usize, distance: i32) {
        let state = &self.trains[train];
        if self.pace.has_reverser || self.pace.spins || state.held {
            return;
        }
        let (mut reach, mut on_station) = (i32::MAX, false);
        for car in &mut self.cars[state.cars()] {
            if !(0..STEP_LIMIT).contains(&car.remaining) {
                return;
            }
            reach = reach.min(car.free_distance(self.path) + STEP_LIMIT - car.remaining);
            if reach <= distance {
                return;
            }
            car.notes.steady_to = state.notes.odometer;
            on_station |= car.on_station;
        }
        let lead = &self.cars[state.first];
        let is_free = self.path.pieces[lead.piece].only_gravity && !on_station;
        let exact = state.measured || !is_free || self.pace.can_derail || self.pace.is_driven;
        let notes = &mut self.trains[train].notes;
        notes.cruise = Cruise {
            free_to: notes.odometer + i64::from(reach),
            steady_to: notes.odometer,
            lagging: Group::default(),
            exact: usize::from(exact),
            is_free,
        };
    }

    /// One tick of a travelling train to which nothing happens. False, and nothing done, when something may.
    #[inline]
    pub(super) fn cruise_on(&mut self, train: usize) -> bool {
        let state = &self.trains[train];
        let velocity = state.velocity.wrapping_add(state.acceleration);
        let distance = (velocity >> 10).wrapping_mul(42);
        let (before, after) = (state.notes.odometer, state.notes.odometer + i64::from(distance));
        let goes_on = state.notes.cruise.is_free && velocity >= 0 && after < state.notes.cruise.free_to;
        let derails = goes_on && self.pace.can_derail && self.derails(train);
        if !goes_on || derails || self.collider(train, velocity, distance).is_some() {
            return false;
        }
        let path = self.path;
        let state = &mut self.trains[train];
        state.velocity = velocity;
        state.notes.odometer = after;
        state.notes.travelled += i64::from(distance);
        let cruise = &mut state.notes.cruise;
        let (exact, lagging) = self.cars[state.first..state.first + state.count].split_at_mut(cruise.exact);
        if after >= cruise.steady_to {
            cruise.move_cars(path, lagging, (before, after));
        }
        let Group { mut acceleration, mut on_lift, .. } = cruise.lagging;
        for car in exact {
            car.roll(path, distance);
            car.notes.odometer = after;
            acceleration = acceleration.wrapping_add(car.acceleration);
            on_lift |= car.on_lift;
        }
        self.trains[train].acceleration = self.next_acceleration(train, acceleration);
        if on_lift {
            self.pull_on_lift(train);
        }
        true
    }

    /// Moves the cars of a cruising train for a tick and sums up their accelerations. `None`, and nothing done, when
    /// more than gravity may act on one.
    #[inline]
    pub(super) fn cruise(&mut self, motion: &mut Motion) -> Option<i32> {
        let state = &mut self.trains[motion.train];
        let (before, after) = (state.notes.odometer, state.notes.arrival);
        let cruise = &mut state.notes.cruise;
        if after >= cruise.free_to || motion.velocity < 0 || motion.collider.is_some() {
            return None;
        }
        let path = self.path;
        let (exact, lagging) = self.cars[state.first..state.first + state.count].split_at_mut(cruise.exact);
        if after >= cruise.steady_to {
            cruise.move_cars(path, lagging, (before, after));
        }
        let Group { mut acceleration, on_lift, on_platform, station } = cruise.lagging;
        state.notes.odometer = after;
        for car in exact {
            car.roll(path, motion.distance);
            car.notes.odometer = after;
            motion.note(car, path, true);
            acceleration = acceleration.wrapping_add(car.acceleration);
        }
        motion.report.on_lift |= on_lift;
        if on_platform {
            motion.report.note_platform(station);
        }
        Some(acceleration)
    }
}

impl Cruise {
    /// Ends the cruise.
    pub(super) const fn end(&mut self) {
        self.free_to = 0;
    }

    /// Moves the cars for which gravity changes in a tick, and finds out when it next does.
    fn move_cars(&mut self, path: &Path, cars: &mut [Car], (before, after): (i64, i64)) {
        let distance = (after - before) as i32;
        (self.steady_to, self.lagging) = (i64::MAX, Group::default());
        for car in cars {
            if car.notes.steady_to <= after {
                car.catch_up(path, before);
                car.roll(path, distance);
                car.notes.odometer = after;
                let reach = car.steady_distance(path);
                car.notes.steady_to = if reach > WORTHWHILE * distance { after + i64::from(reach) } else { after };
            }
            self.steady_to = self.steady_to.min(car.notes.steady_to);
            self.lagging.add(car, path);
        }
    }
}
