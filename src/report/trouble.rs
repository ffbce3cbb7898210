//! Where and why a test run came to no good end.

use std::fmt;

use serde::{Serialize, Serializer};

use super::units::speed;
use crate::layout::Layout;
use crate::quantity::Velocity;
use crate::test_run::{Crash, CrashCause, State, Stuck, StuckCause};

/// A piece by its index in the design and its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PieceAt {
    /// Index in the design.
    pub piece: usize,
    /// Name of the piece.
    pub piece_name: String,
}

impl PieceAt {
    pub(super) fn new(layout: &Layout, piece: usize) -> Self {
        let kind = layout.pieces.get(piece).and_then(|placed| layout.catalogue.piece(placed.piece));
        Self { piece, piece_name: kind.map_or_else(String::new, |kind| kind.name.clone()) }
    }
}

impl fmt::Display for PieceAt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "piece {} ({})", self.piece, self.piece_name.replace('_', " "))
    }
}

/// Where and why a train crashed; reads as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CrashReport {
    /// Ticks since the start of the test.
    pub tick: u32,
    /// Index of the train.
    pub train: usize,
    /// The car, counted from the front of its train.
    pub car: usize,
    /// Where the car was.
    #[serde(flatten)]
    pub at: PieceAt,
    /// Velocity of the train.
    pub velocity: Velocity,
    /// Why.
    #[serde(flatten, serialize_with = "crash_cause")]
    pub cause: CrashCause,
}

/// Why a train crashed, as it is written out.
#[derive(Serialize)]
struct CrashWords {
    /// `end_of_track`, `misfit`, `derailment` or `collision`.
    cause: &'static str,
    /// The train that was hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    other_train: Option<usize>,
    /// Difference of velocity in a collision.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Velocity>,
}

fn crash_cause<S: Serializer>(cause: &CrashCause, serializer: S) -> Result<S::Ok, S::Error> {
    let (cause, hit) = match *cause {
        CrashCause::TrackEnd => ("end_of_track", None),
        CrashCause::Misfit => ("misfit", None),
        CrashCause::Derailed => ("derailment", None),
        CrashCause::Collision { other, difference } => ("collision", Some((other, difference))),
    };
    let (other_train, difference) = hit.unzip();
    CrashWords { cause, other_train, difference }.serialize(serializer)
}

impl CrashReport {
    pub(super) fn new(layout: &Layout, crash: &Crash) -> Self {
        let Crash { tick, train, car, piece, velocity, cause } = *crash;
        Self { tick, train, car, at: PieceAt::new(layout, piece), velocity, cause }
    }
}

impl fmt::Display for CrashReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (train, car) = (self.train + 1, self.car + 1);
        write!(f, "car {car} of train {train} ")?;
        match self.cause {
            CrashCause::Collision { other, difference } => {
                write!(f, "hit train {} with a difference of {}", other + 1, speed(difference))?;
            }
            CrashCause::Derailed => f.write_str("came off the rails")?,
            CrashCause::Misfit => f.write_str("met track that does not fit")?,
            CrashCause::TrackEnd => f.write_str("ran off the end of the track")?,
        }
        let direction = if self.velocity.is_backwards() { " backwards" } else { "" };
        let velocity = speed(self.velocity.speed());
        write!(f, " at {}, at {velocity}{direction}, after {} ticks", self.at, self.tick)
    }
}

/// Below this, a train as good as stands.
const RESTING: Velocity = Velocity(29_127);

/// Where a train first rolled back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TurnReport {
    /// Ticks since the start of the test.
    pub tick: u32,
    /// Where its lead car was.
    #[serde(flatten)]
    pub at: PieceAt,
}

impl TurnReport {
    pub(super) fn new(layout: &Layout, (tick, piece): (u32, usize)) -> Self {
        Self { tick, at: PieceAt::new(layout, piece) }
    }
}

/// Where a train was when its test run was given up, and why it does not complete the lap; reads as a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StuckReport {
    /// Index of the train.
    pub train: usize,
    /// Whether it is the measured train.
    pub measured: bool,
    /// What it is doing, written out as the game's traces name it.
    #[serde(serialize_with = "state")]
    pub state: State,
    /// Where its lead car is.
    #[serde(flatten)]
    pub at: PieceAt,
    /// Velocity.
    pub velocity: Velocity,
    /// Why: written out as `valley`, `under_way`, `block_ahead`, `no_partner`, `cable_lift`, `queue`, `overshot`,
    /// `short_of_stop`, `in_station` or `wrecked`.
    #[serde(serialize_with = "stuck_cause")]
    pub cause: StuckCause,
    /// Where it first rolled back since it left a station.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rolled_back: Option<TurnReport>,
}

impl StuckReport {
    pub(super) fn new(layout: &Layout, stuck: &Stuck) -> Self {
        Self {
            train: stuck.train,
            measured: stuck.measured,
            state: stuck.state,
            at: PieceAt::new(layout, stuck.piece),
            velocity: stuck.velocity,
            cause: stuck.cause,
            rolled_back: stuck.rolled_back.map(|turn| TurnReport::new(layout, turn)),
        }
    }
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn state<S: Serializer>(state: &State, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(state.name())
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
fn stuck_cause<S: Serializer>(cause: &StuckCause, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(match cause {
        StuckCause::Valley => "valley",
        StuckCause::UnderWay => "under_way",
        StuckCause::BlockAhead => "block_ahead",
        StuckCause::NoPartner => "no_partner",
        StuckCause::CableLift => "cable_lift",
        StuckCause::Queue => "queue",
        StuckCause::Overshot => "overshot",
        StuckCause::ShortOfStop => "short_of_stop",
        StuckCause::InStation => "in_station",
        StuckCause::Wrecked => "wrecked",
    })
}

impl fmt::Display for StuckReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "train {} ", self.train + 1)?;
        if let Some(turn) = &self.rolled_back {
            write!(f, "was too slow and rolled back at {}; it ", turn.at)?;
        }
        f.write_str(match self.cause {
            StuckCause::Valley if self.velocity.speed() > RESTING => "rolls to and fro",
            StuckCause::Valley => "rests in a dip",
            StuckCause::ShortOfStop => "never reaches the place where trains stop",
            StuckCause::BlockAhead => "waits for ever for the block ahead",
            StuckCause::NoPartner => "waits for ever for trains of adjacent stations",
            StuckCause::CableLift => "waits for ever for the cable lift",
            StuckCause::Queue => "waits for ever behind another train",
            StuckCause::Overshot => "ran through its station too fast and never stopped",
            StuckCause::InStation => "stands in the station",
            StuckCause::Wrecked => "left the track",
            StuckCause::UnderWay => "is still under way",
        })?;
        write!(f, " at {}", self.at)?;
        if self.velocity.speed() > RESTING {
            write!(f, ", at {}", speed(self.velocity.speed()))?;
        }
        Ok(())
    }
}
