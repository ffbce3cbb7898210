//! Files that are no track designs: what they seem to be.

use nom::branch::alt;
use nom::bytes::complete::{tag, take};
use nom::combinator::{all_consuming, flat_map, map_opt, rest, value, verify};
use nom::number::complete::{le_u32, u8};
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};

use super::checksum::Checksum;
use super::run_length::{RunLengthError, WIDE_LIMIT, decode};

/// Beginnings that name a kind of file.
const MAGIC: [(&[u8], &str); 15] = [
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a WebP picture or a sound"),
    (b"PARK", "a park or scenario of OpenRCT2"),
    (b"PK\x03\x04", "a ZIP archive or an OpenRCT2 object; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\0", "a program"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
    (b"fLaC", "a sound"),
];

/// Objects of RCT2 by the kind that their entry names (rules: track files 7).
const OBJECTS: [&str; 11] = [
    "a vehicle object of RCT2",
    "a scenery object of RCT2",
    "a large scenery object of RCT2",
    "a wall object of RCT2",
    "a banner object of RCT2",
    "a path object of RCT2",
    "an object of RCT2 for the side of a path",
    "a scenery group of RCT2",
    "a park entrance object of RCT2",
    "a water object of RCT2",
    "the text of a scenario of RCT2",
];

/// What a file seems to be that is no track design, with its article; nothing when it shows no signs.
pub fn kind(bytes: &[u8]) -> Option<&'static str> {
    let magic = alt(MAGIC.map(|(magic, kind)| value(kind, tag(magic))));
    let mut kinds = alt((magic, map_opt(rest, text), rct2_park, all_consuming(object), map_opt(rest, rct1_park)));
    let kind: IResult<&[u8], &'static str> = kinds.parse(bytes);
    kind.ok().map(|(_, kind)| kind)
}

fn text(bytes: &[u8]) -> Option<&'static str> {
    // Enough to recognise a text; cut between characters.
    let start = &bytes[..bytes.len().min(1024)];
    let text = match std::str::from_utf8(start) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => std::str::from_utf8(&start[..error.valid_up_to()]).ok()?,
        Err(_) => return None,
    };
    let readable = text.chars().all(|letter| !letter.is_control() || letter.is_whitespace());
    let first = text.trim_start_matches('\u{feff}').trim_start().chars().next()?;
    readable.then_some(match first {
        '{' | '[' => "JSON text",
        '<' => "a web page or XML text",
        _ => "plain text",
    })
}

/// Saved games and scenarios of RCT2 are chunks, of which the first is coded in the way 3 and has 32 bytes.
fn rct2_park(bytes: &[u8]) -> IResult<&[u8], &'static str> {
    let first = preceded(tag(&[3, 32, 0, 0, 0][..]), take(32_usize));
    // Objects may be packed along, before the other chunks.
    let next = alt((chunk.map(drop), object.map(drop)));
    let name = |header: &[u8]| if header[0] == 0 { "a saved game of RCT2" } else { "a scenario of RCT2" };
    terminated(first, next).map(name).parse(bytes)
}

/// Objects of RCT2 are an entry with a name in capitals, and one chunk.
fn object(bytes: &[u8]) -> IResult<&[u8], &'static str> {
    let kind = map_opt(u8, |flags| OBJECTS.get(usize::from(flags & 15)).copied());
    let name = verify(take(8_usize), |name: &[u8]| {
        name[0] != b' ' && name.iter().all(|letter| (b' '..=b'Z').contains(letter))
    });
    terminated(kind, (take(3_usize), name, take(4_usize), chunk)).parse(bytes)
}

/// A chunk tells its coding and its length.
fn chunk(bytes: &[u8]) -> IResult<&[u8], &[u8]> {
    preceded(verify(u8, |&coding| coding <= 3), flat_map(le_u32, |length: u32| take(length))).parse(bytes)
}

/// Parks of RCT1 are coded as track files are, with constants of either sign, and expand to more than a megabyte.
fn rct1_park(bytes: &[u8]) -> Option<&'static str> {
    let (body, stored) = bytes.split_last_chunk()?;
    let is_large = || matches!(decode(body, WIDE_LIMIT), Err(RunLengthError::TooLong { .. }));
    (Checksum::of_park(body, u32::from_le_bytes(*stored)) && is_large()).then_some("a park or scenario of RCT1")
}
