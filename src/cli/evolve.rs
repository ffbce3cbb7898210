//! `evolve`: breeds coasters.

use std::path::{Path, PathBuf};

use super::failure::{Failure, Status};
use super::options::Options;
use super::search::Review;
use super::studio::{Setup, Studio, Wish};
use super::{Context, anywhere, lot, plan, search};

const EXAMPLES: &str = "\
Examples:
  loopwright evolve --out out
  loopwright evolve --ride wooden_rc --seed 7 --time 5m --out seven
  loopwright evolve --box 20x20 --budget 5000 --max-intensity 9 --out small
  loopwright evolve --preset micro-6x6 --print-config > six.toml
  loopwright evolve --config six.toml --out six
  loopwright evolve --park mypark.park --area 1,1,6x6 --out valley
  loopwright evolve --resume out
  loopwright evolve --resume out --keep 100

A search ends in one way: give --generations, --evaluations or --time.

Where several say something about a setting, the first of these counts: the flag, the settings file, the preset, the \
designs of --from, the default.

Exit code 1: no design keeps every limit. The nearest design is written, with a note on how far off it is.";

/// Evolve coasters
///
/// Starts from random coasters and breeds, generation after generation, from those that the game
/// would rate best. The winners are written to DIR/best as track files, with pictures.
/// Ctrl-C finishes the generation and writes everything; a second one stops at once.
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    options: Options,
    /// Settings file in TOML, or - for standard input; every flag has a key of the same name
    #[arg(long, value_name = "FILE.toml", help_heading = "Run")]
    config: Option<PathBuf>,
    /// Print all settings as a settings file, and do nothing else
    #[arg(long, help_heading = "Run")]
    print_config: bool,
    /// Resume the run in this folder; --keep, --favour and --discard go with it, and an end
    ///
    /// With --generations, --evaluations or --time it goes on for that long from where it is, whether it has ended or not.
    #[arg(long, value_name = "DIR", help_heading = "Run", conflicts_with_all = ["config", "print_config"])]
    resume: Option<PathBuf>,
    /// Watch and steer the search on a page in the browser, as `serve` does; it stays open until Ctrl-C
    #[arg(long, help_heading = "Run", conflicts_with_all = ["print_config", "anywhere"])]
    live: bool,
    /// Ids of designs to breed from more, with --resume. A search that has ended goes on for as long again
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Run",
        requires = "resume",
        conflicts_with = "live"
    )]
    favour: Vec<String>,
    /// Ids of designs to remove, with --resume. A search that has ended goes on for as long again
    #[arg(
        long,
        value_name = "ID,…",
        value_delimiter = ',',
        help_heading = "Run",
        requires = "resume",
        conflicts_with = "live"
    )]
    discard: Vec<String>,
}

impl Args {
    pub(super) fn run(mut self, context: &mut Context) -> Result<Status, Failure> {
        match self.resume.take() {
            Some(folder) => self.go_on(folder, context),
            None => self.begin(context),
        }
    }

    /// Goes on with the search of a folder.
    fn go_on(self, folder: PathBuf, context: &mut Context) -> Result<Status, Failure> {
        let further = self.options.stop();
        let review = Review { keep: self.options.keep, further, favour: self.favour, discard: self.discard };
        let given = Options { keep: None, generations: None, evaluations: None, time: None, ..self.options }.given()?;
        if !given.is_empty() {
            let reason = "--resume goes on with the settings that the search began with";
            return Err(Failure::Usage(format!("{reason}; leave out {}", given.join(", "))));
        }
        context.start_threads(context.threads);
        if self.live && (review.keep.is_some() || review.further.is_some()) {
            let reason = "winners and end are changed on the page; leave out --keep and the end with --live";
            return Err(Failure::Usage(reason.to_owned()));
        }
        if self.live {
            return live(&folder.clone(), Wish::Open(folder), context);
        }
        search::resume(&folder, &review, context)
    }

    /// Begins a search, or prints its settings.
    fn begin(self, context: &mut Context) -> Result<Status, Failure> {
        let mut options = self.options;
        options.threads = context.threads;
        options.rules.clone_from(&context.rules);
        if let Some(path) = &self.config {
            options = options.or(Options::of_file(path)?);
        }
        options = options.with_preset()?;
        context.rules.clone_from(&options.rules);
        let catalogue = context.catalogue()?;
        let (options, ancestors) = options.with_ancestors(&catalogue)?;
        let plan = plan::plan(&catalogue, &options)?;
        if self.print_config {
            let settings = options.or(Options::of_plan(&plan));
            let console = &mut context.console;
            if console.json {
                console.print_json(&settings)?;
            } else {
                console.print(&settings.to_toml()?)?;
            }
            return Ok(Status::Done);
        }
        let Some(out) = options.out.clone() else {
            return Err(Failure::Usage("nowhere to write to; give --out DIR".to_owned()));
        };
        context.start_threads(options.threads);
        if self.live {
            let search = Wish::Begin { root: out.clone(), options: Box::new(options), ground: None };
            return live(&out, search, context);
        }
        let lot = lot::open(&options, &catalogue)?;
        if options.lot.is_some()
            && let Some((lot, park)) = &lot
        {
            lot::tell_cut(lot, park, &mut context.console);
        }
        match lot {
            Some(lot) if options.anywhere == Some(true) => anywhere::propose(&catalogue, &plan, lot, &out, context),
            lot => search::begin(&catalogue, plan, lot, &ancestors, &out, context),
        }
    }
}

/// Runs the search of a folder under the eyes of a person.
fn live(out: &Path, search: Wish, context: &mut Context) -> Result<Status, Failure> {
    let runs = out.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let runs = runs.to_owned();
    let setup = Setup {
        port: None,
        installs_plugin: false,
        runs,
        parks: None,
        to: None,
        opens: true,
        patience: None,
        is_only: false,
    };
    Studio::open(setup, context)?.run(Some(search), context)
}
