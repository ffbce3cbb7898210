//! What may reach the studio's server, and what does not harm it. `docs/studio.md` has the table.

use std::io::Write as _;
use std::net::TcpStream;
use std::thread::{scope, sleep};
use std::time::Duration;

use serde_json::json;

use super::served::{Served, answer};

#[test]
fn only_the_page_itself_is_there_without_the_token() {
    let served = Served::start();
    let port = served.port;
    let code = |text: &str| served.send(text.as_bytes()).map(|answer| answer.code);
    let page = served.send(format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n").as_bytes()).unwrap();
    assert_eq!(page.code, 200);
    for line in
        ["Content-Security-Policy: default-src 'none'", "frame-ancestors 'none'", "nosniff", "no-referrer", "no-store"]
    {
        assert!(page.head.contains(line), "{line}: {}", page.head);
    }
    assert!(!page.head.contains("Access-Control") && !String::from_utf8_lossy(&page.body).contains(&served.token));
    let wrong = "0".repeat(served.token.len());
    for (request, expected) in [
        (format!("GET /api/news HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n"), 401),
        (format!("GET /api/news HTTP/1.1\r\nHost: localhost:{port}\r\nAuthorization: Bearer {wrong}\r\n\r\n"), 401),
        (format!("GET /api/news?token={} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", served.token), 401),
        ("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n".to_owned(), 403),
        (format!("GET / HTTP/1.1\r\nHost: evil.example:{port}\r\n\r\n"), 403),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 403),
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: https://evil.example\r\n\r\n"), 403),
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: null\r\n\r\n"), 403),
        (format!("POST /api/order HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 2\r\n\r\n{{}}"), 401),
    ] {
        assert_eq!(code(&request), Some(expected), "{request}");
    }
    let foreign = served.request("POST", "/api/order", "Origin: http://evil.example\r\n", br#"{"order":"close"}"#);
    assert_eq!(foreign.code, 403);
}

#[test]
fn no_path_from_outside_is_opened() {
    let served = Served::start();
    std::fs::write(served.path().join("secret.park"), "secret").unwrap();
    for path in [
        "/../secret.park",
        "/..%2fsecret.park",
        "/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/studio.js/../secret.park",
        "/api/card/..%2f..%2fsecret",
        "/api/card/0000000000000000",
        "/runs/one/run.toml",
        "/.git/config",
    ] {
        let answer = served.request("GET", path, "", b"");
        assert!(answer.code == 404 || answer.code == 405, "{path}: {answer:?}");
    }
    for (path, body) in [
        ("/api/order", json!({ "order": "open", "name": "../secret" })),
        ("/api/order", json!({ "order": "open", "name": "/etc" })),
        ("/api/map", json!({ "park": "../secret.park" })),
        ("/api/begin", json!({ "name": "../outside" })),
        ("/api/begin", json!({ "park": "/etc/passwd" })),
        ("/api/begin", json!({ "from": ["../.."] })),
        ("/api/begin", json!({ "fields": { "out": "/tmp/outside" } })),
        ("/api/begin", json!({ "fields": { "seed": "1", "resume": "." } })),
        ("/api/begin", json!({ "out": "/tmp/outside" })),
        ("/api/order", json!({ "order": "run" })),
    ] {
        let answer = served.post(path, &body);
        assert!(answer.code == 400 || answer.code == 409, "{body}: {answer:?}");
    }
    let brought = served.request("POST", "/api/parks?name=../../evil.park", "", b"this is no park");
    assert_eq!(brought.code, 400);
    let left: Vec<_> = walkdir::WalkDir::new(served.path()).into_iter().filter_map(Result::ok).collect();
    assert!(left.iter().all(|entry| !entry.file_name().to_string_lossy().contains("evil")), "{left:?}");
}

#[test]
fn sizes_are_bounded() {
    let served = Served::start();
    let (port, token) = (served.port, &served.token);
    let long = "a".repeat(20_000);
    let known = format!("Host: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}");
    for (request, expected) in [
        (format!("GET /{long} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"), 413),
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nX: {long}\r\n\r\n"), 413),
        (format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{}\r\n", "A: b\r\n".repeat(200)), 413),
        (format!("POST /api/order HTTP/1.1\r\n{known}\r\nContent-Length: 999999999\r\n\r\n"), 413),
        (format!("POST /api/order HTTP/1.1\r\n{known}\r\nContent-Length: 18446744073709551616\r\n\r\n"), 400),
        (format!("POST /api/parks?name=a.park HTTP/1.1\r\n{known}\r\nContent-Length: 999999999\r\n\r\n"), 413),
        (format!("POST /api/order HTTP/1.1\r\n{known}\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400),
        (format!("POST / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Length: 5\r\n\r\nhello"), 413),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
    ] {
        let answer = served.send(request.as_bytes()).map(|answer| answer.code);
        assert_eq!(answer, Some(expected), "{}", &request[..request.len().min(120)]);
    }
    let deep = "[".repeat(60_000);
    assert_eq!(served.request("POST", "/api/order", "", deep.as_bytes()).code, 400);
    assert_eq!(served.request("POST", "/api/order", "", &[0xff; 1000]).code, 400);
    served.get("/api/news");
}

#[test]
fn clients_that_hold_connections_open_keep_nobody_out() {
    let served = Served::start();
    let begin = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX: ", served.port);
    let mut held: Vec<TcpStream> = Vec::new();
    for _ in 0..300 {
        let mut stream = served.connect();
        stream.write_all(begin.as_bytes()).unwrap();
        held.push(stream);
    }
    let words = served.get("/api/news");
    assert_eq!(words["doing"], "nothing");
    // A byte now and then does not buy more time: the whole head has five seconds.
    let mut slow = held.pop().unwrap();
    while slow.write_all(b"a").is_ok() {
        sleep(Duration::from_millis(200));
    }
    drop(held);
    served.get("/api/news");
}

/// What a broken or hostile client does, one thing after the other.
fn disturb(served: &Served, turn: usize) {
    let code = |bytes: &[u8]| served.send(bytes).map(|answer| answer.code);
    let host = format!("Host: 127.0.0.1:{}", served.port);
    match turn % 9 {
        0 => drop(served.connect()),
        1 => served.connect().write_all(b"POST /api/order HTTP/1.1\r\nContent-Le").unwrap(),
        2 => assert_eq!(code(b"nonsense\r\n\r\n"), Some(400)),
        3 => {
            let guess = format!("GET /api/news HTTP/1.1\r\n{host}\r\nAuthorization: Bearer {turn:032x}\r\n\r\n");
            assert_eq!(code(guess.as_bytes()), Some(401));
        }
        4 => {
            let line = format!("GET /{} HTTP/1.1\r\n{host}\r\n\r\n", "a".repeat(100_000));
            // The server may hang up before all of it is there.
            assert!(code(line.as_bytes()).is_none_or(|code| code == 413));
        }
        5 => assert_eq!(code(&b"{".repeat(100_000)), None),
        6 => served.connect().write_all(br#"{"id":1,"kind":"hel"#).unwrap(),
        // A slow one: its request comes whole in the end, and is answered.
        7 => {
            let mut slow = served.connect();
            for part in ["GET / HTTP", "/1.1\r\n", &host, "\r\n\r\n"] {
                slow.write_all(part.as_bytes()).unwrap();
                sleep(Duration::from_millis(100));
            }
            assert_eq!(answer(slow).map(|answer| answer.code), Some(200));
        }
        _ => {}
    }
}

#[test]
fn fifty_clients_among_broken_ones_get_every_answer() {
    let served = Served::start();
    served.begin("load", &json!({ "population": "8", "islands": "2", "generations": "100000", "pieces": "20..60" }));
    served.until("a leader", |news| news["leaders"].as_array().is_some_and(|leaders| !leaders.is_empty()));
    let before = served.get("/api/news")["line"]["generation"].as_u64().unwrap();
    scope(|scope| {
        for client in 0..50 {
            let served = &served;
            scope.spawn(move || {
                for round in 0..8 {
                    disturb(served, client + round);
                    let news = served.get("/api/news");
                    let id = news["leaders"][0]["id"].as_str().unwrap();
                    let card = served.request("GET", &format!("/api/card/{id}"), "", b"");
                    assert!(card.code == 200 && card.json()["card"]["id"] == id, "{card:?}");
                }
            });
        }
    });
    let after = served.until("another generation", |news| news["line"]["generation"].as_u64() > Some(before));
    assert_eq!(after["doing"], "breeding");
    let log = std::fs::read_to_string(served.path().join("runs/load/log.jsonl")).unwrap();
    let generations =
        log.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["generation"].as_u64());
    assert!(generations.zip(1..).all(|(logged, expected)| logged == Some(expected)), "{log}");
}

#[test]
fn orders_of_many_clients_at_once_are_all_answered() {
    let served = Served::start();
    served.begin("orders", &json!({ "population": "8", "islands": "2", "generations": "100000", "pieces": "20..60" }));
    served.until("a leader", |news| news["leaders"].as_array().is_some_and(|leaders| !leaders.is_empty()));
    scope(|scope| {
        for client in 0..60 {
            let served = &served;
            scope.spawn(move || {
                for order in ["pause", "go_on", "unlock", "favour", "pause", "go_on"] {
                    let wish = match order {
                        "favour" => json!({ "order": "favour", "id": client.to_string(), "favoured": true }),
                        _ => json!({ "order": order }),
                    };
                    let answer = served.post("/api/order", &wish);
                    // A design that is not there, or an order too many, is refused; nothing is left open.
                    assert!([200, 409].contains(&answer.code), "{wish}: {answer:?}");
                }
            });
        }
    });
    served.order(&json!({ "order": "go_on" }));
    let before = served.get("/api/news")["line"]["generation"].as_u64();
    served.until("another generation", |news| news["line"]["generation"].as_u64() > before);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_listens_at_another_address() {
    let served = Served::start();
    served.get("/api/news");
    // All of 127.0.0.0/8 is this machine: a server that listens everywhere would answer there.
    assert!(TcpStream::connect(("127.0.0.2", served.port)).is_err());
    assert!(TcpStream::connect(("::1", served.port)).is_err());
}

#[test]
fn a_client_that_never_reads_holds_nothing_up() {
    let served = Served::start();
    let mut silent = served.connect();
    let request = format!(
        "GET /studio.js HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nAuthorization: Bearer {}\r\n\r\n",
        served.port, served.token
    );
    silent.write_all(request.as_bytes()).unwrap();
    assert_eq!(served.get("/api/news")["doing"], "nothing");
    assert!(answer(silent).is_some_and(|answer| answer.code == 200));
}
