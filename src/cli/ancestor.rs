//! Designs that a search starts from.

use std::path::PathBuf;

use crate::catalogue::{Catalogue, Direction};
use crate::design::Design;
use crate::evolve::{EncodeError, Genome, Ground, Problem, encode};
use crate::layout::{Layout, place};
use crate::site::Site;

use super::failure::Failure;
use super::input::{Files, Source};
use super::names;
use super::options::{Options, Shape};
use super::values::Station;

/// Most places in a park at which a design to start from is tried.
const PLACES: usize = 100;

/// A design to start from.
pub(super) struct Ancestor<'a> {
    source: Source,
    design: Design,
    layout: Layout<'a>,
}

impl<'a> Ancestor<'a> {
    /// Reads the designs of some files and folders; unless a ride type is wanted, all must be of one.
    fn all(catalogue: &'a Catalogue, files: &[PathBuf], wanted: Option<&str>) -> Result<Vec<Self>, Failure> {
        let sources = Files { files: files.to_vec() }.sources();
        let read = |source: Result<Source, _>| Self::read(catalogue, source.map_err(|(_, failure)| failure)?);
        let ancestors = sources.into_iter().map(read).collect::<Result<Vec<Self>, Failure>>()?;
        if let Some(wanted) = wanted {
            let wanted = names::ride(catalogue, wanted)?;
            let other = ancestors.iter().find(|ancestor| ancestor.layout.ride.id != wanted.id);
            if let Some(other) = other {
                return Err(other.source.failure(&EncodeError::OtherRide));
            }
            return Ok(ancestors);
        }
        let rides = each_once(ancestors.iter().map(|ancestor| ancestor.layout.ride.label.as_str()));
        if rides.len() > 1 {
            let reason =
                format!("the designs of --from are of several ride types: {}; give designs of one", rides.join(", "));
            return Err(Failure::Usage(reason));
        }
        Ok(ancestors)
    }

    fn read(catalogue: &'a Catalogue, source: Source) -> Result<Self, Failure> {
        let design = source.design(catalogue)?;
        let placement = place(catalogue, &design, Site::default(), Direction::new(0));
        let placement = placement.map_err(|error| source.failure(&error))?;
        let refused = |refusal| source.failure(&format!("the game refuses it: {refusal}"));
        let layout = placement.as_design.map_err(refused)?;
        Ok(Self { source, design, layout })
    }

    /// The design as a search knows it; in a park, at some of the places where the land takes it.
    pub(super) fn genomes(&self, problem: &Problem) -> Result<Vec<Genome>, Failure> {
        let genome = encode(problem, &self.design, &self.layout).map_err(|error| self.source.failure(&error))?;
        if problem.grounds.is_none() {
            return Ok(vec![genome]);
        }
        let settled = Ground::of(problem).settle(&genome, PLACES);
        if settled.is_empty() {
            return Err(self.source.failure(&"the land takes it nowhere in the area; leave it out, or give more room"));
        }
        Ok(settled)
    }

    fn shape(&self) -> Shape {
        let is_closed = self.layout.start_piece().is_some_and(|front| self.layout.gap(front).is_none());
        if is_closed { Shape::Circuit } else { Shape::Shuttle }
    }

    /// Tiles of the longest platform, which is the one that a search keeps.
    fn station(&self) -> Option<u8> {
        self.layout.stations.iter().map(|(_, station)| station.length as u8).max()
    }
}

impl Options {
    /// The designs to start from, and the same options filled up with what those have.
    pub(super) fn with_ancestors(self, catalogue: &Catalogue) -> Result<(Self, Vec<Ancestor<'_>>), Failure> {
        let ancestors = Ancestor::all(catalogue, &self.from, self.ride.as_deref())?;
        Ok((self.or(Self::of_ancestors(catalogue, &ancestors)), ancestors))
    }

    /// The ride types, vehicles, modes and shapes of designs; trains and platform where all have the same.
    fn of_ancestors(catalogue: &Catalogue, ancestors: &[Ancestor]) -> Self {
        let layouts = || ancestors.iter().map(|ancestor| &ancestor.layout);
        let mode = |layout: &Layout| catalogue.mode_name(layout.settings.mode).map(str::to_owned);
        let vehicle = |layout: &Layout| {
            let is_own = layout.vehicle.rides.contains(&layout.ride.id);
            is_own.then(|| layout.vehicle.name.clone())
        };
        let shapes = each_once(ancestors.iter().map(Ancestor::shape));
        Self {
            ride: common(layouts().map(|layout| layout.ride.name.clone())),
            vehicle: each_once(layouts().filter_map(vehicle)),
            mode: each_once(layouts().filter_map(mode)),
            shape: if shapes.len() > 1 { Some(Shape::Any) } else { shapes.first().copied() },
            trains: common(layouts().map(|layout| layout.trains.trains.clamp(1, 255) as u8)),
            station: common(ancestors.iter().filter_map(Ancestor::station)).map(Station::Tiles),
            ..Self::default()
        }
    }
}

/// What all are, if they are all the same.
fn common<T: PartialEq>(mut all: impl Iterator<Item = T>) -> Option<T> {
    let first = all.next()?;
    all.all(|one| one == first).then_some(first)
}

/// All, each once.
fn each_once<T: PartialEq>(all: impl Iterator<Item = T>) -> Vec<T> {
    let mut seen = Vec::new();
    for one in all {
        if !seen.contains(&one) {
            seen.push(one);
        }
    }
    seen
}
