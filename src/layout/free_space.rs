//! What a park leaves free for track: the answers of a [`Builder`], without its words, as quick as a search needs them
//! (rules: surroundings 2, 3, 4).

use crate::catalogue::{Piece, SmallScenery};
use crate::quantity::{Height, MapPoint, Tile};
use crate::site::{Element, Kind, Park, ParkFlags};

use super::builder::Builder;
use super::clearance::Lie;
use super::entrance::{MAX_ENTRANCE_Z, entrance_block};
use super::occupancy::Occupancy;
use super::placed::{PlacedBlock, PlacedPiece};
use super::placer::{MAX_BLOCK_TOP, MIN_BLOCK_Z, Placer};

/// Scenery that stays although the game would remove it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Kept {
    /// Trees.
    pub trees: bool,
    /// All small scenery, trees among it.
    pub scenery: bool,
}

/// A rectangle of a park, what stands there for good, and what is to stay.
#[derive(Debug, Clone)]
pub struct FreeSpace<'a> {
    park: &'a Park,
    low: Tile,
    high: Tile,
    /// What the game does not remove.
    fixed: Occupancy,
    /// What it would remove, and is to stay.
    kept: Occupancy,
}

/// How a piece or an entrance stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Footing {
    /// The game refuses it.
    Refused,
    /// The game takes it, but it leaves the rectangle or removes what is to stay.
    Unwanted,
    /// Below the land, at least in part.
    Below,
    /// Above land and water.
    Above,
}

impl<'a> FreeSpace<'a> {
    /// The free space of a park between two tiles, both included, for rides of a type.
    pub fn new(placer: Placer<'a>, park: &'a Park, (low, high): (Tile, Tile), kept: Kept) -> Self {
        let builder = Builder::new(placer);
        let side = placer.site.map;
        let mut space = Self { park, low, high, fixed: Occupancy::new(side), kept: Occupancy::new(side) };
        let is_kept = |element: &Element| match element.kind {
            Kind::SmallScenery { object, .. } => {
                let is_tree = || builder.small_scenery(object).is_some_and(SmallScenery::is_tree);
                kept.scenery || kept.trees && is_tree()
            }
            _ => false,
        };
        for (tile, _, elements) in park.tiles.iter() {
            for element in elements.iter().filter(|element| element.kind != Kind::Surface && !element.is_ghost) {
                let block = block_of(tile, element);
                match builder.removable(element) {
                    None => space.fixed.occupy(&block),
                    Some(_) if is_kept(element) => space.kept.occupy(&block),
                    Some(_) => (),
                }
            }
        }
        space
    }

    /// Whether a tile lies in the rectangle.
    pub const fn holds(&self, tile: Tile) -> bool {
        self.low.x <= tile.x && tile.x <= self.high.x && self.low.y <= tile.y && tile.y <= self.high.y
    }

    /// How a piece would stand if nothing else of its ride stood.
    pub fn footing(&self, placer: &Placer, placed: &PlacedPiece, piece: &Piece) -> Footing {
        if !Placer::is_level(placed, piece) || !placer.allows(placed, piece) {
            return Footing::Refused;
        }
        let origin_z = placed.begin.origin_z(piece);
        let (mut worst, mut underground) = (Footing::Above, None);
        for block in placed.blocks(piece, placer.vehicle.clearance) {
            let Some((footing, below)) = self.block(placer, &block, origin_z) else { return Footing::Refused };
            if underground.is_some_and(|before| before != below) && !piece.flags.can_be_partly_underground {
                return Footing::Refused;
            }
            if below && piece.flags.only_above_ground {
                return Footing::Refused;
            }
            underground = Some(below);
            worst = worst.min(footing);
        }
        worst
    }

    /// How an entrance or exit at a place would stand.
    pub fn footing_of_entrance(&self, at: MapPoint, z: Height) -> Footing {
        let block = entrance_block(at, z);
        let footing = self.on_ground(&block, z).filter(|_| z <= MAX_ENTRANCE_Z);
        footing.map_or(Footing::Refused, |(footing, _)| footing)
    }

    /// How a block of a piece stands, and whether it lies wholly under the land; `None` if the game refuses it.
    fn block(&self, placer: &Placer, block: &PlacedBlock, origin_z: Height) -> Option<(Footing, bool)> {
        if block.base < MIN_BLOCK_Z || block.top > MAX_BLOCK_TOP {
            return None;
        }
        let land = self.park.tiles.land(block.at.tile())?;
        let height = block.top - land.base;
        let is_supported = height.0 < 0 || height.land_steps() <= placer.ride.max_height;
        self.on_ground(block, origin_z).filter(|_| is_supported)
    }

    fn on_ground(&self, block: &PlacedBlock, z: Height) -> Option<(Footing, bool)> {
        let tile = block.at.tile();
        let land = self.park.tiles.land(tile)?;
        if self.park.tiles.is_rim(tile) || !land.is_owned_at(z) || self.fixed.conflicts(block) > 0 {
            return None;
        }
        let lie = Lie::new(block, &land, self.park.flags.contains(ParkFlags::FORBID_HIGH_CONSTRUCTION));
        if lie.is_wet || lie.refusal.is_some() {
            return None;
        }
        let footing = match () {
            () if !self.holds(tile) || self.kept.conflicts(block) > 0 => Footing::Unwanted,
            () if block.base < land.top() => Footing::Below,
            () => Footing::Above,
        };
        Some((footing, lie.is_underground))
    }
}

/// The space of an element; heights between two steps count for both.
fn block_of(tile: Tile, element: &Element) -> PlacedBlock {
    let (base, top) = (element.base.floor(), Height(element.clearance.0 + 7).floor());
    PlacedBlock { at: tile.corner(), base, top, quarters: element.quarters, raised: 0 }
}
