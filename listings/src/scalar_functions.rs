//! Momentum on a function of one number, f(x) = ½ λ x².

// ANCHOR: names
use listings::Error;
use listings::check::check_run;
use listings::libm;
use listings::momentum_method::spectral_radius;
use listings::ndarray::{Array1, Array2, array};
// ANCHOR_END: names

// ANCHOR: step_matrix
/// The matrix R that takes v and x of a coordinate of curvature λ one step on.
pub fn step_matrix(eta: f64, beta: f64, lambda: f64) -> Array2<f64> {
    array![[beta, lambda], [-eta * beta, 1.0 - eta * lambda]]
}

/// The pairs (v₀, x₀), (v₁, x₁), … from rest at x₀ = `start`, T = `steps`.
/// An argument that is out of range is an error.
pub fn scalar_run(
    start: f64,
    [eta, beta, lambda]: [f64; 3],
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_run(eta, beta, steps)?;
    let r = step_matrix(eta, beta, lambda);
    let mut state = array![0.0, start];
    let mut run = vec![state.clone()];
    for _ in 0..steps {
        state = r.dot(&state);
        run.push(state.clone());
    }
    Ok(run)
}
// ANCHOR_END: step_matrix

// ANCHOR: roots
/// The eigenvalues of R, each as [real, imaginary] part; the first belongs to
/// the plus sign before the square root.
pub fn roots(eta: f64, beta: f64, lambda: f64) -> [[f64; 2]; 2] {
    let sum = 1.0 + beta - eta * lambda;
    let discriminant = sum * sum - 4.0 * beta;
    let width = discriminant.abs().sqrt();
    if discriminant < 0.0 {
        [[sum / 2.0, width / 2.0], [sum / 2.0, -width / 2.0]]
    } else {
        [[(sum + width) / 2.0, 0.0], [(sum - width) / 2.0, 0.0]]
    }
}
// ANCHOR_END: roots

// ANCHOR: ringing_from
/// The momentum above which a coordinate of curvature λ rings.
pub fn ringing_from(eta: f64, lambda: f64) -> f64 {
    let distance = 1.0 - (eta * lambda).sqrt();
    distance * distance
}
// ANCHOR_END: ringing_from

// ANCHOR: regime
/// What a coordinate does from the first step on, in words.
pub fn regime(eta_lambda: f64, beta: f64) -> &'static str {
    let [[high, turning], [low, _]] = roots(eta_lambda, beta, 1.0);
    if spectral_radius(eta_lambda, beta, 1.0) >= 1.0 {
        "does not shrink"
    } else if turning > 0.0 {
        "rings"
    } else if high + low > 0.0 {
        "keeps its sign"
    } else {
        "alternates"
    }
}
// ANCHOR_END: regime

// ANCHOR: closed_form
/// The coordinate after t steps from rest at `start`, from the roots alone.
pub fn closed_form(start: f64, [eta, beta, lambda]: [f64; 3], t: usize) -> f64 {
    let [[r_1, turning], [r_2, _]] = roots(eta, beta, lambda);
    // (r₁ⁿ − r₂ⁿ)/(r₁ − r₂); for roots this near to each other the limit.
    let quotient = |n: f64| {
        if n == 0.0 {
            0.0
        } else if turning > 1e-6 {
            let angle = libm::atan2(turning, r_1);
            let modulus = libm::pow(beta, (n - 1.0) / 2.0);
            modulus * libm::sin(n * angle) / libm::sin(angle)
        } else if r_1 - r_2 > 1e-6 {
            (libm::pow(r_1, n) - libm::pow(r_2, n)) / (r_1 - r_2)
        } else {
            n * libm::pow((r_1 + r_2) / 2.0, n - 1.0)
        }
    };
    (quotient(t as f64 + 1.0) - beta * quotient(t as f64)) * start
}
// ANCHOR_END: closed_form

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (eta, beta, beta_low) = (0.6, 0.5, 0.25);
    let eta_powers = 0.1;
    let [slow, quick, gone, steep] = [0.1, 1.0, 10.0, 19.0];
    let left = |lambda: f64| 1.0 - eta_powers * lambda;
    let [[real, imaginary], _] = roots(eta, beta, 4.0);
    Ok(vec![
        ("eta", eta),
        ("beta", beta),
        ("beta_low", beta_low),
        ("eta_sequence", 1.0),
        ("start_sequence", 1.0),
        ("eta_powers", eta_powers),
        ("lambda_slow", slow),
        ("lambda_quick", quick),
        ("lambda_gone", gone),
        ("lambda_steep", steep),
        ("left_slow", left(slow)),
        ("left_quick", left(quick)),
        ("left_steep", left(steep)),
        ("real", real),
        ("imaginary", imaginary),
        ("radius", spectral_radius(eta, beta, 4.0)),
        ("low_high", roots(eta, beta_low, 4.0)[0][0]),
        ("low_low", roots(eta, beta_low, 4.0)[1][0]),
    ])
}
// ANCHOR_END: values
