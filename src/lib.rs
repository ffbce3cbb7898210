//! Evolves `RollerCoaster` Tycoon 2 coasters, judged by the game's own geometry, train physics and ratings.
//!
//! A design is read from a track file, laid on the ground, run and rated:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::layout::{self, Site};
//! use loopwright::{path::Path, rating, test_run, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let file = track_file::read(include_bytes!("../docs/example.td6"))?;
//! let design = file.design(&catalogue)?;
//!
//! let placement = layout::place(&catalogue, &design, Site::default(), Direction::new(0))?;
//! let layout = placement.as_design?;
//! assert_eq!(layout.footprint(), (21, 19));
//!
//! let path = Path::new(&layout)?;
//! let tested = test_run::run(&layout, &path);
//! assert_eq!(tested.outcome, test_run::Outcome::Tested);
//!
//! let rated = rating::rate(&layout, &tested.measured).ok_or("no way round")?;
//! assert_eq!(rated.ratings, [677, 796, 438]);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! [`report::judge`] does all of that at once, in as many directions as are wanted. The rules belong to one version of the
//! game, [`catalogue::RULE_SET`]. Nothing here reads files, clocks or the environment: the same input gives the same output.

pub mod catalogue;
pub mod design;
pub mod evolve;
pub mod layout;
pub mod path;
pub mod picture;
pub mod quantity;
pub mod rating;
pub mod report;
pub mod test_run;
pub mod track_file;
