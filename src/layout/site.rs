//! The ground a design is laid on: flat, empty, owned land (rules: construction 1.1).

use crate::catalogue::TILE;

/// Height of one land step in z units.
pub const LAND_STEP: i32 = 16;

/// Tiles along one side of the largest map, for which the game has room whatever the size of a map.
pub const LARGEST_MAP: i32 = 1001;

/// Flat land and the place of the first piece on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Site {
    /// Tiles along one side of the map, its unusable rim included.
    pub map: i32,
    /// Height of the land in z units.
    pub surface: i32,
    /// Tile of the first piece.
    pub start: (i32, i32),
}

impl Default for Site {
    /// The park of the recorded measurements: 152 x 152 tiles, land at 112, first piece on (76, 76).
    fn default() -> Self {
        Self { map: 152, surface: 112, start: (76, 76) }
    }
}

impl Site {
    /// Whether a tile corner lies where the game has room for a tile.
    pub const fn has_room_at(x: i32, y: i32) -> bool {
        x >= 0 && y >= 0 && x < LARGEST_MAP * TILE && y < LARGEST_MAP * TILE
    }

    /// Whether a tile corner lies on the map, all of which the park owns.
    pub const fn is_owned(&self, x: i32, y: i32) -> bool {
        x >= 0 && y >= 0 && x < self.map * TILE && y < self.map * TILE
    }

    /// Whether a tile corner lies outside the rim, where things may be built.
    pub const fn is_usable(&self, x: i32, y: i32) -> bool {
        x >= TILE && y >= TILE && x < (self.map - 1) * TILE && y < (self.map - 1) * TILE
    }
}
