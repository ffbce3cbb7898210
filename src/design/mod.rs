//! A coaster as a value: ride type, vehicle, settings, track elements, entrances.
//!
//! A design knows no file format and no ground; [`crate::track_file`] reads and writes it and
//! [`crate::layout`] lays it out.
//!
//! ```
//! use loopwright::catalogue::{Catalogue, PieceId};
//! use loopwright::track_file;
//!
//! let catalogue = Catalogue::load()?;
//! let design = track_file::read(include_bytes!("../../docs/example.td6"))?.design(&catalogue)?;
//! assert_eq!(design.elements.len(), 64);
//! assert_eq!(design.elements.iter().filter(|element| element.chain).count(), 14);
//! assert_eq!(design.elements[0].piece, PieceId::BEGIN_STATION);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod departure;
mod element;
mod mirror;
mod scenery;
mod settings;

pub use departure::DepartureFlags;
pub use element::{BLOCK_BRAKE_SPEED, Element, Entrance};
pub use scenery::SceneryItem;
pub use settings::{ColourMode, Colours, Settings, Statistics};

use crate::catalogue::RideTypeId;

/// A coaster design.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Design {
    /// The ride type the design is built as, after the vehicle has decided between types that share a byte.
    pub ride: RideTypeId,
    /// Name of the vehicle object, as in a track file without padding.
    pub vehicle: String,
    /// Operating settings as the design asks for them.
    pub settings: Settings,
    /// The track in driving order.
    pub elements: Vec<Element>,
    /// Entrances and exits.
    pub entrances: Vec<Entrance>,
    /// Scenery that it brings along.
    pub scenery: Vec<SceneryItem>,
    /// Colours of trains and track, and the station's style.
    pub colours: Colours,
    /// What a design browser shows.
    pub statistics: Statistics,
    /// Size of the bounding box in tiles, entrances and exits included.
    pub space: (u8, u8),
}
