//! The wire to the game's plug-in: lines of JSON, each answered. `docs/protocol.md` describes them.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use super::super::progress::Stopwatch;
use super::gate::Token;
use super::route::Routes;
use super::talk::{Said, Talk};

/// Most bytes of a line.
const MAX_LINE: usize = 8000;
/// How long a plug-in may say nothing before its connection is closed; it asks every few seconds.
const SILENCE: Duration = Duration::from_secs(120);
/// How long a stranger may take to greet, in all.
const GREETING: Duration = Duration::from_secs(5);

/// A line as it comes: its number is repeated in the answer.
#[derive(Debug, Deserialize)]
struct Line {
    id: u64,
    #[serde(flatten)]
    said: Said,
}

/// Speaks with a plug-in until it leaves or breaks the rules. Whoever does not greet with the token within a few seconds
/// is sent away; `known` is called once it has.
pub(super) fn converse(stream: &TcpStream, routes: &Routes, token: &Token, known: impl Fn()) {
    let mut talk = None;
    let clock = Stopwatch::new(0.0);
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    if stream.set_write_timeout(Some(GREETING)).is_err() {
        return;
    }
    loop {
        while let Some(end) = bytes.iter().position(|&byte| byte == b'\n') {
            let line: Vec<u8> = bytes.drain(..=end).collect();
            let (answer, goes_on) = reply(&line, &mut talk, routes, token);
            if talk.is_some() {
                known();
                routes.desk.look();
            }
            let sent = { stream }.write_all(format!("{}\n", ascii(&answer)).as_bytes());
            if sent.is_err() || !goes_on {
                return;
            }
        }
        // No time left is an error of the system.
        let patience =
            if talk.is_some() { SILENCE } else { GREETING.saturating_sub(Duration::from_secs_f64(clock.seconds())) };
        let count = stream.set_read_timeout(Some(patience)).and_then(|()| { stream }.read(&mut part));
        match count {
            Ok(count) if count > 0 && bytes.len() + count <= 2 * MAX_LINE => bytes.extend(&part[..count]),
            _ => return,
        }
        if bytes.len() > MAX_LINE && !bytes.contains(&b'\n') {
            return;
        }
    }
}

/// The answer to a line, and whether the conversation goes on. It begins when a client greets with the token.
fn reply<'a>(line: &[u8], talk: &mut Option<Talk<'a>>, routes: &'a Routes, token: &Token) -> (Value, bool) {
    let Ok(Line { id, said }) = serde_json::from_slice(line) else {
        return (json!({ "kind": "refused", "error": "this line cannot be read" }), false);
    };
    let answer = match (said, &mut *talk) {
        (Said::Hello { token: given, api }, None) if token.is(&given) => {
            *talk = Some(Talk::new(routes));
            routes.desk.show(|board| board.game = Some(format!("The game is connected (plug-in interface {api}).")));
            Ok(json!({ "kind": "welcome", "program": env!("CARGO_PKG_VERSION") }))
        }
        (_, None) => return (json!({ "re": id, "kind": "refused", "error": "the token is wrong" }), false),
        (said, Some(talk)) => talk.answer(said),
    };
    let mut answer = answer.unwrap_or_else(|words| json!({ "kind": "error", "error": words }));
    answer["re"] = id.into();
    (answer, true)
}

/// A line of JSON in ASCII, as the game takes letters of several bytes apart.
fn ascii(answer: &Value) -> String {
    let mut line = String::new();
    for letter in answer.to_string().chars() {
        if letter.is_ascii() {
            line.push(letter);
        } else {
            letter.encode_utf16(&mut [0; 2]).iter().for_each(|unit| line += &format!("\\u{unit:04x}"));
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_ascii_and_says_the_same() {
        let answer = json!({ "name": "Café 🎢", "plain": "a" });
        let line = ascii(&answer);
        assert!(line.is_ascii() && line.contains("Caf\\u00e9"), "{line}");
        assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), answer);
    }
}
