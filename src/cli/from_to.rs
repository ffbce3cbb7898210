//! Limits from one end to another, as people write them and as a settings file holds them: `300..400`, `..7`, `2..`.

use std::fmt;
use std::marker::PhantomData;
use std::str::FromStr;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case};
use nom::character::complete::{char, digit1, multispace0, u8 as byte, u16};
use nom::combinator::{map_opt, opt, value, verify};
use nom::error::Error;
use nom::sequence::{preceded, separated_pair};
use nom::{IResult, Parser};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::evolve::Between;
use crate::report::units::hundredths;

use super::values::{spaced, text_or_number, unit as time_unit, whole};

/// What a figure may be, in a unit. A single number is both ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FromTo<U> {
    pub between: Between,
    unit: PhantomData<U>,
}

/// A unit that limits are written in.
pub(super) trait Unit {
    /// What to write in place of what cannot be read.
    const ADVICE: &str;

    /// Reads both ends.
    fn read(text: &str) -> IResult<&str, Between>;

    /// An end as it is written.
    fn show(end: i32) -> String;

    /// Both ends as they are written.
    fn show_both(least: &str, most: &str) -> String {
        format!("{least}..{most}")
    }
}

/// Whole numbers: metres, or how many of something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Whole;

/// Accelerations in g, kept in hundredths.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Force;

/// Speeds in mph or km/h, kept in whole miles per hour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Speed;

/// Times, kept in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Time;

/// Two ends, of which one may be left out, or a number that is both.
fn ends<'a, T: Copy>(
    end: impl Fn(&'a str) -> IResult<&'a str, T> + Copy,
) -> impl Parser<&'a str, Output = (Option<T>, Option<T>), Error = Error<&'a str>> {
    let range = separated_pair(opt(spaced(end)), tag(".."), opt(spaced(end)));
    let range = verify(range, |(least, most)| least.is_some() || most.is_some());
    alt((range, spaced(end).map(|number| (Some(number), Some(number)))))
}

/// The same where the least must not be above the most.
fn between<'a>(end: impl Fn(&'a str) -> IResult<&'a str, i32> + Copy, text: &'a str) -> IResult<&'a str, Between> {
    let between = ends(end).map(|(least, most)| Between { least, most });
    verify(between, |between| is_ordered(*between)).parse(text)
}

fn is_ordered(between: Between) -> bool {
    between.least.zip(between.most).is_none_or(|(least, most)| least <= most)
}

fn number(text: &str) -> IResult<&str, i32> {
    u16.map(i32::from).parse(text)
}

impl Unit for Whole {
    const ADVICE: &str = "give the least and the most, such as 300..400, or one of them: 300.. or ..400";

    fn read(text: &str) -> IResult<&str, Between> {
        between(number, text)
    }

    fn show(end: i32) -> String {
        end.to_string()
    }
}

impl Unit for Force {
    const ADVICE: &str = "give the least and the most g, such as -1.5..0, or one of them: -1.5.. or ..4.25";

    fn read(text: &str) -> IResult<&str, Between> {
        between(force, text)
    }

    fn show(end: i32) -> String {
        hundredths(end)
    }
}

/// Hundredths of g.
fn force(text: &str) -> IResult<&str, i32> {
    let decimals = opt(preceded(char('.'), verify(digit1, |decimals: &str| decimals.len() <= 2)));
    let magnitude = map_opt((digit1, decimals), |(whole, decimals): (&str, Option<&str>)| {
        format!("{whole}{:0<2}", decimals.unwrap_or_default()).parse::<i32>().ok()
    });
    let sign = opt(char('-')).map(|sign| if sign.is_some() { -1 } else { 1 });
    (sign, magnitude).map(|(sign, magnitude)| sign * magnitude).parse(text)
}

/// Which end of a limit a speed is.
type SpeedUnit = fn(i32, bool) -> i32;

impl Unit for Speed {
    const ADVICE: &str = "give the least and the most with their unit, such as 40..65mph, 60..105km/h or ..65mph";

    fn read(text: &str) -> IResult<&str, Between> {
        let speed = |text| (number, opt(preceded(multispace0, speed_unit))).parse(text);
        let between = map_opt(ends(speed), |(least, most): (Option<(i32, _)>, Option<(i32, _)>)| {
            let unit_of = |end: Option<(i32, Option<SpeedUnit>)>| end.and_then(|(_, unit)| unit);
            let unit = unit_of(most).or(unit_of(least))?;
            let least = least.map(|(speed, own)| own.unwrap_or(unit)(speed, true));
            let most = most.map(|(speed, own)| own.unwrap_or(unit)(speed, false));
            Some(Between { least, most })
        });
        verify(between, |between| is_ordered(*between)).parse(text)
    }

    fn show(end: i32) -> String {
        end.to_string()
    }

    fn show_both(least: &str, most: &str) -> String {
        if most.is_empty() { format!("{least}mph..") } else { format!("{least}..{most}mph") }
    }
}

/// Reads a unit, which tells the whole miles per hour that are shown for a least or a most speed.
fn speed_unit(text: &str) -> IResult<&str, SpeedUnit> {
    let mph: SpeedUnit = |speed, _| speed;
    // The game shows mph * 1648 / 1024, rounded down.
    let kmh: SpeedUnit = |speed, is_least| {
        if is_least { (speed * 1024 + 1647) / 1648 } else { (speed * 1024 + 1023) / 1648 }
    };
    alt((value(mph, tag_no_case("mph")), value(kmh, alt((tag_no_case("km/h"), tag_no_case("kmh")))))).parse(text)
}

impl Unit for Time {
    const ADVICE: &str = "give the shortest and the longest time, such as 90..150, 1:30..2:30, 90s.. or ..2m";

    fn read(text: &str) -> IResult<&str, Between> {
        between(time, text)
    }

    fn show(end: i32) -> String {
        format!("{end}s")
    }
}

/// Seconds: `90`, `90s`, `2m` or `1:30`.
fn time(text: &str) -> IResult<&str, i32> {
    let minutes = separated_pair(number, char(':'), verify(byte, |&seconds| seconds < 60));
    let minutes = minutes.map(|(minutes, seconds)| minutes * 60 + i32::from(seconds));
    let units = map_opt((u16, time_unit), |(number, unit)| (u64::from(number) * unit).try_into().ok());
    alt((minutes, units)).parse(text)
}

impl<U> From<Between> for FromTo<U> {
    fn from(between: Between) -> Self {
        Self { between, unit: PhantomData }
    }
}

impl<U: Unit> FromStr for FromTo<U> {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        whole(text, U::read, U::ADVICE).map(Self::from)
    }
}

impl<U: Unit> fmt::Display for FromTo<U> {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let end = |end: Option<i32>| end.map_or_else(String::new, U::show);
        out.write_str(&U::show_both(&end(self.between.least), &end(self.between.most)))
    }
}

impl<U: Unit> Serialize for FromTo<U> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de, U: Unit> Deserialize<'de> for FromTo<U> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        text_or_number(deserializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both_ways<U: Unit>(pairs: &[(&str, Option<&str>)]) {
        for (text, expected) in pairs {
            let read = text.parse::<FromTo<U>>();
            let shown = read.as_ref().ok().map(ToString::to_string);
            assert_eq!(shown.as_deref(), *expected, "{text}");
            if let Ok(FromTo { between, .. }) = read {
                assert_eq!(expected.unwrap().parse::<FromTo<U>>().unwrap().between, between, "{text}");
            }
        }
    }

    #[test]
    fn limits_are_read_in_the_units_of_players() {
        both_ways::<Whole>(&[
            ("300..400", Some("300..400")),
            ("..7", Some("..7")),
            (" 2 .. ", Some("2..")),
            ("3", Some("3..3")),
            ("..", None),
            ("9..4", None),
            ("-1..2", None),
            ("", None),
        ]);
        both_ways::<Force>(&[
            ("-1.5..0", Some("-1.50..0.00")),
            ("..4.25", Some("..4.25")),
            ("3..", Some("3.00..")),
            ("1.255..", None),
            ("0..-1", None),
        ]);
        both_ways::<Time>(&[
            ("1:30..2:30", Some("90s..150s")),
            ("90..", Some("90s..")),
            ("..2m", Some("..120s")),
            ("1:75..", None),
            ("90..60", None),
        ]);
    }

    #[test]
    fn speeds_are_those_that_the_game_shows() {
        both_ways::<Speed>(&[
            ("40..65mph", Some("40..65mph")),
            ("40 mph..", Some("40mph..")),
            ("..104km/h", Some("..65mph")),
            ("104km/h..", Some("65mph..")),
            ("105km/h..", Some("66mph..")),
            ("65 MPH", Some("65..65mph")),
            ("40..65", None),
            ("60..40mph", None),
        ]);
    }
}
