//! Searches for the same, joined into one.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::breeding::Breeding;
use super::checkpoint::Checkpoint;
use super::evolution::{Evolution, best_first};
use super::island::Island;
use super::lot::Lot;
use super::plan::Plan;
use super::problem::Problem;

/// Settings that may differ between searches for the same.
const FREE: [&str; 6] = ["preset", "stop", "breeding", "plot_every", "pause_every", "theme"];

impl Plan {
    /// Names of the settings by which two plans search for different things, as `run.toml` has them, so that what they found
    /// cannot be joined. Seeds, ends, numbers of children and winners, pictures and scenery may differ, and where the file of
    /// a park lies.
    pub fn differences(&self, other: &Self) -> Vec<String> {
        let (mine, theirs) = (self.sought(), other.sought());
        let names: BTreeSet<&String> = mine.keys().chain(theirs.keys()).collect();
        names.into_iter().filter(|&name| mine.get(name) != theirs.get(name)).cloned().collect()
    }

    /// The settings that say what is searched for, by name.
    fn sought(&self) -> BTreeMap<String, Value> {
        let lot = self.lot.clone().map(|lot| Lot { park: String::new(), ..lot });
        let Ok(Value::Object(mut plan)) = serde_json::to_value(Self { lot, ..self.clone() }) else {
            return BTreeMap::new();
        };
        plan.retain(|name, _| !FREE.contains(&name.as_str()));
        let limits = plan.remove("limits").and_then(|limits| limits.as_object().cloned()).unwrap_or_default();
        let limits = limits.into_iter().map(|(name, value)| (format!("limits.{name}"), value));
        plan.into_iter().chain(limits).collect()
    }
}

impl Checkpoint {
    /// One search that has found what several have found, judged again; the order in which they are given does not matter.
    /// What a reviewer favours or discards in one is so in all. If it goes on, it does so for as long again as one of them;
    /// `elapsed_s` is the seconds that all of them took.
    /// None where there is none.
    ///
    /// The [differences](Plan::differences) of their plans must be empty, and the problem be that of one of them.
    pub fn merged(problem: &Problem, mut searches: Vec<Self>, elapsed_s: f64) -> Option<Self> {
        searches.sort_by_cached_key(bytes);
        let mut plan = searches.first()?.plan.clone();
        let evolutions = || searches.iter().map(|search| &search.evolution);
        let most = |number: fn(&Breeding) -> usize| {
            searches.iter().map(|search| number(&search.plan.breeding)).max().unwrap_or_default()
        };
        plan.breeding.winners = most(|breeding| breeding.winners);
        plan.breeding.islands = most(|breeding| breeding.islands);
        let mut merged = Evolution::new(plan.breeding);
        merged.generation = evolutions().map(|one| one.generation).max()?;
        merged.evaluations = evolutions().fold(0, |sum, one| sum.saturating_add(one.evaluations));
        merged.feasible = evolutions().map(|one| one.feasible).sum::<u32>() / searches.len() as u32;
        merged.discarded = evolutions().flat_map(|one| one.discarded.iter().cloned()).collect();
        let elites = evolutions().flat_map(|one| one.archive.everyone().cloned()).collect();
        merged.islands = evolutions().flat_map(|one| one.islands.iter().cloned()).collect();
        merged.clear_of_discarded();
        merged.rejudge_with(problem, elites);
        merged.choose_islands();
        plan.stop = plan.stop.again(&merged, elapsed_s);
        Some(Self { plan, evolution: merged })
    }
}

impl Evolution {
    /// Takes what is discarded out of the islands.
    fn clear_of_discarded(&mut self) {
        let discarded = std::mem::take(&mut self.discarded);
        for id in &discarded {
            self.leave_islands(id);
        }
        self.discarded = discarded;
    }

    /// Keeps each favoured island once, and as many of the best others as there is to be.
    fn choose_islands(&mut self) {
        let (mut favoured, mut rivals): (Vec<Island>, Vec<Island>) =
            std::mem::take(&mut self.islands).into_iter().partition(|island| island.favoured.is_some());
        favoured.sort_by_cached_key(|island| (island.favoured.clone(), best_first(island.leader()), bytes(island)));
        favoured.dedup_by(|a, b| a.favoured == b.favoured);
        rivals.sort_by_cached_key(|island| (best_first(island.leader()), bytes(island)));
        rivals.dedup_by(|a, b| a.leader().genome == b.leader().genome);
        rivals.truncate(self.breeding.islands);
        self.islands = rivals;
        self.islands.extend(favoured);
    }
}

/// Puts in order what nothing else does.
fn bytes(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).unwrap_or_default()
}
