//! The archive as small pictures in a browser.

use serde_json::{Value, json};

use super::sample::SAMPLE;
use super::viewer::{Screen, Viewer};

/// A figure of the sketches in sight, in their order: what their summaries or their lists say of it.
const SHOWN: &str = "(selector) => [...document.querySelectorAll('#sketches > li')].filter((item) => !item.hidden)
    .map((item) => Number(item.querySelector(selector).lastChild.textContent.trim()))";

fn shown(viewer: &mut Viewer, selector: &str) -> Vec<f64> {
    let values = viewer.read(&format!("({SHOWN})({selector:?})"));
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

#[test]
fn sketches_are_sorted_both_ways() {
    let Some(mut viewer) = Viewer::open("sorting the archive", Screen::DESK) else { return };
    for (measure, selector) in [("0", ".excitement"), ("1", ".intensity"), ("2", ".nausea")] {
        viewer.enter("#archive-sort", measure);
        let one_way = shown(&mut viewer, selector);
        viewer.click("#archive-order");
        let other_way = shown(&mut viewer, selector);
        assert_eq!(one_way.len(), SAMPLE.kept);
        let is_falling = viewer.text("#archive-order") == "Highest first";
        let (rising, falling) = if is_falling { (one_way, other_way) } else { (other_way, one_way) };
        assert!(rising.is_sorted(), "{measure}: {rising:?}");
        assert!(falling.iter().rev().is_sorted(), "{measure}: {falling:?}");
    }
    viewer.check();
}

#[test]
fn a_field_of_the_map_shows_its_designs_by_keyboard() {
    let Some(mut viewer) = Viewer::open("the map of the archive", Screen::DESK) else { return };
    viewer.read("document.querySelector('[data-field]').focus()");
    viewer.press("Enter");
    let told = viewer.text("[data-field] small");
    let designs: usize = told.split_whitespace().next().and_then(|count| count.parse().ok()).expect("a number");
    assert_eq!(shown(&mut viewer, ".excitement").len(), designs);
    assert_eq!(viewer.read("document.querySelector('[data-field]').ariaPressed"), json!("true"));
    let best = viewer.read("document.querySelector('[data-field]').firstChild.textContent.trim()");
    viewer.enter("#archive-sort", "0");
    let first = shown(&mut viewer, ".excitement")[0];
    assert_eq!(best, json!(format!("{first:.2}")));
    viewer.read("document.getElementById('archive-all').focus()");
    viewer.press("Enter");
    assert_eq!(shown(&mut viewer, ".excitement").len(), SAMPLE.kept);
    viewer.check();
}

#[test]
fn a_sketch_opens_by_keyboard_with_its_file_and_its_command() {
    let Some(mut viewer) = Viewer::open("a sketch", Screen::PHONE) else { return };
    viewer.read("document.querySelector('#sketches summary').focus()");
    viewer.press("Enter");
    assert!(viewer.is("document.querySelector('#sketches details').open"));
    let command = viewer.text("#sketches .command");
    let id = command.rsplit(' ').next().expect("an id");
    assert!(command.starts_with("loopwright evolve --resume DIR --favour ") && id.len() == 16, "{command}");
    assert!(viewer.is("document.querySelector('#sketches a[download$=\".td6\"]').checkVisibility()"));
    assert!(!viewer.is("document.documentElement.scrollWidth > innerWidth"));
    viewer.check();
}
