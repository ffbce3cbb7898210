//! The studio that runs, written down for a second start: that one opens its page instead of another studio.

use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::Duration;

use directories::BaseDirs;
use serde::{Deserialize, Serialize};

use super::super::failure::Failure;
use super::super::output::{create_folder, write_secret};
use super::gate::Token;

/// How long a studio may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// What the answer to a known token begins with.
const WELCOME: [u8; 12] = *b"HTTP/1.1 200";

/// A studio that was written down.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Running {
    /// Folder of its searches.
    folder: PathBuf,
    port: u16,
    token: String,
}

/// The file in which the running studio stands. It goes with the studio.
pub(super) struct Entry {
    place: PathBuf,
    running: Running,
}

/// Where a studio is written down, if this user has a folder for such files.
pub(super) fn place() -> Option<PathBuf> {
    Some(BaseDirs::new()?.cache_dir().join("loopwright").join("studio.json"))
}

impl Running {
    /// A studio for a folder of searches.
    pub(super) fn new(folder: &Path, port: u16, token: &Token) -> Self {
        Self { folder: whole(folder), port, token: token.text().to_owned() }
    }

    /// The studio that is written down, if it shows this folder and still answers.
    pub(super) fn find(place: &Path, folder: &Path) -> Option<Self> {
        let running = Self::read(place)?;
        (running.folder == whole(folder) && running.answers()).then_some(running)
    }

    fn read(place: &Path) -> Option<Self> {
        let running: Self = serde_json::from_slice(&fs::read(place).ok()?).ok()?;
        Token::of(&running.token)?;
        Some(running)
    }

    /// Whether it is there. Another program may have its port by now: that one does not know the token.
    fn answers(&self) -> bool {
        self.greet().is_ok_and(|answer| answer == WELCOME)
    }

    fn greet(&self) -> std::io::Result<[u8; WELCOME.len()]> {
        let Self { port, token, .. } = self;
        let mut stream = TcpStream::connect_timeout(&SocketAddr::from((Ipv4Addr::LOCALHOST, *port)), PATIENCE)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        let lines =
            ["GET /api/runs HTTP/1.1", &format!("Host: 127.0.0.1:{port}"), &format!("Authorization: Bearer {token}")];
        stream.write_all(format!("{}\r\n\r\n", lines.join("\r\n")).as_bytes())?;
        let mut answer = [0; WELCOME.len()];
        stream.read_exact(&mut answer)?;
        Ok(answer)
    }

    /// The address of its page.
    pub(super) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/#{}", self.port, self.token)
    }

    pub(super) const fn port(&self) -> u16 {
        self.port
    }

    /// Writes it down for as long as the entry lives; only its owner may read the secret in it.
    pub(super) fn write(self, place: PathBuf) -> Result<Entry, Failure> {
        create_folder(place.parent().unwrap_or(Path::new(".")))?;
        let text = serde_json::to_vec(&self).map_err(|error| Failure::unwritable(&place, &error.into()))?;
        write_secret(&place, &text)?;
        Ok(Entry { place, running: self })
    }
}

impl Drop for Entry {
    fn drop(&mut self) {
        // A studio that was started later has its own entry there.
        if Running::read(&self.place).as_ref() == Some(&self.running) {
            // What stays behind does not answer, and is written over.
            let _ = fs::remove_file(&self.place);
        }
    }
}

/// A folder as it is known everywhere.
fn whole(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}
