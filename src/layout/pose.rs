//! Where a joint lies and which way it faces (rules: construction 1.4).

use crate::catalogue::{Direction, Heading, Piece};
use crate::quantity::{Height, MapPoint};

/// A joint: tile corner, rail height and heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pose {
    /// Corner of its tile.
    pub at: MapPoint,
    /// Rail height.
    pub z: Height,
    /// Direction of travel.
    pub heading: Heading,
}

impl Pose {
    /// A joint along the grid.
    pub const fn new(at: MapPoint, z: Height, direction: Direction) -> Self {
        Self { at, z, heading: Heading::new(direction, false) }
    }

    /// The same place, facing a direction of the grid.
    #[must_use]
    pub const fn towards(self, direction: Direction) -> Self {
        Self { heading: Heading::new(direction, false), ..self }
    }

    /// Height of the origin of a piece that begins here.
    pub fn origin_z(&self, piece: &Piece) -> Height {
        self.z - piece.begin.z
    }

    /// The joint that a piece beginning here leaves for the next.
    #[must_use]
    pub fn after(&self, piece: &Piece) -> Self {
        let direction = self.heading.direction();
        let last = self.at + direction.rotate(piece.end_offset);
        let turned = direction.turned(piece.end.turn);
        let heading = Heading::new(turned, piece.end.diagonal);
        let at = if piece.end.diagonal { last } else { last + turned.step() };
        Self { at, z: self.origin_z(piece) + piece.end.z, heading }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, PieceId};

    /// The worked examples of construction 1.8, direction 0 from the origin: (piece, forward, right, z, heading).
    const NEXT: [(u16, i32, i32, i32, u8); 12] = [
        (0, 1, 0, 0, 0),
        (4, 1, 0, 16, 0),
        (16, 2, -3, 0, 3),
        (133, 2, -1, 0, 7),
        (40, 2, -1, 0, 0),
        (102, 2, -3, 16, 3),
        (56, 0, 0, 152, 2),
        (57, -2, 0, -152, 2),
        (58, 1, -2, 80, 3),
        (126, 0, 0, 32, 0),
        (141, 1, 1, 0, 4),
        (135, 3, 1, 0, 0),
    ];

    #[test]
    fn worked_examples() {
        let catalogue = Catalogue::load().unwrap();
        for (id, forward, right, z, heading) in NEXT {
            let piece = catalogue.piece(PieceId(id)).unwrap();
            let begin = Pose {
                at: MapPoint::new(0, 0),
                z: piece.begin.z,
                heading: Heading::new(Direction::new(0), piece.begin.diagonal),
            };
            let next = begin.after(piece);
            let begins_at_end = piece.begin.z;
            assert_eq!(next.at, MapPoint::new(-32 * forward, 32 * right), "{}", piece.name);
            assert_eq!((next.z - begins_at_end, next.heading.number()), (Height(z), heading), "{}", piece.name);
        }
    }

    #[test]
    fn absolute_examples() {
        let catalogue = Catalogue::load().unwrap();
        let turn = catalogue.piece(PieceId(16)).unwrap();
        let next = Pose::new(MapPoint::new(320, 320), Height(112), Direction::new(1)).after(turn);
        assert_eq!((next.at, next.heading.number()), (MapPoint::new(7 * 32, 12 * 32), 0));
        let diagonal = catalogue.piece(PieceId(141)).unwrap();
        let begin = Pose {
            heading: Heading::new(Direction::new(1), true),
            ..Pose::new(MapPoint::new(320, 320), Height(112), Direction::new(1))
        };
        let next = begin.after(diagonal);
        assert_eq!((next.at, next.heading.number()), (MapPoint::new(11 * 32, 11 * 32), 5));
    }
}
