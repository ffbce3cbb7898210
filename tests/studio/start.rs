//! A studio without a terminal: a double click starts it, and it ends when no page is open.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread::sleep;
use std::time::Duration;

use tempfile::TempDir;

/// Times that a test looks whether something is there before it gives up, and how long it waits between two.
const LOOKS: usize = 1200;
const NAP: Duration = Duration::from_millis(50);

/// The program without arguments, as a desktop starts it: no terminal, and a browser that writes down what it is to open.
struct Clicked {
    process: Child,
    folder: Rc<TempDir>,
}

impl Clicked {
    fn new(desktop: &str) -> Self {
        Self::again(desktop, Rc::new(TempDir::new().unwrap()))
    }

    /// One more start in a folder.
    fn again(desktop: &str, folder: Rc<TempDir>) -> Self {
        let programs = folder.path().join("programs");
        fs::create_dir_all(&programs).unwrap();
        let browser = programs.join("xdg-open");
        fs::write(&browser, "#!/bin/sh\necho \"$1\" >opened.new && mv opened.new opened\n").unwrap();
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).unwrap();
        fs::create_dir_all(folder.path().join("config/OpenRCT2/save")).unwrap();
        let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
        let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
        command.current_dir(folder.path()).env("PATH", path).env("DISPLAY", desktop).env_remove("WAYLAND_DISPLAY");
        command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path().join("config"));
        command.env("XDG_CACHE_HOME", folder.path().join("cache"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { process: command.spawn().unwrap(), folder }
    }

    fn read(&self, name: impl AsRef<Path>) -> Option<String> {
        fs::read_to_string(self.folder.path().join(name)).ok()
    }
}

impl Drop for Clicked {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// Waits until something is there.
fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    for _ in 0..LOOKS {
        if let Some(found) = look() {
            return found;
        }
        sleep(NAP);
    }
    panic!("it takes too long");
}

/// macOS opens addresses with a program of its own, and starts programs of this kind in a terminal.
#[cfg(not(target_os = "macos"))]
#[test]
fn a_double_click_opens_the_page() {
    let clicked = Clicked::new(":7");
    let address = until(|| clicked.read("opened"));
    let (at, token) = address.trim().split_once("/#").unwrap();
    assert!(at.starts_with("http://127.0.0.1:") && token.len() >= 32, "{address}");
    let mut stream = std::net::TcpStream::connect(at.trim_start_matches("http://")).unwrap();
    std::io::Write::write_all(&mut stream, format!("GET / HTTP/1.1\r\nHost: {}\r\n\r\n", &at[7..]).as_bytes()).unwrap();
    let mut answer = [0; 12];
    std::io::Read::read_exact(&mut stream, &mut answer).unwrap();
    assert_eq!(answer, *b"HTTP/1.1 200");
}

#[cfg(not(target_os = "macos"))]
#[test]
fn a_second_double_click_opens_the_page_of_the_first() {
    let first = Clicked::new(":7");
    let folder = first.folder.clone();
    let opened = || {
        let address = until(|| first.read("opened"));
        fs::remove_file(folder.path().join("opened")).unwrap();
        address
    };
    let address = opened();
    let entry = folder.path().join("cache/loopwright/studio.json");
    assert_eq!(fs::metadata(&entry).unwrap().permissions().mode() & 0o777, 0o600);
    let mut second = Clicked::again(":7", folder.clone());
    assert_eq!(until(|| second.process.try_wait().unwrap()).code(), Some(0));
    assert_eq!(opened(), address);

    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let text = fs::read_to_string(&entry).unwrap();
    let port = address.split(':').nth(2).unwrap().split('/').next().unwrap();
    let elsewhere = listener.local_addr().unwrap().port().to_string();
    fs::write(&entry, text.replace(&format!("\"port\":{port}"), &format!("\"port\":{elsewhere}"))).unwrap();
    let answered = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        std::io::Write::write_all(&mut stream, b"HTTP/1.1 401 Unauthorized\r\n\r\n").unwrap();
    });
    let _third = Clicked::again(":7", folder.clone());
    assert_ne!(opened(), address, "another program has the port");
    answered.join().unwrap();
}

#[test]
fn without_a_desktop_it_is_wrong_usage() {
    let mut clicked = Clicked::new("");
    assert_eq!(clicked.process.wait().unwrap().code(), Some(2));
    assert!(clicked.read("opened").is_none());
}

#[test]
fn a_studio_leaves_when_nobody_looks() {
    let folder = TempDir::new().unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_loopwright"));
    command.args(["serve", "--no-open", "--leave-after", "1s"]).current_dir(folder.path());
    command.env("HOME", folder.path()).env("XDG_CONFIG_HOME", folder.path().join("config"));
    let mut process = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let status = until(|| process.try_wait().unwrap());
    assert_eq!(status.code(), Some(130));
}
