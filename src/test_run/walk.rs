//! A car's walk over sub-positions within one tick (rules: physics 6.5, 6.6, 6.7, 6.8, 6.9, 6.10).

use crate::catalogue::PieceId;
use crate::path::{Device, PathPiece, Place, STEP_LIMIT, enlarged_step_cost, step_cost};

use super::motion::{Barrier, Motion};
use super::pace::Pace;
use super::simulation::Simulation;

/// The accelerations a car has gathered on its walk.
pub struct Gathered {
    /// Their sum, wrapping.
    pub sum: i32,
    /// Their number.
    pub steps: i32,
}

impl Gathered {
    pub(super) fn add(&mut self, gravity: i32, steps: i32) {
        self.sum = self.sum.wrapping_add(gravity);
        self.steps += steps;
    }
}

/// Turns after which a walk that neither ends nor advances is cut off; no saved track comes near.
const MAX_TURNS: u32 = 64;

impl<P: Pace> Simulation<'_, P> {
    /// Moves one car by the distance of this tick, with all that can happen on the way.
    pub(super) fn walk(&mut self, car: usize, motion: &mut Motion) {
        let here = &mut self.cars[car];
        let gravity = self.path.courses().gravity(here.node);
        here.remaining = here.remaining.wrapping_add(motion.distance);
        if (0..STEP_LIMIT).contains(&here.remaining) {
            here.acceleration = gravity;
            return;
        }
        let is_body = here.table == REAR_TABLE;
        if is_body {
            motion.walk_start = self.place(car);
        }
        let mut gathered = Gathered { sum: gravity, steps: 1 };
        for _ in 0..MAX_TURNS {
            let backwards = self.cars[car].remaining < 0;
            let done = if backwards {
                self.step_back(car, motion, &mut gathered)
            } else {
                self.step_forward(car, motion, &mut gathered)
            };
            if done {
                break;
            }
            // After a failed step the game adds gravity going backwards but starts afresh going forwards.
            let gravity = self.path.courses().gravity(self.cars[car].node);
            if backwards {
                gathered.add(gravity, 1);
            } else {
                gathered = Gathered { sum: gravity, steps: gathered.steps + 1 };
            }
        }
        self.cars[car].acceleration = gathered.sum / gathered.steps;
    }

    /// Where a car is.
    #[inline]
    pub fn place(&self, car: usize) -> Place {
        let car = &self.cars[car];
        car.displaced_to.unwrap_or_else(|| self.path.place(car.piece, car.node))
    }

    /// Steps forward until the distance is used up: true, or the way is barred: false.
    fn step_forward(&mut self, car: usize, motion: &mut Motion, gathered: &mut Gathered) -> bool {
        loop {
            let piece = &self.path.pieces[self.cars[car].piece];
            let acts = match piece.device {
                Device::None => false,
                Device::Brake { .. } => self.brake_limit(piece, self.cars[car].piece) < i64::from(motion.velocity),
                _ => true,
            };
            if acts {
                self.apply_device(car, motion, gathered);
            } else if P::step_on(self, car, motion, gathered) {
                return true;
            }
            if !self.step_once(car, motion) {
                self.bar(car, piece.next.is_none(), motion);
                motion.distance -= self.cars[car].remaining + 1;
                self.cars[car].remaining = -1;
                return false;
            }
            if motion.may_hit_forward(car) && self.collides_forward(car, motion) {
                motion.distance -= self.cars[car].remaining + 1;
                self.cars[car].remaining = -1;
                return false;
            }
            if self.cars[car].remaining < STEP_LIMIT {
                return true;
            }
            gathered.add(self.path.courses().gravity(self.cars[car].node), 1);
        }
    }

    fn bar(&self, car: usize, is_end: bool, motion: &mut Motion) {
        motion.report.track_end = true;
        motion.report.barred.get_or_insert(Barrier { car, piece: self.cars[car].piece, is_end });
    }

    /// One step forward, into the next piece if need be. False when there is no way on.
    fn step_once(&mut self, car: usize, motion: &mut Motion) -> bool {
        if !P::step_once(self, car) {
            let from = self.place(car);
            let here = &mut self.cars[car];
            if here.node + 1 < here.course.nodes().end {
                here.node += 1;
            } else if !self.enter_next(car, motion) {
                return false;
            }
            self.arrive(car, from, -1);
        }
        if self.cars[car].table == REAR_TABLE {
            self.jump_in_reverser(car, motion);
        }
        true
    }

    /// Pays for a step and forgets where the car stood before.
    fn arrive(&mut self, car: usize, from: Place, sign: i32) {
        let path = self.path;
        let here = &mut self.cars[car];
        let to = path.place(here.piece, here.node);
        let piece = &path.pieces[here.piece];
        let slow_bogie = here.table == FRONT_TABLE
            && piece.id.is_reverser()
            && (30..=66).contains(&(here.node - here.course.nodes().start));
        let cost = if slow_bogie { enlarged_step_cost(from, to) } else { step_cost(from, to) };
        here.remaining += sign * cost;
        here.displaced_to = None;
    }

    /// Crosses into the next piece. False when there is none or the shapes do not fit.
    fn enter_next(&mut self, car: usize, motion: &mut Motion) -> bool {
        let path = self.path;
        let train = self.cars[car].train;
        let is_lead = car == self.trains[train].first;
        let old = self.cars[car].piece;
        if is_lead && path.pieces[old].id == PieceId::CABLE_LIFT_HILL {
            motion.report.cable_top = true;
        }
        if path.pieces[old].starts_block && car == self.trains[train].last() {
            self.leave_block(old);
        }
        let Some(link) = path.pieces[old].next else { return false };
        let next = &path.pieces[link.piece];
        if is_lead && next.id.is_reverser() && self.trains[train].velocity <= REVERSER_STOP {
            self.trains[train].velocity = 0;
        }
        let here = &mut self.cars[car];
        if !link.fits[usize::from(here.inverted)] {
            return false;
        }
        here.inverted = next.inverted;
        here.enter(link.piece, next);
        here.node = here.course.nodes().start;
        here.on_lift = next.chain;
        if next.id == PieceId::ROTATION_CONTROL {
            here.spin_locked = !here.spin_locked;
        }
        if is_lead {
            self.release_hold(train);
        }
        true
    }

    /// Steps backwards until the distance is used up: true, or the way is barred: false.
    fn step_back(&mut self, car: usize, motion: &mut Motion, gathered: &mut Gathered) -> bool {
        loop {
            let piece = &self.path.pieces[self.cars[car].piece];
            match piece.device {
                Device::LinearMotor(_) if motion.velocity < LINEAR_MOTOR_BRAKE => {
                    gathered.sum = motion.velocity.wrapping_neg().wrapping_mul(2);
                }
                Device::Brake { .. } if self.brake_limit(piece, self.cars[car].piece) < -i64::from(motion.velocity) => {
                    gathered.sum = braked(motion.velocity);
                }
                Device::Reverser | Device::LinearMotor(_) | Device::Brake { .. } => {}
                _ => {
                    if P::step_back(self, car, motion, gathered) {
                        return true;
                    }
                }
            }
            if !self.step_back_once(car, motion) {
                self.bar(car, piece.previous.is_none(), motion);
                motion.distance -= self.cars[car].remaining - STEP_LIMIT;
                self.cars[car].remaining = STEP_LIMIT;
                return false;
            }
            if motion.may_hit_backward(car) && self.collides_backward(car, motion) {
                motion.distance -= self.cars[car].remaining - STEP_LIMIT;
                self.cars[car].remaining = STEP_LIMIT;
                return false;
            }
            if self.cars[car].remaining >= 0 {
                return true;
            }
            gathered.add(self.path.courses().gravity(self.cars[car].node), 1);
        }
    }

    fn step_back_once(&mut self, car: usize, motion: &mut Motion) -> bool {
        let from = self.place(car);
        let here = &self.cars[car];
        if here.node > here.course.nodes().start {
            self.cars[car].node -= 1;
        } else if !self.enter_previous(car, motion) {
            return false;
        }
        self.arrive(car, from, 1);
        true
    }

    /// Crosses into the piece before. False when there is none, it is a reverser or the shapes do not fit.
    fn enter_previous(&mut self, car: usize, motion: &mut Motion) -> bool {
        let path = self.path;
        let train = self.cars[car].train;
        let (is_lead, is_tail) = (car == self.trains[train].first, car == self.trains[train].last());
        let here = &mut self.cars[car];
        let Some(link) = path.pieces[here.piece].previous else { return false };
        let before = &path.pieces[link.piece];
        if before.id.is_reverser() || !link.fits[usize::from(here.inverted)] {
            return false;
        }
        here.inverted = before.inverted;
        here.enter(link.piece, before);
        here.node = here.course.nodes().end - 1;
        if before.chain {
            if motion.velocity < 0 {
                motion.report.lift_entered_back |= is_tail && !before.kind.flags.down;
                here.on_lift = true;
            }
        } else if here.on_lift {
            here.on_lift = false;
            motion.report.lift_left_back |= is_tail && motion.velocity < 0;
        }
        if is_lead {
            self.release_hold(train);
        }
        true
    }

    fn release_hold(&mut self, train: usize) {
        let train = &mut self.trains[train];
        if train.held && train.hold_ticks == 0 {
            train.held = false;
        }
    }

    /// In the middle of a reverser the body of a car turns round and its bogies change places (rules: physics 11.1).
    fn jump_in_reverser(&mut self, car: usize, motion: &Motion) {
        let path = self.path;
        let here = &self.cars[car];
        let piece = &path.pieces[here.piece];
        let course = here.course.nodes();
        if !piece.id.is_reverser() || here.node != course.start + TURNING_PROGRESS {
            return;
        }
        let z = path.place(here.piece, here.node)[2];
        let target = course.start + 168;
        let [tx, ty, _] = path.place(here.piece, target);
        let [x, y, _] = motion.walk_start;
        let here = &mut self.cars[car];
        here.node = target;
        here.kind ^= 1;
        // The game adds the offset within the piece to where the body was, not to where the piece is.
        here.displaced_to = Some([x + tx - piece.place[0], y + ty - piece.place[1], z]);
        let cars = self.trains[self.cars[car].train].cars();
        for (neighbour, progress) in [(car.wrapping_sub(1), 86), (car + 1, 158)] {
            if cars.contains(&neighbour) {
                self.put_bogie(neighbour, progress);
            }
        }
    }

    fn put_bogie(&mut self, car: usize, progress: usize) {
        let [.., z] = self.place(car);
        let path = self.path;
        let here = &mut self.cars[car];
        let course = here.course.nodes();
        here.node = (course.start + progress).min(course.end - 1);
        let [x, y, _] = path.place(here.piece, here.node);
        here.displaced_to = Some([x, y, z]);
    }

    /// The velocity above which a brake acts.
    pub(super) fn brake_limit(&self, piece: &PathPiece, index: usize) -> i64 {
        let Device::Brake { closed, open } = piece.device else { return i64::MAX };
        i64::from(if self.closed[index] { closed } else { open }) << 16
    }

    /// What the piece under a car does to its acceleration before a step forward (rules: physics 7.1, 7.5).
    fn apply_device(&mut self, car: usize, motion: &Motion, gathered: &mut Gathered) {
        let velocity = motion.velocity;
        match self.path.pieces[self.cars[car].piece].device {
            Device::None | Device::Reverser => {}
            Device::Brake { .. } => gathered.sum = braked(velocity),
            Device::Booster { target, acceleration } => {
                if target > velocity {
                    gathered.sum = acceleration;
                }
            }
            Device::Push(acceleration) | Device::LinearMotor(acceleration) => gathered.sum = acceleration,
            Device::BrakeForDrop => self.hold_before_drop(car, motion, gathered),
            Device::LogFlumeReverser => self.turn_in_flume(car),
            Device::Heartline => {
                if self.progress(car) == 80 {
                    self.cars[car].kind ^= 1;
                }
                if velocity >= 262_144 {
                    gathered.sum = velocity.wrapping_mul(-8);
                } else if velocity < 131_072 {
                    gathered.sum = 327_680;
                }
            }
        }
    }

    /// In a log flume reverser a fast car skips a part of the piece; a slow one becomes its reversed kind. As only lead
    /// cars have a velocity, all others are slow (rules: physics 11.5).
    fn turn_in_flume(&mut self, car: usize) {
        let train = &self.trains[self.cars[car].train];
        let is_fast = car == train.first && train.velocity >= FLUME_SPEED;
        match self.progress(car) {
            FLUME_SKIP if is_fast => {
                // The step that follows is paid from where the car was.
                let place = self.place(car);
                let here = &mut self.cars[car];
                here.displaced_to = Some(place);
                here.node += FLUME_SKIPPED;
            }
            FLUME_TURN => {
                let here = &mut self.cars[car];
                here.kind = self.path.trains.kinds[here.kind].reversed;
            }
            _ => {}
        }
    }

    fn hold_before_drop(&mut self, car: usize, motion: &Motion, gathered: &mut Gathered) {
        let progress = self.progress(car);
        let train = &mut self.trains[self.cars[car].train];
        if car != train.first || train.held || progress < 8 {
            return;
        }
        gathered.sum = braked(motion.velocity);
        if progress >= 24 {
            train.held = true;
            train.hold_ticks = 90;
        }
    }

    /// The sub-position of a car on its piece.
    pub fn progress(&self, car: usize) -> usize {
        self.cars[car].progress()
    }
}

/// The acceleration of a car that brakes hold back.
pub(super) const fn braked(velocity: i32) -> i32 {
    velocity.wrapping_mul(-16)
}

/// Table of the foremost reverser bogie.
pub(super) const FRONT_TABLE: usize = 1;
/// Table of reverser bodies.
const REAR_TABLE: usize = 2;
/// Where on a reverser a body turns.
const TURNING_PROGRESS: usize = 96;
/// Where on a log flume reverser a fast car skips sub-positions, and how many.
const FLUME_SKIP: usize = 16;
const FLUME_SKIPPED: usize = 17;
/// Where on it a car turns.
const FLUME_TURN: usize = 32;
/// The velocity of a fast car.
const FLUME_SPEED: i32 = 262_144;
/// A slower train stops before a reverser.
const REVERSER_STOP: i32 = 196_608;
/// Running back faster than this, linear motors hold a train back.
const LINEAR_MOTOR_BRAKE: i32 = -524_288;
