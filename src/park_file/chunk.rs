//! How values are written inside a chunk of a `.park` (rules: park files 1).

use nom::bytes::complete::{tag, take, take_till};
use nom::multi::length_count;
use nom::number::complete::{le_i32, le_u32, le_u64};
use nom::sequence::terminated;
use nom::{IResult, Offset, Parser};

use super::error::{Part, ReadError};

/// What a parser leaves and makes of its input.
pub(super) type Parsed<'a, T> = IResult<&'a [u8], T>;

/// A chunk, or another part of a file that is read from front to back.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub part: Part,
    pub data: &'a [u8],
}

impl<'a> Chunk<'a> {
    /// Reads from the front, and leaves what follows unread.
    pub(super) fn parse<T>(self, parser: impl FnOnce(&'a [u8]) -> Parsed<'a, T>) -> Result<(&'a [u8], T), ReadError> {
        parser(self.data).map_err(|error| {
            let offset = match &error {
                nom::Err::Error(error) | nom::Err::Failure(error) => self.data.offset(error.input),
                nom::Err::Incomplete(_) => self.data.len(),
            };
            ReadError::Broken { part: self.part, offset }
        })
    }
}

/// A number without sign; those of fewer than four bytes take four as well.
pub(super) fn number(input: &[u8]) -> Parsed<'_, u32> {
    le_u32(input)
}

/// A number with sign.
pub(super) fn integer(input: &[u8]) -> Parsed<'_, i32> {
    le_i32(input)
}

/// A number of eight bytes.
pub(super) fn long(input: &[u8]) -> Parsed<'_, u64> {
    le_u64(input)
}

/// A number that the game keeps in one byte.
pub(super) fn byte(input: &[u8]) -> Parsed<'_, u8> {
    le_u32.map(|number| number as u8).parse(input)
}

/// A number that the game keeps in two bytes.
pub(super) fn short(input: &[u8]) -> Parsed<'_, u16> {
    le_u32.map(|number| number as u16).parse(input)
}

/// Bytes up to a zero.
pub(super) fn text(input: &[u8]) -> Parsed<'_, String> {
    let bytes = terminated(take_till(|byte| byte == 0), tag(&[0][..]));
    bytes.map(|bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned()).parse(input)
}

/// Passes over some numbers.
pub(super) fn skip(numbers: usize) -> impl Fn(&[u8]) -> Parsed<'_, ()> {
    move |input| take(4 * numbers).map(drop).parse(input)
}

/// A count, the size of an element, and the elements.
pub(super) fn array<'a, T>(
    element: impl Parser<&'a [u8], Output = T, Error = nom::error::Error<&'a [u8]>>,
    input: &'a [u8],
) -> Parsed<'a, Vec<T>> {
    length_count(terminated(le_u32, le_u32), element).parse(input)
}
