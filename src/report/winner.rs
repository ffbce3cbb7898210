//! A design as it leaves the search: named, with true statistics, judged in all four directions or on its spot of a park.

use crate::catalogue::{Catalogue, Direction, Theme};
use crate::design::{Design, Statistics};
use crate::dress::Dressing;
use crate::evolve::{Individual, Plan, Problem};
use crate::judge::{Judgement, Trial, Wanted, judge};
use crate::layout::{Layout, Occupancy, Placement, Placing};
use crate::park_file::Ride;
use crate::quantity::{Footprint, Money};
use crate::rating::Ratings;
use crate::rules::Rules;
use crate::site::Site;
use crate::test_run::Measured;

/// A finished design.
#[derive(Debug, Clone)]
pub struct Winner<'a> {
    /// What players will read in the game.
    pub name: String,
    /// Tells genomes of a search apart.
    pub id: String,
    /// The design with its true statistics.
    pub design: Design,
    /// What the game says to it.
    pub judgement: Judgement<'a>,
}

impl<'a> Winner<'a> {
    /// Finishes a genome; `None` when it does not make a design that stands.
    pub fn new(problem: &Problem<'a>, individual: &Individual) -> Option<Self> {
        let placer = &problem.placer;
        let mut occupancy = Occupancy::new(placer.site.map);
        let (design, site, placing) = problem.finished(&individual.genome, &mut occupancy)?;
        let id = individual.genome.id();
        let (design, judgement) = with_statistics_at(placer.catalogue, design, site, placing)?;
        Some(Self { name: design_name(&id), id, design, judgement })
    }

    /// Finishes a genome of a search that follows a plan, dressed if the plan has a theme. Where the scenery would break
    /// a limit, the design stays bare.
    pub fn of_plan(problem: &Problem<'a>, plan: &Plan, individual: &Individual) -> Option<Self> {
        let bare = Self::new(problem, individual)?;
        let theme = plan.theme.as_deref().and_then(|name| problem.placer.catalogue.theme(name));
        let dressed = theme.and_then(|theme| bare.dressed_within(problem, theme, plan.breeding.seed));
        Some(dressed.unwrap_or(bare))
    }

    /// The same with scenery, judged with it; `None` when there is no room or money for any.
    pub fn dressed(&self, dressing: &Dressing) -> Option<Self> {
        let catalogue = self.judgement.catalogue;
        let Placement { site, placing, .. } = self.judgement.placement;
        let design = dressing.dress(&self.design, site, placing).ok()??;
        let (design, judgement) = with_statistics_at(catalogue, design, site, placing)?;
        Some(Self { design, judgement, ..self.clone() })
    }

    /// The same with scenery within the limits of a search, if it keeps them.
    fn dressed_within(&self, problem: &Problem<'a>, theme: &Theme, seed: u64) -> Option<Self> {
        let (catalogue, limits) = (problem.placer.catalogue, &problem.limits);
        let cost = self.judgement.placement.as_design.as_ref().ok()?.cost();
        let dressing = Dressing {
            budget: limits.budget.map(|budget| Money(budget - cost.0)),
            seed,
            footprint: Some(limits.footprint),
            tiles: limits.tiles,
            within: problem.grounds.as_ref().map(|grounds| grounds.corners),
            ..Dressing::new(catalogue, theme)
        };
        let dressed = self.dressed(&dressing)?;
        let [_, intensity, nausea] = dressed.ratings()?.hundredths();
        let keeps_limits = intensity <= limits.max_intensity && nausea <= limits.max_nausea;
        let judgement = &dressed.judgement;
        let is_rated = judgement.unrated().is_none() && judgement.refused_directions().next().is_none();
        (keeps_limits && is_rated).then_some(dressed)
    }

    /// The name as part of a file name: `copper-falcon`.
    pub fn slug(&self) -> String {
        self.name.to_lowercase().replace(' ', "-")
    }

    /// The worst excitement, intensity and nausea of all directions, in hundredths.
    pub fn ratings(&self) -> Option<Ratings> {
        self.judgement.worst_ratings()
    }
}

/// Fills in what a track file says of a design from its own test run, and judges it in all four directions.
pub fn with_statistics<'a>(
    catalogue: &'a Catalogue,
    design: Design,
    site: Site<'a>,
) -> Option<(Design, Judgement<'a>)> {
    with_statistics_at(catalogue, design, site, Placing::default())
}

/// The same as a player places it: in a park it is judged in the direction of its place alone.
pub fn with_statistics_at<'a>(
    catalogue: &'a Catalogue,
    design: Design,
    site: Site<'a>,
    placing: Placing,
) -> Option<(Design, Judgement<'a>)> {
    let directions = if site.park.is_some() { vec![placing.direction] } else { Direction::ALL.to_vec() };
    let wanted = Wanted { placing, directions, ..Wanted::default() };
    let judgement = judge(catalogue, &design, site, &wanted).ok()?;
    judgement.placement.as_design.as_ref().ok()?;
    Some((with_own_statistics(design, &judgement), judgement))
}

/// A design with what a track file says of it from its own test run.
pub fn with_own_statistics(design: Design, judgement: &Judgement) -> Design {
    let footprint = judgement.placement.as_design.as_ref().map(Layout::footprint);
    let Footprint { width, length } = footprint.unwrap_or_default();
    let statistics =
        judgement.trials.first().map(|trial| statistics(trial, judgement.catalogue.rules())).unwrap_or_default();
    let space = (width.clamp(0, 255) as u8, length.clamp(0, 255) as u8);
    Design { statistics, space, ..design }
}

/// The statistics of a run in the units of a track file.
pub(super) fn statistics(trial: &Trial, rules: &Rules) -> Statistics {
    let upkeep = trial.rated.map_or(0, |rated| rated.upkeep);
    coarse(&trial.tested.measured, trial.ratings().unwrap_or_default(), upkeep as i16, rules)
}

/// The statistics that a ride of a park has, in the units of a track file. Its running cost is left out.
pub fn stored_statistics(ride: &Ride, rules: &Rules) -> Statistics {
    coarse(&Measured::stored(ride), ride.ratings.unwrap_or_default(), 0, rules)
}

/// A measurement in the units of a track file (rules: ratings 5.3).
fn coarse(measured: &Measured, ratings: Ratings, upkeep: i16, rules: &Rules) -> Statistics {
    let g = |force| rules.knobs.stored_g.units(force);
    let [excitement, intensity, nausea] = ratings.hundredths().map(|rating| (rating / 10) as u8);
    Statistics {
        air_time: ((u32::from(measured.air_time) * 123 + 512) / 1024).min(255) as u8,
        max_speed: (measured.max_speed.0 / 65_536) as i8,
        average_speed: (measured.average_speed.0 / 65_536) as i8,
        length: measured.total_length().metres() as u16,
        max_positive_g: g(measured.max_positive_g) as u8,
        max_negative_g: g(measured.max_negative_g) as i8,
        max_lateral_g: g(measured.max_lateral_g) as u8,
        inversions: measured.inversions.min(31),
        drops: measured.drops.min(63),
        highest_drop: measured.highest_drop,
        excitement,
        intensity,
        nausea,
        upkeep,
    }
}

/// A name for the id of a genome: the same every time.
pub fn design_name(id: &str) -> String {
    let mut words = include_str!("../../data/names.txt").lines().filter(|line| !line.starts_with('#'));
    let number = u64::from_str_radix(id, 16).unwrap_or(0);
    let mut pick = |number: u64| {
        let words: Vec<&str> = words.next().unwrap_or("Coaster").split_whitespace().collect();
        words[(number % words.len().max(1) as u64) as usize]
    };
    let first = pick(number);
    let last = pick(number >> 32);
    format!("{first} {last}")
}
