//! What lies near the track: the scan of the pieces and its score (rules: ratings 3.2, 3.3, 3.4).

use crate::catalogue::{Direction, PieceId};
use crate::layout::{Layout, PlacedBlock, Station};
use crate::quantity::{HeightUnits, MapPoint};
use crate::rules::UpkeepBrakes;

/// What the scan of the track found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Surroundings {
    /// Proximity score.
    pub score: i32,
    /// Brakes that add to the running cost; block brakes do not.
    pub brakes: i32,
    /// Boosters.
    pub boosters: i32,
    /// Reversers.
    pub reversers: i32,
    /// Whether a station stands beside another.
    pub has_adjacent_station: bool,
    /// Times each kind of proximity was seen.
    pub counters: [u16; 26],
}

// Counters that can occur on flat empty land.
const GROUND_TOUCH: usize = 4;
const QUEUE_BELOW: usize = 5;
const OWN_TOUCH: usize = 10;
const OWN_CLOSE: usize = 11;
const STATION_TOUCH: usize = 17;
const STATION_CLOSE: usize = 18;
const TRACK_THROUGH_LOOP: usize = 19;
const LOOPS_LINKED: usize = 21;
const THROUGH_LOOP: usize = 22;

/// A block as the scan sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen {
    tile: MapPoint,
    base: HeightUnits,
    top: HeightUnits,
    piece: usize,
    block: usize,
}

/// All blocks, tile by tile, upwards, and in the order of their placement at equal heights.
fn seen(layout: &Layout) -> Vec<Seen> {
    let seen = |(piece, block, placed): (usize, usize, PlacedBlock)| {
        let (base, top) = (placed.base.height_units(), placed.top.height_units());
        Seen { tile: placed.at, base, top, piece, block }
    };
    let blocks: Vec<Seen> = layout.blocks().map(seen).collect();
    let word = |value: i32, place: u32| u128::from((value ^ i32::MIN).cast_unsigned()) << (32 * place);
    let key = |block: &Seen| word(block.tile.x, 3) | word(block.tile.y, 2) | word(block.base.0, 1);
    let mut order: Vec<u128> = blocks.iter().zip(0u32..).map(|(block, index)| key(block) | u128::from(index)).collect();
    order.sort_unstable();
    order.into_iter().map(|key| blocks[key as u32 as usize]).collect()
}

struct Scan<'a> {
    layout: &'a Layout<'a>,
    blocks: Vec<Seen>,
    found: Surroundings,
    no_entrance: bool,
}

/// Where the scan looks for a block next, and of which piece; `None` takes any.
type Spot = (MapPoint, HeightUnits);

/// Scans the track from the first station; `None` when the game would give up.
pub fn survey(layout: &Layout) -> Option<Surroundings> {
    let station = layout.stations.first()?;
    let start: Spot = (station.front, station.z.height_units());
    let slot = layout.stations.iter().next().map_or(0, |(slot, _)| slot);
    let no_entrance = !has_entrance(layout, slot);
    let mut scan = Scan { layout, blocks: seen(layout), found: Surroundings::default(), no_entrance };
    if !scan.forwards(start)? {
        scan.backwards(start);
    }
    let mut found = scan.found;
    found.score = score(&found.counters);
    found.has_adjacent_station = layout.stations.iter().any(|(_, station)| adjacent(layout, station));
    Some(found)
}

fn has_entrance(layout: &Layout, slot: usize) -> bool {
    layout.entrances.iter().any(|entrance| entrance.station == slot && !entrance.is_exit)
}

/// Whether a station piece on one of the six tiles to either side of a platform's front tile lies at its height.
fn adjacent(layout: &Layout, station: &Station) -> bool {
    let (lowest, highest) = layout.catalogue.rules().knobs.synchronised_heights;
    [1, 3].into_iter().any(|quarters| {
        let step = station.direction.turned(quarters).step();
        (1..=6).any(|tiles| {
            let tile = station.front + step * tiles;
            let here = layout.pieces.iter().filter(|piece| piece.piece.is_station() && piece.begin.at == tile);
            // Of several on one tile, the game looks at the lowest alone.
            here.map(|piece| piece.base).min().is_some_and(|base| (lowest..=highest).contains(&(base - station.z).0))
        })
    })
}

impl Scan<'_> {
    /// Whether a piece is a brake that adds to the running cost.
    fn is_upkept_brake(&self, piece: PieceId) -> bool {
        match self.layout.catalogue.rules().knobs.upkeep_brakes {
            UpkeepBrakes::Straight => piece == PieceId::BRAKES,
            UpkeepBrakes::All => piece.is_brake(),
        }
    }

    /// The blocks on a tile.
    fn on_tile(&self, tile: MapPoint) -> impl Iterator<Item = &Seen> {
        let first = self.blocks.partition_point(|seen| seen.tile < tile);
        self.blocks[first..].iter().take_while(move |seen| seen.tile == tile)
    }

    /// The block the game takes at a spot: the first of that height, and of the expected piece if one is expected.
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
        self.score_tile(seen);
        let placed = self.layout.pieces[seen.piece];
        if placed.piece.is_vertical_loop() {
            self.score_loop(seen, seen.tile, placed.direction);
            self.score_loop(seen, seen.tile + placed.direction.step(), placed.direction);
        }
        if let Some(expected) = expected {
            self.found.brakes += i32::from(self.is_upkept_brake(expected));
            self.found.boosters += i32::from(expected.is_booster());
            self.found.reversers += i32::from(expected.is_reverser());
        }
    }

    fn score_tile(&mut self, seen: &Seen) {
        let mut counters = self.found.counters;
        if self.layout.site.surface.height_units() == seen.base {
            count(&mut counters, GROUND_TOUCH);
        }
        for other in self.on_tile(seen.tile) {
            let id = self.layout.pieces[other.piece].piece;
            for (lower, upper) in
                [(other.top, seen.base), (seen.top, other.base)].map(|(lower, upper)| (lower.0, upper.0))
            {
                if lower == upper {
                    count(&mut counters, OWN_TOUCH);
                    if id.is_station() {
                        count(&mut counters, STATION_TOUCH);
                    }
                }
                if (lower + 2..=lower + 10).contains(&upper) {
                    count(&mut counters, OWN_CLOSE);
                    if id.is_station() {
                        count(&mut counters, STATION_CLOSE);
                    }
                }
            }
            if id.is_vertical_loop() && matches!(other.block, 3 | 6) && other.base.0 - seen.top.0 <= 10 {
                count(&mut counters, THROUGH_LOOP);
            }
        }
        self.found.counters = counters;
    }

    fn score_loop(&mut self, seen: &Seen, tile: MapPoint, direction: Direction) {
        let mut counters = self.found.counters;
        for other in self.on_tile(tile) {
            let placed = self.layout.pieces[other.piece];
            let crosses = (placed.direction.number() + direction.number()) % 2 == 1;
            if (0..=16).contains(&(other.base.0 - seen.base.0)) && crosses {
                count(&mut counters, TRACK_THROUGH_LOOP);
                if placed.piece.is_vertical_loop() {
                    count(&mut counters, LOOPS_LINKED);
                }
            }
        }
        self.found.counters = counters;
    }
}

fn count(counters: &mut [u16; 26], counter: usize) {
    counters[counter] = counters[counter].wrapping_add(1);
}

/// The proximity score of the counters; the others are worth nothing on flat empty land.
pub(super) fn score(counters: &[u16; 26]) -> i32 {
    let count = |counter: usize| u64::from(counters[counter]);
    let cap = |value: u64, most: u64, weight: u64| (value.min(most) * weight) >> 16;
    let off = |value: u64, offset: u64, most, weight| if value == 0 { 0 } else { cap(value + offset, most, weight) };
    let any = |value: u64, worth: u64| if value == 0 { 0 } else { worth };
    let terms = [
        cap(count(GROUND_TOUCH), 70, 112_347),
        // Worth something even where there is no queue.
        cap(count(QUEUE_BELOW) + 8, 12, 409_600),
        off(count(OWN_TOUCH), 10, 15, 218_453),
        cap(count(OWN_CLOSE), 5, 393_216),
        any(count(STATION_TOUCH), 55),
        any(count(STATION_CLOSE), 25),
        off(count(TRACK_THROUGH_LOOP), 4, 6, 1_310_720),
        any(count(LOOPS_LINKED), 100),
        off(count(THROUGH_LOOP), 4, 6, 655_360),
    ];
    terms.iter().sum::<u64>() as i32
}
