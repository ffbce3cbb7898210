//! The land that a coaster stands on: a slab of grass, one tile wider than the coaster, and the shadow on it.

use std::collections::BTreeSet;

use glam::DVec3;

use super::scene::{Mark, Scene};
use crate::layout::Layout;
use crate::picture::attitude::Attitude;
use crate::picture::canvas::Point;
use crate::picture::palette;
use crate::quantity::{MapPoint, TILE, Tile};

/// How deep the slab is where nothing lies below the land.
const DEPTH: f64 = 14.0;
/// Room below the lowest track.
const BELOW: f64 = 10.0;
/// Half the width of the shadow.
const SHADOW: f64 = 5.5;
/// Points of rail to a piece of shadow.
const STRIDE: usize = 5;

/// The slab.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Land {
    /// Map units: the least of both axes, then the end of both.
    bounds: [i32; 4],
    /// Height of the grass.
    pub surface: f64,
    /// Height of the bottom.
    bottom: f64,
}

impl Land {
    /// The slab under a layout whose lowest rail is so high.
    pub(super) fn new(layout: &Layout, lowest: f64) -> Self {
        let bounds =
            layout.tiles().fold([i32::MAX, i32::MAX, i32::MIN, i32::MIN], |[x0, y0, x1, y1], MapPoint { x, y }| {
                [x0.min(x - TILE), y0.min(y - TILE), x1.max(x + 2 * TILE), y1.max(y + 2 * TILE)]
            });
        let bounds = if bounds[0] < bounds[2] { bounds } else { [0, 0, TILE, TILE] };
        let surface = f64::from(layout.site.surface.0);
        let bottom = if lowest < surface { lowest - BELOW } else { surface - DEPTH };
        Self { bounds, surface, bottom }
    }

    /// Whether track runs below the grass.
    pub(super) fn is_dug(&self) -> bool {
        self.bottom < self.surface - DEPTH
    }

    /// All corners.
    pub(super) fn corners(&self) -> impl Iterator<Item = DVec3> + '_ {
        [self.surface, self.bottom].into_iter().flat_map(|z| self.edge(z))
    }

    fn edge(&self, z: f64) -> [DVec3; 4] {
        let [x0, y0, x1, y1] = self.bounds.map(f64::from);
        [(x0, y0), (x1, y0), (x1, y1), (x0, y1)].map(|(x, y)| DVec3::new(x, y, z))
    }

    /// The hollow that shows through the grass where track runs below.
    pub(super) fn draw_hollow(&self, scene: &mut Scene) {
        let outline = [self.edge(self.surface), self.edge(self.bottom)].map(|edge| scene.shown(&edge)).to_vec();
        scene.add(Mark::faces(0.0, outline, palette::HOLLOW));
        self.draw_sides(scene, palette::HOLLOW);
    }

    /// Grass and sides; see-through where track runs below.
    pub(super) fn draw(&self, scene: &mut Scene, layout: &Layout) {
        let thin = |colour: &str| if self.is_dug() { format!("{colour}b8") } else { colour.to_owned() };
        self.draw_sides(scene, &thin(palette::EARTH));
        scene.add(Mark::faces(0.0, vec![scene.shown(&self.edge(self.surface))], thin(palette::GRASS)));
        let used: BTreeSet<Tile> = layout.blocks().map(|(_, _, block)| block.at.tile()).collect();
        let [x0, y0, x1, y1] = self.bounds.map(|bound| bound / TILE);
        let tiles = (x0..x1).flat_map(|x| (y0..y1).map(move |y| (x, y)));
        let tile = |(x, y): (i32, i32)| {
            let corner = |x: i32, y: i32| DVec3::new(f64::from(x * TILE), f64::from(y * TILE), self.surface);
            scene.shown(&[corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)])
        };
        let under = |&(x, y): &(i32, i32)| used.contains(&Tile::new(x, y));
        let odd: Vec<_> = tiles.clone().filter(|(x, y)| (x + y) % 2 == 0).map(tile).collect();
        let trodden: Vec<_> = tiles.filter(under).map(tile).collect();
        scene.add(Mark::faces(0.0, odd, palette::OTHER_GRASS));
        scene.add(Mark::faces(0.0, trodden, palette::TRODDEN));
    }

    fn draw_sides(&self, scene: &mut Scene, colour: &str) {
        let (upper, lower) = (self.edge(self.surface), self.edge(self.bottom));
        let middle = upper.iter().sum::<DVec3>() / 4.0;
        for (index, &corner) in upper.iter().enumerate() {
            let next = (index + 1) % 4;
            let outwards = (corner + upper[next]) / 2.0 - middle;
            if let Some(light) = scene.projection.light(outwards) {
                let side = scene.shown(&[corner, upper[next], lower[next], lower[index]]);
                let shaded = palette::shaded(&colour[..7], light * 1.15) + &colour[7..];
                scene.add(Mark::faces(0.0, vec![side], shaded));
            }
        }
    }

    /// The shadow of the track, straight below it. All of it is one shape, so that it is nowhere darker.
    pub(super) fn draw_shadow(&self, scene: &mut Scene, track: &[Attitude]) {
        let mut pieces = Vec::new();
        let last = track.len().saturating_sub(1);
        for start in (0..last).step_by(STRIDE) {
            let (from, to) = (&track[start], &track[(start + STRIDE).min(last)]);
            if from.at.z >= self.surface {
                let corners = [from.aside(SHADOW, 0.0), to.aside(SHADOW, 0.0), to.aside(-SHADOW, 0.0)];
                let corners = [corners[0], corners[1], corners[2], from.aside(-SHADOW, 0.0)];
                pieces.push(wound(scene.shown(&corners.map(|corner| corner.with_z(self.surface)))));
            }
        }
        scene.add(Mark::faces(0.0, pieces, palette::SHADOW));
    }
}

/// The corners in the order that has its inside to the right, so that overlapping shapes do not cancel out.
fn wound(mut corners: Vec<Point>) -> Vec<Point> {
    let next = corners.iter().cycle().skip(1);
    let twice: f64 = corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1).sum();
    if twice < 0.0 {
        corners.reverse();
    }
    corners
}
