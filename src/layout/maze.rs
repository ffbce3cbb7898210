//! A maze on the ground: its tiles, entrance and exit, for drawing (rules: track files 9).

use crate::catalogue::{Catalogue, Direction, PieceId};
use crate::design::{Design, Element};
use crate::quantity::{MapPoint, Tile};
use crate::track_file::{MazePart, MazeRecord};

use crate::site::Site;

use super::{Extent, Layout, LayoutError, PlacedEntrance, PlacedPiece, Placer, Pose, Stations};

/// Lays a maze on the land in a direction; `design` says all but what it consists of.
///
/// # Errors
/// When the catalogue does not know mazes.
pub fn lay_maze<'a>(
    catalogue: &'a Catalogue,
    design: &Design,
    maze: &[MazeRecord],
    site: Site<'a>,
    direction: Direction,
) -> Result<Layout<'a>, LayoutError> {
    let mut placer = Placer::for_show(catalogue, design, site)?;
    let offset = |record: &MazeRecord| direction.rotate(Tile::new(record.x.into(), record.y.into()).corner());
    let extent = Extent::of(maze.iter().map(|record| site.start.corner() + offset(record)));
    placer.site = match extent {
        Some(extent) if site.gives_way => site.holding(extent.low.tile(), extent.high.tile()),
        _ => site,
    };
    let start = Pose::new(placer.site.start.corner(), site.surface, direction);
    let kind = catalogue.piece(PieceId::MAZE).ok_or_else(|| LayoutError::not_rated(catalogue, design.ride))?;
    let tile = |at: MapPoint| PlacedPiece::new(kind, &Element::new(PieceId::MAZE), Pose { at, ..start });
    let door = |at: MapPoint, quarters: u8, is_exit: bool| PlacedEntrance {
        at,
        z: start.z,
        direction: direction.turned(quarters),
        is_exit,
        station: 0,
    };
    let (mut tiles, mut doors) = (Vec::new(), Vec::new());
    for record in maze {
        let at = start.at + offset(record);
        match record.part() {
            MazePart::Walls(_) => tiles.push(tile(at)),
            MazePart::Entrance(quarters) => doors.push(door(at, quarters, false)),
            MazePart::Exit(quarters) => doors.push(door(at, quarters, true)),
        }
    }
    Ok(placer.assemble(design, start, tiles, Stations::default(), doors))
}
