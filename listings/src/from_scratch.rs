//! Linear regression with momentum, written out: gradients, updates, epochs,
//! and how much of a run is luck.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_batch, check_momentum, check_positive, check_step_size,
};
use listings::ndarray::{Array1, Array2, ArrayView1, NdFloat, Zip, arr1};
use listings::quadratic_functions::eigen;
use listings::samples::Samples;
use listings::scalar_functions::closed_form;
use listings::seeded::Seeded;
use listings::statistics::{differences, mean_and_error, spread};
// ANCHOR_END: names

// ANCHOR: regression
/// Samples for a linear model: the rows (xᵢ, 1), whose last number carries the
/// bias, and the targets yᵢ.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// The rows: n × (d + 1).
    pub rows: Array2<f64>,
    /// The targets: n.
    pub targets: Array1<f64>,
}

/// The samples with every column moved and scaled to mean 0 and variance 1. A
/// column that does not vary is an error.
pub fn standardized(samples: &Samples) -> Result<Regression, Error> {
    let features = &samples.features;
    let unit = |column: ArrayView1<f64>| {
        let deviation = column.std(0.0);
        check_positive("the standard deviation of a column", deviation)?;
        Ok((&column - column.mean().unwrap_or(0.0)) / deviation)
    };
    let mut rows = Array2::ones((features.nrows(), features.ncols() + 1));
    for (mut to, from) in rows.columns_mut().into_iter().zip(features.columns())
    {
        to.assign(&unit(from)?);
    }
    let targets = unit(samples.targets.view())?;
    Ok(Regression { rows, targets })
}
// ANCHOR_END: regression

// ANCHOR: squared_loss
/// Half the mean squared error of the parameters w over all samples.
pub fn loss(data: &Regression, w: &Array1<f64>) -> f64 {
    let errors = data.rows.dot(w) - &data.targets;
    0.5 * errors.dot(&errors) / errors.len() as f64
}
// ANCHOR_END: squared_loss

// ANCHOR: batch_gradient
/// Writes the gradient of a batch of rows into g: the mean of errorᵢ · xᵢ.
pub fn batch_gradient(
    data: &Regression,
    batch: &[usize],
    w: &Array1<f64>,
    g: &mut Array1<f64>,
) {
    g.fill(0.0);
    for &i in batch {
        let x = data.rows.row(i);
        let error = x.dot(w) - data.targets[i];
        g.scaled_add(error / batch.len() as f64, &x);
    }
}
// ANCHOR_END: batch_gradient

// ANCHOR: momentum_update
/// One step of momentum in place: v ← βv + g, then w ← w − ηv.
pub fn momentum_update<F: NdFloat>(
    w: &mut Array1<F>,
    v: &mut Array1<F>,
    g: &Array1<F>,
    [eta, beta]: [F; 2],
) {
    Zip::from(w).and(v).and(g).for_each(|w, v, g| {
        *v = beta * *v + *g;
        *w -= eta * *v;
    });
}
// ANCHOR_END: momentum_update

// ANCHOR: start
/// Where a run stands.
#[derive(Debug, Clone)]
pub struct State {
    /// The parameters: d weights, then the bias.
    pub w: Array1<f64>,
    /// The velocity: a number for each parameter.
    pub v: Array1<f64>,
    /// The gradient of the last batch.
    pub g: Array1<f64>,
    /// The rows, in the order of the last epoch.
    pub order: Vec<usize>,
    /// The random numbers to come.
    pub random: Seeded,
}

/// A run before its first step: Gaussian weights of this standard deviation,
/// no bias, no velocity.
pub fn start(data: &Regression, deviation: f64, mut random: Seeded) -> State {
    let (n, count) = data.rows.dim();
    let weights = random.gaussians(count - 1).into_iter();
    State {
        w: weights.map(|z| deviation * z).chain([0.0]).collect(),
        v: Array1::zeros(count),
        g: Array1::zeros(count),
        order: (0..n).collect(),
        random,
    }
}
// ANCHOR_END: start

// ANCHOR: train_epoch
/// One epoch: every row once, in a new random order, and a step after each
/// batch. What is left at the end makes a smaller batch.
pub fn train_epoch(
    data: &Regression,
    parameters: [f64; 2],
    batch: usize,
    state: &mut State,
    mut after_step: impl FnMut(&Array1<f64>),
) {
    state.random.shuffle(&mut state.order);
    for batch in state.order.chunks(batch) {
        batch_gradient(data, batch, &state.w, &mut state.g);
        momentum_update(&mut state.w, &mut state.v, &state.g, parameters);
        after_step(&state.w);
    }
}
// ANCHOR_END: train_epoch

// ANCHOR: train
/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of rows in a batch.
    pub batch: usize,
    /// How many times every row is used.
    pub epochs: usize,
    /// Which random numbers: of the first weights, then of the orders.
    pub seed: u64,
}

/// What a run leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The loss over all samples, at the start and after each epoch.
    pub losses: Vec<f64>,
    /// The parameters at the end: d weights, then the bias.
    pub w: Array1<f64>,
}

/// Refuses a setting that is out of range.
fn check(data: &Regression, s: Settings) -> Result<(), Error> {
    check_step_size(s.eta)?;
    check_momentum(s.beta)?;
    check_batch(s.batch, data.rows.nrows())
}

/// Trains from weights near zero; `after_step` is shown the parameters. A
/// setting that is out of range is an error.
pub fn train(
    data: &Regression,
    s: Settings,
    mut after_step: impl FnMut(&Array1<f64>),
) -> Result<Run, Error> {
    check(data, s)?;
    let mut state = start(data, 0.01, Seeded::new(s.seed));
    let mut losses = vec![loss(data, &state.w)];
    for _ in 0..s.epochs {
        let pair = [s.eta, s.beta];
        train_epoch(data, pair, s.batch, &mut state, &mut after_step);
        losses.push(loss(data, &state.w));
    }
    Ok(Run { losses, w: state.w })
}
// ANCHOR_END: train

/// The parameters before the first step of this seed's run: d weights, then
/// the bias, which is 0.
pub fn first_parameters(data: &Regression, seed: u64) -> Array1<f64> {
    start(data, 0.01, Seeded::new(seed)).w
}

/// The order in which each epoch of a run takes the rows. Each order moves
/// the rows of the one before, so they do not depend on the step size.
///
/// # Errors
/// [`Error::OutOfRange`] naming the setting.
pub fn orders(
    data: &Regression,
    settings: Settings,
) -> Result<Vec<Vec<usize>>, Error> {
    check(data, settings)?;
    let mut state = start(data, 0.01, Seeded::new(settings.seed));
    let next = |_| {
        state.random.shuffle(&mut state.order);
        state.order.clone()
    };
    Ok((0..settings.epochs).map(next).collect())
}

/// The parameters after each step of a run.
///
/// # Errors
/// [`Error::OutOfRange`] naming the setting.
pub fn trained_path(
    data: &Regression,
    settings: Settings,
) -> Result<Vec<Array1<f64>>, Error> {
    let mut path = Vec::new();
    train(data, settings, |w| path.push(w.clone()))?;
    Ok(path)
}

// ANCHOR: least_squares
/// The matrix Q of the loss as a quadratic function: the mean of xᵢxᵢᵀ.
pub fn second_moments(data: &Regression) -> Array2<f64> {
    let (x, count) = (&data.rows, data.rows.ncols());
    let entry = |(i, j)| x.column(i).dot(&x.column(j)) / x.nrows() as f64;
    Array2::from_shape_fn((count, count), entry)
}

/// The parameters w = −Q⁻¹c of the smallest loss, where −c is the mean of yᵢxᵢ.
/// Where columns depend on each other, the loss is level in some direction,
/// and w does not go there.
pub fn least_squares(data: &Regression) -> Result<Array1<f64>, Error> {
    let minus_c = data.rows.t().dot(&data.targets) / data.rows.nrows() as f64;
    let (lambda, u) = eigen(&second_moments(data))?;
    let level = 1e-12 * lambda[lambda.len() - 1];
    // As rows of U, the eigenvectors are axes along which Q⁻¹ divides by λ.
    let mut z = u.dot(&minus_c);
    Zip::from(&mut z).and(&lambda).for_each(|z, &lambda| {
        *z = if lambda > level { *z / lambda } else { 0.0 };
    });
    Ok(u.t().dot(&z))
}
// ANCHOR_END: least_squares

// ANCHOR: many_seeds
/// The losses after each epoch of a run for each of the seeds 1, 2, …
pub fn many_seeds(
    data: &Regression,
    settings: Settings,
    seeds: u64,
) -> Result<Vec<Vec<f64>>, Error> {
    let run = |seed| {
        let settings = Settings { seed, ..settings };
        Ok(train(data, settings, |_| ())?.losses)
    };
    (1..=seeds).map(run).collect()
}

/// The three settings [η, β] of the text.
pub const SETTINGS: [[f64; 2]; 3] = [[0.02, 0.5], [0.01, 0.9], [0.005, 0.9]];

/// Three settings of the same effective step η / (1 − β).
pub const SAME_STEP: [[f64; 2]; 3] = [[0.05, 0.0], [0.025, 0.5], [0.005, 0.9]];

/// The losses after seven epochs, for each of the seeds 1, 2, …
pub fn last_losses(
    data: &Regression,
    [eta, beta]: [f64; 2],
    batch: usize,
    seeds: u64,
) -> Result<Vec<f64>, Error> {
    let (epochs, seed) = (7, 0);
    let settings = Settings {
        eta,
        beta,
        batch,
        epochs,
        seed,
    };
    let runs = many_seeds(data, settings, seeds)?;
    Ok(runs.iter().map(|losses| losses[epochs]).collect())
}
// ANCHOR_END: many_seeds

/// The losses that the 2017 chapter of "Deep Learning: The Straight Dope" on
/// momentum prints after its three epochs.
pub const PRINTED: [f64; 3] = [3.4819e-4, 6.6014e-5, 5.0524e-5];

/// The step sizes of that chapter's three epochs.
pub const DROPPED: [f64; 3] = [0.2, 0.2, 0.02];

// ANCHOR: synthetic
/// A thousand samples y = 2x₁ − 3.4x₂ + 4.2 with Gaussian features, and noise
/// of standard deviation 0.01.
pub fn synthetic(random: &mut Seeded) -> Regression {
    let [x1, x2, noise] = [(); 3].map(|()| random.gaussians(1000));
    let rows = Array2::from_shape_fn((1000, 3), |(i, j)| match j {
        0 => x1[i],
        1 => x2[i],
        _ => 1.0,
    });
    let targets = rows.dot(&arr1(&[2.0, -3.4, 4.2])) + 0.01 * arr1(&noise);
    Regression { rows, targets }
}

/// The losses after three epochs on such data with these step sizes.
pub fn synthetic_losses(seed: u64, etas: [f64; 3]) -> [f64; 3] {
    let mut random = Seeded::new(seed);
    let data = synthetic(&mut random);
    let mut state = start(&data, 1.0, random);
    etas.map(|eta| {
        train_epoch(&data, [eta, 0.9], 10, &mut state, |_| ());
        loss(&data, &state.w)
    })
}
// ANCHOR_END: synthetic

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (batch, even_batch, epochs, seeds) = (10, 13, 7, 100);
    let data = standardized(&listings::samples::diabetes()?)?;
    let (n, count) = data.rows.dim();
    let optimum = loss(&data, &least_squares(&data)?);
    let median = |losses: &[f64]| spread(losses)[1];
    let ends = |pair, batch| last_losses(&data, pair, batch, seeds);
    let [first, second, third] = SETTINGS.map(|pair| ends(pair, batch));
    let (first, second, third) = (first?, second?, third?);
    let [low, middle, high] = spread(&first);
    let worse = differences(&second, &first);
    let [worse_by, worse_error] = mean_and_error(&worse);
    let [better_by, better_error] =
        mean_and_error(&differences(&first, &third));
    // Without noise: as many steps, each with all rows.
    let [eta, beta] = SETTINGS[2];
    let steps = epochs * n.div_ceil(batch);
    let all = Settings {
        eta,
        beta,
        batch: n,
        epochs: steps,
        seed: 1,
    };
    let quiet = train(&data, all, |_| ())?.losses[steps];
    let lambda = eigen(&second_moments(&data))?.0;
    let (slowest, steepest) = (lambda[0], lambda[count - 1]);
    // The last factor of the cost of noise, at most.
    let factor = |[eta, beta]: &[f64; 2]| {
        1.0 / (1.0 - eta * steepest / (2.0 * (1.0 + beta)))
    };
    let factors = SETTINGS.iter().chain(&SAME_STEP).map(factor);
    let mut values = vec![
        ("rows", n as f64),
        ("features", count as f64 - 1.0),
        ("batch", batch as f64),
        ("even_batch", even_batch as f64),
        ("rest", (n % batch) as f64),
        ("epochs", epochs as f64),
        ("seeds", seeds as f64),
        ("optimum", optimum),
        ("explained", 100.0 * (1.0 - 2.0 * optimum)),
        ("apart", (middle - median(&third)).abs()),
        ("bar", high - low),
        ("worse", worse.iter().filter(|x| **x > 0.0).count() as f64),
        ("worse_by", worse_by),
        ("worse_error", worse_error),
        ("better_by", better_by),
        ("better_error", better_error),
        ("excess", median(&third) - optimum),
        ("unfinished", quiet - optimum),
        ("steps", steps as f64),
        ("slowest", slowest),
        (
            "slow_left",
            100.0 * closed_form(1.0, [eta, beta, slowest], steps),
        ),
        ("steepest", steepest),
        ("factor", factors.fold(0.0, f64::max)),
        ("close", 1e-4),
        ("most", 20.0),
    ];
    let names = [
        ["eta_1", "beta_1", "step_1"],
        ["eta_2", "beta_2", "step_2"],
        ["eta_3", "beta_3", "step_3"],
    ];
    for (names, [eta, beta]) in names.into_iter().zip(SETTINGS) {
        let numbers = [eta, beta, eta / (1.0 - beta)];
        values.extend(names.into_iter().zip(numbers));
    }
    let names = ["thirteen_1", "thirteen_2", "thirteen_3"];
    for (name, pair) in names.into_iter().zip(SETTINGS) {
        values.push((name, median(&ends(pair, even_batch)?)));
    }
    // The effective step of the third setting, with less momentum.
    let names = [
        ["same_eta_1", "same_beta_1", "ten_1", "even_1"],
        ["same_eta_2", "same_beta_2", "ten_2", "even_2"],
        ["same_eta_3", "same_beta_3", "ten_3", "even_3"],
    ];
    let (mut tens, mut evens) = (Vec::new(), Vec::new());
    for (names, [eta, beta]) in names.into_iter().zip(SAME_STEP) {
        let ten = median(&ends([eta, beta], batch)?);
        let even = median(&ends([eta, beta], even_batch)?);
        values.extend(names.into_iter().zip([eta, beta, ten, even]));
        tens.push(ten);
        evens.push(even);
    }
    values.push(("ten_apart", tens[0] - tens[2]));
    values.push(("even_apart", evens[0] - evens[2]));
    // The synthetic data: what was printed in 2017, and other data sets.
    let (noise, made_eta, made_beta) =
        (0.01, listings::from_scratch::DROPPED[0], 0.9);
    let sets = |etas| -> Vec<[f64; 3]> {
        (1..=100).map(|seed| synthetic_losses(seed, etas)).collect()
    };
    let kept: Vec<f64> =
        sets([made_eta; 3]).iter().map(|losses| losses[2]).collect();
    let sets = sets(listings::from_scratch::DROPPED);
    let after = |epoch: usize| -> Vec<f64> {
        sets.iter().map(|losses| losses[epoch]).collect()
    };
    // The table prints losses in this unit.
    let unit = 1e-5;
    let names = [
        ["printed_1", "made_low_1", "made_1", "made_high_1"],
        ["printed_2", "made_low_2", "made_2", "made_high_2"],
        ["printed_3", "made_low_3", "made_3", "made_high_3"],
    ];
    for (epoch, (names, printed)) in names
        .into_iter()
        .zip(listings::from_scratch::PRINTED)
        .enumerate()
    {
        let [low, median, high] = spread(&after(epoch));
        let losses = [printed, low, median, high].map(|loss| loss / unit);
        values.extend(names.into_iter().zip(losses));
    }
    let floor = 0.5 * noise * noise;
    let over = |losses: &[f64]| 100.0 * (median(losses) / floor - 1.0);
    let above = after(0)
        .iter()
        .filter(|loss| **loss > listings::from_scratch::PRINTED[0])
        .count();
    values.extend([
        ("sets", sets.len() as f64),
        ("unit", unit),
        ("made_rows", 1000.0),
        ("made_eta", made_eta),
        ("made_beta", made_beta),
        ("noise", noise),
        ("floor", floor),
        ("above", 100.0 * above as f64 / sets.len() as f64),
        ("over_2", over(&after(1))),
        ("over_3", over(&after(2))),
        ("over_kept", over(&kept)),
        ("made_deviation", 1.0),
    ]);
    Ok(values)
}
// ANCHOR_END: values
