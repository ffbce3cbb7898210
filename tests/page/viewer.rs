//! Somebody who looks at the page: reads, clicks, points, presses keys.

use serde_json::{Value, json};

use super::browser::Browser;
use super::sample::SAMPLE;

/// A viewer of a page.
pub(crate) struct Viewer {
    pub browser: Browser,
}

/// How the page is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Screen {
    pub width: u32,
    pub height: u32,
    pub is_phone: bool,
    pub is_dark: bool,
}

impl Screen {
    pub(crate) const DESK: Self = Self { width: 1360, height: 900, is_phone: false, is_dark: false };
    pub(crate) const PHONE: Self = Self { width: 390, height: 844, is_phone: true, is_dark: false };
}

impl Viewer {
    /// Opens the page of the sample; `None` where there is no browser.
    pub(crate) fn open(test: &str, screen: Screen) -> Option<Self> {
        Self::at(test, screen, || format!("file://{}", SAMPLE.file().display()))
    }

    /// Opens the page of an address; `None` where there is no browser.
    pub(crate) fn at(test: &str, screen: Screen, address: impl FnOnce() -> String) -> Option<Self> {
        let mut viewer = Self { browser: Browser::start(test)? };
        let Screen { width, height, is_phone, is_dark } = screen;
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": is_phone });
        viewer.browser.call("Emulation.setDeviceMetricsOverride", size);
        viewer.scheme(is_dark);
        viewer.browser.call("Page.navigate", json!({ "url": address() }));
        viewer.browser.wait("Page.loadEventFired", |_| true);
        viewer.settle();
        Some(viewer)
    }

    /// Light or dark, as the system asks for.
    pub(crate) fn scheme(&mut self, is_dark: bool) {
        let scheme = if is_dark { "dark" } else { "light" };
        let features = json!([{ "name": "prefers-color-scheme", "value": scheme }]);
        self.browser.call("Emulation.setEmulatedMedia", json!({ "features": features }));
    }

    /// The value of an expression of JavaScript, promises awaited. It is read again if the page has given way to another
    /// meanwhile.
    pub(crate) fn read(&mut self, expression: &str) -> Value {
        let question = json!({ "expression": expression, "returnByValue": true, "awaitPromise": true });
        let answer = self.browser.try_call("Runtime.evaluate", question.clone());
        let has_moved = |error: &Value| error["message"].as_str().is_some_and(|message| message.contains("navigated"));
        let answer = match answer {
            Err(error) if has_moved(&error) => self.browser.call("Runtime.evaluate", question),
            answer => answer.unwrap_or_else(|error| panic!("{expression}: {error}")),
        };
        assert!(answer["exceptionDetails"].is_null(), "{expression}: {}", answer["exceptionDetails"]);
        answer["result"]["value"].clone()
    }

    pub(crate) fn text(&mut self, selector: &str) -> String {
        let text = self.read(&format!("document.querySelector({selector:?}).textContent"));
        text.as_str().unwrap_or_default().to_owned()
    }

    pub(crate) fn number(&mut self, expression: &str) -> f64 {
        self.read(expression).as_f64().unwrap_or_else(|| panic!("{expression} is no number"))
    }

    pub(crate) fn is(&mut self, expression: &str) -> bool {
        self.read(&format!("Boolean({expression})")) == json!(true)
    }

    /// Lets the page draw what it has put off.
    pub(crate) fn settle(&mut self) {
        self.read("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
    }

    /// Where a share of an element's width and height lies on the screen, scrolled to.
    pub(crate) fn place(&mut self, selector: &str, across: f64, down: f64) -> [f64; 2] {
        let found = self.read(&format!(
            "(() => {{ const element = document.querySelector({selector:?});
            element.scrollIntoView({{ block: 'center', behavior: 'instant' }});
            const box = element.getBoundingClientRect();
            return [box.left + {across} * box.width, box.top + {down} * box.height]; }})()"
        ));
        [0, 1].map(|axis| found[axis].as_f64().unwrap_or_else(|| panic!("{selector} is not there")))
    }

    fn mouse(&mut self, kind: &str, [x, y]: [f64; 2], buttons: u32) {
        let button = if buttons == 1 || kind == "mouseReleased" { "left" } else { "none" };
        let event = json!({ "type": kind, "x": x, "y": y, "button": button, "buttons": buttons, "clickCount": 1 });
        self.browser.call("Input.dispatchMouseEvent", event);
    }

    pub(crate) fn point(&mut self, place: [f64; 2]) {
        self.mouse("mouseMoved", place, 0);
        self.settle();
    }

    pub(crate) fn click(&mut self, selector: &str) {
        let place = self.place(selector, 0.5, 0.5);
        self.point(place);
        self.mouse("mousePressed", place, 1);
        self.mouse("mouseReleased", place, 0);
        self.settle();
    }

    pub(crate) fn drag(&mut self, from: [f64; 2], by: [f64; 2]) {
        self.point(from);
        self.mouse("mousePressed", from, 1);
        for step in 1..=4 {
            let share = f64::from(step) / 4.0;
            self.mouse("mouseMoved", [from[0] + by[0] * share, from[1] + by[1] * share], 1);
        }
        self.mouse("mouseReleased", [from[0] + by[0], from[1] + by[1]], 0);
        self.settle();
    }

    /// Presses a key: `Tab`, `Enter`, `Escape`, `ArrowLeft`.
    pub(crate) fn press(&mut self, key: &str) {
        let (code, text) = match key {
            "Tab" => (9, ""),
            "Enter" => (13, "\r"),
            "Escape" => (27, ""),
            "End" => (35, ""),
            "Home" => (36, ""),
            "ArrowLeft" => (37, ""),
            "ArrowUp" => (38, ""),
            "ArrowRight" => (39, ""),
            "ArrowDown" => (40, ""),
            other => panic!("no key {other}"),
        };
        for kind in ["keyDown", "keyUp"] {
            let text = if kind == "keyDown" { text } else { "" };
            let event = json!({ "type": kind, "key": key, "code": key, "windowsVirtualKeyCode": code, "text": text });
            self.browser.call("Input.dispatchKeyEvent", event);
        }
        self.settle();
    }

    /// Puts a value into a field, as a person who types or chooses it.
    pub(crate) fn enter(&mut self, selector: &str, value: &str) {
        self.read(&format!(
            "(() => {{ const field = document.querySelector({selector:?}); field.value = {value:?};
            field.dispatchEvent(new Event('input', {{ bubbles: true }})); }})()"
        ));
        self.settle();
    }

    /// Waits until an expression of JavaScript holds.
    pub(crate) fn until(&mut self, expression: &str) {
        let waited = self.read(&format!(
            "new Promise((done) => {{
                const look = (left) => {expression} ? done(true) : left ? setTimeout(look, 50, left - 1) : done(false);
                look(2000);
            }})"
        ));
        assert_eq!(waited, json!(true), "{expression} does not come true");
    }

    /// What a canvas shows, as something to compare.
    pub(crate) fn drawing(&mut self, selector: &str) -> Value {
        self.read(&format!("document.querySelector({selector:?}).toDataURL()"))
    }

    /// Nothing went wrong on the page, and it asked nobody for anything.
    pub(crate) fn check(&self) {
        self.check_requests(|url| url.starts_with("file:") && url.ends_with("/index.html"));
    }

    /// Nothing went wrong on the page, and it asked for nothing but what it may.
    pub(crate) fn check_requests(&self, is_allowed: impl Fn(&str) -> bool) {
        assert_eq!(self.browser.events("Runtime.exceptionThrown"), [] as [&Value; 0]);
        assert_eq!(self.browser.events("Log.entryAdded"), [] as [&Value; 0]);
        assert_eq!(self.browser.events("Runtime.consoleAPICalled"), [] as [&Value; 0]);
        for request in self.browser.events("Network.requestWillBeSent") {
            let url = request["request"]["url"].as_str().unwrap_or_default();
            assert!(is_allowed(url) || url.starts_with("data:"), "{url}");
        }
    }
}
