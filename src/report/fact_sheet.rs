//! What people read about a track file.

use super::colour::names;
use super::facts::{ElementFacts, Facts, Figures, Recomputed, SettingsFacts};
use super::operation::operation;
use super::sheet::{ride_label, vehicle_label};
use super::style::{BAD, FAINT, NOTABLE, TITLE, columns, paint, painted};
use super::units::{air_time, count, g, height, metres, printable, rating, running_cost, speed, time};
use crate::catalogue::{Catalogue, RideFlags, RideTypeId};
use crate::design::{ColourMode, DepartureFlags};
use crate::quantity::Velocity;
use crate::track_file::ObjectEntry;
use crate::track_file::json::{Colours, Entrance, Label, MazeTile, Scenery};

const FULL_LOAD: [&str; 5] = ["a quarter", "half", "three quarters", "all", "any"];

const OBJECTS: [&str; 7] = ["vehicle", "small scenery", "large scenery", "wall", "banner", "path", "path addition"];

/// The facts of a file in words; with the lists of elements, entrances and scenery when asked for.
pub fn fact_sheet(catalogue: &Catalogue, title: &str, facts: &Facts, with_elements: bool) -> String {
    let mut text = heading(catalogue, title, facts);
    text += &columns(&contents(facts));
    if let Some(figures) = &facts.figures {
        text += &figures_table(figures, facts.recomputed.as_ref(), &catalogue.rules().title());
    }
    text.extend(facts.remarks.iter().map(|remark| format!("  {} {remark}\n", paint(NOTABLE, "remark:"))));
    if with_elements {
        let doors = facts.doors.iter().copied().map(door_row).collect();
        let maze = facts.maze.iter().copied().map(maze_row).collect();
        let scenery = facts.scenery_items.iter().map(scenery_row).collect();
        let ride = facts.ride_type.and_then(|ride| catalogue.ride(RideTypeId(ride)));
        let turns_seats = ride.is_some_and(|ride| ride.has(RideFlags::HAS_SEAT_ROTATION));
        let elements = facts.elements.iter().map(|element| element_row(element, turns_seats)).collect();
        let tables: [Vec<Vec<String>>; 4] = [elements, maze, doors, scenery];
        let tables = tables.iter().filter(|rows| !rows.is_empty());
        text.extend(tables.map(|rows| format!("\n{}", columns(rows))));
    }
    text
}

fn heading(catalogue: &Catalogue, title: &str, facts: &Facts) -> String {
    let ride = facts.ride_type.map_or_else(
        || format!("ride type {}", facts.ride_type_stored),
        |ride| ride_label(catalogue, RideTypeId(ride)),
    );
    let vehicle = facts.vehicle.as_ref().map(|name| format!(" with {}", vehicle_label(catalogue, name)));
    format!("{}: {ride}{}, {}\n", paint(TITLE, printable(title)), vehicle.unwrap_or_default(), facts.format)
}

fn contents(facts: &Facts) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = |name: &str, value: String| rows.push(vec![name.to_owned(), value]);
    let unit = if facts.maze.is_empty() { "piece" } else { "tile" };
    row("holds", format!("{}, {}, {}", count(facts.pieces as i64, unit), doors(facts), scenery(facts.scenery)));
    row("space", facts.space_required.map_or_else(|| "not stored".to_owned(), |(x, y)| format!("{x} x {y} tiles")));
    if let Some(walls) = &facts.maze_walls {
        row("walls", walls.clone());
    }
    if let Some(SettingsFacts { mode_name, settings }) = &facts.settings {
        let operation = operation(settings.mode, settings.operation_option);
        let operation = operation.map_or_else(String::new, |operation| format!(", {operation}"));
        row("mode", mode_name.replace('_', " ") + &operation);
        let circuits = count(settings.circuits, "circuit");
        row("trains", format!("{} of {}, {circuits}", count(settings.trains, "train"), count(settings.cars, "car")));
        row("lift", speed(Velocity::from_whole(settings.lift_speed.into())));
        row("departure", departure(settings.depart_flags, settings.min_wait, settings.max_wait));
    }
    if let Some(colours) = &facts.colours {
        row("station", station_style(&colours.station_style));
        row("vehicle colours", vehicle_colours(colours, facts.settings.as_ref()));
        row("track colours", colours.track.map(names).join("; "));
    }
    rows
}

fn doors(facts: &Facts) -> String {
    if facts.format.starts_with("TD4") && facts.maze.is_empty() {
        return "entrances not stored".to_owned();
    }
    format!("{}, {}", count(facts.entrances as i64, "entrance"), count(facts.exits as i64, "exit"))
}

fn station_style(style: &Label) -> String {
    match style {
        Label::Name(name) => name.replace('_', " "),
        Label::Number(number) => format!("style {number}"),
    }
}

/// The colours of all trains or cars that the design has; other slots mean nothing.
fn vehicle_colours(colours: &Colours, settings: Option<&SettingsFacts>) -> String {
    let (trains, cars) = settings.map_or((1, 1), |facts| (facts.settings.trains, facts.settings.cars));
    let slots = match colours.mode {
        ColourMode::All | ColourMode::Invalid => 1,
        ColourMode::PerTrain => usize::from(trains).max(1),
        ColourMode::PerCar => usize::from(cars).max(1),
    };
    let used: Vec<_> = colours.vehicle.iter().take(slots).copied().map(names).collect();
    let by = match colours.mode {
        ColourMode::All => "",
        ColourMode::PerTrain => " by train",
        ColourMode::PerCar => " by car",
        ColourMode::Invalid => " by a rule that no game has",
    };
    used.join("; ") + by
}

fn scenery(number: usize) -> String {
    if number == 0 { "no scenery".to_owned() } else { count(number as i64, "scenery item") }
}

/// The departure settings (rules: track files 5).
fn departure(flags: DepartureFlags, min_wait: u8, max_wait: u8) -> String {
    let load = FULL_LOAD.get(usize::from(flags.load())).unwrap_or(&"any");
    let parts = [
        (DepartureFlags::WAIT_FOR_LOAD, format!("waits for {load} of a full load")),
        (DepartureFlags::LEAVE_IF_ANOTHER_ARRIVES, "leaves if another train arrives".to_owned()),
        (DepartureFlags::SYNCHRONISE, "synchronises with adjacent stations".to_owned()),
        (DepartureFlags::MIN_WAIT, format!("waits at least {min_wait} s")),
        (DepartureFlags::MAX_WAIT, format!("waits at most {max_wait} s")),
    ];
    let parts: Vec<_> = parts.into_iter().filter(|(flag, _)| flags.contains(*flag)).map(|(_, text)| text).collect();
    if parts.is_empty() { "at once".to_owned() } else { parts.join(", ") }
}

fn figures_table(stored: &Figures, recomputed: Option<&Recomputed>, rules: &str) -> String {
    let computed = recomputed.and_then(|recomputed| recomputed.figures.as_ref());
    let mut rows = match recomputed {
        Some(_) => vec![painted(TITLE, &["", "stored", &format!("test run, {rules}")])],
        None => vec![painted(TITLE, &["stored"])],
    };
    rows.extend(figures_rows(stored));
    if let Some(computed) = computed {
        for (row, [_, value]) in rows.iter_mut().skip(1).zip(figures_rows(computed).map(two)) {
            row.push(value);
        }
    }
    let refusal = recomputed.and_then(|recomputed| recomputed.refusal.as_ref());
    let refusal = refusal.map(|refusal| format!("  no test run: {}\n", paint(BAD, refusal)));
    format!("\n{}{}", columns(&rows), refusal.unwrap_or_default())
}

fn two(row: Vec<String>) -> [String; 2] {
    let mut cells = row.into_iter();
    [cells.next().unwrap_or_default(), cells.next().unwrap_or_default()]
}

fn figures_rows(figures: &Figures) -> [Vec<String>; 15] {
    [
        ("excitement", rating(figures.excitement)),
        ("intensity", rating(figures.intensity)),
        ("nausea", rating(figures.nausea)),
        ("max speed", speed(Velocity(figures.max_speed))),
        ("average speed", speed(Velocity(figures.average_speed))),
        ("ride time", figures.ride_time.map_or_else(|| "not stored".to_owned(), |seconds| time(seconds.into()))),
        ("ride length", metres(figures.ride_length.into())),
        ("max positive vertical G", g(figures.max_positive_vertical_g)),
        ("max negative vertical G", g(figures.max_negative_vertical_g)),
        ("max lateral G", g(figures.max_lateral_g)),
        ("air time", air_time(figures.total_air_time)),
        ("drops", figures.drops.to_string()),
        ("highest drop", height(figures.highest_drop_height)),
        match figures.holes {
            Some(holes) => ("holes", holes.to_string()),
            None => ("inversions", figures.inversions.to_string()),
        },
        ("running cost", if figures.upkeep == -1 { "undefined".to_owned() } else { running_cost(figures.upkeep) }),
    ]
    .map(|(name, value)| vec![name.to_owned(), value])
}

fn element_row(element: &ElementFacts, turns_seats: bool) -> Vec<String> {
    let notes = [
        element.chain.then(|| "chain lift".to_owned()),
        element.inverted.then(|| "inverted".to_owned()),
        (element.speed != 0).then(|| speed(Velocity::from_whole(element.speed.into()))),
        (turns_seats && element.seat_rotation != 4).then(|| format!("seats {}", element.seat_rotation)),
        (element.colour_scheme != 0).then(|| format!("colours {}", element.colour_scheme)),
    ];
    let notes: Vec<_> = notes.into_iter().flatten().collect();
    let number = paint(FAINT, format!("{:>4}", element.index));
    vec![number, element.name.replace('_', " "), notes.join(", ")]
}

fn door_row(door: Entrance) -> Vec<String> {
    let name = if door.exit { "exit" } else { "entrance" };
    let Entrance { x, y, z, direction, .. } = door;
    vec![name.to_owned(), format!("x {x}, y {y}, height {z}"), format!("faces direction {direction}")]
}

fn maze_row(tile: MazeTile) -> Vec<String> {
    // The high byte marks the two; the low one is then the direction.
    let what = match tile.walls >> 8 {
        0x08 => format!("entrance, direction {}", tile.walls & 3),
        0x80 => format!("exit, direction {}", tile.walls & 3),
        _ => format!("walls {:016b}", tile.walls),
    };
    vec![format!("tile {}, {}", tile.x, tile.y), what]
}

fn scenery_row(item: &Scenery) -> Vec<String> {
    let entry = item.object.parse::<ObjectEntry>().unwrap_or_default();
    let kind = OBJECTS.get(usize::from(entry.kind())).copied().unwrap_or("object");
    let Scenery { x, y, z, primary_colour, secondary_colour, .. } = *item;
    let place = format!("tile {x}, {y}, height {z}");
    vec![kind.to_owned(), printable(&entry.name()), place, format!("colours {primary_colour}, {secondary_colour}")]
}
