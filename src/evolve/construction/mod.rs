//! Track built piece by piece: first designs, new stretches, and the way back to a joint.

mod bounds;
mod closer;
mod completion;
mod ground;
pub(crate) mod growth;
mod in_park;
mod initialisation;

pub use bounds::Bounds;
pub use closer::Closer;
pub use completion::{Completion, CompletionError, complete, complete_standing};
pub use ground::Ground;
pub use initialisation::initial_genome;
