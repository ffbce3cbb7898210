//! How long the steps of a search take. Every benchmark asserts its answer.

use std::hint::black_box;

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Archive, Breeding, Evolution, Limits, Problem};

/// A search that has bred for a while.
fn search(problem: &Problem) -> Evolution {
    let mut evolution = Evolution::new(Breeding { population: 48, islands: 2, ..Breeding::default() });
    (0..30).for_each(|_| evolution.advance(problem));
    evolution
}

fn searching(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicle("PTCT1").expect("a vehicle");
    let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
    let evolution = search(&problem);
    let mut next = evolution.clone();
    next.advance(&problem);
    criterion.bench_function("one generation of 96", |bencher| {
        let advance = |mut evolution: Evolution| {
            evolution.advance(&problem);
            assert_eq!(evolution, next);
        };
        bencher.iter_batched(|| evolution.clone(), advance, BatchSize::LargeInput);
    });
    let mut archive = Archive::default();
    evolution.everyone().for_each(|one| _ = archive.offer(&catalogue, one));
    let filled = archive.len();
    assert!(filled > 0);
    criterion.bench_function("offer a generation to the archive", |bencher| {
        bencher.iter(|| {
            evolution.everyone().for_each(|one| assert!(!archive.offer(&catalogue, black_box(one))));
            assert_eq!(archive.len(), filled);
        });
    });
}

criterion_group!(search_benches, searching);
criterion_main!(search_benches);
