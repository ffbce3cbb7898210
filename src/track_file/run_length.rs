//! Run-length coding of the body of a track file (rules: track files 2).

use nom::bytes::complete::take;
use nom::number::complete::u8;
use nom::{IResult, Offset};

/// Largest result for TD4 and TD6; nothing legitimate exceeds 64 KiB.
pub const NARROW_LIMIT: usize = 256 * 1024;
/// Largest result for TD7.
pub const WIDE_LIMIT: usize = 1024 * 1024;
/// Longest run that the games write.
const LONGEST_RUN: usize = 125;

/// Why a body cannot be expanded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RunLengthError {
    /// A control byte asks for more bytes than follow.
    #[error("the control byte at offset {offset} of the file asks for {wanted} bytes and {left} are left")]
    Truncated {
        /// Position of the control byte in the body.
        offset: usize,
        /// Bytes it asks for.
        wanted: usize,
        /// Bytes that follow.
        left: usize,
    },
    /// The expanded data would exceed the limit.
    #[error("the data expands beyond {limit} bytes at offset {offset} of the file")]
    TooLong {
        /// Position of the control byte in the body.
        offset: usize,
        /// Largest length allowed.
        limit: usize,
    },
}

/// How many bytes stand between two runs before a new literal begins; the games differ in nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LiteralLimit {
    /// 125, as the original games write.
    #[default]
    Rct2,
    /// 126, as `OpenRCT2` writes.
    OpenRct2,
}

impl LiteralLimit {
    const fn length(self) -> usize {
        match self {
            Self::Rct2 => 125,
            Self::OpenRct2 => 126,
        }
    }
}

/// Expands a body. The result grows as data arrives and never beyond `limit`.
///
/// ```
/// # use loopwright::track_file::run_length::decode;
/// assert_eq!(decode(&[0xfe, 7, 0x01, 8, 9], 16), Ok(vec![7, 7, 7, 8, 9]));
/// ```
///
/// # Errors
/// When the body breaks off, or expands beyond `limit`.
pub fn decode(body: &[u8], limit: usize) -> Result<Vec<u8>, RunLengthError> {
    let mut data = Vec::new();
    let mut rest = body;
    while let Ok((after, control)) = control(rest) {
        let offset = body.offset(rest);
        let wanted = control.wanted();
        let truncated = |_: nom::Err<()>| RunLengthError::Truncated { offset, wanted, left: after.len() };
        let (after, bytes) = take(wanted)(after).map_err(truncated)?;
        let length = data.len() + control.length();
        if length > limit {
            return Err(RunLengthError::TooLong { offset, limit });
        }
        match control {
            Control::Literal(_) => data.extend_from_slice(bytes),
            Control::Run(_) => data.resize(length, bytes[0]),
        }
        rest = after;
    }
    Ok(data)
}

/// What a control byte says about the bytes that follow it.
#[derive(Debug, Clone, Copy)]
enum Control {
    /// Take this many bytes as they are.
    Literal(usize),
    /// Repeat one byte this often.
    Run(usize),
}

impl Control {
    /// Bytes that must follow the control byte.
    const fn wanted(self) -> usize {
        match self {
            Self::Literal(length) => length,
            Self::Run(_) => 1,
        }
    }

    /// Bytes that it expands to.
    const fn length(self) -> usize {
        match self {
            Self::Literal(length) | Self::Run(length) => length,
        }
    }
}

fn control(body: &[u8]) -> IResult<&[u8], Control, ()> {
    let (rest, byte) = u8(body)?;
    let control = match usize::from(byte) {
        literal @ ..0x80 => Control::Literal(literal + 1),
        run => Control::Run(257 - run),
    };
    Ok((rest, control))
}

/// Packs data with the scheme of the games, so that the same data gives the same bytes as theirs.
///
/// ```
/// # use loopwright::track_file::run_length::{LiteralLimit, encode};
/// assert_eq!(encode(&[7, 7, 7, 8, 9], LiteralLimit::Rct2), [0xfe, 7, 0x01, 8, 9]);
/// ```
pub fn encode(data: &[u8], limit: LiteralLimit) -> Vec<u8> {
    let mut body = Vec::with_capacity(data.len() / 2);
    let mut literal = 0..0;
    let mut position = 0;
    while let Some((&byte, rest)) = data.get(position..).and_then(<[u8]>::split_first) {
        let run = 1 + rest.iter().take(LONGEST_RUN - 1).take_while(|&&next| next == byte).count();
        if run >= 2 {
            flush(&mut body, &data[literal]);
            body.extend([(257 - run) as u8, byte]);
            position += run;
            literal = position..position;
            continue;
        }
        // The last byte joins the literal whatever its length.
        if literal.len() >= limit.length() && !rest.is_empty() {
            flush(&mut body, &data[literal]);
            literal = position..position;
        }
        position += 1;
        literal.end = position;
    }
    flush(&mut body, &data[literal]);
    body
}

fn flush(body: &mut Vec<u8>, literal: &[u8]) {
    if let Some(last) = literal.len().checked_sub(1) {
        body.push(last as u8);
        body.extend(literal);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BOTH: [LiteralLimit; 2] = [LiteralLimit::Rct2, LiteralLimit::OpenRct2];

    fn assert_packs(data: &[u8], body: &[u8], limit: LiteralLimit) {
        assert_eq!(encode(data, limit), body, "{data:?} with {limit:?}");
        assert_eq!(decode(body, data.len()).as_deref(), Ok(data), "{body:?}");
    }

    #[test]
    fn vectors_of_the_rules() {
        for limit in BOTH {
            assert_packs(&[], &[], limit);
            assert_packs(&[0x41], &[0x00, 0x41], limit);
            assert_packs(&[0x41, 0x41], &[0xff, 0x41], limit);
            assert_packs(&[0x41, 0x42, 0x43], &[0x02, 0x41, 0x42, 0x43], limit);
            assert_packs(&[0x41, 0x41, 0x42, 0x42], &[0xff, 0x41, 0xff, 0x42], limit);
            assert_packs(&[0; 125], &[0x84, 0], limit);
            assert_packs(&[0; 126], &[0x84, 0, 0, 0], limit);
            assert_packs(&[0; 127], &[0x84, 0, 0xff, 0], limit);
        }
    }

    #[test]
    fn literals_break_where_each_game_breaks_them() {
        let data: Vec<u8> = (0..128).collect();
        for (limit, first) in [(LiteralLimit::Rct2, 125), (LiteralLimit::OpenRct2, 126)] {
            let mut body = vec![first as u8 - 1];
            body.extend(&data[..first]);
            body.push((127 - first) as u8);
            body.extend(&data[first..]);
            assert_packs(&data, &body, limit);
        }
        let data: Vec<u8> = (0..126).collect();
        assert_eq!(encode(&data, LiteralLimit::Rct2)[0], 125, "the last byte joins a full literal");
    }

    #[test]
    fn broken_bodies_are_located() {
        assert_eq!(decode(&[0, 1, 0x80], 100), Err(RunLengthError::Truncated { offset: 2, wanted: 1, left: 0 }));
        assert_eq!(decode(&[5, 1, 2], 100), Err(RunLengthError::Truncated { offset: 0, wanted: 6, left: 2 }));
        assert_eq!(decode(&[0x80, 1, 0x80, 1], 257), Err(RunLengthError::TooLong { offset: 2, limit: 257 }));
        assert_eq!(decode(&[0x80, 1, 0x80, 1], 258).map(|data| data.len()), Ok(258));
    }

    proptest! {
        #[test]
        fn decoding_inverts_encoding(
            data in prop::collection::vec(prop_oneof![Just(0), 0_u8..3, any::<u8>()], 0..1000),
            runs in prop::collection::vec((any::<u8>(), 1_usize..400), 0..6),
        ) {
            let mut data = data;
            for (byte, length) in runs {
                data.extend(std::iter::repeat_n(byte, length));
            }
            for limit in BOTH {
                prop_assert_eq!(decode(&encode(&data, limit), data.len()), Ok(data.clone()));
            }
        }

        #[test]
        fn no_body_expands_beyond_the_limit(body in prop::collection::vec(any::<u8>(), 0..400), limit in 0_usize..2000) {
            if let Ok(data) = decode(&body, limit) {
                prop_assert!(data.len() <= limit);
            }
        }
    }
}
