//! The page of a pack: a picture and the figures of every design in it.

use askama::Template;

use super::run_log::IndexRow;
use super::units;
use crate::catalogue::Catalogue;
use crate::quantity::Money;

#[derive(Template)]
#[template(path = "pack.html")]
struct Gallery<'a> {
    rows: &'a [IndexRow],
    /// What the designs were judged with.
    catalogue: &'a Catalogue,
}

impl<'a> Gallery<'a> {
    /// What players call the ride type of a design.
    fn ride(&self, row: &'a IndexRow) -> &'a str {
        self.catalogue.ride_named(&row.ride).map_or(&row.ride, |ride| &ride.label)
    }

    /// What players call its vehicle, and how many cars a train has.
    fn train(&self, row: &IndexRow) -> String {
        let vehicle = self.catalogue.vehicle(&row.vehicle).map_or(&row.vehicle, |vehicle| &vehicle.label);
        format!("{vehicle}, {}", units::count(row.cars, "car"))
    }
}

/// A page that lies beside the track files of a pack; plans of the designs are in its folder `pictures`.
///
/// # Errors
/// When a figure cannot be written down.
pub fn gallery(rows: &[IndexRow], catalogue: &Catalogue) -> Result<String, askama::Error> {
    Gallery { rows, catalogue }.render()
}

/// The price of a design as the game shows it.
fn price(row: &IndexRow) -> String {
    units::money(Money((row.cost * 10.0).round() as i64))
}

/// A file name as part of an address.
fn address(name: &str) -> String {
    name.replace('%', "%25").replace('#', "%23").replace('?', "%3F")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_cannot_break_the_page() {
        assert_eq!(address("50% #1?"), "50%25 %231%3F");
        assert!(gallery(&[], &Catalogue::load().unwrap()).is_ok_and(|page| page.contains("</html>")));
    }
}
