//! Where in a park a search builds.

use serde::{Deserialize, Serialize};

use crate::catalogue::Direction;
use crate::layout::{FreeSpace, Kept, Placer, Pose};
use crate::quantity::{Height, LAND_STEP, Tile};
use crate::rating::scenery_around;
use crate::site::{Park, Site, json};

/// Where a platform stands in a park.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Place {
    /// Tile of its rear.
    pub tile: Tile,
    /// The way trains leave it.
    pub direction: Direction,
    /// Height of its rails; without one the design stands at the height that the game's tool finds.
    pub z: Option<Height>,
}

impl Place {
    /// The joint at the platform's rear, at a height where it has none.
    pub fn pose(&self, z: Height) -> Pose {
        Pose::new(self.tile.corner(), self.z.unwrap_or(z), self.direction)
    }

    /// The place of the same platform if trains leave it the other way.
    #[must_use]
    pub fn turned(&self, tiles: u8) -> Self {
        Self { tile: self.front(tiles), direction: self.direction.reversed(), ..*self }
    }

    /// The tile of the platform's front.
    pub(super) fn front(&self, tiles: u8) -> Tile {
        (self.tile.corner() + self.direction.step() * (i32::from(tiles) - 1)).tile()
    }

    /// The place as bytes.
    pub(super) fn bytes(&self) -> impl Iterator<Item = u8> + use<> {
        let Self { tile, direction, z } = *self;
        let z = z.map_or(-1, |z| z.0);
        let numbers = [tile.x, tile.y, direction.number().into(), z];
        numbers.into_iter().flat_map(i32::to_le_bytes)
    }

    /// Whether a platform can stand there in some park.
    pub(super) fn is_sound(&self, park: &Park) -> bool {
        /// As high as the game has room for.
        const HEIGHTS: std::ops::Range<i32> = 16..2032;
        !park.tiles.is_rim(self.tile)
            && self.direction == Direction::new(self.direction.number())
            && self.z.is_none_or(|z| HEIGHTS.contains(&z.0) && z.0 % LAND_STEP == 0)
    }
}

/// The part of a park that a search builds on, and what it leaves alone.
///
/// ```
/// use loopwright::catalogue::Catalogue;
/// use loopwright::evolve::{Breeding, Evolution, Lot, Plan};
/// use loopwright::quantity::Height;
/// use loopwright::site::{Park, json::Area};
///
/// let catalogue = Catalogue::load()?;
/// let ride = catalogue.ride_named("wooden_rc").ok_or("unknown")?;
/// let park = Park::flat((40, 40), Height(112));
/// let lot = Lot::new(Area { x: 2, y: 2, width: 30, length: 30 });
/// let plan = Plan { lot: Some(lot), ..Plan::new(&catalogue, ride) };
/// let problem = plan.problem_in(&catalogue, Some(&park)).ok_or("the park has no such area")?;
/// let mut evolution = Evolution::new(Breeding { population: 8, islands: 1, ..Breeding::default() });
/// evolution.advance(&problem);
/// assert!(evolution.everyone().all(|one| one.genome.place.is_some()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lot {
    /// File of the park.
    pub park: String,
    /// Checksum of that file: a search goes on in the same park only.
    pub checksum: String,
    /// Whether trees stay where they are.
    pub keep_trees: bool,
    /// Whether all small scenery stays where it is.
    pub keep_scenery: bool,
    /// Whether designs may stand at heights at which the game's tool places them only if the player holds them there.
    pub any_height: bool,
    /// The tiles to build on.
    pub area: json::Area,
    /// The platform's place, if it is given.
    pub station: Option<Place>,
}

impl Lot {
    /// An area of a park that has no file, to build on as the game lets one.
    pub const fn new(area: json::Area) -> Self {
        Self {
            park: String::new(),
            checksum: String::new(),
            keep_trees: false,
            keep_scenery: false,
            any_height: false,
            area,
            station: None,
        }
    }

    /// The first and the last tile of the area that can be built on in a park.
    pub fn corners(&self, park: &Park) -> (Tile, Tile) {
        let (width, length) = park.tiles.size();
        let json::Area { x, y, width: across, length: along } = self.area;
        let (low, across, along) = (Tile::new(x.into(), y.into()), i32::from(across), i32::from(along));
        let high = low + Tile::new(across - 1, along - 1);
        (Tile::new(low.x.max(1), low.y.max(1)), Tile::new(high.x.min(width - 2), high.y.min(length - 2)))
    }

    /// Whether a park has tiles of it to build on, and its platform stands there.
    pub fn lies_in(&self, park: &Park) -> bool {
        let (low, high) = self.corners(park);
        let holds = |tile: Tile| low.x <= tile.x && tile.x <= high.x && low.y <= tile.y && tile.y <= high.y;
        holds(low) && self.station.is_none_or(|station| station.is_sound(park) && holds(station.tile))
    }

    /// Whether tracks may lie lower or higher than the game's tool places them by itself.
    pub fn holds_heights(&self) -> bool {
        self.any_height || self.station.is_some_and(|station| station.z.is_some())
    }
}

/// A lot, and what its park leaves free there.
pub struct Grounds<'a> {
    /// The lot.
    pub lot: Lot,
    /// The park.
    pub park: &'a Park,
    /// First and last tile.
    pub corners: (Tile, Tile),
    /// Height of the lowest and of the highest land or water.
    pub heights: (Height, Height),
    /// What is free.
    pub space: FreeSpace<'a>,
}

impl<'a> Grounds<'a> {
    /// The grounds of a lot for rides of a type, whose placer gets the park as its site.
    pub fn new(lot: Lot, park: &'a Park, placer: &mut Placer<'a>) -> Self {
        let corners = lot.corners(park);
        placer.site = Site::in_park(park, corners.0);
        let kept = Kept { trees: lot.keep_trees, scenery: lot.keep_scenery };
        let space = FreeSpace::new(*placer, park, corners, kept);
        Self { lot, park, corners, heights: heights(park, corners), space }
    }

    /// How much scenery counts around a station on a tile, before any of it goes.
    pub(super) fn scenery_around(&self, station: Tile) -> usize {
        scenery_around(self.park.tiles.size(), station, |tile| self.park.tiles.elements(tile).unwrap_or_default())
    }

    /// The height of the highest corner or the water of a tile.
    pub fn top(&self, tile: Tile) -> Height {
        self.park.tiles.land(tile).map_or(Height(0), |land| land.top())
    }
}

/// The heights of the lowest and of the highest land or water between two tiles.
fn heights(park: &Park, (low, high): (Tile, Tile)) -> (Height, Height) {
    let tiles = (low.y..=high.y).flat_map(|y| (low.x..=high.x).map(move |x| Tile::new(x, y)));
    let lands = tiles.filter_map(|tile| park.tiles.land(tile));
    let heights = lands.map(|land| (land.base, land.top()));
    heights.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1))).unwrap_or_default()
}
