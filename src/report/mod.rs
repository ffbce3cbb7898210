//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.

mod verdict;

pub use verdict::{ByHand, Judged, Judgement, Raw, RunReport, Segment, Wanted, judge};
