//! The best of every kind: designs that differ in what players see do not compete.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::PieceId;

use super::evolution::Individual;
use super::fitness::Traits;

/// A kind of design: size of the ground, height, length, inversions, each in bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    /// Bands of 100 tiles of bounding box.
    pub ground: u8,
    /// Bands of 10 height units.
    pub height: u8,
    /// Bands of 250 m.
    pub length: u8,
    /// Number of inversions, 6 and more together.
    pub inversions: u8,
}

impl Cell {
    /// The kind that a tested design is of.
    pub fn of(traits: &Traits) -> Self {
        let (width, length) = traits.footprint;
        Self {
            ground: (width * length / 100).min(20) as u8,
            height: (traits.height / 10).clamp(0, 20) as u8,
            length: (traits.length / 250).clamp(0, 20) as u8,
            inversions: traits.inversions.min(6),
        }
    }
}

/// The best feasible design of every kind seen so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    elites: BTreeMap<Cell, Individual>,
}

impl Archive {
    /// Keeps a design if it is the best of its kind. Whether it was kept.
    pub fn offer(&mut self, individual: &Individual) -> bool {
        let Some(traits) = individual.fitness.traits.filter(|_| individual.fitness.is_feasible()) else { return false };
        let cell = Cell::of(&traits);
        let better = |elite: &Individual| individual.fitness.score > elite.fitness.score;
        if self.elites.get(&cell).is_none_or(better) {
            self.elites.insert(cell, individual.clone());
            return true;
        }
        false
    }

    /// Takes a genome out.
    pub fn remove(&mut self, id: &str) {
        self.elites.retain(|_, elite| elite.genome.id() != id);
    }

    /// Elites with their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (&Cell, &Individual)> {
        self.elites.iter()
    }

    /// Number of kinds with a design.
    pub fn len(&self) -> usize {
        self.elites.len()
    }

    /// Whether nothing has been kept.
    pub fn is_empty(&self) -> bool {
        self.elites.is_empty()
    }

    /// An elite by its place in the order of kinds.
    pub fn nth(&self, index: usize) -> Option<&Individual> {
        self.elites.values().nth(index)
    }

    /// The best designs, best first, no two of which share half of their track.
    pub fn best(&self, count: usize) -> Vec<&Individual> {
        let mut ranked: Vec<&Individual> = self.elites.values().collect();
        ranked.sort_by_key(|elite| (elite.fitness.rank(), elite.genome.clone()));
        let mut best: Vec<&Individual> = Vec::new();
        for elite in ranked {
            if best.len() < count && best.iter().all(|other| differs(other, elite)) {
                best.push(elite);
            }
        }
        best
    }
}

/// Whether two designs share less than half of their runs of four pieces, wherever these stand.
fn differs(a: &Individual, b: &Individual) -> bool {
    let runs = |one: &Individual| {
        let mut runs: Vec<[PieceId; RUN]> =
            one.genome.track.windows(RUN).map(|run| std::array::from_fn(|place| run[place].piece)).collect();
        runs.sort_unstable();
        runs
    };
    let (a, b) = (runs(a), runs(b));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
            std::cmp::Ordering::Equal => {
                shared += 1;
                (i, j) = (i + 1, j + 1);
            }
        }
    }
    shared * 2 < a.len().min(b.len())
}

/// Pieces in the runs that are compared.
const RUN: usize = 4;
