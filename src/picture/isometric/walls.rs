//! Walls, fences and hedges on the edges of tiles.

use glam::DVec3;

use super::land::Land;
use super::scene::{Mark, Scene};
use super::solid;
use super::surroundings::middle;
use crate::catalogue::Direction;
use crate::picture::palette;
use crate::picture::scenery_shape::{Look, Shape};
use crate::quantity::{LAND_STEP, MapPoint, Tile};
use crate::site::{Corner, Element};

/// How close to a wall things stand.
const CLOSE: f64 = 5.0;
/// How thick a hedge is, in map units.
const HEDGE: f64 = 5.0;
/// Rails of a fence, as shares of its height.
const RAILS: [(f64, f64); 2] = [(0.38, 0.52), (0.8, 0.94)];
/// Posts of a fence along its edge, and half the width of one, as shares of the edge.
const POSTS: [f64; 4] = [0.03, 0.34, 0.66, 0.97];
const HALF_POST: f64 = 0.025;

/// A wall at its place.
pub(super) struct Wall {
    /// Its lower ends.
    ends: [DVec3; 2],
    /// From the middle of its tile to it.
    outwards: DVec3,
    height: f64,
    look: Look,
}

impl Wall {
    /// A wall on an edge of a tile. One on a slope rises with the land.
    pub(super) fn new(
        land: &Land,
        tile: Tile,
        element: &Element,
        (edge, is_sloped): (Direction, bool),
        look: Look,
    ) -> Self {
        let middle = middle(tile);
        let corners = [2, 3].map(|turn| Corner::new(edge.number() + turn).offset() + tile.corner());
        let corners = corners.map(|MapPoint { x, y }| DVec3::new(x.into(), y.into(), 0.0));
        // A corner belongs to four tiles; a place close to it belongs to this one.
        let ground = corners.map(|corner| land.height_at(corner.lerp(middle, 0.05)));
        let lowest = ground[0].min(ground[1]);
        let step = f64::from(LAND_STEP);
        let rise = |height: f64| if is_sloped && height > lowest + step / 2.0 { step } else { 0.0 };
        let foot = f64::from(element.base.0);
        let ends = [0, 1].map(|end| corners[end].with_z(foot + rise(ground[end])));
        let height = f64::from((element.clearance - element.base).0) - if is_sloped { step } else { 0.0 };
        let outwards = (ends[0].midpoint(ends[1]) - middle).with_z(0.0);
        Self { ends, outwards, height: height.max(4.0), look }
    }

    /// What stands on its tile, close to it, is behind a wall at a near edge, and before one at a far edge.
    fn nearer(&self, scene: &Scene) -> f64 {
        if scene.projection.light(self.outwards).is_some() { CLOSE } else { -CLOSE }
    }

    /// Adds it.
    pub(super) fn add(&self, scene: &mut Scene) {
        let colour = palette::faded(self.look.colour);
        match self.look.shape {
            Shape::Fence => self.add_fence(scene, &colour),
            Shape::Hedge => self.add_hedge(scene, &colour),
            _ => {
                let tops = self.ends.map(|end| end.z + self.height);
                solid::add_upright(scene, self.ends, tops, self.nearer(scene), &colour);
            }
        }
    }

    fn at(&self, along: f64, up: f64) -> DVec3 {
        self.ends[0].lerp(self.ends[1], along) + DVec3::Z * (up * self.height)
    }

    /// Posts and rails, in two halves.
    fn add_fence(&self, scene: &mut Scene, colour: &str) {
        for (half, from) in [(0, 0.0), (2, 0.5)] {
            let post = |&along: &f64| [along - HALF_POST, along + HALF_POST, 0.0, 1.0];
            let rail = |&(low, high): &(f64, f64)| [from, from + 0.5, low, high];
            let parts = RAILS.iter().map(rail).chain(POSTS[half..half + 2].iter().map(post));
            let shape = |[left, right, low, high]: [f64; 4]| {
                scene.shown(&[self.at(left, low), self.at(right, low), self.at(right, high), self.at(left, high)])
            };
            let shapes = parts.map(shape).collect();
            let depth = scene.projection.depth(self.at(from + 0.25, 0.0)) + self.nearer(scene);
            scene.add(Mark::faces(depth, shapes, colour));
        }
    }

    fn add_hedge(&self, scene: &mut Scene, colour: &str) {
        let [from, to] = self.ends;
        let (low, high) = (from.min(to), from.max(to));
        let across = DVec3::new(HEDGE, HEDGE, 0.0) / 2.0;
        solid::add(scene, low - across, high + across + DVec3::Z * self.height, colour);
    }
}
