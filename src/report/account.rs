//! The account of how a rating came about, in words.

use super::units::{air_time, count, g, height, hundredths, metres, speed, time};
use crate::catalogue::ride_type::ModifierKind as Kind;
use crate::rating::{Entry, Item};

/// An entry as a sentence: `length: 628 m (2060 ft) of at most 6000 m (19687 ft)`.
pub fn account_sentence(entry: &Entry) -> String {
    format!("{}: {}", title(entry.item), detail(entry))
}

/// What an entry is called.
pub(super) const fn title(item: Item) -> &'static str {
    match item {
        Item::Base => "start of the type",
        Item::IntensityPenalty => "penalty: too intense",
        Item::VehicleMultipliers => "factors of the vehicle",
        Item::AirTime => "air time",
        Item::Modifier(kind) => modifier_title(kind),
    }
}

const fn modifier_title(kind: Kind) -> &'static str {
    match kind {
        Kind::BonusLength => "length",
        Kind::BonusSynchronisedStations => "synchronised stations",
        Kind::BonusTrainLength => "train length",
        Kind::BonusMaxSpeed => "highest speed",
        Kind::BonusAverageSpeed => "average speed",
        Kind::BonusDuration => "ride time",
        Kind::BonusGForces => "G forces",
        Kind::BonusTurns => "turns",
        Kind::BonusDrops => "drops",
        Kind::BonusSheltered => "shelter",
        Kind::BonusProximity => "proximity",
        Kind::BonusScenery => "scenery",
        Kind::BonusReversedTrains => "reversed trains",
        Kind::BonusReversals => "reversers",
        Kind::BonusOperationOption => "operation option",
        Kind::BonusRotations => "rotations",
        Kind::RequirementLength => "requirement: length",
        Kind::RequirementMaxSpeed => "requirement: highest speed",
        Kind::RequirementDropHeight => "requirement: drop height",
        Kind::RequirementDropCount => "requirement: drops",
        Kind::RequirementNegativeG => "requirement: negative G",
        Kind::RequirementLateralG => "requirement: lateral G",
        Kind::RequirementInversions => "requirement: inversions",
        Kind::RequirementUnsheltered => "requirement: open track",
        Kind::RequirementReversals => "requirement: reversers",
        Kind::RequirementWaterChannel => "requirement: water channel",
        Kind::PenaltyExcessLateralG => "penalty: lateral G",
    }
}

/// What an entry looked at, in the units of players.
pub(super) fn detail(entry: &Entry) -> String {
    let figures = Figures(entry);
    match entry.item {
        Item::Base => "what every ride of the type begins with".to_owned(),
        Item::IntensityPenalty => {
            let intensity = hundredths(figures.of("intensity"));
            format!("intensity {intensity}; from 10.00 on, excitement loses a quarter, and again higher up")
        }
        Item::VehicleMultipliers => {
            let factor = |name| format!("{name} {:+}/128", figures.of(name));
            ["excitement", "intensity", "nausea"].map(factor).join(", ")
        }
        Item::AirTime => format!("{} of air time", air_time(figures.of("air_time") as u16)),
        Item::Modifier(kind) if entry.met.is_some() => figures.requirement(kind),
        Item::Modifier(kind) => figures.bonus(kind),
    }
}

/// The inputs of an entry by name.
struct Figures<'a>(&'a Entry);

impl Figures<'_> {
    fn of(&self, name: &str) -> i64 {
        self.0.inputs.iter().find(|input| input.0 == name).map_or(0, |input| input.1)
    }

    fn limit(&self) -> i64 {
        self.of("threshold")
    }

    fn bonus(&self, kind: Kind) -> String {
        match kind {
            Kind::BonusLength => format!("{} of at most {}", metres(self.of("length_m")), metres(self.limit())),
            Kind::BonusSynchronisedStations if self.of("synchronised") != 0 => "trains leave together".to_owned(),
            Kind::BonusSynchronisedStations => "trains leave on their own".to_owned(),
            Kind::BonusTrainLength => format!("{} per train", count(self.of("cars"), "car")),
            Kind::BonusMaxSpeed => speed(self.of("max_speed") as i32),
            Kind::BonusAverageSpeed => speed(self.of("average_speed") as i32),
            Kind::BonusDuration => format!("{} of at most {}", time(self.of("total_time")), time(self.limit())),
            Kind::BonusGForces => self.g_forces(),
            Kind::BonusTurns => self.turns(),
            Kind::BonusDrops => {
                let highest = height(self.of("highest_drop") as u8);
                format!("{}, the highest {highest}", count(self.of("drops"), "drop"))
            }
            Kind::BonusSheltered => self.shelter(),
            Kind::BonusProximity => format!("{} points for what lies near the track", self.of("proximity")),
            Kind::BonusScenery => format!("{} points for what stands around the station", self.of("scenery")),
            Kind::BonusReversedTrains => "trains run forwards".to_owned(),
            Kind::BonusReversals => format!("{} of at most {}", self.of("reversers"), self.limit()),
            Kind::BonusOperationOption | Kind::BonusRotations => format!("set to {}", self.of("operation_option")),
            Kind::PenaltyExcessLateralG => format!("{}; from 2.81 g on, riders suffer", self.g("max_lateral_g")),
            _ => format!("{}; waived because there are inversions", self.requirement(kind)),
        }
    }

    /// The figure a requirement looks at, and what it has to be.
    fn requirement(&self, kind: Kind) -> String {
        let needs = |here: String, needed: String| format!("{here} of {needed} needed");
        match kind {
            Kind::RequirementLength => needs(metres(self.of("first_length") >> 16), metres(self.limit() >> 16)),
            Kind::RequirementMaxSpeed => needs(speed(self.of("max_speed") as i32), speed(self.limit() as i32)),
            Kind::RequirementDropHeight => needs(height(self.of("highest_drop") as u8), height(self.limit() as u8)),
            Kind::RequirementDropCount => needs(self.of("drops").to_string(), self.limit().to_string()),
            Kind::RequirementNegativeG => {
                format!("{}, needs less than {}", self.g("max_negative_g"), self.g("threshold"))
            }
            Kind::RequirementLateralG => needs(self.g("max_lateral_g"), self.g("threshold")),
            Kind::RequirementInversions => needs(self.of("inversions").to_string(), self.limit().to_string()),
            Kind::RequirementUnsheltered => {
                format!("{} eighths under cover, needs fewer than {}", self.of("sheltered_eighths"), self.limit())
            }
            Kind::RequirementReversals => needs(self.of("reversers").to_string(), self.limit().to_string()),
            Kind::RequirementWaterChannel if self.of("special") & 1 << 5 != 0 => {
                "the train runs through water".to_owned()
            }
            _ => "the train never runs through water".to_owned(),
        }
    }

    fn g(&self, name: &str) -> String {
        g(self.of(name) as i16)
    }

    fn g_forces(&self) -> String {
        let [most, least, lateral] = ["max_positive_g", "max_negative_g", "max_lateral_g"].map(|name| self.g(name));
        format!("{least} to {most} upright, {lateral} sideways")
    }

    /// Numbers of turns are packed by their length (rules: ratings 2.5.4).
    fn turns(&self) -> String {
        let of = |name: &str, longest: i64| {
            let packed = self.of(name);
            (packed & 31) + (packed >> 5 & 7) + (packed >> 8 & 7) + (packed >> 11 & longest)
        };
        let turns = [of("turn_default", 0), of("turn_banked", 0), of("turn_sloped", 31)];
        let [flat, banked, sloped] = turns;
        let [helices, inversions] = ["helices", "inversions"].map(|name| self.of(name));
        let features = if self.of("special") == 0 { "" } else { ", special features" };
        let (helices, inversions) = (count(helices, "helix piece"), count(inversions, "inversion"));
        format!("{flat} flat, {banked} banked, {sloped} sloped; {helices}, {inversions}{features}")
    }

    fn shelter(&self) -> String {
        let sections = count(self.of("sheltered_sections") & 31, "section");
        format!("{} in {sections}", metres(self.of("sheltered_length") >> 16))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(item: Item, inputs: &[(&'static str, i64)], met: Option<bool>) -> String {
        account_sentence(&Entry { item, inputs: inputs.to_vec(), met, before: [0; 3], after: [0; 3] })
    }

    #[test]
    fn entries_read_as_sentences() {
        let length = words(Item::Modifier(Kind::BonusLength), &[("length_m", 628), ("threshold", 6000)], None);
        assert_eq!(length, "length: 628 m (2060 ft) of at most 6000 m (19687 ft)");
        let inputs = [("max_negative_g", 49), ("threshold", 10)];
        let missed = words(Item::Modifier(Kind::RequirementNegativeG), &inputs, Some(false));
        assert_eq!(missed, "requirement: negative G: 0.49 g, needs less than 0.10 g");
        let waived = words(Item::Modifier(Kind::RequirementDropCount), &[("drops", 1), ("threshold", 2)], None);
        assert_eq!(waived, "requirement: drops: 1 of 2 needed; waived because there are inversions");
        // One run of one piece, three of two, two sloped of four or more.
        let inputs = [("turn_default", 0x860 | 1), ("turn_sloped", 2 << 11), ("helices", 1)];
        let turns = words(Item::Modifier(Kind::BonusTurns), &inputs, None);
        assert_eq!(turns, "turns: 4 flat, 0 banked, 2 sloped; 1 helix piece, 0 inversions");
    }
}
