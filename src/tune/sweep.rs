//! The search for the best settings, one group of them after the other.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::layout::LayoutError;
use crate::path::Load;
use crate::quantity::{Rating, Ratings};
use crate::site::Site;

use super::setting::Setting;

/// Ticks of an hour of the game.
const TICKS_PER_HOUR: i64 = 40 * 3600;
/// Settings of one step from which the next one goes on.
const KEPT: usize = 6;

/// What makes settings better than others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Goal {
    /// Excitement.
    #[default]
    Excitement,
    /// Riders per hour.
    Riders,
}

/// A search for the best settings of a design.
#[derive(Debug, Clone)]
pub struct Sweep<'a> {
    /// The catalogue.
    pub catalogue: &'a Catalogue,
    /// The design.
    pub design: &'a Design,
    /// The ground.
    pub site: Site<'a>,
    /// What makes settings better than others.
    pub goal: Goal,
    /// Highest intensity.
    pub max_intensity: Option<Rating>,
    /// Highest nausea.
    pub max_nausea: Option<Rating>,
}

/// What settings make of a design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tuned {
    /// The settings.
    pub setting: Setting,
    /// The ratings, or the worst of them in several directions; none if it is not rated.
    pub ratings: Option<Ratings>,
    /// Whether full trains come round unharmed.
    pub survives: bool,
    /// Riders of an hour in which all seats are taken and no train waits longer than in the test.
    pub riders_per_hour: i64,
}

impl Tuned {
    fn new(catalogue: &Catalogue, setting: Setting, judgement: &Judgement) -> Self {
        let run = judgement.trials.first().map(|trial| trial.tested.ticks);
        let seats = setting.seats(catalogue);
        Self {
            ratings: if judgement.trials.iter().all(Trial::survives) { judgement.worst_ratings() } else { None },
            survives: judgement.survives(Load::Full) == Some(true),
            riders_per_hour: run.map_or(0, |ticks| seats * TICKS_PER_HOUR / i64::from(ticks.max(1))),
            setting,
        }
    }
}

impl Sweep<'_> {
    /// Tries settings and returns all that were tried, the best first. The answer is the same at any number of threads.
    ///
    /// # Errors
    /// When the design is no coaster that the catalogue knows.
    pub fn run(&self) -> Result<Vec<Tuned>, LayoutError> {
        let start = self.judged(self.design, &[Direction::new(0)])?;
        let Ok(layout) = &start.placement.as_design else { return Ok(Vec::new()) };
        let own = Setting::of(layout);
        let vehicles = self.catalogue.vehicles_of(layout.ride.id).map(|vehicle| vehicle.name.clone());
        let vehicles: Vec<Setting> = vehicles.map(|vehicle| Setting { vehicle, ..own.clone() }).collect();
        let mut tried = self.try_all([own].into());
        tried = self.widen(tried, vehicles, Setting::trains);
        tried = self.widen(tried, Vec::new(), Setting::speeds);
        tried = self.widen(tried, Vec::new(), Setting::laps);
        Ok(self.confirmed(tried))
    }

    /// Tries what follows from the best settings so far and from others.
    fn widen(
        &self,
        mut tried: Vec<Tuned>,
        others: Vec<Setting>,
        follow: impl Fn(&Setting, &crate::layout::Layout) -> Vec<Setting> + Sync,
    ) -> Vec<Tuned> {
        let best = tried.iter().take(KEPT).map(|tuned| tuned.setting.clone());
        let from: Vec<Setting> = best.chain(others).collect();
        let follow = |setting: &Setting| {
            let placed = self.judged(&setting.applied(self.design), &[]).ok();
            let layout = placed.as_ref().and_then(|judgement| judgement.placement.as_design.as_ref().ok());
            layout.map_or_else(Vec::new, |layout| follow(setting, layout))
        };
        let mut new: Vec<Setting> = from.par_iter().flat_map_iter(follow).collect();
        new.retain(|setting| tried.iter().all(|tuned| tuned.setting != *setting));
        new.sort();
        new.dedup();
        tried.extend(self.try_all(new));
        self.sort(&mut tried);
        tried
    }

    fn try_all(&self, settings: Vec<Setting>) -> Vec<Tuned> {
        let tuned = |setting: Setting| {
            let judgement = self.judged(&setting.applied(self.design), &[Direction::new(0)]).ok()?;
            Some(Tuned::new(self.catalogue, setting, &judgement))
        };
        settings.into_par_iter().filter_map(tuned).collect()
    }

    /// The same after the best have been judged in all four directions.
    fn confirmed(&self, mut tried: Vec<Tuned>) -> Vec<Tuned> {
        let confirm = |tuned: &mut Tuned| {
            let design = tuned.setting.applied(self.design);
            if let Ok(judgement) = self.judged(&design, &Direction::ALL) {
                *tuned = Tuned::new(self.catalogue, tuned.setting.clone(), &judgement);
            }
        };
        let confirmed = tried.len().min(4 * KEPT);
        tried[..confirmed].par_iter_mut().for_each(confirm);
        self.sort(&mut tried[..confirmed]);
        tried
    }

    fn judged(&self, design: &Design, directions: &[Direction]) -> Result<Judgement<'_>, LayoutError> {
        let loads = if directions.is_empty() { Vec::new() } else { vec![Load::Full] };
        judge(
            self.catalogue,
            design,
            self.site,
            &Wanted { directions: directions.to_vec(), loads, ..Wanted::default() },
        )
    }

    /// The best first; of equal ones the gentler, then the one whose settings come first.
    fn sort(&self, tried: &mut [Tuned]) {
        tried.sort_by_cached_key(|tuned| {
            let ratings = tuned.ratings.unwrap_or_default();
            let is_calm = self.max_intensity.is_none_or(|most| ratings.intensity <= most);
            let is_gentle = is_calm && self.max_nausea.is_none_or(|most| ratings.nausea <= most);
            let value = match self.goal {
                Goal::Excitement => i64::from(ratings.excitement.0),
                Goal::Riders => tuned.riders_per_hour,
            };
            let soundness = (tuned.ratings.is_some(), tuned.survives, is_gentle);
            (Reverse(soundness), Reverse(value), ratings.intensity, tuned.setting.clone())
        });
    }
}
