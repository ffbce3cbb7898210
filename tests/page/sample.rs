//! A search of our own with a hundred winners and some leaders, and its page.

use std::path::PathBuf;
use std::sync::LazyLock;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Breeding, Checkpoint, Evolution, Individual, Plan, Problem};
use loopwright::report::{Card, GenerationLine, PageData, Place, Sketch, Winner, page};
use loopwright::track_file::TrackFile;
use rayon::prelude::*;
use tempfile::TempDir;

/// Winners of the search.
pub(super) const WINNERS: usize = 100;
/// Leaders besides.
pub(super) const LEADERS: usize = 4;

/// A design as it went into the page.
pub(super) struct Entry {
    pub winner: Winner<'static>,
    pub file: String,
    pub track: Vec<u8>,
}

/// The search and its page.
pub(super) struct Sample {
    pub entries: Vec<Entry>,
    /// Designs of the archive.
    pub kept: usize,
    pub html: String,
    folder: TempDir,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("sound tables"));

pub(super) static SAMPLE: LazyLock<Sample> = LazyLock::new(Sample::new);

impl Sample {
    fn new() -> Self {
        let (checkpoint, log) = bred(&CATALOGUE);
        let problem = problem(&CATALOGUE, &checkpoint.plan);
        let entries = feasible(&checkpoint.evolution).into_par_iter().take(WINNERS + LEADERS).enumerate();
        let entries: Vec<Entry> = entries.map(|(index, one)| entry(&problem, index, one)).collect();
        let sketches = sketches(&problem, &checkpoint.evolution);
        let kept = sketches.len();
        let data = PageData::new(&CATALOGUE, &checkpoint, &log, cards(&entries), sketches);
        let html = page(&data).expect("a page");
        assert_eq!(html, page(&data).expect("a page"), "the same data give another page");
        let folder = TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("index.html"), &html).expect("a file");
        Self { entries, kept, html, folder }
    }

    /// Where the page lies.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join("index.html")
    }
}

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan) -> Problem<'a> {
    plan.problem(catalogue).expect("ride type and vehicles")
}

/// Feasible designs of a search, each once, the best first.
fn feasible(evolution: &Evolution) -> Vec<&Individual> {
    let mut feasible: Vec<&Individual> = evolution.everyone().filter(|one| one.fitness.is_feasible()).collect();
    feasible.sort_by_key(|one| (one.fitness.rank(), &one.genome));
    feasible.dedup_by_key(|one| &one.genome);
    feasible
}

/// Breeds until there are enough feasible designs.
fn bred(catalogue: &Catalogue) -> (Checkpoint, Vec<GenerationLine>) {
    let ride = catalogue.ride_named("twister_rc").expect("a ride type");
    let breeding = Breeding { seed: 5, winners: WINNERS, ..Breeding::default() };
    let plan = Plan { breeding, ..Plan::new(catalogue, ride) };
    let problem = problem(catalogue, &plan);
    let mut evolution = Evolution::new(plan.breeding);
    let mut log = Vec::new();
    while feasible(&evolution).len() < WINNERS + LEADERS {
        evolution.advance(&problem);
        log.push(GenerationLine::new(&evolution, 0.0, 0.0));
    }
    (Checkpoint { plan, evolution }, log)
}

fn entry(problem: &Problem<'static>, index: usize, elite: &Individual) -> Entry {
    let winner = Winner::new(problem, elite).expect("an elite stands");
    let track = TrackFile::from_design(&winner.design, problem.placer.catalogue).expect("a track file");
    Entry { file: format!("{:03}-{}.td6", index + 1, winner.slug()), track: track.to_bytes().expect("bytes"), winner }
}

fn sketches(problem: &Problem<'static>, evolution: &Evolution) -> Vec<Sketch> {
    let sketch = |(index, elite): (usize, &Individual)| {
        let Entry { winner, file, track } = entry(problem, index, elite);
        let traits = elite.fitness.traits.expect("tested");
        Sketch::new(&winner, &traits, Some(index + 1).filter(|&rank| rank <= 5), file, &track).expect("it stands")
    };
    evolution.archive.iter().enumerate().map(sketch).collect()
}

fn cards(entries: &[Entry]) -> Vec<Card> {
    let place = |index| if index < WINNERS { Place::Winner(index + 1) } else { Place::Leader(vec![1, 2]) };
    let card = |(index, entry): (usize, &Entry)| {
        Card::new(&entry.winner, place(index), &entry.file, &entry.track).expect("a card")
    };
    entries.par_iter().enumerate().map(card).collect()
}
