//! What became of the scenery of a design, as it is written out.

use serde::Serialize;

use crate::design::Design;
use crate::layout::{OwnScenery, Refusal};

/// The items of a design that stand, and why the others do not.
#[derive(Debug, Serialize)]
pub(super) struct SceneryReport<'a> {
    /// Items in the design.
    items: usize,
    /// Items that stand.
    placed: usize,
    /// Items that the place refuses.
    refused: Vec<RefusedItem<'a>>,
    /// Objects that the park or this program does not know. One is enough for all scenery to be left out.
    missing: &'a [String],
}

/// An item that the place refuses.
#[derive(Debug, Serialize)]
struct RefusedItem<'a> {
    /// Its index among the items of the design.
    index: usize,
    /// Name of its object.
    object: String,
    /// The game's message.
    refusal: &'a Refusal,
}

impl<'a> SceneryReport<'a> {
    /// The report on a design that brings scenery.
    pub(super) fn new(design: &Design, own: &'a OwnScenery) -> Option<Self> {
        if design.scenery.is_empty() {
            return None;
        }
        let items = design.scenery.iter().zip(&own.items).enumerate();
        let refused = items.filter_map(|(index, (item, refusal))| {
            Some(RefusedItem { index, object: item.name(), refusal: refusal.as_ref()? })
        });
        let placed = own.items.iter().filter(|refusal| refusal.is_none()).count();
        Some(Self { items: design.scenery.len(), placed, refused: refused.collect(), missing: &own.missing })
    }
}
