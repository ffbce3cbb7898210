//! Track pieces: joints, blocks, price and the flags the rules ask for (rules: construction 2).

use serde::{Deserialize, Serialize};

use crate::quantity::{Height, MapPoint};

use super::factor::Factor;

/// The number of a track piece, 0..349; a TD6 holds up to 255 and, by alias, 256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PieceId(pub u16);

/// Pieces that the rules name one by one.
#[rustfmt::skip]
impl PieceId {
    /// Level straight track.
    pub const FLAT: Self = Self(0);
    /// Front tile of a platform.
    pub const END_STATION: Self = Self(1);
    /// Rear tile of a platform.
    pub const BEGIN_STATION: Self = Self(2);
    /// Tile between the ends of a platform.
    pub const MIDDLE_STATION: Self = Self(3);
    /// Straight, 25 degrees up.
    pub const UP_25: Self = Self(4);
    /// Straight, 60 degrees up.
    pub const UP_60: Self = Self(5);
    /// Level to 25 degrees up.
    pub const FLAT_TO_UP_25: Self = Self(6);
    /// 25 to 60 degrees up.
    pub const UP_25_TO_UP_60: Self = Self(7);
    /// 60 to 25 degrees up.
    pub const UP_60_TO_UP_25: Self = Self(8);
    /// 25 degrees up to level: ends a chain lift as a block section does.
    pub const UP_25_TO_FLAT: Self = Self(9);
    /// Left vertical loop.
    pub const LEFT_VERTICAL_LOOP: Self = Self(40);
    /// Right vertical loop.
    pub const RIGHT_VERTICAL_LOOP: Self = Self(41);
    /// Left quarter turn on one tile.
    pub const LEFT_TURN_1_TILE: Self = Self(50);
    /// Right quarter turn on one tile.
    pub const RIGHT_TURN_1_TILE: Self = Self(51);
    /// 60 degrees up to level.
    pub const UP_60_TO_FLAT: Self = Self(63);
    /// Brakes.
    pub const BRAKES: Self = Self(99);
    /// Booster.
    pub const BOOSTER: Self = Self(100);
    /// A tile of a maze.
    pub const MAZE: Self = Self(101);
    /// Rapids.
    pub const RAPIDS: Self = Self(113);
    /// On-ride photo section, once per ride.
    pub const ON_RIDE_PHOTO: Self = Self(114);
    /// Water splash.
    pub const WATER_SPLASH: Self = Self(117);
    /// Whirlpool.
    pub const WHIRLPOOL: Self = Self(120);
    /// Waterfall.
    pub const WATERFALL: Self = Self(112);
    /// Cable lift hill, once per ride.
    pub const CABLE_LIFT_HILL: Self = Self(123);
    /// Holding brake before a vertical drop.
    pub const BRAKE_FOR_DROP: Self = Self(132);
    /// Diagonal 25 degrees up to level.
    pub const DIAG_UP_25_TO_FLAT: Self = Self(147);
    /// Diagonal 60 degrees up to level.
    pub const DIAG_UP_60_TO_FLAT: Self = Self(155);
    /// Log flume reverser.
    pub const LOG_FLUME_REVERSER: Self = Self(172);
    /// Spinning tunnel.
    pub const SPINNING_TUNNEL: Self = Self(173);
    /// Powered lift.
    pub const POWERED_LIFT: Self = Self(182);
    /// Heartline transfer up.
    pub const HEARTLINE_TRANSFER_UP: Self = Self(197);
    /// Heartline transfer down.
    pub const HEARTLINE_TRANSFER_DOWN: Self = Self(198);
    /// Left curved lift hill.
    pub const LEFT_CURVED_LIFT_HILL: Self = Self(209);
    /// Right curved lift hill.
    pub const RIGHT_CURVED_LIFT_HILL: Self = Self(210);
    /// Left reverser.
    pub const LEFT_REVERSER: Self = Self(211);
    /// Right reverser.
    pub const RIGHT_REVERSER: Self = Self(212);
    /// Block brakes.
    pub const BLOCK_BRAKES: Self = Self(216);
    /// Quarter loop that a TD6 stores as 101.
    pub const INVERTED_UP_90_TO_FLAT: Self = Self(255);
    /// Toggle of the spinning of cars, which a TD6 stores as 100 on wild mice.
    pub const ROTATION_CONTROL: Self = Self(256);
    /// Diagonal brakes.
    pub const DIAG_BRAKES: Self = Self(337);
    /// Diagonal block brakes.
    pub const DIAG_BLOCK_BRAKES: Self = Self(338);
    /// Brakes on a 25 degree slope down.
    pub const DOWN_25_BRAKES: Self = Self(339);
    /// Diagonal booster.
    pub const DIAG_BOOSTER: Self = Self(340);
    /// Diagonal brakes on a 25 degree slope down.
    pub const DIAG_DOWN_25_BRAKES: Self = Self(349);

    /// The number as an index into tables.
    pub const fn index(self) -> usize {
        self.0 as usize
    }

    /// Whether the piece is part of a platform.
    pub const fn is_station(self) -> bool {
        matches!(self, Self::END_STATION | Self::BEGIN_STATION | Self::MIDDLE_STATION)
    }

    /// Whether trains arrive on it as in a station: platforms, mazes and what flat rides and towers stand on.
    pub const fn is_arrival(self) -> bool {
        self.is_station() || matches!(self.0, 66 | 101 | 257..=266)
    }

    /// Whether the foremost bogies and the bodies of reverser trains have a path of their own through it
    /// (rules: physics 11.1).
    pub const fn has_reverser_path(self) -> bool {
        matches!(self.0, 0..=216) && !matches!(self.0, 101 | 201..=210)
    }

    /// Whether the piece is a brake; block brakes are not.
    pub const fn is_brake(self) -> bool {
        matches!(self, Self::BRAKES | Self::DIAG_BRAKES | Self::DOWN_25_BRAKES | Self::DIAG_DOWN_25_BRAKES)
    }

    /// Whether the piece is a block brake.
    pub const fn is_block_brake(self) -> bool {
        matches!(self, Self::BLOCK_BRAKES | Self::DIAG_BLOCK_BRAKES)
    }

    /// Whether the piece is a booster.
    pub const fn is_booster(self) -> bool {
        matches!(self, Self::BOOSTER | Self::DIAG_BOOSTER)
    }

    /// Whether the piece is a reverser.
    pub const fn is_reverser(self) -> bool {
        matches!(self, Self::LEFT_REVERSER | Self::RIGHT_REVERSER)
    }

    /// Whether the piece is a vertical loop.
    pub const fn is_vertical_loop(self) -> bool {
        matches!(self, Self::LEFT_VERTICAL_LOOP | Self::RIGHT_VERTICAL_LOOP)
    }

    /// Whether the piece is the covered variant of another.
    pub const fn is_covered(self) -> bool {
        matches!(self.0, 68..=86)
    }

    /// Whether the piece is a curved lift hill.
    pub const fn is_curved_lift(self) -> bool {
        matches!(self, Self::LEFT_CURVED_LIFT_HILL | Self::RIGHT_CURVED_LIFT_HILL)
    }

    /// Whether an element of this piece has a speed of its own.
    pub const fn has_speed(self) -> bool {
        self.is_brake() || self.is_block_brake() || self.is_booster()
    }

    /// Whether the top of a chain lift with this piece starts a block section.
    pub const fn is_lift_top(self) -> bool {
        matches!(self, Self::UP_25_TO_FLAT | Self::UP_60_TO_FLAT | Self::DIAG_UP_25_TO_FLAT | Self::DIAG_UP_60_TO_FLAT)
    }

    /// Whether the piece starts a block section, given whether it carries a chain.
    pub const fn starts_block(self, chain: bool) -> bool {
        let always = matches!(self, Self::END_STATION | Self::CABLE_LIFT_HILL) || self.is_block_brake();
        always || (chain && self.is_lift_top())
    }
}

/// Slope at a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Pitch {
    /// No slope.
    #[serde(rename = "none")]
    Level,
    /// 25 degrees up.
    #[serde(rename = "up_25")]
    Up25,
    /// 60 degrees up.
    #[serde(rename = "up_60")]
    Up60,
    /// Straight up.
    #[serde(rename = "up_90")]
    Up90,
    /// 25 degrees down.
    #[serde(rename = "down_25")]
    Down25,
    /// 60 degrees down.
    #[serde(rename = "down_60")]
    Down60,
    /// Straight down.
    #[serde(rename = "down_90")]
    Down90,
}

/// Bank at a joint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Roll {
    /// No bank.
    None,
    /// Banked to the left.
    Left,
    /// Banked to the right.
    Right,
    /// Upside down.
    UpsideDown,
}

impl Pitch {
    /// The pitch for a train that comes the other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Level => Self::Level,
            Self::Up25 => Self::Down25,
            Self::Up60 => Self::Down60,
            Self::Up90 => Self::Down90,
            Self::Down25 => Self::Up25,
            Self::Down60 => Self::Up60,
            Self::Down90 => Self::Up90,
        }
    }
}

impl Roll {
    /// The roll for a train that comes the other way.
    #[must_use]
    pub const fn reversed(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::None | Self::UpsideDown => self,
        }
    }

    /// The roll as the shape test sees it on a piece, whose inversion swaps level and upside down.
    #[must_use]
    pub const fn seen(self, inverted: bool) -> Self {
        match (self, inverted) {
            (Self::None, true) => Self::UpsideDown,
            (Self::UpsideDown, true) => Self::None,
            _ => self,
        }
    }
}

/// Where a piece begins or ends: its shape and its height above the origin of the piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joint {
    /// Slope along travel.
    pub pitch: Pitch,
    /// Bank.
    pub roll: Roll,
    /// Quarter turns to the right of the piece's direction.
    pub turn: u8,
    /// Whether the joint lies diagonally.
    pub diagonal: bool,
    /// Rail height above the origin height.
    pub z: Height,
}

/// One tile's share of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Offset from the origin tile, direction 0.
    pub offset: MapPoint,
    /// Base above the origin height.
    pub z: Height,
    /// Height the block takes before the ride's clearance is added.
    pub clearance: Height,
    /// The quarters of the tile it occupies, direction 0.
    pub quarters: u8,
    /// The corners of its floor that are raised by a land step, direction 0.
    pub raised: u8,
    /// Whether the ride's clearance counts as at most 24.
    pub vertical: bool,
    /// The sides that accept an entrance, one bit per direction.
    pub entrance_sides: u8,
    /// The edges at which a wall may stand, one bit per direction, direction 0.
    pub wall_edges: u8,
}

/// Yes-or-no properties of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PieceFlags {
    /// Begins half a land step above a whole one.
    pub starts_at_half_height: bool,
    /// May carry a chain.
    pub allow_lift_hill: bool,
    /// A curve that may carry a chain on some ride types.
    pub curve_allows_lift: bool,
    /// Steeper than 25 degrees, upwards.
    pub is_steep_up: bool,
    /// Must lie above the land.
    pub only_above_ground: bool,
    /// May lie partly above and partly below the land.
    pub can_be_partly_underground: bool,
    /// No door may open for it.
    pub disallow_doors: bool,
    /// Has banked track.
    pub banked: bool,
    /// Turns an upside-down train upright: unsuitable for trains without inversions.
    pub inversion_to_normal: bool,
    /// Counts as an inversion in the statistics.
    pub inversion: bool,
    /// Counts as a turn to the left.
    pub turn_left: bool,
    /// Counts as a turn to the right.
    pub turn_right: bool,
    /// Counts as a banked turn.
    pub turn_banked: bool,
    /// Counts as a sloped turn.
    pub turn_sloped: bool,
    /// Leads up.
    pub up: bool,
    /// Leads down.
    pub down: bool,
    /// Counts as a helix.
    pub helix: bool,
}

/// How a piece turns spinning cars (rules: physics 11.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Spin {
    /// To the left, at rate 5.
    #[serde(rename = "l_5")]
    Left5,
    /// To the left, at rate 7.
    #[serde(rename = "l_7")]
    Left7,
    /// To the left, at rate 8.
    #[serde(rename = "l_8")]
    Left8,
    /// To the left, at rate 9.
    #[serde(rename = "l_9")]
    Left9,
    /// To the right, at rate 5.
    #[serde(rename = "r_5")]
    Right5,
    /// To the right, at rate 7.
    #[serde(rename = "r_7")]
    Right7,
    /// To the right, at rate 8.
    #[serde(rename = "r_8")]
    Right8,
    /// To the right, at rate 9.
    #[serde(rename = "r_9")]
    Right9,
    /// To the left and then to the right.
    #[serde(rename = "lr")]
    LeftThenRight,
    /// To the right and then to the left.
    #[serde(rename = "rl")]
    RightThenLeft,
    /// As rapids do.
    #[serde(rename = "sp")]
    Rapids,
    /// As a booster does.
    #[serde(rename = "rc")]
    Booster,
}

/// A kind of track piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Number.
    pub id: PieceId,
    /// Label, such as `left_quarter_turn_5_tiles`.
    pub name: String,
    /// Track group that makes the piece available.
    pub group: String,
    /// Where the piece begins; `turn` is always 0.
    pub begin: Joint,
    /// Where the piece ends.
    pub end: Joint,
    /// Offset of the last block from the origin tile, direction 0.
    pub end_offset: MapPoint,
    /// Coarse length, 32 per straight tile.
    pub length: i32,
    /// Price factor, 65536 = 1.
    pub price: i64,
    /// The piece in a mirrored design.
    pub mirror: Option<PieceId>,
    /// The covered form of the piece.
    pub covered: Option<PieceId>,
    /// Yes-or-no properties.
    pub flags: PieceFlags,
    /// Effect on spinning cars.
    pub spin: Option<Spin>,
    /// Vertical curvature factor.
    pub vertical_factor: Factor,
    /// Lateral curvature factor.
    pub lateral_factor: Factor,
    /// The blocks in order; the first lies on the origin tile.
    pub blocks: Vec<Block>,
}

impl Piece {
    /// The name as people read it: `left quarter turn 5 tiles`.
    pub fn title(&self) -> String {
        self.name.replace('_', " ")
    }
}
