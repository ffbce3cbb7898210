//! A genome laid on the ground. What can refuse it is asked in the order of what asking costs.

use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece, Placer, Pose, Refusal, lay_out};
use crate::quantity::{Height, LAND_STEP, TILE};

use super::Genome;
use crate::evolve::problem::{DecodeError, Problem};

impl Problem<'_> {
    /// Lays the elements of a genome in direction 0, the lowest block on the ground; `occupancy` is left holding them.
    ///
    /// # Errors
    /// What keeps them from standing so.
    pub(crate) fn draft(
        &self,
        genome: &Genome,
        elements: &[Element],
        occupancy: &mut Occupancy,
    ) -> Result<Vec<PlacedPiece>, DecodeError> {
        let start = self.rear(self.placer.site.surface);
        let mut placed = lay_out(self.placer.catalogue, elements, start).map_err(|_| DecodeError::Misplaced(1))?;
        if genome.circuit {
            self.check_closed(genome, start, &placed)?;
        }
        let rise = self.platform_height(&placed) - start.z;
        for piece in &mut placed {
            piece.raise(rise);
        }
        self.occupy(&placed, occupancy)?;
        Ok(placed)
    }

    /// The height of the platform that puts the lowest block on the ground.
    pub fn platform_height(&self, placed: &[PlacedPiece]) -> Height {
        let surface = self.placer.site.surface;
        let catalogue = self.placer.catalogue;
        let lowest = placed.iter().filter_map(|piece| piece.lowest_base(catalogue.piece(piece.piece)?)).min();
        let sunk = lowest.map_or(0, |lowest| (surface - lowest).0.max(0));
        surface + Height((sunk + LAND_STEP - 1) / LAND_STEP * LAND_STEP)
    }

    /// The height of a genome's platform on the site.
    pub fn height_of(&self, genome: &Genome) -> Height {
        let rear = self.rear(self.placer.site.surface);
        lay_out(self.placer.catalogue, &genome.elements(), rear).map_or(rear.z, |placed| self.platform_height(&placed))
    }

    /// Whether the last piece comes back to where the first begins.
    fn check_closed(&self, genome: &Genome, start: Pose, placed: &[PlacedPiece]) -> Result<(), DecodeError> {
        let end = placed.last().map_or(start, |last| last.end);
        let platform = self.piece_set.station_shape();
        let last = genome.track.last().and_then(|last| Some((self.placer.catalogue.piece(last.piece)?, last.inverted)));
        let shape = last.map_or(platform, |(piece, inverted)| self.piece_set.after(piece, inverted));
        let turn = i32::from((end.heading.number() ^ start.heading.number()) & 3).min(2);
        let gap = (end.at - start.at).manhattan() / TILE
            + (end.z - start.z).abs().land_steps()
            + 2 * turn
            + 2 * i32::from(shape != platform);
        if gap == 0 && end == start { Ok(()) } else { Err(DecodeError::Open(gap.max(1))) }
    }

    /// Takes the space of all pieces, or says how much of it cannot be had.
    fn occupy(&self, placed: &[PlacedPiece], occupancy: &mut Occupancy) -> Result<(), DecodeError> {
        occupancy.clear();
        let placer = &self.placer;
        let (mut misplaced, mut overlapped) = (0, 0);
        for piece in placed {
            let Some(kind) = placer.catalogue.piece(piece.piece) else { continue };
            let mut is_free = true;
            for block in piece.blocks(kind, placer.vehicle.clearance) {
                is_free &= placer.is_free(&block);
                overlapped += occupancy.claim(&block) as i32;
            }
            let stands = if is_free { placer.allows(piece, kind) } else { stands(placer, piece) };
            misplaced += i32::from(!stands);
        }
        match (misplaced, overlapped) {
            (0, 0) => Ok(()),
            (0, overlapped) => Err(DecodeError::Overlap(overlapped)),
            (misplaced, _) => Err(DecodeError::Misplaced(misplaced)),
        }
    }
}

/// Whether a piece can stand where it is, its height aside.
fn stands(placer: &Placer, piece: &PlacedPiece) -> bool {
    matches!(placer.check(piece, None, None), Ok(()) | Err(Refusal::InvalidHeight))
}
