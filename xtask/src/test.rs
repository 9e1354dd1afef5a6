//! `cargo xtask test`: every check there is, and one line that counts them.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use crate::count::Count;
use crate::failure::{Failure, Result};
use crate::python::Python;
use crate::run::{Echo, stream};
use crate::sabotage::{self, Kind, Options};
use crate::{assets, book, files, places, run, tools};

type Stage = fn(&mut State) -> Result<Count>;

const STAGES: [(&str, Stage); 11] = [
    ("format", format),
    ("clippy", clippy),
    ("doc", doc),
    ("cargo", cargo),
    ("example", example),
    ("build", build),
    ("notebooks", notebooks),
    ("pages", pages),
    ("browser", browser),
    ("sabotage", sabotage),
    ("typos", typos),
];

/// What later stages need to know of earlier ones.
#[derive(Default)]
struct State {
    build_failed: bool,
    /// Tests that the stage `cargo` left to a later stage.
    left: usize,
}

impl State {
    /// The built book, if there is a good one to look at.
    fn book(&self) -> Result<PathBuf> {
        let book = places::book();
        if self.build_failed {
            return Err(Failure::failed("the book was not built; mend that first"));
        }
        if !book.join("index.html").is_file() {
            return Err(Failure::usage("there is no book; run `cargo xtask build`"));
        }
        Ok(book)
    }
}

/// The names that `--skip` takes.
pub fn names() -> impl Iterator<Item = &'static str> {
    STAGES.iter().map(|(name, _)| *name)
}

/// Runs all stages but those named, and says whether everything passed.
pub fn test(skip: &[String]) -> Result<bool> {
    places::check_writable()?;
    places::cache()?;
    let start = Instant::now();
    let mut state = State::default();
    let mut sum = Count::default();
    let mut report = String::new();
    for (name, work) in STAGES {
        if skip.iter().any(|skipped| skipped == name) {
            sum.skipped += 1;
            report.push_str(&format!("  {name:<10} skipped, as you asked\n"));
            continue;
        }
        println!("== {name}");
        let start = Instant::now();
        let count = work(&mut state).unwrap_or_else(|failure| {
            eprintln!("error: {name}: {failure}");
            state.build_failed |= name == "build";
            Count::one(false)
        });
        let line = format!(
            "  {name:<10} {}, {}",
            count.line(),
            run::spell(start.elapsed())
        );
        println!("{line}\n");
        report.push_str(&line);
        report.push('\n');
        sum += count;
    }
    sum.skipped += state.left;
    println!(
        "{report}  {:<10} {}",
        "together",
        run::spell(start.elapsed())
    );
    println!("{}", sum.line());
    Ok(sum.failed == 0)
}

/// Runs a command that counts as one check.
fn check(command: &mut Command, remedy: &str) -> Result<Count> {
    run::must(command, remedy).map(|_| Count::one(true))
}

/// Cargo, with messages that can be read by a program.
fn plain_cargo(arguments: &[&str]) -> Command {
    let mut cargo = run::cargo();
    cargo.args(arguments).env("CARGO_TERM_COLOR", "never");
    cargo
}

fn format(_: &mut State) -> Result<Count> {
    tools::component("rustfmt", "fmt")?;
    check(
        &mut plain_cargo(&["fmt", "--all", "--check"]),
        "run `cargo fmt --all`",
    )
}

fn clippy(_: &mut State) -> Result<Count> {
    tools::component("clippy", "clippy")?;
    tools::wasm_target()?;
    let remedy = "mend what clippy says above";
    let everything = ["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"];
    let mut count = check(&mut plain_cargo(&everything), remedy)?;
    let target = ["clippy", "--package", "live", "--target", tools::WASM];
    count += check(plain_cargo(&target).args(["--", "-Dwarnings"]), remedy)?;
    Ok(count)
}

fn doc(_: &mut State) -> Result<Count> {
    let mut cargo = plain_cargo(&[
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    cargo.env("RUSTDOCFLAGS", "-Dwarnings");
    check(&mut cargo, "mend what rustdoc says above")
}

fn cargo(state: &mut State) -> Result<Count> {
    let arguments = ["test", "--workspace", "--no-fail-fast"];
    let finished = stream(&mut plain_cargo(&arguments), Echo::Shown)?;
    let mut count = Count::of_run(Count::cargo, &finished.stdout, finished.success);
    state.left = std::mem::take(&mut count.skipped);
    Ok(count)
}

/// Every section's program runs and draws.
fn example(_: &mut State) -> Result<Count> {
    let folder = places::root().join("target").join("example");
    files::remove_folder(&folder)?;
    let mut count = Count::default();
    for program in files::files_in(&places::root().join("listings").join("examples"))? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        let out = folder.join(name.as_ref());
        let mut cargo = plain_cargo(&["run", "--quiet", "--example", name.as_ref(), "--"]);
        cargo.arg("--out").arg(&out);
        count += check(&mut cargo, "see what the example says above")?;
        let is_figure = |file: &PathBuf| file.extension().is_some_and(|e| e == "svg");
        if !files::files_in(&out)?.iter().any(is_figure) {
            let message = format!("the example {name} wrote no figure");
            return Err(Failure::failed(message));
        }
    }
    if count == Count::default() {
        return Err(Failure::failed("no program in listings/examples"));
    }
    Ok(count)
}

fn build(_: &mut State) -> Result<Count> {
    book::build().map(|()| Count::one(true))
}

fn notebooks(state: &mut State) -> Result<Count> {
    let remedy = "run `cargo run --package weave -- notebooks` and commit what it writes";
    let weave = [
        "run",
        "--quiet",
        "--package",
        "weave",
        "--",
        "notebooks",
        "--check",
    ];
    let mut count = match check(&mut plain_cargo(&weave), remedy) {
        Ok(count) => count,
        Err(failure) => {
            eprintln!("error: {failure}");
            Count::one(false)
        }
    };
    let python = Python::ready()?;
    python.kernel()?;
    let mut test = python.command(plain_cargo(&[]).get_program().as_ref())?;
    test.args(["test", "--workspace", "--test", "notebooks"])
        .args(["--", "--ignored", "--nocapture"])
        .env("CARGO_TERM_COLOR", "never");
    let finished = stream(&mut test, Echo::Shown)?;
    let run = Count::of_run(Count::cargo, &finished.stdout, finished.success);
    state.left = state.left.saturating_sub(run.passed + run.failed);
    count += run;
    // From here on the book offers them with their outputs.
    assets::notebooks()?;
    if let Ok(book) = state.book() {
        assets::copy_notebooks(&book)?;
    }
    Ok(count)
}

fn pages(state: &mut State) -> Result<Count> {
    // Of the whole workspace: another choice of packages is another choice of
    // features, and compiles their dependencies once more.
    let mut cargo = plain_cargo(&["test", "--workspace", "--test", "pages"]);
    cargo.env("MOMENTUM_BOOK", state.book()?);
    let finished = stream(&mut cargo, Echo::Shown)?;
    Ok(Count::of_run(
        Count::cargo,
        &finished.stdout,
        finished.success,
    ))
}

fn browser(state: &mut State) -> Result<Count> {
    let book = state.book()?;
    let node = tools::node()?;
    tools::node_modules()?;
    let chromium = tools::chromium()?;
    let ending = if cfg!(windows) {
        "native.exe"
    } else {
        "native"
    };
    // Cargo builds a package's programs with its tests.
    let arguments = ["test", "--workspace", "--test", "pages", "--no-run"];
    let native = assets::compile(&arguments, "native", ending)?;
    let mut tests = files::files_in(&places::root().join("tests").join("browser"))?;
    tests.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    if tests.is_empty() {
        return Err(Failure::failed("no test in tests/browser"));
    }
    let mut command = Command::new(node);
    command
        .args(["--test", "--test-reporter=tap"])
        .args(tests)
        .current_dir(places::root())
        .env("BOOK", book)
        .env("CHROMIUM", chromium)
        .env("NATIVE", native);
    let finished = stream(&mut command, Echo::Shown)?;
    Ok(Count::of_run(
        Count::tap,
        &finished.stdout,
        finished.success,
    ))
}

/// A few faults, other ones for each commit.
fn sabotage(_: &mut State) -> Result<Count> {
    const OF_PAGES: usize = 17;
    const OF_CODE: usize = 3;
    let seed = seed();
    println!("`cargo xtask sabotage --sample N --seed {seed}` plants the same faults again");
    let mut count = Count::default();
    for (kinds, sample) in [(vec![], OF_PAGES), (vec![Kind::Code], OF_CODE)] {
        let options = Options {
            kinds,
            sample: Some(sample),
            seed,
        };
        count += Count::one(sabotage::sabotage(&options)?);
    }
    Ok(count)
}

/// The same for all runs of a commit; without git always the same.
fn seed() -> u64 {
    let mut git = Command::new("git");
    git.args(["rev-parse", "HEAD"]).current_dir(places::root());
    let hash = run::ask(&mut git).unwrap_or_default();
    let first = hash.get(..8).unwrap_or_default();
    u64::from_str_radix(first, 16).unwrap_or(1)
}

fn typos(_: &mut State) -> Result<Count> {
    let python = Python::ready()?;
    let mut typos = python.command(&python.program("typos"))?;
    check(
        &mut typos,
        "correct the words, or allow them in _typos.toml",
    )
}
