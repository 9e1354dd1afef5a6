//! What the stages of the test do.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::State;
use crate::count::Count;
use crate::failure::{Failure, Result};
use crate::programs::{self, Program};
use crate::python::Python;
use crate::run::{Echo, stream};
use crate::sabotage::{self, Kind};
use crate::{archive, assets, book, files, places, run, tools};

use super::timing;

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

/// Whatever is missing, so that its time is no other stage's. A stage that
/// needs what cannot be had says so again.
pub fn set_up(state: &State) -> Result<Count> {
    let kernel = || Python::ready()?.kernel();
    let node = || tools::node_modules().map(drop);
    let chromium = || tools::chromium().map(drop);
    let mutants = || tools::cargo_mutants().map(drop);
    let rustfmt = || tools::component("rustfmt", "fmt");
    let clippy = || tools::component("clippy", "clippy");
    type SetUp<'a> = &'a dyn Fn() -> Result<()>;
    let needs: [(&[&str], SetUp); 7] = [
        (&["format"], &rustfmt),
        (&["clippy"], &clippy),
        (&["clippy", "build"], &tools::wasm_target),
        (&["build", "browser"], &node),
        (&["browser"], &chromium),
        (&["notebooks"], &kernel),
        (&["sabotage"], &mutants),
    ];
    let mut count = Count::default();
    for (stages, set_up) in needs {
        if stages.iter().any(|name| state.has(name)) {
            let done = set_up();
            if let Err(failure) = &done {
                eprintln!("error: {failure}");
            }
            count += Count::one(done.is_ok());
        }
    }
    Ok(count)
}

pub fn format(_: &State) -> Result<Count> {
    check(
        &mut plain_cargo(&["fmt", "--all", "--check"]),
        "run `cargo fmt --all`",
    )
}

pub fn clippy(_: &State) -> Result<Count> {
    let remedy = "mend what clippy says above";
    let everything = ["clippy", "--workspace", "--all-targets", "--", "-Dwarnings"];
    let mut count = check(&mut plain_cargo(&everything), remedy)?;
    let target = ["clippy", "--package", "live", "--target", tools::WASM];
    count += check(plain_cargo(&target).args(["--", "-Dwarnings"]), remedy)?;
    Ok(count)
}

pub fn doc(_: &State) -> Result<Count> {
    let mut cargo = plain_cargo(&[
        "doc",
        "--workspace",
        "--no-deps",
        "--document-private-items",
    ]);
    cargo.env("RUSTDOCFLAGS", "-Dwarnings");
    check(&mut cargo, "mend what rustdoc says above")
}

/// All test programs; of one section, its module and what looks at all pages.
pub fn cargo(state: &State) -> Result<Count> {
    const OF_SECTION: [&str; 7] = [
        "--lib", "--test", "sections", "--test", "book", "--test", "figures",
    ];
    let mut count = Count::default();
    let Some(section) = state.section() else {
        for program in programs::build(&[])? {
            // The stage of that name gives it the built book.
            if program.name != "pages" || !state.has("pages") {
                count += run_program(state, &program, &[], Command::new(&program.path))?;
            }
        }
        let doc = stream(
            &mut plain_cargo(&["test", "--workspace", "--doc"]),
            Echo::Shown,
        )?;
        let mut of_doc = Count::cargo(&doc.stdout);
        of_doc += Count::one(doc.success);
        count += of_doc;
        state.learn(|learnt| learnt.left = std::mem::take(&mut count.skipped));
        return Ok(count);
    };
    let module = format!("{}::", section.module());
    for program in programs::build(&OF_SECTION)? {
        let filter = match program.name.as_str() {
            "sections" | "figures" => Some(module.as_str()),
            "book" => None,
            _ => continue,
        };
        let filter: Vec<&str> = filter.into_iter().collect();
        count += run_program(state, &program, &filter, Command::new(&program.path))?;
    }
    Ok(count)
}

/// Runs a test program through `command` and keeps the times of its tests.
fn run_program(
    state: &State,
    program: &Program,
    arguments: &[&str],
    mut command: Command,
) -> Result<Count> {
    println!("-- {}", program.name);
    program.prepare(&mut command).args(arguments);
    let finished = stream(&mut command, Echo::Failures)?;
    let tests = timing::cargo(&program.name, &finished.stdout);
    state.learn(|learnt| learnt.tests.extend(tests));
    let count = Count::cargo(&finished.stdout);
    println!("   {}", count.line());
    let seen = count.failed > 0 || finished.success;
    Ok(if seen {
        count
    } else {
        Count { failed: 1, ..count }
    })
}

/// One test program of the package `tests`, which must run a test.
fn run_test(
    state: &State,
    name: &str,
    arguments: &[&str],
    command: impl FnOnce(&Path) -> Result<Command>,
) -> Result<Count> {
    let programs = programs::build(&["--test", name])?;
    let program = programs.iter().find(|program| program.name == name);
    let program = program.ok_or_else(|| Failure::failed(format!("there is no test `{name}`")))?;
    let count = run_program(state, program, arguments, command(&program.path)?)?;
    if count.passed + count.failed == 0 {
        return Err(Failure::failed(format!("the test `{name}` ran nothing")));
    }
    Ok(count)
}

/// Every section's program runs and draws.
pub fn example(state: &State) -> Result<Count> {
    let folder = places::root().join("target").join("example");
    files::remove_folder(&folder)?;
    let mut count = Count::default();
    for program in files::files_in(&places::root().join("listings").join("examples"))? {
        let name = program.file_stem().unwrap_or_default().to_string_lossy();
        if state
            .section()
            .is_some_and(|section| section.module() != name)
        {
            continue;
        }
        let out = folder.join(name.as_ref());
        let mut cargo = plain_cargo(&["run", "--quiet", "--example", name.as_ref(), "--"]);
        cargo.arg("--out").arg(&out);
        count += check(&mut cargo, "see what the example says above")?;
        let is_figure = |file: &PathBuf| file.extension().is_some_and(|e| e == "svg");
        if !files::files_in(&out)?.iter().any(is_figure) {
            let message = format!("the example {name} wrote no figure");
            return Err(Failure::failed(message));
        }
        // It takes a flag for every control of its figures, and no other.
        let mut cargo = plain_cargo(&["run", "--quiet", "--example", name.as_ref(), "--"]);
        cargo.arg("--out").arg(&out).args(flags(&name)?);
        count += check(&mut cargo, "read the flags of its controls")?;
        let mut cargo = plain_cargo(&["run", "--quiet", "--example", name.as_ref(), "--"]);
        cargo.args(["--no-such-flag", "1"]);
        let refuses = cargo.output().is_ok_and(|out| out.status.code() == Some(2));
        count += Count::one(refuses);
        if !refuses {
            eprintln!("error: the example {name} does not refuse an unknown flag");
        }
    }
    if state.section().is_some() {
        return Ok(count);
    }
    if count == Count::default() {
        return Err(Failure::failed("no program in listings/examples"));
    }
    // The programs of the archive compile where it is unpacked.
    let (_folder, unpacked) = unpacked()?;
    let mut cargo = plain_cargo(&["check", "--quiet", "--examples"]);
    cargo.current_dir(&unpacked);
    cargo.env("CARGO_TARGET_DIR", places::root().join("target/site"));
    count += check(&mut cargo, "see what the archive of the notebooks lacks")?;
    Ok(count)
}

/// A flag with a value for every control of the figures of `section`.
fn flags(section: &str) -> Result<Vec<String>> {
    let mut flags = Vec::new();
    for entry in listings::figures::all() {
        if entry.section != section {
            continue;
        }
        let controls = entry.controls("");
        let controls = controls.map_err(|error| Failure::failed(error.to_string()))?;
        for control in controls {
            flags.extend([format!("--{}", control.key), control.value]);
        }
    }
    Ok(flags)
}

pub fn build(_: &State) -> Result<Count> {
    book::build().map(|()| Count::one(true))
}

pub fn notebooks(state: &State) -> Result<Count> {
    let remedy = "run `cargo run --package weave -- notebooks` and commit what it writes";
    let mut weave = Command::new(book::weave()?);
    weave
        .args(["notebooks", "--check"])
        .current_dir(places::root());
    let mut count = match check(&mut weave, remedy) {
        Ok(count) => count,
        Err(failure) => {
            eprintln!("error: {failure}");
            Count::one(false)
        }
    };
    let python = Python::ready()?;
    python.kernel()?;
    // As a reader has them: from the archive, far from this clone.
    let (folder, unpacked) = unpacked()?;
    let run = run_test(
        state,
        "notebooks",
        &["--ignored", "--nocapture"],
        |program| {
            let mut command = python.command(program)?;
            command.env("NOTEBOOKS", unpacked.join("notebooks"));
            if let Some(section) = state.section() {
                command.env("SECTION", section.page());
            }
            Ok(command)
        },
    )?;
    drop(folder);
    state.learn(|learnt| {
        learnt.left = learnt.left.saturating_sub(run.passed + run.failed);
    });
    count += run;
    Ok(count)
}

/// The archive of the notebooks, unpacked in a folder that vanishes with the
/// first of the two.
fn unpacked() -> Result<(tempfile::TempDir, PathBuf)> {
    let folder = tempfile::tempdir();
    let folder =
        folder.map_err(|e| Failure::failed(format!("cannot create a temporary folder: {e}")))?;
    let archive = folder.path().join(archive::NAME);
    archive::write(&archive)?;
    let unpacked = archive::unpack(&archive, folder.path())?;
    Ok((folder, unpacked))
}

/// Puts the notebooks that were just run into the book.
pub fn offer_notebooks(book: &Path) -> Result<()> {
    assets::notebooks()?;
    assets::copy_notebooks(book)
}

pub fn pages(state: &State) -> Result<Count> {
    let book = state.book()?;
    run_test(state, "pages", &[], |program| {
        let mut command = Command::new(program);
        command.env("MOMENTUM_BOOK", book);
        Ok(command)
    })
}

pub fn browser(state: &State) -> Result<Count> {
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
        // By itself it leaves one core idle.
        .args(["--test", "--test-reporter=tap", "--test-concurrency=2"])
        .args(tests)
        .current_dir(places::root())
        .env("BOOK", book)
        .env("CHROMIUM", chromium)
        .env("NATIVE", native);
    if let Some(section) = state.section() {
        command.env("SECTION", section.page());
    }
    let finished = stream(&mut command, Echo::Shown)?;
    state.learn(|learnt| learnt.tests.extend(timing::tap(&finished.stdout)));
    Ok(Count::of_run(
        Count::tap,
        &finished.stdout,
        finished.success,
    ))
}

/// A few faults, other ones for each commit.
pub fn sabotage(_: &State) -> Result<Count> {
    const OF_PAGES: usize = 17;
    const OF_CODE: usize = 3;
    let seed = seed();
    println!("`cargo xtask sabotage --sample N --seed {seed}` plants the same faults again");
    let mut count = Count::default();
    for (kinds, sample) in [(vec![], OF_PAGES), (vec![Kind::Code], OF_CODE)] {
        let options = sabotage::Options {
            kinds,
            sections: Vec::new(),
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

pub fn typos(_: &State) -> Result<Count> {
    let python = Python::ready()?;
    let mut typos = python.command(&python.program("typos"))?;
    check(
        &mut typos,
        "correct the words, or allow them in _typos.toml",
    )
}
