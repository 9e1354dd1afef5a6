//! Sums and averages of gradients that forget the old ones little by little.

// ANCHOR: names
use listings::Error;
use listings::check::check_momentum;
use listings::libm;
use listings::seeded::Seeded;
// ANCHOR_END: names

// ANCHOR: mean_gradient
/// The data aᵢ of the eight examples.
pub const DATA: [f64; 8] = [2.0, -1.0, 0.5, 2.5, -2.5, 1.5, 1.0, 4.0];

/// The mean of the losses ½(x − aᵢ)² of these examples.
pub fn mean_loss(x: f64, data: &[f64]) -> f64 {
    let losses = data.iter().map(|a| 0.5 * (x - a) * (x - a));
    losses.sum::<f64>() / data.len() as f64
}

/// Its gradient, the mean of the differences x − aᵢ.
pub fn mean_gradient(x: f64, data: &[f64]) -> f64 {
    let gradients = data.iter().map(|a| x - a);
    gradients.sum::<f64>() / data.len() as f64
}
// ANCHOR_END: mean_gradient

// ANCHOR: leaky_sum
/// The leaky sums v₀, v₁, …, v_T of the gradients g₁, …, g_T.
/// A β outside of [0, 1) is an error.
pub fn leaky_sum(gradients: &[f64], beta: f64) -> Result<Vec<f64>, Error> {
    check_momentum(beta)?;
    let mut v = 0.0;
    let mut sums = vec![v];
    for g in gradients {
        v = beta * v + g;
        sums.push(v);
    }
    Ok(sums)
}
// ANCHOR_END: leaky_sum

// ANCHOR: leaky_average
/// The leaky averages m₀, m₁, …, m_T of the gradients g₁, …, g_T.
/// A β outside of [0, 1) is an error.
pub fn leaky_average(gradients: &[f64], beta: f64) -> Result<Vec<f64>, Error> {
    check_momentum(beta)?;
    let mut m = 0.0;
    let mut averages = vec![m];
    for g in gradients {
        m = beta * m + (1.0 - beta) * g;
        averages.push(m);
    }
    Ok(averages)
}
// ANCHOR_END: leaky_average

// ANCHOR: corrected_average
/// The leaky averages divided by their total weight. The first number is 0:
/// before the first gradient there is nothing to divide.
pub fn corrected_average(
    gradients: &[f64],
    beta: f64,
) -> Result<Vec<f64>, Error> {
    let mut averages = leaky_average(gradients, beta)?;
    let mut power = 1.0;
    for m in averages.iter_mut().skip(1) {
        power *= beta;
        *m /= 1.0 - power;
    }
    Ok(averages)
}
// ANCHOR_END: corrected_average

// ANCHOR: half_life
/// The age, in steps, at which the weight βᵃᵍᵉ is ½; 0 for β = 0, its limit.
pub fn half_life(beta: f64) -> f64 {
    libm::log(0.5) / libm::log(beta)
}

/// The mean age, in steps, of a gradient in the sum after many steps.
pub fn mean_age(beta: f64) -> f64 {
    beta / (1.0 - beta)
}

/// How many gradients of equal weight average out noise as well, after many
/// steps.
pub fn effective_size(beta: f64) -> f64 {
    (1.0 + beta) / (1.0 - beta)
}
// ANCHOR_END: half_life

// ANCHOR: stream
/// The true gradient at step t: level, rising, level, then suddenly lower.
pub fn true_gradient(t: usize) -> f64 {
    match t {
        0..=20 => 1.0,
        21..=60 => 1.0 + 0.05 * (t as f64 - 20.0),
        61..=80 => 3.0,
        _ => 2.0,
    }
}

/// The gradients g₁, …, g₁₀₀: the true ones and noise of standard deviation σ.
pub fn stream(sigma: f64) -> Vec<f64> {
    let noise = (1..).zip(Seeded::new(7).gaussians(100));
    noise.map(|(t, z)| true_gradient(t) + sigma * z).collect()
}

/// The root of the mean square of `gradients` minus the true ones.
pub fn rms_error(gradients: &[f64]) -> f64 {
    let differences = (1..).zip(gradients).map(|(t, g)| g - true_gradient(t));
    let squares: f64 = differences.map(|d| d * d).sum();
    (squares / gradients.len() as f64).sqrt()
}
// ANCHOR_END: stream

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (beta, sigma, x, ten, fifty) = (0.9, 0.5, 0.0, 10, 50);
    let guides = [0.95, 0.9, 0.6, 0.0];
    let sum = leaky_sum(&[1.0; 50], beta)?;
    let average = leaky_average(&[1.0; 10], beta)?;
    let left = leaky_sum(&[&[1.0][..], &[0.0; 10]].concat(), beta)?;
    let slow = (1.0 - guides[0]) / (1.0 - beta);
    let crossing = (libm::log(slow) / libm::log(beta / guides[0])).ceil();
    let clear = corrected_average(&stream(0.0), beta)?;
    let (end, slope) = (60, true_gradient(60) - true_gradient(59));
    let uncorrected = leaky_average(&stream(sigma), beta)?;
    let batches: Vec<f64> = DATA
        .chunks(2)
        .map(|batch| mean_gradient(x, batch))
        .collect();
    let mut values = vec![
        ("beta", beta),
        ("sigma", sigma),
        ("sigma_large", 0.8),
        ("x", x),
        ("gradient", mean_gradient(x, &DATA)),
        ("mean", -mean_gradient(0.0, &DATA)),
        ("batch_mean", batches.iter().sum::<f64>() / 4.0),
        ("ten", ten as f64),
        ("oldest", 20.0),
        ("fifty", fifty as f64),
        ("left", left[1 + ten]),
        ("sum_10", sum[ten]),
        ("sum_50", sum[fifty]),
        ("before_crossing", crossing - 1.0),
        ("crossing", crossing),
        ("start_percent", 100.0 * average[1]),
        ("ten_percent", 100.0 * average[ten]),
        ("stream_length", stream(sigma).len() as f64),
        ("ramp_end", end as f64),
        ("lag", (true_gradient(end) - clear[end]) / slope),
        ("beta_70", 0.7),
        ("error_uncorrected", rms_error(&uncorrected[1..])),
        ("steady", 20.0),
        ("close", 0.0005),
        ("decimals", 5.0),
        ("near_percent", 99.0),
        ("near", 0.99),
    ];
    let names = ["batch_1", "batch_2", "batch_3", "batch_4"];
    values.extend(names.into_iter().zip(batches));
    let names = ["guide_1", "guide_2", "guide_3", "guide_4"];
    values.extend(names.into_iter().zip(guides));
    for (whole, start, beta) in [
        ("error_0", "steady_0", 0.0),
        ("error_70", "steady_70", 0.7),
        ("error_90", "steady_90", 0.9),
    ] {
        let average = corrected_average(&stream(sigma), beta)?;
        values.push((whole, rms_error(&average[1..])));
        values.push((start, rms_error(&average[1..=20])));
    }
    for (beta, total, half, age, size) in [
        (0.5, "total_50", "half_life_50", "mean_age_50", "size_50"),
        (0.9, "total_90", "half_life_90", "mean_age_90", "size_90"),
        (0.99, "total_99", "half_life_99", "mean_age_99", "size_99"),
    ] {
        // Weights are added until the last ones no longer count.
        let sum = leaky_sum(&[1.0; 10_000], beta)?;
        values.push((total, sum[10_000]));
        values.push((half, half_life(beta)));
        values.push((age, mean_age(beta)));
        values.push((size, effective_size(beta)));
    }
    values.extend([("beta_50", 0.5), ("beta_99", 0.99)]);
    Ok(values)
}
// ANCHOR_END: values
