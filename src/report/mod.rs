//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.

mod fact_sheet;
mod facts;
mod incident;
mod page;
mod rating_sheet;
mod run_log;
mod sheet;
mod style;
pub mod units;
mod verdict;
mod winner;

pub use fact_sheet::fact_sheet;
pub use facts::{ElementFacts, Facts, Figures, Recomputed, SettingsFacts};
pub use incident::{Cause, Incident};
pub use page::{Card, PageData, Place, page};
pub use run_log::{BestLine, GenerationLine, IndexRow, index_csv};
pub use sheet::Sheet;
pub use style::columns;
pub use verdict::{ByHand, Judged, Judgement, Raw, RunReport, Segment, Wanted, judge};
pub use winner::{Winner, with_statistics};
