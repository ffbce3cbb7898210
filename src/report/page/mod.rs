//! The page of a search: one self-contained file that shows its winners, its leaders and how it went.

mod card;
mod course;
mod heat_map;
mod measure;
mod progress;

use askama::Template;
use serde::Serialize;

use crate::catalogue::{Catalogue, RideType, Vehicle};
use crate::evolve::Checkpoint;

use super::run_log::GenerationLine;
use super::units;
pub use card::{Card, Place};
use heat_map::HeatMap;
use measure::{MEASURES, Measure};
use progress::Progress;

const STYLE: &str = include_str!("../../../data/page/page.css");
const SCRIPT: &str = include_str!("../../../data/page/page.js");
/// Steps of the scale of colours.
const COLOURS: usize = 32;

/// Everything a page shows.
#[derive(Debug, Clone, PartialEq)]
pub struct PageData {
    /// What was searched: the label of the ride type.
    title: String,
    /// What was asked for and how far it went: what, and how much.
    facts: Vec<(&'static str, String)>,
    cards: Vec<Card>,
    progress: Progress,
    heat_map: HeatMap,
}

/// The part of it that the page's script reads.
#[derive(Serialize)]
struct Script<'a> {
    measures: &'a [Measure],
    colours: Vec<String>,
    cards: &'a [Card],
    progress: &'a Progress,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    style: &'static str,
    script: &'static str,
    data: Script<'a>,
    page: &'a PageData,
}

impl PageData {
    /// Gathers what the page of a search shows: where the search is, the lines of its log, and its designs in the
    /// order in which they are shown first.
    pub fn new(catalogue: &Catalogue, checkpoint: &Checkpoint, log: &[GenerationLine], cards: Vec<Card>) -> Self {
        let (plan, evolution) = (&checkpoint.plan, &checkpoint.evolution);
        let subject = plan.subject(catalogue);
        let vehicles = |(_, vehicles): &(&RideType, Vec<&Vehicle>)| {
            vehicles.iter().map(|vehicle| vehicle.label.as_str()).collect::<Vec<&str>>().join(", ")
        };
        let facts = vec![
            ("Vehicles", subject.as_ref().map_or_else(|| plan.vehicles.join(", "), vehicles)),
            ("Generations", evolution.generation.to_string()),
            ("Designs judged", units::grouped(evolution.evaluations)),
            ("Kinds found", evolution.archive.len().to_string()),
            ("Seed", plan.breeding.seed.to_string()),
            ("Rules", plan.rule_set.clone()),
            ("Program", format!("loopwright {}", plan.version)),
        ];
        Self {
            title: subject.map_or_else(|| plan.ride.clone(), |(ride, _)| ride.label.clone()),
            facts,
            cards,
            progress: Progress::new(log),
            heat_map: HeatMap::new(&evolution.archive),
        }
    }

    fn winners(&self) -> usize {
        self.cards.iter().filter(|card| card.place.rank().is_some()).count()
    }

    fn measures(&self) -> &'static [Measure] {
        &MEASURES
    }
}

/// The page as HTML that needs nothing else. The same data give the same bytes.
///
/// # Errors
/// When the template refuses a value, which no data of a search makes it do.
pub fn page(data: &PageData) -> Result<String, askama::Error> {
    let script = Script {
        measures: &MEASURES,
        colours: (0..COLOURS).map(|step| colour(step as f64 / (COLOURS - 1) as f64)).collect(),
        cards: &data.cards,
        progress: &data.progress,
    };
    Page { style: STYLE, script: SCRIPT, data: script, page: data }.render()
}

/// A colour of the scale, from 0 to 1.
fn colour(share: f64) -> String {
    format!("#{:x}", colorous::VIRIDIS.eval_continuous(share.clamp(0.0, 1.0)))
}
