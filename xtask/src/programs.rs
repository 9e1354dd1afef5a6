//! The test programs that cargo builds.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::failure::{Failure, Result};
use crate::run::{self, Echo};

/// A test program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Program {
    /// The name of its target: `sections`.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// The folder of its package, in which cargo runs it.
    pub folder: PathBuf,
}

impl Program {
    /// Has it run as cargo would, and print how long each test took. The
    /// variable lets a stable toolchain's test program print that; what it
    /// compiles is not touched.
    pub fn prepare<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .args(["-Zunstable-options", "--report-time"])
            .current_dir(&self.folder)
            .env("RUSTC_BOOTSTRAP", "1")
    }
}

/// Builds the test programs, with these arguments to choose some. Always of
/// the whole workspace: another choice of packages is another choice of
/// features, and compiles their dependencies once more.
pub fn build(arguments: &[&str]) -> Result<Vec<Program>> {
    let mut cargo = run::cargo();
    cargo
        .args(["test", "--workspace", "--no-run"])
        .args(arguments)
        .arg("--message-format=json-render-diagnostics");
    let finished = run::stream(&mut cargo, Echo::Kept)?;
    if !finished.success {
        return Err(Failure::failed(
            "the tests do not compile; cargo's messages are above",
        ));
    }
    Ok(built(&finished.stdout))
}

/// The test programs in cargo's messages.
pub fn built(messages: &str) -> Vec<Program> {
    let program = |message: Value| {
        let manifest = Path::new(message["manifest_path"].as_str()?).to_owned();
        let is_test = message["profile"]["test"].as_bool()?;
        is_test.then_some(Program {
            name: message["target"]["name"].as_str()?.to_owned(),
            path: message["executable"].as_str()?.into(),
            folder: manifest.parent()?.to_owned(),
        })
    };
    let messages = messages
        .lines()
        .filter_map(|l| serde_json::from_str(l).ok());
    messages.filter_map(program).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_programs_are_read_from_cargo_s_messages() {
        let messages = r#"{"reason":"compiler-artifact","manifest_path":"/w/tests/Cargo.toml","target":{"name":"pages"},"profile":{"test":true},"executable":"/w/target/pages-1"}
{"reason":"compiler-artifact","manifest_path":"/w/tests/Cargo.toml","target":{"name":"native"},"profile":{"test":false},"executable":"/w/target/native"}
{"reason":"compiler-artifact","manifest_path":"/w/tests/Cargo.toml","target":{"name":"tests"},"profile":{"test":true},"executable":null}
   Compiling
{"reason":"build-finished","success":true}"#;
        let expected = Program {
            name: "pages".to_owned(),
            path: "/w/target/pages-1".into(),
            folder: "/w/tests".into(),
        };
        assert_eq!(built(messages), [expected]);
    }
}
