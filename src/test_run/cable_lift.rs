//! The cable lift: its carriage and the trains it pulls (rules: physics 9).

use crate::catalogue::PieceId;
use crate::path::{Path, Place, STEP_LIMIT, step_cost};

use super::motion::{Report, STATION_SPEED};
use super::pace::Pace;
use super::simulation::Simulation;
use super::train::State;

const SEGMENTS: usize = 5;
/// Steps after which a segment's walk is cut off; the longest, at its creation, takes 60.
const MAX_STEPS: usize = 256;
const SEGMENT_SPACING: i32 = 87_160;
const START_PROGRESS: usize = 164;
const TOP_PROGRESS: usize = 160;
const LIFT_SPEED: i32 = 439_800;
const LIFT: i32 = 4398;
const RETURN: i32 = 2932;
const FETCH_SPEED: i32 = 58_640;
const FETCH: i32 = 14_660;
const HOLD_TICKS: u8 = 16;
const DONE_TICKS: u8 = 64;

/// What the carriage is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CarriageState {
    Return,
    Ready,
    Fetch,
    Hold,
    Pull,
    Done,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Segment {
    piece: usize,
    node: usize,
    remaining: i32,
    acceleration: i32,
    place: Place,
}

/// The carriage that pulls trains up the cable lift hill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Carriage {
    state: CarriageState,
    stage: u8,
    velocity: i32,
    acceleration: i32,
    target: usize,
    segments: Vec<Segment>,
}

#[derive(Default)]
struct CarriageReport {
    at_stop: bool,
    top: bool,
}

/// The cable lift of a ride.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CableLift {
    hill: usize,
    cabled: Vec<bool>,
    block_before: Option<usize>,
    carriage: Carriage,
}

impl CableLift {
    /// Sets up the cable lift on the pieces it pulls over.
    pub(super) fn new(path: &Path, cabled: &[usize]) -> Option<Self> {
        let hill = path.pieces.iter().rposition(|piece| piece.id == PieceId::CABLE_LIFT_HILL)?;
        let mut marks = vec![false; path.pieces.len()];
        for &piece in cabled {
            marks[piece] = true;
        }
        let mut cable = Self {
            hill,
            cabled: marks,
            block_before: path.pieces[hill].block_before,
            carriage: Carriage::new(path, hill),
        };
        cable.carriage.motion(path);
        Some(cable)
    }
}

impl Carriage {
    fn new(path: &Path, hill: usize) -> Self {
        let piece = &path.pieces[hill];
        let course = piece.courses[0].nodes();
        // The game places the carriage at the corner of the world until its first step.
        let place = [16, 16, piece.place[2] + path.ride.vehicle_z];
        let segment = |index: usize| Segment {
            piece: hill,
            node: (course.start + START_PROGRESS).min(course.end - 1),
            remaining: -(SEGMENT_SPACING / 2) - SEGMENT_SPACING * index as i32,
            acceleration: 0,
            place,
        };
        Self {
            state: CarriageState::Return,
            stage: 0,
            velocity: 0,
            acceleration: 0,
            target: 0,
            segments: (0..SEGMENTS).map(segment).collect(),
        }
    }

    fn set_state(&mut self, state: CarriageState) {
        self.state = state;
        self.stage = 0;
    }

    fn stop(&mut self) {
        self.velocity = 0;
        self.acceleration = 0;
    }

    fn motion(&mut self, path: &Path) -> CarriageReport {
        self.velocity += self.acceleration;
        let mut distance = self.velocity / 1024 * 42;
        let mut report = CarriageReport::default();
        let count = self.segments.len();
        for turn in 0..count {
            let index = if self.velocity >= 0 { turn } else { count - 1 - turn };
            walk_segment(path, &mut self.segments[index], &mut distance, &mut report);
        }
        let sum = self.segments.iter().fold(0i32, |sum, segment| sum.wrapping_add(segment.acceleration));
        let mut acceleration = ((sum as u32 / SEGMENTS as u32) >> 9) as i32;
        acceleration -= self.velocity >> 12;
        let speed = self.velocity >> 8;
        let drag = if self.velocity < 0 { -speed * speed } else { speed * speed } >> 4;
        self.acceleration = acceleration - drag / 500;
        report
    }
}

/// Unlike a car's, the divisor of a segment's mean acceleration also counts the step that ends its walk.
fn walk_segment(path: &Path, segment: &mut Segment, distance: &mut i32, report: &mut CarriageReport) {
    let mut sum = path.courses().gravity(segment.node);
    let mut steps = 1;
    segment.remaining += *distance;
    for _ in 0..MAX_STEPS {
        if (0..STEP_LIMIT).contains(&segment.remaining) {
            break;
        }
        let forwards = segment.remaining >= STEP_LIMIT;
        let moved = if forwards { segment.step_forward(path, report) } else { segment.step_back(path, report) };
        if !moved {
            let rest = if forwards { -1 } else { STEP_LIMIT };
            *distance -= segment.remaining - rest;
            segment.remaining = rest;
        }
        if !(0..STEP_LIMIT).contains(&segment.remaining) {
            sum += path.courses().gravity(segment.node);
        }
        steps += 1;
    }
    segment.acceleration = sum / steps;
}

impl Segment {
    fn arrive(&mut self, path: &Path, sign: i32) {
        let to = path.place(self.piece, self.node);
        self.remaining += sign * step_cost(self.place, to);
        self.place = to;
    }

    fn step_forward(&mut self, path: &Path, report: &mut CarriageReport) -> bool {
        let piece = &path.pieces[self.piece];
        let course = piece.courses[0].nodes();
        report.top |= piece.id == PieceId::CABLE_LIFT_HILL && self.node - course.start == TOP_PROGRESS;
        if self.node + 1 < course.end {
            self.node += 1;
        } else {
            let Some(link) = piece.next.filter(|link| link.fits[0]) else { return false };
            self.piece = link.piece;
            self.node = path.pieces[link.piece].courses[0].nodes().start;
        }
        self.arrive(path, -1);
        true
    }

    fn step_back(&mut self, path: &Path, report: &mut CarriageReport) -> bool {
        let piece = &path.pieces[self.piece];
        if self.node > piece.courses[0].nodes().start {
            self.node -= 1;
        } else {
            let Some(link) = piece.previous.filter(|link| link.fits[0]) else { return false };
            let before = &path.pieces[link.piece];
            if matches!(before.id, PieceId::END_STATION | PieceId::BLOCK_BRAKES) {
                *report = CarriageReport { at_stop: true, top: false };
            }
            self.piece = link.piece;
            self.node = before.courses[0].nodes().end - 1;
        }
        self.arrive(path, 1);
        true
    }
}

impl<P: Pace> Simulation<'_, P> {
    fn is_cabled(&self, piece: usize) -> bool {
        self.cable_lift.as_ref().is_some_and(|cable| cable.cabled[piece])
    }

    /// Whether the piece after a block brake belongs to the cable lift.
    pub(super) fn is_before_cable(&self, piece: usize) -> bool {
        self.cable_lift.is_some() && self.path.pieces[piece].next.is_some_and(|link| self.is_cabled(link.piece))
    }

    /// Whether the piece after the lead car's belongs to the cable lift.
    pub(super) fn next_is_cabled(&self, train: usize) -> bool {
        self.is_before_cable(self.cars[self.trains[train].first].piece)
    }

    /// While trains are placed, the block before the cable lift is as full as the lift itself.
    pub(super) fn hold_cable_block(&mut self) {
        if let Some(cable) = &self.cable_lift
            && let Some(before) = cable.block_before
        {
            self.closed[before] = self.closed[cable.hill];
        }
    }

    /// After trains are placed, the block before the cable lift is free.
    pub(super) fn open_cable_block(&mut self) {
        if let Some(before) = self.cable_lift.as_ref().and_then(|cable| cable.block_before) {
            self.closed[before] = false;
        }
    }

    /// The block brake before a cable lift stops the train for the carriage.
    pub(super) fn brake_before_cable(&mut self, train: usize, piece: usize, report: &mut Report) {
        let progress = self.progress(self.trains[train].first);
        let is_closed = self.block_mode && self.closed[piece];
        let state = &mut self.trains[train];
        if state.state == State::TravellingCableLift {
            return;
        }
        if state.velocity > STATION_SPEED {
            state.velocity -= state.velocity >> 3;
            state.acceleration = 0;
        } else if progress <= 18 {
            state.velocity = STATION_SPEED;
            state.acceleration = 0;
        }
        if state.velocity > 0 && progress >= 18 {
            state.stop();
            if is_closed {
                report.closed_block = true;
            } else {
                state.state = State::WaitingForCableLift;
            }
        }
    }

    pub(super) fn wait_for_cable_lift(&mut self, train: usize) {
        if let Some(cable) = &mut self.cable_lift
            && cable.carriage.state == CarriageState::Ready
        {
            cable.carriage.set_state(CarriageState::Fetch);
            cable.carriage.target = train;
        }
    }

    pub(super) fn travel_on_cable_lift(&mut self, train: usize) {
        if self.trains[train].stage == 0 {
            self.trains[train].stage = 1;
            self.note_departure(train);
        }
        if self.trains[train].velocity <= LIFT_SPEED {
            self.trains[train].acceleration = LIFT;
        }
        let report = self.motion(train);
        let state = &mut self.trains[train];
        if report.cable_top {
            state.set_state(State::Travelling);
            state.stage = 1;
            state.travel_ticks = 0;
        } else if state.stage != 2 && !(report.on_station && report.station == Some(state.station)) {
            state.stage = 2;
            let station = state.station;
            self.set_departure_wait(station);
        }
    }

    /// One tick of the carriage, after the trains.
    pub(super) fn update_cable_lift(&mut self) {
        let Some(mut cable) = self.cable_lift.take() else { return };
        self.update_carriage(&mut cable.carriage);
        self.cable_lift = Some(cable);
    }

    fn update_carriage(&mut self, carriage: &mut Carriage) {
        match carriage.state {
            CarriageState::Return => {
                carriage.creep_back(LIFT_SPEED, RETURN);
                if carriage.motion(self.path).at_stop {
                    carriage.stop();
                    carriage.set_state(CarriageState::Ready);
                }
            }
            CarriageState::Ready => {}
            CarriageState::Fetch => {
                carriage.creep_back(FETCH_SPEED, FETCH);
                carriage.motion(self.path);
                let lead = self.place(self.trains[carriage.target].first);
                let tail = carriage.segments.last().map_or([0; 3], |segment| segment.place);
                if (lead[0] - tail[0]).abs() + (lead[1] - tail[1]).abs() <= 2 {
                    carriage.stop();
                    carriage.set_state(CarriageState::Hold);
                }
            }
            CarriageState::Hold => {
                carriage.stage += 1;
                if carriage.stage == HOLD_TICKS {
                    carriage.set_state(CarriageState::Pull);
                    self.trains[carriage.target].state = State::TravellingCableLift;
                }
            }
            CarriageState::Pull => {
                carriage.velocity = self.trains[carriage.target].velocity.min(LIFT_SPEED);
                carriage.acceleration = 0;
                if carriage.motion(self.path).top {
                    carriage.stop();
                    carriage.set_state(CarriageState::Done);
                }
            }
            CarriageState::Done => {
                carriage.stage += 1;
                if carriage.stage == DONE_TICKS {
                    carriage.set_state(CarriageState::Return);
                }
            }
        }
    }
}

impl Carriage {
    fn creep_back(&mut self, speed: i32, acceleration: i32) {
        if self.velocity >= -speed {
            self.acceleration = -acceleration;
        } else {
            self.velocity -= self.velocity / 16;
            self.acceleration = 0;
        }
    }
}
