//! Track designs as JSON text, to edit by hand and to compare.
//!
//! The form holds all that a TD6 or TD7 holds, bytes that no game reads included, with the names
//! of pieces, ride types, vehicles and modes in place of numbers. What a new file would hold
//! anyway may be left out. `schema` describes it, with the feature of that name; `docs/track-design.schema.json` is its text.
//!
//! ```
//! use loopwright::catalogue::Catalogue;
//! use loopwright::track_file::{TrackFile, json};
//!
//! let catalogue = Catalogue::load()?;
//! let text = r#"{
//!   "version": 1,
//!   "format": "td6",
//!   "ride": "wooden_rc",
//!   "vehicle": "PTCT1",
//!   "settings": {
//!     "mode": "continuous_circuit", "trains": 1, "cars": 2, "departure": { "load": "full" },
//!     "min_wait": 10, "max_wait": 60, "operation_option": 0, "lift_speed": 5, "circuits": 1
//!   },
//!   "colours": { "mode": "all", "vehicle": [[28, 23, 18]], "track": [[26, 0, 2], [0, 0, 0], [0, 0, 0], [0, 0, 0]],
//!                "station_style": "plain" },
//!   "elements": [
//!     { "piece": "end_station" },
//!     { "piece": "flat_to_up_25", "chain": true },
//!     { "piece": "brakes", "speed": 10 }
//!   ]
//! }"#;
//! let file = json::from_str(text, &catalogue)?;
//! assert_eq!(file.design(&catalogue)?.elements[2].speed, 10);
//! assert!(json::to_string(&file, &catalogue)?.contains("\n    {\"piece\": \"brakes\", \"speed\": 10}\n"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod error;
mod layout;
mod read;
mod write;

use serde::{Deserialize, Serialize};

pub use document::{
    Colours, Departure, Document, Element, Entrance, FileFormat, Label, Legacy, Load, MazeTile, Scenery, Settings,
    Statistics,
};
pub use error::{JsonError, Named};
pub(crate) use layout::Lines;

use super::TrackFile;
use crate::catalogue::Catalogue;

/// Version of the form that is written, and the only one that is read.
pub const VERSION: u32 = 1;
/// Largest text that is read; the largest TD7 has about half as much.
pub const TEXT_LIMIT: usize = 64 * 1024 * 1024;

/// Names of the station styles by number (rules: track files 5).
const STATION_STYLES: [&str; 13] = [
    "plain",
    "wooden",
    "canvas_tent",
    "grey_castle",
    "brown_castle",
    "jungle",
    "log_cabin",
    "classical",
    "abstract",
    "snow",
    "pagoda",
    "space",
    "no_entrance",
];

/// The text of a record: a line for each field and each member of a list.
///
/// # Errors
/// When the record is a TD4, which has to be converted first.
pub fn to_string(file: &TrackFile, catalogue: &Catalogue) -> Result<String, JsonError> {
    let mut text = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut text, layout::Lines::default());
    Document::new(file, catalogue)?.serialize(&mut writer)?;
    text.push(b'\n');
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The record that a text stands for, in the format it names.
///
/// # Errors
/// When the text is no JSON, has another version, or does not describe a track design; the error
/// says where.
pub fn from_str(text: &str, catalogue: &Catalogue) -> Result<TrackFile, JsonError> {
    #[derive(Deserialize)]
    struct Versioned {
        version: Option<u32>,
    }
    if text.len() > TEXT_LIMIT {
        return Err(JsonError::Large { length: text.len(), limit: TEXT_LIMIT });
    }
    let text = text.trim_start_matches('\u{feff}');
    // A later version may have other fields, so its number is looked at first.
    match serde_json::from_str::<Versioned>(text)?.version {
        Some(VERSION) => serde_json::from_str::<Document>(text)?.to_file(catalogue),
        Some(found) => Err(JsonError::Version { found }),
        None => Err(JsonError::Unversioned),
    }
}

/// The JSON Schema of the form, made from the types.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document)
}
