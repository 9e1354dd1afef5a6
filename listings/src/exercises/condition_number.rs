//! The condition number without eigenvalues.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::libm;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: condition_number
/// The condition number of a symmetric matrix of two rows with positive
/// eigenvalues, from the sum of its diagonal and its determinant.
pub fn condition_number(trace: f64, determinant: f64) -> f64 {
    // ANCHOR: solution
    // For equal eigenvalues a rounding may leave less than 0.
    let discriminant = (trace * trace - 4.0 * determinant).max(0.0);
    let root = libm::sqrt(discriminant);
    let largest = (trace + root) / 2.0;
    // The other one is determinant / largest: no digits are lost.
    largest * largest / determinant
    // ANCHOR_END: solution
}
// ANCHOR_END: condition_number

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "condition_number",
    title: "A condition number from two numbers",
    work: Work::Both,
    level: Level::Easy,
    section: "curvature",
    trial: || sheet().trial(),
};

struct Case {
    trace: f64,
    determinant: f64,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case { trace, determinant } = self;
        write!(f, "a trace of {trace} and a determinant of {determinant}")
    }
}

/// The root as it is printed in the formula for the eigenvalues.
fn root(case: &Case) -> f64 {
    (case.trace * case.trace - 4.0 * case.determinant)
        .max(0.0)
        .sqrt()
}

fn sheet() -> Sheet<Case> {
    let cases = [[0.2, 4.0], [1.0, 1.0], [3.0, 5.0], [0.2, 1e9]];
    Sheet {
        cases: cases
            .map(|[flat, steep]| Case {
                trace: flat + steep,
                determinant: flat * steep,
            })
            .into(),
        names: &["the condition number"],
        solution: |case| vec![condition_number(case.trace, case.determinant)],
        mistakes: vec![
            Mistake {
                hint: "your condition number is below 1: which eigenvalue is \
                       divided by which?",
                answer: |case| {
                    vec![1.0 / condition_number(case.trace, case.determinant)]
                },
            },
            Mistake {
                hint: "your eigenvalues do not add up to the trace, or their \
                       product is not the determinant: solve λ² − Tλ + D = 0 \
                       once more",
                answer: |case| {
                    let Case { trace, determinant } = case;
                    let root = (trace * trace - determinant).sqrt();
                    vec![(trace + root) / (trace - root)]
                },
            },
            Mistake {
                hint: "your formula is right, but subtracts two numbers that \
                       are nearly equal, and few digits are left: get the \
                       small eigenvalue from the large one",
                answer: |case| {
                    let root = root(case);
                    vec![(case.trace + root) / (case.trace - root)]
                },
            },
            Mistake {
                hint: "T²/D is only near the condition number, and only if \
                       that is large: the trace is not an eigenvalue",
                answer: |case| vec![case.trace * case.trace / case.determinant],
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64, f64) -> f64) -> Result<(), Wrong> {
    sheet().compare(|case| vec![answer(case.trace, case.determinant)])
}
