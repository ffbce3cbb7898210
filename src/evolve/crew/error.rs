//! Why processes cannot search together any more.

/// Why processes cannot search together any more. The folder of the search holds its last checkpoint, which resumes it with
/// any number of processes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrewError {
    /// A process has gone.
    #[error("a process of the search is lost: {0}")]
    Lost(String),
    /// A process runs another version of the program.
    #[error("process {rank} runs loopwright {theirs}, and process 0 runs {ours}; install the same on every machine")]
    Version {
        /// Its rank.
        rank: usize,
        /// Its version.
        theirs: String,
        /// The version of rank 0.
        ours: String,
    },
    /// A process was built with other tables.
    #[error("process {0} was built with other tables than process 0; install the same program on every machine")]
    Tables(usize),
    /// A process gives bytes that are nothing of this search.
    #[error("process {0} gives what is no part of this search; install the same program on every machine")]
    Garbled(usize),
    /// Processes have come to different states.
    #[error(
        "after {generation} generations process {rank} has come to something else than process 0; \
         run the same program on every machine, and have its memory tested if it already does"
    )]
    Parted {
        /// The first that differs.
        rank: usize,
        /// How far they have come.
        generation: u32,
    },
    /// A process cannot do what rank 0 wants.
    #[error("process {rank} cannot take part: {reason}")]
    Unable {
        /// Its rank.
        rank: usize,
        /// What hinders it.
        reason: String,
    },
}
