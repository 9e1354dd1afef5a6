//! Gradient descent in a valley that is steep one way and flat the other.

// ANCHOR: names
use listings::Error;
use listings::check::{check_point, check_step_size, check_steps};
use listings::settling::{Settling, settling};
// ANCHOR_END: names

// ANCHOR: objective
/// The height of the valley, f(x) = 0.1 x₁² + 2 x₂², at a point x of the plane.
pub fn objective(x: [f64; 2]) -> f64 {
    0.1 * x[0] * x[0] + 2.0 * x[1] * x[1]
}
// ANCHOR_END: objective

// ANCHOR: gradient
/// The gradient of the valley at x: the direction in which f grows fastest.
pub fn gradient(x: [f64; 2]) -> [f64; 2] {
    [0.2 * x[0], 4.0 * x[1]]
}
// ANCHOR_END: gradient

// ANCHOR: gradient_step
/// One step of gradient descent: from x against the gradient, with step size η.
pub fn gradient_step(x: [f64; 2], eta: f64) -> [f64; 2] {
    let g = gradient(x);
    [x[0] - eta * g[0], x[1] - eta * g[1]]
}
// ANCHOR_END: gradient_step

// ANCHOR: gradient_descent
/// The points x₀, x₁, …, x_T that gradient descent visits, T = `steps`.
/// An argument that is out of range is an error.
pub fn gradient_descent(
    start: [f64; 2],
    eta: f64,
    steps: usize,
) -> Result<Vec<[f64; 2]>, Error> {
    check_point("start", start)?;
    check_step_size(eta)?;
    check_steps(steps)?;
    let mut path = vec![start];
    let mut x = start;
    for _ in 0..steps {
        x = gradient_step(x, eta);
        path.push(x);
    }
    Ok(path)
}
// ANCHOR_END: gradient_descent

// ANCHOR: factor
/// The curvatures λ₁ and λ₂ of the valley: f(x) = ½ λ₁ x₁² + ½ λ₂ x₂².
pub const CURVATURES: [f64; 2] = [0.2, 4.0];

/// What one step of size η multiplies a coordinate of curvature λ by.
pub fn factor(eta: f64, lambda: f64) -> f64 {
    1.0 - eta * lambda
}
// ANCHOR_END: factor

// ANCHOR: step_limit
/// The step size below which gradient descent converges, if the largest
/// curvature is λ.
pub fn step_limit(lambda_max: f64) -> f64 {
    2.0 / lambda_max
}
// ANCHOR_END: step_limit

// ANCHOR: arrival
/// The step from which gradient descent stays within 10⁻³ of the minimum.
pub fn arrival(start: [f64; 2], eta: f64) -> Settling {
    let radii = CURVATURES.map(|lambda| factor(eta, lambda).abs());
    let path =
        std::iter::successors(Some(start), |&x| Some(gradient_step(x, eta)));
    settling(path, start, radii)
}
// ANCHOR_END: arrival

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (start, steps) = ([-5.0, -2.0], 20);
    let (eta, eta_large) = (0.4, 0.6);
    let x = gradient_descent(start, eta, steps)?[steps];
    let x_large = gradient_descent(start, eta_large, steps)?[steps];
    let limit = step_limit(CURVATURES[1]);
    // The exercise: the best of the step sizes with two decimals.
    let mut best_loss = f64::INFINITY;
    for hundredths in 1..=100 {
        let path =
            gradient_descent(start, f64::from(hundredths) / 100.0, steps)?;
        best_loss = best_loss.min(objective(path[steps]));
    }
    let mut values = vec![
        ("best_loss", best_loss),
        ("eta", eta),
        ("eta_large", eta_large),
        ("steps", steps as f64),
        ("start_x1", start[0]),
        ("start_x2", start[1]),
        ("start_loss", objective(start)),
        ("lambda_1", CURVATURES[0]),
        ("lambda_2", CURVATURES[1]),
        ("x1", x[0]),
        ("x2", x[1]),
        ("loss", objective(x)),
        ("large_x1", x_large[0]),
        ("large_x2", x_large[1]),
        ("large_loss", objective(x_large)),
        ("limit", limit),
        ("limit_flat", factor(limit, CURVATURES[0])),
        ("limit_flat_percent", 100.0 * limit * CURVATURES[0]),
        ("factor_1", factor(eta, CURVATURES[0])),
        ("factor_2", factor(eta, CURVATURES[1])),
        ("large_factor_1", factor(eta_large, CURVATURES[0])),
        ("large_factor_2", factor(eta_large, CURVATURES[1])),
        ("ratio", CURVATURES[1] / CURVATURES[0]),
    ];
    if let Settling::Step(step) = arrival(start, eta) {
        values.push(("arrival", step as f64));
    }
    Ok(values)
}
// ANCHOR_END: values
