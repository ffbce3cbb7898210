//! Tracks of the rides that stand in a park.

use glam::DVec3;

use crate::catalogue::{Catalogue, PathKind, SubPosition};
use crate::quantity::{Height, Tile};
use crate::site::{Park, Track};

/// Pieces that are whole rides, such as shops.
const fn is_flat_ride(piece: u16) -> bool {
    matches!(piece, 66 | 101 | 257..=266)
}

/// Whether a block of track belongs to a ride that runs on rails.
pub(super) fn is_on_rails(park: &Park, catalogue: &Catalogue, track: Track) -> bool {
    let ride = park.ride(track.ride);
    ride.is_none_or(|ride| catalogue.tracked_name(ride.ride_type).is_some()) && !is_flat_ride(track.piece.0)
}

/// The line of a piece one of whose blocks stands on a tile at a height, in map units.
pub(crate) fn line(catalogue: &Catalogue, tile: Tile, base: Height, track: Track) -> Option<Vec<DVec3>> {
    let blocks = &catalogue.piece(track.piece)?.blocks;
    let block = blocks.get(usize::from(track.block))?;
    let origin = tile.corner() - track.direction.rotate(block.offset);
    let lowest = base - block.z + blocks.first()?.z;
    let steps = catalogue.paths().of(PathKind::Usual, track.piece, track.direction)?;
    let foot = DVec3::new(f64::from(origin.x), f64::from(origin.y), f64::from(lowest.0));
    let place = |step: &SubPosition| foot + DVec3::new(f64::from(step.x), f64::from(step.y), f64::from(step.z));
    Some(steps.iter().map(place).collect())
}
