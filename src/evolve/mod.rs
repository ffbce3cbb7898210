//! The search: genomes vary, the game's rules judge them, and the better ones breed on.
//!
//! - A [`Problem`] holds the tables of a search: ride type, vehicles, limits, a [`PieceSet`] with the moves from one
//!   joint to the next, and [`Motifs`], short runs of pieces by what they join.
//! - A [`Lot`] is the part of a park to build on; without one the land is flat and empty. [`survey`] finds parts with room.
//! - A [`Genome`] is a platform, its track and how the ride is run. [`decode`] lays it on the [`Ground`] and makes a
//!   design of it, [`encode`] makes a genome of a design.
//! - [`initial_genome`] builds the first genomes, and a [`Closer`] finds the way back to the platform.
//! - [`vary`] makes a child with an [`Operator`]; the child of a closed circuit is a closed circuit.
//! - [`Problem::evaluate`] gives a genome its [`Fitness`]: constraint [`Violation`]s first, then excitement.
//! - An [`Archive`] keeps the best individuals of which any two differ in [`Appearance`]; its designs breed as well.
//! - A [`Crew`] of processes shares the work of a search.
//! - An [`Evolution`] lets several [`Island`]s climb against each other; a [`Checkpoint`] stores it with its [`Plan`].
//!
//! Imports point one way, from the search down to the tables.
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
mod appearance;
mod archive;
mod breeding;
mod checkpoint;
mod colours;
mod construction;
mod crew;
mod decoding;
mod encoding;
mod evolution;
mod figure;
mod fitness;
mod genome;
mod individual;
mod island;
mod limits;
mod lot;
mod merging;
mod moves;
mod operator;
mod out_of_bounds;
mod outlook;
mod placing;
mod plan;
mod problem;
mod rejudging;
mod scout;
mod survey;
mod traits;
mod variation;
mod variety;
mod walk;
mod work;

pub use appearance::{Appearance, GroundPlan, Profile};
pub use archive::Archive;
pub use breeding::Breeding;
pub use checkpoint::{Checkpoint, CheckpointError};
pub(crate) use colours::colours;
pub use construction::{
    Bounds, Closer, Completion, CompletionError, Ground, complete, complete_standing, initial_genome,
};
pub use crew::{Alone, Brief, Crew, CrewError, Lead, ParkBytes, follow};
pub use decoding::{DecodeError, decode};
pub use encoding::{EncodeError, encode};
pub use evolution::Evolution;
pub use figure::{Between, Figure};
pub(crate) use fitness::GIVE_UP_TICKS;
pub use fitness::{Aim, Bar, Fitness, Rank, Violation};
pub use genome::{Course, Form, Genome, Operation, TrackJoint, platform_for};
pub use individual::Individual;
pub use island::Island;
pub use limits::{Excess, Limit, Limits};
pub use lot::{Grounds, Lot, Place};
pub(crate) use moves::{MAX_MOTIF, span};
pub use moves::{Motif, Motifs, Move, PieceSet, Shape, Span};
pub use operator::{OPERATORS, Operator, pick_operator};
pub use out_of_bounds::OutOfBounds;
pub use plan::{Plan, Stop};
pub use problem::Problem;
pub use scout::Scout;
pub use survey::survey;
pub use traits::Traits;
pub use variation::vary;
