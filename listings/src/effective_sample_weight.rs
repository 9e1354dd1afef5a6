//! How many gradients are in a step with momentum, and how noisy it is.

// ANCHOR: names
use listings::Error;
use listings::check::check_steps;
use listings::leaky_averages::{effective_size, half_life, leaky_sum};
use listings::libm;
use listings::momentum_method::momentum_limit;
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

/// The standard error of a variance that is estimated from `count`
/// independent Gaussian numbers, as a share of the variance.
pub fn standard_error(count: usize) -> f64 {
    (2.0 / (count as f64 - 1.0)).sqrt()
}

/// How many times as large as for one gradient the ratio of mean to standard
/// deviation is for the velocity, after many steps.
pub fn signal_gain(beta: f64) -> f64 {
    total_weight(beta) * (1.0 - beta * beta).sqrt()
}

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
    let (eta_plain, eta_heavy, later, streams) = (0.4, 0.04, 100, 200);
    let near = 0.99;
    let newest = 100.0 * newest_share(beta, total_weight(beta));
    let variance = velocity_variance(beta, 1000);
    let error = listings::effective_sample_weight::standard_error(streams);
    let limits = [high, 0.0].map(|beta| momentum_limit(beta, 1.0));
    Ok(vec![
        ("beta", beta),
        ("beta_half", half),
        ("beta_high", high),
        ("weight", total_weight(beta)),
        ("weight_half", total_weight(half)),
        ("weight_high", total_weight(high)),
        ("near_percent", 100.0 * near),
        ("steps", steps_to(near, beta) as f64),
        ("steps_half", steps_to(near, half) as f64),
        ("steps_high", steps_to(near, high) as f64),
        ("mark_percent", 100.0 * (1.0 - libm::exp(-1.0))),
        ("eta_plain", eta_plain),
        ("eta_heavy", eta_heavy),
        ("later", later as f64),
        ("length_plain", eta_plain * growth(0.0, later)),
        ("limit_grows", limits[0] / limits[1]),
        ("newest", newest),
        ("older", 100.0 - newest),
        ("half_life", half_life(beta)),
        ("size", effective_size(beta)),
        ("variance", variance),
        ("noise", variance.sqrt()),
        ("gain", listings::effective_sample_weight::signal_gain(beta)),
        ("streams", streams as f64),
        ("two_errors_percent", 200.0 * error),
        ("few", 10.0),
        ("most", 0.9),
        ("most_percent", 90.0),
    ])
}
// ANCHOR_END: values
