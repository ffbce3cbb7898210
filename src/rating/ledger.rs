//! An account of a rating, entry by entry (rules: ratings 3.5, 3.6, 3.8).

use serde::{Serialize, Serializer};

use crate::catalogue::ride_type::ModifierKind;

use super::Ratings;

/// What an entry is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    /// Where the type starts from.
    Base,
    /// Excitement lost to high intensity.
    IntensityPenalty,
    /// What the vehicle adds or takes, in 128ths.
    VehicleMultipliers,
    /// The bonus for air time.
    AirTime,
    /// An entry of the type's formula.
    #[serde(untagged)]
    Modifier(ModifierKind),
}

/// One line of the account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// What it is about.
    pub item: Item,
    /// The figures it looked at, with their names; an object where it is written out.
    #[serde(serialize_with = "as_object")]
    pub inputs: Vec<(&'static str, i64)>,
    /// Whether a requirement was met; `None` for bonuses and penalties, and for requirements that were waived.
    pub met: Option<bool>,
    /// Hundredths.
    pub before: Ratings,
    /// Hundredths.
    pub after: Ratings,
}

fn as_object<S: Serializer>(inputs: &[(&str, i64)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(inputs.iter().copied())
}

/// Takes the entries of an account as they come about.
pub trait Ledger {
    /// Enters one line; the closure is only called when somebody wants to know.
    fn enter(&mut self, entry: impl FnOnce() -> Entry);
}

/// Nobody wants to know.
impl Ledger for () {
    fn enter(&mut self, _: impl FnOnce() -> Entry) {}
}

/// Keeps every entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Itemised(pub Vec<Entry>);

impl Ledger for Itemised {
    fn enter(&mut self, entry: impl FnOnce() -> Entry) {
        self.0.push(entry());
    }
}
