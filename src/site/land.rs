//! The land of a tile: its height, slope, water and owner (rules: surroundings 1.3, 1.4).

use bitflags::bitflags;
use serde::{Deserialize, Serialize};

use crate::quantity::{Height, LAND_STEP, MapPoint, TILE};

/// What the park may do with a tile; written as the number that saved games hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ownership(u8);

bitflags! {
    impl Ownership: u8 {
        /// It may build above and below the land.
        const CONSTRUCTION_RIGHTS = 0x10;
        /// It owns the tile.
        const OWNED = 0x20;
        /// It can buy construction rights.
        const RIGHTS_FOR_SALE = 0x40;
        /// It can buy the tile.
        const FOR_SALE = 0x80;
    }
}

/// A corner of a tile, by the number of its bit in masks of corners and quarters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Corner {
    /// At x and y 32 within the tile.
    North,
    /// At x 32, y 0.
    East,
    /// At x and y 0.
    South,
    /// At x 0, y 32.
    West,
}

impl Corner {
    /// All corners in the order of their bits.
    pub const ALL: [Self; 4] = [Self::North, Self::East, Self::South, Self::West];

    /// The bit that stands for the corner, and for the quarter in it.
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// Where it lies within the tile.
    pub const fn offset(self) -> MapPoint {
        match self {
            Self::North => MapPoint::new(TILE, TILE),
            Self::East => MapPoint::new(TILE, 0),
            Self::South => MapPoint::new(0, 0),
            Self::West => MapPoint::new(0, TILE),
        }
    }

    /// The corner of a number, of which the low two bits count.
    pub const fn new(number: u8) -> Self {
        Self::ALL[(number & 3) as usize]
    }
}

/// Which corners of a tile are raised: a bit for each, and bit 4 for a steep diagonal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slope(pub u8);

impl Slope {
    const STEEP: u8 = 16;

    /// A bit for each raised corner.
    pub const fn raised(self) -> u8 {
        self.0 & 15
    }

    /// The corner that stays down where the other three are raised.
    fn lowest(self) -> Option<Corner> {
        let down = Corner::ALL.into_iter().find(|corner| self.raised() & corner.bit() == 0)?;
        (self.raised() | down.bit() == 15).then_some(down)
    }

    /// Whether the corner opposite the low one rises by two steps.
    fn is_steep(self) -> bool {
        self.0 & Self::STEEP != 0 && self.lowest().is_some()
    }

    /// How far a corner rises over the base.
    pub fn rise_of(self, corner: Corner) -> Height {
        let is_opposite = |lowest: Corner| corner == Corner::new(lowest as u8 + 2);
        let steps = match self.raised() & corner.bit() {
            0 => 0,
            _ if self.is_steep() && self.lowest().is_some_and(is_opposite) => 2,
            _ => 1,
        };
        Height(steps * LAND_STEP)
    }

    /// How far the land rises over the base at a point within the tile.
    fn rise_at(self, x: i32, y: i32) -> Height {
        // Distances along the diagonal, from the corner that is named.
        let (north, east) = (x + y - TILE, x - y);
        let three = |away: i32| {
            if self.is_steep() { i32::midpoint(away, TILE) } else { LAND_STEP + away.min(0) / 2 }
        };
        Height(match self.raised() {
            1 => north.max(0) / 2,
            2 => east.max(0) / 2,
            4 => (-north).max(0) / 2,
            8 => (-east).max(0) / 2,
            3 => x / 2,
            6 => (TILE - y) / 2,
            9 => y / 2,
            12 => (TILE - x) / 2,
            7 => three(east),
            11 => three(north),
            13 => three(-east),
            14 => three(-north),
            10 => east.abs() / 2,
            5 => north.abs() / 2,
            _ => 0,
        })
    }
}

/// The land of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Land {
    /// Height of its lowest part.
    pub base: Height,
    /// Height of the water; 0 on dry land.
    pub water: Height,
    /// Raised corners.
    pub slope: Slope,
    /// Whose it is.
    pub ownership: Ownership,
}

impl Land {
    /// Land below which construction rights reach down, and up from this height over its base.
    const RIGHTS_FROM: Height = Height(24);

    /// Flat, dry land that the park owns.
    pub const fn flat(base: Height) -> Self {
        Self { base, water: Height(0), slope: Slope(0), ownership: Ownership::OWNED }
    }

    /// The height of a corner.
    pub fn corner(&self, corner: Corner) -> Height {
        self.base + self.slope.rise_of(corner)
    }

    /// The height of the land under a point of the tile.
    pub fn height_at(&self, point: MapPoint) -> Height {
        self.base + self.slope.rise_at(point.x.rem_euclid(TILE), point.y.rem_euclid(TILE))
    }

    /// The height that a design stays above: the highest corner or the water.
    pub fn top(&self) -> Height {
        let raised = if self.slope.raised() == 0 { 0 } else { LAND_STEP };
        let steep = if raised > 0 && self.slope.0 & Slope::STEEP != 0 { LAND_STEP } else { 0 };
        (self.base + Height(raised + steep)).max(self.water)
    }

    /// Whether the park owns the place of something at a height.
    pub fn is_owned_at(&self, z: Height) -> bool {
        let may_build = || z < self.base || z >= self.base + Self::RIGHTS_FROM;
        self.ownership.contains(Ownership::OWNED)
            || self.ownership.contains(Ownership::CONSTRUCTION_RIGHTS) && may_build()
    }
}
