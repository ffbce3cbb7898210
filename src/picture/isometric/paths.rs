//! Paths and queues.

use glam::{DVec2, DVec3};

use super::land::Land;
use super::scene::{Mark, Scene};
use super::supports::add_column;
use super::surroundings::middle;
use crate::catalogue::Direction;
use crate::picture::palette;
use crate::quantity::{LAND_STEP, TILE, Tile};
use crate::site::{Element, Path};

/// Half the width of a path and of a queue, as shares of a tile's half side.
const PATH: f64 = 0.84;
const QUEUE: f64 = 0.6;
/// Height of a railing over its path.
const RAILING: f64 = 7.0;
/// Pixels of a map unit from which on railings can be seen.
const RAILINGS_FROM: f64 = 0.7;
/// How thick a path over the land is.
const THICK: f64 = 3.0;

/// A path on a tile.
struct Paved {
    middle: DVec2,
    base: f64,
    path: Path,
}

impl Paved {
    fn new(tile: Tile, element: &Element, path: Path) -> Self {
        Self { middle: middle(tile).truncate(), base: element.base.0.into(), path }
    }

    const fn width(&self) -> f64 {
        if self.path.is_queue { QUEUE } else { PATH }
    }

    /// A place on the path, in shares of half a tile from its middle, raised by something.
    fn at(&self, place: DVec2, raised: f64) -> DVec3 {
        let half = f64::from(TILE) / 2.0;
        let climb = self.path.slope.map_or(0.0, |slope| place.dot(ahead(slope)).midpoint(1.0) * f64::from(LAND_STEP));
        (self.middle + half * place).extend(self.base + climb + raised)
    }

    fn goes_on(&self, direction: Direction) -> bool {
        self.path.edges & 1 << direction.number() != 0
    }

    /// The square in the middle, and an arm to every edge at which it goes on.
    fn surface(&self, raised: f64) -> Vec<Vec<DVec3>> {
        let width = self.width();
        let square = [(-1.0, -1.0), (1.0, -1.0), (1.0, 1.0), (-1.0, 1.0)].map(|(x, y)| DVec2::new(x, y) * width);
        let mut shapes = vec![square.map(|place| self.at(place, raised)).to_vec()];
        for direction in Direction::ALL.into_iter().filter(|&direction| self.goes_on(direction)) {
            let ahead = ahead(direction);
            let side = ahead.perp() * width;
            let arm = [ahead * width - side, ahead - side, ahead + side, ahead * width + side];
            shapes.push(arm.map(|place| self.at(place, raised)).to_vec());
        }
        shapes
    }

    /// Adds a shape of it, all of one depth.
    fn add(&self, scene: &mut Scene, depth: f64, raised: f64, colour: &str) {
        let shapes = self.surface(raised).iter().map(|shape| scene.shown(shape)).collect();
        scene.add(Mark::faces(depth, shapes, colour));
    }

    const fn colour(&self) -> &'static str {
        if self.path.is_queue { palette::QUEUE } else { palette::PATH }
    }

    /// Adds a railing along every edge at which it does not go on.
    fn add_railings(&self, scene: &mut Scene) {
        let width = (0.9 * scene.projection.scale).clamp(0.6, 1.6);
        for direction in Direction::ALL.into_iter().filter(|&direction| !self.goes_on(direction)) {
            // Beside an arm the railing goes on to the edge of the tile.
            let reach = |turn: u8| if self.goes_on(direction.turned(turn)) { 1.0 } else { self.width() };
            let edge = ahead(direction) * self.width();
            let end = |turn: u8| edge + ahead(direction.turned(turn)) * reach(turn);
            let line = [end(1), end(3)];
            let depth = scene.depth_of(&line.map(|place| self.at(place, 0.0)));
            scene.add_line(depth, &line.map(|place| self.at(place, RAILING)), width, palette::RAILING);
        }
    }
}

/// Whether a path lies on the land of its tile.
pub(super) fn lies_on(land: &Land, tile: Tile, element: &Element) -> bool {
    let raised = f64::from(element.base.0) - land.height_at(middle(tile));
    raised < f64::from(LAND_STEP) * 0.75
}

/// Adds the surface of a path that lies on land.
pub(super) fn add_surface(scene: &mut Scene, tile: Tile, element: &Element, path: Path) {
    let paved = Paved::new(tile, element, path);
    let depth = scene.projection.depth(middle(tile));
    paved.add(scene, depth, 0.0, paved.colour());
}

/// Adds what stands up of a path: its railings, and all of it where it lies over the land.
pub(super) fn add(scene: &mut Scene, land: &Land, tile: Tile, element: &Element, path: Path) {
    let paved = Paved::new(tile, element, path);
    let is_raised = !lies_on(land, tile, element);
    if is_raised {
        let top = paved.at(DVec2::ZERO, 0.0);
        let depth = scene.projection.depth(top);
        add_column(scene, top, land.height_at(top), (2.2 * scene.projection.scale).clamp(0.8, 5.0), palette::POST);
        paved.add(scene, depth, -THICK, &palette::shaded(paved.colour(), 0.72));
        paved.add(scene, depth, 0.0, paved.colour());
    }
    let has_railings = is_raised || path.is_queue;
    if has_railings && scene.projection.scale >= RAILINGS_FROM {
        paved.add_railings(scene);
    }
}

/// A step of one in a direction.
fn ahead(direction: Direction) -> DVec2 {
    let step = direction.step();
    DVec2::new(step.x.into(), step.y.into()) / f64::from(TILE)
}
