//! Track that stands in itself at one height, which only a design can hold (rules: physics 2.6).

use crate::quantity::{Height, Tile};

use super::Layout;
use super::placed::PlacedBlock;

/// Two pieces that take the same space at the same height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crossing {
    /// The one placed first, and the one placed in it.
    pub pieces: (usize, usize),
    /// The first tile that they share.
    pub tile: Tile,
    /// Where the blocks of both begin.
    pub height: Height,
    /// Whether a train on the later piece goes on from the earlier one.
    pub changes_track: bool,
}

impl Layout<'_> {
    /// Where the track stands in itself at one height: for every piece the earlier ones that it meets first, in the order
    /// of the design. Nothing in a design that can be built by hand.
    pub fn crossings(&self) -> Vec<Crossing> {
        let mut blocks: Vec<(usize, usize, PlacedBlock)> = self.blocks().collect();
        blocks.sort_by_key(|&(piece, number, block)| (block.at, block.base, piece, number));
        let mut crossings = Vec::new();
        for level in blocks.chunk_by(|(_, _, a), (_, _, b)| (a.at, a.base) == (b.at, b.base)) {
            for (place, &(later, number, block)) in level.iter().enumerate() {
                let twin = self.links.taken_for(later);
                let changes_track = number == 0 && twin != later;
                let meets = |&&(piece, _, other): &&(usize, usize, PlacedBlock)| {
                    piece != later && other.quarters & block.quarters != 0
                };
                let met = level[..place].iter().find(meets).map(|&(piece, ..)| piece);
                let Some(earlier) = met.filter(|_| !changes_track).or(changes_track.then_some(twin)) else { continue };
                let (tile, height) = (block.at.tile(), block.base);
                crossings.push(Crossing { pieces: (earlier, later), tile, height, changes_track });
            }
        }
        crossings.sort_by_key(|crossing| (crossing.pieces.1, crossing.pieces.0, !crossing.changes_track));
        crossings.dedup_by_key(|crossing| crossing.pieces);
        crossings
    }
}
