//! Where a coordinate is about to ring under Nesterov's method.

use std::fmt::{Display, Formatter};

// ANCHOR: names
// Nothing but numbers.
// ANCHOR_END: names

use super::{Mistake, Wrong, compare};

// ANCHOR: nesterov_damping
/// The momentum at which a coordinate is about to ring under Nesterov's
/// method, and its spectral radius there, for ηλ between 0 and 1.
pub fn nesterov_damping(eta_lambda: f64) -> [f64; 2] {
    // ANCHOR: solution
    let root = eta_lambda.sqrt();
    [(1.0 - root) / (1.0 + root), 1.0 - root]
    // ANCHOR_END: solution
}
// ANCHOR_END: nesterov_damping

struct Case(f64);

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "ηλ = {}", self.0)
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(answer: impl Fn(f64) -> [f64; 2]) -> Result<(), Wrong> {
    compare(
        &[0.01, 0.09, 0.5, 0.81, 1.0].map(Case),
        &["the momentum", "the spectral radius"],
        |case| nesterov_damping(case.0).to_vec(),
        |case| answer(case.0).to_vec(),
        &[
            Mistake {
                hint: "your momentum is that of the heavy ball: here the \
                       product of the roots is not β",
                answer: |case| {
                    let distance = 1.0 - case.0.sqrt();
                    vec![distance * distance, distance]
                },
            },
            Mistake {
                hint: "your momentum is right; the spectral radius is not its \
                       root, because the product of the roots is not β",
                answer: |case| {
                    let [beta, _] = nesterov_damping(case.0);
                    vec![beta, beta.sqrt()]
                },
            },
            Mistake {
                hint: "you lost a root: solve the discriminant for β once more",
                answer: |case| {
                    let lambda = case.0;
                    vec![(1.0 - lambda) / (1.0 + lambda), 1.0 - lambda]
                },
            },
            Mistake {
                hint: "your spectral radius is the sum of both roots",
                answer: |case| {
                    let [beta, radius] = nesterov_damping(case.0);
                    vec![beta, 2.0 * radius]
                },
            },
        ],
    )
}
