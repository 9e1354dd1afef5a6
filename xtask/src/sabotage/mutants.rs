//! Faults in the code: `cargo mutants` on `listings`.

use std::fs;

use super::fault::Kind;
use super::report::Outcome;
use crate::failure::{Failure, Result};
use crate::run::{Echo, stream};
use crate::{places, run};

/// Where cargo-mutants leaves its lists, below `target`.
const FOLDER: &str = "sabotage-code";

/// Runs `cargo mutants` on the functions of the listings, or says how to
/// install it.
pub fn run() -> Result<Vec<(Kind, Outcome)>> {
    if run::ask(run::cargo().args(["mutants", "--version"])).is_none() {
        return Err(Failure::usage(
            "cargo-mutants is not installed; run `cargo install --locked cargo-mutants`",
        ));
    }
    let target = places::root().join("target").join(FOLDER);
    fs::create_dir_all(&target).map_err(|e| Failure::file("create the folder", &target, &e))?;
    let mut cargo = run::cargo();
    cargo.args(["mutants", "--file", "listings/src/*.rs", "--output"]);
    cargo.arg(&target);
    cargo.args(["--test-package", "tests", "--baseline", "run"]);
    // It fails if a mutant survives, which the table says too.
    stream(&mut cargo, Echo::Shown)?;
    let read = |name: &str| {
        let path = target.join("mutants.out").join(name);
        fs::read_to_string(&path).map_err(|e| Failure::file("read", &path, &e))
    };
    let mut outcomes = Vec::new();
    for name in ["caught.txt", "timeout.txt"] {
        let caught = read(name)?;
        let caught = caught.lines().map(|_| Outcome::Caught(name.to_owned()));
        outcomes.extend(caught.map(|outcome| (Kind::Code, outcome)));
    }
    outcomes.extend(read("missed.txt")?.lines().map(survivor));
    if outcomes.is_empty() {
        return Err(Failure::failed(
            "cargo mutants tried nothing; see what it says above",
        ));
    }
    Ok(outcomes)
}

/// A line `listings/src/a.rs:3:9: replace + with - in f`.
fn survivor(line: &str) -> (Kind, Outcome) {
    let (place, what) = line.split_once(": ").unwrap_or((line, ""));
    let outcome = Outcome::Survived {
        place: place.to_owned(),
        before: String::new(),
        after: what.to_owned(),
    };
    (Kind::Code, outcome)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missed_mutant_is_a_survivor() {
        let (_, outcome) = survivor("listings/src/a.rs:3:9: replace + with - in f");
        let expected = Outcome::Survived {
            place: "listings/src/a.rs:3:9".to_owned(),
            before: String::new(),
            after: "replace + with - in f".to_owned(),
        };
        assert_eq!(outcome, expected);
    }
}
