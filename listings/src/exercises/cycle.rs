//! A cycle of three points, in fractions.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::num_rational::Ratio;
// ANCHOR_END: names

use super::{Mistake, Wrong, compare};

// ANCHOR: cycle
/// The points p, q and r of a cycle of the heavy ball with these η and β, on
/// the function of one number whose slope is 25x below 1, x + 24 from 1 to 2,
/// and 25x − 24 beyond. Of the cycle, p and q lie below 1, and r is 2 or more.
/// None if there is no such cycle.
pub fn cycle(eta: Ratio<i64>, beta: Ratio<i64>) -> Option<[Ratio<i64>; 3]> {
    // ANCHOR: solution
    let [one, two, kick] = [1, 2, 24].map(Ratio::from_integer);
    let a = one + beta - eta * 25;
    // As many parts each …
    let [p, q, r] = [one + a * beta, a + beta * beta, a * a - beta];
    // … of a whole that is known.
    let part = kick / 25 / (p + q + r);
    let [p, q, r] = [p * part, q * part, r * part];
    (p < one && q < one && r >= two).then_some([p, q, r])
    // ANCHOR_END: solution
}
// ANCHOR_END: cycle

struct Case {
    eta: Ratio<i64>,
    beta: Ratio<i64>,
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        write!(f, "η = {}, β = {}", self.eta, self.beta)
    }
}

fn cases() -> [Case; 5] {
    [
        ([1, 9], [4, 9]),
        ([1, 10], [1, 2]),
        ([1, 8], [1, 2]),
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

/// Checks an answer to the exercise.
///
/// # Errors
/// What is wrong with it.
pub fn check(
    answer: impl Fn(Ratio<i64>, Ratio<i64>) -> Option<[Ratio<i64>; 3]>,
) -> Result<(), Wrong> {
    compare(
        &cases(),
        &[
            "whether there is a cycle (1) or not (0)",
            "the numerator of p",
            "the denominator of p",
            "the numerator of q",
            "the denominator of q",
            "the numerator of r",
            "the denominator of r",
        ],
        |case| numbers(cycle(case.eta, case.beta)),
        |case| numbers(answer(case.eta, case.beta)),
        &[
            Mistake {
                hint: "your points solve the three equations, but not all of \
                       them lie on the pieces that the equations are for",
                answer: |Case { eta, beta }| {
                    let a = Ratio::from_integer(1) + beta - eta * 25;
                    numbers(Some(points(a, *beta, eta * 24)))
                },
            },
            Mistake {
                hint: "your kick has no step size: η multiplies the whole slope",
                answer: |Case { eta, beta }| {
                    let a = Ratio::from_integer(1) + beta - eta * 25;
                    numbers(placed(points(a, *beta, 24.into())))
                },
            },
            Mistake {
                hint: "your momentum pulls back: it adds β times the last \
                       step, from the older point to the newer one",
                answer: |Case { eta, beta }| {
                    let a = Ratio::from_integer(1) - beta - eta * 25;
                    numbers(placed(points(a, -beta, eta * 24)))
                },
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
    )
}
