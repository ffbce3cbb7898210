//! One piece of a compiled path: its sub-positions, its neighbours and what it does to a train.

use crate::catalogue::{Course, Direction, Piece, PieceId, Roll};
use crate::path::{FreeWay, Place};

/// What a piece does to a car that steps forward on it (rules: physics 7.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Device {
    /// Nothing.
    None,
    /// Brakes; the limits with the brake closed and open.
    Brake {
        /// Speed limit when closed, whole speed units.
        closed: i32,
        /// Speed limit when opened by a block brake.
        open: i32,
    },
    /// Pushes up to a velocity.
    Booster {
        /// Velocity up to which it pushes.
        target: i32,
        /// Acceleration.
        acceleration: i32,
    },
    /// Pushes always: powered lift.
    Push(i32),
    /// Pushes always forwards and holds back a train that returns: flat track of the reverse freefall coaster.
    LinearMotor(i32),
    /// Holding brake before a drop.
    BrakeForDrop,
    /// Heartline transfer.
    Heartline,
    /// Reverser: cars follow tables of their own.
    Reverser,
    /// Log flume reverser: turns slow cars and lets fast ones skip a part of it.
    LogFlumeReverser,
}

/// The way to a neighbouring piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// Index of the neighbour.
    pub piece: usize,
    /// Whether the shapes fit, for a car that is upright and for one that is inverted.
    pub fits: [bool; 2],
}

/// A piece of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPiece<'a> {
    /// The piece.
    pub id: PieceId,
    /// The kind of piece.
    pub kind: &'a Piece,
    /// Place of its first block.
    pub place: Place,
    /// Direction stored with the piece.
    pub direction: Direction,
    /// Its sub-positions by table: usual, foremost reverser bogie, reverser body.
    pub courses: [Course; 3],
    /// The piece that follows.
    pub next: Option<Link>,
    /// The piece before.
    pub previous: Option<Link>,
    /// Whether nothing but gravity acts on cars here, and nothing comes of leaving or entering the piece.
    pub only_gravity: bool,
    /// The way on, if nothing happens on it.
    pub free_way: Option<FreeWay>,
    /// Effect on cars.
    pub device: Device,
    /// Whether it carries a chain.
    pub chain: bool,
    /// Whether it is inverted on a type with an inverted variant.
    pub inverted: bool,
    /// Speed of brakes and boosters.
    pub speed: u8,
    /// Slot of the station it belongs to.
    pub station: Option<usize>,
    /// The block start before it, if it is one itself.
    pub block_before: Option<usize>,
    /// Whether it starts a block section.
    pub starts_block: bool,
}

impl PathPiece<'_> {
    /// Whether all cars of the train take the same course.
    pub fn is_alike_for_all(&self) -> bool {
        self.courses.iter().all(|course| *course == self.courses[0])
    }

    /// Whether cars may come on it to a place that no step leads to.
    pub fn displaces(&self) -> bool {
        matches!(self.device, Device::Reverser | Device::LogFlumeReverser) || !self.is_alike_for_all()
    }

    /// Whether a car that is inverted as the piece can go on to the next, and cars leave each other alone.
    pub(super) fn leads_on(&self) -> bool {
        !self.displaces() && self.next.is_some_and(|link| link.fits[usize::from(self.inverted)])
    }
}

/// Whether two rolls match for a car whose inversion may differ from the piece's.
pub(super) fn rolls_match(leaving: Roll, entering: Roll, swap: bool) -> bool {
    leaving == entering.seen(swap)
}
