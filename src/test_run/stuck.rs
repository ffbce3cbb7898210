//! Where trains are when a test run does not end (rules: physics 13).

use crate::catalogue::PieceId;
use crate::quantity::Velocity;

use super::pace::Pace;
use super::simulation::Simulation;
use super::train::{State, Train};

/// Why a train does not complete the lap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StuckCause {
    /// It rests in a dip or rolls to and fro.
    Valley,
    /// It is under way and never stops in a station.
    UnderWay,
    /// It stands before a block that is not free, for good.
    BlockAhead,
    /// It waits for the trains of adjacent stations to leave with it.
    NoPartner,
    /// It waits for the cable lift.
    CableLift,
    /// Another train is in its way.
    Queue,
    /// It ran through its station too fast to be caught.
    Overshot,
    /// It is in its station, but never reaches the place where trains stop.
    ShortOfStop,
    /// It is about to leave or at rest in the station.
    InStation,
    /// It has left the track.
    Wrecked,
}

/// A train of a run that was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stuck {
    /// Index of the train.
    pub train: usize,
    /// Whether the run was to measure it.
    pub measured: bool,
    /// What it is doing.
    pub state: State,
    /// Index of the piece its lead car is on.
    pub piece: usize,
    /// Velocity.
    pub velocity: Velocity,
    /// Where it first rolled back since it set off from a station: tick, and index of the lead car's piece.
    pub rolled_back: Option<(u32, usize)>,
    /// Why it does not complete the lap.
    pub cause: StuckCause,
}

/// A train this slow has come to rest; 2 mph.
const ROCKING: i32 = 65_536;

impl<P: Pace> Simulation<'_, P> {
    /// Where every train is and why it does not complete the lap.
    pub(super) fn stuck(&self) -> Vec<Stuck> {
        let stuck = |(train, state): (usize, &Train<P::TrainNotes>)| Stuck {
            train,
            measured: state.measured,
            state: state.state,
            piece: self.cars[state.first].piece,
            velocity: Velocity(state.velocity),
            rolled_back: state.rolled_back,
            cause: self.stuck_cause(train),
        };
        self.trains.iter().enumerate().map(stuck).collect()
    }

    /// Where a train first rolled back on its way to a station. On track that ends in the air all trains do.
    pub(super) fn rolled_back(&self) -> Option<(u32, usize)> {
        let turn = self.trains.iter().find_map(|train| train.rolled_back)?;
        let goes_on = self.path.pieces.iter().all(|piece| piece.next.is_some());
        goes_on.then_some(turn)
    }

    fn stuck_cause(&self, train: usize) -> StuckCause {
        let state = &self.trains[train];
        match state.state {
            State::Crashing | State::Crashed => StuckCause::Wrecked,
            State::WaitingForCableLift => StuckCause::CableLift,
            State::WaitingToDepart => self.waiting_cause(state.station),
            State::WaitingForPassengers | State::Unloading => StuckCause::InStation,
            State::MovingToEndOfStation if self.trains.len() > 1 => StuckCause::Queue,
            State::MovingToEndOfStation => StuckCause::ShortOfStop,
            State::Arriving if self.touches_station(train) => StuckCause::ShortOfStop,
            State::Arriving => StuckCause::Overshot,
            _ if self.stands_at_block(train) => StuckCause::BlockAhead,
            _ if state.rolled_back.is_some() || state.velocity.wrapping_abs() < ROCKING => StuckCause::Valley,
            _ => StuckCause::UnderWay,
        }
    }

    fn waiting_cause(&self, station: usize) -> StuckCause {
        let ready = self.stations.get(station).and_then(Option::as_ref).is_some_and(super::StationState::may_depart);
        match (ready, self.path.settings.synchronises()) {
            (false, _) if self.block_mode => StuckCause::BlockAhead,
            (true, true) => StuckCause::NoPartner,
            _ => StuckCause::InStation,
        }
    }

    fn touches_station(&self, train: usize) -> bool {
        self.trains[train].cars().any(|car| self.path.pieces[self.cars[car].piece].id.is_station())
    }

    /// Whether the lead car is on a device that keeps the train from a block.
    fn stands_at_block(&self, train: usize) -> bool {
        let piece = self.cars[self.trains[train].first].piece;
        let kind = &self.path.pieces[piece];
        self.block_mode && self.closed[piece] && kind.starts_block && kind.id != PieceId::END_STATION
    }
}
