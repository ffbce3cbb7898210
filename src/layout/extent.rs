//! The rectangle of ground that a ride stands on.

use crate::quantity::{Footprint, MapPoint, TILE};

/// The smallest rectangle that holds some tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// Corner of the tile with the least x and y.
    pub low: MapPoint,
    /// Corner of the tile with the greatest x and y.
    pub high: MapPoint,
}

impl Extent {
    /// The rectangle round tiles, given by their corners; `None` round nothing.
    pub fn of(tiles: impl Iterator<Item = MapPoint>) -> Option<Self> {
        tiles.fold(None, |extent: Option<Self>, tile| {
            let Self { low, high } = extent.unwrap_or(Self { low: tile, high: tile });
            let low = MapPoint::new(low.x.min(tile.x), low.y.min(tile.y));
            let high = MapPoint::new(high.x.max(tile.x), high.y.max(tile.y));
            Some(Self { low, high })
        })
    }

    /// Tiles along x and y.
    pub const fn footprint(&self) -> Footprint {
        Footprint::new((self.high.x - self.low.x) / TILE + 1, (self.high.y - self.low.y) / TILE + 1)
    }

    /// Whether a tile lies within.
    pub const fn holds(&self, tile: MapPoint) -> bool {
        self.low.x <= tile.x && tile.x <= self.high.x && self.low.y <= tile.y && tile.y <= self.high.y
    }
}
