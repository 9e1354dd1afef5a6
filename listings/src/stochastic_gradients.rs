//! What is left of the noise of the gradients in the path and in the loss.

// ANCHOR: names
use listings::Error;
use listings::check::{check_momentum, check_step_size};
use listings::ill_conditioned_problem::{CURVATURES, START};
use listings::libm;
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

// ANCHOR: moments_step
/// The variances of v and x and their covariance after one more step on
/// f(x) = ½ λ x², with gradient noise of variance 1.
pub fn moments_step(
    [var_v, var_x, cov]: [f64; 3],
    eta: f64,
    beta: f64,
    lambda: f64,
) -> [f64; 3] {
    // v ← β v + λ x + noise
    let cov_with_new = beta * cov + lambda * var_x;
    let var_v =
        beta * beta * var_v + lambda * (beta * cov + cov_with_new) + 1.0;
    // x ← x − η v
    let var_x = var_x + eta * (eta * var_v - 2.0 * cov_with_new);
    [var_v, var_x, cov_with_new - eta * var_v]
}
// ANCHOR_END: moments_step

// ANCHOR: feedback_variance
/// The variances of v and x and their covariance after `steps` steps from
/// v = x = 0.
pub fn feedback_variance(
    eta: f64,
    beta: f64,
    lambda: f64,
    steps: usize,
) -> [f64; 3] {
    (0..steps).fold([0.0; 3], |m, _| moments_step(m, eta, beta, lambda))
}
// ANCHOR_END: feedback_variance

// ANCHOR: two_parts
/// The two parts of the expected loss after each step, from x = `start` and
/// v = 0 on f(x) = ½ λ x²: that of the mean, and that of gradient noise of
/// variance 1. The steps have the sizes `etas`.
pub fn two_parts(
    start: f64,
    etas: &[f64],
    beta: f64,
    lambda: f64,
) -> Vec<[f64; 2]> {
    let (mut mean, mut v, mut moments) = (start, 0.0, [0.0; 3]);
    let loss = |square: f64| 0.5 * lambda * square;
    let mut parts = vec![[loss(mean * mean), 0.0]];
    for &eta in etas {
        v = beta * v + lambda * mean;
        mean -= eta * v;
        moments = moments_step(moments, eta, beta, lambda);
        parts.push([loss(mean * mean), loss(moments[1])]);
    }
    parts
}

/// The first step from which on the part of the noise, of standard deviation
/// `sigma`, is at least that of the mean.
pub fn fine_tuning_from(parts: &[[f64; 2]], sigma: f64) -> usize {
    let transient = |[mean, noise]: &[f64; 2]| *mean > sigma * sigma * noise;
    parts.iter().rposition(transient).map_or(0, |last| last + 1)
}
// ANCHOR_END: two_parts

// ANCHOR: best_expected
/// The two parts of the expected loss after `steps` steps in the valley of the
/// book from (−5, −2), for each of the 41 step sizes from 0.001 to 0.46 with
/// each of these momenta.
pub fn expected_losses(betas: &[f64], steps: usize) -> Vec<[f64; 2]> {
    let mut losses = Vec::new();
    for i in 0..=40 {
        let etas = vec![libm::pow(10.0, f64::from(i) / 15.0 - 3.0); steps];
        for &beta in betas {
            let mut sum = [0.0; 2];
            for (start, lambda) in START.into_iter().zip(CURVATURES) {
                let [mean, noise] =
                    two_parts(start, &etas, beta, lambda)[steps];
                sum = [sum[0] + mean, sum[1] + noise];
            }
            losses.push(sum);
        }
    }
    losses
}

/// The least of these expected losses under noise of standard deviation
/// `sigma`.
pub fn least(losses: &[[f64; 2]], sigma: f64) -> f64 {
    let whole = losses
        .iter()
        .map(|[mean, noise]| mean + sigma * sigma * noise);
    whole.fold(f64::INFINITY, f64::min)
}

/// The momenta that are tried: 0, 0.05, …, 0.95.
pub fn momenta() -> [f64; 20] {
    std::array::from_fn(|i| i as f64 / 20.0)
}
// ANCHOR_END: best_expected

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (beta, few, later, long) = (0.9, 10, 100, 1000);
    let per_distance = |steps| {
        let far = path_distance(beta, steps);
        path_noise(beta, steps) / (far * far)
    };
    // The variance of the point once it has settled, where λ = σ = 1.
    let settled = |eta, beta| feedback_variance(eta, beta, 1.0, 3000)[1];
    let eta: f64 = 0.01;
    let left = |eta: f64| {
        100.0 * settled(eta * (1.0 - beta), beta) / settled(eta, 0.0)
    };
    let [flat, steep] = [0.02, 1.0];
    // Two hundred steps from 4, with a drop to a tenth.
    let parts = |etas: &[f64]| two_parts(4.0, etas, beta, 1.0);
    let loss = |etas: &[f64]| parts(etas)[200].iter().sum::<f64>();
    let mut etas = [eta; 200];
    let fine = fine_tuning_from(&parts(&etas), 1.0);
    let constant = loss(&etas);
    etas[fine..].fill(0.1 * eta);
    let steps = 50;
    let (plain, heavy) = (
        expected_losses(&[0.0], steps),
        expected_losses(&momenta(), steps),
    );
    let gain = |sigma| least(&plain, sigma) / least(&heavy, sigma);
    let mut values = vec![
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
        ("eta_small", eta),
        ("flat", flat),
        ("steep", steep),
        ("left_flat", left(flat)),
        ("left_steep", left(steep)),
        ("edge", 1.0 - beta.sqrt()),
        ("edge_high", 1.0 + beta.sqrt()),
        ("fine", fine as f64),
        ("steps_run", 200.0),
        ("loss_constant", constant),
        ("loss_small", loss(&[0.1 * eta; 200])),
        ("loss_dropped", loss(&etas)),
        ("batch", 10.0),
        ("batch_one", settled(eta, beta)),
        ("batch_ten", settled(10.0 * eta, beta) / 10.0),
        ("steps", steps as f64),
        ("sigma_low", 0.01),
        ("sigma_high", 10.0),
        ("gain_low", gain(0.01)),
        ("gain_one", gain(1.0)),
        ("gain_high", gain(10.0)),
    ];
    let momenta = [0.0, 0.5, 0.9, 0.99];
    for (beta, [told, same_eta, same_speed]) in momenta.into_iter().zip([
        ["beta_0", "same_eta_0", "same_speed_0"],
        ["beta_1", "same_eta_1", "same_speed_1"],
        ["beta_2", "same_eta_2", "same_speed_2"],
        ["beta_3", "same_eta_3", "same_speed_3"],
    ]) {
        values.push((told, beta));
        values.push((same_eta, settled(eta, beta)));
        values.push((same_speed, settled(eta * (1.0 - beta), beta)));
    }
    Ok(values)
}
// ANCHOR_END: values
