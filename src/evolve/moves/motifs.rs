//! Short runs of track by what they join: any run may stand for another that begins and ends alike.

use crate::catalogue::{Catalogue, Direction, Heading};
use crate::design::Element;
use crate::layout::Pose;
use crate::quantity::{Height, MapPoint};

use super::piece_set::{Move, PieceSet};
use super::shape::Shape;

/// What a run of track joins: shapes at both ends, and where the end lies as seen from the start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

type Run = [Element; MAX_MOTIF];

#[derive(Debug, Clone, Copy)]
struct Motif {
    span: Span,
    length: u8,
    run: Run,
}

/// All short runs, ordered by what they join.
#[derive(Debug, Clone)]
pub struct Motifs {
    motifs: Vec<Motif>,
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
        motifs.sort_by_key(|motif| motif.span);
        Self { motifs }
    }

    /// How many runs join a span.
    pub fn count(&self, span: &Span) -> usize {
        self.range(span).len()
    }

    /// One of the runs that join a span.
    pub fn get(&self, span: &Span, index: usize) -> &[Element] {
        self.range(span).get(index).map_or(&[], |motif| &motif.run[..usize::from(motif.length)])
    }

    fn range(&self, span: &Span) -> &[Motif] {
        let start = self.motifs.partition_point(|motif| motif.span < *span);
        let end = start + self.motifs[start..].partition_point(|motif| motif.span == *span);
        &self.motifs[start..end]
    }
}

struct Search<'a> {
    catalogue: &'a Catalogue,
    piece_set: &'a PieceSet,
    begin: Shape,
    length: usize,
    run: Run,
    motifs: &'a mut Vec<Motif>,
}

impl Search<'_> {
    fn extend(&mut self, depth: usize, shape: Shape, pose: Pose) {
        if depth == self.length {
            let span = Span { begin: self.begin, end: shape, way: seen_from(ORIGIN, pose) };
            self.motifs.push(Motif { span, length: depth as u8, run: self.run });
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
