//! Large scenery that tapers, such as pyramids and volcanoes: steps that rise to the middle of all its tiles.

use glam::DVec3;

use super::scene::Scene;
use super::solid;
use crate::catalogue::{Direction, LargeScenery};
use crate::layout::Extent;
use crate::quantity::{MapPoint, TILE};

/// The side of a step.
const STEP: i32 = TILE / 2;

/// Adds a tile of an object that faces a direction: the tile's number, its corner at the foot, and its height.
pub(super) fn add(
    scene: &mut Scene,
    object: &LargeScenery,
    (facing, tile): (Direction, u8),
    foot: DVec3,
    height: f64,
    colour: &str,
) {
    let places = object.tiles.iter().map(|tile| facing.rotate(tile.offset));
    let Some(here) = places.clone().nth(tile.into()) else { return };
    let Some(all) = Extent::of(places) else { return };
    let end = MapPoint::new(all.high.x + TILE - STEP, all.high.y + TILE - STEP);
    let rings = (end.x - all.low.x).min(end.y - all.low.y) / STEP / 2 + 1;
    for (x, y) in [(0, 0), (0, STEP), (STEP, 0), (STEP, STEP)] {
        let (at_x, at_y) = (here.x + x, here.y + y);
        let ring =
            [at_x - all.low.x, end.x - at_x, at_y - all.low.y, end.y - at_y].into_iter().min().unwrap_or(0) / STEP;
        let low = foot + DVec3::new(x.into(), y.into(), 0.0);
        let top = height * f64::from(ring + 1) / f64::from(rings.max(1));
        solid::add(scene, low, low + DVec3::new(STEP.into(), STEP.into(), top), colour);
    }
}
