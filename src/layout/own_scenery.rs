//! The scenery of a design: whether the place takes each item, and what it costs (rules: surroundings 6).

use crate::catalogue::{Direction, LargeScenery, SceneryFlags, SceneryKind, SmallScenery};
use crate::design::SceneryItem;
use crate::quantity::{Height, HeightUnits, MapPoint, Money, TILE};
use crate::site::{Element, EntranceKind, Kind, LARGEST_MAP, Land, LoadedObjects, Object, Path};

use super::builder::{Builder, element};
use super::clearance::Intruder;
use super::placed::PlacedBlock;
use super::pose::Pose;
use super::refusal::Refusal;

const MIN_PATH_Z: Height = Height(16);
const MAX_PATH_Z: Height = Height(1984);
const PATH_HEIGHT: Height = Height(32);
const SLOPED_PATH_HEIGHT: Height = Height(48);
const PATH_PRICE: Money = Money(120);
const REPAINTING_PRICE: Money = Money(60);
const TUNNEL_PRICE: Money = Money(200);
const PATH_SUPPORT_PRICE: i64 = 50;

/// What became of the scenery of a design.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnScenery {
    /// For each item why it was left out; nothing for one that stands. Empty where no scenery was to be placed.
    pub items: Vec<Option<Refusal>>,
    /// Price of the items that stand.
    pub price: Money,
    /// Names of objects that the park or the tables do not have. One is enough for all scenery to be left out.
    pub missing: Vec<String>,
}

/// An item at its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedItem {
    at: MapPoint,
    z: Height,
    rotation: Direction,
    quadrant: u8,
    object: PlacedObject,
}

/// What an item is.
#[derive(Debug, Clone, Copy)]
enum PlacedObject {
    Path(Path),
    Object(SceneryKind),
}

/// An item that is refused, and what it costs all the same.
pub(super) struct RefusedItem {
    refusal: Refusal,
    /// Price of removing what refused large scenery had met.
    pub(super) cost: Money,
}

impl From<Refusal> for RefusedItem {
    fn from(refusal: Refusal) -> Self {
        Self { refusal, cost: Money(0) }
    }
}

impl PlacedItem {
    fn new(item: &SceneryItem, kind: Option<SceneryKind>, start: Pose) -> Option<Self> {
        let direction = start.heading.direction();
        let offset = MapPoint::new(i32::from(item.x), i32::from(item.y)) * TILE;
        let path = || Path {
            is_queue: item.is_queue(),
            slope: item.slope().map(|slope| slope.turned(direction.number())),
            edges: direction.rotate_mask(item.edges()),
        };
        let object = if item.is_path() { PlacedObject::Path(path()) } else { PlacedObject::Object(kind?) };
        Some(Self {
            at: start.at + direction.rotate(offset),
            z: start.z + HeightUnits(i32::from(item.z)).height(),
            rotation: item.rotation().turned(direction.number()),
            quadrant: (item.quadrant() + direction.number()) & 3,
            object,
        })
    }
}

/// The deepest of some items of scenery below the first joint (rules: surroundings 5.1).
pub(super) fn depth(items: &[SceneryItem]) -> Height {
    let lowest = items.iter().map(|item| item.z).min().unwrap_or(0).min(0);
    HeightUnits(-i32::from(lowest)).height()
}

impl Builder<'_> {
    /// Names of objects of a design that the tables do not hold or the park has not loaded.
    pub(super) fn missing_objects(&self, items: &[SceneryItem]) -> Vec<String> {
        let tables = self.placer.catalogue.scenery();
        let all = LoadedObjects::All;
        let loaded = self.around.site.park.map_or(&all, |park| &park.loaded);
        let has_any_path =
            |is_queue: bool| items.iter().any(SceneryItem::is_path) && loaded.has_paths(is_queue, tables);
        let (has_paths, has_queues) = (has_any_path(false), has_any_path(true));
        let has = |item: &SceneryItem| {
            let name = item.name();
            if item.is_path() {
                // An old path that the park still has serves itself; another surface takes the place of others.
                let is_itself = loaded.has(&name) && !tables.is_old_path(&name);
                return is_itself || if item.is_queue() { has_queues } else { has_paths };
            }
            let known = tables.with_file_name(&name);
            known.and_then(|kind| tables.id(kind)).is_some_and(|id| loaded.has(id))
        };
        let mut missing: Vec<String> = items.iter().filter(|item| !has(item)).map(SceneryItem::name).collect();
        missing.sort();
        missing.dedup();
        missing
    }

    /// The items of a design at their places; those of unknown objects are left out.
    pub(super) fn place_items(&self, items: &[SceneryItem], start: Pose) -> Vec<PlacedItem> {
        let tables = self.placer.catalogue.scenery();
        let placed = |item: &SceneryItem| PlacedItem::new(item, tables.with_file_name(&item.name()), start);
        items.iter().filter_map(placed).collect()
    }

    /// What an item adds to the price that is quoted: its own, and that of what it removes.
    pub(super) fn quote_item(&mut self, item: &PlacedItem) -> Money {
        self.try_item(item, false).unwrap_or_else(|refused| refused.cost)
    }

    /// Places the items in order. What they remove goes even where the item is refused.
    pub(super) fn add_scenery(&mut self, items: &[PlacedItem]) -> OwnScenery {
        let mut own = OwnScenery::default();
        for item in items {
            let placed = self.try_item(item, true);
            own.price += placed.as_ref().map_or_else(|refused| refused.cost, |&price| price);
            own.items.push(placed.err().map(|refused| refused.refusal));
        }
        own
    }

    /// Checks an item and, for good, places it. Its price; where it is only checked, with that of what it removes.
    pub(super) fn try_item(&mut self, item: &PlacedItem, for_good: bool) -> Result<Money, RefusedItem> {
        let scenery = self.placer.catalogue.scenery();
        match item.object {
            PlacedObject::Path(path) => Ok(self.try_path(item, path, for_good)?),
            PlacedObject::Object(SceneryKind::Small(number)) => match scenery.small(number) {
                Some(small) => Ok(self.try_small(item, small, number, for_good)?),
                None => Ok(Money(0)),
            },
            PlacedObject::Object(SceneryKind::Large(number)) => match scenery.large(number) {
                Some(large) => self.try_large(item, large, number, for_good),
                None => Ok(Money(0)),
            },
            PlacedObject::Object(SceneryKind::Wall(number)) => {
                Ok(self.try_wall(item.at, item.z, item.rotation, number, for_good)?)
            }
        }
    }

    /// The land under an item where something may stand.
    pub(super) fn land_under(&self, at: MapPoint, z: Height) -> Result<Land, Refusal> {
        let land = self.around.site.land(at.tile()).ok_or(Refusal::OffMap)?;
        if self.around.site.is_owned(at, z) { Ok(land) } else { Err(Refusal::NotOwned) }
    }

    /// Tests the space of an item; for good, scenery in the way goes.
    fn make_room(&mut self, block: &PlacedBlock, intruder: Intruder, for_good: bool) -> Room {
        let found = self.clear(block, intruder);
        if for_good && !found.scenery.is_empty() {
            self.take_away(block.at.tile(), &found.scenery);
        }
        let removal = found.removal;
        Room { removal, is_dry: !found.is_wet, is_underground: found.is_underground, refusal: found.refusal }
    }

    fn try_small(
        &mut self,
        item: &PlacedItem,
        small: &SmallScenery,
        number: u16,
        for_good: bool,
    ) -> Result<Money, Refusal> {
        let tile = item.at.tile();
        let room = 0..LARGEST_MAP;
        if !room.contains(&tile.x) || !room.contains(&tile.y) {
            return Err(Refusal::OffMap);
        }
        let (width, height) = self.around.site.size();
        if tile.x >= width - 1 || tile.y >= height - 1 {
            return Err(Refusal::OutOfRange);
        }
        let land = self.land_under(item.at, item.z)?;
        let is_stackable = small.flags.contains(SceneryFlags::STACKABLE);
        let water = land.water;
        if water > Height(0) && water - Height(1) > item.z {
            return Err(Refusal::Underwater);
        }
        if !is_stackable && water > item.z {
            return Err(Refusal::OnlyOnLand);
        }
        if !is_stackable && (water > Height(0) || land.base != item.z) {
            return Err(Refusal::LevelLandRequired);
        }
        let top = item.z + (small.height + Height(7)).floor();
        let quarters = quarters(small.flags, item.quadrant, item.rotation);
        let block = PlacedBlock { at: item.at, base: item.z, top, quarters, raised: 0 };
        let room = self.make_room(&block, Intruder::scenery(small.is_tree()), for_good);
        room.refusal.map_or(Ok(()), Err)?;
        if !for_good {
            return Ok(small.price + room.removal);
        }
        if small.flags.contains(SceneryFlags::PROHIBIT_WALLS) {
            self.take_walls(&block, 0);
        }
        let (object, direction) = (Object::Known(number), item.rotation);
        let kind = Kind::SmallScenery { object, direction, quadrant: item.quadrant };
        self.around.add(tile, element(&block, kind));
        Ok(small.price)
    }

    fn try_large(
        &mut self,
        item: &PlacedItem,
        large: &LargeScenery,
        number: u16,
        for_good: bool,
    ) -> Result<Money, RefusedItem> {
        let mut removal = Money(0);
        let block = |tile: &crate::catalogue::SceneryTile| {
            let base = item.z + tile.z;
            let (top, quarters) = (base + tile.clearance, item.rotation.rotate_mask(tile.corners));
            PlacedBlock { at: item.at + item.rotation.rotate(tile.offset), base, top, quarters, raised: 0 }
        };
        for tile in &large.tiles {
            let block = block(tile);
            let room = self.make_room(&block, Intruder::scenery(large.is_tree), for_good);
            if let Some(refusal) = room.refusal {
                return Err(RefusedItem { refusal, cost: room.removal });
            }
            if !room.is_dry || room.is_underground {
                return Err(Refusal::Underwater.into());
            }
            self.land_under(block.at, block.base)?;
            removal += room.removal;
        }
        if !for_good {
            return Ok(large.price + removal);
        }
        for (tile, part) in large.tiles.iter().zip(0..) {
            let block = block(tile);
            self.take_walls(&block, 0);
            let (object, direction) = (Object::Known(number), item.rotation);
            let stands = PlacedBlock { top: block.top.floor(), ..block };
            self.around.add(block.at.tile(), element(&stands, Kind::LargeScenery { object, direction, tile: part }));
        }
        Ok(large.price)
    }

    fn try_path(&mut self, item: &PlacedItem, path: Path, for_good: bool) -> Result<Money, Refusal> {
        if !self.around.site.is_usable(item.at) {
            return Err(Refusal::OffMap);
        }
        let land = self.land_under(item.at, item.z)?;
        if item.z < MIN_PATH_Z {
            return Err(Refusal::TooLow);
        }
        if item.z > MAX_PATH_Z {
            return Err(Refusal::TooHigh);
        }
        if self.around.elements(item.at.tile()).iter().any(|element| is_middle_of_park_entrance(element, item.z)) {
            return Ok(REPAINTING_PRICE);
        }
        let height = if path.slope.is_some() { SLOPED_PATH_HEIGHT } else { PATH_HEIGHT };
        let raised = path.slope.map_or(0, |slope| slope.rotate_mask(0b1100));
        let block = PlacedBlock { at: item.at, base: item.z, top: item.z + height, quarters: 15, raised };
        let crosses_level = path.slope.is_none() && !path.is_queue;
        let room = self.make_room(&block, Intruder { crosses_level, ..Intruder::default() }, for_good);
        room.refusal.map_or(Ok(()), Err)?;
        if !room.is_dry {
            return Err(Refusal::Underwater);
        }
        let supports = Money(i64::from((item.z - land.base).land_steps()) * PATH_SUPPORT_PRICE);
        let price = PATH_PRICE + if item.z < land.base { TUNNEL_PRICE } else { supports };
        if !for_good {
            return Ok(price + room.removal);
        }
        self.around.add(item.at.tile(), element(&block, Kind::Path(path)));
        Ok(price)
    }
}

/// Whether a path at a height gives the park's entrance another surface, and nothing else.
fn is_middle_of_park_entrance(element: &Element, z: Height) -> bool {
    let is_middle = matches!(element.kind, Kind::Entrance { kind: EntranceKind::Park, part: 0, .. });
    is_middle && element.base == z && !element.is_ghost
}

/// What the test of a place found.
struct Room {
    removal: Money,
    is_dry: bool,
    is_underground: bool,
    refusal: Option<Refusal>,
}

/// The quarters of the tile that small scenery takes.
fn quarters(flags: SceneryFlags, quadrant: u8, rotation: Direction) -> u8 {
    let is_full = flags.contains(SceneryFlags::FULL_TILE);
    let is_diagonal = flags.contains(SceneryFlags::DIAGONAL);
    let has_shape =
        flags.intersects(SceneryFlags::DIAGONAL.union(SceneryFlags::HALF_TILE).union(SceneryFlags::THREE_QUARTERS));
    let quadrant = if (is_full || !is_diagonal) && has_shape { 0 } else { quadrant };
    let turned = |mask: u8| Direction::new((quadrant ^ 2) + rotation.number()).rotate_mask(mask);
    match () {
        () if !is_full => Direction::new(quadrant ^ 2).rotate_mask(0b0001),
        () if flags.contains(SceneryFlags::HALF_TILE) => turned(0b0011),
        () if is_diagonal && flags.contains(SceneryFlags::THREE_QUARTERS) => turned(0b1011),
        () if is_diagonal => Direction::new((quadrant + rotation.number()) % 2).rotate_mask(0b1010),
        () => 0b1111,
    }
}
