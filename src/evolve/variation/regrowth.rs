//! Variation that takes a stretch of track out, grows another and closes the gap.

use rand::Rng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha8Rng;

use crate::catalogue::PieceId;
use crate::design::Element;
use crate::layout::{Occupancy, PlacedPiece, lay_out};

use super::{Parent, spliced};
use crate::evolve::construction::growth::{Growth, random_prices};
use crate::evolve::construction::{Bounds, Closer};
use crate::evolve::genome::Genome;
use crate::evolve::problem::Problem;

/// How many joints a closer looks at before a child is given up.
const EFFORT: usize = 300;

impl Problem<'_> {
    /// A closer of this search.
    pub fn closer(&self, bounds: Bounds, effort: usize) -> Closer<'_> {
        Closer { placer: &self.placer, piece_set: &self.piece_set, motifs: &self.motifs, bounds, effort }
    }

    /// Takes the space of a piece.
    pub(crate) fn take(&self, piece: &PlacedPiece, occupancy: &mut Occupancy) -> Option<()> {
        let kind = self.placer.catalogue.piece(piece.piece)?;
        piece.blocks(kind, self.placer.vehicle.clearance).for_each(|block| occupancy.occupy(&block));
        Some(())
    }

    /// Takes a stretch out, strolls, and closes the gap.
    pub(crate) fn reroute(
        &self,
        parent: &Parent,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let (from, to) = window(&parent.genome.track, 14, rng)?;
        let walk = rng.random_range(0..=(to - from).min(6));
        self.regrow(parent, from, to, occupancy, rng, |growth, rng| {
            growth.walk(walk, rng);
            true
        })
    }

    /// Puts a whole element in place of a stretch: one with a piece that is asked for and missing, if there is one.
    pub(crate) fn figure(
        &self,
        parent: &Parent,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        let (from, to) = window(track, 10, rng)?;
        let missing = |id: &&PieceId| !track.iter().any(|element| element.piece == **id);
        let missing: Vec<PieceId> = self.limits.required.iter().filter(missing).copied().collect();
        let wanted = missing.choose(rng).and_then(|&id| self.piece_set.place_of(id));
        self.regrow(parent, from, to, occupancy, rng, |growth, rng| match wanted {
            Some((way, shape)) => growth.figure_of(way, shape, rng),
            None => growth.figure(rng),
        })
    }

    /// Lays a stretch of a mate in place of one's own.
    pub(crate) fn crossover(
        &self,
        parent: &Parent,
        mate: &Genome,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        const MOST: usize = 24;
        let (from, to) = window(&parent.genome.track, MOST, rng)?;
        let theirs = mate.joints(self.placer.catalogue, &self.piece_set, parent.start);
        let shape = parent.joints[from].shape;
        let starts: Vec<usize> = (0..mate.track.len()).filter(|&joint| theirs[joint].shape == shape).collect();
        let start = *starts.choose(rng)?;
        let length = rng.random_range(2..=MOST);
        let donor: Vec<Element> =
            mate.track[start..].iter().take(length).copied().take_while(|element| !element.chain).collect();
        self.regrow(parent, from, to, occupancy, rng, |growth, _| growth.lay_all(&donor))
    }

    /// Lays a stretch anew in another form, as far as it fits.
    pub(crate) fn relay(
        &self,
        parent: &Parent,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
        form: impl Fn(&[Element]) -> Vec<Element>,
    ) -> Option<Vec<Element>> {
        let (from, to) = window(&parent.genome.track, 20, rng)?;
        let donor = form(&parent.genome.track[from..to]);
        self.regrow(parent, from, to, occupancy, rng, |growth, _| growth.lay_all(&donor))
    }

    /// A stretch left for right, up to a piece that has no other side.
    pub(crate) fn mirrored(&self, stretch: &[Element]) -> Vec<Element> {
        let mirror = |element: &Element| {
            let piece = self.placer.catalogue.piece(element.piece)?;
            Some(Element { piece: piece.mirror?, ..*element })
        };
        stretch.iter().map_while(mirror).collect()
    }

    /// A stretch the other way round, up to a piece that cannot be driven backwards.
    pub(crate) fn reversed(&self, stretch: &[Element]) -> Vec<Element> {
        stretch.iter().rev().map_while(|element| self.piece_set.reversed(element)).collect()
    }

    /// Grows a loose end anew.
    pub(crate) fn regrow_end(
        &self,
        parent: &Parent,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
    ) -> Option<Vec<Element>> {
        let track = &parent.genome.track;
        let from = rng.random_range(0..=track.len());
        let pieces = rng.random_range(1..=track.len() - from + 2);
        let mut growth = self.growth_between(parent, from, track.len(), occupancy)?;
        growth.walk(pieces, rng);
        Some(spliced(track, from, track.len(), &growth.track))
    }

    /// Takes a stretch out, grows new track from its start and closes the gap.
    fn regrow(
        &self,
        parent: &Parent,
        from: usize,
        to: usize,
        occupancy: &mut Occupancy,
        rng: &mut ChaCha8Rng,
        grow: impl FnOnce(&mut Growth, &mut ChaCha8Rng) -> bool,
    ) -> Option<Vec<Element>> {
        let mut growth = self.growth_between(parent, from, to, occupancy)?;
        if !grow(&mut growth, rng) {
            return None;
        }
        let (joint, bounds, mut grown) = (growth.joint, growth.bounds, growth.track);
        let goal = parent.joints[to];
        if joint != goal {
            grown.extend(self.closer(bounds, EFFORT).connect(joint, goal, occupancy, random_prices(rng))?);
        }
        Some(spliced(&parent.genome.track, from, to, &grown))
    }

    /// A growing end at the start of a stretch, with everything but the stretch in the way.
    fn growth_between<'b>(
        &'b self,
        parent: &Parent,
        from: usize,
        to: usize,
        occupancy: &'b mut Occupancy,
    ) -> Option<Growth<'b, 'b>> {
        let placed = lay_out(self.placer.catalogue, &parent.genome.elements(), parent.start).ok()?;
        let before = parent.genome.before_track();
        occupancy.clear();
        let standing = placed.iter().enumerate().filter(|(index, _)| !(before + from..before + to).contains(index));
        standing.map(|(_, piece)| piece).try_for_each(|piece| self.take(piece, occupancy))?;
        let bounds = self.bounds(&placed);
        self.reserve_entrances(&parent.genome.platform_in(&placed), &placed, &bounds, occupancy);
        Some(Growth::new(self, occupancy, bounds, parent.joints[from]))
    }
}

/// A stretch of up to `most` elements without a chain.
fn window(track: &[Element], most: usize, rng: &mut ChaCha8Rng) -> Option<(usize, usize)> {
    if track.is_empty() {
        return None;
    }
    for _ in 0..8 {
        let length = rng.random_range(1..=most.min(track.len()));
        let from = rng.random_range(0..=track.len() - length);
        let chained = track[from..from + length].iter().any(|element| element.chain);
        // Lifts are left alone as a rule: without one there is no ride.
        if !chained || rng.random_range(0..20) == 0 {
            return Some((from, from + length));
        }
    }
    None
}
