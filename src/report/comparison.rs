//! A design under several rule sets, side by side.

use serde::Serialize;

use super::answers::Answers;
use super::style::{BAD, TITLE, columns, paint};
use super::units::hundredths;
use crate::design::{Design, Statistics};
use crate::judge::{Judgement, Trial};
use crate::rules::Rules;

/// What one rule set makes of a design.
pub struct UnderRules<'a> {
    /// The rules.
    pub rules: &'a Rules,
    /// The design as these rules read it and their answer, or why there is none.
    pub answer: Result<(Design, Judgement<'a>), String>,
}

/// The answer of one rule set as JSON.
#[derive(Serialize)]
#[serde(untagged)]
enum Answer<'a> {
    Judged(Box<Answers<'a>>),
    Refused { rules: &'a str, error: &'a str },
}

/// The answers of all rule sets as JSON.
#[derive(Serialize)]
pub struct Comparison<'a> {
    rules: &'static str,
    under: Vec<Answer<'a>>,
}

impl<'a> Comparison<'a> {
    /// The answers in the order given.
    pub fn new(under: &'a [UnderRules<'a>]) -> Self {
        let answer = |one: &'a UnderRules<'a>| match &one.answer {
            Ok((design, judgement)) => Answer::Judged(Box::new(Answers::new(design, judgement))),
            Err(error) => Answer::Refused { rules: &one.rules.name, error },
        };
        Self { rules: "all", under: under.iter().map(answer).collect() }
    }
}

/// A table of the worst ratings under each rule set.
pub fn side_by_side(title: &str, under: &[UnderRules]) -> String {
    let head = ["rules", "excitement", "intensity", "nausea", ""].map(str::to_owned).to_vec();
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(under.iter().map(row)).collect();
    format!("{}\n{}", paint(TITLE, title), columns(&rows))
}

fn row(one: &UnderRules) -> Vec<String> {
    let ratings = one.answer.as_ref().ok().and_then(|(_, judgement)| judgement.worst_ratings());
    let figures = match ratings {
        Some(ratings) => ratings.hundredths().map(hundredths),
        None => ["-"; 3].map(str::to_owned),
    };
    let note = match &one.answer {
        Ok((_, judgement)) => judgement.unrated().map(|reason| reason.to_string()),
        Err(error) => Some(error.clone()),
    };
    let note = note.map_or_else(String::new, |note| paint(BAD, &note));
    [vec![one.rules.title()], figures.to_vec(), vec![note]].concat()
}

/// How many of the figures that a track file stores are those of a test run.
pub fn agreement(stored: &Statistics, trial: &Trial, rules: &Rules) -> usize {
    let found = super::winner::statistics(trial, rules);
    let pairs = |of: &Statistics| {
        [
            i32::from(of.excitement),
            of.intensity.into(),
            of.nausea.into(),
            of.max_speed.into(),
            of.average_speed.into(),
            of.length.into(),
            of.max_positive_g.into(),
            of.max_negative_g.into(),
            of.max_lateral_g.into(),
            of.air_time.into(),
            of.drops.into(),
            of.highest_drop.into(),
            of.inversions.into(),
            of.upkeep.into(),
        ]
    };
    std::iter::zip(pairs(stored), pairs(&found)).filter(|(stored, found)| stored == found).count()
}
