//! What there is to see of a search, and what of it a page does not know yet.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use crate::evolve::Individual;
use crate::report::{GenerationLine, design_name};

/// Most points of a curve in one answer; a page that knows none gets a thinned curve.
const POINTS: usize = 400;
/// Most kinds of the archive that are shown, the best.
const KINDS: usize = 600;

/// Whether there is a search, and what it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Doing {
    /// There is no search.
    #[default]
    Nothing,
    /// Tables are made, or the first designs.
    Beginning,
    /// It breeds.
    Breeding,
    /// It waits for a person.
    Paused,
    /// It has come to its end and can be given another.
    Finished,
    /// It writes its winners.
    Writing,
}

/// What is known of a search beside its designs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(super) struct About {
    /// Name of its folder among the others.
    pub name: String,
    /// Where the folder is.
    pub folder: String,
    /// Label of the ride type.
    pub title: String,
    /// Extension of its track files.
    pub format: String,
    /// Whether a stretch must stay.
    pub is_locked: bool,
    /// Whether its designs stand in a park.
    #[serde(skip)]
    pub is_in_park: bool,
    /// What is asked for: what, and how much.
    pub facts: Vec<(&'static str, String)>,
    /// What it keeps to, by the fields that can change it.
    pub now: BTreeMap<String, String>,
}

/// A design as an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Sight {
    pub id: String,
    pub name: String,
    /// Hundredths of excitement, intensity, nausea, as far as it has been tested.
    pub ratings: Option<[i32; 3]>,
    /// Whether it is within all limits.
    pub feasible: bool,
    /// Tiles of its bounding box, as far as it has been tested.
    pub size: Option<[i32; 2]>,
}

impl Sight {
    pub(super) fn of(one: &Individual) -> Self {
        let id = one.genome.id();
        let ratings = one.fitness.traits.map(|traits| [traits.excitement, traits.intensity, traits.nausea]);
        let size = one.fitness.traits.map(|traits| [traits.footprint.width, traits.footprint.length]);
        Self { name: design_name(&id), id, ratings, feasible: one.fitness.is_feasible(), size }
    }
}

/// The best design of a kind: id, excitement, intensity, nausea in hundredths, bands of ground and height, metres,
/// inversions.
pub(super) type Kind = (String, [i32; 3], u8, u8, i32, u8);

pub(super) fn kind(elite: &Individual) -> Option<Kind> {
    let traits = elite.fitness.traits?;
    let ratings = [traits.excitement, traits.intensity, traits.nausea];
    let (height, ground) = traits.bands();
    Some((elite.genome.id(), ratings, ground, height, traits.length, traits.inversions))
}

/// A generation: its number, best excitement in hundredths if one is within the limits, mean of the archive in hundredths,
/// thousandths within the limits, kinds.
type Point = (u32, Option<i32>, i64, i64, usize);

/// The designs that led from a generation on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
pub(super) struct Led {
    pub generation: u32,
    pub ids: Vec<String>,
}

/// What there is to see.
#[derive(Debug, Default)]
pub(super) struct Board {
    /// Grows with every change.
    pub revision: u64,
    /// Grows with every search.
    pub search: u64,
    pub doing: Doing,
    /// What went wrong, or what was done last.
    pub notice: Option<String>,
    pub about: Option<About>,
    pub line: Option<GenerationLine>,
    pub leaders: Vec<Sight>,
    pub kinds: Vec<Kind>,
    pub favoured: Vec<String>,
    /// The design that was sent to the game.
    pub sent: Option<Sight>,
    /// What the game said last.
    pub game: Option<String>,
    /// The folder of the search.
    pub root: Option<PathBuf>,
    points: Vec<Point>,
    pub led: Vec<Led>,
}

/// What a page knows already.
#[derive(Debug, Default)]
pub(super) struct Known {
    pub revision: Option<u64>,
    pub search: u64,
    /// The last generation of its curve, and that of the last leaders.
    pub generation: u32,
    pub led: u32,
}

#[derive(Serialize)]
struct News<'a> {
    revision: u64,
    search: u64,
    doing: Doing,
    notice: Option<&'a str>,
    about: Option<&'a About>,
    line: Option<&'a GenerationLine>,
    leaders: &'a [Sight],
    kinds: &'a [Kind],
    favoured: &'a [String],
    sent: Option<&'a str>,
    game: Option<&'a str>,
    points: Vec<&'a Point>,
    led: Vec<&'a Led>,
}

impl Board {
    /// Clears the board for another search, or for none.
    pub(super) fn clear(&mut self, about: Option<About>, doing: Doing) {
        let (revision, search) = (self.revision, self.search + 1);
        let game = self.game.take();
        *self = Self { revision, search, doing, about, game, ..Self::default() };
    }

    /// The designs that the game is offered: the one that was sent, then the leaders.
    pub(super) fn offers(&self) -> impl Iterator<Item = &Sight> {
        let others = self.leaders.iter().filter(|leader| self.sent.as_ref().is_none_or(|sent| sent.id != leader.id));
        self.sent.iter().chain(others.filter(|leader| leader.feasible))
    }

    /// Adds a generation to the curves.
    pub(super) fn add(&mut self, line: GenerationLine) {
        let best = line.best.as_ref().filter(|best| best.feasible).map(|best| best.excitement);
        let feasible = (line.feasible * 1000.0).round() as i64;
        self.points.push((line.generation, best, line.mean_elite, feasible, line.kinds));
        self.line = Some(line);
    }

    /// Shows the kinds of the archive, the best first.
    pub(super) fn show_kinds(&mut self, mut kinds: Vec<Kind>) {
        kinds.sort_by(|a, b| b.1[0].cmp(&a.1[0]).then_with(|| a.0.cmp(&b.0)));
        kinds.truncate(KINDS);
        self.kinds = kinds;
    }

    /// What a page does not know yet, as JSON.
    pub(super) fn news(&self, known: &Known) -> String {
        let knows_search = known.search == self.search;
        let (generation, led) = if knows_search { (known.generation, known.led) } else { (0, 0) };
        let first = self.points.partition_point(|point| point.0 <= generation);
        let news = News {
            revision: self.revision,
            search: self.search,
            doing: self.doing,
            notice: self.notice.as_deref(),
            about: self.about.as_ref(),
            line: self.line.as_ref(),
            leaders: &self.leaders,
            kinds: &self.kinds,
            favoured: &self.favoured,
            sent: self.sent.as_ref().map(|sent| sent.id.as_str()),
            game: self.game.as_deref(),
            points: thinned(&self.points[first..]),
            led: thinned(&self.led[self.led.partition_point(|one| one.generation <= led)..]),
        };
        serde_json::to_string(&news).unwrap_or_default()
    }
}

/// A list, or as many of its members as an answer holds, the last always among them.
fn thinned<T>(list: &[T]) -> Vec<&T> {
    let every = list.len().div_ceil(POINTS).max(1);
    let mut kept: Vec<&T> = list.iter().rev().step_by(every).collect();
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn line(generation: u32) -> GenerationLine {
        GenerationLine {
            generation,
            evaluations: u64::from(generation) * 128,
            evaluations_per_s: 1000.0,
            elapsed_s: 1.0,
            feasible: 0.5,
            best: None,
            kinds: 900,
            mean_elite: 400,
        }
    }

    fn full() -> Board {
        let mut board = Board::default();
        board.clear(None, Doing::Breeding);
        (1..=10_000).for_each(|generation| board.add(line(generation)));
        let id = |number: usize| format!("{number:016x}");
        board.show_kinds((0..2000).map(|number| (id(number), [1234, 1234, 1234], 12, 12, 1234, 6)).collect());
        let led = |generation| Led { generation, ids: (0..4).map(id).collect() };
        board.led = (1..=10_000).map(led).collect();
        board
    }

    #[test]
    fn an_update_stays_small_however_long_a_search_is() {
        let text = full().news(&Known::default());
        assert!(text.len() < 200_000, "{}", text.len());
        let news: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(news["points"].as_array().unwrap().last().unwrap()[0], 10_000);
        assert_eq!(news["led"].as_array().unwrap().last().unwrap()["generation"], 10_000);
    }

    #[test]
    fn a_page_gets_what_it_does_not_know_yet() {
        let board = full();
        let known = |search| Known { revision: None, search, generation: 9_990, led: 9_999 };
        let news = |search| serde_json::from_str::<Value>(&board.news(&known(search))).unwrap();
        assert_eq!(news(1)["points"].as_array().unwrap().len(), 10);
        assert_eq!(news(1)["led"].as_array().unwrap().len(), 1);
        assert!(news(0)["points"].as_array().unwrap().len() > 300);
    }
}
