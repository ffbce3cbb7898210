//! What people dislike to look at, beyond what the game rates.

use crate::catalogue::{Feature, PieceId, Roll, Spread};
use crate::layout::Layout;
use crate::looks::{Looks, Watch};

/// Crawling that every ride may do, in ticks, and how many more cost a hundredth.
const FREE_CRAWL: u32 = 120;
const CRAWL_PRICE: u32 = 8;
/// Level straight pieces in a row that look idle.
const IDLE_ROW: usize = 3;
/// Tiles of ground per piece beyond which a ride looks spread out, and how many more cost a hundredth.
const TILES_PER_PIECE: i32 = 6;
const GROUND_PRICE: i32 = 12;

/// What banking without a curve costs, in hundredths.
const FIDGET_PRICE: i32 = 3;

/// Pieces that may lie beyond where trains turn back, and what each further one costs in hundredths.
const SPARE_PIECES: usize = 4;
const UNRIDDEN_PRICE: i32 = 5;

/// Widths of a spread beyond which a feature looks no odder, in hundredths.
const ODDEST: i32 = 200;

/// How much a design is disliked, in hundredths of excitement: trains that crawl, idle straights, banking for nothing,
/// spread-out ground, track that no train rides, and what people would not build.
pub(super) fn penalty(layout: &Layout, looks: &Looks, watch: &Watch) -> i32 {
    let crawl = (watch.crawled.saturating_sub(FREE_CRAWL) / CRAWL_PRICE) as i32;
    let habits = crawl + idle_straights(layout) + FIDGET_PRICE * fidgets(layout);
    habits + spread(layout) + unridden(layout, watch) + oddity(layout, looks)
}

/// How far a design lies outside of what people build of its ride type.
fn oddity(layout: &Layout, looks: &Looks) -> i32 {
    let Some(taste) = layout.catalogue.taste(layout.ride.id) else { return 0 };
    let price = |(feature, spread): (Feature, Spread)| {
        let (least_width, price) = worth(feature);
        let width = (spread.high - spread.low).max(least_width);
        let distance = spread.outside(looks.feature(feature)).abs() * 100 / width;
        distance.min(ODDEST) * price / 100
    };
    taste.features().map(price).sum()
}

/// The least width of a spread, in the unit of the feature, and what a design costs in hundredths that lies a whole width
/// outside.
const fn worth(feature: Feature) -> (i32, i32) {
    match feature {
        Feature::FirstDrop => (8, 30),
        Feature::Height => (8, 25),
        Feature::TopSpeed => (12, 15),
        Feature::Drops => (4, 10),
        Feature::MeanDrop => (4, 30),
        Feature::Valleys => (15, 25),
        Feature::LevelStraights | Feature::ArrivalSpeed => (10, 10),
        Feature::LevelTrack => (10, 20),
        Feature::LevelStretch => (4, 20),
        Feature::Lifts | Feature::Circuits => (1, 15),
        Feature::BrakesOnTheWay => (2, 15),
        Feature::SideChanges | Feature::Pace => (30, 10),
        Feature::NearOwnTrack => (20, 5),
        Feature::Inversions => (2, 10),
        Feature::FlatFastCurves => (5, 15),
        Feature::CurvedClimb => (20, 15),
    }
}

/// How often the track banks and rights itself again without a curve in between.
fn fidgets(layout: &Layout) -> i32 {
    let (mut fidgets, mut idle) = (0, false);
    for piece in &layout.pieces {
        let Some(kind) = layout.catalogue.piece(piece.piece) else { continue };
        let banked = |roll: Roll| matches!(roll, Roll::Left | Roll::Right);
        if kind.flags.turn_left || kind.flags.turn_right {
            idle = false;
        } else if !banked(kind.begin.roll) && banked(kind.end.roll) {
            idle = true;
        } else if banked(kind.begin.roll) && !banked(kind.end.roll) && idle {
            fidgets += 1;
            idle = false;
        }
    }
    fidgets
}

/// Level straight pieces beyond the first few of each row.
fn idle_straights(layout: &Layout) -> i32 {
    let (mut row, mut idle) = (0, 0);
    for piece in &layout.pieces {
        row = if piece.piece == PieceId::FLAT { row + 1 } else { 0 };
        idle += i32::from(row > IDLE_ROW);
    }
    idle
}

/// Track that no train rides: a shuttle turns back before it.
fn unridden(layout: &Layout, watch: &Watch) -> i32 {
    let pieces = watch.unridden(layout.pieces.len());
    UNRIDDEN_PRICE * pieces.saturating_sub(SPARE_PIECES) as i32
}

fn spread(layout: &Layout) -> i32 {
    let room = TILES_PER_PIECE * layout.pieces.len() as i32;
    ((layout.footprint().tiles() - room) / GROUND_PRICE).max(0)
}
