//! What riders and players penalty to look at, beyond what the game rates.

use crate::catalogue::{PieceId, Roll};
use crate::layout::Layout;

/// Slower than this off the lift, a train crawls: 8 mph.
pub(super) const CRAWL_SPEED: i32 = 229_376;
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

/// How much a design is disliked, in hundredths of excitement: trains that crawl, idle straights, banking for nothing,
/// spread-out ground.
pub(super) fn penalty(layout: &Layout, crawled: u32) -> i32 {
    let crawl = (crawled.saturating_sub(FREE_CRAWL) / CRAWL_PRICE) as i32;
    crawl + idle_straights(layout) + FIDGET_PRICE * fidgets(layout) + spread(layout)
}

/// Curves of a track, each of one or more turns to the same side with at most one piece between them, and how many of
/// them turn to the other side than the one before.
pub(super) fn curves(layout: &Layout) -> (u8, u8) {
    let (mut curves, mut switches) = (0u8, 0u8);
    let (mut last, mut gap) = (None, 0);
    for piece in &layout.pieces {
        let side =
            layout.catalogue.piece(piece.piece).and_then(|kind| match (kind.flags.turn_left, kind.flags.turn_right) {
                (true, false) => Some(Side::Left),
                (false, true) => Some(Side::Right),
                _ => None,
            });
        let Some(side) = side else {
            gap += 1;
            continue;
        };
        if last != Some(side) || gap > 1 {
            curves = curves.saturating_add(1);
            switches = switches.saturating_add(u8::from(last.is_some_and(|last| last != side)));
        }
        (last, gap) = (Some(side), 0);
    }
    (curves, switches)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
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

fn spread(layout: &Layout) -> i32 {
    let room = TILES_PER_PIECE * layout.pieces.len() as i32;
    ((layout.footprint().tiles() - room) / GROUND_PRICE).max(0)
}
