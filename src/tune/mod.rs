//! What the settings of a design are worth: every vehicle, train, speed and number of laps that the game lets one set.
//!
//! The track stays as it is. A [`Sweep`] tries settings, each judged as the game judges it, and keeps the best.

mod limit;
mod setting;
mod sweep;

pub use limit::{Passage, Passing, limits};
pub use setting::Setting;
pub use sweep::{Goal, Sweep, Tuned};
