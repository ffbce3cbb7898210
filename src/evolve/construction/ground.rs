//! The land: where track, entrance and exit may go so that a design keeps to the ground it is given.

use rand::Rng;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::{Direction, Piece};
use crate::design::Entrance;
use crate::layout::{
    Beside, Extent, Occupancy, PlacedBlock, PlacedPiece, Placer, Pose, Station, entrance, entrance_at,
};
use crate::quantity::{Footprint, Height, HeightUnits, LAND_STEP, MapPoint, TILE};
use crate::track_file::Capacity;

use super::bounds::Bounds;
use crate::evolve::limits::Limits;
use crate::evolve::lot::Grounds;
use crate::evolve::problem::Problem;

/// Fewest tiles across for a first design, where the limits allow them.
const NARROWEST: i32 = 2;

/// The land that a search builds on, and what its limits allow of it.
pub struct Ground<'a> {
    pub(super) placer: &'a Placer<'a>,
    pub(super) limits: &'a Limits,
    pub(super) grounds: Option<&'a Grounds<'a>>,
}

impl<'a> Ground<'a> {
    /// The land of a problem.
    pub fn of(problem: &'a Problem) -> Self {
        Self { placer: &problem.placer, limits: &problem.limits, grounds: problem.grounds.as_ref() }
    }

    /// Where designs begin on the map, before the height is known.
    pub fn rear(&self, z: Height) -> Pose {
        Pose::new(self.placer.site.start.corner(), z, Direction::new(0))
    }

    /// The height of the platform that puts the lowest block on the ground.
    pub fn platform_height(&self, placed: &[PlacedPiece]) -> Height {
        let surface = self.placer.site.surface;
        let catalogue = self.placer.catalogue;
        let lowest = placed.iter().filter_map(|piece| piece.lowest_base(catalogue.piece(piece.piece)?)).min();
        let sunk = lowest.map_or(0, |lowest| (surface - lowest).0.max(0));
        surface + Height((sunk + LAND_STEP - 1) / LAND_STEP * LAND_STEP)
    }

    /// Whether there is room for a piece: within bounds, clear of other track of its ride, on ground that takes it.
    pub fn has_room(&self, placed: &PlacedPiece, kind: &Piece, bounds: &Bounds, occupancy: &Occupancy) -> bool {
        let is_free =
            |block: PlacedBlock| bounds.hold(block.at, block.base, block.top) && occupancy.conflicts(&block) == 0;
        placed.blocks(kind, self.placer.vehicle.clearance).all(is_free) && self.carries(placed, kind)
    }

    /// Takes the space of a piece.
    pub fn occupy(&self, piece: &PlacedPiece, occupancy: &mut Occupancy) -> Option<()> {
        let kind = self.placer.catalogue.piece(piece.piece)?;
        piece.blocks(kind, self.placer.vehicle.clearance).for_each(|block| occupancy.occupy(&block));
        Some(())
    }

    /// Where track may run so that the footprint of what already stands can stay within the limits.
    pub fn bounds(&self, placed: &[PlacedPiece]) -> Bounds {
        let Some(extent) = self.placer.extent(placed) else { return self.bounds_between((0, 0), (i32::MAX, i32::MAX)) };
        let Footprint { width, length } = self.reach(extent.footprint());
        let (low, high) = (extent.low, extent.high);
        let far = |tiles: i32| (tiles - 1) * TILE;
        self.bounds_between((high.x - far(width), high.y - far(length)), (low.x + far(width), low.y + far(length)))
    }

    /// Tiles along x and y that a design of a number of tiles may take.
    fn reach(&self, Footprint { width, length }: Footprint) -> Footprint {
        let (narrow, wide) = self.sides();
        let (mut most_width, mut most_length) = if width >= length { (wide, narrow) } else { (narrow, wide) };
        if let Some(tiles) = self.limits.tiles {
            most_width = most_width.min(tiles / length.max(1));
            most_length = most_length.min(tiles / width.max(1));
        }
        Footprint::new(most_width.max(width), most_length.max(length))
    }

    /// The shorter and the longer side of the ground.
    fn sides(&self) -> (i32, i32) {
        (self.limits.footprint.shorter(), self.limits.footprint.longer())
    }

    /// A piece of ground for a first design, with its platform at a random place; `widening` widens it where nothing fits
    /// within the limits.
    pub fn pick_ground(&self, placed: &[PlacedPiece], widening: i32, rng: &mut ChaCha8Rng) -> Option<Bounds> {
        let extent = self.placer.extent(placed)?;
        let (mut narrow, mut wide) = self.sides();
        if let Some(tiles) = self.limits.tiles {
            narrow = rng.random_range(NARROWEST..=tiles.isqrt().min(narrow).max(NARROWEST));
            wide = wide.min(tiles / narrow);
        }
        let sides = if rng.random_range(0..2) == 0 { (wide, narrow) } else { (narrow, wide) };
        let taken = extent.footprint();
        let (width, length) = ((sides.0 + widening).max(taken.width), (sides.1 + widening).max(taken.length));
        let Footprint { width, length } = self.within_lot(Footprint { width, length });
        let (before_x, before_y) = self.room_before(extent, Footprint { width, length });
        let before = (rng.random_range(before_x), rng.random_range(before_y));
        let low = (extent.low.x - before.0 * TILE, extent.low.y - before.1 * TILE);
        Some(self.bounds_between(low, (low.0 + (width - 1) * TILE, low.1 + (length - 1) * TILE)))
    }

    /// The space between two corners, within the map and the height that is allowed.
    fn bounds_between(&self, low: (i32, i32), high: (i32, i32)) -> Bounds {
        let (lowest, highest, surfaces) = self.edges();
        // Limits speak of the rail, supports of the top of a block above it.
        let supported = self.placer.ride.max_height * LAND_STEP + LAND_STEP - 1;
        let allowed = self
            .limits
            .height
            .map(|height| HeightUnits(height).height().0 + self.placer.vehicle.clearance.0 + LAND_STEP);
        let rise = allowed.map_or(supported, |allowed| allowed.min(supported));
        Bounds {
            low: (low.0.max(lowest.x), low.1.max(lowest.y), surfaces.0.0),
            high: (high.0.min(highest.x), high.1.min(highest.y), surfaces.1.0 + rise),
        }
    }

    /// An entrance and an exit on free tiles beside a platform; `placed` is all that the design will hold.
    pub fn entrances(&self, station: &Station, placed: &[PlacedPiece], occupancy: &Occupancy) -> Option<Vec<Entrance>> {
        let origin = placed.first()?.begin;
        let bounds = self.bounds_between((0, 0), (i32::MAX, i32::MAX));
        let found = self.beside(station, self.placer.extent(placed)?, &bounds, occupancy)?;
        let entrance = |(index, beside)| entrance_at(station, origin, beside, index == 1);
        let entrances: Vec<Entrance> = found.into_iter().enumerate().map(entrance).collect();
        entrances.iter().all(Capacity::holds_entrance).then_some(entrances)
    }

    /// Keeps two tiles beside a platform free for entrance and exit.
    pub fn reserve_entrances(
        &self,
        station: &Station,
        placed: &[PlacedPiece],
        bounds: &Bounds,
        occupancy: &mut Occupancy,
    ) {
        let Some(extent) = self.placer.extent(placed) else { return };
        for (tile, _) in self.beside(station, extent, bounds, occupancy).into_iter().flatten() {
            occupancy.occupy(&entrance::entrance_block(tile, station.z));
        }
    }

    /// Two free tiles beside a platform.
    fn beside(&self, station: &Station, extent: Extent, bounds: &Bounds, occupancy: &Occupancy) -> Option<[Beside; 2]> {
        let is_allowed =
            |tile: MapPoint| bounds.hold(tile, station.z, station.z) && self.carries_entrance(tile, station.z);
        match self.placer.free_beside(station, extent, occupancy, is_allowed)[..] {
            [entrance, exit, ..] => Some([entrance, exit]),
            _ => None,
        }
    }
}
