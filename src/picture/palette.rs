//! Colours, chosen so that neighbours stay apart for people who see red and green alike.

/// Ink of titles and figures.
pub const INK: &str = "#1b2530";
/// Ink of labels.
pub const SOFT_INK: &str = "#5b6875";
/// Axes and frames.
pub const AXIS: &str = "#9aa5b1";
/// Grid lines.
pub const GRID: &str = "#e3e8ed";
/// Stronger grid lines.
pub const STRONG_GRID: &str = "#c9d1d9";
/// Paper.
pub const PAPER: &str = "#ffffff";
/// The land.
pub const GROUND: &str = "#7d9a58";
/// Soil under the land.
pub const SOIL: &str = "#e9e1d3";
/// Free tiles of a plan.
pub const LAWN: &str = "#fafbf8";
/// Tiles under track.
pub const USED_TILE: &str = "#eceff2";
/// The rail where it has no feature.
pub const RAIL: &str = "#24507a";
/// Air between rail and ground.
pub const SUPPORT: &str = "#dfe9f2";
/// Platforms.
pub const STATION: &str = "#6f7782";
/// Floors of platforms.
pub const PLATFORM: &str = "#c3c9d0";
/// Lifts.
pub const LIFT: &str = "#e08a00";
/// Launches and boosters.
pub const LAUNCH: &str = "#8e44ad";
/// Brakes.
pub const BRAKE: &str = "#d1373f";
/// Block brakes.
pub const BLOCK_BRAKE: &str = "#7c1d24";
/// On-ride photos.
pub const PHOTO: &str = "#0f9d8a";
/// Inversions.
pub const INVERSION: &str = "#c2187a";
/// Entrances.
pub const ENTRANCE: &str = "#1f8a4c";
/// Exits.
pub const EXIT: &str = "#b5342c";
/// Speed.
pub const SPEED: &str = "#1769aa";
/// Vertical G.
pub const VERTICAL_G: &str = "#2b7a4b";
/// Lateral G.
pub const LATERAL_G: &str = "#8a5a12";
/// Beyond a limit.
pub const DANGER: &str = "#f8cfcb";
/// Near a limit.
pub const CAUTION: &str = "#fcebcc";
/// The highest drop.
pub const DROP: &str = "#b5541c";
/// Air time.
pub const AIR_TIME: &str = "#a9d4f5";

/// Grass of an isometric picture, in two tones.
pub const GRASS: &str = "#b9d08a";
/// The other tone of grass.
pub const OTHER_GRASS: &str = "#00000009";
/// Grass under track.
pub const TRODDEN: &str = "#8a7a4a1c";
/// Shadow of the track.
pub const SHADOW: &str = "#1d2b1233";
/// Sides of the land.
pub const EARTH: &str = "#b08d63";
/// What is dug out of the land.
pub const HOLLOW: &str = "#7d6547";
/// Around track in an isometric picture.
pub const CASING: &str = "#1b253059";
/// Walls of entrances.
pub const WALL: &str = "#efe6d5";

/// Colour of a height, from 0 (lowest) to 1 (highest).
pub fn height(share: f64) -> String {
    // The pale end of the scheme would vanish on paper, and the dark end looks like ink.
    let colour = colorous::VIRIDIS.eval_continuous(0.13 + 0.81 * share.clamp(0.0, 1.0));
    format!("#{colour:x}")
}

/// A colour thinned to a background.
pub fn pale(colour: &str) -> String {
    changed(colour, |value| 255 - (255 - value) / 9)
}

/// A colour in more or less light; 1 leaves it as it is.
pub fn shaded(colour: &str, light: f64) -> String {
    changed(colour, |value| (f64::from(value) * light).round().clamp(0.0, 255.0) as u8)
}

fn changed(colour: &str, change: impl Fn(u8) -> u8) -> String {
    let channel = |at: usize| colour.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).unwrap_or(255);
    let [red, green, blue] = [1, 3, 5].map(channel).map(change);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
