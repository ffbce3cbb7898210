//! The server: takes connections on this machine, and answers one request on each.

use std::io;
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::gate::Gate;
use super::http::{Head, Incoming, Refusal, Response};

/// Most connections at a time.
const MAX_CONNECTIONS: usize = 96;
/// Most bytes of a body, and of one that is a park.
const MAX_BODY: usize = 64 * 1024;
const MAX_PARK: usize = 48 * 1024 * 1024;
/// How long to wait when the system cannot take a connection.
const SHORTAGE: Duration = Duration::from_millis(100);
/// How long a client may say nothing at all.
const FIRST: Duration = Duration::from_secs(5);

/// Answers requests that came through the gate.
pub(super) trait Answer: Send + Sync + 'static {
    /// What a request is answered.
    fn answer(&self, head: &Head, body: &[u8]) -> Response;

    /// Speaks lines with the game's plug-in until it leaves; `known` is called once it has shown its token.
    fn converse(&self, stream: &TcpStream, gate: &Gate, known: impl Fn());

    /// Whether a request may bring a park.
    fn takes_parks(&self, head: &Head) -> bool;
}

/// A connection that is open.
struct Guest {
    number: u64,
    stream: TcpStream,
    /// Whether it has shown the token.
    is_known: bool,
}

/// All connections, the oldest first.
#[derive(Default)]
struct Guests {
    open: Mutex<Vec<Guest>>,
}

impl Guests {
    fn lock(&self) -> MutexGuard<'_, Vec<Guest>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Lets a connection in. Where there is no room, the oldest one that has not shown the token has to go: clients that
    /// hold connections open and say nothing keep out no one but each other. False when all have shown it.
    fn admit(&self, number: u64, stream: TcpStream) -> bool {
        let mut open = self.lock();
        if open.len() >= MAX_CONNECTIONS {
            let Some(oldest) = open.iter().position(|guest| !guest.is_known) else { return false };
            // It may have gone by itself.
            let _ = open.remove(oldest).stream.shutdown(Shutdown::Both);
        }
        open.push(Guest { number, stream, is_known: false });
        true
    }

    fn know(&self, number: u64) {
        self.lock().iter_mut().filter(|guest| guest.number == number).for_each(|guest| guest.is_known = true);
    }

    fn dismiss(&self, number: u64) {
        self.lock().retain(|guest| guest.number != number);
    }
}

/// Takes a port of this machine; 0 is any free one.
pub(super) fn listen(port: u16) -> io::Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
}

/// Serves for as long as the program runs.
pub(super) fn start(listener: TcpListener, gate: Gate, answer: impl Answer) {
    let (gate, answer, guests) = (Arc::new(gate), Arc::new(answer), Arc::new(Guests::default()));
    thread::spawn(move || {
        for (number, stream) in (0..).zip(listener.incoming()) {
            let Ok(stream) = stream else {
                // The system is short of something; it will not be for ever.
                thread::sleep(SHORTAGE);
                continue;
            };
            let Ok(kept) = stream.try_clone() else { continue };
            if !guests.admit(number, kept) {
                // A client that does not wait for this answer loses nothing.
                let _ = Response::error(503, "too many connections; try again").write(&stream, false);
                continue;
            }
            let (gate, answer, guests) = (gate.clone(), answer.clone(), guests.clone());
            let begun = thread::Builder::new().name("client".to_owned()).spawn({
                let guests = guests.clone();
                move || {
                    serve(&stream, number, &gate, &*answer, &guests);
                    guests.dismiss(number);
                }
            });
            if begun.is_err() {
                guests.dismiss(number);
            }
        }
    });
}

/// Whether a client speaks lines of JSON, as the game's plug-in does, and not HTTP.
fn begins_a_line(stream: &TcpStream) -> bool {
    let mut first = [0];
    let peeked = stream.set_read_timeout(Some(FIRST)).and_then(|()| stream.peek(&mut first));
    peeked.is_ok_and(|count| count == 1) && first == *b"{"
}

fn serve(stream: &TcpStream, number: u64, gate: &Gate, answer: &impl Answer, guests: &Guests) {
    if begins_a_line(stream) {
        answer.converse(stream, gate, || guests.know(number));
        let _ = stream.shutdown(Shutdown::Both);
        return;
    }
    let mut incoming = Incoming::new(stream);
    let mut is_bare = false;
    let response = incoming.head().and_then(|head| {
        is_bare = head.method == "HEAD";
        respond(&mut incoming, &head, number, gate, answer, guests)
    });
    let response = response.map_or_else(|refusal| Option::from(&refusal), Some);
    if let Some(response) = response {
        // The other side may have gone; it asks again if it wants to know.
        let _ = response.write(stream, is_bare);
    }
    let _ = stream.shutdown(Shutdown::Write);
    incoming.drain();
}

fn respond(
    incoming: &mut Incoming,
    head: &Head,
    number: u64,
    gate: &Gate,
    answer: &impl Answer,
    guests: &Guests,
) -> Result<Response, Refusal> {
    if let Err(refused) = gate.check(head) {
        return Ok(refused);
    }
    let is_known = gate.is_known(head);
    if is_known {
        guests.know(number);
    }
    let most = match () {
        () if !is_known => 0,
        () if answer.takes_parks(head) => MAX_PARK,
        () => MAX_BODY,
    };
    let body = incoming.body(head.length, most)?;
    Ok(answer.answer(head, &body))
}
