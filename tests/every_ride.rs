//! A search of every ride type that the game can test ends with files.

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Breeding, Evolution, Individual, Plan, Problem, decode};
use loopwright::layout::Occupancy;
use loopwright::report::Winner;
use loopwright::track_file::TrackFile;

const EVALUATIONS: u64 = 200;
/// Generations after which a search that breeds nothing is given up.
const PATIENCE: u32 = 60;

fn bred(problem: &Problem, breeding: Breeding) -> Evolution {
    let mut evolution = Evolution::new(breeding);
    while evolution.evaluations < EVALUATIONS && evolution.generation < PATIENCE {
        evolution.advance(problem);
    }
    evolution
}

fn is_written(problem: &Problem, individual: &Individual) {
    let catalogue = problem.placer.catalogue;
    let winner = Winner::new(problem, individual).expect("a design that stands");
    let written = TrackFile::from_design(&winner.design, catalogue).and_then(|file| file.to_bytes());
    assert!(written.is_ok(), "{}: {written:?}", problem.placer.ride.name);
}

/// Whatever stands can be written: all that was bred, and not only what won.
fn all_can_be_written(problem: &Problem, evolution: &Evolution) {
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    for one in evolution.everyone() {
        let Ok(design) = decode(problem, &one.genome, &mut occupancy) else { continue };
        let written = TrackFile::from_design(&design, problem.placer.catalogue).map(drop);
        assert_eq!(written, Ok(()), "{}: {design:?}", problem.placer.ride.name);
    }
}

#[test]
fn a_search_of_every_ride_type_ends_with_files() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut without_winners = Vec::new();
    for ride in catalogue.rides().filter(|ride| !ride.has(loopwright::catalogue::RideFlags::NO_TEST_MODE)) {
        let plan = Plan::new(&catalogue, ride);
        let breeding = Breeding { population: 12, islands: 2, ..plan.breeding };
        let problem = plan.problem(&catalogue).expect("a ride type and its vehicles");
        let evolution = bred(&problem, breeding);
        all_can_be_written(&problem, &evolution);
        let winners = evolution.archive.best(plan.breeding.winners);
        for winner in &winners {
            is_written(&problem, winner);
        }
        if winners.is_empty() {
            is_written(&problem, evolution.best().expect("a nearest design"));
            without_winners.push(ride.name.as_str());
        }
    }
    assert_eq!(without_winners, [""; 0]);
}

#[test]
fn a_type_stored_as_another_has_launch_speeds_that_both_have() {
    let catalogue = Catalogue::load().expect("sound tables");
    let plan = Plan::new(&catalogue, catalogue.ride_named("classic_mini_rc").expect("a ride type"));
    let problem = plan.problem(&catalogue).expect("a ride type and its vehicles");
    for seed in [1, 2, 4237] {
        let evolution = bred(&problem, Breeding { seed, population: 12, islands: 2, ..plan.breeding });
        assert!(evolution.everyone().all(|one| one.genome.operation.launch_speed <= 18));
        all_can_be_written(&problem, &evolution);
    }
}
