//! What the fuzz targets share: the laws and the tables.

pub mod laws;
pub mod mutate;
pub mod own_park;
pub mod own_save;

use std::sync::LazyLock;

use loopwright::catalogue::Catalogue;

/// The tables, read once.
pub static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::load().expect("the tables are sound"));
