//! Nesterov's method: the gradient where momentum is about to carry the point.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_momentum, check_point, check_positive, check_run, check_step_size,
};
use listings::curvature::best_rate;
use listings::ill_conditioned_problem::{
    CURVATURES, START, best_step, gradient, objective,
};
use listings::momentum_method::{momentum_limit, momentum_step};
use listings::ndarray::Array1;
use listings::optimal_parameters::best_pair;
// ANCHOR_END: names

// ANCHOR: nesterov_step
/// One step of Nesterov's method: as with momentum, but the gradient is that
/// of the look-ahead point y. Takes and returns x and v.
pub fn nesterov_step(
    (x, v): (Array1<f64>, Array1<f64>),
    eta: f64,
    beta: f64,
) -> (Array1<f64>, Array1<f64>) {
    let y = &x - eta * beta * &v;
    let v = beta * v + gradient(&y);
    (x - eta * &v, v)
}
// ANCHOR_END: nesterov_step

// ANCHOR: library_step
/// The same step as libraries take it: they keep the look-ahead point instead
/// of x. Takes and returns y and v.
pub fn library_step(
    (y, v): (Array1<f64>, Array1<f64>),
    eta: f64,
    beta: f64,
) -> (Array1<f64>, Array1<f64>) {
    let g = gradient(&y);
    let v = beta * v + &g;
    (y - eta * (g + beta * &v), v)
}
// ANCHOR_END: library_step

// ANCHOR: from_rest
/// One step of a method with momentum, from a point and a velocity to the next.
pub type Step =
    fn((Array1<f64>, Array1<f64>), f64, f64) -> (Array1<f64>, Array1<f64>);

/// The points that a method visits from rest, the start first.
/// An argument that is out of range is an error.
pub fn from_rest(
    step: Step,
    start: impl IntoIterator<Item = f64>,
    [eta, beta]: [f64; 2],
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_run(eta, beta, steps)?;
    let mut state = (check_point("start", start, 2)?, Array1::zeros(2));
    let mut path = vec![state.0.clone()];
    for _ in 0..steps {
        state = step(state, eta, beta);
        path.push(state.0.clone());
    }
    Ok(path)
}
// ANCHOR_END: from_rest

// ANCHOR: nesterov_roots
/// The two roots of a coordinate of curvature λ under Nesterov's method, each
/// as [real, imaginary] part; the first belongs to the plus sign before the
/// square root.
pub fn nesterov_roots(eta: f64, beta: f64, lambda: f64) -> [[f64; 2]; 2] {
    let left = 1.0 - eta * lambda;
    let sum = (1.0 + beta) * left;
    let discriminant = sum * sum - 4.0 * beta * left;
    let width = discriminant.abs().sqrt();
    if discriminant < 0.0 {
        [[sum / 2.0, width / 2.0], [sum / 2.0, -width / 2.0]]
    } else {
        [[(sum + width) / 2.0, 0.0], [(sum - width) / 2.0, 0.0]]
    }
}

/// The larger modulus of the two.
pub fn nesterov_radius(eta: f64, beta: f64, lambda: f64) -> f64 {
    let moduli = nesterov_roots(eta, beta, lambda)
        .map(|[re, im]| (re * re + im * im).sqrt());
    moduli[0].max(moduli[1])
}

/// The step size below which Nesterov's method converges from every start, if
/// the largest curvature is λ.
pub fn nesterov_limit(beta: f64, lambda_max: f64) -> f64 {
    (2.0 + 2.0 * beta) / (1.0 + 2.0 * beta) / lambda_max
}
// ANCHOR_END: nesterov_roots

// ANCHOR: nesterov_pair
/// The usual step size and momentum [η, β] of Nesterov's method.
pub fn nesterov_pair([lambda_1, lambda_n]: [f64; 2]) -> [f64; 2] {
    let root = (lambda_n / lambda_1).sqrt();
    [1.0 / lambda_n, (root - 1.0) / (root + 1.0)]
}

/// The step size and the momentum [η, β] at which the flat and the steep
/// coordinate have the same radius.
pub fn better_pair([lambda_1, lambda_n]: [f64; 2]) -> [f64; 2] {
    let root = (3.0 * lambda_n / lambda_1 + 1.0).sqrt();
    [
        4.0 / (3.0 * lambda_n + lambda_1),
        (root - 2.0) / (root + 2.0),
    ]
}
// ANCHOR_END: nesterov_pair

// ANCHOR: steps_to
/// One step of one coordinate that takes the slope at the share s of the way
/// ahead: s = 0 is the heavy ball, s = 1 Nesterov's method.
pub fn coordinate_step(
    (x, v): (f64, f64),
    [eta, beta, s]: [f64; 3],
    slope: impl Fn(f64) -> f64,
) -> (f64, f64) {
    let v = beta * v + slope(x - s * eta * beta * v);
    (x - eta * v, v)
}

/// The first step at which ‖x‖ ≤ tolerance ‖x₀‖, from rest at x₀ = (1, 1) in
/// the valley of these curvatures; none within a million steps.
pub fn steps_to(
    tolerance: f64,
    [eta, beta, s]: [f64; 3],
    curvatures: [f64; 2],
) -> Result<Option<usize>, Error> {
    check_positive("tolerance", tolerance)?;
    check_step_size(eta)?;
    check_momentum(beta)?;
    let mut states = [(1.0, 0.0); 2];
    let near = |[(x_1, _), (x_2, _)]: [(f64, f64); 2]| {
        x_1 * x_1 + x_2 * x_2 <= 2.0 * tolerance * tolerance
    };
    for step in 0..=listings::check::MOST_STEPS {
        if near(states) {
            return Ok(Some(step));
        }
        for (state, lambda) in states.iter_mut().zip(curvatures) {
            *state = coordinate_step(*state, [eta, beta, s], |x| lambda * x);
        }
    }
    Ok(None)
}
// ANCHOR_END: steps_to

// ANCHOR: contest
/// [η, β, s] of gradient descent at its best step size, of the heavy ball at
/// its best pair and of Nesterov's method at its usual pair.
pub fn contest(curvatures: [f64; 2]) -> [[f64; 3]; 3] {
    let [heavy_eta, heavy_beta] = best_pair(curvatures);
    let [eta, beta] = nesterov_pair(curvatures);
    [
        [best_step(curvatures), 0.0, 0.0],
        [heavy_eta, heavy_beta, 0.0],
        [eta, beta, 1.0],
    ]
}

/// The rates of the three, in the same order.
pub fn contest_rates(kappa: f64) -> Result<[f64; 3], Error> {
    let root = kappa.sqrt();
    Ok([best_rate(kappa)?, best_rate(root)?, 1.0 - 1.0 / root])
}
// ANCHOR_END: contest

// ANCHOR: bent_run
/// The slope of a function of one number with the minimum 0, whose curvature
/// is 1 between 1 and 2, and 25 elsewhere (Lessard, Recht and Packard, 2016).
pub fn bent_slope(x: f64) -> f64 {
    if x < 1.0 {
        25.0 * x
    } else if x < 2.0 {
        x + 24.0
    } else {
        25.0 * x - 24.0
    }
}

/// The points x₀, x₁, … on this function, from rest; T = `steps`.
pub fn bent_run(
    start: f64,
    parameters: [f64; 3],
    steps: usize,
) -> Result<Vec<f64>, Error> {
    check_point("start", [start], 1)?;
    check_run(parameters[0], parameters[1], steps)?;
    let mut state = (start, 0.0);
    let mut path = vec![start];
    for _ in 0..steps {
        state = coordinate_step(state, parameters, bent_slope);
        path.push(state.0);
    }
    Ok(path)
}
// ANCHOR_END: bent_run

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (eta, beta, steps) = (0.3, 0.8, 20);
    let (eta_large, beta_large) = (0.6, 0.5);
    let pair = [eta, beta];
    let losses = |step: Step, pair| -> Result<Vec<f64>, Error> {
        let path = from_rest(step, START, pair, steps)?;
        Ok(path.iter().map(objective).collect())
    };
    let plain = losses(momentum_step, [eta, 0.0])?;
    let heavy = losses(momentum_step, pair)?;
    let own = losses(nesterov_step, pair)?;
    let ahead = losses(library_step, pair)?;
    let steep = CURVATURES[1];
    let mut values = vec![
        ("eta", eta),
        ("beta", beta),
        ("steps", steps as f64),
        ("plain_loss", plain[steps]),
        ("heavy_loss", heavy[steps]),
        ("loss", own[steps]),
        ("start_loss", own[0]),
        ("first_loss", own[1]),
        ("first_ahead_loss", ahead[1]),
        ("ahead_loss", ahead[steps]),
        ("eta_large", eta_large),
        ("beta_large", beta_large),
        ("eta_lambda", eta_large * steep),
        ("limit", nesterov_limit(beta_large, 1.0)),
        ("plain_limit", momentum_limit(0.0, 1.0)),
        ("heavy_limit", momentum_limit(beta_large, 1.0)),
    ];
    // Steps to ‖x‖ ≤ 10⁻⁶ ‖x₀‖ with curvatures 1 and κ.
    let counts = [
        (10.0, ["kappa_10", "plain_10", "heavy_10", "steps_10"]),
        (100.0, ["kappa_100", "plain_100", "heavy_100", "steps_100"]),
        (
            1000.0,
            ["kappa_1000", "plain_1000", "heavy_1000", "steps_1000"],
        ),
    ];
    let mut rows = Vec::new();
    for (kappa, names) in counts {
        let mut row = vec![kappa];
        for method in contest([1.0, kappa]) {
            let needed = steps_to(1e-6, method, [1.0, kappa])?;
            row.push(needed.map_or(f64::INFINITY, |steps| steps as f64));
        }
        values.extend(names.into_iter().zip(row.clone()));
        rows.push(row);
    }
    let growth = |i: usize| rows[2][i] / rows[0][i];
    values.extend([("plain_growth", growth(1)), ("growth", growth(3))]);
    // Beyond quadratics.
    let (bent_start, bent_steps) = (3.3, 1000);
    let bent = [1.0, 25.0];
    let [_, heavy, own] = contest(bent);
    let heavy = bent_run(bent_start, heavy, bent_steps)?;
    let own = bent_run(bent_start, own, bent_steps)?;
    let arrival = own.iter().rposition(|x| x.abs() > 1e-6);
    values.extend([
        ("bent_flat", bent[0]),
        ("bent_steep", bent[1]),
        ("bent_start", bent_start),
        ("bent_steps", bent_steps as f64),
        ("cycle_0", heavy[bent_steps - 2]),
        ("cycle_1", heavy[bent_steps - 1]),
        ("cycle_2", heavy[bent_steps]),
        (
            "bent_arrival",
            arrival.map_or(0.0, |step| step as f64 + 1.0),
        ),
    ]);
    Ok(values)
}
// ANCHOR_END: values
