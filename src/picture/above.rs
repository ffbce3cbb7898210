//! How tiles lie on a sheet that shows them from above.

use crate::layout::{Extent, Layout};
use crate::quantity::{Footprint, MapPoint, TILE, Tile};

use super::canvas::{Area, Point};

/// Tiles of a park around a ride that are shown with it.
pub(super) const AROUND: i32 = 4;

/// Tiles that are shown of a ride: its own, those of its scenery, and some of the park around.
pub(crate) fn shown(layout: &Layout) -> Extent {
    let changed = layout.surroundings.changed().map(|(tile, _)| tile.corner());
    let origin = MapPoint::new(0, 0);
    let own = Extent::of(layout.tiles().chain(changed)).unwrap_or(Extent { low: origin, high: origin });
    let Some(park) = layout.site.park else { return own };
    let (low, high) = (own.low.tile(), own.high.tile());
    let (width, height) = park.tiles.size();
    // The rim of a park is no part of it.
    let down = |low: i32| (low - AROUND).max(1).min(low);
    let up = |high: i32, end: i32| (high + AROUND).min(end - 2).max(high);
    let (low, high) = (Tile::new(down(low.x), down(low.y)), Tile::new(up(high.x, width), up(high.y, height)));
    Extent { low: low.corner(), high: high.corner() }
}

/// A rectangle of tiles on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Above {
    /// Its first tile, and the tile behind its last one.
    low: Tile,
    end: Tile,
    /// Whether direction 0 points to the right instead of up.
    pub turned: bool,
    /// Where it lies.
    pub(super) area: Area,
    /// Pixels of a tile.
    pub(super) tile: f64,
}

impl Above {
    /// Tiles in the middle of a room, the longer side across, as large as they can be up to a size.
    pub(super) fn fitted(extent: Extent, room: Area, largest: f64) -> Self {
        let (low, end) = (extent.low.tile(), extent.high.tile() + Tile::new(1, 1));
        let turned = end.x - low.x > end.y - low.y;
        let above = Self { low, end, turned, area: room, tile: largest };
        let (columns, rows) = above.size();
        let (columns, rows) = (columns as f64, rows as f64);
        let tile = (room.width / columns).min(room.height / rows).min(largest);
        Self { area: Area::around(room.middle(), tile * columns, tile * rows), tile, ..above }
    }

    /// Tiles whose pixels are map units, the longer side across.
    pub(crate) fn plain(extent: Extent) -> Self {
        let Footprint { width, length } = extent.footprint();
        let [width, height] = [width.max(length), width.min(length)].map(|side| f64::from(side * TILE));
        Self::fitted(extent, Area { x: 0.0, y: 0.0, width, height }, TILE.into())
    }

    /// Tiles of a size with their upper left corner at a place, direction 0 upwards.
    pub(super) fn upright(low: Tile, end: Tile, (x, y): Point, tile: f64) -> Self {
        let (across, down) = (f64::from(end.y - low.y), f64::from(end.x - low.x));
        Self { low, end, turned: false, area: Area { x, y, width: across * tile, height: down * tile }, tile }
    }

    /// The same with its upper edge elsewhere.
    pub(super) fn moved_to(self, y: f64) -> Self {
        Self { area: Area { y, ..self.area }, ..self }
    }

    /// The pixel of a place on the map.
    pub(crate) fn at(&self, x: f64, y: f64) -> Point {
        let scale = self.tile / f64::from(TILE);
        let (low, end) = (self.low.corner(), self.end.corner());
        let (x0, y0, x1) = (f64::from(low.x), f64::from(low.y), f64::from(end.x));
        let (across, down) = if self.turned { (x1 - x, y - y0) } else { (y - y0, x - x0) };
        (self.area.x + across * scale, self.area.y + down * scale)
    }

    /// The pixel of the middle of a tile.
    pub(crate) fn middle(&self, tile: Tile) -> Point {
        let half = f64::from(TILE) / 2.0;
        let MapPoint { x, y } = tile.corner();
        self.at(f64::from(x) + half, f64::from(y) + half)
    }

    /// The square of a tile.
    pub(super) fn square(&self, tile: Tile) -> Area {
        self.part(tile, 1.0)
    }

    /// A square in the middle of a tile, as a share of its side.
    pub(super) fn part(&self, tile: Tile, share: f64) -> Area {
        Area::around(self.middle(tile), share * self.tile, share * self.tile)
    }

    /// Opposite corners of such a square.
    pub(crate) fn ends(&self, tile: Tile, share: f64) -> [Point; 2] {
        let [from, _, to, _] = self.part(tile, share).corners();
        [from, to]
    }

    /// Columns and rows.
    pub(crate) const fn size(&self) -> (usize, usize) {
        let (along_x, along_y) = ((self.end.x - self.low.x) as usize, (self.end.y - self.low.y) as usize);
        if self.turned { (along_x, along_y) } else { (along_y, along_x) }
    }

    /// The tile at a column and a row, counted from 0; it may lie beyond.
    pub(crate) fn tile_at(&self, column: i32, row: i32) -> Tile {
        if self.turned {
            Tile::new(self.end.x - 1 - column, self.low.y + row)
        } else {
            Tile::new(self.low.x + row, self.low.y + column)
        }
    }

    /// All tiles.
    pub(super) fn tiles(&self) -> impl Iterator<Item = Tile> + use<> {
        self.tiles_around(0)
    }

    /// All tiles, and those around up to a distance.
    pub(super) fn tiles_around(&self, margin: i32) -> impl Iterator<Item = Tile> + use<> {
        let (low, end) = (self.low - Tile::new(margin, margin), self.end + Tile::new(margin, margin));
        (low.x..end.x).flat_map(move |x| (low.y..end.y).map(move |y| Tile::new(x, y)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_lie_where_their_columns_and_rows_say() {
        let room = Area { x: 10.0, y: 20.0, width: 300.0, height: 300.0 };
        for (high, turned) in [(Tile::new(9, 5), true), (Tile::new(5, 9), false)] {
            let extent = Extent { low: Tile::new(2, 3).corner(), high: high.corner() };
            let above = Above::fitted(extent, room, 20.0);
            assert_eq!((above.turned, above.tile, above.area.middle()), (turned, 20.0, room.middle()));
            let (columns, rows) = above.size();
            assert_eq!(above.tiles().count(), columns * rows);
            for (column, row) in [(0, 0), (columns - 1, 0), (0, rows - 1)] {
                let square = above.square(above.tile_at(column as i32, row as i32));
                assert!((square.x - above.area.x - 20.0 * column as f64).abs() < 1e-9, "{square:?}");
                assert!((square.y - above.area.y - 20.0 * row as f64).abs() < 1e-9, "{square:?}");
            }
        }
    }
}
