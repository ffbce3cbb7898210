//! Which piece follows which on the ground (rules: construction 3.1, physics 2.6).

use super::placed::PlacedPiece;
use super::pose::Pose;

/// Successor and predecessor of every piece, by place alone; shapes are compared elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    next: Vec<Option<u32>>,
    previous: Vec<Option<u32>>,
}

impl Links {
    /// Links pieces whose joints meet. Where several begin (or end) at the same joint, the game finds the lowest
    /// first, and of equals the one placed first.
    pub fn new(placed: &[PlacedPiece]) -> Self {
        let begins = sorted(placed, |piece| (piece.begin, piece.base));
        let ends = sorted(placed, |piece| (piece.end, piece.last_base));
        Self {
            next: placed.iter().map(|piece| first_at(&begins, piece.end)).collect(),
            previous: placed.iter().map(|piece| first_at(&ends, piece.begin)).collect(),
        }
    }

    /// The piece that follows.
    pub fn next(&self, piece: usize) -> Option<usize> {
        self.next[piece].map(|next| next as usize)
    }

    /// The piece before.
    pub fn previous(&self, piece: usize) -> Option<usize> {
        self.previous[piece].map(|previous| previous as usize)
    }

    /// The pieces from `start` along the track until it ends or comes back to `start`.
    pub fn walk(&self, start: usize) -> Walk<'_> {
        Walk { links: self, start, here: Some(start), steps: self.next.len() }
    }
}

type Joint = (Pose, i32, u32);

fn sorted(placed: &[PlacedPiece], joint: impl Fn(&PlacedPiece) -> (Pose, i32)) -> Vec<Joint> {
    let mut joints: Vec<Joint> = placed
        .iter()
        .enumerate()
        .map(|(index, piece)| {
            let (pose, base) = joint(piece);
            (pose, base, index as u32)
        })
        .collect();
    joints.sort_unstable();
    joints
}

fn first_at(joints: &[Joint], pose: Pose) -> Option<u32> {
    let place = joints.partition_point(|joint| joint.0 < pose);
    joints.get(place).filter(|joint| joint.0 == pose).map(|joint| joint.2)
}

/// A walk along the track. Ends after as many pieces as there are, however the track is tangled.
pub struct Walk<'a> {
    links: &'a Links,
    start: usize,
    here: Option<usize>,
    steps: usize,
}

impl Iterator for Walk<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let here = self.here.filter(|_| self.steps > 0)?;
        self.steps -= 1;
        self.here = self.links.next(here).filter(|&next| next != self.start);
        Some(here)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction, PieceId};
    use crate::design::Element;
    use crate::layout::lay_out;

    fn links(pieces: &[u16]) -> Links {
        let catalogue = Catalogue::load().unwrap();
        let elements: Vec<Element> = pieces.iter().map(|&piece| Element::new(PieceId(piece))).collect();
        Links::new(&lay_out(&catalogue, &elements, Pose::new(320, 320, 112, Direction::new(1))).unwrap())
    }

    #[test]
    fn slopes_do_not_matter_but_a_diagonal_begin_does_not_follow_a_straight_end() {
        // Level, 25 degrees up, diagonal level, and a turn from the grid onto the diagonal.
        let (flat, up, diagonal, eighth) = (0, 4, 141, 133);
        for follow in [[flat, up], [eighth, diagonal]] {
            assert_eq!((links(&follow).next(0), links(&follow).previous(1)), (Some(1), Some(0)), "{follow:?}");
        }
        for part in [[flat, diagonal], [eighth, flat]] {
            assert_eq!((links(&part).next(0), links(&part).previous(1)), (None, None), "{part:?}");
        }
    }
}
