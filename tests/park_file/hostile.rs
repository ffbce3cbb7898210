//! Damaged parks give an error or a sound park.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use loopwright::catalogue::Catalogue;
use loopwright::layout::read_back;
use loopwright::park_file::{Part, ReadError, Warning, read};
use loopwright::quantity::{Height, Tile};
use loopwright::site::ParkFlags;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::own_park::{self, SIDE};
use super::own_save::save;
use crate::track_file::laws;

/// How a `.park` is packed, by its number.
#[derive(Debug, Clone, Copy)]
enum Packing {
    None,
    Gzip,
    Zstd,
}

const PACKINGS: [Packing; 3] = [Packing::None, Packing::Gzip, Packing::Zstd];

fn park(version: u32, minimum: u32, packing: Packing) -> Vec<u8> {
    own_park::park(version, minimum, packing as u32, |block| match packing {
        Packing::None => block.to_vec(),
        Packing::Gzip => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
            encoder.write_all(block).expect("memory takes all bytes");
            encoder.finish().expect("memory takes all bytes")
        }
        Packing::Zstd => compress_to_vec(block, CompressionLevel::Fastest),
    })
}

#[test]
fn parks_of_all_packings_and_versions_are_read() {
    let catalogue = Catalogue::load().expect("sound tables");
    for packing in PACKINGS {
        let file = read(&park(61, 57, packing), "ours.park").unwrap_or_else(|error| panic!("{packing:?}: {error}"));
        let park = file.park(&catalogue);
        assert_eq!((file.warnings, file.ticks), (vec![], 77));
        assert_eq!((park.name.as_str(), park.flags), ("Our park", ParkFlags::FORBID_TREE_REMOVAL));
        assert_eq!(park.tiles.size(), (SIDE as i32, SIDE as i32));
        let [ride] = park.rides.as_slice() else { panic!("{:?}", park.rides) };
        assert_eq!((ride.id, ride.name.as_str(), ride.vehicle.as_str()), (3, "Big Dipper", "PTCT1"));
        assert_eq!(park.unknown, ["our.scenery_wall.unknown"]);
    }
}

#[test]
fn a_ride_may_have_the_last_number_that_there_is() {
    let catalogue = Catalogue::load().expect("sound tables");
    let mut file = read(&park(61, 57, Packing::None), "ours.park").expect("a park");
    file.rides[0].id = u16::MAX;
    assert_eq!(file.park(&catalogue).rides[0].id, u16::MAX);
}

#[test]
fn a_coaster_that_stands_in_a_park_is_a_design_again() {
    let catalogue = Catalogue::load().expect("sound tables");
    let file = read(&park(61, 57, Packing::None), "ours.park").expect("a park");
    let standing = read_back(&file, &file.rides[0], &catalogue).expect("a coaster");
    let pieces: Vec<u16> = standing.design.elements.iter().map(|element| element.piece.0).collect();
    assert_eq!((pieces, standing.left_out), (vec![2, 1, 50, 50, 0, 0, 50, 50], 0));
    assert_eq!((standing.start.at.tile(), standing.start.z), (Tile::new(3, 5), Height(112)));
    let entrances: Vec<_> = standing.design.entrances.iter().map(|it| (it.at.x, it.at.y, it.direction)).collect();
    assert_eq!(entrances, [(0, 32, 3), (-32, 32, 3)], "to the right of the first joint, and ahead of that");
    assert_eq!(standing.design.space, (4, 3));
}

#[test]
fn newer_parks_are_read_with_a_warning_unless_they_forbid_it() {
    let newer = read(&park(62, 57, Packing::None), "ours.park").expect("a park");
    assert_eq!(newer.warnings, [Warning::Newer { version: 62, known: 61 }]);
    let forbidden = read(&park(62, 62, Packing::None), "ours.park");
    assert_eq!(forbidden, Err(ReadError::TooNew { minimum: 62, known: 61 }));
}

#[test]
fn errors_name_the_part_and_the_offset() {
    let mut bytes = park(61, 57, Packing::None);
    let last = bytes.len() - 1;
    // The last byte is the position of the music.
    bytes[last] ^= 1;
    assert_eq!(read(&bytes, "ours.park").expect("a park").warnings, [Warning::Checksum]);
    bytes.truncate(last);
    let error = read(&bytes, "ours.park").expect_err("it is cut off");
    assert!(matches!(error, ReadError::Length { part: Part::Block, .. }), "{error}");
    let save = save(false);
    let error = read(&save[..3000], "ours.sv6").expect_err("it is cut off");
    assert!(error.to_string().starts_with("the chunk of tiles"), "{error}");
    assert_eq!(read(b"", "ours.park"), Err(ReadError::Empty));
    let text = read(b"once upon a time", "story.park").expect_err("a text");
    assert_eq!(text.to_string(), "this seems to be plain text, not a park; give a .park, .sv6, .sc6 or .sea file");
}

/// The same cases in every run.
fn damage(bytes: &[u8], cases: u32, catalogue: &Catalogue) {
    let config = Config { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(11), ..Config::default() };
    let change = (any::<prop::sample::Index>(), any::<u8>(), 0..5_u8);
    let result = TestRunner::new(config).run(&change, |(place, byte, kind)| {
        let mut bytes = bytes.to_vec();
        let at = place.index(bytes.len());
        match kind {
            0 | 1 => bytes[at] ^= byte | 1,
            2 => bytes.truncate(at),
            3 => bytes.insert(at, byte),
            _ => drop(bytes.splice(at..(at + 4).min(at + 1), [0xff, 0xff, 0xff, 0x7f])),
        }
        laws::park_holds(&bytes, "ours.park", catalogue);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn damaged_parks_give_an_error_or_a_sound_park() {
    let catalogue = Catalogue::load().expect("sound tables");
    for packing in PACKINGS {
        damage(&park(61, 57, packing), 1000, &catalogue);
    }
    damage(&save(false), 300, &catalogue);
}

/// Most bytes of a park are tiles; here those before and behind are damaged.
#[test]
fn damaged_headers_and_chunks_give_an_error_or_a_sound_park() {
    let catalogue = Catalogue::load().expect("sound tables");
    let bytes = park(61, 57, Packing::None);
    for at in (0..500).chain(bytes.len() - 700..bytes.len()) {
        for change in [1, 0x80, 0xff] {
            let mut bytes = bytes.clone();
            bytes[at] ^= change;
            laws::park_holds(&bytes, "ours.park", &catalogue);
        }
    }
}
