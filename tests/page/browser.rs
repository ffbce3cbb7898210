//! Headless Chromium, spoken to in the protocol of its developer tools.

use std::collections::VecDeque;
use std::fs;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;
use tungstenite::{Message, WebSocket};

/// Names that Chromium goes by.
const NAMES: [&str; 5] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
/// It asks nobody anything, and starts without a screen, also for root.
const FLAGS: [&str; 12] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--remote-debugging-port=0",
    "about:blank",
];
/// Patience with it before a test gives up.
const PATIENCE: Duration = Duration::from_secs(120);
const PAUSE: Duration = Duration::from_millis(50);

/// A browser with one tab. It ends with the test.
pub(crate) struct Browser {
    process: Child,
    profile: TempDir,
    socket: WebSocket<TcpStream>,
    session: Option<String>,
    calls: u64,
    /// What happened and was not asked for.
    events: VecDeque<Value>,
}

impl Browser {
    /// Starts a browser. Without one the test says so; where one is demanded, as in CI, it fails.
    pub(crate) fn start(test: &str) -> Option<Self> {
        let Some(program) = program() else {
            assert!(std::env::var_os("LOOPWRIGHT_REQUIRE_BROWSER").is_none(), "Chromium is missing");
            eprintln!("SKIPPED {test}: no Chromium is installed");
            return None;
        };
        let profile = TempDir::new().expect("a folder");
        let folder = format!("--user-data-dir={}", profile.path().display());
        let command = Command::new(program).args(FLAGS).arg(folder).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut process = command.expect("Chromium starts");
        let socket = connect(&mut process, profile.path());
        let mut browser = Self { process, profile, socket, session: None, calls: 0, events: VecDeque::new() };
        browser.attach();
        Some(browser)
    }

    fn attach(&mut self) {
        let target = self.call("Target.createTarget", json!({ "url": "about:blank" }));
        let attached = self.call("Target.attachToTarget", json!({ "targetId": target["targetId"], "flatten": true }));
        self.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            self.call(&format!("{domain}.enable"), json!({}));
        }
    }

    /// A folder of its own, where downloads go as well.
    pub(crate) fn folder(&self) -> &Path {
        self.profile.path()
    }

    /// Calls a method and waits for its answer.
    pub(crate) fn call(&mut self, method: &str, parameters: Value) -> Value {
        self.try_call(method, parameters).unwrap_or_else(|error| panic!("{method}: {error}"))
    }

    /// The same, with an error of the browser as a value.
    pub(crate) fn try_call(&mut self, method: &str, parameters: Value) -> Result<Value, Value> {
        self.calls += 1;
        let mut message = json!({ "id": self.calls, "method": method, "params": parameters });
        if let Some(session) = &self.session {
            message["sessionId"] = json!(session);
        }
        self.socket.send(Message::text(message.to_string())).expect("Chromium listens");
        loop {
            let answer = self.read();
            if answer["id"] == json!(self.calls) {
                let error = &answer["error"];
                return if error.is_null() { Ok(answer["result"].clone()) } else { Err(error.clone()) };
            }
            self.events.push_back(answer);
        }
    }

    /// Waits for an event, which may have come already.
    pub(crate) fn wait(&mut self, method: &str, wanted: impl Fn(&Value) -> bool) -> Value {
        let is_wanted = |event: &Value| event["method"] == json!(method) && wanted(&event["params"]);
        if let Some(index) = self.events.iter().position(is_wanted) {
            return self.events.remove(index).unwrap_or_default()["params"].clone();
        }
        loop {
            let event = self.read();
            if is_wanted(&event) {
                return event["params"].clone();
            }
            self.events.push_back(event);
        }
    }

    /// All events of a kind so far.
    pub(crate) fn events(&self, method: &str) -> Vec<&Value> {
        self.events.iter().filter(|event| event["method"] == json!(method)).map(|event| &event["params"]).collect()
    }

    fn read(&mut self) -> Value {
        loop {
            match self.socket.read().expect("Chromium answers") {
                Message::Text(text) => return serde_json::from_str(&text).expect("JSON"),
                Message::Close(_) => panic!("Chromium hung up"),
                _ => {}
            }
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The first program of those names on the path.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|file| file.is_file())
}

/// Waits until the browser has written down where it listens, and calls there.
fn connect(process: &mut Child, profile: &Path) -> WebSocket<TcpStream> {
    let mut waited = Duration::ZERO;
    let (port, path) = loop {
        let text = fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
        if let Some((port, path)) = text.trim().split_once('\n') {
            break (port.to_owned(), path.to_owned());
        }
        assert!(process.try_wait().is_ok_and(|ended| ended.is_none()), "Chromium ended at once");
        assert!(waited < PATIENCE, "Chromium does not listen");
        sleep(PAUSE);
        waited += PAUSE;
    };
    let stream = TcpStream::connect(format!("127.0.0.1:{port}")).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    tungstenite::client(format!("ws://127.0.0.1:{port}{path}"), stream).expect("a handshake").0
}
