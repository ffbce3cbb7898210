//! The game's plug-in as a file: with port and secret in front, in the folder where the game looks for it.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::super::failure::Failure;
use super::super::install::{Game, game_folder};
use super::super::output::{create_folder, write_secret};
use super::gate::Token;

const SCRIPT: &str = include_str!("../../../data/plugin/loopwright.js");
const FILE: &str = "loopwright.js";
const BEFORE: &str = "const LOOPWRIGHT = ";

/// What the plug-in has to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Setup {
    port: u16,
    token: String,
}

/// A plug-in that is installed.
pub(super) struct Plugin {
    pub port: u16,
    pub token: Token,
    /// Whether it is the one that this program carries.
    pub is_current: bool,
}

/// Where the plug-in goes: beside the game's folder of designs.
pub(super) fn place() -> Result<PathBuf, Failure> {
    Ok(game_folder(Game::Openrct2)?.with_file_name("plugin").join(FILE))
}

impl Plugin {
    /// The plug-in in a file, if there is one.
    pub(super) fn read(path: &Path) -> Option<Self> {
        let text = fs::read_to_string(path).ok()?;
        let (first, script) = text.split_once('\n')?;
        let setup: Setup = serde_json::from_str(first.strip_prefix(BEFORE)?.strip_suffix(';')?).ok()?;
        Some(Self { port: setup.port, token: Token::of(&setup.token)?, is_current: script == SCRIPT })
    }

    /// Writes the plug-in for a port; only its owner may read the secret in it.
    pub(super) fn install(path: &Path, port: u16, token: &Token) -> Result<(), Failure> {
        create_folder(path.parent().unwrap_or(Path::new(".")))?;
        let setup = Setup { port, token: token.text().to_owned() };
        let setup = serde_json::to_string(&setup).map_err(|error| Failure::unwritable(path, &error.into()))?;
        write_secret(path, format!("{BEFORE}{setup};\n{SCRIPT}").as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plug_in_is_read_as_it_was_installed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("plugin").join(FILE);
        assert!(Plugin::read(&path).is_none());
        let token = Token::new().unwrap();
        Plugin::install(&path, 8421, &token).unwrap();
        let plugin = Plugin::read(&path).unwrap();
        assert!(plugin.port == 8421 && plugin.token == token && plugin.is_current);
        fs::write(&path, fs::read_to_string(&path).unwrap() + "// older").unwrap();
        assert!(!Plugin::read(&path).unwrap().is_current);
        fs::write(&path, "const LOOPWRIGHT = {\"port\":1,\"token\":\"guess\"};\n").unwrap();
        assert!(Plugin::read(&path).is_none());
    }
}
