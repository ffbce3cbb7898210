//! Where and why a test run came to no good end.

use serde::Serialize;

use crate::catalogue::Catalogue;
use crate::layout::Layout;
use crate::path::Path;
use crate::test_run::{Outcome, State, TestRun};

/// Why a run came to no good end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// The track ends and the train went on.
    EndOfTrack,
    /// Two trains met too fast.
    Collision,
    /// Cars without wheels under the rail left it.
    Derailment,
    /// The train did not get up a slope and rolled back.
    RolledBack,
    /// The train stands or moves on, but never finishes.
    NotFinished,
}

impl Cause {
    /// The cause in words, as the end of a sentence.
    pub const fn words(self) -> &'static str {
        match self {
            Self::EndOfTrack => "a train ran off the end of the track",
            Self::Collision => "two trains collided",
            Self::Derailment => "a train came off the rails",
            Self::RolledBack => "a train was too slow and rolled back",
            Self::NotFinished => "no train finished its test",
        }
    }
}

/// What happened to a run without result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incident {
    /// Why.
    pub cause: Cause,
    /// Index of the piece in the design.
    pub piece: usize,
    /// Name of the piece.
    pub piece_name: String,
    /// Velocity of the train, 16.16.
    pub speed: i32,
    /// Ticks since the start of the test.
    pub tick: u32,
}

/// Cars this near have met, map units along the three axes together.
const MEETING: i32 = 64;

/// Runs a test again and looks for what went wrong; nothing if the ride is tested.
pub fn find(catalogue: &Catalogue, layout: &Layout, path: &Path) -> Option<Incident> {
    let mut run = TestRun::new(layout, path);
    let mut first_turn = None;
    while run.outcome().is_none() {
        let before: Vec<(usize, i32, State)> = run.trains().iter().map(|train| lead(&run, train)).collect();
        run.tick();
        let after = run.trains().iter().map(|train| lead(&run, train));
        for (index, (&(piece, speed, state), (_, now, now_state))) in before.iter().zip(after).enumerate() {
            let at = |cause| incident(catalogue, path, cause, (piece, speed, run.ticks()));
            if now_state == State::Crashed && state != State::Crashed {
                return Some(at(crash_cause(&run, path, index, speed)));
            }
            if state == State::Travelling && speed >= 0 && now < 0 && first_turn.is_none() {
                first_turn = Some(at(Cause::RolledBack));
            }
        }
    }
    if run.outcome() == Some(Outcome::Tested) {
        return None;
    }
    let launched = path.settings.mode.is_launched();
    let train = run.trains().iter().find(|train| train.measured).or(run.trains().first())?;
    let here = lead(&run, train);
    let last = incident(catalogue, path, Cause::NotFinished, (here.0, here.1, run.ticks()));
    first_turn.filter(|_| !launched).or(Some(last))
}

fn lead(run: &TestRun, train: &crate::test_run::Train) -> (usize, i32, State) {
    (run.cars()[train.first].piece, train.velocity, train.state)
}

fn incident(catalogue: &Catalogue, path: &Path, cause: Cause, (piece, speed, tick): (usize, i32, u32)) -> Incident {
    let kind = catalogue.piece(path.pieces[piece].id);
    Incident { cause, piece, piece_name: kind.map_or_else(String::new, |kind| kind.name.clone()), speed, tick }
}

fn crash_cause(run: &TestRun, path: &Path, crashed: usize, speed: i32) -> Cause {
    let train = &run.trains()[crashed];
    let others = || run.trains().iter().enumerate().filter(|&(index, _)| index != crashed).map(|(_, other)| other);
    let near = |car: usize, other: usize| {
        run.place(car).iter().zip(run.place(other)).map(|(a, b)| (a - b).abs()).sum::<i32>() < MEETING
    };
    let meets = others().any(|other| [train.first, train.last()].iter().any(|&car| other.cars().any(|o| near(car, o))));
    let front = &path.pieces[run.cars()[if speed < 0 { train.last() } else { train.first }].piece];
    let link = if speed < 0 { front.previous } else { front.next };
    match link {
        _ if meets => Cause::Collision,
        Some(link) if link.fits[0] || link.fits[1] => Cause::Derailment,
        _ => Cause::EndOfTrack,
    }
}
