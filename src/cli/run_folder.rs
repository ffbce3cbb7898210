//! The folder of a search: its settings, its log and its results.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use rayon::ThreadPoolBuilder;
use serde_json::{Value, json};

use crate::catalogue::Catalogue;
use crate::evolve::{Checkpoint, CheckpointError, Limits, Plan, Problem};
use crate::report::{
    Answers, Earlier, GenerationLine, IndexRow, Portrait, Reached, SpotsPage, Winner, contact_sheet, index_csv, page,
    portraits,
};
use crate::track_file::{NewFormat, TrackFile};

use super::failure::Failure;
use super::output::{Existing, create_folder, write};
use super::run_page::{RunPage, sorted};

const PLAN: &str = "run.toml";
const LOG: &str = "log.jsonl";
const CHECKPOINT: &str = "checkpoint";
/// The folder of the winners in that of a search.
pub(super) const BEST: &str = "best";
const NEAREST: &str = "nearest";
const GENERATIONS: &str = "generations";
const SHEET: &str = "sheet.png";
const INDEX: &str = "index.csv";
const PAGE: &str = "index.html";

/// Threads that draw, however many search: each takes the memory of a picture and may keep it.
const DRAWERS: usize = 3;

/// The folder of a search.
#[derive(Debug, Clone)]
pub(super) struct RunFolder {
    root: PathBuf,
    /// Format of its track files.
    format: NewFormat,
    /// Digits of the ranks that begin their names.
    digits: usize,
    /// Highest intensity and nausea of its designs, hundredths.
    most: [i32; 2],
}

impl RunFolder {
    fn new(root: &Path, plan: &Plan) -> Self {
        let Limits { format, max_intensity, max_nausea, .. } = plan.limits;
        let digits = digits(plan.breeding.winners);
        Self { root: root.to_owned(), format, digits, most: [max_intensity, max_nausea] }
    }

    /// A folder for a new search, which must not hold another.
    pub(super) fn begin(root: &Path, plan: &Plan) -> Result<Self, Failure> {
        if root.join(CHECKPOINT).exists() {
            let reason = "holds a search already; go on with it by --resume, or give another folder".to_owned();
            return Err(Failure::Output { file: super::failure::shown(root), reason });
        }
        create_folder(root)?;
        let folder = Self::new(root, plan);
        folder.plan(plan)?;
        folder.put(LOG, b"")?;
        Ok(folder)
    }

    /// Takes another number of winners from now on.
    pub(super) fn want(&mut self, winners: usize) {
        self.digits = digits(winners);
    }

    /// Writes down the settings.
    pub(super) fn plan(&self, plan: &Plan) -> Result<(), Failure> {
        let text = toml::to_string_pretty(plan).map_err(|error| self.unwritten(PLAN, &error.to_string()))?;
        self.put(PLAN, text.as_bytes())
    }

    /// The lines of the log.
    pub(super) fn lines(&self) -> Vec<GenerationLine> {
        let log = fs::read_to_string(self.root.join(LOG)).unwrap_or_default();
        log.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
    }

    /// The folder of a search to go on with, and where it was. Lines of the log that the checkpoint does not know
    /// of yet are taken back: they will come again.
    pub(super) fn resume(root: &Path) -> Result<(Self, Checkpoint, f64), Failure> {
        let (checkpoint, log) = Self::open(root)?;
        let folder = Self::new(root, &checkpoint.plan);
        folder.put(LOG, log.as_bytes())?;
        Ok((folder, checkpoint, elapsed(&log)))
    }

    /// Where the search of a folder was and the seconds that it took; the folder stays as it is.
    pub(super) fn read(root: &Path) -> Result<(Checkpoint, f64), Failure> {
        let (checkpoint, log) = Self::open(root)?;
        Ok((checkpoint, elapsed(&log)))
    }

    /// Where the search of a folder was, and the log as far as that.
    fn open(root: &Path) -> Result<(Checkpoint, String), Failure> {
        let path = root.join(CHECKPOINT);
        if root.is_dir() && !path.exists() {
            let reason = format!("holds no search: no file {CHECKPOINT} is in it; give the folder that `--out` named");
            return Err(Failure::Input { file: super::failure::shown(root), reason });
        }
        let bytes = fs::read(&path).map_err(|error| Failure::unreadable(&path, &error))?;
        let checkpoint = Checkpoint::from_bytes(&bytes).map_err(|error| Self::unsound(root, &error))?;
        let text = fs::read_to_string(root.join(LOG)).unwrap_or_default();
        let known = |line: &&str| generation(line).is_some_and(|number| number <= checkpoint.evolution.generation);
        let log = text.lines().filter(known).flat_map(|line| [line, "\n"]).collect();
        Ok((checkpoint, log))
    }

    /// A checkpoint that no search can go on with.
    pub(super) fn unsound(root: &Path, error: &CheckpointError) -> Failure {
        Failure::Input { file: super::failure::shown(&root.join(CHECKPOINT)), reason: error.to_string() }
    }

    /// Where the folder is.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }

    /// Adds a line to the log.
    pub(super) fn log(&self, line: &GenerationLine) -> Result<(), Failure> {
        let path = self.root.join(LOG);
        let mut text = serde_json::to_string(line).map_err(|error| self.unwritten(LOG, &error.to_string()))?;
        // One write per line, so that a reader never sees half of one.
        text.push('\n');
        let file = fs::OpenOptions::new().append(true).create(true).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes())).map_err(|error| Failure::unwritable(&path, &error))
    }

    /// Writes down where the search is.
    pub(super) fn checkpoint(&self, checkpoint: &Checkpoint) -> Result<(), Failure> {
        let bytes = checkpoint.to_bytes().map_err(|error| self.unwritten(CHECKPOINT, &error.to_string()))?;
        self.put(CHECKPOINT, &bytes)
    }

    /// Writes the leaders of a generation.
    pub(super) fn leaders(&self, catalogue: &Catalogue, generation: u32, leaders: &[Winner]) -> Result<(), Failure> {
        let folder = Path::new(GENERATIONS).join(format!("{generation:04}"));
        self.designs(catalogue, &folder, leaders)?;
        match contact_sheet(generation, leaders, self.earlier(generation).as_ref()) {
            Some(sheet) => self.put(folder.join(SHEET), &sheet),
            None => Ok(()),
        }
    }

    /// The leaders that were written last before a generation. People may tidy up: what is gone is not missed.
    fn earlier(&self, generation: u32) -> Option<Earlier> {
        let folders = sorted(&self.root.join(GENERATIONS)).into_iter();
        let numbered = folders.filter_map(|path| Some((path.file_name()?.to_str()?.parse::<u32>().ok()?, path)));
        let (before, folder) = numbered.filter(|(number, _)| *number < generation).max()?;
        let files = sorted(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "json"));
        let leader = |file: PathBuf| {
            let object: Value = serde_json::from_slice(&fs::read(file).ok()?).ok()?;
            let in_park = std::slice::from_ref(&object["run"]);
            let runs = object["runs"].as_array().map_or(in_park, Vec::as_slice);
            let excitement = runs.iter().filter_map(|run| run["excitement"].as_i64()).min();
            let text = |key: &str| object[key].as_str().map(str::to_owned);
            Some((text("id")?, text("name")?, excitement.and_then(|rating| rating.try_into().ok())))
        };
        Some(Earlier { generation: before, leaders: files.filter_map(leader).collect() })
    }

    /// Writes the winners and their index, whose rows it gives back; what stood there before goes.
    pub(super) fn winners(&self, catalogue: &Catalogue, winners: &[Winner]) -> Result<Vec<IndexRow>, Failure> {
        let rows = self.designs(catalogue, Path::new(BEST), winners)?;
        let table = index_csv(&rows).map_err(|error| self.unwritten(INDEX, &error.to_string()))?;
        self.put(INDEX, &table)?;
        Ok(rows)
    }

    /// Writes the page that shows the areas of a park with their best coasters, which have been written before.
    pub(super) fn spots(&self, page: &SpotsPage) -> Result<(), Failure> {
        let html = page.html().map_err(|error| self.unwritten(PAGE, &error.to_string()))?;
        self.put(PAGE, html.as_bytes())
    }

    /// Writes the page that shows how the search went and the winners, which have been written before.
    pub(super) fn page(&self, problem: &Problem, checkpoint: &Checkpoint, winners: &[Winner]) -> Result<(), Failure> {
        let log = fs::read_to_string(self.root.join(LOG)).unwrap_or_default();
        let file = |(index, winner)| (self.root.join(BEST).join(self.file_name(index, winner)), winner);
        let files: Vec<_> = winners.iter().enumerate().map(file).collect();
        let run = RunPage { problem, checkpoint, log: &log, generations: self.root.join(GENERATIONS) };
        let html = page(&run.gather(&files)).map_err(|error| self.unwritten(PAGE, &error.to_string()))?;
        self.put(PAGE, html.as_bytes())
    }

    /// Writes the design that came nearest where none kept the limits.
    pub(super) fn nearest(&self, catalogue: &Catalogue, nearest: &Winner) -> Result<PathBuf, Failure> {
        self.designs(catalogue, Path::new(NEAREST), std::slice::from_ref(nearest))?;
        Ok(self.root.join(NEAREST))
    }

    fn designs(&self, catalogue: &Catalogue, folder: &Path, winners: &[Winner]) -> Result<Vec<IndexRow>, Failure> {
        let path = self.root.join(folder);
        if path.exists() {
            fs::remove_dir_all(&path).map_err(|error| Failure::unwritable(&path, &error))?;
        }
        create_folder(&path)?;
        let drawers = ThreadPoolBuilder::new().num_threads(rayon::current_num_threads().min(DRAWERS)).build();
        let drawers = drawers.map_err(|error| self.unwritten(&folder.to_string_lossy(), &error.to_string()))?;
        let mut rows = Vec::new();
        for (index, winner) in winners.iter().enumerate() {
            let stem = self.stem(index, winner);
            let name = self.file_name(index, winner);
            let file = folder.join(&name);
            let track = TrackFile::from_design_in(self.format, &winner.design, catalogue);
            let track = track.and_then(|track| track.to_bytes());
            let track = track.map_err(|error| self.unwritten(&name, &error.to_string()))?;
            self.put(&file, &track)?;
            let object = self.told(index, winner);
            self.put(folder.join(format!("{stem}.json")), format!("{object:#}\n").as_bytes())?;
            for Portrait { kind, png } in drawers.install(|| portraits(winner)) {
                self.put(folder.join(format!("{stem}-{kind}.png")), &png)?;
            }
            rows.extend(IndexRow::new(index + 1, name, winner));
        }
        Ok(rows)
    }

    /// How much a design has of the most excitement that the formula allows within the limits of the search.
    pub(super) fn reached(&self, winner: &Winner) -> Option<Reached> {
        let [max_intensity, max_nausea] = self.most;
        Reached::within(&winner.judgement, max_intensity, max_nausea)
    }

    /// What is written down about a design, and told of a winner.
    pub(super) fn told(&self, index: usize, winner: &Winner) -> Value {
        let mut object = serde_json::to_value(Answers::new(&winner.design, &winner.judgement)).unwrap_or(Value::Null);
        object["file"] = Value::from(self.file_name(index, winner));
        object["name"] = Value::from(winner.name.as_str());
        object["id"] = Value::from(winner.id.as_str());
        object["reached"] = json!(self.reached(winner));
        object
    }

    /// The name of a design's track file.
    fn file_name(&self, index: usize, winner: &Winner) -> String {
        format!("{}.{}", self.stem(index, winner), self.format)
    }

    /// The name of a design's files.
    fn stem(&self, index: usize, winner: &Winner) -> String {
        format!("{:0digits$}-{}", index + 1, winner.slug(), digits = self.digits)
    }

    fn put(&self, name: impl AsRef<Path>, bytes: &[u8]) -> Result<(), Failure> {
        write(&self.root.join(name), bytes, Existing::Replace)
    }

    fn unwritten(&self, name: &str, reason: &str) -> Failure {
        Failure::Output { file: super::failure::shown(&self.root.join(name)), reason: reason.to_owned() }
    }
}

/// Whether a folder holds a search.
pub(super) fn is_run(folder: &Path) -> bool {
    folder.join(CHECKPOINT).is_file()
}

/// Digits of the ranks of a number of winners, so that their files are in order.
fn digits(winners: usize) -> usize {
    winners.to_string().len().max(2)
}

/// The seconds that a search has taken by its log.
fn elapsed(log: &str) -> f64 {
    log.lines().last().and_then(|line| field(line, "elapsed_s")?.as_f64()).unwrap_or(0.0)
}

fn field(line: &str, key: &str) -> Option<Value> {
    serde_json::from_str::<Value>(line).ok()?.get(key).cloned()
}

fn generation(line: &str) -> Option<u32> {
    field(line, "generation")?.as_u64()?.try_into().ok()
}
