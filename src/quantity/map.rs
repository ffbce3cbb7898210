//! Places on the map (rules: construction 1.1).

use std::ops::{Add, Mul, Sub};

use serde::{Deserialize, Serialize};

/// Map units along the side of a tile.
pub const TILE: i32 = 32;

/// A point in map units, 32 along the side of a tile; also the step from one point to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct MapPoint {
    /// Map units.
    pub x: i32,
    /// Map units.
    pub y: i32,
}

impl MapPoint {
    /// A point.
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// Its distance from the origin along each axis, added up.
    pub const fn manhattan(self) -> i32 {
        self.x.abs() + self.y.abs()
    }

    /// The tile it lies on.
    #[inline]
    pub const fn tile(self) -> Tile {
        Tile { x: self.x.div_euclid(TILE), y: self.y.div_euclid(TILE) }
    }
}

impl Add for MapPoint {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for MapPoint {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }
}

/// A step taken more than once.
impl Mul<i32> for MapPoint {
    type Output = Self;

    fn mul(self, times: i32) -> Self {
        Self { x: self.x * times, y: self.y * times }
    }
}

/// A tile by its place among the tiles; also the step from one tile to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Tile {
    /// Tiles.
    pub x: i32,
    /// Tiles.
    pub y: i32,
}

impl Tile {
    /// A tile.
    pub const fn new(x: i32, y: i32) -> Self {
        Self { x, y }
    }

    /// Its corner of least coordinates.
    pub const fn corner(self) -> MapPoint {
        MapPoint { x: self.x * TILE, y: self.y * TILE }
    }
}

impl Add for Tile {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { x: self.x + other.x, y: self.y + other.y }
    }
}

impl Sub for Tile {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self { x: self.x - other.x, y: self.y - other.y }
    }
}

/// Tiles of a bounding box along x and along y; as a pair where it is stored.
///
/// ```
/// use loopwright::quantity::Footprint;
///
/// let footprint = Footprint::new(12, 7);
/// assert_eq!((footprint.shorter(), footprint.longer(), footprint.tiles()), (7, 12, 84));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(from = "(i32, i32)", into = "(i32, i32)")]
pub struct Footprint {
    /// Tiles along x.
    pub width: i32,
    /// Tiles along y.
    pub length: i32,
}

impl Footprint {
    /// A footprint.
    pub const fn new(width: i32, length: i32) -> Self {
        Self { width, length }
    }

    /// Its shorter side.
    pub fn shorter(self) -> i32 {
        self.width.min(self.length)
    }

    /// Its longer side.
    pub fn longer(self) -> i32 {
        self.width.max(self.length)
    }

    /// The number of its tiles.
    pub const fn tiles(self) -> i32 {
        self.width * self.length
    }

    /// The same box turned so that its shorter side lies along x.
    #[must_use]
    pub fn upright(self) -> Self {
        Self::new(self.shorter(), self.longer())
    }
}

impl From<(i32, i32)> for Footprint {
    fn from((width, length): (i32, i32)) -> Self {
        Self { width, length }
    }
}

impl From<Footprint> for (i32, i32) {
    fn from(footprint: Footprint) -> Self {
        (footprint.width, footprint.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_lies_on_its_tile() {
        assert_eq!(MapPoint::new(63, -1).tile(), Tile::new(1, -1));
        assert_eq!(Tile::new(76, 3).corner(), MapPoint::new(2432, 96));
        assert_eq!((MapPoint::new(-32, 0) * 3).manhattan(), 96);
    }
}
