//! The smallest change that makes a design sound.
//!
//! A design is sound when its trains come round in all four directions, empty and full, every requirement of its type is
//! met, and it is no more intense than somebody wants it: that is the [`Standard`]. A [`Change`] is one setting, a chain on a
//! climb, or track that becomes other track and leads to the same place. [`repair`] tries them by their weight, those of
//! few pieces first, alone and one upon another.

mod change;
mod fault;
mod options;
mod search;
mod workpiece;

pub use change::{Change, Splice};
pub use fault::{Fault, Health, Standard};
pub use search::{Findings, Repair, TRIES, repair};
