//! A double click: a file manager starts the program without arguments, and the page opens in the browser.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::{BaseDirs, UserDirs};

use super::install::{Game, game_folder};

/// How long a program without a window waits for somebody to look at its page.
const PATIENCE: &str = "10m";

/// What a double click stands for, as if it had been typed; nothing if the program was started in another way.
pub(super) fn typed() -> Option<Vec<OsString>> {
    let mut arguments: Vec<OsString> = std::env::args_os().take(2).collect();
    if arguments.len() > 1 || !is_double_click() {
        return None;
    }
    arguments.extend(["serve".into(), "--once".into(), "--dir".into(), searches()?.into()]);
    if let Some(parks) = saved_games() {
        arguments.extend(["--parks".into(), parks.into()]);
    }
    if !has_window() {
        arguments.extend(["--leave-after".into(), PATIENCE.into()]);
    }
    Some(arguments)
}

/// Keeps a window open, in which an error stands, until somebody has read it.
pub(super) fn keep_window() {
    if has_window() {
        eprintln!("Press Enter to close this window.");
        // What cannot be read ends the program, too.
        let _ = std::io::stdin().read_line(&mut String::new());
    }
}

/// Whether the program has a window of its own: Windows gives one to every program of this kind.
const fn has_window() -> bool {
    cfg!(windows)
}

/// The folder of the searches, where people keep what they make.
fn searches() -> Option<PathBuf> {
    let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
    let folder = documents.or_else(|| Some(BaseDirs::new()?.home_dir().to_owned()))?;
    Some(folder.join("loopwright"))
}

/// Where the game keeps parks, beside its designs.
fn saved_games() -> Option<PathBuf> {
    Some(game_folder(Game::Openrct2).ok()?.with_file_name("save")).filter(|folder| folder.is_dir())
}

/// Whether there is a desktop and no terminal.
#[cfg(not(windows))]
fn is_double_click() -> bool {
    use std::io::{IsTerminal, stderr, stdin, stdout};
    let has_desktop =
        ["DISPLAY", "WAYLAND_DISPLAY"].iter().any(|name| std::env::var_os(name).is_some_and(|of| !of.is_empty()));
    has_desktop && !stdin().is_terminal() && !stdout().is_terminal() && !stderr().is_terminal()
}

/// Whether the desktop has started the program. A shell would be between them.
#[cfg(windows)]
fn is_double_click() -> bool {
    starter().is_ok_and(|name| name.is_some_and(|name| name.eq_ignore_ascii_case("explorer.exe")))
}

/// The file name of the program that started this one, if it still runs.
#[cfg(windows)]
fn starter() -> winsafe::SysResult<Option<String>> {
    use winsafe::HPROCESSLIST;
    use winsafe::co::TH32CS;
    let mut names = std::collections::BTreeMap::new();
    let mut starter = None;
    for process in HPROCESSLIST::CreateToolhelp32Snapshot(TH32CS::SNAPPROCESS, None)?.iter_processes() {
        let process = process?;
        if process.th32ProcessID == std::process::id() {
            starter = Some(process.th32ParentProcessID);
        }
        names.insert(process.th32ProcessID, process.szExeFile());
    }
    Ok(starter.and_then(|id| names.remove(&id)))
}
