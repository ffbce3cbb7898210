//! The land that a coaster stands on, and the shadow on it.

use glam::DVec3;

use super::scene::{Mark, Scene};
use super::slab::Slab;
use super::terrain::Terrain;
use crate::layout::{Extent, Layout};
use crate::picture::above::AROUND;
use crate::picture::attitude::Attitude;
use crate::picture::outline::wound;
use crate::picture::palette;
use crate::quantity::Tile;

/// Half the width of the shadow.
const SHADOW: f64 = 5.5;
/// Points of rail to a piece of shadow.
const STRIDE: usize = 5;

/// The land that is shown.
#[derive(Debug, Clone, Copy)]
pub(super) enum Land<'a> {
    /// Flat land.
    Slab(Slab),
    /// Land of a park.
    Terrain(Terrain<'a>),
}

impl<'a> Land<'a> {
    /// The land around a layout whose lowest rail is so high.
    pub(super) fn new(layout: &Layout<'a>, lowest: f64) -> Self {
        let changed = layout.surroundings.changed().map(|(tile, _)| tile.corner());
        let extent = Extent::of(layout.tiles().chain(changed));
        let (low, high) = extent.map_or_else(Default::default, |extent| (extent.low.tile(), extent.high.tile()));
        let site = layout.site;
        let Some(park) = site.park else {
            let rim = Tile::new(1, 1);
            let (low, end) = if extent.is_some() { (low - rim, high + rim + rim) } else { (low, rim) };
            return Self::Slab(Slab::new(site.surface.0.into(), lowest, low, end));
        };
        let (width, length) = park.tiles.size();
        let around = Tile::new(AROUND, AROUND);
        let (low, end) = (low - around, high + around + Tile::new(1, 1));
        // The rim of a park is no part of it.
        let low = Tile::new(low.x.max(1), low.y.max(1));
        let end = Tile::new(end.x.min(width - 1).max(low.x + 1), end.y.min(length - 1).max(low.y + 1));
        Self::Terrain(Terrain::new(site, low, end))
    }

    /// Its tiles.
    pub(super) fn tiles(&self) -> Box<dyn Iterator<Item = Tile>> {
        match self {
            Self::Slab(slab) => Box::new(slab.tiles()),
            Self::Terrain(terrain) => Box::new(terrain.tiles()),
        }
    }

    /// Places that show how far it reaches.
    pub(super) fn corners(&self) -> Vec<DVec3> {
        match self {
            Self::Slab(slab) => slab.corners().collect(),
            Self::Terrain(terrain) => terrain.corners().collect(),
        }
    }

    /// The height of the land under a place.
    pub(super) fn height_at(&self, place: DVec3) -> f64 {
        match self {
            Self::Slab(slab) => slab.surface,
            Self::Terrain(terrain) => terrain.height_at(place.truncate()),
        }
    }

    /// Whether the land hides a place.
    pub(super) fn buries(&self, place: DVec3) -> bool {
        match self {
            Self::Slab(slab) => place.z < slab.surface,
            Self::Terrain(terrain) => terrain.buries(place),
        }
    }

    /// Whether nothing shows of what is at a place: flat land lets through what lies below.
    pub(super) fn conceals(&self, place: DVec3) -> bool {
        matches!(self, Self::Terrain(_)) && self.buries(place)
    }

    /// The shadow of the track, straight below it. All of it is one shape, so that it is nowhere darker.
    pub(super) fn draw_shadow(&self, scene: &mut Scene, track: &[Attitude]) {
        let mut pieces = Vec::new();
        let last = track.len().saturating_sub(1);
        for start in (0..last).step_by(STRIDE) {
            let (from, to) = (&track[start], &track[(start + STRIDE).min(last)]);
            if !self.buries(from.at) {
                let corners = [from.aside(SHADOW, 0.0), to.aside(SHADOW, 0.0), to.aside(-SHADOW, 0.0)];
                let corners = [corners[0], corners[1], corners[2], from.aside(-SHADOW, 0.0)];
                pieces.push(wound(scene.shown(&corners.map(|corner| corner.with_z(self.surface_at(corner))))));
            }
        }
        scene.add(Mark::faces(0.0, pieces, palette::SHADOW));
    }

    /// The height of the land or the water under a place.
    fn surface_at(&self, place: DVec3) -> f64 {
        match self {
            Self::Slab(slab) => slab.surface,
            Self::Terrain(terrain) => terrain.surface_at(place.truncate()),
        }
    }
}
