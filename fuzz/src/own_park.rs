//! A small park of our own, as the bytes of every format.

use loopwright::track_file::run_length::{LiteralLimit, encode};

/// Tiles along a side.
pub const SIDE: u32 = 8;
/// Tiles along a side of the map that a `.park` stores.
const STORED_SIDE: u32 = 1001;

fn words(numbers: &[u32]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// The pieces of a small circuit: tile, piece, direction.
const TRACK: [(u32, u32, u8, u8); 8] = [
    (3, 5, 2, 2),
    (4, 5, 1, 2),
    (5, 5, 50, 2),
    (5, 6, 50, 1),
    (4, 6, 0, 0),
    (3, 6, 0, 0),
    (2, 6, 50, 0),
    (2, 5, 50, 3),
];
/// The number of the ride.
const RIDE: u8 = 3;

/// What stands on the land of a tile: a row with one of every kind, and a coaster with entrance and exit.
fn standing(x: u32, y: u32) -> Option<[u8; 16]> {
    let last = 0x8f;
    if let Some((_, _, piece, direction)) = TRACK.iter().find(|place| (place.0, place.1) == (x, y)) {
        return Some([2 << 2 | direction, last, 14, 17, 0, *piece, 0, 0, 0, 0, 0, 0, RIDE, 0, 52, 0]);
    }
    match (x, y) {
        (3 | 4, 4) => Some([4 << 2 | 1, last, 14, 21, 0, x as u8 - 3, 0, 0, 0, 0, RIDE, 0, 0, 0, 0, 0]),
        (1 | 3..=6, 2) => Some([(x as u8) << 2, last, 14, 18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        _ => None,
    }
}

/// Elements of the tiles of a park: land everywhere, and what stands on it.
fn tiles() -> Vec<u8> {
    let mut elements = Vec::new();
    let surface = |last: u8| [0, last, 14, 14, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0];
    for y in 0..SIDE {
        for x in 0..STORED_SIDE {
            match standing(x, y) {
                Some(element) => elements.extend([surface(0), element]),
                None => elements.push(surface(0x80)),
            }
        }
    }
    let count = elements.len() as u32;
    [words(&[SIDE, SIDE, count]), elements.concat()].concat()
}

fn objects() -> Vec<u8> {
    let mut bytes = words(&[4]);
    for (kind, identifier) in [
        (0, "rct2.ride.ptct1"),
        (1, "rct2.scenery_small.tl1"),
        (2, "rct2.scenery_large.ssig3"),
        (3, "our.scenery_wall.unknown"),
    ] {
        bytes.extend(words(&[kind, 1, 2]));
        bytes.extend([identifier.as_bytes(), b"\0", b"1.0\0"].concat());
    }
    bytes
}

fn rides() -> Vec<u8> {
    let nowhere = i32::from(i16::MIN) as u32;
    let mut station = vec![0; 19];
    (station[0], station[1], station[2], station[6], station[10]) = (4 * 32, 5 * 32, 14, nowhere, nowhere);
    let mut bytes = words(&[1, 0, RIDE.into(), 52, 0, 1, 1, 0x43, 2]);
    bytes.extend(b"Big Dipper\0");
    bytes.extend(words(&[1, 0, 8, 0, 0, 0, 12, 0, 12]));
    bytes.extend(words(&[1, 1, 76]));
    bytes.extend(words(&station));
    bytes.extend(words(&[0, 0, 1, 2, 1, 2, 1, 1, 8, 10, 60, 0, 0]));
    bytes.extend(words(&[0, 5, 1]));
    bytes.extend(words(&[0; 19 + 1]));
    bytes.extend(words(&[0; 2 + 2 + 2 + 3 + 2 + 1 + 3 + 3 + 3 + 2 + 1 + 1 + 1 + 2 + 2 + 1]));
    bytes.extend(words(&[640, 700, 400, 0, 0, 0, 0, 0, 0]));
    bytes.extend(words(&[0; 2 + 2 + 1 + 2 + 3 + 1 + 2 + 2 + 2 + 3]));
    bytes.extend(words(&[0; 13 + 2 + 4 + 1 + 2 + 3]));
    bytes
}

/// The chunks of a park by number.
fn chunks() -> Vec<(u32, Vec<u8>)> {
    let park = [b"Our park\0".to_vec(), words(&[0; 7]), words(&[1 << 3, 0])].concat();
    vec![(0x02, objects()), (0x04, words(&[0, 77])), (0x06, park), (0x30, tiles()), (0x32, rides())]
}

/// FNV-1a over words of eight bytes.
fn checksum(block: &[u8]) -> u64 {
    block.chunks(8).fold(0xcbf2_9ce4_8422_2325, |sum, word| {
        let mut whole = [0; 8];
        whole[..word.len()].copy_from_slice(word);
        (sum ^ u64::from_le_bytes(whole)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// All chunks of the park, one after the other, and the table of them.
fn block() -> (Vec<u8>, Vec<u8>) {
    let (mut table, mut block) = (Vec::new(), Vec::new());
    for (id, data) in chunks() {
        table.extend(id.to_le_bytes());
        table.extend((block.len() as u64).to_le_bytes());
        table.extend((data.len() as u64).to_le_bytes());
        block.extend(data);
    }
    (table, block)
}

/// A `.park` of a version, and the least version that may read it, packed in the way of a number.
pub fn park(version: u32, minimum: u32, packing: u32, pack: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (table, block) = block();
    let packed = pack(&block);
    let mut bytes = [b"PARK".to_vec(), words(&[version, minimum, chunks().len() as u32])].concat();
    bytes.extend((block.len() as u64).to_le_bytes());
    bytes.extend(packing.to_le_bytes());
    bytes.extend((packed.len() as u64).to_le_bytes());
    bytes.extend(checksum(&block).to_le_bytes());
    bytes.extend([0; 20]);
    [bytes, table, packed].concat()
}

/// A chunk of RCT2, packed in the first way.
fn chunk(data: &[u8]) -> Vec<u8> {
    let packed = encode(data, LiteralLimit::Rct2);
    [&[1][..], &(packed.len() as u32).to_le_bytes(), &packed].concat()
}

/// A saved game of RCT2, or one of RCT Classic.
pub fn save(is_classic: bool) -> Vec<u8> {
    let mut header = [0; 32];
    header[1] = if is_classic { 0x0f } else { 0 };
    // The third way turns each byte, and zeros stay zeros.
    let turned: Vec<u8> = header
        .iter()
        .zip([1, 3, 5, 7].into_iter().cycle())
        .map(|(byte, turn): (&u8, u32)| byte.rotate_left(turn))
        .collect();
    let mut bytes = [&[3, 32, 0, 0, 0][..], &turned].concat();
    bytes.extend(chunk(&[0xff; 721 * 16]));
    bytes.extend(chunk(&[0; 16]));
    let mut tiles = Vec::new();
    (0..256 * SIDE).for_each(|_| tiles.extend([0, 0x80, 14, 14, 0, 0, 0, 0x20]));
    tiles.resize(0x30000 * 8, 0xff);
    bytes.extend(chunk(&tiles));
    let entities = if is_classic { 15_000 } else { 10_000 };
    let behind = 4 + entities * 256;
    let mut state = vec![0; behind + 3_048_816 - 2_560_004];
    state[behind + 0x28] = 1 << 5;
    state[behind + 0x1478] = SIDE as u8;
    for ride in 0..255 {
        state[behind + 0xb53c + ride * 0x260] = if ride == 0 { 52 } else { 255 };
    }
    bytes.extend(chunk(&state));
    let sum = bytes.iter().fold(0_u32, |sum, &byte| sum.wrapping_add(byte.into()));
    bytes.extend(sum.to_le_bytes());
    bytes
}
