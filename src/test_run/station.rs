//! When trains may leave a station (rules: physics 5.6, surroundings 7.3, 7.4).

use crate::layout::Layout;
use crate::path::{Path, PathPiece, Place, Platform};
use crate::quantity::{MapPoint, TILE};
use crate::site::{Element, Kind, ParkRide};

use super::pace::Pace;
use super::simulation::Simulation;
use super::train::State;

const READY: u8 = 128;
const NEVER: u8 = 127;
/// Tiles without a hit after which the search for adjacent stations ends, and most hits.
const SEARCH_TILES: i32 = 6;
const SEARCH_HITS: usize = 15;

/// A station during a test run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationState {
    /// Departure byte: bit 7 ready, below it the waiting time in units of 32 ticks.
    pub depart: u8,
    /// The train that is boarding.
    pub boarding: Option<usize>,
    /// Whether an entrance leads to the station.
    pub has_entrance: bool,
    /// The front piece.
    pub end_piece: usize,
    /// The stations beside it, once for every hit; only where trains wait for those there.
    pub(super) adjacent: Vec<Adjacent>,
}

/// A station beside another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Adjacent {
    /// Of the same ride, by its slot.
    Own(usize),
    /// Of another ride of the park. That ride runs on its own; if it is not closed, its trains wait for ours, so they are
    /// taken to be ready.
    Other,
}

impl StationState {
    /// Whether a train may leave.
    pub const fn may_depart(&self) -> bool {
        self.depart & READY != 0
    }
}

impl<P: Pace> Simulation<'_, P> {
    /// Counts the waiting time down, or asks the block ahead.
    pub(super) fn update_stations(&mut self) {
        let beat = self.first_tick.wrapping_add(self.tick).is_multiple_of(32);
        for station in self.stations.iter_mut().flatten() {
            if self.block_mode {
                let flag = if self.closed[station.end_piece] { 0 } else { READY };
                station.depart = station.depart & !READY | flag;
                continue;
            }
            match station.depart & NEVER {
                0 => station.depart |= READY,
                NEVER => station.depart = NEVER,
                wait => station.depart = wait - u8::from(beat),
            }
        }
    }

    /// After a train has left, the next has to wait.
    pub(super) fn set_departure_wait(&mut self, station: usize) {
        if self.block_mode {
            return;
        }
        let settings = &self.path.settings;
        let wait = if settings.keeps_min_wait() { settings.min_wait.clamp(3, NEVER) } else { 3 };
        if let Some(Some(station)) = self.stations.get_mut(station) {
            station.depart = station.depart & READY | wait;
        }
    }

    /// Whether the trains of all adjacent stations are ready to leave together.
    pub(super) fn may_depart_synchronised(&mut self, train: usize) -> bool {
        let station = self.trains[train].station;
        let hits = self.stations[station].as_ref().map_or(&[][..], |station| &station.adjacent);
        let mut partners = Vec::new();
        for &hit in hits {
            let Adjacent::Own(hit) = hit else { continue };
            let ready = self.stations[hit].as_ref().is_some_and(StationState::may_depart);
            if self.block_mode && !ready && hits.contains(&Adjacent::Other) {
                return false;
            }
            if self.block_mode && !ready {
                return self.trains.iter().all(|train| train.state == State::WaitingToDepart || train.velocity == 0);
            }
            let waits = |train: &usize| {
                let train = &self.trains[*train];
                train.state == State::WaitingToDepart && train.waits_for_others && train.station == hit && ready
            };
            match (0..self.trains.len()).find(waits) {
                Some(partner) => partners.push(partner),
                None if hits.len() >= 2 => return false,
                None => {
                    let count = |wanted: &dyn Fn(State, usize) -> bool| {
                        self.trains.iter().filter(|train| wanted(train.state, train.station)).count()
                    };
                    let travelling = count(&|state, _| state == State::Travelling);
                    let waiting = count(&|state, station| {
                        matches!(state, State::WaitingToDepart | State::MovingToEndOfStation) && station == hit
                    });
                    if travelling + waiting != self.trains.len() || travelling >= self.trains.len() / 2 {
                        return false;
                    }
                }
            }
        }
        for partner in partners {
            self.trains[partner].waits_for_others = false;
        }
        true
    }
}

/// Stations at the start of a test: the departure byte waits for the next beat of 32 ticks.
pub(super) fn create(layout: &Layout, path: &Path) -> Vec<Option<StationState>> {
    let synchronises = path.settings.synchronises();
    let state = |platform: &Option<Platform>| {
        platform.map(|Platform { end_piece, has_entrance }| StationState {
            depart: 1,
            boarding: None,
            has_entrance,
            end_piece,
            adjacent: if synchronises { adjacent(layout, path, end_piece) } else { Vec::new() },
        })
    };
    path.platforms.iter().map(state).collect()
}

/// The stations found looking sideways from a station's front tile, first to the right.
fn adjacent(layout: &Layout, path: &Path, end_piece: usize) -> Vec<Adjacent> {
    let front = &path.pieces[end_piece];
    let mut hits = Vec::new();
    for quarters in [1, 3] {
        let step = front.direction.turned(quarters).step();
        let [mut x, mut y, z] = front.place;
        let mut allowance = SEARCH_TILES;
        while allowance > 0 && hits.len() < SEARCH_HITS {
            (x, y) = (x + step.x, y + step.y);
            allowance -= 1;
            if let Some(hit) = adjacent_at(layout, path, [x, y, z]) {
                hits.push(hit);
                allowance = SEARCH_TILES;
            }
        }
    }
    hits
}

/// The station on a tile at about a height; of an own and another's, the lower.
fn adjacent_at(layout: &Layout, path: &Path, [x, y, z]: Place) -> Option<Adjacent> {
    let is_level = |base: i32| (base - z).abs() <= TILE / 2;
    let is_own = |piece: &&PathPiece| piece.id.is_station() && piece.place[..2] == [x, y] && is_level(piece.place[2]);
    let own = path.pieces.iter().find(is_own);
    let is_other = |element: &&Element| match element.kind {
        Kind::Track(track) if track.piece.is_station() && is_level(element.base.0) => {
            layout.other_ride(track.ride).is_some_and(ParkRide::synchronises)
        }
        _ => false,
    };
    let other = layout.others_on(MapPoint::new(x, y).tile()).find(is_other);
    match (own, other) {
        (Some(own), Some(other)) if other.base.0 <= own.place[2] => Some(Adjacent::Other),
        (None, Some(_)) => Some(Adjacent::Other),
        (own, _) => own?.station.map(Adjacent::Own),
    }
}
