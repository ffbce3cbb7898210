//! What a train does from tick to tick (rules: physics 5).

use crate::catalogue::Mode;

use super::motion::{Report, STATION_SPEED};
use super::pace::Pace;
use super::simulation::{Simulation, TestStage};
use super::train::State;

/// Acceleration of the station's drive tyres.
pub(crate) const DRIVE: i32 = 3298;
/// Above this a train in a station counts as still moving.
const MOVING: i32 = 98_955;
/// Above this the station brakes harder.
const FAST_ARRIVAL: i32 = 1_572_864;
/// Velocity of a chain per unit of lift speed, and its acceleration.
pub(crate) const CHAIN_SPEED: i32 = 31_079;
const CHAIN: i32 = 15_539;
/// Travelling ticks after which the game calls a train lost.
const LOST: u32 = 9600;

impl<P: Pace> Simulation<'_, P> {
    /// One tick of one train.
    pub(super) fn update_train(&mut self, train: usize) {
        match self.trains[train].state {
            State::MovingToEndOfStation => self.move_to_end_of_station(train),
            State::WaitingForPassengers => self.wait_for_passengers(train),
            State::WaitingToDepart => self.wait_to_depart(train),
            State::Departing => self.depart(train),
            State::Travelling => self.travel(train),
            State::Arriving => self.arrive_in_station(train),
            State::Unloading => self.unload(train),
            State::WaitingForCableLift => self.wait_for_cable_lift(train),
            State::TravellingCableLift => self.travel_on_cable_lift(train),
            State::Crashing => self.fall(train),
            State::Crashed => {}
        }
    }

    fn is_powered(&self, train: usize) -> bool {
        let lead = &self.cars[self.trains[train].first];
        self.path.trains.kinds[lead.kind].motor.is_some()
    }

    fn move_to_end_of_station(&mut self, train: usize) {
        let powered = self.is_powered(train);
        let state = &mut self.trains[train];
        if state.velocity > STATION_SPEED {
            state.velocity -= state.velocity / 16;
            state.acceleration = 0;
        } else if !powered {
            state.acceleration = DRIVE;
        }
        let report = self.motion(train);
        let state = &mut self.trains[train];
        if report.forward_blocked {
            state.stop();
            state.stage = state.stage.wrapping_add(1);
        } else if state.velocity > MOVING {
            state.stage = 0;
        }
        if report.at_stop {
            state.station = report.station.unwrap_or(0);
            state.stop();
            state.set_state(State::WaitingForPassengers);
        }
    }

    /// Without guests every loading rule has the same effect: go as soon as the restraints have been open.
    fn wait_for_passengers(&mut self, train: usize) {
        self.trains[train].velocity = 0;
        let station = self.trains[train].station;
        match self.trains[train].stage {
            0 => {
                if !self.open_restraints(train) {
                    return;
                }
                let (has_entrance, is_free) =
                    self.stations[station].as_ref().map_or((false, true), |s| (s.has_entrance, s.boarding.is_none()));
                if !has_entrance {
                    self.set_boarding(station, None);
                    self.trains[train].stage = 2;
                } else if is_free {
                    self.set_boarding(station, Some(train));
                    self.trains[train].stage = 1;
                }
            }
            1 => {
                self.set_boarding(station, None);
                self.trains[train].stage = 2;
            }
            _ => {
                if self.close_restraints(train) {
                    let state = &mut self.trains[train];
                    state.waits_for_others = self.path.settings.synchronises();
                    state.set_state(State::WaitingToDepart);
                }
            }
        }
    }

    fn set_boarding(&mut self, station: usize, train: Option<usize>) {
        if let Some(Some(station)) = self.stations.get_mut(station) {
            station.boarding = train;
        }
    }

    fn wait_to_depart(&mut self, train: usize) {
        let station = self.trains[train].station;
        if !self.stations[station].as_ref().is_some_and(super::StationState::may_depart) {
            return;
        }
        if self.path.settings.synchronises()
            && self.trains[train].waits_for_others
            && !self.may_depart_synchronised(train)
        {
            return;
        }
        let next_is_cabled = self.next_is_cabled(train);
        let state = &mut self.trains[train];
        state.set_state(if next_is_cabled { State::WaitingForCableLift } else { State::Departing });
        state.laps = 0;
        state.rolled_back = None;
    }

    /// The measured train goes on to its next leg, or a test begins with this train.
    pub(super) fn note_departure(&mut self, train: usize) {
        if self.stage == TestStage::Tested {
            return;
        }
        let station = self.stations.get(self.trains[train].station);
        let has_entrance = matches!(station, Some(Some(station)) if station.has_entrance);
        if self.trains[train].measured {
            if !self.measurement.next_leg(has_entrance, self.station_count) {
                self.finish_test(train);
            }
        } else if self.stage == TestStage::Before {
            self.trains[train].measured = true;
            self.stage = TestStage::Measuring;
            self.measurement.start(has_entrance);
        }
    }

    fn depart(&mut self, train: usize) {
        if self.trains[train].stage == 0 {
            self.trains[train].stage = 1;
            self.note_departure(train);
        }
        self.accelerate_departure(train);
        let report = self.roll(train);
        let mode = self.path.settings.mode;
        let state = &mut self.trains[train];
        if mode == Mode::REVERSE_INCLINE_SHUTTLE && (report.lift_left_back || report.track_end) {
            state.velocity = -state.velocity;
            self.finish_departing(train);
            return;
        }
        if mode == Mode::SHUTTLE && report.track_end {
            state.powered_reverse = !state.powered_reverse;
            state.velocity = 0;
        }
        if report.on_lift {
            let limit = self.path.settings.lift_speed * CHAIN_SPEED;
            if mode == Mode::REVERSE_INCLINE_SHUTTLE {
                if state.velocity >= -limit {
                    state.acceleration = -CHAIN;
                }
            } else if state.velocity <= limit {
                state.acceleration = CHAIN;
            }
        }
        if !report.on_station || report.station != Some(state.station) {
            self.finish_departing(train);
        } else if report.track_end && mode != Mode::SHUTTLE {
            self.run_off(train, &report);
        }
    }

    fn accelerate_departure(&mut self, train: usize) {
        let powered = self.is_powered(train);
        let settings = &self.path.settings;
        let state = &mut self.trains[train];
        let velocity = state.velocity;
        match settings.mode {
            Mode::REVERSE_INCLINE_SHUTTLE if velocity >= -STATION_SPEED => {
                state.acceleration = -DRIVE;
            }
            mode if mode.is_launched() && settings.operation_option << 16 > velocity => {
                state.acceleration = settings.operation_option << self.path.ride.launch_shift;
            }
            Mode::CONTINUOUS_CIRCUIT | Mode::CONTINUOUS_CIRCUIT_BLOCK if !powered && velocity <= STATION_SPEED => {
                state.acceleration = DRIVE;
            }
            _ => {}
        }
    }

    fn finish_departing(&mut self, train: usize) {
        let station = self.trains[train].station;
        self.set_departure_wait(station);
        let state = &mut self.trains[train];
        state.travel_ticks = 0;
        state.set_state(State::Travelling);
        state.stage = u8::from(state.velocity >= 0);
    }

    fn travel(&mut self, train: usize) {
        self.count_travel_ticks(train);
        if P::skip_tick(self, train) {
            return;
        }
        let before = (self.trains[train].velocity, self.trains[train].acceleration);
        let report = self.roll(train);
        let mode = self.path.settings.mode;
        let shuttle = mode == Mode::REVERSE_INCLINE_SHUTTLE;
        let stage = self.trains[train].stage;
        if shuttle && stage == 0 && (report.lift_left_back || report.lift_entered_back) {
            self.trains[train].stage = 1;
            self.trains[train].velocity = 0;
        } else if report.derailed {
            self.derail(train, &report);
            return;
        } else if let Some(hit) = report.hit {
            self.collide(train, hit, &report);
            return;
        } else if report.track_end && !self.turn_at_track_end(train, &report) {
            return;
        }
        if report.on_lift {
            self.pull_on_lift(train);
        }
        P::after_travel(self, train, before, &report);
        let state = &mut self.trains[train];
        let passes = (shuttle && state.velocity >= 0 && !state.lap_done)
            || (mode == Mode::POWERED_LAUNCH_PASS_THROUGH && state.velocity < 0);
        // A cable lift may have taken the train over in the middle of its motion.
        if report.on_station && !passes {
            state.set_state(State::Arriving);
            state.station = report.station.unwrap_or(0);
            state.stage = u8::from(state.velocity < 0);
        }
    }

    /// The end of the track stops a train once; after that it runs off. False when it crashed.
    fn turn_at_track_end(&mut self, train: usize, report: &Report) -> bool {
        let state = &mut self.trains[train];
        if self.path.settings.mode == Mode::SHUTTLE {
            state.powered_reverse = !state.powered_reverse;
            state.velocity = 0;
        } else if state.stage != 0 {
            self.run_off(train, report);
            return false;
        } else {
            state.stage = 1;
            state.velocity = 0;
        }
        true
    }

    pub(super) fn pull_on_lift(&mut self, train: usize) {
        let limit = self.path.settings.lift_speed * CHAIN_SPEED;
        let state = &mut self.trains[train];
        if self.path.settings.mode == Mode::REVERSE_INCLINE_SHUTTLE {
            if state.stage == 0 && !state.lap_done && state.velocity >= -limit {
                state.acceleration = -CHAIN;
            }
        } else if state.velocity <= limit {
            state.acceleration = CHAIN;
        }
    }

    /// Moves a train, and notes where it first rolls back.
    fn roll(&mut self, train: usize) -> Report {
        let rolls_on = self.trains[train].velocity >= 0;
        let report = self.motion(train);
        if rolls_on && report.velocity < 0 {
            let piece = self.cars[self.trains[train].first].piece;
            self.trains[train].rolled_back.get_or_insert((self.tick + 1, piece));
        }
        report
    }

    fn count_travel_ticks(&mut self, train: usize) {
        if !self.block_mode && self.path.ride.checks_for_stalling {
            self.trains[train].travel_ticks += 1;
            self.stalled |= self.trains[train].travel_ticks > LOST;
        }
    }

    fn arrive_in_station(&mut self, train: usize) {
        self.brake_in_station(train);
        let report = self.motion(train);
        let lead = &self.cars[self.trains[train].first];
        let station = self.path.pieces[lead.piece].station.unwrap_or(0);
        let circuits = self.path.settings.circuits;
        let state = &mut self.trains[train];
        if !(report.at_stop || report.forward_blocked || report.track_end) {
            return;
        }
        state.station = station;
        state.laps = state.laps.wrapping_add(1);
        let laps = i32::from(state.laps);
        let goes_on = (state.stage != 0 && (laps < circuits || (laps == circuits && state.lap_done)))
            || (circuits != 1 && laps < circuits);
        if goes_on {
            state.set_state(State::Departing);
            state.stage = 1;
        } else {
            state.lap_done = false;
            state.stop();
            state.set_state(State::Unloading);
        }
    }

    fn brake_in_station(&mut self, train: usize) {
        let powered = self.is_powered(train);
        let Mode(mode) = self.path.settings.mode;
        let circuits = self.path.settings.circuits;
        let state = &mut self.trains[train];
        let velocity = state.velocity;
        let next_lap = i32::from(state.laps) + 1;
        let is_fast = !(-FAST_ARRIVAL..FAST_ARRIVAL).contains(&velocity);
        let braking = velocity / if is_fast { 8 } else { 16 };
        if state.stage == 0 {
            if velocity <= STATION_SPEED {
                state.acceleration = DRIVE;
            } else if circuits == 1 || next_lap >= circuits {
                state.velocity -= braking;
                state.acceleration = 0;
            }
            return;
        }
        if !powered && velocity >= -STATION_SPEED {
            state.acceleration = -DRIVE;
        }
        if velocity < -STATION_SPEED && next_lap >= circuits {
            let shuttles_on = self.path.ride.allows_multiple_circuits && mode != 4 && mode != 35;
            if next_lap == circuits && shuttles_on {
                state.lap_done = true;
            } else {
                state.velocity -= braking;
                state.acceleration = 0;
            }
        }
    }

    fn unload(&mut self, train: usize) {
        if self.trains[train].stage == 0 && self.open_restraints(train) {
            self.trains[train].stage = 1;
        }
        if self.trains[train].stage != 1 {
            return;
        }
        if self.stage != TestStage::Tested
            && self.trains[train].measured
            && self.measurement.is_last_leg(self.station_count)
        {
            self.finish_test(train);
        }
        self.trains[train].set_state(State::MovingToEndOfStation);
    }

    fn finish_test(&mut self, train: usize) {
        self.stage = TestStage::Tested;
        self.trains[train].measured = false;
        self.measurement.finish(self.station_count);
    }
}
