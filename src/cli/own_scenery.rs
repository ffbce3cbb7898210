//! Whether designs are placed with their own scenery.

use crate::design::Design;

/// Options for the scenery of a design.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Ground")]
pub(super) struct SceneryArgs {
    /// Place designs with their own scenery, as the game does; this is the default
    #[arg(long, overrides_with = "no_scenery")]
    scenery: bool,
    /// Leave the scenery of designs out
    #[arg(long, overrides_with = "scenery")]
    no_scenery: bool,
}

impl SceneryArgs {
    /// Whether scenery is placed.
    pub(super) const fn is_kept(self) -> bool {
        self.scenery || !self.no_scenery
    }

    /// The design with its scenery, or without if that is to be left out.
    pub(super) fn of(self, design: Design) -> Design {
        if self.is_kept() { design } else { Design { scenery: Vec::new(), ..design } }
    }
}
