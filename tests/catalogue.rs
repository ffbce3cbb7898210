//! The tables are complete and agree with themselves.

use std::collections::BTreeSet;

use loopwright::catalogue::{Catalogue, Direction, Factor, PathKind, PieceId, Pitch};
use loopwright::quantity::{LAND_STEP, MapPoint};

fn catalogue() -> Catalogue {
    Catalogue::load().expect("sound tables")
}

#[test]
fn counts() {
    let catalogue = catalogue();
    assert_eq!(catalogue.pieces().len(), 350);
    assert_eq!(catalogue.rides().count(), 44);
    assert_eq!(catalogue.vehicles().len(), 244);
    assert_eq!(catalogue.car_angles().pitches.len(), 61);
    assert_eq!(catalogue.car_angles().rolls.len(), 20);
    let names: BTreeSet<_> = catalogue.vehicles().iter().map(|vehicle| &vehicle.name).collect();
    assert_eq!(names.len(), catalogue.vehicles().len());
}

#[test]
fn mirrors_are_mutual_and_reflect_the_piece() {
    let catalogue = catalogue();
    for piece in catalogue.pieces() {
        let Some(mirror) = piece.mirror.and_then(|id| catalogue.piece(id)) else { continue };
        assert_eq!(mirror.mirror, Some(piece.id), "{}", piece.name);
        assert_eq!((mirror.end.z, mirror.begin.z), (piece.end.z, piece.begin.z), "{}", piece.name);
        assert_eq!((mirror.begin.pitch, mirror.end.pitch), (piece.begin.pitch, piece.end.pitch), "{}", piece.name);
        assert_eq!(mirror.flags.turn_left, piece.flags.turn_right, "{}", piece.name);
        assert_eq!(mirror.blocks.len(), piece.blocks.len(), "{}", piece.name);
    }
}

#[test]
fn groups_are_known() {
    let catalogue = catalogue();
    let of_rides: BTreeSet<_> =
        catalogue.rides().flat_map(|ride| ride.groups.normal.iter().chain(&ride.groups.cheat)).collect();
    for ride in catalogue.rides() {
        let offered = ride.buildable.normal.pieces.iter().chain(&ride.buildable.normal.chain);
        for &piece in offered {
            assert!(catalogue.piece(piece).is_some(), "{} offers piece {}", ride.name, piece.0);
        }
        assert!(ride.buildable.normal.chain_required.is_subset(&ride.buildable.normal.chain), "{}", ride.name);
        assert_eq!(ride.has_inverted_variant(), ride.buildable.inverted.is_some(), "{}", ride.name);
        assert!(ride.modes.contains(&ride.default_mode), "{}", ride.name);
    }
    for vehicle in catalogue.vehicles() {
        assert!(vehicle.cars_per_train.0 <= vehicle.cars_per_train.1, "{}", vehicle.name);
        assert!(!vehicle.cars.is_empty() && vehicle.slots.default < vehicle.cars.len(), "{}", vehicle.name);
        for position in 0..usize::from(vehicle.cars_per_train.1) {
            assert!(vehicle.car_at(position, usize::from(vehicle.cars_per_train.1)) < vehicle.cars.len());
        }
    }
    assert!(of_rides.contains(&"vertical_loop".to_owned()));
}

#[test]
fn every_official_vehicle_resolves_to_a_type_it_was_made_for() {
    let catalogue = catalogue();
    for vehicle in catalogue.vehicles() {
        for &ride in &vehicle.rides {
            let Some(ride) = catalogue.ride(ride) else { continue };
            let stored = loopwright::catalogue::RideTypeId(ride.file_id);
            assert_eq!(catalogue.resolve_ride(stored, Some(vehicle)), ride.id, "{} on {}", vehicle.name, ride.name);
        }
    }
}

#[test]
fn blocks_agree_with_joints() {
    let catalogue = catalogue();
    for piece in catalogue.pieces().iter().filter(|piece| !piece.blocks.is_empty()) {
        let first = piece.blocks[0];
        let last = piece.blocks[piece.blocks.len() - 1];
        assert_eq!(first.offset, MapPoint::default(), "{}", piece.name);
        let coaster = !matches!(piece.id.0, 66 | 67 | 101 | 201..=205 | 257..=266);
        if coaster {
            assert_eq!(last.offset, piece.end_offset, "{}", piece.name);
            // A joint on a slope lies half a land step off.
            for (joint, rest) in [(piece.begin, 0), (piece.end, 0)] {
                let sloped = matches!(joint.pitch, Pitch::Up25 | Pitch::Up60 | Pitch::Down25 | Pitch::Down60);
                let origin = if piece.flags.starts_at_half_height { 8 } else { 0 };
                let expected = if sloped { 8 } else { rest };
                assert_eq!((origin + joint.z.0).rem_euclid(LAND_STEP), expected, "{}", piece.name);
            }
        }
    }
}

#[test]
fn paths_begin_and_end_at_the_joints() {
    let catalogue = catalogue();
    let centre = [(31, 16), (16, 0), (0, 16), (16, 31)];
    for id in [0, 4, 9, 16, 22, 40, 42, 87, 91, 102, 178, 183].map(PieceId) {
        let piece = catalogue.piece(id).expect("a piece");
        for direction in Direction::ALL {
            let path = catalogue.paths().of(PathKind::Usual, id, direction).expect("a path");
            let first = path[0];
            assert_eq!((i32::from(first.x), i32::from(first.y)), centre[direction.index()], "{}", piece.name);
            assert_eq!(first.yaw, direction.number() * 8, "{}", piece.name);
        }
    }
}

/// The worked examples of the G force rules: pitch, roll, piece, progress, velocity; vertical, lateral.
const G_EXAMPLES: [(u8, u8, u16, i32, i32, i16, i16); 12] = [
    (0, 0, 0, 0, 0, 99, 0),
    (2, 0, 4, 0, 0, 92, 0),
    (4, 0, 5, 0, 0, 52, 0),
    (9, 0, 128, 10, 0, 2, 0),
    (1, 0, 6, 5, 1_000_000, 243, 0),
    (1, 0, 9, 5, 1_000_000, -48, 0),
    (0, 2, 22, 10, 1_000_000, 165, 93),
    (0, 0, 42, 30, 800_000, 99, 202),
    (0, 0, 43, 30, 800_000, 99, -203),
    (16, 0, 40, 155, 700_000, 273, 0),
    (16, 0, 56, 158, 600_000, -100, 0),
    (2, 2, 178, 40, 900_000, 201, 149),
];

#[test]
fn g_force_examples() {
    let catalogue = catalogue();
    for (pitch, roll, id, progress, velocity, vertical, lateral) in G_EXAMPLES {
        let piece = catalogue.piece(PieceId(id)).expect("a piece");
        let feel = loopwright::path::GForceFactors::new(&catalogue, piece, pitch, roll, progress);
        assert_eq!(feel.g_force(velocity), (vertical, lateral), "{} at {progress}", piece.name);
    }
}

#[test]
fn factors_keep_the_16_bit_wrap_of_half_loops() {
    let catalogue = catalogue();
    let half_loop = catalogue.piece(PieceId(56)).expect("a piece");
    assert!(matches!(half_loop.vertical_factor, Factor::ByProgress(_)));
    assert_eq!([155, 156, 157, 158, 159].map(|p| half_loop.vertical_factor.at(p)), [28, 32795, 32795, 32794, 32794]);
}
