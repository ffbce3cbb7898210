//! Track in equal steps.

use crate::catalogue::PieceId;
use crate::path::{Device, Path, PathPiece};

/// Length of a step: a quarter of a straight tile, in the unit of a car's distance.
pub(super) const STEP: i32 = 69_728;
/// The step on the front piece of a platform where a lead car waits.
const FIRST: usize = 2;
/// Fewer steps are no track to ride on.
const FEWEST: usize = 8;

/// A place on the track, a step behind the one before.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    /// Index of its piece.
    pub piece: usize,
    /// Its sub-position.
    pub node: usize,
    /// What gravity has done for a car on the way here, as half the square of a velocity.
    pub gained: f64,
}

/// A circuit from the front piece of its platform on, or track with loose ends from its rear end on.
pub(super) struct Track {
    spots: Vec<Spot>,
    /// The place where a lead car waits.
    pub start: usize,
    /// Whether it leads back to the platform.
    pub is_circuit: bool,
}

impl Track {
    /// The track that a path makes. `None` if something acts on its trains that is not foretold; with loose ends that is
    /// anything but gravity.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let has_one_platform = path.platforms.iter().flatten().count() == 1;
        if !has_one_platform || !path.pieces.iter().all(is_foretold) {
            return None;
        }
        let is_circuit = comes_round(path);
        if !is_circuit && !path.pieces.iter().all(rolls_freely) {
            return None;
        }
        let mut here = if is_circuit { path.start } else { rear_end(path)? };
        let mut builder = Builder::new(path);
        let mut start = None;
        for _ in 0..path.pieces.len() {
            if here == path.start {
                start = Some(builder.spots.len() + FIRST);
            }
            builder.cross(here);
            let next = after(path, here).filter(|&next| !is_circuit || next != path.start);
            let Some(next) = next else { return builder.track(start?, is_circuit) };
            builder.length -= path.border(here, next);
            here = next;
        }
        None
    }

    /// Number of steps.
    pub(super) const fn len(&self) -> usize {
        self.spots.len()
    }

    /// A place, by its number.
    pub(super) fn spot(&self, place: usize) -> &Spot {
        &self.spots[place]
    }

    /// The places that a lead car passes on a lap, in their order.
    pub(super) fn lap(&self) -> impl Iterator<Item = usize> + use<> {
        let (start, count) = (self.start, self.len());
        (start..count).chain(0..start)
    }

    /// The place that lies some steps before another.
    #[inline]
    pub(super) const fn before(&self, place: usize, steps: usize) -> usize {
        if place >= steps { place - steps } else { place + self.len() - steps }
    }

    /// What gravity has done for a car since the first place, for one that is some steps behind a place.
    #[inline]
    pub(super) fn gained(&self, place: usize, behind: usize) -> f64 {
        let here = self.spots[self.before(place, behind)].gained;
        if place >= behind { here } else { here - self.total() }
    }

    /// What gravity does for a car on a lap.
    pub(super) fn total(&self) -> f64 {
        self.spots.last().map_or(0.0, |last| last.gained)
    }
}

/// Whether it is known what a piece does to a train.
fn is_foretold(piece: &PathPiece) -> bool {
    let acts_simply = matches!(piece.device, Device::None | Device::Brake { .. } | Device::Booster { .. });
    acts_simply && piece.id != PieceId::CABLE_LIFT_HILL
}

/// Whether nothing but gravity acts on trains on a piece.
fn rolls_freely(piece: &PathPiece) -> bool {
    piece.device == Device::None && !piece.chain
}

/// Whether a train comes back to its platform from behind.
fn comes_round(path: &Path) -> bool {
    let mut here = path.start;
    for _ in 0..path.pieces.len() {
        match after(path, here) {
            Some(next) if next == path.start => return true,
            Some(next) => here = next,
            None => return false,
        }
    }
    false
}

/// The piece that follows one, if cars may roll on to it.
fn after(path: &Path, piece: usize) -> Option<usize> {
    path.pieces[piece].next.filter(|link| link.fits == [true; 2]).map(|link| link.piece)
}

/// The last piece behind the platform; `None` on a circuit.
fn rear_end(path: &Path) -> Option<usize> {
    let mut here = path.start;
    for _ in 0..path.pieces.len() {
        let Some(before) = path.pieces[here].previous else { return Some(here) };
        here = before.piece;
    }
    None
}

/// Lays spots piece by piece.
struct Builder<'a> {
    path: &'a Path<'a>,
    spots: Vec<Spot>,
    /// Where the next spot is, counted from the start of the piece.
    length: i32,
    /// Gravity of the sub-positions since the last spot, and their number.
    sum: i64,
    nodes: i64,
}

impl<'a> Builder<'a> {
    fn new(path: &'a Path<'a>) -> Self {
        Self { path, spots: Vec::with_capacity(8 * path.pieces.len()), length: 0, sum: 0, nodes: 0 }
    }

    /// What was laid, where a lead car waits at a place. `None` if it is too short.
    fn track(self, start: usize, is_circuit: bool) -> Option<Track> {
        let Self { spots, .. } = self;
        (spots.len() >= FEWEST && start < spots.len()).then_some(Track { spots, start, is_circuit })
    }

    /// Lays the spots of a piece.
    fn cross(&mut self, piece: usize) {
        let (courses, course) = (self.path.courses(), self.path.pieces[piece].courses[0]);
        let (mut behind, end) = (course.nodes().start, course.nodes().end);
        while self.length <= course.reach {
            let node = courses.beyond(&course, self.length - 1).min(end - 1);
            self.pass(behind, node);
            let gravity = if self.nodes > 0 { self.sum as f64 / self.nodes as f64 } else { 0.0 };
            let before = self.spots.last().map(|last| last.gained);
            let gained = before.map_or(0.0, |before| before + gravity * f64::from(STEP));
            self.spots.push(Spot { piece, node, gained });
            (self.sum, self.nodes, behind) = (0, 0, node);
            self.length += STEP;
        }
        self.pass(behind, end);
        self.length -= course.reach;
    }

    fn pass(&mut self, from: usize, to: usize) {
        self.sum += i64::from(self.path.courses().fall(from, to));
        self.nodes += (to - from) as i64;
    }
}
