//! Sums and averages of gradients that forget the old ones little by little.

// ANCHOR: names
use listings::Error;
use listings::check::check_momentum;
use listings::libm;
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

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (beta, x, ten, fifty) = (0.9, 0.0, 10, 50);
    let guides = [0.95, 0.9, 0.6, 0.0];
    let sum = leaky_sum(&[1.0; 50], beta)?;
    let left = leaky_sum(&[&[1.0][..], &[0.0; 10]].concat(), beta)?;
    let slow = (1.0 - guides[0]) / (1.0 - beta);
    let crossing = (libm::log(slow) / libm::log(beta / guides[0])).ceil();
    let batches: Vec<f64> = DATA
        .chunks(2)
        .map(|batch| mean_gradient(x, batch))
        .collect();
    let mut values = vec![
        ("beta", beta),
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
        ("close", 0.0005),
        ("decimals", 5.0),
        ("near_percent", 99.0),
        ("near", 0.99),
    ];
    let names = ["batch_1", "batch_2", "batch_3", "batch_4"];
    values.extend(names.into_iter().zip(batches));
    let names = [
        "data_1", "data_2", "data_3", "data_4", "data_5", "data_6", "data_7",
        "data_8",
    ];
    values.extend(names.into_iter().zip(DATA));
    let names = ["guide_1", "guide_2", "guide_3", "guide_4"];
    values.extend(names.into_iter().zip(guides));
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
