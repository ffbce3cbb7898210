//! The studio: a page in the browser, and the search that it watches and steers.
//!
//! Requests come in at the [`server`], which lets those in that the [`gate`] knows, and are answered by the [`route`]s.
//! The game's plug-in speaks lines at the same port, over the [`link`], and [`talk`]s of designs, of the land of its park and
//! of rides that are [`standing`] there. What they wish goes over the [`desk`] to the [`session`], which owns the search and
//! breeds on the main thread; what there is to see comes back on the [`board`].

mod album;
mod blueprint;
mod board;
mod desk;
mod files;
mod form;
mod gate;
mod http;
mod link;
mod plugin;
mod route;
mod running;
mod server;
mod session;
mod shelf;
mod standing;
mod survey;
mod talk;

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde_json::json;

use crate::catalogue::Catalogue;
use crate::evolve::{Lead, Lot, Plan};
use crate::site::Park;

use super::ancestor::Ancestor;
use super::failure::{Failure, Status, shown};
use super::install::Installer;
use super::options::Options;
use super::search::{Saved, Search};
use super::shell::typed;
use super::values::ParkArea;
use super::{Context, anywhere, catalogue_under, interrupt, lot, plan};
use board::Doing;
pub(super) use desk::Wish;
use desk::{Asked, Desk};
use files::Files;
use gate::{Gate, Token};
use plugin::Plugin;
use route::Routes;
use running::{Entry, Running};
use session::{NAP, Next, Session};
use shelf::Shelf;

/// How a studio is set up.
pub(super) struct Setup {
    /// Port; without one that of an installed plug-in, or any.
    pub port: Option<u16>,
    /// Whether to install the game's plug-in.
    pub installs_plugin: bool,
    /// Folder of the searches.
    pub runs: PathBuf,
    /// Folder of parks to choose from.
    pub parks: Option<PathBuf>,
    /// Folder to install designs into, if not that of the game.
    pub to: Option<PathBuf>,
    /// Whether to open the page in the browser.
    pub opens: bool,
    /// How long the studio stays while no page and no game looks and no search breeds; `None` if until it is stopped.
    pub patience: Option<Duration>,
    /// Whether later starts are to find it.
    pub is_only: bool,
}

/// A studio whose server runs.
pub(super) struct Studio<'a> {
    desk: Arc<Desk>,
    lead: &'a Lead<'a>,
    /// Where later starts find it.
    _entry: Option<Entry>,
}

/// Opens the page of the studio that runs for the same folder, if there is one.
pub(super) fn open_running(setup: &Setup, context: &mut Context) -> Result<bool, Failure> {
    let Some(running) = running::place().and_then(|place| Running::find(&place, &setup.runs)) else { return Ok(false) };
    announce(&running.address(), running.port(), setup.opens, context)?;
    Ok(true)
}

impl<'a> Studio<'a> {
    /// Starts the server, says where the page is, and opens it.
    pub(super) fn open(setup: Setup, context: &mut Context<'a>) -> Result<Self, Failure> {
        let place = plugin::place();
        let installed = place.as_ref().ok().and_then(|place| Plugin::read(place));
        let (listener, port) = listen(setup.port, installed.as_ref(), context)?;
        let gate = Gate {
            token: token(port)?,
            plugin: installed.as_ref().map_or_else(|| token(port), |installed| Ok(installed.token.clone()))?,
            port,
        };
        if setup.installs_plugin {
            let place = place?;
            Plugin::install(&place, port, &gate.plugin)?;
            let advice = "open a park in the game, then loopwright in the menu of the map";
            context.console.note(&format!("the plug-in is in {}; {advice}", shown(&place)));
        } else if installed.is_some_and(|installed| !installed.is_current) {
            context.console.note("the plug-in in the game is of another version; add --install-plugin to replace it");
        }
        let running = Running::new(&setup.runs, port, &gate.token);
        let address = running.address();
        let desk = Arc::new(Desk::default());
        let routes = Routes {
            desk: desk.clone(),
            shelf: Shelf::new(setup.runs, setup.parks),
            files: Files::new().map_err(|error| unopened(port, &error))?,
            catalogue: Catalogue::load()?,
            installer: Installer { to: setup.to },
        };
        server::start(listener, gate, routes);
        if let Some(patience) = setup.patience {
            let desk = desk.clone();
            std::thread::spawn(move || leave_unseen(&desk, patience));
        }
        let place = running::place().filter(|_| setup.is_only);
        // Where it cannot be written down, the next start opens another studio.
        let entry = place.and_then(|place| running.write(place).ok());
        announce(&address, port, setup.opens, context)?;
        Ok(Self { desk, lead: context.lead, _entry: entry })
    }

    /// Sees to wishes until somebody presses Ctrl-C; begins with a search, if one is given.
    pub(super) fn run(&self, first: Option<Wish>, context: &mut Context) -> Result<Status, Failure> {
        interrupt::finish_first();
        let mut next = match first {
            Some(Wish::Begin { root, options, ground }) => self.begin(&root, &options, ground, || ())?,
            Some(Wish::Open(root)) => self.resume(&root, true, || ())?,
            _ => Next::Rest,
        };
        loop {
            next = match next {
                Next::End { is_done: true, .. } => return Ok(Status::Done),
                Next::End { root, .. } => {
                    let root = typed(&root);
                    context.console.note(&format!("interrupted; go on with: loopwright evolve --resume {root}"));
                    return Ok(Status::Interrupted);
                }
                Next::Other(asked) => self.take_on(asked),
                Next::Rest if interrupt::asked() => return Ok(Status::Interrupted),
                Next::Rest => self.rest(),
            };
        }
    }

    /// Waits for a wish that can be seen to without a search.
    fn rest(&self) -> Next {
        if self.desk.see(|board| board.doing) != Doing::Nothing {
            self.leave(None);
        }
        let mut next = Next::Rest;
        for asked in self.desk.wishes(NAP) {
            match asked.wish {
                Wish::Begin { .. } | Wish::Open(_) if matches!(next, Next::Rest) => next = Next::Other(asked),
                Wish::Begin { .. } | Wish::Open(_) => asked.answer(Err("another search begins".to_owned())),
                Wish::Close => asked.answer(Ok(())),
                _ => asked.answer(Err("there is no search; begin one, or open one".to_owned())),
            }
        }
        next
    }

    /// Says something on the page.
    fn note(&self, words: String) {
        self.desk.show(|board| board.notice = Some(words));
    }

    /// There is no search any more.
    fn leave(&self, notice: Option<String>) {
        self.desk.show(|board| {
            let notice = notice.or(board.notice.take());
            board.clear(None, Doing::Nothing);
            board.notice = notice;
        });
    }

    /// Goes over to another search. What fails is said on the page; the studio stays.
    fn take_on(&self, asked: Asked) -> Next {
        self.desk.show(|board| board.clear(None, Doing::Beginning));
        let Asked { wish, answer } = asked;
        let ready = || answer.give(Ok(()));
        let ended = match wish {
            Wish::Begin { root, options, ground } => self.begin(&root, &options, ground, ready),
            Wish::Open(root) => self.resume(&root, false, ready),
            _ => Ok(Next::Rest),
        };
        ended.unwrap_or_else(|failure| {
            let words = failure.to_string();
            answer.give(Err(words.clone()));
            self.leave(Some(words));
            Next::Rest
        })
    }

    fn begin(&self, root: &Path, options: &Options, ground: Option<Ground>, ready: impl Fn()) -> Result<Next, Failure> {
        let catalogue = catalogue_for(options)?;
        let Prepared { ancestors, plan, ground } = Prepared::new(options, &catalogue, ground)?;
        let (mut lot, park) = ground.map(|ground| *ground).unzip();
        if let (Some(true), Some(whole), Some(park)) = (options.anywhere, &lot, &park) {
            // It takes a while; the page shows how far it is.
            ready();
            self.note("several areas of the park are tried; the search goes on in the best".to_owned());
            let note = |words: &str| self.note(words.to_owned());
            lot = Some(anywhere::best_area(&catalogue, &plan, whole, park, self.lead, note)?);
        }
        let area = lot.as_ref().map(|lot| ParkArea(lot.area)).filter(|_| options.anywhere == Some(true));
        let search = Search::begin(&catalogue, Plan { lot, ..plan }, park.as_ref(), &ancestors, root, self.lead)?;
        let session = Session::new(&self.desk, search, true)?;
        if let Some(area) = area {
            self.note(format!("the best of the areas is {area}; the search goes on there"));
        }
        ready();
        session.run()
    }

    fn resume(&self, root: &Path, is_to_breed: bool, ready: impl FnOnce()) -> Result<Next, Failure> {
        let saved = Saved::open(root)?;
        let session = Session::new(&self.desk, Search::resume(&saved, self.lead)?, is_to_breed)?;
        ready();
        session.run()
    }
}

/// The catalogue under the rules that options name.
fn catalogue_for(options: &Options) -> Result<Catalogue, Failure> {
    match &options.rules {
        Some(name) => catalogue_under(name),
        None => Ok(Catalogue::load()?),
    }
}

/// A park and the part of it to build on. Reading it takes a good part of the time in which a search begins.
type Ground = Box<(Lot, Park)>;

/// What a search needs that begins with some options.
struct Prepared<'a> {
    ancestors: Vec<Ancestor<'a>>,
    plan: Plan,
    ground: Option<Ground>,
}

impl<'a> Prepared<'a> {
    /// Reads what the options name, except for a ground that has been read for them.
    fn new(options: &Options, catalogue: &'a Catalogue, ground: Option<Ground>) -> Result<Self, Failure> {
        let (options, ancestors) = options.clone().with_preset()?.with_ancestors(catalogue)?;
        let plan = plan::plan(catalogue, &options)?;
        let ground = match ground {
            Some(ground) => Some(ground),
            None => lot::open(&options, catalogue)?.map(Box::new),
        };
        Ok(Self { ancestors, plan, ground })
    }
}

/// Ends the studio once no page and no game has looked for a time and no search breeds.
fn leave_unseen(desk: &Desk, patience: Duration) {
    desk.look();
    let is_busy = || desk.see(|board| matches!(board.doing, Doing::Beginning | Doing::Breeding | Doing::Writing));
    while desk.unseen() < patience.as_secs_f64() || is_busy() {
        std::thread::sleep(NAP);
    }
    interrupt::ask();
}

fn unopened(port: u16, reason: &impl ToString) -> Failure {
    Failure::Output { file: format!("port {port} of 127.0.0.1"), reason: reason.to_string() }
}

fn token(port: u16) -> Result<Token, Failure> {
    Token::new().map_err(|error| unopened(port, &error))
}

/// Takes the wanted port, or that where an installed plug-in looks, or any that is free.
fn listen(
    wanted: Option<u16>,
    installed: Option<&Plugin>,
    context: &mut Context,
) -> Result<(TcpListener, u16), Failure> {
    let first = wanted.or(installed.map(|installed| installed.port)).unwrap_or(0);
    let listener = match server::listen(first) {
        Err(_) if wanted.is_none() && first != 0 => {
            let advice = "end that one, or add --install-plugin to tell the plug-in the new port";
            context.console.note(&format!("another program has port {first}, where the game looks; {advice}"));
            server::listen(0)
        }
        listener => listener,
    };
    let listener = listener.map_err(|error| unopened(first, &format!("{error}; give another --port")))?;
    let port = listener.local_addr().map_err(|error| unopened(first, &error))?.port();
    Ok((listener, port))
}

/// Says where the page is, and opens it.
fn announce(address: &str, port: u16, opens: bool, context: &mut Context) -> Result<(), Failure> {
    let console = &mut context.console;
    if console.json {
        console.print_json(&json!({ "address": address, "port": port }))?;
    } else {
        console.print(&format!("{address}\n"))?;
    }
    console.flush()?;
    if opens && open::that_detached(address).is_err() {
        console.note("no browser could be opened; open the address yourself");
    }
    Ok(())
}
