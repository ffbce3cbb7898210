//! Winners differ to the eye: by measures of their own, apart from those that the search uses.

use std::collections::BTreeSet;

use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Appearance, Breeding, Evolution, GroundPlan, Lot, Plan, Problem};
use loopwright::quantity::Tile;
use loopwright::report::Winner;
use loopwright::site::json;
use proptest::prelude::*;

use crate::lot::valley::valley;

/// A tile turned to the right, or mirrored.
type Turn = fn(Tile) -> Tile;

const TURNS: [Turn; 8] = [
    |tile| tile,
    |tile| Tile::new(tile.y, -tile.x),
    |tile| Tile::new(-tile.x, -tile.y),
    |tile| Tile::new(-tile.y, tile.x),
    |tile| Tile::new(-tile.x, tile.y),
    |tile| Tile::new(tile.x, -tile.y),
    |tile| Tile::new(tile.y, tile.x),
    |tile| Tile::new(-tile.y, -tile.x),
];

/// Intersection over union at the best of all turns, mirrors and places: every place at which a tile of the one comes
/// to lie on a tile of the other is tried.
fn overlap(ours: &BTreeSet<Tile>, theirs: &BTreeSet<Tile>) -> f64 {
    let mut most = 0;
    for turn in TURNS {
        let turned: Vec<Tile> = theirs.iter().copied().map(turn).collect();
        let moves: BTreeSet<Tile> = ours.iter().flat_map(|&our| turned.iter().map(move |&their| our - their)).collect();
        for step in moves {
            most = most.max(turned.iter().filter(|&&their| ours.contains(&(their + step))).count());
        }
    }
    most as f64 / (ours.len() + theirs.len() - most) as f64
}

fn tiles() -> impl Strategy<Value = BTreeSet<Tile>> {
    let tile = (-9..9, -6..6).prop_map(|(x, y)| Tile::new(x, y));
    prop::collection::btree_set(tile, 1..40)
}

fn plan(tiles: &BTreeSet<Tile>) -> GroundPlan {
    GroundPlan::new(tiles.iter().copied())
}

proptest! {
    #[test]
    fn the_overlap_of_plans_is_what_trying_every_place_finds(a in tiles(), b in tiles()) {
        let found = plan(&a).overlap(&plan(&b));
        prop_assert!((found - overlap(&a, &b)).abs() < 1e-12);
        prop_assert!((found - plan(&b).overlap(&plan(&a))).abs() < 1e-12);
        prop_assert_eq!(plan(&a).is_mostly(&plan(&b)), found > 0.5);
    }

    #[test]
    fn a_plan_turned_mirrored_and_moved_is_the_same(a in tiles(), b in tiles(), turn in 0..8_usize, x in -99..99, y in -99..99) {
        let moved: BTreeSet<Tile> = a.iter().copied().map(TURNS[turn]).map(|tile| tile + Tile::new(x, y)).collect();
        prop_assert!((plan(&moved).overlap(&plan(&a)) - 1.0).abs() < 1e-12);
        prop_assert!((plan(&moved).overlap(&plan(&b)) - plan(&a).overlap(&plan(&b))).abs() < 1e-12);
    }
}

#[test]
fn plans_wider_than_a_word_of_bits_are_compared_too() {
    let line = |from: i32, to: i32| (from..to).map(|x| Tile::new(x, 0)).collect::<BTreeSet<Tile>>();
    let (long, short) = (line(0, 300), line(40, 215));
    assert!((plan(&long).overlap(&plan(&short)) - 175.0 / 300.0).abs() < 1e-12);
    assert!(plan(&long).is_mostly(&plan(&short)));
    assert!(!plan(&long).is_mostly(&plan(&line(0, 150))));
    let corner: BTreeSet<Tile> = line(0, 200).into_iter().chain((0..200).map(|y| Tile::new(0, y))).collect();
    assert!((plan(&corner).overlap(&plan(&long)) - 200.0 / 499.0).abs() < 1e-12);
}

/// The tiles under the track of a winner as the game's rules lay it.
fn ground(winner: &Winner) -> BTreeSet<Tile> {
    let layout = winner.judgement.placement.as_design.as_ref().expect("a winner stands");
    layout.blocks().map(|(_, _, block)| block.at.tile()).collect()
}

/// Breeds, and checks that any two winners differ.
fn check(problem: &Problem, least: usize) {
    let name = &problem.placer.ride.name;
    let mut evolution = Evolution::new(Breeding { seed: 2, population: 24, islands: 2, ..Breeding::default() });
    (0..80).for_each(|_| evolution.advance(problem));
    let best = evolution.archive.best(20);
    let winners: Vec<Winner> = best.iter().filter_map(|one| Winner::new(problem, one)).collect();
    assert!(winners.len() >= least, "{name}: only {} winners", winners.len());
    assert!(best.is_sorted_by_key(|one| one.fitness.rank()), "{name}: the best is not first");
    for (index, one) in winners.iter().enumerate() {
        for other in &winners[..index] {
            let overlap = overlap(&ground(one), &ground(other));
            assert!(overlap <= 0.5, "{name}: {} and {} share {overlap} of their plans", one.id, other.id);
        }
    }
    for (index, one) in best.iter().enumerate() {
        let profile = |genome| Appearance::of(problem.placer.catalogue, genome).profile;
        let nearest = best[..index].iter().map(|other| profile(&other.genome).difference(&profile(&one.genome)));
        let nearest = nearest.fold(f64::MAX, f64::min);
        assert!(nearest > 1.0 / 12.0, "{name}: heights differ by {nearest}");
    }
}

#[test]
fn winners_share_at_most_half_of_their_plans() {
    let catalogue = Catalogue::load().expect("sound tables");
    let searches = [
        ("wooden_rc", 4),
        ("twister_rc", 4),
        ("steel_wild_mouse", 4),
        ("inverted_impulse_rc", 1),
        ("reverse_freefall_rc", 1),
    ];
    for (ride, least) in searches {
        let plan = Plan::new(&catalogue, catalogue.ride_named(ride).expect("a ride type"));
        check(&plan.problem(&catalogue).expect("vehicles"), least);
    }
}

#[test]
fn winners_in_a_park_share_at_most_half_of_their_plans() {
    let catalogue = Catalogue::load().expect("sound tables");
    let park = valley(&catalogue);
    let lot = Lot::new(json::Area { x: 1, y: 1, width: 30, length: 30 });
    let plan =
        Plan { lot: Some(lot), ..Plan::new(&catalogue, catalogue.ride_named("wooden_rc").expect("a ride type")) };
    check(&plan.problem_in(&catalogue, Some(&park)).expect("a lot of the park"), 2);
}

#[test]
fn a_mirrored_turned_or_reversed_track_looks_the_same() {
    let catalogue = Catalogue::load().expect("sound tables");
    let plan = Plan::new(&catalogue, catalogue.ride_named("wooden_rc").expect("a ride type"));
    let problem = plan.problem(&catalogue).expect("vehicles");
    let mut evolution = Evolution::new(Breeding { population: 12, islands: 1, ..Breeding::default() });
    evolution.advance(&problem);
    for one in evolution.everyone() {
        let looks = Appearance::of(&catalogue, &one.genome);
        let mut mirrored = one.genome.clone();
        for element in &mut mirrored.track {
            let mirror = catalogue.piece(element.piece).and_then(|piece| piece.mirror);
            element.piece = mirror.unwrap_or(element.piece);
        }
        let mirrored = Appearance::of(&catalogue, &mirrored);
        assert!((looks.plan.overlap(&mirrored.plan) - 1.0).abs() < 1e-12);
        assert!(looks.profile.difference(&mirrored.profile) < 1e-12);
        assert!(!looks.differs(&mirrored) && !mirrored.differs(&looks));
    }
}
