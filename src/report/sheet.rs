//! What people read about a design: whether it can be built and tested, and what it costs.

use super::style::{BAD, FAINT, GOOD, TITLE, columns, paint};
use super::units::{count, money, printable};
use super::verdict::{Judged, Judgement};
use crate::catalogue::{Catalogue, Mode, RideTypeId};
use crate::design::Design;

/// A design and what the game says to it.
#[derive(Debug, Clone, Copy)]
pub struct Sheet<'a> {
    /// Names of everything.
    pub catalogue: &'a Catalogue,
    /// What the design is called.
    pub title: &'a str,
    /// The design.
    pub design: &'a Design,
    /// The game's answers.
    pub judgement: &'a Judgement,
}

impl Sheet<'_> {
    /// The verdicts, with the refused piece and the game's reason where there is one.
    pub fn verdicts(&self) -> String {
        let mut rows =
            vec![vec!["by hand".to_owned(), self.by_hand()], vec!["as a design".to_owned(), self.as_design()]];
        if let Some(judged) = &self.judgement.judged {
            rows.push(vec!["trains".to_owned(), trains(judged)]);
            let mode = self.catalogue.mode_name(Mode(judged.ride_mode)).unwrap_or("unknown");
            rows.push(vec!["mode".to_owned(), mode.replace('_', " ")]);
            rows.push(vec!["test".to_owned(), test(judged)]);
        }
        self.heading() + &columns(&rows)
    }

    fn heading(&self) -> String {
        let ride = ride_label(self.catalogue, RideTypeId(self.judgement.ride_type));
        let vehicle = vehicle_label(self.catalogue, &self.judgement.vehicle);
        let pieces = count(self.judgement.pieces as i64, "piece");
        let title = paint(TITLE, printable(self.title));
        format!("{title}: {ride} with {vehicle}, {pieces}\n")
    }

    fn by_hand(&self) -> String {
        let by_hand = &self.judgement.by_hand;
        match &by_hand.refusal {
            None => paint(GOOD, "can be built"),
            Some(refusal) => refused(refusal, by_hand.first_refused_piece.map(|index| self.piece(index))),
        }
    }

    fn as_design(&self) -> String {
        let place = self.judgement.first_refused_piece.map(|index| self.piece(index));
        match (&self.judgement.place_refusal, &self.judgement.judged) {
            (Some(refusal), _) => refused(refusal, place),
            (None, Some(Judged { footprint: (x, y), cost, .. })) => {
                format!("{} on {x} x {y} tiles for {}", paint(GOOD, "can be placed"), money(*cost))
            }
            (None, None) => paint(BAD, "refused"),
        }
    }

    /// A piece of the design by number and name.
    fn piece(&self, index: usize) -> String {
        let kind = self.design.elements.get(index).and_then(|element| self.catalogue.piece(element.piece));
        let name = kind.map_or_else(String::new, |kind| format!(" ({})", kind.title()));
        format!("piece {index}{name}")
    }
}

/// The game's name of a ride type.
pub(super) fn ride_label(catalogue: &Catalogue, id: RideTypeId) -> String {
    let other = || catalogue.other_rides().iter().find(|other| other.id == id).map(|other| other.label.clone());
    let label = catalogue.ride(id).map(|ride| ride.label.clone()).or_else(other);
    label.unwrap_or_else(|| format!("ride type {}", id.0))
}

/// A vehicle by the name of its object and by the game's name.
pub(super) fn vehicle_label(catalogue: &Catalogue, name: &str) -> String {
    match catalogue.vehicle(name) {
        Some(vehicle) => format!("{} ({})", vehicle.name, vehicle.label),
        None => format!("{} (unknown)", printable(name)),
    }
}

fn refused(reason: impl std::fmt::Display, place: Option<String>) -> String {
    let place = place.map_or_else(String::new, |place| format!(" at {place}"));
    format!("{}{place}: {reason}", paint(BAD, "refused"))
}

fn trains(judged: &Judged) -> String {
    let limits = format!("at most {}, {} to {} cars", judged.max_trains, judged.min_cars, judged.max_cars);
    let trains = count(judged.trains, "train");
    format!("{trains} of {} {}", count(judged.cars, "car"), paint(FAINT, format!("({limits})")))
}

fn test(judged: &Judged) -> String {
    match (&judged.test_refusal, &judged.not_recorded) {
        (Some(refusal), _) => refused(refusal, None),
        (None, Some(reason)) => format!("{}: {reason}", paint(BAD, "cannot be run")),
        (None, None) => paint(GOOD, "can be tested"),
    }
}
