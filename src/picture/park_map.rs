//! The map of a park: land by height, water, paths, trees and scenery, tracks, the names of rides, and coordinates.

use crate::catalogue::Catalogue;
use crate::quantity::Tile;
use crate::site::{Park, Site, Surroundings};

use super::above::Above;
use super::canvas::{Canvas, Type};
use super::crowd::Crowd;
use super::grid::Grid;
use super::ground::Ground;
use super::palette;

/// Pixels along the longer side of the map.
const LARGEST: f64 = 1440.0;
const SMALLEST_TILE: f64 = 4.0;
const LARGEST_TILE: f64 = 18.0;
/// Room for coordinates at the left, and as much at the right.
const MARGIN: f64 = 36.0;
/// Room for the title and for coordinates.
const ABOVE: f64 = 60.0;
/// Where the middle of the title is.
const TITLE: f64 = 24.0;

/// How the tiles of a park lie on its map: x grows downwards, y to the right. The tile (1, 1) is the first one that is shown.
#[derive(Debug, Clone, Copy, PartialEq, serde::Serialize)]
pub struct MapSheet {
    /// Pixels from the left edge to the first tile.
    pub left: f64,
    /// Pixels from the upper edge to the first tile.
    pub top: f64,
    /// Pixels of a tile.
    pub tile: f64,
    /// Tiles down, along x.
    pub width: i32,
    /// Tiles across, along y.
    pub length: i32,
}

/// How the tiles of a park lie on its map.
pub(super) fn sheet(park: &Park) -> MapSheet {
    let (width, height) = park.tiles.size();
    let tile = (LARGEST / f64::from(width.max(height))).clamp(SMALLEST_TILE, LARGEST_TILE);
    MapSheet { left: MARGIN, top: ABOVE, tile, width: (width - 2).max(0), length: (height - 2).max(0) }
}

/// The map of a park without its rim, as large as its number of tiles asks for.
pub(super) fn draw(park: &Park, catalogue: &Catalogue, title: &str, lit: &[u16]) -> Canvas {
    let (width, height) = park.tiles.size();
    let (low, end) = (Tile::new(1, 1), Tile::new((width - 1).max(1), (height - 1).max(1)));
    let above = Above::upright(low, end, (MARGIN, ABOVE), sheet(park).tile);
    let around = Surroundings::new(Site::in_park(park, low));
    let ground = Ground { around: &around, catalogue, above: &above, own: None, lit };
    let area = above.area;
    let mut canvas = Canvas::new(area.width + 2.0 * MARGIN, area.height + ABOVE + MARGIN);
    canvas.text(title, (MARGIN, TITLE), &Type::new(18.0, palette::INK).bold());
    ground.draw(&mut canvas);
    Grid { above: &above, is_in_park: true, is_plain: false }.coordinates(&mut canvas);
    ground.names(&mut canvas, &mut Crowd::new(area));
    canvas
}
