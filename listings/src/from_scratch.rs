//! Linear regression with momentum, written out: gradients, updates, epochs,
//! and how much of a run is luck.

// ANCHOR: names
use listings::Error;
use listings::check::{
    check_batch, check_momentum, check_positive, check_step_size,
};
use listings::ndarray::{Array1, Array2, ArrayView1, NdFloat, Zip, arr1};
use listings::quadratic_functions::eigen;
use listings::seeded::Seeded;
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

/// The samples (features n × d, targets n) with every column moved and scaled
/// to mean 0 and variance 1. A column that does not vary is an error.
pub fn standardized(
    features: &Array2<f64>,
    targets: &Array1<f64>,
) -> Result<Regression, Error> {
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
    let targets = unit(targets.view())?;
    Ok(Regression { rows, targets })
}
// ANCHOR_END: regression

// ANCHOR: loss
/// Half the mean squared error of the parameters w over all samples.
pub fn loss(data: &Regression, w: &Array1<f64>) -> f64 {
    let errors = data.rows.dot(w) - &data.targets;
    0.5 * errors.dot(&errors) / errors.len() as f64
}
// ANCHOR_END: loss

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
        momentum_update(w, v, g, parameters);
        after_step(w);
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

/// Trains from weights near zero; `after_step` is shown the parameters. A
/// setting that is out of range is an error.
pub fn train(
    data: &Regression,
    s: Settings,
    mut after_step: impl FnMut(&Array1<f64>),
) -> Result<Run, Error> {
    check_step_size(s.eta)?;
    check_momentum(s.beta)?;
    check_batch(s.batch, data.rows.nrows())?;
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
pub fn orders(data: &Regression, settings: Settings) -> Vec<Vec<usize>> {
    let mut state = start(data, 0.01, Seeded::new(settings.seed));
    let next = |_| {
        state.random.shuffle(&mut state.order);
        state.order.clone()
    };
    (0..settings.epochs).map(next).collect()
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
/// The parameters of the smallest loss. The loss is a quadratic function of w
/// whose matrix Q is the mean of xᵢxᵢᵀ, with the gradient −c at 0, where c is
/// the mean of yᵢxᵢ; where features depend on each other, it is flat in some
/// direction, and w is 0 there.
pub fn least_squares(data: &Regression) -> Result<Array1<f64>, Error> {
    let (x, n) = (&data.rows, data.rows.nrows() as f64);
    let entry = |(i, j)| x.column(i).dot(&x.column(j)) / n;
    let q = Array2::from_shape_fn((x.ncols(), x.ncols()), entry);
    let (lambda, u) = eigen(&q)?;
    let flat = 1e-12 * lambda[lambda.len() - 1];
    let mut z = u.dot(&(x.t().dot(&data.targets) / n));
    Zip::from(&mut z).and(&lambda).for_each(|z, &lambda| {
        *z = if lambda > flat { *z / lambda } else { 0.0 };
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

/// The numbers below which 5, 50 and 95 percent of a sample lie.
pub fn spread(sample: &[f64]) -> [f64; 3] {
    let mut sorted = sample.to_vec();
    sorted.sort_by(f64::total_cmp);
    [0.05, 0.5, 0.95].map(|share| {
        let at = share * (sorted.len() as f64 - 1.0);
        let (low, rest) = (at as usize, at.fract());
        let next = sorted[(low + 1).min(sorted.len() - 1)];
        sorted[low] + rest * (next - sorted[low])
    })
}

/// The mean of a sample, and the standard error of that mean.
pub fn mean_and_error(sample: &[f64]) -> [f64; 2] {
    let n = sample.len() as f64;
    let mean = sample.iter().sum::<f64>() / n;
    let squares = sample.iter().map(|x| (x - mean) * (x - mean));
    [mean, (squares.sum::<f64>() / (n - 1.0) / n).sqrt()]
}
// ANCHOR_END: many_seeds

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

/// The losses after three epochs on such data, the last with a tenth of the
/// step size.
pub fn synthetic_losses(seed: u64) -> [f64; 3] {
    let mut random = Seeded::new(seed);
    let data = synthetic(&mut random);
    let mut state = start(&data, 1.0, random);
    [0.2, 0.2, 0.02].map(|eta| {
        train_epoch(&data, [eta, 0.9], 10, &mut state, |_| ());
        loss(&data, &state.w)
    })
}
// ANCHOR_END: synthetic
