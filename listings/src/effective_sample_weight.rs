//! How many gradients are in a step with momentum, and how noisy it is.

// ANCHOR: names
use listings::Error;
use listings::check::check_steps;
use listings::leaky_averages::{effective_size, leaky_sum};
use listings::libm;
use listings::momentum_method::{momentum_limit, spectral_radius};
use listings::noise::{
    feedback_variance, path_distance, path_noise, signal_gain, standard_error,
};
use listings::seeded::Seeded;
// ANCHOR_END: names

// ANCHOR: growth
/// How many gradients long the velocity is after `steps` equal ones.
pub fn growth(beta: f64, steps: usize) -> f64 {
    (1.0 - libm::pow(beta, steps as f64)) / (1.0 - beta)
}

/// What it tends to: the sum of all weights.
pub fn total_weight(beta: f64) -> f64 {
    1.0 / (1.0 - beta)
}

/// The first step at which the velocity on a constant slope has reached the
/// share `share` of its limit, for 0 < `share` < 1.
pub fn steps_to(share: f64, beta: f64) -> usize {
    let steps = libm::log(1.0 - share) / libm::log(beta);
    // Without momentum the first step is already the limit.
    steps.ceil().max(1.0) as usize
}
// ANCHOR_END: growth

// ANCHOR: newest_share
/// The share of all weight that the newest k gradients carry.
pub fn newest_share(beta: f64, k: f64) -> f64 {
    1.0 - libm::pow(beta, k)
}
// ANCHOR_END: newest_share

// ANCHOR: velocity_variance
/// The variance of the velocity after `steps` gradients with uncorrelated
/// noise, in units of the variance σ² of one gradient.
pub fn velocity_variance(beta: f64, steps: usize) -> f64 {
    let squared = beta * beta;
    (1.0 - libm::pow(squared, steps as f64)) / (1.0 - squared)
}
// ANCHOR_END: velocity_variance

// ANCHOR: noisy_velocities
/// The velocities of `streams` streams of `steps` gradients that are nothing
/// but noise of variance 1. An argument that is out of range is an error.
pub fn noisy_velocities(
    seed: u64,
    beta: f64,
    streams: usize,
    steps: usize,
) -> Result<Vec<Vec<f64>>, Error> {
    check_steps(streams.saturating_mul(steps))?;
    let mut random = Seeded::new(seed);
    let stream = |_| leaky_sum(&random.gaussians(steps), beta);
    (0..streams).map(stream).collect()
}

/// The variance of a population, estimated from a sample of it.
/// Of fewer than two numbers it is not a number.
pub fn sample_variance(sample: &[f64]) -> f64 {
    let count = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / count;
    let squares = sample.iter().map(|x| (x - mean) * (x - mean));
    squares.sum::<f64>() / (count - 1.0)
}
// ANCHOR_END: noisy_velocities

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (beta, half, high) = (0.9, 0.5, 0.99);
    let (eta_plain, eta_heavy) = (0.4, 0.04);
    let (later, long, streams) = (100, 1000, 200);
    let near = 0.99;
    let percent = |beta| 100.0 * newest_share(beta, total_weight(beta));
    let variance = velocity_variance(beta, long);
    let few = 10;
    let squared = |x: f64| x * x;
    let per_distance =
        |steps| path_noise(beta, steps) / squared(path_distance(beta, steps));
    let [flat, low, mid, steep] = [0.02, 0.1, 0.5, 1.0];
    let [feedback, ..] = feedback_variance(low, beta, 1.0, long);
    let valley = |eta| {
        let [_, heavy, _] =
            feedback_variance(eta * (1.0 - beta), beta, 1.0, long);
        let [_, plain, _] = feedback_variance(eta, 0.0, 1.0, long);
        100.0 * heavy / plain
    };
    let heavy = |eta| spectral_radius(eta * (1.0 - beta), beta, 1.0);
    let plain = |eta| spectral_radius(eta, 0.0, 1.0);
    Ok(vec![
        ("beta", beta),
        ("beta_half", half),
        ("beta_high", high),
        ("beta_95", 0.95),
        ("weight", total_weight(beta)),
        ("weight_half", total_weight(half)),
        ("weight_high", total_weight(high)),
        ("weight_95", total_weight(0.95)),
        ("near_percent", 100.0 * near),
        ("rest", 0.01),
        ("steps", steps_to(near, beta) as f64),
        ("steps_half", steps_to(near, half) as f64),
        ("steps_high", steps_to(near, high) as f64),
        ("mark_percent", 100.0 * (1.0 - libm::exp(-1.0))),
        ("eta_plain", eta_plain),
        ("eta_heavy", eta_heavy),
        ("later", later as f64),
        ("length_plain", eta_plain * growth(0.0, later)),
        ("length_heavy", eta_heavy * growth(beta, later)),
        (
            "limit_grows",
            momentum_limit(high, 1.0) / momentum_limit(0.0, 1.0),
        ),
        ("newest", percent(beta)),
        ("newest_half", percent(half)),
        ("newest_high", percent(high)),
        ("newest_95", percent(0.95)),
        ("older", 100.0 - percent(beta)),
        ("half_life", libm::log(0.5) / libm::log(beta)),
        ("mean_age", beta / (1.0 - beta)),
        ("size", effective_size(beta)),
        ("variance", variance),
        ("noise", variance.sqrt()),
        ("gain", signal_gain(beta)),
        ("streams", streams as f64),
        ("error_percent", 100.0 * standard_error(streams)),
        ("two_errors_percent", 200.0 * standard_error(streams)),
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
        ("feedback", feedback),
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
        ("few", few as f64),
        ("most", 0.9),
        ("most_percent", 90.0),
    ])
}
// ANCHOR_END: values
