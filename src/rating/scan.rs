//! The scan of the track: piece by piece from the first station (rules: ratings 3.2).

use crate::catalogue::PieceId;
use crate::layout::{Layout, PlacedBlock};
use crate::quantity::{HeightUnits, MapPoint};
use crate::rules::UpkeepBrakes;

use super::proximity::Counters;
use super::station;

/// What the game finds out about a ride beside what the test run measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surveyed {
    /// Times each kind of proximity was seen.
    pub counters: Counters,
    /// Pieces that were looked at.
    pub scanned: u32,
    /// Proximity score.
    pub proximity: i32,
    /// Scenery score.
    pub scenery: i32,
    /// Whether trains leave with those of an adjacent station.
    pub synchronises: bool,
    /// Brakes that add to the running cost; block brakes do not.
    pub brakes: i32,
    /// Boosters.
    pub boosters: i32,
    /// Reversers.
    pub reversers: i32,
}

/// A block of the ride as the scan sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Seen {
    pub tile: MapPoint,
    pub base: HeightUnits,
    pub top: HeightUnits,
    pub piece: usize,
    pub block: usize,
}

/// All blocks, tile by tile, upwards, and in the order of their placement at equal heights.
fn seen(layout: &Layout) -> Vec<Seen> {
    let stands = layout.is_standing();
    let seen = |(piece, block, placed): (usize, usize, PlacedBlock)| {
        let standing = if stands { layout.standing_heights(piece, block, &placed) } else { None };
        let (base, top) = standing.unwrap_or((placed.base, placed.top));
        Seen { tile: placed.at, base: base.height_units(), top: top.height_units(), piece, block }
    };
    let blocks: Vec<Seen> = layout.blocks().map(seen).collect();
    let word = |value: i32, place: u32| u128::from((value ^ i32::MIN).cast_unsigned()) << (32 * place);
    let key = |block: &Seen| word(block.tile.x, 3) | word(block.tile.y, 2) | word(block.base.0, 1);
    let mut order: Vec<u128> = blocks.iter().zip(0u32..).map(|(block, index)| key(block) | u128::from(index)).collect();
    order.sort_unstable();
    order.into_iter().map(|key| blocks[key as u32 as usize]).collect()
}

pub(super) struct Scan<'a> {
    pub layout: &'a Layout<'a>,
    blocks: Vec<Seen>,
    pub found: Surveyed,
    no_entrance: bool,
}

/// Where the scan looks for a block next.
type Spot = (MapPoint, HeightUnits);

/// Scans the track from the first station; `None` when the game would give up.
pub fn survey(layout: &Layout) -> Option<Surveyed> {
    let station = layout.stations.first()?;
    let start: Spot = (station.front, station.z.height_units());
    let slot = layout.stations.iter().next().map_or(0, |(slot, _)| slot);
    let no_entrance = !has_entrance(layout, slot);
    let mut scan = Scan { layout, blocks: seen(layout), found: Surveyed::default(), no_entrance };
    if !scan.forwards(start)? {
        scan.backwards(start);
    }
    let mut found = scan.found;
    found.proximity = found.counters.score();
    found.scenery = station::scenery(layout, station);
    found.synchronises = layout.settings.synchronises() && station::has_adjacent_station(layout);
    Some(found)
}

fn has_entrance(layout: &Layout, slot: usize) -> bool {
    layout.entrances.iter().any(|entrance| entrance.station == slot && !entrance.is_exit)
}

impl Scan<'_> {
    /// Whether a piece is a brake that adds to the running cost.
    fn is_upkept_brake(&self, piece: PieceId) -> bool {
        match self.layout.catalogue.rules().knobs.upkeep_brakes {
            UpkeepBrakes::Straight => piece == PieceId::BRAKES,
            UpkeepBrakes::All => piece.is_brake(),
        }
    }

    /// The ride's blocks on a tile.
    pub(super) fn on_tile(&self, tile: MapPoint) -> impl Iterator<Item = &Seen> {
        let first = self.blocks.partition_point(|seen| seen.tile < tile);
        self.blocks[first..].iter().take_while(move |seen| seen.tile == tile)
    }

    /// The block the game takes at a spot: the first of that height, and of the expected piece if one is expected.
    #[inline]
    fn find(&self, (tile, base): Spot, expected: Option<PieceId>, any_block: bool) -> Option<Seen> {
        let fits = |seen: &&Seen| {
            let of_piece = |id: PieceId| self.layout.pieces[seen.piece].piece == id && (any_block || seen.block == 0);
            seen.base == base && expected.is_none_or(of_piece)
        };
        self.on_tile(tile).find(fits).copied()
    }

    fn origin(&self, piece: usize) -> Spot {
        let placed = &self.layout.pieces[piece];
        (placed.begin.at, placed.base.height_units())
    }

    /// Walks forwards. True when it came back to the start, false at the end of the track, `None` when lost.
    fn forwards(&mut self, start: Spot) -> Option<bool> {
        let (mut spot, mut expected) = (start, None);
        // A tangled track could lead the game round for ever without coming back.
        for _ in 0..=self.layout.pieces.len() {
            let seen = self.find(spot, expected, false)?;
            if expected == Some(PieceId::END_STATION) {
                let slot = self.layout.station_of(seen.piece);
                self.no_entrance = !slot.is_some_and(|slot| has_entrance(self.layout, slot));
            }
            self.score(&seen, expected);
            let Some(next) = self.layout.links.next(seen.piece) else { return Some(false) };
            spot = self.origin(next);
            if spot == start {
                return Some(true);
            }
            expected = Some(self.layout.pieces[next].piece);
        }
        None
    }

    /// Walks backwards from the start, which is scored once more.
    fn backwards(&mut self, start: Spot) {
        let (mut spot, mut expected) = (start, None);
        for _ in 0..=self.layout.pieces.len() {
            let Some(seen) = self.find(spot, expected, true) else { return };
            self.score(&seen, expected);
            let Some(previous) = self.layout.links.previous(seen.piece) else { return };
            spot = self.origin(previous);
            if spot == start {
                return;
            }
            expected = Some(self.layout.pieces[previous].piece);
        }
    }

    fn score(&mut self, seen: &Seen, expected: Option<PieceId>) {
        if self.no_entrance {
            return;
        }
        self.found.scanned += 1;
        self.look_around(seen);
        if let Some(expected) = expected {
            self.found.brakes += i32::from(self.is_upkept_brake(expected));
            self.found.boosters += i32::from(expected.is_booster());
            self.found.reversers += i32::from(expected.is_reverser());
        }
    }
}
