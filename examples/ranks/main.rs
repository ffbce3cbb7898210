//! How far many processes carry one search, which `docs/cluster.md` quotes, and what they find.
//!
//! ```text
//! cargo run --release --example ranks -- slots [RIDE [LATENCY_US [MB_PER_S]]]
//! cargo run --release --example ranks -- schemes [RIDE [RANKS [DESIGNS [SEEDS]]]]
//! ```
//!
//! `slots` breeds a coaster, and at some generations records what each of many children of the leader takes: to be bred and
//! judged, to be unpacked, to be offered to the archive. From those of the last it draws generations of several sizes, deals their
//! children to processes as a search does, and says how much faster than one process they are.
//!
//! `schemes` compares what processes find that judge a number of designs each: in one line, apart, and with exchanges.

#![allow(clippy::disallowed_methods, reason = "measurements look at the clock")]

mod schemes;

use std::time::Instant;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Bar, Breeding, Evolution, Individual, Plan, Problem, pick_operator, vary};
use loopwright::layout::Occupancy;
use rand::Rng;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use schemes::Scheme;

/// Generations at which children are recorded, and how many of each.
const STAGES: [u32; 3] = [20, 200, 1000];
const CHILDREN: usize = 300;
/// Times that each is bred: the fastest counts, which is what it takes when nothing else runs.
const ROUNDS: u32 = 12;
/// Generations that are drawn for each row.
const DRAWN: usize = 2000;
const RANKS: [usize; 8] = [1, 2, 4, 8, 16, 64, 256, 1024];
const POPULATIONS: [usize; 4] = [16, 64, 256, 1024];

/// What a child takes, in seconds, and its bytes.
#[derive(Debug, Clone, Copy)]
struct Slot {
    /// In one process.
    bred: f64,
    /// In every process.
    taken_in: f64,
    bytes: usize,
}

/// A network: seconds for a message, and bytes per second.
#[derive(Debug, Clone, Copy)]
struct Network {
    latency: f64,
    bandwidth: f64,
}

impl Network {
    /// Seconds until all processes have what all give, in rounds of messages that double what each has.
    fn gather(self, ranks: usize, bytes: usize) -> f64 {
        let rounds = usize::BITS - (ranks - 1).leading_zeros();
        f64::from(rounds) * self.latency + bytes as f64 / self.bandwidth
    }
}

fn seconds<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64(), done)
}

fn fastest<T>(mut work: impl FnMut() -> T) -> (f64, Option<T>) {
    (0..ROUNDS).map(|_| seconds(&mut work)).fold((f64::MAX, None), |best, (time, done)| (best.0.min(time), Some(done)))
}

/// A child of the leader by the number of its stream, as a search breeds it.
fn child(problem: &Problem, leader: &Individual, stream: u64, occupancy: &mut Occupancy) -> Option<Individual> {
    let mut rng = ChaCha8Rng::seed_from_u64(stream);
    let operator = pick_operator(&problem.operators, &mut rng);
    let genome = vary(problem, &leader.genome, &leader.genome, operator, occupancy, &mut rng)?;
    let fitness = problem.evaluate(&genome, occupancy, Bar::parent(&leader.fitness));
    Some(Individual { genome, fitness, operator: Some(operator), considered: 1 })
}

/// What some children of the leader take.
fn record(problem: &Problem, evolution: &Evolution) -> Result<Vec<Slot>, Box<dyn std::error::Error>> {
    let leader = evolution.islands.first().ok_or("no island")?.leader();
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut slots = Vec::new();
    for stream in 0..CHILDREN as u64 {
        let (bred, born) = fastest(|| child(problem, leader, stream, &mut occupancy));
        let born = born.flatten();
        let bytes = postcard::to_allocvec(&born)?;
        let (unpacked, _) = fastest(|| postcard::from_bytes::<Option<Individual>>(&bytes));
        let offered = born.filter(|one| one.fitness.is_feasible());
        let mut archives = vec![evolution.archive.clone(); ROUNDS as usize].into_iter();
        let (offered, _) = fastest(|| {
            let mut archive = archives.next()?;
            Some(archive.offer(problem.placer.catalogue, offered.as_ref()?))
        });
        slots.push(Slot { bred, taken_in: unpacked + offered, bytes: bytes.len() });
    }
    Ok(slots)
}

/// Mean seconds of a generation, and of that what the process that is done last works longer than all do on average.
fn drawn(slots: &[Slot], population: usize, ranks: usize, network: Network) -> (f64, f64) {
    let mut rng = ChaCha8Rng::seed_from_u64(1);
    let (mut total, mut lost) = (0.0, 0.0);
    for _ in 0..DRAWN {
        let mut busy = vec![0.0; ranks];
        let (mut serial, mut bytes) = (0.0, 0);
        for place in 0..population {
            let slot = slots[rng.random_range(0..slots.len())];
            busy[place % ranks] += slot.bred;
            bytes += slot.bytes;
            serial += slot.taken_in;
        }
        let last = busy.iter().copied().fold(0.0, f64::max);
        let mean = busy.iter().sum::<f64>() / ranks as f64;
        // An order goes before the children. One process sends nothing and packs nothing.
        let gathered = network.gather(ranks, ranks) + network.gather(ranks, bytes);
        total += last + if ranks > 1 { serial + gathered } else { 0.0 };
        lost += last - mean;
    }
    (total / DRAWN as f64, lost / DRAWN as f64)
}

fn row(slots: &[Slot], population: usize, network: Network) {
    let (alone, _) = drawn(slots, population, 1, network);
    for ranks in RANKS.into_iter().filter(|&ranks| ranks <= population) {
        let (time, lost) = drawn(slots, population, ranks, network);
        println!(
            "| {population} | {ranks} | {:.2} | {:.1} | {:.0} % | {:.0} % | {:.0} |",
            1e3 * time,
            alone / time,
            100.0 * alone / time / ranks as f64,
            100.0 * lost / time,
            population as f64 / time,
        );
    }
}

fn slots(problem: &Problem, breeding: Breeding, network: Network) -> Result<(), Box<dyn std::error::Error>> {
    let mut evolution = Evolution::new(Breeding { seed: 1, ..breeding });
    let mut slots = Vec::new();
    println!("| generation | mean µs | median | 99th | most | taken in, µs | bytes |\n|---|---|---|---|---|---|---|");
    for stage in STAGES {
        (evolution.generation..stage).for_each(|_| evolution.advance(problem));
        let recorded = record(problem, &evolution)?;
        let mut times: Vec<f64> = recorded.iter().map(|slot| 1e6 * slot.bred).collect();
        times.sort_by(f64::total_cmp);
        let mean = |what: fn(&Slot) -> f64| recorded.iter().map(what).sum::<f64>() / recorded.len() as f64;
        println!(
            "| {stage} | {:.0} | {:.0} | {:.0} | {:.0} | {:.1} | {:.0} |",
            1e6 * mean(|slot| slot.bred),
            times[times.len() / 2],
            times[times.len() * 99 / 100],
            times[times.len() - 1],
            1e6 * mean(|slot| slot.taken_in),
            mean(|slot| slot.bytes as f64),
        );
        // Most generations of a search are like those of the last stage.
        slots = recorded;
    }
    println!("\n| children | processes | ms | times one | of ideal | lost to the slowest | designs/s |");
    println!("|---|---|---|---|---|---|---|");
    for population in POPULATIONS {
        row(&slots, population, network);
    }
    Ok(())
}

fn schemes(problem: &Problem, ranks: usize, designs: u64, seeds: u64) {
    println!("| processes | designs each | scheme | score, mean of {seeds} | each |\n|---|---|---|---|---|");
    for scheme in [Scheme::OneLine, Scheme::Apart, Scheme::Islands { period: designs.div_ceil(5) }] {
        let best: Vec<i32> = (1..=seeds).map(|seed| scheme.best(problem, seed, ranks, designs)).collect();
        let mean = best.iter().sum::<i32>() / best.len().max(1) as i32;
        println!("| {ranks} | {designs} | {scheme:?} | {mean} | {best:?} |");
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let part = arguments.next().unwrap_or_default();
    let ride = arguments.next().unwrap_or_else(|| Plan::RIDE.to_owned());
    let mut number = |default: f64| arguments.next().map_or(Ok(default), |text| text.parse::<f64>());
    let catalogue = Catalogue::load()?;
    let plan = Plan::new(&catalogue, catalogue.ride_named(&ride).ok_or("no such ride type")?);
    let problem = plan.problem(&catalogue).ok_or("no problem")?;
    match part.as_str() {
        "slots" => {
            let network = Network { latency: 1e-6 * number(20.0)?, bandwidth: 1e6 * number(1000.0)? };
            slots(&problem, plan.breeding, network)
        }
        "schemes" => {
            schemes(&problem, number(16.0)? as usize, number(1000.0)? as u64, number(2.0)? as u64);
            Ok(())
        }
        _ => Err("give `slots` or `schemes`".into()),
    }
}
