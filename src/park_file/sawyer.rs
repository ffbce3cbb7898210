//! How RCT2 packs the chunks of a save (rules: park files 3).

use nom::bytes::complete::take;
use nom::number::complete::{le_u32, u8};
use nom::{IResult, Offset, Parser};

use super::error::{Part, ReadError};
use crate::track_file::run_length::{self, RunLengthError};

/// Goes through the chunks of a save.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunks<'a> {
    data: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Chunks<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data, rest: data }
    }

    /// Bytes as they are, before the next chunk.
    pub(super) fn bytes(&mut self, length: usize, part: Part) -> Result<&'a [u8], ReadError> {
        let taken: IResult<_, _> = take(length)(self.rest);
        let (rest, bytes) = taken.map_err(|_| self.broken(part, self.rest))?;
        self.rest = rest;
        Ok(bytes)
    }

    /// The next chunk, unpacked. It has this many bytes; what follows them is left out, as the game does.
    pub(super) fn unpack(&mut self, part: Part, length: usize) -> Result<Vec<u8>, ReadError> {
        let mut data = self.unpack_up_to(part, length)?;
        if data.len() < length {
            return Err(ReadError::Length { part, stated: length as u64, found: data.len() as u64 });
        }
        data.truncate(length);
        Ok(data)
    }

    /// The next chunk, unpacked, which has no more than this many bytes and a run.
    fn unpack_up_to(&mut self, part: Part, most: usize) -> Result<Vec<u8>, ReadError> {
        let (packing, packed) = self.packed(part)?;
        let unpacked = |error: RunLengthError| ReadError::Unpacking { part, reason: error.to_string() };
        match packing {
            0 => Ok(packed.to_vec()),
            1 => run_length::decode(packed, most + LONGEST_RUN).map_err(unpacked),
            2 => {
                let repeated = run_length::decode(packed, 2 * most + LONGEST_RUN).map_err(unpacked)?;
                repeat(&repeated, most + LONGEST_COPY).ok_or_else(|| {
                    let reason = "a repetition reaches back before the first byte".to_owned();
                    ReadError::Unpacking { part, reason }
                })
            }
            3 => Ok(rotate(packed)),
            number => Err(ReadError::Packing { part, number: number.into() }),
        }
    }

    /// Passes over a chunk.
    pub(super) fn pass(&mut self, part: Part) -> Result<(), ReadError> {
        self.packed(part).map(drop)
    }

    fn packed(&mut self, part: Part) -> Result<(u8, &'a [u8]), ReadError> {
        let head: IResult<_, _> = (u8, le_u32).parse(self.rest);
        let (rest, (packing, length)) = head.map_err(|_| self.broken(part, self.rest))?;
        let body: IResult<_, _> = take(length)(rest);
        let (rest, packed) = body.map_err(|_| self.broken(part, rest))?;
        self.rest = rest;
        Ok((packing, packed))
    }

    fn broken(&self, part: Part, at: &[u8]) -> ReadError {
        ReadError::Broken { part, offset: self.data.offset(at) }
    }
}

/// The longest run of one byte.
const LONGEST_RUN: usize = 129;
/// The longest piece that is repeated from before.
const LONGEST_COPY: usize = 8;

/// Undoes the repetitions of the second way; nothing when one reaches back before the first byte.
fn repeat(data: &[u8], most: usize) -> Option<Vec<u8>> {
    const LITERAL: u8 = 0xff;
    let mut out = Vec::new();
    let mut bytes = data.iter();
    while let Some(&byte) = bytes.next().filter(|_| out.len() < most) {
        if byte == LITERAL {
            out.extend(bytes.next());
        } else {
            let distance = 32 - usize::from(byte >> 3);
            let from = out.len().checked_sub(distance)?;
            let length = usize::from(byte & 7) + 1;
            out.extend_from_within(from..(from + length).min(out.len()));
        }
    }
    Some(out)
}

/// Undoes the rotation of the third way.
fn rotate(data: &[u8]) -> Vec<u8> {
    let turns = [1, 3, 5, 7].into_iter().cycle();
    data.iter().zip(turns).map(|(byte, turn)| byte.rotate_right(turn)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_unpack_in_all_four_ways() {
        let unpack = |packing: u8, packed: &[u8], length| {
            let head = [&[packing][..], &(packed.len() as u32).to_le_bytes()[..]].concat();
            let chunk = [&head[..], packed].concat();
            Chunks::new(&chunk).unpack(Part::SaveDate, length)
        };
        assert_eq!(unpack(0, &[1, 2, 3], 3), Ok(vec![1, 2, 3]));
        assert_eq!(unpack(1, &[0xfe, 7, 0, 8], 4), Ok(vec![7, 7, 7, 8]));
        // Two literals, then both again: distance 2, length 2.
        assert_eq!(unpack(2, &[4, 0xff, 5, 0xff, 6, 30 << 3 | 1], 4), Ok(vec![5, 6, 5, 6]));
        assert_eq!(unpack(3, &[2, 8, 32, 128, 2], 5), Ok(vec![1, 1, 1, 1, 1]));
        assert!(matches!(unpack(2, &[0, 30 << 3], 1), Err(ReadError::Unpacking { .. })));
        assert_eq!(unpack(4, &[], 0), Err(ReadError::Packing { part: Part::SaveDate, number: 4 }));
        let short = ReadError::Length { part: Part::SaveDate, stated: 2, found: 1 };
        assert_eq!(unpack(0, &[1], 2), Err(short));
    }
}
