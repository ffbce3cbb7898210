//! Short stretches of track that become others with the same ends.

use crate::design::Element;
use crate::evolve::{MAX_MOTIF, Motif, span};
use crate::quantity::MapPoint;
use crate::repair::change::{Change, Splice};
use crate::repair::workpiece::Workpiece;

/// Runs with turns that are tried in place of one stretch; of more, some that are evenly spread.
const MOST_BENDS: usize = 24;

/// Every stretch of a few pieces becomes another that leads to the same place in as much height and slope.
pub(super) fn changes(workpiece: &Workpiece) -> Vec<Change> {
    let elements = workpiece.design.elements.len();
    let mut changes = Vec::new();
    for from in 0..elements {
        for to in from + 1..=elements.min(from + MAX_MOTIF) {
            if workpiece.is_platform(to - 1) {
                break;
            }
            changes.extend(others(workpiece, from, to));
        }
    }
    changes
}

/// What can stand in the place of a stretch.
fn others(workpiece: &Workpiece, from: usize, to: usize) -> Vec<Change> {
    let stretch = &workpiece.design.elements[from..to];
    let (begin, end) = (workpiece.joints[from], workpiece.joints[to]);
    let span = span((begin.shape, begin.pose), (end.shape, end.pose));
    let runs = workpiece.problem.motifs.joining(&span).iter().map(Motif::elements);
    let runs = runs.filter(|run| differs(run, stretch));
    let (straight, bent): (Vec<_>, Vec<_>) = runs.partition(|run| is_straight(workpiece, run));
    let stride = bent.len().div_ceil(MOST_BENDS).max(1);
    let change = |run: &[Element]| {
        let inserted = workpiece.like_stretch(run, from, to);
        Change::Track(vec![Splice { at: from, removed: to - from, inserted }])
    };
    straight.into_iter().chain(bent.into_iter().step_by(stride)).map(change).collect()
}

/// Whether a run is another than a stretch at both its ends, so that no shorter stretch would do. Brakes and boosters need a
/// speed, and single pieces for single ones are tried elsewhere.
fn differs(run: &[Element], stretch: &[Element]) -> bool {
    let is_single = run.len() == 1 && stretch.len() == 1;
    let ends = run.first().zip(run.last()).zip(stretch.first().zip(stretch.last()));
    let differs = |((first, last), (begin, end)): ((&Element, &Element), (&Element, &Element))| {
        first.piece != begin.piece && last.piece != end.piece
    };
    !is_single && ends.is_some_and(differs) && !run.iter().any(|element| element.piece.has_speed())
}

fn is_straight(workpiece: &Workpiece, run: &[Element]) -> bool {
    run.iter().all(|element| {
        let piece = workpiece.catalogue().piece(element.piece);
        piece.is_some_and(|piece| {
            piece.end.turn == 0 && (piece.end.diagonal || piece.end_offset.y == MapPoint::default().y)
        })
    })
}
