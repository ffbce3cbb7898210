//! Processes that search together, on one machine or many: each has the whole search, and does its share of the work.

mod alone;
mod error;
mod follower;
mod greeting;
mod lead;
mod order;

pub use alone::Alone;
pub use error::CrewError;
pub use follower::follow;
pub use lead::Lead;
pub use order::{Brief, ParkBytes};

/// Processes that search together, each known by its rank.
///
/// The process of rank 0 leads: it alone reads and writes files, asks the clock and heeds people, through a [`Lead`]. The others
/// [`follow`]. All of them hold the same search, so that any number of them, and of threads in each, comes to the same.
pub trait Crew {
    /// The number of this process, from 0 on.
    fn rank(&self) -> usize;

    /// The number of all processes.
    fn size(&self) -> usize;

    /// The bytes that each process gives, in order of rank. All processes call this at the same time, and all get the same.
    ///
    /// # Errors
    /// When a process is lost.
    fn gather(&self, bytes: &[u8]) -> Result<Vec<Vec<u8>>, CrewError>;
}
