//! The options of `evolve`, as flags and as keys of a settings file.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Deserializer, Serialize};

use super::from_to::{Force, FromTo, Speed, Time, Whole};
use super::plan;
use super::preset;
use super::values::{Area, Money, ParkArea, Rating, Seconds, Span, Station};
use crate::evolve::{Between, Breeding, Figure, Limits, Plan, Stop};
use crate::quantity::Footprint;
use crate::site::LARGEST_MAP;
use crate::track_file::NewFormat;

/// The long help of `--format`.
const FORMATS: &str = "\
Format of the track files [default: td6]

  td6  every edition of the game loads them; only pieces that all editions know take part
  td7  OpenRCT2 0.4.32 and later load them; every piece that the ride type and the rules offer takes part";

/// The settings of a search, as flags and as keys of a settings file.
#[derive(Debug, Clone, Default, PartialEq, Eq, clap::Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub(super) struct Options {
    /// Folder for all results
    #[arg(long, value_name = "DIR", help_heading = "Run")]
    pub out: Option<PathBuf>,
    /// Start from the options of a preset
    #[arg(long, value_name = "NAME", help_heading = "Coaster")]
    #[arg(long_help = preset::help())]
    pub preset: Option<String>,

    #[arg(long, value_name = "T", help_heading = "Coaster", help = with_default("Ride type", Plan::RIDE))]
    pub ride: Option<String>,
    /// Vehicles [default: any of the ride type that every edition of the game has]
    #[arg(long, value_name = "V,…", value_delimiter = ',', help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub vehicle: Vec<String>,
    /// Operating modes [default: any of the ride type without block sections]
    #[arg(long, value_name = "MODE,…", value_delimiter = ',', help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "one_or_more")]
    pub mode: Vec<String>,
    /// Whether the track comes back to its station [default: as the modes allow]
    #[arg(long, value_name = "SHAPE", help_heading = "Coaster")]
    pub shape: Option<Shape>,
    /// Trains [default: 1]
    #[arg(long, value_name = "N", help_heading = "Coaster")]
    pub trains: Option<u8>,
    /// Designs to start from, beside random ones
    ///
    /// Ride type, vehicles, modes and shape are those of the designs. So are trains and tiles of the station, if all
    /// designs agree. Flags, the settings file and a preset count instead of them.
    #[arg(long, value_name = "FILE…", num_args = 1.., help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<PathBuf>,
    /// Pieces that must not occur
    #[arg(long, value_name = "PIECE,…", value_delimiter = ',', help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub forbid: Vec<String>,
    /// Pieces that must occur
    #[arg(long, value_name = "PIECE,…", value_delimiter = ',', help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub require: Vec<String>,
    /// Pieces that must follow each other in this order: a stretch of track that every design keeps
    ///
    /// Designs of --from that have the stretch keep it while the rest of their track varies. Random first designs are built
    /// around it.
    #[arg(long, value_name = "PIECE,…", value_delimiter = ',', help_heading = "Coaster")]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lock: Vec<String>,

    /// Build in a park: .park, .sv6, .sc6, .sea, or a site in JSON; --area, --station or --anywhere says where
    ///
    /// Coasters are bred on the very spot, among its land, water, paths, scenery and rides, and judged in the one
    /// direction in which they stand there. Trees and other small scenery in the way are removed.
    #[arg(long, value_name = "FILE", help_heading = "Park")]
    pub park: Option<PathBuf>,
    /// The part of the park to build on: least x and y, and tiles along both
    #[arg(long = "area", value_name = "X,Y,WxL", help_heading = "Park")]
    #[serde(rename = "area")]
    pub lot: Option<ParkArea>,
    /// Look over the whole park for areas of the size of --box, and propose the best few
    ///
    /// The areas with the most room are tried, and the better ones bred on. Each that is proposed has a folder in DIR,
    /// with which the search can go on by --resume.
    #[arg(long, num_args = 0, default_missing_value = "true", value_name = "true", help_heading = "Park", conflicts_with_all = ["lot", "from"])]
    pub anywhere: Option<bool>,
    /// Leave trees where they are
    #[arg(long, num_args = 0, default_missing_value = "true", value_name = "true", help_heading = "Park")]
    pub keep_trees: Option<bool>,
    /// Leave all scenery where it is
    #[arg(long, num_args = 0, default_missing_value = "true", value_name = "true", help_heading = "Park")]
    pub keep_scenery: Option<bool>,
    /// Let coasters stand at any height, such as in tunnels
    ///
    /// The game's tool places a design above all land under it. To place it lower or higher, hold Ctrl or Shift.
    #[arg(long, num_args = 0, default_missing_value = "true", value_name = "true", help_heading = "Park")]
    pub any_height: Option<bool>,

    #[arg(long = "box", value_name = "WxL[xH]", help_heading = "Limits")]
    #[arg(help = with_default("Largest ground, in tiles, and height, in units of 0.75 m",
        format_args!("{}, more for towers", area(&Limits::default()))))]
    #[serde(rename = "box")]
    pub area: Option<Area>,
    /// Largest ground in tiles, width times length, entrance and exit included
    #[arg(long, value_name = "N", help_heading = "Limits")]
    #[arg(value_parser = clap::value_parser!(i32).range(1..=i64::from(LARGEST_MAP).pow(2)))]
    pub tiles: Option<i32>,
    /// Highest price
    #[arg(long, value_name = "MONEY", help_heading = "Limits")]
    pub budget: Option<Money>,
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    #[arg(help = with_default("Number of pieces, station included", pieces(&Limits::default())))]
    pub pieces: Option<Span>,
    /// Tiles of the station; or its place in a park: tile of its rear, direction, and if it is to be held, height in steps of
    /// 8. Trains leave in direction 0 to lesser x, 1 to greater y, 2 to greater x, 3 to lesser y
    #[arg(long, value_name = "N|X,Y,DIRECTION[,Z]", help_heading = "Limits")]
    pub station: Option<Station>,
    #[arg(long, value_name = "R", help_heading = "Limits")]
    #[arg(help = with_default("Highest intensity", Rating(Limits::default().max_intensity)))]
    pub max_intensity: Option<Rating>,
    #[arg(long, value_name = "R", help_heading = "Limits")]
    #[arg(help = with_default("Highest nausea", Rating(Limits::default().max_nausea)))]
    pub max_nausea: Option<Rating>,
    /// Lowest excitement
    #[arg(long, value_name = "R", help_heading = "Limits")]
    pub min_excitement: Option<Rating>,
    /// Number of inversions; here and below either end may be left out, such as 2.. or ..7
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub inversions: Option<FromTo<Whole>>,
    /// Length of the track in metres
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub length: Option<FromTo<Whole>>,
    /// Highest drop in metres
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub highest_drop: Option<FromTo<Whole>>,
    /// Number of drops
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub drops: Option<FromTo<Whole>>,
    /// Highest speed with its unit, such as 40..65mph or ..105km/h
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub speed: Option<FromTo<Speed>>,
    /// Highest positive vertical G
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub positive_g: Option<FromTo<Force>>,
    /// Highest negative vertical G, such as -1.5..0
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits", allow_hyphen_values = true)]
    pub negative_g: Option<FromTo<Force>>,
    /// Highest lateral G
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub lateral_g: Option<FromTo<Force>>,
    /// Time of the ride, such as 90..150 seconds or 1:30..2:30
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub ride_time: Option<FromTo<Time>>,
    /// Circuits per ride
    #[arg(long, value_name = "MIN..MAX", help_heading = "Limits")]
    pub circuits: Option<FromTo<Whole>>,

    #[arg(long, value_name = "N", help_heading = "Limits")]
    #[arg(help = with_default("Weight of natural looks beside excitement, in hundredths; 0 switches them off", Limits::default().looks))]
    pub looks: Option<u16>,

    #[arg(long, value_name = "N", help_heading = "Search")]
    #[arg(help = with_default("Random seed: the same seed gives the same coasters", Breeding::default().seed))]
    pub seed: Option<u64>,
    #[arg(long, value_name = "N", help_heading = "Search", group = "end")]
    #[arg(help = with_default("Stop after this number of generations", Plan::GENERATIONS))]
    pub generations: Option<u32>,
    /// Stop after this number of judged designs
    #[arg(long, value_name = "N", help_heading = "Search", group = "end")]
    pub evaluations: Option<u64>,
    /// Stop after this time, such as 90s or 5m; results then differ from run to run
    #[arg(long, value_name = "S", help_heading = "Search", group = "end")]
    pub time: Option<Seconds>,
    #[arg(long, value_name = "N", help_heading = "Search")]
    #[arg(help = with_default("Children of each island in a generation", Breeding::default().population))]
    pub population: Option<u32>,
    #[arg(long, value_name = "N", help_heading = "Search")]
    #[arg(help = with_default("Number of islands: lines of designs that climb against each other", Breeding::default().islands))]
    pub islands: Option<u16>,
    /// Number of threads; as a flag, see the general options
    #[arg(skip)]
    pub threads: Option<u16>,
    /// Name of the rules; as a flag, see the general options
    #[arg(skip)]
    pub rules: Option<String>,

    /// Theme of the scenery that winners get, or none; `loopwright dress --help` lists the themes [default: none]
    ///
    /// The search itself breeds bare coasters. The winners are dressed then, within --box, --tiles and --budget, and
    /// judged with their scenery: the figures that are printed and written down are those of the dressed coasters.
    #[arg(long, value_name = "NAME", help_heading = "Output")]
    pub theme: Option<String>,
    #[arg(long, value_name = "td6|td7", help_heading = "Output")]
    #[arg(help = with_default("Format of the track files", NewFormat::default()))]
    #[arg(long_help = FORMATS)]
    pub format: Option<NewFormat>,
    #[arg(long, value_name = "N", help_heading = "Output")]
    #[arg(help = with_default("Most winners to write; any two of them differ to the eye", Breeding::WINNERS))]
    pub keep: Option<u16>,
    #[arg(long, value_name = "N", help_heading = "Output")]
    #[arg(help = with_default("Generations between two pictures of the leaders; 0 is never", Plan::PLOT_EVERY))]
    pub plot_every: Option<u32>,
    /// Pause after every N generations, to review and choose with --favour and --discard
    #[arg(long, value_name = "N", help_heading = "Output")]
    pub pause_every: Option<u32>,
}

/// Whether the track of a design comes back to its station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Shape {
    /// It comes back
    Circuit,
    /// It ends in the air
    Shuttle,
    /// Both
    Any,
}

/// One text of a settings file, or a list of them.
fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Texts {
        One(String),
        More(Vec<String>),
    }
    Ok(match Texts::deserialize(deserializer)? {
        Texts::One(text) => vec![text],
        Texts::More(texts) => texts,
    })
}

fn with_default(help: &str, default: impl std::fmt::Display) -> String {
    format!("{help} [default: {default}]")
}

fn area(limits: &Limits) -> Area {
    let Footprint { width, length } = limits.footprint;
    Area { width: width as u16, length: length as u16, height: limits.height.map(|height| height as u16) }
}

const fn pieces(limits: &Limits) -> Span {
    Span { min: limits.pieces.0 as u32, max: limits.pieces.1 as u32 }
}

fn figure<U>(limits: &Limits, figure: Figure) -> Option<FromTo<U>> {
    limits.figures.get(&figure).copied().map(FromTo::from)
}

fn list<T>(mine: Vec<T>, others: Vec<T>) -> Vec<T> {
    if mine.is_empty() { others } else { mine }
}

impl Options {
    /// These options, and those of the other where there are none.
    pub(super) fn or(self, other: Self) -> Self {
        let has_end = self.generations.is_some() || self.evaluations.is_some() || self.time.is_some();
        let end = if has_end {
            (self.generations, self.evaluations, self.time)
        } else {
            (other.generations, other.evaluations, other.time)
        };
        Self {
            out: self.out.or(other.out),
            preset: self.preset.or(other.preset),
            ride: self.ride.or(other.ride),
            vehicle: list(self.vehicle, other.vehicle),
            mode: list(self.mode, other.mode),
            shape: self.shape.or(other.shape),
            trains: self.trains.or(other.trains),
            from: list(self.from, other.from),
            forbid: list(self.forbid, other.forbid),
            require: list(self.require, other.require),
            lock: list(self.lock, other.lock),
            area: self.area.or(other.area),
            park: self.park.or(other.park),
            lot: self.lot.or(other.lot),
            anywhere: self.anywhere.or(other.anywhere),
            keep_trees: self.keep_trees.or(other.keep_trees),
            keep_scenery: self.keep_scenery.or(other.keep_scenery),
            any_height: self.any_height.or(other.any_height),
            tiles: self.tiles.or(other.tiles),
            budget: self.budget.or(other.budget),
            pieces: self.pieces.or(other.pieces),
            station: self.station.or(other.station),
            max_intensity: self.max_intensity.or(other.max_intensity),
            max_nausea: self.max_nausea.or(other.max_nausea),
            min_excitement: self.min_excitement.or(other.min_excitement),
            inversions: self.inversions.or(other.inversions),
            length: self.length.or(other.length),
            highest_drop: self.highest_drop.or(other.highest_drop),
            drops: self.drops.or(other.drops),
            speed: self.speed.or(other.speed),
            positive_g: self.positive_g.or(other.positive_g),
            negative_g: self.negative_g.or(other.negative_g),
            lateral_g: self.lateral_g.or(other.lateral_g),
            ride_time: self.ride_time.or(other.ride_time),
            circuits: self.circuits.or(other.circuits),
            looks: self.looks.or(other.looks),
            theme: self.theme.or(other.theme),
            seed: self.seed.or(other.seed),
            generations: end.0,
            evaluations: end.1,
            time: end.2,
            population: self.population.or(other.population),
            islands: self.islands.or(other.islands),
            threads: self.threads.or(other.threads),
            rules: self.rules.or(other.rules),
            format: self.format.or(other.format),
            keep: self.keep.or(other.keep),
            plot_every: self.plot_every.or(other.plot_every),
            pause_every: self.pause_every.or(other.pause_every),
        }
    }

    /// The end that is named.
    pub(super) fn stop(&self) -> Option<Stop> {
        let generations = self.generations.map(Stop::Generations);
        let evaluations = self.evaluations.map(Stop::Evaluations);
        generations.or(evaluations).or(self.time.map(|Seconds(seconds)| Stop::Seconds(seconds)))
    }

    /// The figures that are limited.
    pub(super) fn figures(&self) -> BTreeMap<Figure, Between> {
        let whole = |limit: Option<FromTo<Whole>>| limit.map(|limit| limit.between);
        let force = |limit: Option<FromTo<Force>>| limit.map(|limit| limit.between);
        let limits = [
            (Figure::Length, whole(self.length)),
            (Figure::HighestDrop, whole(self.highest_drop)),
            (Figure::Drops, whole(self.drops)),
            (Figure::Speed, self.speed.map(|limit| limit.between)),
            (Figure::PositiveG, force(self.positive_g)),
            (Figure::NegativeG, force(self.negative_g)),
            (Figure::LateralG, force(self.lateral_g)),
            (Figure::RideTime, self.ride_time.map(|limit| limit.between)),
            (Figure::Circuits, whole(self.circuits)),
            (Figure::Inversions, whole(self.inversions)),
        ];
        limits.into_iter().filter_map(|(figure, between)| Some((figure, between?))).collect()
    }

    /// The options that a plan fulfils: its limits, and everything filled in that has a default.
    pub(super) fn of_plan(plan: &Plan) -> Self {
        let (limits, breeding) = (&plan.limits, &plan.breeding);
        let (mut generations, mut evaluations, mut time) = (None, None, None);
        match plan.stop {
            Stop::Generations(number) => generations = Some(number),
            Stop::Evaluations(number) => evaluations = Some(number),
            Stop::Seconds(seconds) => time = Some(Seconds(seconds)),
        }
        Self {
            ride: Some(plan.ride.clone()),
            vehicle: if plan.vehicles.len() == 1 { plan.vehicles.clone() } else { Vec::new() },
            looks: Some(limits.looks as u16),
            area: Some(area(limits)),
            tiles: limits.tiles,
            budget: limits.budget.map(Money),
            pieces: Some(pieces(limits)),
            inversions: figure(limits, Figure::Inversions),
            length: figure(limits, Figure::Length),
            highest_drop: figure(limits, Figure::HighestDrop),
            drops: figure(limits, Figure::Drops),
            speed: figure(limits, Figure::Speed),
            positive_g: figure(limits, Figure::PositiveG),
            negative_g: figure(limits, Figure::NegativeG),
            lateral_g: figure(limits, Figure::LateralG),
            ride_time: figure(limits, Figure::RideTime),
            circuits: figure(limits, Figure::Circuits),
            max_intensity: Some(Rating(limits.max_intensity)),
            max_nausea: Some(Rating(limits.max_nausea)),
            min_excitement: Some(Rating(limits.min_excitement)),
            seed: Some(breeding.seed),
            generations,
            evaluations,
            time,
            population: Some(breeding.population as u32),
            islands: Some(breeding.islands as u16),
            theme: Some(plan.theme.clone().unwrap_or_else(|| plan::NO_THEME.to_owned())),
            format: Some(limits.format),
            keep: Some(plan.breeding.winners as u16),
            plot_every: Some(plan.plot_every),
            pause_every: Some(plan.pause_every),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::plan;
    use super::*;
    use crate::catalogue::Catalogue;

    #[test]
    fn flags_win_over_the_file_and_the_file_over_the_preset() {
        let file: Options = toml::from_str("seed = 3\ntiles = 50\nmax-intensity = 9.5\npieces = \"40..90\"").unwrap();
        let flags = Options { seed: Some(7), generations: Some(4), ..Options::default() };
        let options = flags.or(file).or(Options::of_preset("compact-60").unwrap());
        assert_eq!((options.seed, options.tiles), (Some(7), Some(50)));
        assert_eq!((options.max_intensity, options.min_excitement), (Some(Rating(950)), Some(Rating(550))));
        assert_eq!((options.generations, options.time), (Some(4), None));
    }

    fn every_default() -> Options {
        let catalogue = Catalogue::load().unwrap();
        Options::of_plan(&plan::plan(&catalogue, &Options::default()).unwrap())
    }

    #[test]
    fn defaults_wish_for_what_is_planned_without_wishes() {
        let catalogue = Catalogue::load().unwrap();
        assert_eq!(
            plan::plan(&catalogue, &every_default()).unwrap(),
            plan::plan(&catalogue, &Options::default()).unwrap()
        );
    }
}
