//! What a search is to do, from its options.

use crate::catalogue::{Catalogue, Mode, PieceId, RideFlags, RideType, Vehicle};
use crate::evolve::{Form, Limits, Plan};
use crate::quantity::Footprint;
use crate::track_file::{Capacity, Format, NewFormat};

use super::failure::Failure;
use super::options::{Options, Shape};
use super::values::{ParkArea, Station};
use super::{names, settings};

/// The theme of a bare coaster.
pub(super) const NO_THEME: &str = "none";

/// The requested settings, with defaults for the rest.
pub(super) fn plan(catalogue: &Catalogue, options: &Options) -> Result<Plan, Failure> {
    let ride = names::ride(catalogue, options.ride.as_deref().unwrap_or(Plan::RIDE))?;
    if ride.has(RideFlags::NO_TEST_MODE) {
        return Err(Failure::Usage(format!("the game does not test the {}, so none can be rated", ride.label)));
    }
    let mut plan = Plan::new(catalogue, ride);
    if !options.vehicle.is_empty() {
        let names = options.vehicle.iter().map(|name| Ok(vehicle(catalogue, ride, name)?.name.clone()));
        plan.vehicles = names.collect::<Result<_, Failure>>()?;
    }
    plan.forms = forms(catalogue, ride, options)?;
    plan.trains = options.trains;
    plan.preset.clone_from(&options.preset);
    plan.theme = theme(catalogue, options)?;
    let breeding = &mut plan.breeding;
    breeding.seed = options.seed.unwrap_or(breeding.seed);
    breeding.population = options.population.map_or(breeding.population, |number| number as usize);
    breeding.islands = options.islands.map_or(breeding.islands, usize::from);
    changed(catalogue, plan, options)
}

/// A plan with what options say about its limits, its end and its output; what they leave open stays.
pub(super) fn changed(catalogue: &Catalogue, mut plan: Plan, options: &Options) -> Result<Plan, Failure> {
    plan.breeding.winners = options.keep.map_or(plan.breeding.winners, usize::from);
    plan.plot_every = options.plot_every.unwrap_or(plan.plot_every);
    plan.pause_every = options.pause_every.unwrap_or(plan.pause_every);
    plan.stop = options.stop().unwrap_or(plan.stop);
    set_limits(catalogue, &mut plan, options)?;
    let ride = names::ride(catalogue, &plan.ride)?;
    check_required(catalogue, ride, &plan.limits)?;
    check_format(catalogue, ride, &plan.limits)?;
    plan.check().map_err(|error| Failure::Usage(format!("--{error}")))?;
    Ok(plan)
}

/// The requested vehicle, if it belongs to the ride type.
fn vehicle<'a>(catalogue: &'a Catalogue, ride: &RideType, name: &str) -> Result<&'a Vehicle, Failure> {
    let vehicle = names::vehicle(catalogue, name)?;
    if !vehicle.rides.contains(&ride.id) {
        let names: Vec<&str> = catalogue.vehicles_of(ride.id).map(|vehicle| vehicle.name.as_str()).collect();
        let reason = format!("{} is no vehicle of the {}; it has {}", vehicle.name, ride.label, names.join(", "));
        return Err(Failure::Usage(reason));
    }
    Ok(vehicle)
}

/// The wanted modes and shapes; none where all that the ride type can have are wanted.
fn forms(catalogue: &Catalogue, ride: &RideType, options: &Options) -> Result<Vec<Form>, Failure> {
    if options.mode.is_empty() && options.shape.is_none() {
        return Ok(Vec::new());
    }
    let modes = options.mode.iter().map(|name| settings::mode(catalogue, ride, name)).collect::<Result<Vec<_>, _>>()?;
    let all = Form::all(ride);
    let of_mode = |&mode: &Mode| -> Vec<Form> {
        match options.shape {
            Some(Shape::Circuit) => vec![Form::Circuit(mode)],
            Some(Shape::Shuttle) if mode.needs_circuit() => Vec::new(),
            Some(Shape::Shuttle) => vec![Form::LooseEnds(mode)],
            _ if mode.needs_circuit() => vec![Form::Circuit(mode)],
            Some(Shape::Any) => vec![Form::Circuit(mode), Form::LooseEnds(mode)],
            None => all.iter().copied().filter(|form| form.mode() == mode).collect(),
        }
    };
    let is_wanted = |form: &Form| match options.shape {
        Some(Shape::Circuit) => form.is_circuit(),
        Some(Shape::Shuttle) => !form.is_circuit(),
        Some(Shape::Any) | None => true,
    };
    let forms: Vec<Form> = if modes.is_empty() {
        all.iter().copied().filter(is_wanted).collect()
    } else {
        modes.iter().flat_map(of_mode).collect()
    };
    if forms.is_empty() {
        let modes: Vec<&str> = ride.modes.iter().filter_map(|&mode| catalogue.mode_name(mode)).collect();
        let reason = format!("no such mode of the {} runs a track of this --shape; it has", ride.label);
        return Err(Failure::Usage(format!("{reason} {}", modes.join(", "))));
    }
    Ok(forms)
}

/// The name of the wanted theme, if winners are to be dressed.
fn theme(catalogue: &Catalogue, options: &Options) -> Result<Option<String>, Failure> {
    let wanted = options.theme.as_deref().filter(|name| !name.eq_ignore_ascii_case(NO_THEME));
    wanted.map(|name| Ok(names::theme(catalogue, name)?.name.clone())).transpose()
}

fn set_limits(catalogue: &Catalogue, plan: &mut Plan, options: &Options) -> Result<(), Failure> {
    let limits = &mut plan.limits;
    limits.format = options.format.unwrap_or(limits.format);
    if let Some(area) = &options.area {
        limits.footprint = Footprint::new(i32::from(area.width), i32::from(area.length));
        limits.height = area.height.map(i32::from);
    } else if let Some(ParkArea(lot)) = options.lot {
        limits.footprint = Footprint::new(lot.width.max(1).into(), lot.length.max(1).into());
    }
    limits.tiles = options.tiles.or(limits.tiles);
    limits.budget = options.budget.map(|money| money.0).or(limits.budget);
    if let Some(Station::Tiles(tiles)) = options.station {
        limits.station = Some(tiles);
    }
    if let Some(span) = &options.pieces {
        limits.pieces = (span.min as usize, span.max as usize);
    }
    limits.figures.extend(options.figures());
    limits.max_intensity = options.max_intensity.map_or(limits.max_intensity, |rating| rating.0);
    limits.max_nausea = options.max_nausea.map_or(limits.max_nausea, |rating| rating.0);
    limits.min_excitement = options.min_excitement.map_or(limits.min_excitement, |rating| rating.0);
    limits.looks = options.looks.map_or(limits.looks, i32::from);
    if !options.forbid.is_empty() {
        limits.forbidden = pieces(catalogue, &options.forbid)?.into_iter().collect();
    }
    if !options.require.is_empty() {
        limits.required = pieces(catalogue, &options.require)?.into_iter().collect();
    }
    if !options.lock.is_empty() {
        limits.locked = pieces(catalogue, &options.lock)?;
    }
    Ok(())
}

/// Whether a ride type has the required pieces.
fn check_required(catalogue: &Catalogue, ride: &RideType, limits: &Limits) -> Result<(), Failure> {
    let states = [Some(&ride.buildable.normal), ride.buildable.inverted.as_ref()];
    let has = |id: &PieceId| states.iter().flatten().any(|state| state.pieces.contains(id));
    match limits.required.iter().find(|id| !has(id)).and_then(|&id| catalogue.piece(id)) {
        Some(piece) => {
            let list = format!("`loopwright pieces --ride {}` lists those it has", ride.name);
            Err(Failure::Usage(format!("--require {}: {} has no such piece; {list}", piece.name, ride.name)))
        }
        None => Ok(()),
    }
}

/// Whether the rules read the format of winners, and whether it holds the required pieces.
fn check_format(catalogue: &Catalogue, ride: &RideType, limits: &Limits) -> Result<(), Failure> {
    let rules = catalogue.rules();
    if limits.format == NewFormat::Td7 && !rules.knobs.reads_td7 {
        let reason = format!("the game of the rules {} does not read a TD7", rules.name);
        return Err(Failure::Usage(format!("--format td7: {reason}; leave it out, or choose newer --rules")));
    }
    let capacity = Capacity::new(limits.format, ride, catalogue);
    let required = limits.required.iter().map(|id| ("require", id));
    let mut wanted = required.chain(limits.locked.iter().map(|id| ("lock", id)));
    match wanted.find(|(_, id)| !capacity.holds(**id)).and_then(|(flag, &id)| Some((flag, catalogue.piece(id)?))) {
        Some((flag, piece)) => {
            let reason = format!("--{flag} {}: a {} does not hold it", piece.name, Format::from(limits.format));
            Err(Failure::Usage(format!("{reason}; add --format td7")))
        }
        None => Ok(()),
    }
}

fn pieces(catalogue: &Catalogue, list: &[String]) -> Result<Vec<PieceId>, Failure> {
    list.iter().map(|name| names::piece(catalogue, name).map(|piece| piece.id)).collect()
}
