//! The lines that the game's plug-in speaks with the studio. `plugin/test` tries the plug-in itself.
#![cfg(unix)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;

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
