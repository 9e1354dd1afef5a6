//! A polynomial through ten points: in which order gradient descent learns it,
//! and what it is good for to stop early.

// ANCHOR: names
use listings::Error;
use listings::check::{check_degree, check_point, check_positive_definite};
use listings::curvature::best_rate;
use listings::hump::{below_from, hump_top, repaired_run};
use listings::libm;
use listings::ndarray::{Array1, Array2};
use listings::optimal_parameters::best_pair;
use listings::quadratic_functions::eigen;
use listings::scalar_functions::closed_form;
// ANCHOR_END: names

/// The points (x, y) of this section, those of the polynomial regression in
/// Goh, "Why Momentum Really Works", Distill, 2017.
pub const POINTS: [[f64; 2]; 10] = [
    [-0.6, -1.5],
    [-0.55, -2.0],
    [-0.5, -2.5],
    [-0.45, -1.5],
    [-0.4, -1.0],
    [0.4, 0.5],
    [0.45, 1.0],
    [0.5, 1.5],
    [0.55, 1.0],
    [0.6, 0.5],
];

/// The degree of the polynomial.
pub const DEGREE: usize = 5;

// ANCHOR: polynomial
/// The powers 1, x, x², … of x, up to this degree.
pub fn powers(x: f64, degree: usize) -> Array1<f64> {
    let next = |power: &f64| Some(power * x);
    let all = std::iter::successors(Some(1.0), next);
    all.take(degree + 1).collect()
}

/// The least-squares polynomial of some points, in its own coordinates.
#[derive(Debug, Clone, PartialEq)]
pub struct Polynomial {
    /// The eigenvalues of ZᵀZ, the smallest first.
    pub lambda: Array1<f64>,
    /// The matrix U; row i has the weights of the eigenfeature pᵢ.
    pub u: Array2<f64>,
    /// How much of each eigenfeature it has.
    pub best: Array1<f64>,
}

/// The least-squares polynomial of this degree through the points [x, y]. An
/// error if the points do not determine it.
pub fn polynomial(
    points: &[[f64; 2]],
    degree: usize,
) -> Result<Polynomial, Error> {
    check_degree(degree)?;
    let numbers = points.as_flattened().iter().copied();
    check_point("points", numbers, 2 * points.len())?;
    let rows: Vec<_> = points.iter().map(|p| powers(p[0], degree)).collect();
    let sum = |(i, j): (usize, usize)| rows.iter().map(|z| z[i] * z[j]).sum();
    let q = Array2::from_shape_fn((degree + 1, degree + 1), sum);
    let (lambda, u) = eigen(&q)?;
    check_positive_definite("q", &q, &lambda)?;
    let mut minus_c = Array1::zeros(degree + 1);
    for (z, point) in rows.iter().zip(points) {
        minus_c.scaled_add(point[1], z);
    }
    let best = u.dot(&minus_c) / &lambda;
    Ok(Polynomial { lambda, u, best })
}

/// The values of the eigenfeatures at x.
pub fn features_at(p: &Polynomial, x: f64) -> Array1<f64> {
    p.u.dot(&powers(x, p.lambda.len() - 1))
}
// ANCHOR_END: polynomial

// ANCHOR: stopped
/// Which share of a coordinate of curvature λ is learned after t steps from
/// rest.
pub fn stopped([eta, beta]: [f64; 2], lambda: f64, t: usize) -> f64 {
    1.0 - closed_form(1.0, [eta, beta, lambda], t)
}

/// Which share of it ridge regression learns.
pub fn ridge(tau: f64, lambda: f64) -> f64 {
    lambda / (lambda + tau)
}

/// The momentum for a run that is to stop after this many steps.
pub fn planned_momentum(steps: usize) -> f64 {
    (1.0 - 10.0 / steps as f64).max(0.0)
}
// ANCHOR_END: stopped

// ANCHOR: shares
/// The step size of the section, 1.8 divided by the largest eigenvalue.
pub fn step_size(p: &Polynomial) -> f64 {
    1.8 / p.lambda[p.lambda.len() - 1]
}

/// The shares of all eigenfeatures that are learned after t steps.
pub fn shares(p: &Polynomial, beta: f64, t: usize) -> Array1<f64> {
    let pair = [step_size(p), beta];
    p.lambda.mapv(|lambda| stopped(pair, lambda, t))
}

/// The height at x of the polynomial with these shares.
pub fn height(p: &Polynomial, shares: &Array1<f64>, x: f64) -> f64 {
    (shares * &p.best).dot(&features_at(p, x))
}

/// The loss ½ ‖Zw − y‖² if these shares of the eigenfeatures are learned.
pub fn loss(p: &Polynomial, shares: &Array1<f64>, points: &[[f64; 2]]) -> f64 {
    let errors = points.iter().map(|[x, y]| height(p, shares, *x) - y);
    0.5 * errors.map(|error| error * error).sum::<f64>()
}
// ANCHOR_END: shares

// ANCHOR: steps_for
/// After how many steps at most a thousandth is left, if each step leaves the
/// share `rate`.
pub fn steps_for(rate: f64) -> f64 {
    (libm::log(1e-3) / libm::log(rate)).ceil()
}
// ANCHOR_END: steps_for

// ANCHOR: fresh_error
/// The curve to be learned.
pub fn truth(x: f64) -> f64 {
    2.0 * libm::sin(4.0 * x)
}

/// The polynomial through the points of the curve at the ten places.
pub fn true_polynomial() -> Result<Polynomial, Error> {
    let points = listings::polynomial_regression::POINTS;
    let on_curve = points.map(|[x, _]| [x, truth(x)]);
    polynomial(&on_curve, listings::polynomial_regression::DEGREE)
}

/// The squared distance from the curve, in the mean over fresh places and over
/// all noise of standard deviation σ in the points.
pub fn fresh_error(p: &Polynomial, shares: &Array1<f64>, sigma: f64) -> f64 {
    let spread = sigma * sigma * shares * shares / &p.lambda;
    let errors = (-60..=60).map(|n| {
        let x = f64::from(n) / 100.0;
        let features = features_at(p, x);
        let bias = height(p, shares, x) - truth(x);
        bias * bias + spread.dot(&(&features * &features))
    });
    errors.sum::<f64>() / 121.0
}
// ANCHOR_END: fresh_error

// ANCHOR: fresh_errors
/// Numbers of steps up to a million, ten to each power of ten, with the errors
/// of gradient descent and of momentum, if they stop there.
pub fn fresh_errors(p: &Polynomial, sigma: f64) -> Vec<[f64; 3]> {
    let error = |beta, t| fresh_error(p, &shares(p, beta, t), sigma);
    let all = (0..=60).map(|n| {
        let t = libm::pow(10.0, f64::from(n) / 10.0).round();
        let steps = t as usize;
        [t, error(0.0, steps), error(planned_momentum(steps), steps)]
    });
    all.collect()
}

/// The smallest error of ridge regression, of twenty τ to each power of ten.
pub fn best_ridge(p: &Polynomial, sigma: f64) -> f64 {
    let errors = (-140..=20).map(|n| {
        let tau = libm::pow(10.0, f64::from(n) / 20.0);
        fresh_error(p, &p.lambda.mapv(|lambda| ridge(tau, lambda)), sigma)
    });
    errors.fold(f64::INFINITY, f64::min)
}
// ANCHOR_END: fresh_errors

/// The standard deviation of the noise in the figure of fresh points.
pub const SIGMA: f64 = 0.3;

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let points = listings::polynomial_regression::POINTS;
    let p = polynomial(&points, listings::polynomial_regression::DEGREE)?;
    let after = |t: usize| loss(&p, &shares(&p, 0.0, t), &points);
    let all = Array1::ones(6);
    let loss_least = loss(&p, &all, &points);
    // The largest number of steps that has not the same three digits.
    let above = |t: usize| after(t) >= (1e3 * loss_least).round() / 1e3 + 5e-4;
    let longer = |t: usize, n: u32| {
        let more = t + (1 << n);
        if above(more) { more } else { t }
    };
    let loss_step = (0..20).rev().fold(0, longer) + 1;
    // The largest noise of an eigenfeature in the curve, for σ = 1.
    let noise = |i: usize| {
        let at = |n: i32| features_at(&p, f64::from(n) / 100.0)[i].abs();
        (-60..=60).map(at).fold(0.0, f64::max) / p.lambda[i].sqrt()
    };
    let eta = step_size(&p);
    let (flat, steep) = (p.lambda[0], p.lambda[5]);
    let kappa = steep / flat;
    let momentum_steps = 100;
    let plain_steps = momentum_steps * momentum_steps / 10;
    let sigma = listings::polynomial_regression::SIGMA;
    let curve = true_polynomial()?;
    let errors = fresh_errors(&curve, sigma);
    let least = |column: usize| {
        let smaller = |a: [f64; 3], b: &[f64; 3]| {
            if b[column] < a[column] { *b } else { a }
        };
        errors.iter().fold([f64::INFINITY; 3], smaller)
    };
    let (plain, momentum) = (least(1), least(2));
    let pair = best_pair([flat, steep]);
    let best = repaired_run(&p.lambda, all.clone(), pair, 0.0, 6000)?;
    let largest =
        |x: &Array1<f64>| x.iter().map(|x| x.abs()).fold(0.0, f64::max);
    let left: Vec<f64> = best.iter().map(largest).collect();
    let heavy = shares(&p, planned_momentum(momentum_steps), momentum_steps);
    let apart = heavy - shares(&p, 0.0, plain_steps);
    let mut values = vec![
        ("eta", eta),
        ("eta_steep", eta * steep),
        ("kappa", kappa),
        ("steps", 100.0),
        ("loss", after(100)),
        ("loss_least", loss_least),
        ("loss_step", loss_step as f64),
        ("noise_steep", 1.0 / steep.sqrt()),
        ("noise_flat", 1.0 / flat.sqrt()),
        ("curve_1", noise(0)),
        ("curve_2", noise(1)),
        ("curve_rest", (2..6).map(noise).fold(0.0, f64::max)),
        ("plain_steps", plain_steps as f64),
        ("momentum_steps", momentum_steps as f64),
        ("apart", apart.iter().fold(0.0, |most, x| x.abs().max(most))),
        ("beta", planned_momentum(momentum_steps)),
        ("plain_million", steps_for(best_rate(kappa)?) / 1e6),
        ("momentum_best", steps_for(best_rate(kappa.sqrt())?)),
        ("hump", hump_top(kappa)?[1]),
        ("sigma", sigma),
        ("error_end", fresh_error(&curve, &all, sigma)),
        ("error_plain", plain[1]),
        ("stop_plain", (plain[0] / 100.0).round() * 100.0),
        ("error_momentum", momentum[2]),
        ("stop_momentum", (momentum[0] / 10.0).round() * 10.0),
        ("error_ridge", best_ridge(&curve, sigma)),
    ];
    let counted = below_from(&left, 1e-3);
    values.extend(counted.map(|steps| ("momentum_counted", steps as f64)));
    let names = [
        ["lambda_1", "steps_1"],
        ["lambda_2", "steps_2"],
        ["lambda_3", "steps_3"],
        ["lambda_4", "steps_4"],
        ["lambda_5", "steps_5"],
        ["lambda_6", "steps_6"],
    ];
    for (names, lambda) in names.into_iter().zip(&p.lambda) {
        let steps = steps_for((1.0 - eta * lambda).abs());
        values.extend(names.into_iter().zip([*lambda, steps]));
    }
    Ok(values)
}
// ANCHOR_END: values
