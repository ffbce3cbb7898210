//! A test run: trains on a path, tick by tick, and what it measures (rules: physics 4, ratings 2).
//!
//! [`run`] goes to the end at once; a [`TestRun`] goes tick by tick and shows its trains on the way.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::{Site, place};
//! use loopwright::{path::Path, test_run::TestRun, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = Path::new(&layout)?;
//! let mut run = TestRun::new(&layout, &path);
//! let mut fastest = 0;
//! while run.outcome().is_none() {
//!     run.tick();
//!     fastest = fastest.max(run.trains()[0].velocity);
//! }
//! assert_eq!(run.result().measured.max_speed, fastest);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod cable_lift;
mod coast;
mod collision;
mod crash;
mod cruise;
mod measurement;
mod motion;
mod powered;
mod spin;
mod state;
mod station;
mod stuck;
mod train;
mod walk;

pub use crash::{Crash, CrashCause};
pub use measurement::{Leg, Measured};
pub use station::StationState;
pub use stuck::{Stuck, StuckCause};
pub use train::{Car, State, Train};

use crate::catalogue::PieceId;
use crate::catalogue::ride_type::MeasureRule;
use crate::layout::Layout;
use crate::path::{Device, Path, UpStop};
use cable_lift::CableLift;
use crash::Wreckage;
use measurement::{Measurement, Sample};

/// Ticks after which a run without result is given up.
pub const MAX_TICKS: u32 = 20_000;

/// How a test run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The measured train came back to where it began.
    Tested,
    /// A train crashed first.
    Crashed,
    /// No result, and the game reported a lost train.
    Stalled,
    /// No result.
    Unfinished,
}

impl Outcome {
    /// The outcome in one word.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Tested => "tested",
            Self::Crashed => "crashed",
            Self::Stalled => "stalled",
            Self::Unfinished => "unfinished",
        }
    }
}

/// The result of a test run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tested {
    /// How it ended.
    pub outcome: Outcome,
    /// Ticks from the start of the test to its end, the last one included.
    pub ticks: u32,
    /// What was measured.
    pub measured: Measured,
    /// The first crash; a ride may still be tested while a wreck falls.
    pub crash: Option<Crash>,
    /// Where every train was when the run was given up; nothing otherwise.
    pub stuck: Vec<Stuck>,
}

/// A test in progress.
#[derive(Debug, Clone)]
pub struct TestRun<'a> {
    layout: &'a Layout<'a>,
    path: &'a Path<'a>,
    rule: MeasureRule,
    block_mode: bool,
    spins: bool,
    /// Whether cars leave each other alone, so that each can be moved when it is looked at.
    keeps_to_itself: bool,
    /// Whether every step of every car is taken in its tick.
    stepwise: bool,
    /// Whether trains may cruise.
    may_cruise: bool,
    /// Whether no train can leave the track.
    is_held: bool,
    /// Whether trains have motors, or water holds them back.
    is_driven: bool,
    station_count: usize,
    tick: u32,
    trains: Vec<Train>,
    cars: Vec<Car>,
    closed: Vec<bool>,
    stations: Vec<Option<StationState>>,
    cable_lift: Option<CableLift>,
    measurement: Measurement,
    test_in_progress: bool,
    tested: bool,
    stalled: bool,
    /// The first crash.
    crash: Option<Crash>,
    wreckage: Wreckage,
    /// Whether a car has hit something.
    crashed: bool,
}

/// Tests a layout from the moment the test button is pressed to its result.
pub fn run(layout: &Layout, path: &Path) -> Tested {
    let mut run = TestRun::new(layout, path);
    while run.outcome().is_none() {
        run.advance();
    }
    run.result()
}

impl<'a> TestRun<'a> {
    /// Creates the trains and lets them settle.
    pub fn new(layout: &'a Layout<'a>, path: &'a Path<'a>) -> Self {
        Self::settled(layout, path, false)
    }

    /// The same without shortcuts: every car takes every step in its tick, and nothing is skipped because it would
    /// change nothing. The yardstick for the shortcuts.
    pub fn stepwise(layout: &'a Layout<'a>, path: &'a Path<'a>) -> Self {
        Self::settled(layout, path, true)
    }

    fn settled(layout: &'a Layout<'a>, path: &'a Path<'a>, stepwise: bool) -> Self {
        let (trains, cars) = train::create(path);
        let spins = path.trains.kinds.iter().any(|kind| kind.spinner.is_some());
        let keeps_to_itself = path.pieces.iter().all(|piece| piece.device != Device::Reverser);
        let is_held = path.trains.kinds.iter().all(|kind| kind.up_stop == UpStop::Held);
        let has_motor = path.trains.kinds.iter().any(|kind| kind.motor.is_some());
        let has_splash = path.pieces.iter().any(|piece| piece.id == PieceId::WATER_SPLASH);
        let station_count = path.platforms.iter().flatten().count();
        let mut run = Self {
            layout,
            path,
            rule: layout.ride.rating.measure,
            block_mode: path.settings.mode.is_block_sectioned(),
            spins,
            keeps_to_itself,
            stepwise,
            may_cruise: keeps_to_itself && !spins && !stepwise,
            is_held,
            is_driven: has_motor || has_splash || path.trains.water_channel,
            station_count,
            tick: 0,
            trains,
            cars,
            closed: path
                .pieces
                .iter()
                .map(|piece| matches!(piece.id, PieceId::BRAKES | PieceId::DIAG_BRAKES))
                .collect(),
            stations: station::create(path),
            cable_lift: None,
            measurement: Measurement::new(station_count),
            test_in_progress: false,
            tested: false,
            stalled: false,
            crash: None,
            wreckage: Wreckage::default(),
            crashed: false,
        };
        if layout.ride.has("allow_cable_lift_hill") {
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
            self.trains.iter_mut().for_each(|train| train.clear = None);
            return;
        }
        for train in 0..self.trains.len() {
            self.motion(train);
            self.trains[train].collides = true;
        }
        self.trains.iter_mut().for_each(|train| train.clear = None);
    }

    /// One game tick, after which every car is where it says it is.
    pub fn tick(&mut self) {
        self.advance();
        (0..self.trains.len()).for_each(|train| self.catch_up(train));
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
        let sample = Sample {
            velocity: state.velocity,
            acceleration: state.acceleration,
            height: self.place(state.first)[2],
            stance: self.path.courses().step(lead.node),
            g: if self.path.ride.has_g_forces { Some(self.g_force(state)) } else { None },
            piece: piece.kind,
            // A train that has left the track is on no piece: what it was on is looked at once more.
            piece_place: if state.state == State::Crashing { [0; 3] } else { piece.place },
            on_lift: lead.on_lift,
            laps: state.laps,
            surface: self.path.surface,
        };
        self.measurement.sample(&sample, self.rule);
    }

    /// How the run ended, once it has.
    pub fn outcome(&self) -> Option<Outcome> {
        if self.tested {
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
        (0..self.trains.len()).for_each(|train| self.catch_up(train));
        let outcome = self.outcome().unwrap_or(Outcome::Unfinished);
        // A run that is given up counts the tick it is given up in.
        let given_up = matches!(outcome, Outcome::Stalled | Outcome::Unfinished);
        let stuck = if given_up { self.stuck() } else { Vec::new() };
        let ticks = self.tick + u32::from(given_up);
        Tested { outcome, ticks, measured: self.measurement.measured, crash: self.crash, stuck }
    }

    /// Ticks run.
    pub const fn ticks(&self) -> u32 {
        self.tick
    }

    /// All trains.
    pub fn trains(&self) -> &[Train] {
        &self.trains
    }

    /// All cars, train after train.
    pub fn cars(&self) -> &[Car] {
        &self.cars
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
        self.test_in_progress
    }

    /// The leg being measured.
    pub const fn leg(&self) -> usize {
        self.measurement.leg
    }
}
