//! Rows of a measurement in a file, one JSON object a line, so that a measurement goes on where it stopped.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A file of rows by their names.
pub(crate) struct Rows {
    file: PathBuf,
    known: BTreeMap<String, Value>,
}

impl Rows {
    /// The rows of a file; none where there is no file. A line that breaks off is measured again.
    pub(crate) fn open(file: PathBuf) -> Self {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let rows = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let known = rows.filter_map(|row| Some((row["name"].as_str()?.to_owned(), row["row"].clone()))).collect();
        Self { file, known }
    }

    /// The row of a name: as it is known, or measured and added to the file.
    pub(crate) fn get<T: Serialize + DeserializeOwned>(&mut self, name: &str, measure: impl FnOnce() -> T) -> T {
        if let Some(row) = self.known.get(name).and_then(|row| serde_json::from_value(row.clone()).ok()) {
            return row;
        }
        let row = measure();
        let line = json!({ "name": name, "row": row });
        let file = OpenOptions::new().create(true).append(true).open(&self.file);
        let written = file.and_then(|mut file| writeln!(file, "{line}"));
        written.unwrap_or_else(|error| panic!("{}: {error}", self.file.display()));
        row
    }
}
