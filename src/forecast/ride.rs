//! The speed of a train on a circuit from step to step (rules: physics 5, 6.3, 6.11, 7).

use crate::path::{Device, Path, PathPiece};
use crate::test_run::{CHAIN_SPEED, STATION_SPEED};

use super::drive::{Drive, EASING, PER_TICK, pushed, slowed};
use super::step::Step;
use super::track::Track;
use super::train::Train;

/// Velocity that brakes take for each unit of distance, if all cars are on them.
const BRAKING: f64 = 4.0;
/// What a car gains from the mean acceleration of its sub-positions.
const SHARE: f64 = 21.0 / 512.0;
/// Distance between two sub-positions of straight track.
const SUB_POSITION: f64 = 8716.0;

/// A train on its way round.
pub(super) struct Ride<'a> {
    path: &'a Path<'a>,
    track: &'a Track,
    train: &'a Train,
    /// What gravity has done for the train when the lead car is at each place, as half the square of a velocity.
    pull: Vec<f64>,
    /// Whether something besides gravity and chains acts on trains anywhere.
    has_devices: bool,
    lift_speed: f64,
    /// What drives trains away from the platform.
    drive: Drive,
    velocity: f64,
    /// Steps since the lead car was on a chain.
    since_chain: usize,
    has_left: bool,
    is_last_lap: bool,
}

impl<'a> Ride<'a> {
    /// A train that stands at the front of its platform.
    pub(super) fn new(path: &'a Path<'a>, track: &'a Track, train: &'a Train) -> Self {
        let settings = &path.settings;
        let drive = if settings.mode.is_launched() { Drive::launch(path) } else { Drive::PLATFORM };
        Self {
            path,
            track,
            train,
            pull: train.pull(track),
            has_devices: path.pieces.iter().any(|piece| piece.device != Device::None || piece.id.is_block_brake()),
            lift_speed: f64::from(settings.lift_speed * CHAIN_SPEED),
            drive,
            velocity: 0.0,
            since_chain: usize::MAX,
            has_left: false,
            is_last_lap: false,
        }
    }

    /// Goes on to another lap.
    pub(super) fn begin_lap(&mut self, is_last: bool) {
        self.has_left = false;
        self.is_last_lap = is_last;
    }

    /// Goes on by a step from a place.
    pub(super) fn step(&mut self, place: usize) -> Step {
        let piece = self.piece_at(place);
        self.since_chain = if piece.chain { 0 } else { self.since_chain.saturating_add(1) };
        let on_lift = self.since_chain <= self.train.length();
        let on_platform = |place: usize| self.piece_at(place).id.is_arrival();
        self.has_left = self.has_left || !self.train.places(self.track, place).any(on_platform);
        let is_under_way = self.has_left && !piece.id.is_arrival();

        let from = self.velocity;
        let mut to = self.rolled(place);
        if !self.has_left {
            to = self.drive.departing(self.velocity, to);
        } else if !is_under_way {
            to = self.arrived(to);
        } else if self.has_devices {
            to = self.treated(place, to);
        }
        if on_lift {
            to = to.max(self.lift_speed);
        }
        self.velocity = to;
        Step { from, to, share: 1.0, is_backward: false, is_under_way }
    }

    fn piece_at(&self, place: usize) -> &'a PathPiece<'a> {
        &self.path.pieces[self.track.spot(place).piece]
    }

    /// The velocity after a step with gravity, friction and drag; 0 if the train does not get so far.
    fn rolled(&self, place: usize) -> f64 {
        let next = if place + 1 == self.track.len() { 0 } else { place + 1 };
        let lap = if next == 0 { self.track.total() } else { 0.0 };
        let gravity = self.pull[next] + lap - self.pull[place];
        self.train.square_after(self.velocity, gravity).max(0.0).sqrt()
    }

    /// The platform drives a train that is slow, and brakes a fast one on its last lap.
    fn arrived(&self, rolled: f64) -> f64 {
        let speed = f64::from(STATION_SPEED);
        if self.velocity <= speed {
            Drive::PLATFORM.up_to_speed(self.velocity)
        } else if self.is_last_lap {
            slowed(self.velocity, EASING, speed)
        } else {
            rolled
        }
    }

    /// What the pieces under its cars do to a train.
    fn treated(&self, place: usize, rolled: f64) -> f64 {
        let mut velocity = rolled;
        for place in self.train.places(self.track, place) {
            velocity = self.treated_by(self.piece_at(place).device, velocity);
        }
        let lead = self.piece_at(place);
        if lead.id.is_block_brake() {
            let limit = f64::from(i32::from(lead.speed) << 16).max(f64::from(STATION_SPEED));
            velocity = slowed(velocity, EASING, limit).max(f64::from(STATION_SPEED));
        }
        velocity
    }

    fn treated_by(&self, device: Device, velocity: f64) -> f64 {
        match device {
            Device::Brake { closed, .. } => slowed(velocity, BRAKING / self.train.cars(), f64::from(closed) * 65_536.0),
            Device::Booster { target, acceleration } if f64::from(target) > velocity => {
                // A push counts once a tick, among all sub-positions of the tick.
                let sub_positions = (velocity * PER_TICK / SUB_POSITION).max(1.0);
                let acceleration = f64::from(acceleration) * SHARE / self.train.cars() / sub_positions;
                pushed(velocity, acceleration)
            }
            _ => velocity,
        }
    }
}
