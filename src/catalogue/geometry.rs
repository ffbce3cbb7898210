//! Directions, headings and the turns of the tile grid (rules: construction 1.2, 1.3).

use serde::{Deserialize, Serialize};

use crate::quantity::{MapPoint, TILE};

/// One of the four directions of the grid: 0 = -x, 1 = +y, 2 = +x, 3 = -y.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Direction(u8);

impl Direction {
    /// All four directions in order.
    pub const ALL: [Self; 4] = [Self(0), Self(1), Self(2), Self(3)];

    /// The direction of a number, of which the low two bits count.
    pub const fn new(number: u8) -> Self {
        Self(number & 3)
    }

    /// The direction as 0..3.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The direction as an index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// This direction after `quarters` quarter turns to the right.
    #[must_use]
    pub const fn turned(self, quarters: u8) -> Self {
        Self::new(self.0 + (quarters & 3))
    }

    /// The opposite direction.
    #[must_use]
    pub const fn reversed(self) -> Self {
        self.turned(2)
    }

    /// The step to the next tile.
    pub const fn step(self) -> MapPoint {
        self.rotate(MapPoint::new(-TILE, 0))
    }

    /// A vector of direction 0 turned into this direction.
    pub const fn rotate(self, MapPoint { x, y }: MapPoint) -> MapPoint {
        match self.0 {
            0 => MapPoint::new(x, y),
            1 => MapPoint::new(y, -x),
            2 => MapPoint::new(-x, -y),
            _ => MapPoint::new(-y, x),
        }
    }

    /// A four-bit mask of quarters or sides of direction 0 turned into this direction.
    pub const fn rotate_mask(self, mask: u8) -> u8 {
        let mask = mask & 15;
        ((mask << self.0) | (mask >> (4 - self.0))) & 15
    }
}

/// A direction of travel at a joint: 0..3 along the grid, `4 | d` halfway to the right of `d`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Heading(u8);

impl Heading {
    /// A heading along the grid or, with `diagonal`, halfway to the next direction on the right.
    pub const fn new(direction: Direction, diagonal: bool) -> Self {
        Self(direction.0 | if diagonal { 4 } else { 0 })
    }

    /// The heading as 0..7.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The direction that coordinates and masks turn by.
    pub const fn direction(self) -> Direction {
        Direction::new(self.0)
    }

    /// Whether the heading lies between two directions of the grid.
    pub const fn is_diagonal(self) -> bool {
        self.0 & 4 != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rotation_is_a_group_and_steps_follow_it() {
        for d in Direction::ALL {
            assert_eq!(d.reversed().reversed(), d);
            assert_eq!(d.rotate_mask(0b1111), 0b1111);
        }
        let once = Direction::new(1);
        let vector = MapPoint::new(3, 5);
        assert_eq!(once.rotate(once.rotate(vector)), Direction::new(2).rotate(vector));
        assert_eq!(once.step(), MapPoint::new(0, TILE));
        assert_eq!(once.rotate_mask(0b1000), 0b0001);
    }
}
