//! What an eye follows of a test run, tick by tick.

use crate::catalogue::{Piece, Roll};
use crate::quantity::Velocity;
use crate::test_run::{State, TestRun};

/// Slower than this off the lift, a train crawls: 8 mph.
const CRAWL_SPEED: Velocity = Velocity(229_376);
/// Faster than this, a curve wants a bank: 22 mph.
const BANK_SPEED: Velocity = Velocity(640_797);

/// Looks at the first train of a run before each of its ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Watch {
    /// Ticks under way.
    pub under_way: u32,
    /// Ticks under way off the lift in which it hardly moved.
    pub crawled: u32,
    /// Ticks on level curves without a bank that were taken fast.
    pub flat_fast_curves: u32,
    /// Speed at which it last came to a platform.
    pub arrival_speed: Velocity,
    /// The first and the last piece of the track, by their indices, that a car has been on.
    pub reached: Option<(usize, usize)>,
}

impl Watch {
    /// Looks at a run before its next tick.
    pub fn look(&mut self, run: &TestRun) {
        let Some(train) = run.trains().first() else { return };
        let (lead, rear) = (&run.cars()[train.first], &run.cars()[train.cars().end - 1]);
        let (first, last) = self.reached.unwrap_or((rear.piece, lead.piece));
        self.reached = Some((first.min(rear.piece), last.max(lead.piece)));
        if train.state != State::Travelling {
            return;
        }
        self.pass(1, Velocity(train.velocity), run.piece_under(lead), lead.on_lift);
    }

    /// Takes in a number of ticks under way that look the same.
    pub(crate) fn pass(&mut self, ticks: u32, velocity: Velocity, piece: &Piece, on_lift: bool) {
        let speed = velocity.speed();
        self.under_way += ticks;
        if speed < CRAWL_SPEED && !on_lift {
            self.crawled += ticks;
        }
        if speed > BANK_SPEED && is_flat_curve(piece) {
            self.flat_fast_curves += ticks;
        }
        self.arrival_speed = speed;
    }

    /// Counts the pieces that no car has been on, of a track with this number of pieces.
    pub fn unridden(&self, pieces: usize) -> usize {
        self.reached.map_or(0, |(first, last)| pieces.saturating_sub(last + 1 - first.min(last)))
    }
}

/// Whether a piece is a level curve without a bank.
fn is_flat_curve(piece: &Piece) -> bool {
    let flags = &piece.flags;
    let is_level = !flags.up && !flags.down;
    let has_bank = [piece.begin.roll, piece.end.roll].iter().any(|&roll| roll != Roll::None);
    (flags.turn_left || flags.turn_right) && is_level && !has_bank
}
