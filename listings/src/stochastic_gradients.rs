//! Whether the noise of the gradients goes away along a path.

// ANCHOR: names
use listings::Error;
use listings::check::{check_momentum, check_step_size};
use listings::libm;
use listings::momentum_method::spectral_radius;
// ANCHOR_END: names

// ANCHOR: noisy_descent
/// The points x₀, x₁, … of momentum on f(x) = ½ λ x² from rest, whose gradients
/// have these errors. An argument that is out of range is an error.
pub fn noisy_descent(
    start: f64,
    eta: f64,
    beta: f64,
    lambda: f64,
    errors: &[f64],
) -> Result<Vec<f64>, Error> {
    check_step_size(eta)?;
    check_momentum(beta)?;
    let (mut x, mut v) = (start, 0.0);
    let mut path = vec![x];
    for error in errors {
        v = beta * v + lambda * x + error;
        x -= eta * v;
        path.push(x);
    }
    Ok(path)
}
// ANCHOR_END: noisy_descent

// ANCHOR: path_noise
/// The variance of the point after `steps` steps with momentum, in units of
/// its variance without momentum at the same long-run speed; `steps` ≥ 1.
pub fn path_noise(beta: f64, steps: usize) -> f64 {
    let counted = (1..=steps).map(|age| 1.0 - libm::pow(beta, age as f64));
    counted.map(|share| share * share).sum::<f64>() / steps as f64
}

/// How far the mean point gets in `steps` steps down a constant slope, as a
/// share of the way without momentum at the same long-run speed; `steps` ≥ 1.
pub fn path_distance(beta: f64, steps: usize) -> f64 {
    let counted = (1..=steps).map(|age| 1.0 - libm::pow(beta, age as f64));
    counted.sum::<f64>() / steps as f64
}
// ANCHOR_END: path_noise

// ANCHOR: feedback_variance
/// The variances of v and x and their covariance after `steps` steps on
/// f(x) = ½ λ x² from v = x = 0, with gradient noise of variance 1.
pub fn feedback_variance(
    eta: f64,
    beta: f64,
    lambda: f64,
    steps: usize,
) -> [f64; 3] {
    let [mut var_v, mut var_x, mut cov] = [0.0; 3];
    for _ in 0..steps {
        // v ← β v + λ x + noise
        let cov_with_new = beta * cov + lambda * var_x;
        var_v =
            beta * beta * var_v + lambda * (beta * cov + cov_with_new) + 1.0;
        // x ← x − η v
        var_x += eta * (eta * var_v - 2.0 * cov_with_new);
        cov = cov_with_new - eta * var_v;
    }
    [var_v, var_x, cov]
}
// ANCHOR_END: feedback_variance

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (beta, few, later, long) = (0.9, 10, 100, 1000);
    let [flat, low, mid, steep] = [0.02, 0.1, 0.5, 1.0];
    let per_distance = |steps| {
        let far = path_distance(beta, steps);
        path_noise(beta, steps) / (far * far)
    };
    let valley = |eta: f64| {
        let heavy = feedback_variance(eta * (1.0 - beta), beta, 1.0, long);
        let plain = feedback_variance(eta, 0.0, 1.0, long);
        100.0 * heavy[1] / plain[1]
    };
    let heavy = |eta| spectral_radius(eta * (1.0 - beta), beta, 1.0);
    let plain = |eta| spectral_radius(eta, 0.0, 1.0);
    Ok(vec![
        ("beta", beta),
        ("eta", 0.1),
        ("lambda", 1.0),
        ("sigma", 1.0),
        ("start", 4.0),
        ("few", few as f64),
        ("later", later as f64),
        ("long", long as f64),
        ("path_percent", 100.0 * path_noise(beta, later)),
        ("path_percent_long", 100.0 * path_noise(beta, long)),
        ("distance_percent", 100.0 * path_distance(beta, later)),
        ("per_distance", per_distance(later)),
        ("per_distance_early", per_distance(few)),
        ("eta_lambda_flat", flat),
        ("eta_lambda", low),
        ("eta_lambda_mid", mid),
        ("eta_lambda_high", steep),
        ("feedback", feedback_variance(low, beta, 1.0, long)[0]),
        ("free", feedback_variance(0.0, beta, 1.0, long)[0]),
        ("valley_flat", valley(flat)),
        ("valley_low", valley(low)),
        ("valley_mid", valley(mid)),
        ("valley_high", valley(steep)),
        ("heavy_flat", heavy(flat)),
        ("heavy_low", heavy(low)),
        ("heavy_mid", heavy(mid)),
        ("heavy_high", heavy(steep)),
        ("plain_flat", plain(flat)),
        ("plain_low", plain(low)),
        ("plain_mid", plain(mid)),
        ("plain_high", plain(steep)),
    ])
}
// ANCHOR_END: values
