//! Flat land: a slab of grass, one tile wider than what stands on it.

use std::collections::BTreeSet;

use glam::DVec3;

use super::scene::{Mark, Scene};
use crate::layout::Layout;
use crate::picture::palette;
use crate::quantity::{TILE, Tile};

/// How deep the slab is where nothing lies below the land.
const DEPTH: f64 = 14.0;
/// Room below the lowest track.
const BELOW: f64 = 10.0;

/// The slab.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Slab {
    /// Map units: the least of both axes, then the end of both.
    bounds: [i32; 4],
    /// Height of the grass.
    pub surface: f64,
    /// Height of the bottom.
    bottom: f64,
}

impl Slab {
    /// The slab under the tiles from one to another, the second one excluded, for a lowest rail of that height.
    pub(super) fn new(surface: f64, lowest: f64, low: Tile, end: Tile) -> Self {
        let bottom = if lowest < surface { lowest - BELOW } else { surface - DEPTH };
        Self { bounds: [low.x, low.y, end.x, end.y].map(|tile| tile * TILE), surface, bottom }
    }

    /// Whether track runs below the grass.
    pub(super) fn is_dug(&self) -> bool {
        self.bottom < self.surface - DEPTH
    }

    /// Its tiles.
    pub(super) fn tiles(&self) -> impl Iterator<Item = Tile> + use<> {
        let [x0, y0, x1, y1] = self.bounds.map(|bound| bound / TILE);
        (x0..x1).flat_map(move |x| (y0..y1).map(move |y| Tile::new(x, y)))
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
        let tile = |Tile { x, y }: Tile| {
            let corner = |x: i32, y: i32| DVec3::new(f64::from(x * TILE), f64::from(y * TILE), self.surface);
            scene.shown(&[corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)])
        };
        let odd: Vec<_> = self.tiles().filter(|tile| (tile.x + tile.y) % 2 == 0).map(tile).collect();
        let trodden: Vec<_> = self.tiles().filter(|tile| used.contains(tile)).map(tile).collect();
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
}
