//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.

mod account;
mod answers;
mod colour;
mod fact_sheet;
mod facts;
mod gallery;
mod page;
mod portrait;
mod rating_sheet;
mod remark;
mod run_log;
mod sheet;
mod style;
mod trouble;
pub mod units;
mod winner;

pub use account::account_sentence;
pub use answers::Answers;
pub use fact_sheet::fact_sheet;
pub use facts::{ElementFacts, Facts, Figures, Recomputed, SettingsFacts};
pub use gallery::gallery;
pub use page::{Card, PageData, Place, page};
pub use portrait::{Earlier, Portrait, contact_sheet, portraits};
pub use run_log::{BestLine, GenerationLine, IndexRow, index_csv};
pub use sheet::Sheet;
pub use style::columns;
pub use trouble::{CrashReport, PieceAt, StuckReport, TurnReport};
pub use winner::{Winner, with_statistics};
