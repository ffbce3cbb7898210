//! How far cars can run with nothing but gravity acting on them: what a test run may skip is found out once per path.

use crate::catalogue::{Course, DisplacementRate};

use super::{Device, Path, PathPiece};

/// No way on is followed beyond this distance.
const FARTHEST: i32 = 1 << 29;

/// The way on from a piece where nothing happens to a car but that it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FreeWay {
    /// Index of the piece that follows.
    pub piece: usize,
    /// The course of every car on it.
    pub course: Course,
    /// Cost of the step to it.
    pub step: i32,
    /// Whether it carries a chain.
    pub chain: bool,
    /// How far from the end of the piece nothing happens to a car.
    pub free_distance: i32,
    /// How far from the end of the piece gravity and chain stay what they are there.
    pub steady_distance: i32,
}

impl Path<'_> {
    /// Finds the pieces from which cars go on to the next without more ado, and how far the way on reaches. Ways that
    /// lead back in the order of the design are followed no further.
    pub(super) fn set_free_ways(&mut self) {
        for index in (0..self.pieces.len()).rev() {
            self.pieces[index].free_way = self.free_way_from(index);
        }
    }

    fn free_way_from(&self, index: usize) -> Option<FreeWay> {
        let piece = &self.pieces[index];
        let link = piece.next.filter(|link| link.fits[usize::from(piece.inverted)])?;
        let next = &self.pieces[link.piece];
        if !piece.only_gravity || !next.only_gravity || piece.inverted != next.inverted {
            return None;
        }
        let (courses, course) = (self.courses(), next.courses[0]);
        let (last, start) = (piece.courses[0].nodes().end - 1, course.nodes().start);
        let step = self.border(index, link.piece);
        let beyond = next.free_way.as_ref();
        let free_distance = (step + course.reach + beyond.map_or(0, |beyond| beyond.free_distance)).min(FARTHEST);
        let steady_distance = if next.chain != piece.chain || courses.gravity(start) != courses.gravity(last) {
            0
        } else {
            let beyond = beyond.filter(|_| courses.is_even(&course, start));
            (step + courses.even_reach(start) + beyond.map_or(0, |beyond| beyond.steady_distance)).min(FARTHEST)
        };
        Some(FreeWay { piece: link.piece, course, step, chain: next.chain, free_distance, steady_distance })
    }

    /// The greatest displacement rate of cars on a piece and on the step to the next.
    pub(super) fn displacement_rate_of(&self, index: usize) -> DisplacementRate {
        let piece = &self.pieces[index];
        let own = if matches!(piece.device, Device::Reverser | Device::LogFlumeReverser) {
            DisplacementRate::default()
        } else {
            piece.courses[0].displacement_rate
        };
        piece.next.map_or(own, |link| own.with_step(self.end_of(index), self.start_of(link.piece)))
    }

    /// How far it is from a sub-position to the last one before a piece that can stop a train being placed.
    ///
    /// # Panics
    ///
    /// If the number of the piece or of the sub-position is none of this path.
    pub fn distance_before_stop(&self, piece: usize, node: usize) -> i32 {
        let stops = |piece: &PathPiece| piece.starts_block || piece.device == Device::BrakeForDrop;
        let (courses, mut here) = (self.courses(), piece);
        if stops(&self.pieces[here]) {
            return 0;
        }
        let mut reach = self.pieces[here].courses[0].reach - courses.reach(node);
        while let Some(link) = self.pieces[here].next.filter(|link| !stops(&self.pieces[link.piece])) {
            reach += self.border(here, link.piece);
            reach += self.pieces[link.piece].courses[0].reach;
            here = link.piece;
            if reach > FARTHEST {
                break;
            }
        }
        reach
    }
}
