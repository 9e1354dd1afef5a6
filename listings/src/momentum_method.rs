//! Gradient descent with momentum (the heavy ball of Polyak, 1964) in the
//! same valley.

// ANCHOR: names
use listings::Error;
use listings::check::{check_point, check_run};
use listings::ill_conditioned_problem::{
    CURVATURES, START, best_step, factor, gradient, gradient_descent, objective,
};
use listings::ndarray::Array1;
use listings::settling::{PATIENCE, Settling, settling};
// ANCHOR_END: names

// ANCHOR: momentum_step
/// One step with momentum: the velocity keeps β of itself and gains the
/// gradient, then x moves against it. Takes and returns x and v.
pub fn momentum_step(
    (x, v): (Array1<f64>, Array1<f64>),
    eta: f64,
    beta: f64,
) -> (Array1<f64>, Array1<f64>) {
    let v = beta * v + gradient(&x);
    (x - eta * &v, v)
}
// ANCHOR_END: momentum_step

// ANCHOR: momentum_descent
/// The points x₀, x₁, …, x_T that momentum visits from rest, T = `steps`.
/// An argument that is out of range is an error.
pub fn momentum_descent(
    start: impl IntoIterator<Item = f64>,
    eta: f64,
    beta: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_run(eta, beta, steps)?;
    let mut x = check_point("start", start, 2)?;
    let mut v = Array1::zeros(2);
    let mut path = vec![x.clone()];
    for _ in 0..steps {
        (x, v) = momentum_step((x, v), eta, beta);
        path.push(x.clone());
    }
    Ok(path)
}
// ANCHOR_END: momentum_descent

// ANCHOR: spectral_radius
/// The larger modulus of the two roots of a coordinate of curvature λ, which
/// is √β if they are complex.
pub fn spectral_radius(eta: f64, beta: f64, lambda: f64) -> f64 {
    let sum = 1.0 + beta - eta * lambda;
    let discriminant = sum * sum - 4.0 * beta;
    if discriminant < 0.0 {
        beta.sqrt()
    } else {
        (sum.abs() + discriminant.sqrt()) / 2.0
    }
}

/// The step from which momentum stays within 10⁻³ of the minimum.
pub fn momentum_arrival(
    start: impl IntoIterator<Item = f64>,
    eta: f64,
    beta: f64,
) -> Result<Settling, Error> {
    let radii = CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda));
    let path = momentum_descent(start, eta, beta, PATIENCE)?;
    Ok(settling(&path, radii))
}
/// The step size below which momentum β converges from every start, if the
/// largest curvature is λ.
pub fn momentum_limit(beta: f64, lambda_max: f64) -> f64 {
    (2.0 + 2.0 * beta) / lambda_max
}
// ANCHOR_END: spectral_radius

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (start, steps) = (START, 20);
    let (eta, beta, beta_low, beta_high) = (0.6, 0.5, 0.25, 0.9);
    let (eta_plain, best) = (0.4, best_step(CURVATURES));
    let [lambda_1, lambda_2] = CURVATURES;
    let plain = gradient_descent(start, eta_plain, steps)?;
    let path = momentum_descent(start, eta, beta, steps)?;
    let low = momentum_descent(start, eta, beta_low, steps)?;
    let losses = |eta, beta, steps| -> Result<Vec<f64>, Error> {
        let path = momentum_descent(start, eta, beta, steps)?;
        Ok(path.iter().map(objective).collect())
    };
    // The step from which the loss is lower with little momentum than without.
    let (few, none) =
        (losses(eta, beta_low, 200)?, losses(eta_plain, 0.0, 200)?);
    let lower_from = (0..=200).rev().take_while(|&n| few[n] < none[n]).last();
    let mut values = vec![
        ("lower_from", lower_from.unwrap_or(201) as f64),
        ("eta", eta),
        ("beta", beta),
        ("beta_low", beta_low),
        ("beta_high", beta_high),
        ("eta_plain", eta_plain),
        ("best", best),
        ("steps", steps as f64),
        ("start_x1", start[0]),
        ("start_x2", start[1]),
        ("eta_lambda_2", eta * lambda_2),
        ("start_loss", objective(&path[0])),
        ("first_loss", objective(&path[1])),
        ("x1", path[steps][0]),
        ("x2", path[steps][1]),
        ("low_x1", low[steps][0]),
        ("low_x2", low[steps][1]),
        ("factor_1", factor(eta_plain, lambda_1).abs()),
        ("factor_2", factor(eta_plain, lambda_2).abs()),
        ("below", 0.74),
        ("beyond", 0.76),
        ("below_radius", spectral_radius(0.74, beta, lambda_2)),
        ("beyond_radius", spectral_radius(0.76, beta, lambda_2)),
        ("limit", momentum_limit(beta, lambda_2)),
        ("limit_plain", momentum_limit(0.0, lambda_2)),
    ];
    // The first gradients of gradient descent, and what their sums are.
    let gradients: Vec<_> = plain[..4].iter().map(gradient).collect();
    for (i, names) in [
        [
            "g1_0", "g1_1", "g1_2", "g1_3", "g1_sum", "g1_kept", "g1_sizes",
        ],
        [
            "g2_0", "g2_1", "g2_2", "g2_3", "g2_sum", "g2_kept", "g2_sizes",
        ],
    ]
    .into_iter()
    .enumerate()
    {
        let column: Vec<f64> = gradients.iter().map(|g| g[i]).collect();
        let sum: f64 = column.iter().sum();
        let sizes: f64 = column.iter().map(|g| g.abs()).sum();
        let sums = vec![sum, sum.abs(), sizes];
        values.extend(names.into_iter().zip([column, sums].concat()));
    }
    values.extend([
        ("radius_1", spectral_radius(eta, beta, lambda_1)),
        ("radius_2", spectral_radius(eta, beta, lambda_2)),
        ("low_radius_1", spectral_radius(eta, beta_low, lambda_1)),
        ("low_radius_2", spectral_radius(eta, beta_low, lambda_2)),
        ("high_radius", spectral_radius(eta, beta_high, lambda_2)),
    ]);
    for (name, eta, beta) in [
        ("arrival", eta, beta),
        ("low_arrival", eta, beta_low),
        ("high_arrival", eta, beta_high),
        ("plain_arrival", eta_plain, 0.0),
        ("best_plain_arrival", best, 0.0),
    ] {
        if let Settling::Step(step) = momentum_arrival(start, eta, beta)? {
            values.push((name, step as f64));
        }
    }
    Ok(values)
}
// ANCHOR_END: values
