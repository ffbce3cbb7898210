//! What a picture shows: a layout, and what its test run and rating said.

use crate::design::Colours;
use crate::judge::{Untested, compile, rate};
use crate::layout::Layout;
use crate::path::Load;
use crate::quantity::{Footprint, Velocity, grouped};
use crate::rating::Ratings;
use crate::test_run::Measured;

use super::feature::Features;
use super::paint::Paint;
use super::rail::Rail;
use super::recording::Recording;
use super::tint::Measure;
use super::units::{METRES_PER_HEIGHT_UNIT, METRES_PER_Z, Unit, Units, signed};

/// A coaster to draw.
#[derive(Debug, Clone)]
pub struct Subject<'a> {
    /// Title of its pictures.
    pub name: String,
    /// The coaster on the ground.
    pub layout: Layout<'a>,
    /// Its rail.
    pub rail: Rail,
    /// What its track does.
    pub features: Features,
    /// Its test run, if it had one.
    pub recording: Option<Recording>,
    /// Excitement, intensity and nausea in hundredths, if it was rated.
    pub ratings: Option<Ratings>,
    /// Why the game does not place it, if it does not.
    pub refusal: Option<String>,
    /// Why this program rates no rides of its kind, if it does not.
    pub unrated: Option<String>,
    /// Why there is no test run although somebody asked for one.
    pub untested: Option<Untested>,
    /// What it is painted in.
    pub paint: Paint,
    /// What its track is coloured by instead, in pictures of its course.
    pub coloured_by: Option<Measure>,
}

impl<'a> Subject<'a> {
    /// A coaster without test run or ratings.
    pub fn new(name: impl Into<String>, layout: Layout<'a>) -> Self {
        let rail = Rail::new(&layout);
        let features = Features::new(&layout, &rail);
        Self {
            name: name.into(),
            layout,
            rail,
            features,
            recording: None,
            ratings: None,
            refusal: None,
            unrated: None,
            untested: None,
            paint: Paint::default(),
            coloured_by: None,
        }
    }

    /// A coaster, tested and rated if the game would test it.
    pub fn tested(name: impl Into<String>, layout: Layout<'a>) -> Self {
        let mut subject = Self::recorded(name, layout);
        if let Some(recording) = &subject.recording {
            subject.ratings = rate(&subject.layout, &recording.tested, &mut ()).map(|rated| rated.ratings);
        }
        subject
    }

    /// A coaster, tested if the game would test it, without ratings: see [`Subject::rated`].
    pub fn recorded(name: impl Into<String>, layout: Layout<'a>) -> Self {
        let mut subject = Self::new(name, layout);
        let path = compile(&subject.layout, Load::Empty);
        match path.map(|path| Recording::new(&subject.layout, &path)) {
            Ok(recording) => subject.recording = Some(recording),
            Err(why) => subject.untested = Some(why),
        }
        subject
    }

    /// A coaster that the game does not place, and why.
    pub fn refused(name: impl Into<String>, layout: Layout<'a>, why: impl ToString) -> Self {
        Self { refusal: Some(why.to_string()), ..Self::new(name, layout) }
    }

    /// A ride that is no coaster, and what says so.
    pub fn unrated(name: impl Into<String>, layout: Layout<'a>, why: impl ToString) -> Self {
        Self { unrated: Some(why.to_string()), ..Self::new(name, layout) }
    }

    /// The same with ratings from elsewhere, such as the worst of four directions.
    #[must_use]
    pub fn rated(self, ratings: Option<Ratings>) -> Self {
        Self { ratings, ..self }
    }

    /// The same in the colours of its design.
    #[must_use]
    pub fn painted(self, colours: &Colours) -> Self {
        Self { paint: Paint::new(colours), ..self }
    }

    /// The same with its track coloured by what happens on it.
    #[must_use]
    pub fn coloured_by(self, coloured_by: Option<Measure>) -> Self {
        Self { coloured_by, ..self }
    }

    /// The statistics of a finished test run.
    pub fn measured(&self) -> Option<&Measured> {
        self.recording.as_ref().filter(|recording| recording.is_tested()).map(|recording| &recording.tested.measured)
    }

    /// Height above the land of a rail height, in metres.
    pub fn metres_up(&self, z: f64) -> f64 {
        (z - f64::from(self.layout.site.surface.0)) * METRES_PER_Z
    }

    /// The height of its highest rail in words, in some of the units.
    pub(super) fn height_words(&self, units: &[Unit]) -> String {
        let top = self.metres_up(self.rail.heights().1);
        let shown: Vec<String> = units.iter().map(|unit| unit.show(top.abs())).collect();
        let below = if top < 0.0 { " below start" } else { "" };
        match shown.as_slice() {
            [main, other] => format!("{main} ({other}){below}"),
            _ => format!("{}{below}", shown.concat()),
        }
    }

    /// A line about the ride: type, train, mode.
    pub fn summary(&self) -> String {
        let (layout, trains) = (&self.layout, &self.layout.trains);
        if self.unrated.is_some() {
            return format!("{}  ·  {}", layout.ride.label, layout.vehicle.label);
        }
        let plural = |count: i32, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let mode = layout.catalogue.mode_name(layout.settings.mode).unwrap_or_default().replace('_', " ");
        let train = format!("{} of {}", plural(trains.trains, "train"), plural(trains.cars, "car"));
        format!("{}  ·  {}, {train}  ·  {mode}", layout.ride.label, layout.vehicle.label)
    }

    /// Why there are no ratings.
    pub fn verdict(&self) -> String {
        if let Some(refusal) = &self.refusal {
            return format!("Cannot be placed: {refusal}");
        }
        if self.unrated.is_some() {
            return "Not rated: this program rates coasters".to_owned();
        }
        match (&self.recording, &self.untested) {
            (Some(recording), _) => format!("Test run {}", recording.tested.outcome.name()),
            (None, Some(why)) => format!("Not tested: {why}"),
            (None, None) => "Not tested".to_owned(),
        }
    }

    /// Figures to print beside a picture: what, and how much.
    pub fn facts(&self, units: Units) -> Vec<(&'static str, String)> {
        let Footprint { width, length } = self.layout.footprint();
        let both = |[main, other]: [Unit; 2], value: f64| format!("{} ({})", main.show(value), other.show(value));
        let height = self.height_words(&units.height());
        let mut facts = vec![("Footprint", format!("{width} × {length} tiles")), ("Height", height)];
        match self.measured() {
            None if self.rail.order.is_empty() => {}
            Some(measured) => facts.extend(measured_facts(measured, units)),
            None => facts.push(("Track length", both(units.length(), self.rail.length()))),
        }
        if self.unrated.is_none() {
            facts.push(("Cost", format!("£{}", grouped(self.layout.cost().0.unsigned_abs() / 10))));
        }
        facts
    }
}

fn measured_facts(measured: &Measured, units: Units) -> Vec<(&'static str, String)> {
    let speed = |velocity: Velocity| units.speed()[0].show(velocity.exact());
    let g = |value: i16| format!("{} g", signed(f64::from(value) / 100.0, 2));
    let mut facts = vec![
        ("Ride length", units.length()[0].show(measured.total_length().exact_metres())),
        ("Ride time", format!("{}:{:02}", measured.total_time() / 60, measured.total_time() % 60)),
        ("Max speed", speed(measured.max_speed)),
        ("Average speed", speed(measured.average_speed)),
        ("Max vertical G", g(measured.max_positive_g.0)),
        ("Min vertical G", g(measured.max_negative_g.0)),
        ("Max lateral G", g(measured.max_lateral_g.0)),
        ("Air time", format!("{} s", signed(f64::from(measured.air_time) * 0.03, 2))),
        ("Drops", measured.drops.to_string()),
        ("Highest drop", units.height()[0].show(f64::from(measured.highest_drop) * METRES_PER_HEIGHT_UNIT)),
    ];
    if measured.inversions > 0 {
        facts.push(("Inversions", measured.inversions.to_string()));
    }
    facts
}
