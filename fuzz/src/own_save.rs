//! Saves of RCT2 and RCT Classic: written from their parts, in every form and way of packing (rules: park files 3).

use loopwright::track_file::run_length::{LiteralLimit, encode};

use super::own_park::{SIDE, elements};

/// Bytes of an entity.
const ENTITY: usize = 256;
/// Bytes behind the entities.
const STATE: usize = 488_812;
/// The offset of the first ride behind the entities, and the bytes of a ride.
const RIDES: usize = 0xb53c;
const RIDE: usize = 0x260;
/// Bytes of the pieces that the state comes in as part of a scenario, but for the first and the last.
const BETWEEN: [usize; 6] = [4, 8, 2, 1082, 16, 4];
/// Where the last piece begins, behind the entities.
const LAST_PIECE: usize = 0x1384;

/// The parts of a save.
#[derive(Debug, Clone)]
pub struct Save {
    /// The list of objects: 721 of 16 bytes.
    pub objects: Vec<u8>,
    /// Month and day.
    pub date: Vec<u8>,
    /// Elements of 8 bytes.
    pub tiles: Vec<u8>,
    /// Everything behind the entities.
    pub state: Vec<u8>,
}

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A saved game, `.sv6`.
    Game,
    /// A scenario, `.sc6`.
    Scenario,
}

/// How a chunk is packed, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// As it is.
    Plain = 0,
    /// Runs of equal bytes.
    Runs = 1,
    /// Repetitions of what came before, and then runs.
    Repeats = 2,
    /// Each byte turned.
    Turned = 3,
}

impl Save {
    /// The park of `own_park`, as RCT2 would hold it.
    pub fn own() -> Self {
        let tiles = (0..256).flat_map(|y| (0..256).map(move |x| (x, y)));
        let mut tiles: Vec<u8> = tiles.flat_map(|(x, y)| elements(1, x, y)).flat_map(narrow).collect();
        tiles.resize(0x30000 * 8, 0xff);
        let mut date = vec![0; 16];
        date[0] = 5;
        Self { objects: objects(), date, tiles, state: state() }
    }

    /// The file.
    pub fn bytes(&self, form: Form, is_classic: bool, packing: Packing) -> Vec<u8> {
        let mut bytes = self.chunks(form, is_classic, packing);
        let sum = bytes.iter().fold(0_u32, |sum, &byte| sum.wrapping_add(byte.into()));
        bytes.extend(sum.to_le_bytes());
        bytes
    }

    /// The scenario under the mask that belongs to a file's name. Its checksum means nothing.
    pub fn sea(&self, name: &str, packing: Packing) -> Vec<u8> {
        let mask = mask(name);
        let (mut here, mut third) = (0, 0);
        let mut masked = Vec::new();
        for byte in self.chunks(Form::Scenario, true, packing) {
            let next = (here + 1) % mask.len();
            masked.push((byte.wrapping_sub(mask[here]) ^ mask[third]).wrapping_add(mask[next]));
            (here, third) = ((here + 7) % mask.len(), (third + 3) % mask.len());
        }
        masked.extend([0; 4]);
        masked
    }

    fn chunks(&self, form: Form, is_classic: bool, packing: Packing) -> Vec<u8> {
        let mut header = [0; 32];
        header[0] = u8::from(form == Form::Scenario);
        header[1] = if is_classic { 0x0f } else { 0 };
        // One object is packed along.
        header[2] = 1;
        let mut bytes = chunk(&header, Packing::Turned);
        if form == Form::Scenario {
            bytes.extend(chunk(&[7; 408], packing));
        }
        bytes.extend([0x11; 16]);
        bytes.extend(chunk(b"an object", packing));
        for part in [&self.objects, &self.date, &self.tiles] {
            bytes.extend(chunk(part, packing));
        }
        let entities = vec![0; 4 + ENTITY * if is_classic { 15_000 } else { 10_000 }];
        match form {
            Form::Game => bytes.extend(chunk(&[entities, self.state.clone()].concat(), packing)),
            Form::Scenario => {
                bytes.extend(chunk(&[&entities, &self.state[..72]].concat(), packing));
                for &length in &BETWEEN {
                    bytes.extend(chunk(&vec![9; length], packing));
                }
                bytes.extend(chunk(&self.state[LAST_PIECE..], packing));
            }
        }
        bytes
    }
}

/// A saved game of RCT2, or one of RCT Classic.
pub fn save(is_classic: bool) -> Vec<u8> {
    Save::own().bytes(Form::Game, is_classic, Packing::Runs)
}

/// An element of OpenRCT2 in the eight bytes that RCT2 has for it.
pub fn narrow(element: [u8; 16]) -> [u8; 8] {
    let [first, flags, base, clearance, _, rest @ ..] = element;
    let byte = |at: usize| rest[at - 5];
    let common = |first: u8, last: [u8; 4]| [first, flags, base, clearance, last[0], last[1], last[2], last[3]];
    match first >> 2 & 15 {
        0 => common(first, [byte(5), byte(6), byte(7), byte(8)]),
        1 => common(first, [byte(5) << 4 | (byte(11) & 1) << 2 | byte(12) & 3, byte(9), byte(10), 0]),
        2 => {
            let is_station = matches!(byte(5), 1..=3);
            let high = if is_station { byte(10) } else { byte(9) };
            let paint = byte(8) & 3 | (byte(11) & 2) << 1 | byte(8) & 0xf0;
            common(first | (byte(11) & 1) << 7, [byte(5), byte(7) | high << 4, paint, byte(12)])
        }
        4 => common(first, [byte(5), byte(7) << 4 | byte(6), 0, byte(10)]),
        6 => common(first, [byte(5), byte(6) & 3 | byte(9) << 2, 0, 0]),
        _ => common(first, [byte(5), byte(6), 0, 0]),
    }
}

/// The objects of `own_park` in the lists of RCT2: rides 128, small scenery 252, large 128, walls 128.
fn objects() -> Vec<u8> {
    let mut list = vec![0xff; 721 * 16];
    for (place, kind, name) in
        [(0, 0, b"PTCT1   "), (128, 1, b"TL1     "), (380, 2, b"SSIG3   "), (508, 3, b"OURWALL ")]
    {
        let entry = [&[0x80 | kind, 0, 0, 0][..], name, &[1, 2, 3, 4]].concat();
        list[place * 16..][..16].copy_from_slice(&entry);
    }
    list
}

fn state() -> Vec<u8> {
    let mut state = vec![0; STATE];
    state[0x28] = 1 << 3;
    state[0x1478] = SIDE as u8;
    state[RIDES - 4] = 77;
    state[RIDES - 4 - 1024 * 32..][..10].copy_from_slice(b"Big Dipper");
    for ride in 0..255 {
        state[RIDES + ride * RIDE] = 255;
    }
    state[RIDES + 3 * RIDE..][..RIDE].copy_from_slice(&ride());
    state
}

/// The ride of `own_park`.
fn ride() -> [u8; RIDE] {
    let mut ride = [0; RIDE];
    let mut put = |at: usize, bytes: &[u8]| ride[at..][..bytes.len()].copy_from_slice(bytes);
    put(0x00, &[52, 0]);
    put(0x04, &[1]);
    put(0x49, &[1, 0x00, 0x80]);
    put(0x52, &[4, 5]);
    put(0x54, &[255; 6]);
    put(0x5a, &[14]);
    put(0x6a, &[255; 16]);
    put(0xc6, &[0x43, 1, 1, 2, 1, 2, 1, 0x18, 10, 60]);
    put(0xd5, &[0x63]);
    put(0xd8, &1_400_000_i32.to_le_bytes());
    put(0xdc, &500_000_i32.to_le_bytes());
    put(0xfc, &310_i16.to_le_bytes());
    put(0xfe, &(-120_i16).to_le_bytes());
    put(0x100, &150_i16.to_le_bytes());
    put(0x10e, &[0x21, 0, 0x42, 0, 0x63, 0, 4, 2 << 6 | 5, 9, 30]);
    put(0x118, &70_000_i32.to_le_bytes());
    put(0x11e, &[0x41]);
    put(0x140, &[640_u16, 700, 400].map(u16::to_le_bytes).concat());
    put(0x180, &[2, 0]);
    put(0x1cd, &[5]);
    put(0x1d0, &[2]);
    put(0x1f4, &[77]);
    put(0x1f7, &[1]);
    ride
}

/// A chunk with its head.
fn chunk(data: &[u8], packing: Packing) -> Vec<u8> {
    let packed = match packing {
        Packing::Plain => data.to_vec(),
        Packing::Runs => encode(data, LiteralLimit::Rct2),
        Packing::Repeats => encode(&repeated(data), LiteralLimit::Rct2),
        Packing::Turned => {
            data.iter().zip([1, 3, 5, 7].into_iter().cycle()).map(|(byte, turn)| byte.rotate_left(turn)).collect()
        }
    };
    [&[packing as u8][..], &(packed.len() as u32).to_le_bytes(), &packed].concat()
}

/// Data with references to what came before, no further back than 32 bytes and never into what they make.
fn repeated(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < data.len() {
        let common = |distance: usize| {
            let (here, before) = (data[at..].iter(), data[at - distance..].iter());
            here.zip(before).take(distance.min(8)).take_while(|(here, before)| here == before).count()
        };
        let best =
            (1..=at.min(32)).map(|distance| (common(distance), distance)).max().filter(|(length, _)| *length > 1);
        if let Some((length, distance)) = best {
            out.push(((32 - distance) << 3 | (length - 1)) as u8);
            at += length;
        } else {
            out.extend([0xff, data[at]]);
            at += 1;
        }
    }
    out
}

/// The mask of a file's name.
fn mask(name: &str) -> Vec<u8> {
    let stir = |sum: u32, letter: u8| sum.wrapping_mul(33) ^ i32::from(letter.cast_signed()).cast_unsigned();
    let (mut a, mut b) = (name.bytes().rev().fold(0, stir), name.bytes().fold(0, stir));
    let mut mask = Vec::new();
    for _ in 0..1024 {
        let (left, right) = (a, b ^ 0xf765_4321);
        a = right.rotate_left(25).wrapping_add(left);
        b = left.rotate_left(29);
        mask.extend([(left >> 3) as u8, (left >> 11) as u8, (left >> 19) as u8, (b >> 24) as u8]);
    }
    mask
}
