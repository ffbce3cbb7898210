//! Evolves `RollerCoaster` Tycoon 2 coasters, judged by the game's own geometry, train physics and ratings.
//!
//! A design is read from a track file and judged: laid on the ground, compiled, run and rated.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::{Wanted, judge};
//! use loopwright::quantity::{Footprint, Ratings};
//! use loopwright::site::Site;
//! use loopwright::{test_run::Outcome, track_file};
//!
//! let catalogue = Catalogue::load()?;
//! let file = track_file::read(include_bytes!("../docs/example.td6"))?;
//! let design = file.design(&catalogue)?;
//!
//! let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
//! let judgement = judge(&catalogue, &design, Site::default(), &wanted)?;
//! let layout = judgement.layout(Direction::new(0)).ok_or("not placed")?;
//! assert_eq!(layout.footprint(), Footprint::new(21, 19));
//!
//! let trial = judgement.trials.first().ok_or("not run")?;
//! assert_eq!(trial.tested.outcome, Outcome::Tested);
//! assert_eq!(trial.ratings(), Some(Ratings::new([677, 796, 438])));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way of the data
//!
//! ```text
//! track file ──> design ──> layout ──> path ──> test run ──> rating ──> report, picture
//!                  ^                                            |
//!                  └──────────── genome <── evolve <────────────┘
//! ```
//!
//! # Modules
//!
//! In order: a module uses only those above it. Each link leads to an example.
//!
//! | module | question |
//! |---|---|
//! | [`quantity`] | What does a number count? |
//! | [`catalogue`] | Which pieces, ride types and vehicles are there? |
//! | [`design`] | What is a coaster, apart from files and ground? |
//! | [`track_file`] | What is in a TD4, TD6, TD7 or JSON file, and how is one written? |
//! | [`site`] | What is the ground like, and what stands on it? |
//! | [`park_file`] | What is in a saved park of `OpenRCT2`, RCT2 or RCT Classic? |
//! | [`layout`] | Can the design be placed and tested, and what does it cost? |
//! | [`path`] | Which way does a car take over the track? |
//! | [`test_run`] | How do the trains move, tick by tick, and what is measured? |
//! | [`rating`] | What are excitement, intensity and nausea? |
//! | [`looks`] | What does it look like to someone who knows coasters? |
//! | [`forecast`](mod@forecast) | What will a test run measure, more or less, without running it? |
//! | [`judge`](mod@judge) | All of these in one call, in the directions that are wanted |
//! | [`pair`] | What are two rides worth whose trains leave together? |
//! | [`tune`] | Which settings make the best of it? |
//! | [`dress`] | Which scenery goes with it? |
//! | [`evolve`] | Which designs are better? |
//! | [`construction`] | Which piece may follow when a coaster is built by hand? |
//! | [`repair`](mod@repair) | What is the smallest change that makes it sound? |
//! | `picture` | What does it look like? (feature `pictures`) |
//! | [`report`] | What does the program say to people? |
//! | `cli` | What does the program do when it is called? (feature `cli`) |
//!
//! Everything begins with the catalogue:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, PieceId};
//!
//! let catalogue = Catalogue::load()?;
//! let ride = catalogue.ride_named("wooden_rc").ok_or("unknown")?;
//! assert_eq!(ride.label, "Wooden Roller Coaster");
//! assert!(catalogue.vehicles_of(ride.id).any(|vehicle| vehicle.name == "PTCT1"));
//! assert_eq!(catalogue.piece(PieceId::FLAT).map(|piece| piece.name.as_str()), Some("flat"));
//! assert_eq!(catalogue.rules().name, "openrct2-0.5.5");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Rules
//!
//! A catalogue holds the tables and the [`rules`] of one version of the game. A note such as `(rules: construction 5.4)` names a
//! heading in the folder `docs/rules` of the repository, where `docs/glossary.md` explains the words. Nothing but `cli` reads
//! files, clocks or the environment: the same input gives the same output.

pub mod catalogue;
mod checksum;
#[cfg(feature = "cli")]
pub mod cli;
pub mod construction;
pub mod design;
pub mod dress;
pub mod evolve;
pub mod forecast;
pub mod judge;
pub mod layout;
pub mod looks;
pub mod pair;
pub mod park_file;
pub mod path;
#[cfg(feature = "pictures")]
pub mod picture;
pub mod quantity;
pub mod rating;
pub mod repair;
pub mod report;
pub mod rules;
pub mod site;
pub mod test_run;
pub mod track_file;
pub mod tune;

/// The examples of the manual are tried as those of this page are.
#[cfg(doctest)]
#[doc = include_str!("../docs/first-program.md")]
struct FirstProgram;
