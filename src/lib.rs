//! Evolves `RollerCoaster` Tycoon 2 coasters, judged by the game's own geometry, train physics and ratings.
//!
//! A design is read from a track file and judged: laid on the ground, compiled, run and rated.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::{Wanted, judge};
//! use loopwright::layout::Site;
//! use loopwright::{test_run::Outcome, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let file = track_file::read(include_bytes!("../docs/example.td6"))?;
//! let design = file.design(&catalogue)?;
//!
//! let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
//! let judgement = judge(&catalogue, &design, Site::default(), &wanted)?;
//! let layout = judgement.layout(Direction::new(0)).ok_or("not placed")?;
//! assert_eq!(layout.footprint(), (21, 19));
//!
//! let trial = judgement.trials.first().ok_or("not run")?;
//! assert_eq!(trial.tested.outcome, Outcome::Tested);
//! assert_eq!(trial.ratings(), Some([677, 796, 438]));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! The steps are functions of their own in [`layout`], [`judge`](mod@judge) and [`rating`]. The rules belong to one
//! version of the game, [`catalogue::RULE_SET`]. Nothing here reads files, clocks or the environment: the same input
//! gives the same output.

pub mod catalogue;
pub mod design;
pub mod evolve;
pub mod judge;
pub mod layout;
pub mod path;
#[cfg(feature = "pictures")]
pub mod picture;
pub mod quantity;
pub mod rating;
pub mod report;
pub mod test_run;
pub mod track_file;
