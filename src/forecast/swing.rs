//! A train that is launched on track with loose ends and comes back (rules: physics 5.7, 5.9, 5.10).

use crate::catalogue::Mode;
use crate::path::Path;
use crate::test_run::STATION_SPEED;

use super::drive::{Drive, EASING, slowed};
use super::step::Step;
use super::track::Track;
use super::train::Train;

/// Faster than this, a platform brakes twice as much.
const FAST: f64 = 24.0 * 65_536.0;

/// A train between two loose ends.
pub(super) struct Swing<'a> {
    path: &'a Path<'a>,
    track: &'a Track,
    train: &'a Train,
    /// What gravity has done for the train when the lead car is at each place, as half the square of a velocity.
    pull: Vec<f64>,
    drive: Drive,
    speed: f64,
    is_backward: bool,
    /// The place where the lead car is, or that it left last if it has just turned back.
    place: usize,
    /// The way to that place of a train that has just turned back.
    way_back: Option<WayBack>,
    stage: Stage,
}

/// A part of a step, and the speed at its end.
#[derive(Debug, Clone, Copy)]
struct WayBack {
    share: f64,
    speed: f64,
}

/// How far a test run has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Departing,
    UnderWay,
    Arriving,
}

impl<'a> Swing<'a> {
    /// A train that stands at the front of its platform. `None` if it runs in a way that is not foretold.
    pub(super) fn new(path: &'a Path<'a>, track: &'a Track, train: &'a Train) -> Option<Self> {
        let settings = &path.settings;
        let is_foretold = matches!(settings.mode, Mode::POWERED_LAUNCH | Mode::POWERED_LAUNCH_PASS_THROUGH);
        if !is_foretold || settings.circuits > 1 || train.length() > track.start {
            return None;
        }
        Some(Self {
            path,
            track,
            train,
            pull: train.pull(track),
            drive: Drive::launch(path),
            speed: 0.0,
            is_backward: false,
            place: track.start,
            way_back: None,
            stage: Stage::Departing,
        })
    }

    /// The place of the lead car.
    pub(super) const fn place(&self) -> usize {
        self.place
    }

    /// The pieces under the last car and the lead car.
    pub(super) fn pieces(&self) -> (usize, usize) {
        let piece = |place: usize| self.track.spot(place).piece;
        (piece(self.place - self.train.length()), piece(self.place))
    }

    /// Whether the train is back at the front of its platform, to stay there.
    pub(super) fn has_arrived(&self) -> bool {
        self.stage == Stage::Arriving && self.place == self.track.start
    }

    /// Goes on by a step. `None` at the ends of the track, and for a train that does not leave its platform.
    pub(super) fn step(&mut self) -> Option<Step> {
        self.change_stage();
        if let Some(way) = self.way_back.take() {
            return Some(self.moved(self.place, way.share, way.speed));
        }
        let next = if self.is_backward { self.place.checked_sub(1)? } else { self.place + 1 };
        if next >= self.track.len() || next < self.train.length() {
            return None;
        }
        let gravity = self.pull[next] - self.pull[self.place];
        let square = self.train.square_after(self.speed, gravity);
        let rolled = square.max(0.0).sqrt();
        let to = match self.stage {
            Stage::Departing => self.drive.departing(self.speed, rolled),
            Stage::UnderWay => rolled,
            Stage::Arriving => self.arrived(),
        };
        if to > 0.0 {
            return Some(self.moved(next, 1.0, to));
        }
        if self.stage == Stage::Departing || self.speed <= 0.0 {
            return None;
        }
        Some(self.turned(gravity, square))
    }

    fn change_stage(&mut self) {
        let is_platform = |place: usize| self.path.pieces[self.track.spot(place).piece].id.is_arrival();
        let is_at_platform = self.train.places(self.track, self.place).any(is_platform);
        if self.stage == Stage::Departing && !is_at_platform {
            self.stage = Stage::UnderWay;
        }
        if self.stage == Stage::UnderWay && is_at_platform && !self.passes() {
            self.stage = Stage::Arriving;
        }
    }

    /// Whether the train would not stop at the platform.
    fn passes(&self) -> bool {
        self.is_backward && self.path.settings.mode == Mode::POWERED_LAUNCH_PASS_THROUGH
    }

    /// The platform brings the train to where it stops.
    fn arrived(&self) -> f64 {
        let slow = f64::from(STATION_SPEED);
        if self.speed <= slow {
            return Drive::PLATFORM.up_to_speed(self.speed);
        }
        let easing = if self.speed > FAST { 2.0 * EASING } else { EASING };
        slowed(self.speed, easing, slow)
    }

    /// Gets to a place.
    fn moved(&mut self, place: usize, share: f64, to: f64) -> Step {
        let step = self.taken(share, to);
        self.place = place;
        step
    }

    /// Gets only a part of the way to the next place, and turns there.
    fn turned(&mut self, gravity: f64, square: f64) -> Step {
        let before = self.speed * self.speed;
        let share = before / (before - square);
        let step = self.taken(share, 0.0);
        let speed = (self.train.square_after(0.0, -gravity) * share).max(0.0).sqrt();
        self.is_backward = !self.is_backward;
        self.way_back = Some(WayBack { share, speed });
        step
    }

    fn taken(&mut self, share: f64, to: f64) -> Step {
        let from = self.speed;
        self.speed = to;
        Step { from, to, share, is_backward: self.is_backward, is_under_way: self.stage == Stage::UnderWay }
    }
}
