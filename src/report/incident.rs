//! Where and why a test run came to no good end.

use serde::Serialize;

use super::units::speed;
use crate::catalogue::Catalogue;
use crate::path::Path;
use crate::test_run::{Crash, CrashCause, Stuck, StuckCause, Tested};

/// Why a run came to no good end. Of several stuck trains, the first of these is to blame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Cause {
    TrackEnd,
    Misfit,
    Derailed,
    Collision,
    Wrecked,
    RolledBack,
    Valley,
    Overshot,
    UnderWay,
    CableLift,
    NoPartner,
    BlockAhead,
    Queue,
    InStation,
}

/// What happened to a run without result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Incident {
    /// Why.
    pub cause: Cause,
    /// Index of the train.
    pub train: usize,
    /// The car that left the track or met another, counted from the front of its train.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub car: Option<usize>,
    /// Index of the piece in the design.
    pub piece: usize,
    /// Name of the piece.
    pub piece_name: String,
    /// Velocity of the train, 16.16; backwards is negative.
    pub speed: i32,
    /// By how much the velocities of two trains that collided differed, 16.16.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<i32>,
    /// Ticks since the start of the test.
    pub tick: u32,
}

impl Cause {
    /// The cause in words, with what comes before the place.
    const fn words(self) -> &'static str {
        match self {
            Self::TrackEnd => "a train ran off the end of the track",
            Self::Misfit => "a train left the track where two pieces do not fit",
            Self::Derailed => "a train that nothing holds down left the track",
            Self::Collision => "two trains collided",
            Self::Wrecked => "a train lies wrecked",
            Self::RolledBack => "a train was too slow and rolled back",
            Self::Valley => "a train is stuck in a dip",
            Self::Overshot => "a train ran through its station and is lost",
            Self::UnderWay => "a train goes on and on and never stops in a station",
            Self::CableLift => "a train waits in vain for the cable lift",
            Self::NoPartner => "a train waits in vain for one in an adjacent station",
            Self::BlockAhead => "a train waits for a block that is never free",
            Self::Queue => "a train is held up by another",
            Self::InStation => "a train never leaves the station",
        }
    }
}

impl Incident {
    /// What went wrong in a run, if something did.
    pub fn of(catalogue: &Catalogue, path: &Path, tested: &Tested) -> Option<Self> {
        let bare = match &tested.crash {
            Some(crash) => Self::of_crash(crash),
            None => tested
                .stuck
                .iter()
                .map(|stuck| Self::of_stuck(path, stuck, tested.ticks))
                .min_by_key(|incident| (incident.cause, incident.train))?,
        };
        let piece = path.pieces.get(bare.piece).and_then(|piece| catalogue.piece(piece.id));
        Some(Self { piece_name: piece.map_or_else(String::new, |piece| piece.name.clone()), ..bare })
    }

    fn of_crash(crash: &Crash) -> Self {
        let (cause, difference) = match crash.cause {
            CrashCause::TrackEnd => (Cause::TrackEnd, None),
            CrashCause::Misfit => (Cause::Misfit, None),
            CrashCause::Derailed => (Cause::Derailed, None),
            CrashCause::Collision { difference, .. } => (Cause::Collision, Some(difference)),
        };
        let &Crash { tick, train, car, piece, velocity, .. } = crash;
        Self { cause, train, car: Some(car), piece, piece_name: String::new(), speed: velocity, difference, tick }
    }

    fn of_stuck(path: &Path, stuck: &Stuck, ticks: u32) -> Self {
        let cause = match stuck.cause {
            StuckCause::Valley => Cause::Valley,
            StuckCause::UnderWay => Cause::UnderWay,
            StuckCause::BlockAhead => Cause::BlockAhead,
            StuckCause::NoPartner => Cause::NoPartner,
            StuckCause::CableLift => Cause::CableLift,
            StuckCause::Queue => Cause::Queue,
            StuckCause::Overshot => Cause::Overshot,
            StuckCause::InStation => Cause::InStation,
            StuckCause::Wrecked => Cause::Wrecked,
        };
        let &Stuck { train, piece, velocity, .. } = stuck;
        let last = Self {
            cause,
            train,
            car: None,
            piece,
            piece_name: String::new(),
            speed: velocity,
            difference: None,
            tick: ticks,
        };
        // Launched trains turn back by intent; of others, where they turned says more than where they ended.
        let lost = matches!(cause, Cause::Valley | Cause::UnderWay) && !path.settings.mode.is_launched();
        match stuck.turned_back.filter(|_| lost) {
            Some((tick, piece)) => Self { cause: Cause::RolledBack, piece, speed: 0, tick, ..last },
            None => last,
        }
    }

    /// What went wrong, in a sentence.
    pub fn words(&self) -> String {
        let name = self.piece_name.replace('_', " ");
        let pace = match (self.difference, self.speed) {
            (Some(difference), _) => format!(" with a difference of {}", speed(difference.saturating_abs())),
            (None, 0) => String::new(),
            (None, velocity) => format!(" at {}", speed(velocity.saturating_abs())),
        };
        format!("{} at piece {} ({name}){pace} after {} ticks", self.cause.words(), self.piece, self.tick)
    }
}
