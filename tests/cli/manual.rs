//! The manual keeps its word: its commands work as typed, its figures are those that the program gives.

use std::fs;
use std::path::Path;

#[cfg(unix)]
use super::support::type_in;
use super::support::{folder, run};

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).unwrap()
}

/// The lines that a page wants typed into a shell.
fn commands(page: &str) -> Vec<&str> {
    let blocks = page.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    blocks.flat_map(str::lines).filter(|line| !line.is_empty()).collect()
}

#[cfg(unix)]
#[test]
fn the_tutorial_works_from_top_to_bottom() {
    let folder = tempfile::TempDir::new().unwrap();
    fs::create_dir_all(folder.path().join("config/OpenRCT2")).unwrap();
    let tutorial = page("docs/tutorial.md");
    let commands = commands(&tutorial);
    assert!(commands.len() > 10);
    for command in commands {
        type_in(folder.path(), command);
    }
    for made in ["config/OpenRCT2/track", "pack/pictures", "chosen/best"] {
        assert!(fs::read_dir(folder.path().join(made)).unwrap().count() > 0, "{made}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_said_of_files_of_your_own_works_from_top_to_bottom() {
    let folder = folder();
    let files = page("docs/your-files.md");
    let commands = commands(&files);
    assert!(commands.len() >= 10);
    for command in commands {
        type_in(folder.path(), command);
    }
    for made in ["new.td6", "shared/index.csv", "karts-iso.png"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
}

#[cfg(unix)]
#[test]
fn a_coaster_for_your_park_works_from_top_to_bottom() {
    let folder = folder();
    let park = page("docs/your-park.md");
    let commands = commands(&park);
    assert!(commands.len() >= 3);
    for command in commands {
        type_in(folder.path(), command);
    }
    for made in ["map.png", "valley/run.toml", "valley/index.html"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_for_players_works_from_top_to_bottom_in_an_empty_folder() {
    for (name, made) in [
        ("contest", ["both/index.html", "final/run.toml", "entry/index.csv"]),
        ("mending", ["repaired/stuck-repaired.td6", "closed/half-closed.td6", "tracks/dressed.td6"]),
        ("in-the-game", ["config/OpenRCT2/plugin/loopwright.js", "config", "config/OpenRCT2"]),
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        fs::create_dir_all(folder.path().join("config/OpenRCT2")).unwrap();
        let text = page(&format!("docs/{name}.md"));
        let commands = commands(&text);
        assert!(commands.len() >= 2, "{name}");
        for command in commands {
            type_in(folder.path(), command);
        }
        for made in made {
            assert!(folder.path().join(made).exists(), "{name}: {made}");
        }
    }
}

/// `.ci/mpi` tries what is for many machines.
#[cfg(unix)]
#[test]
fn what_is_said_of_two_computers_works_as_typed() {
    let folder = tempfile::TempDir::new().unwrap();
    let text = page("docs/cluster.md");
    let (of_two, of_many): (Vec<&str>, Vec<&str>) =
        commands(&text).into_iter().partition(|command| command.starts_with("loopwright "));
    assert!(of_two.len() >= 4 && of_many.iter().all(|command| command.starts_with("mpirun ")));
    for command in of_two {
        type_in(folder.path(), command);
    }
    assert!(folder.path().join("both/index.html").exists());
}

#[cfg(unix)]
#[test]
fn what_is_said_of_scenery_works_from_top_to_bottom() {
    let folder = folder();
    let text = page("docs/dressing.md");
    let commands = commands(&text);
    assert!(commands.len() >= 4);
    // The measurement takes minutes, and is run from the project.
    for command in commands.iter().filter(|command| !command.starts_with("cargo")) {
        type_in(folder.path(), command);
    }
    for made in ["coaster-dressed.td6", "coaster-dressed-iso.png", "dressed/index.html"] {
        assert!(folder.path().join(made).exists(), "{made}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_said_of_limits_and_ratings_works_as_typed() {
    for name in ["docs/limits.md", "docs/rating.md"] {
        let folder = folder();
        fs::create_dir(folder.path().join("docs")).unwrap();
        let example = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/example.td6");
        fs::copy(example, folder.path().join("docs/example.td6")).unwrap();
        let text = page(name);
        let commands = commands(&text);
        assert!(commands.len() >= 2, "{name}");
        for command in commands {
            type_in(folder.path(), &command.replace("--time 50s", "--evaluations 500"));
        }
    }
}

#[cfg(unix)]
#[test]
fn the_readme_works_as_typed() {
    let readme = page("README.md");
    let (build, commands): (Vec<&str>, Vec<&str>) =
        commands(&readme).into_iter().partition(|command| command.starts_with("cargo"));
    assert_eq!(build, ["cargo run --release -- evolve --time 5s --out out", "cargo test --release"]);
    let folder = folder();
    fs::create_dir_all(folder.path().join("config/OpenRCT2")).unwrap();
    type_in(folder.path(), &build[0].replace("cargo run --release --", "loopwright"));
    for command in commands {
        type_in(folder.path(), command);
    }
}

#[test]
fn the_readme_shows_what_the_tracks_are_rated() {
    let readme = page("README.md");
    let tracks = Path::new(env!("CARGO_MANIFEST_DIR")).join("tracks");
    let rated = run(&tracks, &["rate", "--json", "."]);
    assert_eq!(rated.code, 0, "{}", rated.stderr);
    for track in rated.json() {
        let file = track["path"].as_str().unwrap().trim_start_matches("./");
        let of = |key: &str| track["runs"].as_array().unwrap().iter().map(|run| run[key].as_i64().unwrap()).collect();
        let [excitement, intensity, nausea]: [Vec<i64>; 3] = ["excitement", "intensity", "nausea"].map(of);
        let worst = [excitement.into_iter().min(), intensity.into_iter().max(), nausea.into_iter().max()];
        let shown = worst.map(|rating| format!("{:.2}", rating.unwrap() as f64 / 100.0)).join(" / ");
        let row = readme.lines().find(|line| line.contains(&format!("](tracks/{file})")));
        assert!(row.is_some_and(|row| row.contains(&shown)), "{file}: {shown}");
    }
}
