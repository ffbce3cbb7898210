//! The search keeps what it promises: closed circuits, the same result for a seed, legal winners.

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::evolve::{Breeding, Checkpoint, Evolution, Genome, Limits, OPERATORS, Plan, Violation, Workshop};
use loopwright::layout::Occupancy;
use loopwright::report::Winner;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

const SMALL: Breeding = Breeding { seed: 3, population: 10, islands: 2, migration: 2 };

fn workshop<'a>(catalogue: &'a Catalogue, ride: &str) -> Workshop<'a> {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    Workshop::new(catalogue, ride, vehicle, Limits::default())
}

fn sprouts(workshop: &Workshop, count: usize, seed: u64) -> Vec<Genome> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut occupancy = Occupancy::new(workshop.placing.site.map);
    let mut found = Vec::new();
    while found.len() < count {
        found.extend(workshop.sprout(&mut occupancy, &mut rng));
    }
    found
}

fn closes(workshop: &Workshop, genome: &Genome) -> bool {
    let rear = workshop.rear(workshop.height_of(genome));
    let joints = genome.joints(workshop.placing.catalogue, &workshop.vocabulary, rear);
    joints.last().is_some_and(|last| last.pose == rear && last.shape == workshop.vocabulary.station_shape())
}

#[test]
fn every_child_is_a_closed_circuit_of_pieces_that_fit() {
    let catalogue = Catalogue::load().expect("sound tables");
    for ride in ["wooden_rc", "twister_rc", "flying_rc", "steel_wild_mouse"] {
        let workshop = workshop(&catalogue, ride);
        let mut rng = ChaCha8Rng::seed_from_u64(11);
        let mut occupancy = Occupancy::new(workshop.placing.site.map);
        let parents = sprouts(&workshop, 4, 5);
        let mut children = 0;
        for parent in &parents {
            assert!(closes(&workshop, parent), "{ride}: a sprout is open");
            for (operator, _) in OPERATORS.iter().cycle().take(OPERATORS.len() * 6) {
                let mate = &parents[0];
                let Some(child) = workshop.vary(parent, mate, *operator, &mut occupancy, &mut rng) else { continue };
                assert!(closes(&workshop, &child), "{ride}: {operator:?} left a gap");
                let mut shape = workshop.vocabulary.station_shape();
                for element in &child.track {
                    let way = workshop.vocabulary.find(shape, element.piece);
                    assert!(way.is_some(), "{ride}: {operator:?} laid {element:?} where it does not fit");
                    assert!(!element.chain || workshop.vocabulary.may_chain(element) || way.unwrap().element.chain);
                    shape = way.unwrap().end;
                }
                children += 1;
            }
        }
        assert!(children > OPERATORS.len(), "{ride}: operators hardly ever find a child");
    }
}

fn bred(workshop: &Workshop, threads: usize, generations: u32) -> Evolution {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let mut evolution = Evolution::new(SMALL);
    pool.install(|| (0..generations).for_each(|_| evolution.advance(workshop)));
    evolution
}

#[test]
fn threads_do_not_change_the_result() {
    let catalogue = Catalogue::load().expect("sound tables");
    let workshop = workshop(&catalogue, "wooden_rc");
    let alone = bred(&workshop, 1, 4);
    assert_eq!(alone, bred(&workshop, 3, 4));
    assert!(alone.evaluations > 0);
}

#[test]
fn a_resumed_search_ends_where_an_uninterrupted_one_does() {
    let catalogue = Catalogue::load().expect("sound tables");
    let workshop = workshop(&catalogue, "wooden_rc");
    let whole = bred(&workshop, 2, 4);
    let plan = Plan::new(workshop.placing.ride, workshop.placing.vehicle);
    let half = Checkpoint { plan, evolution: bred(&workshop, 2, 2) };
    let mut resumed = Checkpoint::from_bytes(&half.to_bytes().expect("bytes")).expect("a checkpoint").evolution;
    (0..2).for_each(|_| resumed.advance(&workshop));
    assert_eq!(resumed, whole);
}

#[test]
fn damaged_checkpoints_are_refused() {
    let catalogue = Catalogue::load().expect("sound tables");
    let workshop = workshop(&catalogue, "wooden_rc");
    let plan = Plan::new(workshop.placing.ride, workshop.placing.vehicle);
    let bytes = Checkpoint { plan, evolution: bred(&workshop, 2, 1) }.to_bytes().expect("bytes");
    assert!(Checkpoint::from_bytes(&bytes[..bytes.len() / 2]).is_err());
    assert!(Checkpoint::from_bytes(b"something else").is_err());
    assert!(Checkpoint::from_bytes(&[]).is_err());
}

#[test]
fn winners_are_built_by_hand_and_tested_in_all_directions() {
    let catalogue = Catalogue::load().expect("sound tables");
    let workshop = workshop(&catalogue, "wooden_rc");
    let evolution = bred(&workshop, 2, 6);
    let best = evolution.archive.best(3);
    assert!(!best.is_empty());
    for individual in best {
        assert_eq!(individual.fitness.violation, Violation::None);
        let winner = Winner::new(&workshop, individual).expect("a winner");
        assert!(winner.judgement.by_hand.placed && winner.judgement.placed);
        let judged = winner.judgement.judged.as_ref().expect("placed");
        assert_eq!(judged.runs.len(), Direction::ALL.len());
        let traits = individual.fitness.traits.expect("tested");
        for run in &judged.runs {
            assert_eq!(run.outcome, "tested");
            assert!(run.excitement >= Some(traits.excitement));
            assert!(run.intensity <= Some(traits.intensity.min(1000)));
            assert!(run.nausea <= Some(traits.nausea.min(700)));
        }
        let worst = winner.worst().expect("a run").excitement;
        assert_eq!(worst, Some(traits.excitement));
        let file = loopwright::track_file::TrackFile::from_design(&winner.design, &catalogue).expect("a TD6");
        let bytes = file.to_bytes().expect("bytes");
        let read = loopwright::track_file::read(&bytes).expect("a track").design(&catalogue).expect("a design");
        assert_eq!(read.elements.len(), winner.design.elements.len());
        assert_eq!(read.statistics.excitement, (judged.runs[0].excitement.expect("rated") / 10) as u8);
    }
}

#[test]
fn designs_come_back_as_the_genomes_they_were() {
    let catalogue = Catalogue::load().expect("sound tables");
    let workshop = workshop(&catalogue, "wooden_rc");
    for genome in sprouts(&workshop, 5, 9) {
        let mut occupancy = Occupancy::new(workshop.placing.site.map);
        let Ok(design) = workshop.design(&genome, &mut occupancy) else { continue };
        let placement = loopwright::layout::place(&catalogue, &design, workshop.placing.site, Direction::new(2))
            .expect("a coaster");
        let layout = placement.as_design.expect("placed");
        let adopted = workshop.adopt(&design, &layout).expect("a circuit");
        assert_eq!((adopted.track, adopted.station), (genome.track, genome.station));
    }
}
