//! `cargo xtask serve`: the book at an address of this machine, rebuilt and
//! reloaded as its sources change.

use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use notify::{RecursiveMode, Watcher};

use crate::book::{self, Missing, stage};
use crate::failure::{Failure, Result};
use crate::server::{self, Shown};
use crate::{assets, places, run};

/// An editor's save is several events; a rebuild waits for this much silence.
const QUIET: Duration = Duration::from_millis(40);

/// Serves until the user interrupts.
pub fn serve(port: u16) -> Result<()> {
    let listener = bind(port)?;
    let port = listener
        .local_addr()
        .map_err(|e| Failure::usage(format!("no address: {e}; choose another --port")))?
        .port();
    let start = Instant::now();
    let weave = book::prepare(Missing::Degrades)?;
    let mut pages = Pages::new(port, weave);
    // Before the first build, so that no change falls between the two.
    let (sender, changes) = channel();
    let _watcher = watch(sender)?;
    stage("book", || pages.render())?;
    println!("  {:<14}{:>9}", "together", run::spell(start.elapsed()));
    server::start(listener, Arc::clone(&pages.shown))?;
    println!("The book is at http://127.0.0.1:{port}/ and follows your changes; Ctrl-C ends it.");
    let live = live_builder(&pages.shown);
    while let Some(change) = next_change(&changes) {
        if let Err(failure) = pages.follow(change, &live) {
            eprintln!("error: {failure}\nThe last pages that were built stay up.");
        }
    }
    Ok(())
}

/// Takes a port of this machine; 0 takes any.
pub fn bind(port: u16) -> Result<TcpListener> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|e| {
        let remedy = "choose another with --port N";
        Failure::usage(match e.kind() {
            std::io::ErrorKind::AddrInUse => format!("port {port} is in use; {remedy}"),
            _ => format!("port {port} cannot be used: {e}; {remedy}"),
        })
    })
}

/// Two folders that take turns: one is shown while the other is built, so that
/// a build that fails takes no page away.
struct Pages {
    weave: PathBuf,
    folders: [PathBuf; 2],
    shown: Arc<Shown>,
}

impl Pages {
    fn new(port: u16, weave: PathBuf) -> Self {
        let folder = |n| places::scratch().join(format!("serve-{port}-{n}"));
        let folders = [folder(0), folder(1)];
        let shown = Shown::new(folders[1].clone());
        Self {
            weave,
            folders,
            shown: Arc::new(shown),
        }
    }

    fn render(&self) -> Result<()> {
        let shown = self.shown.folder();
        let next = self.folders.iter().find(|f| **f != shown);
        let next = next.unwrap_or(&self.folders[0]);
        book::render(&self.weave, next, true)?;
        self.shown.set(next);
        // A module that was finished while mdBook copied the old one.
        assets::copy_live(next)
    }

    fn follow(&mut self, change: Change, live: &Sender<()>) -> Result<()> {
        if change == Change::Code {
            self.weave = stage("weave", book::weave)?;
            // Beside the book: the module takes longer than the pages.
            let _ = live.send(());
        }
        assets::notebooks()?;
        stage("book", || self.render())?;
        self.shown.tell();
        Ok(())
    }
}

/// Compiles the live figures when told, and shows them when done.
fn live_builder(shown: &Arc<Shown>) -> Sender<()> {
    let (sender, orders) = channel::<()>();
    let shown = Arc::clone(shown);
    // Without the target there is nothing to keep up to date.
    let there = places::root().join("src/live").is_dir();
    std::thread::spawn(move || {
        while orders.recv().is_ok() {
            // Several changes while one was compiled are one order.
            while orders.try_recv().is_ok() {}
            if !there {
                continue;
            }
            let done = stage("live figures", assets::live)
                .and_then(|()| assets::copy_live(&shown.folder()));
            match done {
                Ok(()) => shown.tell(),
                Err(failure) => eprintln!("error: {failure}\nThe last live figures stay."),
            }
        }
    });
    sender
}

/// What has to be built again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// The pages only.
    Prose,
    /// weave and the live figures, then the pages.
    Code,
}

fn watch(sender: Sender<Change>) -> Result<impl Watcher> {
    let failed = |e| {
        Failure::usage(format!(
            "cannot watch the sources: {e}; raise your system's limit of watched files"
        ))
    };
    let tell = move |event: notify::Result<notify::Event>| {
        let Ok(event) = event else { return };
        // The build's own reading is no change.
        if event.kind.is_access() {
            return;
        }
        for change in event.paths.iter().filter_map(|path| classify(path)) {
            let _ = sender.send(change);
        }
    };
    let mut watcher = notify::recommended_watcher(tell).map_err(failed)?;
    let root = places::root();
    let watched = watcher.watch(root, RecursiveMode::NonRecursive);
    watched.map_err(failed)?;
    let folders = ["src", "theme", "listings", "weave", "live", "notebooks"];
    // The page "What is tested" shows the tests of the sections.
    for folder in folders.iter().chain(&["tests/sections"]) {
        let watched = watcher.watch(&root.join(folder), RecursiveMode::Recursive);
        watched.map_err(failed)?;
    }
    Ok(watcher)
}

/// What a changed file calls for; nothing, if the build itself writes it.
fn classify(path: &Path) -> Option<Change> {
    let path = path.strip_prefix(places::root()).ok()?;
    let name = path.file_name()?.to_str()?;
    if name.starts_with('.') || name.ends_with('~') {
        return None;
    }
    let mut folders = path.iter().map(|part| part.to_str().unwrap_or_default());
    match (folders.next()?, folders.next()) {
        ("src", None | Some("doc" | "katex" | "live" | "notebooks")) => None,
        ("src" | "theme" | "notebooks", Some(_)) | ("tests", Some("sections")) => {
            Some(Change::Prose)
        }
        ("book.toml" | "references.bib", None) => Some(Change::Prose),
        ("listings" | "weave" | "live", Some(_)) | ("Cargo.toml" | "Cargo.lock", None) => {
            Some(Change::Code)
        }
        _ => None,
    }
}

/// Waits for a change and the silence after it.
fn next_change(changes: &Receiver<Change>) -> Option<Change> {
    let mut change = changes.recv().ok()?;
    while let Ok(another) = changes.recv_timeout(QUIET) {
        change = change.max(another);
    }
    Some(change)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_classified_by_where_it_is() {
        let at = |path: &str| classify(&places::root().join(path));
        assert_eq!(at("src/welcome.md"), Some(Change::Prose));
        assert_eq!(at("theme/book.css"), Some(Change::Prose));
        assert_eq!(at("book.toml"), Some(Change::Prose));
        assert_eq!(at("references.bib"), Some(Change::Prose));
        let test = "tests/sections/curvature/a_turned_valley.rs";
        assert_eq!(at(test), Some(Change::Prose));
        assert_eq!(at("tests/support/told.rs"), None);
        assert_eq!(at("listings/src/values.rs"), Some(Change::Code));
        assert_eq!(at("weave/src/main.rs"), Some(Change::Code));
        for own in [
            "src/live/live.js",
            "src/katex",
            "src/doc/listings/index.html",
            "book/index.html",
            "target/x",
        ] {
            assert_eq!(at(own), None, "{own}");
        }
        for editor in ["src/.welcome.md.swp", "src/welcome.md~"] {
            assert_eq!(at(editor), None, "{editor}");
        }
        assert_eq!(classify(Path::new("/elsewhere/src/welcome.md")), None);
    }

    #[test]
    fn changes_that_come_together_are_one() {
        let (sender, changes) = channel();
        sender.send(Change::Code).unwrap();
        sender.send(Change::Prose).unwrap();
        assert_eq!(next_change(&changes), Some(Change::Code));
        drop(sender);
        assert_eq!(next_change(&changes), None);
    }

    #[test]
    fn an_occupied_port_is_named_with_its_remedy() {
        let taken = bind(0).unwrap();
        let port = taken.local_addr().unwrap().port();
        let failure = bind(port).unwrap_err();
        assert_eq!(failure.code, 2);
        assert_eq!(
            failure.message,
            format!("port {port} is in use; choose another with --port N")
        );
    }
}
