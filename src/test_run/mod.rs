//! A test run: trains on a path, tick by tick, and what it measures (rules: physics 4, ratings 2).
//!
//! [`run`] goes to the end at once; a [`TestRun`] goes tick by tick and shows its trains on the way.
//!
//! In a tick, in this order:
//!
//! 1. For every train, the first first: if it is the measured one, what the tick before has left is measured (rules:
//!    ratings 2). Then the train does what its [`State`] says (rules: physics 5): it waits, or it moves.
//! 2. A train that moves may leave the track (rules: physics 6.2); the block under its lead car may brake it (rules:
//!    physics 6.3); its velocity grows by the acceleration that the tick before has left (rules: physics 6.4). Then each
//!    car walks its distance, the foremost first (rules: physics 6.5, 6.6, 6.8), and may meet another train (rules:
//!    physics 6.13). The gravity that the cars have met on the way makes the next acceleration (rules: physics 6.11).
//! 3. The carriage of a cable lift moves (rules: physics 9).
//! 4. Stations count down to the next departure (rules: physics 5.6).
//!
//! The rules are a plain simulator, [`StepwiseRun`], in which every car takes every step. A [`TestRun`] does the same
//! and leaves out what changes nothing; the tests compare the two.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
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
//! assert_eq!(run.result().measured.max_speed.0, fastest);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod block;
mod cable_lift;
mod collision;
mod counts;
mod crash;
mod measurement;
mod motion;
mod pace;
mod powered;
mod shelter;
mod shortcut;
mod simulation;
mod spin;
mod state;
mod station;
mod stored;
mod stuck;
mod train;
mod walk;

pub use counts::{ShelteredSections, SpecialElements, TurnCounts};
pub use crash::{Crash, CrashCause};
pub use measurement::{Leg, Measured};
pub(crate) use measurement::{Measurement, Sample};
pub(crate) use motion::STATION_SPEED;
pub(crate) use shelter::Shelter;
pub(crate) use state::{CHAIN_SPEED, DRIVE};
pub use station::StationState;
pub use stuck::{Stuck, StuckCause};
pub use train::State;

use crate::layout::Layout;
use crate::path::Path;
use pace::{Pace, Stepwise};
use shortcut::Shortcuts;
use simulation::Simulation;

/// A test in progress, which leaves out what changes nothing.
pub type TestRun<'a> = Simulation<'a, Shortcuts>;
/// A test in progress in which every car takes every step in its tick: the rules and nothing else. The yardstick for
/// [`TestRun`].
pub type StepwiseRun<'a> = Simulation<'a, Stepwise>;
/// A train; by default one of a [`TestRun`].
pub type Train<N = <Shortcuts as Pace>::TrainNotes> = train::Train<N>;
/// A car; by default one of a [`TestRun`].
pub type Car<N = <Shortcuts as Pace>::CarNotes> = train::Car<N>;

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
    /// Where a train first rolled back that was too slow and yet came to a station, on track without ends: tick, and
    /// index of the lead car's piece.
    pub rolled_back: Option<(u32, usize)>,
}

impl Tested {
    /// Whether the trains came round and none crashed.
    pub fn is_unharmed(&self) -> bool {
        self.outcome == Outcome::Tested && self.crash.is_none()
    }
}

/// Tests a layout from the moment the test button is pressed to its result.
pub fn run(layout: &Layout, path: &Path) -> Tested {
    let mut run = TestRun::new(layout, path);
    while run.outcome().is_none() {
        run.advance();
    }
    run.result()
}
