//! The minimum of a quadratic function of two variables.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ndarray::{Array1, Array2, arr2};
// ANCHOR_END: names

use listings::ndarray::arr1;

use super::verdict::in_line;
use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: minimum
/// The minimizer of h(x) = ½ xᵀQx + xᵀc + b, and its minimum, for a symmetric
/// Q of two rows with positive eigenvalues.
pub fn minimum(q: &Array2<f64>, c: &Array1<f64>, b: f64) -> (Array1<f64>, f64) {
    // ANCHOR: solution
    let determinant = q[[0, 0]] * q[[1, 1]] - q[[0, 1]] * q[[1, 0]];
    let inverse =
        arr2(&[[q[[1, 1]], -q[[0, 1]]], [-q[[1, 0]], q[[0, 0]]]]) / determinant;
    let minimizer = -inverse.dot(c);
    // Q x* = −c, so half of x*ᵀQx* takes away half of x*ᵀc.
    let height = b + 0.5 * minimizer.dot(c);
    (minimizer, height)
    // ANCHOR_END: solution
}
// ANCHOR_END: minimum

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "minimum",
    title: "The minimum of a quadratic function",
    work: Work::Both,
    level: Level::Easy,
    section: "quadratic-functions",
    trial: || sheet().trial(),
};

struct Case {
    q: Array2<f64>,
    c: Array1<f64>,
    b: f64,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case { q, c, b } = self;
        let q = in_line(q);
        write!(f, "Q = {q}, c = {c} and b = {b}")
    }
}

fn cases() -> Vec<Case> {
    [
        ([[0.2, 0.0], [0.0, 4.0]], [0.0, 0.0], 0.0),
        ([[0.2, 0.0], [0.0, 4.0]], [1.0, -2.0], 3.0),
        ([[2.0, 1.0], [1.0, 3.0]], [-1.0, 0.5], -1.0),
    ]
    .map(|(q, c, b)| Case {
        q: arr2(&q),
        c: arr1(&c),
        b,
    })
    .into()
}

fn numbers((minimizer, height): (Array1<f64>, f64)) -> Vec<f64> {
    minimizer.into_iter().chain([height]).collect()
}

const SIGN: &str = "your minimizer has the wrong sign: where is the gradient \
                    Qx + c zero?";

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases(),
        names: &[
            "the first coordinate",
            "the second coordinate",
            "the minimum",
        ],
        solution: |Case { q, c, b }| numbers(minimum(q, c, *b)),
        mistakes: vec![
            Mistake {
                hint: SIGN,
                answer: |Case { q, c, b }| {
                    let (x, height) = minimum(q, c, *b);
                    numbers((-x, height))
                },
            },
            // … and put into h, or into its short form.
            Mistake {
                hint: SIGN,
                answer: |Case { q, c, b }| {
                    let x = -minimum(q, c, *b).0;
                    let height = 0.5 * x.dot(&q.dot(&x)) + x.dot(c) + b;
                    numbers((x, height))
                },
            },
            Mistake {
                hint: SIGN,
                answer: |Case { q, c, b }| {
                    let x = -minimum(q, c, *b).0;
                    let height = b + 0.5 * x.dot(c);
                    numbers((x, height))
                },
            },
            Mistake {
                hint: "your minimum lost a ½: put your minimizer into h once \
                       more, term by term",
                answer: |Case { q, c, b }| {
                    let (x, _) = minimum(q, c, *b);
                    let height = b + x.dot(c);
                    numbers((x, height))
                },
            },
            Mistake {
                hint: "your minimum does not contain b: it lifts the whole \
                       function",
                answer: |Case { q, c, b }| {
                    let (x, height) = minimum(q, c, *b);
                    numbers((x, height - b))
                },
            },
        ],
    }
}

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    answer: impl Fn(&Array2<f64>, &Array1<f64>, f64) -> (Array1<f64>, f64),
) -> Result<(), Wrong> {
    sheet().compare(|Case { q, c, b }| numbers(answer(q, c, *b)))
}
