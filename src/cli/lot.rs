//! The park that a search builds in, and its part to build on.

use std::path::Path;

use super::console::Console;
use super::failure::{Failure, shown};
use super::input::Source;
use super::options::Options;
use super::park_input;
use super::values::{ParkArea, Station};
use crate::catalogue::Catalogue;
use crate::evolve::{Lot, ParkBytes, Place};
use crate::quantity::Tile;
use crate::site::{Park, json};

/// Reads the park that options name, and finds the part to build on.
pub(super) fn open(options: &Options, catalogue: &Catalogue) -> Result<Option<(Lot, Park)>, Failure> {
    check_wishes(options).map_err(|reason| Failure::Usage(reason.to_owned()))?;
    let Some(path) = &options.park else { return Ok(None) };
    let opened = park_input::open(&Source::new(path), catalogue)?;
    let (width, length) = opened.park.tiles.size();
    let whole = json::Area { x: 0, y: 0, width: width as u16, length: length as u16 };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let lot = Lot {
        park: shown(&path),
        checksum: opened.checksum,
        keep_trees: options.keep_trees == Some(true),
        keep_scenery: options.keep_scenery == Some(true),
        any_height: options.any_height == Some(true),
        station: place(options),
        ..Lot::new(options.lot.map_or(whole, |area| area.0))
    };
    check(&lot, &opened.park)?;
    Ok(Some((lot, opened.park)))
}

/// Whether what is wished about a park goes together.
fn check_wishes(options: &Options) -> Result<(), &'static str> {
    let (is_anywhere, has_area) = (options.anywhere == Some(true), options.lot.is_some());
    let has_place = place(options).is_some();
    let Some(path) = &options.park else {
        let stays = [options.keep_trees, options.keep_scenery, options.any_height].contains(&Some(true));
        return match () {
            () if has_area => Err("--area is a part of a park; give its file with --park"),
            () if has_place => Err("--station with a place is about a park; give its file with --park"),
            () if is_anywhere => Err("--anywhere looks over a park; give its file with --park"),
            () if stays => {
                Err("--keep-trees, --keep-scenery and --any-height are about a park; give its file with --park")
            }
            () => Ok(()),
        };
    };
    match () {
        () if path.as_os_str() == "-" => Err("a search may go on later, in the same park; give --park a file"),
        () if is_anywhere && (has_area || has_place) => {
            Err("--anywhere looks over the whole park; leave out --area and the place of --station")
        }
        () if !is_anywhere && !has_area && !has_place => {
            Err("say where in the park to build: --area X,Y,WxL, --station X,Y,DIRECTION, or --anywhere")
        }
        () => Ok(()),
    }
}

/// The file of the park of a search, for other processes.
pub(super) fn bytes(lot: &Lot) -> Result<ParkBytes, Failure> {
    let source = Source::new(Path::new(&lot.park));
    Ok(ParkBytes { name: source.file_name(), bytes: park_input::bytes(&source)? })
}

/// Reads the park of a search that goes on.
pub(super) fn reopen(lot: &Lot, catalogue: &Catalogue) -> Result<Park, Failure> {
    let source = Source::new(Path::new(&lot.park));
    let opened = park_input::open(&source, catalogue)?;
    if opened.checksum != lot.checksum {
        let reason = "the park has changed since the search began, and its coasters might not stand there any more; \
                      put the former file back, or start the search anew in another folder";
        return Err(source.failure(&reason));
    }
    Ok(opened.park)
}

fn place(options: &Options) -> Option<Place> {
    match options.station {
        Some(Station::Place(place)) => Some(place),
        Some(Station::Tiles(_)) | None => None,
    }
}

/// Tells of an area that reaches beyond what can be built on.
pub(super) fn tell_cut(lot: &Lot, park: &Park, console: &mut Console) {
    let (low, high) = lot.corners(park);
    let left = json::Area {
        x: low.x as u16,
        y: low.y as u16,
        width: (high.x - low.x + 1) as u16,
        length: (high.y - low.y + 1) as u16,
    };
    let (given, left) = (ParkArea(lot.area), ParkArea(left));
    if given != left {
        console.note(&format!("the area {given} reaches beyond the park; {left} of it can be built on"));
    }
}

/// Whether the park has the area and the place of the platform.
fn check(lot: &Lot, park: &Park) -> Result<(), Failure> {
    let (width, length) = park.tiles.size();
    let (last_x, last_y) = (width - 2, length - 2);
    let where_to = format!("the park has room for buildings on tiles 1,1 to {last_x},{last_y}");
    let (low, high) = lot.corners(park);
    if low.x > high.x || low.y > high.y {
        let area = ParkArea(lot.area);
        return Err(Failure::Usage(format!("--area {area} lies outside; {where_to}")));
    }
    if let Some(Place { tile: Tile { x, y }, .. }) = lot.station.filter(|_| !lot.lies_in(park)) {
        return Err(Failure::Usage(format!("--station {x},{y} lies outside of the area to build on; {where_to}")));
    }
    Ok(())
}
