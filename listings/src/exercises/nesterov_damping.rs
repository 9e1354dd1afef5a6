//! Where a coordinate is about to ring under Nesterov's method.

use std::fmt::{Display, Formatter};

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: nesterov_damping
/// The momentum at which a coordinate is about to ring under Nesterov's
/// method, and its spectral radius there, for 0 < ηλ < 1. Six decimals are
/// compared.
pub fn nesterov_damping(eta_lambda: f64) -> [f64; 2] {
    // ANCHOR: solution
    let root = eta_lambda.sqrt();
    [(1.0 - root) / (1.0 + root), 1.0 - root]
    // ANCHOR_END: solution
}
// ANCHOR_END: nesterov_damping

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "nesterov_damping",
    title: "Critical damping for Nesterov's method",
    work: Work::Both,
    level: Level::Medium,
    section: "nesterov",
    trial: || sheet().trial(),
};

struct Case(f64);

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ηλ = {}", self.0)
    }
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: [0.01, 0.09, 0.5, 0.81].map(Case).into(),
        names: &["the momentum", "the spectral radius"],
        solution: |case| rounded(nesterov_damping(case.0)),
        mistakes: vec![
            Mistake {
                hint: "your momentum is that of the heavy ball: here the \
                       product of the roots is not β",
                answer: |case| {
                    let distance = 1.0 - case.0.sqrt();
                    rounded([distance * distance, distance])
                },
            },
            Mistake {
                hint: "your momentum is right; the spectral radius is not its \
                       root, because the product of the roots is not β",
                answer: |case| {
                    let [beta, _] = nesterov_damping(case.0);
                    rounded([beta, beta.sqrt()])
                },
            },
            Mistake {
                hint: "you lost a root: solve the discriminant for β once more",
                answer: |case| {
                    let lambda = case.0;
                    rounded([(1.0 - lambda) / (1.0 + lambda), 1.0 - lambda])
                },
            },
            Mistake {
                hint: "your spectral radius is the sum of both roots",
                answer: |case| {
                    let [beta, radius] = nesterov_damping(case.0);
                    rounded([beta, 2.0 * radius])
                },
            },
        ],
    }
}

/// To six decimals: a rounding of the discriminant moves equal roots by its
/// root.
fn rounded(numbers: [f64; 2]) -> Vec<f64> {
    numbers.map(|x| (x * 1e6).round() / 1e6).to_vec()
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64) -> [f64; 2]) -> Result<(), Wrong> {
    sheet().compare(|case| rounded(answer(case.0)))
}
