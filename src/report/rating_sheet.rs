//! What people read about test runs: ratings, statistics, and the account of how a rating came about.

use super::account;
use super::extremes::{ExtremesReport, SpotReport};
use super::prospect::part_sentence;
use super::sheet::Sheet;
use super::standing::{Beside, Standing, feature_amount, feature_title};
use super::style::{BAD, FAINT, GOOD, NOTABLE, TITLE, columns, paint, painted};
use super::trouble::{CrashReport, StuckReport, TurnReport};
use super::units::{air_time, g, height, hundredths, metres, money, rating, running_cost, speed, time};
use crate::judge::{Judgement, Trial};
use crate::layout::Layout;
use crate::path::Load;
use crate::quantity::{Money, Rating, Ratings};
use crate::rating::{Entry, Fulfilment, Item, Prospect};
use crate::test_run::{Measured, Outcome, Tested};

/// Intensity that guests find too much.
const INTENSE: Rating = Rating(1000);
/// Negative G that the ride window shows in red.
const HARSH_NEGATIVE_G: i16 = -250;
/// Lateral G above which the ride window shows it in red.
const HARSH_LATERAL_G: i16 = 280;

impl Sheet<'_> {
    /// The verdicts, the ratings of every direction and the statistics of the worst, or of all in detail.
    pub fn ratings(&self, in_detail: bool) -> String {
        let mut text = self.verdicts();
        text += &refused_directions(self.judgement);
        let (Ok(layout), Some(worst)) = (&self.judgement.placement.as_design, self.judgement.worst()) else {
            return text;
        };
        text += "\n";
        text += &ratings_table(&self.judgement.trials, worst);
        for trial in &self.judgement.trials {
            text += &trouble(layout, trial, in_detail);
            let is_shown = in_detail || trial.direction == worst.direction || !trial.account.is_empty();
            if is_shown && trial.tested.outcome == Outcome::Tested {
                text += &statistics(layout, trial);
                text += &account(&trial.account);
                text += &prospects(&trial.account);
                text += &standing(layout, trial);
            }
        }
        text += &loads_table(layout, self.judgement);
        text
    }
}

/// In which directions the design has no place on the ground.
fn refused_directions(judgement: &Judgement) -> String {
    let mut lines = String::new();
    for (direction, refusal) in judgement.refused_directions() {
        lines += &format!("  direction {}: {}: {refusal}\n", direction.number(), paint(BAD, "refused"));
    }
    lines
}

/// What went wrong in a run: the crash, or where the measured train is, or in detail every train.
fn trouble(layout: &Layout, trial: &Trial, in_detail: bool) -> String {
    let (tested, direction) = (&trial.tested, trial.direction.number());
    let outcome = paint(BAD, tested.outcome.name());
    let mut lines = String::new();
    if let Some(crash) = &tested.crash {
        lines += &format!("  direction {direction}: {outcome}, {}\n", CrashReport::new(layout, crash));
    }
    let measured = tested.stuck.iter().position(|train| train.measured).unwrap_or(0);
    for (index, train) in tested.stuck.iter().enumerate() {
        if in_detail || index == measured {
            lines += &format!("  direction {direction}: {outcome}, {}\n", StuckReport::new(layout, train));
        }
    }
    if let Some(turn) = tested.rolled_back {
        let at = TurnReport::new(layout, turn).at;
        lines += &format!("  direction {direction}: a train was too slow and rolled back at {at}\n");
    }
    lines
}

/// Whether the design survives each load that its trains were run with, and if not, the first reason.
fn loads_table(layout: &Layout, judgement: &Judgement) -> String {
    let row = |load: Load| {
        let survives = judgement.survives(load)?;
        let verdict = if survives { paint(GOOD, "survives") } else { paint(BAD, "does not survive") };
        let grade = if load == Load::Empty { "exact" } else { "estimate" };
        let failure = judgement.loads.iter().find(|trial| trial.load == load && !trial.survives());
        let failure = failure.map_or_else(String::new, |trial| failure_sentence(layout, trial));
        Some(vec![load.name().to_owned(), verdict, paint(FAINT, grade), failure])
    };
    let rows: Vec<_> = Load::ALL.into_iter().filter_map(row).collect();
    if rows.is_empty() { String::new() } else { format!("\n  {}\n{}", paint(TITLE, "Trains by load"), columns(&rows)) }
}

/// What went wrong in a run that trains do not survive, and in which direction.
fn failure_sentence(layout: &Layout, trial: &Trial) -> String {
    format!("direction {}: {}", trial.direction.number(), run_trouble(layout, &trial.tested))
}

/// What went wrong in a run that trains do not survive.
pub(super) fn run_trouble(layout: &Layout, tested: &Tested) -> String {
    let measured = tested.stuck.iter().find(|train| train.measured).or(tested.stuck.first());
    match (&tested.crash, measured) {
        (Some(crash), _) => CrashReport::new(layout, crash).to_string(),
        (None, Some(stuck)) => StuckReport::new(layout, stuck).to_string(),
        (None, None) => tested.outcome.name().to_owned(),
    }
}

fn ratings_table(trials: &[Trial], worst: &Trial) -> String {
    let excitement = |trial: &Trial| trial.ratings().map(|ratings| ratings.excitement);
    let differ = trials.iter().any(|trial| excitement(trial) != excitement(worst));
    let head = painted(TITLE, &["direction", "excitement", "intensity", "nausea", "ride time"]);
    let row = |trial: &Trial| {
        let is_worst = differ && trial.direction == worst.direction;
        let style = if is_worst { NOTABLE } else { GOOD };
        let mut cells = vec![trial.direction.number().to_string()];
        match (trial.ratings(), trial.tested.outcome) {
            (Some(Ratings { excitement, intensity, nausea }), _) => cells.extend([
                paint(style, rating(excitement.0)),
                alarming(intensity >= INTENSE, rating(intensity.0)),
                rating(nausea.0),
                ride_time(&trial.tested.measured),
            ]),
            (None, Outcome::Tested) => cells.push(paint(BAD, "not rated")),
            (None, failed) => cells.push(paint(BAD, failed.name())),
        }
        if is_worst {
            cells.push(paint(NOTABLE, "worst"));
        }
        cells
    };
    columns(&std::iter::once(head).chain(trials.iter().map(row)).collect::<Vec<_>>())
}

fn alarming(is_alarming: bool, text: String) -> String {
    if is_alarming { paint(BAD, text) } else { text }
}

/// One time per leg, as the ride window shows them.
fn ride_time(measured: &Measured) -> String {
    let legs = measured.legs.iter().filter(|leg| leg.time != 0);
    legs.map(|leg| time(i64::from(leg.time))).collect::<Vec<_>>().join(" / ")
}

fn ride_length(measured: &Measured) -> String {
    let legs = measured.legs.iter().filter(|leg| leg.length.0 != 0);
    legs.map(|leg| metres(i64::from(leg.length.metres()))).collect::<Vec<_>>().join(" / ")
}

fn statistics(layout: &Layout, trial: &Trial) -> String {
    let measured = &trial.tested.measured;
    let rows = [
        ("max speed", speed(measured.max_speed)),
        ("average speed", speed(measured.average_speed)),
        ("ride time", ride_time(measured)),
        ("ride length", ride_length(measured)),
        ("max positive vertical G", g(measured.max_positive_g.0)),
        (
            "max negative vertical G",
            alarming(measured.max_negative_g.0 <= HARSH_NEGATIVE_G, g(measured.max_negative_g.0)),
        ),
        ("max lateral G", alarming(measured.max_lateral_g.0 > HARSH_LATERAL_G, g(measured.max_lateral_g.0))),
        ("air time", air_time(measured.air_time)),
        ("drops", measured.drops.to_string()),
        ("highest drop", height(measured.highest_drop)),
        ("inversions", measured.inversions.to_string()),
        ("running cost", trial.rated.map_or_else(String::new, |rated| running_cost(rated.upkeep))),
        ("value when new", trial.rated.map_or_else(String::new, |rated| money(Money(rated.value)))),
    ];
    let extremes = trial.extremes.as_ref().map(|extremes| ExtremesReport::new(layout, extremes));
    let place = |name: &str| extremes.as_ref().and_then(|extremes| place_of(extremes, name)).unwrap_or_default();
    let row = |(name, value): (&str, String)| vec![name.to_owned(), value, paint(FAINT, place(name))];
    let rows: Vec<_> = rows.into_iter().map(row).collect();
    format!("\n  {}\n{}", paint(TITLE, format!("Statistics in direction {}", trial.direction.number())), columns(&rows))
}

/// Where a statistic comes from, by its name in the table.
fn place_of(extremes: &ExtremesReport, name: &str) -> Option<String> {
    let at = |spot: &Option<SpotReport>| spot.as_ref().map(|spot| format!("at {spot}"));
    match name {
        "max speed" => at(&extremes.max_speed),
        "max positive vertical G" => at(&extremes.max_positive_g),
        "max negative vertical G" => at(&extremes.max_negative_g),
        "max lateral G" => at(&extremes.max_lateral_g),
        "highest drop" => extremes.highest_drop.as_ref().map(ToString::to_string),
        "air time" => extremes.longest_air_time.as_ref().map(ToString::to_string),
        _ => None,
    }
}

/// What each bonus gives, could give, and what more of each of its figures would add; nothing without entries.
fn prospects(entries: &[Entry]) -> String {
    let with_prospect = entries.iter().filter_map(|entry| Some((entry, entry.prospect.as_ref()?)));
    let rows: Vec<Vec<String>> = with_prospect.flat_map(|(entry, prospect)| prospect_rows(entry, prospect)).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = painted(TITLE, &["", "gives", "at most", "unused", "excitement; what counts, and what more of it adds"]);
    let table = columns(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    format!("\n  {}\n{table}", paint(TITLE, "What each bonus could still give"))
}

fn prospect_rows(entry: &Entry, prospect: &Prospect) -> Vec<Vec<String>> {
    let gives = entry.after.hundredths()[0] - entry.before.hundredths()[0];
    let (most, unused) = match prospect.most {
        Some(most) => (hundredths(most), hundredths((most - gives).max(0))),
        None => ("no limit".to_owned(), String::new()),
    };
    let mut sentences: Vec<String> = prospect.parts.iter().map(part_sentence).collect();
    if sentences.is_empty() {
        sentences.push(account::detail(entry));
    }
    if let Some(alone) = prospect.most_alone {
        sentences.push(format!("a ride alone on flat, dry land gets {} at most", hundredths(alone)));
    }
    let mut rows: Vec<Vec<String>> = sentences
        .into_iter()
        .map(|words| ["", "", "", ""].map(str::to_owned).into_iter().chain([paint(FAINT, words)]).collect())
        .collect();
    let first = [account::title(entry.item).to_owned(), hundredths(gives), most, unused];
    rows[0].splice(..4, first);
    rows
}

/// How much of the possible a ride reaches, and its looks beside those of people's designs; nothing without entries.
fn standing(layout: &Layout, trial: &Trial) -> String {
    let Some(standing) = Standing::new(layout, trial) else { return String::new() };
    let head = painted(TITLE, &["", "it has", "most people's", "half of them below"]);
    let row = |beside: &Beside| {
        let Beside { feature, has, low, middle, high } = *beside;
        let amount = |value: i32| feature_amount(feature, value);
        let style = if beside.is_usual() { GOOD } else { NOTABLE };
        let spread = if low == high { amount(low) } else { format!("{low} to {}", amount(high)) };
        vec![feature_title(feature).to_owned(), paint(style, amount(has)), spread, amount(middle)]
    };
    let table = columns(&std::iter::once(head).chain(standing.beside.iter().map(row)).collect::<Vec<_>>());
    let reached =
        format!("{} that the formula allows with no more intensity and nausea", paint(GOOD, standing.reached.words()));
    let title = paint(TITLE, "Looks beside those of people's designs");
    let whose = paint(FAINT, format!("eight tenths of {}", standing.whose()));
    format!("\n  Excitement is {reached}\n\n  {title}, {whose}\n{table}")
}

/// Every bonus, requirement and penalty in the game's order; nothing without entries.
fn account(entries: &[Entry]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let head = painted(TITLE, &["", "excitement", "intensity", "nausea", "looks at"]);
    let rows: Vec<_> = std::iter::once(head).chain(entries.iter().map(account_row)).collect();
    format!("\n  {}\n{}", paint(TITLE, "How the ratings came about, each line with the sum after it"), columns(&rows))
}

fn account_row(entry: &Entry) -> Vec<String> {
    let mut cells = vec![entry_title(entry)];
    for (before, after) in entry.before.hundredths().into_iter().zip(entry.after.hundredths()) {
        let change = match after - before {
            0 => String::new(),
            change if change > 0 => paint(GOOD, format!("+{}", hundredths(change))),
            change => paint(BAD, hundredths(change)),
        };
        let filling = 7_usize.saturating_sub(anstream::adapter::strip_str(&change).to_string().len());
        cells.push(format!("{:filling$}{change} {:>6}", "", hundredths(after)));
    }
    cells.push(paint(FAINT, account::detail(entry)));
    cells
}

fn entry_title(entry: &Entry) -> String {
    let name = account::title(entry.item);
    let Item::Requirement { fulfilment, .. } = entry.item else { return name.to_owned() };
    let verdict = match fulfilment {
        Fulfilment::Met => paint(GOOD, "met"),
        Fulfilment::Missed => paint(BAD, "missed"),
        Fulfilment::Waived => paint(FAINT, "waived"),
    };
    format!("{name}: {verdict}")
}
