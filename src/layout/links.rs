//! Which piece follows which on the ground (rules: construction 3.1, physics 2.6).

use crate::quantity::Height;

use super::placed::PlacedPiece;
use super::pose::Pose;

/// Successor and predecessor of every piece, by place alone; shapes are compared elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    next: Vec<Option<u32>>,
    previous: Vec<Option<u32>>,
    /// Pieces that a train on them is not found on, with those it is found on; ordered.
    twins: Vec<(u32, u32)>,
}

impl Links {
    /// Links pieces whose joints meet. Where several begin (or end) at the same joint, the game finds the lowest
    /// first, and of equals the one placed first.
    pub fn new(placed: &[PlacedPiece]) -> Self {
        let begins = Joints::new(placed.iter().map(|piece| key(piece.begin, piece.base)));
        let ends = Joints::new(placed.iter().map(|piece| key(piece.end, piece.last_base)));
        let next = |(index, piece): (usize, &PlacedPiece)| begins.first_at(piece.end, index + 1);
        let previous = |(index, piece): (usize, &PlacedPiece)| ends.first_at(piece.begin, index.wrapping_sub(1));
        Self {
            next: placed.iter().enumerate().map(next).collect(),
            previous: placed.iter().enumerate().map(previous).collect(),
            twins: twins(placed, &begins),
        }
    }

    /// The piece that follows.
    ///
    /// # Panics
    ///
    /// If there is no piece of that number.
    pub fn next(&self, piece: usize) -> Option<usize> {
        self.next[piece].map(|next| next as usize)
    }

    /// The piece before.
    ///
    /// # Panics
    ///
    /// If there is no piece of that number.
    pub fn previous(&self, piece: usize) -> Option<usize> {
        self.previous[piece].map(|previous| previous as usize)
    }

    /// The piece that a train goes on from at the ends of a piece: the game looks for one of the same kind whose first
    /// block lies there, whatever its direction, and finds the one placed first (rules: physics 2.6).
    pub fn taken_for(&self, piece: usize) -> usize {
        let found = self.twins.binary_search_by_key(&piece, |&(later, _)| later as usize);
        found.map_or(piece, |found| self.twins[found].1 as usize)
    }

    /// The pieces from `start` along the track until it ends or comes back to `start`.
    pub fn walk(&self, start: usize) -> Walk<'_> {
        Walk { links: self, start, here: Some(start), steps: self.next.len() }
    }
}

/// A joint as a number: the pose, then the height of the block. Equal poses come in the order of their heights.
fn key(pose: Pose, base: Height) -> u128 {
    let word = |value: i32, place: u32| u128::from(value.cast_unsigned()) << (32 * place);
    let turned = pose.z.0 << 3 | i32::from(pose.heading.number());
    word(pose.at.x, 3) | word(pose.at.y, 2) | word(turned, 1) | word(base.0 ^ i32::MIN, 0)
}

/// Pieces of one kind that begin in one place in different directions, each with the one placed first.
fn twins(placed: &[PlacedPiece], begins: &Joints) -> Vec<(u32, u32)> {
    let mut twins = Vec::new();
    for here in begins.sorted.chunk_by(|a, b| spot(a.0) == spot(b.0)).filter(|here| here.len() > 1) {
        for &(_, later) in here {
            let piece = &placed[later as usize];
            let is_alike = |first: &PlacedPiece| (first.piece, first.base) == (piece.piece, piece.base);
            let first = here.iter().map(|&(_, first)| first).filter(|&first| is_alike(&placed[first as usize])).min();
            let turned = first.filter(|&first| placed[first as usize].direction != piece.direction);
            twins.extend(turned.map(|first| (later, first)));
        }
    }
    twins.sort_unstable();
    twins
}

/// The tile and height of a joint alone.
const fn spot(key: u128) -> u128 {
    place(key) >> 3
}

/// The pose of a joint alone.
const fn place(key: u128) -> u128 {
    key >> 32
}

/// Where pieces begin, or where they end.
struct Joints {
    /// By piece: the pose, if the piece is the one that the game finds there.
    firsts: Vec<Option<u128>>,
    /// In order, with their pieces.
    sorted: Vec<(u128, u32)>,
}

impl Joints {
    fn new(keys: impl Iterator<Item = u128>) -> Self {
        let mut sorted: Vec<(u128, u32)> = keys.zip(0..).collect();
        sorted.sort_unstable();
        let mut firsts = vec![None; sorted.len()];
        let mut last = None;
        for &(key, piece) in &sorted {
            if last != Some(place(key)) {
                last = Some(place(key));
                firsts[piece as usize] = last;
            }
        }
        Self { firsts, sorted }
    }

    /// The piece that the game finds at a pose; mostly it is the likely one.
    #[inline]
    fn first_at(&self, pose: Pose, likely: usize) -> Option<u32> {
        let wanted = place(key(pose, Height(0)));
        if self.firsts.get(likely) == Some(&Some(wanted)) {
            return Some(likely as u32);
        }
        let found = self.sorted.partition_point(|&(key, _)| place(key) < wanted);
        self.sorted.get(found).filter(|&&(key, _)| place(key) == wanted).map(|&(_, piece)| piece)
    }
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
    use crate::quantity::MapPoint;

    fn links(pieces: &[u16]) -> Links {
        let catalogue = Catalogue::load().unwrap();
        let elements: Vec<Element> = pieces.iter().map(|&piece| Element::new(PieceId(piece))).collect();
        Links::new(
            &lay_out(&catalogue, &elements, Pose::new(MapPoint::new(320, 320), Height(112), Direction::new(1)))
                .unwrap(),
        )
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
