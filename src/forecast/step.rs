//! A step of a train.

use super::drive::PER_TICK;
use super::track::STEP;

/// The speed of a train on one step.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Speed where it begins.
    pub from: f64,
    /// Speed where it ends.
    pub to: f64,
    /// The part of the step that the train makes: all of it, or less where it turns back.
    pub share: f64,
    /// Whether the train rolls backward.
    pub is_backward: bool,
    /// Whether the train has left its platform and not come back yet.
    pub is_under_way: bool,
}

impl Step {
    /// Whether the train keeps moving.
    pub(super) fn keeps_moving(&self) -> bool {
        self.to > 0.0
    }

    /// The distance that it makes, negative backward.
    pub(super) fn distance(&self) -> i32 {
        self.directed(f64::from(STEP) * self.share)
    }

    /// The ticks that it takes.
    pub(super) fn ticks(&self) -> f64 {
        f64::from(STEP) * self.share / (PER_TICK * f64::midpoint(self.from, self.to))
    }

    /// The speed where it begins, negative backward.
    pub(super) fn velocity_before(&self) -> i32 {
        self.directed(self.from)
    }

    /// The speed where it ends, negative backward.
    pub(super) fn velocity_after(&self) -> i32 {
        self.directed(self.to)
    }

    fn directed(&self, amount: f64) -> i32 {
        if self.is_backward { -(amount as i32) } else { amount as i32 }
    }
}
