//! Which exercises are solved. An answer that passed leaves a fingerprint of
//! itself and of the exercise: a change of either makes it stale.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::desk::Desk;
use crate::failure::{Failure, Result};
use crate::{files, places};

/// How far the reader is with an exercise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// There is no file.
    New,
    /// There is one that has never passed.
    Begun,
    /// It passed as it is.
    Solved,
    /// It passed, and was changed since, or the exercise was.
    Changed,
}

impl State {
    /// What the list says of it.
    pub fn word(self) -> &'static str {
        match self {
            State::New => "not begun",
            State::Begun => "begun",
            State::Solved => "solved",
            State::Changed => "solved, changed",
        }
    }
}

/// How far the reader is with the exercise `name`.
pub fn state(desk: &Desk, name: &str) -> Result<State> {
    if !desk.file(name).exists() {
        return Ok(State::New);
    }
    Ok(match fs::read_to_string(desk.record(name)) {
        Ok(kept) if kept == fingerprint(desk, name)? => State::Solved,
        Ok(_) => State::Changed,
        Err(_) => State::Begun,
    })
}

/// Keeps the fingerprint of an answer that passed; of one that did not, none.
pub fn keep(desk: &Desk, name: &str, passed: Option<&str>) -> Result<()> {
    let record = desk.record(name);
    if let Some(print) = passed {
        files::write_if_changed(&record, print.as_bytes(), &places::scratch())?;
    } else if record.exists() {
        fs::remove_file(&record).map_err(|e| Failure::file("remove", &record, &e))?;
    }
    Ok(())
}

/// What changes with the answer and with the exercise.
pub fn fingerprint(desk: &Desk, name: &str) -> Result<String> {
    let exercise = format!("listings/src/exercises/{name}.rs");
    let mut hasher = DefaultHasher::new();
    files::read(&desk.file(name))?.hash(&mut hasher);
    files::read(&places::root().join(exercise))?.hash(&mut hasher);
    Ok(format!("{:016x}\n", hasher.finish()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use listings::exercises::all;

    #[test]
    fn an_edit_makes_the_record_stale() {
        let folder = tempfile::tempdir().unwrap();
        let desk = Desk::new(folder.path());
        let exercise = &all()[0];
        let name = exercise.name;
        let is = |expected: State| assert_eq!(state(&desk, name).unwrap(), expected);
        is(State::New);
        desk.begin(exercise).unwrap();
        keep(&desk, name, None).unwrap();
        is(State::Begun);
        let print = fingerprint(&desk, name).unwrap();
        keep(&desk, name, Some(&print)).unwrap();
        is(State::Solved);
        fs::write(desk.file(name), "other").unwrap();
        is(State::Changed);
        keep(&desk, name, None).unwrap();
        is(State::Begun);
        desk.set_aside(name).unwrap();
        is(State::New);
    }
}
