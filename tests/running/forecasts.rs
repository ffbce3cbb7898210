//! Forecasts are near what test runs measure, and none is made where energy does not tell.

use std::collections::BTreeSet;

use loopwright::catalogue::{Catalogue, Direction, Mode, PieceId};
use loopwright::design::Design;
use loopwright::evolve::{Breeding, Evolution, Plan, decode};
use loopwright::forecast::{Forecast, forecast};
use loopwright::layout::{Layout, Occupancy, place};
use loopwright::path::Path;
use loopwright::quantity::GForce;
use loopwright::rating::rate;
use loopwright::site::Site;
use loopwright::test_run::{self, MAX_TICKS, Outcome};
use loopwright::track_file;

use super::shortcuts::{layout, project_tracks, track_files};
use crate::oracle;

/// How far a forecast is from what a run finds.
#[derive(Debug)]
struct Miss {
    /// Excitement, intensity and nausea, in hundredths.
    ratings: [i32; 3],
    /// Whether intensity takes a quarter of one excitement and not of the other.
    is_across: bool,
    /// Highest positive, negative and lateral G, in hundredths.
    forces: [i32; 3],
    /// Hundredths of the ride time and of the highest speed.
    time: i32,
    speed: i32,
    /// Whether everything that is counted is equal.
    counts_agree: bool,
}

impl Miss {
    fn is_small(&self) -> bool {
        let [excitement, intensity, nausea] = self.ratings.map(i32::abs);
        let rates_alike = (excitement <= 30 || self.is_across) && intensity <= 60 && nausea <= 40;
        let forces_alike = self.forces.iter().all(|force| force.abs() <= 60);
        rates_alike && forces_alike && self.time.abs() <= 12 && self.speed.abs() <= 3 && self.counts_agree
    }
}

/// How far the forecast of a layout is off; `None` where there is none, or nothing to hold it against.
fn miss(layout: &Layout) -> Option<Miss> {
    let path = Path::new(layout).ok()?;
    let Some(Forecast::Rides(expected)) = forecast(layout, &path, MAX_TICKS) else { return None };
    let tested = test_run::run(layout, &path);
    if tested.outcome != Outcome::Tested {
        return None;
    }
    let (foretold, found) = (&expected.measured, &tested.measured);
    // A little more force can cost a lot, so ratings are held against each other with the same forces.
    let mut with_forces = foretold.clone();
    with_forces.max_positive_g = found.max_positive_g;
    with_forces.max_negative_g = found.max_negative_g;
    with_forces.max_lateral_g = found.max_lateral_g;
    let (rated, real) = (rate(layout, &with_forces)?.ratings.hundredths(), rate(layout, found)?.ratings.hundredths());
    let off = |foretold: GForce, found: GForce| (foretold.0 - found.0).into();
    let percent = |foretold: i32, found: i32| (foretold - found) * 100 / found.max(1);
    Some(Miss {
        is_across: (rated[1] >= 1000) != (real[1] >= 1000),
        ratings: std::array::from_fn(|index| rated[index] - real[index]),
        time: percent(foretold.total_time(), found.total_time()),
        speed: percent(foretold.max_speed.0 >> 8, found.max_speed.0 >> 8),
        forces: [
            off(foretold.max_positive_g, found.max_positive_g),
            off(foretold.max_negative_g, found.max_negative_g),
            off(foretold.max_lateral_g, found.max_lateral_g),
        ],
        counts_agree: (foretold.inversions, foretold.drops, foretold.turns_flat, foretold.turns_banked)
            == (found.inversions, found.drops, found.turns_flat, found.turns_banked),
    })
}

#[test]
fn the_tracks_of_the_project_are_foretold() {
    let catalogue = Catalogue::load().expect("sound tables");
    for file in project_tracks() {
        for direction in Direction::ALL {
            let layout = layout(&catalogue, &file, direction).expect("a sound design");
            let miss = miss(&layout).expect("a forecast");
            assert!(miss.is_small(), "{} {direction:?}: {miss:?}", file.display());
        }
    }
}

#[test]
fn shuttles_that_are_launched_are_foretold() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("inverted_impulse_rc").expect("a ride type");
    let problem = Plan::new(&catalogue, ride).problem(&catalogue).expect("a vehicle");
    let mut evolution = Evolution::new(Breeding { seed: 1, ..Breeding::default() });
    while evolution.evaluations < 600 {
        evolution.advance(&problem);
    }
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut near = 0;
    for shuttle in evolution.everyone().filter(|one| one.fitness.is_feasible()) {
        let design = decode(&problem, &shuttle.genome, &mut occupancy).expect("a shuttle that was tested");
        let layout = place(&catalogue, &design, Site::default(), Direction::new(0)).expect("a coaster").as_design;
        let Some(miss) = miss(&layout.expect("a shuttle that was tested")) else { continue };
        assert!(miss.is_small(), "{:?}: {miss:?}", design.elements);
        near += 1;
    }
    assert!(near > 5, "{near}");
}

#[test]
fn most_of_what_people_built_is_foretold() {
    let Some(oracle) = oracle::oracle("forecasts") else { return };
    let catalogue = Catalogue::load().expect("sound tables");
    let files = track_files(&oracle.join("designs"));
    let (mut near, mut far, mut untold) = (0, 0, 0);
    let mut modes = BTreeSet::new();
    for file in files {
        let Some(layout) = layout(&catalogue, &file, Direction::new(0)) else { continue };
        match miss(&layout) {
            Some(miss) if miss.is_small() => {
                near += 1;
                modes.insert(layout.settings.mode);
            }
            Some(miss) => {
                far += 1;
                eprintln!("{}: {miss:?}", file.display());
            }
            None => untold += 1,
        }
    }
    eprintln!("near {near}, far {far}, nothing foretold {untold}, modes {modes:?}");
    assert!(near > 2 * far && near > untold, "near {near}, far {far}, nothing foretold {untold}");
    for mode in [Mode::CONTINUOUS_CIRCUIT, Mode::POWERED_LAUNCH, Mode::POWERED_LAUNCH_PASS_THROUGH] {
        assert!(modes.contains(&mode), "{mode:?} is not among {modes:?}");
    }
}

/// A design of the project's with its settings or elements changed.
fn changed(change: impl Fn(&mut Design)) -> Design {
    let catalogue = Catalogue::load().expect("sound tables");
    let file = track_file::read(include_bytes!("../../docs/example.td6")).expect("a track file");
    let mut design = file.design(&catalogue).expect("a coaster");
    change(&mut design);
    design
}

fn foretold(design: &Design) -> Option<Forecast> {
    let catalogue = Catalogue::load().expect("sound tables");
    let layout = place(&catalogue, design, Site::default(), Direction::new(0)).expect("a coaster").as_design.ok()?;
    let path = Path::new(&layout).expect("a path");
    forecast(&layout, &path, MAX_TICKS)
}

#[test]
fn a_train_that_no_chain_pulls_up_does_not_come_round() {
    let design = changed(|design| design.elements.iter_mut().for_each(|element| element.chain = false));
    assert!(matches!(foretold(&design), Some(Forecast::Fails(metres)) if metres > 0));
}

#[test]
fn a_second_lap_takes_more_time_and_no_more_length() {
    let laps = [1, 2].map(|circuits| changed(|design| design.settings.circuits = circuits));
    let [one, two] = laps.map(|design| match foretold(&design) {
        Some(Forecast::Rides(expected)) => expected.measured,
        other => panic!("{other:?}"),
    });
    assert_eq!(one.total_length(), two.total_length());
    assert!(two.total_time() > one.total_time() * 3 / 2, "{one:?} {two:?}");
}

#[test]
fn nothing_is_foretold_of_a_train_that_has_to_be_pulled_by_a_cable() {
    let cabled = changed(|design| {
        design.elements.iter_mut().for_each(|element| {
            if element.chain {
                element.piece = PieceId::CABLE_LIFT_HILL;
            }
        });
    });
    assert_eq!(foretold(&cabled), None);
}
