//! Trains that cruise: a whole train on plain track is told by its odometer, and a car on which gravity stays the same
//! is moved when somebody asks where it is.

use crate::path::{Path, STEP_LIMIT, UpStop};

use super::TestRun;
use super::train::Car;

/// A car that rolls evenly for less than so many ticks is moved in each of them.
const WORTHWHILE: i32 = 3;

/// The way ahead of a cruising train in readings of its odometer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cruise {
    /// Reading below which nothing but gravity acts on any of its cars.
    plain_to: i64,
    /// Reading below which gravity stays the same for every car that may lag.
    even_to: i64,
    /// Sum of the accelerations of the cars that may lag.
    pull: i32,
    /// Whether a chain has one of them.
    on_lift: bool,
    /// Number of cars that may not lag: the lead car if something asks for it in every tick.
    prompt: usize,
}

impl TestRun<'_> {
    /// Lets a train cruise from here on if nothing but gravity will act on its cars for a while.
    pub(super) fn begin_cruise(&mut self, train: usize) {
        let state = &self.trains[train];
        if self.spins || self.stepwise || !self.keeps_to_itself || state.held {
            return;
        }
        let cars = &self.cars[state.cars()];
        if !self.path.pieces[cars[0].piece].is_plain {
            return;
        }
        let mut reach = i32::MAX;
        for car in cars {
            if car.on_station || !(0..STEP_LIMIT).contains(&car.remaining) {
                return;
            }
            reach = reach.min(car.plain_reach(self.path) + STEP_LIMIT - car.remaining);
        }
        let lead = &self.path.trains.kinds[cars[0].kind];
        let heeds_lead = lead.up_stop != UpStop::Held || lead.motor.is_some() || self.path.trains.water_channel;
        let (odometer, prompt) = (state.odometer, usize::from(state.measured || heeds_lead));
        let plain_to = odometer + i64::from(reach);
        for car in &mut self.cars[state.cars()] {
            car.even_to = odometer;
        }
        self.trains[train].cruise = Cruise { plain_to, even_to: odometer, pull: 0, on_lift: false, prompt };
    }

    /// One tick of a cruising train: whether a chain has it. `None`, and nothing done, when more than gravity may act.
    pub(super) fn cruise(&mut self, train: usize) -> Option<bool> {
        let state = &self.trains[train];
        let velocity = state.velocity.wrapping_add(state.acceleration);
        let distance = (velocity >> 10).wrapping_mul(42);
        let (before, after) = (state.odometer, state.odometer + i64::from(distance));
        if velocity < 0 || after >= state.cruise.plain_to {
            return None;
        }
        let prompt = state.cruise.prompt;
        if self.watch(train, velocity, distance).is_some() || (prompt > 0 && self.derails(train)) {
            return None;
        }
        let path = self.path;
        let state = &mut self.trains[train];
        (state.velocity, state.odometer) = (velocity, after);
        state.travelled += i64::from(distance);
        let (prompt, others) = self.cars[state.cars()].split_at_mut(prompt);
        if after >= state.cruise.even_to {
            state.cruise.move_cars(path, others, (before, after));
        }
        let (mut pull, mut on_lift) = (state.cruise.pull, state.cruise.on_lift);
        for car in prompt {
            car.roll(path, distance);
            car.odometer = after;
            pull = pull.wrapping_add(car.acceleration);
            on_lift |= car.on_lift;
        }
        self.trains[train].acceleration = self.balance(train, pull);
        Some(on_lift)
    }
}

impl Cruise {
    /// Ends the cruise.
    pub(super) const fn end(&mut self) {
        self.plain_to = 0;
    }

    /// Moves the cars for which gravity changes in a tick, and finds out when it next does.
    fn move_cars(&mut self, path: &Path, cars: &mut [Car], (before, after): (i64, i64)) {
        let distance = (after - before) as i32;
        (self.even_to, self.pull, self.on_lift) = (i64::MAX, 0, false);
        for car in cars {
            if car.even_to <= after {
                car.catch_up(path, before);
                car.roll(path, distance);
                car.odometer = after;
                let reach = car.even_reach(path);
                car.even_to = if reach > WORTHWHILE * distance { after + i64::from(reach) } else { after };
            }
            self.even_to = self.even_to.min(car.even_to);
            self.pull = self.pull.wrapping_add(car.acceleration);
            self.on_lift |= car.on_lift;
        }
    }
}
