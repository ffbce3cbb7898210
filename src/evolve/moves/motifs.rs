//! Short runs of track by what they join: any run may stand for another that begins and ends alike.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::catalogue::{Catalogue, Direction, Heading};
use crate::design::Element;
use crate::layout::Pose;
use crate::quantity::{Height, MapPoint};

use super::piece_set::{Move, PieceSet};
use super::shape::Shape;

/// What a run of track joins: shapes at both ends, and where the end lies as seen from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Shape at the start.
    pub begin: Shape,
    /// Shape at the end.
    pub end: Shape,
    /// Displacement and turn for a start along direction 0.
    pub way: (i32, i32, i32, u8),
}

/// Most pieces in a motif.
pub(crate) const MAX_MOTIF: usize = 4;

/// A short run.
#[derive(Debug, Clone, Copy)]
pub struct Motif {
    length: u8,
    run: [Element; MAX_MOTIF],
}

impl Motif {
    /// Its elements.
    #[inline]
    pub fn elements(&self) -> &[Element] {
        &self.run[..usize::from(self.length)]
    }
}

/// All short runs by what they join.
#[derive(Debug, Clone)]
pub struct Motifs {
    /// In order of their spans.
    motifs: Vec<Motif>,
    /// Where the runs of a span are.
    places: FxHashMap<Span, Range<usize>>,
}

/// A table beyond this many runs would take more memory than it is worth; longer runs are then left out.
const MAX_MOTIFS: usize = 600_000;

impl Motifs {
    /// Collects all runs of up to four pieces of a piece set.
    pub fn new(catalogue: &Catalogue, piece_set: &PieceSet) -> Self {
        let mut motifs = Vec::new();
        for length in 1..=MAX_MOTIF {
            let before = motifs.len();
            for begin in piece_set.shapes() {
                let origin = Pose { heading: Heading::new(Direction::new(0), begin.diagonal), ..ORIGIN };
                let blank = [Element::new(crate::catalogue::PieceId::FLAT); MAX_MOTIF];
                let mut search = Search { catalogue, piece_set, begin, length, run: blank, motifs: &mut motifs };
                search.extend(0, begin, origin);
            }
            if motifs.len() > MAX_MOTIFS {
                motifs.truncate(before);
                break;
            }
        }
        motifs.sort_by_key(|&(span, _)| span);
        let mut places = FxHashMap::default();
        let mut start = 0;
        for alike in motifs.chunk_by(|(a, _), (b, _)| a == b) {
            let end = start + alike.len();
            places.insert(alike[0].0, start..end);
            start = end;
        }
        Self { motifs: motifs.into_iter().map(|(_, motif)| motif).collect(), places }
    }

    /// The runs that join a span.
    pub fn joining(&self, span: &Span) -> &[Motif] {
        self.places.get(span).map_or(&[], |place| &self.motifs[place.clone()])
    }
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    piece_set: &'a PieceSet,
    begin: Shape,
    length: usize,
    run: [Element; MAX_MOTIF],
    motifs: &'a mut Vec<(Span, Motif)>,
}

impl Search<'_> {
    fn extend(&mut self, depth: usize, shape: Shape, pose: Pose) {
        if depth == self.length {
            let span = Span { begin: self.begin, end: shape, way: seen_from(ORIGIN, pose) };
            self.motifs.push((span, Motif { length: depth as u8, run: self.run }));
            return;
        }
        if self.motifs.len() > MAX_MOTIFS {
            return;
        }
        let piece_set = self.piece_set;
        for &Move { element, end } in piece_set.moves(shape) {
            let Some(piece) = self.catalogue.piece(element.piece) else { continue };
            self.run[depth] = element;
            self.extend(depth + 1, end, pose.after(piece));
        }
    }
}

/// Where a search begins.
const ORIGIN: Pose = Pose::new(MapPoint::new(0, 0), Height(0), Direction::new(0));

/// A pose as seen from a start: displacement turned back, and the turn.
fn seen_from(start: Pose, pose: Pose) -> (i32, i32, i32, u8) {
    let back = Direction::new(4 - start.heading.direction().number());
    let away = back.rotate(pose.at - start.at);
    (away.x, away.y, (pose.z - start.z).0, pose.heading.direction().turned(back.number()).number())
}

/// What lies between two poses with their shapes.
pub(crate) fn span(begin: (Shape, Pose), end: (Shape, Pose)) -> Span {
    Span { begin: begin.0, end: end.0, way: seen_from(begin.1, end.1) }
}
