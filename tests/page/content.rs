//! What the page holds, without a browser.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use scraper::{ElementRef, Html, Selector};

use super::sample::{LEADERS, SAMPLE, WINNERS};

fn found<'a>(document: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    document.select(&Selector::parse(selector).expect("a selector")).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_hundred_winners_stay_below_ten_mebibytes() {
    let bytes = SAMPLE.html.len();
    eprintln!("{WINNERS} winners and {LEADERS} leaders: {bytes} bytes");
    assert!(bytes < 10 << 20, "{bytes} bytes");
}

#[test]
fn every_design_has_a_card_with_its_figures_and_its_track_file() {
    let document = Html::parse_document(&SAMPLE.html);
    let cards = found(&document, "#cards > li");
    assert_eq!(cards.len(), WINNERS + LEADERS);
    for (card, entry) in cards.iter().zip(&SAMPLE.entries) {
        let one = |selector: &str| card.select(&Selector::parse(selector).expect("a selector")).next().expect("one");
        let [excitement, intensity, nausea] = entry.winner.ratings().expect("ratings").hundredths();
        let shown = text(one(".ratings"));
        for value in [excitement, intensity, nausea] {
            let figure = format!("{}.{:02}", value / 100, value % 100);
            assert!(shown.contains(&figure), "{figure} is not in {shown}");
        }
        assert_eq!(text(one("h3")), entry.winner.name);
        assert_eq!(text(one("code")), entry.winner.id);
        let link = one("a.download");
        assert_eq!(link.attr("download"), Some(entry.file.as_str()));
        let coded = link.attr("href").and_then(|href| href.split_once("base64,")).expect("a data URL").1;
        assert_eq!(STANDARD.decode(coded).expect("base64"), entry.track);
    }
}

#[test]
fn nothing_is_fetched_from_anywhere() {
    let document = Html::parse_document(&SAMPLE.html);
    for selector in ["script[src]", "link[rel=stylesheet]", "iframe", "base", "img", "object", "form[action]"] {
        assert!(found(&document, selector).is_empty(), "{selector}");
    }
    for link in found(&document, "[href]") {
        let href = link.attr("href").unwrap_or_default();
        assert!(href.starts_with("data:") || href.starts_with('#'), "{href}");
    }
    assert!(!SAMPLE.html.contains("://"), "an address");
    let policy = found(&document, "meta[http-equiv=Content-Security-Policy]");
    assert!(policy[0].attr("content").is_some_and(|policy| policy.starts_with("default-src 'none';")));
}

#[test]
fn curves_and_archive_come_as_tables_too() {
    let document = Html::parse_document(&SAMPLE.html);
    assert!(found(&document, "#progress tbody tr").len() > 1);
    let fields: Vec<String> = found(&document, ".heat td:not(.empty)").into_iter().map(text).collect();
    let designs = |field: &String| field.split_whitespace().nth(1).and_then(|count| count.parse::<usize>().ok());
    let all: usize = fields.iter().map(|field| designs(field).expect("a number of designs")).sum();
    assert_eq!(all, SAMPLE.kept);
    assert_eq!(found(&document, "#sketches > li").len(), SAMPLE.kept);
    assert_eq!(found(&document, "#rows tr").len(), WINNERS + LEADERS);
}
