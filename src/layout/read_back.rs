//! A coaster that stands in a park, read back as a design (rules: park files 6).
//!
//! The track is followed from joint to joint, as trains would. A circuit begins with the rear tile of the platform of its first station,
//! other track where nothing leads to.

use std::collections::BTreeMap;

use crate::catalogue::{Catalogue, Direction, Heading, PieceId, RideTypeId};
use crate::design::{BLOCK_BRAKE_SPEED, Design, Element, Entrance, Statistics};
use crate::park_file::{ElementKind, ObjectKind, Origin, ParkFile, Ride, TileElement, TrackElement};
use crate::quantity::{Footprint, Height, HeightUnits, Tile};

use super::extent::Extent;
use super::placed::PlacedPiece;
use super::pose::Pose;

/// A design and the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingRide {
    /// The coaster.
    pub design: Design,
    /// Its first joint.
    pub start: Pose,
    /// Pieces of the ride that no train reaches from the first joint.
    pub left_out: usize,
}

/// Why a ride is not read back. The request is to blame: another ride may do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadBackError {
    /// The ride type is no coaster.
    #[error("ride type {} is no coaster; choose one of the coasters that `park` lists", .0.0)]
    NotACoaster(RideTypeId),
    /// The ride has no track that belongs together.
    #[error("no track of the ride stands in the park; choose another ride")]
    NoTrack,
}

/// Track, entrances and exits of all rides of a park, found in one walk over its tiles.
#[derive(Debug)]
pub struct ParkTrack<'a> {
    file: &'a ParkFile,
    rides: BTreeMap<u16, OnTheGround>,
}

/// What stands of a ride.
#[derive(Debug, Default)]
struct OnTheGround {
    /// The first block of every piece.
    pieces: Vec<(Tile, TileElement, TrackElement)>,
    /// Entrances and exits.
    entrances: Vec<StandingEntrance>,
}

/// A piece that stands, with its first joint and what its element says.
#[derive(Debug, Clone, Copy)]
struct Standing {
    element: Element,
    begin: Pose,
    /// Slot of the station, on pieces of a platform.
    station: u8,
}

/// Reads a coaster back. Of several coasters of a park, [`ParkTrack`] reads each without another look at all tiles.
///
/// The statistics stay empty, since the ride's measurement says more than a track file holds.
///
/// # Errors
/// When the ride is no coaster, or has no track.
pub fn read_back(file: &ParkFile, ride: &Ride, catalogue: &Catalogue) -> Result<StandingRide, ReadBackError> {
    ParkTrack::new(file).read_back(ride, catalogue)
}

impl<'a> ParkTrack<'a> {
    /// Looks at all tiles of a park. Previews do not stand.
    pub fn new(file: &'a ParkFile) -> Self {
        let mut rides: BTreeMap<u16, OnTheGround> = BTreeMap::new();
        for (tile, elements) in file.tiles.iter() {
            for &element in elements.iter().filter(|element| !element.is_ghost) {
                match element.kind {
                    ElementKind::Track(track) if track.sequence == 0 => {
                        rides.entry(track.ride).or_default().pieces.push((tile, element, track));
                    }
                    ElementKind::Entrance { kind: kind @ (0 | 1), ride, station, .. } => {
                        let (z, direction) = (Height(8 * i32::from(element.base)), Direction::new(element.direction));
                        let entrance = StandingEntrance { is_exit: kind == 1, station, tile, z, direction };
                        rides.entry(ride).or_default().entrances.push(entrance);
                    }
                    _ => {}
                }
            }
        }
        // Entrances, then exits, each in the order of their stations.
        for ride in rides.values_mut() {
            ride.entrances.sort_by_key(|entrance| (entrance.is_exit, entrance.station));
        }
        Self { file, rides }
    }

    /// Reads a coaster back, as [`read_back`] does.
    ///
    /// # Errors
    /// When the ride is no coaster, or has no track.
    pub fn read_back(&self, ride: &Ride, catalogue: &Catalogue) -> Result<StandingRide, ReadBackError> {
        let file = self.file;
        let id = file.ride_type(ride, catalogue);
        if catalogue.ride(id).is_none() {
            return Err(ReadBackError::NotACoaster(id));
        }
        let OnTheGround { pieces, entrances } = self.rides.get(&ride.id).ok_or(ReadBackError::NoTrack)?;
        let standing =
            pieces.iter().filter_map(|(tile, element, track)| standing(file, *tile, element, *track, catalogue));
        let (track, left_out) = in_order(&standing.collect::<Vec<_>>(), catalogue).ok_or(ReadBackError::NoTrack)?;
        let start = track.first().ok_or(ReadBackError::NoTrack)?.begin;
        let placed: Vec<_> = track.iter().filter_map(|piece| placed(piece, catalogue)).collect();
        let design = Design {
            ride: id,
            vehicle: file.vehicle(ride, catalogue),
            settings: ride.settings,
            elements: track.iter().map(|piece| piece.element).collect(),
            entrances: entrances.iter().map(|entrance| from_joint(entrance, start)).collect(),
            scenery: Vec::new(),
            colours: crate::design::Colours { station_style: station_style(file, ride), ..ride.colours.clone() },
            statistics: Statistics::default(),
            space: space(&placed, entrances, catalogue),
        };
        Ok(StandingRide { design, start, left_out })
    }
}

fn standing(
    file: &ParkFile,
    tile: Tile,
    stored: &TileElement,
    track: TrackElement,
    catalogue: &Catalogue,
) -> Option<Standing> {
    let id = file.piece(track, catalogue);
    let piece = catalogue.piece(id)?;
    let block = piece.blocks.first()?;
    let direction = Direction::new(stored.direction);
    let at = tile.corner() - direction.rotate(block.offset);
    let z = Height(8 * i32::from(stored.base)) - block.z.floor() + piece.begin.z;
    let begin = Pose { at, z, heading: Heading::new(direction, piece.begin.diagonal) };
    Some(Standing { element: element(file, id, track), begin, station: track.station })
}

fn element(file: &ParkFile, piece: PieceId, track: TrackElement) -> Element {
    let plain = Element::new(piece);
    let speed = match () {
        // RCT2 stores no speed of block brakes.
        () if piece.is_block_brake() && file.origin == Origin::Rct2 => BLOCK_BRAKE_SPEED,
        () if piece.has_speed() => track.speed,
        () => 0,
    };
    let has_seats = !piece.is_station() && !piece.has_speed();
    Element {
        chain: track.chain,
        inverted: track.inverted,
        speed,
        seat_rotation: if has_seats { track.seat_rotation } else { plain.seat_rotation },
        colour_scheme: track.colour_scheme,
        ..plain
    }
}

/// The pieces one after the other, and how many are not reached.
fn in_order(standing: &[Standing], catalogue: &Catalogue) -> Option<(Vec<Standing>, usize)> {
    let after = |piece: &Standing| Some(piece.begin.after(catalogue.piece(piece.element.piece)?));
    let by_begin: BTreeMap<Pose, usize> = standing.iter().enumerate().map(|(index, it)| (it.begin, index)).collect();
    let next = |index: usize| by_begin.get(&after(&standing[index])?).copied();
    let mut before = vec![None; standing.len()];
    for index in 0..standing.len() {
        if let Some(next) = next(index) {
            before[next] = Some(index);
        }
    }
    let is_station = |index: usize| standing[index].element.piece.is_station();
    let platforms = (0..standing.len()).filter(|&index| is_station(index));
    let any = platforms.min_by_key(|&index| standing[index].station)?;
    let first = first_of(any, &before, is_station);
    let follow = |&index: &usize| next(index).filter(|&next| next != first);
    // No more pieces than there are, should some lead into a ring beside the first.
    let order: Vec<usize> = std::iter::successors(Some(first), follow).take(standing.len()).collect();
    let left_out = standing.len() - order.len();
    Some((order.into_iter().map(|index| standing[index]).collect(), left_out))
}

/// Goes back from a piece of a platform: to where nothing leads to, or on a circuit to the rear tile of the platform.
fn first_of(any: usize, before: &[Option<usize>], is_station: impl Fn(usize) -> bool) -> usize {
    let mut first = any;
    for _ in 0..before.len() {
        match before[first] {
            None => return first,
            Some(index) if index == any => break,
            Some(index) => first = index,
        }
    }
    let mut rear = any;
    while let Some(index) = before[rear].filter(|&index| is_station(index) && index != any) {
        rear = index;
    }
    rear
}

/// An entrance or exit where it stands.
#[derive(Debug)]
struct StandingEntrance {
    is_exit: bool,
    /// Slot of the station.
    station: u8,
    tile: Tile,
    z: Height,
    direction: Direction,
}

/// An entrance as the design stores it: seen from the first joint.
fn from_joint(entrance: &StandingEntrance, start: Pose) -> Entrance {
    let back = Direction::new(4 - start.heading.direction().number());
    Entrance {
        at: back.rotate(entrance.tile.corner() - start.at),
        z: HeightUnits((entrance.z - start.z).0 / 8),
        direction: entrance.direction.turned(back.number()).number(),
        is_exit: entrance.is_exit,
    }
}

fn placed(standing: &Standing, catalogue: &Catalogue) -> Option<PlacedPiece> {
    let piece = catalogue.piece(standing.element.piece)?;
    Some(PlacedPiece::new(piece, &standing.element, standing.begin))
}

/// Tiles along both axes, entrances among them.
fn space(track: &[PlacedPiece], entrances: &[StandingEntrance], catalogue: &Catalogue) -> (u8, u8) {
    let kinds = track.iter().filter_map(|piece| Some((piece, catalogue.piece(piece.piece)?)));
    let blocks = kinds.flat_map(|(piece, kind)| piece.blocks(kind, Height(0)).map(|block| block.at));
    let tiles = blocks.chain(entrances.iter().map(|entrance| entrance.tile.corner()));
    let Footprint { width, length } = Extent::of(tiles).map(|extent| extent.footprint()).unwrap_or_default();
    (width.clamp(0, 255) as u8, length.clamp(0, 255) as u8)
}

/// Identifiers of station objects in the order of the styles of a track file.
const STYLES: [&str; 13] = [
    "rct2.station.plain",
    "rct2.station.wooden",
    "rct2.station.canvas_tent",
    "rct2.station.castle_grey",
    "rct2.station.castle_brown",
    "rct2.station.jungle",
    "rct2.station.log",
    "rct2.station.classical",
    "rct2.station.abstract",
    "rct2.station.snow",
    "rct2.station.pagoda",
    "rct2.station.space",
    "openrct2.station.noentrance",
];

/// The style of the stations in the numbers of a track file; plain if a track file cannot name it.
fn station_style(file: &ParkFile, ride: &Ride) -> u8 {
    if file.origin == Origin::Rct2 {
        return ride.colours.station_style;
    }
    let object = file.objects.get(ObjectKind::Station, ride.colours.station_style.into());
    let name = object.map(ToString::to_string).unwrap_or_default();
    STYLES.iter().position(|style| *style == name).unwrap_or(0) as u8
}
