//! Groves: a tree or two, smaller trees beside them, plants around them, each grove of few kinds that grow together.

use rand::Rng;
use rand::seq::SliceRandom;

use crate::catalogue::{Direction, Theme};
use crate::quantity::{Height, Tile};

use super::ground::{Ground, QUADRANTS, beside};
use super::worth::{Added, Addition};

/// Most groves around a ride.
const MOST: usize = 24;
/// Tiles of ground for each grove that is planted although nothing more is counted, so that no side of the ride stays bare.
const TILES_PER_GROVE: usize = 80;
/// Tiles between the middles of two groves.
const APART: i32 = 4;
/// How far from the track the middle of a grove lies that is planted for looks.
const BY_TRACK: i32 = 2;
/// Fewest and most tiles of a grove.
const FEWEST_TILES: usize = 4;
const MOST_TILES: usize = 7;
/// Heights of what a tile of a grove is taken to hold when places are compared.
const TYPICAL: [Height; 3] = [Height(16), Height(32), Height(64)];
/// Hundredths of excitement that a grove must bring, unless it is for looks.
const LEAST_GAIN: f64 = 0.5;
/// How much chance may raise the worth of a place.
const WHIM: f64 = 0.3;

/// The kinds of a grove.
struct Kinds {
    tree: Option<u16>,
    small_trees: Vec<u16>,
    plants: Vec<u16>,
}

/// Plants groves, the one that brings most first.
pub(super) fn plant(ground: &mut Ground, theme: &Theme) {
    let mut places = open_tiles(ground, theme);
    let mut for_looks = ground.tiles().len() / TILES_PER_GROVE;
    let mut middles: Vec<Tile> = Vec::new();
    while middles.len() < MOST {
        let Some((middle, gain)) = best_place(ground, &places, &middles) else { return };
        let is_for_looks = gain < LEAST_GAIN;
        if is_for_looks && for_looks == 0 {
            return;
        }
        for_looks -= usize::from(is_for_looks);
        let middle = if is_for_looks { loneliest(ground, &places, &middles).unwrap_or(middle) } else { middle };
        Kinds::of(ground, theme).plant(ground, middle);
        middles.push(middle);
        places.retain(|&tile| ground.taken(tile) == 0);
    }
}

/// Tiles on which a plant could stand.
fn open_tiles(ground: &mut Ground, theme: &Theme) -> Vec<Tile> {
    let Some(plant) = theme.plants.first().copied() else { return Vec::new() };
    let mut tiles = ground.tiles();
    tiles.retain(|&tile| {
        ground.taken(tile) == 0 && QUADRANTS.filter(|&quadrant| ground.takes_small(plant, tile, quadrant)).count() > 1
    });
    tiles
}

const fn distance(a: Tile, b: Tile) -> i32 {
    let (x, y) = ((a.x - b.x).abs(), (a.y - b.y).abs());
    if x > y { x } else { y }
}

/// The place where a grove brings most, and how much.
fn best_place(ground: &mut Ground, places: &[Tile], middles: &[Tile]) -> Option<(Tile, f64)> {
    let is_apart = |tile: &Tile| middles.iter().all(|&middle| distance(*tile, middle) >= APART);
    let mut best: Option<(Tile, f64, f64)> = None;
    for &tile in places.iter().filter(|tile| is_apart(tile)) {
        let around = places.iter().filter(|&&other| distance(tile, other) <= 1);
        let added: Vec<Added> = around.flat_map(|&tile| typical(ground, tile)).collect();
        let gain = ground.worth.gain(&ground.tally, &added);
        let score = gain * (1.0 + ground.rng.random_range(0.0..WHIM));
        if best.is_none_or(|(_, _, best)| score > best) {
            best = Some((tile, gain, score));
        }
    }
    best.map(|(tile, gain, _)| (tile, gain))
}

/// What a tile of a grove is taken to hold.
fn typical(ground: &Ground, tile: Tile) -> Vec<Added> {
    let Some(base) = ground.land(tile) else { return Vec::new() };
    TYPICAL.iter().map(|&height| Added { what: Addition::Scenery, tile, base, top: base + height }).collect()
}

/// The place near the track that is farthest from all groves.
fn loneliest(ground: &Ground, places: &[Tile], middles: &[Tile]) -> Option<Tile> {
    let nearest = |tile: Tile| middles.iter().map(|&middle| distance(tile, middle)).min().unwrap_or(0);
    let near = places.iter().copied().filter(|&tile| is_by_track(ground, tile));
    near.max_by_key(|&tile| (nearest(tile), tile))
}

/// Whether track passes near a tile.
fn is_by_track(ground: &Ground, tile: Tile) -> bool {
    let reach = -BY_TRACK..=BY_TRACK;
    let mut around = reach.clone().flat_map(|x| reach.clone().map(move |y| tile + Tile::new(x, y)));
    around.any(|tile| ground.worth.has_track(tile))
}

impl Kinds {
    fn of(ground: &mut Ground, theme: &Theme) -> Self {
        let mut some = |objects: &[u16]| -> Vec<u16> {
            [ground.pick(objects), ground.pick(objects)].into_iter().flatten().collect()
        };
        let (small_trees, plants) = (some(&theme.small_trees), some(&theme.plants));
        Self { tree: ground.pick(&theme.trees), small_trees, plants }
    }

    /// Plants a grove around its middle.
    fn plant(&self, ground: &mut Ground, middle: Tile) {
        let tiles = ground.rng.random_range(FEWEST_TILES..=MOST_TILES);
        let mut around = round(ground, middle);
        around.retain(|&tile| ground.may_have(tile));
        for (index, tile) in around.into_iter().take(tiles).enumerate() {
            if ground.taken(tile) > 0 {
                continue;
            }
            // Tall in the middle, lower towards the rim.
            let is_tree = index == 0 || index < 3 && ground.rng.random_bool(0.4);
            if is_tree && self.put_tree(ground, tile) {
                continue;
            }
            self.put_thicket(ground, tile, index);
        }
    }

    fn put_tree(&self, ground: &mut Ground, tile: Tile) -> bool {
        let facing = ground.any_direction();
        self.tree.is_some_and(|tree| ground.put_small(tree, tile, 0, facing))
    }

    /// Small trees and plants on the quarters of a tile, fewer trees towards the rim.
    fn put_thicket(&self, ground: &mut Ground, tile: Tile, index: usize) {
        let mut quadrants: Vec<u8> = QUADRANTS.collect();
        quadrants.shuffle(&mut ground.rng);
        let (trees, plants) = if index < 3 { (2, 2) } else { (1, 2) };
        for (place, quadrant) in quadrants.into_iter().take(trees + plants).enumerate() {
            let facing = ground.any_direction();
            let is_tree = place < trees;
            let wanted = if is_tree { ground.pick(&self.small_trees) } else { ground.pick(&self.plants) };
            let stands = wanted.is_some_and(|kind| ground.put_small(kind, tile, quadrant, facing));
            if !stands && is_tree {
                // Something lower fits where track passes above.
                let lower = ground.pick(&self.plants);
                if let Some(lower) = lower {
                    ground.put_small(lower, tile, quadrant, facing);
                }
            }
        }
    }
}

/// A tile, those at its sides and those at its corners, each ring in an order by chance.
fn round(ground: &mut Ground, middle: Tile) -> Vec<Tile> {
    let mut sides: Vec<Tile> = Direction::ALL.map(|direction| beside(middle, direction)).to_vec();
    let mut corners: Vec<Tile> =
        Direction::ALL.map(|direction| beside(beside(middle, direction), direction.turned(1))).to_vec();
    sides.shuffle(&mut ground.rng);
    corners.shuffle(&mut ground.rng);
    [vec![middle], sides, corners].concat()
}
