//! Values of options that are more than a number, as people write them and as a settings file holds them.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The ground a design may take: `10x12`, or `10x12x20` with a height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Tiles.
    pub width: u16,
    /// Tiles.
    pub length: u16,
    /// Height units of 0.75 m above the land.
    pub height: Option<u16>,
}

/// A range with both ends: `40..120`. A single number is both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub min: u32,
    pub max: u32,
}

/// A rating as players write it, `6.8`, kept in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating(pub i32);

/// An amount as players write it, `4230` or `4230.50`, kept in tenths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Money(pub i64);

/// A time to run for: `90`, `90s`, `5m`, `2h`, kept in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Seconds(pub u64);

impl FromStr for Area {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let sizes: Option<Vec<u16>> =
            text.split(['x', 'X']).map(|size| size.trim().parse().ok().filter(|&size| size > 0)).collect();
        match sizes.as_deref() {
            Some(&[width, length]) => Ok(Self { width, length, height: None }),
            Some(&[width, length, height]) => Ok(Self { width, length, height: Some(height) }),
            _ => Err("give width and length in tiles, and a height in units of 0.75 m if you like: 10x12 or 10x12x40"
                .to_owned()),
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}x{}", self.width, self.length)?;
        self.height.map_or(Ok(()), |height| write!(out, "x{height}"))
    }
}

impl FromStr for Span {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = |text: &str| text.trim().parse::<u32>().ok();
        let ends = match text.split_once("..") {
            Some((min, max)) => number(min).zip(number(max)),
            None => number(text).map(|both| (both, both)),
        };
        let span = ends.map(|(min, max)| Self { min, max }).filter(|span| span.min <= span.max);
        span.ok_or_else(|| "give the smallest and the largest number, such as 40..120".to_owned())
    }
}

impl fmt::Display for Span {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}..{}", self.min, self.max)
    }
}

/// A decimal number with so many places, as an integer of its last place; not negative.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let text = text.trim();
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 12 || fraction.len() > places || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    format!("{whole}{fraction:0<places$}").parse().ok()
}

impl FromStr for Rating {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let value = decimal(text, 2).and_then(|value| i32::try_from(value).ok());
        value.map(Self).ok_or_else(|| "give a rating with at most two decimals, such as 6.8".to_owned())
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
        let text = text.trim().trim_start_matches(['£', '$', '€']).replace(',', "");
        decimal(&text, 1).map(Self).ok_or_else(|| "give an amount of money, such as 4230 or 4230.5".to_owned())
    }
}

impl fmt::Display for Money {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

impl FromStr for Seconds {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let text = text.trim();
        let (number, unit) = text.split_at(text.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(text.len()));
        let factor = match unit.trim() {
            "" | "s" => Some(1),
            "m" | "min" => Some(60),
            "h" => Some(3600),
            _ => None,
        };
        let seconds = number.parse::<u64>().ok().zip(factor).and_then(|(number, factor)| number.checked_mul(factor));
        seconds.filter(|&seconds| seconds > 0).map(Self).ok_or_else(|| "give a time such as 90s, 5m or 2h".to_owned())
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

fn text_or_number<'de, T: FromStr<Err = String>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
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

as_text!(Area, Span, Rating, Money, Seconds);

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
        both_ways::<Span>(&[
            ("4..9", Some("4..9")),
            ("7", Some("7..7")),
            ("9..4", None),
            ("4..", None),
            ("-1..2", None),
        ]);
        both_ways::<Rating>(&[("6.8", Some("6.80")), ("10", Some("10.00")), ("6.801", None), ("-1", None), ("", None)]);
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
