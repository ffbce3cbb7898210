//! Numbers that a search cannot work with.

use std::ops::RangeInclusive;

/// A number that a search cannot work with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{name} is {value}; give a number from {least} to {most}")]
pub struct OutOfBounds {
    /// The setting, as a settings file calls it.
    pub name: &'static str,
    /// What it is.
    pub value: i64,
    /// The smallest value that a search works with.
    pub least: i64,
    /// The largest value that a search works with.
    pub most: i64,
}

impl OutOfBounds {
    /// Whether a setting has a value in a range.
    pub(super) fn check(name: &'static str, value: impl TryInto<i64>, range: RangeInclusive<i64>) -> Result<(), Self> {
        let value = value.try_into().unwrap_or(i64::MAX);
        let (least, most) = range.into_inner();
        if (least..=most).contains(&value) { Ok(()) } else { Err(Self { name, value, least, most }) }
    }
}
