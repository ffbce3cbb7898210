//! Objects of scenery in a park: those that are known, those that are not, and those that are loaded.

use std::collections::BTreeSet;

use crate::catalogue::{PathSurface, Scenery};

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

    /// Whether the park has what a player needs to build paths, or queues: a surface and railings (rules: surroundings 5.2).
    /// An old path is both. A surface that the catalogue does not hold may be for either.
    pub fn has_paths(&self, is_queue: bool, tables: &Scenery) -> bool {
        let wanted = if is_queue { PathSurface::Queue } else { PathSurface::Path };
        let Self::Only(loaded) = self else {
            let mut surfaces = tables.path_surfaces().filter(|(_, surface)| *surface == wanted);
            return surfaces.any(|(id, _)| self.has(id));
        };
        let is_surface = |id: &String| match tables.path_surface(id) {
            Some(surface) => surface == wanted,
            None => tables.is_old_path(id) || id.contains(".footpath_surface."),
        };
        let is_railing = |id: &String| tables.is_old_path(id) || id.contains(".footpath_railings.");
        loaded.iter().any(is_surface) && loaded.iter().any(is_railing)
    }
}
