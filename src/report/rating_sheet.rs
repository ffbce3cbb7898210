//! What people read about test runs: ratings, statistics, and the account of how a rating came about.

use super::account;
use super::sheet::Sheet;
use super::style::{BAD, FAINT, GOOD, NOTABLE, TITLE, columns, paint, painted};
use super::units::{air_time, g, height, hundredths, metres, money, rating, running_cost, speed, time};
use super::verdict::{Judged, Raw, RefusedDirection, RunReport};
use crate::path::Load;
use crate::rating::Entry;

/// Intensity that guests find too much.
const INTENSE: i32 = 1000;
/// Negative G that the ride window shows in red.
const HARSH_NEGATIVE_G: i16 = -250;
/// Lateral G above which the ride window shows it in red.
const HARSH_LATERAL_G: i16 = 280;

impl Sheet<'_> {
    /// The verdicts, the ratings of every direction and the statistics of the worst, or of all in detail.
    pub fn ratings(&self, in_detail: bool) -> String {
        let mut text = self.verdicts();
        text += &self.judgement.judged.as_ref().map_or_else(String::new, refused_directions);
        let runs = self.judgement.judged.as_ref().map_or(&[][..], |judged| &judged.runs);
        let Some(worst) = worst(runs) else { return text };
        text += "\n";
        text += &ratings_table(runs, worst);
        for (index, run) in runs.iter().enumerate() {
            text += &trouble(run, in_detail);
            let is_shown = in_detail || index == worst || !run.explain.is_empty();
            if is_shown && run.outcome == "tested" {
                text += &statistics(run);
                text += &account(&run.explain);
            }
        }
        text += &self.judgement.judged.as_ref().map_or_else(String::new, loads_table);
        text
    }
}

/// In which directions the design has no place on the ground.
fn refused_directions(judged: &Judged) -> String {
    let line = |RefusedDirection { direction, refusal }: &RefusedDirection| {
        format!("  direction {direction}: {}: {refusal}\n", paint(BAD, "refused"))
    };
    judged.refused_directions.iter().map(line).collect::<Vec<_>>().concat()
}

/// What went wrong in a run: the crash, or where the measured train is, or in detail every train.
fn trouble(run: &RunReport, in_detail: bool) -> String {
    let crash = run.crash.iter().map(ToString::to_string);
    let measured = run.stuck.iter().position(|train| train.measured).unwrap_or(0);
    let stuck = run.stuck.iter().enumerate().filter(|&(index, _)| in_detail || index == measured);
    let sentences = crash.chain(stuck.map(|(_, train)| train.to_string()));
    let line = |words: String| format!("  direction {}: {}, {words}\n", run.direction, paint(BAD, run.outcome));
    sentences.map(line).collect::<Vec<_>>().concat()
}

/// Whether the design survives each load that its trains were run with, and if not, the first reason.
fn loads_table(judged: &Judged) -> String {
    let row = |load: Load| {
        let survives = judged.survives(load)?;
        let verdict = if survives { paint(GOOD, "survives") } else { paint(BAD, "does not survive") };
        let grade = if load == Load::Empty { "exact" } else { "estimate" };
        Some(vec![load.name().to_owned(), verdict, paint(FAINT, grade), failure(judged, load).unwrap_or_default()])
    };
    let rows: Vec<_> = Load::ALL.into_iter().filter_map(row).collect();
    if rows.is_empty() { String::new() } else { format!("\n  {}\n{}", paint(TITLE, "Trains by load"), columns(&rows)) }
}

/// What went wrong in the first run with a load that came to no good end.
fn failure(judged: &Judged, load: Load) -> Option<String> {
    let mut runs = judged.loads.iter().filter(|report| report.load == load).map(|report| &report.run);
    let run = runs.find(|run| run.outcome != "tested" || run.crash.is_some())?;
    let measured = run.stuck.iter().find(|train| train.measured).or(run.stuck.first());
    let words = run.crash.as_ref().map(ToString::to_string).or_else(|| measured.map(ToString::to_string));
    Some(format!("direction {}: {}", run.direction, words.unwrap_or_else(|| run.outcome.to_owned())))
}

/// The run that is worth least: one that failed, or that of the lowest excitement.
fn worst(runs: &[RunReport]) -> Option<usize> {
    (0..runs.len()).min_by_key(|&index| runs[index].excitement)
}

fn ratings_table(runs: &[RunReport], worst: usize) -> String {
    let differ = runs.iter().any(|run| run.excitement != runs[worst].excitement);
    let head = painted(TITLE, &["direction", "excitement", "intensity", "nausea", "ride time"]);
    let row = |(index, run): (usize, &RunReport)| {
        let style = if differ && index == worst { NOTABLE } else { GOOD };
        let mut cells = vec![run.direction.to_string()];
        match (run.excitement, run.intensity, run.nausea) {
            (Some(excitement), Some(intensity), Some(nausea)) => cells.extend([
                paint(style, rating(excitement)),
                alarming(intensity >= INTENSE, rating(intensity)),
                rating(nausea),
                ride_time(&run.raw),
            ]),
            _ => cells.push(paint(BAD, if run.outcome == "tested" { "not rated" } else { run.outcome })),
        }
        if differ && index == worst {
            cells.push(paint(NOTABLE, "worst"));
        }
        cells
    };
    columns(&std::iter::once(head).chain(runs.iter().enumerate().map(row)).collect::<Vec<_>>())
}

fn alarming(is_alarming: bool, text: String) -> String {
    if is_alarming { paint(BAD, text) } else { text }
}

/// One time per leg, as the ride window shows them.
fn ride_time(raw: &Raw) -> String {
    let legs = raw.segments.iter().filter(|leg| leg.time != 0);
    legs.map(|leg| time(i64::from(leg.time))).collect::<Vec<_>>().join(" / ")
}

fn ride_length(raw: &Raw) -> String {
    let legs = raw.segments.iter().filter(|leg| leg.length != 0);
    legs.map(|leg| metres(i64::from(leg.length >> 16))).collect::<Vec<_>>().join(" / ")
}

fn statistics(run: &RunReport) -> String {
    let raw = &run.raw;
    let rows = [
        ("max speed", speed(raw.max_speed)),
        ("average speed", speed(raw.average_speed)),
        ("ride time", ride_time(raw)),
        ("ride length", ride_length(raw)),
        ("max positive vertical G", g(raw.max_positive_g)),
        ("max negative vertical G", alarming(raw.max_negative_g <= HARSH_NEGATIVE_G, g(raw.max_negative_g))),
        ("max lateral G", alarming(raw.max_lateral_g > HARSH_LATERAL_G, g(raw.max_lateral_g))),
        ("air time", air_time(raw.air_time)),
        ("drops", raw.drops.to_string()),
        ("highest drop", height(raw.highest_drop)),
        ("inversions", raw.inversions.to_string()),
        ("running cost", run.upkeep.map_or_else(String::new, running_cost)),
        ("value when new", run.value.map_or_else(String::new, money)),
    ];
    let rows: Vec<_> = rows.into_iter().map(|(name, value)| vec![name.to_owned(), value]).collect();
    format!("\n  {}\n{}", paint(TITLE, format!("Statistics in direction {}", run.direction)), columns(&rows))
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
    for (before, after) in entry.before.iter().zip(entry.after) {
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
    match entry.met {
        Some(true) => format!("{name}: {}", paint(GOOD, "met")),
        Some(false) => format!("{name}: {}", paint(BAD, "missed")),
        None if name.starts_with("requirement") => format!("{name}: {}", paint(FAINT, "waived")),
        None => name.to_owned(),
    }
}
