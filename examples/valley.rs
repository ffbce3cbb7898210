//! Makes a park from nothing and prints it as a site in JSON: a valley with hills, a lake, woods, a path, and a
//! coaster that stands there already.
//!
//! ```sh
//! cargo run --example valley > valley.json
//! loopwright plot --park valley.json --at 20,49 docs/example.td6
//! ```

use std::error::Error;
use std::ops::Range;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::layout::place;
use loopwright::quantity::{Height, LAND_STEP, Tile};
use loopwright::site::{
    Corner, Element, Kind, Land, Object, Ownership, Park, ParkRide, Path, RideStatus, Site, Slope, Stack, Tiles, json,
};
use loopwright::track_file;

/// Tiles along x and y.
const SIZE: (i32, i32) = (46, 60);
/// Where the first piece of the coaster lies.
const COASTER: Tile = Tile::new(35, 18);
/// Height of the floor of the valley.
const FLOOR: i32 = 112;
/// Row of the path, and where a queue and flowers lie beside it.
const PATH: i32 = 30;
const COURT: Range<i32> = 14..26;

fn main() -> Result<(), Box<dyn Error>> {
    let catalogue = Catalogue::load()?;
    println!("{}", json::to_string(&park(&catalogue)?, None, &catalogue)?);
    Ok(())
}

/// The park.
pub(crate) fn park(catalogue: &Catalogue) -> Result<Park, Box<dyn Error>> {
    let tiles = (0..SIZE.0 * SIZE.1).map(|index| Tile::new(index % SIZE.0, index / SIZE.0));
    let empty = Park::of(Tiles::new(SIZE, tiles.map(|tile| stack(catalogue, tile)).collect()));
    let design = track_file::read(include_bytes!("../tracks/03-roaring-tiger.td6"))?.design(catalogue)?;
    let standing = place(catalogue, &design, Site::in_park(&empty, COASTER), Direction::new(0))?.as_design?;
    let elements = |tile| standing.surroundings.elements(tile).to_vec();
    let stacks = empty.tiles.iter().map(|(tile, land, _)| Stack { land, elements: elements(tile) });
    let ride = ParkRide {
        id: standing.number,
        ride_type: design.ride,
        name: "Roaring Tiger".to_owned(),
        vehicle: design.vehicle.clone(),
        status: RideStatus::Open,
        is_broken_down: false,
        depart_flags: design.settings.depart_flags,
    };
    Ok(Park { name: "Valley".to_owned(), rides: vec![ride], ..Park::of(Tiles::new(SIZE, stacks.collect())) })
}

/// Height of the land at a corner of the grid in land steps over the floor: three hills, and a hollow for the lake. It
/// changes by no more than a step from corner to corner.
fn steps(x: i32, y: i32) -> i32 {
    let away = |at_x: i32, at_y: i32| (x - at_x).abs().max((y - at_y).abs());
    let hill = (9 - away(3, 53)).max(8 - away(42, 50)).max(6 - away(24, 58)).max(0);
    let hollow = (6 - away(26, 41)).clamp(0, 3);
    hill - hollow
}

fn land(tile: Tile) -> Land {
    let at = |corner: Corner| {
        let (x, y) = match corner {
            Corner::North => (1, 1),
            Corner::East => (1, 0),
            Corner::South => (0, 0),
            Corner::West => (0, 1),
        };
        steps(tile.x + x, tile.y + y)
    };
    let lowest = Corner::ALL.into_iter().map(at).min().unwrap_or(0);
    let raised = Corner::ALL.into_iter().filter(|&corner| at(corner) > lowest).map(Corner::bit).sum::<u8>();
    let is_steep = Corner::ALL.into_iter().any(|corner| at(corner) > lowest + 1);
    let slope = Slope(raised | if is_steep { 16 } else { 0 });
    let water = Height(if lowest < 0 { FLOOR } else { 0 });
    Land { base: Height(FLOOR + lowest * LAND_STEP), water, slope, ownership: Ownership::OWNED }
}

/// The land of a tile, and what stands on it.
fn stack(catalogue: &Catalogue, tile: Tile) -> Stack {
    let mut stack = Stack::bare(land(tile));
    let Land { base, water, slope, .. } = stack.land;
    let is_level = water == Height(0) && slope.raised() == 0;
    let mut put = |kind: Kind, height: i32, quarters: u8| {
        let clearance = base + Height(height);
        Element { base, clearance, quarters, is_ghost: false, kind }.insert_into(&mut stack.elements);
    };
    if is_level && tile.y == PATH {
        put(path(tile, false), 32, 15);
    } else if is_level && tile.y == PATH + 1 && COURT.contains(&tile.x) {
        put(path(tile, true), 32, 15);
    } else if is_level && tile.y == PATH - 1 && COURT.contains(&tile.x) {
        put(small(catalogue, "rct2.scenery_small.tg1"), 8, 15);
    } else if let Some((id, height)) = tree(tile).filter(|_| water == Height(0)) {
        put(small(catalogue, id), height, 15);
    }
    stack
}

/// A tile of the path along x, or of the queue beside it, which begins where the court does.
fn path(tile: Tile, is_queue: bool) -> Kind {
    let along = 0b0101;
    let edges = match (tile.x == COURT.start, is_queue) {
        (true, true) => 0b1100,
        (true, false) => along | 0b0010,
        _ => along,
    };
    Kind::Path(Path { is_queue, slope: None, edges })
}

fn small(catalogue: &Catalogue, id: &str) -> Kind {
    let object = catalogue.scenery().small_number(id).map_or(Object::Unknown(0), Object::Known);
    Kind::SmallScenery { object, direction: Direction::new(0), quadrant: 0 }
}

/// The tree of a tile: woods of conifers on the hills, oaks and blossoms in the valley.
fn tree(tile: Tile) -> Option<(&'static str, i32)> {
    // As good as any order, and always the same.
    let chance = (tile.x * 37 + tile.y * 61 + tile.x * tile.y * 11).rem_euclid(100);
    let is_high = steps(tile.x, tile.y) >= 3;
    match chance {
        0..=34 if is_high => Some(("rct2.scenery_small.tns", 136)),
        35..=44 if is_high => Some(("rct2.scenery_small.tsp", 160)),
        0..=5 => Some(("rct2.scenery_small.tl1", 120)),
        6..=8 => Some(("rct2.scenery_small.tm0", 72)),
        9..=10 => Some(("rct2ww.scenery_small.1x1atree", 48)),
        _ => None,
    }
}
