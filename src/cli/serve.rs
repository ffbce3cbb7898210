//! `serve`: the studio page, and nothing else.

use std::path::PathBuf;
use std::time::Duration;

use super::Context;
use super::failure::{Failure, Status, shown};
use super::studio::{self, Setup, Studio};
use super::values::Seconds;

const EXAMPLES: &str = "\
Examples:
  loopwright serve
  loopwright serve --dir runs --parks parks
  loopwright serve --no-open --json
  loopwright serve --leave-after 10m

The address that is printed holds a secret of this start: who knows it can steer the searches. Only programs on \
this machine reach it.

Exit code 130 after Ctrl-C, which finishes the generation and writes everything; a second one stops at once.";

/// Watch and steer searches on a page in the browser
///
/// Prints the address of the page and opens it. There a search is set up from a form, on flat land or on the map of a
/// park; while it runs, its best coasters are seen, favoured, discarded, compared, downloaded. A search lives in a folder
/// like that of `evolve --out`: closing the page or the program loses nothing.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    /// Folder of the searches, one folder for each
    #[arg(long, value_name = "DIR", default_value = "runs")]
    dir: PathBuf,
    /// Folder of parks to build in: .park, .sv6, .sc6, .sea
    #[arg(long, value_name = "DIR")]
    parks: Option<PathBuf>,
    /// Port on 127.0.0.1 [default: that of the installed plug-in, or any]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Do not open the page in the browser
    #[arg(long)]
    no_open: bool,
    /// Put the plug-in for OpenRCT2 into the game's folder, where it builds coasters of this page
    ///
    /// It keeps its port and secret, so that later starts without this option reach it, too.
    #[arg(long)]
    install_plugin: bool,
    /// End once no page and no game has looked for this time, such as 10m, and no search breeds
    #[arg(long, value_name = "TIME")]
    leave_after: Option<Seconds>,
    /// Open the page of the studio that already runs with this option and the same --dir, if there is one, and end
    #[arg(long)]
    once: bool,
    /// Folder that the page installs designs into [default: that of the game]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let Self { dir, parks, port, no_open, install_plugin, leave_after, once, to } = self;
        if let Some(folder) = parks.as_ref().filter(|folder| !folder.is_dir()) {
            let made = "it is made when the page is given a first park";
            context.console.note(&format!("there is no folder {} yet; {made}", shown(folder)));
        }
        let patience = leave_after.map(|Seconds(seconds)| Duration::from_secs(seconds));
        let setup = Setup {
            port,
            installs_plugin: install_plugin,
            runs: dir,
            parks,
            to,
            opens: !no_open,
            patience,
            is_only: once,
        };
        if once && studio::open_running(&setup, context)? {
            return Ok(Status::Done);
        }
        Studio::open(setup, context)?.run(None, context)
    }
}
