//! A search of our own with a hundred winners and some leaders, and its page.

use std::path::PathBuf;
use std::sync::LazyLock;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Breeding, Checkpoint, Evolution, Individual, Plan, Problem};
use loopwright::report::{Card, GenerationLine, PageData, Place, Winner, page};
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
    pub html: String,
    folder: TempDir,
}

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("sound tables"));

pub(super) static SAMPLE: LazyLock<Sample> = LazyLock::new(Sample::new);

impl Sample {
    fn new() -> Self {
        let (checkpoint, log) = bred(&CATALOGUE);
        let problem = problem(&CATALOGUE, &checkpoint.plan);
        let mut elites: Vec<&Individual> = checkpoint.evolution.archive.iter().map(|(_, elite)| elite).collect();
        elites.sort_by_key(|elite| (elite.fitness.rank(), elite.genome.clone()));
        let entries = elites[..WINNERS + LEADERS].par_iter().enumerate();
        let entries: Vec<Entry> = entries.map(|(index, elite)| entry(&problem, index, elite)).collect();
        let data = PageData::new(&CATALOGUE, &checkpoint, &log, cards(&entries));
        let html = page(&data).expect("a page");
        assert_eq!(html, page(&data).expect("a page"), "the same data give another page");
        let folder = TempDir::new().expect("a folder");
        std::fs::write(folder.path().join("index.html"), &html).expect("a file");
        Self { entries, html, folder }
    }

    /// Where the page lies.
    pub(super) fn file(&self) -> PathBuf {
        self.folder.path().join("index.html")
    }
}

fn problem<'a>(catalogue: &'a Catalogue, plan: &Plan) -> Problem<'a> {
    plan.problem(catalogue).expect("ride type and vehicles")
}

/// Breeds until the archive holds enough kinds.
fn bred(catalogue: &Catalogue) -> (Checkpoint, Vec<GenerationLine>) {
    let ride = catalogue.ride_named("twister_rc").expect("a ride type");
    let plan = Plan { breeding: Breeding { seed: 5, ..Breeding::default() }, ..Plan::new(catalogue, ride) };
    let problem = problem(catalogue, &plan);
    let mut evolution = Evolution::new(plan.breeding);
    let mut log = Vec::new();
    while evolution.archive.len() < WINNERS + LEADERS {
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

fn cards(entries: &[Entry]) -> Vec<Card> {
    let place = |index| if index < WINNERS { Place::Winner(index + 1) } else { Place::Leader(vec![1, 2]) };
    let card = |(index, entry): (usize, &Entry)| {
        Card::new(&entry.winner, place(index), &entry.file, &entry.track).expect("a card")
    };
    entries.par_iter().enumerate().map(card).collect()
}
