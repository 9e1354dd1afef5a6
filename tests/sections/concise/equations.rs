//! The printed formulas.

use formula::Bindings;
use listings::concise::run_on;
use listings::from_scratch::{Regression, batch_gradient};
use listings::ndarray::{Array, Array1};
use tests::printed::equation;
use tests::states::seeded;

/// Covers eq:undampened-first, eq:dampened, lst:run_on.
#[test]
fn the_velocity_is_the_printed_one() {
    let all = ["undampened-first", "dampened"].map(equation);
    let mut random = seeded(51);
    for case in 0..300 {
        let mut numbers = || random.between(-2.0, 2.0);
        let data = Regression {
            rows: Array::from_shape_simple_fn((6, 3), &mut numbers),
            targets: Array::from_shape_simple_fn(6, &mut numbers),
        };
        let start = Array::from_shape_simple_fn(3, &mut numbers);
        let eta = random.between(0.01, 0.1);
        let beta = random.between(0.0, 0.99);
        let tau = [0.0, 1.0, 0.1, random.between(0.0, 1.0)][case % 4];
        let batches = [vec![0, 3], vec![5], vec![1, 2, 4], vec![3, 1]];
        let path = run_on(&data, start.clone(), &batches, [eta, beta, tau]).unwrap();
        // The step is −ηv, and the gradient is that of the point before it.
        let before = [&start].into_iter().chain(&path);
        let steps = before.zip(&path).zip(&batches);
        let (velocities, gradients): (Vec<_>, Vec<_>) = steps
            .map(|((from, to), batch)| {
                let mut g = Array1::zeros(3);
                batch_gradient(&data, batch, from, &mut g);
                (((from - to) / eta).to_vec(), g.to_vec())
            })
            .unzip();
        for t in 2..=4 {
            let bindings = Bindings::new()
                .shared()
                .sequence("\\mathbf{v}", 1, velocities.clone())
                .sequence("\\mathbf{g}", 1, gradients.clone())
                .integer("t", t)
                .scalar("\\beta", beta)
                .scalar("\\tau", tau);
            for printed in &all {
                printed.holds(&bindings);
            }
        }
    }
}
