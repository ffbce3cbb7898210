//! Ride types, vehicles and pieces by name; an unknown name is answered with the nearest.

use super::console::Console;
use super::failure::{Failure, Status};
use crate::catalogue::{Catalogue, Piece, PieceId, RideType, Theme, Vehicle};
use crate::track_file::json::JsonError;

/// How many names are suggested.
const SUGGESTIONS: usize = 3;
/// Similarity from 0 to 1 below which a name is no suggestion.
const SIMILAR: f64 = 0.6;
/// What a likeness to a part of a name counts, of one to the whole.
const PART: f64 = 0.9;
/// Letters that say enough to stand for the word they begin.
const SHORTEST_BEGINNING: usize = 3;

/// A ride type by name, label or number.
pub(super) fn ride<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a RideType, Failure> {
    catalogue.ride_named(name).ok_or_else(|| unknown("ride type", name, rides(catalogue), "loopwright rides"))
}

/// What ride types are called, and the name to type instead.
pub(super) fn rides(catalogue: &Catalogue) -> impl Iterator<Item = (&str, &str)> {
    catalogue
        .rides()
        .flat_map(|ride| [&ride.name, &ride.long_name, &ride.label].map(|known| (known.as_str(), ride.name.as_str())))
}

/// A vehicle by the name of its object.
pub(super) fn vehicle<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Vehicle, Failure> {
    let vehicles = || catalogue.vehicles().iter();
    let found = catalogue.vehicle(name.trim()).or_else(|| {
        vehicles().find(|vehicle| {
            [&vehicle.name, &vehicle.object, &vehicle.label].iter().any(|known| known.eq_ignore_ascii_case(name.trim()))
        })
    });
    found.ok_or_else(|| unknown("vehicle", name, self::vehicles(catalogue), "loopwright vehicles"))
}

/// What vehicles are called, and the name to type instead.
pub(super) fn vehicles(catalogue: &Catalogue) -> impl Iterator<Item = (&str, &str)> {
    let vehicles = catalogue.vehicles().iter();
    vehicles.flat_map(|vehicle| [&vehicle.name, &vehicle.label].map(|known| (known.as_str(), vehicle.name.as_str())))
}

/// A piece by name or number.
pub(super) fn piece<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Piece, Failure> {
    let by_number = name.trim().parse().ok().and_then(|number| catalogue.piece(PieceId(number)));
    by_number
        .or_else(|| catalogue.piece_named(name))
        .ok_or_else(|| unknown("piece", name, pieces(catalogue), "loopwright pieces"))
}

/// What pieces are called.
pub(super) fn pieces(catalogue: &Catalogue) -> impl Iterator<Item = (&str, &str)> {
    catalogue.pieces().iter().map(|piece| (piece.name.as_str(), piece.name.as_str()))
}

/// A theme by name.
pub(super) fn theme<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a Theme, Failure> {
    let names = || catalogue.themes().iter().map(|theme| (theme.name.as_str(), theme.name.as_str()));
    catalogue.theme(name).ok_or_else(|| unknown("theme", name, names(), "loopwright dress --help"))
}

/// A track group.
pub(super) fn group<'a>(catalogue: &'a Catalogue, name: &str) -> Result<&'a str, Failure> {
    let groups = || catalogue.pieces().iter().map(|piece| piece.group.as_str());
    let wanted = plain(name);
    let found = groups().find(|&group| group == wanted);
    found.ok_or_else(|| unknown("group", name, groups().map(|group| (group, group)), "loopwright pieces"))
}

/// Whether a text is part of one of these names.
pub(super) fn matches(text: &str, names: &[&str]) -> bool {
    let text = plain(text);
    names.iter().any(|name| plain(name).contains(&text))
}

/// The answer to a question for a list: no, if it is empty, with the known names most like the one in the question.
pub(super) fn found<'a>(
    console: &mut Console,
    number: usize,
    kind: &str,
    text: &str,
    known: impl Iterator<Item = (&'a str, &'a str)>,
) -> Status {
    if number > 0 {
        return Status::Done;
    }
    let hint = hint(&nearest(text, known));
    console.note(&format!("no {kind} is like that; {hint}give less of its name, or fewer conditions"));
    Status::No
}

/// A question for the nearest names, if there are any.
pub(super) fn hint(nearest: &[&str]) -> String {
    if nearest.is_empty() { String::new() } else { format!("did you mean {}? ", nearest.join(", ")) }
}

/// An answer to an unknown name; the second of each pair is what is suggested for the first.
pub(super) fn unknown<'a>(
    kind: &str,
    name: &str,
    known: impl Iterator<Item = (&'a str, &'a str)>,
    list: &str,
) -> Failure {
    let hint = hint(&nearest(name, known));
    let name = crate::report::units::printable(name);
    Failure::Usage(format!("unknown {kind} \"{name}\"; {hint}`{list}` lists all"))
}

/// What is wrong with a JSON text, with the names most like one that is none.
pub(super) fn json_error(catalogue: &Catalogue, error: &JsonError) -> String {
    let (name, known) = match error {
        JsonError::Name { kind, name, .. } => (name, kind.all(catalogue)),
        JsonError::Vehicle { name } => (name, catalogue.vehicles().iter().map(|known| known.name.as_str()).collect()),
        _ => return error.to_string(),
    };
    let nearest = nearest(name, known.into_iter().map(|known| (known, known)));
    let hint = if nearest.is_empty() { String::new() } else { format!("; did you mean {}?", nearest.join(", ")) };
    format!("{error}{hint}")
}

/// The names most like the given one, best first.
pub(super) fn nearest<'a>(name: &str, known: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<&'a str> {
    let wanted = plain(name);
    let mut ranked: Vec<(f64, &str)> = known
        .map(|(candidate, suggested)| (likeness(&wanted, &plain(candidate)), suggested))
        .filter(|&(likeness, _)| likeness >= SIMILAR)
        .collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.len().cmp(&b.1.len())).then(a.1.cmp(b.1)));
    let mut names: Vec<&str> = Vec::new();
    for (_, name) in ranked {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.truncate(SUGGESTIONS);
    names
}

/// How alike two names are, from 0 to 1: as wholes or, nearly as good, the one and some words of the other.
fn likeness(wanted: &str, candidate: &str) -> f64 {
    let part = likeness_to_part(wanted, candidate).max(likeness_to_part(candidate, wanted));
    strsim::normalized_damerau_levenshtein(wanted, candidate).max(PART * part)
}

/// How alike a name is to the words of another that are most like it. A beginning stands for its word.
fn likeness_to_part(name: &str, other: &str) -> f64 {
    let words: Vec<&str> = other.split('_').collect();
    let number = name.split('_').count().min(words.len());
    let alike = |words: &[&str]| {
        let part = words.join("_");
        let begins = name.len() >= SHORTEST_BEGINNING && part.starts_with(name);
        if begins { 1.0 } else { strsim::normalized_damerau_levenshtein(name, &part) }
    };
    words.windows(number).map(alike).fold(0.0, f64::max)
}

fn plain(name: &str) -> String {
    name.trim().to_lowercase().replace([' ', '-'], "_")
}
