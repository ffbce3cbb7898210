//! Entrances and exits of a placed design (rules: construction 5.6).

use crate::catalogue::Direction;
use crate::design::Entrance;
use crate::quantity::{Height, MapPoint, Money};
use crate::site::{EntranceKind, Kind};

use super::builder::{Builder, element};
use super::clearance::{Clearance, Intruder};
use super::occupancy::Occupancy;
use super::placed::{PlacedBlock, PlacedPiece};
use super::placer::Placer;
use super::pose::Pose;
use super::refusal::Refusal;
use super::station::Stations;

const ENTRANCE_HEIGHT: Height = Height(56);
const EXIT_HEIGHT: Height = Height(40);
pub(super) const MAX_ENTRANCE_Z: Height = Height(1952);
/// The height over its base that an entrance frees of walls.
const WALL_FREE_HEIGHT: Height = Height(48);

/// An entrance or exit at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlacedEntrance {
    /// Corner of its tile.
    pub at: MapPoint,
    /// Height.
    pub z: Height,
    /// Towards the station tile.
    pub direction: Direction,
    /// Whether it is an exit.
    pub is_exit: bool,
    /// Slot of its station.
    pub station: usize,
}

impl PlacedEntrance {
    /// An entrance of a design that begins at a joint, before its station is known.
    pub fn new(entrance: &Entrance, start: Pose) -> Self {
        let offset = start.heading.direction().rotate(entrance.at);
        Self {
            at: start.at + offset,
            z: start.z + entrance.z.height(),
            direction: start.heading.direction().turned(entrance.direction),
            is_exit: entrance.is_exit,
            station: 0,
        }
    }

    /// The space it takes.
    pub fn block(&self) -> PlacedBlock {
        if self.is_exit { whole_tile(self.at, self.z, EXIT_HEIGHT) } else { entrance_block(self.at, self.z) }
    }

    /// What it is on its tile.
    fn kind(&self, ride: u16) -> Kind {
        let kind = if self.is_exit { EntranceKind::Exit } else { EntranceKind::Entrance };
        Kind::Entrance { kind, direction: self.direction, ride, station: self.station as u8, part: 0 }
    }

    /// The tile the entrance leads to.
    pub fn station_tile(&self) -> MapPoint {
        self.at + self.direction.step()
    }

    /// Whether the entrance stands at one of the two long sides of its platform, as by hand it must.
    pub fn is_beside(&self, stations: &Stations) -> bool {
        let tile = self.station_tile();
        let beside = |direction: Direction| (self.direction.number() + direction.number()) % 2 == 1;
        stations.iter().any(|(_, station)| station.holds(tile, self.z) && beside(station.direction))
    }
}

impl Placer<'_> {
    /// Checks entrances against the empty map.
    ///
    /// # Errors
    /// The first refusal.
    pub fn dry_run_entrances(&self, entrances: &[Entrance], start: Pose) -> Result<(), Refusal> {
        for entrance in entrances {
            let placed = PlacedEntrance::new(entrance, start);
            if !self.site.is_owned(placed.at, placed.z) {
                return Err(Refusal::NotOwned);
            }
            if !self.site.is_usable(placed.at) {
                return Err(Refusal::OffMap);
            }
            if placed.z > MAX_ENTRANCE_Z {
                return Err(Refusal::TooHigh);
            }
            if placed.z < self.site.surface && placed.z + ENTRANCE_HEIGHT > self.site.surface {
                return Err(Refusal::LandInTheWay);
            }
        }
        Ok(())
    }

    /// Places entrances beside the finished track, whose space `occupancy` holds. An entrance that leads to no
    /// track is left out without a word, one that leads to other track serves the first station, and a second one for
    /// a station replaces the first.
    ///
    /// # Errors
    /// The first refusal.
    pub fn place_entrances(
        &self,
        entrances: &[Entrance],
        start: Pose,
        placed: &[PlacedPiece],
        stations: &Stations,
        occupancy: &Occupancy,
    ) -> Result<Vec<PlacedEntrance>, Refusal> {
        let kinds = || placed.iter().filter_map(|piece| Some((piece, self.catalogue.piece(piece.piece)?)));
        let blocks =
            || kinds().flat_map(|(piece, kind)| piece.blocks(kind, Height(0)).map(move |block| (piece, block)));
        let mut standing: Vec<PlacedEntrance> = Vec::new();
        for entrance in entrances {
            let mut wanted = PlacedEntrance::new(entrance, start);
            let tile = wanted.station_tile();
            // Elements of one height stand on a tile in the order of their placement.
            let leads_to = blocks().find(|(_, block)| (block.at, block.base) == (tile, wanted.z));
            let Some((piece, _)) = leads_to else { continue };
            wanted.station = if piece.piece.is_station() { stations.slot_of(piece).unwrap_or(0) } else { 0 };
            wanted.z = stations.get(wanted.station).map_or(wanted.z, |station| station.z);
            let space = wanted.block();
            let other = standing.iter().find(|other| overlap(&other.block(), &space));
            if occupancy.conflicts(&space) > 0 {
                let track = kinds().flat_map(|(piece, kind)| piece.blocks(kind, self.vehicle.clearance));
                let in_the_way = track.filter(|block| block.quarters != 0 && overlap(block, &space));
                // What stands on a tile is looked at from the ground up.
                let lowest = in_the_way.map(|block| block.base).min();
                if other.is_none_or(|other| lowest.is_some_and(|lowest| lowest <= other.z)) {
                    return Err(Refusal::InTheWay(self.ride_name()));
                }
            }
            if let Some(other) = other {
                return Err(if other.is_exit { Refusal::ExitInTheWay } else { Refusal::EntranceInTheWay });
            }
            standing.retain(|other| (other.station, other.is_exit) != (wanted.station, wanted.is_exit));
            standing.push(wanted);
        }
        Ok(standing)
    }
}

impl Builder<'_> {
    /// Checks an entrance or exit before anything of the ride stands. The price of what has to go.
    pub(super) fn dry_run_entrance(&self, entrance: &Entrance, start: Pose) -> Result<Money, Refusal> {
        let placed = PlacedEntrance::new(entrance, start);
        let found = self.check_entrance(&entrance_block(placed.at, placed.z));
        found.refusal.map_or(Ok(found.removal), Err)
    }

    fn check_entrance(&self, space: &PlacedBlock) -> Clearance {
        if !self.around.site.is_owned(space.at, space.base) {
            return Clearance { refusal: Some(Refusal::NotOwned), ..Clearance::default() };
        }
        let mut found = self.clear(space, Intruder::default());
        let refusal = match () {
            () if found.is_wet => Some(Refusal::Underwater),
            () if space.base > MAX_ENTRANCE_Z => Some(Refusal::TooHigh),
            () => None,
        };
        found.refusal = found.refusal.or(refusal);
        found
    }

    /// Places entrances beside the finished track, as [`Placer::place_entrances`] does where nothing else stands
    /// (rules: surroundings 4).
    pub(super) fn place_entrances(
        &mut self,
        entrances: &[Entrance],
        start: Pose,
        placed: &[PlacedPiece],
    ) -> Result<Vec<PlacedEntrance>, Refusal> {
        let mut standing: Vec<PlacedEntrance> = Vec::new();
        for entrance in entrances {
            let Some(wanted) = self.beside_track(PlacedEntrance::new(entrance, start), placed) else { continue };
            let space = wanted.block();
            let found = self.check_entrance(&space);
            self.take_away(space.at.tile(), &found.scenery);
            found.refusal.map_or(Ok(()), Err)?;
            let is_replaced =
                |other: &PlacedEntrance| (other.station, other.is_exit) == (wanted.station, wanted.is_exit);
            for former in standing.iter().filter(|other| is_replaced(other)) {
                let kind = former.kind(self.ride);
                self.around.remove(former.at.tile(), |element| element.kind == kind);
            }
            standing.retain(|other| !is_replaced(other));
            self.add_entrance(&wanted);
            standing.push(wanted);
        }
        Ok(standing)
    }

    /// Puts an entrance or exit on its tile, whose walls go.
    pub(super) fn add_entrance(&mut self, entrance: &PlacedEntrance) {
        let space = entrance.block();
        self.take_walls(&PlacedBlock { top: space.base + WALL_FREE_HEIGHT, ..space }, 0);
        self.around.add(space.at.tile(), element(&space, entrance.kind(self.ride)));
    }

    /// The entrance at the height of the station that it serves; nothing if it leads to no track. Other rides' track
    /// lends it the number of a station.
    fn beside_track(&self, wanted: PlacedEntrance, placed: &[PlacedPiece]) -> Option<PlacedEntrance> {
        let tile = wanted.station_tile();
        let track = self.around.elements(tile.tile()).iter().find_map(|element| match element.kind {
            Kind::Track(track) if element.base == wanted.z && !element.is_ghost => Some(track),
            _ => None,
        })?;
        let stations = &self.standing.stations;
        if track.ride != self.ride {
            let station = usize::from(track.station.unwrap_or(0));
            let z = stations.get(station).map_or(Height(0), |station| station.z);
            return Some(PlacedEntrance { z, station, ..wanted });
        }
        let kinds = placed.iter().filter_map(|piece| Some((piece, self.placer.catalogue.piece(piece.piece)?)));
        let mut blocks = kinds.flat_map(|(piece, kind)| piece.blocks(kind, Height(0)).map(move |block| (piece, block)));
        let (piece, _) = blocks.find(|(_, block)| (block.at, block.base) == (tile, wanted.z))?;
        let station = if piece.piece.is_station() { stations.slot_of(piece).unwrap_or(0) } else { 0 };
        let z = stations.get(station).map_or(wanted.z, |station| station.z);
        Some(PlacedEntrance { z, station, ..wanted })
    }
}

/// Whether two blocks, one of which takes all of its tile, meet.
fn overlap(block: &PlacedBlock, space: &PlacedBlock) -> bool {
    block.at == space.at && space.base < block.top && space.top > block.base
}

/// The space that an entrance takes on a tile.
pub fn entrance_block(at: MapPoint, z: Height) -> PlacedBlock {
    whole_tile(at, z, ENTRANCE_HEIGHT)
}

fn whole_tile(at: MapPoint, z: Height, height: Height) -> PlacedBlock {
    PlacedBlock { at, base: z, top: z + height, quarters: 15, raised: 0 }
}

/// The tiles beside a station tile on its two long sides, with the direction back to it.
pub fn sides(tile: MapPoint, direction: Direction) -> [(MapPoint, Direction); 2] {
    [1, 3].map(|quarters| {
        let out = direction.turned(quarters);
        (tile + out.step(), out.reversed())
    })
}
