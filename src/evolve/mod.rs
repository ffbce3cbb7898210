//! The search: genomes vary, are judged by the game's rules, and the better ones breed on.
//!
//! ```
//! use loopwright::catalogue::Catalogue;
//! use loopwright::evolve::{Breeding, Evolution, Limits, Workshop};
//! use loopwright::report::Winner;
//!
//! let catalogue = Catalogue::load()?;
//! let ride = catalogue.ride_named("wooden_rc").ok_or("unknown")?;
//! let vehicle = catalogue.vehicles_of(ride.id).next().ok_or("no vehicle")?;
//! let workshop = Workshop::new(&catalogue, ride, vehicle, Limits::default());
//! let mut evolution = Evolution::new(Breeding { population: 8, islands: 1, ..Breeding::default() });
//! for _ in 0..3 {
//!     evolution.advance(&workshop);
//! }
//! let best = evolution.best().ok_or("nothing was bred")?;
//! let winner = Winner::new(&workshop, best).ok_or("it does not stand")?;
//! assert!(winner.design.elements.len() >= Limits::default().pieces.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod adopt;
mod archive;
mod checkpoint;
mod closer;
mod completion;
mod draft;
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
mod room;
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
pub use limits::{Excess, Limit, Limits};
pub use operation::Operation;
pub use phrases::{Phrasebook, Span};
pub use plan::{Plan, Stop};
pub use variation::{OPERATORS, Operator};
pub use vocabulary::{Move, Shape, Vocabulary};
pub use workshop::{Flaw, Workshop};
