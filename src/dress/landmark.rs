//! Something large to look at, near the station.

use rand::seq::SliceRandom;

use crate::catalogue::{Direction, Theme};
use crate::layout::Layout;
use crate::quantity::Tile;

use super::ground::Ground;

/// How near the station it stands at least, and at most, in tiles.
const NEAREST: i32 = 3;
const FARTHEST: i32 = 9;

/// Puts up a landmark of a theme that finds a place, as near the station as one is free.
pub(super) fn put(ground: &mut Ground, layout: &Layout, theme: &Theme) {
    let Some(station) = layout.stations.first() else { return };
    let middle = station.front + station.direction.reversed().step() * (station.length / 2);
    let middle = middle.tile();
    let far = |tile: Tile| (tile.x - middle.x).abs().max((tile.y - middle.y).abs());
    let mut tiles = ground.tiles();
    tiles.retain(|&tile| (NEAREST..=FARTHEST).contains(&far(tile)));
    tiles.sort_by_key(|&tile| (far(tile), tile));
    let mut landmarks = theme.landmarks.clone();
    landmarks.shuffle(&mut ground.rng);
    for landmark in landmarks {
        for &tile in &tiles {
            let stands = Direction::ALL.into_iter().any(|facing| ground.put_large(landmark, tile, facing));
            if stands {
                return;
            }
        }
    }
}
