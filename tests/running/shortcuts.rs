//! What a run skips changes nothing: it does what a run does in which every car takes every step in its tick.

use std::fs;
use std::path::Path as FilePath;

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::evolve::{Limits, Problem};
use loopwright::layout::{Layout, Occupancy, Placer, place};
use loopwright::path::{Load, Path, Place};
use loopwright::site::Site;
use loopwright::test_run::{self, Car, Outcome, State, StepwiseRun, TestRun, Train};
use loopwright::track_file;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::every_vehicle::{designs, sound_genome};
use super::laws;
use crate::oracle;

/// Everything that can be seen of a car.
#[derive(Debug, PartialEq)]
struct SeenCar {
    kind: usize,
    at: (usize, usize, i32),
    displaced_to: Option<Place>,
    acceleration: i32,
    on_lift: bool,
    inverted: bool,
    spin: (i16, u8, bool),
    restraints: u8,
}

impl<N> From<&Car<N>> for SeenCar {
    fn from(car: &Car<N>) -> Self {
        Self {
            kind: car.kind,
            at: (car.piece, car.node, car.remaining),
            displaced_to: car.displaced_to,
            acceleration: car.acceleration,
            on_lift: car.on_lift,
            inverted: car.inverted,
            spin: (car.spin_speed, car.spin_angle, car.spin_locked),
            restraints: car.restraints,
        }
    }
}

/// Everything that can be seen of a train.
#[derive(Debug, PartialEq)]
struct SeenTrain {
    motion: (i32, i32),
    state: (State, u8, usize, u8),
    flags: [bool; 5],
    hold_ticks: u8,
    travel_ticks: u32,
    rolled_back: Option<(u32, usize)>,
}

impl<N> From<&Train<N>> for SeenTrain {
    fn from(train: &Train<N>) -> Self {
        Self {
            motion: (train.velocity, train.acceleration),
            state: (train.state, train.stage, train.station, train.laps),
            flags: [train.measured, train.waits_for_others, train.lap_done, train.powered_reverse, train.held],
            hold_ticks: train.hold_ticks,
            travel_ticks: train.travel_ticks,
            rolled_back: train.rolled_back,
        }
    }
}

/// Runs a layout with and without shortcuts and compares every tick and the results.
fn compare(layout: &Layout, load: Load, what: &str) -> Outcome {
    let path = Path::loaded(layout, load).expect("a path");
    let (mut quick, mut stepwise) = (TestRun::new(layout, &path), StepwiseRun::new(layout, &path));
    while stepwise.outcome().is_none() {
        quick.tick();
        stepwise.tick();
        let tick = stepwise.ticks();
        let trains = quick.trains().iter().zip(stepwise.trains());
        trains.for_each(|(quick, stepwise)| {
            assert_eq!(SeenTrain::from(quick), SeenTrain::from(stepwise), "{what}, tick {tick}");
        });
        let cars = quick.cars().iter().zip(stepwise.cars()).enumerate();
        cars.for_each(|(index, (quick, stepwise))| {
            assert_eq!(SeenCar::from(quick), SeenCar::from(stepwise), "{what}, tick {tick}, car {index}");
        });
        assert_eq!(quick.measured(), stepwise.measured(), "{what}, tick {tick}");
    }
    let result = stepwise.result();
    assert_eq!(quick.result(), result, "{what}");
    // Where nobody looks in between, cars may lag for longer.
    assert_eq!(test_run::run(layout, &path), result, "{what}");
    result.outcome
}

/// The layout of a file, if the game would test it.
pub(super) fn layout<'a>(catalogue: &'a Catalogue, file: &FilePath, direction: Direction) -> Option<Layout<'a>> {
    let bytes = fs::read(file).expect("a file");
    let design = track_file::read(&bytes).expect("a track file").design(catalogue).expect("a design");
    let layout = place(catalogue, &design, Site::default(), direction).expect("a coaster").as_design.ok()?;
    (layout.check_test().is_ok() && Path::new(&layout).is_ok()).then_some(layout)
}

pub(super) fn track_files(folder: &FilePath) -> Vec<std::path::PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.filter(|path| path.extension().is_some_and(|ending| ending == "td6")).collect();
    files.sort();
    files
}

/// The tracks of the project, of which there are some.
pub(super) fn project_tracks() -> Vec<std::path::PathBuf> {
    let files = track_files(&FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tracks"));
    assert!(!files.is_empty());
    files
}

#[test]
fn on_the_tracks_of_the_project() {
    let catalogue = Catalogue::load().expect("sound tables");
    for file in project_tracks() {
        for (direction, load) in Direction::ALL.into_iter().zip(Load::ALL.into_iter().cycle()) {
            let layout = layout(&catalogue, &file, direction).expect("a sound design");
            compare(&layout, load, &file.display().to_string());
        }
    }
}

#[test]
fn on_generated_tracks_of_every_type() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut outcomes = [0; 4];
    for ride in catalogue.rides() {
        let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
        let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
        let mut rng = ChaCha8Rng::seed_from_u64(u64::from(ride.id.0));
        let genome = sound_genome(&problem, &mut Occupancy::new(problem.placer.site.map), &mut rng);
        for (index, &mode) in ride.modes.iter().enumerate() {
            for trains in [1, 2, 5] {
                let placer: &Placer = &problem.placer;
                let (_, cars) = vehicle.cars_per_train;
                for design in designs(&problem, genome.as_ref(), mode, trains, cars.min(5)) {
                    let direction = Direction::new(index as u8 + trains);
                    let layout = laws::lay(placer, &design, direction).filter(|layout| layout.check_test().is_ok());
                    let Some(layout) = layout else { continue };
                    let what = format!("{} in mode {} with {trains} trains", ride.name, mode.0);
                    let load = Load::ALL[usize::from(trains) % Load::ALL.len()];
                    outcomes[compare(&layout, load, &what) as usize] += 1;
                }
            }
        }
    }
    eprintln!("tested, crashed, stalled, unfinished: {outcomes:?}");
    assert!(outcomes.iter().all(|&count| count > 0), "every kind of end has to be seen: {outcomes:?}");
}

#[test]
fn on_recorded_designs() {
    let Some(oracle) = oracle::oracle("shortcuts") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let files = track_files(&oracle.join("designs"));
    let layouts = files.iter().filter_map(|file| Some((file, layout(&catalogue, file, Direction::new(0))?)));
    let outcomes = layouts.map(|(file, layout)| compare(&layout, Load::Empty, &file.display().to_string()));
    assert!(!outcomes.collect::<Vec<_>>().is_empty());
}
