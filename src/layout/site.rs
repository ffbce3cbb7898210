//! The ground a design is laid on: flat, empty, owned land (rules: construction 1.1).

use crate::quantity::{Height, MapPoint, TILE, Tile};

/// Tiles along one side of the largest map, for which the game has room whatever the size of a map.
pub const LARGEST_MAP: i32 = 1001;

/// Height of the land on the rim of a map.
const RIM_HEIGHT: Height = Height(16);

/// Flat land and the place of the first piece on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Tiles along one side of the map, its unusable rim included.
    pub map: i32,
    /// Height of the land.
    pub surface: Height,
    /// Tile of the first piece.
    pub start: Tile,
}

impl Default for Site {
    /// The park of the recorded measurements: 152 x 152 tiles, land at 112, first piece on (76, 76).
    fn default() -> Self {
        Self { map: 152, surface: Height(112), start: Tile::new(76, 76) }
    }
}

impl Site {
    /// Whether a point lies where the game has room for a tile.
    pub const fn has_room_at(at: MapPoint) -> bool {
        is_between(at, 0, LARGEST_MAP)
    }

    /// Whether a point lies on the map, all of which the park owns.
    pub const fn is_owned(&self, at: MapPoint) -> bool {
        is_between(at, 0, self.map)
    }

    /// The height of the land at a point; none where the game has no room for a tile. The rim of the map lies low.
    pub const fn land_at(&self, at: MapPoint) -> Option<Height> {
        if !Self::has_room_at(at) {
            return None;
        }
        Some(if self.is_usable(at) { self.surface } else { RIM_HEIGHT })
    }

    /// Whether a point lies outside the rim, where things may be built.
    pub const fn is_usable(&self, at: MapPoint) -> bool {
        is_between(at, 1, self.map - 1)
    }
}

/// Whether the tile of a point is at least `first` and less than `end` along both axes.
const fn is_between(at: MapPoint, first: i32, end: i32) -> bool {
    let (low, high) = (first * TILE, end * TILE);
    at.x >= low && at.y >= low && at.x < high && at.y < high
}
