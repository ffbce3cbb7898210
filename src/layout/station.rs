//! Platforms: straight rows of station pieces (rules: construction 5.4).

use crate::catalogue::{Direction, PieceId};
use crate::quantity::{Height, MapPoint, TILE};

use super::placed::PlacedPiece;
use super::refusal::Refusal;

/// Longest platform in tiles.
pub const MAX_PLATFORM: i32 = 32;
/// Most platforms that can be built by hand.
const MAX_STATIONS: usize = 255;

/// A platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Station {
    /// Corner of the front tile, in running direction.
    pub front: MapPoint,
    /// Height.
    pub z: Height,
    /// Running direction.
    pub direction: Direction,
    /// Tiles.
    pub length: i32,
}

impl Station {
    fn of(tile: &PlacedPiece) -> Self {
        Self { front: tile.begin.at, z: tile.base, direction: tile.direction, length: 1 }
    }

    /// How many tiles behind the front a tile lies; `None` if it is not part of the platform.
    fn place_of(&self, tile: MapPoint, z: Height) -> Option<i32> {
        let step = self.direction.step();
        let away = self.front - tile;
        let behind = (away.x * step.x + away.y * step.y) / (TILE * TILE);
        let in_line = away == step * behind;
        (z == self.z && in_line && (0..self.length).contains(&behind)).then_some(behind)
    }

    /// Whether a piece is the platform's front tile.
    pub fn begins_at(&self, piece: &PlacedPiece) -> bool {
        piece.piece.is_station() && *self == Self { length: self.length, ..Self::of(piece) }
    }

    /// Whether a tile is part of the platform.
    pub fn holds(&self, tile: MapPoint, z: Height) -> bool {
        self.place_of(tile, z).is_some()
    }

    /// This platform joined with another in the same line that it touches, if it does.
    fn joined(&self, other: &Self) -> Option<Self> {
        if self.z != other.z || self.direction != other.direction {
            return None;
        }
        let step = self.direction.step();
        let touches = |rear: &Self, front: &Self| front.front - step * front.length == rear.front;
        let length = self.length + other.length;
        if touches(self, other) {
            Some(Self { length, ..*other })
        } else if touches(other, self) {
            Some(Self { length, ..*self })
        } else {
            None
        }
    }
}

/// The ride's station slots; a merged platform takes the lowest free slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stations {
    slots: Vec<Option<Station>>,
}

impl Stations {
    /// Platforms with their slot numbers, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &Station)> {
        self.slots.iter().enumerate().filter_map(|(slot, station)| Some((slot, station.as_ref()?)))
    }

    /// Number of platforms.
    pub fn len(&self) -> usize {
        self.iter().count()
    }

    /// Whether there is no platform.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The platform in the lowest slot.
    pub fn first(&self) -> Option<&Station> {
        self.iter().next().map(|(_, station)| station)
    }

    /// The platform in a slot.
    pub fn get(&self, slot: usize) -> Option<&Station> {
        self.slots.get(slot)?.as_ref()
    }

    /// The slot of the platform that a station piece is part of.
    pub fn slot_of(&self, tile: &PlacedPiece) -> Option<usize> {
        self.find(tile).map(|(slot, ..)| slot)
    }

    /// The platform a station piece is part of: its slot, the platform, and how many tiles behind its front the piece
    /// lies. Platforms that cross differ in direction.
    fn find(&self, tile: &PlacedPiece) -> Option<(usize, &Station, i32)> {
        let mut lined_up = self.iter().filter(|(_, station)| station.direction == tile.direction);
        lined_up.find_map(|(slot, station)| {
            let behind = station.place_of(tile.begin.at, tile.base)?;
            Some((slot, station, behind))
        })
    }

    /// Tiles of the shortest platform.
    pub fn shortest(&self) -> Option<i32> {
        self.iter().map(|(_, station)| station.length).min()
    }

    fn joined(&self, tile: &PlacedPiece) -> Station {
        self.iter().fold(Station::of(tile), |joined, (_, station)| joined.joined(station).unwrap_or(joined))
    }

    /// Whether a station piece may be added. Only by hand is the number of platforms limited.
    pub(super) fn check(&self, tile: &PlacedPiece, by_hand: bool) -> Result<(), Refusal> {
        match self.joined(tile).length {
            1 if by_hand && self.len() >= MAX_STATIONS => Err(Refusal::NoMoreStations),
            length if length > MAX_PLATFORM => Err(Refusal::PlatformTooLong),
            _ => Ok(()),
        }
    }

    /// Adds a station piece, merging platforms it connects.
    pub(super) fn add(&mut self, tile: &PlacedPiece) {
        let mut joined = Station::of(tile);
        for slot in &mut self.slots {
            if let Some(merged) = slot.and_then(|station| joined.joined(&station)) {
                joined = merged;
                *slot = None;
            }
        }
        match self.slots.iter_mut().find(|slot| slot.is_none()) {
            Some(free) => *free = Some(joined),
            None => self.slots.push(Some(joined)),
        }
    }

    /// Gives every station piece the id that its place in the row demands.
    pub(super) fn retype(&self, placed: &mut [PlacedPiece]) {
        for piece in placed.iter_mut().filter(|piece| piece.piece.is_station()) {
            piece.piece = match self.find(piece) {
                Some((_, _, 0)) | None => PieceId::END_STATION,
                Some((_, station, behind)) if behind + 1 == station.length => PieceId::BEGIN_STATION,
                Some(_) => PieceId::MIDDLE_STATION,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Catalogue;
    use crate::design::Element;
    use crate::layout::{Pose, lay_out};

    #[test]
    fn only_by_hand_are_255_platforms_enough() {
        let catalogue = Catalogue::load().unwrap();
        let apart = [PieceId::END_STATION, PieceId::FLAT].map(Element::new).repeat(MAX_STATIONS);
        let one_more = [PieceId::END_STATION, PieceId::END_STATION].map(Element::new);
        let elements = [&apart[..], &one_more[..]].concat();
        let start = Pose::new(MapPoint::new(0, 0), Height(112), Direction::new(2));
        let tiles = lay_out(&catalogue, &elements, start).unwrap();
        let tiles: Vec<PlacedPiece> = tiles.into_iter().filter(|piece| piece.piece.is_station()).collect();
        let mut stations = Stations::default();
        for tile in &tiles[..MAX_STATIONS] {
            assert_eq!(stations.check(tile, true), Ok(()));
            stations.add(tile);
        }
        assert_eq!(stations.check(&tiles[MAX_STATIONS], true), Err(Refusal::NoMoreStations));
        assert_eq!(stations.check(&tiles[MAX_STATIONS], false), Ok(()));
        stations.add(&tiles[MAX_STATIONS]);
        assert_eq!(stations.check(&tiles[MAX_STATIONS + 1], true), Ok(()), "it makes a platform longer");
    }
}
