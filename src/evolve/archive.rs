//! The best designs of a search that differ to the eye: those that look alike compete, others do not.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;

use super::appearance::Appearance;
use super::fitness::Violation;
use super::individual::Individual;

/// The best designs seen so far of which any two [differ](Appearance::differs), the best first. While there is room,
/// designs that do not keep the limits yet have a place too, behind all others: each is the first of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    elites: Vec<Elite>,
    /// Most designs that are kept.
    room: usize,
}

/// A design that is kept.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(transparent)]
struct Elite {
    individual: Individual,
    /// What it looks like, once that was of interest.
    #[serde(skip)]
    appearance: OnceLock<Appearance>,
}

impl Elite {
    fn appearance(&self, catalogue: &Catalogue) -> &Appearance {
        self.appearance.get_or_init(|| Appearance::of(catalogue, &self.individual.genome))
    }
}

impl PartialEq for Elite {
    fn eq(&self, other: &Self) -> bool {
        self.individual == other.individual
    }
}

impl Eq for Elite {}

impl Default for Archive {
    fn default() -> Self {
        Self { elites: Vec::new(), room: Self::LEAST_ROOM }
    }
}

impl Archive {
    /// Room of an archive from which few winners are wanted: there is enough to choose from.
    pub const LEAST_ROOM: usize = 100;

    /// Makes room for a number of winners, and for a quarter more: lines that may yet overtake them.
    pub fn make_room(&mut self, winners: usize) {
        self.room = Self::LEAST_ROOM.max(winners.saturating_add(winners / 4));
    }

    /// Keeps a design that is judged in full, or has a fault, if no better one looks like it; worse ones that do go.
    /// Whether it was kept.
    pub fn offer(&mut self, catalogue: &Catalogue, individual: &Individual) -> bool {
        let fitness = individual.fitness;
        let better = self.elites.partition_point(|elite| elite.individual.fitness.rank() <= fitness.rank());
        let is_known = fitness.is_complete || fitness.violation > Violation::None;
        if !is_known || better >= self.room {
            return false;
        }
        let offered = Elite { individual: individual.clone(), appearance: OnceLock::new() };
        let differs = |elite: &Elite| offered.appearance(catalogue).differs(elite.appearance(catalogue));
        if !self.elites[..better].iter().all(differs) {
            return false;
        }
        let worse: Vec<Elite> = self.elites.drain(better..).filter(differs).collect();
        self.elites.push(offered);
        self.elites.extend(worse);
        self.elites.truncate(self.room);
        true
    }

    /// Takes a genome out.
    pub fn remove(&mut self, id: &str) {
        self.elites.retain(|elite| elite.individual.genome.id() != id);
    }

    /// All designs, also those that do not keep the limits yet, the best first.
    pub fn everyone(&self) -> impl ExactSizeIterator<Item = &Individual> {
        self.elites.iter().map(|elite| &elite.individual)
    }

    /// The designs within the limits, the best first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Individual> {
        self.everyone().take(self.len())
    }

    /// Number of designs within the limits: kinds of coasters that players tell apart.
    pub fn len(&self) -> usize {
        self.elites.partition_point(|elite| elite.individual.fitness.is_feasible())
    }

    /// Whether no design is within the limits.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A design by its rank.
    pub fn nth(&self, index: usize) -> Option<&Individual> {
        self.elites.get(index).map(|elite| &elite.individual)
    }

    /// The winners: the best designs within the limits, best first. Each is the best of those that differ from all
    /// before it; there may be fewer than wanted.
    pub fn best(&self, count: usize) -> Vec<&Individual> {
        self.iter().take(count).collect()
    }

    /// Whether a search can have kept these designs, in this order.
    pub(super) fn is_sound(&self) -> bool {
        self.elites.len() <= self.room && self.everyone().is_sorted_by_key(|elite| elite.fitness.rank())
    }
}
