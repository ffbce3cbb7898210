//! Faults and changes of a repair, in words and as objects.

use serde::Serialize;

use super::account;
use super::rating_sheet::run_trouble;
use super::units::{count, speed};
use crate::catalogue::{Catalogue, Piece};
use crate::design::{Design, Element, Entrance};
use crate::layout::place;
use crate::quantity::Velocity;
use crate::rating::Item;
use crate::repair::{Change, Fault, Splice};
use crate::site::Site;

/// What is wrong with a design, and where.
pub fn fault_sentence(catalogue: &Catalogue, design: &Design, site: Site<'_>, fault: &Fault) -> String {
    match fault {
        Fault::Requirement(item @ Item::Requirement { kind, demand, .. }) => {
            format!("{}: {}", account::title(*item), account::requirement(*kind, *demand))
        }
        Fault::Fails { direction, tested, .. } => {
            let layout = place(catalogue, design, site, *direction).ok().and_then(|placed| placed.as_design.ok());
            let trouble = layout.map_or_else(String::new, |layout| format!(": {}", run_trouble(&layout, tested)));
            format!("{fault}{trouble}")
        }
        other => other.to_string(),
    }
}

/// A change of a repair.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeReport {
    /// What it does, as a sentence.
    pub words: String,
    /// Settings and pieces that it changes.
    weight: usize,
    #[serde(flatten)]
    what: What,
}

/// What is changed. Places count in the design as the changes before have left it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "change", rename_all = "snake_case")]
enum What {
    Entrances { entrances: Vec<Entrance> },
    Trains { before: u8, after: u8 },
    Cars { before: u8, after: u8 },
    LiftSpeed { before: u8, after: u8 },
    LaunchSpeed { before: u8, after: u8 },
    Circuits { before: u8, after: u8 },
    Chain { first_piece: usize, count: usize },
    Track { stretches: Vec<Stretch> },
}

/// A stretch of track that becomes another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Stretch {
    first_piece: usize,
    removed: Vec<PieceName>,
    inserted: Vec<PieceName>,
}

/// An element by the name of its piece.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct PieceName {
    piece_name: String,
    chain: bool,
    speed: u8,
}

/// What changes do to a design, one after the other.
pub fn change_reports(catalogue: &Catalogue, design: &Design, changes: &[Change]) -> Vec<ChangeReport> {
    let mut design = design.clone();
    let report = |change: &Change| {
        let (words, what) = (sentence(catalogue, &design, change), what(catalogue, &design, change));
        change.apply(&mut design);
        ChangeReport { words, weight: change.weight(), what }
    };
    changes.iter().map(report).collect()
}

fn what(catalogue: &Catalogue, design: &Design, change: &Change) -> What {
    let settings = &design.settings;
    match *change {
        Change::Entrances(ref entrances) => What::Entrances { entrances: entrances.clone() },
        Change::Trains(after) => What::Trains { before: settings.trains, after },
        Change::Cars(after) => What::Cars { before: settings.cars, after },
        Change::LiftSpeed(after) => What::LiftSpeed { before: settings.lift_speed, after },
        Change::LaunchSpeed(after) => What::LaunchSpeed { before: settings.operation_option, after },
        Change::Circuits(after) => What::Circuits { before: settings.circuits, after },
        Change::Chain { from, count } => What::Chain { first_piece: from, count },
        Change::Track(ref splices) => {
            let name = |element: &Element| PieceName {
                piece_name: catalogue.piece(element.piece).map_or_else(String::new, |piece| piece.name.clone()),
                chain: element.chain,
                speed: element.speed,
            };
            let stretch = |splice: &Splice| Stretch {
                first_piece: splice.at,
                removed: design.elements[splice.range()].iter().map(name).collect(),
                inserted: splice.inserted.iter().map(name).collect(),
            };
            What::Track { stretches: splices.iter().map(stretch).collect() }
        }
    }
}

fn sentence(catalogue: &Catalogue, design: &Design, change: &Change) -> String {
    let settings = &design.settings;
    let units = |units: u8| speed(Velocity::from_whole(units.into()));
    match *change {
        Change::Entrances(_) => "an entrance and an exit beside every station that lacks them".to_owned(),
        Change::Trains(trains) => format!("{} in place of {}", count(trains, "train"), settings.trains),
        Change::Cars(cars) => format!("{} per train in place of {}", count(cars, "car"), settings.cars),
        Change::LiftSpeed(speed) => format!("a chain of {} in place of {}", units(speed), units(settings.lift_speed)),
        Change::LaunchSpeed(speed) => {
            format!("a launch of {} in place of {}", units(speed), units(settings.operation_option))
        }
        Change::Circuits(circuits) => format!("{} in place of {}", count(circuits, "lap"), settings.circuits.max(1)),
        Change::Chain { from, count: pieces } => {
            format!("chain on {}: {}", count(pieces as i64, "piece"), places(from, pieces))
        }
        Change::Track(ref splices) => {
            let sentences: Vec<String> =
                splices.iter().map(|splice| splice_sentence(catalogue, &design.elements, splice)).collect();
            sentences.join("; ")
        }
    }
}

fn splice_sentence(catalogue: &Catalogue, elements: &[Element], splice: &Splice) -> String {
    let (gone, new) = (&elements[splice.range()], splice.inserted.as_slice());
    let list = |elements: &[Element]| listed(catalogue, elements);
    match (gone, new) {
        ([], _) => {
            let before = &elements[splice.at - 1..splice.at];
            format!("behind piece {} ({}): {} more", splice.at - 1, list(before), list(new))
        }
        (_, []) => format!("without {} ({})", places(splice.at, splice.removed), list(gone)),
        _ => format!("{}: {} in place of {}", places(splice.at, splice.removed), list(new), list(gone)),
    }
}

/// `piece 7`, `pieces 7 to 9`.
fn places(from: usize, pieces: usize) -> String {
    if pieces == 1 { format!("piece {from}") } else { format!("pieces {from} to {}", from + pieces - 1) }
}

/// `flat to up 25, 3 x up 25 with chain`.
fn listed(catalogue: &Catalogue, elements: &[Element]) -> String {
    let runs = elements.chunk_by(|a, b| a == b);
    let words = |run: &[Element]| match run {
        [single] => words(catalogue, *single),
        _ => format!("{} x {}", run.len(), words(catalogue, run[0])),
    };
    runs.map(words).collect::<Vec<_>>().join(", ")
}

fn words(catalogue: &Catalogue, element: Element) -> String {
    let mut text = catalogue.piece(element.piece).map_or_else(|| "unknown".to_owned(), Piece::title);
    if element.chain {
        text += " with chain";
    }
    if element.piece.has_speed() {
        text += &format!(" at {}", speed(Velocity::from_whole(element.speed.into())));
    }
    text
}
