//! Linear regression with momentum, written out: gradients, updates, epochs,
//! and what a run's luck is worth.

// ANCHOR: names
use listings::Error;
use listings::check::{check_batch, check_momentum, check_step_size};
use listings::ndarray::{Array1, Array2, ArrayView1, NdFloat, Zip};
use listings::seeded::Seeded;
// ANCHOR_END: names

// ANCHOR: regression
/// Samples for a linear model: the rows (xᵢ, 1), whose last number carries the
/// bias, and the targets yᵢ.
#[derive(Debug, Clone, PartialEq)]
pub struct Regression {
    /// The rows, one for each sample, of d features and a 1.
    pub rows: Array2<f64>,
    /// The targets, one for each sample.
    pub targets: Array1<f64>,
}

/// The samples (features n × d, targets n) with every column shifted and scaled
/// to mean 0 and variance 1. A column that does not vary is an error.
pub fn standardized(
    features: &Array2<f64>,
    targets: &Array1<f64>,
) -> Result<Regression, Error> {
    let unit = |column: ArrayView1<f64>| -> Result<Array1<f64>, Error> {
        let deviation = column.std(0.0);
        listings::check::check_positive("a column's deviation", deviation)?;
        Ok((&column - column.mean().unwrap_or(0.0)) / deviation)
    };
    let (n, d) = features.dim();
    let mut rows = Array2::ones((n, d + 1));
    for (column, mut into) in
        features.columns().into_iter().zip(rows.columns_mut())
    {
        into.assign(&unit(column)?);
    }
    let targets = unit(targets.view())?;
    Ok(Regression { rows, targets })
}
// ANCHOR_END: regression

// ANCHOR: loss
/// Half the mean squared error of the parameters w over all samples.
pub fn loss(data: &Regression, w: &Array1<f64>) -> f64 {
    let errors = data.rows.dot(w) - &data.targets;
    errors.dot(&errors) / (2.0 * errors.len() as f64)
}
// ANCHOR_END: loss

// ANCHOR: batch_gradient
/// Writes the gradient of a batch into g: the mean of errorᵢ · xᵢ over its rows.
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
    eta: F,
    beta: F,
) {
    Zip::from(w).and(v).and(g).for_each(|w, v, g| {
        *v = beta * *v + *g;
        *w -= eta * *v;
    });
}
// ANCHOR_END: momentum_update

// ANCHOR: train_epoch
/// How to train.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// How many rows a batch has; the last of an epoch may have fewer.
    pub batch: usize,
    /// How often every row is used.
    pub epochs: usize,
    /// Which random numbers: those of the first weights, then of the orders.
    pub seed: u64,
}

/// Where a run stands.
#[derive(Debug, Clone)]
pub struct State {
    /// The parameters: d weights and the bias.
    pub w: Array1<f64>,
    /// The velocity, a number for each parameter.
    pub v: Array1<f64>,
    /// The gradient of the last batch.
    pub g: Array1<f64>,
    /// The rows in the order of the last epoch.
    pub order: Vec<usize>,
    /// The random numbers to come.
    pub random: Seeded,
}

/// The start of a run: Gaussian weights of this deviation, the bias 0, at rest.
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

/// One epoch: every row once, in a new order, and a step for each batch.
pub fn train_epoch(
    data: &Regression,
    settings: &Settings,
    state: &mut State,
    mut after_step: impl FnMut(&Array1<f64>),
) {
    let Settings {
        eta, beta, batch, ..
    } = *settings;
    let State {
        w,
        v,
        g,
        order,
        random,
    } = state;
    random.shuffle(order);
    for batch in order.chunks(batch) {
        batch_gradient(data, batch, w, g);
        momentum_update(w, v, g, eta, beta);
        after_step(w);
    }
}
// ANCHOR_END: train_epoch

// ANCHOR: train
/// What a run leaves.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The loss over all rows at the start and after each epoch.
    pub losses: Vec<f64>,
    /// The weights at the end.
    pub weights: Array1<f64>,
    /// The bias at the end.
    pub bias: f64,
}

/// Trains from weights near zero. A setting that is out of range is an error.
pub fn train(data: &Regression, settings: Settings) -> Result<Run, Error> {
    check_step_size(settings.eta)?;
    check_momentum(settings.beta)?;
    check_batch(settings.batch, data.rows.nrows())?;
    let mut state = start(data, 0.01, Seeded::new(settings.seed));
    let mut losses = vec![loss(data, &state.w)];
    for _ in 0..settings.epochs {
        train_epoch(data, &settings, &mut state, |_| ());
        losses.push(loss(data, &state.w));
    }
    let (mut weights, last) = (state.w.to_vec(), state.w.len() - 1);
    let bias = weights.split_off(last)[0];
    Ok(Run {
        losses,
        weights: weights.into(),
        bias,
    })
}
// ANCHOR_END: train
