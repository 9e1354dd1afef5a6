//! How fast a method can be at most that adds up gradients of the past.

// ANCHOR: names
use listings::Error;
use listings::check::{check_condition_number, check_run};
use listings::curvature::best_rate;
use listings::libm;
use listings::ndarray::Array1;
use listings::nesterov::contest;
use listings::optimal_parameters::best_pair;
// ANCHOR_END: names

// ANCHOR: chain
/// The gradient of the chain with κ at x, if the coordinate before the first
/// is `pull`. The chain has 1 there; with 0 it is the product of the Hessian
/// and x.
pub fn chain_gradient(kappa: f64, pull: f64, x: &Array1<f64>) -> Array1<f64> {
    let mut g = x.clone();
    let mut left = pull;
    for i in 0..x.len() {
        let right = x.get(i + 1).copied().unwrap_or(0.0);
        g[i] += (kappa - 1.0) / 4.0 * (2.0 * x[i] - left - right);
        left = x[i];
    }
    g
}
// ANCHOR_END: chain

// ANCHOR: chain_minimizer
/// The best rate q = (√κ − 1)/(√κ + 1) of momentum.
pub fn chain_rate(kappa: f64) -> Result<f64, Error> {
    check_condition_number(kappa)?;
    best_rate(kappa.sqrt())
}

/// The point at which the gradient of the chain of n coordinates is
/// zero.
pub fn chain_minimizer(kappa: f64, n: usize) -> Result<Array1<f64>, Error> {
    let q = chain_rate(kappa)?;
    let power = |i: usize| libm::pow(q, i as f64);
    let mut x = Array1::zeros(n);
    // Coordinates count from 1, places in an array from 0.
    for i in 1..=n {
        x[i - 1] = power(i) * (1.0 - power(2 * (n + 1 - i)))
            / (1.0 - power(2 * (n + 1)));
    }
    Ok(x)
}

/// The smallest and the largest curvature of the chain of n coordinates.
pub fn chain_curvatures(kappa: f64, n: usize) -> [f64; 2] {
    [1, n].map(|i| {
        let turn = i as f64 / (n + 1) as f64;
        let sine = libm::sin(turn * std::f64::consts::FRAC_PI_2);
        1.0 + (kappa - 1.0) * sine * sine
    })
}
// ANCHOR_END: chain_minimizer

// ANCHOR: chain_run
/// The points of a method on the chain of n coordinates, from 0: momentum with
/// fixed [η, β, s], where s = 1 takes the gradient ahead, as Nesterov's method
/// does, or, without them, conjugate gradients.
pub fn chain_run(
    kappa: f64,
    n: usize,
    fixed: Option<[f64; 3]>,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    let [eta, beta, s] = fixed.unwrap_or_default();
    check_condition_number(kappa)?;
    check_run(eta, beta, steps)?;
    let (mut x, mut v) = (Array1::zeros(n), Array1::zeros(n));
    let (mut path, mut last) = (vec![x.clone()], f64::INFINITY);
    // Where nothing is left, this keeps 0/0 away.
    let positive = |x: f64| x.max(f64::MIN_POSITIVE);
    for _ in 0..steps {
        let ahead = &x - s * eta * beta * &v;
        let g = chain_gradient(kappa, 1.0, &ahead);
        let size = g.dot(&g);
        let beta = fixed.map_or(size / last, |_| beta);
        v = beta * &v + g;
        let curvature = || v.dot(&chain_gradient(kappa, 0.0, &v));
        // Without a fixed η, the one after which the loss is smallest.
        let eta = fixed.map_or_else(|| size / positive(curvature()), |_| eta);
        x = &x - eta * &v;
        path.push(x.clone());
        last = positive(size);
    }
    Ok(path)
}
// ANCHOR_END: chain_run

// ANCHOR: chosen_pairs
/// The step size and the momentum [η, β] of each step of conjugate gradients,
/// read from the points.
pub fn chosen_pairs(kappa: f64, path: &[Array1<f64>]) -> Vec<[f64; 2]> {
    let mut last = f64::INFINITY;
    let pairs = path.windows(2).map(|pair| {
        let g = chain_gradient(kappa, 1.0, &pair[0]);
        let size = g.dot(&g);
        // βv is at right angles to g, so v has as much of g as g itself.
        let eta = (&pair[0] - &pair[1]).dot(&g) / size;
        let beta = size / last;
        last = size;
        [eta, beta]
    });
    pairs.collect()
}
// ANCHOR_END: chosen_pairs

// ANCHOR: distances
/// The distance ‖x − x*‖ of each point, as a multiple of that of the first.
pub fn distances(path: &[Array1<f64>], minimizer: &Array1<f64>) -> Vec<f64> {
    let from = |x: &Array1<f64>| {
        let left = x - minimizer;
        left.dot(&left).sqrt()
    };
    let first = path.first().map_or(1.0, from);
    path.iter().map(|x| from(x) / first).collect()
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
    let [plain, heavy, ahead] = contest([1.0, kappa]).map(Some);
    let run = |fixed| -> Result<Vec<f64>, Error> {
        Ok(distances(&chain_run(kappa, n, fixed, steps)?, &minimizer))
    };
    Ok([run(plain)?, run(heavy)?, run(ahead)?, run(None)?])
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
    let path = chain_run(kappa, long, None, chosen)?;
    let pairs = chosen_pairs(kappa, &path);
    let [eta, beta] = pairs.last().copied().unwrap_or_default();
    let [best_eta, best_beta] = best_pair([1.0, kappa]);
    let [slow, ..] = contest([1.0, kappa]).map(Some);
    let after = chain_run(kappa, n, slow, n)?;
    let places = chain_minimizer(kappa, n)?;
    let percent = |i: usize| 100.0 * after[n][i - 1] / places[i - 1];
    Ok(vec![
        ("n", n as f64),
        ("second", percent(2)),
        ("eleventh", percent(11)),
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
