//! A test run as one object, with the keys of the recorded measurements.

use serde::Serialize;

use super::building::Built;
use super::extremes::ExtremesReport;
use super::standing::Standing;
use super::trouble::{CrashReport, StuckReport, TurnReport};
use crate::judge::{Judgement, Trial};
use crate::layout::Layout;
use crate::quantity::{Money, Rating};
use crate::rating::{Entry, Surveyed};
use crate::test_run::Measured;

/// One test run.
#[derive(Debug, Serialize)]
pub(super) struct Run<'a> {
    /// Direction it was built in, 0 to 3.
    direction: u8,
    /// From pressing test to the end of the measured run.
    ticks: u32,
    /// How it ended.
    outcome: &'static str,
    /// What was measured.
    raw: Raw,
    /// If it was rated.
    excitement: Option<Rating>,
    /// If it was rated.
    intensity: Option<Rating>,
    /// If it was rated.
    nausea: Option<Rating>,
    /// Tenths of a currency unit per period.
    upkeep: Option<i64>,
    /// Tenths of a currency unit.
    value: Option<i64>,
    /// Reliability factor: higher breaks down sooner.
    unreliability: Option<u8>,
    /// Whether nothing was measured, for lack of an entrance or of a departure.
    no_raw_stats: bool,
    /// What the game found around the track and the stations, if it was rated.
    #[serde(skip_serializing_if = "Option::is_none")]
    surroundings: Option<Surroundings>,
    /// How it is built in another direction than the first.
    #[serde(flatten)]
    turned: Option<Turned<'a>>,
    /// The crash, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    crash: Option<CrashReport>,
    /// Where every train was when the run was given up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    stuck: Vec<StuckReport>,
    /// Where a train first rolled back that was too slow and yet came to a station.
    #[serde(skip_serializing_if = "Option::is_none")]
    rolled_back: Option<TurnReport>,
    /// Every bonus, requirement and penalty in the game's order, when asked for.
    #[serde(skip_serializing_if = "<[Entry]>::is_empty")]
    explain: &'a [Entry],
    /// Where the statistics come from, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    extremes: Option<ExtremesReport>,
    /// How it compares with the possible and with people's designs, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    standing: Option<Standing<'a>>,
}

/// How a design with scenery is built in another direction than the first.
#[derive(Debug, Serialize)]
struct Turned<'a> {
    /// Tenths of a currency unit.
    cost: Money,
    /// What stands.
    #[serde(flatten)]
    built: Built<'a>,
}

/// What the game found around a ride.
#[derive(Debug, Serialize)]
pub(super) struct Surroundings {
    /// Times each kind of proximity was seen (rules: ratings 3.3).
    counters: [u16; 26],
    /// Pieces that were looked at.
    scanned: u32,
    /// Proximity score.
    proximity: i32,
    /// Scenery score.
    scenery: i32,
    /// Whether trains leave with those of an adjacent station.
    synchronised: bool,
}

/// Statistics in the game's own units.
#[derive(Debug, Serialize)]
pub(super) struct Raw {
    /// Velocity, 16.16; one whole unit is 2.25 mph.
    max_speed: i32,
    /// Velocity, 16.16.
    average_speed: i32,
    /// Hundredths of g.
    max_positive_g: i16,
    /// Hundredths of g.
    max_negative_g: i16,
    /// Hundredths of g.
    max_lateral_g: i16,
    /// Ticks without weight.
    air_time: u16,
    /// Number of drops.
    drops: u8,
    /// Number of lift runs.
    powered_lifts: u8,
    /// Height units of 0.75 m.
    highest_drop: u8,
    /// Height where the last drop began, height units.
    start_drop_height: u8,
    /// Number of inversions.
    inversions: u8,
    /// Number of helix pieces.
    helices: u8,
    /// Special elements passed, a bit set.
    special: u8,
    /// Flat turns by length, packed (rules: ratings 2.5.4).
    turn_default: u16,
    /// Banked turns by length, packed.
    turn_banked: u16,
    /// Sloped turns by length, packed.
    turn_sloped: u16,
    /// Metres under cover, 16.16.
    sheltered_length: i32,
    /// Covered sections, packed.
    sheltered_sections: u8,
    /// Eighths of the track under cover.
    sheltered_eighths: u8,
    /// Legs from station to station.
    segments: Vec<Segment>,
    /// Metres of all legs, 16.16.
    total_length: i32,
    /// Time of all legs, units of 32 ticks.
    total_time: i32,
}

/// One leg of a test run.
#[derive(Debug, Serialize)]
struct Segment {
    /// Metres, 16.16.
    length: i32,
    /// Units of 32 ticks.
    time: u16,
}

/// The test runs of empty trains.
pub(super) fn runs<'a>(layout: &Layout<'a>, judgement: &'a Judgement) -> Vec<Run<'a>> {
    let run = |trial: &'a Trial| {
        let is_turned = trial.direction != judgement.first_direction();
        let turned = if is_turned { judgement.layout(trial.direction) } else { None };
        let built = turned.filter(|layout| !layout.own_scenery.items.is_empty());
        Run { turned: built.map(Turned::new), ..Run::new(layout, trial) }
    };
    judgement.trials.iter().map(run).collect()
}

impl<'a> Turned<'a> {
    fn new(layout: &'a Layout) -> Self {
        Self { cost: layout.cost(), built: Built::new(layout) }
    }
}

impl<'a> Run<'a> {
    pub(super) fn new(layout: &Layout<'a>, trial: &'a Trial) -> Self {
        let (tested, rated) = (&trial.tested, trial.rated);
        Self {
            direction: trial.direction.number(),
            ticks: tested.ticks,
            outcome: tested.outcome.name(),
            raw: Raw::new(&tested.measured, rated.map_or(0, |rated| rated.sheltered_eighths)),
            excitement: rated.map(|rated| rated.ratings.excitement),
            intensity: rated.map(|rated| rated.ratings.intensity),
            nausea: rated.map(|rated| rated.ratings.nausea),
            upkeep: rated.map(|rated| rated.upkeep),
            value: rated.map(|rated| rated.value),
            unreliability: rated.map(|rated| rated.unreliability),
            no_raw_stats: false,
            turned: None,
            surroundings: rated.map(|rated| Surroundings::new(&rated.surveyed)),
            crash: tested.crash.map(|crash| CrashReport::new(layout, &crash)),
            stuck: tested.stuck.iter().map(|stuck| StuckReport::new(layout, stuck)).collect(),
            rolled_back: tested.rolled_back.map(|turn| TurnReport::new(layout, turn)),
            explain: &trial.account,
            extremes: trial.extremes.as_ref().map(|extremes| ExtremesReport::new(layout, extremes)),
            standing: Standing::new(layout, trial),
        }
    }

    /// The run without an account of its ratings.
    pub(super) fn unexplained(self) -> Self {
        Self { explain: &[], extremes: None, standing: None, ..self }
    }
}

impl Surroundings {
    pub(super) const fn new(surveyed: &Surveyed) -> Self {
        let Surveyed { counters, scanned, proximity, scenery, synchronises, .. } = *surveyed;
        Self { counters: counters.0, scanned, proximity, scenery, synchronised: synchronises }
    }
}

impl Raw {
    pub(super) fn new(measured: &Measured, sheltered_eighths: u8) -> Self {
        Self {
            max_speed: measured.max_speed.0,
            average_speed: measured.average_speed.0,
            max_positive_g: measured.max_positive_g.0,
            max_negative_g: measured.max_negative_g.0,
            max_lateral_g: measured.max_lateral_g.0,
            air_time: measured.air_time,
            drops: measured.drops,
            powered_lifts: measured.powered_lifts,
            highest_drop: measured.highest_drop,
            start_drop_height: measured.drop_start,
            inversions: measured.inversions,
            helices: measured.helices,
            special: measured.special.0,
            turn_default: measured.turns_flat.0,
            turn_banked: measured.turns_banked.0,
            turn_sloped: measured.turns_sloped.0,
            sheltered_length: measured.sheltered_length.0,
            sheltered_sections: measured.sheltered_sections.0,
            sheltered_eighths,
            segments: measured.legs.iter().map(|leg| Segment { length: leg.length.0, time: leg.time }).collect(),
            total_length: measured.total_length().0,
            total_time: measured.total_time(),
        }
    }
}
