//! The house is in order: links lead somewhere, libraries are accounted for, the oldest Rust is old enough, packages have the
//! names by which they are looked for.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<PathBuf> {
    let folders = ["", "docs", "docs/pictures", "docs/rules", "fuzz", "tests/golden"].map(|folder| root().join(folder));
    let entries = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("a folder"));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "md")).collect()
}

/// What the links and pictures of a page lead to.
fn links(page: &str) -> impl Iterator<Item = &str> {
    page.split("](").skip(1).filter_map(|rest| rest.split(')').next())
}

/// The anchor of a heading.
fn anchor(heading: &str) -> String {
    let letters = heading.trim_start_matches('#').trim().to_lowercase();
    letters.replace(' ', "-").chars().filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter)).collect()
}

#[test]
fn every_link_leads_somewhere() {
    let mut followed = 0;
    for path in pages() {
        let page = fs::read_to_string(&path).expect("a page");
        for link in links(&page).filter(|link| !link.contains("://")) {
            let (file, fragment) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { path.with_file_name(file) };
            assert!(target.exists(), "{}: {link}", path.display());
            if !fragment.is_empty() {
                let target = fs::read_to_string(&target).expect("a page");
                let mut headings = target.lines().filter(|line| line.starts_with('#'));
                assert!(headings.any(|heading| anchor(heading) == fragment), "{}: {link}", path.display());
            }
            followed += 1;
        }
    }
    assert!(followed > 20);
}

#[test]
fn the_index_of_the_manual_has_every_page() {
    let index = fs::read_to_string(root().join("docs/README.md")).expect("a page");
    for path in pages().iter().filter(|path| path.parent().is_some_and(|folder| folder.ends_with("docs"))) {
        let name = path.file_name().expect("a name").to_string_lossy();
        assert!(name == "README.md" || index.contains(&format!("]({name})")), "{name}");
    }
}

#[test]
fn every_library_is_accounted_for() {
    let page = fs::read_to_string(root().join("docs/dependencies.md")).expect("a page");
    for (heading, manifest, key) in [
        ("## In the program\n", "Cargo.toml", "dependencies"),
        ("## In tests and benchmarks only\n", "Cargo.toml", "dev-dependencies"),
        ("## In the program for many machines only\n", "mpi/Cargo.toml", "dependencies"),
        ("## In the Python package only\n", "python/Cargo.toml", "dependencies"),
        ("## In fuzz targets only\n", "fuzz/Cargo.toml", "dependencies"),
    ] {
        let (_, part) = page.split_once(heading).expect("a heading");
        let part = part.split("\n## ").next().expect("a part");
        let text = fs::read_to_string(root().join(manifest)).expect("a file");
        let manifest: toml::Table = text.parse().expect("TOML");
        let rows = part.lines().filter_map(|line| line.strip_prefix("| `")?.split('`').next());
        let listed: BTreeSet<&str> = rows.collect();
        let on_one_system = manifest.get("target").and_then(toml::Value::as_table).into_iter().flatten();
        let tables = on_one_system.filter_map(|(_, of_system)| of_system.get(key)).chain([&manifest[key]]);
        let names = tables.flat_map(|table| table.as_table().expect("a table").keys());
        let used: BTreeSet<&str> = names.map(String::as_str).filter(|&name| name != "loopwright").collect();
        assert_eq!(listed, used, "{key}");
    }
}

#[test]
fn no_test_is_left_out() {
    let crate_root = fs::read_to_string(root().join("tests/main.rs")).expect("a file");
    for entry in fs::read_dir(root().join("tests")).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        assert!(name == "main" || crate_root.contains(&format!("mod {name};")), "{}", path.display());
        assert!(!path.join("main.rs").exists(), "{} is a module, its root is mod.rs", path.display());
    }
}

/// The rules of motion are a simulator of their own: they know nothing of what a run may skip.
#[test]
fn the_rules_of_motion_need_no_shortcut() {
    let folder = root().join("src/test_run");
    let mut rules = 0;
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() || path.ends_with("mod.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("a file");
        assert!(!text.to_lowercase().contains("shortcut"), "{}", path.display());
        rules += 1;
    }
    assert!(rules > 10);
}

fn cargo(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO")).args(arguments).current_dir(root()).output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("text")
}

/// `1.85` or `1.85.0` as numbers.
fn version(text: &str) -> Vec<u32> {
    let mut numbers: Vec<u32> = text.split('.').map(|number| number.parse().expect("a number")).collect();
    numbers.resize(3, 0);
    numbers
}

#[test]
fn the_oldest_rust_takes_every_library() {
    let told = cargo(&["-vV"]);
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host");
    let output = cargo(&["metadata", "--format-version", "1", "--locked", "--filter-platform", host]);
    let metadata: Value = serde_json::from_str(&output).expect("JSON");
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.len() > 20);
    for package in packages {
        let needed = package["rust_version"].as_str().map(version);
        assert!(needed.is_none_or(|needed| needed <= ours), "{} needs {}", package["name"], package["rust_version"]);
    }
}

/// Targets that a release has archives for, as the workflow lists them.
#[cfg(unix)]
fn released() -> Vec<String> {
    let workflow = fs::read_to_string(root().join(".github/workflows/release.yml")).expect("a file");
    let lists = workflow.lines().filter_map(|line| line.split_once("targets: ")?.1.split_once(" }"));
    lists.flat_map(|(targets, _)| targets.split(' ').map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[cfg(unix)]
#[test]
fn archives_have_the_names_by_which_they_are_looked_for() {
    let manifest: toml::Table = fs::read_to_string(root().join("Cargo.toml")).expect("a file").parse().expect("TOML");
    let looked_for = &manifest["package"]["metadata"]["binstall"];
    let mut manifests = String::new();
    for entry in ["packaging/winget/loopwright.loopwright.installer.yaml", "packaging/homebrew/loopwright.rb"] {
        manifests +=
            &fs::read_to_string(root().join(entry)).expect("a file").replace("@VERSION@", env!("CARGO_PKG_VERSION"));
    }
    let targets = released();
    assert_eq!(targets.len(), 6);
    for target in targets {
        let kind = looked_for.get("overrides").and_then(|overrides| overrides.get(&target)).unwrap_or(looked_for);
        let ending = match kind["pkg-fmt"].as_str() {
            Some("txz") => ".tar.xz",
            Some("zip") => ".zip",
            kind => panic!("{kind:?}"),
        };
        let values = [
            ("{ repo }", env!("CARGO_PKG_REPOSITORY")),
            ("{ name }", env!("CARGO_PKG_NAME")),
            ("{ version }", env!("CARGO_PKG_VERSION")),
            ("{ target }", &target),
            ("{ archive-suffix }", ending),
        ];
        let template = looked_for["pkg-url"].as_str().expect("text").to_owned();
        let address = values.iter().fold(template, |text, (name, value)| text.replace(name, value));
        let output =
            Command::new("bash").args([".ci/package", "name", &target]).current_dir(root()).output().expect("bash");
        let name = String::from_utf8(output.stdout).expect("text");
        assert!(address.ends_with(&format!("/{}", name.trim())), "{address} {name}");
        assert!(manifests.contains(&address), "{address}");
        assert!(manifests.contains(&format!("@SHA256:{target}@")), "{target}");
    }
}
