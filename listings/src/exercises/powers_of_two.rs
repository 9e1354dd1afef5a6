//! Curvatures that are powers of two.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ndarray::Array1;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: powers_of_two
/// The coordinates x₁, …, xₙ after `steps` steps of momentum on
/// f(x) = ½ Σ 2⁻ⁱ xᵢ², from rest at (1, …, 1).
pub fn powers_of_two(
    n: usize,
    [eta, beta]: [f64; 2],
    steps: usize,
) -> Array1<f64> {
    // ANCHOR: solution
    let lambda = Array1::from_shape_fn(n, |i| 0.5_f64.powi(i as i32 + 1));
    let (mut x, mut v) = (Array1::ones(n), Array1::zeros(n));
    for _ in 0..steps {
        v = beta * v + &lambda * &x;
        x = x - eta * &v;
    }
    x
    // ANCHOR_END: solution
}
// ANCHOR_END: powers_of_two

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "powers_of_two",
    title: "Curvatures that are powers of two",
    work: Work::Both,
    level: Level::Medium,
    section: "momentum-method",
    trial: || sheet().trial(),
};

struct Case {
    n: usize,
    pair: [f64; 2],
    steps: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let ([eta, beta], Case { n, steps, .. }) = (self.pair, self);
        write!(f, "n = {n}, η = {eta}, β = {beta} and {steps} steps")
    }
}

/// A run with other curvatures, of which each gradient enters with a factor.
fn run(case: &Case, lambda: impl Fn(i32) -> f64, enters: f64) -> Vec<f64> {
    let [eta, beta] = case.pair;
    let coordinate = |i: usize| {
        let (mut x, mut v) = (1.0, 0.0);
        for _ in 0..case.steps {
            v = beta * v + enters * lambda(i as i32) * x;
            x -= eta * v;
        }
        x
    };
    (1..=case.n).map(coordinate).collect()
}

fn sheet() -> Sheet<Case> {
    let cases = [(3, [1.0, 0.0], 1), (10, [1.0, 0.9], 20), (5, [3.0, 0.5], 7)];
    Sheet {
        cases: cases.map(|(n, pair, steps)| Case { n, pair, steps }).into(),
        names: &["the first coordinate", "a later coordinate"],
        solution: |case| powers_of_two(case.n, case.pair, case.steps).to_vec(),
        mistakes: vec![
            Mistake {
                hint: "your curvatures are twice too large: the sum begins \
                       at i = 1, and the ½ before it takes the square's 2 away",
                answer: |case| run(case, |i| 0.5_f64.powi(i - 1), 1.0),
            },
            Mistake {
                hint: "your gradient still has the ½: the square's 2 takes it \
                       away",
                answer: |case| run(case, |i| 0.5_f64.powi(i), 0.5),
            },
            Mistake {
                hint: "your velocity averages: it takes 1 − β of each \
                       gradient, and the book's takes the whole gradient",
                answer: |case| {
                    let enters = 1.0 - case.pair[1];
                    run(case, |i| 0.5_f64.powi(i), enters)
                },
            },
            Mistake {
                hint: "your curvatures grow with i: they are 2⁻ⁱ",
                answer: |case| run(case, |i| 2.0_f64.powi(i), 1.0),
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    answer: impl Fn(usize, [f64; 2], usize) -> Array1<f64>,
) -> Result<(), Wrong> {
    sheet().compare(|case| answer(case.n, case.pair, case.steps).to_vec())
}
