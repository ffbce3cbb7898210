//! Where a joint lies and which way it faces (rules: construction 1.4).

use crate::catalogue::{Direction, Heading, Piece};

/// A joint: tile corner, rail height and heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pose {
    /// Map units.
    pub x: i32,
    /// Map units.
    pub y: i32,
    /// Rail height, z units.
    pub z: i32,
    /// Direction of travel.
    pub heading: Heading,
}

impl Pose {
    /// A joint along the grid.
    pub const fn new(x: i32, y: i32, z: i32, direction: Direction) -> Self {
        Self { x, y, z, heading: Heading::new(direction, false) }
    }

    /// The same place, facing a direction of the grid.
    #[must_use]
    pub const fn towards(self, direction: Direction) -> Self {
        Self { heading: Heading::new(direction, false), ..self }
    }

    /// Height of the origin of a piece that begins here.
    pub const fn origin_z(&self, piece: &Piece) -> i32 {
        self.z - piece.begin.z
    }

    /// The joint that a piece beginning here leaves for the next.
    #[must_use]
    pub const fn after(&self, piece: &Piece) -> Self {
        let direction = self.heading.direction();
        let (dx, dy) = direction.rotate(piece.end_offset);
        let turned = direction.turned(piece.end.turn);
        let heading = Heading::new(turned, piece.end.diagonal);
        let (sx, sy) = if piece.end.diagonal { (0, 0) } else { turned.step() };
        Self { x: self.x + dx + sx, y: self.y + dy + sy, z: self.origin_z(piece) + piece.end.z, heading }
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
            let begin =
                Pose { x: 0, y: 0, z: piece.begin.z, heading: Heading::new(Direction::new(0), piece.begin.diagonal) };
            let next = begin.after(piece);
            let begins_at_end = piece.begin.z;
            assert_eq!((next.x, next.y), (-32 * forward, 32 * right), "{}", piece.name);
            assert_eq!((next.z - begins_at_end, next.heading.number()), (z, heading), "{}", piece.name);
        }
    }

    #[test]
    fn absolute_examples() {
        let catalogue = Catalogue::load().unwrap();
        let turn = catalogue.piece(PieceId(16)).unwrap();
        let next = Pose::new(320, 320, 112, Direction::new(1)).after(turn);
        assert_eq!((next.x, next.y, next.heading.number()), (7 * 32, 12 * 32, 0));
        let diagonal = catalogue.piece(PieceId(141)).unwrap();
        let begin = Pose { x: 320, y: 320, z: 112, heading: Heading::new(Direction::new(1), true) };
        let next = begin.after(diagonal);
        assert_eq!((next.x, next.y, next.heading.number()), (11 * 32, 11 * 32, 5));
    }
}
