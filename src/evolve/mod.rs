//! The search: genomes vary, are judged by the game's rules, and the better ones breed on.

mod adopt;
mod archive;
mod checkpoint;
mod closer;
mod completion;
mod edits;
mod evolution;
mod fitness;
mod genome;
mod growth;
mod limits;
mod livery;
mod looks;
mod operation;
mod phrases;
mod plan;
mod regrowth;
mod sprout;
mod variation;
mod vocabulary;
mod workshop;

pub use adopt::AdoptError;
pub use archive::{Archive, Cell};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use closer::{Bounds, Closer};
pub use completion::{Completion, CompletionError};
pub use evolution::{Breeding, Evolution, Individual};
pub use fitness::{Fitness, Traits, Violation};
pub use genome::{Genome, TrackJoint};
pub use limits::Limits;
pub use operation::Operation;
pub use phrases::{Phrasebook, Span};
pub use plan::{Plan, Stop};
pub use variation::{OPERATORS, Operator};
pub use vocabulary::{Move, Shape, Vocabulary};
pub use workshop::{Flaw, Workshop};
