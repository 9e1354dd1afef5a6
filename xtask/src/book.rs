//! Building the book, stage by stage.

use std::fmt::Debug;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use mdbook_driver::MDBook;
use mdbook_driver::config::Config;
use tracing::field::{Field, Visit};
use tracing::level_filters::LevelFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::failure::{Failure, Result};
use crate::{assets, files, places, run, search};

/// Where the pages of a served book ask for news; mdBook's page does the rest.
pub const RELOAD: &str = "__reload";

/// What happens when the wasm target or Node.js cannot be had.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Missing {
    /// The build fails.
    Fails,
    /// The book is built without what needs it, with a warning.
    Degrades,
}

/// `cargo xtask build`: the whole book, into `book/`.
pub fn build() -> Result<()> {
    let weave = prepare(Missing::Fails)?;
    let next = places::scratch().join("book");
    stage("book", || render(&weave, &next, false))?;
    let previous = places::scratch().join("previous");
    files::replace_folder(&places::book(), &next, &previous)?;
    println!("The book is in {}", places::book().display());
    Ok(())
}

/// Everything that the prose needs, and the program that weaves it in.
pub fn prepare(missing: Missing) -> Result<PathBuf> {
    places::check_writable()?;
    let weave = stage("weave", weave)?;
    let degrades = |what: Result<()>, loss: &str| match what {
        Err(cause) if missing == Missing::Degrades => {
            eprintln!("warning: {cause}. Without it {loss}.");
            Ok(false)
        }
        other => other.map(|()| true),
    };
    let katex = stage("mathematics", assets::katex);
    if !degrades(katex, "the browser draws the mathematics itself")? {
        assets::katex_fallback()?;
    }
    let live = stage("live figures", assets::live);
    if !degrades(live, "the figures stay static")? {
        assets::no_live()?;
    }
    stage("notebooks", assets::notebooks)?;
    stage("code", assets::code)?;
    Ok(weave)
}

/// Compiles weave, and with it the listings.
pub fn weave() -> Result<PathBuf> {
    let ending = if cfg!(windows) { "weave.exe" } else { "weave" };
    // Together with this program, which has the same dependencies: they are
    // compiled once, with the features of both.
    let arguments = ["build", "-p", "weave", "-p", "xtask", "--bin", "weave"];
    assets::compile(&arguments, "weave", ending)
}

/// Runs one stage and prints its time.
pub fn stage<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    let start = Instant::now();
    let result = work();
    let mark = if result.is_ok() { "" } else { "  failed" };
    println!("  {name:<14}{:>9}{mark}", run::spell(start.elapsed()));
    result
}

/// Writes the pages into a folder, which it empties first. What mdBook only
/// warns about is an error here.
pub fn render(weave: &Path, out: &Path, live_reload: bool) -> Result<()> {
    let failed = |e| Failure::failed(format!("the book does not build: {e:#}"));
    // Fails if it is set already, which is as good.
    let _ = tracing::subscriber::set_global_default(Listener);
    take_problems();
    let root = places::root();
    let mut config = Config::from_disk(root.join("book.toml")).map_err(failed)?;
    config.update_from_env().map_err(failed)?;
    config.build.build_dir = out.to_owned();
    let mut set = |key: &str, value: &str| config.set(key, value).map_err(failed);
    set("preprocessor.weave.command", &as_command(weave)?)?;
    if live_reload {
        set("output.html.live-reload-endpoint", RELOAD)?;
    }
    let book = MDBook::load_with_config(root, config).map_err(failed)?;
    book.build().map_err(failed)?;
    find_the_base(out)?;
    let problems = weave::load(root).and_then(|book| weave::finish(root, &book, out));
    problems.map_err(|problems| Failure::failed(problems.to_string()))?;
    search::finish(out)?;
    match take_problems().as_slice() {
        [] => Ok(()),
        problems => Err(Failure::failed(format!(
            "mdBook warns: {}",
            problems.join("; ")
        ))),
    }
}

/// Has the page for what is not found look for the book, which mdBook takes to
/// be at the top of the site unless it is told where.
fn find_the_base(out: &Path) -> Result<()> {
    let path = out.join("404.html");
    let read = |path: &Path| files::read(path).map(|b| String::from_utf8_lossy(&b).into_owned());
    let page = read(&path)?;
    let script = read(&places::root().join("theme/base.js"))?;
    let end = page
        .find("<base ")
        .and_then(|at| Some(at + page.get(at..)?.find('>')? + 1));
    let Some((before, after)) = end.and_then(|end| page.split_at_checked(end)) else {
        return Err(Failure::failed(
            "mdBook writes no <base> into 404.html any more; take `find_the_base` out of xtask/src/book.rs",
        ));
    };
    let page = format!("{before}\n<script>\n{script}</script>{after}");
    files::write_if_changed(&path, page.as_bytes(), &places::scratch())?;
    Ok(())
}

/// A path as mdBook's command line takes it: quoted as in a Unix shell.
fn as_command(program: &Path) -> Result<String> {
    match program.to_str() {
        Some(path) if !path.contains('\'') => Ok(format!("'{path}'")),
        _ => Err(Failure::usage(format!(
            "mdBook cannot run {}; move the clone to a path without a quotation mark",
            program.display()
        ))),
    }
}

static PROBLEMS: Mutex<Vec<String>> = Mutex::new(Vec::new());

fn take_problems() -> Vec<String> {
    let mut problems = PROBLEMS.lock().unwrap_or_else(|e| e.into_inner());
    std::mem::take(&mut problems)
}

/// Keeps what mdBook warns about.
struct Listener;

impl Subscriber for Listener {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.is_event() && metadata.target().starts_with("mdbook")
    }

    fn max_level_hint(&self) -> Option<LevelFilter> {
        Some(LevelFilter::WARN)
    }

    fn event(&self, event: &Event<'_>) {
        let mut message = Message(String::new());
        event.record(&mut message);
        let mut problems = PROBLEMS.lock().unwrap_or_else(|e| e.into_inner());
        problems.push(message.0);
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        if field.name() == "message" {
            self.0 = format!("{value:?}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Another choice of features compiles a crate, and all that use it, once
    /// more: what `xtask/Cargo.toml` asks for in the name of others is enough.
    #[test]
    fn what_this_program_is_built_with_is_what_the_tests_are_built_with() {
        let tree = |arguments: &[&str]| {
            let mut tree = run::cargo();
            tree.args(["tree", "--offline", "--prefix=none", "--format={p} [{f}]"]);
            let lines = run::ask(tree.args(arguments)).unwrap();
            let lines = lines
                .lines()
                .map(|line| line.trim_end_matches(" (*)").to_owned());
            lines.collect::<std::collections::BTreeSet<_>>()
        };
        let own = tree(&["--package=xtask", "--edges=normal,build"]);
        let all = tree(&["--workspace", "--edges=normal,build,dev"]);
        let others: Vec<_> = own.difference(&all).collect();
        assert!(own.len() > 100 && others.is_empty(), "{others:?}");
    }

    #[test]
    fn a_path_with_a_space_stays_one_word() {
        let path = as_command(Path::new("a folder/weave")).unwrap();
        assert_eq!(path, "'a folder/weave'");
        assert_eq!(as_command(Path::new("it's/weave")).unwrap_err().code, 2);
    }

    #[test]
    fn warnings_of_mdbook_are_kept_and_others_are_not() {
        tracing::subscriber::with_default(Listener, || {
            tracing::warn!(target: "mdbook_html", "a {}", "warning");
            tracing::info!(target: "mdbook_html", "news");
            tracing::warn!(target: "hyper", "of no concern");
        });
        assert_eq!(take_problems(), ["a warning"]);
        assert!(take_problems().is_empty());
    }
}
