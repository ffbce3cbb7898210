//! What a version of the game changed, named by what held before.

use serde::Deserialize;
use serde_json::{Map, Value};

/// A release as the game counts them: `0.5.3`.
pub type Version = (u8, u8, u8);

/// A change of the rules.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The release that made it; none for what is no change of the game's development.
    #[serde(default)]
    pub since: Option<Version>,
    /// What the game does since.
    pub what: String,
    /// The heading of the rules that says more.
    pub source: String,
    /// What held before.
    pub(crate) before: Before,
}

/// What held before a change. The catalogue reads the rows of its tables itself.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Before {
    /// Values of [`Knobs`](super::Knobs) by name.
    pub knobs: Map<String, Value>,
    /// Rows of ride types by name.
    pub rides: Map<String, Value>,
    /// Rows of pieces by number.
    pub pieces: Map<String, Value>,
    /// Rows of vehicles by name.
    pub vehicles: Map<String, Value>,
}
