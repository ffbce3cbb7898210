//! The page of a search: one self-contained file that shows its winners, its leaders and how it went.

mod card;
mod course;
mod ground;
mod heat_map;
mod measure;
mod progress;
mod sketch;

use askama::Template;
use serde::Serialize;

use crate::catalogue::{Catalogue, RideType, Vehicle};
use crate::evolve::Checkpoint;
use crate::site::json::Area;

use super::run_log::GenerationLine;
use super::units;
pub use card::{Card, Place, piece_spans};
use heat_map::HeatMap;
use measure::{MEASURES, Measure};
use progress::Progress;
pub use sketch::Sketch;

/// The style of all pages of searches.
pub(super) const STYLE: &str = include_str!("../../../data/page/page.css");
/// One module in two parts; each file uses what those before it name, and `closer.js` the list of designs.
const DRAWING: &str = concat!(
    include_str!("../../../data/page/course.js"),
    include_str!("../../../data/page/ground.js"),
    include_str!("../../../data/page/scene.js"),
    include_str!("../../../data/page/chart.js"),
    include_str!("../../../data/page/progress.js"),
    include_str!("../../../data/page/thumbs.js"),
    include_str!("../../../data/page/closer.js"),
);
const LIST: &str = concat!(
    include_str!("../../../data/page/list.js"),
    include_str!("../../../data/page/archive.js"),
    include_str!("../../../data/page/main.js"),
);
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
    /// Designs of the archive, the best first.
    sketches: Vec<Sketch>,
    /// Number of designs in the archive.
    kept: usize,
    progress: Progress,
    heat_map: HeatMap,
}

/// The part of it that the page's script reads.
#[derive(Serialize)]
struct Script<'a> {
    measures: &'a [Measure],
    colours: Vec<String>,
    cards: &'a [Card],
    sketches: &'a [Sketch],
    progress: &'a Progress,
}

#[derive(Template)]
#[template(path = "page.html")]
struct Page<'a> {
    style: &'static str,
    drawing: &'static str,
    list: &'static str,
    data: Script<'a>,
    page: &'a PageData,
}

impl PageData {
    /// Gathers what the page of a search shows: where the search is, the lines of its log, its designs in the order
    /// in which they are shown first, and the best of its archive.
    pub fn new(
        catalogue: &Catalogue,
        checkpoint: &Checkpoint,
        log: &[GenerationLine],
        cards: Vec<Card>,
        sketches: Vec<Sketch>,
    ) -> Self {
        let (plan, evolution) = (&checkpoint.plan, &checkpoint.evolution);
        let subject = plan.subject(catalogue);
        let vehicles = |(_, vehicles): &(&RideType, Vec<&Vehicle>)| {
            vehicles.iter().map(|vehicle| vehicle.label.as_str()).collect::<Vec<&str>>().join(", ")
        };
        let lot = plan.lot.iter().flat_map(|lot| {
            let Area { x, y, width, length } = lot.area;
            [("Park", lot.park.clone()), ("Area", format!("{x},{y},{width}x{length}"))]
        });
        let facts = [
            ("Vehicles", subject.as_ref().map_or_else(|| plan.vehicles.join(", "), vehicles)),
            ("Generations", evolution.generation.to_string()),
            ("Designs judged", units::grouped(evolution.evaluations)),
            ("Kinds found", evolution.archive.len().to_string()),
            ("Seed", plan.breeding.seed.to_string()),
            ("Rules", catalogue.rules().title()),
            ("Program", format!("loopwright {}", plan.version)),
        ];
        let facts = facts.into_iter().chain(lot).collect();
        Self {
            title: subject.map_or_else(|| plan.ride.clone(), |(ride, _)| ride.label.clone()),
            facts,
            cards,
            sketches,
            kept: evolution.archive.len(),
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
    let PageData { cards, sketches, progress, .. } = data;
    let script = Script { measures: &MEASURES, colours: colours(), cards, sketches, progress };
    Page { style: STYLE, drawing: DRAWING, list: LIST, data: script, page: data }.render()
}

/// What another page needs to show designs as this one does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageParts {
    /// The style.
    pub style: &'static str,
    /// The beginning of a module: drawings, curves, and a closer look at a design. It reads the element `run-data`.
    pub script: &'static str,
    /// What that element holds before there is a design, as JSON.
    pub scales: String,
}

/// The parts of the page that other pages share.
pub fn page_parts() -> PageParts {
    let progress = Progress::default();
    let data = Script { measures: &MEASURES, colours: colours(), cards: &[], sketches: &[], progress: &progress };
    PageParts { style: STYLE, script: DRAWING, scales: serde_json::to_string(&data).unwrap_or_default() }
}

fn colours() -> Vec<String> {
    (0..COLOURS).map(|step| colour(step as f64 / (COLOURS - 1) as f64)).collect()
}

/// A colour of the scale, from 0 to 1.
fn colour(share: f64) -> String {
    format!("#{:x}", shade(share))
}

/// Black or white, whichever is read better on a colour of the scale.
fn ink(share: f64) -> &'static str {
    let on_black = luminance(shade(share)) + 0.05;
    if on_black / 0.05 > 1.05 / on_black { "#000" } else { "#fff" }
}

fn shade(share: f64) -> colorous::Color {
    colorous::VIRIDIS.eval_continuous(share.clamp(0.0, 1.0))
}

/// Relative luminance as contrast is reckoned with (WCAG 2.2).
fn luminance(colour: colorous::Color) -> f64 {
    let linear = |value: u8| {
        let share = f64::from(value) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_read_on_every_colour_of_the_scale() {
        for share in (0..=100).map(|percent| f64::from(percent) / 100.0) {
            let ground = luminance(shade(share)) + 0.05;
            let contrast = if ink(share) == "#000" { ground / 0.05 } else { 1.05 / ground };
            assert!(contrast >= 4.5, "{contrast} at {share}");
        }
        assert_eq!((ink(0.0), ink(1.0)), ("#fff", "#000"));
    }
}
