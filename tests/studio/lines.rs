//! The lines that the game's plug-in speaks with the studio. `plugin/test` tries the plug-in itself.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::thread::sleep;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopwright::catalogue::{Block, Catalogue, Direction, PieceId};
use loopwright::quantity::MapPoint;
use serde_json::{Value, json};

use super::served::Served;

/// A connection that has greeted.
struct Game {
    reader: BufReader<TcpStream>,
    number: u64,
}

impl Game {
    fn greet(served: &Served, token: &Value) -> (Self, Value) {
        let mut game = Self { reader: BufReader::new(served.connect()), number: 0 };
        let answer = game.ask(json!({ "kind": "hello", "token": token, "api": 114 }));
        (game, answer)
    }

    fn ask(&mut self, mut message: Value) -> Value {
        self.number += 1;
        message["id"] = json!(self.number);
        self.reader.get_mut().write_all(format!("{message}\n").as_bytes()).unwrap();
        let mut line = String::new();
        self.reader.read_line(&mut line).unwrap();
        assert!(line.len() <= 8000 && line.is_ascii(), "{line}");
        let answer: Value = serde_json::from_str(&line).unwrap_or_default();
        assert!(answer["re"].is_null() || answer["re"] == json!(self.number), "{answer}");
        answer
    }
}

/// A studio that holds a few coasters, and the secret of the plug-in.
fn with_leaders() -> (Served, Value, String) {
    let (served, setup) = Served::with_plugin();
    assert_eq!(setup["port"], json!(served.port));
    served.begin(
        "game",
        &json!({ "population": "10", "islands": "2", "generations": "100000", "seed": "4", "pieces": "20..80" }),
    );
    let has_leader = |news: &Value| news["leaders"][0]["feasible"] == json!(true);
    served.until("a leader", has_leader);
    served.order(&json!({ "order": "pause" }));
    let id = served.get("/api/news")["leaders"][0]["id"].as_str().unwrap().to_owned();
    (served, setup["token"].clone(), id)
}

#[test]
fn a_design_is_sent_piece_by_piece_and_its_figures_are_compared() {
    let (served, token, id) = with_leaders();
    served.order(&json!({ "order": "send", "id": id }));
    let (mut game, welcome) = Game::greet(&served, &token);
    assert_eq!(welcome["kind"], "welcome");
    let offered = game.ask(json!({ "kind": "designs" }));
    assert!(offered["sent"] == json!(id) && offered["designs"][0]["id"] == json!(id), "{offered}");
    for direction in 0..4 {
        let head = game.ask(json!({ "kind": "design", "design": id, "direction": direction }));
        let count = head["pieces"].as_u64().unwrap();
        let mut pieces: Vec<Value> = Vec::new();
        while (pieces.len() as u64) < count {
            let from = pieces.len();
            let more =
                game.ask(json!({ "kind": "pieces", "design": id, "direction": direction, "from": from, "count": 60 }));
            pieces.extend(more["pieces"].as_array().unwrap().iter().cloned());
        }
        assert_eq!(
            (&pieces[0][1], &pieces[0][2], &pieces[0][3], &pieces[0][4]),
            (&json!(0), &json!(0), &json!(0), &json!(direction))
        );
        assert_eq!((&head["head"]["rideType"], &head["head"]["overlaps"]), (&json!(52), &json!(false)));
        assert_eq!(head["entrances"].as_array().unwrap().len(), 2);
    }
    let report = |figures: &Value| json!({ "kind": "tested", "design": id, "direction": 1, "place": {}, "tested": { "outcome": "tested", "figures": figures } });
    let verdict = game.ask(report(&json!({})));
    assert!(verdict["words"].as_str().unwrap().contains("differs"), "{verdict}");
    let mut figures = verdict["expected"].clone();
    assert_eq!(game.ask(report(&figures))["words"], "every figure is as predicted for flat land");
    figures["maxSpeed"] = json!(figures["maxSpeed"].as_i64().unwrap() + 1);
    let verdict = game.ask(report(&figures));
    assert!(verdict["words"].as_str().unwrap().contains("differs from flat land in maxSpeed"), "{verdict}");
    let reports = std::fs::read_dir(served.path().join("runs/game/reports")).unwrap().count();
    assert_eq!(reports, 2);
    assert!(served.get("/api/news")["game"].as_str().unwrap().contains("maxSpeed"));
    let failed = json!({ "stage": "piece", "index": 7, "error": 9, "title": "No", "message": "a tree" });
    assert_eq!(game.ask(json!({ "kind": "built", "design": id, "built": failed }))["kind"], "ack");
    assert!(served.get("/api/news")["game"].as_str().unwrap().contains("piece 7"));
}

/// Grass of the park at height 112, as the game stores it.
const GRASS: [u8; 16] = [0, 128, 14, 14, 0, 0, 0, 1, 32, 0, 0, 0, 0, 0, 0, 0];
/// The width of the land that is shown, and its area.
const SIDE: usize = 40;

impl Game {
    /// Shows flat land with some further elements on its tiles, and rides.
    fn show_land(&mut self, further: &[(usize, usize, [u8; 16])], rides: &Value) {
        let land = json!({ "kind": "land", "park": "Meadow", "size": [64, 64], "area": [10, 10, SIDE, SIDE], "ticks": 7, "noMoney": true });
        assert_eq!(self.ask(land)["kind"], "ack");
        for row in 0..SIDE {
            let (mut counts, mut data) = (Vec::new(), Vec::new());
            for column in 0..SIDE {
                let elements: Vec<&[u8; 16]> = further
                    .iter()
                    .filter(|(x, y, _)| (*x, *y) == (10 + column, 10 + row))
                    .map(|(_, _, element)| element)
                    .collect();
                counts.push(1 + elements.len());
                data.extend(GRASS);
                data.extend(elements.into_iter().flatten());
            }
            let tiles = json!({ "kind": "tiles", "from": row * SIDE, "counts": counts, "data": STANDARD.encode(data) });
            assert_eq!(self.ask(tiles)["upto"], json!((row + 1) * SIDE));
        }
        let objects = json!([["ride", 3, "rct2.ride.ptct1"]]);
        assert_eq!(self.ask(json!({ "kind": "objects", "objects": objects }))["kind"], "ack");
        assert_eq!(self.ask(json!({ "kind": "rides", "rides": rides }))["kind"], "ack");
    }

    /// All pieces of a design, and its head.
    fn design(&mut self, id: &str) -> (Value, Vec<Value>) {
        let head = self.ask(json!({ "kind": "design", "design": id, "direction": 0 }));
        let mut pieces: Vec<Value> = Vec::new();
        while (pieces.len() as u64) < head["pieces"].as_u64().unwrap() {
            let from = pieces.len();
            let more = json!({ "kind": "pieces", "design": id, "direction": 0, "from": from, "count": 60 });
            pieces.extend(self.ask(more)["pieces"].as_array().unwrap().iter().cloned());
        }
        (head, pieces)
    }
}

/// The blocks of a piece of ride 0 as the game stores them, and their tiles.
fn standing(catalogue: &Catalogue, piece: &Value, place: &Value) -> Vec<(usize, usize, [u8; 16])> {
    let number = |index: usize| piece[index].as_i64().unwrap();
    let at = |index: usize, key: &str| (number(index) + place[key].as_i64().unwrap()) as i32;
    let [kind, flags, speed] = [0, 5, 6].map(number);
    let direction = Direction::new(number(4) as u8);
    let [low, high] = (kind as u16).to_le_bytes();
    let blocks = &catalogue.piece(PieceId(kind as u16)).unwrap().blocks;
    let element = |(sequence, block): (usize, &Block)| {
        let tile = (MapPoint::new(at(1, "x"), at(2, "y")) + direction.rotate(block.offset)).tile();
        let base = ((at(3, "z") + block.z.floor().0) / 8) as u8;
        let (first, top) = (8 | direction.number(), base + (block.clearance.0 / 8) as u8 + 3);
        let (sequence, speed) = (sequence as u8, (speed >> 1) as u8);
        let quarters = direction.rotate_mask(block.quarters);
        let bytes = [first, quarters, base, top, 0, low, high, sequence, 0x40, speed, 0, flags as u8, 0, 0, 0, 0];
        (tile.x as usize, tile.y as usize, bytes)
    };
    blocks.iter().enumerate().map(element).collect()
}

/// An entrance or exit of ride 0, and its tile.
fn gate(gate: &Value, place: &Value) -> (usize, usize, [u8; 16]) {
    let at = |key: &str| gate[key].as_i64().unwrap() + place[key].as_i64().unwrap();
    let z = (place["z"].as_i64().unwrap() / 8) as u8;
    let (direction, is_exit) = (gate["direction"].as_i64().unwrap() as u8, u8::from(gate["isExit"] == json!(true)));
    let element = [16 | direction, 15, z, z + 7, 0, is_exit, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    ((at("x") / 32) as usize, (at("y") / 32) as usize, element)
}

/// Ride 0 as the game's interface shows it, with its ratings.
fn shown_ride(settings: &Value, ratings: &Value) -> Value {
    let settings = json!({
        "mode": settings["mode"], "trains": settings["trains"], "cars": settings["cars"], "minWait": 10, "maxWait": 60,
        "liftSpeed": settings["liftSpeed"], "minLiftSpeed": 5, "trackColours": [], "vehicleColours": [], "ratings": ratings,
    });
    json!([{ "id": 0, "type": 52, "object": 3, "name": "Oak", "status": "closed", "departFlags": 67, "settings": settings }])
}

#[test]
fn land_that_was_not_shown_has_no_searches_and_no_rides() {
    let (served, setup) = Served::with_plugin();
    let (mut game, _) = Game::greet(&served, &setup["token"]);
    let types = game.ask(json!({ "kind": "types", "vehicles": [[52, "PTCT1"], [52, "NOSUCH"], [3, "PTCT1"]] }));
    let wooden = json!({ "ride": "wooden_rc", "label": "Wooden Roller Coaster", "vehicles": ["PTCT1"] });
    assert_eq!(types["types"], json!([wooden]));
    for (message, words) in [
        (json!({ "kind": "evolve", "fields": {} }), "not all of its tiles"),
        (json!({ "kind": "explain", "ride": 0 }), "not all of its tiles"),
    ] {
        assert!(game.ask(message.clone())["error"].as_str().unwrap().contains(words), "{message}");
    }
    game.show_land(&[], &json!([]));
    assert!(game.ask(json!({ "kind": "explain", "ride": 0 }))["error"].as_str().unwrap().contains("not shown"));
    for fields in [json!({ "out": "/tmp" }), json!({ "area": "10,10,30x30", "ride": "nosuch" }), json!({})] {
        assert_eq!(game.ask(json!({ "kind": "evolve", "fields": fields }))["kind"], "error", "{fields}");
    }
}

#[test]
fn a_search_on_land_that_was_shown_gives_coasters_that_can_be_explained_finished_and_improved() {
    let catalogue = Catalogue::load().unwrap();
    let (served, setup) = Served::with_plugin();
    let (mut game, _) = Game::greet(&served, &setup["token"]);
    game.show_land(&[], &json!([]));
    let fields =
        json!({ "area": "12,12,36x36", "ride": "wooden_rc", "vehicle": "PTCT1", "seed": "4", "pieces": "20..80" });
    let begun = game.ask(json!({ "kind": "evolve", "fields": fields }));
    assert_eq!((&begun["kind"], &begun["search"]), (&json!("begun"), &json!("wooden_rc-1")), "{begun}");
    served.until("a leader", |news| news["leaders"][0]["feasible"] == json!(true));
    assert_eq!(game.ask(json!({ "kind": "pause" }))["kind"], "ack");
    let offered = game.ask(json!({ "kind": "designs" }));
    assert!(offered["search"]["park"] == json!(true) && offered["search"]["doing"] == json!("paused"), "{offered}");
    let id = offered["designs"][0]["id"].as_str().unwrap().to_owned();

    let picture = game.ask(json!({ "kind": "picture", "design": id, "direction": 0, "from": 0 }));
    let png = STANDARD.decode(picture["data"].as_str().unwrap()).unwrap();
    assert!(png.starts_with(b"\x89PNG") && picture["size"].as_u64().unwrap() < 30_000);

    let (head, pieces) = game.design(&id);
    let (place, settings) = (&head["head"]["place"], &head["head"]["settings"]);
    let expected = json!(["excitement", "intensity", "nausea"].map(|rating| head["expected"][rating].clone()));
    // How many circuits it runs, the interface does not tell; the ratings do.
    let rides = shown_ride(settings, &expected);
    let track =
        |pieces: &[Value]| -> Vec<_> { pieces.iter().flat_map(|piece| standing(&catalogue, piece, place)).collect() };
    let gates = head["entrances"].as_array().unwrap().iter().map(|one| gate(one, place));
    let whole: Vec<_> = track(&pieces).into_iter().chain(gates).collect();
    game.show_land(&whole, &rides);
    let explained = game.ask(json!({ "kind": "explain", "ride": 0 }));
    assert_eq!(explained["ratings"], expected, "{explained}");
    assert!(explained["words"].as_str().unwrap().contains("as the game shows"), "{explained}");
    let lines = game.ask(json!({ "kind": "lines", "from": 0 }));
    assert!(lines["lines"][0]["what"] == json!("start of the type"), "{lines}");
    let last = game.ask(json!({ "kind": "lines", "from": explained["lines"].as_u64().unwrap() - 1 }));
    assert_eq!(last["lines"][0]["after"], explained["ratings"]);

    // Without its last pieces and its exit, it is finished again.
    game.show_land(&track(&pieces[..pieces.len() - 2]), &rides);
    let finished = game.ask(json!({ "kind": "finish", "ride": 0 }));
    assert_eq!(finished["kind"], "finished", "{finished}");
    assert_eq!((&finished["place"], finished["entrances"].as_array().unwrap().len()), (place, 2));
    assert!(!finished["pieces"].as_array().unwrap().is_empty());

    game.show_land(&whole, &rides);
    let begun =
        game.ask(json!({ "kind": "improve", "ride": 0, "fields": { "area": "11,11,38x38", "generations": "30" } }));
    assert_eq!(begun["search"], json!("wooden_rc-2"), "{begun}");
    let news = served.until("a leader", |news| news["leaders"][0]["feasible"] == json!(true));
    let leader = news["leaders"][0]["id"].as_str().unwrap().to_owned();
    served.until("the end", |news| news["doing"] == json!("finished"));
    let (improved, _) = game.design(&leader);
    assert_eq!(&improved["head"]["place"]["z"], &place["z"]);
}

#[test]
fn the_secret_and_the_port_of_the_plug_in_outlast_a_start() {
    let (served, setup) = Served::with_plugin();
    let port = served.port;
    let served = Served::start_in(served.kill());
    assert_eq!((served.port, served.plugin()), (port, setup.clone()));
    assert_eq!(Game::greet(&served, &setup["token"]).1["kind"], "welcome");
    assert_ne!(json!(served.token), setup["token"]);
}

#[test]
fn only_who_greets_with_the_secret_is_answered() {
    let (served, setup) = Served::with_plugin();
    for token in [json!("0".repeat(32)), json!(served.token), json!(7), Value::Null] {
        let (mut game, answer) = Game::greet(&served, &token);
        assert_eq!(answer["kind"], "refused", "{token}");
        let mut rest = String::new();
        game.reader.read_to_string(&mut rest).unwrap();
    }
    let mut game = Game { reader: BufReader::new(served.connect()), number: 0 };
    assert_eq!(game.ask(json!({ "kind": "designs" }))["kind"], "refused");
    assert_eq!(Game::greet(&served, &setup["token"]).1["kind"], "welcome");
}

#[test]
fn a_game_that_never_reads_is_left() {
    let (served, token, _) = with_leaders();
    let (game, _) = Game::greet(&served, &token);
    let mut stream = game.reader.into_inner();
    let lines = r#"{"id":1,"kind":"designs"}"#.to_owned() + "\n";
    let lines = lines.repeat(1000);
    // Its answers fill the wire, then the server hangs up.
    let left = (0..2000).any(|_| stream.write_all(lines.as_bytes()).is_err());
    assert!(left, "the server goes on for ever");
    assert_eq!(Game::greet(&served, &token).1["kind"], "welcome");
}

#[test]
fn who_greets_letter_by_letter_runs_out_of_time() {
    let (served, setup) = Served::with_plugin();
    let hello = json!({ "id": 1, "kind": "hello", "token": setup["token"], "api": 114 }).to_string();
    let mut stream = served.connect();
    // All of it would take longer than there is time.
    for letter in hello.as_bytes() {
        if stream.write_all(&[*letter]).is_err() {
            break;
        }
        sleep(Duration::from_millis(150));
    }
    let _ = stream.write_all(b"\n");
    let mut rest = String::new();
    let _ = stream.read_to_string(&mut rest);
    assert!(!rest.contains("welcome"), "{rest}");
}

#[test]
fn lines_that_break_the_rules_end_the_connection_and_nothing_else() {
    let (served, token, id) = with_leaders();
    let long = b"{".repeat(20_000);
    let lines: [&[u8]; 5] = [b"{}\n", b"{nonsense\n", &long, b"{\"id\":1,\"kind\":\"run\"}\n", b"{\"id\":\xff\n"];
    for line in lines {
        let (mut game, _) = Game::greet(&served, &token);
        // The server may have hung up before all was sent.
        let _ = game.reader.get_mut().write_all(line);
        let mut rest = Vec::new();
        let _ = game.reader.read_to_end(&mut rest);
        assert!(!String::from_utf8_lossy(&rest).contains("welcome"));
    }
    let (mut game, _) = Game::greet(&served, &token);
    game.reader.get_mut().write_all(br#"{"id":9,"kind":"des"#).unwrap();
    drop(game);
    let (mut game, _) = Game::greet(&served, &token);
    for (message, kind) in [
        (json!({ "kind": "design", "design": "nonsense", "direction": 0 }), "error"),
        (json!({ "kind": "design", "design": id, "direction": 9 }), "error"),
        (json!({ "kind": "pieces", "design": id, "direction": 0, "from": 1_000_000, "count": 1_000_000 }), "pieces"),
        (json!({ "kind": "designs" }), "designs"),
    ] {
        assert_eq!(game.ask(message.clone())["kind"], kind, "{message}");
    }
}
