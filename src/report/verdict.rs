//! The game's answers to a design as one object, with the keys of the recorded measurements.

use serde::Serialize;

use super::trouble::{CrashReport, StuckReport};
use crate::catalogue::{Catalogue, Direction, RULE_SET};
use crate::design::Design;
use crate::layout::{Layout, LayoutError, Placement, Refusal, Site, TestRefusal, place};
use crate::path::{Load, Path};
use crate::rating::{self, Entry, Itemised};
use crate::test_run::{self, Measured, Outcome};

/// Laid piece by piece with own track in the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ByHand {
    /// Whether every piece could be laid.
    pub placed: bool,
    /// Index of the first refused piece.
    pub first_refused_piece: Option<usize>,
    /// The game's message.
    pub refusal: Option<Refusal>,
}

/// Everything about one design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judgement {
    /// Name of the rules.
    pub rule_set: &'static str,
    /// Number of the ride type.
    pub ride_type: u8,
    /// Label of the ride type.
    pub ride_type_name: String,
    /// Name of the vehicle's object.
    pub vehicle: String,
    /// Number of track elements.
    pub pieces: usize,
    /// Trains as stored.
    pub trains_design: u8,
    /// Cars per train as stored.
    pub cars_design: u8,
    /// Operating mode as stored.
    pub mode: u8,
    /// Whether it can be laid by hand, in direction 0.
    pub by_hand: ByHand,
    /// Whether it can be placed as a design, in direction 0.
    pub placed: bool,
    /// The piece refused when the design is placed for good, if it was refused then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_refused_piece: Option<usize>,
    /// The game's message when it cannot be placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place_refusal: Option<Refusal>,
    /// What follows once it is placed.
    #[serde(flatten)]
    pub judged: Option<Judged>,
}

/// What the game makes of a design that it places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// Rail height of the first joint, z units.
    pub place_z: i32,
    /// Tenths of a currency unit.
    pub cost: i64,
    /// Number of platforms.
    pub num_stations: usize,
    /// Trains that run.
    pub trains: i32,
    /// Cars of each train.
    pub cars: i32,
    /// Most trains that the platforms hold.
    pub max_trains: i32,
    /// Fewest cars of a train.
    pub min_cars: i32,
    /// Most cars of a train that fit.
    pub max_cars: i32,
    /// Trains asked for.
    pub proposed_trains: u8,
    /// Cars asked for.
    pub proposed_cars: i32,
    /// Units of 2.25 mph.
    pub lift_speed: i32,
    /// Launch speed or whatever else the mode has to set.
    pub operation_option: i32,
    /// Circuits per ride.
    pub circuits: i32,
    /// Operating mode that it gets.
    pub ride_mode: u8,
    /// What trains wait for, a bit set.
    pub depart_flags: u8,
    /// Seconds.
    pub min_wait: u8,
    /// Seconds.
    pub max_wait: u8,
    /// Bounding box in tiles, entrances and exits included.
    pub footprint: (i32, i32),
    /// Whether the game would test it.
    pub test_started: bool,
    /// The game's message when it would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub test_refusal: Option<TestRefusal>,
    /// Why there is no test run although the game would start one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_recorded: Option<String>,
    /// How the run in the first direction ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<&'static str>,
    /// Test runs of empty trains, one per direction.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub runs: Vec<RunReport>,
    /// Directions asked for in which the ground has no place for the design.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub refused_directions: Vec<RefusedDirection>,
    /// Runs with riders, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub loads: Vec<LoadReport>,
}

impl Judged {
    /// Whether the design comes round unharmed with a load in every direction it was run in; `None` if it was not
    /// run so.
    pub fn survives(&self, load: Load) -> Option<bool> {
        let mut runs = self.loads.iter().filter(|report| report.load == load).peekable();
        runs.peek()?;
        Some(runs.all(|LoadReport { run, .. }| run.outcome == Outcome::Tested.name() && run.crash.is_none()))
    }
}

/// A direction in which a design cannot be placed although it can be in direction 0.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefusedDirection {
    /// The direction.
    pub direction: u8,
    /// The game's message.
    pub refusal: Refusal,
}

/// What the runs of a design came to.
#[derive(Default)]
struct Tests {
    runs: Vec<RunReport>,
    refused: Vec<RefusedDirection>,
    loads: Vec<LoadReport>,
}

/// A test run with riders. Only the empty load gives the game's own figures; the others rest on an estimate of what
/// riders weigh, and their ratings are those the formula gives for what the loaded train does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LoadReport {
    /// How full the trains are.
    pub load: Load,
    /// The run.
    #[serde(flatten)]
    pub run: RunReport,
}

/// One test run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunReport {
    /// Direction it was built in, 0 to 3.
    pub direction: u8,
    /// From pressing test to the end of the measured run.
    pub ticks: u32,
    /// How it ended, as [`Outcome::name`] says.
    pub outcome: &'static str,
    /// What was measured.
    pub raw: Raw,
    /// Hundredths, if it was rated.
    pub excitement: Option<i32>,
    /// Hundredths, if it was rated.
    pub intensity: Option<i32>,
    /// Hundredths, if it was rated.
    pub nausea: Option<i32>,
    /// Tenths of a currency unit per period.
    pub upkeep: Option<i64>,
    /// Tenths of a currency unit.
    pub value: Option<i64>,
    /// Reliability factor: higher breaks down sooner.
    pub unreliability: Option<u8>,
    /// Whether nothing was measured, for lack of an entrance or of a departure.
    pub no_raw_stats: bool,
    /// The crash, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crash: Option<CrashReport>,
    /// Where every train was when the run was given up.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub stuck: Vec<StuckReport>,
    /// Every bonus, requirement and penalty in the game's order, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub explain: Vec<Entry>,
}

/// Statistics in the game's own units.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Raw {
    /// Velocity, 16.16; one whole unit is 2.25 mph.
    pub max_speed: i32,
    /// Velocity, 16.16.
    pub average_speed: i32,
    /// Hundredths of g.
    pub max_positive_g: i16,
    /// Hundredths of g.
    pub max_negative_g: i16,
    /// Hundredths of g.
    pub max_lateral_g: i16,
    /// Ticks without weight.
    pub air_time: u16,
    /// Number of drops.
    pub drops: u8,
    /// Number of lift runs.
    pub powered_lifts: u8,
    /// Height units of 0.75 m.
    pub highest_drop: u8,
    /// Height where the last drop began, height units.
    pub start_drop_height: u8,
    /// Number of inversions.
    pub inversions: u8,
    /// Number of helix pieces.
    pub helices: u8,
    /// Special elements passed, a bit set.
    pub special: u8,
    /// Flat turns by length, packed (rules: ratings 2.5.4).
    pub turn_default: u16,
    /// Banked turns by length, packed.
    pub turn_banked: u16,
    /// Sloped turns by length, packed.
    pub turn_sloped: u16,
    /// Metres under cover, 16.16.
    pub sheltered_length: i32,
    /// Covered sections, packed.
    pub sheltered_sections: u8,
    /// Eighths of the track under cover.
    pub sheltered_eighths: u8,
    /// Legs from station to station.
    pub segments: Vec<Segment>,
    /// Metres of all legs, 16.16.
    pub total_length: i32,
    /// Time of all legs, units of 32 ticks.
    pub total_time: i32,
}

/// One leg of a test run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// Metres, 16.16.
    pub length: i32,
    /// Units of 32 ticks.
    pub time: u16,
}

impl Raw {
    fn new(measured: &Measured, sheltered_eighths: u8) -> Self {
        Self {
            max_speed: measured.max_speed,
            average_speed: measured.average_speed,
            max_positive_g: measured.max_positive_g,
            max_negative_g: measured.max_negative_g,
            max_lateral_g: measured.max_lateral_g,
            air_time: measured.air_time,
            drops: measured.drops,
            powered_lifts: measured.powered_lifts,
            highest_drop: measured.highest_drop,
            start_drop_height: measured.drop_start,
            inversions: measured.inversions,
            helices: measured.helices,
            special: measured.special,
            turn_default: measured.turns_flat,
            turn_banked: measured.turns_banked,
            turn_sloped: measured.turns_sloped,
            sheltered_length: measured.sheltered_length,
            sheltered_sections: measured.sheltered_sections,
            sheltered_eighths,
            segments: measured.legs.iter().map(|leg| Segment { length: leg.length, time: leg.time }).collect(),
            total_length: measured.total_length(),
            total_time: measured.total_time(),
        }
    }
}

impl Judgement {
    /// The worst excitement, intensity and nausea of all runs, in hundredths.
    pub fn worst_ratings(&self) -> Option<[i32; 3]> {
        let runs = &self.judged.as_ref()?.runs;
        let excitement = runs.iter().filter_map(|run| run.excitement).min()?;
        let intensity = runs.iter().filter_map(|run| run.intensity).max()?;
        let nausea = runs.iter().filter_map(|run| run.nausea).max()?;
        Some([excitement, intensity, nausea])
    }
}

/// What to find out.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Directions to test in, the others only if the first is tested; none for verdicts only.
    pub directions: Vec<Direction>,
    /// Whether to itemise ratings.
    pub explain: bool,
    /// Loads to run the trains with besides, in the same directions.
    pub loads: Vec<Load>,
}

/// Places a design in direction 0 and tests it in the wanted directions.
///
/// # Errors
/// When the design is no coaster that the catalogue knows.
pub fn judge(catalogue: &Catalogue, design: &Design, site: Site, wanted: &Wanted) -> Result<Judgement, LayoutError> {
    let placement = place(catalogue, design, site, Direction::new(0))?;
    let (first_refused_piece, refusal) = match placement.by_hand.clone() {
        Ok(()) => (None, None),
        Err((index, refusal)) => (Some(index), Some(refusal)),
    };
    let by_hand = ByHand { placed: refusal.is_none(), first_refused_piece, refusal };
    let Placement { place_z, as_design, first_refused, .. } = placement;
    let (place_refusal, judged) = match as_design {
        Ok(layout) => (None, Some(judge_layout(catalogue, design, &layout, place_z, wanted)?)),
        Err(refusal) => (Some(refusal), None),
    };
    Ok(Judgement {
        rule_set: RULE_SET,
        ride_type: design.ride.0,
        ride_type_name: catalogue.ride(design.ride).map_or_else(String::new, |ride| ride.name.clone()),
        vehicle: design.vehicle.clone(),
        pieces: design.elements.len(),
        trains_design: design.settings.trains,
        cars_design: design.settings.cars,
        mode: design.settings.mode.0,
        by_hand,
        placed: place_refusal.is_none(),
        first_refused_piece: first_refused.map(|(index, _)| index).filter(|_| place_refusal.is_some()),
        place_refusal,
        judged,
    })
}

fn judge_layout(
    catalogue: &Catalogue,
    design: &Design,
    layout: &Layout,
    place_z: i32,
    wanted: &Wanted,
) -> Result<Judged, LayoutError> {
    let test_refusal = layout.check_test().err();
    let mut not_recorded = None;
    let mut tests = Tests::default();
    if test_refusal.is_none() {
        match Path::new(layout) {
            Ok(_) => tests = test_all(catalogue, design, layout.site, wanted)?,
            Err(error) => not_recorded = Some(format!("the test run: {error}")),
        }
    }
    let (trains, settings) = (&layout.trains, &layout.settings);
    Ok(Judged {
        place_z,
        cost: layout.cost(),
        num_stations: layout.stations.len(),
        trains: trains.trains,
        cars: trains.cars,
        max_trains: trains.max_trains,
        min_cars: trains.min_cars,
        max_cars: trains.max_cars,
        proposed_trains: design.settings.trains,
        proposed_cars: trains.proposed_cars,
        lift_speed: settings.lift_speed,
        operation_option: settings.operation_option,
        circuits: settings.circuits,
        ride_mode: settings.mode.0,
        depart_flags: settings.depart_flags,
        min_wait: settings.min_wait,
        max_wait: settings.max_wait,
        footprint: layout.footprint(),
        test_started: test_refusal.is_none(),
        test_refusal,
        not_recorded,
        outcome: tests.runs.first().map(|run| run.outcome),
        runs: tests.runs,
        refused_directions: tests.refused,
        loads: tests.loads,
    })
}

fn test_all(catalogue: &Catalogue, design: &Design, site: Site, wanted: &Wanted) -> Result<Tests, LayoutError> {
    let (mut layouts, mut refused) = (Vec::new(), Vec::new());
    for &direction in &wanted.directions {
        match place(catalogue, design, site, direction)?.as_design {
            Ok(layout) => layouts.push((direction, layout)),
            Err(refusal) => refused.push(RefusedDirection { direction: direction.number(), refusal }),
        }
    }
    let run = |load: Load, (direction, layout): &(Direction, Layout), explain: bool| {
        Some(test(layout, &Path::loaded(layout, load).ok()?, *direction, explain))
    };
    let mut runs: Vec<RunReport> = Vec::new();
    for placed in &layouts {
        // Like the recorded measurements: what fails in the first direction is not tried in the others.
        if runs.first().is_none_or(|first| first.outcome == Outcome::Tested.name()) {
            runs.extend(run(Load::Empty, placed, wanted.explain));
        }
    }
    let wanted_loads = wanted.loads.iter().flat_map(|&load| layouts.iter().map(move |placed| (load, placed)));
    let loads = wanted_loads.filter_map(|(load, placed)| Some(LoadReport { load, run: run(load, placed, false)? }));
    Ok(Tests { runs, refused, loads: loads.collect() })
}

fn test(layout: &Layout, path: &Path, direction: Direction, explain: bool) -> RunReport {
    let tested = test_run::run(layout, path);
    let mut ledger = Itemised::default();
    let rated = match tested.outcome {
        Outcome::Tested if explain => rating::rate_itemised(layout, &tested.measured, &mut ledger),
        Outcome::Tested => rating::rate(layout, &tested.measured),
        _ => None,
    };
    RunReport {
        direction: direction.number(),
        ticks: tested.ticks,
        outcome: tested.outcome.name(),
        raw: Raw::new(&tested.measured, rated.map_or(0, |rated| rated.sheltered_eighths)),
        excitement: rated.map(|rated| rated.ratings[0]),
        intensity: rated.map(|rated| rated.ratings[1]),
        nausea: rated.map(|rated| rated.ratings[2]),
        upkeep: rated.map(|rated| rated.upkeep),
        value: rated.map(|rated| rated.value),
        unreliability: rated.map(|rated| rated.unreliability),
        no_raw_stats: false,
        crash: tested.crash.map(|crash| CrashReport::new(layout.catalogue, path, &crash)),
        stuck: tested.stuck.iter().map(|stuck| StuckReport::new(layout.catalogue, path, stuck)).collect(),
        explain: ledger.0,
    }
}
