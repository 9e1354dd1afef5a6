//! Copies of the tree, and the tests that are tried on them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::fault::Fault;
use crate::failure::{Failure, Result};
use crate::programs::{self, Program};
use crate::{files, places};

/// What a copy holds beside the crates: all that a test reads.
const COPIED: [&str; 6] = [
    "src",
    "theme",
    "notebooks",
    "book.toml",
    "references.bib",
    "Cargo.toml",
];
/// The tests of the pages, in the order in which they are tried: the quick
/// ones first.
const PROGRAMS: [&str; 4] = ["book", "sections", "notebooks", "pages"];
/// The one with a module for each section.
pub const SECTIONS: &str = "sections";
/// A test that runs longer than this hangs, which is noticed as well.
const LIMIT: Duration = Duration::from_secs(120);
/// How long to wait before asking once more whether a test has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// Some of the tests of a program.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Choice {
    /// These, by their full names.
    Named(Vec<String>),
    /// Those of a module.
    Of(String),
    /// All but those of a module.
    But(String),
    /// All.
    All,
}

impl Choice {
    /// What the test program takes for it.
    fn arguments(&self) -> Vec<String> {
        let module = |name: &String| format!("{name}::");
        match self {
            Self::Named(names) => [&["--exact".to_owned()], names.as_slice()].concat(),
            Self::Of(name) => vec![module(name)],
            Self::But(name) => vec!["--skip".to_owned(), module(name)],
            Self::All => Vec::new(),
        }
    }
}

/// A copy of the tree.
pub struct Tree(PathBuf);

/// The test programs and two copies of the tree.
pub struct Bench {
    /// The copies, one for each fault that is tried at a time.
    pub trees: Vec<Tree>,
    sound: Sound,
    // Removes all at the end.
    _folder: TempDir,
}

impl Bench {
    /// Builds the tests and copies the tree `copies` times.
    pub fn set_up(copies: usize) -> Result<Self> {
        files::create_folder(&places::scratch())?;
        let folder = tempfile::Builder::new()
            .prefix("sabotage-")
            .tempdir_in(places::scratch())
            .map_err(|e| Failure::file("create a folder in", &places::scratch(), &e))?;
        let mut sound = Sound::default();
        for program in build()? {
            sound.keep(program, folder.path())?;
        }
        let crates = places::crates()?;
        let mut trees = Vec::new();
        for number in 0..copies {
            let tree = folder.path().join(format!("tree-{number}"));
            for name in COPIED.into_iter().chain(crates.iter().map(String::as_str)) {
                files::synchronize(&places::root().join(name), &tree.join(name))?;
            }
            let tree = Tree(tree);
            tree.renew_notebooks();
            trees.push(tree);
        }
        Ok(Self {
            trees,
            sound,
            _folder: folder,
        })
    }

    /// The tests, in the order of [`PROGRAMS`].
    pub fn programs(&self) -> &[Program] {
        &self.sound.programs
    }

    /// Tries the fault on a copy, the likely tests first; the name of what
    /// fails.
    pub fn try_fault(&self, tree: &Tree, fault: &Fault, source: &str) -> Result<Option<String>> {
        let trials = trials(self.programs(), fault, tree.covering(fault));
        tree.write(&fault.file, &fault.plant(source))?;
        tree.renew_notebooks();
        let mut caught = None;
        for (program, choice) in trials {
            if !tree.passes(program, &choice)? {
                caught = Some((program, choice));
                break;
            }
        }
        tree.write(&fault.file, source)?;
        let Some((program, choice)) = caught else {
            return Ok(None);
        };
        self.sound.check(tree, &program.name, choice)?;
        Ok(Some(program.name.clone()))
    }
}

/// Test programs as they are without a fault, kept so that no later build
/// exchanges them.
#[derive(Debug, Default)]
pub struct Sound {
    programs: Vec<Program>,
    /// Which of their tests pass as long as nothing is changed.
    known: Mutex<BTreeMap<(String, Choice), bool>>,
}

impl Sound {
    /// Keeps the program in a folder.
    pub fn keep(&mut self, program: Program, folder: &Path) -> Result<()> {
        files::create_folder(folder)?;
        let path = folder.join(&program.name);
        let _ = fs::remove_file(&path);
        fs::copy(&program.path, &path).map_err(|e| Failure::file("copy", &program.path, &e))?;
        self.programs.push(Program { path, ..program });
        Ok(())
    }

    /// A test that fails anyway catches nothing; each is asked once.
    pub fn check(&self, tree: &Tree, name: &str, choice: Choice) -> Result<()> {
        let key = (name.to_owned(), choice);
        let known = self.known.lock().ok().and_then(|k| k.get(&key).copied());
        let program = self.programs.iter().find(|program| program.name == name);
        let sound = match (known, program) {
            (Some(sound), _) => sound,
            (None, Some(program)) => {
                tree.renew_notebooks();
                tree.passes(program, &key.1)?
            }
            (None, None) => false,
        };
        if let Ok(mut known) = self.known.lock() {
            known.insert(key, sound);
        }
        if sound {
            return Ok(());
        }
        Err(Failure::failed(format!(
            "the test `{name}` fails without any fault; mend that first"
        )))
    }
}

/// The name of a page's section, which is also that of its test.
fn section(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.trim_end_matches(".md").replace('-', "_")
}

/// The tests for the fault: those that say that they cover it, then those of
/// its page or those that look at all pages, then all others.
fn trials<'b>(
    programs: &'b [Program],
    fault: &Fault,
    covering: Vec<String>,
) -> Vec<(&'b Program, Choice)> {
    let section = section(&fault.file);
    let mut trials = Vec::new();
    for program in programs {
        if program.name != SECTIONS {
            trials.push((program, Choice::All));
            continue;
        }
        let own = [
            (!covering.is_empty()).then(|| Choice::Named(covering.clone())),
            Some(Choice::Of(section.clone())),
        ];
        let own = own.into_iter().flatten().map(|choice| (program, choice));
        let at = if fault.kind.is_of_section() {
            0
        } else {
            trials.len()
        };
        trials.splice(at..at, own);
        trials.push((program, Choice::But(section.clone())));
    }
    trials
}

impl Tree {
    /// The copy in this folder.
    pub fn at(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// A file of the copy.
    pub fn file(&self, path: &str) -> PathBuf {
        self.0.join(path)
    }

    /// The tests that say that they cover what the fault falsifies; those of
    /// the summary stand with the sections.
    fn covering(&self, fault: &Fault) -> Vec<String> {
        let Some(label) = &fault.label else {
            return Vec::new();
        };
        // What cannot be read has no likely ones; the test of the coverage
        // reports it.
        let covers = weave::covers::covers(&self.0).unwrap_or_default();
        let own = covers.iter();
        own.filter(|cover| cover.labels.contains(label))
            .map(weave::covers::Cover::path)
            .collect()
    }

    /// Writes a file of the copy.
    pub fn write(&self, file: &str, text: &str) -> Result<()> {
        let path = self.file(file);
        fs::write(&path, text).map_err(|e| Failure::file("write", &path, &e))
    }

    /// Writes the notebooks as an author would after the change: a fault must
    /// be caught for what it says, not because a notebook is stale. What
    /// cannot be woven leaves them as they were.
    fn renew_notebooks(&self) {
        let notebooks = weave::load(&self.0).and_then(|book| weave::notebooks(&self.0, &book));
        for notebook in notebooks.iter().flatten() {
            // The test of the notebooks reports what is not written.
            let _ = fs::write(
                self.0.join("notebooks").join(&notebook.name),
                &notebook.json,
            );
        }
    }

    /// Whether these tests of the program pass.
    pub fn passes(&self, program: &Program, choice: &Choice) -> Result<bool> {
        let failure = |e: std::io::Error| Failure::file("run", &program.path, &e);
        let mut child = Command::new(&program.path)
            .args(choice.arguments())
            .env("MOMENTUM_ROOT", &self.0)
            .env_remove("MOMENTUM_BOOK")
            .env("RUST_BACKTRACE", "0")
            .env("RUST_TEST_THREADS", "1")
            .current_dir(self.0.join("tests"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .map_err(failure)?;
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait().map_err(failure)? {
                return Ok(status.success());
            }
            if start.elapsed() > LIMIT {
                child.kill().and_then(|()| child.wait()).map_err(failure)?;
                return Ok(false);
            }
            std::thread::sleep(PAUSE);
        }
    }
}

/// Builds the tests.
fn build() -> Result<Vec<Program>> {
    let built = programs::build(&["--test", "*"])?;
    let program = |name: &str| {
        let program = built.iter().find(|program| program.name == name);
        program.cloned().ok_or_else(|| {
            Failure::failed(format!(
                "the package `tests` has no test `{name}`; correct PROGRAMS in xtask/src/sabotage/trial.rs"
            ))
        })
    };
    PROGRAMS.into_iter().map(program).collect()
}

#[cfg(test)]
mod tests {
    use super::super::fault::Kind;
    use super::*;

    #[test]
    fn the_likely_tests_go_first_and_the_others_follow() {
        let programs = PROGRAMS.map(|name| Program {
            name: name.to_owned(),
            path: PathBuf::new(),
            folder: PathBuf::new(),
        });
        let trials = |kind| {
            let fault = Fault {
                kind,
                file: "src/a-b.md".to_owned(),
                range: 0..0,
                after: String::new(),
                label: None,
            };
            let trials = trials(&programs, &fault, vec!["a_b::one".to_owned()]);
            let names = trials.into_iter().map(|(b, c)| (b.name.clone(), c));
            names.collect::<Vec<_>>()
        };
        let own = "a_b".to_owned();
        let named = (
            "sections".to_owned(),
            Choice::Named(vec!["a_b::one".to_owned()]),
        );
        let of = ("sections".to_owned(), Choice::Of(own.clone()));
        let but = ("sections".to_owned(), Choice::But(own));
        let all = |name: &str| (name.to_owned(), Choice::All);
        let [book, notebooks, pages] = ["book", "notebooks", "pages"].map(all);
        let first = [named.clone(), of.clone(), book.clone(), but.clone()];
        let rest = [notebooks, pages];
        assert_eq!(trials(Kind::EqSign), [&first[..], &rest].concat());
        let first = [book, named, of, but];
        assert_eq!(trials(Kind::Link), [&first[..], &rest].concat());
    }

    #[test]
    fn a_choice_of_tests_is_written_as_the_test_program_takes_it() {
        let named = Choice::Named(vec!["a::b".to_owned()]).arguments();
        assert_eq!(named, ["--exact", "a::b"]);
        assert_eq!(Choice::Of("a".to_owned()).arguments(), ["a::"]);
        assert_eq!(Choice::But("a".to_owned()).arguments(), ["--skip", "a::"]);
        assert!(Choice::All.arguments().is_empty());
    }

    #[test]
    fn the_tests_that_cover_a_label_are_named_with_their_modules() {
        let folder = tempfile::tempdir().unwrap();
        let write = |file: &str, code: &str| {
            let path = folder.path().join("tests/sections").join(file);
            files::create_folder(path.parent().unwrap()).unwrap();
            fs::write(path, code).unwrap();
        };
        let one = "/// Covers eq:a, fig:b.\n#[test]\nfn one() {}\n#[test]\nfn two() {}\n";
        write("a_b/heading.rs", one);
        let three = "/// Covers eq:ab,\n/// Covers eq:a.\n#[test]\nfn three() {}\n";
        write("a_b/mod.rs", three);
        write("other/mod.rs", three);
        let tree = Tree::at(folder.path().to_owned());
        let covering = |label: Option<&str>| {
            tree.covering(&Fault {
                kind: Kind::EqSign,
                file: "src/a-b.md".to_owned(),
                range: 0..0,
                after: String::new(),
                label: label.map(str::to_owned),
            })
        };
        let all = ["a_b::heading::one", "a_b::three", "other::three"];
        assert_eq!(covering(Some("eq:a")), all);
        assert_eq!(covering(Some("fig:b")), ["a_b::heading::one"]);
        assert!(covering(Some("eq:c")).is_empty() && covering(None).is_empty());
    }
}
