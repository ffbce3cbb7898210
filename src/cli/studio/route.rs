//! What requests are answered.

use std::collections::BTreeMap;
use std::net::TcpStream;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::catalogue::Catalogue;
use crate::evolve::Plan;

use super::super::install::Installer;
use super::super::options::Options;
use super::board::Known;
use super::desk::{Desk, Wish};
use super::files::Files;
use super::form::{self, Form};
use super::gate::Gate;
use super::http::{Head, Response};
use super::link;
use super::server::Answer;
use super::shelf::Shelf;
use super::{Prepared, catalogue_for};

/// Longest id, name or other text in a request.
const LONGEST: usize = 400;

/// Everything that answers are made of.
pub(super) struct Routes {
    pub desk: Arc<Desk>,
    pub shelf: Shelf,
    pub files: Files,
    pub catalogue: Catalogue,
    pub installer: Installer,
}

/// A new search.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Begin {
    #[serde(default)]
    name: String,
    #[serde(default)]
    park: String,
    /// Searches whose winners it starts from.
    #[serde(default)]
    from: Vec<String>,
    #[serde(default)]
    fields: BTreeMap<String, String>,
}

/// What a page wishes of the search.
#[derive(Deserialize)]
#[serde(tag = "order", rename_all = "snake_case", deny_unknown_fields)]
enum Order {
    GoOn,
    Pause,
    Close,
    Open { name: String },
    Favour { id: String, favoured: bool },
    Discard { id: String },
    Send { id: String },
    Lock { id: String, from: usize, to: usize },
    Unlock,
    Change { fields: BTreeMap<String, String> },
}

impl Answer for Routes {
    fn answer(&self, head: &Head, body: &[u8]) -> Response {
        let parts: Vec<&str> = head.path.trim_start_matches('/').split('/').collect();
        match (head.method.as_str(), &parts[..]) {
            ("GET" | "HEAD", [name]) => self.files.get(name).unwrap_or_else(no_such_page),
            ("GET", ["api", "news"]) => Response::json(self.desk.news(&known(&head.query))),
            ("GET", ["api", "card", id]) => self.card(id),
            ("GET", ["api", "form"]) => json_of(&Form::new(&self.catalogue)),
            ("GET", ["api", "runs"]) => json_of(&self.shelf.runs()),
            ("GET", ["api", "parks"]) => json_of(&self.shelf.parks().into_keys().collect::<Vec<_>>()),
            ("POST", ["api", "parks"]) => self.bring(&parameter(&head.query, "name"), body),
            ("POST", ["api", "map"]) => self.map(body),
            ("POST", ["api", "begin"]) => parsed(body).map_or_else(wrong, |begin| done(self.begin(begin))),
            ("POST", ["api", "order"]) => parsed(body).map_or_else(wrong, |order| done(self.order(order))),
            ("POST", ["api", "install", id]) => self.install(id),
            (_, ["api", ..]) if head.method != "GET" && head.method != "POST" => {
                Response::error(405, "there are GET and POST here")
            }
            _ => no_such_page(),
        }
    }

    fn converse(&self, stream: &TcpStream, gate: &Gate, known: impl Fn()) {
        link::converse(stream, self, &gate.plugin, known);
    }

    fn takes_parks(&self, head: &Head) -> bool {
        head.method == "POST" && head.path == "/api/parks"
    }
}

impl Routes {
    fn card(&self, id: &str) -> Response {
        match self.desk.card(id) {
            Ok(card) => Response::json(card.as_bytes()),
            Err(words) => Response::error(404, &words),
        }
    }

    fn begin(&self, begin: Begin) -> Result<(), String> {
        let mut options = form::read(&begin.fields, false)?;
        if !begin.park.is_empty() {
            let park = self.shelf.park(&begin.park);
            options.park = Some(park.ok_or_else(|| format!("there is no park {:?} in the list", begin.park))?);
        }
        for name in &begin.from {
            let run = self.shelf.run(name).ok_or_else(|| format!("there is no search {name:?} in the list"))?;
            options.from.push(run.join("best"));
        }
        self.start(&begin.name, options).map(|_| ())
    }

    /// Starts a search. Its name among the others.
    pub(super) fn start(&self, name: &str, options: Options) -> Result<String, String> {
        let ride = options.ride.clone().unwrap_or_else(|| Plan::RIDE.to_owned());
        let is_known = self.catalogue.rides().any(|known| known.name == ride);
        let root = self.shelf.new_run(name, if is_known { &ride } else { "coaster" })?;
        // A search that cannot begin must not cost the one that is open.
        let catalogue = catalogue_for(&options).map_err(|failure| failure.to_string())?;
        let prepared = Prepared::new(&options, &catalogue, None).map_err(|failure| failure.to_string())?;
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.desk.ask(Wish::Begin { root, options: Box::new(options), ground: prepared.ground })?;
        Ok(name)
    }

    fn order(&self, order: Order) -> Result<(), String> {
        let wish = match order {
            Order::GoOn => Wish::GoOn,
            Order::Pause => Wish::Pause,
            Order::Close => Wish::Close,
            Order::Open { name } => {
                Wish::Open(self.shelf.run(&name).ok_or_else(|| format!("there is no search {name:?} in the list"))?)
            }
            Order::Favour { id, favoured } => Wish::Favour { id: short(id)?, is_favoured: favoured },
            Order::Discard { id } => Wish::Discard(short(id)?),
            Order::Send { id } => Wish::Send(short(id)?),
            Order::Lock { id, from, to } => Wish::Lock { id: short(id)?, from, to },
            Order::Unlock => Wish::Unlock,
            Order::Change { fields } => {
                let options: Options = form::read(&fields, true)?;
                Wish::Change(Box::new(options))
            }
        };
        self.desk.ask(wish)
    }

    fn bring(&self, name: &str, bytes: &[u8]) -> Response {
        match self.shelf.bring(name, bytes, &self.catalogue) {
            Ok(name) => Response::json(json!({ "name": name }).to_string()),
            Err(failure) => Response::error(400, &failure.to_string()),
        }
    }

    /// The map of a park as a picture, with the place of its tiles.
    fn map(&self, body: &[u8]) -> Response {
        #[derive(Deserialize)]
        struct Wanted {
            park: String,
        }
        let path =
            parsed(body).and_then(|Wanted { park }| self.shelf.park(&park).ok_or("there is no such park".to_owned()));
        let map = path.and_then(|path| self.shelf.map(&path, &self.catalogue).map_err(|failure| failure.to_string()));
        match map {
            Ok(map) => Response::json(json!({ "sheet": map.sheet, "png": STANDARD.encode(&map.png) }).to_string()),
            Err(words) => Response::error(400, &words),
        }
    }

    /// Puts a design into the game's folder.
    fn install(&self, id: &str) -> Response {
        let put = || {
            let text = self.desk.card(id)?;
            let card: Value = serde_json::from_str(&text).map_err(|error| error.to_string())?;
            let track =
                STANDARD.decode(card["track"].as_str().unwrap_or_default()).map_err(|error| error.to_string())?;
            let file = card["card"]["file"].as_str().unwrap_or_default();
            self.installer.put(file, &track).map_err(|failure| failure.to_string())
        };
        match put() {
            Ok(path) => Response::json(json!({ "installed": path }).to_string()),
            Err(words) => Response::error(409, &words),
        }
    }
}

fn no_such_page() -> Response {
    Response::error(404, "there is no such page")
}

fn wrong(words: String) -> Response {
    Response::error(400, &words)
}

fn done(result: Result<(), String>) -> Response {
    match result {
        Ok(()) => Response::json("{}"),
        Err(words) => Response::error(409, &words),
    }
}

fn json_of(value: &impl serde::Serialize) -> Response {
    serde_json::to_vec(value).map_or_else(|error| Response::error(500, &error.to_string()), Response::json)
}

fn parsed<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, String> {
    serde_json::from_slice(body).map_err(|error| format!("this cannot be read: {error}"))
}

fn short(text: String) -> Result<String, String> {
    if text.len() > LONGEST { Err("this id is too long".to_owned()) } else { Ok(text) }
}

/// A parameter behind the question mark; empty where it is not there.
fn parameter(query: &str, key: &str) -> String {
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.filter(|(name, _)| *name == key).map(|(_, value)| plain(value)).next().unwrap_or_default()
}

/// Undoes the escapes of an address.
fn plain(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let escaped = after.get(..2).filter(|_| first == b'%').and_then(|digits| hex::decode(digits).ok());
        rest = if escaped.is_some() { &after[2..] } else { after };
        bytes.push(escaped.map_or(first, |byte| byte[0]));
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn known(query: &str) -> Known {
    let number = |key: &str| parameter(query, key).parse::<u64>().ok();
    Known {
        revision: number("after"),
        search: number("search").unwrap_or(0),
        generation: number("generation").unwrap_or(0).min(u32::MAX.into()) as u32,
        led: number("led").unwrap_or(0).min(u32::MAX.into()) as u32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_read_as_addresses_write_them() {
        assert_eq!(parameter("a=1&name=my%20park%2e.park&b", "name"), "my park..park");
        assert_eq!(parameter("name=%zz%4", "name"), "%zz%4");
        assert_eq!(parameter("", "name"), "");
        let known = known("after=7&generation=99999999999&led=x");
        assert_eq!((known.revision, known.search, known.generation, known.led), (Some(7), 0, u32::MAX, 0));
    }
}
