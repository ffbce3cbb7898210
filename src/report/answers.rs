//! The game's answers to a design as one object, with the keys of the recorded measurements.

use serde::Serialize;

use super::building::{Building, Built};
use super::crossing::CrossingReport;
use super::extremes::ExtremesReport;
use super::missing::explanations;
use super::own_scenery::SceneryReport;
use super::trouble::{CrashReport, StuckReport};
use crate::catalogue::Direction;
use crate::design::{DepartureFlags, Design, Entrance};
use crate::judge::{Judgement, Trial, Untested};
use crate::layout::{Layout, Refusal, TestRefusal};
use crate::path::Load;
use crate::quantity::{Height, Money, Rating, Tile};
use crate::rating::{Entry, Surveyed};
use crate::site::Site;
use crate::test_run::Measured;

/// Everything about one design, as it is written out.
#[derive(Debug, Serialize)]
pub struct Answers<'a> {
    /// Name of the rules.
    rules: &'a str,
    /// Whether recordings of the game prove all of them.
    rules_proven: bool,
    /// Number of the ride type.
    ride_type: u8,
    /// Name of the ride type.
    ride_type_name: &'a str,
    /// Name of the vehicle's object.
    vehicle: &'a str,
    /// Number of track elements.
    pieces: usize,
    /// Trains as stored.
    trains_design: u8,
    /// Cars per train as stored.
    cars_design: u8,
    /// Operating mode as stored.
    mode: u8,
    /// Whether it can be laid by hand, in direction 0.
    by_hand: ByHand<'a>,
    /// Whether it can be placed as a design, in direction 0.
    placed: bool,
    /// The piece refused when the design is placed for good, if it was refused then.
    #[serde(skip_serializing_if = "Option::is_none")]
    first_refused_piece: Option<usize>,
    /// The game's message when it cannot be placed.
    #[serde(skip_serializing_if = "Option::is_none")]
    place_refusal: Option<&'a Refusal>,
    /// What follows once it is placed.
    #[serde(flatten)]
    standing: Option<Standing<'a>>,
    /// How it is built among other things, or with its own scenery.
    #[serde(flatten)]
    building: Option<Building<'a>>,
    /// Entrances and exits that were chosen because the file stores none.
    #[serde(skip_serializing_if = "<[Entrance]>::is_empty")]
    entrances_chosen: &'a [Entrance],
    /// Test runs of empty trains, one per direction; an empty list for a design that cannot be run.
    #[serde(skip_serializing_if = "Option::is_none")]
    runs: Option<Vec<Run<'a>>>,
    /// The only test run on a spot of a park.
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<Run<'a>>,
}

/// Laid piece by piece with own track in the way.
#[derive(Debug, Serialize)]
struct ByHand<'a> {
    /// Whether every piece could be laid.
    placed: bool,
    /// Index of the first refused piece.
    first_refused_piece: Option<usize>,
    /// The game's message.
    refusal: Option<&'a Refusal>,
}

/// What the game makes of a design that it places.
#[derive(Debug, Serialize)]
struct Standing<'a> {
    /// Rail height of the first joint, z units.
    place_z: Height,
    /// Tenths of a currency unit.
    cost: Money,
    /// What became of the design's own scenery, if it brings any.
    #[serde(skip_serializing_if = "Option::is_none")]
    scenery: Option<SceneryReport<'a>>,
    /// Number of platforms.
    num_stations: usize,
    /// Trains that run.
    trains: i32,
    /// Cars of each train.
    cars: i32,
    /// Most trains that the platforms hold.
    max_trains: i32,
    /// Fewest cars of a train.
    min_cars: i32,
    /// Most cars of a train that fit.
    max_cars: i32,
    /// Trains asked for.
    proposed_trains: u8,
    /// Cars asked for.
    proposed_cars: i32,
    /// Units of 2.25 mph.
    lift_speed: i32,
    /// Launch speed or whatever else the mode has to set.
    operation_option: i32,
    /// Circuits per ride.
    circuits: i32,
    /// Operating mode that it gets.
    ride_mode: u8,
    /// What trains wait for.
    depart_flags: DepartureFlags,
    /// Seconds.
    min_wait: u8,
    /// Seconds.
    max_wait: u8,
    /// Bounding box in tiles, entrances and exits included.
    footprint: (i32, i32),
    /// Where the track stands in itself at one height, which only a design can.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    crossings: Vec<CrossingReport>,
    /// The ground in direction 0, where it had to be other than usual to hold the design.
    #[serde(skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    /// Whether the game would test it.
    test_started: bool,
    /// The game's message when it would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    test_refusal: Option<TestRefusal>,
    /// Which platform lacks an entrance or exit, and what became of those that are stored, if that is the reason.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    test_refusal_details: Vec<String>,
    /// Why there is no test run although the game would start one.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_recorded: Option<String>,
    /// How the run in the first direction ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    outcome: Option<&'static str>,
    /// Directions asked for in which the ground has no place for the design.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    refused_directions: Vec<RefusedDirection<'a>>,
    /// Runs with riders, when asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    loads: Vec<LoadedRun<'a>>,
}

/// Flat ground that was made to hold a design.
#[derive(Debug, Serialize)]
struct Ground {
    /// Tiles along one side of the map.
    map: i32,
    /// Tile of the first piece.
    start: Tile,
}

impl Ground {
    /// The ground of a site, unless it is the usual one or was asked for.
    fn of(site: Site<'_>) -> Option<Self> {
        site.is_made_to_measure().then_some(Self { map: site.map, start: site.start })
    }
}

/// A direction in which a design cannot be placed although it can be in direction 0.
#[derive(Debug, Serialize)]
struct RefusedDirection<'a> {
    /// The direction.
    direction: u8,
    /// The game's message.
    refusal: &'a Refusal,
}

/// A test run with riders.
#[derive(Debug, Serialize)]
struct LoadedRun<'a> {
    /// How full the trains are.
    load: Load,
    /// The run.
    #[serde(flatten)]
    run: Run<'a>,
}

/// One test run.
#[derive(Debug, Serialize)]
struct Run<'a> {
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
    /// Every bonus, requirement and penalty in the game's order, when asked for.
    #[serde(skip_serializing_if = "<[Entry]>::is_empty")]
    explain: &'a [Entry],
    /// Where the statistics come from, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    extremes: Option<ExtremesReport>,
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
struct Surroundings {
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
struct Raw {
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

impl<'a> Answers<'a> {
    /// The answers to a design that was judged.
    pub fn new(design: &'a Design, judgement: &'a Judgement) -> Self {
        let placement = &judgement.placement;
        let refused = placement.by_hand.as_ref().err();
        let by_hand = ByHand {
            placed: refused.is_none(),
            first_refused_piece: refused.map(|refused| refused.index),
            refusal: refused.map(|refused| &refused.refusal),
        };
        let (layout, place_refusal) = match &placement.as_design {
            Ok(layout) => (Some(layout), None),
            Err(refusal) => (None, Some(refusal)),
        };
        let is_in_park = placement.site.park.is_some();
        let mut runs = layout.map_or_else(Vec::new, |layout| runs(layout, judgement));
        let run = if is_in_park && !runs.is_empty() { Some(runs.swap_remove(0)) } else { None };
        Self {
            rules: &judgement.catalogue.rules().name,
            rules_proven: judgement.catalogue.rules().is_proven,
            ride_type: design.ride.0,
            ride_type_name: judgement.catalogue.ride(design.ride).map_or("", |ride| ride.name.as_str()),
            vehicle: &design.vehicle,
            pieces: design.elements.len(),
            trains_design: design.settings.trains,
            cars_design: design.settings.cars,
            mode: design.settings.mode.0,
            by_hand,
            placed: place_refusal.is_none(),
            first_refused_piece: judgement.first_refused_piece(),
            place_refusal,
            standing: layout.map(|layout| Standing::new(design, judgement, layout)),
            entrances_chosen: &[],
            building: Building::new(design, placement),
            runs: (!is_in_park).then_some(runs),
            run,
        }
    }

    /// The answers to a design in which some entrances and exits were chosen because its file stores none.
    #[must_use]
    pub fn with_chosen(self, entrances_chosen: &'a [Entrance]) -> Self {
        Self { entrances_chosen, ..self }
    }

    /// The answers without their test runs.
    #[must_use]
    pub fn without_runs(self) -> Self {
        Self { runs: None, run: None, ..self }
    }
}

impl<'a> Standing<'a> {
    fn new(design: &Design, judgement: &'a Judgement, layout: &'a Layout) -> Self {
        let (trains, settings) = (&layout.trains, &layout.settings);
        let (test_refusal, not_recorded) = match &judgement.untested {
            Some(Untested::Refused(refusal)) => (Some(*refusal), None),
            Some(error @ (Untested::NoPath(_) | Untested::GameCrashes)) => {
                (None, Some(format!("the test run: {error}")))
            }
            None => (None, None),
        };
        let loaded = |trial: &'a Trial| LoadedRun { load: trial.load, run: Run::new(layout, trial) };
        let refused = |(direction, refusal): (Direction, &'a Refusal)| RefusedDirection {
            direction: direction.number(),
            refusal,
        };
        Self {
            place_z: judgement.placement.place_z,
            cost: layout.cost(),
            scenery: SceneryReport::new(design, &layout.own_scenery),
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
            crossings: CrossingReport::all(layout),
            ground: Ground::of(layout.site),
            test_started: test_refusal.is_none(),
            test_refusal,
            test_refusal_details: test_refusal.map_or_else(Vec::new, |refusal| explanations(design, layout, refusal)),
            not_recorded,
            outcome: judgement.trials.first().map(|trial| trial.tested.outcome.name()),
            refused_directions: judgement.refused_directions().map(refused).collect(),
            loads: judgement.loads.iter().map(loaded).collect(),
        }
    }
}

fn runs<'a>(layout: &Layout, judgement: &'a Judgement) -> Vec<Run<'a>> {
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
    fn new(layout: &Layout, trial: &'a Trial) -> Self {
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
            explain: &trial.account,
            extremes: trial.extremes.as_ref().map(|extremes| ExtremesReport::new(layout, extremes)),
        }
    }
}

impl Surroundings {
    const fn new(surveyed: &Surveyed) -> Self {
        let Surveyed { counters, scanned, proximity, scenery, synchronises, .. } = *surveyed;
        Self { counters: counters.0, scanned, proximity, scenery, synchronised: synchronises }
    }
}

impl Raw {
    fn new(measured: &Measured, sheltered_eighths: u8) -> Self {
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
