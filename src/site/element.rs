//! What stands on a tile (rules: surroundings 1.2).

use crate::catalogue::{Direction, PieceId};
use crate::quantity::Height;

use super::objects::Object;

/// An element of a tile: a share of its space, and what takes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Element {
    /// First height taken.
    pub base: Height,
    /// First height above that is free.
    pub clearance: Height,
    /// Quarters taken, a bit each; 0 is in nothing's way.
    pub quarters: u8,
    /// Whether it is only a preview, which counts for nothing but shelter.
    pub is_ghost: bool,
    /// What it is.
    pub kind: Kind,
}

/// What an element is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The land, exactly one on a tile; see [`Land`](super::Land).
    Surface,
    /// A path or a queue.
    Path(Path),
    /// A block of track.
    Track(Track),
    /// Small scenery.
    SmallScenery {
        /// The object.
        object: Object,
        /// Where it faces.
        direction: Direction,
        /// The quarter of the tile that it stands in.
        quadrant: u8,
    },
    /// A tile of large scenery.
    LargeScenery {
        /// The object.
        object: Object,
        /// Where it faces.
        direction: Direction,
        /// Which of the object's tiles it is.
        tile: u8,
    },
    /// An entrance or exit of a ride, or a part of the park's entrance.
    Entrance {
        /// Which of the three.
        kind: EntranceKind,
        /// Towards the station.
        direction: Direction,
        /// Number of the ride.
        ride: u16,
        /// Slot of the station.
        station: u8,
        /// Which part of the park's entrance it is.
        part: u8,
    },
    /// A wall.
    Wall {
        /// The object.
        object: Object,
        /// The edge it stands on.
        edge: Direction,
        /// 0 level, otherwise which way it slopes.
        slope: u8,
    },
    /// A banner over a path.
    Banner,
    /// Something that the reader of a park does not know.
    Unknown,
}

/// A path or a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Path {
    /// Whether guests queue on it.
    pub is_queue: bool,
    /// Where it climbs to, if it is sloped.
    pub slope: Option<Direction>,
    /// Edges at which it goes on, a bit for each direction.
    pub edges: u8,
}

/// A block of track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Track {
    /// Number of the ride.
    pub ride: u16,
    /// The piece.
    pub piece: PieceId,
    /// Which of the piece's blocks it is.
    pub block: u8,
    /// Direction of the piece.
    pub direction: Direction,
    /// Slot of the station, on station pieces.
    pub station: Option<u8>,
    /// Whether it carries a chain.
    pub chain: bool,
    /// Whether it is inverted.
    pub inverted: bool,
}

/// What an entrance leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntranceKind {
    /// A ride's entrance.
    Entrance,
    /// A ride's exit.
    Exit,
    /// The park's entrance.
    Park,
}

impl Element {
    /// The element that stands for land of a height.
    pub const fn surface(base: Height) -> Self {
        Self { base, clearance: base, quarters: 0, is_ghost: false, kind: Kind::Surface }
    }

    /// Whether it meets a range of heights in some quarters.
    pub fn meets(&self, base: Height, top: Height, quarters: u8) -> bool {
        base < self.clearance && top > self.base && quarters & self.quarters != 0
    }

    /// Adds the element behind all leading elements that begin no higher (rules: surroundings 1.2).
    pub fn insert_into(self, elements: &mut Vec<Self>) {
        let place = elements.iter().position(|other| other.base > self.base);
        elements.insert(place.unwrap_or(elements.len()), self);
    }
}
