//! Which quarters of which tiles are taken at which heights (rules: construction 1.3, 5.2, 8.2).

use crate::catalogue::TILE;

use super::placed::PlacedBlock;

/// Heights 0..2048 in steps of 8, one bit each.
type Levels = [u64; 4];

const EMPTY: [Levels; 4] = [[0; 4]; 4];

/// A height mask per quarter of every tile in use. Reusable: clearing costs what was occupied.
#[derive(Debug, Clone)]
pub struct Occupancy {
    side: i32,
    slots: Vec<u32>,
    tiles: Vec<usize>,
    cells: Vec<[Levels; 4]>,
}

impl Occupancy {
    /// Nothing occupied on a map of `side` tiles along each edge.
    pub fn new(side: i32) -> Self {
        let side = side.max(1);
        Self { side, slots: vec![0; (side * side) as usize], tiles: Vec::new(), cells: Vec::new() }
    }

    /// Frees everything.
    pub fn clear(&mut self) {
        for tile in self.tiles.drain(..) {
            self.slots[tile] = 0;
        }
        self.cells.clear();
    }

    fn tile(&self, x: i32, y: i32) -> Option<usize> {
        let (column, row) = (x.div_euclid(TILE), y.div_euclid(TILE));
        let on_map = (0..self.side).contains(&column) && (0..self.side).contains(&row);
        on_map.then_some((row * self.side + column) as usize)
    }

    /// In how many quarters the block meets something taken; off the map nothing is.
    pub fn conflicts(&self, block: &PlacedBlock) -> u32 {
        let Some(slot) = self.tile(block.x, block.y).map(|tile| self.slots[tile] as usize).filter(|&slot| slot > 0)
        else {
            return 0;
        };
        let mask = levels(block);
        let meets = |taken: &Levels| taken.iter().zip(&mask).any(|(taken, wanted)| taken & wanted != 0);
        let quarters = self.cells[slot - 1].iter().enumerate();
        quarters.filter(|(quarter, taken)| block.quarters & (1 << quarter) != 0 && meets(taken)).count() as u32
    }

    /// Takes the space of a block; off the map nothing happens.
    pub fn occupy(&mut self, block: &PlacedBlock) {
        let Some(tile) = self.tile(block.x, block.y) else { return };
        if self.slots[tile] == 0 {
            self.cells.push(EMPTY);
            self.tiles.push(tile);
            self.slots[tile] = self.cells.len() as u32;
        }
        let mask = levels(block);
        let cell = &mut self.cells[self.slots[tile] as usize - 1];
        for (quarter, taken) in cell.iter_mut().enumerate() {
            if block.quarters & (1 << quarter) != 0 {
                taken.iter_mut().zip(&mask).for_each(|(taken, wanted)| *taken |= wanted);
            }
        }
    }

    /// Frees the space of a block that was free before it was occupied.
    pub fn vacate(&mut self, block: &PlacedBlock) {
        let Some(slot) = self.tile(block.x, block.y).map(|tile| self.slots[tile] as usize).filter(|&slot| slot > 0)
        else {
            return;
        };
        let mask = levels(block);
        for (quarter, taken) in self.cells[slot - 1].iter_mut().enumerate() {
            if block.quarters & (1 << quarter) != 0 {
                taken.iter_mut().zip(&mask).for_each(|(taken, wanted)| *taken &= !wanted);
            }
        }
    }
}

/// The bits of the heights [base, top).
fn levels(block: &PlacedBlock) -> Levels {
    let first = (block.base / 8).clamp(0, 256);
    let end = (block.top / 8).clamp(first, 256);
    let mut levels = [0; 4];
    for (word, bits) in levels.iter_mut().enumerate() {
        let from = (first - word as i32 * 64).clamp(0, 64);
        let to = (end - word as i32 * 64).clamp(0, 64);
        if to > from {
            let ones = if to - from == 64 { u64::MAX } else { (1 << (to - from)) - 1 };
            *bits = ones << from;
        }
    }
    levels
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(base: i32, top: i32, quarters: u8) -> PlacedBlock {
        PlacedBlock { x: 64, y: 96, base, top, quarters, raised: 0 }
    }

    #[test]
    fn half_open_ranges_and_disjoint_quarters_do_not_meet() {
        let mut occupancy = Occupancy::new(8);
        occupancy.occupy(&block(112, 136, 0b0111));
        assert_eq!(occupancy.conflicts(&block(112, 136, 0b1111)), 3);
        assert_eq!(occupancy.conflicts(&block(112, 136, 0b1000)), 0);
        assert_eq!(occupancy.conflicts(&block(136, 160, 0b1111)), 0);
        assert_eq!(occupancy.conflicts(&block(128, 600, 0b0001)), 1);
        occupancy.vacate(&block(112, 136, 0b0111));
        assert_eq!(occupancy.conflicts(&block(0, 2048, 0b1111)), 0);
        occupancy.occupy(&block(504, 528, 0b0001));
        assert_eq!(occupancy.conflicts(&block(512, 520, 0b0001)), 1);
        occupancy.clear();
        assert_eq!(occupancy.conflicts(&block(0, 2048, 0b1111)), 0);
    }
}
