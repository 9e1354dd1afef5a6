//! The reader's package, `my-exercises/`, which git does not see.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use listings::exercises::Exercise;
use serde_json::Value;
use wait_timeout::ChildExt;

use crate::failure::{Failure, Result};
use crate::run::{self, Echo};
use crate::{files, places};

/// How long an answer may take. A loop that also fills the memory must be
/// ended before it does so.
pub const LIMIT: Duration = Duration::from_secs(10);

/// Optimized like in the workspace: an answer is compiled quickly, what it
/// calls runs quickly.
const MANIFEST: &str = r#"# Your answers to the exercises: `cargo xtask exercise NAME` in the folder above.
[package]
name = "my-exercises"
version = "0.1.0"
edition = "2024"
publish = false

[dependencies]
listings = { path = "../listings" }

[lints.rust]
unused = "allow"

[profile.dev]
debug = false
opt-level = 1

[profile.dev.package]
libm = { opt-level = 2 }
listings = { opt-level = 2 }
ndarray = { opt-level = 2 }

[workspace]
"#;

/// What the compiler makes of an answer.
pub enum Built {
    /// A program.
    Program(PathBuf),
    /// Nothing, and why.
    Refused(String),
}

/// How an answer ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The check passed.
    Right,
    /// It did not, and the program said why.
    Wrong,
    /// It had to be ended.
    Endless,
    /// It ended otherwise: how.
    Stopped(String),
}

/// Where the reader works.
pub struct Desk {
    folder: PathBuf,
}

impl Desk {
    /// The one in the folder of the book.
    pub fn new(root: &Path) -> Self {
        Self {
            folder: root.join("my-exercises"),
        }
    }

    /// The reader's file of an exercise.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder
            .join("src")
            .join("bin")
            .join(format!("{name}.rs"))
    }

    /// Where it is kept that an exercise is solved.
    pub fn record(&self, name: &str) -> PathBuf {
        self.folder.join(".solved").join(name)
    }

    /// Writes what the package lacks. The versions are those of the workspace,
    /// so that nothing has to be fetched.
    pub fn set_up(&self) -> Result<()> {
        let manifest = self.folder.join("Cargo.toml");
        if !manifest.exists() {
            files::write_if_changed(&manifest, MANIFEST.as_bytes(), &places::scratch())?;
        }
        let [ours, theirs] = [places::root(), &self.folder].map(|f| f.join("Cargo.lock"));
        let changed = |path: &Path| path.metadata().and_then(|data| data.modified());
        let stale = match (changed(&ours), changed(&theirs)) {
            (Ok(ours), Ok(theirs)) => ours > theirs,
            (ours, _) => ours.is_ok(),
        };
        if stale {
            files::write_if_changed(&theirs, &files::read(&ours)?, &places::scratch())?;
        }
        Ok(())
    }

    /// Writes the file that the reader starts from, unless there is one.
    pub fn begin(&self, exercise: &Exercise) -> Result<bool> {
        let file = self.file(exercise.name);
        if file.exists() {
            return Ok(false);
        }
        let start = start(exercise)?;
        files::write_if_changed(&file, start.as_bytes(), &places::scratch())
    }

    /// Moves the reader's file out of the way, and says where it is now.
    pub fn set_aside(&self, name: &str) -> Result<Option<PathBuf>> {
        let file = self.file(name);
        if !file.exists() {
            return Ok(None);
        }
        let old = self.folder.join("old");
        files::create_folder(&old)?;
        let mut numbers = 1..;
        let free = numbers.find_map(|number: u32| {
            let path = old.join(format!("{name}-{number}.rs"));
            (!path.exists()).then_some(path)
        });
        let free = free.unwrap_or(old);
        std::fs::rename(&file, &free).map_err(|e| Failure::file("move", &file, &e))?;
        Ok(Some(free))
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut cargo = run::cargo();
        cargo
            .current_dir(&self.folder)
            .args(["build", "--quiet"])
            .args(arguments);
        cargo
    }

    /// Compiles the answer to an exercise; before it, once, the book's code.
    pub fn build(&self, name: &str) -> Result<Built> {
        if !self.folder.join("target").exists() {
            eprintln!("Compiling the code of the book, which takes about a minute, once.");
        }
        let book = run::stream(&mut self.cargo(&["--package", "listings"]), Echo::Kept)?;
        if !book.success {
            return Err(Failure::failed(
                "the code of the book does not compile for my-exercises; cargo says above why. \
                 If you changed my-exercises/Cargo.toml, delete it, and it is written anew",
            ));
        }
        let color = std::io::IsTerminal::is_terminal(&std::io::stderr());
        let format = match color {
            true => "--message-format=json-diagnostic-rendered-ansi",
            false => "--message-format=json",
        };
        let output = self
            .cargo(&["--bin", name, format])
            .stdin(Stdio::null())
            .output()
            .map_err(|e| Failure::usage(format!("cannot run cargo: {e}; put it on PATH")))?;
        let said = String::from_utf8_lossy(&output.stdout);
        let (program, errors) = read(&said);
        match program {
            Some(program) if output.status.success() => Ok(Built::Program(program)),
            // What cargo itself says, if rustc was not reached.
            _ if errors.is_empty() => Ok(Built::Refused(
                String::from_utf8_lossy(&output.stderr).into_owned(),
            )),
            _ => Ok(Built::Refused(errors)),
        }
    }

    /// Runs an answer, whose output is shown, but not for ever.
    pub fn run(&self, program: &Path) -> Result<Outcome> {
        let failure = |e: std::io::Error| Failure::file("run", program, &e);
        let mut child = Command::new(program)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .spawn()
            .map_err(failure)?;
        let Some(status) = child.wait_timeout(LIMIT).map_err(failure)? else {
            child.kill().and_then(|()| child.wait()).map_err(failure)?;
            return Ok(Outcome::Endless);
        };
        Ok(match status.code() {
            Some(0) => Outcome::Right,
            Some(1) => Outcome::Wrong,
            _ => Outcome::Stopped(status.to_string()),
        })
    }
}

/// What the reader's file holds at first.
fn start(exercise: &Exercise) -> Result<String> {
    let Exercise { name, title, .. } = exercise;
    let code = weave::skeleton(places::root(), name)
        .map_err(|problems| Failure::failed(problems.to_string()))?;
    Ok(format!(
        "//! {title}. The task is in the chapter \"Exercises\" of the book.\n\
         //!\n\
         //! Put your solution in the place of `todo!()`. Then let it be checked:\n\
         //! `cargo xtask exercise {name}`\n\n\
         {code}\n\n\
         fn main() -> std::process::ExitCode {{\n    \
             use listings::exercises;\n    \
             exercises::report(|| exercises::{name}::check({name}))\n\
         }}\n"
    ))
}

/// The program in cargo's messages, and the errors as rustc words them.
fn read(messages: &str) -> (Option<PathBuf>, String) {
    let mut program = None;
    let mut errors = String::new();
    let lines = messages.lines();
    for message in lines.filter_map(|line| serde_json::from_str::<Value>(line).ok()) {
        if let Some(path) = message["executable"].as_str() {
            program = Some(PathBuf::from(path));
        }
        let said = &message["message"];
        let somewhere = said["spans"].as_array().is_some_and(|s| !s.is_empty());
        // The last one only counts them.
        if said["level"] == "error" && somewhere {
            errors += said["rendered"].as_str().unwrap_or_default();
        }
    }
    (program, errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use listings::exercises::all;

    #[test]
    fn what_the_reader_wrote_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(folder.path());
        let exercise = &all()[0];
        let name = exercise.name;
        assert_eq!(desk.set_aside(name).unwrap(), None);
        assert!(desk.begin(exercise).unwrap());
        for round in 1..3 {
            std::fs::write(desk.file(name), format!("answer {round}")).unwrap();
            assert!(!desk.begin(exercise).unwrap());
            let old = desk.set_aside(name).unwrap().unwrap();
            let kept = std::fs::read_to_string(&old).unwrap();
            assert_eq!(kept, format!("answer {round}"));
            assert!(desk.begin(exercise).unwrap());
        }
        std::fs::write(folder.path().join("my-exercises/Cargo.toml"), "mine").unwrap();
        desk.set_up().unwrap();
        let kept = std::fs::read_to_string(folder.path().join("my-exercises/Cargo.toml"));
        assert_eq!(kept.unwrap(), "mine");
    }

    #[test]
    fn errors_are_read_from_cargo_s_messages() {
        let messages = r#"{"message":{"level":"warning","rendered":"warning: w\n","spans":[{}]}}
{"message":{"level":"error","rendered":"error: e\n","spans":[{}]}}
{"message":{"level":"error","rendered":"error: aborting\n","spans":[]}}"#;
        assert_eq!(read(messages), (None, "error: e\n".to_owned()));
        let built = r#"{"reason":"compiler-artifact","executable":"/w/minimum"}"#;
        assert_eq!(read(built).0.as_deref(), Some(Path::new("/w/minimum")));
    }
}
