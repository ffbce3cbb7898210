//! What stands on a tile, as files store it (rules: park files 2, 3).

/// An element of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TileElement {
    /// Where it begins, in steps of 8 z units.
    pub base: u8,
    /// Where it ends, in steps of 8 z units.
    pub clearance: u8,
    /// The quarters of the tile that it occupies.
    pub quarters: u8,
    /// Direction, 0..3.
    pub direction: u8,
    /// Whether it is only a preview.
    pub is_ghost: bool,
    /// What it is.
    pub kind: ElementKind,
}

/// The kind of an element, with what only this kind has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementKind {
    /// Land.
    Surface {
        /// Bits of the raised corners, and 16 for a steep diagonal.
        slope: u8,
        /// Height of the water in land steps of 16 z units, 0 without water.
        water: u8,
        /// Bits of the ownership, 0x10 to 0x80.
        ownership: u8,
    },
    /// A path or queue.
    Path {
        /// Whether it is a queue.
        is_queue: bool,
        /// The direction in which it rises.
        slope: Option<u8>,
        /// Bits of the edges where it goes on.
        edges: u8,
    },
    /// A block of a piece of track.
    Track(TrackElement),
    /// Small scenery.
    SmallScenery {
        /// Index among the small scenery objects.
        object: u16,
        /// The quarter of the tile, 0..3.
        quadrant: u8,
    },
    /// The entrance or exit of a ride, or a part of the park's entrance.
    Entrance {
        /// 0 entrance, 1 exit, 2 park entrance.
        kind: u8,
        /// The ride.
        ride: u16,
        /// The ride's station.
        station: u8,
        /// Which part of the park's entrance.
        sequence: u8,
    },
    /// A wall or fence; the direction of the element is its edge.
    Wall {
        /// Index among the wall objects.
        object: u16,
        /// How it follows the land.
        slope: u8,
    },
    /// A tile of large scenery.
    LargeScenery {
        /// Index among the large scenery objects.
        object: u16,
        /// Which tile of the object.
        sequence: u16,
    },
    /// A banner over a path.
    Banner,
    /// A kind that is not known.
    Unknown(u8),
}

/// A block of a piece of track.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TrackElement {
    /// The ride.
    pub ride: u16,
    /// Number of the piece; RCT2 stores some under other numbers.
    pub piece: u16,
    /// Which block of the piece.
    pub sequence: u8,
    /// The ride's station, if the piece is one.
    pub station: u8,
    /// Whether it carries a chain lift.
    pub chain: bool,
    /// Whether it is inverted.
    pub inverted: bool,
    /// Colour scheme, 0..3.
    pub colour_scheme: u8,
    /// Speed of brakes and boosters in units of 2.25 mph; without meaning on other pieces.
    pub speed: u8,
    /// Seat rotation, 0..15.
    pub seat_rotation: u8,
}

/// Bytes of an element of a `.park`.
pub(super) const LENGTH: usize = 16;
/// Bytes of an element of RCT2.
pub(super) const SAVED_LENGTH: usize = 8;

const LAST_OF_TILE: u8 = 0x80;
const GHOST: u8 = 0x10;

/// Whether the bytes of an element, in either layout, are the last of their tile.
pub(super) const fn is_last(bytes: &[u8]) -> bool {
    bytes[1] & LAST_OF_TILE != 0
}

const fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// An element of a `.park`.
pub(super) fn element(bytes: &[u8; LENGTH]) -> TileElement {
    let kind = match bytes[0] >> 2 & 15 {
        0 => ElementKind::Surface { slope: bytes[5] & 31, water: bytes[6], ownership: bytes[8] & 0xf0 },
        1 => ElementKind::Path {
            is_queue: bytes[0] & 1 != 0,
            slope: (bytes[11] & 1 != 0).then_some(bytes[12] & 3),
            edges: bytes[10] & 15,
        },
        2 => ElementKind::Track(TrackElement {
            ride: u16_at(bytes, 12),
            piece: u16_at(bytes, 5),
            sequence: bytes[7],
            station: bytes[10],
            chain: bytes[11] & 1 != 0,
            inverted: bytes[11] & 2 != 0,
            colour_scheme: bytes[8] & 3,
            speed: bytes[9] << 1,
            seat_rotation: bytes[8] >> 4,
        }),
        3 => ElementKind::SmallScenery { object: u16_at(bytes, 5), quadrant: bytes[0] >> 6 },
        4 => ElementKind::Entrance { kind: bytes[5], ride: u16_at(bytes, 10), station: bytes[7], sequence: bytes[6] },
        5 => ElementKind::Wall { object: u16_at(bytes, 5), slope: bytes[0] >> 6 },
        6 => ElementKind::LargeScenery { object: u16_at(bytes, 5), sequence: bytes[9].into() },
        7 => ElementKind::Banner,
        other => ElementKind::Unknown(other),
    };
    with_kind(bytes, kind)
}

/// An element of RCT2; nothing for one that stands for nothing (rules: park files 3).
pub(super) fn saved_element(bytes: [u8; SAVED_LENGTH]) -> Option<TileElement> {
    const NOT_THERE: u8 = 255;
    if bytes[2] == NOT_THERE {
        return None;
    }
    let kind = match bytes[0] >> 2 & 15 {
        0 => ElementKind::Surface { slope: bytes[4] & 31, water: bytes[5] & 31, ownership: bytes[7] & 0xf0 },
        1 => ElementKind::Path {
            is_queue: bytes[0] & 1 != 0,
            slope: (bytes[4] & 4 != 0).then_some(bytes[4] & 3),
            edges: bytes[6] & 15,
        },
        2 => ElementKind::Track(TrackElement {
            ride: bytes[7].into(),
            piece: bytes[4].into(),
            sequence: bytes[5] & 15,
            station: bytes[5] >> 4 & 7,
            chain: bytes[0] & 0x80 != 0,
            inverted: bytes[6] & 4 != 0,
            colour_scheme: bytes[6] & 3,
            speed: bytes[5] >> 4 << 1,
            seat_rotation: bytes[6] >> 4,
        }),
        3 => ElementKind::SmallScenery { object: bytes[4].into(), quadrant: bytes[0] >> 6 },
        4 => ElementKind::Entrance {
            kind: bytes[4],
            ride: bytes[7].into(),
            station: bytes[5] >> 4 & 7,
            sequence: bytes[5] & 15,
        },
        5 => ElementKind::Wall { object: bytes[4].into(), slope: bytes[0] >> 6 },
        6 => {
            let packed = u16_at(&bytes, 4);
            ElementKind::LargeScenery { object: packed & 0x3ff, sequence: packed >> 10 }
        }
        7 => ElementKind::Banner,
        8 | 14 | 15 => return None,
        other => ElementKind::Unknown(other),
    };
    Some(with_kind(&bytes, kind))
}

/// What elements of all kinds share; both layouts begin alike.
fn with_kind(bytes: &[u8], kind: ElementKind) -> TileElement {
    TileElement {
        base: bytes[2],
        clearance: bytes[3],
        quarters: bytes[1] & 15,
        direction: bytes[0] & 3,
        is_ghost: bytes[1] & GHOST != 0,
        kind,
    }
}
