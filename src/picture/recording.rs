//! A test run as a film: what the measured train did, tick by tick.

use std::ops::Range;

use crate::layout::Layout;
use crate::path::{Path, Place};
use crate::quantity::Velocity;
use crate::test_run::{Outcome, TestRun, Tested};

/// Ticks per second.
pub const TICKS_PER_SECOND: f64 = 40.0;
/// Ticks of what the game calls a second of ride time (rules: ratings 2).
pub(super) const TICKS_PER_RIDE_SECOND: f64 = 32.0;

/// The measured train at one tick.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sample {
    /// Tick of the test.
    pub tick: u32,
    /// Piece under the lead car, in the order of the design.
    pub piece: usize,
    /// Share of that piece behind the lead car, 0 to 1.
    pub share: f64,
    /// Where the lead car is.
    pub place: Place,
    /// Velocity of the lead car.
    pub velocity: Velocity,
    /// Vertical G as it is measured, hundredths.
    pub vertical_g: i16,
    /// Lateral G as it is measured, hundredths.
    pub lateral_g: i16,
}

/// A recorded test run.
#[derive(Debug, Clone, PartialEq)]
pub struct Recording {
    /// Every tick at which the measured train was under way.
    pub samples: Vec<Sample>,
    /// The samples of the highest drop, from its top to its foot.
    pub highest_drop: Option<Range<usize>>,
    /// The result.
    pub tested: Tested,
}

impl Recording {
    /// Tests a layout and keeps what the measured train did.
    pub fn new(layout: &Layout, path: &Path) -> Self {
        let mut run = TestRun::new(layout, path);
        let mut samples = Vec::new();
        let mut foot = None;
        while run.outcome().is_none() {
            let before = lead(&run);
            let highest = run.measured().highest_drop;
            run.tick();
            if run.measured().highest_drop > highest {
                foot = samples.len().checked_sub(1);
            }
            if let Some(sample) = before {
                let (vertical_g, lateral_g) = run.felt_g();
                samples.push(Sample { vertical_g, lateral_g, ..sample });
            }
        }
        let highest_drop = foot.map(|foot| top_of_drop(&samples, foot)..foot + 1);
        Self { samples, highest_drop, tested: run.result() }
    }

    /// Whether the run came to its end and was measured.
    pub fn is_tested(&self) -> bool {
        self.tested.outcome == Outcome::Tested
    }
}

/// The last sample before the train came down to a place without ever rising.
fn top_of_drop(samples: &[Sample], foot: usize) -> usize {
    let height = |index: usize| samples[index].place[2];
    let top = (1..=foot).rev().find(|&index| height(index - 1) < height(index)).unwrap_or(0);
    (top..foot).rfind(|&index| height(index) == height(top)).unwrap_or(top)
}

/// The lead car of the measured train; its G forces are filled in by the tick that measures them.
fn lead(run: &TestRun) -> Option<Sample> {
    let train = run.trains().iter().find(|train| train.measured)?;
    let car = &run.cars()[train.first];
    let share = (car.progress() as f64 / car.course.nodes().len().max(1) as f64).min(1.0);
    let (tick, velocity) = (run.ticks(), Velocity(train.velocity));
    Some(Sample { tick, piece: car.piece, share, place: run.place(train.first), velocity, vertical_g: 0, lateral_g: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{Catalogue, Direction};
    use crate::picture::sample;
    use crate::test_run;

    #[test]
    fn the_recording_holds_what_the_run_measured() {
        let catalogue = Catalogue::load().unwrap();
        let layout = sample::laid(&catalogue, &sample::oval(), Direction::new(0));
        let path = Path::new(&layout).unwrap();
        let recording = Recording::new(&layout, &path);
        assert_eq!(recording.tested, test_run::run(&layout, &path));
        assert!(recording.is_tested());
        let measured = &recording.tested.measured;
        let most = |value: fn(&Sample) -> i32| recording.samples.iter().map(value).max().unwrap();
        assert_eq!(most(|sample| sample.velocity.0), measured.max_speed.0);
        assert_eq!(most(|sample| sample.vertical_g.into()), i32::from(measured.max_positive_g.0));
        assert_eq!(most(|sample| -i32::from(sample.vertical_g)), -i32::from(measured.max_negative_g.0));
        assert_eq!(most(|sample| i32::from(sample.lateral_g).abs()), i32::from(measured.max_lateral_g.0));
        let drop = recording.highest_drop.unwrap();
        let height = |index: usize| recording.samples[index].place[2];
        let fallen = height(drop.start) / 8 - height(drop.end - 1) / 8;
        assert!((fallen - i32::from(measured.highest_drop)).abs() <= 1, "{fallen} {}", measured.highest_drop);
        let weightless = recording.samples.iter().filter(|sample| sample.vertical_g <= 0).count();
        assert_eq!(weightless, usize::from(measured.air_time));
    }
}
