//! What the page of a search shows, gathered from its folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::Value;

use crate::catalogue::Direction;
use crate::evolve::{Checkpoint, Individual, Problem};
use crate::layout::Placing;
use crate::quantity::{Height, Tile};
use crate::report::{Card, GenerationLine, PageData, Place, Sketch, Winner, with_statistics_at};
use crate::site::{Park, Site};
use crate::track_file::{self, TrackFile};

/// Leaders that are shown, the latest ones.
const LEADERS: usize = 40;

/// Designs of the archive that are shown, the best: a page of more would take long to open.
const SKETCHES: usize = 300;

/// The folder of a search and what is known about it.
pub(super) struct RunPage<'a> {
    /// What it solves.
    pub problem: &'a Problem<'a>,
    /// Where it is.
    pub checkpoint: &'a Checkpoint,
    /// Its log, a line per generation.
    pub log: &'a str,
    /// Holds a folder of leaders for some generations.
    pub generations: PathBuf,
}

/// A design that led generations and is not among the winners.
struct Leader {
    name: String,
    file: PathBuf,
    generations: Vec<u32>,
}

impl<'a> RunPage<'a> {
    /// The page's data; winners come by rank, with their track files.
    pub(super) fn gather(&self, winners: &[(PathBuf, &Winner)]) -> PageData {
        let winning = winners.iter().enumerate().filter_map(|(index, (file, winner))| {
            Card::new(winner, Place::Winner(index + 1), &file_name(file), &fs::read(file).ok()?)
        });
        let mut leaders: Vec<(String, Leader)> = self.leaders().into_iter().collect();
        leaders.retain(|(id, _)| winners.iter().all(|(_, winner)| winner.id != *id));
        leaders.sort_by(|(_, a), (_, b)| b.generations.last().cmp(&a.generations.last()).then(a.file.cmp(&b.file)));
        let leading = leaders.into_iter().take(LEADERS).filter_map(|(id, leader)| self.leading(id, leader));
        let cards = winning.chain(leading).collect();
        let lines = self.log.lines().filter_map(|line| serde_json::from_str::<GenerationLine>(line).ok());
        let sketches = self.sketches(winners);
        PageData::new(self.problem.placer.catalogue, self.checkpoint, &lines.collect::<Vec<_>>(), cards, sketches)
    }

    /// The best of the archive.
    fn sketches(&self, winners: &[(PathBuf, &Winner)]) -> Vec<Sketch> {
        let elites = self.checkpoint.evolution.archive.best(SKETCHES);
        let sketch = |elite: &&Individual| {
            let winner = Winner::new(self.problem, elite)?;
            let rank = winners.iter().position(|(_, other)| other.id == winner.id).map(|index| index + 1);
            let format = self.checkpoint.plan.limits.format;
            let track = TrackFile::from_design_in(format, &winner.design, self.problem.placer.catalogue)
                .ok()?
                .to_bytes()
                .ok()?;
            let file = format!("{}.{format}", winner.slug());
            Sketch::new(&winner, &elite.fitness.traits?, rank, file, &track)
        };
        elites.par_iter().filter_map(sketch).collect()
    }

    /// All leaders by id. What cannot be read is not shown: people may tidy up these folders.
    fn leaders(&self) -> BTreeMap<String, Leader> {
        let extension = self.checkpoint.plan.limits.format.extension();
        let is_track = |file: &PathBuf| file.extension().is_some_and(|end| end == extension);
        let mut leaders: BTreeMap<String, Leader> = BTreeMap::new();
        for folder in sorted(&self.generations) {
            let Ok(generation) = file_name(&folder).parse::<u32>() else { continue };
            if generation > self.checkpoint.evolution.generation {
                continue;
            }
            for file in sorted(&folder).into_iter().filter(is_track) {
                let Some((id, name)) = names(&file.with_extension("json")) else { continue };
                let leader = leaders.entry(id).or_insert(Leader { name, file, generations: Vec::new() });
                leader.generations.push(generation);
            }
        }
        leaders
    }

    /// Where a leader stands: on flat land, or in the park as it is written down beside its track file.
    fn place(&self, told: &Path) -> (Site<'a>, Placing) {
        let in_park = self.problem.placer.site.park.and_then(|park| place_in(park, told));
        in_park.unwrap_or_else(|| (Site::default(), Placing::default()))
    }

    fn leading(&self, id: String, leader: Leader) -> Option<Card> {
        let bytes = fs::read(&leader.file).ok()?;
        let design = track_file::read(&bytes).ok()?.design(self.problem.placer.catalogue).ok()?;
        let (site, placing) = self.place(&leader.file.with_extension("json"));
        let (design, judgement) = with_statistics_at(self.problem.placer.catalogue, design, site, placing)?;
        let winner = Winner { name: leader.name, id, design, judgement };
        Card::new(&winner, Place::Leader(leader.generations), &file_name(&leader.file), &bytes)
    }
}

/// Where a design stands in a park, as it is written down beside its track file.
fn place_in<'a>(park: &'a Park, path: &Path) -> Option<(Site<'a>, Placing)> {
    let object: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let number = |key: &str| i32::try_from(object["place"][key].as_i64()?).ok();
    let site = Site::in_park(park, Tile::new(number("x")?, number("y")?));
    let direction = Direction::new(number("direction")? as u8);
    let is_held = object["held"].as_bool()?;
    let z = number("z").filter(|_| is_held).map(Height);
    Some((site, Placing { z, ..Placing::from(direction) }))
}

/// The id and name that are written down beside a track file.
fn names(path: &Path) -> Option<(String, String)> {
    let object: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    let text = |key: &str| object.get(key)?.as_str().map(str::to_owned);
    Some((text("id")?, text("name")?))
}

/// What lies in a folder, by name; nothing where there is no folder.
pub(super) fn sorted(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect();
    paths.sort();
    paths
}

fn file_name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}
