//! A search that is begun, watched and steered over the server.

use serde_json::{Value, json};

use super::served::Served;
use crate::park_file::own_park;

/// A search that goes on until it is told otherwise.
fn endless() -> Value {
    json!({ "population": "10", "islands": "2", "generations": "100000", "seed": "4", "pieces": "20..80" })
}

fn generation(news: &Value) -> u64 {
    news["line"]["generation"].as_u64().unwrap_or(0)
}

fn has_leaders(news: &Value) -> bool {
    news["leaders"].as_array().is_some_and(|leaders| !leaders.is_empty())
}

fn leader(news: &Value) -> String {
    news["leaders"][0]["id"].as_str().expect("a leader").to_owned()
}

#[test]
fn a_search_is_paused_steered_and_goes_on() {
    let served = Served::start();
    let refused = served.post("/api/order", &json!({ "order": "pause" }));
    assert!(refused.code == 409 && refused.json()["error"].as_str().unwrap().contains("no search"));
    served.begin("one", &endless());
    served.until("leaders", |news| has_leaders(news) && news["kinds"].as_array().is_some_and(|kinds| kinds.len() > 1));
    served.order(&json!({ "order": "pause" }));
    let paused = served.get("/api/news");
    assert_eq!(paused["doing"], "paused");
    let (first, second) = (leader(&paused), paused["kinds"][1][0].as_str().unwrap().to_owned());
    served.order(&json!({ "order": "favour", "id": first, "favoured": true }));
    assert_eq!(served.get("/api/news")["favoured"], json!([first]));
    served.order(&json!({ "order": "favour", "id": first, "favoured": false }));
    assert_eq!(served.get("/api/news")["favoured"], json!([]));
    served.order(&json!({ "order": "favour", "id": first, "favoured": true }));
    served.order(&json!({ "order": "discard", "id": second }));
    let unknown = served.post("/api/order", &json!({ "order": "discard", "id": "nonsense" }));
    assert_eq!(unknown.code, 409);
    let news = served.get("/api/news");
    assert!(generation(&news) == generation(&paused) && !news["kinds"].to_string().contains(&second), "{news}");
    served.order(&json!({ "order": "go_on" }));
    served.until("another generation", |news| generation(news) > generation(&paused));
}

/// The pieces of a design by name.
fn pieces(served: &Served, id: &str) -> Vec<String> {
    let card = served.get(&format!("/api/card/{id}"));
    card["pieces"].as_array().unwrap().iter().map(|piece| piece[0].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_locked_stretch_stays_in_every_design() {
    let served = Served::start();
    served.begin("lock", &endless());
    served.until("kinds", |news| news["kinds"].as_array().is_some_and(|kinds| kinds.len() > 3));
    served.order(&json!({ "order": "pause" }));
    let id = leader(&served.get("/api/news"));
    let all = pieces(&served, &id);
    let lock = |from: usize, to: usize| {
        served.post("/api/order", &json!({ "order": "lock", "id": id, "from": from, "to": to }))
    };
    for (from, to) in [(0, 1), (9, 8), (5, 100_000)] {
        assert_eq!(lock(from, to).code, 409, "{from} {to}");
    }
    let from = all.iter().rposition(|piece| piece.contains("station")).unwrap() + 4;
    let stretch = &all[from..=from + 4];
    assert_eq!(lock(from, from + 4).code, 200);
    let holds = |id: &str| {
        let pieces = pieces(&served, id);
        let ring: Vec<String> = pieces.iter().chain(&pieces).cloned().collect();
        ring.windows(stretch.len()).any(|run| run == stretch)
    };
    let locked = served.get("/api/news");
    assert!(locked["about"]["is_locked"] == json!(true) && holds(&id), "{locked}");
    served.order(&json!({ "order": "go_on" }));
    let bred = served.until("other designs", |news| generation(news) > generation(&locked) + 40);
    let ids: Vec<&str> = bred["leaders"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(!ids.is_empty() && ids.iter().all(|id| holds(id)), "{ids:?}");
    let settings = std::fs::read_to_string(served.path().join("runs/lock/run.toml")).unwrap();
    assert!(settings.contains("locked = ["), "{settings}");
    served.order(&json!({ "order": "unlock" }));
    assert_eq!(served.get("/api/news")["about"]["is_locked"], json!(false));
}

#[test]
fn limits_and_end_are_changed_on_the_way() {
    let served = Served::start();
    let fields =
        json!({ "population": "10", "islands": "2", "generations": "12", "seed": "4", "plot-every": "0", "keep": "2" });
    served.begin("two", &fields);
    let finished = served.until("the end", |news| news["doing"] == "finished");
    assert_eq!(generation(&finished), 12);
    assert!(served.path().join("runs/two/index.html").is_file());
    let refused = served.post("/api/order", &json!({ "order": "go_on" }));
    assert!(refused.json()["error"].as_str().unwrap().contains("end"));
    served.order(&json!({ "order": "change", "fields": { "generations": "30", "max-intensity": "3.20" } }));
    let changed = served.get("/api/news");
    assert_eq!(changed["doing"], "paused");
    let now = &changed["about"]["now"];
    assert_eq!((&now["max-intensity"], &now["generations"]), (&json!("3.20"), &json!("30")), "{now}");
    let within = |news: &Value| {
        let kinds = news["kinds"].as_array().unwrap().clone();
        kinds.iter().all(|kind| kind[1][1].as_i64().unwrap() <= 320)
    };
    assert!(within(&changed) && !within(&finished), "{changed}");
    served.order(&json!({ "order": "go_on" }));
    let news = served.until("the other end", |news| news["doing"] == "finished");
    assert!(generation(&news) == 30 && within(&news));
    let settings = std::fs::read_to_string(served.path().join("runs/two/run.toml")).unwrap();
    assert!(settings.contains("max_intensity = 320"), "{settings}");
    for (fields, words) in [
        (json!({ "ride": "giga_rc" }), "no field"),
        (json!({ "max-intensity": "a lot" }), "max-intensity"),
        (json!({ "pieces": "9..5" }), "pieces"),
    ] {
        let refused = served.post("/api/order", &json!({ "order": "change", "fields": fields }));
        let error = refused.json()["error"].as_str().unwrap_or_default().to_owned();
        assert!(refused.code == 409 && error.contains(words), "{fields}: {error}");
    }
}

#[test]
fn nothing_is_lost_when_the_program_is_killed() {
    let served = Served::start();
    served.begin("three", &endless());
    served.until("leaders", has_leaders);
    served.order(&json!({ "order": "pause" }));
    let before = served.get("/api/news");
    let id = leader(&before);
    served.order(&json!({ "order": "favour", "id": id, "favoured": true }));
    let served = Served::start_in(served.kill());
    assert_eq!(served.get("/api/runs"), json!([{ "name": "three" }]));
    served.order(&json!({ "order": "open", "name": "three" }));
    let after = served.get("/api/news");
    assert_eq!((after["doing"].as_str(), generation(&after)), (Some("paused"), generation(&before)));
    assert_eq!((&after["leaders"], &after["led"]), (&before["leaders"], &before["led"]));
    assert_eq!(after["favoured"], json!([id]));
    assert_eq!(after["points"].as_array().map(Vec::len), before["points"].as_array().map(Vec::len));
    for led in after["led"].as_array().unwrap() {
        for id in led["ids"].as_array().unwrap() {
            assert_eq!(served.get(&format!("/api/card/{}", id.as_str().unwrap()))["card"]["id"], *id);
        }
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_finishes_the_generation_and_writes_everything() {
    let mut served = Served::start();
    served.begin("four", &endless());
    let news = served.until("leaders", has_leaders);
    assert_eq!(served.interrupt(), Some(130));
    let run = served.path().join("runs/four");
    for name in ["checkpoint", "index.html", "index.csv", "run.toml"] {
        assert!(run.join(name).is_file(), "{name}");
    }
    let log = std::fs::read_to_string(run.join("log.jsonl")).unwrap();
    assert!(log.lines().count() as u64 >= generation(&news));
    let mut idle = Served::start();
    assert_eq!(idle.interrupt(), Some(130));
}

#[test]
fn another_search_takes_the_place_of_the_first() {
    let served = Served::start();
    served.begin("", &json!({ "ride": "giga_rc", "generations": "100000", "population": "8", "islands": "1" }));
    served.until("a generation", |news| generation(news) > 0);
    served.begin(
        "",
        &json!({ "ride": "giga_rc", "generations": "3", "population": "8", "islands": "1", "plot-every": "0" }),
    );
    let news = served.until("the end", |news| news["doing"] == "finished");
    assert_eq!(news["about"]["name"], "giga_rc-2");
    assert!(served.path().join("runs/giga_rc-1/checkpoint").is_file());
    let refused = served.post("/api/begin", &json!({ "fields": { "ride": "nonsense_rc" } }));
    assert!(refused.code == 409 && refused.json()["error"].as_str().unwrap().contains("nonsense_rc"));
    assert_eq!(served.get("/api/news")["about"]["name"], "giga_rc-2", "a search that cannot begin costs the open one");
    served.order(&json!({ "order": "close" }));
    assert_eq!(served.until("rest", |news| news["doing"] == "nothing")["about"], Value::Null);
    let refused = served.post("/api/begin", &json!({ "fields": { "ride": "nonsense_rc" } }));
    assert!(refused.code == 409 && refused.json()["error"].as_str().unwrap().contains("nonsense_rc"));
}

#[test]
fn designs_are_installed_once() {
    let served = Served::start();
    served.begin("five", &endless());
    let news = served.until("leaders", has_leaders);
    served.order(&json!({ "order": "pause" }));
    let path = format!("/api/install/{}", leader(&news));
    let installed = served.post(&path, &json!({})).json();
    let file = served.path().join(installed["installed"].as_str().unwrap());
    assert!(file.starts_with(served.path().join("tracks")) && file.is_file(), "{}", file.display());
    assert_eq!(served.post(&path, &json!({})).code, 409);
}

#[test]
fn coasters_are_bred_in_a_park_that_a_page_brings() {
    let served = Served::start();
    let park = own_park::park(61, 57, 0, <[u8]>::to_vec);
    let brought = served.request("POST", "/api/parks?name=my%20valley.park", "", &park);
    assert_eq!(brought.code, 200, "{:?}", brought.json());
    assert_eq!(served.get("/api/parks"), json!(["my valley.park"]));
    let map = served.post("/api/map", &json!({ "park": "my valley.park" })).json();
    assert!(map["sheet"]["width"].as_i64().unwrap() > 4 && map["png"].as_str().unwrap().starts_with("iVBOR"));
    let sheet = &map["sheet"];
    let area = format!("1,1,{}x{}", sheet["width"], sheet["length"]);
    let fields = json!({
        "ride": "steel_wild_mouse", "area": area, "generations": "100000", "population": "16", "islands": "2",
    });
    let begun = served.post("/api/begin", &json!({ "park": "my valley.park", "fields": fields }));
    assert_eq!(begun.code, 200, "{}", begun.json());
    let news = served.until("a design", has_leaders);
    assert!(news["about"]["facts"].to_string().contains("my valley.park"));
    let card = served.get(&format!("/api/card/{}", leader(&news)));
    assert!(card["card"]["course"]["ground"].is_object(), "the park is not drawn");
}

#[test]
fn an_update_is_small_and_holds_only_what_is_new() {
    let served = Served::start();
    served.begin("six", &json!({ "generations": "60", "plot-every": "0", "keep": "1", "population": "16" }));
    served.until("the end", |news| news["doing"] == "finished");
    let whole = served.request("GET", "/api/news", "", b"");
    assert!(whole.body.len() < 200_000, "{}", whole.body.len());
    let news = whole.json();
    let search = news["search"].as_u64().unwrap();
    let next = served.get(&format!("/api/news?search={search}&generation=58&led=60"));
    assert_eq!((next["points"].as_array().unwrap().len(), next["led"].as_array().unwrap().len()), (2, 0));
}
