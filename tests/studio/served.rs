//! A studio that runs, and a client that speaks to it byte by byte.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Patience with an answer before a test gives up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A studio. It ends with the test.
pub(super) struct Served {
    process: Child,
    pub folder: TempDir,
    pub address: String,
    pub port: u16,
    pub token: String,
}

/// What was answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub code: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub(super) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

impl Served {
    pub(super) fn start() -> Self {
        Self::start_in(TempDir::new().unwrap())
    }

    /// Starts in a folder; parks are those in `parks`, and designs are installed into `tracks`.
    pub(super) fn start_in(folder: TempDir) -> Self {
        Self::start_with(folder, &[])
    }

    fn start_with(folder: TempDir, more: &[&str]) -> Self {
        let arguments = ["serve", "--no-open", "--json", "--threads", "2", "--parks", "parks", "--to", "tracks"];
        let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
        command.args(arguments).args(more).current_dir(folder.path()).stdout(Stdio::piped()).stderr(Stdio::null());
        command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path().join("config"));
        let mut process = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let said: Value = serde_json::from_str(&line).unwrap();
        let address = said["address"].as_str().unwrap().to_owned();
        let port = u16::try_from(said["port"].as_u64().unwrap()).unwrap();
        let token = address.split_once('#').unwrap().1.to_owned();
        Self { process, folder, address, port, token }
    }

    /// Starts with the game's plug-in installed. The port and the secret that stand in front of its file.
    pub(super) fn with_plugin() -> (Self, Value) {
        let folder = TempDir::new().unwrap();
        std::fs::create_dir_all(folder.path().join("config/OpenRCT2")).unwrap();
        let served = Self::start_with(folder, &["--install-plugin"]);
        let setup = served.plugin();
        (served, setup)
    }

    /// What stands in front of the plug-in's file.
    pub(super) fn plugin(&self) -> Value {
        let file = self.path().join("config/OpenRCT2/plugin/loopwright.js");
        let text = std::fs::read_to_string(file).unwrap();
        let first = text.lines().next().unwrap();
        serde_json::from_str(first.strip_prefix("const LOOPWRIGHT = ").unwrap().trim_end_matches(';')).unwrap()
    }

    /// Ends the program at once, as a loss of power does. Its folder stays.
    pub(super) fn kill(mut self) -> TempDir {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        std::mem::replace(&mut self.folder, TempDir::new().unwrap())
    }

    /// Presses Ctrl-C and waits for the end.
    #[cfg(unix)]
    pub(super) fn interrupt(&mut self) -> Option<i32> {
        Command::new("kill").args(["-INT", &self.process.id().to_string()]).status().unwrap();
        self.process.wait().unwrap().code()
    }

    pub(super) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(super) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Sends bytes and reads the answer; none where the server hangs up.
    pub(super) fn send(&self, bytes: &[u8]) -> Option<Answer> {
        let mut stream = self.connect();
        // The server may have answered before all was sent.
        let _ = stream.write_all(bytes);
        answer(stream)
    }

    /// A request with the token and further lines of its head.
    pub(super) fn request(&self, method: &str, path: &str, lines: &str, body: &[u8]) -> Answer {
        let Self { port, token, .. } = self;
        let head = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nContent-Length: {}\r\n\
             {lines}\r\n",
            body.len()
        );
        self.send(&[head.as_bytes(), body].concat()).expect("an answer")
    }

    pub(super) fn get(&self, path: &str) -> Value {
        let answer = self.request("GET", path, "", b"");
        assert_eq!(answer.code, 200, "{path}: {answer:?}");
        answer.json()
    }

    pub(super) fn post(&self, path: &str, body: &Value) -> Answer {
        self.request("POST", path, "", body.to_string().as_bytes())
    }

    /// An order to the search that is followed.
    pub(super) fn order(&self, order: &Value) {
        let answer = self.post("/api/order", order);
        assert_eq!(answer.code, 200, "{order}: {}", answer.json());
    }

    /// Begins a search with these fields of the form.
    pub(super) fn begin(&self, name: &str, fields: &Value) {
        let answer = self.post("/api/begin", &json!({ "name": name, "fields": fields }));
        assert_eq!(answer.code, 200, "{}", answer.json());
    }

    /// Waits until the news are as wanted.
    pub(super) fn until(&self, what: &str, is_wanted: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..2400 {
            let news = self.get("/api/news");
            if is_wanted(&news) {
                return news;
            }
            sleep(Duration::from_millis(50));
        }
        panic!("{what} does not come: {}", self.get("/api/news"));
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Reads an answer to its end.
pub(super) fn answer(mut stream: TcpStream) -> Option<Answer> {
    let mut bytes = Vec::new();
    // A server that hangs up may do so while bytes are on their way.
    let _ = stream.read_to_end(&mut bytes);
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    let head = String::from_utf8(bytes[..end].to_vec()).ok()?;
    let code = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { code, head, body: bytes[end + 4..].to_vec() })
}
