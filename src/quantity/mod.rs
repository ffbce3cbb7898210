//! Numbers that say what they count: the game's own units as types, all of them plain integers underneath.
//!
//! ```
//! use loopwright::quantity::{Height, Length, Rating, Velocity};
//!
//! assert_eq!(Rating(677).to_string(), "6.77");
//! assert_eq!(Velocity::from_whole(20).mph(), 45.0);
//! assert_eq!(Length(3 << 16).metres(), 3);
//! assert_eq!(Height(48).land_steps(), 3);
//! ```

mod height;
mod map;
mod money;
mod motion;
mod rating;
mod time;

pub use height::{Height, HeightUnits, LAND_STEP};
pub use map::{Footprint, MapPoint, TILE, Tile};
pub use money::{Money, grouped};
pub use motion::{Acceleration, GForce, Length, Velocity};
pub use rating::{Rating, Ratings};
pub use time::time;
