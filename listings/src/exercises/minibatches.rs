//! Momentum with minibatches, and with single samples.

use std::fmt::{Display, Formatter};

// ANCHOR: names
use listings::from_scratch::Regression;
use listings::ndarray::Array1;
// ANCHOR_END: names

use listings::ndarray::{Array2, arr1};

use super::{Exercise, Level, Mistake, Sheet, Work, Wrong};

// ANCHOR: minibatches
/// The parameters after one epoch of momentum from w = 0, at rest: the rows in
/// their order, and a step after each `batch` of them. What is left at the end
/// is a smaller batch. The loss of a row is ½(wᵀx − y)². `data.rows` is
/// n × (d + 1): each row x ends in a 1, for the bias.
pub fn minibatches(
    data: &Regression,
    batch: usize,
    [eta, beta]: [f64; 2],
) -> Array1<f64> {
    // ANCHOR: solution
    let (n, d) = data.rows.dim();
    let (mut w, mut v) = (Array1::zeros(d), Array1::zeros(d));
    let order: Vec<usize> = (0..n).collect();
    for batch in order.chunks(batch) {
        let mut g: Array1<f64> = Array1::zeros(d);
        for &i in batch {
            let x = data.rows.row(i);
            g.scaled_add(x.dot(&w) - data.targets[i], &x);
        }
        // The mean over the rows of this batch, however many there are.
        v = beta * v + g / batch.len() as f64;
        w = w - eta * &v;
    }
    w
    // ANCHOR_END: solution
}
// ANCHOR_END: minibatches

/// What the chapter says of the exercise.
pub const EXERCISE: Exercise = Exercise {
    name: "minibatches",
    title: "Minibatches and single samples",
    work: Work::Code,
    level: Level::Hard,
    section: "from-scratch",
    trial: || sheet().trial(),
};

struct Case {
    batch: usize,
    pair: [f64; 2],
}

impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        let ([eta, beta], batch) = (self.pair, self.batch);
        write!(f, "10 rows, batches of {batch}, η = {eta} and β = {beta}")
    }
}

/// Ten samples of a straight line, with a bias.
fn data() -> Regression {
    let x = [0.5, -1.0, 2.0, 1.5, -0.5, 0.0, -2.0, 1.0, 3.0, -1.5];
    let y = [1.5, -2.0, 3.0, 3.5, -1.0, 1.0, -4.0, 2.0, 6.0, -3.0];
    Regression {
        rows: Array2::from_shape_fn((10, 2), |(i, j)| [x[i], 1.0][j]),
        targets: arr1(&y),
    }
}

/// What can go wrong in an epoch.
#[derive(Clone, Copy, Default)]
struct Slip {
    /// The gradients of a batch are added up.
    sum: bool,
    /// The rows that are left over are not used.
    dropped: bool,
    /// A smaller batch is divided by the size of the others.
    divided: bool,
    /// Each batch begins at rest.
    rest: bool,
    /// The loss has no ½.
    double: bool,
}

fn epoch(case: &Case, slip: Slip) -> Vec<f64> {
    let (data, [eta, beta]) = (data(), case.pair);
    let (mut w, mut v) = (Array1::<f64>::zeros(2), Array1::zeros(2));
    let order: Vec<usize> = (0..10).collect();
    for batch in order.chunks(case.batch) {
        if slip.dropped && batch.len() < case.batch {
            continue;
        }
        let mut g = Array1::zeros(2);
        for &i in batch {
            let x = data.rows.row(i);
            g.scaled_add(x.dot(&w) - data.targets[i], &x);
        }
        let size = match slip {
            Slip { sum: true, .. } => 1,
            Slip { divided: true, .. } => case.batch,
            _ => batch.len(),
        };
        let factor = if slip.double { 2.0 } else { 1.0 } / size as f64;
        let kept = if slip.rest { 0.0 } else { beta };
        v = kept * v + factor * g;
        w = w - eta * &v;
    }
    w.to_vec()
}

fn sheet() -> Sheet<Case> {
    let cases = [(1, [0.02, 0.5]), (3, [0.05, 0.9]), (10, [0.1, 0.0])];
    Sheet {
        cases: cases.map(|(batch, pair)| Case { batch, pair }).into(),
        names: &["the weight", "the bias"],
        solution: |case| minibatches(&data(), case.batch, case.pair).to_vec(),
        mistakes: vec![
            Mistake {
                hint: "your gradient is the sum over a batch: with the mean, \
                       a step size suits batches of any size",
                answer: |case| {
                    epoch(
                        case,
                        Slip {
                            sum: true,
                            ..Slip::default()
                        },
                    )
                },
            },
            Mistake {
                hint: "your epoch leaves out the rows that do not fill a batch",
                answer: |case| {
                    epoch(
                        case,
                        Slip {
                            dropped: true,
                            ..Slip::default()
                        },
                    )
                },
            },
            Mistake {
                hint: "your last batch is smaller, but divided by the size of \
                       the others",
                answer: |case| {
                    epoch(
                        case,
                        Slip {
                            divided: true,
                            ..Slip::default()
                        },
                    )
                },
            },
            Mistake {
                hint: "your velocity begins at zero in each batch: it must \
                       live as long as the run",
                answer: |case| {
                    epoch(
                        case,
                        Slip {
                            rest: true,
                            ..Slip::default()
                        },
                    )
                },
            },
            Mistake {
                hint: "your gradient is twice too long: the loss has a ½",
                answer: |case| {
                    epoch(
                        case,
                        Slip {
                            double: true,
                            ..Slip::default()
                        },
                    )
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
    answer: impl Fn(&Regression, usize, [f64; 2]) -> Array1<f64>,
) -> Result<(), Wrong> {
    let data = data();
    sheet().compare(|case| answer(&data, case.batch, case.pair).to_vec())
}
