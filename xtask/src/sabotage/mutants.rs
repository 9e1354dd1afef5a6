//! Faults in the code: the mutants of `listings` that cargo-mutants lists,
//! tried on a copy of the workspace.
//!
//! cargo-mutants would build every test for every mutant. Here the quick ones
//! go first, and most mutants are caught before the others are built.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::fault::{Fault, Kind};
use super::seed;
use super::trial::{Choice, SECTIONS, Sound, Tree};
use crate::failure::{Failure, Result};
use crate::programs::{self, Program};
use crate::run::{Echo, stream};
use crate::{files, places, run, tools};

/// The mathematics and the numbers of the pages; figures are held to their
/// data by tests of their own.
const MUTATED: &str = "listings/src/*.rs";
/// What a build of the tests needs beside the crates.
const COPIED: [&str; 6] = [
    "notebooks",
    "src",
    "theme",
    "book.toml",
    "Cargo.lock",
    "Cargo.toml",
];

/// A change of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutant {
    /// The file, the bytes and what replaces them.
    pub fault: Fault,
    /// For the body of a function, its name and what becomes of it.
    body: Option<(String, String)>,
}

impl Mutant {
    /// What stood there and what stands there now.
    pub fn shown(&self, source: &str) -> (String, String) {
        match &self.body {
            Some(shown) => shown.clone(),
            None => self.fault.shown(source),
        }
    }
}

/// All mutants, in the order of the files.
pub fn plan() -> Result<Vec<Mutant>> {
    let program = tools::cargo_mutants()?;
    let mut list = Command::new(program);
    list.args(["mutants", "--list", "--json", "--file", MUTATED])
        .current_dir(places::root());
    let finished = stream(&mut list, Echo::Kept)?;
    let odd = || Failure::failed("cargo mutants lists nothing that can be read");
    let list: Value = serde_json::from_str(&finished.stdout).map_err(|_| odd())?;
    let mut mutants = Vec::new();
    for entry in list.as_array().ok_or_else(odd)? {
        let file = entry["file"].as_str().ok_or_else(odd)?;
        let source = read(&places::root().join(file))?;
        mutants.push(mutant(entry, file, &source).ok_or_else(odd)?);
    }
    Ok(mutants)
}

/// A mutant as cargo-mutants describes it.
fn mutant(entry: &Value, file: &str, source: &str) -> Option<Mutant> {
    let place = |which: &str| {
        let place = &entry["span"][which];
        let line = usize::try_from(place["line"].as_u64()?).ok()?;
        let column = usize::try_from(place["column"].as_u64()?).ok()?;
        byte(source, line, column)
    };
    let fault = Fault {
        kind: Kind::Code,
        file: file.to_owned(),
        range: place("start")?..place("end")?,
        after: entry["replacement"].as_str()?.to_owned(),
        label: None,
    };
    let body = (entry["genre"] == "FnValue").then(|| {
        let name = entry["function"]["function_name"].as_str();
        let what = entry["name"].as_str().and_then(|n| n.splitn(4, ':').last());
        let text = |text: Option<&str>| text.unwrap_or_default().trim().to_owned();
        (text(name), text(what))
    });
    Some(Mutant { fault, body })
}

/// The byte at a line and a column, both from 1.
fn byte(source: &str, line: usize, column: usize) -> Option<usize> {
    let start = match line.checked_sub(2) {
        None => 0,
        Some(before) => source.match_indices('\n').nth(before)?.0 + 1,
    };
    let rest = source.get(start..)?;
    let mut in_line = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
    Some(start + in_line.nth(column.checked_sub(1)?)?)
}

/// The unit tests, which need not be linked with all that reads pages.
const UNIT: [&str; 3] = ["--package", "listings", "--lib"];
/// The tests of the sections and of the figures. Of the whole workspace, for
/// the features of the usual build.
const OTHERS: [&str; 5] = ["--workspace", "--test", SECTIONS, "--test", "figures"];

/// A copy of the workspace, and the tests of its functions as they are without
/// a fault.
pub struct Bench {
    tree: Tree,
    target: PathBuf,
    sound: Sound,
}

impl Bench {
    /// Brings the copy up to date and builds the tests in it.
    pub fn set_up() -> Result<Self> {
        let folder = places::scratch().join("code");
        let crates = places::crates()?;
        for name in COPIED.into_iter().chain(crates.iter().map(String::as_str)) {
            files::synchronize(&places::root().join(name), &folder.join(name))?;
        }
        // Not the workspace's own: to cargo, the crates of the copy are the
        // same, and what it built last would pass for either.
        let target = places::scratch().join("code-target");
        seed::seed(&places::root().join("target"), &target)?;
        let mut bench = Self {
            tree: Tree::at(folder),
            target,
            sound: Sound::default(),
        };
        let kept = places::scratch().join("code-sound");
        for group in [&UNIT[..], &OTHERS] {
            let Some(programs) = bench.build(group)? else {
                return Err(Failure::failed(
                    "the tests do not compile; see what `cargo test --workspace --no-run` says",
                ));
            };
            for program in programs {
                bench.sound.keep(program, &kept)?;
            }
        }
        Ok(bench)
    }

    /// Tries the mutant.
    pub fn try_mutant(&self, mutant: &Mutant) -> Result<Verdict> {
        let file = &mutant.fault.file;
        let source = read(&self.tree.file(file))?;
        self.tree.write(file, &mutant.fault.plant(&source))?;
        let verdict = self.first_to_fail(file);
        self.tree.write(file, &source)?;
        let verdict = verdict?;
        if let Verdict::Caught(name, choice) = &verdict {
            self.sound.check(&self.tree, name, choice.clone())?;
        }
        Ok(verdict)
    }

    /// Runs the unit tests, then the tests of the section in `file`, then the
    /// others, up to the first that fails.
    fn first_to_fail(&self, file: &str) -> Result<Verdict> {
        for group in [&UNIT[..], &OTHERS] {
            let Some(programs) = self.build(group)? else {
                return Ok(Verdict::DoesNotCompile);
            };
            for (program, choice) in trials(&programs, file) {
                if !self.tree.passes(program, &choice)? {
                    return Ok(Verdict::Caught(program.name.clone(), choice));
                }
            }
        }
        Ok(Verdict::Survived)
    }

    /// The tests in the copy; nothing if they do not compile.
    fn build(&self, group: &[&str]) -> Result<Option<Vec<Program>>> {
        let mut cargo = run::cargo();
        cargo
            .args(["test", "--quiet", "--no-run", "--message-format", "json"])
            .args(group)
            .current_dir(self.tree.file(""))
            .env("CARGO_TARGET_DIR", &self.target);
        let finished = stream(&mut cargo, Echo::Kept)?;
        let built = programs::built(&finished.stdout);
        Ok(finished.success.then_some(built))
    }
}

/// Of these tests, those of the section that `file` is the code of go first.
fn trials<'b>(programs: &'b [Program], file: &str) -> Vec<(&'b Program, Choice)> {
    let section = Path::new(file).file_stem().unwrap_or_default();
    let section = section.to_string_lossy().into_owned();
    let own = programs.iter().filter(|program| program.name == SECTIONS);
    let own = own.map(|program| (program, Choice::Of(section.clone())));
    own.chain(programs.iter().map(|program| (program, Choice::All)))
        .collect()
}

/// What became of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Of this program these tests failed.
    Caught(String, Choice),
    /// No test failed.
    Survived,
    /// It is no program.
    DoesNotCompile,
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).map_err(|e| Failure::file("read", path, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "/// η\nfn f(x: f64) -> f64 {\n    1.0 - x\n}\n";

    fn entry(genre: &str, start: (u8, u8), end: (u8, u8), replacement: &str) -> Value {
        serde_json::json!({
            "genre": genre,
            "name": "listings/src/a.rs:3:5: replace f -> f64 with 0.0",
            "function": { "function_name": "f" },
            "replacement": replacement,
            "span": {
                "start": { "line": start.0, "column": start.1 },
                "end": { "line": end.0, "column": end.1 },
            },
        })
    }

    #[test]
    fn a_mutant_is_planted_where_cargo_mutants_says() {
        let sign = entry("BinaryOperator", (3, 9), (3, 10), "+");
        let sign = mutant(&sign, "listings/src/a.rs", SOURCE).unwrap();
        assert!(sign.fault.plant(SOURCE).contains("    1.0 + x\n"));
        let shown = ("1.0 - x".to_owned(), "1.0 + x".to_owned());
        assert_eq!(sign.shown(SOURCE), shown);

        let body = entry("FnValue", (3, 5), (3, 12), "0.0");
        let body = mutant(&body, "listings/src/a.rs", SOURCE).unwrap();
        assert!(body.fault.plant(SOURCE).contains("{\n    0.0\n}"));
        let shown = ("f".to_owned(), "replace f -> f64 with 0.0".to_owned());
        assert_eq!(body.shown(SOURCE), shown);
    }

    #[test]
    fn the_tests_of_the_file_s_section_go_first() {
        let programs = ["figures", SECTIONS].map(|name| Program {
            name: name.to_owned(),
            path: PathBuf::new(),
            folder: PathBuf::new(),
        });
        let trials = trials(&programs, "listings/src/a.rs");
        let [figures, sections] = &programs;
        let own = Choice::Of("a".to_owned());
        let expected = [
            (sections, own),
            (figures, Choice::All),
            (sections, Choice::All),
        ];
        assert_eq!(trials, expected);
    }

    #[test]
    fn a_place_is_a_line_and_a_column_of_characters() {
        assert_eq!(byte(SOURCE, 1, 5), Some(4));
        assert_eq!(byte(SOURCE, 1, 6), Some(6));
        assert_eq!(byte(SOURCE, 2, 1), SOURCE.find("fn"));
        assert_eq!(byte(SOURCE, 9, 1), None);
        assert_eq!(byte(SOURCE, 0, 0), None);
    }
}
