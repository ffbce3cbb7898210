//! What is written down of a search: a line per generation, a row per winner.

use serde::{Deserialize, Serialize};

use crate::evolve::{Evolution, Individual};
use crate::quantity::Footprint;

use super::whereabouts::Whereabouts;
use super::winner::Winner;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct GenerationLine {
    /// Generations bred so far.
    pub generation: u32,
    /// Genomes judged so far.
    pub evaluations: u64,
    /// Clock: genomes judged per second since the last line.
    pub evaluations_per_s: f64,
    /// Clock: seconds since the search began.
    pub elapsed_s: f64,
    /// Share of the generation's designs that keep all limits where they are tested.
    pub feasible: f64,
    /// The best so far.
    pub best: Option<BestLine>,
    /// Kinds of design found so far.
    pub kinds: usize,
    /// Mean excitement of the archive in hundredths.
    pub mean_elite: i64,
}

/// The best design in a line of the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BestLine {
    /// Tells genomes apart.
    pub id: String,
    /// Hundredths.
    pub excitement: i32,
    /// Hundredths.
    pub intensity: i32,
    /// Hundredths.
    pub nausea: i32,
    /// What the search compares.
    pub fitness: i32,
    /// Whether it is within all limits.
    pub feasible: bool,
}

impl GenerationLine {
    /// The state of a search after a generation.
    pub fn new(evolution: &Evolution, elapsed_s: f64, evaluations_per_s: f64) -> Self {
        let archive = &evolution.archive;
        let scores: i64 = archive.iter().map(|elite| i64::from(elite.fitness.score)).sum();
        Self {
            generation: evolution.generation,
            evaluations: evolution.evaluations,
            evaluations_per_s,
            elapsed_s,
            feasible: f64::from(evolution.feasible) / 1000.0,
            best: evolution.best().and_then(BestLine::new),
            kinds: archive.len(),
            mean_elite: scores / archive.len().max(1) as i64,
        }
    }
}

impl BestLine {
    fn new(individual: &Individual) -> Option<Self> {
        let traits = individual.fitness.traits?;
        Some(Self {
            id: individual.genome.id(),
            excitement: traits.excitement,
            intensity: traits.intensity,
            nausea: traits.nausea,
            fitness: individual.fitness.score,
            feasible: individual.fitness.is_feasible(),
        })
    }
}

/// One row of the index of winners. Ratings are those of the worst direction.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IndexRow {
    /// Place among the winners, from 1; 0 in a pack.
    pub rank: usize,
    /// Name of the track file.
    pub file: String,
    /// Name of the design.
    pub name: String,
    /// What `--favour` and `--discard` call it.
    pub id: String,
    /// Name of the ride type.
    pub ride: String,
    /// Name of the vehicle's object.
    pub vehicle: String,
    /// The lowest.
    pub excitement: f64,
    /// The highest.
    pub intensity: f64,
    /// The highest.
    pub nausea: f64,
    /// Currency units.
    pub cost: f64,
    /// Tiles.
    pub width: i32,
    /// Tiles.
    pub length: i32,
    /// Width times length.
    pub tiles: i32,
    /// Metres of track.
    pub track_m: i32,
    /// Highest speed in miles per hour.
    pub max_speed_mph: i32,
    /// Number of drops.
    pub drops: u8,
    /// Number of inversions.
    pub inversions: u8,
    /// Seconds without weight.
    pub air_time_s: f64,
    /// Number of track elements.
    pub pieces: usize,
    /// Cars of each train.
    pub cars: i32,
    /// Where it stands in a park.
    #[serde(skip)]
    pub whereabouts: Option<Whereabouts>,
}

impl IndexRow {
    /// The row of a winner.
    pub fn new(rank: usize, file: String, winner: &Winner) -> Option<Self> {
        let layout = winner.judgement.placement.as_design.as_ref().ok()?;
        let measured = &winner.judgement.worst()?.tested.measured;
        let [excitement, intensity, nausea] = winner.ratings()?.hundredths().map(|rating| f64::from(rating) / 100.0);
        let Footprint { width, length } = layout.footprint();
        Some(Self {
            rank,
            file,
            name: winner.name.clone(),
            id: winner.id.clone(),
            ride: layout.ride.name.clone(),
            vehicle: winner.design.vehicle.clone(),
            excitement,
            intensity,
            nausea,
            cost: layout.cost().0 as f64 / 10.0,
            width,
            length,
            tiles: width * length,
            track_m: measured.total_length().metres(),
            max_speed_mph: measured.max_speed.whole_mph(),
            drops: measured.drops,
            inversions: measured.inversions,
            air_time_s: f64::from(u32::from(measured.air_time) * 3) / 100.0,
            pieces: winner.design.elements.len(),
            cars: layout.trains.cars,
            whereabouts: Whereabouts::new(&winner.judgement),
        })
    }
}

/// The index of winners as a CSV table with a header; in a park with where they stand.
///
/// # Errors
/// When a row cannot be written down.
pub fn index_csv(rows: &[IndexRow]) -> Result<Vec<u8>, csv::Error> {
    let mut table = csv::Writer::from_writer(Vec::new());
    for row in rows {
        table.serialize(row)?;
    }
    let table = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    if rows.iter().all(|row| row.whereabouts.is_none()) { Ok(table) } else { with_whereabouts(&table, rows) }
}

/// The table with columns for where the winners stand in a park.
fn with_whereabouts(table: &[u8], rows: &[IndexRow]) -> Result<Vec<u8>, csv::Error> {
    const COLUMNS: [&str; 8] = ["x", "y", "z", "direction", "held", "trees_removed", "scenery_removed", "quote"];
    let mut wider = csv::Writer::from_writer(Vec::new());
    let mut lines = csv::ReaderBuilder::new().has_headers(false).from_reader(table).into_records();
    if let Some(header) = lines.next() {
        wider.write_record(header?.iter().chain(COLUMNS))?;
    }
    for (line, row) in lines.zip(rows) {
        let columns = row.whereabouts.as_ref().map(|place| {
            let Whereabouts { x, y, z, direction, is_held, trees, scenery, quote, .. } = place;
            let quote = quote.0 as f64 / 10.0;
            [x.to_string(), y.to_string(), z.0.to_string(), direction.to_string(), is_held.to_string()]
                .into_iter()
                .chain([trees.to_string(), scenery.to_string(), format!("{quote:?}")])
        });
        let line = line?;
        let columns: Vec<String> = columns.into_iter().flatten().collect();
        wider.write_record(line.iter().chain(columns.iter().map(String::as_str)))?;
    }
    wider.into_inner().map_err(|error| error.into_error().into())
}
