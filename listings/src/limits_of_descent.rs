//! How fast a method can be at most that adds up gradients of the past.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_condition_number, check_momentum, check_step_size, check_steps,
};
use listings::curvature::best_rate;
use listings::libm;
use listings::ndarray::Array1;
use listings::nesterov::contest;
use listings::optimal_parameters::best_pair;
// ANCHOR_END: names

// ANCHOR: chain
/// The product Hx of the chain's Hessian and x: each entry is made of a
/// coordinate and its neighbors, with 0 beyond both ends.
pub fn chain_product(kappa: f64, x: &Array1<f64>) -> Array1<f64> {
    let at = |i: usize| x.get(i).copied().unwrap_or(0.0);
    Array1::from_shape_fn(x.len(), |i| {
        let left = if i == 0 { 0.0 } else { at(i - 1) };
        (kappa - 1.0) / 4.0 * (2.0 * x[i] - left - at(i + 1)) + x[i]
    })
}

/// The gradient Hx − b of the chain of n links; all that pulls is at the first
/// coordinate.
pub fn chain_gradient(kappa: f64, x: &Array1<f64>) -> Array1<f64> {
    chain_product(kappa, x) - chain_pull(kappa, x.len())
}

/// The vector b: (κ − 1)/4 at the first of n coordinates, 0 at the others.
pub fn chain_pull(kappa: f64, n: usize) -> Array1<f64> {
    let first = (kappa - 1.0) / 4.0;
    Array1::from_shape_fn(n, |i| if i == 0 { first } else { 0.0 })
}
// ANCHOR_END: chain

// ANCHOR: chain_minimizer
/// The best rate q = (√κ − 1)/(√κ + 1) of momentum.
pub fn chain_rate(kappa: f64) -> Result<f64, Error> {
    check_condition_number(kappa)?;
    best_rate(kappa.sqrt())
}

/// The point at which the gradient of the chain of n links is zero.
pub fn chain_minimizer(kappa: f64, n: usize) -> Result<Array1<f64>, Error> {
    let q = chain_rate(kappa)?;
    let power = |i: usize| libm::pow(q, i as f64);
    Ok(Array1::from_shape_fn(n, |i| {
        // Coordinates count from 1.
        let i = i + 1;
        power(i) * (1.0 - power(2 * (n + 1 - i))) / (1.0 - power(2 * n + 2))
    }))
}

/// The smallest and the largest curvature of the chain of n links.
pub fn chain_curvatures(kappa: f64, n: usize) -> [f64; 2] {
    [1, n].map(|i| {
        let turn = i as f64 / (n + 1) as f64;
        let sine = libm::sin(turn * std::f64::consts::FRAC_PI_2);
        1.0 + (kappa - 1.0) * sine * sine
    })
}
// ANCHOR_END: chain_minimizer

// ANCHOR: chain_run
/// The points of a method on the chain of n links, from 0 and from rest. The
/// share s of the look-ahead is 0 for momentum and 1 for Nesterov's method.
pub fn chain_run(
    kappa: f64,
    n: usize,
    [eta, beta, s]: [f64; 3],
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_condition_number(kappa)?;
    check_step_size(eta)?;
    check_momentum(beta)?;
    check_steps(steps)?;
    let (mut x, mut v) = (Array1::zeros(n), Array1::<f64>::zeros(n));
    let mut path = vec![x.clone()];
    for _ in 0..steps {
        let ahead = &x - s * eta * beta * &v;
        v = beta * v + chain_gradient(kappa, &ahead);
        x = x - eta * &v;
        path.push(x.clone());
    }
    Ok(path)
}
// ANCHOR_END: chain_run

// ANCHOR: conjugate_gradients
/// Momentum that computes η and β anew at every step, for the loss
/// ½ xᵀHx − xᵀb, from 0; `product` multiplies by H. Returns the points and
/// the pairs [η, β].
pub fn conjugate_gradients(
    product: impl Fn(&Array1<f64>) -> Array1<f64>,
    b: &Array1<f64>,
    steps: usize,
) -> (Vec<Array1<f64>>, Vec<[f64; 2]>) {
    let mut x = Array1::zeros(b.len());
    let (mut g, mut v, mut beta) = (-b, x.clone(), 0.0);
    let (mut path, mut pairs) = (vec![x.clone()], Vec::new());
    for _ in 0..steps {
        // Below this nothing but rounding is left of the gradient.
        if g.dot(&g) > 1e-24 * b.dot(b) {
            v = beta * v + &g;
            let turned = product(&v);
            let eta = g.dot(&g) / v.dot(&turned);
            x = x - eta * &v;
            pairs.push([eta, beta]);
            let next = &g - eta * turned;
            beta = next.dot(&next) / g.dot(&g);
            g = next;
        }
        path.push(x.clone());
    }
    (path, pairs)
}
// ANCHOR_END: conjugate_gradients

// ANCHOR: distances
/// The distance ‖x − x*‖ of each point, as a multiple of that of the first.
pub fn distances(path: &[Array1<f64>], minimizer: &Array1<f64>) -> Vec<f64> {
    let from = |x: &Array1<f64>| {
        let left = x - minimizer;
        left.dot(&left).sqrt()
    };
    let all = path.iter().map(from);
    let first = path.first().map_or(1.0, from);
    all.map(|distance| distance / first).collect()
}

/// How many coordinates a point has reached: the last that is not 0 counts.
pub fn reached(x: &Array1<f64>) -> usize {
    x.iter().rposition(|x| *x != 0.0).map_or(0, |last| last + 1)
}
// ANCHOR_END: distances

// ANCHOR: four_runs
/// The distances under gradient descent, momentum and Nesterov's method, set
/// for curvatures from 1 to κ, and under conjugate gradients.
pub fn four_runs(
    kappa: f64,
    n: usize,
    steps: usize,
) -> Result<[Vec<f64>; 4], Error> {
    let minimizer = chain_minimizer(kappa, n)?;
    let [plain, heavy, ahead] = contest([1.0, kappa]);
    let run = |method| -> Result<Vec<f64>, Error> {
        Ok(distances(&chain_run(kappa, n, method, steps)?, &minimizer))
    };
    let pull = chain_pull(kappa, n);
    let (conjugate, _) =
        conjugate_gradients(|x| chain_product(kappa, x), &pull, steps);
    Ok([
        run(plain)?,
        run(heavy)?,
        run(ahead)?,
        distances(&conjugate, &minimizer),
    ])
}
// ANCHOR_END: four_runs

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (n, design, kappa, long, steps) = (25, 1000.0, 100.0, 200, 60);
    let [smallest, largest] = chain_curvatures(design, n);
    let [plain, heavy, ahead, conjugate] = four_runs(kappa, long, steps)?;
    let bound = libm::pow(chain_rate(kappa)?, steps as f64);
    let over = |line: &[f64]| line.last().copied().unwrap_or(0.0) / bound;
    let chosen = 20;
    let (_, pairs) = conjugate_gradients(
        |x| chain_product(kappa, x),
        &chain_pull(kappa, long),
        chosen,
    );
    let [eta, beta] = pairs.last().copied().unwrap_or([0.0; 2]);
    let [best_eta, best_beta] = best_pair([1.0, kappa]);
    Ok(vec![
        ("n", n as f64),
        ("design", design),
        ("true_kappa", largest / smallest),
        ("first", chain_minimizer(design, n)?[0]),
        ("first_limit", chain_rate(design)?),
        ("kappa", kappa),
        ("long", long as f64),
        ("steps", steps as f64),
        ("bound", bound),
        ("plain_over", over(&plain)),
        ("heavy_over", over(&heavy)),
        ("ahead_over", over(&ahead)),
        ("conjugate_over", over(&conjugate)),
        ("chosen", chosen as f64),
        ("eta", eta),
        ("beta", beta),
        ("best_eta", best_eta),
        ("best_beta", best_beta),
    ])
}
// ANCHOR_END: values
