//! The park that a search builds in, and its part to build on.

use std::path::Path;

use super::failure::{Failure, shown};
use super::input::Source;
use super::options::Options;
use super::park_input;
use super::values::{ParkArea, Station};
use loopwright::catalogue::Catalogue;
use loopwright::evolve::{Lot, Place};
use loopwright::quantity::Tile;
use loopwright::site::{Park, json};

/// Reads the park that options name, and finds the part to build on.
pub(super) fn open(options: &Options, catalogue: &Catalogue) -> Result<Option<(Lot, Park)>, Failure> {
    let station = place(options);
    let Some(path) = &options.park else {
        let wishes: [(&str, bool); 6] = [
            ("--area", options.lot.is_some()),
            ("--anywhere", options.anywhere == Some(true)),
            ("--station with a place", station.is_some()),
            ("--keep-trees", options.keep_trees == Some(true)),
            ("--keep-scenery", options.keep_scenery == Some(true)),
            ("--any-height", options.any_height == Some(true)),
        ];
        return match wishes.iter().find(|(_, is_given)| *is_given) {
            Some((name, _)) => Err(Failure::Usage(format!("{name} is about a park; give its file with --park"))),
            None => Ok(None),
        };
    };
    let is_anywhere = options.anywhere == Some(true);
    if options.lot.is_none() && station.is_none() && !is_anywhere {
        let reason = "say where in the park to build: --area X,Y,WxL, --station X,Y,DIRECTION, or --anywhere";
        return Err(Failure::Usage(reason.to_owned()));
    }
    if is_anywhere && (options.lot.is_some() || station.is_some()) {
        let reason = "--anywhere looks over the whole park; leave out --area and the place of --station";
        return Err(Failure::Usage(reason.to_owned()));
    }
    if path.as_os_str() == "-" {
        let reason = "a search may go on later, in the same park; give --park a file";
        return Err(Failure::Usage(reason.to_owned()));
    }
    let opened = park_input::open(&Source::new(path), catalogue)?;
    let whole = || {
        let (width, length) = opened.park.tiles.size();
        json::Area { x: 0, y: 0, width: width as u16, length: length as u16 }
    };
    let path = std::path::absolute(path).unwrap_or_else(|_| path.clone());
    let lot = Lot {
        park: shown(&path),
        checksum: opened.checksum,
        keep_trees: options.keep_trees == Some(true),
        keep_scenery: options.keep_scenery == Some(true),
        any_height: options.any_height == Some(true),
        area: options.lot.map_or_else(whole, |area| area.0),
        station,
    };
    check(&lot, &opened.park)?;
    Ok(Some((lot, opened.park)))
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
