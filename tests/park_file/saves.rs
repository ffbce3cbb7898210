//! Files of every form, version and packing that hold the same park are read as the same park.

use loopwright::catalogue::Catalogue;
use loopwright::park_file::{Measurement, Origin, ParkFile, RideName, read};
use loopwright::quantity::{GForce, Length, Velocity};
use loopwright::site::Park;
use loopwright::track_file::run_length::{WIDE_LIMIT, decode};

use super::own_park;
use super::own_save::{Form, Packing, Save, narrow};
use crate::oracle::oracle;

const PACKINGS: [Packing; 4] = [Packing::Plain, Packing::Runs, Packing::Repeats, Packing::Turned];

fn open_rct2(version: u32) -> ParkFile {
    let bytes = own_park::park(version, version.min(57), 0, <[u8]>::to_vec);
    read(&bytes, "ours.park").unwrap_or_else(|error| panic!("version {version}: {error}"))
}

/// Every file of RCT2 that holds a save: what it is called, and its bytes.
fn files(save: &Save, packing: Packing) -> [(&'static str, Vec<u8>); 5] {
    [
        ("game.sv6", save.bytes(Form::Game, false, packing)),
        ("scenario.sc6", save.bytes(Form::Scenario, false, packing)),
        ("classic.sv6", save.bytes(Form::Game, true, packing)),
        ("classic.sc6", save.bytes(Form::Scenario, true, packing)),
        ("Größe 1.sea", save.sea("Größe 1.sea", packing)),
    ]
}

#[test]
fn old_parks_hold_what_new_ones_hold() {
    let newest = open_rct2(61);
    let expected = Measurement {
        max_speed: Velocity(1_400_000),
        average_speed: Velocity(500_000),
        max_positive_g: GForce(310),
        max_negative_g: GForce(-120),
        max_lateral_g: GForce(150),
        air_time: 77,
        turns: [0x21, 0x42, 0x63],
        inversions: 4,
        drops: 5,
        powered_lifts: 2,
        helices: 3,
        special: 0x60,
        drop_start: 9,
        highest_drop: 30,
        sheltered_length: Length(70_000),
        sheltered_sections: 0x41,
    };
    assert_eq!(newest.rides[0].measured, expected);
    for version in [1, 4, 5, 6, 18, 19, 30, 54, 55, 60] {
        let old = open_rct2(version);
        assert_eq!(old.origin, Origin::OpenRct2 { version });
        assert_eq!((&old.rides, &old.tiles), (&newest.rides, &newest.tiles), "version {version}");
        assert!(old.warnings.is_empty(), "version {version}: {:?}", old.warnings);
    }
}

/// What the two games store alike: RCT2 has no name of the park, and knows other objects.
fn alike(park: &Park) -> Park {
    Park { name: String::new(), loaded: Park::flat((3, 3), loopwright::quantity::Height(16)).loaded, ..park.clone() }
}

#[test]
fn saves_of_rct2_hold_what_parks_hold() {
    let catalogue = Catalogue::load().expect("sound tables");
    let newest = open_rct2(61);
    let mut park = alike(&newest.park(&catalogue));
    park.unknown = vec!["OURWALL".to_owned()];
    for packing in PACKINGS {
        for (name, bytes) in files(&Save::own(), packing) {
            let file = read(&bytes, name).unwrap_or_else(|error| panic!("{name}, {packing:?}: {error}"));
            assert_eq!((file.origin, &file.warnings), (Origin::Rct2, &vec![]), "{name}, {packing:?}");
            assert_eq!(alike(&file.park(&catalogue)), park, "{name}, {packing:?}");
            let [ride] = file.rides.as_slice() else { panic!("{name}: {:?}", file.rides) };
            let [theirs] = newest.rides.as_slice() else { panic!("{:?}", newest.rides) };
            assert_eq!(ride.name, RideName::Given("Big Dipper".to_owned()));
            assert_eq!((ride.measured, ride.ratings), (theirs.measured, theirs.ratings), "{name}");
            assert_eq!((ride.settings, ride.proposed_trains), (theirs.settings, theirs.proposed_trains), "{name}");
            assert_eq!(ride.age_months, Some(3), "{name}");
        }
    }
}

#[test]
fn elements_of_eight_bytes_are_those_of_sixteen() {
    let wide = [2 << 2 | 3, 0x8f, 14, 17, 0, 99, 0, 0, 0x71, 4, 0, 3, 7, 0, 52, 0];
    assert_eq!(narrow(wide), [2 << 2 | 3 | 0x80, 0x8f, 14, 17, 99, 0x40, 0x75, 7], "a brake with chain, inverted");
}

/// The chunks of a real save, unpacked.
fn unpacked(bytes: &[u8]) -> Vec<Vec<u8>> {
    let mut rest = &bytes[..bytes.len() - 4];
    let mut chunks = Vec::new();
    while let [packing, a, b, c, d, data @ ..] = rest {
        let (data, behind) = data.split_at(u32::from_le_bytes([*a, *b, *c, *d]) as usize);
        let runs = || decode(data, 8 * WIDE_LIMIT).expect("runs");
        chunks.push(match packing {
            1 => runs(),
            2 => without_repeats(&runs()),
            3 => {
                data.iter().zip([1, 3, 5, 7].into_iter().cycle()).map(|(byte, turn)| byte.rotate_right(turn)).collect()
            }
            _ => data.to_vec(),
        });
        rest = behind;
    }
    chunks
}

/// Undoes the repetitions of the second way.
fn without_repeats(data: &[u8]) -> Vec<u8> {
    let (mut out, mut bytes) = (Vec::new(), data.iter());
    while let Some(&byte) = bytes.next() {
        if byte == 0xff {
            out.extend(bytes.next());
        } else {
            let from = out.len() - (32 - usize::from(byte >> 3));
            (from..=from + usize::from(byte & 7)).for_each(|at| out.push(out[at]));
        }
    }
    out
}

#[test]
fn a_real_park_is_the_same_in_every_form() {
    let Some(oracle) = oracle("a real park in every form") else { return };
    let bytes = std::fs::read(oracle.join("surroundings/parks/bpb.sv6")).expect("a park");
    let real = read(&bytes, "bpb.sv6").expect("a park");
    let [_, objects, date, tiles, state] = unpacked(&bytes).try_into().expect("five chunks");
    let state = state[4 + 10_000 * 256..].to_vec();
    let save = Save { objects, date, tiles, state };
    for packing in PACKINGS {
        for (name, bytes) in files(&save, packing) {
            assert_eq!(read(&bytes, name).as_ref(), Ok(&real), "{name}, {packing:?}");
        }
    }
}
