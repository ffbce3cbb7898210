//! Track elements and entrances of a design.

use serde::{Deserialize, Serialize};

use crate::catalogue::PieceId;
use crate::quantity::{HeightUnits, MapPoint};

/// One piece of track as a design asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Element {
    /// The piece.
    pub piece: PieceId,
    /// Whether it carries a chain lift.
    pub chain: bool,
    /// Whether it is inverted; only types with an inverted variant look at it.
    pub inverted: bool,
    /// Speed of brakes, block brakes and boosters in units of 2.25 mph; 0 on other pieces.
    pub speed: u8,
    /// Seat rotation of multi-dimension trains, 0..15; 4 is upright.
    pub seat_rotation: u8,
    /// Colour scheme, 0..3.
    pub colour_scheme: u8,
}

/// The speed of every block brake that a TD6 holds.
pub const BLOCK_BRAKE_SPEED: u8 = 2;

impl Element {
    /// A plain element of a piece: no chain, upright; block brakes at their fixed speed.
    pub const fn new(piece: PieceId) -> Self {
        let speed = if piece.is_block_brake() { BLOCK_BRAKE_SPEED } else { 0 };
        Self { piece, chain: false, inverted: false, speed, seat_rotation: 4, colour_scheme: 0 }
    }

    /// The elements of a platform with a number of tiles, from its rear to its front.
    pub(crate) fn platform(tiles: u8, inverted: bool) -> impl Iterator<Item = Self> {
        (0..tiles).map(move |tile| {
            let piece = match tile {
                _ if tile + 1 == tiles => PieceId::END_STATION,
                0 => PieceId::BEGIN_STATION,
                _ => PieceId::MIDDLE_STATION,
            };
            Self { inverted, ..Self::new(piece) }
        })
    }

    /// The same element with a chain lift.
    #[must_use]
    pub const fn chained(self) -> Self {
        Self { chain: true, ..self }
    }

    /// The same element with a speed.
    #[must_use]
    pub const fn with_speed(self, speed: u8) -> Self {
        Self { speed, ..self }
    }
}

/// An entrance or exit, relative to the first element's begin pose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Entrance {
    /// Corner of its tile.
    pub at: MapPoint,
    /// Above the first joint.
    pub z: HeightUnits,
    /// Direction from the entrance to its station tile, 0..3.
    pub direction: u8,
    /// Whether it is an exit.
    pub is_exit: bool,
}
