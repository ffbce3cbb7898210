//! Colours, chosen so that neighbours stay apart for people who see red and green alike.

/// Ink of titles and figures.
pub(super) const INK: &str = "#1b2530";
/// Ink of labels.
pub(super) const SOFT_INK: &str = "#5b6875";
/// Axes and frames.
pub(super) const AXIS: &str = "#9aa5b1";
/// Grid lines.
pub(super) const GRID: &str = "#e3e8ed";
/// Stronger grid lines.
pub(super) const STRONG_GRID: &str = "#c9d1d9";
/// Paper.
pub(super) const PAPER: &str = "#ffffff";
/// The land.
pub(super) const GROUND: &str = "#7d9a58";
/// Soil under the land.
pub(super) const SOIL: &str = "#e9e1d3";
/// Free tiles of a plan.
pub(super) const LAWN: &str = "#fafbf8";
/// Tiles under track.
pub(super) const USED_TILE: &str = "#eceff2";
/// Over track in a tunnel.
pub(super) const COVERED: &str = "#efecdfb0";
/// Lines of a grid over land.
pub(super) const SHADE: &str = "#1b253012";
/// Stronger ones.
pub(super) const STRONG_SHADE: &str = "#1b25302b";
/// The rail where it has no feature.
pub(super) const RAIL: &str = "#24507a";
/// Air between rail and ground.
pub(super) const SUPPORT: &str = "#dfe9f2";
/// Platforms.
pub(super) const STATION: &str = "#6f7782";
/// Floors of platforms.
pub(super) const PLATFORM: &str = "#c3c9d0";
/// Lifts.
pub(super) const LIFT: &str = "#e08a00";
/// Launches and boosters.
pub(super) const LAUNCH: &str = "#8e44ad";
/// Brakes.
pub(super) const BRAKE: &str = "#d1373f";
/// Block brakes.
pub(super) const BLOCK_BRAKE: &str = "#7c1d24";
/// On-ride photos.
pub(super) const PHOTO: &str = "#0f9d8a";
/// Inversions.
pub(super) const INVERSION: &str = "#c2187a";
/// Entrances.
pub(super) const ENTRANCE: &str = "#1f8a4c";
/// Exits.
pub(super) const EXIT: &str = "#b5342c";
/// Speed.
pub(super) const SPEED: &str = "#1769aa";
/// Vertical G.
pub(super) const VERTICAL_G: &str = "#2b7a4b";
/// Lateral G.
pub(super) const LATERAL_G: &str = "#8a5a12";
/// Beyond a limit.
pub(super) const DANGER: &str = "#f8cfcb";
/// Near a limit.
pub(super) const CAUTION: &str = "#fcebcc";
/// The highest drop.
pub(super) const DROP: &str = "#b5541c";
/// Air time.
pub(super) const AIR_TIME: &str = "#a9d4f5";

/// Grass of an isometric picture, in two tones.
pub(super) const GRASS: &str = "#b9d08a";
/// The other tone of grass.
pub(super) const OTHER_GRASS: &str = "#00000009";
/// Grass of every other tile of a park.
pub(super) const DARKER_GRASS: &str = "#b1c881";
/// Grass under track.
pub(super) const TRODDEN: &str = "#8a7a4a1c";
/// Shadow of the track.
pub(super) const SHADOW: &str = "#1d2b1233";
/// Sides of the land.
pub(super) const EARTH: &str = "#b08d63";
/// What is dug out of the land.
pub(super) const HOLLOW: &str = "#7d6547";
/// Around track in an isometric picture.
pub(super) const CASING: &str = "#1b253059";
/// Walls of entrances.
pub(super) const WALL: &str = "#efe6d5";

/// Water of a park.
pub(super) const WATER: &str = "#5b9bd0";
/// Where water is deep.
pub(super) const DEEP_WATER: &str = "#3f7fb8";
/// Paths.
pub(crate) const PATH: &str = "#e9ddc3";
/// Queues.
pub(crate) const QUEUE: &str = "#9fa9dc";
/// Rides that are lit up among the others of a map.
pub(super) const LIT: &str = "#ffd21f";
/// Rides without rails, such as shops.
pub(crate) const BUILDING: &str = "#8a6fb0";

/// Such rides in an isometric picture, where they are large.
pub(super) const RIDE_HOUSE: &str = "#a08cbd";
/// Cliffs of a park.
pub(super) const CLIFF: &str = "#c59e6f";
/// The entrance of a park.
pub(super) const PARK_ENTRANCE: &str = "#cdb991";
/// Railings of paths.
pub(super) const RAILING: &str = "#7c8590";
/// What carries paths and other rides.
pub(super) const POST: &str = "#a3abb3";
/// Where track runs into the land, and the stones around.
pub(super) const TUNNEL: &str = "#2f2a26";
/// Stones around a tunnel.
pub(super) const STONES: &str = "#9d978c";
/// Track that the land hides.
pub(super) const BURIED: &str = "#2f2a2660";

/// Colour of the track of another ride, by its number: those of rides that lie near one another differ.
pub(crate) const fn other_ride(number: u16) -> &'static str {
    const COLOURS: [&str; 8] = ["#c2187a", "#1b4f9c", "#d1373f", "#6a3fa0", "#b5541c", "#0b7285", "#7c1d24", "#1b2530"];
    COLOURS[number as usize % COLOURS.len()]
}

/// Colour of a height, from 0 (lowest) to 1 (highest).
pub(super) fn height(share: f64) -> String {
    // The pale end of the scheme would vanish on paper, and the dark end looks like ink.
    let colour = colorous::VIRIDIS.eval_continuous(0.13 + 0.81 * share.clamp(0.0, 1.0));
    format!("#{colour:x}")
}

/// Colour of a force, from 0 (least) to 1 (most).
pub(super) fn force(share: f64) -> String {
    // The bright end of the scheme would vanish on paper.
    let colour = colorous::PLASMA.eval_continuous(0.9 * share.clamp(0.0, 1.0));
    format!("#{colour:x}")
}

/// Colour of land, from 0 (lowest) to 1 (highest): meadows, heath, bare ground.
pub(super) fn land(share: f64) -> String {
    const TONES: [[f64; 3]; 4] =
        [[150.0, 186.0, 106.0], [186.0, 203.0, 128.0], [214.0, 200.0, 146.0], [226.0, 219.0, 205.0]];
    let place = share.clamp(0.0, 1.0) * (TONES.len() - 1) as f64;
    let from = (place as usize).min(TONES.len() - 2);
    let mix = |channel: usize| {
        let (low, high) = (TONES[from][channel], TONES[from + 1][channel]);
        (low + (high - low) * (place - from as f64)).round() as u8
    };
    format!("#{:02x}{:02x}{:02x}", mix(0), mix(1), mix(2))
}

/// A colour thinned to a background.
pub(super) fn pale(colour: &str) -> String {
    changed(colour, |value| 255 - (255 - value) / 9)
}

/// A colour mixed with a share of paper, so that it leaves the foreground to others.
pub(super) fn quiet(colour: &str, paper: f64) -> String {
    changed(colour, |value| (f64::from(value) * (1.0 - paper) + 255.0 * paper).round() as u8)
}

/// A colour that stands back behind that of the coaster.
pub(super) fn faded(colour: &str) -> String {
    quiet(colour, 0.2)
}

/// A colour in more or less light; 1 leaves it as it is.
pub(super) fn shaded(colour: &str, light: f64) -> String {
    changed(colour, |value| (f64::from(value) * light).round().clamp(0.0, 255.0) as u8)
}

fn changed(colour: &str, change: impl Fn(u8) -> u8) -> String {
    let channel = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(255);
    let [red, green, blue] = [1, 3, 5].map(channel).map(change);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
