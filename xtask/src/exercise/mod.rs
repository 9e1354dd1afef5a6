//! The exercises: a file for the reader's answer, and what is wrong with it.

mod desk;
mod record;

use std::path::Path;

use listings::exercises::{Exercise, all};

use crate::failure::{Failure, Result};
use crate::places;
use desk::{Built, Desk, Outcome};

/// Prints all exercises, and how far the reader is with each.
pub fn list() -> Result<()> {
    let desk = Desk::new(places::root());
    let exercises = all();
    let width = |text: fn(&Exercise) -> &'static str| {
        let lengths = exercises.iter().map(|exercise| text(exercise).len());
        lengths.max().unwrap_or_default()
    };
    let [names, works] = [width(|e| e.name), width(|e| e.work.word())];
    let mut solved = 0;
    for exercise in &exercises {
        let Exercise {
            name,
            title,
            work,
            level,
            ..
        } = exercise;
        let state = record::state(&desk, name)?;
        solved += usize::from(state == record::State::Solved);
        println!(
            "{name:names$}  {:works$}  {:6}  {:17}  {title}",
            work.word(),
            level.word(),
            state.word()
        );
    }
    println!(
        "\n{solved} of {} solved. `cargo xtask exercise NAME` begins one, and then checks it.",
        exercises.len()
    );
    Ok(())
}

/// Puts the exercise on the desk if it is not there, or once more; then
/// compiles and runs the answer. Whether it is right.
pub fn check(name: &str, again: bool) -> Result<bool> {
    let exercises = all();
    let Some(exercise) = exercises.iter().find(|exercise| exercise.name == name) else {
        return Err(unknown(name, &exercises));
    };
    let desk = Desk::new(places::root());
    if again && let Some(old) = desk.set_aside(name)? {
        println!("Your last answer is now {}.", shown(&old));
    }
    desk.set_up()?;
    let file = shown(&desk.file(name));
    if desk.begin(exercise)? {
        println!(
            "Your answer goes into {file}, in the place of `todo!()`; the task is in the \
             chapter “Exercises”."
        );
    }
    // Of what is compiled, in case that the file changes meanwhile.
    let print = record::fingerprint(&desk, name)?;
    let program = match desk.build(name)? {
        Built::Program(program) => program,
        Built::Refused(messages) => {
            eprint!("{messages}");
            println!("Not yet: {file} does not compile.");
            return Ok(false);
        }
    };
    let outcome = desk.run(&program)?;
    let passed = (outcome == Outcome::Right).then_some(print.as_str());
    record::keep(&desk, name, passed)?;
    match outcome {
        Outcome::Right => {
            println!("You can compare it with ours now, in the chapter “Solutions”.");
            return Ok(true);
        }
        // It says why itself.
        Outcome::Wrong => {}
        Outcome::Endless => println!(
            "Not yet: your function has not returned after {} seconds. Does each of its loops end?",
            desk::LIMIT.as_secs()
        ),
        Outcome::Stopped(how) => println!(
            "Not yet: the program stopped before the check was over ({how}). What it says stands \
             above; a function that calls itself for ever ends like this."
        ),
    }
    Ok(false)
}

/// Names the exercises that may be meant.
fn unknown(name: &str, exercises: &[Exercise]) -> Failure {
    let likeness = |exercise: &Exercise| strsim::jaro_winkler(name, exercise.name);
    let mut names: Vec<(f64, &str)> = exercises.iter().map(|e| (likeness(e), e.name)).collect();
    names.sort_by(|a, b| b.0.total_cmp(&a.0));
    let near: Vec<&str> = names.iter().take(3).map(|(_, name)| *name).collect();
    Failure::usage(format!(
        "there is no exercise `{name}`; the nearest names are {}, and `cargo xtask exercise` \
         lists all",
        near.join(", ")
    ))
}

/// A path as seen from the workspace.
fn shown(path: &Path) -> String {
    let path = path.strip_prefix(places::root()).unwrap_or(path);
    path.display().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unknown_name_is_answered_with_those_that_are_near() {
        let failure = unknown("minimun", &all());
        assert_eq!(failure.code, 2);
        assert!(
            failure.message.contains("the nearest names are minimum"),
            "{failure}"
        );
        assert!(!unknown("", &all()).message.contains('\n'));
    }

    #[test]
    fn the_solution_is_never_on_the_desk() {
        for exercise in all() {
            let folder = tempfile::tempdir().unwrap();
            let desk = Desk::new(folder.path());
            assert!(desk.begin(&exercise).unwrap());
            let begun = std::fs::read_to_string(desk.file(exercise.name)).unwrap();
            assert_eq!(begun.matches("    todo!()\n").count(), 1, "{begun}");
            assert!(!begun.contains("ANCHOR"), "{begun}");
        }
    }
}
