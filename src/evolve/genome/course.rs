//! How the track of a genome meets its platform again.

use serde::{Deserialize, Serialize};

use crate::design::Element;

/// Whether the track leads back to the platform it left.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Course {
    /// The track from the platform's front ends at the platform's rear.
    Circuit,
    /// The track ends in the air, on one side of the platform or on both.
    LooseEnds {
        /// The track that ends at the platform's rear, in driving order.
        tail: Vec<Element>,
    },
}

impl Course {
    /// Whether the track leads back to the platform.
    pub const fn is_circuit(&self) -> bool {
        matches!(self, Self::Circuit)
    }

    /// The track that ends at the platform's rear, in driving order; none on a circuit.
    pub fn tail(&self) -> &[Element] {
        match self {
            Self::Circuit => &[],
            Self::LooseEnds { tail } => tail,
        }
    }
}
