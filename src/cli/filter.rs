//! Conditions on designs, such as `intensity < 10 and (ride = wooden_rc or name ~ tiger)`.

use std::cmp::Ordering;
use std::str::FromStr;

use nom::branch::alt;
use nom::bytes::complete::{tag, tag_no_case, take_till1, take_while1};
use nom::character::complete::{char, multispace0};
use nom::combinator::{all_consuming, map, opt, value, verify};
use nom::error::Error;
use nom::multi::separated_list1;
use nom::number::complete::double;
use nom::sequence::{delimited, preceded};
use nom::{IResult, Parser};

/// A figure or a word that a condition looks at.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Number(f64),
    Text(String),
}

/// A condition.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    Compare(String, Comparison, Value),
}

/// How a figure is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    AtMost,
    Equal,
    Unequal,
    AtLeast,
    Greater,
    /// A text contains another.
    Contains,
}

impl Condition {
    /// Whether it holds; a figure that is not there fulfils no comparison.
    pub(super) fn holds(&self, figure: &impl Fn(&str) -> Option<Value>) -> bool {
        match self {
            Self::All(conditions) => conditions.iter().all(|condition| condition.holds(figure)),
            Self::Any(conditions) => conditions.iter().any(|condition| condition.holds(figure)),
            Self::Not(condition) => !condition.holds(figure),
            Self::Compare(name, comparison, wanted) => {
                figure(name).is_some_and(|value| comparison.holds(&value, wanted))
            }
        }
    }

    /// The figures it looks at.
    pub(super) fn names(&self) -> Vec<&str> {
        match self {
            Self::All(conditions) | Self::Any(conditions) => conditions.iter().flat_map(Self::names).collect(),
            Self::Not(condition) => condition.names(),
            Self::Compare(name, ..) => vec![name],
        }
    }
}

impl Comparison {
    fn holds(self, value: &Value, wanted: &Value) -> bool {
        if let (Self::Contains, Value::Text(text)) = (self, value) {
            let part = match wanted {
                Value::Text(part) => part.to_lowercase(),
                Value::Number(number) => number.to_string(),
            };
            return text.to_lowercase().contains(&part);
        }
        let order = match (value, wanted) {
            (Value::Number(value), Value::Number(wanted)) => value.partial_cmp(wanted),
            (Value::Text(value), Value::Text(wanted)) => Some(value.to_lowercase().cmp(&wanted.to_lowercase())),
            (Value::Text(value), Value::Number(wanted)) => Some(value.cmp(&wanted.to_string())),
            (Value::Number(_), Value::Text(_)) => None,
        };
        let Some(order) = order else { return self == Self::Unequal };
        match self {
            Self::Less => order == Ordering::Less,
            Self::AtMost => order != Ordering::Greater,
            Self::Equal | Self::Contains => order == Ordering::Equal,
            Self::Unequal => order != Ordering::Equal,
            Self::AtLeast => order != Ordering::Less,
            Self::Greater => order == Ordering::Greater,
        }
    }
}

/// Most parentheses and negations, each of which may be in another.
const DEEPEST: usize = 32;

impl FromStr for Condition {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let advice = "give conditions such as intensity<10, or ride=wooden_rc and not (drops>9 or name~tiger)";
        let depth = text.matches(['(', '!']).count() + text.to_lowercase().matches("not ").count();
        if depth > DEEPEST {
            return Err(format!("give no more than {DEEPEST} parentheses and negations"));
        }
        let read = all_consuming(any).parse(text);
        read.map(|(_, condition)| condition).map_err(|_| advice.to_owned())
    }
}

fn spaced<'a, T>(
    part: impl Parser<&'a str, Output = T, Error = Error<&'a str>>,
) -> impl Parser<&'a str, Output = T, Error = Error<&'a str>> {
    delimited(multispace0, part, multispace0)
}

fn any(text: &str) -> IResult<&str, Condition> {
    let or = spaced(alt((tag("||"), tag_no_case("or "))));
    map(separated_list1(or, all), |conditions| single(conditions, Condition::Any)).parse(text)
}

fn all(text: &str) -> IResult<&str, Condition> {
    let and = spaced(alt((tag("&&"), tag_no_case("and "))));
    map(separated_list1(and, term), |conditions| single(conditions, Condition::All)).parse(text)
}

/// One condition as itself, several as a list.
fn single(mut conditions: Vec<Condition>, list: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    if conditions.len() == 1 { conditions.remove(0) } else { list(conditions) }
}

fn term(text: &str) -> IResult<&str, Condition> {
    let not = preceded(alt((tag("!"), tag_no_case("not "))), term);
    let group = delimited(char('('), any, char(')'));
    spaced(alt((map(not, |condition| Condition::Not(Box::new(condition))), group, comparison))).parse(text)
}

fn comparison(text: &str) -> IResult<&str, Condition> {
    let parts = (name, spaced(operator), wanted);
    map(parts, |(name, comparison, wanted)| Condition::Compare(name, comparison, wanted)).parse(text)
}

fn name(text: &str) -> IResult<&str, String> {
    let letters = take_while1(|letter: char| letter.is_ascii_alphanumeric() || letter == '_' || letter == '-');
    map(letters, |name: &str| name.to_lowercase().replace('-', "_")).parse(text)
}

fn operator(text: &str) -> IResult<&str, Comparison> {
    alt((
        value(Comparison::AtMost, tag("<=")),
        value(Comparison::AtLeast, tag(">=")),
        value(Comparison::Unequal, tag("!=")),
        value(Comparison::Less, tag("<")),
        value(Comparison::Greater, tag(">")),
        value(Comparison::Equal, (tag("="), opt(tag("=")))),
        value(Comparison::Contains, tag("~")),
    ))
    .parse(text)
}

fn wanted(text: &str) -> IResult<&str, Value> {
    let ends = |letter: char| letter.is_whitespace() || "()&|<>=!~\"".contains(letter);
    let quoted = delimited(char('"'), take_till1(|letter| letter == '"'), char('"'));
    let word = verify(take_till1(ends), |word: &str| !word.is_empty());
    let text_or_number = |word: &str| match all_consuming(double::<_, Error<&str>>).parse(word) {
        Ok((_, number)) => Value::Number(number),
        Err(_) => Value::Text(word.to_owned()),
    };
    alt((map(quoted, |text: &str| Value::Text(text.to_owned())), map(word, text_or_number))).parse(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str) -> bool {
        let figure = |name: &str| match name {
            "intensity" => Some(Value::Number(9.5)),
            "drops" => Some(Value::Number(12.0)),
            "name" => Some(Value::Text("Roaring Tiger".to_owned())),
            _ => None,
        };
        text.parse::<Condition>().unwrap().holds(&figure)
    }

    #[test]
    fn conditions_hold_or_do_not() {
        for text in [
            "intensity<10",
            "intensity <= 9.5 and drops>9",
            "drops < 3 or name ~ tiger",
            "not (drops < 3 or intensity > 10)",
            "name=\"roaring tiger\"",
            "drops != 11 && (intensity >= 9 || drops = 1)",
            "!drops=3",
        ] {
            assert!(holds(text), "{text}");
        }
        for text in ["intensity>10", "not name~tiger", "height>0", "drops=12 and drops=13", "name<10"] {
            assert!(!holds(text), "{text}");
        }
    }

    #[test]
    fn what_is_no_condition_is_refused() {
        for text in ["", "intensity", "intensity <", "(drops>3", "drops>3)", "drops 3", "and", "drops>3 drops>4"] {
            assert!(text.parse::<Condition>().is_err(), "{text}");
        }
        assert!("(".repeat(5000).parse::<Condition>().is_err());
        assert!("not ".repeat(5000).parse::<Condition>().is_err());
        assert!("!".repeat(5000).parse::<Condition>().is_err());
    }
}
