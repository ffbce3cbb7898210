//! Where designs are judged: on flat land, or on a spot of a park.

use std::path::PathBuf;

use super::failure::Failure;
use super::input::Source;
use super::own_scenery::SceneryArgs;
use super::park_input;
use super::site::{SiteArgs, Spot};
use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::layout::{Placing, place};
use crate::quantity::HeightUnits;
use crate::site::{LoadedObjects, Park, Site};

/// Options for the place of designs.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Ground")]
pub(super) struct PlaceArgs {
    #[command(flatten)]
    flat: SiteArgs,
    /// Build in a park: .park, .sv6, .sc6, .sea, or a site in JSON; --at says where
    ///
    /// A place in a park has one direction, so there is one test run.
    #[arg(long, value_name = "FILE", requires = "at", conflicts_with = "map")]
    park: Option<PathBuf>,
    /// Take all official scenery as loaded in the park, whatever its file lists
    ///
    /// The game leaves all scenery of a design out if the park lacks one of its objects.
    #[arg(long, requires = "park")]
    all_objects: bool,
    #[command(flatten)]
    scenery: SceneryArgs,
}

/// The ground that designs are judged on, and how they are placed there.
pub(super) struct Ground {
    park: Option<Park>,
    flat: Site<'static>,
    spot: Option<Spot>,
    scenery: SceneryArgs,
}

impl PlaceArgs {
    /// The design with its scenery, or without if that is to be left out.
    pub(super) fn furnished(&self, design: Design) -> Design {
        self.scenery.of(design)
    }

    /// Reads the park, if there is one.
    pub(super) fn open(&self, catalogue: &Catalogue) -> Result<Ground, Failure> {
        let spot = self.flat.at;
        let Some(path) = &self.park else {
            return Ok(Ground { park: None, flat: self.flat.ground()?, spot, scenery: self.scenery });
        };
        let mut park = park_input::open(&Source::new(path), catalogue)?.park;
        if self.all_objects {
            park.loaded = LoadedObjects::All;
        }
        let (width, length) = park.tiles.size();
        let outside = spot.filter(|spot| !(0..width).contains(&spot.tile.x) || !(0..length).contains(&spot.tile.y));
        if let Some(Spot { tile, .. }) = outside {
            let (x, y) = (tile.x, tile.y);
            return Err(Failure::Usage(format!("--at {x},{y} is not in the park, which has {width} x {length} tiles")));
        }
        Ok(Ground { park: Some(park), flat: Site::default(), spot, scenery: self.scenery })
    }
}

impl Ground {
    /// The ground.
    pub(super) fn site(&self) -> Site<'_> {
        match (&self.park, self.spot) {
            (Some(park), Some(spot)) => Site::in_park(park, spot.tile),
            _ => self.flat,
        }
    }

    /// Whether it is a spot of a park.
    pub(super) const fn is_park(&self) -> bool {
        self.park.is_some()
    }

    /// The design as it is to be placed. In a park, scenery that is left out still counts for the height.
    pub(super) fn furnished(&self, design: Design) -> Design {
        if self.is_park() { design } else { self.scenery.of(design) }
    }

    /// How designs are placed in a direction.
    pub(super) fn placing(&self, direction: Direction) -> Placing {
        let z = self.spot.and_then(|spot| spot.z).map(HeightUnits::height);
        Placing { direction, with_scenery: self.scenery.is_kept(), z }
    }
}

/// Why the game does not place a design.
pub(super) fn why_not_placed(catalogue: &Catalogue, design: &Design, site: Site, placing: Placing) -> String {
    let placement = place(catalogue, design, site, placing).map(|placement| placement.as_design.map(|_| ()));
    match placement {
        Ok(Err(refusal)) => format!("the game does not place it: {refusal}"),
        _ => "the game does not place it; `loopwright check` says why".to_owned(),
    }
}
