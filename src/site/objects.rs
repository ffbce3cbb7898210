//! Objects of scenery in a park: those that are known, those that are not, and those that are loaded.

use std::collections::BTreeSet;

/// The object of a piece of scenery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Object {
    /// Its number in the table of its kind in the catalogue.
    Known(u16),
    /// Its number among the objects of the park that the catalogue does not hold.
    Unknown(u16),
}

/// Which objects of the game's catalogue, by their identifiers such as `rct2.scenery_small.tl1`, a park has loaded. A
/// design keeps its scenery only where all of it is loaded (rules: surroundings 5.2).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum LoadedObjects {
    /// All of them.
    #[default]
    All,
    /// All but these.
    AllBut(BTreeSet<String>),
    /// These only.
    Only(BTreeSet<String>),
}

impl LoadedObjects {
    /// Whether the park has an object.
    pub fn has(&self, identifier: &str) -> bool {
        match self {
            Self::All => true,
            Self::AllBut(missing) => !missing.contains(identifier),
            Self::Only(loaded) => loaded.contains(identifier),
        }
    }
}
