//! Checkpoints of a search: refused with advice where they are damaged, made up or of another version.

use std::path::Path;
use std::sync::LazyLock;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Breeding, Checkpoint, CheckpointError, Evolution, Place, Plan};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

use crate::track_file::laws;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("sound tables"));

/// A small search after some generations.
fn checkpoint(ride: &str, generations: usize) -> Checkpoint {
    let mut plan = Plan::new(&CATALOGUE, CATALOGUE.ride_named(ride).expect("a ride type"));
    plan.breeding = Breeding { population: 3, islands: 2, ..plan.breeding };
    let problem = plan.problem(&CATALOGUE).expect("a problem");
    let mut evolution = Evolution::new(plan.breeding);
    (0..generations).for_each(|_| evolution.advance(&problem));
    Checkpoint { plan, evolution }
}

fn body(bytes: &[u8]) -> Vec<u8> {
    let around = Checkpoint::seal(&[]).len();
    bytes[around - 4..bytes.len() - 4].to_vec()
}

#[test]
fn a_sound_one_goes_on() {
    for ride in ["wooden_rc", "lim_launched_rc"] {
        let checkpoint = checkpoint(ride, 2);
        let read = Checkpoint::from_bytes(&checkpoint.to_bytes().expect("bytes")).expect("a checkpoint");
        assert_eq!(read, checkpoint);
        assert!(read.problem(&CATALOGUE).is_ok());
    }
}

#[test]
fn damage_is_noticed_wherever_it_is() {
    let bytes = checkpoint("wooden_rc", 1).to_bytes().expect("bytes");
    for place in 0..bytes.len() {
        let mut damaged = bytes.clone();
        damaged[place] ^= 16;
        let error = Checkpoint::from_bytes(&damaged).expect_err("damaged").to_string();
        assert!(["start the search anew", "give the folder"].iter().any(|advice| error.contains(advice)), "{error}");
    }
    for length in 0..bytes.len() {
        assert!(Checkpoint::from_bytes(&bytes[..length]).is_err());
    }
}

#[test]
fn other_versions_are_named() {
    let bytes = checkpoint("wooden_rc", 0).to_bytes().expect("bytes");
    let text = |from: &str, to: &str| {
        let lines = String::from_utf8_lossy(&bytes[..40]).replace(from, to);
        Checkpoint::from_bytes(&[lines.as_bytes(), &bytes[40..]].concat())
    };
    let version = env!("CARGO_PKG_VERSION");
    assert_eq!(text(version, "9.9.9"), Err(CheckpointError::Version("version 9.9.9".to_owned())));
    let older = text("checkpoint 11", "checkpoint 10").expect_err("another layout").to_string();
    assert!(older.contains("another version") && older.contains("start the search anew"), "{older}");
    assert_eq!(Checkpoint::from_bytes(b"something else"), Err(CheckpointError::Foreign));
}

/// Numbers that no search has, behind a right checksum.
#[test]
fn what_no_search_breeds_is_refused() {
    let sound = checkpoint("wooden_rc", 1);
    let changes: [fn(&mut Checkpoint); 10] = [
        |one| one.plan.breeding.population = 0,
        |one| one.plan.limits.station = Some(0),
        |one| one.plan.ride = "no_such_rc".to_owned(),
        |one| one.plan.vehicles.clear(),
        |one| one.evolution.islands[0].line.clear(),
        |one| one.evolution.generation = u32::MAX,
        |one| one.evolution.islands[0].line[0].genome.station = 0,
        |one| one.evolution.islands[0].line[0].genome.operation.launch_speed = 255,
        |one| one.evolution.islands[0].line[0].fitness.score = i32::MIN,
        |one| one.evolution.islands[0].line[0].genome.place = Some(Place::default()),
    ];
    for change in changes {
        let mut changed = sound.clone();
        change(&mut changed);
        let read = Checkpoint::from_bytes(&changed.to_bytes().expect("bytes")).expect("bytes in order");
        assert!(matches!(read.problem(&CATALOGUE), Err(CheckpointError::Damaged(_))), "{changed:?}");
    }
}

#[test]
fn made_up_ones_are_refused_or_bred_on() {
    let config = Config { failure_persistence: None, rng_seed: RngSeed::Fixed(7), cases: 400, ..Config::default() };
    for ride in ["wooden_rc", "lim_launched_rc"] {
        let body = body(&checkpoint(ride, 1).to_bytes().expect("bytes"));
        let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..3);
        let result = TestRunner::new(config.clone()).run(&changes, |changes| {
            let mut body = body.clone();
            for (place, value) in changes {
                *place.get_mut(&mut body) = value;
            }
            laws::checkpoint_holds(&body, &CATALOGUE);
            Ok(())
        });
        result.unwrap_or_else(|error| panic!("{ride}: {error}"));
    }
}

#[test]
fn the_seeds_of_the_fuzz_target_are_checkpoints() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds/checkpoint");
    let mut seeds = 0;
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let body = std::fs::read(entry.expect("an entry").path()).expect("a file");
        let checkpoint = Checkpoint::from_bytes(&Checkpoint::seal(&body)).expect("a checkpoint");
        assert!(checkpoint.problem(&CATALOGUE).is_ok());
        seeds += 1;
    }
    assert!(seeds > 2);
}
