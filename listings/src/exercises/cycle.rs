//! A cycle of three points, in fractions.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::num_rational::Ratio;
// ANCHOR_END: names

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};
use crate::Error;
use crate::momentum_method::momentum_limit;
use crate::values::Value;

// ANCHOR: cycle
/// The points p, q and r of a cycle of the heavy ball with these η and β, on
/// the function of one number whose slope is 25x below 1, x + 24 from 1 to 2,
/// and 25x − 24 beyond; η > 0 and 0 ≤ β < 1. Its walk is p → q → r → p, where
/// p and q lie below 1, and r is 2 or more. None if there is no such cycle.
pub fn cycle(eta: Ratio<i64>, beta: Ratio<i64>) -> Option<[Ratio<i64>; 3]> {
    // ANCHOR: solution
    let [one, two, kick] = [1, 2, 24].map(Ratio::from_integer);
    let a = one + beta - eta * 25;
    // As many parts each, together more than none …
    let [p, q, r] = [one + a * beta, a + beta * beta, a * a - beta];
    // … of a whole that is known.
    let part = kick / 25 / (p + q + r);
    let [p, q, r] = [p * part, q * part, r * part];
    (p < one && q < one && r >= two).then_some([p, q, r])
    // ANCHOR_END: solution
}
// ANCHOR_END: cycle

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "cycle",
    title: "A cycle in fractions",
    work: Work::Paper,
    level: Level::Hard,
    section: "heavy-ball-fails",
    trial: || sheet().trial(),
};

struct Case {
    eta: Ratio<i64>,
    beta: Ratio<i64>,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "η = {}, β = {}", self.eta, self.beta)
    }
}

fn cases() -> [Case; 6] {
    [
        ([1, 9], [4, 9]),
        ([1, 7], [3, 4]),
        ([1, 8], [1, 2]),
        // Here r is beyond 2, but p is above 1.
        ([21, 200], [4, 9]),
        ([1, 25], [1, 2]),
        ([1, 9], [1, 9]),
    ]
    .map(|([n, m], [k, l])| Case {
        eta: Ratio::new(n, m),
        beta: Ratio::new(k, l),
    })
}

/// Whether there is a cycle, and both numbers of each fraction.
fn numbers(points: Option<[Ratio<i64>; 3]>) -> Vec<f64> {
    let Some(points) = points else {
        return vec![0.0; 7];
    };
    let parts = points.iter().flat_map(|x| [*x.numer(), *x.denom()]);
    [1.0].into_iter().chain(parts.map(|n| n as f64)).collect()
}

/// The points that solve the three equations with these multiples of the last
/// point and the one before it, and this kick; no matter where they lie.
fn points(a: Ratio<i64>, b: Ratio<i64>, kick: Ratio<i64>) -> [Ratio<i64>; 3] {
    let one = Ratio::from_integer(1);
    let [p, q, r] = [one + a * b, a + b * b, a * a - b];
    let part = kick / (one - a + b) / (p + q + r);
    [p * part, q * part, r * part]
}

fn placed([p, q, r]: [Ratio<i64>; 3]) -> Option<[Ratio<i64>; 3]> {
    (p < 1.into() && q < 1.into() && r >= 2.into()).then_some([p, q, r])
}

fn sheet() -> Sheet<Case> {
    Sheet {
        cases: cases().into(),
        names: &[
            "whether there is a cycle (1) or not (0)",
            "the numerator of p",
            "the denominator of p",
            "the numerator of q",
            "the denominator of q",
            "the numerator of r",
            "the denominator of r",
        ],
        solution: |case| numbers(cycle(case.eta, case.beta)),
        mistakes: vec![
            Mistake {
                hint: "your points solve the three equations, but not all of \
                       them lie on the pieces that the equations are for",
                answer: |Case { eta, beta }| {
                    let a = Ratio::from_integer(1) + beta - eta * 25;
                    numbers(Some(points(a, *beta, eta * 24)))
                },
            },
            Mistake {
                hint: "your kick is too large: how far are the lines 25x and \
                       25x − 24 apart?",
                answer: |Case { eta, beta }| {
                    let a = Ratio::from_integer(1) + beta - eta * 25;
                    numbers(placed(points(a, *beta, eta * 25)))
                },
            },
            Mistake {
                hint: "you find no cycle at all: put in the η and the β of the \
                       section, whose cycle you know",
                answer: |_| numbers(None),
            },
            Mistake {
                hint: "your cycle begins at r: the answer names p first, the \
                       point after r",
                answer: |Case { eta, beta }| {
                    let found = cycle(*eta, *beta);
                    numbers(found.map(|[p, q, r]| [r, p, q]))
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
    answer: impl Fn(Ratio<i64>, Ratio<i64>) -> Option<[Ratio<i64>; 3]>,
) -> Result<(), Wrong> {
    sheet().compare(|case| numbers(answer(case.eta, case.beta)))
}

/// The numbers of the exercise and of its solution.
pub(super) fn values() -> Result<Vec<Value>, Error> {
    let beta = Ratio::new(4, 9);
    let found = |n: &i64| cycle(Ratio::new(*n, 1000), beta).is_some();
    let mut etas = (1..1000).filter(found).map(|n| n as f64 / 1000.0);
    let low = etas.next().unwrap_or(f64::INFINITY);
    Ok(vec![
        ("cycle_low", low),
        ("cycle_high", etas.next_back().unwrap_or(low)),
        ("cycle_limit", momentum_limit(4.0 / 9.0, 25.0)),
    ])
}
