//! Lists of pieces that nobody would build: every one gets a verdict, and no run gets lost.

use std::sync::LazyLock;

use loopwright::catalogue::{Catalogue, Direction, Mode, Piece, PieceId, RideType, Vehicle};
use loopwright::design::{DepartureFlags, Design, Element, Settings};
use loopwright::judge::{Wanted, judge};
use loopwright::layout::{PlacedPiece, Placer, Pose};
use loopwright::path::Load;
use loopwright::quantity::{Height, Tile};
use loopwright::report::Answers;
use loopwright::site::Site;
use proptest::prelude::*;

use super::{laws, tracks};

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("sound tables"));

/// One more piece: any at all, or one of those that continue the track.
#[derive(Debug, Clone)]
struct Choice {
    number: u16,
    fits: bool,
    chain: bool,
    inverted: bool,
    speed: u8,
}

fn choice(likely_to_fit: f64) -> impl Strategy<Value = Choice> {
    let parts = (any::<u16>(), prop::bool::weighted(likely_to_fit), any::<bool>(), any::<bool>(), 0..=15u8);
    parts.prop_map(|(number, fits, chain, inverted, half)| Choice { number, fits, chain, inverted, speed: 2 * half })
}

fn follows(piece: &Piece, next: &Piece) -> bool {
    (piece.end.pitch, piece.end.roll, piece.end.diagonal) == (next.begin.pitch, next.begin.roll, next.begin.diagonal)
}

/// Elements by choice, less most of those that the game would refuse; pieces above 256 only where `all` is set.
fn elements(placer: &Placer, station: usize, choices: &[Choice], all: bool) -> Vec<Element> {
    let pieces = &CATALOGUE.pieces()[..if all { 350 } else { 257 }];
    let mut elements = tracks::with_station(station, &[], &[]);
    let mut last = &pieces[PieceId::END_STATION.index()];
    let mut pose = Pose::new(Tile::new(76, 76).corner(), placer.site.surface + Height(160), Direction::new(0));
    for _ in &elements {
        pose = pose.after(last);
    }
    for choice in choices {
        let fitting: Vec<&Piece> = pieces.iter().filter(|piece| !choice.fits || follows(last, piece)).collect();
        let Some(&piece) = fitting.get(usize::from(choice.number) % fitting.len().max(1)) else { continue };
        let Choice { chain, inverted, speed, .. } = *choice;
        let element = Element { chain, inverted, speed, ..Element::new(piece.id) };
        let placed = PlacedPiece::new(piece, &element, pose);
        if placer.check(&placed, None, None).is_ok() || choice.number % 256 == 0 {
            elements.push(element);
            (pose, last) = (placed.end, piece);
        }
    }
    elements
}

prop_compose! {
    fn hostile_settings()(
        mode in prop::option::weighted(0.2, any::<u8>()),
        trains in prop_oneof![0..=4u8, any::<u8>()],
        cars in any::<u8>(),
        depart_flags in any::<u8>().prop_map(DepartureFlags::from_bits_retain),
        waits in any::<(u8, u8)>(),
        operation_option in any::<u8>(),
        lift_speed in 0..=31u8,
        circuits in 0..=7u8,
    ) -> Settings {
        let (min_wait, max_wait) = waits;
        // Mode 0 stands for one that the ride type allows.
        let mode = Mode(mode.unwrap_or(0));
        Settings { mode, trains, cars, depart_flags, min_wait, max_wait, operation_option, lift_speed, circuits }
    }
}

prop_compose! {
    fn hostile_design(likely_to_fit: f64, all: bool)(
        ride in 0..44usize,
        vehicle in prop::option::weighted(0.4, any::<prop::sample::Index>()),
        own in any::<prop::sample::Index>(),
        settings in hostile_settings(),
        mode in any::<prop::sample::Index>(),
        station in 1..8usize,
        choices in prop::collection::vec(choice(likely_to_fit), 0..60),
    ) -> Design {
        let ride: &RideType = CATALOGUE.rides().nth(ride).expect("44 types");
        let owned: Vec<&Vehicle> = CATALOGUE.vehicles_of(ride.id).collect();
        let vehicle = vehicle.map_or(owned[own.index(owned.len())], |any| any.get(CATALOGUE.vehicles()));
        let mode = if settings.mode == Mode(0) { *mode.get(&ride.modes) } else { settings.mode };
        let placer = Placer { catalogue: &CATALOGUE, ride, vehicle, site: Site::default() };
        tracks::design(&placer, elements(&placer, station, &choices, all), Settings { mode, ..settings })
    }
}

/// Judges a design in every way there is. What is tested must have a result.
fn judged(design: &Design) -> Result<(), TestCaseError> {
    let wanted =
        Wanted { directions: Direction::ALL.to_vec(), explain: true, loads: vec![Load::Full], ..Wanted::default() };
    let Ok(judgement) = judge(&CATALOGUE, design, Site::default(), &wanted) else { return Ok(()) };
    let can_run = judgement.placement.as_design.is_ok() && judgement.untested.is_none();
    prop_assert_eq!(can_run, !judgement.trials.is_empty());
    prop_assert!(serde_json::to_value(Answers::new(design, &judgement)).is_ok());
    Ok(())
}

/// Runs trains on a design whether or not the game would.
fn ran(design: &Design) -> Result<(), TestCaseError> {
    let ride = CATALOGUE.ride(design.ride).expect("a coaster");
    let vehicle = CATALOGUE.vehicle(&design.vehicle).expect("a vehicle");
    let placer = Placer { catalogue: &CATALOGUE, ride, vehicle, site: Site::default() };
    let Some(layout) = laws::lay(&placer, design, Direction::new(design.settings.cars)) else { return Ok(()) };
    let run = laws::run(&layout, Load::Half);
    prop_assert!(run.is_ok(), "{:?}", run.err());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_list_of_pieces_gets_a_verdict(design in hostile_design(0.5, true)) {
        judged(&design)?;
    }

    #[test]
    fn track_that_hangs_together_gets_a_verdict(design in hostile_design(0.97, false)) {
        judged(&design)?;
    }

    #[test]
    fn trains_on_any_track_keep_to_the_laws(design in hostile_design(0.8, false)) {
        ran(&design)?;
    }
}
