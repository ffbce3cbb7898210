//! Evolves `RollerCoaster` Tycoon 2 coasters, judged by the game's own geometry, train physics and ratings.

pub mod catalogue;
pub mod design;
pub mod evolve;
pub mod layout;
pub mod path;
pub mod picture;
pub mod rating;
pub mod report;
pub mod test_run;
pub mod track_file;
