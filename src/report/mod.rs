//! What the program says about designs: verdicts, test runs and ratings in the words and units of its users.
//!
//! [`Answers`] is what `rate --json` prints. If a train does not come round, it says where and why:
//!
//! ```
//! use loopwright::catalogue::{Catalogue, Direction};
//! use loopwright::judge::{Wanted, judge};
//! use loopwright::site::Site;
//! use loopwright::report::Answers;
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let mut design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! // The chain ends three pieces too early.
//! for element in &mut design.elements[18..=20] {
//!     element.chain = false;
//! }
//! let wanted = Wanted { directions: vec![Direction::new(0)], ..Wanted::default() };
//! let judgement = judge(&catalogue, &design, Site::default(), &wanted)?;
//! let answers = serde_json::to_value(Answers::new(&design, &judgement))?;
//! let run = &answers["runs"][0];
//! assert_eq!(run["outcome"], "stalled");
//! assert_eq!(run["stuck"][0]["cause"], "valley");
//! assert_eq!(run["stuck"][0]["rolled_back"]["piece"], 21);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod account;
mod answers;
mod building;
#[cfg(feature = "cli")]
mod colour;
#[cfg(feature = "cli")]
mod comparison;
mod crossing;
#[cfg(feature = "cli")]
mod dressing;
mod extremes;
#[cfg(feature = "cli")]
mod fact_sheet;
mod facts;
mod formula;
#[cfg(feature = "pictures")]
mod gallery;
mod listed;
mod listing;
#[cfg(feature = "cli")]
mod mending;
mod missing;
#[cfg(feature = "cli")]
mod operation;
mod own_scenery;
#[cfg(feature = "pictures")]
mod page;
#[cfg(feature = "cli")]
mod pair;
mod park_facts;
#[cfg(feature = "cli")]
mod park_sheet;
#[cfg(feature = "pictures")]
mod portrait;
#[cfg(feature = "cli")]
mod prospect;
#[cfg(feature = "cli")]
mod rating_sheet;
mod remark;
#[cfg(feature = "cli")]
mod ride_sheet;
mod run_answer;
mod run_log;
#[cfg(feature = "cli")]
mod sheet;
#[cfg(feature = "cli")]
mod shortened;
#[cfg(feature = "pictures")]
mod spots;
mod standing;
#[cfg(feature = "cli")]
mod steps;
#[cfg(feature = "cli")]
mod style;
mod trouble;
#[cfg(feature = "cli")]
mod tuning;
pub mod units;
mod whereabouts;
mod winner;

pub use account::{AccountLine, account_sentence};
pub use answers::Answers;
#[cfg(feature = "cli")]
pub use comparison::{Comparison, UnderRules, agreement, side_by_side};
pub use crossing::CrossingReport;
#[cfg(feature = "cli")]
pub use dressing::DressReport;
pub use extremes::{AirTimeReport, ExtremesReport, ReachReport, SpotReport};
#[cfg(feature = "cli")]
pub use fact_sheet::fact_sheet;
pub use facts::{ElementFacts, Facts, Figures, Recomputed, SettingsFacts};
pub use formula::{BonusFacts, Cap, FormulaFacts, RequirementFacts};
#[cfg(feature = "pictures")]
pub use gallery::gallery;
pub use listed::{PieceFacts, RideTypeFacts, VehicleFacts};
pub use listing::{Column, DesignRow, Figure};
#[cfg(feature = "cli")]
pub use mending::{ChangeReport, change_reports, fault_sentence};
#[cfg(feature = "pictures")]
pub use page::{Card, PageData, PageParts, Place, Sketch, page, page_parts, piece_spans};
#[cfg(feature = "cli")]
pub use pair::{Partner, PartnerAnswers};
pub use park_facts::{FiledFacts, FreshFacts, InPlaceFacts, ParkFacts, RideFacts, StoredFacts};
#[cfg(feature = "cli")]
pub use park_sheet::park_sheet;
#[cfg(feature = "pictures")]
pub use portrait::{Earlier, Portrait, contact_sheet, portraits};
#[cfg(feature = "cli")]
pub use ride_sheet::ride_sheet;
pub use run_log::{BestLine, GenerationLine, IndexRow, index_csv};
#[cfg(feature = "cli")]
pub use sheet::{Sheet, chosen_entrances};
#[cfg(feature = "pictures")]
pub use spots::{Spot, SpotsPage};
pub use standing::{Beside, Reached, Standing, feature_amount, feature_title};
#[cfg(feature = "cli")]
pub use steps::{Step, steps, steps_table};
#[cfg(feature = "cli")]
pub use style::columns;
pub use trouble::{CrashReport, PieceAt, StuckReport, TurnReport};
#[cfg(feature = "cli")]
pub use tuning::Tuning;
pub use whereabouts::Whereabouts;
pub use winner::{Winner, design_name, stored_statistics, with_own_statistics, with_statistics, with_statistics_at};
