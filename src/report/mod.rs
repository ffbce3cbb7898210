//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.

mod account;
mod answers;
#[cfg(feature = "cli")]
mod colour;
#[cfg(feature = "cli")]
mod fact_sheet;
mod facts;
#[cfg(feature = "pictures")]
mod gallery;
#[cfg(feature = "pictures")]
mod page;
#[cfg(feature = "pictures")]
mod portrait;
#[cfg(feature = "cli")]
mod rating_sheet;
mod remark;
mod run_log;
#[cfg(feature = "cli")]
mod sheet;
#[cfg(feature = "cli")]
mod style;
mod trouble;
pub mod units;
mod winner;

pub use account::account_sentence;
pub use answers::Answers;
#[cfg(feature = "cli")]
pub use fact_sheet::fact_sheet;
pub use facts::{ElementFacts, Facts, Figures, Recomputed, SettingsFacts};
#[cfg(feature = "pictures")]
pub use gallery::gallery;
#[cfg(feature = "pictures")]
pub use page::{Card, PageData, Place, page};
#[cfg(feature = "pictures")]
pub use portrait::{Earlier, Portrait, contact_sheet, portraits};
pub use run_log::{BestLine, GenerationLine, IndexRow, index_csv};
#[cfg(feature = "cli")]
pub use sheet::Sheet;
#[cfg(feature = "cli")]
pub use style::columns;
pub use trouble::{CrashReport, PieceAt, StuckReport, TurnReport};
pub use winner::{Winner, with_statistics};
