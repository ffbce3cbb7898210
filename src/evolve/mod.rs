//! The search: genomes vary, are judged by the game's rules, and the better ones breed on.
//!
//! ```
//! use loopwright::catalogue::Catalogue;
//! use loopwright::evolve::{Breeding, Evolution, Limits, Problem};
//! use loopwright::report::Winner;
//!
//! let catalogue = Catalogue::load()?;
//! let ride = catalogue.ride_named("wooden_rc").ok_or("unknown")?;
//! let vehicle = catalogue.vehicles_of(ride.id).next().ok_or("no vehicle")?;
//! let problem = Problem::new(&catalogue, ride, vehicle, Limits::default());
//! let mut evolution = Evolution::new(Breeding { population: 8, islands: 1, ..Breeding::default() });
//! for _ in 0..3 {
//!     evolution.advance(&problem);
//! }
//! let best = evolution.best().ok_or("nothing was bred")?;
//! let winner = Winner::new(&problem, best).ok_or("it does not stand")?;
//! assert!(winner.design.elements.len() >= Limits::default().pieces.0);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod aesthetics;
mod archive;
mod checkpoint;
mod colours;
mod construction;
mod evolution;
mod fitness;
mod genome;
mod individual;
mod limits;
mod moves;
mod operator;
mod out_of_bounds;
mod plan;
mod problem;
mod traits;
mod variation;

pub use archive::{Archive, Niche};
pub use checkpoint::{Checkpoint, CheckpointError};
pub use construction::{Bounds, Closer, Completion, CompletionError};
pub use evolution::{Breeding, Evolution};
pub use fitness::{Fitness, Violation};
pub use genome::{EncodeError, Genome, Operation, TrackJoint};
pub use individual::Individual;
pub use limits::{Excess, Limit, Limits};
pub use moves::{Motifs, Move, PieceSet, Shape, Span};
pub use operator::{OPERATORS, Operator};
pub use out_of_bounds::OutOfBounds;
pub use plan::{Plan, Stop};
pub use problem::{DecodeError, Problem};
pub use traits::Traits;
