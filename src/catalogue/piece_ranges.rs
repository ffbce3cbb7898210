//! Sets of pieces as ranges of their numbers: `0-3 9 12-15`.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use nom::character::complete::{char, space1, u16};
use nom::combinator::{all_consuming, opt, verify};
use nom::multi::separated_list0;
use nom::sequence::preceded;
use nom::{IResult, Parser};
use serde::de::Error;
use serde::{Deserialize, Deserializer};

use super::piece::PieceId;

/// The set that a text stands for.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<BTreeSet<PieceId>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| D::Error::custom(format!("{text:?} is no list of pieces such as 0-3 9 12-15")))
}

fn parse(text: &str) -> Option<BTreeSet<PieceId>> {
    let (_, ranges) = all_consuming(separated_list0(space1, range)).parse(text).ok()?;
    Some(ranges.into_iter().flatten().map(PieceId).collect())
}

fn range(text: &str) -> IResult<&str, RangeInclusive<u16>> {
    let ends = (u16, opt(preceded(char('-'), u16))).map(|(first, last)| first..=last.unwrap_or(first));
    verify(ends, |range| !range.is_empty()).parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_stand_for_all_that_lies_in_them() {
        let numbers = |text| parse(text).map(|pieces| pieces.into_iter().map(|piece| piece.0).collect::<Vec<_>>());
        assert_eq!(numbers("0-3 9 12-13"), Some(vec![0, 1, 2, 3, 9, 12, 13]));
        assert_eq!(numbers(""), Some(Vec::new()));
        assert_eq!(
            [numbers("3-1"), numbers("1,2"), numbers("1-"), numbers("65536"), numbers(" 1")],
            [const { None }; 5]
        );
    }
}
