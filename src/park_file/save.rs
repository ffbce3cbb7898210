//! Saved games and scenarios of RCT2 and RCT Classic (rules: park files 3).

use super::error::{Part, ReadError};
use super::objects::Objects;
use super::ride::Ride;
use super::saved_ride::{self, TEXT_LENGTH, TEXTS};
use super::sawyer::Chunks;
use super::tiles::Tiles;

/// Bytes of the header.
const HEADER: usize = 32;
/// The mark of RCT Classic in the header.
const CLASSIC: u8 = 0x0f;
/// Bytes of what a scenario says about itself.
const INFO: usize = 408;
/// Bytes of the date.
const DATE: usize = 16;
/// Bytes of the tile elements.
const TILES: usize = 0x30000 * 8;
/// Bytes of an entity, of which RCT2 saves 10,000 and RCT Classic 15,000.
const ENTITY: usize = 256;
/// Chunks of a scenario between the park's flags and the rides.
const CHUNKS_BETWEEN: usize = 6;
/// Rides of a save.
const RIDES: usize = 255;

/// Offsets behind the entities, in the state of a saved game.
const FLAGS: usize = 0x28;
const MAP_SIZE: usize = 0x1478;
const FIRST_RIDE: usize = 0xb53c;
const TICKS: usize = FIRST_RIDE - 4;
const FIRST_TEXT: usize = TICKS - TEXTS * TEXT_LENGTH;
/// Bytes of the state that lie behind the entities.
const STATE: usize = 3_048_816 - 4 - 10_000 * ENTITY;
/// In a scenario the state comes in pieces. The first has this many bytes behind the entities.
const FIRST_PIECE: usize = 72;
/// The last piece begins at this offset behind the entities, and reaches to the end.
const LAST_PIECE: usize = 0x1384;

/// What is read of a save.
#[derive(Debug)]
pub(super) struct Save {
    pub flags: u32,
    pub ticks: u32,
    pub objects: Objects,
    pub rides: Vec<Ride>,
    pub tiles: Tiles,
}

/// Whether bytes begin as saves do, with a header that is packed in the third way.
pub(super) fn is_save(bytes: &[u8]) -> bool {
    bytes.starts_with(&[3, HEADER as u8, 0, 0, 0])
}

/// Whether the four bytes at the end are the sum of all others.
pub(super) fn is_sound(bytes: &[u8]) -> bool {
    let Some((body, stored)) = bytes.split_last_chunk() else { return false };
    let sum = body.iter().fold(0_u32, |sum, &byte| sum.wrapping_add(byte.into()));
    sum == u32::from_le_bytes(*stored)
}

/// Takes a save apart.
pub(super) fn read(bytes: &[u8]) -> Result<Save, ReadError> {
    let mut chunks = Chunks::new(bytes);
    let header = chunks.unpack(Part::SaveHeader, HEADER)?;
    let is_scenario = header[0] == 1;
    let entities = if header[1] == CLASSIC { 15_000 } else { 10_000 };
    let packed_objects = u16::from_le_bytes([header[2], header[3]]);
    if is_scenario {
        chunks.unpack(Part::ScenarioInfo, INFO)?;
    }
    for _ in 0..packed_objects {
        chunks.bytes(16, Part::PackedObject)?;
        chunks.pass(Part::PackedObject)?;
    }
    let objects = Objects::read_saved(&chunks.unpack(Part::SaveObjects, Objects::saved_length())?)?;
    let date = chunks.unpack(Part::SaveDate, DATE)?;
    let month = u16::from_le_bytes([date[0], date[1]]);
    let tiles = chunks.unpack(Part::SaveTiles, TILES)?;
    let state = state(&mut chunks, 4 + entities * ENTITY, is_scenario)?;
    let number = |at: usize| u32::from_le_bytes([state[at], state[at + 1], state[at + 2], state[at + 3]]);
    Ok(Save {
        flags: number(FLAGS),
        ticks: number(TICKS),
        objects,
        rides: rides(&state, month),
        tiles: Tiles::read_saved(&tiles, number(MAP_SIZE) & 0xffff)?,
    })
}

/// The state behind the entities, in the places that it has in a saved game.
fn state(chunks: &mut Chunks<'_>, entities: usize, is_scenario: bool) -> Result<Vec<u8>, ReadError> {
    let part = Part::SaveState;
    if !is_scenario {
        return Ok(chunks.unpack(part, entities + STATE)?.split_off(entities));
    }
    let mut state = chunks.unpack(part, entities + FIRST_PIECE)?.split_off(entities);
    for _ in 0..CHUNKS_BETWEEN {
        chunks.pass(part)?;
    }
    state.resize(LAST_PIECE, 0);
    state.extend(chunks.unpack(part, STATE - LAST_PIECE)?);
    Ok(state)
}

fn rides(state: &[u8], month: u16) -> Vec<Ride> {
    let texts = &state[FIRST_TEXT..TICKS];
    let (records, _) = state[FIRST_RIDE..].as_chunks::<{ saved_ride::LENGTH }>();
    let records = (0..).zip(records.iter().take(RIDES));
    records.filter_map(|(id, record)| saved_ride::ride(id, record, texts, month)).collect()
}
