//! Spinning cars and restraints: all they can change is when a train is ready (rules: physics 5.4, 11.4).

use crate::catalogue::Spin;
use crate::path::Path;

use super::pace::Pace;
use super::simulation::Simulation;
use super::train::Car;

const SPIN_LIMIT: i32 = 1536;
const REST_SPEED: u16 = 700;
const SLOWEST_TURN: i16 = 600;
const RESTRAINT_STEP: u8 = 20;

impl<N> Car<N> {
    /// Turns a spinning car, on the piece and with the progress of the tick before. Every other car of the ride is odd.
    pub(super) fn update_spin(&mut self, path: &Path, velocity: i32, is_odd: bool) {
        let Some(spinner) = path.trains.kinds[self.kind].spinner else { return };
        if self.spin_locked {
            self.spin_speed = 0;
            return;
        }
        let progress = self.progress();
        let force = |shift: u32| velocity >> (spinner.inertia + shift).min(31);
        let push = match path.pieces[self.piece].kind.spin {
            None => 0,
            Some(Spin::Left5) => force(5),
            Some(Spin::Left7) => force(7),
            Some(Spin::Left8) => force(8),
            Some(Spin::Left9) => force(9),
            Some(Spin::Right5) => -force(5),
            Some(Spin::Right7) => -force(7),
            Some(Spin::Right8) => -force(8),
            Some(Spin::Right9) => -force(9),
            Some(Spin::LeftThenRight) => either(progress < 48, force(8), -force(9)),
            Some(Spin::RightThenLeft) => either(progress < 48, -force(8), force(9)),
            Some(Spin::Rapids) => either(progress > 22, force(5), 0),
            Some(Spin::Booster) => either(is_odd, -force(6), force(6)),
        };
        let speed = (i32::from(self.spin_speed) + push).clamp(-SPIN_LIMIT, SPIN_LIMIT);
        self.spin_angle = self.spin_angle.wrapping_add((speed >> 8) as u8);
        self.spin_speed = (speed - (speed >> spinner.friction.min(31))) as i16;
    }
}

impl<P: Pace> Simulation<'_, P> {
    /// Opens restraints a little. True when all cars count as open.
    pub(super) fn open_restraints(&mut self, train: usize) -> bool {
        let mut all_open = true;
        for car in self.trains[train].cars() {
            let here = &mut self.cars[car];
            if let Some(spinner) = self.path.trains.kinds[here.kind].spinner {
                let resting_angle = here.spin_angle & if spinner.additional_frames { 0xF8 } else { 0x30 } == 0;
                if here.spin_speed.unsigned_abs() > REST_SPEED || here.spin_angle & 0x30 != 0 || !resting_angle {
                    all_open = false;
                    if here.spin_speed.unsigned_abs() < SLOWEST_TURN as u16 {
                        here.spin_speed = SLOWEST_TURN;
                    }
                    let turn = here.spin_speed / 256;
                    here.spin_angle = here.spin_angle.wrapping_add(turn as u8);
                    here.spin_speed -= turn;
                    continue;
                }
                here.spin_speed = 0;
            }
            match here.restraints.checked_add(RESTRAINT_STEP) {
                Some(opened) => {
                    here.restraints = opened;
                    all_open = false;
                }
                None => here.restraints = u8::MAX,
            }
        }
        all_open
    }

    /// Closes restraints a little. True when all are closed.
    pub(super) fn close_restraints(&mut self, train: usize) -> bool {
        let cars = self.trains[train].cars();
        self.cars[cars].iter_mut().fold(true, |closed, car| {
            car.restraints = car.restraints.saturating_sub(RESTRAINT_STEP);
            closed && car.restraints == 0
        })
    }
}

const fn either(first: bool, yes: i32, no: i32) -> i32 {
    if first { yes } else { no }
}
