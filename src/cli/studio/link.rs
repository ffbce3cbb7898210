//! The game's plug-in at the other end of a connection: lines of JSON, each answered. `docs/protocol.md` describes them.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::report::units::hundredths;
use crate::track_file;

use super::super::failure::{Failure, shown};
use super::super::output::{Existing, create_folder, write};
use super::blueprint::Blueprint;
use super::gate::Token;
use super::route::Routes;

/// Most bytes of a line.
const MAX_LINE: usize = 8000;
/// Most pieces in an answer, so that it fits a line.
const MAX_PIECES: usize = 60;
/// How long a plug-in may say nothing before its connection is closed; it asks every few seconds.
const SILENCE: Duration = Duration::from_secs(120);
/// How long a stranger may take to greet.
const GREETING: Duration = Duration::from_secs(5);
/// Designs whose blueprints are kept.
const BLUEPRINTS: usize = 64;
/// Where reports go that differ from what was predicted, beside the results of a search.
const REPORTS: &str = "reports";
/// Reports of a design that are kept beside each other; a further one replaces the one before.
const MAX_REPORTS: usize = 100;

/// What a plug-in says.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Said {
    Hello { token: String, api: u32 },
    Designs {},
    Design { design: String, direction: u8 },
    Pieces { design: String, direction: u8, from: usize, count: usize },
    Built { design: String, built: Value },
    Tested { design: String, direction: u8, place: Value, tested: Tested },
}

/// How a test in the game ended.
#[derive(Debug, Deserialize)]
struct Tested {
    outcome: String,
    #[serde(default)]
    figures: Map<String, Value>,
}

/// A line as it comes: its number is repeated in the answer.
#[derive(Debug, Deserialize)]
struct Line {
    id: u64,
    #[serde(flatten)]
    said: Said,
}

/// What is known of designs in the game.
#[derive(Default)]
pub(super) struct Link {
    blueprints: Mutex<BTreeMap<(String, u8), std::sync::Arc<Blueprint>>>,
}

/// Speaks with a plug-in until it leaves or breaks the rules. Whoever does not greet with the token within a few seconds
/// is sent away; `known` is called once it has.
pub(super) fn converse(stream: &TcpStream, routes: &Routes, token: &Token, known: impl Fn()) {
    let mut is_known = false;
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    if stream.set_write_timeout(Some(GREETING)).is_err() {
        return;
    }
    loop {
        while let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = bytes.drain(..=end).collect();
            let (answer, goes_on) = routes.reply(&line, token, &mut is_known);
            if is_known {
                known();
            }
            let sent = { stream }.write_all(format!("{answer}\n").as_bytes());
            if sent.is_err() || !goes_on {
                return;
            }
        }
        let patience = if is_known { SILENCE } else { GREETING };
        let count = stream.set_read_timeout(Some(patience)).and_then(|()| { stream }.read(&mut part));
        match count {
            Ok(count) if count > 0 && bytes.len() + count <= 2 * MAX_LINE => bytes.extend(&part[..count]),
            _ => return,
        }
        if bytes.len() > MAX_LINE && !bytes.contains(&b'\n') {
            return;
        }
    }
}

impl Routes {
    /// The answer to a line, and whether the conversation goes on.
    fn reply(&self, line: &[u8], token: &Token, is_known: &mut bool) -> (Value, bool) {
        let Ok(Line { id, said }) = serde_json::from_slice(line) else {
            return (json!({ "kind": "refused", "error": "this line cannot be read" }), false);
        };
        let answer = match said {
            Said::Hello { token: given, api } if token.is(&given) => {
                *is_known = true;
                self.desk.show(|board| board.game = Some(format!("The game is connected (plug-in interface {api}).")));
                Ok(json!({ "kind": "welcome", "program": env!("CARGO_PKG_VERSION") }))
            }
            _ if !*is_known => return (json!({ "re": id, "kind": "refused", "error": "the token is wrong" }), false),
            Said::Hello { .. } => Err("the token is wrong".to_owned()),
            Said::Designs {} => Ok(self.offers()),
            Said::Design { design, direction } => self.blueprint(&design, direction).map(|plan| {
                let Blueprint { head, entrances, pieces, .. } = &*plan;
                json!({ "kind": "design", "head": head, "entrances": entrances, "pieces": pieces.len() })
            }),
            Said::Pieces { design, direction, from, count } => self.blueprint(&design, direction).map(|plan| {
                let pieces = plan.pieces.iter().skip(from).take(count.min(MAX_PIECES));
                json!({ "kind": "pieces", "pieces": pieces.collect::<Vec<_>>() })
            }),
            Said::Built { design, built } => Ok(self.built(&design, &built)),
            Said::Tested { design, direction, place, tested } => self.tested(&design, direction, &place, &tested),
        };
        let mut answer = answer.unwrap_or_else(|words| json!({ "kind": "error", "error": words }));
        answer["re"] = id.into();
        (answer, true)
    }

    /// The leaders of the search, and the design that was sent from the page.
    fn offers(&self) -> Value {
        self.desk.see(|board| {
            let offers: Vec<Value> = board
                .offers()
                .map(
                    |sight| json!({ "id": sight.id, "name": sight.name, "ratings": sight.ratings, "size": sight.size }),
                )
                .collect();
            json!({ "kind": "designs", "designs": offers, "sent": board.sent.as_ref().map(|sent| &sent.id) })
        })
    }

    /// What the card of a design holds.
    fn card_of(&self, id: &str) -> Result<Value, String> {
        serde_json::from_str(&self.desk.card(id)?).map_err(|error| error.to_string())
    }

    fn blueprint(&self, id: &str, direction: u8) -> Result<std::sync::Arc<Blueprint>, String> {
        if direction > 3 {
            return Err("there are four directions, 0 to 3".to_owned());
        }
        let key = (id.to_owned(), direction);
        if let Some(plan) = self.link.blueprints.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(plan.clone());
        }
        let card = self.card_of(id)?;
        let name = card["card"]["name"].as_str().unwrap_or(id);
        let track = STANDARD.decode(card["track"].as_str().unwrap_or_default()).map_err(|error| error.to_string())?;
        let track = track_file::read(&track).map_err(|error| error.to_string())?;
        let design = track.design(&self.catalogue).map_err(|error| error.to_string())?;
        let plan = Blueprint::new(&self.catalogue, id, name, &design, direction);
        let plan = std::sync::Arc::new(plan.ok_or("the design does not stand in this direction")?);
        let mut plans = self.link.blueprints.lock().unwrap_or_else(PoisonError::into_inner);
        if plans.len() >= BLUEPRINTS {
            plans.pop_first();
        }
        plans.insert(key, plan.clone());
        Ok(plan)
    }

    fn built(&self, id: &str, built: &Value) -> Value {
        let text = |key: &str| built[key].as_str().unwrap_or_default();
        let words = if built["ride"].is_u64() {
            format!("{} stands in the game and is tested.", self.name(id))
        } else {
            let (stage, index) = (text("stage"), &built["index"]);
            format!("{} was not built: {stage} {index}: {} {}", self.name(id), text("title"), text("message"))
        };
        self.desk.show(|board| board.game = Some(words));
        json!({ "kind": "ack" })
    }

    fn name(&self, id: &str) -> String {
        let card = self.card_of(id).unwrap_or_default();
        card["card"]["name"].as_str().unwrap_or(id).to_owned()
    }

    /// Compares what the game measured with what was predicted, and keeps what differs.
    fn tested(&self, id: &str, direction: u8, place: &Value, tested: &Tested) -> Result<Value, String> {
        let plan = self.blueprint(id, direction)?;
        let name = self.name(id);
        let words = if tested.outcome == "tested" {
            let differences = differences(&plan.expected, &tested.figures);
            if differences.is_empty() {
                "every figure is as predicted for flat land".to_owned()
            } else {
                let file = self.keep(id, &json!({
                    "design": self.card_of(id)?["track"], "name": name, "id": id, "direction": direction, "place": place,
                    "expected": plan.expected, "measured": tested.figures, "differs": differences,
                }));
                let file = file.map_err(|failure| failure.to_string())?;
                format!("differs from flat land in {}; kept in {file}", differences.join(", "))
            }
        } else {
            format!("the test ended without figures: {}", tested.outcome)
        };
        let rated = ["excitement", "intensity", "nausea"].map(|key| tested.figures.get(key).and_then(Value::as_i64));
        let rated = rated.map(|rating| rating.map_or_else(|| "none".to_owned(), hundredths)).join(" / ");
        self.desk.show(|board| board.game = Some(format!("{name} in the game: {rated}; {words}")));
        Ok(json!({ "kind": "verdict", "words": words, "expected": plan.expected }))
    }

    /// Writes a report into the folder of the search.
    fn keep(&self, id: &str, report: &Value) -> Result<String, Failure> {
        let root = self.desk.see(|board| board.root.clone()).unwrap_or_default();
        let folder = root.join(REPORTS);
        create_folder(&folder)?;
        let mut names = (1..=MAX_REPORTS).map(|number| folder.join(format!("{id}-{number}.json")));
        let path = names.find(|path| !path.exists()).unwrap_or_else(|| folder.join(format!("{id}.json")));
        write(&path, format!("{report:#}\n").as_bytes(), Existing::Replace)?;
        Ok(shown(&path))
    }
}

/// The figures that are not as expected, by their names. Both are numbers of two decimals at most.
fn differences(expected: &Map<String, Value>, measured: &Map<String, Value>) -> Vec<String> {
    let hundredths = |value: &Value| value.as_f64().map(|value| (value * 100.0).round() as i64);
    let differs = |(name, value): &(&String, &Value)| measured.get(*name).and_then(hundredths) != hundredths(value);
    expected.iter().filter(differs).map(|(name, _)| name.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_differ_by_a_hundredth_or_by_their_absence() {
        let map = |value: Value| value.as_object().cloned().unwrap_or_default();
        let expected = map(json!({ "excitement": 692, "maxLateralGs": -1.05, "numDrops": 3 }));
        assert_eq!(differences(&expected, &expected), [] as [&str; 0]);
        let measured = map(json!({ "excitement": 692, "maxLateralGs": -1.06, "other": 1 }));
        assert_eq!(differences(&expected, &measured), ["maxLateralGs", "numDrops"]);
    }
}
