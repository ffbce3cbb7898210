//! The strategies that are compared.

use std::f64::consts::E;

use loopwright::evolve::{
    Archive, Bar, Breeding, Evolution, Fitness, Genome, Individual, Problem, Rank, initial_genome, pick_operator, vary,
};
use loopwright::layout::Occupancy;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// What a run does with a problem, a seed and some budgets: the best excitement after each of them, in hundredths.
pub(crate) type Strategy = fn(&Problem, u64, &[u64]) -> Vec<i32>;

/// The name of the search.
pub(crate) const THE_SEARCH: &str = "search";
pub(crate) const SEARCH: Strategy = the_search;
/// The strategies by name.
pub(crate) const STRATEGIES: [(&str, Strategy); 8] = [
    ("walks", random_walks),
    ("climb", hill_climb),
    ("annealing", annealing),
    ("late acceptance", late_acceptance),
    ("1+16", one_plus_many),
    ("genetic", genetic_algorithm),
    ("map-elites", map_elites),
    (THE_SEARCH, the_search),
];

/// What simple strategies work with.
struct Bench<'a> {
    problem: &'a Problem<'a>,
    occupancy: Occupancy,
    rng: ChaCha8Rng,
    budgets: &'a [u64],
    judged: u64,
    best: i32,
    found: Vec<i32>,
}

impl<'a> Bench<'a> {
    fn new(problem: &'a Problem<'a>, seed: u64, budgets: &'a [u64]) -> Self {
        let occupancy = Occupancy::new(problem.placer.site.map);
        let rng = ChaCha8Rng::seed_from_u64(seed);
        Self { problem, occupancy, rng, budgets, judged: 0, best: 0, found: Vec::new() }
    }

    fn is_done(&self) -> bool {
        self.found.len() == self.budgets.len()
    }

    fn initial_genome(&mut self) -> Genome {
        std::iter::repeat_with(|| initial_genome(self.problem, 0, &mut self.occupancy, &mut self.rng))
            .find_map(|genome| genome)
            .expect("an endless supply")
    }

    /// First designs, judged, the best first.
    fn initial_genomes(&mut self, count: usize) -> Vec<(Genome, Fitness)> {
        let mut first = Vec::new();
        while first.len() < count && !self.is_done() {
            let genome = self.initial_genome();
            let fitness = self.judge(&genome, Bar::NONE.rank);
            first.push((genome, fitness));
        }
        first.sort_by_key(best_first);
        first
    }

    /// Judges a design as far as it matters to a strategy that keeps what is better than a rank.
    fn judge(&mut self, genome: &Genome, to_beat: Rank) -> Fitness {
        let fitness = self.problem.evaluate(genome, &mut self.occupancy, Bar::at(to_beat));
        if let (true, Some(traits)) = (fitness.is_feasible(), fitness.traits) {
            self.best = self.best.max(traits.excitement);
        }
        self.judged += 1;
        if self.budgets.get(self.found.len()) == Some(&self.judged) {
            self.found.push(self.best);
        }
        fitness
    }

    fn child(&mut self, parent: &Genome, mate: &Genome) -> Option<Genome> {
        let operator = pick_operator(&self.problem.operators, &mut self.rng);
        vary(self.problem, parent, mate, operator, &mut self.occupancy, &mut self.rng)
    }
}

fn best_first((genome, fitness): &(Genome, Fitness)) -> (Rank, Genome) {
    (fitness.rank(), genome.clone())
}

fn random_walks(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    let mut bench = Bench::new(problem, seed, budgets);
    while !bench.is_done() {
        let genome = bench.initial_genome();
        bench.judge(&genome, Bar::NONE.rank);
    }
    bench.found
}

/// First designs of which the best is where climbs begin.
const FIRST: usize = 100;
/// Children without a gain after which a climb begins anew.
const PATIENCE: u32 = 2_000;

/// One parent that goes on to a child at least as good as a bar; the bar depends on the rank of the parent, the number
/// of the child, and chance.
fn climb(
    problem: &Problem,
    seed: u64,
    budgets: &[u64],
    mut bar: impl FnMut(Rank, usize, &mut ChaCha8Rng) -> Rank,
) -> Vec<i32> {
    let mut bench = Bench::new(problem, seed, budgets);
    while !bench.is_done() {
        let Some((mut parent, mut fitness)) = bench.initial_genomes(FIRST).into_iter().next() else { break };
        let (mut best, mut idle, mut number) = (fitness.rank(), 0, 0);
        while !bench.is_done() && idle < PATIENCE {
            let Some(child) = bench.child(&parent, &parent) else { continue };
            let (violation, score) = bar(fitness.rank(), number, &mut bench.rng);
            number += 1;
            // What equals the bar is kept.
            let to_beat = (violation, score + 1);
            let judged = bench.judge(&child, to_beat);
            if judged.rank() < to_beat {
                (parent, fitness) = (child, judged);
            }
            idle = if judged.rank() < best { 0 } else { idle + 1 };
            best = best.min(fitness.rank());
        }
    }
    bench.found
}

/// The child stays if it is at least as good as its parent.
fn hill_climb(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    climb(problem, seed, budgets, |rank, _, _| rank)
}

/// The child may be worse, by the less the longer the climb goes on.
fn annealing(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    /// Hundredths of excitement, and children after which it is half as warm.
    const WARMTH: f64 = 20.0;
    const HALF_LIFE: f64 = 2_000.0;
    climb(problem, seed, budgets, |(violation, score), number, rng| {
        let warmth = WARMTH * 0.5f64.powf(number as f64 / HALF_LIFE);
        let worse = -warmth * rng.random::<f64>().max(1e-9).log(E);
        (violation, score + worse as i32)
    })
}

/// The child stays if it is at least as good as its parent, or as what the parent was some children ago.
fn late_acceptance(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    const MEMORY: usize = 50;
    let mut memory = [Bar::NONE.rank; MEMORY];
    climb(problem, seed, budgets, move |rank, number, _| {
        if number == 0 {
            memory = [rank; MEMORY];
        }
        let before = std::mem::replace(&mut memory[number % MEMORY], rank);
        before.max(rank)
    })
}

/// One parent, a number of children, the best of all of which stays.
fn one_plus_many(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    const CHILDREN: usize = 16;
    let mut bench = Bench::new(problem, seed, budgets);
    let Some((mut parent, mut fitness)) = bench.initial_genomes(FIRST).into_iter().next() else { return bench.found };
    while !bench.is_done() {
        let before = parent.clone();
        for _ in 0..CHILDREN {
            let Some(child) = bench.child(&before, &before) else { continue };
            let judged = bench.judge(&child, fitness.rank());
            if judged.rank() < fitness.rank() {
                (parent, fitness) = (child, judged);
            }
        }
    }
    bench.found
}

/// One population, each generation made of the children of the last and its few best.
fn genetic_algorithm(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    const PLACES: usize = 128;
    const ELITE: usize = 8;
    const TOURNAMENT: usize = 4;
    let mut bench = Bench::new(problem, seed, budgets);
    let mut population = bench.initial_genomes(PLACES);
    while !bench.is_done() {
        let mut next: Vec<(Genome, Fitness)> = population.iter().take(ELITE).cloned().collect();
        while next.len() < PLACES && !bench.is_done() {
            let mut pick = || (0..TOURNAMENT).map(|_| bench.rng.random_range(0..population.len())).min().unwrap_or(0);
            let (parent, mate) = (pick(), pick());
            let Some(child) = bench.child(&population[parent].0, &population[mate].0) else { continue };
            let fitness = bench.judge(&child, Bar::NONE.rank);
            next.push((child, fitness));
        }
        next.sort_by_key(best_first);
        population = next;
    }
    bench.found
}

/// The best of every kind, each of which is as likely to be a parent.
fn map_elites(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    let mut bench = Bench::new(problem, seed, budgets);
    let mut archive = Archive::default();
    let offer = |archive: &mut Archive, genome: Genome, fitness: Fitness| {
        archive.offer(problem.placer.catalogue, &Individual { genome, fitness, operator: None, considered: 1 });
    };
    for (genome, fitness) in bench.initial_genomes(FIRST) {
        offer(&mut archive, genome, fitness);
    }
    while !bench.is_done() {
        let pick = |rng: &mut ChaCha8Rng| {
            let place = rng.random_range(0..archive.len().max(1));
            archive.nth(place).map(|elite| elite.genome.clone())
        };
        let (parent, mate) = (pick(&mut bench.rng), pick(&mut bench.rng));
        let child = match parent.zip(mate) {
            Some((parent, mate)) => bench.child(&parent, &mate),
            None => Some(bench.initial_genome()),
        };
        let Some(child) = child else { continue };
        let fitness = bench.judge(&child, Bar::NONE.rank);
        offer(&mut archive, child, fitness);
    }
    bench.found
}

fn the_search(problem: &Problem, seed: u64, budgets: &[u64]) -> Vec<i32> {
    let mut evolution = Evolution::new(Breeding { seed, ..Breeding::default() });
    let (mut best, mut found) = (0, Vec::new());
    while found.len() < budgets.len() {
        evolution.advance(problem);
        // A generation that goes beyond a budget does not count for it.
        found.extend(budgets[found.len()..].iter().take_while(|&&budget| budget < evolution.evaluations).map(|_| best));
        let feasible = evolution.everyone().filter(|one| one.fitness.is_feasible());
        let now = feasible.filter_map(|one| one.fitness.traits).map(|traits| traits.excitement).max();
        best = best.max(now.unwrap_or(0));
    }
    found
}
