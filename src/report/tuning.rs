//! What settings make of a design, as tables and as an object.

use serde::Serialize;

use super::style::{BAD, FAINT, GOOD, TITLE, columns, paint, painted};
use super::units::{count, grouped, printable, rating, speed};
use crate::catalogue::Catalogue;
use crate::path::Load;
use crate::quantity::{Rating, Velocity};
use crate::tune::{Passage, Passing, Tuned};

/// The best settings, and the speeds at which trains come round.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Tuning {
    /// Name of the rules.
    rules: String,
    /// Settings that were tried.
    tried: usize,
    /// The best of them, best first.
    best: Vec<TunedFacts>,
    /// At which speeds a single train comes round with the best vehicle.
    limits: Vec<LimitFacts>,
}

/// Settings and what they make of the design.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct TunedFacts {
    vehicle: String,
    cars: u8,
    trains: u8,
    /// Units of 2.25 mph.
    lift_speed: u8,
    operation_option: u8,
    circuits: u8,
    /// Hundredths.
    excitement: Option<Rating>,
    intensity: Option<Rating>,
    nausea: Option<Rating>,
    survives_full: bool,
    riders_per_hour: i64,
}

/// What becomes of a single train with a number of cars.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct LimitFacts {
    cars: u8,
    load: Load,
    /// Whether the speeds are those of a launch, not of a chain.
    launch: bool,
    /// Speeds in units of 2.25 mph at which it comes round.
    comes_round: Vec<u8>,
    /// Those at which it stalls.
    stalls: Vec<u8>,
    /// Those at which it crashes.
    crashes: Vec<u8>,
}

impl Tuning {
    /// The facts of settings that were tried, best first, of which so many are kept.
    pub fn new(catalogue: &Catalogue, tried: &[Tuned], limits: &[Passing], keep: usize) -> Self {
        Self {
            rules: catalogue.rules().name.clone(),
            tried: tried.len(),
            best: tried.iter().take(keep).map(TunedFacts::new).collect(),
            limits: limits.iter().map(LimitFacts::new).collect(),
        }
    }

    /// Whether the best settings are rated and survive full trains.
    pub fn is_sound(&self) -> bool {
        self.best.first().is_some_and(|best| best.excitement.is_some() && best.survives_full)
    }

    /// The tables for people.
    pub fn sheet(&self, title: &str) -> String {
        let is_launched = self.limits.first().is_some_and(|limit| limit.launch);
        let mut head = vec!["vehicle", "cars", "trains", "lift"];
        head.extend(is_launched.then_some("launch"));
        head.extend(["laps", "excitement", "intensity", "nausea", "riders/h", "full trains"]);
        let rows = self.best.iter().map(|best| best.row(is_launched));
        let best = columns(&std::iter::once(painted(TITLE, &head)).chain(rows).collect::<Vec<_>>());
        let tried = count(self.tried as i64, "combination");
        let mut text = format!("{}: the best of {tried} of settings\n{best}", paint(TITLE, printable(title)));
        if !self.limits.is_empty() {
            let what = if self.limits[0].launch { "launch" } else { "chain" };
            let heading = format!("A single train at every speed of the {what}");
            let rows: Vec<_> = self.limits.iter().map(LimitFacts::row).collect();
            text += &format!("\n  {}\n{}", paint(TITLE, heading), columns(&rows));
        }
        text + "\n"
    }
}

impl TunedFacts {
    fn new(tuned: &Tuned) -> Self {
        let setting = tuned.setting.clone();
        Self {
            vehicle: setting.vehicle,
            cars: setting.cars,
            trains: setting.trains,
            lift_speed: setting.lift_speed,
            operation_option: setting.operation_option,
            circuits: setting.circuits,
            excitement: tuned.ratings.map(|ratings| ratings.excitement),
            intensity: tuned.ratings.map(|ratings| ratings.intensity),
            nausea: tuned.ratings.map(|ratings| ratings.nausea),
            survives_full: tuned.survives,
            riders_per_hour: tuned.riders_per_hour,
        }
    }

    fn row(&self, is_launched: bool) -> Vec<String> {
        let shown = |figure: Option<Rating>| figure.map_or_else(|| "-".to_owned(), |Rating(value)| rating(value));
        let survives = if self.survives_full { paint(GOOD, "survive") } else { paint(BAD, "do not survive") };
        let units = |units: u8| speed(Velocity::from_whole(units.into()));
        let mut row =
            vec![self.vehicle.clone(), self.cars.to_string(), self.trains.to_string(), units(self.lift_speed)];
        row.extend(is_launched.then(|| units(self.operation_option)));
        row.extend([
            self.circuits.to_string(),
            shown(self.excitement),
            shown(self.intensity),
            shown(self.nausea),
            grouped(self.riders_per_hour.max(0) as u64),
            survives,
        ]);
        row
    }
}

impl LimitFacts {
    fn new(passing: &Passing) -> Self {
        let at = |wanted: &[Passage]| {
            let speeds = passing.speeds.iter().filter(|(_, passage)| wanted.contains(passage));
            speeds.map(|(speed, _)| *speed).collect::<Vec<u8>>()
        };
        Self {
            cars: passing.cars,
            load: passing.load,
            launch: passing.is_launch,
            comes_round: at(&[Passage::Round]),
            stalls: at(&[Passage::Stalled]),
            crashes: at(&[Passage::Crashed, Passage::Collided]),
        }
    }

    fn row(&self) -> Vec<String> {
        let part = |words: &str, speeds: &[u8]| match (speeds.first(), speeds.last()) {
            (Some(first), Some(last)) if first == last => {
                Some(format!("{words} at {}", speed(Velocity::from_whole(i32::from(*first)))))
            }
            (Some(first), Some(last)) => {
                let [first, last] = [first, last].map(|&units| speed(Velocity::from_whole(units.into())));
                Some(format!("{words} at {first} to {last}"))
            }
            _ => None,
        };
        let parts = [
            part("stalls", &self.stalls).map(|text| paint(BAD, text)),
            part("comes round", &self.comes_round).map(|text| paint(GOOD, text)),
            part("crashes", &self.crashes).map(|text| paint(BAD, text)),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        vec![count(self.cars, "car"), paint(FAINT, self.load.name()), parts.join(", ")]
    }
}
