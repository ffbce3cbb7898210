//! `merge`: what several searches have found, in one folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use loopwright::evolve::Checkpoint;

use super::support::{Run, folder, run};

/// A search that takes a moment, and begins with a coaster that keeps every limit.
fn evolve(folder: &Path, seed: &str, out: &str, more: &[&str]) -> Run {
    let search = ["evolve", "--population", "8", "--generations", "6", "--plot-every", "0", "--from", "coaster.td6"];
    let evolved = run(folder, &[&search[..], &["--seed", seed, "--out", out], more].concat());
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    evolved
}

fn checkpoint(folder: &Path, out: &str) -> Checkpoint {
    Checkpoint::from_bytes(&fs::read(folder.join(out).join("checkpoint")).unwrap()).unwrap()
}

/// Every file of a folder and what it holds.
fn files(folder: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let mut files = BTreeSet::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.insert((path.display().to_string(), fs::read(&path).unwrap()));
        }
    }
    files
}

#[test]
fn searches_are_joined_whatever_their_order() {
    let folder = folder();
    for (seed, out) in [("1", "one"), ("2", "two"), ("3", "three")] {
        evolve(folder.path(), seed, out, &["--keep", "3"]);
    }
    let before = files(folder.path());
    let merged = run(folder.path(), &["merge", "--json", "--out", "all", "one", "two", "three"]);
    assert_eq!(merged.code, 0, "{}", merged.stderr);
    assert!(merged.stderr.contains("in all/best") && merged.stderr.contains("all/index.html"), "{}", merged.stderr);
    let told = merged.json();
    assert!(!told.is_empty() && told.len() <= 3);
    for made in ["run.toml", "log.jsonl", "checkpoint", "index.csv", "index.html"] {
        assert!(folder.path().join("all").join(made).exists(), "{made}");
    }
    let all = checkpoint(folder.path(), "all");
    let each = ["one", "two", "three"].map(|out| checkpoint(folder.path(), out));
    assert_eq!(all.evolution.evaluations, each.iter().map(|one| one.evolution.evaluations).sum::<u64>());
    let best = |search: &Checkpoint| search.evolution.archive.nth(0).expect("a winner").fitness.rank();
    assert_eq!(best(&all), each.iter().map(best).min().unwrap());
    let known: BTreeSet<String> =
        each.iter().flat_map(|one| one.evolution.everyone().map(|one| one.genome.id())).collect();
    assert!(all.evolution.everyone().all(|one| known.contains(&one.genome.id())));
    for order in [["three", "one", "two"], ["two", "three", "one"]] {
        let again = run(folder.path(), &[&["merge", "--json", "--out", "again"], &order[..]].concat());
        assert_eq!(again.stdout, merged.stdout);
        assert_eq!(checkpoint(folder.path(), "again"), all);
        fs::remove_dir_all(folder.path().join("again")).unwrap();
    }
    fs::remove_dir_all(folder.path().join("all")).unwrap();
    assert_eq!(files(folder.path()), before, "the searches stay as they are");
}

#[test]
fn what_was_joined_goes_on_and_heeds_what_a_reviewer_wanted() {
    let folder = folder();
    evolve(folder.path(), "1", "one", &["--keep", "2"]);
    evolve(folder.path(), "2", "two", &["--keep", "2"]);
    let best = checkpoint(folder.path(), "one").evolution.archive.nth(0).unwrap().genome.id();
    let discarded = run(folder.path(), &["evolve", "--resume", "one", "--discard", &best]);
    assert_eq!(discarded.code, 0, "{}", discarded.stderr);
    assert_eq!(run(folder.path(), &["merge", "--keep", "4", "--out", "both", "one", "two"]).code, 0);
    let both = checkpoint(folder.path(), "both");
    assert_eq!(both.plan.breeding.winners, 4);
    assert!(both.evolution.discarded.contains(&best));
    assert!(both.evolution.everyone().all(|one| one.genome.id() != best));
    let resumed = run(folder.path(), &["evolve", "--resume", "both"]);
    assert_eq!(resumed.code, 0, "{}", resumed.stderr);
    assert!(checkpoint(folder.path(), "both").evolution.generation > both.evolution.generation);
}

#[test]
fn what_cannot_be_joined_is_named() {
    let folder = folder();
    evolve(folder.path(), "1", "one", &[]);
    evolve(folder.path(), "1", "calm", &["--max-intensity", "9", "--box", "30x30"]);
    evolve(folder.path(), "1", "older", &["--rules", "openrct2-0.5.3"]);
    let refused = |arguments: &[&str], code: i32, words: &[&str]| {
        let refused = run(folder.path(), &[&["merge", "--out", "out"], arguments].concat());
        assert_eq!((refused.code, refused.stdout.as_str()), (code, ""), "{arguments:?}: {}", refused.stderr);
        for word in words {
            assert!(refused.stderr.contains(word), "{word}: {}", refused.stderr);
        }
        assert!(!folder.path().join("out").exists());
    };
    refused(&["one", "calm"], 2, &["one and calm", "limits.footprint, limits.max_intensity"]);
    refused(&["one", "older"], 2, &["one and older", "differ in rules"]);
    refused(&["one", "./one"], 2, &["one folder", "give it once"]);
    refused(&["one", "designs"], 3, &["designs", "holds no search"]);
    refused(&["one", "missing"], 3, &["missing"]);
    refused(&[], 2, &["DIR"]);
    fs::write(folder.path().join("calm/checkpoint"), b"nothing").unwrap();
    refused(&["one", "calm"], 3, &["calm/checkpoint", "not a checkpoint"]);
    let taken = run(folder.path(), &["merge", "--out", "one", "one"]);
    assert_eq!(taken.code, 4);
    assert!(taken.stderr.contains("holds a search already"), "{}", taken.stderr);
}

#[test]
fn searches_in_a_park_are_joined_wherever_the_park_lies_now() {
    let folder = folder();
    fs::copy(folder.path().join("mypark.park"), folder.path().join("other.park")).unwrap();
    for (seed, park, out) in [("1", "mypark.park", "one"), ("2", "other.park", "two")] {
        let place = ["--park", park, "--area", "1,1,20x20", "--ride", "steel_wild_mouse", "--keep", "2"];
        let size = ["--population", "8", "--generations", "12", "--plot-every", "0", "--seed", seed, "--out", out];
        let evolved = run(folder.path(), &[&["evolve"], &place[..], &size].concat());
        assert!([0, 1].contains(&evolved.code), "{}", evolved.stderr);
    }
    fs::remove_file(folder.path().join("mypark.park")).unwrap();
    let merged = run(folder.path(), &["merge", "--out", "both", "one", "two"]);
    assert!([0, 1].contains(&merged.code), "{}", merged.stderr);
    assert!(checkpoint(folder.path(), "both").plan.lot.unwrap().park.ends_with("other.park"));
    fs::remove_file(folder.path().join("other.park")).unwrap();
    let gone = run(folder.path(), &["merge", "--out", "gone", "one", "two"]);
    assert_eq!(gone.code, 3);
    assert!(gone.stderr.contains("mypark.park"), "{}", gone.stderr);
}
