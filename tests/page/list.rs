//! Sorting and filtering in a browser.

use serde_json::{Value, json};

use super::sample::{LEADERS, WINNERS};
use super::viewer::{Screen, Viewer};

/// Figures of a measure of the cards in sight, in their order.
const SHOWN: &str = "(measure) => { const data = JSON.parse(document.getElementById('run-data').textContent);
    return [...document.querySelectorAll('#cards > li')].filter((item) => item.checkVisibility())
        .map((item) => data.cards[item.dataset.card].figures[measure]); }";

fn shown(viewer: &mut Viewer, measure: usize) -> Vec<f64> {
    let values = viewer.read(&format!("({SHOWN})({measure})"));
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

fn names(viewer: &mut Viewer, selector: &str) -> Value {
    viewer.read(&format!(
        "[...document.querySelectorAll({selector:?})].filter((one) => one.checkVisibility()).map((one) => one.textContent)"
    ))
}

#[test]
fn designs_are_sorted_by_every_figure_both_ways() {
    let Some(mut viewer) = Viewer::open("sorting", Screen::DESK) else { return };
    let by_rank = names(&mut viewer, "#cards h3");
    for measure in 0..8 {
        viewer.enter("#sort-by", &measure.to_string());
        let one_way = shown(&mut viewer, measure);
        assert_eq!(one_way.len(), WINNERS + LEADERS);
        viewer.click("#sort-order");
        let other_way = shown(&mut viewer, measure);
        let [rising, falling] = [|pair: &[f64]| pair[0] <= pair[1], |pair: &[f64]| pair[0] >= pair[1]];
        let more_is_better = [0, 5, 6, 7].contains(&measure);
        let (best_first, worst_first) = if more_is_better { (falling, rising) } else { (rising, falling) };
        assert!(one_way.windows(2).all(best_first), "{measure}: {one_way:?}");
        assert!(other_way.windows(2).all(worst_first), "{measure}: {other_way:?}");
        assert_eq!(names(&mut viewer, "#cards h3"), names(&mut viewer, "#rows th"));
    }
    viewer.enter("#sort-by", "-1");
    assert_eq!(names(&mut viewer, "#cards h3"), by_rank);
    viewer.check();
}

#[test]
fn columns_of_the_table_sort_and_say_so() {
    let Some(mut viewer) = Viewer::open("sorting by columns", Screen::DESK) else { return };
    let said = "document.querySelector('[data-sort=\"3\"]').closest('th').ariaSort";
    viewer.click("[data-sort=\"3\"]");
    assert_eq!(viewer.read(said), json!("ascending"));
    assert!(shown(&mut viewer, 3).windows(2).all(|pair| pair[0] <= pair[1]));
    viewer.click("[data-sort=\"3\"]");
    assert_eq!(viewer.read(said), json!("descending"));
    assert!(shown(&mut viewer, 3).windows(2).all(|pair| pair[0] >= pair[1]));
    viewer.check();
}

#[test]
fn filters_leave_what_lies_within_and_are_cleared() {
    let Some(mut viewer) = Viewer::open("filters", Screen::DESK) else { return };
    viewer.click("#filters summary");
    for measure in 0..8 {
        let mut all = shown(&mut viewer, measure);
        all.sort_by(f64::total_cmp);
        let (least, most) = (all[all.len() / 4], all[all.len() * 3 / 4]);
        let field = format!("fieldset[data-measure=\"{measure}\"] input");
        viewer.enter(&format!("{field}:first-of-type"), &least.to_string());
        viewer.enter(&format!("{field}:last-of-type"), &most.to_string());
        let mut left = shown(&mut viewer, measure);
        left.sort_by(f64::total_cmp);
        let wanted: Vec<f64> = all.into_iter().filter(|value| (least..=most).contains(value)).collect();
        assert_eq!(left, wanted, "{measure}");
        assert_eq!(viewer.text("#asking"), "(1 in use)");
        assert!(viewer.text("#count").starts_with(&format!("{} ", wanted.len())));
        viewer.click("#filters [type=reset]");
        assert_eq!(shown(&mut viewer, measure).len(), WINNERS + LEADERS);
    }
    viewer.enter("#show-place", "leader");
    assert_eq!(shown(&mut viewer, 0).len(), LEADERS);
    viewer.enter("fieldset[data-measure=\"0\"] input", "99");
    assert!(shown(&mut viewer, 0).is_empty() && viewer.is("document.getElementById('none').checkVisibility()"));
    viewer.check();
}
