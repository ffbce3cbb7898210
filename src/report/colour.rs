//! Names of the game's colours (rules: track files 6).

#[rustfmt::skip]
const NAMES: [&str; 56] = [
    "black", "grey", "white", "dark purple", "light purple", "bright purple", "dark blue", "light blue", "icy blue",
    "dark water", "light water", "saturated green", "dark green", "moss green", "bright green", "olive green",
    "dark olive green", "bright yellow", "yellow", "dark yellow", "light orange", "dark orange", "light brown",
    "saturated brown", "dark brown", "salmon pink", "bordeaux red", "saturated red", "bright red", "dark pink",
    "bright pink", "light pink", "army green", "honey dew", "tan", "maroon", "coral pink", "forest green",
    "chartreuse", "hunter green", "celadon", "lime green", "sepia", "peach", "periwinkle", "viridian",
    "seafoam green", "violet", "lavender", "pastel orange", "deep water", "pastel pink", "umber", "beige",
    "invisible", "void background",
];

/// The names of some colours, in a row.
pub(super) fn names(colours: [u8; 3]) -> String {
    let name =
        |colour: u8| NAMES.get(usize::from(colour)).map_or_else(|| format!("colour {colour}"), |&name| name.to_owned());
    colours.map(name).join(", ")
}
