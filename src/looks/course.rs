//! What the track of a coaster does on its way from the platform and back.

use crate::catalogue::{Piece, PieceId, Pitch};
use crate::layout::{Layout, PlacedPiece};
use crate::quantity::Height;

/// The way of a train along the track, summed up.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Course {
    /// Pieces outside platforms.
    pub pieces: i32,
    /// Level straight pieces outside platforms.
    pub level_straights: i32,
    /// Pieces outside platforms that stay at one height.
    pub level: i32,
    /// Pieces of the longest stretch of them.
    pub level_stretch: i32,
    /// Lift hills.
    pub lifts: i32,
    /// Brakes with a descent after them.
    pub brakes_on_the_way: i32,
    /// All that is climbed.
    pub climb: Height,
    /// What of it is climbed on curves.
    pub curved_climb: Height,
    /// Lowest and highest rail.
    pub lowest: Height,
    pub highest: Height,
    /// Every descent: how far the track falls until it rises again.
    descents: Vec<Descent>,
}

/// A way down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Descent {
    fall: Height,
    /// Where it ends.
    bottom: Height,
    /// Lift hills before it.
    lifts: i32,
}

impl Course {
    /// The course of a layout: from the front of the platform on, and what is left from the first piece on.
    pub(super) fn new(layout: &Layout) -> Self {
        let mut walker = Walker::default();
        let ends = || layout.pieces.iter().map(|piece| piece.end.z);
        walker.course.lowest = ends().min().unwrap_or_default();
        walker.course.highest = ends().max().unwrap_or_default();
        let mut is_left = vec![true; layout.pieces.len()];
        let start = layout.start_piece();
        for piece in start.into_iter().flat_map(|start| layout.links.walk(start)) {
            is_left[piece] = false;
            walker.pass(layout, &layout.pieces[piece]);
        }
        for (piece, _) in is_left.into_iter().enumerate().filter(|(_, is_left)| *is_left) {
            walker.pass(layout, &layout.pieces[piece]);
        }
        walker.course
    }

    /// The fall of the first descent after the first lift, or of the first at all where no lift has one after it.
    pub(super) fn first_drop(&self) -> Height {
        let after_lift = self.descents.iter().find(|descent| descent.lifts > 0);
        after_lift.or(self.descents.first()).map_or(Height(0), |descent| descent.fall)
    }

    /// Descents.
    pub(super) const fn drops(&self) -> i32 {
        self.descents.len() as i32
    }

    /// How far a descent falls in the mean.
    pub(super) fn mean_drop(&self) -> Height {
        self.mean(|descent| descent.fall)
    }

    /// Where a descent ends in the mean; where there is none, at the lowest rail.
    pub(super) fn mean_bottom(&self) -> Height {
        if self.descents.is_empty() { self.lowest } else { self.mean(|descent| descent.bottom) }
    }

    fn mean(&self, height: impl Fn(&Descent) -> Height) -> Height {
        let sum: i32 = self.descents.iter().map(|descent| height(descent).0).sum();
        Height(sum / self.drops().max(1))
    }
}

/// Goes along the track piece by piece.
#[derive(Default)]
struct Walker {
    course: Course,
    /// Pieces at one height up to here.
    level: i32,
    /// Brakes since the last descent.
    brakes: i32,
    is_on_lift: bool,
    is_descending: bool,
}

impl Walker {
    fn pass(&mut self, layout: &Layout, piece: &PlacedPiece) {
        if piece.piece.is_station() {
            (self.level, self.brakes, self.is_on_lift, self.is_descending) = (0, 0, false, false);
            return;
        }
        let rise = piece.end.z - piece.begin.z;
        self.count(layout, piece, rise);
        if rise < Height(0) {
            self.descend(Height(-rise.0), piece.end.z);
        } else if rise > Height(0) {
            self.is_descending = false;
        }
        if layout.catalogue.piece(piece.piece).is_some_and(is_level) {
            self.level += 1;
            self.course.level += 1;
            self.course.level_stretch = self.course.level_stretch.max(self.level);
        } else {
            self.level = 0;
        }
    }

    fn count(&mut self, layout: &Layout, piece: &PlacedPiece, rise: Height) {
        let course = &mut self.course;
        course.pieces += 1;
        course.level_straights += i32::from(piece.piece == PieceId::FLAT);
        self.brakes += i32::from(piece.piece.is_brake() || piece.piece.is_block_brake());
        let begins_lift = is_lift(piece, rise) && !self.is_on_lift;
        course.lifts += i32::from(begins_lift);
        // A lift may go level for a while.
        self.is_on_lift = begins_lift || (self.is_on_lift && (piece.chain || is_lift(piece, rise)));
        if rise > Height(0) {
            let flags = layout.catalogue.piece(piece.piece).map(|kind| kind.flags).unwrap_or_default();
            course.climb += rise;
            if flags.turn_left || flags.turn_right {
                course.curved_climb += rise;
            }
        }
    }

    fn descend(&mut self, fall: Height, bottom: Height) {
        let course = &mut self.course;
        course.brakes_on_the_way += std::mem::take(&mut self.brakes);
        match course.descents.last_mut() {
            Some(descent) if self.is_descending => {
                descent.fall += fall;
                descent.bottom = bottom;
            }
            _ => course.descents.push(Descent { fall, bottom, lifts: course.lifts }),
        }
        self.is_descending = true;
    }
}

/// Whether a piece draws trains up.
fn is_lift(piece: &PlacedPiece, rise: Height) -> bool {
    let always =
        matches!(piece.piece, PieceId::CABLE_LIFT_HILL | PieceId::POWERED_LIFT) || piece.piece.is_curved_lift();
    always || (piece.chain && rise > Height(0))
}

/// Whether a piece stays at one height.
fn is_level(piece: &Piece) -> bool {
    let (begin, end) = (piece.begin, piece.end);
    let is_flat = begin.pitch == Pitch::Level && end.pitch == Pitch::Level && begin.z == end.z;
    is_flat && !piece.flags.inversion
}
