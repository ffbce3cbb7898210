//! What lies near one piece: on its tile, on the tiles to both sides, and in the loop that it is (rules: ratings 3.3).

use crate::catalogue::PieceId;
use crate::layout::PlacedPiece;
use crate::quantity::{Height, HeightUnits, MapPoint};
use crate::site::{Element, Kind, Land, Path, Track};

use super::proximity::{Counters, Proximity};
use super::scan::{Scan, Seen};

/// Blocks of a vertical loop that trains run through below.
const LOOP_BLOCKS: [u8; 2] = [3, 6];

impl Scan<'_> {
    /// Counts everything near a piece.
    pub(super) fn look_around(&mut self, seen: &Seen) {
        let mut counters = self.found.counters;
        let placed = &self.layout.pieces[seen.piece];
        let land = self.land(seen.tile);
        if let Some(land) = land {
            count_land(&mut counters, seen, &land);
        }
        for own in self.on_tile(seen.tile) {
            count_own(&mut counters, seen, own, self.layout.pieces[own.piece].piece);
        }
        // On bare land no other ground is higher, and nothing else stands anywhere.
        if !self.layout.surroundings.is_bare() {
            self.look_at_others(&mut counters, seen, placed, land);
        }
        if placed.piece.is_vertical_loop() {
            for tile in [seen.tile, seen.tile + placed.direction.step()] {
                self.count_in_loop(&mut counters, seen, placed, tile);
            }
        }
        self.found.counters = counters;
    }

    /// Counts what belongs to others on the tile of a piece and on both sides, and the land there.
    fn look_at_others(&self, counters: &mut Counters, seen: &Seen, placed: &PlacedPiece, land: Option<Land>) {
        for element in self.layout.others_on(seen.tile.tile()) {
            count_on_tile(counters, seen, element);
        }
        let stands_clear = land.is_none_or(|land| land.base.height_units() <= seen.base);
        for quarters in [1, 3] {
            let beside = seen.tile + placed.direction.turned(quarters).step();
            if let Some(land) = self.land(beside) {
                counters.count_if(stands_clear && seen.top <= land.base.height_units(), Proximity::GroundBeside);
            }
            self.layout.others_on(beside.tile()).for_each(|element| count_beside(counters, seen, element));
        }
    }

    fn land(&self, tile: MapPoint) -> Option<Land> {
        self.layout.surroundings.site.land(tile.tile())
    }

    /// What lies within a vertical loop on one of its two lower tiles.
    fn count_in_loop(&self, counters: &mut Counters, seen: &Seen, placed: &PlacedPiece, tile: MapPoint) {
        let is_inside = |base: HeightUnits| (0..=16).contains(&(base.0 - seen.base.0));
        let crosses = |direction: u8| (direction + placed.direction.number()) % 2 == 1;
        let mut count_track = |piece: PieceId, direction: u8| {
            counters.count_if(crosses(direction), Proximity::TrackThroughLoop);
            counters.count_if(crosses(direction) && piece.is_vertical_loop(), Proximity::LoopsLinked);
        };
        for own in self.on_tile(tile).filter(|own| is_inside(own.base)) {
            let piece = &self.layout.pieces[own.piece];
            count_track(piece.piece, piece.direction.number());
        }
        let mut paths = 0;
        for element in self.layout.others_on(tile.tile()).filter(|element| is_inside(element.base.height_units())) {
            match element.kind {
                Kind::Track(track) => count_track(track.piece, track.direction.number()),
                Kind::Path(_) => paths += 1,
                _ => {}
            }
        }
        (0..paths).for_each(|_| counters.count(Proximity::PathThroughLoop));
    }
}

/// The land and the water under a piece.
fn count_land(counters: &mut Counters, seen: &Seen, land: &Land) {
    counters.count_if(land.base.height_units() == seen.base, Proximity::GroundTouch);
    let (water, base) = (land.water, seen.base.height());
    if water == Height(0) || water > base {
        return;
    }
    counters.count(Proximity::WaterOver);
    counters.count_if(water == base, Proximity::WaterTouch);
    counters.count_if(water + Height(16) == base, Proximity::WaterLow);
    counters.count_if(water + Height(128) <= base, Proximity::WaterHigh);
}

/// Whether something that begins or ends at a height lies close above or below something else.
fn is_close(lower: HeightUnits, upper: HeightUnits) -> bool {
    (lower.0 + 2..=lower.0 + 10).contains(&upper.0)
}

/// Another block of the ride on the tile of a piece, or its own first.
fn count_own(counters: &mut Counters, seen: &Seen, own: &Seen, piece: PieceId) {
    for (lower, upper) in [(own.top, seen.base), (seen.top, own.base)] {
        if lower == upper {
            counters.count(Proximity::OwnTouch);
            counters.count_if(piece.is_station(), Proximity::StationTouch);
        }
        if is_close(lower, upper) {
            counters.count(Proximity::OwnClose);
            counters.count_if(piece.is_station(), Proximity::StationClose);
        }
    }
    counters.count_if(is_through_loop(seen, piece, own.block as u8, own.base), Proximity::ThroughLoop);
}

/// Whether a piece runs through the vertical loop that a block is part of.
fn is_through_loop(seen: &Seen, piece: PieceId, block: u8, base: HeightUnits) -> bool {
    piece.is_vertical_loop() && LOOP_BLOCKS.contains(&block) && base.0 - seen.top.0 <= 10
}

/// Something that does not belong to the ride on the tile of a piece.
fn count_on_tile(counters: &mut Counters, seen: &Seen, element: &Element) {
    let (base, top) = (element.base.height_units(), element.clearance.height_units());
    match element.kind {
        Kind::Path(Path { is_queue: true, .. }) => {
            counters.count_if(top <= seen.base, Proximity::QueueBelow);
            counters.count_if(top == seen.base, Proximity::QueueTouchBelow);
            counters.count_if(base == seen.top, Proximity::QueueTouchAbove);
        }
        Kind::Path(_) => {
            counters.count_if(top == seen.base, Proximity::PathTouchBelow);
            counters.count_if(base == seen.top, Proximity::PathTouchAbove);
        }
        Kind::Track(Track { piece, block, .. }) => {
            counters.count(Proximity::ForeignTrack);
            counters.count_if(top == seen.base, Proximity::ForeignTouch);
            counters.count_if(base == seen.top, Proximity::ForeignTouch);
            counters.count_if(is_close(top, seen.base), Proximity::ForeignClose);
            counters.count_if(seen.top.0 + 2 == base.0, Proximity::ForeignClose);
            counters.count_if(is_through_loop(seen, piece, block, base), Proximity::ThroughLoop);
        }
        _ => {}
    }
}

/// Something that does not belong to the ride on a tile beside a piece.
fn count_beside(counters: &mut Counters, seen: &Seen, element: &Element) {
    let (base, top) = (element.base.height_units(), element.clearance.height_units());
    let is_level = (seen.base.0 - base.0).abs() <= 2;
    match element.kind {
        Kind::Path(_) => counters.count_if(is_level, Proximity::PathBeside),
        Kind::Track(_) => counters.count_if(is_level, Proximity::ForeignBeside),
        Kind::SmallScenery { .. } | Kind::LargeScenery { .. } if base < seen.top => {
            let is_below = seen.base > top;
            counters.count(if is_below { Proximity::SceneryBelow } else { Proximity::SceneryBeside });
        }
        _ => {}
    }
}
