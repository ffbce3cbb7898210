//! A conversation with the game's plug-in: what it says, and what it is answered.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::catalogue::{RideFlags, RideTypeId};
use crate::report::units::hundredths;
use crate::site::json;

use super::super::failure::{Failure, shown};
use super::super::options::Options;
use super::super::output::{Existing, create_folder, write};
use super::blueprint::Blueprint;
use super::form;
use super::route::Routes;
use super::standing::{Account, Standing};
use super::survey::{Land, Shown, Survey};

/// Most pieces, and lines of an account, in an answer, so that it fits a line.
const MAX_PIECES: usize = 60;
const MAX_LINES: usize = 16;
/// Most bytes of a picture in an answer.
const PICTURE_PART: usize = 5400;
/// Where reports go that differ from what was predicted, beside the results of a search.
const REPORTS: &str = "reports";
/// Reports of a design that are kept beside each other; a further one replaces the one before.
const MAX_REPORTS: usize = 100;

/// What a plug-in says.
#[derive(Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(super) enum Said {
    Hello { token: String, api: u32 },
    Designs {},
    Design { design: String, direction: u8 },
    Pieces { design: String, direction: u8, from: usize, count: usize },
    Picture { design: String, direction: u8, from: usize },
    Built { design: String, built: Value },
    Tested { design: String, direction: u8, place: Value, tested: Tested },
    Types { vehicles: Vec<(u8, String)> },
    Land(Land),
    Tiles { from: usize, counts: Vec<usize>, data: String },
    Objects { objects: Vec<(String, u16, String)> },
    Rides { rides: Vec<Shown> },
    Evolve { fields: BTreeMap<String, String> },
    Improve { ride: u16, fields: BTreeMap<String, String> },
    Explain { ride: u16 },
    Lines { from: usize },
    Finish { ride: u16 },
    Pause {},
    GoOn {},
}

/// How a test in the game ended.
#[derive(Debug, Deserialize)]
pub(super) struct Tested {
    outcome: String,
    #[serde(default)]
    figures: Map<String, Value>,
}

/// A conversation that has begun.
pub(super) struct Talk<'a> {
    routes: &'a Routes,
    /// The land that the game has shown.
    survey: Survey,
    /// What was explained last.
    account: Account,
}

impl<'a> Talk<'a> {
    pub(super) fn new(routes: &'a Routes) -> Self {
        Self { routes, survey: Survey::default(), account: Account::default() }
    }

    /// The answer, or why there is none.
    pub(super) fn answer(&mut self, said: Said) -> Result<Value, String> {
        let (routes, survey) = (self.routes, &mut self.survey);
        let ack = json!({ "kind": "ack" });
        match said {
            Said::Hello { .. } => return Err("this conversation has begun already".to_owned()),
            Said::Designs {} => return Ok(routes.offers()),
            Said::Design { design, direction } => return routes.design(&design, direction),
            Said::Pieces { design, direction, from, count } => {
                let plan = routes.plan(&design, direction)?;
                let pieces = plan.pieces.iter().skip(from).take(count.min(MAX_PIECES));
                return Ok(json!({ "kind": "pieces", "pieces": pieces.collect::<Vec<_>>() }));
            }
            Said::Picture { design, direction, from } => {
                let Blueprint { picture, .. } = &*routes.plan(&design, direction)?;
                let part = picture.get(from..).unwrap_or_default();
                let part = &part[..part.len().min(PICTURE_PART)];
                return Ok(json!({ "kind": "picture", "size": picture.len(), "data": STANDARD.encode(part) }));
            }
            Said::Built { design, built } => routes.built(&design, &built),
            Said::Tested { design, direction, place, tested } => {
                return routes.tested(&design, direction, &place, &tested);
            }
            Said::Types { vehicles } => return Ok(routes.types(&vehicles)),
            Said::Land(land) => *survey = Survey::begin(land)?,
            Said::Tiles { from, counts, data } => {
                return Ok(json!({ "kind": "ack", "upto": survey.add_tiles(from, &counts, &data)? }));
            }
            Said::Objects { objects } => survey.add_objects(objects)?,
            Said::Rides { rides } => survey.add_rides(rides, &routes.catalogue)?,
            Said::Evolve { fields } => return self.evolve(&fields),
            Said::Improve { ride, fields } => return self.improve(ride, &fields),
            Said::Explain { ride } => return self.explain(ride),
            Said::Lines { from } => {
                let lines = self.account.lines.iter().skip(from).take(MAX_LINES);
                return Ok(json!({ "kind": "lines", "lines": lines.collect::<Vec<_>>() }));
            }
            Said::Finish { ride } => return self.standing(ride)?.finish(&routes.catalogue),
            Said::Pause {} => routes.desk.ask(super::Wish::Pause)?,
            Said::GoOn {} => routes.desk.ask(super::Wish::GoOn)?,
        }
        Ok(ack)
    }

    fn standing(&self, ride: u16) -> Result<Standing, String> {
        Standing::new(&self.survey.park_file()?, ride, &self.routes.catalogue)
    }

    /// Begins a search on the land that was shown.
    fn evolve(&self, fields: &BTreeMap<String, String>) -> Result<Value, String> {
        let park = self.survey.park_file()?.park(&self.routes.catalogue);
        self.begin(&park, form::read(fields, false)?)
    }

    /// Begins a search from a ride, as if that were not there.
    fn improve(&self, ride: u16, fields: &BTreeMap<String, String>) -> Result<Value, String> {
        let standing = self.standing(ride)?;
        let track = standing.track_file(&self.routes.catalogue)?;
        let from = self.routes.shelf.keep(&standing.name, "td6", &track).map_err(|failure| failure.to_string())?;
        let options = Options { from: vec![from], ..form::read(fields, false)? };
        self.begin(&standing.park, Options { station: Some(standing.station()), ..options })
    }

    fn begin(&self, park: &crate::site::Park, options: Options) -> Result<Value, String> {
        let Routes { shelf, catalogue, .. } = self.routes;
        let text = json::to_string(park, Some(self.survey.area()), catalogue).map_err(|error| error.to_string())?;
        let path = shelf.keep(&format!("{}-spot", park.name), "json", text.as_bytes());
        let path = path.map_err(|failure| failure.to_string())?;
        let search = self.routes.start("", Options { park: Some(path), ..options })?;
        Ok(json!({ "kind": "begun", "search": search }))
    }

    /// Explains the ratings of a ride where it stands.
    fn explain(&mut self, ride: u16) -> Result<Value, String> {
        self.account = self.standing(ride)?.explain(&self.routes.catalogue)?;
        let Account { words, ratings, lines } = &self.account;
        Ok(json!({ "kind": "explained", "words": words, "ratings": ratings, "lines": lines.len() }))
    }
}

impl Routes {
    /// The search, its leaders, and the design that was sent from the page.
    fn offers(&self) -> Value {
        self.desk.see(|board| {
            let offers: Vec<Value> = board
                .offers()
                .map(
                    |sight| json!({ "id": sight.id, "name": sight.name, "ratings": sight.ratings, "size": sight.size }),
                )
                .collect();
            let search = board.about.as_ref().map(|about| {
                let line = board.line.as_ref();
                json!({
                    "name": about.name,
                    "title": about.title,
                    "doing": board.doing,
                    "park": about.is_in_park,
                    "generation": line.map_or(0, |line| line.generation),
                    "evaluations": line.map_or(0, |line| line.evaluations),
                })
            });
            let sent = board.sent.as_ref().map(|sent| &sent.id);
            json!({ "kind": "designs", "designs": offers, "sent": sent, "search": search })
        })
    }

    /// The ride types of which the game has vehicles, with those.
    fn types(&self, vehicles: &[(u8, String)]) -> Value {
        let mut types: BTreeMap<(&str, &str), Vec<&str>> = BTreeMap::new();
        for (ride, vehicle) in vehicles {
            let known = self.catalogue.ride(RideTypeId(*ride)).filter(|ride| !ride.has(RideFlags::NO_TEST_MODE));
            let vehicle = self.catalogue.vehicle(vehicle);
            if let (Some(ride), Some(vehicle)) = (known, vehicle)
                && vehicle.rides.contains(&ride.id)
            {
                types.entry((&ride.label, &ride.name)).or_default().push(&vehicle.name);
            }
        }
        let types: Vec<Value> = types
            .into_iter()
            .map(|((label, name), vehicles)| json!({ "ride": name, "label": label, "vehicles": vehicles }))
            .collect();
        json!({ "kind": "types", "types": types })
    }

    fn plan(&self, id: &str, direction: u8) -> Result<std::sync::Arc<Blueprint>, String> {
        if direction > 3 {
            return Err("there are four directions, 0 to 3".to_owned());
        }
        self.desk.plan(id, direction)
    }

    fn design(&self, id: &str, direction: u8) -> Result<Value, String> {
        let Blueprint { head, entrances, pieces, expected, .. } = &*self.plan(id, direction)?;
        let pieces = pieces.len();
        Ok(json!({ "kind": "design", "head": head, "entrances": entrances, "pieces": pieces, "expected": expected }))
    }

    /// What the card of a design holds.
    fn card_of(&self, id: &str) -> Result<Value, String> {
        serde_json::from_str(&self.desk.card(id)?).map_err(|error| error.to_string())
    }

    fn built(&self, id: &str, built: &Value) {
        let text = |key: &str| built[key].as_str().unwrap_or_default();
        let words = if built["ride"].is_u64() {
            format!("{} stands in the game and is tested.", self.name(id))
        } else {
            let (stage, index) = (text("stage"), &built["index"]);
            format!("{} was not built: {stage} {index}: {} {}", self.name(id), text("title"), text("message"))
        };
        self.desk.show(|board| board.game = Some(words));
    }

    fn name(&self, id: &str) -> String {
        let card = self.card_of(id).unwrap_or_default();
        card["card"]["name"].as_str().unwrap_or(id).to_owned()
    }

    /// Compares what the game measured with what was predicted, and keeps what differs.
    fn tested(&self, id: &str, direction: u8, place: &Value, tested: &Tested) -> Result<Value, String> {
        let plan = self.plan(id, direction)?;
        let name = self.name(id);
        let own = &plan.head["place"];
        let ground = match own {
            Value::Null => "flat land",
            own if own == place => "this place",
            _ => "the place of the search",
        };
        let words = if tested.outcome == "tested" {
            let differences = differences(&plan.expected, &tested.figures);
            if differences.is_empty() {
                format!("every figure is as predicted for {ground}")
            } else {
                let file = self.keep(id, &json!({
                    "design": self.card_of(id)?["track"], "name": name, "id": id, "direction": direction, "place": place,
                    "expected": plan.expected, "measured": tested.figures, "differs": differences,
                }));
                let file = file.map_err(|failure| failure.to_string())?;
                format!("differs from {ground} in {}; kept in {file}", differences.join(", "))
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
