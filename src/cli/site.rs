//! The ground that designs are judged on.

use super::failure::Failure;
use loopwright::quantity::Tile;
use loopwright::site::{LARGEST_MAP, Site};

const SMALLEST_MAP: i32 = 3;

/// Options for the ground.
#[derive(Debug, Clone, Copy, clap::Args)]
#[command(next_help_heading = "Ground")]
pub(super) struct SiteArgs {
    /// Tiles along one side of the flat, empty map, its unusable rim included [default: 152, or more for a design
    /// that needs more]
    #[arg(long, value_name = "N")]
    #[arg(value_parser = clap::value_parser!(i32).range(i64::from(SMALLEST_MAP)..=i64::from(LARGEST_MAP)))]
    map: Option<i32>,
    /// Tile of the first piece [default: the middle of the map; without --map, one from which the design fits]
    #[arg(long, value_name = "X,Y", value_parser = tile)]
    at: Option<Tile>,
}

impl SiteArgs {
    pub(super) fn site(self) -> Result<Site<'static>, Failure> {
        let map = self.map.unwrap_or(Site::default().map);
        let start = self.at.unwrap_or(Tile::new(map / 2, map / 2));
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

fn tile(text: &str) -> Result<Tile, String> {
    let parts = text.split_once(',').and_then(|(x, y)| Some((x.trim().parse().ok()?, y.trim().parse().ok()?)));
    parts
        .map(|(x, y)| Tile::new(x, y))
        .ok_or_else(|| "give two whole numbers with a comma between them, such as 40,60".to_owned())
}
