//! Track with ends: it may be longer or shorter, and it may find its way home.

use crate::catalogue::{Joint, Piece};
use crate::evolve::complete;
use crate::layout::TestRefusal;
use crate::repair::change::{Change, Splice};
use crate::repair::workpiece::Workpiece;

use super::pieces::elements_of;

/// Ways home that are tried.
const WAYS: usize = 8;

/// Pieces more or less: at the end any that fits, elsewhere those that lead straight on. Where a circuit is wanted, the
/// ways home.
pub(super) fn changes(workpiece: &Workpiece) -> Vec<Change> {
    let mut changes = Vec::new();
    for place in 1..=workpiece.design.elements.len() {
        changes.extend(insertions(workpiece, place));
        changes.extend(removal(workpiece, place));
    }
    if workpiece.layout.check_test() == Err(TestRefusal::NotACircuit) {
        changes.extend(ways_home(workpiece));
    }
    changes
}

fn insertions(workpiece: &Workpiece, place: usize) -> Vec<Change> {
    let (Some(before), after) = (workpiece.kind(place - 1), workpiece.kind(place)) else { return Vec::new() };
    if workpiece.is_platform(place - 1) && workpiece.is_platform(place) {
        return Vec::new();
    }
    let fits = |piece: &&Piece| {
        let leads_on = after.is_none_or(|after| meets(piece.end, after.begin) && is_straight(piece));
        !piece.id.is_station() && meets(before.end, piece.begin) && leads_on
    };
    let buildable = &workpiece.layout.ride.buildable.normal.pieces;
    let pieces = buildable.iter().filter_map(|&piece| workpiece.catalogue().piece(piece)).filter(fits);
    let elements = pieces.flat_map(|piece| elements_of(piece.id, workpiece.design.elements[place - 1]));
    elements.map(|element| Change::Track(vec![Splice { at: place, removed: 0, inserted: vec![element] }])).collect()
}

fn removal(workpiece: &Workpiece, place: usize) -> Option<Change> {
    let (before, gone) = (workpiece.kind(place - 1)?, workpiece.kind(place)?);
    let joins = workpiece.kind(place + 1).is_none_or(|next| meets(before.end, next.begin) && is_straight(gone));
    let splice = Splice { at: place, removed: 1, inserted: Vec::new() };
    (joins && !gone.id.is_station()).then(|| Change::Track(vec![splice]))
}

/// The shortest ways back to the platform.
fn ways_home(workpiece: &Workpiece) -> Vec<Change> {
    let elements = workpiece.design.elements.len();
    let ways = complete(workpiece.problem, workpiece.design, 0).unwrap_or_default();
    let change = |inserted| Change::Track(vec![Splice { at: elements, removed: 0, inserted }]);
    ways.into_iter().take(WAYS).map(|way| change(way.design.elements[elements..].to_vec())).collect()
}

fn meets(end: Joint, begin: Joint) -> bool {
    (end.pitch, end.roll, end.diagonal) == (begin.pitch, begin.roll, begin.diagonal)
}

fn is_straight(piece: &Piece) -> bool {
    piece.end.turn == 0 && piece.end_offset.y == 0 && !piece.end.diagonal
}
