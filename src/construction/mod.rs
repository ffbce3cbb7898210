//! A coaster built piece by piece, as in the game's construction window: lay a piece, take one back, see which pieces may
//! follow, let the train run as far as the track goes (rules: construction 3, 5).
//!
//! ```
//! use std::sync::Arc;
//!
//! use loopwright::catalogue::{Catalogue, PieceId};
//! use loopwright::construction::{Construction, Platform, Reached};
//! use loopwright::design::Element;
//! use loopwright::evolve::Plan;
//!
//! let catalogue = Catalogue::load()?;
//! let ride = catalogue.ride_named("wooden_rc").ok_or("unknown")?;
//! let problem = Plan::new(&catalogue, ride).problem(&catalogue).ok_or("unknown")?;
//! let mut coaster = Construction::new(Arc::new(problem), Platform::default())?;
//!
//! let flat = Element::new(PieceId::FLAT);
//! assert!(coaster.legal().contains(&flat));
//! coaster.lay(flat)?;
//! assert_eq!(coaster.trip().reached, Reached::End);
//! assert!(!coaster.is_closed());
//! assert_eq!(coaster.take_back(), Some(flat));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod closing;
mod coaster;
mod objection;
mod platform;
mod trip;

pub use coaster::Construction;
pub use objection::{Objection, Unbuilt};
pub use platform::Platform;
pub use trip::{Reached, Trip};
