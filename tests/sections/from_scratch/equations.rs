//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::from_scratch::{
    Regression, batch_gradient, least_squares, loss, momentum_update, second_moments,
};
use listings::ndarray::{Array1, Array2, arr1};
use listings::stochastic_gradients::feedback_variance;
use tests::printed::equation;
use tests::states::{Seeded, seeded};

/// Random samples: n rows of d features and a 1, and their targets.
fn data(n: usize, d: usize, random: &mut Seeded) -> Regression {
    let rows = Array2::from_shape_fn((n, d + 1), |(_, j)| match j {
        j if j == d => 1.0,
        _ => random.between(-2.0, 2.0),
    });
    let targets = Array1::from_shape_fn(n, |_| random.between(-3.0, 3.0));
    Regression { rows, targets }
}

fn numbers(count: usize, random: &mut Seeded) -> Array1<f64> {
    Array1::from_shape_fn(count, |_| random.between(-2.0, 2.0))
}

/// The rows and targets of some samples, counted from 1.
fn samples<'a>(data: &Regression, batch: &[usize]) -> Bindings<'a> {
    let rows = batch.iter().map(|&i| data.rows.row(i).to_vec());
    let targets = batch.iter().map(|&i| data.targets[i]);
    Bindings::new()
        .shared()
        .sequence("\\mathbf{x}", 1, rows.map(Value::from))
        .sequence("y", 1, targets)
}

/// Covers eq:squared-loss, eq:batch-gradient, lst:squared_loss, lst:batch_gradient.
#[test]
fn the_loss_and_the_gradient_of_a_batch_are_those_of_the_page() {
    let [squared, slope] = ["squared-loss", "batch-gradient"].map(equation);
    let mut random = seeded(1);
    for case in 0..300 {
        let (n, d) = (1 + case % 9, case % 4);
        let data = data(n, d, &mut random);
        let w = numbers(d + 1, &mut random);
        let all: Vec<usize> = (0..n).collect();
        squared.holds(
            &samples(&data, &all)
                .integer("n", n as i64)
                .vector("\\mathbf{w}", w.to_vec())
                .function("L", |w| Ok(loss(&data, &arr1(&w.point()?)).into())),
        );
        // Any rows in any order, and a gradient that held another one before.
        let batch: Vec<usize> = (0..1 + case % 5)
            .map(|_| random.between(0.0, n as f64) as usize)
            .collect();
        let mut g = numbers(d + 1, &mut random);
        batch_gradient(&data, &batch, &w, &mut g);
        slope.holds(
            &samples(&data, &batch)
                .integer("b", batch.len() as i64)
                .vector("\\mathbf{w}", w.to_vec())
                .vector("\\mathbf{g}", g.to_vec()),
        );
        // The gradient is the slope of the loss of these rows: differences over
        // 2h are exact for a quadratic function, but for rounding.
        let of_batch = Regression {
            rows: Array2::from_shape_fn((batch.len(), d + 1), |(i, j)| data.rows[[batch[i], j]]),
            targets: batch.iter().map(|&i| data.targets[i]).collect(),
        };
        for j in 0..=d {
            let h = 1e-3;
            let at = |shift: f64| {
                let mut moved = w.clone();
                moved[j] += shift;
                loss(&of_batch, &moved)
            };
            let difference = (at(h) - at(-h)) / (2.0 * h);
            assert!((difference - g[j]).abs() < 1e-9, "{difference} {}", g[j]);
        }
    }
}

/// Covers eq:parameter-step, lst:momentum_update.
#[test]
fn an_update_is_the_step_of_the_page() {
    let step = equation("parameter-step");
    let mut random = seeded(2);
    for case in 0..300 {
        let count = 1 + case % 12;
        let [w, v, g] = [(); 3].map(|()| numbers(count, &mut random));
        let (eta, beta) = (random.between(0.0, 2.0), random.between(0.0, 1.0));
        let (mut next_w, mut next_v) = (w.clone(), v.clone());
        momentum_update(&mut next_w, &mut next_v, &g, [eta, beta]);
        let pair = |a: &Array1<f64>, b: &Array1<f64>| [a.to_vec(), b.to_vec()].map(Value::from);
        step.holds(
            &Bindings::new()
                .integer("t", 1)
                .scalar("\\eta", eta)
                .scalar("\\beta", beta)
                .sequence("\\mathbf{w}", 0, pair(&w, &next_w))
                .sequence("\\mathbf{v}", 0, pair(&v, &next_v))
                .sequence("\\mathbf{g}", 1, [Value::from(g.to_vec())]),
        );
        // In single precision it is the same step.
        let single = |a: &Array1<f64>| a.mapv(|x| x as f32);
        let (mut w, mut v) = (single(&w), single(&v));
        momentum_update(&mut w, &mut v, &single(&g), [eta as f32, beta as f32]);
        let near = w
            .iter()
            .zip(&next_w)
            .all(|(a, b)| (f64::from(*a) - b).abs() < 1e-5);
        assert!(near, "{w} {next_w}");
    }
}

/// Covers eq:quadratic-loss, eq:second-moments, eq:cross-moments, eq:least-squares, lst:least_squares.
#[test]
fn no_parameters_have_a_smaller_loss() {
    let all = [
        "quadratic-loss",
        "second-moments",
        "cross-moments",
        "least-squares",
    ]
    .map(equation);
    let mut random = seeded(3);
    for case in 0..100 {
        let (n, d) = (12 + case % 9, case % 4);
        let mut data = data(n, d, &mut random);
        // Targets of mean square 1, as they are when mean 0 and variance 1.
        data.targets /= (data.targets.dot(&data.targets) / n as f64).sqrt();
        let w = numbers(d + 1, &mut random);
        let rows: Vec<usize> = (0..n).collect();
        let best = least_squares(&data).unwrap();
        let q = second_moments(&data);
        // The gradient at 0 is c.
        let mut c = Array1::zeros(d + 1);
        batch_gradient(&data, &rows, &Array1::zeros(d + 1), &mut c);
        let bindings = samples(&data, &rows)
            .integer("n", n as i64)
            .matrix("Q", q.rows().into_iter().map(|row| row.to_vec()))
            .vector("\\mathbf{c}", c.to_vec())
            .vector("\\mathbf{w}^\\star", best.to_vec())
            .vector("\\mathbf{w}", w.to_vec())
            .function("L", |w| Ok(loss(&data, &arr1(&w.point()?)).into()));
        for equation in &all {
            equation.holds(&bindings);
        }
        // Qw + c is the gradient.
        let mut slope = Array1::ones(d + 1);
        batch_gradient(&data, &rows, &w, &mut slope);
        let apart = q.dot(&w) + &c - &slope;
        assert!(apart.iter().all(|g| g.abs() < 1e-12), "{apart}");
        batch_gradient(&data, &rows, &best, &mut slope);
        assert!(slope.iter().all(|g| g.abs() < 1e-12));
        let other = &best + &numbers(d + 1, &mut random);
        assert!(loss(&data, &other) > loss(&data, &best));
    }
    // A column that is there twice: any split of its weight will do.
    let mut twice = data(20, 3, &mut random);
    let copy = twice.rows.column(0).to_owned();
    twice.rows.column_mut(1).assign(&copy);
    let best = least_squares(&twice).unwrap();
    let mut slope = Array1::ones(4);
    batch_gradient(&twice, &(0..20).collect::<Vec<_>>(), &best, &mut slope);
    assert!(slope.iter().all(|g| g.abs() < 1e-12), "{slope}");
    assert!((best[0] - best[1]).abs() < 1e-9, "{best}");
}

/// Covers eq:noise-cost.
#[test]
fn noise_costs_as_much_as_the_effective_step_says() {
    let cost = equation("noise-cost");
    let mut random = seeded(4);
    for _ in 0..300 {
        let (sigma, lambda) = (random.between(0.1, 2.0), random.between(0.1, 5.0));
        let beta = random.between(0.0, 0.95);
        // Away from both ends, where 2500 steps leave less than 10⁻²⁰.
        let eta = random.between(0.02, 0.98) * (2.0 + 2.0 * beta) / lambda;
        let [_, variance, _] = feedback_variance(eta, beta, lambda, 2500);
        cost.holds(
            &Bindings::new()
                .scalar("\\operatorname{Var}[x]", sigma * sigma * variance)
                .scalar("\\sigma", sigma)
                .scalar("\\lambda", lambda)
                .scalar("\\eta", eta)
                .scalar("\\beta", beta),
        );
    }
}
