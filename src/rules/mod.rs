//! The rules of a version of the game, by name (rules: rule sets 1).
//!
//! The tables under `data/` and the arithmetic of this crate are those of the newest version. A rule set names what an
//! older version does differently: a few [`Knobs`], and rows of tables. A [`Catalogue`](crate::catalogue::Catalogue) is
//! loaded under one rule set and carries it, so there is no copy of code per version and nothing global.
//!
//! ```
//! use loopwright::rules::Rules;
//!
//! let newest = Rules::newest_released()?;
//! let older = Rules::named("openrct2-0.5.3")?;
//! assert_eq!(older.knobs.start_vertical_g.0, 0);
//! assert_ne!(newest.knobs, older.knobs);
//! # Ok::<(), loopwright::rules::RulesError>(())
//! ```

mod change;
mod knobs;

use serde::Deserialize;
use serde_json::{Map, Value};

pub use change::{Change, Version};
pub use knobs::{
    AirTime, CountLimits, ExcessLateralG, Knobs, NegativeSums, StationMargin, StoredG, UpkeepBrakes, ValueWhenNew,
};

/// Why there are no such rules.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The table of rule sets is damaged.
    #[error("data/rule_sets.json: {0}; the program was built from damaged data")]
    Data(#[from] serde_json::Error),
    /// No rule set has this name.
    #[error("there is no rule set \"{name}\"; there are {}", known.join(", "))]
    Unknown {
        /// The name asked for.
        name: String,
        /// All names, newest first.
        known: Vec<String>,
    },
}

/// The rules of one version of the game.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Name, such as `openrct2-0.5.3`.
    pub name: String,
    /// Releases that judge coasters so; none for a development state.
    pub releases: Vec<String>,
    /// Day of the first of them, `2026-09-06`, if it is known.
    pub date: Option<String>,
    /// How sure these rules are.
    pub proof: String,
    /// Whether recordings of the game prove all of them.
    pub is_proven: bool,
    /// Rules that differ between versions.
    pub knobs: Knobs,
    /// What differs from the newest version, newest change first.
    pub changes: Vec<Change>,
    /// What these rules are known not to follow.
    pub open: Vec<String>,
}

impl Rules {
    /// The name, with a mark where recordings do not prove all of the rules.
    pub fn title(&self) -> String {
        if self.is_proven { self.name.clone() } else { format!("{} (proven in part)", self.name) }
    }

    /// All rule sets, the newest first.
    ///
    /// # Errors
    /// When `data/` was damaged before the build.
    pub fn all() -> Result<Vec<Self>, RulesError> {
        let table: Table = serde_json::from_str(include_str!("../../data/rule_sets.json"))?;
        table.sets.iter().map(|set| Ok(table.rules(set)?)).collect()
    }

    /// The rules of a name.
    ///
    /// # Errors
    /// When there are none, or when `data/` was damaged before the build.
    pub fn named(name: &str) -> Result<Self, RulesError> {
        let mut all = Self::all()?;
        if let Some(found) = all.iter().position(|rules| rules.name == name) {
            return Ok(all.swap_remove(found));
        }
        let known = all.into_iter().map(|rules| rules.name).collect();
        Err(RulesError::Unknown { name: name.to_owned(), known })
    }

    /// The rules of the newest release: what most players run.
    ///
    /// # Errors
    /// When `data/` was damaged before the build.
    pub fn newest_released() -> Result<Self, RulesError> {
        let released = Self::all()?.into_iter().find(|rules| !rules.releases.is_empty());
        released.ok_or_else(|| RulesError::Unknown { name: "newest released".to_owned(), known: Vec::new() })
    }
}

/// The table of rule sets.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    /// Knobs of the newest version.
    knobs: Map<String, Value>,
    sets: Vec<Set>,
    /// What a release changed, newest first.
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Set {
    name: String,
    /// Changes since later versions do not hold; none for rules that follow from `differs` alone.
    version: Option<Version>,
    releases: Vec<String>,
    date: Option<String>,
    proof: String,
    proven: bool,
    /// What holds besides, for rules that are no version of the game's development.
    #[serde(default)]
    differs: Vec<Change>,
    #[serde(default)]
    open: Vec<String>,
}

impl Table {
    fn rules(&self, set: &Set) -> Result<Rules, serde_json::Error> {
        let newer = |change: &&Change| set.version.is_some_and(|version| change.since > Some(version));
        let undone = self.changes.iter().filter(newer);
        let changes: Vec<Change> = undone.chain(&set.differs).cloned().collect();
        let mut knobs = self.knobs.clone();
        for change in &changes {
            knobs.extend(change.before.knobs.clone());
        }
        Ok(Rules {
            name: set.name.clone(),
            releases: set.releases.clone(),
            date: set.date.clone(),
            proof: set.proof.clone(),
            is_proven: set.proven,
            knobs: serde_json::from_value(Value::Object(knobs))?,
            changes,
            open: set.open.clone(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_release_comes_after_what_is_in_development() {
        let all = Rules::all().unwrap();
        assert!(all[0].releases.is_empty() && all[0].changes.is_empty());
        assert_eq!(Rules::newest_released().unwrap().name, "openrct2-0.5.5");
    }

    #[test]
    fn older_rules_differ_in_more() {
        let all = Rules::all().unwrap();
        let versions: Vec<&Rules> = all.iter().filter(|rules| rules.name.starts_with("openrct2-")).collect();
        assert!(versions.windows(2).all(|pair| pair[0].changes.len() < pair[1].changes.len()));
    }

    #[test]
    fn an_unknown_name_is_answered_with_all_names() {
        let error = Rules::named("openrct2-9").unwrap_err().to_string();
        assert!(error.contains("openrct2-0.4.23") && error.contains("rct2"), "{error}");
    }

    #[test]
    fn a_knob_keeps_its_value_in_every_older_version() {
        let all = Rules::all().unwrap();
        let start = |name: &str| all.iter().find(|rules| rules.name == name).unwrap().knobs.start_vertical_g.0;
        assert_eq!(["openrct2-0.5.5", "openrct2-0.5.3", "openrct2-0.4.23", "rct2"].map(start), [100, 0, 0, 100]);
    }
}
