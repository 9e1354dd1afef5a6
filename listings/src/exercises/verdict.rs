//! Compares a reader's answer with the solution.

use std::cell::RefCell;
use std::fmt::Display;
use std::panic::{self, AssertUnwindSafe, catch_unwind};

use thiserror::Error as ThisError;

use crate::ndarray::{Array1, Array2};

/// How far a number may be from the solution's, of it or of 1, whichever is
/// larger: the order of a sum may differ, a formula may not.
pub(super) const TOLERANCE: f64 = 1e-9;

thread_local! {
    /// Where the last panic was, while [`told`] listens.
    static PLACE: RefCell<String> = const { RefCell::new(String::new()) };
}

/// Why an answer does not pass. It tells what is wrong, and never what would
/// be right in words of the solution.
#[derive(Debug, Clone, PartialEq, ThisError)]
pub enum Wrong {
    /// The place of the solution still holds `todo!()`.
    #[error("there is still a `todo!()`: put your solution in its place")]
    Todo,
    /// The answer stops before it returns.
    #[error("with {case}, your function panics{place}: {message}")]
    Panics {
        /// The arguments.
        case: String,
        /// Where, if that is in the reader's file: ` in line 12`.
        place: String,
        /// What it says.
        message: String,
    },
    /// A result of another length.
    #[error(
        "with {case}, your function returns {given} numbers; it should return \
         {expected}"
    )]
    Length {
        /// The arguments.
        case: String,
        /// How many numbers it returns.
        given: usize,
        /// How many it should return.
        expected: usize,
    },
    /// A result that a known mistake gives.
    #[error("{0}")]
    Known(&'static str),
    /// Any other result.
    #[error("with {case}, {what} is {given}; it should be {expected}")]
    Differs {
        /// The arguments.
        case: String,
        /// Which of the numbers, in words.
        what: &'static str,
        /// The answer's number.
        given: f64,
        /// The solution's.
        expected: f64,
    },
}

/// A likely wrong answer.
pub struct Mistake<C> {
    /// What to tell whoever gave it.
    pub hint: &'static str,
    /// What it returns.
    pub answer: fn(&C) -> Vec<f64>,
}

/// An exercise's check: cases, what the numbers of a result are, the solution,
/// and the likely wrong answers.
pub struct Sheet<C> {
    /// The arguments that an answer is tried with.
    pub cases: Vec<C>,
    /// What the numbers are, in words; a longer result repeats the last.
    pub names: &'static [&'static str],
    /// The solution's numbers.
    pub solution: fn(&C) -> Vec<f64>,
    /// The likely wrong answers.
    pub mistakes: Vec<Mistake<C>>,
}

/// What a [`Sheet`] says of what it knows itself, for the tests.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// Of the solution.
    pub solution: Result<(), Wrong>,
    /// Of a function whose body is `todo!()`.
    pub todo: Result<(), Wrong>,
    /// The hint of each mistake, and what is said of its answer.
    pub mistakes: Vec<(&'static str, Result<(), Wrong>)>,
}

impl<C: Display> Sheet<C> {
    /// Compares an answer with the solution, as [`compare`] does.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn compare(
        &self,
        answer: impl Fn(&C) -> Vec<f64>,
    ) -> Result<(), Wrong> {
        let Sheet {
            cases,
            names,
            solution,
            mistakes,
        } = self;
        compare(cases, names, solution, answer, mistakes)
    }

    /// Compares what it knows itself.
    #[must_use]
    pub fn trial(&self) -> Trial {
        let of =
            |mistake: &Mistake<C>| (mistake.hint, self.compare(mistake.answer));
        Trial {
            solution: self.compare(self.solution),
            todo: self.compare(|_| todo!()),
            mistakes: self.mistakes.iter().map(of).collect(),
        }
    }
}

/// A matrix for the words of a case.
pub(super) fn in_line(matrix: &Array2<f64>) -> String {
    matrix.to_string().replace('\n', "")
}

/// The coordinates of points, one point after the other.
pub(super) fn flat(points: Vec<Array1<f64>>) -> Vec<f64> {
    points.into_iter().flatten().collect()
}

/// What a reader is told of an answer: `check` compares it.
pub fn told(check: impl FnOnce() -> Result<(), Wrong>) -> String {
    verdict(check).unwrap_or_else(|wrong| not_yet(&wrong))
}

/// What is wrong, as a sentence; a hint may end in a question.
pub(super) fn not_yet(wrong: &Wrong) -> String {
    let end = if wrong.to_string().ends_with('?') {
        ""
    } else {
        "."
    };
    format!("Not yet: {wrong}{end}")
}

/// Praise, or what is wrong. Panics are caught by the comparison; meanwhile
/// none is reported in the words of Rust, and each is asked where it was.
pub(super) fn verdict(
    check: impl FnOnce() -> Result<(), Wrong>,
) -> Result<String, Wrong> {
    let loud = panic::take_hook();
    panic::set_hook(Box::new(|info| {
        let place = info.location().filter(|place| {
            // The reader's file, and not one of a library.
            place.file().replace('\\', "/").starts_with("src/bin/")
        });
        let place = place.map(|place| format!(" in line {}", place.line()));
        PLACE.set(place.unwrap_or_default());
    }));
    let outcome = check();
    panic::set_hook(loud);
    outcome.map(|()| "Right: all cases pass.".to_owned())
}

/// Asks `answer` for its numbers in each of the cases, and compares them with
/// those of the solution. `names` says in words what the numbers are; a longer
/// result repeats its last name. An answer passes if each number is near enough
/// to the solution's. It is taken for a mistake that gives its
/// numbers in all cases.
///
/// # Errors
/// What is wrong with the answer.
pub fn compare<C: Display>(
    cases: &[C],
    names: &[&'static str],
    solution: impl Fn(&C) -> Vec<f64>,
    answer: impl Fn(&C) -> Vec<f64>,
    mistakes: &[Mistake<C>],
) -> Result<(), Wrong> {
    let given = cases
        .iter()
        .map(|case| asked(case, &answer))
        .collect::<Result<Vec<_>, _>>()?;
    let outcome = cases.iter().zip(&given).try_for_each(|(case, given)| {
        let expected = solution(case);
        if given.len() != expected.len() {
            return Err(Wrong::Length {
                case: case.to_string(),
                given: given.len(),
                expected: expected.len(),
            });
        }
        let mut pairs = given.iter().zip(&expected).enumerate();
        match pairs.find(|(_, (given, expected))| !near(**given, **expected)) {
            None => Ok(()),
            Some((at, (given, expected))) => Err(Wrong::Differs {
                case: case.to_string(),
                what: names
                    .get(at)
                    .or(names.last())
                    .copied()
                    .unwrap_or("the result"),
                given: *given,
                expected: *expected,
            }),
        }
    });
    outcome.map_err(|wrong| {
        let gives = |mistake: &&Mistake<C>| {
            cases.iter().zip(&given).all(|(case, given)| {
                let other = (mistake.answer)(case);
                let mut pairs = given.iter().zip(&other);
                given.len() == other.len() && pairs.all(|(a, b)| near(*a, *b))
            })
        };
        let known = mistakes.iter().find(gives);
        known.map_or(wrong, |mistake| Wrong::Known(mistake.hint))
    })
}

/// Also if both are no numbers: a mistake may divide by 0. To an infinite
/// number none but itself is near.
fn near(a: f64, b: f64) -> bool {
    a == b
        || b.is_finite() && (a - b).abs() <= TOLERANCE * b.abs().max(1.0)
        || (a.is_nan() && b.is_nan())
}

fn asked<C: Display>(
    case: &C,
    answer: impl Fn(&C) -> Vec<f64>,
) -> Result<Vec<f64>, Wrong> {
    catch_unwind(AssertUnwindSafe(|| answer(case))).map_err(|payload| {
        let message = payload
            .downcast_ref::<&str>()
            .map(|text| (*text).to_owned())
            .or_else(|| payload.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        if message.starts_with("not yet implemented") {
            return Wrong::Todo;
        }
        Wrong::Panics {
            case: case.to_string(),
            place: PLACE.take(),
            message,
        }
    })
}
