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
    /// How many tiles behind the front a tile in line with the platform lies; negative in front of it.
    fn distance_to(&self, tile: MapPoint, z: Height) -> Option<i32> {
        let step = self.direction.step();
        let away = self.front - tile;
        let behind = (away.x * step.x + away.y * step.y) / (TILE * TILE);
        (z == self.z && away == step * behind).then_some(behind)
    }

    /// Whether a piece is the platform's front tile.
    pub fn begins_at(&self, piece: &PlacedPiece) -> bool {
        piece.piece.is_station()
            && (piece.begin.at, piece.base, piece.direction) == (self.front, self.z, self.direction)
    }

    /// Whether a tile is part of the platform.
    pub fn holds(&self, tile: MapPoint, z: Height) -> bool {
        self.distance_to(tile, z).is_some_and(|behind| (0..self.length).contains(&behind))
    }
}

/// A station piece that stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct StationTile {
    at: MapPoint,
    z: Height,
    direction: Direction,
    /// End, middle or beginning of its row.
    piece: PieceId,
}

impl StationTile {
    fn new(tile: &PlacedPiece) -> Self {
        Self { at: tile.begin.at, z: tile.base, direction: tile.direction, piece: tile.piece }
    }
}

/// The straight row that a station piece completes.
struct Row {
    /// Tiles in front of the piece.
    ahead: i32,
    /// Tiles behind it.
    behind: i32,
}

impl Row {
    const fn length(&self) -> i32 {
        self.ahead + 1 + self.behind
    }
}

/// The ride's station slots; a merged platform takes the lowest free slot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stations {
    slots: Vec<Option<Station>>,
    /// Station pieces in the order of their placement. Of several in one place the game only ever finds the first.
    tiles: Vec<StationTile>,
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

    /// The slot of the platform that a station piece is part of. Where station pieces of one place have made two
    /// platforms of one row, it is the later slot.
    pub fn slot_of(&self, tile: &PlacedPiece) -> Option<usize> {
        let tile = StationTile::new(tile);
        let holding = self.iter().filter(|(_, station)| self.reaches(station, &tile));
        holding.map(|(slot, _)| slot).last()
    }

    /// Whether station pieces lead without a gap from the front of a platform back to a tile.
    fn reaches(&self, station: &Station, tile: &StationTile) -> bool {
        let Some(behind) = station.distance_to(tile.at, tile.z) else { return false };
        let step = station.direction.step();
        let stands = |away: i32| self.find(station.front - step * away, station.z, station.direction).is_some();
        station.direction == tile.direction && behind >= 0 && (0..=behind).all(stands)
    }

    /// The station piece that the game finds in a place.
    fn find(&self, at: MapPoint, z: Height, direction: Direction) -> Option<usize> {
        self.tiles.iter().position(|tile| (tile.at, tile.z, tile.direction) == (at, z, direction))
    }

    /// Tiles of the shortest platform.
    pub fn shortest(&self) -> Option<i32> {
        self.iter().map(|(_, station)| station.length).min()
    }

    /// The row of a station piece. Only its neighbours are looked at, not what stands in its own place.
    fn row(&self, tile: &PlacedPiece) -> Row {
        let (at, step) = (tile.begin.at, tile.direction.step());
        let stands = |&away: &i32| self.find(at + step * away, tile.base, tile.direction).is_some();
        Row {
            ahead: (1..=MAX_PLATFORM).take_while(stands).count() as i32,
            behind: (1..=MAX_PLATFORM).map(|away| -away).take_while(stands).count() as i32,
        }
    }

    /// Whether no further platform can be built by hand.
    pub(super) fn is_full(&self) -> bool {
        self.len() >= MAX_STATIONS
    }

    /// Whether a station piece may be added. Only by hand is the number of platforms limited.
    pub(super) fn check(&self, tile: &PlacedPiece, by_hand: bool) -> Result<(), Refusal> {
        match self.row(tile).length() {
            1 if by_hand && self.is_full() => Err(Refusal::NoMoreStations),
            length if length > MAX_PLATFORM => Err(Refusal::PlatformTooLong),
            _ => Ok(()),
        }
    }

    /// Adds a station piece: the platforms whose front pieces it finds in its row go, and the row becomes one.
    pub(super) fn add(&mut self, tile: &PlacedPiece) {
        let row = self.row(tile);
        self.tiles.push(StationTile::new(tile));
        let step = tile.direction.step();
        for away in (-row.behind..=row.ahead).filter(|&away| away != 0) {
            self.remove_front(tile.begin.at + step * away, tile);
        }
        let front = tile.begin.at + step * row.ahead;
        let station = Station { front, length: row.length(), z: tile.base, direction: tile.direction };
        self.name_row(&station);
        match self.slots.iter_mut().find(|slot| slot.is_none()) {
            Some(free) => *free = Some(station),
            None => self.slots.push(Some(station)),
        }
    }

    /// Removes the platform whose front piece stands on a tile in the row of a station piece.
    fn remove_front(&mut self, at: MapPoint, tile: &PlacedPiece) {
        let found = self.find(at, tile.base, tile.direction).map(|found| self.tiles[found].piece);
        if found == Some(PieceId::END_STATION) {
            let begins = |slot: &&mut Option<Station>| slot.is_some_and(|it| (it.front, it.z) == (at, tile.base));
            if let Some(slot) = self.slots.iter_mut().find(begins) {
                *slot = None;
            }
        }
    }

    /// Gives the pieces of a platform the ids that their places in the row demand.
    fn name_row(&mut self, station: &Station) {
        let step = station.direction.step();
        for behind in 0..station.length {
            let Some(found) = self.find(station.front - step * behind, station.z, station.direction) else { continue };
            self.tiles[found].piece = match behind {
                0 => PieceId::END_STATION,
                _ if behind + 1 == station.length => PieceId::BEGIN_STATION,
                _ => PieceId::MIDDLE_STATION,
            };
        }
    }

    /// Gives every station piece the id that its place in the row demands. A second piece in one place keeps its own.
    pub(super) fn retype(&self, placed: &mut [PlacedPiece]) {
        let pieces = placed.iter_mut().filter(|piece| piece.piece.is_station());
        for (piece, tile) in pieces.zip(&self.tiles) {
            piece.piece = tile.piece;
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
