//! The smallest change that makes a design sound.
//!
//! A design is sound when its trains come round in all four directions, empty and full, every requirement of its type is
//! met, and it is no more intense than somebody wants it. A [`Change`] is one setting, or one piece that is added, taken
//! out or given another form. [`repair`] tries all single changes, then those that follow from the most promising.

mod change;
mod fault;
mod search;

pub use change::{Change, changes};
pub use fault::{Fault, Health, examine};
pub use search::{Repair, repair};
