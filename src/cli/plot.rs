//! `plot`: pictures of designs.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use serde::Serialize;

use super::Context;
use super::console::Console;
use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::output::{self, Existing};
use super::site::SiteArgs;
use loopwright::catalogue::{Catalogue, Direction};
use loopwright::layout::{Site, place};
use loopwright::picture::{self, MAX_SIDE, Picture, Style, Subject, Units};
use loopwright::report::{Wanted, judge};

const EXAMPLES: &str = "\
Examples:
  loopwright plot coaster.td6
  loopwright plot --out pictures designs
  loopwright plot --out svg --kind plan --format svg --size 800x800 coaster.td6

Curves are those of direction 0; ratings are the worst of all four directions.

Exit code 1: a design cannot be placed, so there is nothing to draw.";

/// Draw the height profile and the plan of designs
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    files: Files,
    /// Folder for the pictures, NAME-height.png and NAME-plan.png
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Which pictures to draw
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "height,plan")]
    kind: Vec<Kind>,
    /// Width and height in pixels; a plan takes no more of the height than it needs
    #[arg(long, value_name = "WxH", default_value_t = Size::default())]
    size: Size,
    /// Units shown first
    #[arg(long, value_name = "UNITS", default_value = "metric")]
    units: System,
    /// Format of the pictures
    #[arg(long, value_name = "FORMAT", default_value = "png")]
    format: Format,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    site: SiteArgs,
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Height along the track, with speed and G forces
    Height,
    /// Seen from above
    Plan,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Height => "height",
            Self::Plan => "plan",
        }
    }

    fn draw(self, subject: &Subject, style: &Style) -> Picture {
        match self {
            Self::Height => picture::height(subject, style),
            Self::Plan => picture::plan(subject, style),
        }
    }
}

/// A system of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum System {
    /// Metres and km/h
    Metric,
    /// Feet and mph
    Imperial,
    /// Height units, tiles and speed units of the game
    Game,
}

/// A format of pictures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Pixels
    Png,
    /// Vector graphics
    Svg,
}

/// Pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Size {
    width: u32,
    height: u32,
}

/// Nothing can be read in a smaller picture.
const MIN_SIDE: u32 = 200;

impl Default for Size {
    fn default() -> Self {
        let Style { width, height, .. } = Style::default();
        Self { width, height }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        write!(out, "{}x{}", self.width, self.height)
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let side = |text: &str| text.trim().parse().ok().filter(|side| (MIN_SIDE..=MAX_SIDE).contains(side));
        let sides = text.split_once(['x', 'X']).and_then(|(width, height)| Some((side(width)?, side(height)?)));
        let (width, height) = sides
            .ok_or_else(|| format!("give width and height, each {MIN_SIDE} to {MAX_SIDE} pixels, as 1500x1000"))?;
        Ok(Self { width, height })
    }
}

/// A picture ready to be written.
struct Drawing {
    name: String,
    bytes: Vec<u8>,
}

#[derive(Serialize)]
struct Plotted {
    pictures: Vec<String>,
}

impl Args {
    /// Draws the pictures of every file.
    pub fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = Context::catalogue()?;
        let site = self.site.site()?;
        output::create_folder(&self.out)?;
        let mut taken = BTreeSet::new();
        let work = |source: &Source| self.draw(&catalogue, site, source);
        self.files.each(&mut context.console, work, |console, source, drawings| {
            if !taken.insert(source.stem()) {
                return Err(source.failure(&"pictures of another design have this name; rename it"));
            }
            self.save(console, source, drawings)
        })
    }

    fn draw(&self, catalogue: &Catalogue, site: Site, source: &Source) -> Result<Vec<Drawing>, Failure> {
        let design = source.design(catalogue)?;
        let placement = place(catalogue, &design, site, Direction::new(0)).map_err(|error| source.failure(&error))?;
        let layout = placement.as_design.map_err(|refusal| Failure::Refused {
            file: source.title(),
            reason: format!("cannot be placed, so there is nothing to draw: {refusal}"),
        })?;
        let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
        let judgement = judge(catalogue, &design, site, &wanted).map_err(|error| source.failure(&error))?;
        let stem = source.stem();
        let subject = Subject::tested(stem.as_str(), &layout);
        let subject = match judgement.worst_ratings() {
            Some(ratings) => subject.rated(ratings),
            None => subject,
        };
        self.kind.iter().map(|&kind| self.drawing(kind, &stem, &subject)).collect()
    }

    fn drawing(&self, kind: Kind, stem: &str, subject: &Subject) -> Result<Drawing, Failure> {
        let Size { width, height } = self.size;
        let units = match self.units {
            System::Metric => Units::Metric,
            System::Imperial => Units::Imperial,
            System::Game => Units::Game,
        };
        let picture = kind.draw(subject, &Style { width, height, units });
        let (extension, bytes) = match self.format {
            Format::Svg => ("svg", Ok(picture.svg.into_bytes())),
            Format::Png => ("png", picture.png(1.0)),
        };
        let name = format!("{stem}-{}.{extension}", kind.name());
        match bytes {
            Ok(bytes) => Ok(Drawing { name, bytes }),
            Err(error) => Err(Failure::Output { file: shown(&self.out.join(name)), reason: error.to_string() }),
        }
    }

    /// Writes the pictures of one design and says where they are.
    fn save(&self, console: &mut Console, source: &Source, drawings: Vec<Drawing>) -> Result<Status, Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let mut pictures = Vec::new();
        for Drawing { name, bytes } in drawings {
            let path = self.out.join(name);
            output::write(&path, &bytes, existing)?;
            if !console.json {
                console.print(&(shown(&path) + "\n"))?;
            }
            pictures.push(path.to_string_lossy().into_owned());
        }
        if console.json {
            source.print_json(console, &Plotted { pictures })?;
        }
        Ok(Status::Done)
    }
}
