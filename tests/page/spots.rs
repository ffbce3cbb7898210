//! The page of areas that a search proposes in a park, and that of one of them, whose coasters wear scenery.

use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use loopwright::catalogue::Catalogue;
use loopwright::track_file;
use tempfile::TempDir;

use super::viewer::{Screen, Viewer};
use crate::lot::valley::valley_file;

/// A folder with what a small search proposes anywhere in a park.
fn proposed() -> TempDir {
    let folder = TempDir::new().expect("a folder");
    std::fs::write(folder.path().join("valley.json"), valley_file()).expect("a file");
    let search = "evolve --park valley.json --anywhere --box 18x18 --theme garden --generations 6 --population 12 \
                  --islands 2 --keep 3 --out out --threads 2";
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
    let output = command.args(search.split_whitespace()).current_dir(folder.path()).output().expect("the program");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// Pieces of scenery in the track file of the design that is looked at.
pub(crate) fn scenery(viewer: &mut Viewer) -> usize {
    let file = viewer.read("document.querySelector('#closer-download').href.split(',')[1]");
    let track = STANDARD.decode(file.as_str().expect("a file")).expect("base64");
    let catalogue = Catalogue::load().expect("sound tables");
    track_file::read(&track).expect("a track").design(&catalogue).expect("a design").scenery.len()
}

#[test]
fn areas_of_a_whole_park_are_proposed_with_their_dressed_coasters() {
    let folder = proposed();
    let page = |path: &str| format!("file://{}", folder.path().join("out").join(path).display());
    let test = "areas_of_a_whole_park_are_proposed_with_their_dressed_coasters";
    let Some(mut viewer) = Viewer::at(test, Screen::PHONE, || page("index.html")) else { return };
    assert!(viewer.number("document.querySelectorAll('#areas .card').length") > 1.0);
    assert_eq!(viewer.number("document.documentElement.scrollWidth - innerWidth"), 0.0);
    for picture in ["#areas .card img", "#map img"] {
        viewer.place(picture, 0.5, 0.5);
        viewer.until(&format!("document.querySelector({picture:?}).naturalWidth > 100"));
    }
    viewer.click("#areas .card h3 a");
    viewer.until("document.querySelector('#cards .open')");
    viewer.click("#cards .open");
    assert!(viewer.is("document.querySelector('#closer').open"));
    // Scenery that would break a limit is left out, so that not every coaster brings some.
    while scenery(&mut viewer) == 0 {
        assert!(viewer.is("!document.querySelector('#after').disabled"), "no coaster has scenery");
        viewer.click("#after");
    }
    assert!(viewer.text("#legend").contains("Trees and bushes"));
    viewer.check_requests(|url| url.starts_with(&page("")));
}
