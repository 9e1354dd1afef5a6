//! Gradient descent with momentum (the heavy ball of Polyak, 1964) in the
//! same valley.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_momentum, check_point, check_step_size, check_steps,
};
use listings::ill_conditioned_problem::{CURVATURES, gradient};
use listings::settling::{Settling, settling};
// ANCHOR_END: names

// ANCHOR: momentum_step
/// One step with momentum: the velocity keeps β of itself and gains the
/// gradient, then x moves against it. Takes and returns (x, v).
pub fn momentum_step(
    [x, v]: [[f64; 2]; 2],
    eta: f64,
    beta: f64,
) -> [[f64; 2]; 2] {
    let g = gradient(x);
    let v = [beta * v[0] + g[0], beta * v[1] + g[1]];
    [[x[0] - eta * v[0], x[1] - eta * v[1]], v]
}
// ANCHOR_END: momentum_step

// ANCHOR: momentum_descent
/// The points x₀, x₁, …, x_T that momentum visits from rest, T = `steps`.
/// An argument that is out of range is an error.
pub fn momentum_descent(
    start: [f64; 2],
    eta: f64,
    beta: f64,
    steps: usize,
) -> Result<Vec<[f64; 2]>, Error> {
    check_point("start", start)?;
    check_step_size(eta)?;
    check_momentum(beta)?;
    check_steps(steps)?;
    let states = std::iter::successors(Some([start, [0.0; 2]]), |&state| {
        Some(momentum_step(state, eta, beta))
    });
    Ok(states.take(steps + 1).map(|[x, _]| x).collect())
}
// ANCHOR_END: momentum_descent

// ANCHOR: spectral_radius
/// The factor by which a coordinate of curvature λ shrinks per step in the
/// long run: the larger modulus of the two roots of r² − (1 + β − ηλ) r + β.
///
/// The polynomial is that of the matrix that takes (v, x) to the next step;
/// its roots multiply to β, so that complex ones have modulus √β.
pub fn spectral_radius(eta: f64, beta: f64, lambda: f64) -> f64 {
    let trace = 1.0 + beta - eta * lambda;
    let discriminant = trace * trace - 4.0 * beta;
    if discriminant < 0.0 {
        beta.sqrt()
    } else {
        (trace.abs() + discriminant.sqrt()) / 2.0
    }
}
// ANCHOR_END: spectral_radius

// ANCHOR: arrival
/// The step from which momentum stays within 10⁻³ of the minimum.
pub fn arrival(start: [f64; 2], eta: f64, beta: f64) -> Settling {
    let radii = CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda));
    let states = std::iter::successors(Some([start, [0.0; 2]]), |&state| {
        Some(momentum_step(state, eta, beta))
    });
    settling(states.map(|[x, _]| x), start, radii)
}
// ANCHOR_END: arrival
