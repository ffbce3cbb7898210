//! What people read about a design: whether it can be built and tested, and what it costs.

use super::crossing::CrossingReport;
use super::missing::explanations;
use super::shortened::fewer_cars;
use super::style::{BAD, FAINT, GOOD, TITLE, columns, paint};
use super::units::{count, money, printable};
use crate::catalogue::{Catalogue, RideTypeId};
use crate::design::{Design, Entrance};
use crate::judge::{Judgement, Untested};
use crate::layout::Layout;
use crate::quantity::{Footprint, Tile};
use crate::site::Site;

/// A design and what the game says to it.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// What the design is called.
    pub title: &'a str,
    /// The design.
    pub design: &'a Design,
    /// The game's answers.
    pub judgement: &'a Judgement<'a>,
    /// Entrances and exits of the design that were chosen because its file stores none.
    pub chosen: &'a [Entrance],
}

impl Sheet<'_> {
    /// The verdicts, with the refused piece and the game's reason where there is one.
    pub fn verdicts(&self) -> String {
        let mut rows = vec![
            vec!["rules".to_owned(), self.judgement.catalogue.rules().title()],
            vec!["by hand".to_owned(), self.by_hand()],
            vec!["as a design".to_owned(), self.as_design()],
        ];
        if let Ok(layout) = &self.judgement.placement.as_design {
            rows.extend(crossings(layout));
            rows.push(vec!["trains".to_owned(), trains(layout)]);
            rows.extend(fewer_cars(layout).map(|why| vec![String::new(), why]));
            rows.extend(stations(layout).map(|stations| vec!["stations".to_owned(), stations]));
            let mode = layout.catalogue.mode_name(layout.settings.mode).unwrap_or("unknown");
            rows.push(vec!["mode".to_owned(), mode.replace('_', " ")]);
            rows.push(vec!["test".to_owned(), self.test()]);
            if let Some(Untested::Refused(refusal)) = &self.judgement.untested {
                let told = explanations(self.design, layout, *refusal);
                rows.extend(told.into_iter().map(|why| vec![String::new(), why]));
            }
            rows.extend(other_ground(layout.site).map(|ground| vec!["ground".to_owned(), ground]));
        }
        if !self.chosen.is_empty() {
            rows.push(vec!["entrances".to_owned(), chosen_entrances(self.chosen)]);
        }
        self.heading() + &columns(&rows)
    }

    fn heading(&self) -> String {
        let catalogue = self.judgement.catalogue;
        let ride = ride_label(catalogue, self.design.ride);
        let vehicle = vehicle_label(catalogue, &self.design.vehicle);
        let pieces = count(self.design.elements.len() as i64, "piece");
        let title = paint(TITLE, printable(self.title));
        format!("{title}: {ride} with {vehicle}, {pieces}\n")
    }

    fn by_hand(&self) -> String {
        match &self.judgement.placement.by_hand {
            Ok(()) => paint(GOOD, "can be built"),
            Err(piece) => refused(&piece.refusal, Some(self.piece(piece.index))),
        }
    }

    fn as_design(&self) -> String {
        match &self.judgement.placement.as_design {
            Ok(layout) => {
                let Footprint { width, length } = layout.footprint();
                format!("{} on {width} x {length} tiles for {}", paint(GOOD, "can be placed"), money(layout.cost()))
            }
            Err(refusal) => refused(refusal, self.judgement.first_refused_piece().map(|index| self.piece(index))),
        }
    }

    fn test(&self) -> String {
        match &self.judgement.untested {
            Some(Untested::Refused(refusal)) => refused(refusal, None),
            Some(error @ (Untested::NoPath(_) | Untested::GameCrashes)) => {
                format!("{}: the test run: {error}", paint(BAD, "cannot be run"))
            }
            None => paint(GOOD, "can be tested"),
        }
    }

    /// A piece of the design by number and name.
    fn piece(&self, index: usize) -> String {
        let kind = self.design.elements.get(index).and_then(|element| self.judgement.catalogue.piece(element.piece));
        let name = kind.map_or_else(String::new, |kind| format!(" ({})", kind.title()));
        format!("piece {index}{name}")
    }
}

/// The game's name of a ride type.
pub(super) fn ride_label(catalogue: &Catalogue, id: RideTypeId) -> String {
    catalogue.ride_label(id).map_or_else(|| format!("ride type {}", id.0), str::to_owned)
}

/// A vehicle by the name of its object and by the game's name.
pub(super) fn vehicle_label(catalogue: &Catalogue, name: &str) -> String {
    match catalogue.vehicle(name) {
        Some(vehicle) => format!("{} ({})", vehicle.name, vehicle.label),
        None => format!("{} (unknown)", printable(name)),
    }
}

/// Where a design stands that does not fit on the usual ground.
fn other_ground(site: Site<'_>) -> Option<String> {
    let Site { map, start: Tile { x, y }, .. } = site;
    site.is_made_to_measure()
        .then(|| format!("a map of {map} x {map} tiles with the first piece on tile ({x}, {y}), to hold the design"))
}

/// Where entrances and exits were chosen, in tiles from the first piece.
pub fn chosen_entrances(entrances: &[Entrance]) -> String {
    let place = |entrance: &Entrance| {
        let (Tile { x, y }, name) = (entrance.at.tile(), if entrance.is_exit { "exit" } else { "entrance" });
        format!("{name} at ({x}, {y})")
    };
    let places: Vec<_> = entrances.iter().map(place).collect();
    format!("chosen beside the station, as the file stores none: {}, in tiles from the first piece", places.join(", "))
}

fn refused(reason: impl std::fmt::Display, place: Option<String>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" at {place}"));
    format!("{}{place}: {reason}", paint(BAD, "refused"))
}

/// Where the track stands in itself, a row each for the first few places.
fn crossings(layout: &Layout) -> Vec<Vec<String>> {
    const SHOWN: usize = 3;
    let crossings = CrossingReport::all(layout);
    let row = |words: String| vec!["crossing".to_owned(), words];
    let mut rows: Vec<Vec<String>> = crossings.iter().take(SHOWN).map(|one| row(paint(BAD, one))).collect();
    let hidden = crossings.len().saturating_sub(SHOWN);
    rows.extend((hidden > 0).then(|| row(format!("and {hidden} more; --json lists them all"))));
    rows
}

/// Several stations, and whether their trains leave together.
fn stations(layout: &Layout) -> Option<String> {
    let number = layout.stations.len();
    let leave = if layout.settings.synchronises() { ", whose trains leave together if they are adjacent" } else { "" };
    (number > 1).then(|| format!("{}{leave}", count(number as i64, "station")))
}

fn trains(layout: &Layout) -> String {
    let fit = &layout.trains;
    let limits = format!("at most {}, {} to {} cars", fit.max_trains, fit.min_cars, fit.max_cars);
    let trains = count(fit.trains, "train");
    format!("{trains} of {} {}", count(fit.cars, "car"), paint(FAINT, format!("({limits})")))
}
