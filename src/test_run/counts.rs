//! Counters of a test run as the game packs them (rules: ratings 2.5, 2.6).

use crate::catalogue::PieceId;
use crate::catalogue::ride_type::MeasureRule;

/// Turns by their number of pieces, packed in fields of 5, 3, 3 and 5 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TurnCounts(pub u16);

impl TurnCounts {
    /// One more in the last field.
    const LAST: u16 = 0x800;

    /// Turns of one piece.
    pub const fn one_piece(self) -> i32 {
        (self.0 & 31) as i32
    }

    /// Turns of two pieces.
    pub const fn two_pieces(self) -> i32 {
        (self.0 >> 5 & 7) as i32
    }

    /// Turns of three pieces; where longer ones have no field of their own, those too.
    pub const fn three_pieces(self) -> i32 {
        (self.0 >> 8 & 7) as i32
    }

    /// Turns of four pieces or more, which only sloped turns have a field for.
    pub const fn four_pieces(self) -> i32 {
        (self.0 >> 11) as i32
    }

    /// Counts a turn of a number of pieces beyond the first. All fields but the last stick when they are full.
    pub(super) fn count(&mut self, beyond_first: u16) {
        const FIELDS: [(u16, u16); 3] = [(0, 31), (5, 7), (8, 7)];
        match FIELDS.get(usize::from(beyond_first)) {
            Some(&(shift, most)) => {
                if self.0 >> shift & most < most {
                    self.0 += 1 << shift;
                }
            }
            None => self.0 = self.0.wrapping_add(Self::LAST),
        }
    }

    /// The pieces beyond the first of the turn under way, which the last field of the flat turns counts.
    pub(super) const fn running(self) -> u16 {
        self.0 >> 11
    }

    /// The turn under way has one more piece.
    pub(super) const fn lengthen_running(&mut self) {
        self.0 = self.0.wrapping_add(Self::LAST);
    }

    /// A turn begins.
    pub(super) const fn begin_running(&mut self) {
        self.0 &= Self::LAST - 1;
    }
}

/// Special elements that the train has passed; what each is depends on the ride type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct SpecialElements(pub u8);

impl SpecialElements {
    /// Rapids, a splash or a water channel; on other ride types a spinning tunnel.
    pub const WATER: Self = Self(1 << 5);
    /// A waterfall; on other ride types a reverser.
    pub const FALL: Self = Self(1 << 6);
    /// A whirlpool.
    pub const WHIRLPOOL: Self = Self(1 << 7);

    /// The element that a piece is, if the train is fast enough.
    pub const fn of(piece: PieceId, rule: MeasureRule) -> Self {
        match piece {
            PieceId::RAPIDS | PieceId::SPINNING_TUNNEL | PieceId::WATER_SPLASH => Self::WATER,
            PieceId::WATERFALL | PieceId::LOG_FLUME_REVERSER => Self::FALL,
            PieceId::WHIRLPOOL => Self::WHIRLPOOL,
            _ if piece.is_covered() && matches!(rule, MeasureRule::WaterChannel) => Self::WATER,
            _ => Self(0),
        }
    }

    /// Whether the train has passed an element.
    pub const fn has(self, element: Self) -> bool {
        self.0 & element.0 != 0
    }

    /// Notes an element.
    pub(super) const fn add(&mut self, element: Self) {
        self.0 |= element.0;
    }
}

/// Covered sections: five bits of their number, then whether one was entered on a slope, and on banked track.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ShelteredSections(pub u8);

impl ShelteredSections {
    const NUMBER: u8 = 31;

    /// Number of sections.
    pub const fn number(self) -> i32 {
        (self.0 & Self::NUMBER) as i32
    }

    /// In how many of two ways, sloped and banked, sections were entered.
    pub const fn ways_entered(self) -> i32 {
        (self.0 >> 5 & 1) as i32 + (self.0 >> 6 & 1) as i32
    }

    /// Counts a section that is entered.
    pub(super) const fn enter(&mut self, sloped: bool, banked: bool) {
        if self.0 & Self::NUMBER < Self::NUMBER {
            self.0 += 1;
        }
        self.0 |= (sloped as u8) << 5 | (banked as u8) << 6;
    }
}
