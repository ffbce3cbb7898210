//! The search: genomes vary, are judged by the game's rules, and the better ones breed on.

mod archive;
mod closer;
mod evolution;
mod fitness;
mod genome;
mod limits;
mod livery;
mod phrases;
mod sprout;
mod variation;
mod vocabulary;
mod workshop;

pub use archive::{Archive, Cell};
pub use closer::{Bounds, Closer};
pub use evolution::{Breeding, Evolution, Individual};
pub use fitness::{Fitness, Traits, Violation};
pub use genome::{Genome, TrackJoint};
pub use limits::Limits;
pub use phrases::{Phrasebook, Span};
pub use variation::{OPERATORS, Operator};
pub use vocabulary::{Move, Shape, Vocabulary};
pub use workshop::{Flaw, Workshop};
