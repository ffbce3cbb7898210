//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.

mod run_log;
mod verdict;
mod winner;

pub use run_log::{BestLine, GenerationLine, IndexRow, index_csv};
pub use verdict::{ByHand, Judged, Judgement, Raw, RunReport, Segment, Wanted, judge};
pub use winner::{Winner, with_statistics};
