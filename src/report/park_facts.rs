//! What there is to know about a park and its rides, coasters rated where they stand, with the keys of the measurements.

use serde::Serialize;

use super::run_answer::{Raw, Run, Surroundings};
use super::trouble::{CrashReport, StuckReport};
use crate::catalogue::Catalogue;
use crate::design::DepartureFlags;
use crate::judge::{Appraisal, InPlace, NotJudged, Trial, Untested};
use crate::layout::{Layout, LayoutError, TestRefusal};
use crate::park_file::{Origin, ParkFile, Ride};
use crate::quantity::{Rating, Ratings};
use crate::rating::Entry;
use crate::site::{Park, ParkFlags, ParkRide, RideStatus};
use crate::test_run::Outcome;

/// What a park is like.
#[derive(Debug, Serialize)]
pub struct ParkFacts<'a> {
    /// Name of the rules that rate its coasters.
    pub rules: &'a str,
    /// Name in the file; empty if it has none.
    pub name: String,
    /// The game that saved it.
    pub saved_by: String,
    /// Tiles along x and y, the unusable rim included.
    pub size: (i32, i32),
    /// Whether nothing costs money.
    pub no_money: bool,
    /// Whether trees stay where they are.
    pub forbid_tree_removal: bool,
    /// Whether nothing rises above the trees.
    pub forbid_high_construction: bool,
    /// The game's tick counter.
    pub ticks: u32,
    /// What stands on all tiles, land not counted.
    pub elements: usize,
    /// Objects that the catalogue does not hold.
    pub unknown_objects: Vec<String>,
    /// What is odd about the file.
    pub warnings: Vec<String>,
    /// Its rides by number.
    pub rides: Vec<RideFacts<'a>>,
}

/// What a ride of a park is like.
#[derive(Debug, Serialize)]
pub struct RideFacts<'a> {
    /// Number.
    pub id: u16,
    /// What it is called.
    pub name: String,
    /// Number of its type.
    pub ride_type: u8,
    /// Name of its type; none of a ride without track.
    pub ride_type_name: Option<String>,
    /// Name of its vehicle object.
    pub vehicle: String,
    /// Whether guests can ride.
    pub status: RideStatus,
    /// Whether it is a coaster.
    pub is_coaster: bool,
    /// Whether its trains leave together with those of adjacent stations.
    pub synchronised: bool,
    /// What else a park file holds of it.
    #[serde(flatten)]
    pub filed: Option<FiledFacts>,
    /// Measurement and ratings that the file holds.
    pub stored: Option<StoredFacts>,
    /// A coaster rated in its surroundings by the measurement that the file holds.
    pub in_place: Option<InPlaceFacts<'a>>,
    /// A test run of today, where the coaster stands.
    pub fresh: Option<FreshFacts<'a>>,
    /// Why it is not rated here.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_rated: Option<String>,
}

/// How a ride is operated.
#[derive(Debug, Serialize)]
pub struct FiledFacts {
    /// Whether its last test run came to an end.
    tested: bool,
    /// Whether it stands still until a mechanic has come.
    broken_down: bool,
    /// Months since it was built; none where the file does not tell.
    age_months: Option<u32>,
    /// Trains that it has.
    trains: u8,
    /// Cars of each train.
    cars: u8,
    /// Trains that the player asked for.
    proposed_trains: u8,
    /// Cars that the player asked for.
    proposed_cars: u8,
    /// Units of 2.25 mph.
    lift_speed: u8,
    /// Launch speed or whatever else the mode has to set.
    operation_option: u8,
    /// Circuits per ride.
    circuits: u8,
    /// Operating mode.
    ride_mode: u8,
    /// What trains wait for.
    depart_flags: DepartureFlags,
    /// Seconds.
    min_wait: u8,
    /// Seconds.
    max_wait: u8,
}

/// Measurement and ratings that a file holds.
#[derive(Debug, Serialize)]
pub struct StoredFacts {
    /// What was measured; only of coasters.
    #[serde(skip_serializing_if = "Option::is_none")]
    raw: Option<Raw>,
    /// Hundredths.
    excitement: Rating,
    /// Hundredths.
    intensity: Rating,
    /// Hundredths.
    nausea: Rating,
}

/// A coaster rated in its surroundings by the measurement that the file holds.
#[derive(Debug, Serialize)]
pub struct InPlaceFacts<'a> {
    /// Hundredths.
    excitement: Rating,
    /// Hundredths.
    intensity: Rating,
    /// Hundredths.
    nausea: Rating,
    /// Tenths of a currency unit per period.
    upkeep: i64,
    /// Tenths of a currency unit; none where the file does not tell the age of the ride.
    value: Option<i64>,
    /// Reliability factor: higher breaks down sooner.
    unreliability: u8,
    /// What the game finds around the track and the stations.
    surroundings: Surroundings,
    /// The requirements that are missed.
    missed: Vec<&'a Entry>,
}

/// A test run of a coaster of a park.
#[derive(Debug, Serialize)]
pub struct FreshFacts<'a> {
    /// Whether the game would test it.
    test_started: bool,
    /// The game's message when it would not.
    #[serde(skip_serializing_if = "Option::is_none")]
    test_refusal: Option<TestRefusal>,
    /// Why there is no test run although the game would start one.
    #[serde(skip_serializing_if = "Option::is_none")]
    not_recorded: Option<String>,
    /// The run. Its value is that of a new ride.
    #[serde(skip_serializing_if = "Option::is_none")]
    run: Option<Run<'a>>,
    /// The requirements that it misses.
    missed: Vec<&'a Entry>,
    /// Its ratings.
    #[serde(skip)]
    pub ratings: Option<Ratings>,
    /// What went wrong, as a sentence.
    #[serde(skip)]
    pub trouble: Option<String>,
}

impl<'a> ParkFacts<'a> {
    /// The facts of a park, of the file that it was read from, and what was found out about the rides of the file in their
    /// order.
    pub fn new(
        park: &Park,
        file: Option<&ParkFile>,
        judged: &'a [Result<InPlace<'_>, NotJudged>],
        catalogue: &'a Catalogue,
    ) -> Self {
        let has = |flag| park.flags.contains(flag);
        let tiles = park.tiles.iter().map(|(_, _, elements)| elements.len()).sum::<usize>();
        let (width, height) = park.tiles.size();
        // A park has the rides of its file in the same order.
        let filed = file.map_or(&[][..], |file| &file.rides).iter().zip(judged).map(Some);
        let filed = filed.chain(std::iter::repeat(None));
        Self {
            rules: &catalogue.rules().name,
            name: park.name.clone(),
            saved_by: saved_by(file),
            size: (width, height),
            no_money: has(ParkFlags::NO_MONEY),
            forbid_tree_removal: has(ParkFlags::FORBID_TREE_REMOVAL),
            forbid_high_construction: has(ParkFlags::FORBID_HIGH_CONSTRUCTION),
            ticks: park.ticks,
            elements: tiles - (width * height) as usize,
            unknown_objects: park.unknown.clone(),
            warnings: file.map_or_else(Vec::new, |file| file.warnings.iter().map(ToString::to_string).collect()),
            rides: park.rides.iter().zip(filed).map(|(ride, filed)| RideFacts::new(ride, filed, catalogue)).collect(),
        }
    }
}

fn saved_by(file: Option<&ParkFile>) -> String {
    match file.map(|file| file.origin) {
        Some(Origin::OpenRct2 { version }) => format!("OpenRCT2, park version {version}"),
        Some(Origin::Rct2) => "RollerCoaster Tycoon 2".to_owned(),
        None => "site of this program".to_owned(),
    }
}

/// A ride of a park file, and what was found out about it.
type Filed<'a, 'b> = (&'b Ride, &'a Result<InPlace<'a>, NotJudged>);

impl<'a> RideFacts<'a> {
    fn new(ride: &ParkRide, filed: Option<Filed<'a, '_>>, catalogue: &Catalogue) -> Self {
        let stored = filed.map(|(stored, _)| stored);
        let in_place = filed.and_then(|(_, judged)| judged.as_ref().ok());
        let appraisal = in_place.and_then(|it| it.stored.as_ref());
        Self {
            id: ride.id,
            name: ride.name.clone(),
            ride_type: ride.ride_type.0,
            ride_type_name: catalogue.tracked_name(ride.ride_type).map(str::to_owned),
            vehicle: ride.vehicle.clone(),
            status: ride.status,
            is_coaster: catalogue.ride(ride.ride_type).is_some(),
            synchronised: ride.synchronises(),
            filed: stored.map(FiledFacts::new),
            stored: stored.and_then(|stored| StoredFacts::new(stored, appraisal)),
            in_place: stored.zip(appraisal).map(|(stored, appraisal)| InPlaceFacts::new(stored, appraisal)),
            fresh: in_place.map(FreshFacts::new),
            not_rated: not_rated(ride, filed, catalogue),
        }
    }
}

/// Why a ride with track is not rated.
fn not_rated(ride: &ParkRide, filed: Option<Filed>, catalogue: &Catalogue) -> Option<String> {
    if catalogue.ride(ride.ride_type).is_some() {
        return filed.and_then(|(_, judged)| judged.as_ref().err()).map(ToString::to_string);
    }
    catalogue.other_ride(ride.ride_type).map(|_| LayoutError::not_rated(catalogue, ride.ride_type).to_string())
}

impl FiledFacts {
    fn new(ride: &Ride) -> Self {
        let settings = &ride.settings;
        let (proposed_trains, proposed_cars) = ride.proposed_trains;
        Self {
            tested: ride.is_tested(),
            broken_down: ride.is_broken_down(),
            age_months: ride.age_months,
            trains: settings.trains,
            cars: settings.cars,
            proposed_trains,
            proposed_cars,
            lift_speed: settings.lift_speed,
            operation_option: settings.operation_option,
            circuits: settings.circuits,
            ride_mode: settings.mode.0,
            depart_flags: settings.depart_flags,
            min_wait: settings.min_wait,
            max_wait: settings.max_wait,
        }
    }
}

impl StoredFacts {
    fn new(ride: &Ride, appraisal: Option<&Appraisal>) -> Option<Self> {
        let Ratings { excitement, intensity, nausea } = ride.ratings?;
        let raw = appraisal.map(|it| Raw::new(&it.measured, it.rated.sheltered_eighths));
        Some(Self { raw, excitement, intensity, nausea })
    }

    /// Excitement, intensity and nausea.
    pub const fn ratings(&self) -> Ratings {
        Ratings { excitement: self.excitement, intensity: self.intensity, nausea: self.nausea }
    }
}

impl<'a> InPlaceFacts<'a> {
    fn new(ride: &Ride, appraisal: &'a Appraisal) -> Self {
        let rated = &appraisal.rated;
        let Ratings { excitement, intensity, nausea } = rated.ratings;
        Self {
            excitement,
            intensity,
            nausea,
            upkeep: rated.upkeep,
            value: ride.age_months.map(|_| rated.value),
            unreliability: rated.unreliability,
            surroundings: Surroundings::new(&rated.surveyed),
            missed: missed(&appraisal.account),
        }
    }

    /// Excitement, intensity and nausea.
    pub const fn ratings(&self) -> Ratings {
        Ratings { excitement: self.excitement, intensity: self.intensity, nausea: self.nausea }
    }

    /// The requirements that are missed.
    pub fn missed(&self) -> &[&'a Entry] {
        &self.missed
    }
}

/// The requirements of an account that are missed.
fn missed(account: &[Entry]) -> Vec<&Entry> {
    account.iter().filter(|entry| entry.met() == Some(false)).collect()
}

impl<'a> FreshFacts<'a> {
    fn new(in_place: &'a InPlace<'_>) -> Self {
        let layout = &in_place.layout;
        let (test_refusal, not_recorded) = match &in_place.fresh {
            Err(Untested::Refused(refusal)) => (Some(*refusal), None),
            Err(error @ (Untested::NoPath(_) | Untested::GameCrashes)) => (None, Some(error.to_string())),
            Ok(_) => (None, None),
        };
        let trial = in_place.fresh.as_ref().ok();
        Self {
            test_started: test_refusal.is_none(),
            test_refusal,
            not_recorded,
            run: trial.map(|trial| Run::new(layout, trial).unexplained()),
            missed: trial.map_or_else(Vec::new, |trial| missed(&trial.account)),
            ratings: trial.and_then(Trial::ratings),
            trouble: match &in_place.fresh {
                Ok(trial) => trouble(layout, trial),
                Err(error) => Some(error.to_string()),
            },
        }
    }

    /// The requirements that are missed.
    pub fn missed(&self) -> &[&'a Entry] {
        &self.missed
    }
}

/// What went wrong in a test run.
fn trouble(layout: &Layout, trial: &Trial) -> Option<String> {
    let tested = &trial.tested;
    let outcome = tested.outcome.name();
    let measured = tested.stuck.iter().find(|train| train.measured).or(tested.stuck.first());
    match (&tested.crash, measured) {
        (Some(crash), _) => Some(format!("{outcome}, {}", CrashReport::new(layout, crash))),
        (None, Some(stuck)) => Some(format!("{outcome}, {}", StuckReport::new(layout, stuck))),
        (None, None) if tested.outcome != Outcome::Tested => Some(outcome.to_owned()),
        (None, None) => trial.rated.is_none().then(|| "the game finds no way round the track".to_owned()),
    }
}
