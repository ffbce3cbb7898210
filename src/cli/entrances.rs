//! Entrances and exits of designs whose files store none.

use crate::catalogue::Catalogue;
use crate::design::{Design, Entrance};
use crate::layout::lacking_entrances;
use crate::site::Site;
use crate::track_file::TrackFile;

use super::failure::Failure;
use super::input::Source;

/// Options for entrances and exits.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Ground")]
pub(super) struct EntranceArgs {
    /// Leave a TD4 without entrance and exit
    ///
    /// A TD4 stores none, and the game asks for them when it has built the design. Without this, a free tile
    /// beside each station is chosen for either.
    #[arg(long)]
    no_entrances: bool,
}

/// A design, and the entrances and exits in it that were chosen because its file stores none.
pub(super) struct Furnished {
    pub design: Design,
    pub chosen: Vec<Entrance>,
}

impl EntranceArgs {
    /// Reads the design in an input.
    pub(super) fn design(self, source: &Source, catalogue: &Catalogue, site: Site<'_>) -> Result<Furnished, Failure> {
        let file = source.track_file(catalogue)?;
        Ok(self.furnish(&file, source.design_in(&file, catalogue)?, catalogue, site))
    }

    /// Chooses what the file of a design cannot store.
    pub(super) fn furnish(
        self,
        file: &TrackFile,
        mut design: Design,
        catalogue: &Catalogue,
        site: Site<'_>,
    ) -> Furnished {
        let chooses = file.format().is_rct1() && !self.no_entrances;
        let chosen = if chooses { lacking_entrances(catalogue, &design, site) } else { Vec::new() };
        design.entrances.extend(&chosen);
        Furnished { design, chosen }
    }
}
