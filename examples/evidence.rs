//! How much each part of the search is worth, at equal evaluations:
//!
//! ```text
//! cargo run --release --example evidence [-- --ride wooden_rc --seeds 5 --evaluations 10000 --part strategies]
//! ```
//!
//! `strategies` compares the search with simpler ones that use the same parts; `operators` leaves out one way to vary
//! at a time. Both print the tables of docs/search.md: the best excitement of each seed, the median, and the spread.

use clap::{Parser, ValueEnum};
use loopwright::catalogue::Catalogue;
use loopwright::evolve::{
    Breeding, Evolution, Fitness, Genome, OPERATORS, Plan, Problem, Violation, initial_genome, pick_operator, vary,
};
use loopwright::layout::Occupancy;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;
use rayon::prelude::*;

#[derive(Parser)]
struct Args {
    /// Ride type
    #[arg(long, default_value = Plan::RIDE)]
    ride: String,
    /// Searches for each line, with seeds from 1 on
    #[arg(long, default_value_t = 5)]
    seeds: u64,
    /// Designs judged per search
    #[arg(long, default_value_t = 10_000)]
    evaluations: u64,
    /// Which tables; both where none is named
    #[arg(long)]
    part: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    Strategies,
    Operators,
}

/// What a line of a table does with a problem, a seed and a number of evaluations: the best excitement found.
type Strategy = fn(&Problem, u64, u64) -> i32;

const STRATEGIES: [(&str, Strategy); 5] = [
    ("random walks, closed", random_walks),
    ("hill climb", hill_climb),
    ("genetic algorithm", genetic_algorithm),
    ("islands without an archive", islands),
    ("islands and archive: the search", the_search),
];

fn main() {
    let args = Args::parse();
    let catalogue = Catalogue::load().expect("sound tables");
    let Some(ride) = catalogue.ride_named(&args.ride) else {
        eprintln!("{} is no ride type; see `loopwright rides`", args.ride);
        std::process::exit(2);
    };
    let mut problem = Plan::new(&catalogue, ride).problem(&catalogue).expect("every ride type has a vehicle");
    println!("{}: {} seeds, {} designs judged in each search\n", ride.label, args.seeds, args.evaluations);
    let wanted = |part: Part| args.part.is_none_or(|asked| asked == part);
    if wanted(Part::Strategies) {
        head("strategy");
        for (name, strategy) in STRATEGIES {
            line(name, &problem, strategy, &args);
        }
    }
    if wanted(Part::Operators) {
        head("left out");
        line("nothing", &problem, the_search, &args);
        for (left_out, _) in OPERATORS {
            problem.operators = OPERATORS.into_iter().filter(|&(operator, _)| operator != left_out).collect();
            line(&format!("{left_out:?}").to_lowercase(), &problem, the_search, &args);
        }
    }
}

fn head(first: &str) {
    println!("| {first} | median | lowest | highest |\n|---|---|---|---|");
}

fn line(name: &str, problem: &Problem, strategy: Strategy, args: &Args) {
    let mut best: Vec<i32> =
        (1..=args.seeds).into_par_iter().map(|seed| strategy(problem, seed, args.evaluations)).collect();
    best.sort_unstable();
    let units = |hundredths: i32| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    let (lowest, highest) = (best[0], best[best.len() - 1]);
    println!("| {name} | {} | {} | {} |", units(best[best.len() / 2]), units(lowest), units(highest));
}

/// Worse than anything: everything is tested in all directions.
const ANYTHING: (Violation, i32) = (Violation::Open(i32::MAX), i32::MAX);

/// What simple strategies work with.
struct Bench<'a> {
    problem: &'a Problem<'a>,
    occupancy: Occupancy,
    rng: ChaCha8Rng,
    left: u64,
    best: i32,
}

impl<'a> Bench<'a> {
    fn new(problem: &'a Problem<'a>, seed: u64, evaluations: u64) -> Self {
        let occupancy = Occupancy::new(problem.placer.site.map);
        Self { problem, occupancy, rng: ChaCha8Rng::seed_from_u64(seed), left: evaluations, best: 0 }
    }

    fn initial_genome(&mut self) -> Genome {
        std::iter::repeat_with(|| initial_genome(self.problem, 0, &mut self.occupancy, &mut self.rng))
            .find_map(|genome| genome)
            .expect("an endless supply")
    }

    /// First designs, judged, the best first.
    fn initial_genomes(&mut self, count: usize) -> Vec<(Genome, Fitness)> {
        let mut first = Vec::new();
        while first.len() < count && self.left > 0 {
            let genome = self.initial_genome();
            let fitness = self.judge(&genome);
            first.push((genome, fitness));
        }
        first.sort_by_key(best_first);
        first
    }

    fn judge(&mut self, genome: &Genome) -> Fitness {
        let fitness = self.problem.evaluate(genome, &mut self.occupancy, ANYTHING);
        self.left = self.left.saturating_sub(1);
        if let (true, Some(traits)) = (fitness.is_feasible(), fitness.traits) {
            self.best = self.best.max(traits.excitement);
        }
        fitness
    }

    fn child(&mut self, parent: &Genome, mate: &Genome) -> Option<Genome> {
        let operator = pick_operator(&self.problem.operators, &mut self.rng);
        vary(self.problem, parent, mate, operator, &mut self.occupancy, &mut self.rng)
    }
}

fn random_walks(problem: &Problem, seed: u64, evaluations: u64) -> i32 {
    let mut bench = Bench::new(problem, seed, evaluations);
    while bench.left > 0 {
        let genome = bench.initial_genome();
        bench.judge(&genome);
    }
    bench.best
}

/// One parent, one child, the better of which stays; begins with the best of some first designs, and anew when nothing
/// has been gained for long.
fn hill_climb(problem: &Problem, seed: u64, evaluations: u64) -> i32 {
    const FIRST: usize = 100;
    const PATIENCE: u32 = 500;
    let mut bench = Bench::new(problem, seed, evaluations);
    while bench.left > 0 {
        let Some((mut parent, mut fitness)) = bench.initial_genomes(FIRST).into_iter().next() else { break };
        let mut idle = 0;
        while bench.left > 0 && idle < PATIENCE {
            let Some(child) = bench.child(&parent, &parent) else { continue };
            let judged = bench.judge(&child);
            idle = if judged.rank() < fitness.rank() { 0 } else { idle + 1 };
            if judged.rank() <= fitness.rank() {
                (parent, fitness) = (child, judged);
            }
        }
    }
    bench.best
}

/// One population, as large as the search's islands together, each generation made of the children of the last and its
/// few best.
fn genetic_algorithm(problem: &Problem, seed: u64, evaluations: u64) -> i32 {
    const ELITE: usize = 8;
    const TOURNAMENT: usize = 4;
    let Breeding { population: places, islands, .. } = Breeding::default();
    let places = places * islands;
    let mut bench = Bench::new(problem, seed, evaluations);
    let mut population = bench.initial_genomes(places);
    while bench.left > 0 {
        let mut next: Vec<(Genome, Fitness)> = population.iter().take(ELITE).cloned().collect();
        while next.len() < places && bench.left > 0 {
            let mut pick = || (0..TOURNAMENT).map(|_| bench.rng.random_range(0..population.len())).min().unwrap_or(0);
            let (parent, mate) = (pick(), pick());
            let Some(child) = bench.child(&population[parent].0, &population[mate].0) else { continue };
            let fitness = bench.judge(&child);
            next.push((child, fitness));
        }
        next.sort_by_key(best_first);
        population = next;
    }
    bench.best
}

fn best_first((genome, fitness): &(Genome, Fitness)) -> ((Violation, i32), Genome) {
    (fitness.rank(), genome.clone())
}

fn islands(problem: &Problem, seed: u64, evaluations: u64) -> i32 {
    evolved(problem, seed, evaluations, false)
}

fn the_search(problem: &Problem, seed: u64, evaluations: u64) -> i32 {
    evolved(problem, seed, evaluations, true)
}

fn evolved(problem: &Problem, seed: u64, evaluations: u64, with_archive: bool) -> i32 {
    let mut evolution = Evolution::new(Breeding { seed, ..Breeding::default() });
    let mut best = 0;
    while evolution.evaluations < evaluations {
        evolution.advance(problem);
        let feasible = evolution.everyone().filter(|one| one.fitness.is_feasible());
        let found = feasible.filter_map(|one| one.fitness.traits).map(|traits| traits.excitement).max();
        best = best.max(found.unwrap_or(0));
        if !with_archive {
            evolution.archive = loopwright::evolve::Archive::default();
        }
    }
    best
}
