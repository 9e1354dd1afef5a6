//! Compares a reader's answer with the solution.

use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

use thiserror::Error as ThisError;

/// Why an answer does not pass. It tells what is wrong, and never what would
/// be right in words of the solution.
#[derive(Debug, Clone, PartialEq, ThisError)]
pub enum Wrong {
    /// The place of the solution still holds `todo!()`.
    #[error("there is still a `todo!()`: put your solution in its place")]
    Todo,
    /// The answer stops before it returns.
    #[error("with {case}, your function panics: {message}")]
    Panics {
        /// The arguments.
        case: String,
        /// What it says.
        message: String,
    },
    /// A result of another length.
    #[error(
        "with {case}, your function returns {given} numbers instead of {expected}"
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

/// Asks `answer` for its numbers in each of the cases, and compares them with
/// those of the solution. `names` says in words what the numbers are; a longer
/// result repeats its last name. An answer passes if each number is within
/// 10⁻⁹ of the solution's, of it or of 1, whichever is larger: the order of a
/// sum may differ, a formula may not. It is taken for a mistake that gives its
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

/// Also if both are no numbers: a mistake may divide by 0.
fn near(a: f64, b: f64) -> bool {
    a == b
        || (a - b).abs() <= 1e-9 * b.abs().max(1.0)
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
            message,
        }
    })
}
