//! Every official vehicle of every coaster type, in all its modes.

use loopwright::catalogue::{Catalogue, Direction, Mode, RideType, Vehicle};
use loopwright::design::Design;
use loopwright::evolve::{Genome, Limits, Problem, decode, initial_genome, platform_for};
use loopwright::judge::{Wanted, judge};
use loopwright::layout::Occupancy;
use loopwright::path::Load;
use loopwright::test_run::Outcome;
use loopwright::track_file::NewFormat;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::laws;
use super::tracks;

/// Attempts at a circuit before a type counts as one that has none.
const ATTEMPTS: usize = 60;

/// Pieces beyond this one are only held by a TD7.
const LAST_OLD_PIECE: u16 = 255;

/// Runs over newer pieces that there are at least.
const MANY: usize = 20;

/// Circuits per vehicle.
const CIRCUITS: usize = 4;

/// A circuit of a type, as a search begins with.
pub(super) fn sound_genome(problem: &Problem, occupancy: &mut Occupancy, rng: &mut ChaCha8Rng) -> Option<Genome> {
    let mut found = (0..ATTEMPTS).filter_map(|_| initial_genome(problem, 0, occupancy, rng));
    found.find(|genome| decode(problem, genome, &mut Occupancy::new(problem.placer.site.map)).is_ok())
}

/// Designs for a vehicle in a mode: a circuit where one was found, and tracks that end in the air.
pub(super) fn designs(problem: &Problem, genome: Option<&Genome>, mode: Mode, trains: u8, cars: u8) -> Vec<Design> {
    let placer = &problem.placer;
    let settings = tracks::settings(placer.ride, mode, trains, cars);
    let mut designs = Vec::new();
    if let Some(genome) = genome {
        let mut design = decode(problem, genome, &mut Occupancy::new(placer.site.map)).expect("a sound genome");
        design.settings = settings;
        if mode.is_block_sectioned() {
            design.elements = tracks::with_block_brakes(design.elements);
        }
        designs.push(design);
    }
    if !mode.needs_circuit() {
        let tiles = usize::from(platform_for(problem.placer.vehicle, cars));
        let open = match mode {
            Mode::REVERSE_INCLINE_SHUTTLE => tracks::shuttle(tiles),
            Mode::LIM_POWERED_LAUNCH => tracks::freefall_tower(tiles),
            _ if placer.ride.name == "air_powered_vertical_rc" => tracks::air_tower(tiles),
            _ => tracks::ramp(tiles),
        };
        designs.push(tracks::design(placer, open, settings));
    }
    designs
}

/// What a type's runs came to.
#[derive(Default)]
struct Tally {
    runs: usize,
    tested: usize,
    refused: usize,
    /// Runs over pieces that only a TD7 holds.
    over_newer_pieces: usize,
}

impl Tally {
    fn run(&mut self, problem: &Problem, design: &Design, direction: Direction, load: Load) {
        let Some(layout) = laws::lay(&problem.placer, design, direction) else {
            self.refused += 1;
            return;
        };
        if layout.check_test().is_err() {
            self.refused += 1;
            return;
        }
        let tested = laws::run(&layout, load).unwrap_or_else(|law| {
            let (ride, vehicle) = (&problem.placer.ride.name, &design.vehicle);
            panic!("{ride}, {vehicle}, mode {}, direction {direction:?}: {law}", design.settings.mode.0);
        });
        self.runs += 1;
        self.over_newer_pieces += usize::from(design.elements.iter().any(|element| element.piece.0 > LAST_OLD_PIECE));
        self.tested += usize::from(tested.outcome == Outcome::Tested);
    }
}

fn run_ride(catalogue: &Catalogue, ride: &RideType, vehicles: &[&Vehicle]) -> Tally {
    let problem = |format| Problem::new(catalogue, ride, vehicles[0], Limits { format, ..Limits::default() });
    let mut problems = [NewFormat::Td6, NewFormat::Td7].map(problem);
    let mut occupancy = Occupancy::new(problems[0].placer.site.map);
    let mut rng = ChaCha8Rng::seed_from_u64(u64::from(ride.id.0));
    let mut tally = Tally::default();
    let several = vehicles.iter().flat_map(|vehicle| [vehicle; CIRCUITS]);
    for (index, &vehicle) in several.enumerate() {
        // One circuit of each vehicle may have every piece.
        let problem = &mut problems[usize::from(index.is_multiple_of(CIRCUITS))];
        problem.placer.vehicle = vehicle;
        let problem = &*problem;
        let genome = sound_genome(problem, &mut occupancy, &mut rng);
        let cars = genome.as_ref().map_or(vehicle.cars_per_train.1, |genome| genome.operation.cars);
        for (mode_index, &mode) in ride.modes.iter().enumerate() {
            for (turn, trains) in [1, 3].into_iter().enumerate() {
                let load = Load::ALL[(index + turn) % Load::ALL.len()];
                for design in designs(problem, genome.as_ref(), mode, trains, cars) {
                    // All four directions for the first vehicle, one in turn for the others.
                    let own = Direction::new((index + mode_index + turn) as u8);
                    let all = index == 0 && turn == 0;
                    let directions = Direction::ALL.into_iter().filter(|&direction| all || direction == own);
                    directions.for_each(|direction| tally.run(problem, &design, direction, load));
                }
            }
        }
    }
    tally
}

#[test]
fn every_vehicle_of_every_type_runs_by_the_laws() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut over_newer_pieces = 0;
    for ride in catalogue.rides() {
        let vehicles: Vec<_> = catalogue.vehicles_of(ride.id).collect();
        assert!(!vehicles.is_empty(), "{} has no vehicle", ride.name);
        let tally = run_ride(&catalogue, ride, &vehicles);
        eprintln!("{}: {} runs, {} tested, {} refused", ride.name, tally.runs, tally.tested, tally.refused);
        assert!(tally.runs >= vehicles.len(), "{}: hardly a design could be tested", ride.name);
        assert!(tally.tested > 0, "{}: not one train came round", ride.name);
        over_newer_pieces += tally.over_newer_pieces;
    }
    assert!(over_newer_pieces > MANY, "{over_newer_pieces}");
}

#[test]
fn a_generated_circuit_is_judged_in_all_directions() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicle("PTCT1").expect("a vehicle");
    let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let genome = sound_genome(&problem, &mut occupancy, &mut ChaCha8Rng::seed_from_u64(2)).expect("a circuit");
    let design = decode(&problem, &genome, &mut occupancy).expect("a design");
    let wanted =
        Wanted { directions: Direction::ALL.to_vec(), explain: true, loads: Load::ALL.to_vec(), ..Wanted::default() };
    let judgement = judge(&catalogue, &design, problem.placer.site, &wanted).expect("a coaster");
    assert_eq!(judgement.loads.len(), 12);
    // Empty trains do with a load what they do without one.
    for (trial, loaded) in judgement.trials.iter().zip(&judgement.loads) {
        assert_eq!((loaded.load, &loaded.tested), (Load::Empty, &trial.tested));
    }
}
