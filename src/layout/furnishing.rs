//! A ride that stands, furnished item by item (rules: surroundings 6).

use crate::catalogue::Direction;
use crate::design::SceneryItem;
use crate::quantity::{Height, Money, Tile};
use crate::site::{Land, Surroundings};

use super::builder::Builder;
use super::pose::Pose;
use super::{Layout, Placer};

/// Where an item may lie from the first joint, in tiles or steps.
const LEAST: i8 = -126;
const MOST: i8 = 127;

/// An object, and where on the ground it is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fitting {
    /// The object, in the sixteen bytes that name it in files of RCT2.
    pub object: [u8; 16],
    /// Its tile.
    pub tile: Tile,
    /// Its height.
    pub z: Height,
    /// Where it faces; the edge of a wall.
    pub facing: Direction,
    /// The quarter of the tile that small scenery stands in.
    pub quadrant: u8,
    /// Edges at which a path goes on, a bit each.
    pub edges: u8,
    /// First and second colour.
    pub colours: [u8; 2],
}

/// A design at its place, to which scenery of its own is added. What stands there already stays.
pub struct Furnishing<'a> {
    builder: Builder<'a>,
    start: Pose,
}

impl<'a> Furnishing<'a> {
    /// A design as it stands, with the scenery that it has.
    pub fn new(layout: &Layout<'a>) -> Self {
        let Layout { catalogue, ride, vehicle, site, .. } = *layout;
        let mut builder = Builder::new(Placer { catalogue, ride, vehicle, site });
        if layout.surroundings.is_bare() {
            builder.stand(&layout.pieces, &layout.entrances);
        } else {
            builder.around = layout.surroundings.clone();
        }
        builder.spares_scenery = true;
        Self { builder, start: layout.start }
    }

    /// What stands around by now, the ride itself among it.
    pub const fn around(&self) -> &Surroundings<'a> {
        &self.builder.around
    }

    /// The land of a tile where something may be built.
    pub fn land(&self, tile: Tile) -> Option<Land> {
        let site = &self.builder.around.site;
        let land = site.land(tile).filter(|_| site.is_usable(tile.corner()))?;
        site.is_owned(tile.corner(), land.base).then_some(land)
    }

    /// A fitting as the design stores it; none where it lies too far from the first joint.
    pub fn item(&self, fitting: &Fitting) -> Option<SceneryItem> {
        let direction = self.start.heading.direction();
        let back = Direction::new(4 - direction.number());
        let offset = back.rotate((fitting.tile.corner()) - self.start.at).tile();
        let steps = (fitting.z - self.start.z).height_units().0;
        let byte = |number: i32| i8::try_from(number).ok().filter(|number| (LEAST..=MOST).contains(number));
        let item = SceneryItem {
            object: fitting.object,
            x: byte(offset.x)?,
            y: byte(offset.y)?,
            z: byte(steps)?,
            flags: 0,
            colours: fitting.colours,
        };
        if item.is_path() {
            return Some(item.with_edges(back.rotate_mask(fitting.edges)));
        }
        let item = item.with_rotation(fitting.facing.turned(back.number()));
        Some(item.in_quadrant((fitting.quadrant + back.number()) & 3))
    }

    /// The price of an item, if nothing is in its way.
    pub fn price(&mut self, item: &SceneryItem) -> Option<Money> {
        let placed = self.builder.place_items(std::slice::from_ref(item), self.start);
        let placed = placed.first()?;
        self.builder.try_item(placed, false).ok()
    }

    /// Puts an item on its place. Its price, if nothing is in its way.
    pub fn add(&mut self, item: &SceneryItem) -> Option<Money> {
        let placed = self.builder.place_items(std::slice::from_ref(item), self.start);
        let placed = placed.first()?;
        self.builder.try_item(placed, true).ok()
    }
}
