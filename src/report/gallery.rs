//! The page of a pack: a picture and the figures of every design in it.

use askama::Template;

use super::run_log::IndexRow;

#[derive(Template)]
#[template(path = "pack.html")]
struct Gallery<'a> {
    rows: &'a [IndexRow],
    /// Name of the rules.
    rules: &'a str,
}

/// A page that lies beside the track files of a pack, judged by the rules of a name; plans of the designs are in its
/// folder `pictures`.
///
/// # Errors
/// When a figure cannot be written down.
pub fn gallery(rows: &[IndexRow], rules: &str) -> Result<String, askama::Error> {
    Gallery { rows, rules }.render()
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
        assert!(gallery(&[], "openrct2-0.5.5").is_ok_and(|page| page.contains("</html>")));
    }
}
