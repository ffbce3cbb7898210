//! What stands around a coaster: scenery, walls, paths and other rides.

use glam::{DVec2, DVec3};

use super::land::Land;
use super::objects::{self, Standing};
use super::scene::Scene;
use super::walls::Wall;
use super::{other_rides, paths, peaks, solid};
use crate::catalogue::{Direction, LargeScenery};
use crate::layout::Layout;
use crate::picture::palette;
use crate::picture::scenery_shape::{Look, Shape, footprint};
use crate::quantity::{MapPoint, TILE, Tile};
use crate::site::{Corner, Element, EntranceKind, Kind, Object};

/// Between a solid thing and the edge of its tile, in map units.
const INSET: f64 = 0.5;

/// What stands around a coaster on the land that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around<'a> {
    layout: &'a Layout<'a>,
    land: &'a Land<'a>,
}

impl<'a> Around<'a> {
    /// What stands around a layout.
    pub(super) const fn new(layout: &'a Layout<'a>, land: &'a Land<'a>) -> Self {
        Self { layout, land }
    }

    /// All that stands on the land, the ride itself and what the land hides left out.
    fn elements(self) -> impl Iterator<Item = (Tile, &'a Element)> {
        let around = &self.layout.surroundings;
        let tiles = if around.is_bare() { None } else { Some(self.land.tiles()) };
        let all = tiles.into_iter().flatten();
        let on_tile = |tile: Tile| around.elements(tile).iter().map(move |element| (tile, element));
        all.flat_map(on_tile).filter(move |(tile, element)| self.shows(*tile, element))
    }

    fn shows(self, tile: Tile, element: &Element) -> bool {
        let number = self.layout.number;
        let is_other = match element.kind {
            Kind::Surface => false,
            Kind::Track(track) => track.ride != number,
            Kind::Entrance { kind, ride, .. } => kind == EntranceKind::Park || ride != number,
            _ => true,
        };
        let top = f64::from(element.clearance.max(element.base).0);
        is_other && !element.is_ghost && top >= self.land.height_at(middle(tile))
    }

    /// The highest places of what stands there.
    pub(super) fn tops(self) -> impl Iterator<Item = DVec3> {
        let tops = |(tile, element): (Tile, &Element)| {
            let top = f64::from(element.clearance.0);
            Corner::ALL.map(|corner| place(tile.corner() + corner.offset()).with_z(top))
        };
        self.elements().flat_map(tops)
    }

    /// Adds what lies flat on the land.
    pub(super) fn add_ground(self, scene: &mut Scene) {
        for (tile, element) in self.elements() {
            if let Kind::Path(path) = element.kind
                && paths::lies_on(self.land, tile, element)
            {
                paths::add_surface(scene, tile, element, path);
            }
        }
    }

    /// Adds all else.
    pub(super) fn add(self, scene: &mut Scene) {
        for (tile, element) in self.elements() {
            match element.kind {
                Kind::Path(path) => paths::add(scene, self.land, tile, element, path),
                Kind::Wall { edge, slope, .. } => {
                    if let Some(look) = self.look(element) {
                        Wall::new(self.land, tile, element, (edge, slope != 0), look).add(scene);
                    }
                }
                Kind::Track(track) => other_rides::add_track(scene, self.layout, self.land, (tile, element), track),
                Kind::Entrance { kind, part, .. } => other_rides::add_entrance(scene, tile, element, kind, part),
                Kind::Banner => objects::add_banner(scene, middle(tile).with_z(element.base.0.into())),
                _ => self.add_object(scene, tile, element),
            }
        }
    }

    fn look(self, element: &Element) -> Option<Look> {
        Look::of(element.kind, self.layout.catalogue)
    }

    fn add_object(self, scene: &mut Scene, tile: Tile, element: &Element) {
        let look = self.look(element).unwrap_or(Look { shape: Shape::Block, colour: palette::STATION });
        let ((x, y), side) = footprint(tile, element);
        let foot = DVec3::new(x, y, element.base.0.into());
        let height = f64::from((element.clearance - element.base).0).max(2.0);
        let large = self.large(element);
        match (look.shape, large) {
            (Shape::Peak, Some((object, part))) => {
                let corner = place(tile.corner()).with_z(foot.z);
                peaks::add(scene, object, part, corner, height, &palette::faded(look.colour));
            }
            (Shape::Block, _) => {
                let inset = if large.is_some() { 0.0 } else { INSET };
                for [low, high] in rooms(tile, element.quarters) {
                    let (low, high) = ((low + inset).extend(foot.z), (high - inset).extend(foot.z + height));
                    solid::add(scene, low, high, &palette::faded(look.colour));
                }
            }
            _ => objects::add(scene, &Standing { foot, side, height, look }),
        }
    }

    /// The object of a tile of large scenery, where it faces, and which of its tiles it is.
    fn large(self, element: &Element) -> Option<(&'a LargeScenery, (Direction, u8))> {
        match element.kind {
            Kind::LargeScenery { object: Object::Known(number), direction, tile } => {
                Some((self.layout.catalogue.scenery().large(number)?, (direction, tile)))
            }
            _ => None,
        }
    }
}

/// A point of the map at height 0.
fn place(MapPoint { x, y }: MapPoint) -> DVec3 {
    DVec3::new(x.into(), y.into(), 0.0)
}

/// The middle of a tile at height 0.
pub(super) fn middle(tile: Tile) -> DVec3 {
    place(tile.corner() + MapPoint::new(TILE / 2, TILE / 2))
}

/// The rectangles that quarters of a tile make up, by two corners each: one if it can be, else one for each quarter.
fn rooms(tile: Tile, quarters: u8) -> Vec<[DVec2; 2]> {
    let taken: Vec<DVec2> = Corner::ALL
        .into_iter()
        .filter(|corner| quarters & corner.bit() != 0)
        .map(|corner| place(corner.offset()).truncate() / 2.0)
        .collect();
    let quarter = f64::from(TILE) / 2.0;
    let low = taken.iter().copied().reduce(DVec2::min).unwrap_or_default();
    let high = taken.iter().copied().reduce(DVec2::max).unwrap_or(DVec2::splat(quarter));
    let sides = (high - low) / quarter + 1.0;
    let is_one = taken.is_empty() || (sides.x * sides.y) as usize == taken.len();
    let rooms = if is_one { vec![[low, high]] } else { taken.into_iter().map(|at| [at, at]).collect() };
    let origin = place(tile.corner()).truncate();
    rooms.into_iter().map(|[low, high]| [origin + low, origin + high + quarter]).collect()
}
