//! `plot`: pictures of designs.

use std::collections::BTreeSet;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use clap::ValueEnum;
use rayon::prelude::*;
use serde::Serialize;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::output::{self, Existing};
use super::place::{Ground, PlaceArgs};
use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::judge::{Wanted, judge};
use crate::layout::{LayoutError, Placing, lay_maze, lay_unchecked};
use crate::picture::{self, Card, MAX_SIDE, Measure, RasterError, Style, Subject, Units, View};
use crate::report::units;
use crate::track_file::Track;

const EXAMPLES: &str = "\
Examples:
  loopwright plot coaster.td6
  loopwright plot --out pictures designs
  loopwright plot --out svg --kind plan --format svg --size 800x800 coaster.td6
  loopwright plot --kind iso,animate --view 2 coaster.td6
  loopwright plot --kind steps coaster.td6
  loopwright plot --force --kind plan,iso --colour lateral-g coaster.td6
  loopwright plot --kind sheet --out pictures designs
  loopwright plot --out there --park mypark.park --at 4,4 --direction 2 coaster.td6

On flat land without --direction, curves are those of direction 0, and ratings the worst of all four directions.
A design that cannot be placed is drawn as it would lie, without test run and ratings, and so is a ride that is no \
coaster. Of a maze there are its tiles: plan and iso.

Exit code 1: a design cannot be placed.";

/// Draw pictures of designs: height, plan, steps to build, isometric view, ride graph, animation, contact sheet
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// Folder for the pictures, NAME-height.png, NAME-plan.png and so on
    #[arg(long, value_name = "DIR", default_value = ".")]
    out: PathBuf,
    /// Which pictures to draw
    #[arg(long, value_name = "KIND,…", value_delimiter = ',', default_value = "height,plan")]
    kind: Vec<Kind>,
    /// Width and height in pixels; a picture takes no more of the height than it needs, sheets and lists of steps as much
    /// as they need [default: 1500x1000, of animations 900x640]
    #[arg(long, value_name = "WxH")]
    size: Option<Size>,
    /// Side that the isometric view and the animation look from, 0 to 3 quarter turns
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=3))]
    view: u8,
    /// Colour the track of plan and isometric view by what happens on it
    #[arg(long, value_name = "WHAT")]
    colour: Option<Colour>,
    /// Units shown first
    #[arg(long, value_name = "UNITS", default_value = "metric")]
    units: System,
    /// Format of the pictures; animations are always GIF
    #[arg(long, value_name = "FORMAT", default_value = "png")]
    format: Format,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    /// Direction to build in, 0 to 3; ratings are then those of this direction [default: 0]
    #[arg(long, value_name = "0..3", value_parser = clap::value_parser!(u8).range(..4))]
    direction: Option<u8>,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    entrances: EntranceArgs,
}

/// A kind of picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Height along the track, with speed and G forces
    Height,
    /// Seen from above
    Plan,
    /// Seen as in the game
    Iso,
    /// Speed, height and G forces over time
    Graph,
    /// The plan with the numbers of `info --steps`, and their list
    Steps,
    /// All designs on one sheet, sheet.png
    Sheet,
    /// A lap of the train as seen in the game, NAME-animate.gif
    Animate,
}

impl Kind {
    const fn name(self) -> &'static str {
        match self {
            Self::Height => "height",
            Self::Plan => "plan",
            Self::Steps => "steps",
            Self::Iso => "iso",
            Self::Graph => "graph",
            Self::Sheet => "sheet",
            Self::Animate => "animate",
        }
    }

    /// Whether there is such a picture of one ride: a maze has no track to go along, and only coasters are run.
    fn suits(self, subject: &Subject) -> bool {
        let is_maze = subject.unrated.is_some() && subject.rail.order.is_empty();
        match self {
            Self::Plan | Self::Iso => true,
            Self::Height | Self::Steps => !is_maze,
            Self::Graph | Self::Animate => subject.unrated.is_none(),
            Self::Sheet => false,
        }
    }

    const fn size(self) -> Size {
        match self {
            Self::Animate => Size { width: 900, height: 640 },
            _ => Size { width: 1500, height: 1000 },
        }
    }
}

/// What the track is coloured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// Speed of the train
    Speed,
    /// Vertical G of the riders
    VerticalG,
    /// Lateral G of the riders, to either side
    LateralG,
    /// Height of the rail
    Height,
}

impl Colour {
    const fn measure(self) -> Measure {
        match self {
            Self::Speed => Measure::Speed,
            Self::VerticalG => Measure::VerticalG,
            Self::LateralG => Measure::LateralG,
            Self::Height => Measure::Height,
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

/// A ride as it is shown: a coaster with its ratings, any other as it lies.
fn portrayed<'a>(
    catalogue: &'a Catalogue,
    ground: &'a Ground,
    source: &Source,
    args: &Args,
) -> Result<Subject<'a>, Failure> {
    let (site, wanted) = (ground.site(), args.wanted(ground));
    let file = source.track_file(catalogue)?;
    let unjudged = |error: LayoutError| source.unjudged(&error);
    if let Track::Maze(maze) = &file.track {
        let design = file.without_track(catalogue).map_err(|error| source.failure(&error))?;
        let why = LayoutError::not_rated(catalogue, design.ride);
        let layout = lay_maze(catalogue, &design, maze, site, wanted.placing.direction).map_err(unjudged)?;
        return Ok(Subject::unrated(source.stem(), layout, why));
    }
    let design = ground.furnished(source.design_in(&file, catalogue)?);
    if catalogue.other_ride(design.ride).is_some() {
        let why = LayoutError::not_rated(catalogue, design.ride);
        let layout = lay_unchecked(catalogue, &design, site, wanted.placing).map_err(unjudged)?;
        return Ok(Subject::unrated(source.stem(), layout, why).painted(&design.colours));
    }
    let design = args.entrances.furnish(&file, design, catalogue, site).design;
    subject(catalogue, ground, source.stem(), &design, &wanted).map_err(unjudged)
}

/// A design as it is shown, with its worst ratings. One that the game does not place is laid as it would lie.
fn subject<'a>(
    catalogue: &'a Catalogue,
    ground: &'a Ground,
    name: String,
    design: &Design,
    wanted: &Wanted,
) -> Result<Subject<'a>, LayoutError> {
    let judgement = judge(catalogue, design, ground.site(), wanted)?;
    let ratings = judgement.worst_ratings();
    let z = Some(judgement.placement.first_z);
    let subject = match judgement.placement.as_design {
        Ok(layout) => Subject::recorded(name, layout).rated(ratings),
        Err(refusal) => {
            let placing = Placing { z, ..wanted.placing };
            Subject::refused(name, lay_unchecked(catalogue, design, ground.site(), placing)?, refusal)
        }
    };
    Ok(subject.painted(&design.colours))
}

/// A picture ready to be written.
struct Drawing {
    name: String,
    bytes: Vec<u8>,
}

#[derive(Serialize)]
struct Plotted<'a> {
    pictures: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refusal: Option<&'a str>,
}

impl Args {
    /// How designs are placed, and the directions they are rated in.
    fn wanted(&self, ground: &Ground) -> Wanted {
        let direction = self.direction.map(Direction::new);
        let is_in_all = direction.is_none() && !ground.is_park();
        let direction = direction.unwrap_or_default();
        let directions = if is_in_all { Direction::ALL.to_vec() } else { vec![direction] };
        Wanted { placing: ground.placing(direction), directions, ..Wanted::default() }
    }

    /// Draws the pictures of every file.
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let ground = self.place.open(&catalogue)?;
        output::create_folder(&self.out)?;
        let (mut taken, mut subjects) = (BTreeSet::new(), Vec::new());
        let work = |source: &Source| {
            let subject = portrayed(&catalogue, &ground, source, &self)?;
            let subject = subject.coloured_by(self.colour.map(Colour::measure));
            let drawings = self.draw(&subject)?;
            Ok((subject, drawings))
        };
        let status = self.files.each(&mut context.console, work, |console, source, (subject, drawings)| {
            if !taken.insert(source.stem()) {
                return Err(source.failure(&"pictures of another design have this name; rename it"));
            }
            let status = self.save(console, source, &subject, drawings)?;
            if self.kind.contains(&Kind::Sheet) {
                subjects.push(subject);
            }
            Ok(status)
        })?;
        if subjects.is_empty() {
            return Ok(status);
        }
        let pictures = vec![self.write(self.sheet(&subjects)?)?];
        if context.console.json {
            context.console.print_json(&Plotted { pictures, refusal: None })?;
        } else {
            context.console.print(&(pictures.concat() + "\n"))?;
        }
        Ok(status)
    }

    /// The pictures of one design.
    fn draw(&self, subject: &Subject) -> Result<Vec<Drawing>, Failure> {
        let kinds = self.kind.par_iter().filter(|kind| kind.suits(subject));
        kinds.map(|&kind| self.drawing(kind, subject)).collect()
    }

    fn drawing(&self, kind: Kind, subject: &Subject) -> Result<Drawing, Failure> {
        let (style, view) = (self.style(kind), View::new(self.view));
        let picture = match kind {
            Kind::Height => picture::height(subject, &style),
            Kind::Plan => picture::plan(subject, &style),
            Kind::Steps => picture::steps(subject, &style),
            Kind::Graph => picture::graph(subject, &style),
            Kind::Iso | Kind::Sheet => picture::isometric(subject, &style, view),
            Kind::Animate => {
                let name = format!("{}-{}.gif", subject.name, kind.name());
                return self.packed(name, picture::animation(subject, &style, view));
            }
        };
        self.still(format!("{}-{}", subject.name, kind.name()), picture)
    }

    /// All designs on one sheet.
    fn sheet(&self, subjects: &[Subject]) -> Result<Drawing, Failure> {
        let cards: Vec<Card> = subjects.iter().map(|subject| Card { subject, note: "" }).collect();
        let title = units::count(cards.len() as i64, "design");
        let picture = picture::contact_sheet(&title, "All at the same scales", &cards, &self.style(Kind::Sheet));
        self.still(Kind::Sheet.name().to_owned(), picture)
    }

    fn still(&self, stem: String, picture: picture::Picture) -> Result<Drawing, Failure> {
        match self.format {
            Format::Svg => self.packed(format!("{stem}.svg"), Ok(picture.svg().into())),
            Format::Png => self.packed(format!("{stem}.png"), picture.png(1.0)),
        }
    }

    fn packed(&self, name: String, bytes: Result<Vec<u8>, RasterError>) -> Result<Drawing, Failure> {
        match bytes {
            Ok(bytes) => Ok(Drawing { name, bytes }),
            Err(error) => Err(Failure::Output { file: shown(&self.out.join(name)), reason: error.to_string() }),
        }
    }

    fn style(&self, kind: Kind) -> Style {
        let Size { width, height } = self.size.unwrap_or(kind.size());
        let units = match self.units {
            System::Metric => Units::Metric,
            System::Imperial => Units::Imperial,
            System::Game => Units::Game,
        };
        Style { width, height, units }
    }

    fn write(&self, Drawing { name, bytes }: Drawing) -> Result<String, Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let path = self.out.join(name);
        output::write(&path, &bytes, existing)?;
        Ok(path.to_string_lossy().into_owned())
    }

    /// Writes the pictures of one design and says where they are.
    fn save(
        &self,
        console: &mut Console,
        source: &Source,
        subject: &Subject,
        drawings: Vec<Drawing>,
    ) -> Result<Status, Failure> {
        let mut pictures = Vec::new();
        for drawing in drawings {
            let path = self.write(drawing)?;
            if !console.json {
                console.print(&(units::printable(&path) + "\n"))?;
            }
            pictures.push(path);
        }
        let refusal = subject.refusal.as_deref();
        if console.json {
            source.print_json(console, &Plotted { pictures, refusal })?;
        }
        if let Some(why) = &subject.unrated {
            let left_out = self.kind.iter().filter(|&&kind| kind != Kind::Sheet && !kind.suits(subject));
            let left_out: Vec<_> = left_out.map(|kind| kind.name()).collect();
            let left_out = if left_out.is_empty() { String::new() } else { format!("; no {}", left_out.join(", ")) };
            console.note(&format!("{}: {why}{left_out}", source.title()));
        }
        let Some(refusal) = refusal else { return Ok(Status::Done) };
        console.note(&format!("{}: cannot be placed, so it is drawn as it would lie: {refusal}", source.title()));
        Ok(Status::No)
    }
}
