//! A line of the tables of paths under `data/`: the pieces that share a path, and its sub-positions.

use nom::branch::alt;
use nom::bytes::complete::{tag, take, take_till};
use nom::character::complete::{anychar, char, i16, u8, u16};
use nom::combinator::{all_consuming, eof, map_opt, map_parser, success, value, verify};
use nom::error::Error;
use nom::multi::{many0, separated_list1};
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};

use super::geometry::Direction;
use super::path::{PathKind, SubPosition};
use super::piece::PieceId;

/// Whose path it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct PathKey {
    /// Which cars follow it.
    pub kind: PathKind,
    /// The piece.
    pub piece: PieceId,
    /// How the piece lies.
    pub direction: Direction,
}

/// A line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PathLine {
    /// Everything that shares the path.
    pub keys: Vec<PathKey>,
    /// The path.
    pub steps: Vec<SubPosition>,
}

impl PathLine {
    /// Reads a line such as `0/0 1/0: 32 31,16,0 @0,0,0 31-00`; the table explains it.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = all_consuming(separated_pair(separated_list1(char(' '), key), tag(": "), path));
        let (_, (keys, steps)) = parts.parse(text.as_bytes()).ok()?;
        Some(Self { keys, steps })
    }
}

/// `212/1`, or `reverser_rear/212/1`.
fn key(text: &[u8]) -> IResult<&[u8], PathKey> {
    let kind = alt((
        value(PathKind::ReverserFront, tag("reverser_front/")),
        value(PathKind::ReverserRear, tag("reverser_rear/")),
        success(PathKind::Usual),
    ));
    let piece = terminated(u16, char('/')).map(PieceId);
    let direction = verify(u8, |&number| number < 4).map(Direction::new);
    (kind, piece, direction).map(|(kind, piece, direction)| PathKey { kind, piece, direction }).parse(text)
}

/// The number of sub-positions, the first position, and tokens.
fn path(text: &[u8]) -> IResult<&[u8], Vec<SubPosition>> {
    let parts = (u16, preceded(char(' '), triple(i16)), many0(preceded(char(' '), token)));
    map_opt(parts, |(count, start, tokens)| {
        let steps = sub_positions(start, &tokens);
        (steps.len() == usize::from(count)).then_some(steps)
    })
    .parse(text)
}

/// A part of a path.
#[derive(Debug, Clone, Copy)]
enum Token {
    /// Yaw, pitch and roll of the sub-positions that follow.
    Angles([u8; 3]),
    /// The same step so often.
    Steps { times: u16, step: [i16; 3] },
}

/// `@0,2,0`, `(95,0,0)` or `31-00`.
fn token(text: &[u8]) -> IResult<&[u8], Token> {
    let angles = preceded(char('@'), triple(u8)).map(Token::Angles);
    let leap = delimited(char('('), triple(i16), char(')')).map(|step| Token::Steps { times: 1, step });
    alt((angles, leap, map_parser(take_till(|letter| letter == b' '), signs))).parse(text)
}

/// How often, and a sign for each axis; signs may be digits, so they are the last three letters.
fn signs(token: &[u8]) -> IResult<&[u8], Token> {
    let times = alt((u16, value(1, eof)));
    let times = map_parser(take(token.len().saturating_sub(3)), all_consuming(times));
    (times, sign, sign, sign).map(|(times, x, y, z)| Token::Steps { times, step: [x, y, z] }).parse(token)
}

fn sign(text: &[u8]) -> IResult<&[u8], i16> {
    let step = |sign| match sign {
        '0' => Some(0),
        '+' => Some(1),
        '-' => Some(-1),
        '#' => Some(2),
        '=' => Some(-2),
        _ => None,
    };
    map_opt(anychar, step).parse(text)
}

/// Three numbers with commas between them.
fn triple<'a, T>(
    number: impl Fn(&'a [u8]) -> IResult<&'a [u8], T> + Copy,
) -> impl Parser<&'a [u8], Output = [T; 3], Error = Error<&'a [u8]>> {
    let next = || preceded(char(','), number);
    (number, next(), next()).map(|(x, y, z)| [x, y, z])
}

/// Follows the tokens from the first position.
fn sub_positions([x, y, z]: [i16; 3], tokens: &[Token]) -> Vec<SubPosition> {
    let mut here = SubPosition { x, y, z, ..SubPosition::default() };
    let mut steps = Vec::new();
    for token in tokens {
        match *token {
            Token::Angles([yaw, pitch, roll]) => {
                here = SubPosition { yaw, pitch, roll, ..here };
                if steps.is_empty() {
                    steps.push(here);
                }
            }
            Token::Steps { times, step: [dx, dy, dz] } => {
                for _ in 0..times {
                    here = SubPosition { x: here.x + dx, y: here.y + dy, z: here.z + dz, ..here };
                    steps.push(here);
                }
            }
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_path_and_all_that_share_it() {
        let line = PathLine::parse("7/3 reverser_rear/212/1: 5 31,16,0 @8,2,0 2-0+ @9,0,1 (-95,0,0) #=0").unwrap();
        let key =
            |kind, piece, direction| PathKey { kind, piece: PieceId(piece), direction: Direction::new(direction) };
        assert_eq!(line.keys, [key(PathKind::Usual, 7, 3), key(PathKind::ReverserRear, 212, 1)]);
        let steps: Vec<_> = line.steps.iter().map(|step| (step.x, step.y, step.z, step.yaw)).collect();
        assert_eq!(steps, [(31, 16, 0, 8), (30, 16, 1, 8), (29, 16, 2, 8), (-66, 16, 2, 9), (-64, 14, 2, 9)]);
    }

    #[test]
    fn digits_before_the_signs_count() {
        let path = |token: &str, count: u16| PathLine::parse(&format!("0/0: {count} 0,0,0 @0,0,0 {token}"));
        assert_eq!(path("310+0", 32).unwrap().steps[31].y, 31);
        assert_eq!(path("000", 2).unwrap().steps[1], SubPosition::default());
        assert_eq!(
            [path("31", 2), path("+0", 2), path("2+0?", 3), path("1(+0)", 2), path("+00", 3)],
            [const { None }; 5]
        );
    }

    #[test]
    fn other_lines_are_refused() {
        for text in ["", "0/0", "0/4: 1 0,0,0 @0,0,0", "0/0: 1 0,0 @0,0,0", "0/0: 1 0,0,0 @0,0", "0/0: 1 0,0,0 @0,0,0 "]
        {
            assert_eq!(PathLine::parse(text), None, "{text}");
        }
    }
}
