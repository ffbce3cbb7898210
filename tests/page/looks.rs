//! Themes, sizes, and what a screen reader is told.

use serde_json::{Value, json};

use super::viewer::{Screen, Viewer};

/// Pairs of ink and ground that are not read easily: contrasts below 4.5 to 1.
const PALE: &str = "(() => { const probe = document.body.appendChild(document.createElement('i'));
    const channels = (colour) => { probe.style.color = colour; return getComputedStyle(probe).color.match(/[\\d.]+/g).slice(0, 3); };
    const light = (colour) => { const [red, green, blue] = channels(colour).map((value) => {
        const share = value / 255; return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4; });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue; };
    const contrast = (a, b) => { const [dark, bright] = [light(a), light(b)].sort((x, y) => x - y); return (bright + 0.05) / (dark + 0.05); };
    const inks = ['ink', 'soft', 'accent', 'good', 'bad', 'excitement', 'intensity', 'nausea'], pairs = [];
    for (const ink of inks) for (const ground of ['paper', 'sheet']) pairs.push([`var(--${ink})`, `var(--${ground})`]);
    pairs.push(['var(--on-accent)', 'var(--accent)']);
    for (const field of document.querySelectorAll('.heat td[style]')) pairs.push([field.style.color, field.style.background]);
    const found = pairs.filter(([ink, ground]) => contrast(ink, ground) < 4.5).map(String);
    probe.remove(); return found; })()";

/// Elements that reach beyond the screen and cannot be scrolled to sideways.
const TOO_WIDE: &str = "document.documentElement.scrollWidth > innerWidth
    || [...document.querySelectorAll('dialog[open], #closer-body')].some((box) => box.scrollWidth > box.clientWidth)";

/// Nodes a screen reader stops at which have no name.
fn nameless(viewer: &mut Viewer) -> Vec<String> {
    const ROLES: [&str; 11] =
        ["button", "link", "slider", "spinbutton", "combobox", "dialog", "image", "img", "search", "region", "table"];
    let tree = viewer.browser.call("Accessibility.getFullAXTree", json!({}));
    let is_nameless = |node: &&Value| {
        let role = node["role"]["value"].as_str().unwrap_or_default();
        let name = node["name"]["value"].as_str().unwrap_or_default();
        node["ignored"] == json!(false) && ROLES.contains(&role) && name.trim().is_empty()
    };
    let nodes: Vec<&Value> = tree["nodes"].as_array().into_iter().flatten().filter(is_nameless).collect();
    let describe = |node: &Value| {
        let node = json!({ "backendNodeId": node["backendDOMNodeId"] });
        viewer.browser.call("DOM.getOuterHTML", node)["outerHTML"]
            .as_str()
            .unwrap_or_default()
            .chars()
            .take(200)
            .collect()
    };
    nodes.into_iter().map(describe).collect()
}

fn background(viewer: &mut Viewer) -> Value {
    viewer.read("getComputedStyle(document.body).backgroundColor")
}

#[test]
fn both_themes_are_read_easily_and_change_the_pictures() {
    let Some(mut viewer) = Viewer::open("themes", Screen::DESK) else { return };
    let mut seen = Vec::new();
    viewer.click("[data-open=\"0\"]");
    for is_dark in [false, true] {
        viewer.scheme(is_dark);
        viewer.settle();
        assert_eq!(viewer.read(PALE), json!([]), "dark: {is_dark}");
        seen.push((background(&mut viewer), viewer.drawing("#plan"), viewer.drawing("#cards .thumb")));
    }
    let [light, dark] = [&seen[0], &seen[1]];
    assert!(light.0 != dark.0 && light.1 != dark.1 && light.2 != dark.2);
    viewer.check();
}

#[test]
fn a_phone_shows_everything_without_scrolling_sideways() {
    let Some(mut viewer) = Viewer::open("a phone", Screen::PHONE) else { return };
    assert!(!viewer.is(TOO_WIDE));
    assert_eq!(viewer.number("innerWidth"), f64::from(Screen::PHONE.width));
    viewer.click("#filters summary");
    assert!(!viewer.is(TOO_WIDE));
    viewer.click("[data-open=\"0\"]");
    assert!(!viewer.is(TOO_WIDE));
    let place = viewer.place("#graph", 0.5, 0.5);
    viewer.point(place);
    let plan = viewer.read("document.getElementById('plan').getBoundingClientRect().toJSON()");
    let seen = ["top", "bottom"].map(|side| plan[side].as_f64().expect("a side"));
    let in_sight = |y: f64| (0.0..=f64::from(Screen::PHONE.height)).contains(&y);
    assert!(seen.into_iter().all(in_sight), "the plan is out of sight of the graph: {plan}");
    viewer.check();
}

#[test]
fn screen_readers_are_told_what_everything_is() {
    let Some(mut viewer) = Viewer::open("screen readers", Screen::DESK) else { return };
    assert_eq!(viewer.read("document.documentElement.lang"), json!("en"));
    viewer.click("#filters summary");
    assert_eq!(nameless(&mut viewer), Vec::<String>::new());
    viewer.click("[data-open=\"0\"]");
    assert_eq!(nameless(&mut viewer), Vec::<String>::new());
    let levels =
        "[...document.querySelectorAll('main h1, main h2, main h3, .top h1')].map((one) => Number(one.tagName[1]))";
    let levels: Vec<u64> = viewer.read(levels).as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    assert!(levels[0] == 1 && levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    let slider = viewer.read("document.getElementById('moment').ariaValueText");
    assert!(slider.as_str().is_some_and(|text| text.contains("km/h")), "{slider}");
    viewer.check();
}
