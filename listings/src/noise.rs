//! How noisy a point and a velocity are, exactly.

/// The standard error of a variance that is estimated from `count`
/// independent Gaussian numbers, as a share of the variance.
pub fn standard_error(count: usize) -> f64 {
    (2.0 / (count as f64 - 1.0)).sqrt()
}

/// How many times as large as for one gradient the ratio of mean to standard
/// deviation is for the velocity, after many steps.
pub fn signal_gain(beta: f64) -> f64 {
    let deviation = 1.0 / (1.0 - beta * beta).sqrt();
    1.0 / (1.0 - beta) / deviation
}

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
