//! Searches in parks: what they take for free is what the game takes, and what they find stands where they say.

mod reread;
pub(crate) mod valley;

use loopwright::catalogue::{Catalogue, Direction, PieceId};
use loopwright::design::Element;
use loopwright::evolve::{
    Breeding, Checkpoint, Evolution, Genome, Ground, Limits, Lot, Operator, Place, Plan, Problem, Violation,
    initial_genome, survey, vary,
};
use loopwright::judge::compile;
use loopwright::layout::{Builder, Footing, FreeSpace, Kept, Occupancy, PlacedPiece, Placer, Pose, place};
use loopwright::path::Load;
use loopwright::quantity::{Footprint, Height, Tile};
use loopwright::report::{Whereabouts, Winner};
use loopwright::site::{Kind, Park, Site, json};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use crate::oracle::compare::parks;
use crate::oracle::oracle;
use valley::valley;

/// Pieces that are laid in each park.
const PIECES: usize = 4000;

/// The lot that an area of a park is.
const fn lot(x: u16, y: u16, width: u16, length: u16) -> Lot {
    Lot::new(json::Area { x, y, width, length })
}

fn problem<'a>(catalogue: &'a Catalogue, ride: &str, park: &'a Park, lot: Lot) -> Problem<'a> {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let plan = Plan { lot: Some(lot), ..Plan::new(catalogue, ride) };
    plan.problem_in(catalogue, Some(park)).expect("a lot of the park")
}

/// Asks a builder and the free space about random pieces; how many both take, and how many both refuse.
fn compare(catalogue: &Catalogue, park: &Park, ride: &str, seed: u64) -> (usize, usize) {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let placer = Placer { catalogue, ride, vehicle, site: Site::in_park(park, Tile::new(1, 1)) };
    let (width, length) = park.tiles.size();
    let everywhere = (Tile::new(0, 0), Tile::new(width, length));
    let space = FreeSpace::new(placer, park, everywhere, Kept::default());
    let builder = Builder::new(placer);
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let ids: Vec<PieceId> = ride.buildable.normal.pieces.iter().copied().collect();
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..PIECES {
        let id = ids[rng.random_range(0..ids.len())];
        let tile = Tile::new(rng.random_range(-1..=width), rng.random_range(-1..=length));
        let land = park.tiles.land(tile).map_or(16, |land| land.base.0);
        let z = Height(land + 8 * rng.random_range(-8..14));
        let pose = Pose::new(tile.corner(), z, Direction::new(rng.random_range(0..4)));
        let piece = catalogue.piece(id).expect("a piece");
        let placed = PlacedPiece::new(piece, &Element::new(id), pose);
        let quote = builder.quote(&placed);
        let footing = space.footing(&placer, &placed, piece);
        assert_eq!(footing > Footing::Refused, quote.is_ok(), "{} at {pose:?}: {quote:?} {footing:?}", piece.name);
        if quote.is_ok() { taken += 1 } else { refused += 1 }
    }
    (taken, refused)
}

#[test]
fn free_space_is_what_the_game_lets_one_build_on() {
    let catalogue = Catalogue::load().expect("sound tables");
    let (taken, refused) = compare(&catalogue, &valley(&catalogue), "wooden_rc", 1);
    assert!(taken > 100 && refused > 100, "{taken} {refused}");
    let Some(oracle) = oracle("free space") else { return };
    for (seed, name) in ["s01", "s02", "s04", "s05", "s06", "s07", "s09", "bpb"].into_iter().enumerate() {
        let park = parks::park(&catalogue, &oracle, name);
        for ride in ["wooden_rc", "inverted_rc", "looping_rc"] {
            let (taken, refused) = compare(&catalogue, &park, ride, seed as u64);
            assert!(taken > 50 && refused > 50, "{name}: {taken} {refused}");
        }
    }
}

#[test]
fn what_is_to_stay_is_unwanted_and_what_lies_outside_too() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let placer = Placer { catalogue: &catalogue, ride, vehicle, site: Site::in_park(&park, Tile::new(1, 1)) };
    let footing = |tile: Tile, kept: Kept| {
        let space = FreeSpace::new(placer, &park, (Tile::new(1, 1), Tile::new(30, 30)), kept);
        let piece = catalogue.piece(PieceId::FLAT).expect("a piece");
        let land = park.tiles.land(tile).expect("land");
        let pose = Pose::new(tile.corner(), land.top(), Direction::new(0));
        space.footing(&placer, &PlacedPiece::new(piece, &Element::new(PieceId::FLAT), pose), piece)
    };
    let keeps = |trees, scenery| Kept { trees, scenery };
    let (tree, statue) = (valley::TREE, valley::STATUE);
    assert_eq!([tree, statue].map(|tile| footing(tile, Kept::default())), [Footing::Above; 2]);
    assert_eq!([tree, statue].map(|tile| footing(tile, keeps(true, false))), [Footing::Unwanted, Footing::Above]);
    assert_eq!([tree, statue].map(|tile| footing(tile, keeps(false, true))), [Footing::Unwanted; 2]);
    assert_eq!(footing(Tile::new(31, 8), Kept::default()), Footing::Unwanted, "outside of the rectangle");
}

/// Breeds in a park. Whatever the search takes for a design that stands is one that the game places just there.
fn bred(problem: &Problem, generations: u32) -> Evolution {
    let mut evolution = Evolution::new(Breeding { seed: 5, population: 12, islands: 2, ..Breeding::default() });
    (0..generations).for_each(|_| evolution.advance(problem));
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    for one in evolution.everyone() {
        let Some((design, site, placing)) = problem.finished(&one.genome, &mut occupancy) else { continue };
        let placement = place(problem.placer.catalogue, &design, site, placing).expect("a coaster");
        assert!(placement.by_hand.is_ok(), "{:?}", placement.by_hand);
        let layout = placement.as_design.expect("it is placed");
        // What is placed elsewhere than the search expects would be refused, too.
        let is_refused = one.fitness.violation == Violation::Refused;
        assert_eq!(is_refused, compile(&layout, Load::Empty).is_err(), "{:?}", one.genome.place);
    }
    evolution
}

/// The best of a search is a coaster that is what the search says when its file is read and placed.
fn check_best(problem: &Problem, evolution: &Evolution) -> Option<Whereabouts> {
    let best = evolution.best().filter(|best| best.fitness.is_feasible())?;
    reread::check(problem, best).expect("the same");
    let winner = Winner::new(problem, best).expect("it stands");
    Whereabouts::new(&winner.judgement)
}

#[test]
fn what_a_search_finds_in_a_park_stands_there() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    for ride in ["wooden_rc", "looping_rc", "lim_launched_rc"] {
        let problem = problem(&catalogue, ride, &park, lot(1, 1, 38, 38));
        let found = check_best(&problem, &bred(&problem, 8));
        assert!(found.is_some_and(|whereabouts| !whereabouts.is_held), "{ride}");
    }
    let Some(oracle) = oracle("searches in parks") else { return };
    for (name, ride) in [("s02", "wooden_rc"), ("s06", "looping_rc"), ("s10", "inverted_rc"), ("bpb", "wooden_rc")] {
        let park = parks::park(&catalogue, &oracle, name);
        let problem = problem(&catalogue, ride, &park, lot(5, 5, 60, 60));
        assert!(check_best(&problem, &bred(&problem, 4)).is_some(), "{name}");
    }
}

/// A small search, and its plan.
fn small_search<'a>(catalogue: &'a Catalogue, ride: &str, park: &'a Park, lot: Lot) -> (Plan, Problem<'a>) {
    let ride = catalogue.ride_named(ride).expect("a ride type");
    let breeding = Breeding { seed: 7, population: 12, islands: 2, ..Breeding::default() };
    let plan = Plan { lot: Some(lot), breeding, ..Plan::new(catalogue, ride) };
    let problem = plan.problem_in(catalogue, Some(park)).expect("a lot of the park");
    (plan, problem)
}

/// The bytes of a search after some generations in a number of threads.
fn bytes_in(threads: usize, plan: &Plan, problem: &Problem, generations: u32) -> Vec<u8> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    let mut evolution = Evolution::new(plan.breeding);
    pool.install(|| (0..generations).for_each(|_| evolution.advance(problem)));
    Checkpoint { plan: plan.clone(), evolution }.to_bytes().expect("a checkpoint")
}

/// Every elite is what its file says in its place, and a search comes to the same with any number of threads, and after
/// a break. The example `in_parks` does the same for all ride types.
fn check_search(catalogue: &Catalogue, ride: &str, park: &Park, lot: Lot) {
    const GENERATIONS: u32 = 6;
    let (plan, problem) = small_search(catalogue, ride, park, lot);
    let bytes = bytes_in(1, &plan, &problem, GENERATIONS);
    assert_eq!(bytes, bytes_in(2, &plan, &problem, GENERATIONS), "{ride}");
    let half = bytes_in(2, &plan, &problem, GENERATIONS / 2);
    let mut resumed = Checkpoint::from_bytes(&half).expect("a checkpoint");
    let again = resumed.problem_in(catalogue, Some(park)).expect("the same park");
    (GENERATIONS / 2..GENERATIONS).for_each(|_| resumed.evolution.advance(&again));
    assert_eq!(resumed.to_bytes().expect("a checkpoint"), bytes, "{ride}");
    let elites: Vec<_> = resumed.evolution.archive.iter().collect();
    assert!(!elites.is_empty(), "{ride}");
    for elite in elites {
        reread::check(&problem, elite).expect("the same");
    }
}

#[test]
fn every_elite_of_a_search_is_what_its_file_says_in_its_place() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    check_search(&catalogue, "wooden_rc", &park, lot(1, 1, 38, 38));
    check_search(&catalogue, "steel_wild_mouse", &park, Lot { any_height: true, ..lot(2, 20, 18, 18) });
    let Some(oracle) = oracle("elites in parks") else { return };
    let searches = [
        ("s01", "mini_rc", lot(20, 20, 24, 24)),
        ("s04", "inverted_rc", Lot { keep_trees: true, ..lot(10, 10, 50, 50) }),
        ("s06", "looping_rc", lot(30, 30, 50, 50)),
        ("bpb", "wooden_wild_mouse", lot(30, 30, 60, 60)),
    ];
    for (name, ride, lot) in searches {
        check_search(&catalogue, ride, &parks::park(&catalogue, &oracle, name), lot);
    }
}

#[test]
fn trees_are_kept_and_stations_stay_where_they_are_wanted() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let station = Place { tile: Tile::new(14, 20), direction: Direction::new(3), z: None };
    let wishes = Lot { keep_trees: true, station: Some(station), ..lot(1, 1, 38, 38) };
    let problem = problem(&catalogue, "wooden_rc", &park, wishes);
    let evolution = bred(&problem, 6);
    assert!(evolution.everyone().all(|one| one.genome.place == Some(station)));
    let found = check_best(&problem, &evolution).expect("a coaster");
    // A shuttle begins some tiles behind its platform, in a line with it.
    assert_eq!((found.trees, found.x, found.direction), (0, 14, 3));
}

#[test]
fn heights_that_are_held_are_those_of_the_search() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let problem = problem(&catalogue, "wooden_rc", &park, Lot { any_height: true, ..lot(1, 1, 38, 38) });
    let evolution = bred(&problem, 6);
    assert!(evolution.everyone().all(|one| one.genome.place.is_some_and(|place| place.z.is_some())));
    assert!(check_best(&problem, &evolution).is_some_and(|found| found.is_held));
}

#[test]
fn every_operator_keeps_the_platform_in_its_lot() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    for ride in ["wooden_rc", "lim_launched_rc"] {
        let problem = problem(&catalogue, ride, &park, lot(3, 3, 34, 34));
        let mut occupancy = Occupancy::new(problem.placer.site.map);
        let mut rng = ChaCha8Rng::seed_from_u64(8);
        let parents: Vec<Genome> =
            (0..400).filter_map(|_| initial_genome(&problem, 0, &mut occupancy, &mut rng)).take(6).collect();
        assert_eq!(parents.len(), 6, "{ride}");
        let mut moved = 0;
        for (parent, mate) in parents.iter().zip(parents.iter().rev()) {
            for &(operator, _) in &problem.operators {
                for _ in 0..10 {
                    let Some(child) = vary(&problem, parent, mate, operator, &mut occupancy, &mut rng) else {
                        continue;
                    };
                    let place = child.place.expect("a place");
                    if operator == Operator::Relocate {
                        assert_eq!((&child.track, &child.course), (&parent.track, &parent.course));
                        assert!(problem.grounds.as_ref().is_some_and(|grounds| grounds.space.holds(place.tile)));
                        moved += 1;
                    } else if operator == Operator::Retune {
                        assert_eq!(child.place, parent.place);
                    } else if operator != Operator::Platform {
                        // Where the land does not take a child, it goes where it does, or there is none.
                        assert!(Ground::of(&problem).stands(&child), "{operator:?}");
                    }
                }
            }
        }
        assert!(moved > 10, "{ride}: {moved}");
    }
}

#[test]
fn a_genome_with_loose_ends_begins_behind_its_platform() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let problem = problem(&catalogue, "lim_launched_rc", &park, lot(1, 1, 38, 38));
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut rng = ChaCha8Rng::seed_from_u64(2);
    let found = (0..2000).filter_map(|_| initial_genome(&problem, 0, &mut occupancy, &mut rng));
    let mut tailed = found.filter(|genome| !genome.course.tail().is_empty());
    let can_turn = |genome: Genome| Some((genome.turned(&problem.piece_set)?, genome));
    let (turned, genome) = tailed.find_map(can_turn).expect("a genome that can be driven either way");
    let place = genome.place.expect("a place");
    let rear = place.pose(Height(160));
    let start = genome.start(&catalogue, rear);
    assert_eq!(genome.rear(&catalogue, start), rear);
    let there = turned.place.expect("a place");
    assert_eq!(there.direction, place.direction.reversed());
    assert_eq!(turned.turned(&problem.piece_set).and_then(|genome| genome.place), Some(place));
}

#[test]
fn a_lot_lies_in_its_park() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let problem = |lot: Lot| {
        let plan = Plan { lot: Some(lot), limits: Limits::default(), ..Plan::new(&catalogue, ride) };
        plan.problem_in(&catalogue, Some(&park)).map(|problem| problem.grounds.map(|grounds| grounds.corners))
    };
    assert_eq!(problem(lot(0, 0, 900, 900)), Some(Some((Tile::new(1, 1), Tile::new(38, 38)))));
    assert_eq!(problem(lot(40, 3, 5, 5)), None);
    let station = Place { tile: Tile::new(9, 9), direction: Direction::new(0), z: Some(Height(120)) };
    assert_eq!(problem(Lot { station: Some(station), ..lot(1, 1, 20, 20) }), None, "no height for a platform");
    let plan = Plan { lot: Some(lot(1, 1, 20, 20)), ..Plan::new(&catalogue, ride) };
    assert!(plan.problem(&catalogue).is_none(), "no park");
}

#[test]
fn the_valley_has_something_of_everything() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let has = |picks: fn(&Kind) -> bool| {
        park.tiles.iter().any(|(_, _, elements)| elements.iter().any(|element| picks(&element.kind)))
    };
    assert!(has(|kind| matches!(kind, Kind::Path(_))) && has(|kind| matches!(kind, Kind::SmallScenery { .. })));
    assert!(park.tiles.iter().any(|(_, land, _)| land.water > land.base));
    assert!(park.tiles.iter().any(|(_, land, _)| land.slope.raised() != 0));
}

#[test]
fn areas_with_the_most_room_come_first_and_share_little() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let whole = problem(&catalogue, "wooden_rc", &park, lot(0, 0, 40, 40));
    let areas = survey(&whole, Footprint::new(12, 9), 8);
    assert!(areas.len() > 3);
    let inside =
        |area: &json::Area| area.x >= 1 && area.y >= 1 && area.x + area.width <= 39 && area.y + area.length <= 39;
    assert!(areas.iter().all(|area| inside(area) && (area.width, area.length) == (12, 9)));
    let shared = |a: u16, b: u16, side: u16| side.saturating_sub(a.abs_diff(b));
    for (index, a) in areas.iter().enumerate() {
        for b in &areas[..index] {
            assert!(2 * shared(a.x, b.x, 12) * shared(a.y, b.y, 9) <= 12 * 9, "{a:?} {b:?}");
        }
    }
    let dry = areas[0];
    let lake = |area: json::Area| area.x <= 30 && area.x + area.width > 22 && area.y <= 10 && area.y + area.length > 4;
    assert!(!lake(dry), "{dry:?}");
    assert_eq!(survey(&whole, Footprint::new(3, 3), 8), [], "no room for a coaster");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let field = Plan::new(&catalogue, ride).problem(&catalogue).expect("a vehicle");
    assert_eq!(survey(&field, Footprint::new(12, 9), 8), []);
}
