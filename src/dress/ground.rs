//! The ground around a ride: what may be put where, what was put there, and what it costs.

use std::collections::{BTreeMap, BTreeSet};

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::scenery::{Scenery, SceneryKind};
use crate::catalogue::{Catalogue, Direction, SmallScenery, Theme};
use crate::design::SceneryItem;
use crate::layout::{Extent, Fitting, Furnishing, Layout};
use crate::quantity::{Height, MapPoint, Money, TILE, Tile};

use super::worth::{Added, Addition, Tally, Worth};

/// Tiles in front of an entrance or exit that stay free, its own among them.
const WAY_OUT: i32 = 3;
/// How far from the ride scenery may stand, in tiles.
pub(super) const MARGIN: i32 = 3;
/// The height of a level path.
const PATH_HEIGHT: Height = Height(32);
/// Colours of plants that have any: leaves, and blossoms.
const PLANT_COLOURS: [u8; 2] = [12, 18];
/// The quarters of a tile.
pub(super) const QUADRANTS: std::ops::Range<u8> = 0..4;

/// What may still be spent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Means {
    /// Money, if there is a limit.
    pub money: Option<Money>,
    /// Items.
    pub items: usize,
}

/// The ground that is dressed.
pub(super) struct Ground<'a> {
    catalogue: &'a Catalogue,
    furnishing: Furnishing<'a>,
    /// Where anything may be put: near the ride.
    near: BTreeSet<Tile>,
    /// Tiles that are left free.
    free: BTreeSet<Tile>,
    /// The lowest land that may have something on it.
    lowest: Height,
    /// Tiles that something was put on, and how many items.
    taken: BTreeMap<Tile, u8>,
    /// What counts for ratings.
    pub worth: Worth,
    pub tally: Tally,
    means: Means,
    /// Main colours of trains and track.
    colours: [u8; 2],
    /// What was put down, in order.
    pub items: Vec<SceneryItem>,
    pub price: Money,
    /// Chance.
    pub rng: ChaCha8Rng,
}

impl<'a> Ground<'a> {
    pub(super) fn new(
        layout: &Layout<'a>,
        colours: [u8; 2],
        (room, lowest): (Extent, Height),
        means: Means,
        rng: ChaCha8Rng,
    ) -> Option<Self> {
        let (worth, tally) = Worth::new(layout)?;
        let ways = layout.entrances.iter().flat_map(|entrance| {
            let out = entrance.direction.reversed().step();
            (0..WAY_OUT).map(move |tiles| (entrance.at + out * tiles).tile())
        });
        Some(Self {
            catalogue: layout.catalogue,
            furnishing: Furnishing::new(layout),
            near: near(layout, room),
            free: ways.collect(),
            lowest,
            taken: BTreeMap::new(),
            worth,
            tally,
            means,
            colours,
            items: Vec::new(),
            price: Money(0),
            rng,
        })
    }

    /// All tiles of the ground, row by row.
    pub(super) fn tiles(&self) -> Vec<Tile> {
        self.near.iter().copied().collect()
    }

    /// Whether a tile is part of the ground.
    pub(super) fn holds(&self, tile: Tile) -> bool {
        self.near.contains(&tile)
    }

    /// Whether a tile is part of the ground and may have something on it.
    pub(super) fn may_have(&self, tile: Tile) -> bool {
        self.holds(tile) && !self.free.contains(&tile)
    }

    /// Items that were put on a tile.
    pub(super) fn taken(&self, tile: Tile) -> u8 {
        self.taken.get(&tile).copied().unwrap_or(0)
    }

    /// The height of the land of a tile that may have something on it.
    pub(super) fn land(&self, tile: Tile) -> Option<Height> {
        let land = self.furnishing.land(tile).filter(|_| self.may_have(tile))?;
        (land.water == Height(0) && land.base >= self.lowest).then_some(land.base)
    }

    /// One of some objects, by chance.
    pub(super) fn pick(&mut self, objects: &[u16]) -> Option<u16> {
        objects.choose(&mut self.rng).copied()
    }

    fn small(&self, number: u16) -> Option<&'a SmallScenery> {
        self.catalogue.scenery().small(number)
    }

    /// Small scenery on the land of a tile.
    fn small_fitting(&self, number: u16, tile: Tile, quadrant: u8, facing: Direction) -> Option<(Fitting, Height)> {
        let small = self.small(number)?;
        let z = self.land(tile)?;
        let object = self.catalogue.scenery().entry(SceneryKind::Small(number))?;
        let colours = if small.is_tree() { PLANT_COLOURS } else { self.colours };
        let top = z + (small.height + Height(7)).floor();
        Some((Fitting { object, tile, z, facing, quadrant, edges: 0, colours }, top))
    }

    /// Whether small scenery could stand on a tile.
    pub(super) fn takes_small(&mut self, number: u16, tile: Tile, quadrant: u8) -> bool {
        let fitting = self.small_fitting(number, tile, quadrant, Direction::default());
        fitting.and_then(|(fitting, _)| self.price_of(&fitting)).is_some()
    }

    /// Puts small scenery on a tile, if it can stand there. Whether it does.
    pub(super) fn put_small(&mut self, number: u16, tile: Tile, quadrant: u8, facing: Direction) -> bool {
        let Some((fitting, top)) = self.small_fitting(number, tile, quadrant, facing) else { return false };
        let added = Added { what: Addition::Scenery, tile, base: fitting.z, top };
        self.put(&fitting, &[added])
    }

    /// Puts large scenery on the land so that its first tile lies at a place, if all of it can stand there.
    pub(super) fn put_large(&mut self, number: u16, tile: Tile, facing: Direction) -> bool {
        let Some((fitting, added)) = self.large_fitting(number, tile, facing) else { return false };
        self.put(&fitting, &added)
    }

    fn large_fitting(&self, number: u16, tile: Tile, facing: Direction) -> Option<(Fitting, Vec<Added>)> {
        let large = self.catalogue.scenery().large(number)?;
        let z = self.land(tile)?;
        let object = self.catalogue.scenery().entry(SceneryKind::Large(number))?;
        let parts = large.tiles.iter().map(|part| {
            let at: MapPoint = tile.corner() + facing.rotate(part.offset);
            let (tile, base) = (at.tile(), z + part.z);
            let is_level = self.land(tile)? == z && self.taken(tile) == 0;
            is_level.then_some(Added { what: Addition::Scenery, tile, base, top: (base + part.clearance).floor() })
        });
        let added = parts.collect::<Option<Vec<Added>>>()?;
        let fitting = Fitting { object, tile, z, facing, quadrant: 0, edges: 0, colours: self.colours };
        Some((fitting, added))
    }

    /// Puts a wall on an edge of a tile.
    pub(super) fn put_wall(&mut self, number: u16, tile: Tile, edge: Direction) -> bool {
        let entry = self.catalogue.scenery().entry(SceneryKind::Wall(number));
        let Some((object, z)) = entry.zip(self.land(tile)) else { return false };
        let [trains, track] = self.colours;
        let fitting = Fitting { object, tile, z, facing: edge, quadrant: 0, edges: 0, colours: [track, trains] };
        self.put(&fitting, &[])
    }

    /// A path on the land of a tile, and what it adds, if it can lie there.
    pub(super) fn path(&mut self, theme: &Theme, tile: Tile) -> Option<(Fitting, Added)> {
        let object = Scenery::path_entry(&theme.path);
        let z = self.land(tile)?;
        let fitting = Fitting { object, tile, z, facing: Direction::default(), quadrant: 0, edges: 0, colours: [0; 2] };
        self.price_of(&fitting)?;
        Some((fitting, Added { what: Addition::Path, tile, base: z, top: z + PATH_HEIGHT }))
    }

    /// The price of something, if it can stand at its place and there are means for it.
    fn price_of(&mut self, fitting: &Fitting) -> Option<Money> {
        let item = self.furnishing.item(fitting).filter(|_| self.means.items > self.items.len())?;
        let price = self.furnishing.price(&item)?;
        let has_money = self.means.money.is_none_or(|money| self.price + price <= money);
        has_money.then_some(price)
    }

    /// Puts something down for good. Whether it stands.
    pub(super) fn put(&mut self, fitting: &Fitting, added: &[Added]) -> bool {
        let Some(price) = self.price_of(fitting) else { return false };
        let Some(item) = self.furnishing.item(fitting) else { return false };
        if self.furnishing.add(&item).is_none() {
            return false;
        }
        self.price += price;
        self.items.push(item);
        for added in added {
            *self.taken.entry(added.tile).or_default() += 1;
            self.tally = self.worth.with(self.tally, added);
        }
        true
    }

    /// A direction by chance.
    pub(super) fn any_direction(&mut self) -> Direction {
        Direction::new(self.rng.random_range(0..4))
    }
}

/// Tiles of a rectangle that lie near a ride.
fn near(layout: &Layout, room: Extent) -> BTreeSet<Tile> {
    let ride: BTreeSet<Tile> = layout.tiles().map(MapPoint::tile).collect();
    let around = |tile: Tile| {
        let reach = -MARGIN..=MARGIN;
        reach.clone().flat_map(move |x| reach.clone().map(move |y| tile + Tile::new(x, y)))
    };
    ride.into_iter().flat_map(around).filter(|tile| room.holds(tile.corner())).collect()
}

/// The tile at the side of another.
pub(super) fn beside(tile: Tile, direction: Direction) -> Tile {
    (tile.corner() + direction.step()).tile()
}

/// The two quarters of a tile that lie at one of its edges (rules: surroundings 1.3, 6.3).
pub(super) const fn quadrants_at(edge: Direction) -> [u8; 2] {
    [edge.number(), (edge.number() + 1) & 3]
}

/// A rectangle with more tiles on each side.
pub(super) fn grown(extent: Extent, x: i32, y: i32) -> Extent {
    let margin = MapPoint::new(x * TILE, y * TILE);
    Extent { low: extent.low - margin, high: extent.high + margin }
}
