//! The form of a new search: the options of `evolve` with their help, from the same definition as the command line.

use std::collections::BTreeMap;

use clap::{Arg, Args as _, Command, FromArgMatches as _};
use serde::Serialize;
use serde_json::Value;

use crate::catalogue::{Catalogue, RideFlags};
use crate::evolve::Plan;
use crate::rules::Rules;

use super::super::options::Options;
use super::super::preset::PRESETS;
use super::super::settings_file::is_option;

/// Options that name files, or that belong to a search without a page: the page has its own ways to say them.
const ELSEWHERE: [&str; 3] = ["out", "from", "park"];
/// Headings of the options that a search can change on its way, and further ones.
const CHANGEABLE_HEADING: &str = "Limits";
const CHANGEABLE: [&str; 7] = ["generations", "evaluations", "time", "keep", "plot_every", "pause_every", "lock"];

/// Names and labels to choose from.
type Choices = Vec<(String, String)>;

/// One option.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Field {
    /// Its name on the command line, without hyphens in front.
    pub key: String,
    pub heading: String,
    pub help: String,
    /// More help, where there is some.
    pub more: Option<String>,
    /// What its value looks like.
    pub value: String,
    /// Whether it is on or off.
    pub is_switch: bool,
    /// Whether a search can change it on its way.
    pub is_changeable: bool,
    /// Values to choose from; none where any can be typed.
    pub choices: Choices,
}

/// The whole form.
#[derive(Debug, Serialize)]
pub(super) struct Form {
    fields: Vec<Field>,
    /// Vehicles of each ride type.
    vehicles: BTreeMap<String, Choices>,
}

fn command() -> Command {
    Options::augment_args(Command::new("settings").no_binary_name(true).disable_help_flag(true))
}

fn is_offered(arg: &Arg) -> bool {
    is_option(arg) && !ELSEWHERE.contains(&arg.get_id().as_str())
}

fn is_changeable(arg: &Arg) -> bool {
    let heading = arg.get_help_heading();
    heading == Some(CHANGEABLE_HEADING) || CHANGEABLE.contains(&arg.get_id().as_str())
}

impl Form {
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let command = command();
        let mut fields: Vec<Field> =
            command.get_arguments().filter(|arg| is_offered(arg)).map(|arg| Field::new(arg, catalogue)).collect();
        fields.push(Field::rules());
        let testable = catalogue.rides().filter(|ride| !ride.has(RideFlags::NO_TEST_MODE));
        let vehicles = testable.map(|ride| {
            let vehicles = catalogue.vehicles_of(ride.id);
            let vehicles = vehicles.map(|vehicle| (vehicle.name.clone(), vehicle.label.clone()));
            (ride.name.clone(), vehicles.collect())
        });
        Self { vehicles: vehicles.collect(), fields }
    }
}

impl Field {
    fn new(arg: &Arg, catalogue: &Catalogue) -> Self {
        let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
        let more = arg.get_long_help().map(ToString::to_string).filter(|more| *more != help);
        let values = arg.get_value_names().unwrap_or_default();
        Self {
            key: arg.get_long().unwrap_or_default().to_owned(),
            heading: arg.get_help_heading().unwrap_or_default().to_owned(),
            help,
            more,
            value: values.first().map(ToString::to_string).unwrap_or_default(),
            is_switch: !arg.get_num_args().is_none_or(|count| count.takes_values()),
            is_changeable: is_changeable(arg),
            choices: choices(arg, catalogue),
        }
    }

    /// The rules are an option of every command.
    fn rules() -> Self {
        let sets = Rules::all().unwrap_or_default().into_iter();
        Self {
            key: "rules".to_owned(),
            heading: "Search".to_owned(),
            help: "Version of the game whose rules hold [default: the newest release]".to_owned(),
            more: None,
            value: "NAME".to_owned(),
            is_switch: false,
            is_changeable: false,
            choices: sets.map(|rules| (rules.name.clone(), rules.title())).collect(),
        }
    }
}

fn choices(arg: &Arg, catalogue: &Catalogue) -> Choices {
    match arg.get_id().as_str() {
        "ride" => {
            let testable = catalogue.rides().filter(|ride| !ride.has(RideFlags::NO_TEST_MODE));
            let mut rides: Choices = testable.map(|ride| (ride.name.clone(), ride.label.clone())).collect();
            rides.sort_by(|a, b| a.1.cmp(&b.1));
            rides
        }
        "preset" => PRESETS.iter().map(|&(name, purpose, _)| (name.to_owned(), format!("{name}: {purpose}"))).collect(),
        "theme" => catalogue.themes().iter().map(|theme| (theme.name.clone(), theme.name.clone())).collect(),
        "format" => [("td6", "TD6"), ("td7", "TD7")].map(|(name, label)| (name.to_owned(), label.to_owned())).to_vec(),
        _ => {
            let values = arg.get_possible_values().into_iter().filter(|_| arg.get_num_args().is_none());
            let label = |value: &clap::builder::PossibleValue| value.get_help().map(ToString::to_string);
            values.map(|value| (value.get_name().to_owned(), label(&value).unwrap_or_default())).collect()
        }
    }
}

/// The options that the filled-in fields of a form stand for.
///
/// # Errors
/// With words for people when a field is none of the form, or its value cannot be read.
pub(super) fn read(fields: &BTreeMap<String, String>, only_changeable: bool) -> Result<Options, String> {
    let command = command();
    let known = |key: &str| {
        let mut offered = command.get_arguments().filter(|arg| is_offered(arg));
        offered.find(|arg| arg.get_long() == Some(key)).filter(|arg| !only_changeable || is_changeable(arg))
    };
    let mut arguments = Vec::new();
    let mut rules = None;
    for (key, value) in fields.iter().filter(|(_, value)| !value.trim().is_empty()) {
        match known(key) {
            _ if key == "rules" && !only_changeable => rules = Some(value.trim().to_owned()),
            None => return Err(format!("there is no field {key:?} here")),
            Some(arg) if arg.get_num_args().is_some_and(|count| !count.takes_values()) => {
                arguments.push(format!("--{key}"));
            }
            Some(_) => arguments.push(format!("--{key}={}", value.trim())),
        }
    }
    let matches = command.clone().try_get_matches_from(arguments).map_err(|error| words(&error))?;
    let options = Options::from_arg_matches(&matches).map_err(|error| words(&error))?;
    Ok(Options { rules, ..options })
}

/// What a search keeps to, by the fields that can change it on its way.
pub(super) fn current(plan: &Plan) -> BTreeMap<String, String> {
    let command = command();
    let changeable: Vec<&str> =
        command.get_arguments().filter(|arg| is_changeable(arg)).filter_map(Arg::get_long).collect();
    let settings = serde_json::to_value(Options::of_plan(plan)).unwrap_or_default();
    let words = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let fields = settings.as_object().into_iter().flatten();
    let fields = fields.filter(|(key, value)| changeable.contains(&key.as_str()) && !value.is_null());
    fields.map(|(key, value)| (key.clone(), words(value))).collect()
}

/// What is wrong with a value, without advice on the command line.
fn words(error: &clap::Error) -> String {
    let text = error.to_string();
    let first = text.split("\n\n").next().unwrap_or(&text);
    first.trim_start_matches("error: ").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        pairs.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect()
    }

    #[test]
    fn the_form_has_every_option_of_a_search() {
        let catalogue = Catalogue::load().unwrap();
        let form = Form::new(&catalogue);
        let program = crate::cli::Cli::command();
        let evolve = program.find_subcommand("evolve").unwrap();
        let elsewhere = |arg: &&Arg| !ELSEWHERE.contains(&arg.get_id().as_str());
        for arg in evolve.get_arguments().filter(|arg| is_option(arg)).filter(elsewhere) {
            let field = form.fields.iter().find(|field| Some(field.key.as_str()) == arg.get_long()).unwrap();
            assert_eq!(field.help, arg.get_help().unwrap().to_string());
        }
        let field = |key: &str| form.fields.iter().find(|field| field.key == key).unwrap();
        assert!(field("keep-trees").is_switch && !field("seed").is_switch);
        assert!(field("budget").is_changeable && !field("ride").is_changeable);
        assert!(field("ride").choices.len() > 30 && field("shape").choices.len() == 3);
        assert!(form.vehicles["wooden_rc"].len() > 1);
    }

    #[test]
    fn fields_are_read_as_flags_are() {
        let read_all = |pairs: &[(&str, &str)]| read(&fields(pairs), false);
        let options =
            read_all(&[("box", "20x12"), ("keep-trees", "on"), ("seed", " 7 "), ("tiles", ""), ("area", "1,2,8x9")]);
        let options = options.unwrap();
        assert_eq!((options.seed, options.tiles, options.keep_trees), (Some(7), None, Some(true)));
        assert!(options.area.is_some() && options.lot.is_some());
        for (key, value) in [("out", "/tmp"), ("from", "/etc/passwd"), ("park", "x"), ("resume", "x"), ("--seed", "1")]
        {
            assert!(read_all(&[(key, value)]).unwrap_err().contains("no field"), "{key}");
        }
        let wrong = read_all(&[("box", "large")]).unwrap_err();
        assert!(wrong.contains("large") && wrong.contains("--box") && !wrong.contains("Usage"), "{wrong}");
        assert!(read_all(&[("seed", "1 --out=/tmp")]).is_err());
    }

    #[test]
    fn on_its_way_a_search_changes_limits_and_end_alone() {
        assert!(read(&fields(&[("budget", "4000"), ("generations", "9")]), true).is_ok());
        for key in ["ride", "seed", "population", "area", "rules"] {
            assert!(read(&fields(&[(key, "1")]), true).is_err(), "{key}");
        }
    }
}
