//! A closer look at a design in a browser.

use std::fs;

use loopwright::judge::Trial;
use serde_json::{Value, json};

use super::sample::SAMPLE;
use super::viewer::{Screen, Viewer};

const MOMENT: &str = "document.getElementById('moment').valueAsNumber";
/// The middle of the train on the plan, in shares of its width and height.
const TRAIN: &str = "(() => { const canvas = document.getElementById('plan'), { width, height } = canvas;
    const colour = getComputedStyle(document.documentElement).getPropertyValue('--train').trim();
    const train = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const copy = Object.assign(document.createElement('canvas'), { width, height });
    const pen = copy.getContext('2d', { willReadFrequently: true });
    pen.drawImage(canvas, 0, 0);
    const { data } = pen.getImageData(0, 0, width, height), found = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4)
        if (train.every((channel, index) => data[at + index] === channel)) {
            found[0] += 1; found[1] += at / 4 % width; found[2] += Math.floor(at / 4 / width); }
    return found[0] ? [found[1] / found[0] / width, found[2] / found[0] / height] : null; })()";

/// Metres along the track, as the page says them.
fn along(viewer: &mut Viewer) -> f64 {
    let words = viewer.text("#moment-words");
    let metres = words.split(" m along").next().and_then(|before| before.rsplit(' ').next());
    metres.and_then(|metres| metres.parse().ok()).unwrap_or_else(|| panic!("no place in {words}"))
}

#[test]
fn a_card_opens_with_everything_about_its_design() {
    let Some(mut viewer) = Viewer::open("opening a card", Screen::DESK) else { return };
    let entry = &SAMPLE.entries[2];
    viewer.click("[data-open=\"2\"]");
    assert!(viewer.is("document.getElementById('closer').open"));
    assert_eq!(viewer.text("#closer-name"), entry.winner.name);
    let blank = viewer.read("document.createElement('canvas').toDataURL()");
    for picture in ["#plan", "#slant"] {
        assert_ne!(viewer.drawing(picture), blank, "{picture}");
    }
    assert!(viewer.number("document.querySelectorAll('#profile .curve').length") >= 1.0);
    assert_eq!(viewer.number("document.querySelectorAll('#graph .curve').length"), 4.0);
    assert!(viewer.number("document.querySelectorAll('#account tr').length") > 10.0);
    let last = viewer.read(
        "[...document.querySelector('#account tr:last-child').cells].slice(1, 4)
            .map((cell) => (cell.querySelector('small') ?? cell).textContent)",
    );
    let ratings = entry.winner.judgement.worst().and_then(Trial::ratings).expect("ratings").hundredths();
    assert_eq!(last, json!(ratings.map(|rating| format!("{}.{:02}", rating / 100, rating % 100))));
    viewer.click("#after");
    assert_eq!(viewer.text("#closer-name"), SAMPLE.entries[3].winner.name);
    viewer.click("#close");
    assert!(!viewer.is("document.getElementById('closer').open"));
    viewer.check();
}

#[test]
fn the_slanted_view_turns_with_the_mouse_and_comes_back() {
    let Some(mut viewer) = Viewer::open("turning", Screen::DESK) else { return };
    viewer.click("[data-open=\"0\"]");
    let title = viewer.place("#closer-name", 0.5, 0.5);
    viewer.point(title);
    viewer.enter("#moment", "0");
    let (first, plan) = (viewer.drawing("#slant"), viewer.drawing("#plan"));
    let middle = viewer.place("#slant", 0.5, 0.5);
    viewer.drag(middle, [120.0, 0.0]);
    let turned = viewer.drawing("#slant");
    assert_ne!(turned, first);
    viewer.drag(middle, [0.0, 60.0]);
    assert_ne!(viewer.drawing("#slant"), turned, "it does not tilt");
    assert_eq!(viewer.drawing("#plan"), plan);
    viewer.click("#level");
    assert!(viewer.drawing("#slant") == first, "the game's view is another than before");
    for _ in 0..4 {
        viewer.click("[data-turn=\"1\"]");
    }
    let degrees = viewer.read("document.getElementById('slant').ariaValueNow");
    assert_eq!(degrees, json!("45"), "four quarters are a whole turn");
    viewer.check();
}

/// A place of the plan, as shares of its width and height.
fn spot(place: &Value) -> [f64; 2] {
    [0, 1].map(|axis| place[axis].as_f64().expect("a place"))
}

#[test]
fn graph_and_plan_point_at_the_same_moment() {
    let Some(mut viewer) = Viewer::open("linking graph and plan", Screen::DESK) else { return };
    viewer.click("[data-open=\"0\"]");
    let mut trains = Vec::new();
    for share in [0.2, 0.5, 0.8] {
        let place = viewer.place("#graph", share, 0.5);
        viewer.point(place);
        let last = viewer.number("Number(document.getElementById('moment').max)");
        let moment = viewer.number(MOMENT);
        assert!((moment / last - share).abs() < 0.1, "moment {moment} of {last} at {share}");
        let cursor = viewer.number("Number(document.querySelector('#graph .cursor').getAttribute('x1'))");
        let width = viewer.number("document.getElementById('graph').clientWidth");
        assert!((cursor / width - share).abs() < 0.02, "the cursor stands at {cursor} of {width}");
        trains.push((viewer.read(TRAIN), along(&mut viewer)));
    }
    assert!(trains[0].0 != trains[1].0 && trains[1].0 != trains[2].0 && !trains[0].0.is_null(), "{trains:?}");
    // Other track may cross one of the places, so the train is under the pointer each time, and on the same track once at least.
    let (mut there, mut is_same) = (0.0, false);
    for (train, from) in &trains {
        let before = spot(train);
        let place = viewer.place("#plan", before[0], before[1]);
        viewer.point(place);
        let after = spot(&viewer.read(TRAIN));
        there = along(&mut viewer);
        let apart = (after[0] - before[0]).hypot(after[1] - before[1]);
        assert!(apart < 0.1, "pointed at {before:?} of the plan, the train is at {after:?}, {there} m along");
        is_same |= (from - 60.0..=*from).contains(&there);
    }
    assert!(is_same, "the trains {trains:?} lie under {there} m and others of the plan");
    let profile = viewer.place("#profile", 0.5, 0.5);
    viewer.point(profile);
    assert_ne!(along(&mut viewer), there);
    viewer.check();
}

#[test]
fn the_track_file_comes_out_as_it_went_in() {
    let Some(mut viewer) = Viewer::open("downloading", Screen::DESK) else { return };
    let folder = viewer.browser.folder().join("downloads");
    let behaviour = json!({ "behavior": "allow", "downloadPath": folder, "eventsEnabled": true });
    viewer.browser.call("Browser.setDownloadBehavior", behaviour);
    let download = |viewer: &mut Viewer, link: &str, index: usize| {
        viewer.click(link);
        viewer.browser.wait("Browser.downloadProgress", |progress| progress["state"] == json!("completed"));
        let entry = &SAMPLE.entries[index];
        assert_eq!(fs::read(folder.join(&entry.file)).expect("a file"), entry.track, "{}", entry.file);
    };
    download(&mut viewer, "#cards > li:first-child .download", 0);
    viewer.click("[data-open=\"7\"]");
    download(&mut viewer, "#closer-download", 7);
    viewer.check();
}

#[test]
fn everything_works_from_the_keyboard() {
    let Some(mut viewer) = Viewer::open("the keyboard", Screen::DESK) else { return };
    viewer.read("document.querySelector('[data-open=\"1\"]').focus()");
    viewer.press("Enter");
    assert!(viewer.is("document.getElementById('closer').open"));
    let stops = (0..40).map(|_| {
        viewer.press("Tab");
        let inside = "document.getElementById('closer').contains(document.activeElement)";
        assert!(viewer.is(&format!("{inside} || document.activeElement === document.body")), "focus left the dialog");
        viewer.read("document.activeElement.id")
    });
    let stops: Vec<_> = stops.collect();
    for wanted in ["close", "closer-download", "slant", "level", "play", "moment"] {
        assert!(stops.contains(&json!(wanted)), "{wanted} is not reached: {stops:?}");
    }
    viewer.read("document.getElementById('slant').focus()");
    let before = viewer.drawing("#slant");
    viewer.press("ArrowLeft");
    let turned = viewer.drawing("#slant");
    assert_ne!(turned, before);
    viewer.press("ArrowUp");
    assert_ne!(viewer.drawing("#slant"), turned);
    viewer.read("document.getElementById('moment').focus()");
    let plan = viewer.drawing("#plan");
    viewer.press("End");
    assert_eq!(viewer.number(MOMENT), viewer.number("Number(document.getElementById('moment').max)"));
    viewer.press("ArrowLeft");
    viewer.press("Home");
    assert_eq!(viewer.number(MOMENT), 0.0);
    assert_eq!(viewer.drawing("#plan"), plan);
    viewer.press("Escape");
    assert!(!viewer.is("document.getElementById('closer').open"));
    assert_eq!(viewer.read("document.activeElement.dataset.open"), json!("1"), "focus does not come back");
    viewer.check();
}

#[test]
fn the_train_rides_along_and_stops_at_the_end() {
    let Some(mut viewer) = Viewer::open("riding along", Screen::DESK) else { return };
    viewer.click("[data-open=\"0\"]");
    viewer.click("#play");
    viewer.read("new Promise((done) => { const look = () => document.getElementById('moment').valueAsNumber > 3 ? done() : setTimeout(look, 20); look(); })");
    viewer.click("#play");
    assert_eq!(viewer.read("document.getElementById('play').ariaPressed"), json!("false"));
    let moment = viewer.number(MOMENT);
    viewer.settle();
    assert_eq!(viewer.number(MOMENT), moment);
    viewer.check();
}
