//! Rows of track that become longer or shorter so that the circuit stays closed: what one adds, others take back.

use crate::catalogue::Piece;
use crate::design::Element;
use crate::evolve::{Shape, TrackJoint};
use crate::layout::Pose;
use crate::quantity::{Height, TILE};
use crate::repair::change::{Change, Splice};
use crate::repair::workpiece::Workpiece;

/// A piece or two more or less in a place, which moves all that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Shift {
    at: usize,
    removed: usize,
    inserted: Vec<Element>,
    /// How it moves what follows: x, y and z.
    way: [i32; 3],
    /// How often it can be done.
    most: usize,
}

/// How often a shift is done at most.
const MOST_TIMES: usize = 48;
/// Numbers of times that are tried.
const TIMES: [usize; 8] = [1, 2, 3, 4, 6, 10, 18, 40];
/// Level rows that are tried to take one gap back; of more, some that are evenly spread.
const MOST_ROWS: usize = 2;
/// Shifts of one kind that are combined; of more, some that are evenly spread.
const MOST_SHIFTS: usize = 48;
/// Pieces of such a change.
const MOST_PIECES: usize = 120;

/// Shifts that cancel each other: two of them, or two of different heights and the level ones that take back what is left.
pub(super) fn changes(workpiece: &Workpiece) -> Vec<Change> {
    let shifts = shifts(workpiece);
    let (level, sloped): (Vec<&Shift>, Vec<&Shift>) = shifts.iter().partition(|shift| shift.way[2] == 0);
    let (level, sloped) = (spread(level), spread(sloped));
    let mut changes = Vec::new();
    for (index, &first) in level.iter().enumerate() {
        for &second in &level[index + 1..] {
            if first.way == second.way.map(|step| -step) {
                changes.extend(TIMES.iter().filter_map(|&times| together(&[(first, times), (second, times)])));
            }
        }
    }
    for (index, &first) in sloped.iter().enumerate() {
        for &second in &sloped[index + 1..] {
            changes.extend(balanced(first, second, &level));
        }
    }
    changes
}

fn spread(shifts: Vec<&Shift>) -> Vec<&Shift> {
    let stride = shifts.len().div_ceil(MOST_SHIFTS).max(1);
    shifts.into_iter().step_by(stride).collect()
}

/// Two shifts as often as makes their heights cancel, and level ones that take back what is left.
fn balanced(first: &Shift, second: &Shift, level: &[&Shift]) -> Vec<Change> {
    let [up, down] = [first.way[2], second.way[2]];
    if up.signum() == down.signum() {
        return Vec::new();
    }
    let common = gcd(up.unsigned_abs(), down.unsigned_abs());
    let (once, other) = ((down.unsigned_abs() / common) as usize, (up.unsigned_abs() / common) as usize);
    let mut changes = Vec::new();
    for times in TIMES {
        let pair = [(first, once * times), (second, other * times)];
        if pair.iter().any(|(shift, times)| *times > shift.most) {
            break;
        }
        let gap = [0, 1].map(|axis| -pair.iter().map(|(shift, times)| shift.way[axis] * *times as i32).sum::<i32>());
        let along = |axis: usize| rows(level, axis, gap[axis]);
        for x in along(0) {
            for y in along(1) {
                let parts: Vec<(&Shift, usize)> = pair.into_iter().chain(x).chain(y).collect();
                changes.extend(together(&parts));
            }
        }
    }
    changes
}

/// The level shifts that take back a gap along one axis, each with how often; none where there is no gap.
fn rows<'a>(level: &[&'a Shift], axis: usize, gap: i32) -> Vec<Option<(&'a Shift, usize)>> {
    let times = (gap.abs() / TILE) as usize;
    if times == 0 {
        return vec![None];
    }
    let mut step = [0; 3];
    step[axis] = gap.signum() * TILE;
    let helpers: Vec<&Shift> = level.iter().filter(|shift| shift.way == step && times <= shift.most).copied().collect();
    let stride = helpers.len().div_ceil(MOST_ROWS).max(1);
    helpers.into_iter().step_by(stride).map(|shift| Some((shift, times))).collect()
}

/// Some shifts as one change, unless they are in each other's way.
fn together(parts: &[(&Shift, usize)]) -> Option<Change> {
    let splice = |&(shift, times): &(&Shift, usize)| {
        let inserted = shift.inserted.repeat(times);
        (times <= shift.most).then(|| Splice { at: shift.at, removed: shift.removed * times, inserted })
    };
    let mut splices: Vec<Splice> = parts.iter().map(splice).collect::<Option<_>>()?;
    splices.sort();
    let is_apart = splices.windows(2).all(|pair| pair[0].at < pair[1].at && pair[0].range().end <= pair[1].at);
    let change = Change::Track(splices);
    (is_apart && change.weight() <= MOST_PIECES).then_some(change)
}

/// All shifts of a track. Where a row of equal pieces becomes longer or shorter, that is one of them.
fn shifts(workpiece: &Workpiece) -> Vec<Shift> {
    let elements = &workpiece.design.elements;
    let mut shifts = Vec::new();
    for place in 1..=elements.len() {
        // What is behind the last element of a circuit is the first.
        if !(workpiece.is_platform(place - 1) && workpiece.is_platform(place % elements.len())) {
            shifts.extend(longer(workpiece, place));
        }
        shifts.extend((1..=2).filter_map(|removed| shorter(workpiece, place, removed)));
    }
    shifts
}

/// Runs that can be put in before a place.
fn longer(workpiece: &Workpiece, at: usize) -> Vec<Shift> {
    let elements = &workpiece.design.elements;
    let TrackJoint { shape, pose } = workpiece.joints[at];
    let is_lift = elements[at - 1].chain && elements[at % elements.len()].chain;
    let shift = |run: Vec<Element>| {
        let end =
            run.iter().try_fold(pose, |pose, element| Some(pose.after(workpiece.catalogue().piece(element.piece)?)));
        let chained = |element: &Element| {
            let chain = element.chain || (is_lift && workpiece.problem.piece_set.may_chain(element));
            workpiece.coloured(Element { chain, ..*element }, at - 1)
        };
        let inserted: Vec<Element> = run.iter().map(chained).collect();
        // Anywhere in a row is the same.
        let is_new = !elements[..at].ends_with(&inserted);
        is_new.then_some(Shift { at, removed: 0, inserted, way: way(pose, end?), most: MOST_TIMES })
    };
    runs(workpiece, shape).into_iter().filter_map(shift).collect()
}

/// A stretch of a number of elements that can be taken out, as often as it follows itself.
fn shorter(workpiece: &Workpiece, at: usize, removed: usize) -> Option<Shift> {
    let elements = &workpiece.design.elements;
    let gone = elements.get(at..at + removed)?;
    let (begin, end) = (workpiece.joints[at], workpiece.joints[at + removed]);
    let keeps_shape = begin.shape == end.shape && begin.pose.heading == end.pose.heading;
    let is_whole = (at + 1..at + removed).all(|within| workpiece.joints[within].shape != begin.shape);
    let has_platform = gone.iter().any(|element| element.piece.is_station());
    let is_new = !elements[..at].ends_with(gone);
    let repeats = elements[at..].chunks(removed).take_while(|chunk| *chunk == gone).count();
    let [x, y, z] = way(begin.pose, end.pose);
    let shift = Shift { at, removed, inserted: Vec::new(), way: [-x, -y, -z], most: repeats };
    (keeps_shape && is_whole && is_new && !has_platform).then_some(shift)
}

/// Runs of one or two pieces that lead straight on and end in the shape that they begin with; those of two gain height.
fn runs(workpiece: &Workpiece, shape: Shape) -> Vec<Vec<Element>> {
    let piece_set = &workpiece.problem.piece_set;
    let kind = |element: &Element| workpiece.catalogue().piece(element.piece).filter(|piece| is_straight(piece));
    let mut runs: Vec<Vec<Element>> = piece_set.straight(shape).into_iter().map(|straight| vec![straight]).collect();
    for first in piece_set.moves(shape).iter().filter(|first| first.end != shape) {
        for second in piece_set.moves(first.end).iter().filter(|second| second.end == shape) {
            let (Some(a), Some(b)) = (kind(&first.element), kind(&second.element)) else { continue };
            if (a.end.z - a.begin.z) + (b.end.z - b.begin.z) != Height(0) {
                runs.push(vec![first.element, second.element]);
            }
        }
    }
    runs
}

fn is_straight(piece: &Piece) -> bool {
    let along = piece.begin.diagonal == piece.end.diagonal && (piece.begin.diagonal || piece.end_offset.y == 0);
    piece.end.turn == 0 && along && !piece.id.has_speed()
}

/// What the way from one pose to another adds to x, y and z.
fn way(from: Pose, to: Pose) -> [i32; 3] {
    let step = to.at - from.at;
    [step.x, step.y, (to.z - from.z).0]
}

const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
