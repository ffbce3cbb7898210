//! Themes: kinds of scenery that belong together, from the game's own groups of scenery.

use serde::Deserialize;

use super::scenery::{Scenery, SceneryFlags, SceneryKind};
use super::{CatalogueError, table};

const FILE: &str = "themes.csv";

/// Kinds of scenery that belong together. All of them came with RollerCoaster Tycoon 2, so every edition has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name, such as `forest`.
    pub name: String,
    /// The groups of scenery, as the game calls them, that its objects are in.
    pub groups: String,
    /// Small scenery that fills a tile and towers over the rest.
    pub trees: Vec<u16>,
    /// Small scenery on a quarter of a tile, taller than plants.
    pub small_trees: Vec<u16>,
    /// Low small scenery on a quarter of a tile.
    pub plants: Vec<u16>,
    /// Low small scenery on a quarter of a tile, to set in rows.
    pub beds: Vec<u16>,
    /// Small scenery that fills a tile and is looked at by itself.
    pub ornaments: Vec<u16>,
    /// Walls to set behind beds.
    pub fences: Vec<u16>,
    /// The name of its path in a track file.
    pub path: String,
    /// Large scenery.
    pub landmarks: Vec<u16>,
}

/// A line of the table: names of objects in a track file, with blanks between them.
#[derive(Deserialize)]
struct Row {
    name: String,
    groups: String,
    trees: String,
    small_trees: String,
    plants: String,
    beds: String,
    ornaments: String,
    fences: String,
    path: String,
    landmarks: String,
}

fn rows() -> Result<Vec<Row>, CatalogueError> {
    table::csv::<Row>(FILE, include_str!("../../data/themes.csv"))
}

/// Names of all themes, and the groups that their objects are in, without the rest of the catalogue.
///
/// # Errors
/// When `data/` was damaged before the build.
pub fn theme_groups() -> Result<Vec<(String, String)>, CatalogueError> {
    Ok(rows()?.into_iter().map(|row| (row.name, row.groups)).collect())
}

/// The themes of the table, in the order of their names.
pub(super) fn themes(scenery: &Scenery) -> Result<Vec<Theme>, CatalogueError> {
    let rows = rows()?;
    let theme = |(row, line)| theme(row, scenery).ok_or(CatalogueError::Line { file: FILE, line });
    rows.into_iter().zip(2..).map(theme).collect()
}

fn theme(row: Row, scenery: &Scenery) -> Option<Theme> {
    let on_tile = |names: &str| small(names, scenery, |flags| flags.contains(SceneryFlags::FULL_TILE));
    let on_quarter = |names: &str| small(names, scenery, |flags| !flags.contains(SceneryFlags::FULL_TILE));
    Some(Theme {
        trees: on_tile(&row.trees)?,
        small_trees: on_quarter(&row.small_trees)?,
        plants: on_quarter(&row.plants)?,
        beds: on_quarter(&row.beds)?,
        ornaments: on_tile(&row.ornaments)?,
        fences: row.fences.split_whitespace().map(|name| wall(name, scenery)).collect::<Option<_>>()?,
        landmarks: row.landmarks.split_whitespace().map(|name| large(name, scenery)).collect::<Option<_>>()?,
        path: Some(row.path).filter(|path| scenery.is_old_path(path))?,
        name: row.name,
        groups: row.groups,
    })
}

/// The numbers of small scenery whose shape passes a test.
fn small(names: &str, scenery: &Scenery, fits: impl Fn(SceneryFlags) -> bool) -> Option<Vec<u16>> {
    let number = |name| match scenery.with_file_name(name)? {
        SceneryKind::Small(number) => scenery.small(number).filter(|small| fits(small.flags)).map(|_| number),
        _ => None,
    };
    names.split_whitespace().map(number).collect()
}

fn large(name: &str, scenery: &Scenery) -> Option<u16> {
    match scenery.with_file_name(name)? {
        SceneryKind::Large(number) => Some(number),
        _ => None,
    }
}

fn wall(name: &str, scenery: &Scenery) -> Option<u16> {
    match scenery.with_file_name(name)? {
        SceneryKind::Wall(number) => Some(number),
        _ => None,
    }
}
