//! Parks as JSON text, so that people and other programs can make a site, and look at one.
//!
//! The form holds what a coaster feels: land, water, owners, what stands on each tile, rides, and what the park forbids.
//! Objects, pieces and ride types have their names. Tiles outside the listed area are low, dry and without owner. `schema`
//! describes the form, with the feature of that name; `docs/site.schema.json` is its text.
//!
//! ```
//! use loopwright::catalogue::Catalogue;
//! use loopwright::quantity::{Height, Tile};
//! use loopwright::site::json;
//!
//! let catalogue = Catalogue::load()?;
//! let text = r#"{
//!   "version": 1, "form": "site", "size": [9, 9], "area": { "x": 4, "y": 4, "width": 2, "length": 1 },
//!   "tiles": [
//!     { "land": { "base": 112, "owner": "park" } },
//!     { "land": { "base": 96, "water": 112, "owner": "park" },
//!       "above": [{ "kind": "small_scenery", "base": 96, "clearance": 176, "quarters": 2,
//!                   "object": "rct2.scenery_small.tl1" }] }
//!   ]
//! }"#;
//! let park = json::from_str(text, &catalogue)?;
//! assert_eq!(park.tiles.land(Tile::new(5, 4)).map(|land| land.water), Some(Height(112)));
//! assert_eq!(json::from_str(&json::to_string(&park, None, &catalogue)?, &catalogue)?, park);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod document;
mod read;
mod write;

pub use document::{Area, Document};

use serde::{Deserialize, Serialize};

use super::{LARGEST_MAP, Park};
use crate::catalogue::Catalogue;
use crate::track_file::json::Lines;

/// Version of the form that is written, and the only one that is read.
pub const VERSION: u32 = 1;
/// Largest text that is read.
pub const TEXT_LIMIT: usize = 256 << 20;

/// Why a JSON text is no site. The text is to blame: it is damaged, or written with a mistake that the message names.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// More text than a park has.
    #[error("the text has {length} bytes and no site more than {limit}; is it the right file?")]
    Large {
        /// Bytes.
        length: usize,
        /// Largest length accepted.
        limit: usize,
    },
    /// Not JSON, or not with the fields of a site.
    #[error("{0}; compare with the JSON schema of sites")]
    Text(#[from] serde_json::Error),
    /// Another version.
    #[error("version {found} of the form; this program knows version {known}, so get a program that is newer", known = VERSION)]
    Version {
        /// The version found.
        found: u32,
    },
    /// Some other JSON.
    #[error("this seems to be other JSON text; a site begins with \"version\": {known}, \"form\": \"site\"", known = VERSION)]
    Other,
    /// A size that no map has.
    #[error("size: a map has 3 to {most} tiles a side, not {} x {}", .size.0, .size.1, most = LARGEST_MAP)]
    Size {
        /// Tiles along x and y.
        size: (u16, u16),
    },
    /// The area is not that of the tiles, or lies outside the map.
    #[error("area: {0}")]
    Area(String),
    /// A name that is none.
    #[error("{place}: there is no {kind} {name:?}; correct the name, or give a number")]
    Name {
        /// Where it stands.
        place: String,
        /// What it should name.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// More objects than a park has room for.
    #[error("there are more than {} objects that the catalogue does not hold; is it the right file?", u16::MAX)]
    Objects,
    /// A height between the steps, or beyond the largest.
    #[error("{place}: {height} is no height; heights are 0 to 4080 in steps of {step}")]
    Height {
        /// Where it stands.
        place: String,
        /// The height.
        height: i32,
        /// Z units between heights.
        step: i32,
    },
}

/// The text of a park, or of an area of it, a line for each tile.
///
/// # Errors
/// When the area does not lie in the park.
pub fn to_string(park: &Park, area: Option<Area>, catalogue: &Catalogue) -> Result<String, SiteError> {
    let mut text = Vec::new();
    let mut writer = serde_json::Serializer::with_formatter(&mut text, Lines::default());
    Document::new(park, area, catalogue)?.serialize(&mut writer)?;
    text.push(b'\n');
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The park that a text stands for.
///
/// # Errors
/// When the text is no JSON, has another version, or does not describe a site; the error says where.
pub fn from_str(text: &str, catalogue: &Catalogue) -> Result<Park, SiteError> {
    #[derive(Deserialize)]
    struct Head {
        version: Option<u32>,
        form: Option<String>,
    }
    if text.len() > TEXT_LIMIT {
        return Err(SiteError::Large { length: text.len(), limit: TEXT_LIMIT });
    }
    let text = text.trim_start_matches('\u{feff}');
    // A later version may have other fields, so its number is looked at first.
    let head: Head = serde_json::from_str(text)?;
    match (head.form.as_deref(), head.version) {
        (Some("site"), Some(VERSION)) => serde_json::from_str::<Document>(text)?.to_park(catalogue),
        (Some("site"), Some(found)) => Err(SiteError::Version { found }),
        _ => Err(SiteError::Other),
    }
}

/// The JSON Schema of the form, made from the types.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Document)
}
