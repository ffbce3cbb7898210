//! A coaster built piece by piece: what may follow is what the game would build by hand.

use std::sync::Arc;

use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::construction::{Construction, Objection, Platform, Reached, Unbuilt};
use loopwright::design::{Design, Element};
use loopwright::evolve::{Limits, Plan, Problem};
use loopwright::judge::{Wanted, judge};
use loopwright::layout::{Placing, lay_unchecked_at, place};
use loopwright::quantity::{Footprint, Height};
use loopwright::test_run::Outcome;
use proptest::prelude::*;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

const BOX: Footprint = Footprint::new(14, 11);
const HEIGHT: i32 = 24;
const PIECES: usize = 60;

/// Plain types, one that hangs below its track, one that turns upside down, one that is high, one that is launched.
const RIDES: [&str; 7] = [
    "wooden_rc",
    "inverted_rc",
    "flying_rc",
    "heartline_twister_rc",
    "multi_dimension_rc",
    "lim_launched_rc",
    "steel_wild_mouse",
];

fn problem<'a>(catalogue: &'a Catalogue, ride: &str, vehicle: Option<&'a str>) -> Option<Arc<Problem<'a>>> {
    let ride = catalogue.ride_named(ride)?;
    let limits = Limits { footprint: BOX, height: Some(HEIGHT), pieces: (0, PIECES), ..Limits::default() };
    let mut plan = Plan { limits, ..Plan::new(catalogue, ride) };
    plan.vehicles = vehicle.map_or(plan.vehicles, |vehicle| vec![vehicle.to_owned()]);
    plan.problem(catalogue).map(Arc::new)
}

fn begun<'a>(catalogue: &'a Catalogue, ride: &str) -> Construction<'a> {
    let problem = problem(catalogue, ride, None).expect("a ride type");
    Construction::new(problem, Platform::default()).expect("a platform")
}

/// What the game says when the whole design with another piece is laid by hand where it stands, entrances last.
fn is_built(coaster: &Construction, design: &Design) -> bool {
    let problem = coaster.problem();
    let z = Some(coaster.goal().pose.z);
    let placing = Placing { z, ..Placing::from(Direction::default()) };
    let placed = place(problem.placer.catalogue, design, problem.placer.site, placing).expect("a coaster");
    placed.tries == 1 && placed.by_hand.is_ok() && placed.as_design.is_ok_and(|layout| layout.entrances.len() == 2)
}

/// Whether the last piece of a design fits the one before, and the whole keeps the limits.
fn fits(coaster: &Construction, design: &Design) -> bool {
    let placer = &coaster.problem().placer;
    let start = coaster.goal().pose;
    let layout = lay_unchecked_at(placer.catalogue, design, placer.site, start).expect("a coaster");
    let last = layout.pieces.len() - 1;
    let (taken, z) = (layout.footprint(), layout.pieces[last].end.z);
    layout.links.next(last - 1) == Some(last)
        && layout.connected(last - 1, last)
        && taken.shorter() <= BOX.shorter()
        && taken.longer() <= BOX.longer()
        && (z - placer.site.surface).height_units().0 <= HEIGHT
        && last < PIECES
}

/// Every piece that the window offers in the present state, with and without a chain, that belongs to the search.
fn offered(coaster: &Construction) -> Vec<Element> {
    let problem = coaster.problem();
    let inverted = coaster.end().shape.inverted;
    let ride = problem.placer.ride;
    let state = if inverted { ride.buildable.inverted.as_ref() } else { Some(&ride.buildable.normal) };
    let Some(state) = state else { return Vec::new() };
    let known = |id: &&PieceId| problem.piece_set.place_of(**id).is_some();
    let mut offered = Vec::new();
    for &id in state.pieces.iter().filter(known) {
        let element = Element { inverted, ..Element::new(id) };
        let is_forced = state.chain_required.contains(&id);
        if !is_forced {
            offered.push(element);
        }
        if is_forced || state.chain.contains(&id) {
            offered.push(element.chained());
        }
    }
    offered
}

/// A piece and its chain, whatever its speed.
fn key(element: Element) -> (PieceId, bool, bool) {
    (element.piece, element.chain, element.inverted)
}

fn sorted(elements: &[Element]) -> Vec<(PieceId, bool, bool)> {
    let mut keys: Vec<_> = elements.iter().copied().map(key).collect();
    keys.sort_unstable();
    keys
}

/// Compares what may follow with laying each offered piece.
fn assert_legal(coaster: &mut Construction) {
    let legal = coaster.legal();
    let (end, design) = (coaster.end(), coaster.design());
    let mut built = Vec::new();
    for element in offered(coaster) {
        let mut longer = design.clone();
        longer.elements.push(element);
        let by_hand = fits(coaster, &longer) && is_built(coaster, &longer);
        assert_eq!(coaster.objection(element).is_none(), by_hand, "{element:?}: {:?}", coaster.objection(element));
        assert_eq!(coaster.lay(element).is_ok(), by_hand);
        if by_hand {
            built.push(element);
            assert_eq!(coaster.take_back(), Some(element));
        }
        assert_eq!((coaster.end(), coaster.design()), (end, design.clone()), "nothing is left behind");
    }
    assert_eq!(sorted(&legal), sorted(&built));
    assert_eq!(coaster.legal(), legal, "what may follow is the same after laying and taking back");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(28))]

    #[test]
    fn what_may_follow_is_what_would_be_built_by_hand(
        ride in prop::sample::select(&RIDES[..]),
        steps in prop::sample::select(vec![0, 2, 5, 12]),
        seed in any::<u64>(),
    ) {
        let catalogue = Catalogue::load().expect("sound tables");
        let problem = problem(&catalogue, ride, None).expect("a ride type");
        let platform = Platform { height: Height(16 * steps), ..Platform::default() };
        let mut coaster = Construction::new(problem, platform).expect("a platform");
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        for step in 0..40 {
            if step % 4 == 0 {
                assert_legal(&mut coaster);
            }
            match coaster.legal().choose(&mut rng) {
                Some(&element) if rng.random_range(0..12) > 0 => coaster.lay(element).expect("a legal piece"),
                _ => drop(coaster.take_back()),
            }
        }
    }
}

#[test]
fn high_cars_keep_a_transfer_out_of_its_own_way() {
    let catalogue = Catalogue::load().expect("sound tables");
    let transfers = [PieceId::HEARTLINE_TRANSFER_UP, PieceId::HEARTLINE_TRANSFER_DOWN];
    let follow = |vehicle| {
        let problem = problem(&catalogue, "heartline_twister_rc", Some(vehicle)).expect("a ride type");
        let platform = Platform { height: Height(160), tiles: 4, ..Platform::default() };
        let coaster = Construction::new(problem, platform).expect("a platform");
        let legal = coaster.legal();
        legal.iter().filter(|element| transfers.contains(&element.piece)).count()
    };
    assert_eq!((follow("UTCAR"), follow("NEMT")), (2, 0));
}

/// An oval with a lift on one side and a drop on the other.
fn oval(coaster: &mut Construction) {
    let flat = |count| vec![(PieceId::FLAT, false); count];
    let lift = [(PieceId(6), true), (PieceId(4), true), (PieceId(4), true), (PieceId(9), true)];
    let drop = [12, 10, 10, 15].map(|piece| (PieceId(piece), false));
    let turn = vec![(PieceId(42), false); 2];
    let way = [lift.to_vec(), flat(1), turn.clone(), flat(3), drop.to_vec()].concat();
    for (piece, chain) in way {
        let element = coaster.element(piece, chain).expect("a piece that fits");
        coaster.lay(element).expect("room");
    }
}

#[test]
fn a_circuit_is_closed_runs_and_takes_nothing_more() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let problem = Plan::new(&catalogue, ride).problem(&catalogue).expect("a problem");
    let mut coaster = Construction::new(Arc::new(problem), Platform::default()).expect("a platform");
    let first = coaster.legal();
    oval(&mut coaster);
    assert!(!coaster.is_closed());
    let open = coaster.trip();
    assert_eq!((open.reached, open.piece), (Reached::End, coaster.elements().len() - 1));
    assert!(open.velocity.mph() > 15.0, "{}", open.velocity.mph());

    let before = coaster.laid();
    let added = coaster.close(5000).expect("a way home");
    assert!(added > 0 && coaster.laid() == before + added);
    assert!(coaster.is_closed());
    assert_eq!(coaster.legal(), []);
    assert_eq!(coaster.close(1), Some(0));
    let trip = coaster.trip();
    let (design, site) = (coaster.design(), coaster.problem().placer.site);
    let wanted = Wanted { directions: vec![Direction::default()], ..Wanted::default() };
    let judged = judge(&catalogue, &design, site, &wanted).expect("a coaster");
    assert!(judged.placement.by_hand.is_ok());
    let tested = &judged.trials[0].tested;
    assert_eq!((tested.outcome, trip.reached), (Outcome::Tested, Reached::Platform));
    assert_eq!((&trip.measured, trip.ticks), (&tested.measured, tested.ticks));

    coaster.clear();
    assert_eq!((coaster.laid(), coaster.take_back()), (0, None));
    assert_eq!(coaster.legal(), first);
}

#[test]
fn a_train_without_a_lift_rolls_back_and_says_where() {
    let catalogue = Catalogue::load().expect("sound tables");
    let problem = problem(&catalogue, "wooden_rc", None).expect("a ride type");
    let platform = Platform { tiles: 4, ..Platform::default() };
    let mut coaster = Construction::new(problem, platform).expect("a platform");
    for piece in [6, 4, 4, 4, 4, 4, 4, 4, 4, 9] {
        let element = coaster.element(PieceId(piece), false).expect("a piece that fits");
        coaster.lay(element).expect("room");
    }
    let trip = coaster.trip();
    assert_eq!(trip.reached, Reached::RolledBack);
    assert!(!trip.gets_there() && (4..13).contains(&trip.piece), "{trip:?}");
}

#[test]
fn an_objection_names_its_cause() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut coaster = begun(&catalogue, "wooden_rc");
    let objection = |coaster: &Construction, element: Element| {
        coaster.objection(element).map(|objection| objection.to_string()).unwrap_or_default()
    };
    let plain = |piece| Element::new(PieceId(piece));
    assert!(objection(&coaster, plain(10)).contains("does not fit"));
    assert!(objection(&coaster, plain(9999)).contains("9999"));
    assert!(objection(&coaster, plain(2)).contains("not among the pieces"));
    assert!(objection(&coaster, plain(42).chained()).contains("chain"));
    while let Some(flat) = coaster.element(PieceId::FLAT, false).filter(|flat| coaster.objection(*flat).is_none()) {
        coaster.lay(flat).expect("room");
    }
    let beyond = objection(&coaster, plain(0));
    assert!(beyond.contains("tiles on its longer side where"), "{beyond}");
    assert!(matches!(coaster.lay(plain(0)), Err(Objection::Limit(_))));
}

#[test]
fn what_cannot_be_begun_says_why() {
    let catalogue = Catalogue::load().expect("sound tables");
    let begin = |ride, platform| Construction::new(problem(&catalogue, ride, None).expect("a ride type"), platform);
    let long = Platform { tiles: 33, ..Platform::default() };
    assert_eq!(begin("wooden_rc", long).err(), Some(Unbuilt::Platform { asked: 33, most: 32 }));
    let beyond_the_box = Platform { tiles: 20, ..Platform::default() };
    assert!(matches!(begin("wooden_rc", beyond_the_box).err(), Some(Unbuilt::Refused(Objection::Limit(_)))));
    let unknown = Platform { vehicle: 99, ..Platform::default() };
    assert_eq!(begin("wooden_rc", unknown).err(), Some(Unbuilt::NoVehicle(99)));
    assert_eq!(begin("reverse_freefall_rc", Platform::default()).err(), Some(Unbuilt::NoCircuit));
}
