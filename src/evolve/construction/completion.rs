//! Completes a track that does not come back to its station.

use std::collections::BTreeSet;

use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

use crate::design::{Design, Element};
use crate::layout::{Occupancy, PlacedPiece, Pose, lay_out};
use crate::quantity::Height;

use super::growth::random_prices;
use crate::evolve::genome::TrackJoint;
use crate::evolve::moves::Shape;
use crate::evolve::problem::Problem;

/// Why a track cannot be completed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CompletionError {
    /// Nothing is missing.
    #[error("its track is a closed circuit already")]
    Closed,
    /// There is nothing to come back to.
    #[error("it has no station to come back to; begin it with a platform")]
    NoStation,
    /// What stands is not free of collisions.
    #[error("element {0} collides with track before it, so nothing that is built on can stand; mend it first")]
    Collides(usize),
    /// No way home was found.
    #[error("no way home was found through the free space; take up the last pieces, or leave more room")]
    NoWay,
}

/// A completed design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// The design with the missing elements.
    pub design: Design,
    /// How many elements were added.
    pub added: usize,
}

/// Tastes that are tried; the first one has none and finds the shortest way.
const TASTES: u64 = 96;
/// Joints that a closer looks at for each.
const EFFORT: usize = 20_000;

impl Problem<'_> {
    /// Completions of a partial design, the shortest first; each is different and free of collisions.
    ///
    /// # Errors
    /// When there is nothing to complete or no way to do it.
    pub fn complete(&self, design: &Design, seed: u64) -> Result<Vec<Completion>, CompletionError> {
        let (placed, occupancy) = self.standing(design)?;
        let (Some(first), Some(last)) = (placed.first(), placed.last()) else { return Err(CompletionError::NoStation) };
        let goal = self.joint_before(first).ok_or(CompletionError::NoStation)?;
        let from = self.joint_after(last).ok_or(CompletionError::NoStation)?;
        if from == goal {
            return Err(CompletionError::Closed);
        }
        let bounds = self.bounds(&placed);
        let closer = self.closer(bounds, EFFORT);
        let ways: Vec<Option<Vec<Element>>> = (0..TASTES)
            .into_par_iter()
            .map(|number| {
                let mut rng = ChaCha8Rng::seed_from_u64(seed);
                rng.set_stream(number);
                let prices = random_prices(&mut rng);
                let price = |element: &Element| if number == 0 { 0 } else { prices(element) };
                closer.connect(from, goal, &occupancy, price).filter(|way| self.is_clear(&placed, last.end, way))
            })
            .collect();
        let mut ways: Vec<Vec<Element>> = ways.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
        ways.sort_by_key(|way| self.length(way));
        if ways.is_empty() {
            return Err(CompletionError::NoWay);
        }
        Ok(ways.into_iter().map(|way| self.completed(design, &placed, way)).collect())
    }

    /// The design laid on the ground by hand, with the space it takes.
    fn standing(&self, design: &Design) -> Result<(Vec<PlacedPiece>, Occupancy), CompletionError> {
        let catalogue = self.placer.catalogue;
        let lay = |z: Height| {
            lay_out(catalogue, &design.elements, self.rear(z))
                .map_err(|unknown| CompletionError::Collides(unknown.index))
        };
        let flat = lay(self.placer.site.surface)?;
        if !flat.iter().any(|piece| piece.piece.is_station()) {
            return Err(CompletionError::NoStation);
        }
        let placed = lay(self.platform_height(&flat))?;
        let mut occupancy = Occupancy::new(self.placer.site.map);
        self.placer
            .lay_by_hand(&placed, &mut occupancy, false)
            .map_err(|refused| CompletionError::Collides(refused.index))?;
        Ok((placed, occupancy))
    }

    fn joint_before(&self, placed: &PlacedPiece) -> Option<TrackJoint> {
        let piece = self.placer.catalogue.piece(placed.piece)?;
        let inverted = self.placer.ride.has_inverted_variant() && placed.inverted;
        let begin = piece.begin;
        let shape = Shape { pitch: begin.pitch, roll: begin.roll, diagonal: begin.diagonal, inverted };
        Some(TrackJoint { shape, pose: placed.begin })
    }

    fn joint_after(&self, placed: &PlacedPiece) -> Option<TrackJoint> {
        let piece = self.placer.catalogue.piece(placed.piece)?;
        let inverted = self.placer.ride.has_inverted_variant() && placed.inverted;
        Some(TrackJoint { shape: self.piece_set.after(piece, inverted), pose: placed.end })
    }

    /// Whether a way does not run through itself.
    fn is_clear(&self, placed: &[PlacedPiece], start: Pose, way: &[Element]) -> bool {
        let Ok(laid) = lay_out(self.placer.catalogue, way, start) else { return false };
        let all: Vec<PlacedPiece> = placed.iter().chain(&laid).copied().collect();
        self.placer.lay_by_hand(&all, &mut Occupancy::new(self.placer.site.map), false).is_ok()
    }

    fn length(&self, way: &[Element]) -> (i32, usize) {
        let pieces = way.iter().filter_map(|element| self.placer.catalogue.piece(element.piece));
        (pieces.map(|piece| piece.length).sum(), way.len())
    }

    /// Adds a way, and entrance and exit where the design has none.
    fn completed(&self, design: &Design, placed: &[PlacedPiece], way: Vec<Element>) -> Completion {
        let added = way.len();
        let mut completed = design.clone();
        completed.elements.extend(way);
        if completed.entrances.is_empty()
            && let Some(start) = placed.first().map(|piece| piece.begin)
            && let Ok(layout) = self.placer.lay(&completed, start)
            && let Some(station) = layout.stations.first()
        {
            let mut occupancy = Occupancy::new(self.placer.site.map);
            if self.placer.lay_by_hand(&layout.pieces, &mut occupancy, false).is_ok() {
                completed.entrances = self.entrances(station, &layout.pieces, &occupancy).unwrap_or_default();
            }
        }
        Completion { design: completed, added }
    }
}
