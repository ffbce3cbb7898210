//! The steps that follow once a design is laid: compile, run, rate.

use crate::layout::{Layout, TestRefusal};
use crate::path::{Load, Path, PathError};
use crate::rating::{self, Ledger, Rated};
use crate::test_run::{Outcome, TestRun, Tested};

/// Why a layout is not run.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Untested {
    /// The game would not start the test.
    #[error(transparent)]
    Refused(#[from] TestRefusal),
    /// The game would start it, but where its trains go is not known.
    #[error(transparent)]
    NoPath(#[from] PathError),
    /// The game itself ends when it starts the test.
    #[error("the game itself crashes when it tests a block-sectioned ride without trains; give it a train")]
    GameCrashes,
}

/// Compiles a layout that the game would test, for trains with a load.
///
/// # Errors
/// When the game would not test it or would not survive the test, or a piece has no known path.
pub fn compile<'a>(layout: &Layout<'a>, load: Load) -> Result<Path<'a>, Untested> {
    layout.check_test()?;
    if layout.trains.trains == 0 && layout.settings.mode.is_block_sectioned() {
        return Err(Untested::GameCrashes);
    }
    Ok(Path::loaded(layout, load)?)
}

/// Runs a test until it ends or is given up: `gives_up` looks at the run before each of its ticks.
pub fn run<'a>(layout: &'a Layout<'a>, path: &'a Path<'a>, mut gives_up: impl FnMut(&TestRun) -> bool) -> TestRun<'a> {
    run_until(layout, path, &mut gives_up)
}

/// The same, compiled once for all callers.
fn run_until<'a>(
    layout: &'a Layout<'a>,
    path: &'a Path<'a>,
    gives_up: &mut dyn FnMut(&TestRun) -> bool,
) -> TestRun<'a> {
    let mut run = TestRun::new(layout, path);
    while run.outcome().is_none() && !gives_up(&run) {
        run.advance();
    }
    run
}

/// Rates what a test run measured. `None` unless the run came to its end, and when the game finds no way round the track
/// to look at its surroundings.
pub fn rate(layout: &Layout, tested: &Tested, ledger: &mut impl Ledger) -> Option<Rated> {
    match tested.outcome {
        Outcome::Tested => rating::rate_itemised(layout, &tested.measured, ledger),
        Outcome::Crashed | Outcome::Stalled | Outcome::Unfinished => None,
    }
}
