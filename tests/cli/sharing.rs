//! `install --pack`.

use std::fs;

use super::support::{folder, run};

#[test]
fn a_pack_holds_designs_pictures_and_an_index() {
    let folder = folder();
    fs::copy(folder.path().join("coaster.td6"), folder.path().join("50% more.v2.td6")).unwrap();
    let packed = run(folder.path(), &["install", "--json", "--pack", "pack", "coaster.td6", "50% more.v2.td6"]);
    assert_eq!(packed.code, 0, "{}", packed.stderr);
    assert!(packed.stderr.contains("pack/index.html"), "{}", packed.stderr);
    let objects = packed.json();
    assert_eq!(objects[1]["name"], "50% more-v2");
    for path in objects.iter().flat_map(|object| object["pictures"].as_array().unwrap()) {
        assert_eq!(&fs::read(folder.path().join(path.as_str().unwrap())).unwrap()[1..4], b"PNG");
    }
    let read = |name: &str| fs::read_to_string(folder.path().join("pack").join(name)).unwrap();
    let table = read("index.csv");
    let files: Vec<&str> = table.lines().filter_map(|line| line.split(',').nth(1)).collect();
    assert_eq!(files, ["file", "coaster.td6", "50% more-v2.td6"]);
    for page in ["index.html", "README.txt"] {
        assert!(read(page).contains("Coasters for RollerCoaster Tycoon 2"));
    }
    assert!(read("index.html").contains("pictures/50%25 more-v2-plan.png"));
    assert!(read("index.html").contains("<p>Wooden Roller Coaster with "));
    for file in &files[1..] {
        let bytes = fs::read(folder.path().join("pack").join(file)).unwrap();
        assert_eq!(bytes, fs::read(folder.path().join("coaster.td6")).unwrap());
    }
}

#[test]
fn what_the_game_does_not_rate_is_left_out() {
    let folder = folder();
    let packed = run(folder.path(), &["install", "--pack", "pack", "half-built.td6", "coaster.td6"]);
    assert_eq!(packed.code, 1);
    assert!(packed.stderr.contains("half-built.td6") && packed.stderr.contains("loopwright rate"), "{}", packed.stderr);
    assert!(packed.stdout.contains("coaster.td6") && !folder.path().join("pack/half-built.td6").exists());
}

#[test]
fn a_pack_is_replaced_only_by_force() {
    let folder = folder();
    let pack = |more: &[&str]| run(folder.path(), &[&["install", "--pack", "pack", "coaster.td6"], more].concat());
    assert_eq!(pack(&[]).code, 0);
    let refused = pack(&[]);
    assert!(refused.code == 4 && refused.stderr.contains("--force"), "{}", refused.stderr);
    assert_eq!(pack(&["--force"]).code, 0);
    assert_eq!(pack(&["--to", "tracks"]).code, 2);
}
