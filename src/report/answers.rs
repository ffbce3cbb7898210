//! The game's answers to a design as one object, with the keys of the recorded measurements.

use serde::Serialize;

use super::building::Building;
use super::crossing::CrossingReport;
use super::missing::explanations;
use super::own_scenery::SceneryReport;
use super::run_answer::{Run, runs};
use crate::catalogue::Direction;
use crate::design::{DepartureFlags, Design, Entrance};
use crate::judge::{Judgement, Trial, Untested};
use crate::layout::{Layout, Refusal, TestRefusal};
use crate::path::Load;
use crate::quantity::{Footprint, Height, Money, Tile};
use crate::site::Site;

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
    /// The bounding box, entrances and exits included.
    footprint: Footprint,
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
