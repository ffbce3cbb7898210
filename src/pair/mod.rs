//! Two rides whose stations stand side by side, so that their trains leave together: racing and duelling coasters.
//!
//! [`judge_pair`] puts the second design beside the first, builds both, and runs and rates each with the other in place.
//! [`Arrangement`] says how the platforms stand, [`Apart`] why they cannot.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::Wanted;
//! use loopwright::pair::judge_pair;
//! use loopwright::site::Site;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let twin = loopwright::layout::mirrored(&catalogue, &design)?;
//! let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
//! let pair = judge_pair(&catalogue, [&design, &twin], Site::default(), &wanted)?;
//! for (alone, beside) in pair.alone.iter().zip(&pair.beside) {
//!     let synchronised = |trial: &loopwright::judge::Trial| trial.rated.map(|rated| rated.surveyed.synchronises);
//!     assert_eq!(alone.trials.first().and_then(synchronised), Some(false));
//!     assert_eq!(beside.trials.first().and_then(synchronised), Some(true));
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod apart;
mod arrangement;
mod judged;
mod side;

pub use apart::{Apart, Unplaced};
pub use arrangement::Arrangement;
pub use judged::{Pair, judge_pair};
