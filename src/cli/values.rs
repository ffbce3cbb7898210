//! Values of options that are more than a number, as people write them and as a settings file holds them.

use std::fmt;
use std::str::FromStr;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{char, digit0, digit1, multispace0, one_of, u8, u16, u32, u64};
use nom::combinator::{all_consuming, map_opt, opt, recognize, success, value, verify};
use nom::error::Error;
use nom::multi::{many0_count, separated_list1};
use nom::sequence::{delimited, preceded, separated_pair, terminated};
use nom::{IResult, Parser};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::catalogue::Direction;
use crate::evolve::Place;
use crate::quantity::{HeightUnits, Tile};
use crate::site::json;

/// The ground a design may take: `10x12`, or `10x12x20` with a height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Area {
    /// Tiles.
    pub width: u16,
    /// Tiles.
    pub length: u16,
    /// Height units of 0.75 m above the land.
    pub height: Option<u16>,
}

/// A part of a park: `40,52,30x24` for 30 x 24 tiles from tile (40, 52) on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ParkArea(pub json::Area);

/// The platform: how many tiles it has, `6`, or its place in a park, `40,52,1` or, at a height, `40,52,1,18`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Station {
    /// Tiles.
    Tiles(u8),
    /// Tile of its rear, the way trains leave it, and its height.
    Place(Place),
}

/// A range with both ends: `40..120`. A single number is both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub min: u32,
    pub max: u32,
}

/// A rating as players write it, `6.8`, kept in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rating(pub i32);

/// An amount as players write it, `4230` or `4230.50`, kept in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Money(pub i64);

/// A time to run for: `90`, `90s`, `5m`, `2h`, kept in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seconds(pub u64);

/// A part of a value, with space around it.
pub(super) fn spaced<'a, T>(
    part: impl Parser<&'a str, Output = T, Error = Error<&'a str>>,
) -> impl Parser<&'a str, Output = T, Error = Error<&'a str>> {
    delimited(multispace0, part, multispace0)
}

/// The value that a whole text stands for; if it stands for none, what to write in its place.
pub(super) fn whole<'a, T>(
    text: &'a str,
    parser: impl Parser<&'a str, Output = T, Error = Error<&'a str>>,
    advice: &str,
) -> Result<T, String> {
    let read = all_consuming(spaced(parser)).parse(text);
    read.map(|(_, value)| value).map_err(|_| advice.to_owned())
}

impl FromStr for Area {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let by = || one_of("xX");
        let size = || spaced(verify(u16, |&size| size > 0));
        let sizes = (separated_pair(size(), by(), size()), opt(preceded(by(), size())));
        let area = sizes.map(|((width, length), height)| Self { width, length, height });
        let advice = "give width and length in tiles, and a height in units of 0.75 m if you like: 10x12 or 10x12x40";
        whole(text, area, advice)
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}x{}", self.width, self.length)?;
        self.height.map_or(Ok(()), |height| write!(out, "x{height}"))
    }
}

impl FromStr for ParkArea {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = || spaced(u16);
        let place = separated_pair(number(), char(','), number());
        let size = separated_pair(number(), one_of("xX"), number());
        let area = separated_pair(place, char(','), size);
        let area = area.map(|((x, y), (width, length))| Self(json::Area { x, y, width, length }));
        whole(text, area, "give the least x and y, then the tiles along both: 40,52,30x24")
    }
}

impl fmt::Display for ParkArea {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let json::Area { x, y, width, length } = self.0;
        write!(out, "{x},{y},{width}x{length}")
    }
}

impl FromStr for Station {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        /// Steps of 8 at which a level track can lie.
        const HEIGHTS: std::ops::RangeInclusive<u16> = 2..=250;
        let is_level = |z: &u16| HEIGHTS.contains(z) && z.is_multiple_of(2);
        let comma = || char(',');
        let direction = || spaced(verify(u8, |&direction| direction < 4));
        let z = opt(preceded(comma(), spaced(verify(u16, is_level))));
        let place = (spaced(u16), comma(), spaced(u16), comma(), direction(), z);
        let place = place.map(|(x, _, y, _, direction, z)| {
            let z = z.map(|z| HeightUnits(z.into()).height());
            let (tile, direction) = (Tile::new(x.into(), y.into()), Direction::new(direction));
            Self::Place(Place { tile, direction, z })
        });
        let advice = "give its number of tiles, such as 6, or its place in a park: the x and y of its rear tile, the \
                      direction in which trains leave it, 0 to 3, and an even height of 2 to 250 steps if you like: \
                      40,52,1 or 40,52,1,18";
        whole(text, alt((place, spaced(u8).map(Self::Tiles))), advice)
    }
}

impl fmt::Display for Station {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Tiles(tiles) => write!(out, "{tiles}"),
            Self::Place(Place { tile: Tile { x, y }, direction, z }) => {
                write!(out, "{x},{y},{}", direction.number())?;
                z.map_or(Ok(()), |z| write!(out, ",{}", z.height_units().0))
            }
        }
    }
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let ends = (spaced(u32), opt(preceded(tag(".."), spaced(u32))));
        let span = ends.map(|(min, max)| Self { min, max: max.unwrap_or(min) });
        let ordered = verify(span, |span| span.min <= span.max);
        whole(text, ordered, "give the smallest and the largest number, such as 40..120")
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}..{}", self.min, self.max)
    }
}

/// A decimal number that is not negative, as an integer of its last place.
fn decimal<'a>(
    whole: impl Parser<&'a str, Output = &'a str, Error = Error<&'a str>>,
    places: usize,
) -> impl Parser<&'a str, Output = i64, Error = Error<&'a str>> {
    let fraction = opt(preceded(char('.'), digit0));
    map_opt((whole, fraction), move |(whole, fraction): (&str, Option<&str>)| {
        let whole = whole.replace(',', "");
        let fraction = fraction.unwrap_or_default().trim_end_matches('0');
        let fits = whole.len() <= 12 && fraction.len() <= places;
        fits.then(|| format!("{whole}{fraction:0<places$}").parse().ok())?
    })
}

impl FromStr for Rating {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let rating = map_opt(decimal(digit1, 2), |hundredths| i32::try_from(hundredths).ok().map(Self));
        whole(text, rating, "give a rating with at most two decimals, such as 6.8")
    }
}

impl fmt::Display for Rating {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}.{:02}", self.0 / 100, self.0 % 100)
    }
}

impl FromStr for Money {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let currency = terminated(many0_count(one_of("£$€")), multispace0);
        let thousands = recognize(separated_list1(char(','), digit1));
        let amount = preceded(currency, decimal(thousands, 1)).map(Self);
        whole(text, amount, "give an amount of money, such as 4230 or 4230.5")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// How many seconds a unit has; without a unit they are seconds.
pub(super) fn unit(text: &str) -> IResult<&str, u64> {
    let hour = value(3600, tag("h"));
    let minute = value(60, alt((tag("min"), tag("m"))));
    let second = alt((value(1, tag("s")), success(1)));
    alt((hour, minute, second)).parse(text)
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let seconds = map_opt((terminated(u64, multispace0), unit), |(number, unit)| number.checked_mul(unit));
        let time = verify(seconds, |&seconds| seconds > 0).map(Self);
        whole(text, time, "give a time such as 90s, 5m or 2h")
    }
}

impl fmt::Display for Seconds {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}s", self.0)
    }
}

/// What a settings file may hold in place of the text.
#[derive(Deserialize)]
#[serde(untagged)]
enum TextOrNumber {
    Text(String),
    Whole(i64),
    Decimal(f64),
}

pub(super) fn text_or_number<'de, T: FromStr<Err = String>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = match TextOrNumber::deserialize(deserializer)? {
        TextOrNumber::Text(text) => text,
        TextOrNumber::Whole(number) => number.to_string(),
        TextOrNumber::Decimal(number) => number.to_string(),
    };
    text.parse().map_err(serde::de::Error::custom)
}

macro_rules! as_text {
    ($($kind:ty),*) => {$(
        impl Serialize for $kind {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $kind {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                text_or_number(deserializer)
            }
        }
    )*};
}

as_text!(Area, ParkArea, Station, Span, Rating, Money, Seconds);

#[cfg(test)]
mod tests {
    use super::*;

    fn both_ways<T: FromStr<Err = String> + fmt::Display>(pairs: &[(&str, Option<&str>)]) {
        for (text, expected) in pairs {
            let shown = text.parse::<T>().ok().map(|value| value.to_string());
            assert_eq!(shown.as_deref(), *expected, "{text}");
        }
    }

    #[test]
    fn values_are_read_as_people_write_them() {
        both_ways::<Area>(&[("10x12", Some("10x12")), ("10X12x8", Some("10x12x8")), ("10", None), ("0x5", None)]);
        both_ways::<ParkArea>(&[("40, 52, 30x24", Some("40,52,30x24")), ("40,52", None), ("-1,2,3x4", None)]);
        both_ways::<Station>(&[
            ("6", Some("6")),
            ("40,52,1", Some("40,52,1")),
            ("40, 52, 3, 18", Some("40,52,3,18")),
            ("40,52,4", None),
            ("40,52,1,17", None),
            ("40,52", None),
            ("300", None),
        ]);
        both_ways::<Span>(&[
            ("4..9", Some("4..9")),
            ("7", Some("7..7")),
            ("9..4", None),
            ("4..", None),
            ("-1..2", None),
        ]);
        both_ways::<Rating>(&[
            ("6.8", Some("6.80")),
            ("10", Some("10.00")),
            ("6.801", None),
            ("6,8", None),
            ("-1", None),
            ("", None),
        ]);
        both_ways::<Money>(&[("£4,230.50", Some("4230.5")), ("900", Some("900.0")), ("9.55", None), ("x", None)]);
        both_ways::<Seconds>(&[
            ("90", Some("90s")),
            ("5m", Some("300s")),
            ("2h", Some("7200s")),
            ("0", None),
            ("5d", None),
        ]);
    }
}
