//! A maze on the ground: its tiles, entrance and exit, for drawing (rules: track files 9).

use crate::catalogue::{Catalogue, Direction, PieceId};
use crate::design::{Design, Element};
use crate::quantity::{MapPoint, Tile};
use crate::track_file::{MazePart, MazeRecord};

use crate::site::Site;

use super::{Extent, Layout, LayoutError, PlacedEntrance, PlacedPiece, Placer, Pose, Stations};

/// Lays a maze on the land; `design` says all but what it consists of.
///
/// # Errors
/// When the catalogue does not know mazes.
pub fn lay_maze<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    maze: &[MazeRecord],
    site: Site<'a>,
) -> Result<Layout<'a>, LayoutError> {
    let mut placer = Placer::for_show(catalogue, design, site)?;
    let offset = |record: &MazeRecord| Tile::new(record.x.into(), record.y.into());
    let extent = Extent::of(maze.iter().map(|record| (site.start + offset(record)).corner()));
    placer.site = match extent {
        Some(extent) if site.gives_way => site.holding(extent.low.tile(), extent.high.tile()),
        _ => site,
    };
    let start = Pose::new(placer.site.start.corner(), site.surface, Direction::new(0));
    let kind = catalogue.piece(PieceId::MAZE).ok_or_else(|| LayoutError::not_rated(catalogue, design.ride))?;
    let tile = |at: MapPoint| PlacedPiece::new(kind, &Element::new(PieceId::MAZE), Pose { at, ..start });
    let door = |at: MapPoint, direction: u8, is_exit: bool| PlacedEntrance {
        at,
        z: start.z,
        direction: Direction::new(direction),
        is_exit,
        station: 0,
    };
    let (mut tiles, mut doors) = (Vec::new(), Vec::new());
    for record in maze {
        let at = start.at + offset(record).corner();
        match record.part() {
            MazePart::Walls(_) => tiles.push(tile(at)),
            MazePart::Entrance(direction) => doors.push(door(at, direction, false)),
            MazePart::Exit(direction) => doors.push(door(at, direction, true)),
        }
    }
    Ok(placer.assemble(design, start, tiles, Stations::default(), doors))
}
