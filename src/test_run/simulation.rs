//! The simulation: all trains of a ride, tick by tick (rules: physics 3, 5).

use crate::catalogue::ride_type::MeasureRule;
use crate::catalogue::{Piece, PieceId, RideFlags};
use crate::layout::Layout;
use crate::path::Path;

use super::cable_lift::CableLift;
use super::crash::{Crash, Wreckage};
use super::measurement::{Measured, Measurement, Sample};
use super::pace::Pace;
use super::shelter::Shelter;
use super::station::{self, StationState};
use super::train::{self, Car, State, Train};
use super::{MAX_TICKS, Outcome, Tested};

/// A test in progress.
#[derive(Debug, Clone)]
pub struct Simulation<'a, P: Pace> {
    pub(super) layout: &'a Layout<'a>,
    pub(super) path: &'a Path<'a>,
    /// What may be skipped, and what is known about it.
    pub(super) pace: P,
    /// What the ride type counts beside the usual.
    measures: MeasureRule,
    shelter: Shelter,
    /// The game's tick counter in the first tick.
    pub(super) first_tick: u32,
    pub(super) block_mode: bool,
    pub(super) station_count: usize,
    pub(super) tick: u32,
    pub(super) trains: Vec<Train<P::TrainNotes>>,
    pub(super) cars: Vec<Car<P::CarNotes>>,
    /// By piece: whether its brakes are closed, or its block is taken.
    pub(super) closed: Vec<bool>,
    /// By slot.
    pub(super) stations: Vec<Option<StationState>>,
    pub(super) cable_lift: Option<CableLift>,
    pub(super) measurement: Measurement,
    pub(super) stage: TestStage,
    /// Whether the game has reported a lost train.
    pub(super) stalled: bool,
    /// The first crash.
    pub(super) crash: Option<Crash>,
    pub(super) wreckage: Wreckage,
    /// Whether a car has hit something.
    pub(super) crashed: bool,
}

/// How far the test has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TestStage {
    /// No train has left its station yet.
    Before,
    /// The measured train is under way.
    Measuring,
    /// The measured train has come back.
    Tested,
}

impl<'a, P: Pace> Simulation<'a, P> {
    /// Creates the trains and lets them settle.
    pub fn new(layout: &'a Layout<'a>, path: &'a Path<'a>) -> Self {
        let (trains, cars) = train::create(path);
        let station_count = path.platforms.iter().flatten().count();
        let brakes = |id: PieceId| matches!(id, PieceId::BRAKES | PieceId::DIAG_BRAKES);
        let mut run = Self {
            layout,
            path,
            pace: P::new(path),
            measures: layout.ride.rating.measure,
            shelter: Shelter::new(layout),
            first_tick: layout.surroundings.site.park.map_or(0, |park| park.ticks),
            block_mode: path.settings.mode.is_block_sectioned(),
            station_count,
            tick: 0,
            trains,
            cars,
            closed: path.pieces.iter().map(|piece| brakes(piece.id)).collect(),
            stations: station::create(layout, path),
            cable_lift: None,
            measurement: Measurement::new(station_count, &layout.catalogue.rules().knobs),
            stage: TestStage::Before,
            stalled: false,
            crash: None,
            wreckage: Wreckage::default(),
            crashed: false,
        };
        if layout.ride.has(RideFlags::ALLOW_CABLE_LIFT_HILL) {
            run.cable_lift = layout.cable_lift_pieces().ok().and_then(|cabled| CableLift::new(path, &cabled));
        }
        run.settle();
        run
    }

    fn settle(&mut self) {
        if self.block_mode {
            self.open_all_blocks();
            if !self.place_in_blocks() {
                self.tick = MAX_TICKS;
            }
            P::after_neighbours_changed(self);
            return;
        }
        for train in 0..self.trains.len() {
            self.motion(train);
            self.trains[train].collides = true;
        }
        P::after_neighbours_changed(self);
    }

    /// One game tick, after which every car is where it says it is.
    pub fn tick(&mut self) {
        self.advance();
        (0..self.trains.len()).for_each(|train| P::catch_up(self, train));
    }

    /// One game tick, after which cars other than lead cars may be behind.
    pub(crate) fn advance(&mut self) {
        for train in 0..self.trains.len() {
            if self.trains[train].measured {
                self.measure(train);
            }
            self.update_train(train);
        }
        self.update_cable_lift();
        self.update_stations();
        self.tick += 1;
    }

    fn measure(&mut self, train: usize) {
        let state = &self.trains[train];
        let lead = &self.cars[state.first];
        let piece = &self.path.pieces[lead.piece];
        let place = self.place(state.first);
        let sample = Sample {
            velocity: state.velocity,
            acceleration: state.acceleration,
            height: place[2],
            stance: self.path.courses().step(lead.node),
            g: if self.path.ride.has_g_forces { Some(self.g_force(state)) } else { None },
            piece: piece.kind,
            piece_place: match state.state {
                State::Crashing => self.piece_of_wreck(state.first),
                _ => piece.place,
            },
            on_lift: lead.on_lift,
            laps: state.laps,
            is_covered: self.shelter.covers(self.layout, place),
        };
        self.measurement.sample(&sample, self.measures);
    }

    /// How the run ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        if self.stage == TestStage::Tested {
            Some(Outcome::Tested)
        } else if self.crashed {
            Some(Outcome::Crashed)
        } else if self.tick >= MAX_TICKS {
            Some(if self.stalled { Outcome::Stalled } else { Outcome::Unfinished })
        } else {
            None
        }
    }

    /// The result so far.
    pub fn result(mut self) -> Tested {
        (0..self.trains.len()).for_each(|train| P::catch_up(&mut self, train));
        let outcome = self.outcome().unwrap_or(Outcome::Unfinished);
        // A run that is given up counts the tick it is given up in.
        let given_up = matches!(outcome, Outcome::Stalled | Outcome::Unfinished);
        let stuck = if given_up { self.stuck() } else { Vec::new() };
        let ticks = self.tick + u32::from(given_up);
        let rolled_back = if outcome == Outcome::Tested { self.rolled_back() } else { None };
        Tested { outcome, ticks, measured: self.measurement.measured, crash: self.crash, stuck, rolled_back }
    }

    /// Ticks run.
    pub const fn ticks(&self) -> u32 {
        self.tick
    }

    /// All trains.
    pub fn trains(&self) -> &[Train<P::TrainNotes>] {
        &self.trains
    }

    /// All cars, train after train.
    pub fn cars(&self) -> &[Car<P::CarNotes>] {
        &self.cars
    }

    /// The kind of piece that a car is on.
    pub fn piece_under(&self, car: &Car<P::CarNotes>) -> &'a Piece {
        self.path.pieces[car.piece].kind
    }

    /// What has been measured so far.
    pub const fn measured(&self) -> &Measured {
        &self.measurement.measured
    }

    /// Vertical and lateral G of the measured train as the last tick averaged them, hundredths.
    pub const fn felt_g(&self) -> (i16, i16) {
        self.measurement.felt_g()
    }

    /// Whether the measured train is under way.
    pub const fn is_measuring(&self) -> bool {
        matches!(self.stage, TestStage::Measuring)
    }

    /// The leg being measured.
    pub const fn leg(&self) -> usize {
        self.measurement.leg
    }
}
