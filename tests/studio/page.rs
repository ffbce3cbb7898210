//! The studio's page in a browser.

use serde_json::json;
use tempfile::TempDir;

use super::served::Served;
use crate::lot::valley::valley_file;
use crate::page::spots::scenery;
use crate::page::viewer::{Screen, Viewer};

fn visit(test: &str, served: &Served, screen: Screen) -> Option<Viewer> {
    let mut viewer = Viewer::at(test, screen, || served.address.clone())?;
    viewer.until("document.documentElement.dataset.connected === 'yes'");
    Some(viewer)
}

fn check(viewer: &Viewer, served: &Served) {
    let own = format!("http://127.0.0.1:{}/", served.port);
    viewer.check_requests(|url| url.starts_with(&own));
}

/// Opens the form of a new search.
fn open_form(viewer: &mut Viewer) {
    viewer.click("#new");
    viewer.until("document.querySelector('#setup').open && document.querySelector('#field-ride')");
    viewer.read("document.querySelectorAll('#fields details').forEach((one) => { one.open = true; })");
}

/// Fills in the form for a search that does not end by itself, and sends it.
fn send_form(viewer: &mut Viewer, further: &[(&str, &str)]) {
    let small = [("population", "10"), ("islands", "2"), ("generations", "100000"), ("pieces", "20..80")];
    for (field, value) in small.iter().chain(further) {
        viewer.enter(&format!("#field-{field}"), value);
    }
    viewer.click("#submit");
    viewer.until("!document.querySelector('#setup').open");
}

/// Begins a search and waits for its first designs.
fn begin(viewer: &mut Viewer, name: &str) {
    open_form(viewer);
    viewer.enter("#run-name", name);
    send_form(viewer, &[]);
    viewer.until("document.querySelectorAll('#leaders .card').length > 1");
}

/// A studio with a small park to build in.
fn with_valley() -> Served {
    let folder = TempDir::new().unwrap();
    std::fs::create_dir(folder.path().join("parks")).unwrap();
    std::fs::write(folder.path().join("parks/valley.json"), valley_file()).unwrap();
    Served::start_in(folder)
}

/// Chooses the park of the list, and waits for its map.
fn choose_park(viewer: &mut Viewer) {
    viewer.enter("#park", "valley.json");
    viewer.until("document.querySelector('#map-words').textContent.startsWith('From tile')");
}

#[test]
fn an_area_is_chosen_on_the_map_by_finger_and_by_key() {
    let served = with_valley();
    let Some(mut viewer) = visit("an_area_is_chosen_on_the_map_by_finger_and_by_key", &served, Screen::PHONE) else {
        return;
    };
    open_form(&mut viewer);
    choose_park(&mut viewer);
    assert!(viewer.is("document.querySelector('#map-image').getBoundingClientRect().right <= innerWidth"), "too wide");
    let area = "document.querySelector('#field-area').value";
    let [left, top] = viewer.place("#map", 0.4, 0.4);
    viewer.drag([left, top], [90.0, 70.0]);
    let dragged = viewer.read(area);
    // What is marked lies under the finger, up to the edges of the tiles.
    for (edge, pointed) in [("left", left), ("top", top), ("right", left + 90.0), ("bottom", top + 70.0)] {
        let marked = viewer.number(&format!("document.querySelector('#map-area').getBoundingClientRect().{edge}"));
        assert!((marked - pointed).abs() <= 14.0, "{edge}: {marked} where the finger was at {pointed}");
    }
    viewer.read("document.querySelector('#map').focus()");
    viewer.press("ArrowDown");
    let moved = viewer.read(area);
    assert_ne!(moved, dragged);
    viewer.press("ArrowUp");
    assert_eq!(viewer.read(area), dragged);
    // A click moves the area and keeps its size.
    viewer.click("#map");
    let size = |area: &serde_json::Value| area.as_str().unwrap().rsplit_once(',').unwrap().1.to_owned();
    assert_eq!(size(&viewer.read(area)), size(&dragged));
    check(&viewer, &served);
}

#[test]
fn anywhere_in_a_park_finds_an_area_and_goes_on_there() {
    let test = "anywhere_in_a_park_finds_an_area_and_goes_on_there";
    let served = with_valley();
    let Some(mut viewer) = visit(test, &served, Screen::DESK) else { return };
    open_form(&mut viewer);
    choose_park(&mut viewer);
    viewer.click("#field-anywhere");
    assert!(viewer.is("document.querySelector('#field-area').disabled"));
    send_form(&mut viewer, &[("ride", "steel_wild_mouse"), ("box", "16x16")]);
    viewer.until("document.querySelectorAll('#leaders .card').length > 1");
    let facts = viewer.text("#facts");
    let area = facts.split("Area").nth(1).unwrap_or_default();
    assert!(facts.contains("valley.json") && area.contains(",16x16"), "{facts}");
    let notice = viewer.text("#notice");
    assert!(notice.contains(",16x16; the search goes on there"), "{notice}");
    // Its designs have a place in the park.
    viewer.click("#leaders .open");
    let figures = viewer.text("#closer-figures");
    assert!(figures.contains("Placetile "), "{figures}");
    check(&viewer, &served);
}

#[test]
fn the_cards_of_a_themed_search_wear_their_scenery() {
    let test = "the_cards_of_a_themed_search_wear_their_scenery";
    let served = Served::start();
    let Some(mut viewer) = visit(test, &served, Screen::DESK) else { return };
    open_form(&mut viewer);
    send_form(&mut viewer, &[("theme", "garden")]);
    viewer.until("document.querySelectorAll('#leaders .card').length > 1");
    assert!(viewer.text("#facts").contains("garden"));
    pause(&mut viewer);
    viewer.click("#leaders .open");
    // Scenery that would break a limit is left out, so that not every card has some.
    while !viewer.text("#legend").contains("Trees and bushes") {
        assert!(viewer.is("!document.querySelector('#after').disabled"), "no card has scenery");
        viewer.click("#after");
    }
    // The file that is downloaded holds the scenery, too.
    assert!(scenery(&mut viewer) > 0);
    check(&viewer, &served);
}

#[test]
fn a_search_is_begun_watched_steered_and_compared() {
    let test = "a_search_is_begun_watched_steered_and_compared";
    let served = Served::start();
    let Some(mut viewer) = visit(test, &served, Screen::DESK) else { return };
    begin(&mut viewer, "by-hand");
    viewer.until("document.querySelector('#line').textContent.includes('designs')");
    viewer.until("!document.querySelector('#kinds').hidden && !document.querySelector('#progress').hidden");
    pause(&mut viewer);
    viewer.settle();
    assert!(viewer.is("document.querySelector('#leaders canvas').width > 100"));
    viewer.click("#leaders .favour");
    viewer.until("document.querySelector('#leaders .favour').getAttribute('aria-pressed') === 'true'");
    viewer.click("#leaders .card:nth-child(1) .choose");
    viewer.click("#leaders .card:nth-child(2) .choose");
    viewer.click("#compare");
    assert!(viewer.is("document.querySelector('#comparison').open"));
    assert!(viewer.number("document.querySelectorAll('#differences tbody tr').length") > 8.0);
    let drawn = viewer.drawing("#left-view");
    viewer.enter("#turn-both", "120");
    assert_ne!(viewer.drawing("#left-view"), drawn, "turning changes nothing");
    viewer.press("Escape");
    viewer.click("#leaders .open");
    assert!(viewer.is("document.querySelector('#closer').open"));
    assert!(viewer.number("document.querySelectorAll('#account tr').length") > 5.0);
    viewer.press("Escape");
    viewer.click("#heat button");
    viewer.until("document.querySelectorAll('#field canvas').length > 0");
    // A design of a kind is favoured, installed and sent like a leader; what was done is said where it is seen.
    viewer.click("#field button");
    viewer.until("document.querySelector('#closer').open");
    viewer.click("#card-tools button:nth-child(4)");
    viewer.until("document.querySelector('#closer-notice').textContent.includes('tracks')");
    viewer.click("#card-tools button:nth-child(5)");
    viewer.until("document.querySelector('#closer-notice').textContent.includes('offered to the game')");
    viewer.press("Escape");
    viewer.click("#pause");
    viewer.until("document.querySelector('#doing').textContent.includes('Breeding')");
    check(&viewer, &served);
}

/// Pauses the search.
fn pause(viewer: &mut Viewer) {
    viewer.click("#pause");
    viewer.until("document.querySelector('#doing').textContent.includes('Paused')");
}

/// Chooses a stretch of the first leader by number that its platform is no part of, and locks it. Its pieces by name.
fn lock(viewer: &mut Viewer) -> String {
    viewer.click("#leaders .open");
    viewer.until("document.querySelector('#lock-from').options.length > 10");
    let first =
        "[...document.querySelector('#lock-from').options].findLastIndex((one) => one.text.includes('station')) + 2";
    let first = viewer.number(first);
    viewer.enter("#lock-from", &first.to_string());
    viewer.enter("#lock-to", &(first + 2.0).to_string());
    assert!(viewer.text("#lock-words").starts_with("3 pieces"), "{}", viewer.text("#lock-words"));
    viewer.click("#lock");
    viewer.until("!document.querySelector('#closer').open && !document.querySelector('#unlock').hidden");
    viewer.text("#facts")
}

#[test]
fn a_stretch_is_locked_and_the_search_goes_on_with_it() {
    let test = "a_stretch_is_locked_and_the_search_goes_on_with_it";
    let served = Served::start();
    let Some(mut viewer) = visit(test, &served, Screen::DESK) else { return };
    begin(&mut viewer, "locked");
    pause(&mut viewer);
    viewer.settle();
    assert!(lock(&mut viewer).contains("Stays"));
    viewer.until("document.querySelectorAll('#leaders .card').length > 0");
    let before = served.get("/api/news")["line"]["generation"].as_u64();
    viewer.click("#pause");
    served.until("more generations", |news| news["line"]["generation"].as_u64() > before.map(|number| number + 5));
    viewer.click("#unlock");
    viewer.until("document.querySelector('#unlock').hidden");
    check(&viewer, &served);
}

#[test]
fn a_stretch_is_chosen_by_dragging_over_the_pictures() {
    let test = "a_stretch_is_chosen_by_dragging_over_the_pictures";
    let served = Served::start();
    let Some(mut viewer) = visit(test, &served, Screen::DESK) else { return };
    begin(&mut viewer, "dragged");
    pause(&mut viewer);
    viewer.click("#leaders .open");
    viewer.until("document.querySelector('#lock-from').options.length > 10");
    viewer.settle();
    let from = viewer.place("#profile", 0.4, 0.5);
    viewer.drag(from, [150.0, 0.0]);
    viewer.until("document.querySelector('#lock-from').value !== ''");
    viewer.until("document.querySelector('#lock-words').textContent.includes('pieces')");
    check(&viewer, &served);
}

#[test]
fn a_search_that_has_ended_says_so() {
    let served = Served::start();
    served.begin("short", &json!({ "population": "10", "generations": "5", "plot-every": "0", "keep": "1" }));
    served.until("the end", |news| news["doing"] == "finished");
    let Some(mut viewer) = visit("a_search_that_has_ended_says_so", &served, Screen::PHONE) else { return };
    viewer.until("document.querySelector('#doing').textContent.includes('has ended')");
    check(&viewer, &served);
}

#[test]
fn earlier_leaders_come_back() {
    let served = Served::start();
    served.begin(
        "past",
        &json!({ "population": "10", "islands": "2", "generations": "40", "plot-every": "0", "keep": "1" }),
    );
    served.until("the end", |news| news["doing"] == "finished");
    let Some(mut viewer) = visit("earlier_leaders_come_back", &served, Screen::DESK) else { return };
    viewer.until("document.querySelectorAll('#leaders .card').length > 1");
    let ids = "[...document.querySelectorAll('#leaders code')].map((code) => code.textContent).join()";
    let now = viewer.read(ids);
    viewer.read("document.querySelector('#time').focus()");
    viewer.press("Home");
    viewer.until(&format!("{ids} !== {now} && {ids}"));
    assert!(viewer.text("#time-words").parse::<u32>().is_ok());
    viewer.click("#now");
    viewer.until(&format!("{ids} === {now}"));
    check(&viewer, &served);
}

#[test]
fn what_a_form_cannot_mean_is_said_in_it() {
    let served = Served::start();
    let Some(mut viewer) = visit("what_a_form_cannot_mean_is_said_in_it", &served, Screen::PHONE) else { return };
    viewer.click("#new");
    viewer.until("document.querySelector('#field-box') !== null");
    viewer.read("document.querySelectorAll('#fields details').forEach((one) => { one.open = true; })");
    viewer.enter("#field-box", "enormous");
    viewer.click("#submit");
    viewer.until("!document.querySelector('#form-error').hidden");
    assert!(viewer.text("#form-error").contains("enormous"));
    let unlabelled =
        "[...document.querySelectorAll('#form input, #form select')].filter((field) => !field.labels.length).length";
    assert_eq!(viewer.number(unlabelled), 0.0);
    assert_eq!(viewer.number("document.documentElement.scrollWidth - innerWidth"), 0.0);
    // The browser itself logs an answer that says no.
    let logged = viewer.browser.events("Log.entryAdded");
    assert!(logged.iter().all(|entry| entry["entry"]["source"] == "network"), "{logged:?}");
}

#[test]
fn a_page_of_an_earlier_start_says_so() {
    let served = Served::start();
    let address = served.address.split_once('#').unwrap().0.to_owned() + "#" + &"0".repeat(32);
    let Some(mut viewer) = Viewer::at("a_page_of_an_earlier_start_says_so", Screen::DESK, || address) else { return };
    viewer.until("document.querySelector('#notice').textContent.includes('earlier start')");
}
