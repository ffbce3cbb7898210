//! The pages of the rules and the code that cites them agree.
//!
//! A citation is `(rules: construction 5.4, 6.2, physics appendix A2)`: pages, each with the numbers of its headings.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

const PAGES: [&str; 7] =
    ["construction", "park files", "physics", "ratings", "rule sets", "surroundings", "track files"];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules")
}

fn page(name: &str) -> String {
    fs::read_to_string(folder().join(name.replace(' ', "-") + ".md")).expect("a page")
}

/// The number of a heading as citations write it: `5.4`, `appendix A`, `appendix A2`.
fn number(heading: &str) -> Option<String> {
    let title = heading.trim_start_matches('#').trim();
    let (appendix, title) = match title.strip_prefix("Appendix ") {
        Some(letter) => (true, letter),
        None => (title.starts_with(|first: char| first.is_ascii_uppercase()), title),
    };
    let number = title.split(' ').next()?.trim_end_matches('.');
    let numbered = number.ends_with(|last: char| last.is_ascii_digit());
    match (appendix, numbered) {
        (true, _) if number.len() <= 2 => Some(format!("appendix {number}")),
        (false, true) => Some(number.to_owned()),
        _ => None,
    }
}

/// The numbered headings of every page.
fn headings() -> BTreeMap<&'static str, BTreeSet<String>> {
    let numbers = |name: &str| page(name).lines().filter(|line| line.starts_with('#')).filter_map(number).collect();
    PAGES.into_iter().map(|name| (name, numbers(name))).collect()
}

/// The text of a file's comments in one line, so that a citation may be broken over two.
fn comments(path: &Path) -> String {
    let text = fs::read_to_string(path).expect("a file");
    let lines = text.lines().filter_map(|line| line.split_once("//"));
    lines.map(|(_, comment)| comment.trim_start_matches(['/', '!']).trim()).collect::<Vec<_>>().join(" ")
}

/// What stands between `(rules: ` and the bracket that closes it.
fn citations(text: &str) -> impl Iterator<Item = &str> {
    text.split("(rules: ").skip(1).map(|rest| rest.split(')').next().expect("a part"))
}

/// A citation as pages and headings, or what is wrong with it.
fn parse(citation: &str) -> Result<Vec<(&'static str, String)>, String> {
    let mut page = None;
    let mut cited = Vec::new();
    for part in citation.split(", ") {
        let named = PAGES.into_iter().find_map(|name| Some((name, part.strip_prefix(name)?.strip_prefix(' ')?)));
        let heading = named.map_or(part, |(_, heading)| heading);
        page = named.map(|(name, _)| name).or(page);
        cited.push((page.ok_or_else(|| format!("no page before {part:?}"))?, heading.to_owned()));
    }
    Ok(cited)
}

fn sources() -> impl Iterator<Item = PathBuf> {
    let folders = ["src", "tests"].map(|folder| Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    let files = folders.into_iter().flat_map(WalkDir::new).map(|entry| entry.expect("an entry").into_path());
    files.filter(|path| path.extension().is_some_and(|end| end == "rs") && !path.ends_with("tests/rules.rs"))
}

#[test]
fn every_citation_names_a_heading() {
    let headings = headings();
    let mut found = 0;
    for path in sources() {
        for citation in citations(&comments(&path)) {
            let cited = parse(citation).unwrap_or_else(|wrong| panic!("{}: {citation}: {wrong}", path.display()));
            for (page, heading) in cited {
                assert!(headings[page].contains(&heading), "{}: {page} has no {heading:?}", path.display());
            }
            found += 1;
        }
    }
    assert!(found > 100, "{found}");
}

#[test]
fn a_citation_that_leads_nowhere_is_noticed() {
    let headings = headings();
    assert_eq!(parse("track files 3, 5"), Ok(vec![("track files", "3".to_owned()), ("track files", "5".to_owned())]));
    assert!(headings["physics"].contains("appendix A2") && headings["ratings"].contains("2.5.4"));
    assert!(!headings["construction"].contains("5.9") && !headings["construction"].contains("9 to 11"));
    assert!(parse("5.4").is_err() && parse("gravity 5.4").is_err());
}

/// The headings of other pages that a page cites in its text, such as `physics 2.2`.
fn cross_references(text: &str) -> impl Iterator<Item = (&'static str, String)> {
    let places = |name: &'static str| text.split(name).skip(1).map(move |rest| (name, rest));
    PAGES.into_iter().flat_map(places).filter_map(|(name, rest)| {
        let rest = rest.strip_prefix([' ', '\n'])?;
        let appendix = rest.strip_prefix("appendix ");
        let word = appendix.unwrap_or(rest).split([' ', ',', ')', ';', ':', '\n', '|']).next()?.trim_end_matches('.');
        let numbered = word.starts_with(|first: char| first.is_ascii_digit());
        (appendix.is_some() || numbered)
            .then(|| (name, appendix.map_or(word.to_owned(), |_| format!("appendix {word}"))))
    })
}

#[test]
fn pages_cite_headings_of_each_other() {
    let headings = headings();
    let mut found = 0;
    for name in PAGES {
        for (page, heading) in cross_references(&page(name)) {
            assert!(headings[page].contains(&heading), "{name}: {page} has no {heading:?}");
            found += 1;
        }
    }
    assert!(found > 20, "{found}");
}

#[test]
fn the_index_has_every_page_and_no_page_leads_out_of_the_repository() {
    let index = fs::read_to_string(folder().join("README.md")).expect("a page");
    for entry in fs::read_dir(folder()).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        assert!(name == "README.md" || index.contains(&format!("]({name})")), "{name}");
        let text = fs::read_to_string(&path).expect("a page");
        for outside in ["shared/", "oracle/", "facts/"] {
            assert!(!text.contains(outside), "{name} mentions {outside}");
        }
    }
}

#[test]
fn data_that_the_rules_name_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for name in PAGES {
        let text = page(name);
        let named = text.split('`').filter(|word| word.starts_with("data/"));
        found.extend(named.map(str::to_owned));
    }
    assert!(found.len() > 10);
    for file in found {
        assert!(root.join(&file).exists(), "{file}");
    }
}
