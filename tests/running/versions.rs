//! What no version of the game changed is rated the same under all of them.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideFlags, VehicleFlags};
use loopwright::design::Design;
use loopwright::evolve::{Limits, Problem, decode};
use loopwright::judge::{Judgement, Wanted, judge};
use loopwright::layout::Occupancy;
use loopwright::rating::Ratings;
use loopwright::rules::Rules;
use loopwright::site::Site;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

use super::every_vehicle::sound_genome;

/// Random circuits of every ride type.
const CIRCUITS: usize = 6;
/// At least this many of all must be some that no rule of a version looks at.
const FEWEST: usize = 40;

/// Ride types and vehicles whose tables some version has otherwise.
const RIDES: [&str; 4] = ["heartline_twister_rc", "giga_rc", "flying_rc", "stand_up_rc"];
const VEHICLES: [&str; 3] = ["PREMT1", "GANSTRCR", "TGVTRAIN"];

fn judged<'a>(catalogue: &'a Catalogue, design: &Design) -> Judgement<'a> {
    let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
    judge(catalogue, design, Site::default(), &wanted).expect("a coaster")
}

/// Whether a rule that differs between versions looks at something in a design and its test run.
fn is_touched(judgement: &Judgement, design: &Design) -> bool {
    let Some(trial) = judgement.trials.first() else { return true };
    let layout = judgement.layout(trial.direction).expect("placed");
    let measured = &trial.tested.measured;
    let quarter_helices = PieceId(102)..=PieceId(109);
    let differing = |piece: PieceId| piece.is_booster() || piece.is_block_brake() || quarter_helices.contains(&piece);
    // Ticks of air time that are worth the same in every version.
    let few = if layout.vehicle.has(VehicleFlags::LIMIT_AIR_TIME_BONUS) { 7 } else { 200 };
    let has_air_time = layout.ride.has(RideFlags::HAS_AIR_TIME);
    RIDES.contains(&layout.ride.name.as_str())
        || VEHICLES.contains(&layout.vehicle.name.as_str())
        || design.elements.iter().any(|element| differing(element.piece))
        // The start of the vertical average is the least of it otherwise.
        || measured.max_negative_g.0 > 49
        || (has_air_time && measured.air_time > few)
        || measured.max_lateral_g.0 > 280
        || measured.inversions > 31
        || measured.helices > 31
        || measured.drops > 63
        || measured.powered_lifts > 3
}

fn ratings(judgement: &Judgement) -> Option<Ratings> {
    judgement.trials.first().and_then(loopwright::judge::Trial::ratings)
}

#[test]
fn what_no_version_changed_is_rated_the_same_by_all() {
    let all: Vec<Catalogue> = Rules::all()
        .expect("sound tables")
        .into_iter()
        .map(|rules| Catalogue::under(rules).expect("sound tables"))
        .collect();
    let newest = &all[0];
    let (mut same, mut touched) = (0, 0);
    for ride in newest.rides() {
        let vehicle = newest.vehicles_of(ride.id).next().expect("a vehicle");
        let problem = Problem::new(newest, ride, vehicle, Limits::default());
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let mut rng = ChaCha8Rng::seed_from_u64(u64::from(ride.id.0));
        for _ in 0..CIRCUITS {
            let Some(genome) = sound_genome(&problem, &mut occupancy, &mut rng) else { continue };
            if genome.operation.mode.is_launched() {
                // A launched train meets forces before the average has settled.
                continue;
            }
            let design = decode(&problem, &genome, &mut occupancy).expect("a sound genome");
            let judgement = judged(newest, &design);
            if is_touched(&judgement, &design) {
                touched += 1;
                continue;
            }
            same += 1;
            for catalogue in &all[1..] {
                let (name, older) = (&catalogue.rules().name, judged(catalogue, &design));
                assert_eq!(ratings(&older), ratings(&judgement), "{}, {}, under {name}", ride.name, design.vehicle);
            }
        }
    }
    eprintln!("{same} circuits rated the same under {} rule sets, {touched} others", all.len());
    assert!(same >= FEWEST && touched > 0, "{same} and {touched}");
}
