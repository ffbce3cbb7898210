//! The tiles under a track, and how many of them two tracks share.

use std::collections::BTreeSet;

use crate::quantity::Tile;

/// The tiles under a track, wherever they lie on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroundPlan {
    /// Column and row of each tile, from 0 on.
    cells: Vec<(usize, usize)>,
    /// Tiles in each column and in each row.
    columns: Vec<usize>,
    rows: Vec<usize>,
}

impl GroundPlan {
    /// The plan of some tiles; those named twice count once.
    pub fn new(tiles: impl IntoIterator<Item = Tile>) -> Self {
        let tiles: BTreeSet<Tile> = tiles.into_iter().collect();
        let left = tiles.iter().map(|tile| tile.x).min().unwrap_or_default();
        let top = tiles.iter().map(|tile| tile.y).min().unwrap_or_default();
        Self::of(tiles.into_iter().map(|tile| ((tile.x - left) as usize, (tile.y - top) as usize)).collect())
    }

    fn of(cells: Vec<(usize, usize)>) -> Self {
        let columns = tally(cells.iter().map(|cell| cell.0));
        let rows = tally(cells.iter().map(|cell| cell.1));
        Self { cells, columns, rows }
    }

    /// The share of the tiles of both plans that belongs to both, from 0 to 1, when the other is turned, mirrored and
    /// moved so that it is largest: intersection over union.
    pub fn overlap(&self, other: &Self) -> f64 {
        let shared = self.shared(other, 0);
        let all = self.cells.len() + other.cells.len() - shared;
        if all == 0 { 1.0 } else { shared as f64 / all as f64 }
    }

    /// Whether that share is more than half.
    pub fn is_mostly(&self, other: &Self) -> bool {
        // Shared tiles are more than half of all if they are more than a third of the tiles counted twice.
        let half = (self.cells.len() + other.cells.len()) / 3;
        self.cells.len().min(other.cells.len()) > half && self.shared(other, half) > half
    }

    /// The most tiles that the plans share in any turn, mirrored or not, and any place of the other; `least` if they
    /// share no more than that.
    fn shared(&self, other: &Self, least: usize) -> usize {
        let stride = self.columns.len() + other.columns.len().max(other.rows.len());
        let ours = self.bits(stride);
        let mut most = least;
        for turned in other.turns() {
            let theirs = turned.bits(stride);
            let columns = bounds(&self.columns, &turned.columns);
            for (down, bound) in bounds(&self.rows, &turned.rows) {
                if bound <= most {
                    continue;
                }
                for &(across, bound) in &columns {
                    if bound > most {
                        most = most.max(common(&ours, &theirs, down * stride as isize + across));
                    }
                }
            }
        }
        most
    }

    /// The plan in its four turns, mirrored and not.
    fn turns(&self) -> [Self; 8] {
        let (width, height) = (self.columns.len(), self.rows.len());
        std::array::from_fn(|turn| {
            let turned = |&(column, row): &(usize, usize)| {
                let column = if turn & 1 == 0 { column } else { width - 1 - column };
                let row = if turn & 2 == 0 { row } else { height - 1 - row };
                if turn & 4 == 0 { (column, row) } else { (row, column) }
            };
            Self::of(self.cells.iter().map(turned).collect())
        })
    }

    /// The tiles as bits, row after row. Rows are so far apart that no tile of another plan, moved sideways, comes to
    /// lie in the next row.
    fn bits(&self, stride: usize) -> Vec<u64> {
        let mut bits = vec![0; (self.rows.len() * stride).div_ceil(WORD)];
        for (column, row) in &self.cells {
            let bit = row * stride + column;
            bits[bit / WORD] |= 1 << (bit % WORD);
        }
        bits
    }
}

const WORD: usize = u64::BITS as usize;

/// How often each number occurs.
fn tally(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut counts = Vec::new();
    for number in numbers {
        if counts.len() <= number {
            counts.resize(number + 1, 0);
        }
        counts[number] += 1;
    }
    counts
}

/// For every shift of the second list along the first, the shift and the most tiles that can coincide.
fn bounds(ours: &[usize], theirs: &[usize]) -> Vec<(isize, usize)> {
    let shifts = 1 - theirs.len() as isize..ours.len() as isize;
    let bound = |shift: isize| -> usize {
        let (ours, theirs) =
            if shift < 0 { (ours, &theirs[shift.unsigned_abs()..]) } else { (&ours[shift.unsigned_abs()..], theirs) };
        ours.iter().zip(theirs).map(|(a, b)| a.min(b)).sum()
    };
    shifts.map(|shift| (shift, bound(shift))).collect()
}

/// The number of bits that both have once the second are shifted upwards.
fn common(ours: &[u64], theirs: &[u64], shift: isize) -> usize {
    if shift < 0 {
        return common(theirs, ours, -shift);
    }
    let (words, bits) = (shift.unsigned_abs() / WORD, shift.unsigned_abs() % WORD);
    let mut carried = 0;
    let mut count = 0;
    for (our, their) in ours.iter().skip(words).zip(theirs.iter().chain([&0])) {
        let shifted = u128::from(*their) << bits;
        count += (our & (shifted as u64 | carried)).count_ones();
        carried = (shifted >> WORD) as u64;
    }
    count as usize
}
