//! The files of the page, which lie in the program.

use askama::Template;

use crate::report::page_parts;

use super::http::Response;

/// One module, like that of the page of a run; each file uses what those before it name.
const SCRIPT: &str = concat!(
    include_str!("../../../data/studio/server.js"),
    include_str!("../../../data/studio/lock.js"),
    include_str!("../../../data/studio/designs.js"),
    include_str!("../../../data/studio/progress.js"),
    include_str!("../../../data/studio/compare.js"),
    include_str!("../../../data/studio/form.js"),
    include_str!("../../../data/studio/map.js"),
    include_str!("../../../data/studio/main.js"),
);
const STYLE: &str = include_str!("../../../data/studio/studio.css");

#[derive(Template)]
#[template(path = "studio.html")]
struct Page {
    scales: String,
}

/// The page, its script and its style.
pub(super) struct Files {
    html: String,
    script: String,
    style: String,
}

impl Files {
    pub(super) fn new() -> Result<Self, askama::Error> {
        let parts = page_parts();
        Ok(Self {
            html: Page { scales: parts.scales }.render()?,
            script: parts.script.to_owned() + SCRIPT,
            style: parts.style.to_owned() + STYLE,
        })
    }

    /// A file by its name; the empty one is the page.
    pub(super) fn get(&self, name: &str) -> Option<Response> {
        let (kind, text) = match name {
            "" => ("text/html", &self.html),
            "studio.js" => ("text/javascript", &self.script),
            "studio.css" => ("text/css", &self.style),
            _ => return None,
        };
        Some(Response { code: 200, kind, body: text.clone().into_bytes() })
    }
}
