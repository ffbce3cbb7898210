//! How a search is getting on, for people who wait.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use crate::evolve::Stop;
use crate::report::{GenerationLine, units};

/// Seconds between two plain lines of progress without a terminal, and over which the speed is taken.
const PLAIN: Duration = Duration::from_secs(5);

/// Measures time; only the command line knows it.
pub(super) struct Stopwatch {
    start: Instant,
    before: f64,
}

impl Stopwatch {
    /// Starts, with the seconds that passed in earlier sittings.
    #[expect(clippy::disallowed_methods, reason = "the command line may look at the clock")]
    pub(super) fn new(before: f64) -> Self {
        Self { start: Instant::now(), before }
    }

    /// Seconds so far.
    pub(super) fn seconds(&self) -> f64 {
        self.before + self.start.elapsed().as_secs_f64()
    }
}

/// Shows progress on standard error: a bar on a terminal, lines otherwise, nothing with `--quiet`.
pub(super) struct Progress {
    bar: ProgressBar,
    quiet: bool,
    stop: Stop,
    /// Seconds and judged designs when the speed was last taken.
    taken: (f64, u64),
    /// Designs judged per second.
    speed: f64,
}

impl Progress {
    pub(super) fn new(stop: Stop, quiet: bool) -> Self {
        let length = match stop {
            Stop::Generations(number) => u64::from(number),
            Stop::Evaluations(number) => number,
            Stop::Seconds(seconds) => seconds,
        };
        let bar = if quiet { ProgressBar::hidden() } else { ProgressBar::new(length) };
        if let Ok(style) = ProgressStyle::with_template("{bar:24} {percent:>3}%  {msg}") {
            bar.set_style(style);
        }
        Self { bar, quiet, stop, taken: (0.0, 0), speed: 0.0 }
    }

    /// Tells where the search is.
    pub(super) fn show(&mut self, line: &GenerationLine) {
        let done = self.done(line);
        let (since, judged) = self.taken;
        let passed = line.elapsed_s - since;
        let is_due = passed >= PLAIN.as_secs_f64();
        if is_due || judged == 0 {
            self.speed = line.evaluations.saturating_sub(judged) as f64 / passed.max(f64::EPSILON);
        }
        let text = describe(line, self.speed, (done > 0.0).then(|| line.elapsed_s / done - line.elapsed_s));
        self.bar.set_position((done * self.bar.length().unwrap_or(0) as f64) as u64);
        self.bar.set_message(text.clone());
        if is_due {
            self.taken = (line.elapsed_s, line.evaluations);
            if !self.quiet && self.bar.is_hidden() {
                anstream::eprintln!("{text}");
            }
        }
    }

    /// The share of the search that is done.
    fn done(&self, line: &GenerationLine) -> f64 {
        let share = match self.stop {
            Stop::Generations(number) => f64::from(line.generation) / f64::from(number.max(1)),
            Stop::Evaluations(number) => line.evaluations as f64 / number.max(1) as f64,
            Stop::Seconds(seconds) => line.elapsed_s / seconds.max(1) as f64,
        };
        share.min(1.0)
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        self.bar.finish_and_clear();
    }
}

fn describe(line: &GenerationLine, speed: f64, left: Option<f64>) -> String {
    let best = line.best.as_ref().map_or_else(
        || "nothing yet".to_owned(),
        |best| {
            let ratings = [best.excitement, best.intensity, best.nausea].map(units::hundredths).join(" / ");
            if best.feasible { ratings } else { format!("{ratings} beyond limits") }
        },
    );
    let left = left.map_or_else(String::new, |left| format!(", {} left", units::time(left as i64)));
    format!(
        "generation {}, {speed:.0} designs/s, best {best}, {}{left}",
        line.generation,
        units::count(line.kinds as i64, "kind")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(generation: u32, evaluations: u64) -> GenerationLine {
        let text = format!(
            r#"{{"generation":{generation},"evaluations":{evaluations},"evaluations_per_s":5.0,"elapsed_s":30.0,
            "feasible":0.625,"best":{{"id":"a","excitement":677,"intensity":796,"nausea":438,"fitness":600,
            "feasible":true}},"kinds":9,"mean_elite":300}}"#
        );
        serde_json::from_str(&text).unwrap()
    }

    #[test]
    fn a_line_tells_generation_speed_ratings_kinds_and_time_left() {
        let told = describe(&line(40, 8000), 250.4, Some(90.0));
        assert_eq!(told, "generation 40, 250 designs/s, best 6.77 / 7.96 / 4.38, 9 kinds, 1:30 left");
    }

    #[test]
    fn the_speed_is_taken_over_seconds_not_over_a_generation() {
        let mut progress = Progress::new(Stop::Generations(80), true);
        let mut at = |elapsed_s, evaluations| {
            progress.show(&GenerationLine { elapsed_s, ..line(40, evaluations) });
            progress.speed
        };
        let speeds = [at(0.5, 100), at(6.0, 1200), at(6.1, 1201), at(12.0, 1800)];
        assert!(speeds.iter().zip([200.0, 200.0, 200.0, 100.0]).all(|(speed, right)| (speed - right).abs() < 1e-9));
    }

    #[test]
    fn the_share_that_is_done_is_of_what_ends_the_search() {
        let done = |stop| Progress::new(stop, true).done(&line(40, 8000));
        let shares =
            [Stop::Generations(80), Stop::Evaluations(32_000), Stop::Seconds(40), Stop::Generations(20)].map(done);
        assert!(shares.iter().zip([0.5, 0.25, 0.75, 1.0]).all(|(share, expected)| (share - expected).abs() < 1e-9));
    }
}
