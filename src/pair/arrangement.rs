//! Ways in which two platforms lie so that each finds the other (rules: ratings 3.6, physics 5.6).

use crate::catalogue::Direction;
use crate::layout::Station;
use crate::quantity::MapPoint;
use crate::rating::ADJACENT_REACH;

/// How the platform of the second ride lies beside that of the first, as seen by a train that leaves the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arrangement {
    /// Tiles to the right; negative to the left.
    pub right: i32,
    /// Tiles from the front tile of the first back to that of the second.
    pub behind: i32,
    /// Whether the trains leave in opposite directions.
    pub is_opposite: bool,
}

impl Arrangement {
    /// All that let both find the other, trains that race before those that part, near ones before distant ones. Each
    /// looks sideways from its front tile alone, so fronts of trains that race are level.
    pub(super) fn all(first: i32, second: i32) -> Vec<Self> {
        let sides = || (1..=ADJACENT_REACH).flat_map(|tiles| [tiles, -tiles]);
        let racing = sides().map(|right| Self { right, behind: 0, is_opposite: false });
        let overlap = first.min(second);
        let parting =
            sides().flat_map(|right| (0..overlap).rev().map(move |behind| Self { right, behind, is_opposite: true }));
        racing.chain(parting).collect()
    }

    /// The direction of the second platform beside a first of some direction.
    pub(super) const fn second_direction(self, first: Direction) -> Direction {
        if self.is_opposite { first.reversed() } else { first }
    }

    /// The same, as seen by a train that leaves the second.
    #[must_use]
    pub const fn from_second(self) -> Self {
        if self.is_opposite { self } else { Self { right: -self.right, ..self } }
    }

    /// The front tile and the direction of the second platform beside the first.
    pub(super) fn second(self, first: &Station) -> (MapPoint, Direction) {
        let ahead = first.direction.step();
        let right = first.direction.turned(1).step();
        let front = first.front + right * self.right - ahead * self.behind;
        (front, self.second_direction(first.direction))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Height;

    #[test]
    fn every_arrangement_lets_both_find_the_other() {
        let first = Station { front: MapPoint::new(320, 640), z: Height(112), direction: Direction::new(1), length: 6 };
        let all = Arrangement::all(first.length, 4);
        assert_eq!(all.len(), 12 + 12 * 4);
        for arrangement in all {
            let (front, direction) = arrangement.second(&first);
            let second = Station { front, direction, length: 4, ..first };
            let finds = |one: &Station, other: &Station| {
                [1, 3].iter().any(|&quarters| {
                    let step = one.direction.turned(quarters).step();
                    (1..=ADJACENT_REACH).any(|tiles| other.holds(one.front + step * tiles, other.z))
                })
            };
            assert!(finds(&first, &second) && finds(&second, &first), "{arrangement:?}");
        }
    }
}
