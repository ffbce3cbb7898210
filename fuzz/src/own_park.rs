//! A small park of our own as a `.park` of any version; `own_save` writes it as the files of RCT2.

/// Tiles along a side of the smallest such park, and of the cells that larger ones repeat.
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
/// The number of the first ride.
const RIDE: u16 = 3;

/// The land of a tile.
const SURFACE: [u8; 16] = [0, 0, 14, 14, 0, 0, 0, 0, 0x20, 0, 0, 0, 0, 0, 0, 0];

/// What stands on the land of a tile of a cell: a row with one of every kind, and a coaster with entrance and exit.
fn standing(x: u32, y: u32, ride: u16) -> Option<[u8; 16]> {
    let last = 0x8f;
    let [low, high] = ride.to_le_bytes();
    if let Some((_, _, piece, direction)) = TRACK.iter().find(|place| (place.0, place.1) == (x, y)) {
        return Some([2 << 2 | direction, last, 14, 17, 0, *piece, 0, 0, 0, 0, 0, 0, low, high, 52, 0]);
    }
    match (x, y) {
        (3 | 4, 4) => Some([4 << 2 | 1, last, 14, 21, 0, x as u8 - 3, 0, 0, 0, 0, low, high, 0, 0, 0, 0]),
        (1 | 3..=6, 2) => Some([(x as u8) << 2, last, 14, 18, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        _ => None,
    }
}

/// The elements of a tile of a park of some cells along each side; the last is marked.
pub fn elements(cells: u32, x: u32, y: u32) -> Vec<[u8; 16]> {
    let mut elements = vec![SURFACE];
    if x.max(y) < cells * SIDE {
        let cell = (y / SIDE * cells + x / SIDE) as u16;
        elements.extend(standing(x % SIDE, y % SIDE, RIDE + cell));
    }
    if let Some(last) = elements.last_mut() {
        last[1] |= 0x80;
    }
    elements
}

/// Elements of the tiles of a park: land everywhere, and what stands on it.
fn tiles(cells: u32) -> Vec<u8> {
    let side = cells * SIDE;
    // The rows beyond a park are left out of the smallest, for the sake of those who damage it.
    let rows = if cells == 1 { side } else { STORED_SIDE };
    let tiles = (0..rows).flat_map(|y| (0..STORED_SIDE).map(move |x| (x, y)));
    let elements: Vec<[u8; 16]> = tiles.flat_map(|(x, y)| elements(cells, x, y)).collect();
    [words(&[side, side, elements.len() as u32]), elements.concat()].concat()
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

/// A number without its sign.
const fn signed(number: i32) -> u32 {
    number.cast_unsigned()
}

/// The rides of a park of a version, one in each cell (rules: park files 6).
fn rides(version: u32, cells: u32) -> Vec<u8> {
    let places = (0..cells).flat_map(|y| (0..cells).map(move |x| (x, y)));
    let rides = (0..).zip(places).flat_map(|(cell, place)| ride(version, RIDE + cell, place));
    [words(&[cells * cells, 0]), rides.collect()].concat()
}

fn ride(version: u32, number: u16, (x, y): (u32, u32)) -> Vec<u8> {
    let nowhere = signed(i16::MIN as i32);
    let mut station = vec![0; 19];
    let start = [x, y].map(|cell| cell * SIDE * 32);
    (station[0], station[1], station[2]) = (start[0] + 4 * 32, start[1] + 5 * 32, 14);
    (station[6], station[10]) = (nowhere, nowhere);
    // An amount of money, in four bytes or eight.
    let money: &[u32] = if version < 19 { &[0] } else { &[0, 0] };
    let limits: &[u32] = if version < 5 { &[0x18] } else { &[1, 8] };
    let mut bytes = words(&[number.into(), 52, 0, 1, 1, 0x43, 2]);
    bytes.extend(b"Big Dipper\0");
    bytes.extend(words(&[1, 1, 4 * money.len() as u32]));
    bytes.extend(words(money));
    bytes.extend(words(&[0, 0, 0, 12, 0, 12]));
    bytes.extend(words(&[1, 1, 76]));
    bytes.extend(words(&station));
    bytes.extend(words(&[0, 0, 1, 2, 1, 2, 1]));
    bytes.extend(words(limits));
    bytes.extend(words(&[10, 60, 0, 0]));
    bytes.extend(words(&[0, 5, 1]));
    bytes.extend(words(&[0; 19 + 1]));
    bytes.extend(measured(version));
    bytes.extend(words(&[640, 700, 400]));
    bytes.extend(words(money));
    bytes.extend(words(&[0; 2]));
    bytes.extend(words(money));
    bytes.extend(words(&[0; 2 + 2 + 1 + 2 + 3 + 1 + 2 + 2 + 2 + 3]));
    bytes.extend(words(&[0; 13 + 2 + 4 + 1 + 2 + 3]));
    bytes
}

/// What was measured: 3 helices and a splash, 4 inversions, 5 drops, 2 lifts, and more.
fn measured(version: u32) -> Vec<u8> {
    let is_plain = version >= 55;
    let features: &[u32] = if is_plain { &[3, 0x60] } else { &[0x63] };
    let counts: &[u32] = if is_plain { &[4, 5, 2] } else { &[4, 2 << 6 | 5] };
    let eighths: &[u32] = if version < 6 { &[] } else { &[0] };
    let speeds_and_forces = [1_400_000, 500_000, 0, 0, 310, signed(-120), 150, 0, 0, 0, 0, 0, 0, 0x21, 0x42, 0x63];
    [features, &speeds_and_forces, counts, &[9, 30, 70_000, 0, 0x41], eighths, &[0, 0, 0, 77]].map(words).concat()
}

/// The chunks of a park by number.
fn chunks(version: u32, cells: u32) -> Vec<(u32, Vec<u8>)> {
    let park = [b"Our park\0".to_vec(), words(&[0; 7]), words(&[1 << 3, 0])].concat();
    vec![(0x02, objects()), (0x04, words(&[0, 77])), (0x06, park), (0x30, tiles(cells)), (0x32, rides(version, cells))]
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
fn block(version: u32, cells: u32) -> (Vec<u8>, Vec<u8>) {
    let (mut table, mut block) = (Vec::new(), Vec::new());
    for (id, data) in chunks(version, cells) {
        table.extend(id.to_le_bytes());
        table.extend((block.len() as u64).to_le_bytes());
        table.extend((data.len() as u64).to_le_bytes());
        block.extend(data);
    }
    (table, block)
}

/// A `.park` of a version, and the least version that may read it, packed in the way of a number.
pub fn park(version: u32, minimum: u32, packing: u32, pack: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    large_park(1, (version, minimum), packing, pack)
}

/// The same with some cells along each side.
pub fn large_park(
    cells: u32,
    (version, minimum): (u32, u32),
    packing: u32,
    pack: impl Fn(&[u8]) -> Vec<u8>,
) -> Vec<u8> {
    let (table, block) = block(version, cells);
    let packed = pack(&block);
    let mut bytes = [b"PARK".to_vec(), words(&[version, minimum, (table.len() / 20) as u32])].concat();
    bytes.extend((block.len() as u64).to_le_bytes());
    bytes.extend(packing.to_le_bytes());
    bytes.extend((packed.len() as u64).to_le_bytes());
    bytes.extend(checksum(&block).to_le_bytes());
    bytes.extend([0; 20]);
    [bytes, table, packed].concat()
}
