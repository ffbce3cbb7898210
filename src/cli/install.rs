//! `install`: copies designs to where the game looks for them (rules: track files 18).

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use directories::{BaseDirs, UserDirs};
use sanitise_file_name::{Options, sanitise_with_options};
use serde::Serialize;

use super::entrances::EntranceArgs;
use super::failure::{Failure, Status, shown};
use super::input::{Files, Source};
use super::output::{self, Existing};
use super::pack::Pack;
use super::site::SiteArgs;
use super::{Context, catalogue_under};
use crate::catalogue::{Catalogue, Direction};
use crate::judge::{Wanted, judge};
use crate::rating::Ratings;
use crate::report::units;
use crate::site::Site;
use crate::track_file::{Format, TrackFile};

/// Where the game looks for designs, as help and packs show it.
pub(super) const FOLDERS: &str = "  OpenRCT2 on Windows  Documents\\OpenRCT2\\track
  OpenRCT2 on macOS    ~/Library/Application Support/OpenRCT2/track
  OpenRCT2 on Linux    ~/.config/OpenRCT2/track, or that of the Flatpak or the Snap
  RCT2                 Tracks in the folder of the game";

/// Copy designs into the game's track folder, or into a folder to share
///
/// Finds the folder of OpenRCT2 on Windows, macOS and Linux, there also of the Flatpak and the Snap; with
/// --game rct2 that of the original game from Steam or GOG, on Linux also below Proton and Wine. Then it also
/// warns with the numbers that RCT2 would show, as far as its rules are known.
/// Nothing is overwritten without --force.
#[derive(Debug, clap::Args)]
#[command(after_long_help = examples())]
pub(super) struct Args {
    #[command(flatten)]
    files: Files,
    /// The game to install for
    #[arg(long, value_name = "GAME", default_value = "openrct2")]
    game: Game,
    /// Folder to copy to [default: that of the game]
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Lay out a folder to share instead: the designs with pictures, an index, a page and instructions
    ///
    /// Only designs that this program rates have a place in it; they are rated on the ground that the options below
    /// choose.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["to", "game"])]
    pack: Option<PathBuf>,
    /// Name in the game, for a single design [default: the name of the file]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Replace files that are there already
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    site: SiteArgs,
    #[command(flatten)]
    entrances: EntranceArgs,
}

fn examples() -> String {
    format!(
        "\
Examples:
  loopwright install --to tracks coaster.td6
  loopwright install --to tracks --force designs
  loopwright install --to tracks --name \"My best\" coaster.td6
  loopwright install --pack pack coaster.td6

Without --to, the folder is that of the game:
{FOLDERS}

The game shows the name of a file up to its first dot, so other dots become hyphens."
    )
}

/// Name of the rules of RCT2.
const RCT2_RULES: &str = "rct2";

/// A game that reads track files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Game {
    /// OpenRCT2
    Openrct2,
    /// RollerCoaster Tycoon 2
    Rct2,
}

#[derive(Serialize)]
struct Installed {
    installed: String,
    name: String,
    /// What RCT2 makes of the design, where it is installed for that.
    #[serde(skip_serializing_if = "Option::is_none")]
    would_rate: Option<WouldRate>,
}

/// What the rules of another game make of a design.
#[derive(Serialize)]
struct WouldRate {
    rules: String,
    rules_proven: bool,
    /// The worst excitement, intensity and nausea of the four directions, hundredths.
    ratings: Option<[i32; 3]>,
    /// Why there are no ratings.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

impl WouldRate {
    fn new(catalogue: &Catalogue, file: &TrackFile) -> Self {
        let wanted = Wanted { directions: Direction::ALL.to_vec(), ..Wanted::default() };
        let design = file.design(catalogue).map_err(|error| error.to_string());
        let judged = design.and_then(|design| {
            judge(catalogue, &design, Site { gives_way: true, ..Site::default() }, &wanted)
                .map_err(|error| error.to_string())
        });
        let (ratings, reason) = match &judged {
            Ok(judgement) => (judgement.worst_ratings(), judgement.unrated().map(|reason| reason.to_string())),
            Err(error) => (None, Some(error.clone())),
        };
        let rules = catalogue.rules();
        let ratings = ratings.filter(|_| reason.is_none()).map(Ratings::hundredths);
        Self { rules: rules.name.clone(), rules_proven: rules.is_proven, ratings, reason }
    }

    /// A warning for people who know the figures of another game.
    fn warning(&self, name: &str) -> String {
        let unsure = "its rules are proven in part, so the numbers can differ";
        match (self.ratings, &self.reason) {
            (Some(ratings), _) => {
                let [excitement, intensity, nausea] = ratings.map(units::hundredths);
                format!("RCT2 would rate {name} {excitement} / {intensity} / {nausea} at worst; {unsure}")
            }
            (None, Some(reason)) => format!("RCT2 would not rate {name}: {reason}; {unsure}"),
            (None, None) => format!("RCT2 would not rate {name}; {unsure}"),
        }
    }
}

impl Args {
    pub(super) fn run(self, context: &mut Context) -> Result<Status, Failure> {
        let existing = if self.force { Existing::Replace } else { Existing::Keep };
        match &self.pack {
            Some(folder) => {
                let pack = Pack { folder, existing, site: self.site.site()?, entrances: self.entrances };
                pack.fill(&self.files, self.name.as_deref(), context)
            }
            None => self.install(existing, context),
        }
    }

    fn install(&self, existing: Existing, context: &mut Context) -> Result<Status, Failure> {
        let folder = match &self.to {
            Some(folder) => folder.clone(),
            None => game_folder(self.game)?,
        };
        output::create_folder(&folder)?;
        let catalogue = context.catalogue()?;
        let mut taken = BTreeSet::new();
        let rct2 = match self.game {
            Game::Openrct2 => None,
            Game::Rct2 => Some(catalogue_under(RCT2_RULES)?),
        };
        let work = |source: &Source| {
            let file = source.track_file(&catalogue)?;
            let would_rate = rct2.as_ref().map(|rct2| WouldRate::new(rct2, &file));
            Ok((file, would_rate))
        };
        let status = self.files.each(&mut context.console, work, |console, source, (file, would_rate)| {
            let name = shown_name(source, self.name.as_deref())?;
            let path = folder.join(format!("{name}.{}", file.format().extension()));
            // Some systems ignore the case of file names.
            if !taken.insert(path.to_string_lossy().to_lowercase()) {
                return Err(source.failure(&format!("another design is installed as {name}; rename this one")));
            }
            check_game(source, &file, self.game)?;
            let bytes = file.to_bytes().map_err(|error| source.failure(&error))?;
            output::write(&path, &bytes, existing)?;
            for warning in would_rate.iter().map(|would_rate| would_rate.warning(&name)) {
                console.note(&warning);
            }
            let installed = path.to_string_lossy().into_owned();
            if console.json {
                source.print_json(console, &Installed { installed, name, would_rate })?;
            } else {
                console.print(&(shown(&path) + "\n"))?;
                console.note(&format!("{name} is listed under {}", listed_under(&catalogue, &file)));
            }
            Ok(Status::Done)
        })?;
        if status == Status::Done {
            context.console.note(
                "(re)start the game, choose the ride in the construction list and pick the design; \
                 if it is not listed, delete tracks.idx in the game's user folder and start again",
            );
        }
        Ok(status)
    }
}

/// Puts single designs into a folder.
pub(super) struct Installer {
    /// The folder, if not that of the game.
    pub to: Option<PathBuf>,
}

impl Installer {
    /// Writes a design whose file has this name. Where it is now.
    pub(super) fn put(&self, name: &str, bytes: &[u8]) -> Result<String, Failure> {
        let folder = self.to.clone().map_or_else(|| game_folder(Game::Openrct2), Ok)?;
        output::create_folder(&folder)?;
        let path = folder.join(name);
        output::write(&path, bytes, Existing::Keep)?;
        Ok(shown(&path))
    }
}

fn listed_under(catalogue: &Catalogue, file: &TrackFile) -> String {
    let design = file.without_track(catalogue).ok();
    let label = design.and_then(|design| catalogue.ride_label(design.ride));
    label.unwrap_or("its ride").to_owned()
}

fn check_game(source: &Source, file: &TrackFile, game: Game) -> Result<(), Failure> {
    if game == Game::Rct2 && file.format() == Format::Td7 {
        return Err(source.failure(&"RCT2 does not read a TD7; convert it to .td6 first"));
    }
    Ok(())
}

/// What the game will call it: the name of the file, without what would cut it short or what systems forbid.
pub(super) fn shown_name(source: &Source, wanted: Option<&str>) -> Result<String, Failure> {
    let stem = match (wanted, source) {
        (Some(name), _) => name.to_owned(),
        (None, Source::File(path)) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
        (None, Source::Stdin) => return Err(Failure::Usage("standard input has no name; give --name".to_owned())),
    };
    file_name(&stem).ok_or_else(|| source.failure(&"the name has no letters; give another with --name"))
}

/// A name that every system takes for a file, before the extension and what pictures add to it; none where nothing is
/// left of it.
pub(super) fn file_name(wanted: &str) -> Option<String> {
    /// Bytes kept free for what follows the name.
    const ENDING: usize = 32;
    let options = Options {
        length_limit: Options::DEFAULT.length_limit - ENDING,
        extension_cleverness: false,
        normalise_whitespace: false,
        trim_more_punctuation: false,
        replace_with: Some('-'),
        six_measures_of_barley: "",
        ..Options::DEFAULT
    };
    // The game shows a name up to its first dot.
    let dotless = wanted.replace('.', "-");
    let name = sanitise_with_options(dotless.trim_matches(['-', ' ']), &options);
    let name = name.trim_matches(['-', ' ']);
    (!name.is_empty()).then(|| name.to_owned())
}

/// The folder where a game looks for designs.
pub(super) fn game_folder(game: Game) -> Result<PathBuf, Failure> {
    let Some(home) = BaseDirs::new() else {
        return Err(not_found("the home folder is unknown; "));
    };
    let candidates = match game {
        Game::Openrct2 => openrct2_folders(&home),
        Game::Rct2 => rct2_folders(home.home_dir()),
    };
    let is_there = |folder: &&PathBuf| folder.parent().is_some_and(Path::is_dir);
    candidates.iter().find(is_there).cloned().ok_or_else(|| {
        let list: Vec<_> = candidates.iter().map(|folder| format!("\n  {}", shown(folder))).collect();
        not_found(&format!("none of these folders exists:{}\n", list.concat()))
    })
}

fn not_found(reason: &str) -> Failure {
    let reason = format!("not found: {reason}start the game once, or give --to DIR");
    Failure::Output { file: "the game's track folder".to_owned(), reason }
}

/// Folders of designs of OpenRCT2, the likeliest first. Sandboxes have a home of their own.
fn openrct2_folders(home: &BaseDirs) -> Vec<PathBuf> {
    let roots = if cfg!(windows) {
        let documents = UserDirs::new().and_then(|dirs| dirs.document_dir().map(Path::to_owned));
        vec![documents.unwrap_or_else(|| home.home_dir().join("Documents"))]
    } else if cfg!(target_os = "macos") {
        vec![home.data_dir().to_owned()]
    } else {
        let sandboxes = [".var/app/io.openrct2.OpenRCT2/config", "snap/openrct2/current/.config"];
        let sandboxes = sandboxes.map(|sandbox| home.home_dir().join(sandbox));
        [home.config_dir().to_owned()].into_iter().chain(sandboxes).collect()
    };
    roots.into_iter().map(|root| root.join("OpenRCT2").join("track")).collect()
}

/// Folders of designs of RCT2 as its sellers install it.
fn rct2_folders(home: &Path) -> Vec<PathBuf> {
    let (steam, drives): (&[&str], &[&str]) = if cfg!(windows) {
        (&[r"C:\Program Files (x86)\Steam"], &[r"C:\"])
    } else if cfg!(target_os = "macos") {
        (&["Library/Application Support/Steam"], &[".wine/drive_c"])
    } else {
        (&STEAM_ON_LINUX, &[".wine/drive_c"])
    };
    let steam = steam.iter().map(|root| home.join(root).join("steamapps/common/Rollercoaster Tycoon 2"));
    let games = drives.iter().flat_map(|drive| GAMES_ON_A_DRIVE.map(|game| home.join(drive).join(game)));
    steam.chain(games).map(|game| game.join("Tracks")).collect()
}

/// Folders of Steam below the home folder: as a package of the system, as a Flatpak, as a Snap.
const STEAM_ON_LINUX: [&str; 4] = [
    ".local/share/Steam",
    ".steam/steam",
    ".var/app/com.valvesoftware.Steam/.local/share/Steam",
    "snap/steam/common/.local/share/Steam",
];

/// Folders of RCT2 on a drive of Windows.
const GAMES_ON_A_DRIVE: [&str; 3] = [
    "GOG Games/RollerCoaster Tycoon 2 Triple Thrill Pack",
    "Program Files (x86)/Infogrames Interactive/RollerCoaster Tycoon 2",
    "Program Files (x86)/Atari/RollerCoaster Tycoon 2",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_system_takes_the_name_of_an_installed_design() {
        for (wanted, name) in [
            ("My 7.5 coaster.v2", Some("My 7-5 coaster-v2")),
            ("../../evil.td6", Some("evil-td6")),
            ("a<b>c:d\"e/f\\g|h?i*j", Some("a-b-c-d-e-f-g-h-i-j")),
            ("CON", Some("CON_")),
            ("nul", Some("nul_")),
            ("-COM1-", Some("COM1_")),
            ("LPT9...", Some("LPT9_")),
            ("Console", Some("Console")),
            ("dots and spaces . ", Some("dots and spaces")),
            ("two\nlines\u{202e}", Some("two-lines")),
            ("Größe 50%", Some("Größe 50%")),
            (" .- ", None),
            ("", None),
        ] {
            assert_eq!(file_name(wanted).as_deref(), name, "{wanted:?}");
        }
        assert!(file_name(&"ä".repeat(300)).is_some_and(|name| name.len() <= 223));
    }
}
