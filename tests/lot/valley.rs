//! A small park: a lake, a hill with a sheer side, slopes, a path, trees and a statue.

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::quantity::{Height, Tile};
use loopwright::site::{Element, Kind, Land, Object, Park, Path, Slope, Stack, Tiles, json};

/// Tiles along a side.
const SIDE: i32 = 40;
/// A tile with a tree, and one with a statue.
pub(crate) const TREE: Tile = Tile::new(12, 4);
pub(crate) const STATUE: Tile = Tile::new(13, 5);

/// The park.
pub(crate) fn valley(catalogue: &Catalogue) -> Park {
    let tiles = (0..SIDE * SIDE).map(|index| stack(catalogue, Tile::new(index % SIDE, index / SIDE)));
    Park::of(Tiles::new((SIDE, SIDE), tiles.collect()))
}

/// The park as a file holds it.
pub(crate) fn valley_file() -> String {
    let catalogue = Catalogue::load().expect("sound tables");
    json::to_string(&valley(&catalogue), None, &catalogue).expect("a site")
}

fn stack(catalogue: &Catalogue, tile: Tile) -> Stack {
    let mut stack = Stack::bare(land(tile));
    let base = stack.land.base;
    if tile.y == 26 {
        let path = Path { is_queue: false, slope: None, edges: 0b0101 };
        Element { clearance: base + Height(32), quarters: 15, kind: Kind::Path(path), ..Element::surface(base) }
            .insert_into(&mut stack.elements);
    }
    let small = |id: &str| Object::Known(catalogue.scenery().small_number(id).expect("an object"));
    let object = match tile {
        TREE => Some((small("rct2.scenery_small.tl1"), 120)),
        STATUE => Some((small("rct2dlc.scenery_small.bigpanda"), 40)),
        Tile { x, y } if x % 7 == 3 && y % 5 == 2 && y != 26 => Some((small("rct2.scenery_small.tl1"), 120)),
        _ => None,
    };
    if let Some((object, height)) = object.filter(|_| stack.land.water.0 == 0 && stack.land.slope.raised() == 0) {
        let kind = Kind::SmallScenery { object, direction: Direction::new(0), quadrant: 0 };
        Element { clearance: base + Height(height), quarters: 15, kind, ..Element::surface(base) }
            .insert_into(&mut stack.elements);
    }
    stack
}

/// A lake in the north, a hill with one sheer side in the south-east, and two rows of slopes.
fn land(Tile { x, y }: Tile) -> Land {
    let base = match (x, y) {
        (22..=30, 4..=10) => 80,
        (28..=36, 28..=36) => 176,
        _ => 112,
    };
    let water = if base < 112 { 112 } else { 0 };
    // The east and south corners are raised where x grows less: a slope up to the hill.
    let slope = if (28..=36).contains(&y) && x == 27 { Slope(0b0011) } else { Slope(0) };
    Land { water: Height(water), slope, ..Land::flat(Height(base)) }
}
