//! The command line: one file per command, and what they share.
//!
//! [`main`] is the program. [`main_with`] is the same in a crew of processes, whose searches all of them share.

mod ancestor;
mod anywhere;
mod beside;
mod check;
mod close;
mod completions;
mod console;
mod convert;
mod crew;
mod double_click;
mod dress;
mod entrances;
mod evolve;
mod failure;
mod filter;
mod from_to;
mod info;
mod input;
mod install;
mod interrupt;
mod list;
mod lot;
mod man;
mod merge;
mod names;
mod nearest;
mod options;
mod output;
mod overview;
mod own_scenery;
mod pack;
mod park;
mod park_input;
mod pieces;
mod place;
mod plan;
mod plot;
mod preset;
mod progress;
mod rate;
mod repair;
mod rides;
mod rules;
mod run_folder;
mod run_page;
mod search;
mod serve;
mod settings;
mod settings_file;
mod shell;
mod site;
mod studio;
mod tune;
mod values;
mod vehicles;

use std::ffi::OsString;
use std::process::ExitCode;

use anstream::ColorChoice;
use clap::builder::styling::{AnsiColor, Styles};
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use console::Console;
use failure::{Failure, Status};

use crate::catalogue::Catalogue;
use crate::evolve::{Alone, Crew, Lead};
use crate::rules::{Rules, RulesError};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::Green.on_default().bold())
    .usage(AnsiColor::Green.on_default().bold())
    .literal(AnsiColor::Cyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default());

const EXAMPLES: &str = "\
Examples:
  loopwright evolve --out out
  loopwright rate --explain coaster.td6
  loopwright info --json coaster.td6
  loopwright rides --help

Exit codes:
  0    done
  1    done, and the answer is no: a design is refused, crashes or stalls
  2    wrong usage
  3    an input cannot be read or is not a track design
  4    an output cannot be written
  130  interrupted
Of several files, the largest of their codes counts.";

/// Evolves RollerCoaster Tycoon 2 coasters, and judges those that people built.
///
/// The geometry, the train physics and the rating formula are the game's own, so what is said
/// about a design here is what the game will say.
#[derive(Debug, Parser)]
#[command(version, styles = STYLES, max_term_width = 100, after_long_help = EXAMPLES)]
#[command(propagate_version = true, arg_required_else_help = true, disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    general: General,
}

/// Options of every command.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "General options")]
struct General {
    /// Print JSON Lines: one object per input, in input order
    ///
    /// An input that fails has an object too, with the keys "file" and "error". Figures are integers
    /// in the game's own units.
    #[arg(long, global = true)]
    json: bool,
    /// Number of threads [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(i64::from(*THREADS.start())..=i64::from(*THREADS.end())))]
    threads: Option<u16>,
    /// Version of the game whose rules hold [default: the newest release]
    ///
    /// `loopwright rules` lists them. With `all`, `rate` shows a design under each.
    #[arg(long, global = true, value_name = "NAME")]
    rules: Option<String>,
    /// Print nothing on standard error but errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    /// Print more detail
    #[arg(short, long, global = true)]
    verbose: bool,
    /// When to use colours: auto, always or never
    ///
    /// `auto` uses them on a terminal unless the environment variable `NO_COLOR` is set.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", hide_possible_values = true)]
    color: When,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum When {
    Auto,
    Always,
    Never,
}

impl When {
    const fn choice(self) -> ColorChoice {
        match self {
            Self::Auto => ColorChoice::Auto,
            Self::Always => ColorChoice::Always,
            Self::Never => ColorChoice::Never,
        }
    }
}

#[derive(Debug, Subcommand)]
enum Command {
    Evolve(Box<evolve::Args>),
    Merge(merge::Args),
    Serve(serve::Args),
    Rate(rate::Args),
    Check(check::Args),
    Info(info::Args),
    Plot(plot::Args),
    Park(park::Args),
    List(list::Args),
    Tune(tune::Args),
    Repair(repair::Args),
    Dress(dress::Args),
    Close(close::Args),
    Convert(convert::Args),
    Install(install::Args),
    Rides(rides::Args),
    Rules(rules::Args),
    Vehicles(vehicles::Args),
    Pieces(pieces::Args),
    Completions(completions::Args),
    Man(man::Args),
}

/// The value of `--rules` that stands for all of them.
const ALL_RULES: &str = "all";

/// Numbers of threads that can be asked for.
const THREADS: std::ops::RangeInclusive<u16> = 1..=1024;

/// What a command works with.
struct Context<'a> {
    console: Console,
    verbose: bool,
    threads: Option<u16>,
    /// Name of the rules to judge by.
    rules: Option<String>,
    /// Leads the processes that search together.
    lead: &'a Lead<'a>,
}

impl Context<'_> {
    /// Sets the number of threads that work is spread over, in this process and in those that search with it.
    fn start_threads(&self, number: Option<u16>) {
        start_threads(number);
        self.lead.want_threads(number);
    }

    /// The catalogue under the rules asked for.
    fn catalogue(&self) -> Result<Catalogue, Failure> {
        match self.rules.as_deref() {
            Some(ALL_RULES) => Err(Failure::Usage("`--rules all` goes with `rate`; give one name here".to_owned())),
            Some(name) => catalogue_under(name),
            None => Ok(Catalogue::load()?),
        }
    }
}

/// The catalogue under the rules of a name.
fn catalogue_under(name: &str) -> Result<Catalogue, Failure> {
    let rules = Rules::named(name).map_err(|error| match error {
        RulesError::Unknown { name, known } => {
            let known = known.iter().map(|known| (known.as_str(), known.as_str()));
            names::unknown("rule set", &name, known, "loopwright rules")
        }
        error @ RulesError::Data(_) => Failure::Catalogue(error.into()),
    })?;
    Ok(Catalogue::under(rules)?)
}

/// Runs the command that the program was called with.
pub fn main() -> ExitCode {
    main_with(&Alone)
}

/// Runs the command that the program was called with, in each process of a crew: that of rank 0 does what it does alone, and
/// the others take part in its searches.
pub fn main_with(crew: &dyn Crew) -> ExitCode {
    interrupt::install();
    if crew.rank() > 0 {
        return crew::follow(crew);
    }
    match Lead::new(crew) {
        Ok(lead) => lead_on(lead),
        Err(error) => Console::new(false, true).fail(&error.into()).into(),
    }
}

/// Runs the command, and then sends all other processes home.
fn lead_on(lead: Lead) -> ExitCode {
    let clicked = double_click::typed();
    let is_clicked = clicked.is_some();
    let cli = match parse(clicked.unwrap_or_else(|| std::env::args_os().collect())) {
        Ok(cli) => cli,
        Err(error) => {
            let shown = show_help_or_usage(&error);
            return lead.end().map_or_else(|error| Failure::from(error).status().into(), |()| shown);
        }
    };
    let General { json, threads, quiet, verbose, color, rules } = cli.general;
    color.choice().write_global();
    let mut context = Context { console: Console::new(json, quiet), verbose, threads, rules, lead: &lead };
    let result = cli.command.run(&mut context);
    let result = result.and_then(|status| context.console.flush().map(|()| status));
    let mut console = context.console;
    let ended = lead.end();
    let result = result.and_then(|status| Ok(ended.map(|()| status)?));
    let status = result.unwrap_or_else(|failure| console.fail(&failure));
    if is_clicked && !matches!(status, Status::Done | Status::Interrupted) {
        double_click::keep_window();
    }
    status.into()
}

/// The command line, with its help in the colours that it asks for.
fn parse(arguments: Vec<OsString>) -> Result<Cli, clap::Error> {
    let color = match wanted_color(&arguments).as_deref() {
        Some("always") => clap::ColorChoice::Always,
        Some("never") => clap::ColorChoice::Never,
        _ => clap::ColorChoice::Auto,
    };
    let mut command = overview::grouped(Cli::command().color(color));
    let mut matches = command.try_get_matches_from_mut(arguments)?;
    Cli::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
}

/// The value of `--color`, before anything is parsed.
fn wanted_color(arguments: &[OsString]) -> Option<String> {
    let position = arguments.iter().position(|argument| argument.to_string_lossy().starts_with("--color"))?;
    let argument = arguments[position].to_string_lossy();
    match argument.split_once('=') {
        Some((_, value)) => Some(value.to_owned()),
        None => arguments.get(position + 1).map(|value| value.to_string_lossy().into_owned()),
    }
}

fn show_help_or_usage(error: &clap::Error) -> ExitCode {
    let shown = error.print();
    match shown {
        Ok(()) if error.use_stderr() => Status::Usage.into(),
        Ok(()) => Status::Done.into(),
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Status::Done.into(),
        Err(_) => Status::BadOutput.into(),
    }
}

impl Command {
    fn run(self, context: &mut Context) -> Result<Status, Failure> {
        if !matches!(self, Self::Evolve(_)) {
            context.start_threads(context.threads);
        }
        match self {
            Self::Evolve(args) => args.run(context),
            Self::Merge(args) => args.run(context),
            Self::Serve(args) => args.run(context),
            Self::Rate(args) => args.run(context),
            Self::Check(args) => args.run(context),
            Self::Info(args) => args.run(context),
            Self::Plot(args) => args.run(context),
            Self::Park(args) => args.run(context),
            Self::List(args) => args.run(context),
            Self::Tune(args) => args.run(context),
            Self::Repair(args) => args.run(context),
            Self::Dress(args) => args.run(context),
            Self::Close(args) => args.run(context),
            Self::Convert(args) => args.run(context),
            Self::Install(args) => args.run(context),
            Self::Rides(args) => args.run(context),
            Self::Rules(args) => args.run(context),
            Self::Vehicles(args) => args.run(context),
            Self::Pieces(args) => args.run(context),
            Self::Completions(args) => args.run(context),
            Self::Man(args) => args.run(context),
        }
    }
}

/// Sets the number of threads that work is spread over. It can be set once.
fn start_threads(number: Option<u16>) {
    let threads = number.map_or(0, usize::from);
    // It fails when the threads run already, which changes nothing.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
}
