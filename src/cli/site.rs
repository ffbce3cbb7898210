//! The ground that designs are judged on.

use super::failure::Failure;
use crate::quantity::{HeightUnits, Tile};
use crate::site::{LARGEST_MAP, Site};

const SMALLEST_MAP: i32 = 3;
/// Heights that the game has room for, in steps of 8.
const HEIGHTS: std::ops::RangeInclusive<i32> = 2..=254;

/// Options for the ground.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Ground")]
pub(super) struct SiteArgs {
    /// Tiles along one side of the flat, empty map, its unusable rim included [default: 152, or more for a design
    /// that needs more]
    #[arg(long, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(i32).range(i64::from(SMALLEST_MAP)..=i64::from(LARGEST_MAP)))]
    map: Option<i32>,
    /// Tile of the first piece, and the height of its rails in steps of 8 if the design is to be held there [default:
    /// the middle of the map; without --map, a tile from which the design fits; the height that the game finds]
    #[arg(long, value_name = "X,Y[,Z]", value_parser = spot)]
    pub(super) at: Option<Spot>,
}

/// A tile, and a height above it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spot {
    pub(super) tile: Tile,
    pub(super) z: Option<HeightUnits>,
}

impl SiteArgs {
    /// The ground for commands that leave the height to the game.
    pub(super) fn site(self) -> Result<Site<'static>, Failure> {
        if self.at.is_some_and(|spot| spot.z.is_some()) {
            return Err(Failure::Usage(
                "only `rate`, `check`, `plot` and `info` hold a design at a height; give --at X,Y".to_owned(),
            ));
        }
        self.ground()
    }

    /// The ground, whatever the height.
    pub(super) fn ground(self) -> Result<Site<'static>, Failure> {
        let map = self.map.unwrap_or(Site::default().map);
        let start = self.at.map_or(Tile::new(map / 2, map / 2), |spot| spot.tile);
        let on_map = |tile: i32| (0..map).contains(&tile);
        if !on_map(start.x) || !on_map(start.y) {
            let (Tile { x, y }, last) = (start, map - 1);
            return Err(Failure::Usage(format!(
                "--at {x},{y} is not on the map; give tiles from 0 to {last}, or a larger --map"
            )));
        }
        Ok(Site { map, start, gives_way: self.map.is_none() && self.at.is_none(), ..Site::default() })
    }
}

fn spot(text: &str) -> Result<Spot, String> {
    let numbers: Result<Vec<i32>, _> = text.split(',').map(|number| number.trim().parse()).collect();
    match numbers.as_deref() {
        Ok(&[x, y]) => Ok(Spot { tile: Tile::new(x, y), z: None }),
        Ok(&[x, y, z]) if HEIGHTS.contains(&z) => Ok(Spot { tile: Tile::new(x, y), z: Some(HeightUnits(z)) }),
        Ok(&[_, _, _]) => Err(format!("a height lies between {} and {} steps", HEIGHTS.start(), HEIGHTS.end())),
        _ => Err("give whole numbers with commas between them, such as 40,60 or 40,60,18".to_owned()),
    }
}
