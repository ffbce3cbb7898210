//! From which speed to which a ride comes round.

use rayon::prelude::*;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Trial, Wanted, judge};
use crate::layout::LayoutError;
use crate::path::Load;
use crate::site::Site;
use crate::test_run::CrashCause;

use super::setting::{Setting, has_lift};

/// At which speeds trains with a number of cars come round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passing {
    /// Cars per train.
    pub cars: u8,
    /// How full they are.
    pub load: Load,
    /// Whether the speeds are those of a launch, not of a chain.
    pub is_launch: bool,
    /// The speeds that were tried, units of 2.25 mph, lowest first, and what became of the train.
    pub speeds: Vec<(u8, Passage)>,
}

/// What became of a train.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passage {
    /// It came round.
    Round,
    /// It did not, and did not crash.
    Stalled,
    /// It came off the rails or ran off the end of the track.
    Crashed,
    /// It hit another train.
    Collided,
}

impl Passage {
    fn of(trial: &Trial) -> Self {
        match trial.tested.crash.map(|crash| crash.cause) {
            None if trial.survives() => Self::Round,
            None => Self::Stalled,
            Some(CrashCause::Collision { .. }) => Self::Collided,
            Some(_) => Self::Crashed,
        }
    }
}

impl Passing {
    /// The speeds at which all is well.
    pub fn round(&self) -> impl Iterator<Item = u8> {
        self.speeds.iter().filter(|(_, passage)| *passage == Passage::Round).map(|(speed, _)| *speed)
    }
}

/// The limits of a single train of every length, empty and full, in direction 0.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn limits(
    catalogue: &Catalogue,
    design: &Design,
    site: Site,
    setting: &Setting,
) -> Result<Vec<Passing>, LayoutError> {
    let alone = Setting { trains: 1, ..setting.clone() };
    let placed = judge(catalogue, &alone.applied(design), site, &Wanted::default())?;
    let Ok(layout) = &placed.placement.as_design else { return Ok(Vec::new()) };
    let is_launch = layout.settings.mode.is_launched();
    if !is_launch && !has_lift(layout) {
        return Ok(Vec::new());
    }
    let fit = &layout.trains;
    let range = if is_launch { layout.ride.operation_option } else { layout.ride.lift_speed };
    let runs = (fit.min_cars..=fit.max_cars).flat_map(|cars| (range.min..=range.max).map(move |speed| (cars, speed)));
    let runs: Vec<(u8, u8)> = runs.map(|(cars, speed)| (cars as u8, speed as u8)).collect();
    let passage = |&(cars, speed): &(u8, u8)| {
        let mut setting = Setting { cars, ..alone.clone() };
        *(if is_launch { &mut setting.operation_option } else { &mut setting.lift_speed }) = speed;
        let wanted = Wanted { directions: vec![Direction::new(0)], loads: vec![Load::Full], ..Wanted::default() };
        let judgement = judge(catalogue, &setting.applied(design), site, &wanted).ok()?;
        let [empty, full] = [&judgement.trials, &judgement.loads].map(|trials| trials.first().map(Passage::of));
        Some((cars, speed, empty?, full?))
    };
    let passages: Vec<(u8, u8, Passage, Passage)> = runs.par_iter().filter_map(passage).collect();
    let with_cars = passages.chunk_by(|a, b| a.0 == b.0);
    Ok(with_cars
        .flat_map(|passages| {
            let of = |load: Load| Passing {
                cars: passages[0].0,
                load,
                is_launch,
                speeds: passages
                    .iter()
                    .map(|&(_, speed, empty, full)| (speed, if load == Load::Full { full } else { empty }))
                    .collect(),
            };
            [of(Load::Empty), of(Load::Full)]
        })
        .collect())
}
