//! How long it takes to judge a design, step by step. Every benchmark asserts its answer.

mod designs;

use std::hint::black_box;
use std::path::Path as FilePath;
use std::sync::Arc;

use criterion::{Criterion, criterion_group, criterion_main};
use loopwright::catalogue::{Catalogue, Direction};
use loopwright::construction::{Construction, Platform, Reached};
use loopwright::design::Design;
use loopwright::evolve::Plan;
use loopwright::judge::{Wanted, judge};
use loopwright::layout::{Layout, Occupancy, Placer, Pose, lay_out, place};
use loopwright::path::Path;
use loopwright::quantity::Tile;
use loopwright::rating;
use loopwright::site::Site;
use loopwright::test_run::{self, Outcome};
use loopwright::track_file;

fn file(name: &str) -> Vec<u8> {
    let path = FilePath::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn seed(catalogue: &Catalogue, name: &str) -> Design {
    let file = track_file::read(&file(&format!("fuzz/seeds/packed/{name}.td6"))).expect("a track file");
    file.design(catalogue).expect("a design")
}

fn layout<'a>(catalogue: &'a Catalogue, design: &Design, site: Site<'a>) -> Layout<'a> {
    let placed = place(catalogue, design, site, Direction::new(0)).expect("a coaster");
    let layout = placed.as_design.expect("a sound design");
    layout.check_test().expect("a design the game would test");
    layout
}

fn decoding(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let bytes = file("fuzz/seeds/packed/hill.td6");
    let elements = seed(&catalogue, "hill").elements;
    criterion.bench_function("load the catalogue", |bencher| {
        bencher.iter(|| assert_eq!(Catalogue::load().expect("sound tables").pieces().len(), catalogue.pieces().len()));
    });
    criterion.bench_function("decode a TD6", |bencher| {
        bencher.iter(|| {
            let file = track_file::read(black_box(&bytes)).expect("a track file");
            assert_eq!(file.design(&catalogue).expect("a design").elements, elements);
        });
    });
}

fn laying(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let design = designs::hills();
    let placer = Placer::new(&catalogue, &design, Site::default()).expect("a coaster");
    let start = Pose::new(Tile::new(76, 76).corner(), placer.site.surface, Direction::new(0));
    let mut occupancy = Occupancy::new(placer.site.map);
    let layout = placer.lay(&design, start).expect("a sound design");
    criterion.bench_function("lay out 100 pieces", |bencher| {
        bencher.iter(|| {
            let laid = placer.lay_in(black_box(&design), start, &mut occupancy).expect("a sound design");
            assert_eq!((laid.pieces.len(), laid.entrances.len()), (100, 2));
        });
    });
    let placed = lay_out(&catalogue, &design.elements, start).expect("known pieces");
    criterion.bench_function("collisions of 100 pieces", |bencher| {
        bencher.iter(|| assert_eq!(placer.lay_by_hand(black_box(&placed), &mut occupancy, true), Ok(())));
    });
    criterion.bench_function("path of 100 pieces", |bencher| {
        bencher.iter(|| assert_eq!(Path::new(black_box(&layout)).expect("a path").pieces.len(), 100));
    });
}

fn running(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let runs = [
        ("wooden, 6 cars", designs::hills(), Site::default()),
        ("8 trains in block sections", designs::winding(&catalogue, 500, 8), designs::SITE),
        ("launched", seed(&catalogue, "launch"), Site::default()),
        ("multi-dimension", seed(&catalogue, "seats"), Site::default()),
    ];
    for (name, design, site) in runs {
        let layout = layout(&catalogue, &design, site);
        let path = Path::new(&layout).expect("a path");
        let answer = test_run::run(&layout, &path);
        assert_eq!(answer.outcome, Outcome::Tested, "{name}");
        criterion.bench_function(&format!("test run: {name}"), |bencher| {
            bencher.iter(|| assert_eq!(test_run::run(black_box(&layout), &path), answer));
        });
    }
}

fn rating(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let design = designs::hills();
    let layout = layout(&catalogue, &design, Site::default());
    let measured = test_run::run(&layout, &Path::new(&layout).expect("a path")).measured;
    let rated = rating::rate(&layout, &measured).expect("ratings");
    criterion.bench_function("rating of 100 pieces", |bencher| {
        bencher.iter(|| assert_eq!(rating::rate(black_box(&layout), &measured), Some(rated)));
    });
    let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
    let judged = judge(&catalogue, &design, Site::default(), &wanted).expect("a coaster");
    criterion.bench_function("everything about 100 pieces in one direction", |bencher| {
        bencher.iter(|| {
            let again = judge(&catalogue, black_box(&design), Site::default(), &wanted);
            assert_eq!(again.expect("a coaster").trials, judged.trials);
        });
    });
}

/// The coaster of 100 pieces, laid one by one up to its last piece but one.
fn constructing(criterion: &mut Criterion) {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let problem = Plan::new(&catalogue, ride).problem(&catalogue).expect("a problem");
    let mut coaster = Construction::new(Arc::new(problem), Platform::default()).expect("a platform");
    let track: Vec<_> = designs::hills().elements.into_iter().skip(coaster.elements().len()).collect();
    let (&last, rest) = track.split_last().expect("track");
    for &element in rest {
        coaster.lay(element).expect("room");
    }
    let legal = coaster.legal();
    assert!(legal.contains(&last));
    criterion.bench_function("what may follow 99 pieces", |bencher| {
        bencher.iter(|| assert_eq!(black_box(&coaster).legal(), legal));
    });
    criterion.bench_function("lay a piece and take it back", |bencher| {
        bencher.iter(|| {
            coaster.lay(black_box(last)).expect("room");
            assert_eq!(coaster.take_back(), Some(last));
        });
    });
    criterion.bench_function("a trip over 99 pieces", |bencher| {
        bencher.iter(|| assert_eq!(black_box(&coaster).trip().reached, Reached::End));
    });
}

criterion_group!(judging, decoding, laying, running, rating, constructing);
criterion_main!(judging);
