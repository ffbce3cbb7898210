//! The container of a `.park`: header, table of chunks, and one packed block (rules: park files 1).

use std::io::Read;

use flate2::read::GzDecoder;
use nom::Parser;
use nom::bytes::complete::{tag, take};
use nom::multi::count;
use nom::number::complete::{le_u32, le_u64};
use ruzstd::decoding::StreamingDecoder;

use super::chunk::{Chunk, Parsed};
use super::error::{Part, ReadError};

/// The first bytes of every `.park`.
pub(super) const MAGIC: &[u8] = b"PARK";
/// The newest version whose layout is known.
pub(super) const KNOWN_VERSION: u32 = 61;
/// More bytes than the chunks of any park have.
const BLOCK_LIMIT: u64 = 512 << 20;
/// More chunks than any park has.
const CHUNK_LIMIT: u32 = 64;

/// A `.park`, unpacked.
#[derive(Debug)]
pub(super) struct Container {
    /// The version of the game that saved it.
    pub version: u32,
    /// Whether the checksum is right.
    pub is_sound: bool,
    chunks: Vec<Entry>,
    block: Vec<u8>,
}

/// A line of the table of chunks.
#[derive(Debug)]
struct Entry {
    id: u32,
    offset: u64,
    length: u64,
}

/// The fields of the header that are read.
struct Header {
    version: u32,
    minimum: u32,
    chunks: u32,
    length: u64,
    packing: u32,
    packed_length: u64,
    checksum: u64,
}

impl Container {
    /// Takes the container apart. The block grows as data arrives, never beyond what the header promises.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, ReadError> {
        let (rest, header) = Chunk { part: Part::Header, data: bytes }.parse(header)?;
        header.check()?;
        let table = Chunk { part: Part::ChunkTable, data: rest };
        let (packed, chunks) = table.parse(|input| count(entry, header.chunks as usize).parse(input))?;
        if packed.len() as u64 != header.packed_length {
            let (stated, found) = (header.packed_length, packed.len() as u64);
            return Err(ReadError::Length { part: Part::Block, stated, found });
        }
        let block = header.unpack(packed)?;
        let is_sound = header.version == 0 || checksum(&block) == header.checksum;
        Ok(Self { version: header.version, is_sound, chunks, block })
    }

    /// A chunk, or nothing when the park has no such chunk.
    pub(super) fn find(&self, part: Part) -> Result<Option<Chunk<'_>>, ReadError> {
        let Some(entry) = self.chunks.iter().find(|entry| part_of(entry.id) == part) else { return Ok(None) };
        let end = entry.offset.saturating_add(entry.length);
        let range = usize::try_from(entry.offset).unwrap_or(usize::MAX)..usize::try_from(end).unwrap_or(usize::MAX);
        let (offset, length, block) = (entry.offset, entry.length, self.block.len());
        let data = self.block.get(range).ok_or(ReadError::Outside { part, offset, length, block })?;
        Ok(Some(Chunk { part, data }))
    }

    /// A chunk that every park has.
    pub(super) fn chunk(&self, part: Part) -> Result<Chunk<'_>, ReadError> {
        self.find(part)?.ok_or(ReadError::Missing { part })
    }
}

/// FNV-1a of 64 bits that takes eight bytes at a time, not one; zeros fill up the last.
fn checksum(block: &[u8]) -> u64 {
    let (words, rest) = block.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    let last = (!rest.is_empty()).then_some(last);
    let stir = |sum: u64, word: [u8; 8]| (sum ^ u64::from_le_bytes(word)).wrapping_mul(0x0100_0000_01b3);
    words.iter().copied().chain(last).fold(0xcbf2_9ce4_8422_2325, stir)
}

const fn part_of(id: u32) -> Part {
    match id {
        0x02 => Part::Objects,
        0x04 => Part::General,
        0x06 => Part::Park,
        0x30 => Part::Tiles,
        0x32 => Part::Rides,
        other => Part::Other(other),
    }
}

fn header(input: &[u8]) -> Parsed<'_, Header> {
    let fields = (tag(MAGIC), le_u32, le_u32, le_u32, le_u64, le_u32, le_u64, le_u64, take(20_usize));
    let make = |(_, version, minimum, chunks, length, packing, packed_length, checksum, _)| Header {
        version,
        minimum,
        chunks,
        length,
        packing,
        packed_length,
        checksum,
    };
    fields.map(make).parse(input)
}

fn entry(input: &[u8]) -> Parsed<'_, Entry> {
    (le_u32, le_u64, le_u64).map(|(id, offset, length)| Entry { id, offset, length }).parse(input)
}

impl Header {
    fn check(&self) -> Result<(), ReadError> {
        if self.minimum > KNOWN_VERSION {
            return Err(ReadError::TooNew { minimum: self.minimum, known: KNOWN_VERSION });
        }
        for (what, found, limit) in
            [("chunks", self.chunks.into(), CHUNK_LIMIT.into()), ("bytes", self.length, BLOCK_LIMIT)]
        {
            if found > limit {
                return Err(ReadError::Unreasonable { part: Part::Header, what, found, limit });
            }
        }
        Ok(())
    }

    fn unpack(&self, packed: &[u8]) -> Result<Vec<u8>, ReadError> {
        let part = Part::Block;
        let broken = |reason: String| ReadError::Unpacking { part, reason };
        let block = match self.packing {
            0 => packed.to_vec(),
            1 => self.read(GzDecoder::new(packed)).map_err(|error| broken(error.to_string()))?,
            2 => {
                let decoder = StreamingDecoder::new(packed).map_err(|error| broken(error.to_string()))?;
                self.read(decoder).map_err(|error| broken(error.to_string()))?
            }
            number => return Err(ReadError::Packing { part, number }),
        };
        let found = block.len() as u64;
        if found == self.length { Ok(block) } else { Err(ReadError::Length { part, stated: self.length, found }) }
    }

    /// What a decoder yields, and one byte more than promised at most.
    fn read(&self, decoder: impl Read) -> std::io::Result<Vec<u8>> {
        let mut block = Vec::new();
        decoder.take(self.length + 1).read_to_end(&mut block)?;
        Ok(block)
    }
}
