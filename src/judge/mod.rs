//! The one place that judges: a design is laid, compiled, run and rated.
//!
//! [`judge`] takes all steps, in the directions and with the loads that are wanted:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::{Wanted, judge};
//! use loopwright::site::Site;
//! use loopwright::test_run::Outcome;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
//! let judgement = judge(&catalogue, &design, Site::default(), &wanted)?;
//! assert!(judgement.placement.by_hand.is_ok() && judgement.untested.is_none());
//! assert!(judgement.trials.iter().all(|trial| trial.tested.outcome == Outcome::Tested));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Each step is also a function of its own. A run can also stop early:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::{compile, run};
//! use loopwright::layout::place;
//! use loopwright::site::Site;
//! use loopwright::path::Load;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! let layout = place(&catalogue, &design, Site::default(), Direction::new(0))?.as_design?;
//! let path = compile(&layout, Load::Full)?;
//! let run = run(&layout, &path, |run| run.ticks() >= 400);
//! assert_eq!((run.ticks(), run.outcome()), (400, None));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod extremes;
mod in_place;
mod judgement;
mod step;

pub use extremes::{Extremes, Reach, Spot, Ticks};
pub use in_place::{Appraisal, InPlace, NotJudged, judge_in_place, judge_park};
pub use judgement::{Judgement, Trial, Unrated, Wanted, judge};
pub use step::{Untested, compile, rate, run};
