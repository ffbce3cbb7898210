//! One tick's motion of one train (rules: physics 6).

use crate::catalogue::PieceId;
use crate::path::{Path, Place, UpStop};

use super::pace::Pace;
use super::powered::powered;
use super::simulation::Simulation;
use super::train::{Car, Train};

/// What happened to a train while it moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Report {
    /// Whether the lead car has come to where trains stop on a platform.
    pub at_stop: bool,
    /// Whether it met the train in front.
    pub forward_blocked: bool,
    /// Whether it met the train behind.
    pub back_blocked: bool,
    /// Whether a car stands on a platform.
    pub on_station: bool,
    /// The station of the foremost such car.
    pub station: Option<usize>,
    /// Whether a chain has a car.
    pub on_lift: bool,
    /// Whether the track did not go on for a car.
    pub track_end: bool,
    /// Whether it leaves the track.
    pub derailed: bool,
    /// Whether the tail car rolled off a lift backwards.
    pub lift_left_back: bool,
    /// Whether the tail car rolled onto a rising lift backwards.
    pub lift_entered_back: bool,
    /// Whether the lead car stands before a block that is taken.
    pub closed_block: bool,
    /// Whether the lead car has left the cable lift hill at its top.
    pub cable_top: bool,
    /// What first barred a car's way.
    pub barred: Option<Barrier>,
    /// The train that was hit hard enough to crash, and the difference of velocity.
    pub hit: Option<(usize, i32)>,
    /// Velocity of the tick.
    pub velocity: i32,
}

/// Where the track did not go on for a car.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Barrier {
    /// The car.
    pub car: usize,
    /// The piece it is on.
    pub piece: usize,
    /// Whether there is no piece to go to; otherwise it cannot be entered.
    pub is_end: bool,
}

impl Report {
    /// Notes that a car stands on a platform at the end of its motion.
    pub(super) fn note_platform(&mut self, station: Option<usize>) {
        self.on_station = true;
        self.station = self.station.or(station);
    }
}

/// What all cars of a train share during one call.
pub struct Motion {
    /// Velocity of this tick; stays as it is whatever happens on the way.
    pub velocity: i32,
    /// Distance of this tick; a car that is barred shortens it for those behind.
    pub distance: i32,
    /// The train that moves.
    pub train: usize,
    /// The foremost car in the direction of motion, if it could meet another.
    pub collider: Option<usize>,
    /// Where the car that walks was at the start of the tick.
    pub walk_start: Place,
    /// What happened.
    pub report: Report,
}

impl Motion {
    pub(super) fn may_hit_forward(&self, car: usize) -> bool {
        self.velocity >= 0 && self.collider == Some(car)
    }

    /// Notes where a car stands at the end of its motion (rules: physics 6.10).
    #[inline]
    pub(super) fn note<N>(&mut self, car: &Car<N>, path: &Path, is_lead: bool) {
        self.report.on_lift |= car.on_lift;
        if car.on_station {
            let piece = &path.pieces[car.piece];
            self.report.note_platform(piece.station);
            if is_lead && piece.id == PieceId::END_STATION {
                let progress = car.progress();
                self.report.at_stop |= if self.velocity < 0 { progress <= 22 } else { progress > 17 };
            }
        }
    }

    pub(super) fn may_hit_backward(&self, car: usize) -> bool {
        self.velocity < 0 && self.collider == Some(car)
    }
}

/// Velocity below which block brakes stop a train dead.
const BLOCK_STOP: i32 = 131_072;
/// Station drive speed, which block brakes share.
pub(crate) const STATION_SPEED: i32 = 131_940;
const BLOCK_TOLERANCE: i32 = 868;

impl<P: Pace> Simulation<'_, P> {
    /// Moves a train for one tick.
    pub(super) fn motion(&mut self, train: usize) -> Report {
        let mut report = Report { derailed: self.pace.can_derail() && self.derails(train), ..Report::default() };
        self.device_under_lead(train, &mut report);
        let state = &mut self.trains[train];
        let mut velocity = state.acceleration.wrapping_add(state.velocity);
        if state.held && state.hold_ticks > 0 {
            velocity = 0;
            state.acceleration = 0;
            state.hold_ticks -= 1;
        }
        state.velocity = velocity;
        report.velocity = velocity;
        let distance = (velocity >> 10).wrapping_mul(42);
        let collider = self.collider(train, velocity, distance);
        let mut motion = Motion { velocity, distance, train, collider, walk_start: [0; 3], report };
        P::before_motion(self, &motion);
        let sum = P::move_train(self, &mut motion);
        let sum = sum.unwrap_or_else(|| self.move_cars(&mut motion));
        self.trains[train].acceleration = self.next_acceleration(train, sum);
        motion.report
    }

    /// Moves all cars of a train with whatever happens on the way and sums up their accelerations.
    fn move_cars(&mut self, motion: &mut Motion) -> i32 {
        P::before_cars(self, motion);
        let mut cars = self.trains[motion.train].cars();
        if motion.velocity >= 0 {
            while !cars.is_empty() {
                cars.start = P::move_cars(self, cars.clone(), motion);
                cars.next().into_iter().for_each(|car| self.move_car(car, motion));
            }
        } else {
            cars.rev().for_each(|car| self.move_car(car, motion));
        }
        P::after_cars(self, motion);
        let cars = &self.cars[self.trains[motion.train].cars()];
        cars.iter().fold(0i32, |sum, car| sum.wrapping_add(car.acceleration))
    }

    fn move_car(&mut self, car: usize, motion: &mut Motion) {
        if self.pace.can_spin() {
            self.cars[car].update_spin(self.path, motion.velocity, car % 2 == 1);
        }
        self.walk(car, motion);
        P::after_car(self, car, motion);
        motion.note(&self.cars[car], self.path, car == self.trains[motion.train].first);
    }

    /// Whether a lead car without up-stop wheels leaves the track (rules: physics 6.2).
    pub(super) fn derails(&self, train: usize) -> bool {
        let train = &self.trains[train];
        let lead = &self.cars[train.first];
        let rule = self.path.trains.kinds[lead.kind].up_stop;
        if rule == UpStop::Held || self.path.pieces[lead.piece].id.is_covered() {
            return false;
        }
        let pitch = self.pitch(lead.node);
        let is_uphill = self.path.gravity_of(pitch) < 0;
        rule.lets_go(self.g_force(train), pitch, is_uphill)
    }

    /// Vertical and lateral G of a train's lead car in hundredths (rules: ratings 2.4).
    #[inline]
    pub fn g_force(&self, train: &Train<P::TrainNotes>) -> (i16, i16) {
        let lead = &self.cars[train.first];
        self.path.g_force_factors(lead.piece, lead.node, self.progress(train.first)).g_force(train.velocity)
    }

    /// Block brakes and stopped blocks act on the whole train through its lead car (rules: physics 6.3).
    fn device_under_lead(&mut self, train: usize, report: &mut Report) {
        let index = self.cars[self.trains[train].first].piece;
        let piece = &self.path.pieces[index];
        let stops = self.block_mode && self.closed[index];
        match piece.id {
            PieceId::BLOCK_BRAKES if self.is_before_cable(index) => self.brake_before_cable(train, index, report),
            id if id.is_block_brake() => {
                if stops {
                    self.stop_at_block(train, report);
                } else {
                    self.regulate(train, i32::from(piece.speed) << 16);
                }
            }
            PieceId::END_STATION => report.closed_block |= self.closed[index],
            id if stops && (id == PieceId::CABLE_LIFT_HILL || (id.is_lift_top() && piece.chain)) => {
                self.stop_at_block(train, report);
            }
            _ => {}
        }
    }

    fn stop_at_block(&mut self, train: usize, report: &mut Report) {
        report.closed_block = true;
        let train = &mut self.trains[train];
        train.acceleration = 0;
        if train.velocity <= BLOCK_STOP {
            train.velocity = 0;
        } else {
            train.velocity -= train.velocity >> 3;
        }
    }

    fn regulate(&mut self, train: usize, limit: i32) {
        let train = &mut self.trains[train];
        if train.velocity < 0 {
            return;
        }
        if train.velocity <= STATION_SPEED {
            train.velocity = STATION_SPEED;
            train.acceleration = 0;
        } else if train.velocity > limit + BLOCK_TOLERANCE {
            train.velocity -= train.velocity >> 4;
            train.acceleration = 0;
        }
    }

    /// The acceleration of a train for the next tick, from the sum of those of its cars (rules: physics 6.11).
    #[inline]
    pub(super) fn next_acceleration(&self, train: usize, sum: i32) -> i32 {
        if self.pace.is_driven() { self.driven(train, sum) } else { self.trains[train].rolling(sum) }
    }

    /// The same where motors or water may act on the train.
    #[inline(never)]
    fn driven(&self, train: usize, sum: i32) -> i32 {
        let train = &self.trains[train];
        let lead = &self.cars[train.first];
        let acceleration = match &self.path.trains.kinds[lead.kind].motor {
            None => train.rolling(sum),
            Some(motor) => {
                let piece = self.path.pieces[lead.piece].id;
                powered(motor, train.resisted(sum), train, piece, self.pitch(lead.node))
            }
        };
        acceleration - self.water_drag(train.first, train.velocity)
    }

    fn water_drag(&self, lead: usize, velocity: i32) -> i32 {
        let id = self.path.pieces[self.cars[lead].piece].id;
        let mut drag = 0;
        if id == PieceId::WATER_SPLASH && (48..=128).contains(&self.progress(lead)) {
            drag += velocity >> 6;
        }
        if self.path.trains.water_channel && id.is_covered() && velocity > BLOCK_STOP {
            drag += velocity >> 6;
        }
        drag
    }

    fn pitch(&self, node: usize) -> u8 {
        self.path.courses().step(node).pitch
    }
}

impl<N> Train<N> {
    /// The acceleration of a train that only rolls, from the sum of those of its cars.
    #[inline]
    pub(super) fn rolling(&self, sum: i32) -> i32 {
        let acceleration = self.resisted(sum);
        let creeps = (-500..=0).contains(&acceleration) && (0..=32_768).contains(&self.velocity);
        // Keeps a train that creeps on level track from stopping dead.
        if creeps { acceleration + 400 } else { acceleration }
    }

    /// The mean sum on the cars less friction and drag.
    #[inline]
    fn resisted(&self, sum: i32) -> i32 {
        let mean = sum / self.count as i32;
        let speed = self.velocity >> 8;
        let square = speed.wrapping_mul(speed);
        let drag = (if self.velocity < 0 { square.wrapping_neg() } else { square }) >> 4;
        mean.wrapping_mul(21) / 512 - self.velocity / 4096 - if self.mass == 0 { drag } else { drag / self.mass }
    }
}
