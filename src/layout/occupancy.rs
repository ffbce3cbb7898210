//! Which quarters of which tiles are taken at which heights (rules: construction 1.3, 5.2).

use crate::quantity::Tile;

use super::placed::PlacedBlock;

/// Heights 0..2048 in steps of 8, four bits each: one per quarter.
type Cell = [u64; 16];

/// Tiles along one side of a chunk, as a power of two.
const CHUNK: i32 = 3;
const CHUNK_TILES: usize = 1 << (2 * CHUNK);

/// The heights that are taken in every quarter of every tile in use. Reusable: clearing costs next to nothing.
#[derive(Debug, Clone)]
pub struct Occupancy {
    side: i32,
    /// Chunks along one side of the map.
    chunk_side: i32,
    /// For every chunk of the map, 0 or one more than its place among those in use.
    chunks: Vec<u32>,
    /// For every tile of the chunks in use, 0 or one more than the place of its cell.
    slots: Vec<u32>,
    cells: Vec<Cell>,
}

impl Occupancy {
    /// Nothing occupied on a map of `side` tiles along each edge.
    pub fn new(side: i32) -> Self {
        let side = side.max(1);
        let chunk_side = (side >> CHUNK) + 1;
        let chunks = vec![0; (chunk_side * chunk_side) as usize];
        Self { side, chunk_side, chunks, slots: Vec::new(), cells: Vec::new() }
    }

    /// Frees everything.
    pub fn clear(&mut self) {
        self.chunks.fill(0);
        self.slots.clear();
        self.cells.clear();
    }

    /// The chunk of a tile and the tile's place in it; `None` off the map.
    fn locate(&self, block: &PlacedBlock) -> Option<(usize, usize)> {
        let Tile { x: column, y: row } = block.at.tile();
        if !(0..self.side).contains(&column) || !(0..self.side).contains(&row) {
            return None;
        }
        let chunk = (row >> CHUNK) * self.chunk_side + (column >> CHUNK);
        let low = (1 << CHUNK) - 1;
        Some((chunk as usize, ((row & low) << CHUNK | column & low) as usize))
    }

    /// The place of the cell of a block's tile, if any of the tile is in use.
    fn cell(&self, block: &PlacedBlock) -> Option<usize> {
        let (chunk, tile) = self.locate(block)?;
        let chunk = (self.chunks[chunk] as usize).checked_sub(1)?;
        (self.slots[chunk * CHUNK_TILES + tile] as usize).checked_sub(1)
    }

    /// In how many quarters the block meets something taken; off the map nothing is.
    pub fn conflicts(&self, block: &PlacedBlock) -> u32 {
        let Some(cell) = self.cell(block).map(|cell| &self.cells[cell]) else { return 0 };
        let met = words(block).fold(0, |met, (word, mask)| met | cell[word] & mask);
        if met == 0 { 0 } else { quarters(met) }
    }

    /// Takes the space of a block; off the map nothing happens.
    pub fn occupy(&mut self, block: &PlacedBlock) {
        self.claim(block);
    }

    /// Takes the space of a block. In how many of its quarters something was taken before.
    pub fn claim(&mut self, block: &PlacedBlock) -> u32 {
        let Some((chunk, tile)) = self.locate(block) else { return 0 };
        if self.chunks[chunk] == 0 {
            self.slots.resize(self.slots.len() + CHUNK_TILES, 0);
            self.chunks[chunk] = (self.slots.len() / CHUNK_TILES) as u32;
        }
        let slot = &mut self.slots[(self.chunks[chunk] as usize - 1) * CHUNK_TILES + tile];
        if *slot == 0 {
            self.cells.push([0; 16]);
            *slot = self.cells.len() as u32;
        }
        let cell = &mut self.cells[*slot as usize - 1];
        let mut met = 0;
        for (word, mask) in words(block) {
            met |= cell[word] & mask;
            cell[word] |= mask;
        }
        if met == 0 { 0 } else { quarters(met) }
    }

    /// Frees the space of a block that was free before it was occupied.
    pub fn vacate(&mut self, block: &PlacedBlock) {
        if let Some(cell) = self.cell(block) {
            words(block).for_each(|(word, mask)| self.cells[cell][word] &= !mask);
        }
    }
}

/// The words of a cell that hold the heights [base, top) of a block, with the bits of its quarters.
fn words(block: &PlacedBlock) -> impl Iterator<Item = (usize, u64)> + use<> {
    const EACH_HEIGHT: u64 = 0x1111_1111_1111_1111;
    const HEIGHTS: usize = 16;
    let first = (block.base.height_units().0).clamp(0, 256) as usize;
    let end = ((block.top.height_units().0).clamp(0, 256) as usize).max(first);
    let quarters = EACH_HEIGHT * u64::from(block.quarters & 15);
    (first / HEIGHTS..end.div_ceil(HEIGHTS)).map(move |word| {
        let from = first.saturating_sub(word * HEIGHTS);
        let to = (end - word * HEIGHTS).min(HEIGHTS);
        let upper = if to == HEIGHTS { u64::MAX } else { (1 << (4 * to)) - 1 };
        (word, quarters & upper & u64::MAX << (4 * from))
    })
}

/// How many quarters occur in the bits of any heights.
fn quarters(bits: u64) -> u32 {
    let folded = [32, 16, 8, 4].into_iter().fold(bits, |bits, shift| bits | bits >> shift);
    (folded & 15).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::{Height, MapPoint};

    fn block(base: i32, top: i32, quarters: u8) -> PlacedBlock {
        PlacedBlock { at: MapPoint::new(64, 96), base: Height(base), top: Height(top), quarters, raised: 0 }
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
