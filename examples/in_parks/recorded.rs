//! The recorded parks and designs.

use std::fs;
use std::path::PathBuf;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Bar, Breeding, Evolution, Genome, Individual, Problem};
use loopwright::layout::Occupancy;
use loopwright::park_file;
use loopwright::site::Park;
use rayon::prelude::*;

/// The parks, eleven that the game generated and a real one.
pub(crate) const PARKS: [&str; 12] =
    ["s01", "s02", "s03", "s04", "s05", "s06", "s07", "s08", "s09", "s10", "s11", "bpb"];

/// A folder of recordings.
pub(crate) struct Recorded {
    folder: PathBuf,
}

impl Recorded {
    pub(crate) const fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// The bytes of a file in the folder.
    pub(crate) fn bytes(&self, file: &str) -> Vec<u8> {
        let path = self.folder.join(file);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A park by the name of its file without the end.
    pub(crate) fn park(&self, catalogue: &Catalogue, name: &str) -> Park {
        let end = if name == "bpb" { "sv6" } else { "park" };
        let file = format!("parks/{name}.{end}");
        park_file::read(&self.bytes(&file), &file).unwrap_or_else(|error| panic!("{file}: {error}")).park(catalogue)
    }
}

/// A search of at least some designs.
pub(crate) fn evolved(problem: &Problem, seed: u64, evaluations: u64) -> Evolution {
    let mut evolution = Evolution::new(Breeding { seed, ..Breeding::default() });
    while evolution.evaluations < evaluations {
        let before = evolution.evaluations;
        evolution.advance(problem);
        if evolution.evaluations == before && evolution.islands.is_empty() {
            // No design was begun in a whole generation of attempts.
            break;
        }
    }
    evolution
}

/// The sound designs of a search, the most exciting first, each once.
pub(crate) fn sound(evolution: &Evolution) -> Vec<(i32, &Individual)> {
    let feasible = evolution.everyone().filter(|one| one.fitness.is_feasible());
    let mut sound: Vec<(i32, &Individual)> =
        feasible.filter_map(|one| Some((one.fitness.traits?.excitement, one))).collect();
    sound.sort_by(|(a, one), (b, other)| b.cmp(a).then_with(|| one.genome.cmp(&other.genome)));
    sound.dedup_by(|(_, a), (_, b)| a.genome == b.genome);
    sound
}

/// The excitement of each of some genomes in hundredths, if it is sound where it stands.
pub(crate) fn judged(problem: &Problem, genomes: &[Genome]) -> Vec<Option<i32>> {
    let judge = |occupancy: &mut Occupancy, genome: &Genome| {
        let fitness = problem.evaluate(genome, occupancy, Bar::NONE);
        fitness.traits.filter(|_| fitness.is_feasible()).map(|traits| traits.excitement)
    };
    genomes.par_iter().map_init(|| Occupancy::new(problem.placer.site.map), judge).collect()
}
