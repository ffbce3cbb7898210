//! `plot`.

use std::fs;

use super::support::{bytes, design, folder, run, run_with_input};

/// Width and height in the header of a PNG.
fn png_size(bytes: &[u8]) -> (u32, u32) {
    assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
    let number = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

#[test]
fn a_design_gets_a_height_and_a_plan() {
    let folder = folder();
    let plotted = run(folder.path(), &["plot", "--size", "640x480", "--out", "a/b", "coaster.td6"]);
    assert_eq!((plotted.code, plotted.stderr.as_str()), (0, ""));
    assert_eq!(plotted.stdout, "a/b/coaster-height.png\na/b/coaster-plan.png\n");
    let read = |name: &str| fs::read(folder.path().join("a/b").join(name)).unwrap();
    assert_eq!(png_size(&read("coaster-height.png")), (640, 480));
    assert_eq!(png_size(&read("coaster-plan.png")).0, 640);
    assert_eq!(fs::read_dir(folder.path().join("a/b")).unwrap().count(), 2);
}

#[test]
fn kind_units_and_format_are_chosen() {
    let folder = folder();
    let svg = |units: &str| {
        let arguments = ["plot", "--force", "--kind", "height", "--format", "svg", "--units", units, "coaster.td6"];
        let plotted = run(folder.path(), &arguments);
        assert_eq!((plotted.code, plotted.stdout.as_str()), (0, "./coaster-height.svg\n"), "{}", plotted.stderr);
        fs::read_to_string(folder.path().join("coaster-height.svg")).unwrap()
    };
    let [metric, imperial, game] = ["metric", "imperial", "game"].map(svg);
    assert!(metric.contains("<svg") && metric != imperial && imperial != game && metric != game);
    assert!(!folder.path().join("coaster-plan.svg").exists());
}

#[test]
fn ratings_are_the_worst_of_all_directions() {
    let folder = folder();
    let rated = run(folder.path(), &["rate", "--json", "coaster.td6"]).json().remove(0);
    let runs = rated["runs"].as_array().unwrap();
    let worst = runs.iter().map(|run| run["excitement"].as_i64().unwrap()).min().unwrap();
    run(folder.path(), &["plot", "--format", "svg", "--kind", "plan", "coaster.td6"]);
    let svg = fs::read_to_string(folder.path().join("coaster-plan.svg")).unwrap();
    assert!(svg.contains(&format!("{}.{:02}", worst / 100, worst % 100)));
}

#[test]
fn pictures_are_replaced_only_by_force() {
    let folder = folder();
    let path = folder.path().join("coaster-plan.png");
    fs::write(&path, "mine").unwrap();
    let refused = run(folder.path(), &["plot", "--kind", "plan", "coaster.td6"]);
    assert_eq!((refused.code, refused.stdout.as_str()), (4, ""));
    assert!(refused.stderr.contains("--force") && fs::read(&path).unwrap() == b"mine", "{}", refused.stderr);
    assert_eq!(run(folder.path(), &["plot", "--kind", "plan", "--force", "coaster.td6"]).code, 0);
    png_size(&fs::read(&path).unwrap());
}

#[test]
fn every_input_has_an_answer() {
    let folder = folder();
    let plotted = run(folder.path(), &["plot", "--json", "--out", "p", "designs", "missing.td6", "designs/a.td6"]);
    assert_eq!(plotted.code, 3);
    let objects = plotted.json();
    assert_eq!(objects.len(), 5);
    assert_eq!(objects[0]["pictures"].as_array().unwrap().len(), 2);
    // An open track is drawn, although the game does not test it.
    assert_eq!((objects[2]["file"].as_str(), objects[2]["pictures"].is_array()), (Some("c.Td6"), true));
    assert!(objects[3]["error"].is_string() && objects[4]["error"].as_str().unwrap().contains("rename"));
    let piped = run_with_input(folder.path(), &["plot", "--out", "p", "-"], &bytes(&design()));
    assert_eq!(piped.stdout, "p/stdin-height.png\np/stdin-plan.png\n");
}

#[test]
fn a_design_that_cannot_be_placed_is_drawn_and_a_no() {
    let folder = folder();
    let arguments = ["plot", "--map", "12", "--at", "2,2", "--out", "p", "--kind", "plan,iso", "coaster.td6"];
    let refused = run(folder.path(), &arguments);
    assert_eq!((refused.code, refused.stdout.as_str()), (1, "p/coaster-plan.png\np/coaster-iso.png\n"));
    assert!(refused.stderr.contains("Off edge of map!"), "{}", refused.stderr);
    let told = run(folder.path(), &[&arguments[..], &["--force", "--json"]].concat());
    assert_eq!((told.code, told.json()[0]["refusal"].as_str()), (1, Some("Off edge of map!")));
}

#[test]
fn every_kind_of_picture_is_drawn() {
    let folder = folder();
    let kinds = "height,plan,iso,graph,animate,sheet";
    let plotted = run(folder.path(), &["plot", "--kind", kinds, "--view", "3", "--size", "400x300", "coaster.td6"]);
    assert_eq!(plotted.code, 0, "{}", plotted.stderr);
    let names: Vec<&str> = plotted.stdout.lines().collect();
    let expected = [
        "coaster-height.png",
        "coaster-plan.png",
        "coaster-iso.png",
        "coaster-graph.png",
        "coaster-animate.gif",
        "sheet.png",
    ];
    assert_eq!(names, expected.map(|name| format!("./{name}")));
    assert!(fs::read(folder.path().join("coaster-animate.gif")).unwrap().starts_with(b"GIF89a"));
    assert_eq!(png_size(&fs::read(folder.path().join("sheet.png")).unwrap()).0, 400);
    let wrong = run(folder.path(), &["plot", "--kind", "iso", "--view", "4", "coaster.td6"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("--view"), "{}", wrong.stderr);
}

#[test]
fn a_sheet_shows_what_can_be_read() {
    let folder = folder();
    let arguments = ["plot", "--kind", "sheet", "--format", "svg", "coaster.td6", "missing.td6", "half-built.td6"];
    let plotted = run(folder.path(), &arguments);
    assert_eq!((plotted.code, plotted.stdout.as_str()), (3, "./sheet.svg\n"), "{}", plotted.stderr);
    let svg = fs::read_to_string(folder.path().join("sheet.svg")).unwrap();
    assert!(["2 designs", "1  coaster", "2  half-built"].iter().all(|text| svg.contains(text)));
}

#[test]
fn leaders_of_a_generation_come_with_pictures_and_a_sheet() {
    let folder = folder();
    let search = ["evolve", "--population", "8", "--islands", "1", "--plot-every", "1", "--generations", "2"];
    let evolved = run(folder.path(), &[&search[..], &["--seed", "5", "--out", "out"]].concat());
    assert_eq!(evolved.code, 0, "{}", evolved.stderr);
    for generation in ["0001", "0002"] {
        let leaders = folder.path().join("out/generations").join(generation);
        let names = fs::read_dir(&leaders).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let names: Vec<String> = names.collect();
        assert_eq!(png_size(&fs::read(leaders.join("sheet.png")).unwrap()).0, 1500);
        let tracks: Vec<&str> = names.iter().filter_map(|name| name.strip_suffix(".td6")).collect();
        assert!(!tracks.is_empty());
        for kind in ["height", "plan", "iso"] {
            assert!(tracks.iter().all(|track| names.contains(&format!("{track}-{kind}.png"))), "{names:?}");
        }
    }
}

#[test]
fn wrong_sizes_are_wrong_usage() {
    let folder = folder();
    for size in ["640", "0x0", "100x900", "20000x900", "axb"] {
        let refused = run(folder.path(), &["plot", "--size", size, "coaster.td6"]);
        assert!(refused.code == 2 && refused.stderr.contains("--size"), "{size}: {}", refused.stderr);
    }
    let unwritable = run(folder.path(), &["plot", "--out", "coaster.td6/p", "coaster.td6"]);
    assert_eq!(unwritable.code, 4, "{}", unwritable.stderr);
}
