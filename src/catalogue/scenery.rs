//! Objects of scenery: small and large scenery and walls (rules: surroundings 10).

use std::collections::BTreeMap;

use bitflags::bitflags;
use serde::Deserialize;

use crate::quantity::{Height, HeightUnits, MapPoint, Money};

use super::ride_type::RideTypeId;
use super::{CatalogueError, table};

bitflags! {
    /// What holds for a piece of small scenery.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct SceneryFlags: u8 {
        /// It counts as standing on the whole tile, whatever share of it it takes.
        const FULL_TILE = 1 << 0;
        /// It takes half of the tile.
        const HALF_TILE = 1 << 1;
        /// It takes three quarters of the tile.
        const THREE_QUARTERS = 1 << 2;
        /// It stands across the tile.
        const DIAGONAL = 1 << 3;
        /// It is a tree, which some parks protect.
        const TREE = 1 << 4;
        /// It may stand above the land.
        const STACKABLE = 1 << 5;
        /// No wall stands beside it.
        const PROHIBIT_WALLS = 1 << 6;
    }
}

/// An object of small scenery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmallScenery {
    /// Identifier in the game's object catalogue.
    pub id: String,
    /// Name in a track file without padding; empty if none can hold it.
    pub file_name: String,
    /// What players see.
    pub name: String,
    /// Its height.
    pub height: Height,
    /// Its shape, and what it stands on.
    pub flags: SceneryFlags,
    /// Price.
    pub price: Money,
    /// Price of its removal, often negative.
    pub removal: Money,
}

impl SmallScenery {
    /// Whether it counts as standing on the whole tile.
    pub const fn is_full_tile(&self) -> bool {
        self.flags.contains(SceneryFlags::FULL_TILE)
    }

    /// Whether it is a tree.
    pub const fn is_tree(&self) -> bool {
        self.flags.contains(SceneryFlags::TREE)
    }
}

/// A tile of an object of large scenery.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SceneryTile {
    /// From the object's first tile, in map units.
    pub offset: MapPoint,
    /// Height over the object's base.
    pub z: Height,
    /// Height of what stands on the tile.
    pub clearance: Height,
    /// Quarters taken, a bit each.
    pub corners: u8,
    /// Edges at which a wall may stand, a bit each.
    pub walls: u8,
}

/// An object of large scenery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LargeScenery {
    /// Identifier in the game's object catalogue.
    pub id: String,
    /// Name in a track file without padding; empty if none can hold it.
    pub file_name: String,
    /// What players see.
    pub name: String,
    /// Whether it counts as a tree, which may rise above other trees.
    pub is_tree: bool,
    /// Price.
    pub price: Money,
    /// Its tiles in order.
    pub tiles: Vec<SceneryTile>,
}

/// An object that is a wall.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WallObject {
    /// Identifier in the game's object catalogue.
    pub id: String,
    /// Name in a track file without padding; empty if none can hold it.
    pub file_name: String,
    /// What players see.
    pub name: String,
    /// Its height on level ground.
    pub height: Height,
    /// Price.
    pub price: Money,
    /// Whether it opens for trains.
    pub is_door: bool,
}

bitflags! {
    /// What a ride type lets stand beside its track.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct TrackSides: u8 {
        /// No wall.
        const NO_WALLS = 1 << 0;
        /// Doors that open for its trains.
        const DOORS = 1 << 1;
        /// Paths may cross level track.
        const LEVEL_CROSSINGS = 1 << 2;
    }
}

/// What the surface of a path is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PathSurface {
    /// Paths.
    Path,
    /// Queues.
    Queue,
    /// Neither, in the hands of a player.
    Editor,
}

/// An object of scenery by the number in the table of its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SceneryKind {
    /// Small scenery.
    Small(u16),
    /// Large scenery.
    Large(u16),
    /// A wall.
    Wall(u16),
}

/// All objects of scenery.
#[derive(Debug, Clone)]
pub struct Scenery {
    small: Vec<SmallScenery>,
    large: Vec<LargeScenery>,
    walls: Vec<WallObject>,
    by_id: BTreeMap<String, SceneryKind>,
    by_file_name: BTreeMap<String, SceneryKind>,
    old_paths: Vec<&'static str>,
    path_surfaces: BTreeMap<String, PathSurface>,
    track_sides: BTreeMap<RideTypeId, TrackSides>,
}

impl Scenery {
    pub(super) fn read() -> Result<Self, CatalogueError> {
        let small = small()?;
        let large = large()?;
        let walls = walls()?;
        let mut named = Vec::with_capacity(small.len() + large.len() + walls.len());
        named.extend(small.iter().zip(0..).map(|(it, number)| (&it.id, &it.file_name, SceneryKind::Small(number))));
        named.extend(large.iter().zip(0..).map(|(it, number)| (&it.id, &it.file_name, SceneryKind::Large(number))));
        named.extend(walls.iter().zip(0..).map(|(it, number)| (&it.id, &it.file_name, SceneryKind::Wall(number))));
        let by_id = named.iter().map(|&(id, _, kind)| (id.clone(), kind)).collect();
        let in_files = named.iter().filter(|(_, name, _)| !name.is_empty());
        let by_file_name = in_files.map(|&(_, name, kind)| (name.clone(), kind)).collect();
        let old_paths = include_str!("../../data/old_paths.txt").lines().collect();
        let (path_surfaces, track_sides) = (path_surfaces()?, track_sides()?);
        Ok(Self { small, large, walls, by_id, by_file_name, old_paths, path_surfaces, track_sides })
    }

    /// All small scenery; the index is the number.
    pub fn all_small(&self) -> &[SmallScenery] {
        &self.small
    }

    /// All large scenery; the index is the number.
    pub fn all_large(&self) -> &[LargeScenery] {
        &self.large
    }

    /// All walls; the index is the number.
    pub fn all_walls(&self) -> &[WallObject] {
        &self.walls
    }

    /// The object with an identifier of the game's catalogue, such as `rct2.scenery_small.tl1`.
    pub fn with_id(&self, id: &str) -> Option<SceneryKind> {
        self.by_id.get(id).copied()
    }

    /// The object with a name in a track file, such as `TL1`.
    pub fn with_file_name(&self, name: &str) -> Option<SceneryKind> {
        self.by_file_name.get(name).copied()
    }

    /// The identifier of an object.
    pub fn id(&self, kind: SceneryKind) -> Option<&str> {
        match kind {
            SceneryKind::Small(number) => self.small.get(usize::from(number)).map(|it| it.id.as_str()),
            SceneryKind::Large(number) => self.large.get(usize::from(number)).map(|it| it.id.as_str()),
            SceneryKind::Wall(number) => self.walls.get(usize::from(number)).map(|it| it.id.as_str()),
        }
    }

    /// The sixteen bytes that name an object in files of RCT2, for one that came with the game itself: games find these
    /// by kind and name, whatever the rest says (rules: track files 7).
    pub fn entry(&self, kind: SceneryKind) -> Option<[u8; 16]> {
        let (number, name) = match kind {
            SceneryKind::Small(number) => (1, &self.small(number)?.file_name),
            SceneryKind::Large(number) => (2, &self.large(number)?.file_name),
            SceneryKind::Wall(number) => (3, &self.wall(number)?.file_name),
        };
        Some(entry(number, name))
    }

    /// The same for an old path.
    pub fn path_entry(name: &str) -> [u8; 16] {
        entry(5, name)
    }

    /// The number of small scenery with an identifier.
    pub fn small_number(&self, id: &str) -> Option<u16> {
        match self.with_id(id) {
            Some(SceneryKind::Small(number)) => Some(number),
            _ => None,
        }
    }

    /// The number of large scenery with an identifier.
    pub fn large_number(&self, id: &str) -> Option<u16> {
        match self.with_id(id) {
            Some(SceneryKind::Large(number)) => Some(number),
            _ => None,
        }
    }

    /// The number of a wall with an identifier.
    pub fn wall_number(&self, id: &str) -> Option<u16> {
        match self.with_id(id) {
            Some(SceneryKind::Wall(number)) => Some(number),
            _ => None,
        }
    }

    /// An object of small scenery by number.
    pub fn small(&self, number: u16) -> Option<&SmallScenery> {
        self.small.get(usize::from(number))
    }

    /// An object of large scenery by number.
    pub fn large(&self, number: u16) -> Option<&LargeScenery> {
        self.large.get(usize::from(number))
    }

    /// A wall by number.
    pub fn wall(&self, number: u16) -> Option<&WallObject> {
        self.walls.get(usize::from(number))
    }

    /// What may stand beside the track of a ride type, coaster or not.
    pub fn track_sides(&self, ride: RideTypeId) -> TrackSides {
        self.track_sides.get(&ride).copied().unwrap_or(TrackSides::empty())
    }

    /// Whether a name in a track file is one of the old paths, which the game always replaces by some path.
    pub fn is_old_path(&self, name: &str) -> bool {
        self.old_paths.contains(&name)
    }

    /// What a surface of paths is for, by its identifier, such as `rct2.footpath_surface.ash`.
    pub fn path_surface(&self, id: &str) -> Option<PathSurface> {
        self.path_surfaces.get(id).copied()
    }

    /// Identifiers of all surfaces of paths, and what they are for.
    pub fn path_surfaces(&self) -> impl Iterator<Item = (&str, PathSurface)> {
        self.path_surfaces.iter().map(|(id, &surface)| (id.as_str(), surface))
    }
}

/// Kind and source, the name in eight bytes, no checksum.
fn entry(kind: u8, name: &str) -> [u8; 16] {
    const RCT2: u8 = 8 << 4;
    let mut entry = [0; 16];
    entry[0] = RCT2 | kind;
    entry[4..12].fill(b' ');
    for (place, byte) in entry[4..12].iter_mut().zip(name.bytes()) {
        *place = byte;
    }
    entry
}

fn track_sides() -> Result<BTreeMap<RideTypeId, TrackSides>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        ride_type: u8,
        flags: String,
    }
    const FILE: &str = "ride_walls.csv";
    let flag = |word: &str| match word {
        "no_walls_around_track" => Some(TrackSides::NO_WALLS),
        "allow_doors_on_track" => Some(TrackSides::DOORS),
        "supports_level_crossings" => Some(TrackSides::LEVEL_CROSSINGS),
        _ => None,
    };
    let rows = table::csv::<Row>(FILE, include_str!("../../data/ride_walls.csv"))?;
    let sides = |(row, line): (Row, usize)| {
        let flags: Option<TrackSides> = row.flags.split_whitespace().map(flag).collect();
        Ok((RideTypeId(row.ride_type), flags.ok_or(CatalogueError::Line { file: FILE, line })?))
    };
    rows.into_iter().zip(2..).map(sides).collect()
}

fn path_surfaces() -> Result<BTreeMap<String, PathSurface>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        kind: PathSurface,
    }
    let rows = table::csv::<Row>("path_surfaces.csv", include_str!("../../data/path_surfaces.csv"))?;
    Ok(rows.into_iter().map(|row| (row.id, row.kind)).collect())
}

fn small() -> Result<Vec<SmallScenery>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        dat: String,
        name: String,
        height: Height,
        flags: String,
        price: Money,
        removal: Money,
    }
    const FILE: &str = "small_scenery.csv";
    let rows = table::csv::<Row>(FILE, &table::packed!("small_scenery.csv")?)?;
    let small = |(row, line): (Row, usize)| {
        let flags = flags(&row.flags).ok_or(CatalogueError::Line { file: FILE, line })?;
        let Row { id, dat: file_name, name, height, price, removal, .. } = row;
        Ok(SmallScenery { id, file_name, name, height, flags, price, removal })
    };
    rows.into_iter().zip(2..).map(small).collect()
}

fn flags(text: &str) -> Option<SceneryFlags> {
    let flag = |word: &str| match word {
        "full_tile" => Some(SceneryFlags::FULL_TILE),
        "half_tile" => Some(SceneryFlags::HALF_TILE),
        "three_quarters" => Some(SceneryFlags::THREE_QUARTERS),
        "diagonal" => Some(SceneryFlags::DIAGONAL),
        "tree" => Some(SceneryFlags::TREE),
        "stackable" => Some(SceneryFlags::STACKABLE),
        "prohibit_walls" => Some(SceneryFlags::PROHIBIT_WALLS),
        _ => None,
    };
    text.split_whitespace().map(flag).collect()
}

fn large() -> Result<Vec<LargeScenery>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        dat: String,
        name: String,
        flags: String,
        price: Money,
        tiles: String,
    }
    const FILE: &str = "large_scenery.csv";
    let rows = table::csv::<Row>(FILE, include_str!("../../data/large_scenery.csv"))?;
    let large = |(row, line): (Row, usize)| {
        let tiles: Option<Vec<SceneryTile>> = row.tiles.split(' ').map(scenery_tile).collect();
        let tiles = tiles.ok_or(CatalogueError::Line { file: FILE, line })?;
        let Row { id, dat: file_name, name, price, .. } = row;
        Ok(LargeScenery { id, file_name, name, is_tree: row.flags == "tree", price, tiles })
    };
    rows.into_iter().zip(2..).map(large).collect()
}

/// A tile as `x:y:z:clearance:corners:walls`.
fn scenery_tile(text: &str) -> Option<SceneryTile> {
    let numbers: Vec<i32> = text.split(':').map(|number| number.parse().ok()).collect::<Option<_>>()?;
    let &[x, y, z, clearance, corners, walls] = numbers.as_slice() else { return None };
    Some(SceneryTile {
        offset: MapPoint::new(x, y),
        z: Height(z),
        clearance: Height(clearance),
        corners: corners as u8,
        walls: walls as u8,
    })
}

fn walls() -> Result<Vec<WallObject>, CatalogueError> {
    #[derive(Deserialize)]
    struct Row {
        id: String,
        dat: String,
        name: String,
        height: HeightUnits,
        price: Money,
        flags: String,
    }
    let rows = table::csv::<Row>("walls.csv", include_str!("../../data/walls.csv"))?;
    let wall = |row: Row| WallObject {
        id: row.id,
        file_name: row.dat,
        name: row.name,
        height: row.height.height(),
        price: row.price,
        is_door: row.flags == "door",
    };
    Ok(rows.into_iter().map(wall).collect())
}
