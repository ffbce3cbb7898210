//! Files given by mistake: the error says what they seem to be.

use loopwright::track_file::run_length::{LiteralLimit, encode};
use loopwright::track_file::{Checksum, FILE_LIMIT, ReadError, foreign_kind, read};

use super::sample::{EXAMPLE, hex};

/// A chunk of the files of RCT2: its coding, its length and that many bytes.
fn chunk(coding: u8, content: &[u8]) -> Vec<u8> {
    [&[coding][..], &(content.len() as u32).to_le_bytes(), content].concat()
}

/// An object of RCT2 of some kind.
fn object(kind: u8, name: [u8; 8]) -> Vec<u8> {
    [&[0x80 | kind, 0x8b, 0x18, 0x0a][..], &name, &[0x9f, 0xc0, 0xa5, 0xa6], &chunk(1, &[1, 2, 3])].concat()
}

/// A saved game of RCT2, or a scenario, with what follows the first chunk.
fn rct2_park(is_scenario: bool, rest: &[u8]) -> Vec<u8> {
    let mut header = [0; 32];
    header[0] = u8::from(is_scenario) << 1;
    [&chunk(3, &header), rest].concat()
}

/// A park of RCT1: more than a megabyte, packed and summed as track files are.
fn rct1_park(has_negative_constant: bool, byte: impl Fn(u32) -> u8) -> Vec<u8> {
    let data: Vec<u8> = (0..1_200_000).map(byte).collect();
    let body = encode(&data, LiteralLimit::Rct2);
    let stored = u32::from_le_bytes(Checksum::Rct1.bytes(&body));
    let stored = if has_negative_constant { stored.wrapping_add(2 * 108_156) } else { stored };
    [&body[..], &stored.to_le_bytes()].concat()
}

fn assert_named(bytes: &[u8], kind: &'static str) {
    assert_eq!(read(bytes), Err(ReadError::Foreign { kind }));
}

#[test]
fn parks_and_scenarios() {
    let chunks = [chunk(1, &[9; 4]), chunk(0, &[1, 2, 3])].concat();
    assert_named(&rct2_park(true, &chunks), "a scenario of RCT2");
    assert_named(&rct2_park(false, &chunks), "a saved game of RCT2");
    let with_objects = [object(1, *b"TREE1   "), chunks].concat();
    assert_named(&rct2_park(false, &with_objects), "a saved game of RCT2");
    // The entry of an object that is nobody's begins like a chunk.
    let mut custom = object(1, *b"TREE1   ");
    custom[0] = 1;
    assert_named(&rct2_park(true, &custom), "a scenario of RCT2");
    assert_named(b"PARK\0\0\0\0\x01\x02", "a park or scenario of OpenRCT2");
    let noise = |n: u32| (n.wrapping_mul(n) >> 7) as u8;
    assert_named(&rct1_park(false, |n| if n % 3 == 0 { noise(n) } else { 0 }), "a park or scenario of RCT1");
    assert_named(&rct1_park(true, |n| if n % 3 == 0 { noise(n) } else { 0 }), "a park or scenario of RCT1");
    assert_named(&rct1_park(true, |n| (n >> 12) as u8), "a park or scenario of RCT1");
    let oversized = rct1_park(true, noise);
    let length = oversized.len();
    assert!(length > FILE_LIMIT);
    assert_named(&oversized, "a park or scenario of RCT1");
    assert_eq!(read(&vec![0x80; length]), Err(ReadError::Oversized { length, limit: FILE_LIMIT }));
}

#[test]
fn scenery_and_other_objects() {
    for (kind, expected) in [
        (0, "a vehicle object of RCT2"),
        (1, "a scenery object of RCT2"),
        (2, "a large scenery object of RCT2"),
        (3, "a wall object of RCT2"),
        (7, "a scenery group of RCT2"),
        (10, "the text of a scenario of RCT2"),
    ] {
        assert_named(&object(kind, *b"NAME-1  "), expected);
    }
    assert_eq!(foreign_kind(&object(11, *b"NAME-1  ")), None);
    assert_eq!(foreign_kind(&object(1, *b"no name ")), None);
    assert_named(b"PK\x03\x04\x14\0\0\0", "a ZIP archive or an OpenRCT2 object; unpack it first");
}

#[test]
fn pictures_and_texts() {
    for (bytes, expected) in [
        (&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"[..], "a PNG picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "a JPEG picture"),
        (b"Dear all, here is my coaster.\r\n", "plain text"),
        ("Ein schöner Zug".as_bytes(), "plain text"),
        (b"{\"elements\": []}", "JSON text"),
        (b"<!DOCTYPE html><title>404</title>", "a web page or XML text"),
    ] {
        assert_named(bytes, expected);
    }
    let long = "Ein schöner Zug ".repeat(100);
    assert_named(long.as_bytes(), "plain text");
}

#[test]
fn sound_designs_and_noise_show_no_signs() {
    let noise: Vec<u8> = (1..400_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    assert_eq!(foreign_kind(&noise), None);
    assert_eq!(foreign_kind(&[]), None);
    assert_eq!(foreign_kind(&hex(EXAMPLE)), None);
}
