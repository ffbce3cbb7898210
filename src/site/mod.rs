//! The ground and what stands on it: flat and empty land, or a park with slopes, water, paths, scenery and other rides
//! (rules: surroundings 1).
//!
//! A [`Site`] is where a design is laid: the ground and the tile of the first piece. It is a few numbers and, in a park, a
//! borrow of the [`Park`], so that threads share it. The park never changes; what building changes is [`Surroundings`].
//!
//! ```
//! use loopwright::quantity::{Height, Tile};
//! use loopwright::site::{Park, Site};
//!
//! let park = Park::flat((40, 30), Height(96));
//! let site = Site::in_park(&park, Tile::new(20, 15));
//! assert_eq!(site.land(Tile::new(3, 3)).map(|land| land.base), Some(Height(96)));
//! assert!(!site.is_usable(Tile::new(39, 3).corner()), "the rim");
//! assert_eq!(site.land(Tile::new(-1, 3)), None);
//! ```

mod count;
mod element;
pub mod json;
mod land;
mod objects;
mod park;
mod ride;
mod surroundings;
mod tiles;

pub use count::ElementCounts;
pub use element::{Element, EntranceKind, Kind, Path, Track};
pub use land::{Corner, Land, Ownership, Slope};
pub use objects::{LoadedObjects, Object};
pub use park::{Park, ParkFlags};
pub use ride::{ParkRide, RideStatus};
pub use surroundings::Surroundings;
pub use tiles::{Stack, Tiles};

use crate::quantity::{Height, MapPoint, TILE, Tile};

/// Tiles along one side of the largest map, for which the game has room whatever the size of a map.
pub const LARGEST_MAP: i32 = 1001;

/// Tiles around a design on a map that was made for it.
const BORDER: i32 = 10;

/// Height of the land on the rim of a map, and beyond it.
const RIM_HEIGHT: Height = Height(16);

/// The ground, and the place of the first piece on it.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// Tiles along one side of the map, its unusable rim included; along the longer side of a park.
    pub map: i32,
    /// Height of the land; in a park, of that under the first piece.
    pub surface: Height,
    /// Tile of the first piece.
    pub start: Tile,
    /// The park; without one the land is flat and empty, and the park owns all of it.
    pub park: Option<&'a Park>,
    /// Whether a design that does not fit gets other ground that holds it: see [`Site::holding`].
    pub gives_way: bool,
}

impl Default for Site<'_> {
    /// The park of the recorded measurements: 152 x 152 tiles, land at 112, first piece on (76, 76).
    fn default() -> Self {
        Self { map: 152, surface: Height(112), start: Tile::new(76, 76), park: None, gives_way: false }
    }
}

impl<'a> Site<'a> {
    /// A place in a park. Beyond the edge of the map the land lies at 16.
    pub fn in_park(park: &'a Park, start: Tile) -> Self {
        let (width, height) = park.tiles.size();
        let surface = park.tiles.land(start).map_or(RIM_HEIGHT, |land| land.base);
        Self { map: width.max(height), surface, start, park: Some(park), gives_way: false }
    }

    /// Whether it is other than usual, to hold a design.
    pub fn is_made_to_measure(&self) -> bool {
        let usual = Self::default();
        self.gives_way && (self.map, self.start) != (usual.map, usual.start)
    }

    /// This ground if a design between two of its tiles can stand there, else ground with the design in its middle, on
    /// a larger map where it must be.
    #[must_use]
    pub fn holding(self, low: Tile, high: Tile) -> Self {
        if self.is_usable(low.corner()) && self.is_usable(high.corner()) {
            return self;
        }
        let size = high - low + Tile::new(1, 1);
        let map = self.map.max(size.x.max(size.y) + 2 * BORDER).min(LARGEST_MAP);
        let shift = Tile::new((map - size.x) / 2, (map - size.y) / 2) - low;
        Self { map, start: self.start + shift, ..self }
    }

    /// The number that a new ride gets: the lowest free one.
    pub fn free_ride_number(&self) -> u16 {
        let Some(park) = self.park else { return 0 };
        // As many numbers as there are rides, and one more, of which one at least is free.
        let mut is_taken = vec![false; park.rides.len() + 1];
        for ride in &park.rides {
            if let Some(is_taken) = is_taken.get_mut(usize::from(ride.id)) {
                *is_taken = true;
            }
        }
        is_taken.iter().position(|is_taken| !is_taken).map_or(u16::MAX, |number| number as u16)
    }

    /// Tiles along x and y, the rim included.
    pub const fn size(&self) -> (i32, i32) {
        match self.park {
            Some(park) => park.tiles.size(),
            None => (self.map, self.map),
        }
    }

    /// Whether a point lies where the game has room for a tile.
    pub const fn has_room_at(at: MapPoint) -> bool {
        is_between(at, 0, (LARGEST_MAP, LARGEST_MAP))
    }

    /// Whether a point lies outside the rim, where things may be built.
    pub const fn is_usable(&self, at: MapPoint) -> bool {
        let (width, height) = self.size();
        is_between(at, 1, (width - 1, height - 1))
    }

    /// Whether the park owns the place of something at a height (rules: surroundings 1.4).
    pub fn is_owned(&self, at: MapPoint, z: Height) -> bool {
        match self.park {
            Some(park) => park.tiles.land(at.tile()).is_some_and(|land| land.is_owned_at(z)),
            None => is_between(at, 0, (self.map, self.map)),
        }
    }

    /// The land of a tile; none where the game has no room for a tile.
    pub fn land(&self, tile: Tile) -> Option<Land> {
        match self.park {
            Some(park) => park.tiles.land(tile),
            None => self.land_at(tile.corner()).map(Land::flat),
        }
    }

    /// The base height of the land at a point; none where the game has no room for a tile. The rim of the map lies low.
    pub fn land_at(&self, at: MapPoint) -> Option<Height> {
        if let Some(park) = self.park {
            return park.tiles.land(at.tile()).map(|land| land.base);
        }
        if !Self::has_room_at(at) {
            return None;
        }
        Some(if self.is_usable(at) { self.surface } else { RIM_HEIGHT })
    }
}

/// Whether the tile of a point is at least `first` and less than `end` along both axes.
const fn is_between(at: MapPoint, first: i32, (end_x, end_y): (i32, i32)) -> bool {
    let low = first * TILE;
    at.x >= low && at.y >= low && at.x < end_x * TILE && at.y < end_y * TILE
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The map and the first tile of a design between two tiles.
    fn ground((x, y): (i32, i32), (end_x, end_y): (i32, i32)) -> (i32, Tile) {
        let usual = Site { gives_way: true, ..Site::default() };
        let site = usual.holding(Tile::new(x, y), Tile::new(end_x, end_y));
        assert_eq!(site.is_made_to_measure(), site.start != usual.start);
        (site.map, site.start)
    }

    #[test]
    fn a_design_that_fits_keeps_its_place_and_another_gets_the_middle() {
        assert_eq!(ground((1, 1), (150, 150)), (152, Tile::new(76, 76)));
        assert_eq!(ground((76, 76), (171, 90)), (152, Tile::new(28, 68)), "20 tiles of 96 lie beyond the rim");
        assert_eq!(ground((-24, 76), (175, 80)), (220, Tile::new(110, 107)));
        assert_eq!(ground((0, 0), (4000, 2)).0, LARGEST_MAP);
    }
}
