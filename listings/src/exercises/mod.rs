//! The exercises of the book's chapter "Exercises": one file each, which holds
//! the task, what the reader starts from, the solution, and the check of an
//! answer.
//!
//! An anchor named like the file shows the solution; what stands between the
//! marks of the anchor `solution` inside of it, the reader writes: there the
//! page, the notebook and `cargo xtask exercise` put `todo!()`. The anchor
//! `names`, if there is one, holds the `use` lines that both need. `EXERCISE`
//! says what the chapter says of the exercise, `check` takes the reader's
//! function, and `sheet` holds what it is compared with.

pub mod condition_number;
pub mod conjugate;
pub mod converted;
pub mod cycle;
pub mod decoupled;
pub mod effective_size;
pub mod half_life;
pub mod minibatches;
pub mod minimum;
pub mod nesterov_damping;
pub mod other_settings;
pub mod overestimated;
pub mod powers_of_two;
pub mod restart;
pub mod ringing;
pub mod signs;
pub mod stationary;
pub mod stopping;
mod values;
mod verdict;

pub use values::values;
pub use verdict::{Mistake, Sheet, Trial, Wrong, compare, told};

use std::process::ExitCode;

/// What an exercise is worked out with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// A derivation; a function of one line checks its result.
    Paper,
    /// A program.
    Code,
    /// A derivation and a program that uses it.
    Both,
}

impl Work {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Work::Paper => "paper",
            Work::Code => "code",
            Work::Both => "paper and code",
        }
    }
}

/// How hard an exercise is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// A few lines.
    Easy,
    /// Half an hour.
    Medium,
    /// An evening.
    Hard,
}

impl Level {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Level::Easy => "easy",
            Level::Medium => "medium",
            Level::Hard => "hard",
        }
    }
}

/// An exercise of the chapter.
pub struct Exercise {
    /// Its name, that of its file and of its function: `minimum`.
    pub name: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What it is worked out with.
    pub work: Work,
    /// How hard it is.
    pub level: Level,
    /// The page of the section to which it belongs: `quadratic-functions`.
    pub section: &'static str,
    /// What its check says of its own solution and mistakes.
    pub trial: fn() -> Trial,
}

/// All exercises, in the order of the chapter.
#[must_use]
pub fn all() -> Vec<Exercise> {
    vec![
        half_life::EXERCISE,
        condition_number::EXERCISE,
        other_settings::EXERCISE,
        powers_of_two::EXERCISE,
        effective_size::EXERCISE,
        minibatches::EXERCISE,
        converted::EXERCISE,
        minimum::EXERCISE,
        decoupled::EXERCISE,
        ringing::EXERCISE,
        overestimated::EXERCISE,
        restart::EXERCISE,
        nesterov_damping::EXERCISE,
        stopping::EXERCISE,
        conjugate::EXERCISE,
        cycle::EXERCISE,
        stationary::EXERCISE,
        signs::EXERCISE,
    ]
}

/// Prints what `check` says of an answer, for the program that holds it.
#[must_use]
pub fn report(check: impl FnOnce() -> Result<(), Wrong>) -> ExitCode {
    match verdict::verdict(check) {
        Ok(praise) => {
            println!("{praise}");
            ExitCode::SUCCESS
        }
        Err(wrong) => {
            println!("{}", verdict::not_yet(&wrong));
            ExitCode::FAILURE
        }
    }
}
