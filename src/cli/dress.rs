//! `dress`: scenery for designs.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::Context;
use super::console::Console;
use super::entrances::EntranceArgs;
use super::failure::{Failure, Status};
use super::input::{Files, Source};
use super::names;
use super::output::{Existing, create_folder, write};
use super::place::{Ground, PlaceArgs, why_not_placed};
use super::values::Money;
use crate::catalogue::{Catalogue, Direction, theme_groups};
use crate::design::Design;
use crate::dress::Dressing;
use crate::judge::Unrated;
use crate::layout::Placing;
use crate::quantity;
use crate::report::{DressReport, with_statistics_at};
use crate::track_file::{NewFormat, TrackFile};

const EXAMPLES: &str = "\
Examples:
  loopwright dress --theme forest coaster.td6
  loopwright dress --theme mine --budget 800 --seed 7 --out mine.td6 coaster.td6
  loopwright dress --theme garden --no-scenery --out dressed coaster.td6

Themes, from the game's own groups of scenery:
";

/// Add scenery of a theme to a design
///
/// Trees, plants, flowers along the platform, a path and something to look at are put where they add most to
/// excitement, and where the game places all of them with the design, in all four directions. Nothing that stands is
/// removed, and the ways out of entrance and exit stay free. All objects came with RollerCoaster Tycoon 2.
#[derive(Debug, clap::Args)]
#[command(after_long_help = help())]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// What the scenery is to be like; --help lists the themes
    #[arg(long, value_name = "NAME")]
    theme: String,
    /// Highest price of the scenery
    #[arg(long, value_name = "MONEY")]
    budget: Option<Money>,
    /// Random seed: the same seed gives the same scenery
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Folder for the dressed designs, NAME-dressed.td6, or for one design a file that ends in .td6 or .td7
    #[arg(long, value_name = "DIR|FILE", default_value = ".")]
    out: PathBuf,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    /// Direction to build in, in a park: 0 to 3
    #[arg(long, value_name = "0..3", default_value_t = 0, requires = "park")]
    #[arg(value_parser = clap::value_parser!(u8).range(0..4))]
    direction: u8,
    #[command(flatten)]
    place: PlaceArgs,
    #[command(flatten)]
    entrances: EntranceArgs,
}

/// The examples, and all themes with their groups.
fn help() -> String {
    let themes = theme_groups().unwrap_or_default();
    let themes: Vec<String> = themes.iter().map(|(name, groups)| format!("  {name:<11}{groups}")).collect();
    format!(
        "{EXAMPLES}{}\n\nExit code 1: a design does not stand, or there is no room or money for any scenery.",
        themes.join("\n")
    )
}

/// A dressed design, and what the scenery did to it.
struct Dressed {
    design: Design,
    report: DressReport,
    items: usize,
}

#[derive(Serialize)]
struct Answer<'a> {
    #[serde(flatten)]
    report: &'a DressReport,
    written: Option<String>,
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let theme = names::theme(&catalogue, &self.theme)?;
        let ground = self.place.open(&catalogue)?;
        let file = file_format(&self.out);
        let sources = self.files.sources().len();
        if file.is_some() && sources > 1 {
            let reason =
                format!("--out {} is one file, and there are {sources} designs; give a folder", self.out.display());
            return Err(Failure::Usage(reason));
        }
        if file.is_none() {
            create_folder(&self.out)?;
        }
        let budget = self.budget.map(|money| quantity::Money(money.0));
        let dressing = Dressing { budget, seed: self.seed, ..Dressing::new(&catalogue, theme) };
        let work = |source: &Source| self.dress(&dressing, &ground, source);
        let mut taken = BTreeSet::new();
        self.files.each(&mut context.console, work, |console, source, dressed| {
            if !taken.insert(source.stem()) {
                return Err(source.failure(&"another dressed design has this name; rename it"));
            }
            self.save(&catalogue, console, source, dressed)
        })
    }

    fn dress(&self, dressing: &Dressing, ground: &Ground, source: &Source) -> Result<Dressed, Failure> {
        let (catalogue, site) = (dressing.catalogue, ground.site());
        let design = self.entrances.design(source, catalogue, site)?.design;
        let bare = self.place.furnished(design);
        let placing = Placing { with_scenery: true, ..ground.placing(Direction::new(self.direction)) };
        let refused = |reason: String| Failure::Refused { file: source.title(), reason };
        let dressed = dressing.dress(&bare, site, placing).map_err(|error| source.unjudged(&error))?;
        let before = with_statistics_at(catalogue, bare.clone(), site, placing);
        let Some((dressed, (_, before))) = dressed.zip(before) else {
            return Err(refused(why_not_placed(catalogue, &bare, site, placing)));
        };
        let missing = before.placement.as_design.as_ref().map(|layout| layout.own_scenery.missing.join(", "));
        if let Some(missing) = missing.ok().filter(|missing| !missing.is_empty()) {
            let reason = format!("the game leaves all of its scenery out for lack of {missing}; add --no-scenery");
            return Err(refused(reason));
        }
        if let Some(unrated) = before.unrated() {
            return Err(refused(Unrated::to_string(&unrated)));
        }
        let Some((design, after)) = with_statistics_at(catalogue, dressed, site, placing) else {
            return Err(refused("the game does not place it with its scenery".to_owned()));
        };
        let items = design.scenery.len() - bare.scenery.len();
        let report = DressReport::new(&dressing.theme.name, items, &before, &after);
        Ok(Dressed { design, report, items })
    }

    /// Writes a dressed design and says what the scenery did to it.
    fn save(
        &self,
        catalogue: &Catalogue,
        console: &mut Console,
        source: &Source,
        dressed: Dressed,
    ) -> Result<Status, Failure> {
        let Dressed { design, report, items } = dressed;
        if items == 0 {
            let reason = "there is no room or no money for any scenery; give more --budget".to_owned();
            return Err(Failure::Refused { file: source.title(), reason });
        }
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let wanted = file_format(&self.out);
        let format = wanted.unwrap_or_else(|| NewFormat::of(&design, catalogue));
        let in_folder = || self.out.join(format!("{}-dressed.{format}", source.stem()));
        let path = wanted.map_or_else(in_folder, |_| self.out.clone());
        let track = TrackFile::from_design_in(format, &design, catalogue).and_then(|track| track.to_bytes());
        write(&path, &track.map_err(|error| source.failure(&error))?, existing)?;
        let written = path.to_string_lossy().into_owned();
        if console.json {
            source.print_json(console, &Answer { report: &report, written: Some(written) })?;
        } else {
            console.print(&format!("{}\n", report.sheet(&written)))?;
        }
        Ok(Status::Done)
    }
}

/// The format of a name that is to be a file, and not a folder.
fn file_format(path: &Path) -> Option<NewFormat> {
    let extension = path.extension()?.to_string_lossy().to_lowercase();
    match extension.as_str() {
        "td6" => Some(NewFormat::Td6),
        "td7" => Some(NewFormat::Td7),
        _ => None,
    }
}
