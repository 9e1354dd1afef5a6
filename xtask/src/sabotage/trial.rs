//! Copies of the tree, and the tests that are tried on them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

use super::fault::Fault;
use crate::failure::{Failure, Result};
use crate::run::{Echo, stream};
use crate::{files, places, run};

/// What a copy holds: all that a test reads.
const COPIED: [&str; 7] = [
    "src",
    "theme",
    "listings",
    "tests",
    "notebooks",
    "book.toml",
    "Cargo.toml",
];
/// Tests of the package `tests` that read no page.
const WITHOUT_PAGES: [&str; 1] = ["figures"];
/// A test that runs longer than this hangs, which is noticed as well.
const LIMIT: Duration = Duration::from_secs(120);
/// How long to wait before asking once more whether a test has ended.
const PAUSE: Duration = Duration::from_millis(5);

/// A built test binary.
#[derive(Debug, Clone)]
pub struct Binary {
    /// Its name: `coverage`.
    pub name: String,
    path: PathBuf,
    /// How long it takes on an unchanged copy.
    time: Duration,
}

impl Binary {
    /// A test that was not run yet.
    pub fn new(name: String, path: PathBuf) -> Self {
        let time = Duration::ZERO;
        Self { name, path, time }
    }
}

/// A copy of the tree.
pub struct Tree(PathBuf);

/// The test binaries and two copies of the tree.
pub struct Bench {
    /// The tests, the quickest first.
    pub binaries: Vec<Binary>,
    /// The copies, one for each fault that is tried at a time.
    pub trees: Vec<Tree>,
    // Removes all at the end.
    _folder: TempDir,
}

impl Bench {
    /// Builds the tests, copies the tree `copies` times and sees that all
    /// tests pass as long as nothing is changed.
    pub fn set_up(copies: usize) -> Result<Self> {
        files::create_folder(&places::scratch())?;
        let folder = tempfile::Builder::new()
            .prefix("sabotage-")
            .tempdir_in(places::scratch())
            .map_err(|e| Failure::file("create a folder in", &places::scratch(), &e))?;
        let mut binaries = build(folder.path())?;
        let mut trees = Vec::new();
        for number in 0..copies {
            let tree = folder.path().join(format!("tree-{number}"));
            for name in COPIED {
                files::synchronize(&places::root().join(name), &tree.join(name))?;
            }
            trees.push(Tree(tree));
        }
        let Some(tree) = trees.first() else {
            return Err(Failure::usage("sabotage needs at least one copy"));
        };
        tree.renew_notebooks();
        for binary in &mut binaries {
            let start = Instant::now();
            if !tree.passes(binary, &[])? {
                return Err(Failure::failed(format!(
                    "the test `{}` fails before any fault is planted; mend that first",
                    binary.name
                )));
            }
            binary.time = start.elapsed();
        }
        binaries.sort_by_key(|binary| binary.time);
        Ok(Self {
            binaries,
            trees,
            _folder: folder,
        })
    }

    /// Tries the fault on a copy, the likely tests first; the name of what
    /// fails.
    pub fn try_fault(&self, tree: &Tree, fault: &Fault, source: &str) -> Result<Option<String>> {
        let binaries = order(&self.binaries, fault);
        let likely = tree.covering(fault);
        tree.write(&fault.file, &fault.plant(source))?;
        tree.renew_notebooks();
        let caught = tree.first_to_fail(&binaries, &likely);
        tree.write(&fault.file, source)?;
        caught
    }
}

/// The name of a page's section, which is also that of its test.
fn section(file: &str) -> String {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.trim_end_matches(".md").replace('-', "_")
}

fn order<'a>(binaries: &'a [Binary], fault: &Fault) -> Vec<&'a Binary> {
    let section = section(&fault.file);
    let likely = |binary: &&Binary| fault.kind.is_of_section() && binary.name == section;
    let first = binaries.iter().filter(likely);
    let others = binaries.iter().filter(|binary| !likely(binary));
    first.chain(others).collect()
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

    /// The tests of the page's section that say that they cover what the
    /// fault falsifies.
    fn covering(&self, fault: &Fault) -> Vec<String> {
        let (section, Some(label)) = (section(&fault.file), &fault.label) else {
            return Vec::new();
        };
        // What cannot be read has no likely ones; the test of the coverage
        // reports it.
        let covers = weave::covers::covers(&self.0).unwrap_or_default();
        let own = covers.iter().filter(|cover| cover.section == section);
        own.filter(|cover| cover.labels.contains(label))
            .map(weave::covers::Cover::path)
            .collect()
    }

    /// The first of the binaries that fails; of the first one, the tests
    /// `likely` go before the others.
    fn first_to_fail(&self, binaries: &[&Binary], likely: &[String]) -> Result<Option<String>> {
        if let (Some(first), false) = (binaries.first(), likely.is_empty())
            && !self.passes(first, likely)?
        {
            return Ok(Some(first.name.clone()));
        }
        for binary in binaries {
            if !self.passes(binary, &[])? {
                return Ok(Some(binary.name.clone()));
            }
        }
        Ok(None)
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

    /// Whether the tests with these names pass; all, if there are none.
    pub fn passes(&self, binary: &Binary, names: &[String]) -> Result<bool> {
        let failure = |e: std::io::Error| Failure::file("run", &binary.path, &e);
        let exact = (!names.is_empty()).then_some("--exact");
        let mut child = Command::new(&binary.path)
            .args(exact)
            .args(names)
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

/// Builds the tests and keeps them in `folder`, so that a build that runs at
/// the same time does not exchange them.
fn build(folder: &Path) -> Result<Vec<Binary>> {
    let mut cargo = run::cargo();
    cargo.args(["test", "--workspace", "--test", "*", "--no-run"]);
    cargo.args(["--message-format", "json"]);
    let finished = stream(&mut cargo, Echo::Kept)?;
    if !finished.success {
        return Err(Failure::failed(
            "the tests do not compile; see what `cargo test --workspace --no-run` says",
        ));
    }
    let mut binaries = Vec::new();
    let wanted =
        |manifest: &str, kind: &str| manifest.ends_with("tests/Cargo.toml") && kind == "test";
    for (name, path) in built(&finished.stdout, wanted) {
        if WITHOUT_PAGES.contains(&name.as_str()) {
            continue;
        }
        let kept = folder.join(&name);
        fs::hard_link(&path, &kept)
            .or_else(|_| fs::copy(&path, &kept).map(drop))
            .map_err(|e| Failure::file("copy", &path, &e))?;
        binaries.push(Binary::new(name, kept));
    }
    if binaries.is_empty() {
        return Err(Failure::failed("the package `tests` has no tests to try"));
    }
    Ok(binaries)
}

/// The names and paths of the tests in cargo's messages whose manifest and
/// kind are `wanted`.
pub fn built(messages: &str, wanted: impl Fn(&str, &str) -> bool) -> Vec<(String, PathBuf)> {
    let mut found = Vec::new();
    for line in messages.lines() {
        let Ok(message) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let target = &message["target"];
        let manifest = message["manifest_path"].as_str().unwrap_or_default();
        // Cargo writes it with the signs of the system.
        let manifest = manifest.replace('\\', "/");
        let kind = target["kind"][0].as_str().unwrap_or_default();
        if let (true, Some(path), Some(name)) = (
            wanted(&manifest, kind),
            message["executable"].as_str(),
            target["name"].as_str(),
        ) {
            found.push((name.to_owned(), PathBuf::from(path)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::fault::Kind;
    use super::*;

    #[test]
    fn the_tests_are_read_from_cargo_s_messages() {
        let messages = r#"{"reason":"compiler-artifact","manifest_path":"/w/tests/Cargo.toml","target":{"kind":["test"],"name":"pages"},"executable":"/w/target/pages-1"}
{"reason":"compiler-artifact","manifest_path":"/w/weave/Cargo.toml","target":{"kind":["lib"],"name":"weave"},"executable":"/w/target/weave-1"}
{"reason":"compiler-artifact","manifest_path":"/w/tests/Cargo.toml","target":{"kind":["lib"],"name":"tests"},"executable":null}
{"reason":"compiler-artifact","manifest_path":"/w/other/Cargo.toml","target":{"kind":["test"],"name":"x"},"executable":"/w/target/x-1"}
   Compiling
{"reason":"build-finished","success":true}"#;
        let expected = vec![("pages".to_owned(), PathBuf::from("/w/target/pages-1"))];
        let tests = |manifest: &str, kind: &str| manifest.contains("/tests/") && kind == "test";
        assert_eq!(built(messages, tests), expected);
        assert_eq!(built(messages, |_, kind| kind == "lib").len(), 1);
    }

    #[test]
    fn the_likely_test_goes_first() {
        let binaries =
            ["coverage", "pages", "a_b"].map(|name| Binary::new(name.to_owned(), PathBuf::new()));
        let first = |kind| {
            let fault = Fault {
                kind,
                file: "src/a-b.md".to_owned(),
                range: 0..0,
                after: String::new(),
                label: None,
            };
            let order = order(&binaries, &fault);
            assert_eq!(order.len(), 3);
            order[0].name.clone()
        };
        assert_eq!(first(Kind::EqSign), "a_b");
        assert_eq!(first(Kind::Link), "coverage");
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
        write("a_b/main.rs", three);
        write("other/main.rs", three);
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
        assert_eq!(covering(Some("eq:a")), ["heading::one", "three"]);
        assert_eq!(covering(Some("fig:b")), ["heading::one"]);
        assert!(covering(Some("eq:c")).is_empty() && covering(None).is_empty());
    }
}
