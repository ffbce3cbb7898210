//! A request and a response of HTTP/1.1, within bounds.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use httparse::{EMPTY_HEADER, Status};

use super::super::progress::Stopwatch;

/// Most bytes of the lines before a body, and most lines.
const MAX_HEAD: usize = 8 * 1024;
const MAX_HEADERS: usize = 48;
/// Seconds that a whole head may take, and a body for each megabyte begun.
const HEAD_S: f64 = 5.0;
const BODY_S: f64 = 10.0;
/// Time that a client may leave an answer lying.
const WRITE: Duration = Duration::from_secs(20);

/// What a browser may do with an answer: use what comes from here, and nothing else.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
                      connect-src 'self'; img-src 'self' blob: data:; base-uri 'none'; form-action 'none'; \
                      frame-ancestors 'none'";

/// A request, without its body.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Head {
    pub method: String,
    /// What stands before the question mark.
    pub path: String,
    /// What stands behind it.
    pub query: String,
    pub host: Option<String>,
    pub origin: Option<String>,
    /// What stands behind `Bearer` in the line `Authorization`.
    pub token: Option<String>,
    pub length: usize,
}

/// Why a request is not answered as asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// It is no request of HTTP/1.1 as this server takes it.
    Malformed(&'static str),
    /// Its head or body is too long.
    TooLarge,
    /// It came too slowly.
    TooSlow,
    /// The other side has gone.
    Gone,
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut => Self::TooSlow,
            _ => Self::Gone,
        }
    }
}

/// The bytes of a connection, with an end to all patience.
pub(super) struct Incoming<'a> {
    stream: &'a TcpStream,
    bytes: Vec<u8>,
}

impl<'a> Incoming<'a> {
    pub(super) const fn new(stream: &'a TcpStream) -> Self {
        Self { stream, bytes: Vec::new() }
    }

    /// Reads on, for no longer than is left of the time.
    fn more(&mut self, clock: &Stopwatch, patience: f64) -> Result<(), Refusal> {
        let left = patience - clock.seconds();
        if left <= 0.0 {
            return Err(Refusal::TooSlow);
        }
        self.stream.set_read_timeout(Some(Duration::from_secs_f64(left.max(0.001))))?;
        let mut part = [0; 4096];
        match self.stream.read(&mut part)? {
            0 => Err(Refusal::Gone),
            count => {
                self.bytes.extend(&part[..count]);
                Ok(())
            }
        }
    }

    /// Reads the head of a request.
    pub(super) fn head(&mut self) -> Result<Head, Refusal> {
        let clock = Stopwatch::new(0.0);
        loop {
            if let Some((head, length)) = parse(&self.bytes)? {
                self.bytes.drain(..length);
                return Ok(head);
            }
            if self.bytes.len() > MAX_HEAD {
                return Err(Refusal::TooLarge);
            }
            self.more(&clock, HEAD_S)?;
        }
    }

    /// Reads the body of a request, of no more than a number of bytes.
    pub(super) fn body(&mut self, length: usize, most: usize) -> Result<Vec<u8>, Refusal> {
        if length > most {
            return Err(Refusal::TooLarge);
        }
        let patience = BODY_S * (length / 1_000_000 + 1) as f64;
        let clock = Stopwatch::new(0.0);
        while self.bytes.len() < length {
            self.more(&clock, patience)?;
        }
        Ok(self.bytes.drain(..length).collect())
    }

    /// Takes in a little of what still comes, so that closing does not tear the answer from the other side's hands.
    pub(super) fn drain(&mut self) {
        const MOST: usize = 64 * 1024;
        let clock = Stopwatch::new(0.0);
        self.bytes.clear();
        while self.bytes.len() < MOST && self.more(&clock, 1.0).is_ok() {}
    }
}

/// The head at the beginning of some bytes and its length; nothing as long as it is not whole.
fn parse(bytes: &[u8]) -> Result<Option<(Head, usize)>, Refusal> {
    let mut headers = [EMPTY_HEADER; MAX_HEADERS];
    let mut request = httparse::Request::new(&mut headers);
    let length = match request.parse(bytes) {
        Ok(Status::Complete(length)) if length <= MAX_HEAD => length,
        Ok(Status::Complete(_)) | Err(httparse::Error::TooManyHeaders) => return Err(Refusal::TooLarge),
        Ok(Status::Partial) => return Ok(None),
        Err(_) => return Err(Refusal::Malformed("this is no request of HTTP/1.1")),
    };
    let target = request.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let mut head = Head {
        method: request.method.unwrap_or_default().to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        ..Head::default()
    };
    let mut lengths = Vec::new();
    for header in request.headers.iter() {
        let value = std::str::from_utf8(header.value).map_err(|_| Refusal::Malformed("a header is no text"))?.trim();
        match header.name.to_ascii_lowercase().as_str() {
            "host" => once(&mut head.host, value)?,
            "origin" => once(&mut head.origin, value)?,
            "authorization" => once(&mut head.token, value.strip_prefix("Bearer ").unwrap_or_default())?,
            "content-length" => lengths.push(value.parse().map_err(|_| Refusal::Malformed("its length is no number"))?),
            "transfer-encoding" => return Err(Refusal::Malformed("give the length of a body; pieces are not taken")),
            _ => {}
        }
    }
    head.length = match lengths[..] {
        [] => 0,
        [length] => length,
        _ => return Err(Refusal::Malformed("it has two lengths")),
    };
    Ok(Some((head, length)))
}

/// A header that must not come twice: two readers could take different ones.
fn once(place: &mut Option<String>, value: &str) -> Result<(), Refusal> {
    match place.replace(value.to_owned()) {
        None => Ok(()),
        Some(_) => Err(Refusal::Malformed("a header comes twice")),
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    pub code: u16,
    pub kind: &'static str,
    pub body: Vec<u8>,
}

impl Response {
    pub(super) fn json(body: impl Into<Vec<u8>>) -> Self {
        Self { code: 200, kind: "application/json", body: body.into() }
    }

    /// An answer that something went wrong, with words for people.
    pub(super) fn error(code: u16, words: &str) -> Self {
        Self { code, ..Self::json(serde_json::json!({ "error": words }).to_string()) }
    }

    pub(super) fn write(&self, mut stream: &TcpStream, is_bare: bool) -> io::Result<()> {
        let Self { code, kind, body } = self;
        let head = format!(
            "HTTP/1.1 {code} {}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\
             Cache-Control: no-store\r\nContent-Security-Policy: {POLICY}\r\nX-Content-Type-Options: nosniff\r\n\
             Referrer-Policy: no-referrer\r\nCross-Origin-Resource-Policy: same-origin\r\n\
             Cross-Origin-Opener-Policy: same-origin\r\n\r\n",
            reason(*code),
            body.len(),
        );
        stream.set_write_timeout(Some(WRITE))?;
        stream.write_all(head.as_bytes())?;
        if !is_bare {
            stream.write_all(body)?;
        }
        stream.flush()
    }
}

impl From<&Refusal> for Option<Response> {
    fn from(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::Malformed(words) => Some(Response::error(400, words)),
            Refusal::TooLarge => Some(Response::error(413, "this is larger than the server takes")),
            Refusal::TooSlow => Some(Response::error(408, "this came too slowly")),
            Refusal::Gone => None,
        }
    }
}

const fn reason(code: u16) -> &'static str {
    match code {
        200 => "OK",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        409 => "Conflict",
        413 => "Content Too Large",
        503 => "Service Unavailable",
        _ => "Error",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(text: &str) -> Result<Option<(Head, usize)>, Refusal> {
        parse(text.as_bytes())
    }

    #[test]
    fn a_head_is_read_once_it_is_whole() {
        let text = "POST /api/order?a=1 HTTP/1.1\r\nHost: 127.0.0.1:80\r\nAuthorization: Bearer abc\r\nContent-Length: 2\r\n\r\n{}";
        for end in 0..text.len() - 2 {
            assert_eq!(head(&text[..end]), Ok(None), "{end}");
        }
        let (read, length) = head(text).unwrap().unwrap();
        assert_eq!((length, read.length), (text.len() - 2, 2));
        assert_eq!((read.method.as_str(), read.path.as_str(), read.query.as_str()), ("POST", "/api/order", "a=1"));
        assert_eq!((read.host.as_deref(), read.token.as_deref()), (Some("127.0.0.1:80"), Some("abc")));
    }

    #[test]
    fn what_two_readers_could_understand_differently_is_refused() {
        for lines in [
            "Host: a\r\nHost: b",
            "Content-Length: 1\r\nContent-Length: 2",
            "Content-Length: -1",
            "Transfer-Encoding: chunked",
            "Authorization: Bearer a\r\nAuthorization: Bearer b",
        ] {
            let answer = head(&format!("GET / HTTP/1.1\r\n{lines}\r\n\r\n"));
            assert!(matches!(answer, Err(Refusal::Malformed(_))), "{lines}: {answer:?}");
        }
        assert!(matches!(head("\u{1}\u{2}\r\n\r\n"), Err(Refusal::Malformed(_))));
        let many = "A: b\r\n".repeat(MAX_HEADERS + 1);
        assert_eq!(head(&format!("GET / HTTP/1.1\r\n{many}\r\n")), Err(Refusal::TooLarge));
    }
}
