//! What must agree if two programs are to make the same run, and what a run is
//! like if one thing does not. The run with the library burn stands in the
//! crate `concise`.

// ANCHOR: names
use listings::Error;
use listings::check::{check_momentum, check_share, check_step_size};
use listings::from_scratch::{
    Regression, Settings, batch_gradient, first_parameters, last_losses,
    least_squares, loss, orders, standardized, trained_path,
};
use listings::ndarray::{Array1, Zip};
use listings::samples::diabetes;
use listings::statistics::spread;
// ANCHOR_END: names

// ANCHOR: run_on
/// The parameters after each step from w, one step for each batch of rows.
/// Every gradient but the first enters the velocity with the factor 1 − τ.
pub fn run_on(
    data: &Regression,
    mut w: Array1<f64>,
    batches: &[Vec<usize>],
    [eta, beta, tau]: [f64; 3],
) -> Result<Vec<Array1<f64>>, Error> {
    check_step_size(eta)?;
    check_momentum(beta)?;
    check_share("dampening", tau)?;
    let (mut v, mut g) = (Array1::zeros(w.len()), Array1::zeros(w.len()));
    let mut path = Vec::new();
    for batch in batches {
        batch_gradient(data, batch, &w, &mut g);
        let share = if path.is_empty() { 1.0 } else { 1.0 - tau };
        v = beta * v + share * &g;
        w.scaled_add(-eta, &v);
        path.push(w.clone());
    }
    Ok(path)
}

/// All batches of a run, in their order.
pub fn batches(
    data: &Regression,
    s: Settings,
) -> Result<Vec<Vec<usize>>, Error> {
    let orders = orders(data, s)?;
    let batches = orders.iter().flat_map(|order| order.chunks(s.batch));
    Ok(batches.map(<[usize]>::to_vec).collect())
}
// ANCHOR_END: run_on

// ANCHOR: apart
/// The largest difference of a parameter of one run from that of the other.
pub fn apart(w: &Array1<f64>, other: &Array1<f64>) -> f64 {
    Zip::from(w)
        .and(other)
        .fold(0.0, |most: f64, a, b| most.max((a - b).abs()))
}

/// The largest difference after each step.
pub fn all_apart(path: &[Array1<f64>], other: &[Array1<f64>]) -> Vec<f64> {
    path.iter().zip(other).map(|(w, o)| apart(w, o)).collect()
}
// ANCHOR_END: apart

/// The settings of the page: the third of "Implementation from scratch".
pub const SETTINGS: Settings = Settings {
    eta: 0.005,
    beta: 0.9,
    batch: 10,
    epochs: 7,
    seed: 1,
};

/// The dampening that burn has unless it is told otherwise.
pub const DAMPENING: f64 = 0.1;

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let data = standardized(&diabetes()?)?;
    let s = listings::concise::SETTINGS;
    let (eta, beta, tau) = (s.eta, s.beta, listings::concise::DAMPENING);
    let own = batches(&data, s)?;
    let others = batches(&data, Settings { seed: 2, ..s })?;
    let first = first_parameters(&data, s.seed);
    let run =
        |batches, parameters| run_on(&data, first.clone(), batches, parameters);
    let ours = trained_path(&data, s)?;
    let dampened = run(&own, [eta, beta, tau])?;
    let doubled = run(&own, [2.0 * eta, beta, 0.0])?;
    let shuffled = run(&others, [eta, beta, 0.0])?;
    let less = eta * (1.0 - tau);
    let smaller = run(&own, [less, beta, 0.0])?;
    let most = |path: &[Array1<f64>]| {
        all_apart(&dampened, path).into_iter().fold(0.0, f64::max)
    };
    let last = |path: &[Array1<f64>]| loss(&data, &path[path.len() - 1]);
    let seeds = 100;
    let [low, _, high] =
        spread(&last_losses(&data, [eta, beta], s.batch, seeds)?);
    Ok(vec![
        ("eta", eta),
        ("beta", beta),
        ("tau", tau),
        ("steps", own.len() as f64),
        ("optimum", loss(&data, &least_squares(&data)?)),
        ("last", last(&ours)),
        ("dampened_last", last(&dampened)),
        ("doubled_last", last(&doubled)),
        ("shuffled_last", last(&shuffled)),
        ("shuffled_1", apart(&ours[0], &shuffled[0])),
        ("doubled_10", apart(&ours[9], &doubled[9])),
        ("dampened_10", apart(&ours[9], &dampened[9])),
        ("less", less),
        ("less_apart", most(&smaller)),
        ("dampened_apart", most(&ours)),
        ("seeds", seeds as f64),
        ("low", low),
        ("high", high),
    ])
}
// ANCHOR_END: values
