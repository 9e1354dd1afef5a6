//! Conjugate gradients on a quadratic function.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ndarray::{Array1, Array2};
// ANCHOR_END: names

use super::verdict::{flat, in_line};
use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::hump::below_from;
use crate::limits_of_descent::{
    chain_curvatures, chain_minimizer, chain_run, distances,
};
use crate::ndarray::{arr1, arr2};
use crate::optimal_parameters::best_pair;
use crate::values::Value;

// ANCHOR: conjugate
/// The points x₀, x₁, …, x_T of conjugate gradients on ½ xᵀQx + xᵀc, for a
/// symmetric Q with positive eigenvalues; T = `steps` is at most the number of
/// rows of Q. Where the gradient is zero, the point is repeated.
pub fn conjugate(
    q: &Array2<f64>,
    c: &Array1<f64>,
    start: &Array1<f64>,
    steps: usize,
) -> Vec<Array1<f64>> {
    // ANCHOR: solution
    let (mut x, mut v) = (start.clone(), Array1::zeros(start.len()));
    let (mut points, mut last) = (vec![x.clone()], f64::INFINITY);
    for _ in 0..steps {
        let g = q.dot(&x) + c;
        let size = g.dot(&g);
        if size > 0.0 {
            // In the first step the quotient is 0.
            v = size / last * v + g;
            let eta = size / v.dot(&q.dot(&v));
            x = x - eta * &v;
            last = size;
        }
        points.push(x.clone());
    }
    points
    // ANCHOR_END: solution
}
// ANCHOR_END: conjugate

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "conjugate",
    title: "Conjugate gradients",
    work: Work::Code,
    level: Level::Hard,
    section: "limits-of-descent",
    trial: || sheet().trial(),
};

struct Case {
    q: Array2<f64>,
    c: Array1<f64>,
    start: Array1<f64>,
    steps: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case { q, c, start, steps } = self;
        let q = in_line(q);
        write!(f, "Q = {q}, c = {c}, x₀ = {start} and {steps} steps")
    }
}

fn cases() -> [Case; 4] {
    let wide = [[4.0, 1.0, 0.0], [1.0, 3.0, -1.0], [0.0, -1.0, 2.0]];
    [
        Case {
            q: arr2(&[[0.2, 0.0], [0.0, 4.0]]),
            c: arr1(&[0.0, 0.0]),
            start: arr1(&[-5.0, -2.0]),
            steps: 2,
        },
        Case {
            q: arr2(&wide),
            c: arr1(&[1.0, -2.0, 0.5]),
            start: arr1(&[0.0, 0.0, 0.0]),
            steps: 3,
        },
        Case {
            q: arr2(&wide),
            c: arr1(&[-1.0, 0.0, 2.0]),
            start: arr1(&[3.0, 1.0, -1.0]),
            steps: 2,
        },
        // There after one step.
        Case {
            q: arr2(&[[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 5.0]]),
            c: arr1(&[0.0, 0.0, 0.0]),
            start: arr1(&[2.0, 1.0, 0.0]),
            steps: 3,
        },
    ]
}

/// The points with other numbers: from Q, the gradients before and now, and
/// the velocity before, the velocity and the step size.
type Numbers =
    fn(&Array2<f64>, [&Array1<f64>; 2], &Array1<f64>) -> (Array1<f64>, f64);

fn run(case: &Case, with_c: bool, numbers: Numbers) -> Vec<f64> {
    moved(case, with_c, true, numbers)
}

/// The same, whether or not a point is repeated where its gradient is zero.
fn moved(
    case: &Case,
    with_c: bool,
    repeats: bool,
    numbers: Numbers,
) -> Vec<f64> {
    let mut x = case.start.clone();
    let mut v = Array1::zeros(x.len());
    let mut points = x.to_vec();
    let mut before = Array1::zeros(x.len());
    for _ in 0..case.steps {
        let g = case.q.dot(&x) + if with_c { 1.0 } else { 0.0 } * &case.c;
        if !repeats || g.dot(&g) > 0.0 {
            let eta;
            (v, eta) = numbers(&case.q, [&before, &g], &v);
            x = x - eta * &v;
            before = g;
        }
        points.extend(&x);
    }
    points
}

fn ratio([before, g]: [&Array1<f64>; 2]) -> f64 {
    let size = before.dot(before);
    if size > 0.0 { g.dot(g) / size } else { 0.0 }
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["a coordinate of a point"],
        solution: |Case { q, c, start, steps }| {
            flat(conjugate(q, c, start, *steps))
        },
        mistakes: vec![
            Mistake {
                hint: "your velocity forgets: without β that is gradient \
                       descent with the best step size each time",
                answer: |case| {
                    run(case, true, |q, [_, g], _| {
                        (g.clone(), g.dot(g) / g.dot(&q.dot(g)))
                    })
                },
            },
            Mistake {
                hint: "the curvature in your step size is that along the \
                       gradient: you walk along the velocity",
                answer: |case| {
                    run(case, true, |q, gradients, v| {
                        let g = gradients[1];
                        let v = ratio(gradients) * v + g;
                        (v, g.dot(g) / g.dot(&q.dot(g)))
                    })
                },
            },
            Mistake {
                hint: "your β is upside down: the newer gradient stands above",
                answer: |case| {
                    run(case, true, |q, gradients, v| {
                        let (g, ratio) = (gradients[1], ratio(gradients));
                        let beta = if ratio > 0.0 { 1.0 / ratio } else { 0.0 };
                        let v = beta * v + g;
                        let eta = g.dot(g) / v.dot(&q.dot(&v));
                        (v, eta)
                    })
                },
            },
            Mistake {
                hint: "your β is the quotient of two lengths: their squares \
                       belong there",
                answer: |case| {
                    run(case, true, |q, gradients, v| {
                        let g = gradients[1];
                        let v = ratio(gradients).sqrt() * v + g;
                        let eta = g.dot(g) / v.dot(&q.dot(&v));
                        (v, eta)
                    })
                },
            },
            Mistake {
                hint: "where the gradient is zero you divide 0 by 0: repeat \
                       the point",
                answer: |case| {
                    moved(case, true, false, |q, gradients, v| {
                        let g = gradients[1];
                        let v = ratio(gradients) * v + g;
                        let eta = g.dot(g) / v.dot(&q.dot(&v));
                        (v, eta)
                    })
                },
            },
            Mistake {
                hint: "your gradient has no c",
                answer: |case| {
                    run(case, false, |q, gradients, v| {
                        let g = gradients[1];
                        let v = ratio(gradients) * v + g;
                        let eta = g.dot(g) / v.dot(&q.dot(&v));
                        (v, eta)
                    })
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
    answer: impl Fn(
        &Array2<f64>,
        &Array1<f64>,
        &Array1<f64>,
        usize,
    ) -> Vec<Array1<f64>>,
) -> Result<(), Wrong> {
    sheet().compare(|Case { q, c, start, steps }| {
        flat(answer(q, c, start, *steps))
    })
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let (kappa, n, steps) = (1000.0, 25, 1000);
    let [eta, beta] = best_pair(chain_curvatures(kappa, n));
    let path = chain_run(kappa, n, Some([eta, beta, 0.0]), steps)?;
    let left = distances(&path, &chain_minimizer(kappa, n)?);
    let from = below_from(&left, 1e-6).map_or(f64::INFINITY, |t| t as f64);
    Ok(vec![("conjugate_momentum", from)])
}
