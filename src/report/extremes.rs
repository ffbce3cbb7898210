//! Where in a test run its extremes lie, by piece and tile.

use std::fmt;

use serde::Serialize;

use super::trouble::PieceAt;
use super::units::air_time;
use crate::judge::{Extremes, Reach, Spot, Ticks};
use crate::layout::Layout;

/// A piece and a tile of the map; reads as `at piece 31 (flat to up 25) on tile 80, 71`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SpotReport {
    /// The piece.
    #[serde(flatten)]
    pub at: PieceAt,
    /// The tile of the map, along x and y.
    pub tile: (i32, i32),
}

/// A part of the track; reads as `from piece 4 (…) on tile 80, 71 to piece 9 (…) on tile 74, 71`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReachReport {
    /// Where it begins.
    pub from: SpotReport,
    /// Where it ends.
    pub to: SpotReport,
}

/// The longest time without weight.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AirTimeReport {
    /// Ticks, of which 40 make a second.
    pub ticks: u16,
    /// Where.
    #[serde(flatten)]
    pub reach: ReachReport,
}

/// Where the statistics of a test run come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExtremesReport {
    /// Highest speed.
    pub max_speed: Option<SpotReport>,
    /// Most that presses riders into their seats.
    pub max_positive_g: Option<SpotReport>,
    /// Least that does.
    pub max_negative_g: Option<SpotReport>,
    /// Most that presses them sideways.
    pub max_lateral_g: Option<SpotReport>,
    /// The highest drop.
    pub highest_drop: Option<ReachReport>,
    /// The longest time without weight.
    pub longest_air_time: Option<AirTimeReport>,
}

impl SpotReport {
    fn new(layout: &Layout, spot: Spot) -> Self {
        Self { at: PieceAt::new(layout, spot.piece), tile: (spot.tile.x, spot.tile.y) }
    }
}

impl ReachReport {
    fn new(layout: &Layout, Reach { from, to }: Reach) -> Self {
        Self { from: SpotReport::new(layout, from), to: SpotReport::new(layout, to) }
    }
}

impl ExtremesReport {
    pub(super) fn new(layout: &Layout, extremes: &Extremes) -> Self {
        let spot = |spot: Option<Spot>| spot.map(|spot| SpotReport::new(layout, spot));
        let air_time = |(reach, Ticks(ticks))| AirTimeReport { ticks, reach: ReachReport::new(layout, reach) };
        Self {
            max_speed: spot(extremes.max_speed),
            max_positive_g: spot(extremes.max_positive_g),
            max_negative_g: spot(extremes.max_negative_g),
            max_lateral_g: spot(extremes.max_lateral_g),
            highest_drop: extremes.highest_drop.map(|reach| ReachReport::new(layout, reach)),
            longest_air_time: extremes.longest_air_time.map(air_time),
        }
    }
}

impl fmt::Display for SpotReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (x, y) = self.tile;
        write!(f, "{} on tile {x}, {y}", self.at)
    }
}

impl fmt::Display for ReachReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from == self.to {
            write!(f, "at {}", self.from)
        } else {
            write!(f, "from {} to {}", self.from, self.to)
        }
    }
}

impl fmt::Display for AirTimeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the longest, {}, {}", air_time(self.ticks), self.reach)
    }
}
