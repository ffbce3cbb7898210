//! Short runs of track by what they join: any run may stand for another that begins and ends alike.

use crate::catalogue::{Catalogue, Direction, Heading};
use crate::design::Element;
use crate::layout::Pose;

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
pub const MAX_MOTIF: usize = 4;

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
    /// Collects all runs of up to four pieces of a piece_set.
    pub fn new(catalogue: &Catalogue, piece_set: &PieceSet) -> Self {
        let mut motifs = Vec::new();
        for length in 1..=MAX_MOTIF {
            let before = motifs.len();
            for begin in piece_set.shapes() {
                let origin = Pose { x: 0, y: 0, z: 0, heading: Heading::new(Direction::new(0), begin.diagonal) };
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
            let span = Span { begin: self.begin, end: shape, way: seen_from(Direction::new(0), (0, 0, 0), pose) };
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

/// A pose as seen from a start: displacement turned back, and the turn.
fn seen_from(start: Direction, (x, y, z): (i32, i32, i32), pose: Pose) -> (i32, i32, i32, u8) {
    let back = Direction::new(4 - start.number());
    let (dx, dy) = back.rotate((pose.x - x, pose.y - y));
    (dx, dy, pose.z - z, pose.heading.direction().turned(back.number()).number())
}

/// What lies between two poses with their shapes.
pub fn span(begin: (Shape, Pose), end: (Shape, Pose)) -> Span {
    let start = begin.1;
    let way = seen_from(start.heading.direction(), (start.x, start.y, start.z), end.1);
    Span { begin: begin.0, end: end.0, way }
}
