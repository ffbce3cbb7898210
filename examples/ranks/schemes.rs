//! What processes find that share one line, climb apart, or exchange their best now and then.

use loopwright::evolve::{Breeding, Evolution, Genome, Problem};
use rayon::prelude::*;

/// Ways for processes to search, each of which judges as many designs in each.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scheme {
    /// All share one line, as a crew does.
    OneLine,
    /// Each climbs by itself; the best counts.
    Apart,
    /// Each climbs by itself, and begins anew from the best of all after a number of designs. No process waits for another
    /// on the way, so asynchronous islands find this at best.
    Islands {
        /// Designs between two exchanges.
        period: u64,
    },
}

impl Scheme {
    /// The score of the best design that processes find which judge a number of designs each.
    pub(crate) fn best(self, problem: &Problem, seed: u64, ranks: usize, designs: u64) -> i32 {
        match self {
            Self::OneLine => {
                let mut evolution = Evolution::new(Breeding { seed, population: ranks, ..SMALL });
                advance(&mut evolution, problem, designs * ranks as u64);
                score(&evolution)
            }
            Self::Apart => climbed(problem, seed, ranks, designs, &[]).iter().map(score).max().unwrap_or(0),
            Self::Islands { period } => {
                let mut best: Vec<Genome> = Vec::new();
                let mut reached = 0;
                for round in 0..designs / period {
                    let climbed = climbed(problem, seed + 1000 * (round + 1), ranks, period, &best);
                    let leader = climbed.iter().max_by_key(|one| score(one));
                    reached = leader.map_or(reached, |leader| score(leader).max(reached));
                    best = leader.and_then(Evolution::best).map(|one| one.genome.clone()).into_iter().collect();
                }
                reached
            }
        }
    }
}

/// One winner, so that all designs go to the line.
const SMALL: Breeding = Breeding { seed: 1, population: 16, islands: 1, patience: 10_000, winners: 1 };

/// What processes find that climb by themselves.
fn climbed(problem: &Problem, seed: u64, ranks: usize, designs: u64, from: &[Genome]) -> Vec<Evolution> {
    let climb = |rank: u64| {
        let mut evolution = Evolution::new(Breeding { seed: seed * 100_000 + rank, ..SMALL });
        evolution.seed(problem, from.to_vec());
        // Of given designs the first generation breeds no new ones.
        evolution.generation = from.len() as u32;
        advance(&mut evolution, problem, designs);
        evolution
    };
    (0..ranks as u64).into_par_iter().map(climb).collect()
}

fn advance(evolution: &mut Evolution, problem: &Problem, designs: u64) {
    while evolution.evaluations < designs {
        evolution.advance(problem);
    }
}

/// What the search compares, of the best design within the limits.
fn score(evolution: &Evolution) -> i32 {
    let best = evolution.best().filter(|best| best.fitness.is_feasible());
    best.map_or(0, |best| best.fitness.score)
}
