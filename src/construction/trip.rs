//! The train on the track as far as it goes.

use crate::evolve::GIVE_UP_TICKS;
use crate::judge;
use crate::layout::lay_unchecked_at;
use crate::path::{Load, Path};
use crate::quantity::Velocity;
use crate::test_run::{CrashCause, Measured, Outcome, State, TestRun};

use super::coaster::Construction;

/// How far the train came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reached {
    /// It came round to its platform.
    Platform,
    /// It came to the end of the track.
    End,
    /// It rolled back before.
    RolledBack,
    /// It left the track before its end, or ran into something.
    Crashed,
    /// It stood still, or was under way for too long.
    Stuck,
}

/// What an empty train does on the track that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trip {
    /// How far it came.
    pub reached: Reached,
    /// The piece under its lead car then, in the order of the design.
    pub piece: usize,
    /// Its velocity then.
    pub velocity: Velocity,
    /// Ticks since the start of the test.
    pub ticks: u32,
    /// What was measured up to then.
    pub measured: Measured,
}

impl Construction<'_> {
    /// Lets an empty train run as far as the track goes.
    pub fn trip(&self) -> Trip {
        self.watched_trip(|_| ())
    }

    /// The same while `watch` looks at the run before each of its ticks.
    pub fn watched_trip(&self, mut watch: impl FnMut(&TestRun)) -> Trip {
        let placer = &self.problem.placer;
        let layout = lay_unchecked_at(placer.catalogue, &self.design(), placer.site, self.goal.pose);
        let path = layout.as_ref().ok().and_then(|layout| Path::loaded(layout, Load::Empty).ok());
        let Some((layout, path)) = layout.as_ref().ok().zip(path.as_ref()) else { return Trip::none() };
        let (mut piece, mut velocity) = (0, Velocity::default());
        let run = judge::run(layout, path, |run| {
            watch(run);
            let Some(train) = run.trains().first() else { return true };
            let has_crashed = matches!(train.state, State::Crashing | State::Crashed);
            if !has_crashed {
                piece = run.cars()[train.first].piece;
                velocity = Velocity(train.velocity);
            }
            has_crashed || is_lost(run, velocity)
        });
        let outcome = run.outcome();
        let tested = run.result();
        let crash = tested.crash;
        let reached = match (outcome, crash) {
            (Some(Outcome::Tested), _) => Reached::Platform,
            (_, Some(crash)) if crash.cause == CrashCause::TrackEnd && !crash.velocity.is_backwards() => Reached::End,
            (_, Some(_)) => Reached::Crashed,
            _ if velocity.is_backwards() => Reached::RolledBack,
            _ => Reached::Stuck,
        };
        let (piece, velocity) = crash.map_or((piece, velocity), |crash| (crash.piece, crash.velocity));
        Trip { reached, piece, velocity, ticks: tested.ticks, measured: tested.measured }
    }
}

impl Trip {
    /// That of a ride that has no train.
    fn none() -> Self {
        let measured = Measured::default();
        Self { reached: Reached::Stuck, piece: 0, velocity: Velocity::default(), ticks: 0, measured }
    }

    /// Whether the train came as far as the track goes.
    pub fn gets_there(&self) -> bool {
        matches!(self.reached, Reached::Platform | Reached::End)
    }
}

/// Whether a train will not come on: on the way round one that rolls back is lost.
fn is_lost(run: &TestRun, velocity: Velocity) -> bool {
    run.is_measuring() && velocity.is_backwards() || run.ticks() > GIVE_UP_TICKS
}
