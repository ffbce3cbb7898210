//! A design is the same design whichever way it is turned.

use loopwright::catalogue::{Catalogue, Direction, PieceId, RideTypeId};
use loopwright::design::{Colours, Design, Element, Settings, Statistics};
use loopwright::evolve::{Limits, Problem, decode, initial_genome};
use loopwright::layout::{Occupancy, Placement, place};
use loopwright::quantity::{Footprint, Money};
use loopwright::site::Site;
use proptest::prelude::*;
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::SeedableRng;

fn turned<'a>(catalogue: &'a Catalogue, design: &Design) -> Vec<Placement<'a>> {
    let place = |direction| place(catalogue, design, Site::default(), direction).expect("a coaster");
    Direction::ALL.into_iter().map(place).collect()
}

fn listed(elements: Vec<Element>) -> Design {
    Design {
        ride: RideTypeId(52),
        vehicle: "PTCT1".to_owned(),
        settings: Settings::default(),
        elements,
        entrances: Vec::new(),
        scenery: Vec::new(),
        colours: Colours::default(),
        statistics: Statistics::default(),
        space: (0, 0),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Random pieces of any ride type, few enough to stay on the map: verdicts do not depend on the direction.
    #[test]
    fn verdicts_do_not_depend_on_the_direction(
        pieces in prop::collection::vec((0u16..350, any::<bool>(), any::<bool>()), 1..12),
        (ride, vehicle) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
    ) {
        let catalogue = Catalogue::load().expect("sound tables");
        let rides: Vec<RideTypeId> = catalogue.rides().map(|ride| ride.id).collect();
        let element = |&(piece, chain, inverted): &(u16, bool, bool)| {
            Element { chain, inverted, ..Element::new(PieceId(piece)) }
        };
        let design = Design {
            ride: *ride.get(&rides),
            vehicle: vehicle.get(catalogue.vehicles()).name.clone(),
            ..listed(pieces.iter().map(element).collect())
        };
        let placements = turned(&catalogue, &design);
        let first = &placements[0];
        for other in &placements[1..] {
            prop_assert_eq!(other.place_z, first.place_z);
            prop_assert_eq!(&other.by_hand, &first.by_hand);
            prop_assert_eq!(&other.first_refused, &first.first_refused);
            match (&other.as_design, &first.as_design) {
                (Ok(turned), Ok(straight)) => {
                    prop_assert_eq!(turned.cost(), straight.cost());
                    prop_assert_eq!(turned.links.clone(), straight.links.clone());
                    prop_assert_eq!(turned.stations.len(), straight.stations.len());
                    prop_assert_eq!(turned.check_test(), straight.check_test());
                }
                (turned, straight) => prop_assert_eq!(turned.as_ref().err(), straight.as_ref().err()),
            }
        }
    }
}

#[test]
fn footprints_turn_with_the_design() {
    let catalogue = Catalogue::load().expect("sound tables");
    let ride = catalogue.ride_named("wooden_rc").expect("a ride type");
    let vehicle = catalogue.vehicles_of(ride.id).next().expect("a vehicle");
    let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
    let mut rng = ChaCha8Rng::seed_from_u64(4);
    let mut occupancy = Occupancy::new(problem.placer.site.map);
    let mut seen = 0;
    while seen < 5 {
        let Some(genome) = initial_genome(&problem, 0, &mut occupancy, &mut rng) else { continue };
        let Ok(design) = decode(&problem, &genome, &mut occupancy) else { continue };
        let footprints: Vec<Footprint> = turned(&catalogue, &design)
            .into_iter()
            .map(|placement| placement.as_design.expect("placed").footprint())
            .collect();
        let straight = footprints[0];
        let turned = Footprint::new(straight.length, straight.width);
        assert_eq!(footprints, [straight, turned, straight, turned]);
        seen += 1;
    }
}

#[test]
fn the_priced_examples_of_the_rules() {
    let catalogue = Catalogue::load().expect("sound tables");
    let pieces = |ids: &[u16]| ids.iter().map(|&id| Element::new(PieceId(id))).collect();
    let level = [2, 3, 3, 1, 16, 16, 0, 0, 0, 0, 16, 16];
    let hill = [2, 3, 1, 6, 4, 4, 4, 4, 9, 16, 16, 12, 10, 10, 10, 10, 15, 0, 0, 0, 16, 16];
    for (ids, cost) in [(&level[..], 9636), (&hill[..], 17_189)] {
        let design = listed(pieces(ids));
        for placement in turned(&catalogue, &design) {
            let layout = placement.as_design.expect("placed");
            assert_eq!(layout.cost(), Money(cost));
            assert_eq!(layout.start_piece().and_then(|start| layout.gap(start)), None);
        }
    }
}
