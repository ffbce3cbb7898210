//! A line of designs, each better than the one before.

use serde::{Deserialize, Serialize};

use super::individual::Individual;

/// An island climbs: the best child of its leader takes the leader's place if it is better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Island {
    /// The leader and those before it, the best first; never empty.
    pub line: Vec<Individual>,
    /// The id of the design that it began with, if a reviewer favours that: it then never ends.
    pub favoured: Option<String>,
    /// Children since the leader was found.
    pub idle: u32,
}

/// Designs of a line that are kept.
const LINE: usize = 16;

impl Island {
    /// An island that begins to climb from a design.
    pub(super) fn new(leader: Individual) -> Self {
        Self { line: vec![leader], favoured: None, idle: 0 }
    }

    /// The design that has children.
    pub fn leader(&self) -> &Individual {
        &self.line[0]
    }

    /// Takes a child in; it leads if it is better than the leader.
    pub(super) fn welcome(&mut self, child: Individual) {
        if child.fitness.rank() < self.leader().fitness.rank() {
            self.line.insert(0, child);
            self.line.truncate(LINE);
            self.idle = 0;
        } else {
            self.idle = self.idle.saturating_add(1);
        }
    }

    /// Takes a design out; the one before it leads then. Whether one is left.
    pub(super) fn remove(&mut self, id: &str) -> bool {
        self.line.retain(|one| one.genome.id() != id);
        !self.line.is_empty()
    }
}
