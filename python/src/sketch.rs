//! A coaster in letters, seen from above.

use std::collections::BTreeMap;

use loopwright::construction::Construction;
use loopwright::quantity::{Height, Tile};

/// A line for each row of tiles. Where track crosses, the highest shows.
pub(crate) fn sketch(coaster: &Construction) -> String {
    let catalogue = coaster.problem().placer.catalogue;
    let mut tiles: BTreeMap<(i32, i32), (Height, char)> = BTreeMap::new();
    let mut put = |Tile { x, y }: Tile, z: Height, letter: char| {
        let here = tiles.entry((y, x)).or_insert((z, letter));
        if z >= here.0 {
            *here = (z, letter);
        }
    };
    for placed in coaster.placed() {
        let Some(kind) = catalogue.piece(placed.piece) else { continue };
        let rise = placed.end.z - placed.begin.z;
        let letter = match () {
            () if placed.piece.is_station() => 'S',
            () if rise > Height(0) => '^',
            () if rise < Height(0) => 'v',
            () => '#',
        };
        placed.blocks(kind, Height(0)).for_each(|block| put(block.at.tile(), block.base, letter));
    }
    for door in coaster.doors() {
        put(door.at.tile(), door.z, if door.is_exit { 'X' } else { 'E' });
    }
    put(coaster.end().pose.at.tile(), Height(i32::MAX), 'o');
    let column = || tiles.keys().map(|&(_, x)| x);
    let row = || tiles.keys().map(|&(y, _)| y);
    let (Some(left), Some(right)) = (column().min(), column().max()) else { return String::new() };
    let (Some(top), Some(bottom)) = (row().min(), row().max()) else { return String::new() };
    let line = |y: i32| -> String {
        let letters = (left..=right).map(|x| tiles.get(&(y, x)).map_or('.', |&(_, letter)| letter));
        letters.chain(['\n']).collect()
    };
    (top..=bottom).map(line).collect()
}
