//! A design as the page shows it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use crate::judge::{Trial, rate};
use crate::layout::{Layout, PlacedPiece};
use crate::picture::{Rail, Subject, Units};
use crate::quantity::{Money, Rating};
use crate::rating::{Itemised, Ratings};
use crate::report::account::AccountLine;
use crate::report::run_log::IndexRow;
use crate::report::units;
use crate::report::whereabouts::Whereabouts;
use crate::report::winner::Winner;

use super::course::Course;
use super::measure::{MEASURES, Measure, figures};

/// What a design of a search is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// One of the winners, by rank.
    Winner(usize),
    /// A leader of these generations that is not among the winners.
    Leader(Vec<u32>),
}

impl Place {
    /// The rank of a winner.
    pub const fn rank(&self) -> Option<usize> {
        match self {
            Self::Winner(rank) => Some(*rank),
            Self::Leader(_) => None,
        }
    }

    /// Words for people: `Winner 1`, `Led generation 50`, `Led generations 50 to 150`.
    pub fn words(&self) -> String {
        match self {
            Self::Winner(rank) => format!("Winner {rank}"),
            Self::Leader(generations) => match generations.as_slice() {
                [] => "Leader".to_owned(),
                [one] => format!("Led generation {one}"),
                [first, .., last] => format!("Led generations {first} to {last}"),
            },
        }
    }
}

/// A design as the page shows it, in the direction of its least excitement.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Card {
    pub(super) place: Place,
    pub(super) name: String,
    pub(super) id: String,
    /// Name of the track file.
    pub(super) file: String,
    /// The track file as base64.
    #[serde(skip)]
    pub(super) track: String,
    figures: [f64; MEASURES.len()],
    summary: String,
    facts: Vec<(&'static str, String)>,
    /// Words of the direction that is shown and its ratings come first.
    direction: u8,
    directions: Vec<Rated>,
    account: Vec<AccountLine>,
    course: Course,
}

/// The ratings of a direction in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
struct Rated {
    direction: u8,
    ratings: Option<Ratings>,
}

impl Card {
    /// The card of a design whose track file has this name and these bytes; `None` when it does not stand.
    pub fn new(winner: &Winner, place: Place, file: &str, track: &[u8]) -> Option<Self> {
        let row = IndexRow::new(0, String::new(), winner)?;
        let judgement = &winner.judgement;
        let cost = judgement.placement.as_design.as_ref().ok()?.cost();
        let worst = judgement.worst()?;
        let layout = judgement.layout(worst.direction)?;
        let subject = Subject::recorded(winner.name.as_str(), layout.clone());
        Some(Self {
            place,
            name: winner.name.clone(),
            id: winner.id.clone(),
            file: file.to_owned(),
            track: STANDARD.encode(track),
            figures: figures(&row, subject.metres_up(subject.rail.heights().1)),
            summary: subject.summary(),
            facts: facts(&subject, cost, Whereabouts::new(judgement).as_ref()),
            direction: worst.direction.number(),
            directions: judgement.trials.iter().map(rated).collect(),
            account: account(layout, worst),
            course: Course::new(&subject),
        })
    }

    /// Figures with what they are.
    pub(super) fn figures(&self) -> impl Iterator<Item = (&'static Measure, f64)> {
        MEASURES.iter().zip(self.figures)
    }

    /// The word for each of the three ratings.
    pub(super) fn word(&self, value: f64) -> &'static str {
        Rating((value * 100.0).round() as i32).word()
    }
}

/// The pieces of a design in the order of its file, as the page numbers them: what each is called, and the decimetres along
/// the track that it takes in the direction of the design's card.
pub fn piece_spans(winner: &Winner) -> Option<Vec<(String, i32, i32)>> {
    let judgement = &winner.judgement;
    let layout = judgement.layout(judgement.worst()?.direction)?;
    let rail = Rail::new(layout);
    let along = |point: usize| rail.points.get(point).map_or(0, |point| (point.along * 10.0).round() as i32);
    let pieces = layout.pieces.iter().zip(&rail.pieces);
    let span = |(placed, points): (&PlacedPiece, &std::ops::RangeInclusive<usize>)| {
        let name = layout.catalogue.piece(placed.piece).map_or_else(String::new, |piece| piece.name.replace('_', " "));
        (name, along(*points.start()), along(*points.end()))
    };
    Some(pieces.map(span).collect())
}

/// The figures of its pictures, the cost to the penny, and where it stands in a park.
fn facts(subject: &Subject, cost: Money, whereabouts: Option<&Whereabouts>) -> Vec<(&'static str, String)> {
    let rounded = subject.facts(Units::Metric).into_iter().filter(|(what, _)| *what != "Cost");
    let place = whereabouts.map(|whereabouts| {
        let removals = whereabouts.removals().unwrap_or_else(|| "nothing".to_owned());
        [("Place", whereabouts.place()), ("Removes", removals), ("Price shown", units::money(whereabouts.quote))]
    });
    rounded.chain([("Cost", units::money(cost))]).chain(place.into_iter().flatten()).collect()
}

fn rated(trial: &Trial) -> Rated {
    Rated { direction: trial.direction.number(), ratings: trial.ratings() }
}

fn account(layout: &Layout, trial: &Trial) -> Vec<AccountLine> {
    let mut ledger = Itemised::default();
    rate(layout, &trial.tested, &mut ledger);
    ledger.0.iter().map(AccountLine::new).collect()
}
