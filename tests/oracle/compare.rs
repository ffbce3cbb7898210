//! Compares this program with what the game answered for recorded designs.

#[path = "in_place.rs"]
pub(crate) mod in_place;
#[path = "parks.rs"]
pub(crate) mod parks;
#[path = "real_park.rs"]
pub(crate) mod real_park;
#[path = "surroundings.rs"]
pub(crate) mod surroundings;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use loopwright::catalogue::{Catalogue, Direction};
use loopwright::design::Design;
use loopwright::judge::{Untested, Wanted, judge};
use loopwright::layout::{Layout, Placement, place};
use loopwright::report::Answers;
use loopwright::rules::Rules;
use loopwright::site::Site;
use loopwright::test_run::TestRun;
use loopwright::track_file;
use serde_json::{Value, json};

/// The rules of the recordings that name no others.
pub(crate) const RECORDED: &str = "openrct2-0.5.3";

/// The catalogue under the rules of a name.
pub(crate) fn catalogue(rules: &str) -> Catalogue {
    Catalogue::under(Rules::named(rules).expect("known rules")).expect("sound tables")
}

/// A folder of recordings under the oracle, and what it holds.
pub(crate) struct Recordings {
    /// Name of the set.
    pub name: &'static str,
    /// The folder with its results, relative to the oracle.
    pub folder: &'static str,
    /// Where the designs lie in it.
    pub designs: &'static str,
    /// Whether random lists of pieces were recorded.
    pub has_walks: bool,
    /// Whether test runs were recorded tick by tick.
    pub has_traces: bool,
}

/// The other rule sets that were recorded.
pub(crate) const RULE_SETS: [&str; 5] =
    ["openrct2-0.5.6-dev", "openrct2-0.5.5", "openrct2-0.5.2", "openrct2-0.4.32", "openrct2-0.4.23"];

/// Every set that was recorded under the rules of [`RECORDED`].
pub(crate) const RECORDINGS: [Recordings; 5] = [
    Recordings { name: "people's designs", folder: "", designs: "designs", has_walks: true, has_traces: true },
    Recordings { name: "new pieces", folder: "new_pieces", designs: "designs", has_walks: true, has_traces: true },
    Recordings {
        name: "reverser trains",
        folder: "new_pieces/reverser_trains",
        designs: "designs",
        has_walks: false,
        has_traces: false,
    },
    Recordings { name: "mutants", folder: "mutated", designs: "designs", has_walks: false, has_traces: false },
    Recordings { name: "least mutants", folder: "mutated/minimal", designs: "", has_walks: false, has_traces: false },
];

impl Recordings {
    /// Compares everything in the set; of designs and traces only those whose name starts with `prefix`.
    pub(crate) fn compare(&self, catalogue: &Catalogue, oracle: &Path, prefix: &str) -> Vec<(String, Comparison)> {
        let folder = oracle.join(self.folder);
        let named = |what: &str| format!("{}, {what}", self.name);
        let mut compared = vec![(named("verdicts and runs"), designs(catalogue, &folder, self.designs, prefix))];
        if self.has_walks {
            compared.push((named("random walks"), random_walks(catalogue, &folder)));
        }
        if self.has_traces {
            let (comparison, rows) = traces(catalogue, &folder, prefix);
            compared.push((format!("{} of {rows} rows", named("traces")), comparison));
        }
        compared
    }
}

/// How many records agreed, and how the others differ.
#[derive(Default)]
pub(crate) struct Comparison {
    pub equal: usize,
    pub different: Vec<String>,
}

impl Comparison {
    fn add(&mut self, file: &str, differences: &[String]) {
        if differences.is_empty() {
            self.equal += 1;
        } else {
            let mut line = format!("{file}: ");
            let shown = &differences[..differences.len().min(4)];
            let _ = write!(line, "{} ({} differences)", shown.join("; "), differences.len());
            self.different.push(line);
        }
    }

    pub(crate) fn summary(&self, what: &str) -> String {
        let total = self.equal + self.different.len();
        let mut text = format!("{what}: {} of {total} equal", self.equal);
        for line in &self.different {
            let _ = write!(text, "\n  {line}");
        }
        text
    }
}

/// Designs of our own with the game's answers, in every clone.
pub(crate) fn golden() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

/// The folder of recorded answers, where there is one.
pub(crate) fn oracle() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/oracle");
    folder.is_dir().then_some(folder)
}

/// Every line of a file as JSON.
pub(crate) fn lines(file: &Path) -> Vec<Value> {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    text.lines().map(|line| serde_json::from_str(line).expect("a recorded answer is JSON")).collect()
}

/// What the game answered for the designs of a folder, by file. Later recordings replace those that lack a test run.
pub(crate) fn records(folder: &Path) -> BTreeMap<String, Value> {
    let mut records = by_file(&folder.join("results.jsonl"));
    records.extend(by_file(&folder.join("results_update.jsonl")));
    records
}

/// A design without its scenery, which was left out of these recordings.
fn design(catalogue: &Catalogue, file: &Path) -> Design {
    Design { scenery: Vec::new(), ..design_with_scenery(catalogue, file) }
}

fn design_with_scenery(catalogue: &Catalogue, file: &Path) -> Design {
    let bytes = fs::read(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let record = track_file::read(&bytes).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    record.design(catalogue).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// Every key of the recorded value must be in ours and equal; ours may have more.
pub(crate) fn differences(path: &str, recorded: &Value, ours: &Value, found: &mut Vec<String>) {
    match (recorded, ours) {
        (Value::Object(recorded), Value::Object(ours)) => {
            for (key, value) in recorded {
                let ours = ours.get(key).unwrap_or(&Value::Null);
                differences(&format!("{path}.{key}"), value, ours, found);
            }
        }
        (Value::Array(recorded), Value::Array(ours)) if recorded.len() == ours.len() => {
            for (index, (value, ours)) in recorded.iter().zip(ours).enumerate() {
                differences(&format!("{path}[{index}]"), value, ours, found);
            }
        }
        _ if recorded != ours => found.push(format!("{path}: game {recorded}, ours {ours}")),
        _ => {}
    }
}

/// Verdicts, test runs and ratings of all designs whose name starts with `prefix`.
pub(crate) fn designs(catalogue: &Catalogue, folder: &Path, subfolder: &str, prefix: &str) -> Comparison {
    judged(catalogue, records(folder), &folder.join(subfolder), prefix)
}

/// What another version of the game answers: the records of people's designs and of the probes made for it.
pub(crate) fn under_rules(oracle: &Path, rules: &str, prefix: &str) -> Vec<(String, Comparison)> {
    let catalogue = catalogue(rules);
    let differing = oracle.join("rule_sets").join(format!("{rules}.jsonl"));
    let mut people = by_file(&oracle.join("results.jsonl"));
    people.extend(by_file(&differing));
    // Newer pieces had no paths when these versions were recorded.
    people.retain(|_, record| record.get("not_recorded").is_none());
    let probes = oracle.join("rule_sets/probes");
    let mut probed = by_file(&probes.join(format!("{RECORDED}.jsonl")));
    probed.extend(by_file(&probes.join(format!("{rules}.jsonl"))));
    vec![
        (format!("{rules}, people's designs"), judged(&catalogue, people, &oracle.join("designs"), prefix)),
        (format!("{rules}, probes"), judged(&catalogue, probed, &probes, prefix)),
        (format!("{rules}, random walks"), walks_under_rules(&catalogue, oracle, rules)),
    ]
}

/// Where a version of the game refuses random lists of pieces, as far as it differs.
fn walks_under_rules(catalogue: &Catalogue, oracle: &Path, rules: &str) -> Comparison {
    let mut comparison = Comparison::default();
    for (file, recorded) in by_file(&oracle.join("rule_sets").join(format!("walks-{rules}.jsonl"))) {
        let design = design(catalogue, &oracle.join("random_walks").join(&file));
        let placement = place(catalogue, &design, Site::default(), Direction::new(0)).expect("a coaster");
        let mut found = Vec::new();
        for (key, mut ours) in [("by_hand", by_hand(&placement)), ("as_design_direction_0", as_design(&placement))] {
            ours["direction"] = json!(0);
            if let Some(recorded) = recorded.get(key) {
                differences(key, recorded, &ours, &mut found);
            }
        }
        comparison.add(&file, &found);
    }
    comparison
}

/// The records of a file, by the name of their design.
fn by_file(file: &Path) -> BTreeMap<String, Value> {
    let recorded = if file.is_file() { lines(file) } else { Vec::new() };
    recorded.into_iter().map(|record| (record["file"].as_str().expect("a name").to_owned(), record)).collect()
}

fn judged(catalogue: &Catalogue, records: BTreeMap<String, Value>, designs: &Path, prefix: &str) -> Comparison {
    let mut comparison = Comparison::default();
    for (file, mut recorded) in records {
        if !file.starts_with(prefix) {
            continue;
        }
        recorded.as_object_mut().expect("an object").remove("file");
        if recorded["refused"] == "not a track design" {
            let bytes = fs::read(designs.join(&file)).expect("a design");
            let is_read = track_file::read(&bytes).is_ok_and(|record| record.design(catalogue).is_ok());
            comparison.add(&file, &if is_read { vec!["the game does not read it".to_owned()] } else { Vec::new() });
            continue;
        }
        let design = design(catalogue, &designs.join(&file));
        let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
        let mut found = Vec::new();
        match judge(catalogue, &design, Site::default(), &wanted) {
            Ok(ours) => {
                let ours = serde_json::to_value(Answers::new(&design, &ours)).expect("serialises");
                expect_crash_of_the_game(&mut recorded);
                leave_out_chance(&mut recorded, &ours);
                differences("", &recorded, &ours, &mut found);
            }
            Err(error) => found.push(error.to_string()),
        }
        comparison.add(&file, &found);
    }
    comparison
}

/// Where nothing but a crash of the game itself was recorded, the program has to say so.
fn expect_crash_of_the_game(recorded: &mut Value) {
    if recorded.as_object_mut().and_then(|recorded| recorded.remove("refused")).is_some() {
        recorded["not_recorded"] = json!(format!("the test run: {}", Untested::GameCrashes));
    }
}

/// The game scatters the cars of a train that has left the track by chance. A run in which the wreck comes down in
/// another tick than here is equal if the train left the track in the same tick.
fn leave_out_chance(recorded: &mut Value, ours: &Value) {
    let runs = recorded.get_mut("runs").and_then(Value::as_array_mut);
    for (run, ours) in runs.into_iter().flatten().zip(ours["runs"].as_array().into_iter().flatten()) {
        let flies_on = |run: &Value| run["outcome"] == "crashed" && run["crash"]["tick"] != run["ticks"];
        if flies_on(run) && flies_on(ours) && run["ticks"] != ours["ticks"] {
            let run = run.as_object_mut().expect("an object");
            run.remove("ticks");
            run.remove("raw");
        }
    }
}

/// Where the game refused random lists of pieces.
fn random_walks(catalogue: &Catalogue, folder: &Path) -> Comparison {
    let folder = folder.join("random_walks");
    let mut comparison = Comparison::default();
    for recorded in lines(&folder.join("verdicts.jsonl")) {
        let file = recorded["file"].as_str().expect("a name");
        let design = design(catalogue, &folder.join(file));
        let mut found = Vec::new();
        for (key, ours) in [("by_hand", by_hand as fn(&Placement) -> Value), ("as_design", as_design)] {
            let direction = recorded[key]["direction"].as_u64().expect("a direction") as u8;
            let placement = place(catalogue, &design, Site::default(), Direction::new(direction)).expect("a coaster");
            let mut ours = ours(&placement);
            ours["direction"] = json!(direction);
            differences(key, &recorded[key], &ours, &mut found);
        }
        comparison.add(file, &found);
    }
    comparison
}

fn by_hand(placement: &Placement) -> Value {
    let refused = placement.by_hand.as_ref().err();
    json!({
        "place_z": placement.place_z.0,
        "placed": refused.is_none(),
        "first_refused_piece": refused.map(|refused| refused.index),
        "refusal": refused.map(|refused| &refused.refusal),
    })
}

fn as_design(placement: &Placement) -> Value {
    json!({
        "place_z": placement.place_z.0,
        "placed": placement.as_design.is_ok(),
        "first_refused_piece": placement.first_refused.as_ref().map(|refused| refused.index),
        "refusal": placement.as_design.as_ref().err(),
        "cost": placement.as_design.as_ref().ok().map(Layout::cost),
    })
}

/// Every tick of the recorded test runs whose name starts with `prefix`; also returns the number of rows compared.
fn traces(catalogue: &Catalogue, folder: &Path, prefix: &str) -> (Comparison, usize) {
    let mut names: Vec<_> = fs::read_dir(folder.join("traces"))
        .expect("a folder of traces")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a plain name"))
        .collect();
    names.sort();
    let mut comparison = Comparison::default();
    let mut rows = 0;
    for name in names.iter().filter(|name| name.starts_with(prefix)) {
        let stem = name.strip_suffix(".csv.gz").expect("a packed table");
        let files = ["td6", "td7"].map(|format| folder.join("designs").join(format!("{stem}.{format}")));
        let design = design(catalogue, files.iter().find(|file| file.is_file()).expect("the design of a trace"));
        let file = fs::File::open(folder.join("traces").join(name)).expect("a trace");
        let mut text = String::new();
        flate2::read::GzDecoder::new(file).read_to_string(&mut text).expect("a packed table");
        let (compared, found) = trace(catalogue, &design, &text);
        rows += compared;
        comparison.add(stem, &found);
    }
    (comparison, rows)
}

fn trace(catalogue: &Catalogue, design: &Design, text: &str) -> (usize, Vec<String>) {
    let placement = place(catalogue, design, Site::default(), Direction::new(0)).expect("a coaster");
    let layout = placement.as_design.expect("a placed design");
    let path = loopwright::path::Path::new(&layout).expect("a path");
    let mut run = TestRun::new(&layout, &path);
    let mut lines = text.lines();
    let header: Vec<&str> = lines.next().expect("a header").split(',').collect();
    let mut rows = 0;
    let mut ticks = -1;
    for line in lines {
        let recorded: Vec<&str> = line.split(',').collect();
        let tick: i64 = recorded[0].parse().expect("a tick");
        while ticks < tick {
            run.tick();
            ticks += 1;
        }
        let car = recorded[1].parse::<usize>().expect("a train") * path.trains.formation.len()
            + recorded[2].parse::<usize>().expect("a car");
        let ours = row(&run, &path, car);
        for (name, ours) in &ours {
            let column = header.iter().position(|column| column == name).expect("a known column");
            if recorded[column] != ours {
                let difference = format!("tick {tick} car {car} {name}: game {}, ours {ours}", recorded[column]);
                return (rows, vec![difference]);
            }
        }
        rows += 1;
    }
    (rows, Vec::new())
}

/// The columns of a trace that mean something for a car: all for the lead car, motion for the others.
fn row(run: &TestRun, path: &loopwright::path::Path, index: usize) -> Vec<(&'static str, String)> {
    let car = &run.cars()[index];
    let train = &run.trains()[car.train];
    let piece = &path.pieces[car.piece];
    let stance = path.courses().step(car.node);
    let [x, y, z] = run.place(index);
    let mut row = vec![
        ("x", x.to_string()),
        ("y", y.to_string()),
        ("z", z.to_string()),
        ("piece_x", piece.place[0].to_string()),
        ("piece_y", piece.place[1].to_string()),
        ("piece_z", piece.place[2].to_string()),
        ("track_type", piece.id.0.to_string()),
        ("dir", piece.direction.number().to_string()),
        ("progress", run.progress(index).to_string()),
        ("remaining_distance", car.remaining.to_string()),
        ("mass", car.mass.to_string()),
        ("pitch", stance.pitch.to_string()),
        ("roll", stance.roll.to_string()),
        ("spin_speed", car.spin_speed.to_string()),
        ("spin_sprite", car.spin_angle.to_string()),
    ];
    if index == train.first {
        let (vertical, lateral) = run.g_force(train);
        row.extend([
            ("status", train.state.name().to_owned()),
            ("velocity", train.velocity.to_string()),
            ("acceleration", train.acceleration.to_string()),
            ("yaw", stance.yaw.to_string()),
            ("vertical_g", vertical.to_string()),
            ("lateral_g", lateral.to_string()),
            ("test_in_progress", u8::from(run.is_measuring()).to_string()),
        ]);
        row.extend(statistics(run));
    } else {
        row.push(("acceleration", car.acceleration.to_string()));
    }
    row
}

fn statistics(run: &TestRun) -> Vec<(&'static str, String)> {
    let measured = run.measured();
    let leg = measured.legs.get(run.leg()).copied().unwrap_or_default();
    vec![
        ("max_speed", measured.max_speed.0.to_string()),
        ("avg_accum", measured.average_speed.0.to_string()),
        ("max_pos_g", measured.max_positive_g.0.to_string()),
        ("max_neg_g", measured.max_negative_g.0.to_string()),
        ("max_lat_g", measured.max_lateral_g.0.to_string()),
        ("air_time", measured.air_time.to_string()),
        ("drops", measured.drops.to_string()),
        ("highest_drop", measured.highest_drop.to_string()),
        ("start_drop", measured.drop_start.to_string()),
        ("inversions", measured.inversions.to_string()),
        ("turn_default", measured.turns_flat.0.to_string()),
        ("turn_banked", measured.turns_banked.0.to_string()),
        ("turn_sloped", measured.turns_sloped.0.to_string()),
        ("sheltered_length", measured.sheltered_length.0.to_string()),
        ("sheltered_sections", measured.sheltered_sections.0.to_string()),
        ("segment", run.leg().to_string()),
        ("segment_length", leg.length.0.to_string()),
        ("segment_time", leg.time.to_string()),
    ]
}
