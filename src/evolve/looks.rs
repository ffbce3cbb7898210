//! What riders and players dislike to look at, beyond what the game rates.

use crate::catalogue::PieceId;
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

/// How much a design is disliked, in hundredths of excitement: trains that crawl, idle straights, spread-out ground.
pub(super) fn dislike(layout: &Layout, crawled: u32) -> i32 {
    let crawl = (crawled.saturating_sub(FREE_CRAWL) / CRAWL_PRICE) as i32;
    crawl + idle_straights(layout) + spread(layout)
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
    let (width, length) = layout.footprint();
    let room = TILES_PER_PIECE * layout.pieces.len() as i32;
    ((width * length - room) / GROUND_PRICE).max(0)
}
