//! The best of every kind: designs that differ in what players see do not compete.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, PieceId};
use crate::design::Element;
use crate::quantity::Footprint;

use super::individual::Individual;
use super::traits::Traits;

/// A kind of design by what players see of it: size of the ground, height, length, inversions, the way it winds, how
/// intense it is, each in bands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Niche {
    /// Bands of 100 tiles of bounding box.
    pub ground: u8,
    /// Bands of 10 height units.
    pub height: u8,
    /// Bands of 250 m.
    pub length: u8,
    /// Number of inversions, 6 and more together.
    pub inversions: u8,
    /// Whether curves turn to one side mostly (0), to both (1), or to the other side each time (2).
    pub winding: u8,
    /// Bands of 2.56, one for each of the words the game has for intensity.
    pub intensity: u8,
}

impl Niche {
    /// The kind that a tested design is of.
    pub fn of(traits: &Traits) -> Self {
        Self {
            ground: (traits.footprint.tiles() / 100).min(20) as u8,
            height: (traits.height / 10).clamp(0, 20) as u8,
            length: (traits.length / 250).clamp(0, 20) as u8,
            inversions: traits.inversions.min(6),
            winding: (u16::from(traits.switches) * 3 / u16::from(traits.curves.max(1))).min(2) as u8,
            intensity: (traits.intensity / 256).clamp(0, 5) as u8,
        }
    }
}

/// The best feasible design of every kind seen so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Archive {
    elites: BTreeMap<Niche, Individual>,
}

impl Archive {
    /// Keeps a design if it is the best of its kind. Whether it was kept.
    pub fn offer(&mut self, individual: &Individual) -> bool {
        let Some(traits) = individual.fitness.traits.filter(|_| individual.fitness.is_feasible()) else { return false };
        let niche = Niche::of(&traits);
        let better = |elite: &Individual| individual.fitness.score > elite.fitness.score;
        if self.elites.get(&niche).is_none_or(better) {
            self.elites.insert(niche, individual.clone());
            return true;
        }
        false
    }

    /// Takes a genome out.
    pub fn remove(&mut self, id: &str) {
        self.elites.retain(|_, elite| elite.genome.id() != id);
    }

    /// Elites with their kinds.
    pub fn iter(&self) -> impl Iterator<Item = (&Niche, &Individual)> {
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

    /// The best designs, best first, no two of which share half of their track, or look alike as a plan and a parts
    /// list; left and right are the same to the eye.
    pub fn best(&self, catalogue: &Catalogue, count: usize) -> Vec<&Individual> {
        let mut ranked: Vec<&Individual> = self.elites.values().collect();
        ranked.sort_by_key(|elite| (elite.fitness.rank(), elite.genome.clone()));
        let mut best: Vec<(&Individual, Likeness)> = Vec::new();
        for elite in ranked {
            if best.len() == count {
                break;
            }
            let likeness = Likeness::of(catalogue, elite);
            if best.iter().all(|(_, other)| other.differs(&likeness)) {
                best.push((elite, likeness));
            }
        }
        best.into_iter().map(|(elite, _)| elite).collect()
    }
}

/// Pieces in the runs that are compared.
const RUN: usize = 4;

/// What two designs are compared by.
struct Likeness {
    /// The bounding box, with its shorter side first.
    footprint: Footprint,
    /// Pieces, sorted.
    pieces: Vec<PieceId>,
    /// Runs of pieces, sorted.
    runs: Vec<[PieceId; RUN]>,
}

impl Likeness {
    fn of(catalogue: &Catalogue, one: &Individual) -> Self {
        let sideless = |element: &Element| {
            let mirror = catalogue.piece(element.piece).and_then(|piece| piece.mirror);
            mirror.map_or(element.piece, |mirror| mirror.min(element.piece))
        };
        let mut pieces: Vec<PieceId> = one.genome.course.tail().iter().chain(&one.genome.track).map(sideless).collect();
        let mut runs: Vec<[PieceId; RUN]> =
            pieces.windows(RUN).map(|run| std::array::from_fn(|place| run[place])).collect();
        runs.sort_unstable();
        pieces.sort_unstable();
        let footprint = one.fitness.traits.map(|traits| traits.footprint.upright()).unwrap_or_default();
        Self { footprint, pieces, runs }
    }

    fn differs(&self, other: &Self) -> bool {
        let alike = self.footprint == other.footprint && self.pieces == other.pieces;
        let shared = shared(&self.runs, &other.runs);
        !alike && shared * 2 <= self.runs.len().min(other.runs.len())
    }
}

/// How many items two sorted lists share.
fn shared<T: Ord>(a: &[T], b: &[T]) -> usize {
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            Ordering::Less => i += 1,
            Ordering::Greater => j += 1,
            Ordering::Equal => (i, j, shared) = (i + 1, j + 1, shared + 1),
        }
    }
    shared
}
