//! Gradient descent in a valley that is steep one way and flat the other.

// ANCHOR: names
use listings::Error;
use listings::check::{check_point, check_step_size, check_steps};
use listings::ndarray::{Array1, arr1};
use listings::settling::{PATIENCE, Settling, settling};
// ANCHOR_END: names

// ANCHOR: objective
/// The curvatures λ₁ along the floor of the valley and λ₂ across it.
pub const CURVATURES: [f64; 2] = [0.2, 4.0];

/// The height f(x) = ½ λ₁ x₁² + ½ λ₂ x₂² of the valley at a point x of two
/// coordinates.
pub fn objective(x: &Array1<f64>) -> f64 {
    let [lambda_1, lambda_2] = CURVATURES;
    0.5 * lambda_1 * x[0] * x[0] + 0.5 * lambda_2 * x[1] * x[1]
}
// ANCHOR_END: objective

// ANCHOR: gradient
/// The gradient of the valley at x: the direction in which f grows fastest.
pub fn gradient(x: &Array1<f64>) -> Array1<f64> {
    arr1(&CURVATURES) * x
}
// ANCHOR_END: gradient

// ANCHOR: gradient_step
/// One step of gradient descent: from x against the gradient, with step size η.
pub fn gradient_step(x: &Array1<f64>, eta: f64) -> Array1<f64> {
    x - eta * gradient(x)
}
// ANCHOR_END: gradient_step

// ANCHOR: gradient_descent
/// The points x₀, x₁, …, x_T that gradient descent visits, T = `steps`.
/// An argument that is out of range is an error.
pub fn gradient_descent(
    start: impl IntoIterator<Item = f64>,
    eta: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_step_size(eta)?;
    check_steps(steps)?;
    let mut x = check_point("start", start, 2)?;
    let mut path = vec![x.clone()];
    for _ in 0..steps {
        x = gradient_step(&x, eta);
        path.push(x.clone());
    }
    Ok(path)
}
// ANCHOR_END: gradient_descent

// ANCHOR: factor
/// What one step of size η multiplies a coordinate of curvature λ by.
pub fn factor(eta: f64, lambda: f64) -> f64 {
    1.0 - eta * lambda
}
// ANCHOR_END: factor

// ANCHOR: arrival
/// The step from which gradient descent stays within 10⁻³ of the minimum.
pub fn arrival(
    start: impl IntoIterator<Item = f64>,
    eta: f64,
) -> Result<Settling, Error> {
    let radii = CURVATURES.map(|lambda| factor(eta, lambda).abs());
    let path = gradient_descent(start, eta, PATIENCE)?;
    Ok(settling(&path, radii))
}
// ANCHOR_END: arrival

// ANCHOR: best_step
/// The step size below which gradient descent converges from every start, if
/// the largest curvature is λ.
pub fn step_limit(lambda_max: f64) -> f64 {
    2.0 / lambda_max
}

/// The step size at which both coordinates shrink by the same factor, so that
/// the slower one is as fast as it can be.
pub fn best_step([lambda_1, lambda_2]: [f64; 2]) -> f64 {
    2.0 / (lambda_1 + lambda_2)
}
// ANCHOR_END: best_step

// ANCHOR: values
/// The point from which the book's paths start.
pub const START: [f64; 2] = [-5.0, -2.0];

/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (start, steps) = (START, 20);
    let (eta, eta_large) = (0.4, 0.6);
    let [lambda_1, lambda_2] = CURVATURES;
    let x = &gradient_descent(start, eta, steps)?[steps];
    let x_large = &gradient_descent(start, eta_large, steps)?[steps];
    let (limit, best) = (step_limit(lambda_2), best_step(CURVATURES));
    let mut values = vec![
        ("eta", eta),
        ("eta_large", eta_large),
        ("steps", steps as f64),
        ("start_x1", start[0]),
        ("start_x2", start[1]),
        ("start_loss", objective(&arr1(&start))),
        ("lambda_1", lambda_1),
        ("lambda_2", lambda_2),
        ("ratio", lambda_2 / lambda_1),
        ("x1", x[0]),
        ("x2", x[1]),
        ("loss", objective(x)),
        ("covered_percent", 100.0 * (1.0 - x[0] / start[0])),
        ("large_x1", x_large[0]),
        ("large_x2", x_large[1]),
        ("factor_1", factor(eta, lambda_1)),
        ("factor_2", factor(eta, lambda_2)),
        ("large_factor_2", factor(eta_large, lambda_2)),
        ("fastest_2", 1.0 / lambda_2),
        ("beside", 0.1),
        ("limit", limit),
        ("best", best),
        ("best_factor", factor(best, lambda_1)),
        ("best_factor_percent", 100.0 * factor(best, lambda_1)),
    ];
    for (name, start, eta) in [
        ("arrival", start, eta),
        ("arrival_2", [0.0, start[1]], eta),
        ("best_arrival", start, best),
    ] {
        if let Settling::Step(step) = arrival(start, eta)? {
            values.push((name, step as f64));
        }
    }
    Ok(values)
}
// ANCHOR_END: values
