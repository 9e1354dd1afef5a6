//! Nothing of a gradient but its signs.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::ndarray::{Array1, Array2};
use listings::todays_optimizers::sign;
// ANCHOR_END: names

use super::verdict::{flat, in_line};
use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::curvature::{direction, height, hessian};
use crate::hump::below_from;
use crate::ill_conditioned_problem::{CURVATURES, START};
use crate::ndarray::{arr1, arr2};
use crate::values::Value;

// ANCHOR: signs
/// The points x₀, x₁, …, x_T on ½ xᵀQx for a symmetric Q; T = `steps`.
/// Coordinate i has a step size of its own, at first `eta`, and moves by it
/// against the sign of entry i of the gradient. Before a step whose sign is
/// opposite to that of the step before, the step size is halved. Where the
/// entry is 0, nothing moves.
pub fn signs(
    q: &Array2<f64>,
    start: &Array1<f64>,
    eta: f64,
    steps: usize,
) -> Vec<Array1<f64>> {
    // ANCHOR: solution
    let n = start.len();
    let mut x = start.clone();
    let (mut etas, mut last) = (vec![eta; n], vec![0.0; n]);
    let mut points = vec![x.clone()];
    for _ in 0..steps {
        let g = q.dot(&x);
        for i in 0..n {
            let now = sign(g[i]);
            if now * last[i] < 0.0 {
                etas[i] /= 2.0;
            }
            x[i] -= etas[i] * now;
            last[i] = now;
        }
        points.push(x.clone());
    }
    points
    // ANCHOR_END: solution
}
// ANCHOR_END: signs

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "signs",
    title: "Only the signs",
    work: Work::Code,
    level: Level::Easy,
    section: "todays-optimizers",
    trial: || sheet().trial(),
};

struct Case {
    q: Array2<f64>,
    start: Array1<f64>,
    eta: f64,
    steps: usize,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let Case {
            start, eta, steps, ..
        } = self;
        let q = in_line(&self.q);
        write!(f, "Q = {q}, x₀ = {start}, η = {eta} and {steps} steps")
    }
}

fn cases() -> [Case; 3] {
    let case = |q: [[f64; 2]; 2], start: [f64; 2], eta, steps| Case {
        q: arr2(&q),
        start: arr1(&start),
        eta,
        steps,
    };
    [
        case([[0.2, 0.0], [0.0, 4.0]], [-5.0, -2.0], 0.3, 30),
        case([[2.1, -1.9], [-1.9, 2.1]], [-2.1, -4.9], 0.3, 20),
        // One coordinate begins in its place.
        case([[1.0, 0.0], [0.0, 2.0]], [0.7, 0.0], 0.5, 6),
    ]
}

/// The step sizes and the movement of one step, from the gradient, the signs
/// of the last step and the step sizes.
type Rule = fn(&Array1<f64>, &[f64], &mut Vec<f64>) -> Array1<f64>;

fn run(case: &Case, rule: Rule) -> Vec<f64> {
    let mut x = case.start.clone();
    let mut etas = vec![case.eta; x.len()];
    let mut last = vec![0.0; x.len()];
    let mut points = x.to_vec();
    for _ in 0..case.steps {
        let g = case.q.dot(&x);
        x = x - rule(&g, &last, &mut etas);
        last = g.iter().map(|g| sign(*g)).collect();
        points.extend(&x);
    }
    points
}

/// Whether each coordinate changed its sign.
fn turned(g: &Array1<f64>, last: &[f64]) -> Vec<bool> {
    let pairs = g.iter().zip(last);
    pairs.map(|(g, last)| sign(*g) * last < 0.0).collect()
}

/// Each step size times the sign.
fn moved(g: &Array1<f64>, etas: &[f64]) -> Array1<f64> {
    let pairs = g.iter().zip(etas);
    pairs.map(|(g, eta)| eta * sign(*g)).collect()
}

/// Halves those that are to be.
fn halve(etas: &mut [f64], which: &[bool]) {
    for (eta, _) in etas.iter_mut().zip(which).filter(|(_, so)| **so) {
        *eta /= 2.0;
    }
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &["a coordinate of a point"],
        solution: |case| {
            flat(signs(&case.q, &case.start, case.eta, case.steps))
        },
        mistakes: vec![
            Mistake {
                hint: "your step sizes are never halved: so a coordinate \
                       never comes to rest",
                answer: |case| run(case, |g, _, etas| moved(g, etas)),
            },
            Mistake {
                hint: "your coordinates share a step size: each halves its \
                       own",
                answer: |case| {
                    run(case, |g, last, etas| {
                        let any = turned(g, last).contains(&true);
                        halve(etas, &vec![any; g.len()]);
                        moved(g, etas)
                    })
                },
            },
            Mistake {
                hint: "your step sizes are halved too late: before the step \
                       whose sign is another, not after it",
                answer: |case| {
                    run(case, |g, last, etas| {
                        let step = moved(g, etas);
                        halve(etas, &turned(g, last));
                        step
                    })
                },
            },
            Mistake {
                hint: "your steps know how large the gradient is: keep only \
                       its sign",
                answer: |case| {
                    run(case, |g, last, etas| {
                        halve(etas, &turned(g, last));
                        g * &arr1(etas)
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
    answer: impl Fn(&Array2<f64>, &Array1<f64>, f64, usize) -> Vec<Array1<f64>>,
) -> Result<(), Wrong> {
    sheet().compare(|case| {
        flat(answer(&case.q, &case.start, case.eta, case.steps))
    })
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let (eta, angle, steps) = (0.3, 45.0, 300);
    let losses = |angle: f64| {
        let q = hessian(CURVATURES, angle);
        // The usual start, measured along the floor and across.
        let along = direction(angle);
        let across = arr1(&[-along[1], along[0]]);
        let start = START[0] * along + START[1] * across;
        let points = signs(&q, &start, eta, steps);
        points.iter().map(|x| height(&q, x)).collect::<Vec<_>>()
    };
    let from = below_from(&losses(0.0), 1e-6);
    Ok(vec![
        ("signs_eta", eta),
        ("signs_angle", angle),
        ("signs_steps", steps as f64),
        ("signs_from", from.map_or(f64::INFINITY, |step| step as f64)),
        ("signs_left", losses(angle)[steps]),
    ])
}
