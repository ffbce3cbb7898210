//! `close`: completes a track that does not return to its station.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::console::Console;
use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::output::{Existing, create_folder, write};
use super::site::SiteArgs;
use super::{Context, names};
use crate::catalogue::{Catalogue, Direction, PieceId};
use crate::design::{Design, Entrance};
use crate::evolve::{Completion, Limits, Problem, complete};
use crate::judge::Judgement;
use crate::layout::Placer;
use crate::quantity::{Footprint, Rating};
use crate::report::units::count;
use crate::report::{Answers, Sheet, with_statistics};
use crate::site::Site;
use crate::track_file::{NewFormat, TrackFile};

const EXAMPLES: &str = "\
Examples:
  loopwright close --out closed half-built.td6
  loopwright close --force --keep 5 --out closed half-built.td6

Exit code 1: a track is a closed circuit already and lacks no entrance or exit, or no way home was found.";

/// Complete tracks that do not return to their station, and add the entrances and exits that stations lack
#[derive(Debug, clap::Args)]
#[command(after_long_help = EXAMPLES)]
pub(super) struct Args {
    #[command(flatten)]
    pub files: Files,
    /// Folder for the completed designs, NAME-closed.td6, or .td7 where a TD6 does not hold one
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub out: PathBuf,
    /// Number of completions to write for each design: the shortest, then the best rated
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    pub keep: u16,
    /// Pieces that must not be used
    #[arg(long, value_name = "PIECE,…", value_delimiter = ',')]
    pub forbid: Vec<String>,
    /// Replace files that are there already
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    pub site: SiteArgs,
}

impl Args {
    /// Completes every file.
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let catalogue = context.catalogue()?;
        let site = self.site.site()?;
        let forbidden: BTreeSet<PieceId> =
            self.forbid.iter().map(|name| Ok(names::piece(&catalogue, name)?.id)).collect::<Result<_, Failure>>()?;
        create_folder(&self.out)?;
        let work = |source: &Source| {
            let design = source.design(&catalogue)?;
            let placer = Placer::new(&catalogue, &design, site);
            let placer = placer.and_then(|placer| Ok(placer.with_room_for(&design, Direction::new(0))?));
            let placer = placer.map_err(|error| source.unjudged(&error))?;
            let site = placer.site;
            let format = NewFormat::of(&design, &catalogue);
            let (footprint, forbidden) = (Footprint::new(site.map, site.map), forbidden.clone());
            let limits = Limits { format, footprint, forbidden, ..Limits::default() };
            let mut problem = Problem::new(&catalogue, placer.ride, placer.vehicle, limits);
            problem.placer.site = site;
            let found = complete(&problem, &design, SEED)
                .map_err(|error| Failure::Refused { file: source.title(), reason: error.to_string() })?;
            Ok(chosen(&catalogue, found, site, usize::from(self.keep)))
        };
        let mut taken = BTreeSet::new();
        self.files.each(&mut context.console, work, |console, source, kept| {
            if !taken.insert(source.stem()) {
                return Err(source.failure(&"completions of another design have this name; rename it"));
            }
            self.save(&catalogue, console, source, kept)
        })
    }

    /// Writes the completions of one design and says what they are.
    fn save(
        &self,
        catalogue: &Catalogue,
        console: &mut Console,
        source: &Source,
        kept: Vec<Kept>,
    ) -> Result<Status, Failure> {
        let stem = source.stem();
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        let mut completions = Vec::new();
        for (index, Kept { design, judgement, added, chosen }) in kept.iter().enumerate() {
            let number = if index == 0 { String::new() } else { format!("-{}", index + 1) };
            let format = NewFormat::of(design, catalogue);
            let path = self.out.join(format!("{stem}-closed{number}.{format}"));
            let track = TrackFile::from_design_in(format, design, catalogue).and_then(|track| track.to_bytes());
            let track = track.map_err(|error| source.failure(&error))?;
            write(&path, &track, existing)?;
            let written = path.to_string_lossy().into_owned();
            if let Some(reason) = NewFormat::why_no_td6(design, catalogue) {
                console.note(&format!("{}: it {reason}; OpenRCT2 0.4.32 and later read the TD7", shown(&path)));
            }
            if !console.json {
                let sheet = Sheet { title: &written, design, judgement, chosen };
                console.print(&format!("{}  added        {}\n\n", sheet.verdicts(), count(*added as i64, "piece")))?;
            }
            let answers = Answers::new(design, judgement).with_chosen(chosen);
            completions.push(Completed { written, format, added: *added, answers });
        }
        if console.json {
            source.print_json(console, &Closed { completions })?;
        }
        Ok(Status::Done)
    }
}

/// The same partial design is completed the same way every time.
const SEED: u64 = 1;

/// A completion to be written.
struct Kept<'a> {
    design: Design,
    judgement: Judgement<'a>,
    added: usize,
    chosen: Vec<Entrance>,
}

/// What the JSON output says of one design.
#[derive(Serialize)]
struct Closed<'a> {
    completions: Vec<Completed<'a>>,
}

#[derive(Serialize)]
struct Completed<'a> {
    written: String,
    format: NewFormat,
    added: usize,
    #[serde(flatten)]
    answers: Answers<'a>,
}

/// The shortest completion first, then those with the best ratings.
fn chosen<'a>(catalogue: &'a Catalogue, found: Vec<Completion>, site: Site<'a>, keep: usize) -> Vec<Kept<'a>> {
    let finish = |completion: Completion| {
        let (design, judgement) = with_statistics(catalogue, completion.design, site)?;
        Some(Kept { design, judgement, added: completion.added, chosen: completion.entrances })
    };
    let mut kept: Vec<Kept> = found.into_iter().filter_map(finish).collect();
    if kept.len() > 1 {
        kept[1..].sort_by_key(|kept| std::cmp::Reverse(excitement(&kept.judgement)));
    }
    kept.truncate(keep);
    kept
}

/// The least excitement of any direction.
fn excitement(judgement: &Judgement) -> Option<Rating> {
    judgement.worst()?.ratings().map(|ratings| ratings.excitement)
}
