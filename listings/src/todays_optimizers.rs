//! Where momentum sits in the optimizers of today: averages of gradients,
//! divided, signed or made orthogonal.

// ANCHOR: names
use listings::Error;
use listings::check::check_run;
use listings::curvature::{direction, hessian, slope};
use listings::from_scratch::{
    Regression, Settings, batch_gradient, first_parameters, least_squares,
    loss, momentum_update, orders, standardized,
};
use listings::ill_conditioned_problem::{CURVATURES, START, objective};
use listings::libm;
use listings::ndarray::{Array1, Array2, arr1};
use listings::statistics::{differences, spread};
// ANCHOR_END: names

// ANCHOR: average
/// An exponential average of vectors that begins at 0, and the weight that
/// this 0 still has in it.
#[derive(Debug, Clone)]
pub struct Average {
    /// The average.
    pub mean: Array1<f64>,
    /// 1 at first; each new vector leaves β of it.
    pub rest: f64,
}

/// The vector whose entries f makes of those of a and b, which are as many.
pub fn each(
    a: &Array1<f64>,
    b: &Array1<f64>,
    f: &dyn Fn(f64, f64) -> f64,
) -> Array1<f64> {
    (0..a.len()).map(|i| f(a[i], b[i])).collect()
}

/// β of one vector and 1 − β of another.
pub fn mixed(a: &Array1<f64>, b: &Array1<f64>, beta: f64) -> Array1<f64> {
    each(a, b, &|a, b| beta * a + (1.0 - beta) * b)
}

/// Takes a vector in with the weight 1 − β.
pub fn take_in(average: &mut Average, new: &Array1<f64>, beta: f64) {
    average.mean = mixed(&average.mean, new, beta);
    average.rest *= beta;
}

/// The average without the 0 that it began with: its weights add up to 1.
pub fn corrected(average: &Average) -> Array1<f64> {
    let weights = 1.0 - average.rest;
    each(&average.mean, &average.mean, &|m, _| m / weights)
}

/// What a method keeps of the parameters of a model.
#[derive(Debug, Clone)]
pub struct State {
    /// Where the next gradient is taken.
    pub x: Array1<f64>,
    /// An average of gradients.
    pub m: Average,
    /// An average of squared gradients.
    pub s: Average,
    /// The number of steps so far.
    pub t: f64,
}

/// A method before its first step at x.
pub fn at_rest(x: Array1<f64>) -> State {
    let mean = Array1::zeros(x.len());
    let empty = Average { mean, rest: 1.0 };
    let (m, s, t) = (empty.clone(), empty, 0.0);
    State { x, m, s, t }
}
// ANCHOR_END: average

// ANCHOR: adam
/// The β of the squares, and what keeps a division by 0 away.
pub const ADAM_SQUARES: f64 = 0.999;
/// The same in all methods that divide.
pub const EPSILON: f64 = 1e-8;

/// Takes the squares of g in, and moves x by −η m over their root.
pub fn divide(state: &mut State, m: &Array1<f64>, g: &Array1<f64>, eta: f64) {
    take_in(&mut state.s, &each(g, g, &|a, b| a * b), ADAM_SQUARES);
    let squares = corrected(&state.s);
    let step = each(m, &squares, &|m, s| m / (s.sqrt() + EPSILON));
    state.x = each(&state.x, &step, &|x, d| x - eta * d);
}

/// One step of Adam with the gradient g at x.
pub fn adam(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    take_in(&mut state.m, g, beta);
    let m = corrected(&state.m);
    divide(state, &m, g, eta);
}
// ANCHOR_END: adam

// ANCHOR: divided
/// One step of AdamW: the weight decay stays out of the averages.
pub fn adamw(
    state: &mut State,
    g: &Array1<f64>,
    [eta, beta]: [f64; 2],
    decay: f64,
) {
    state.x *= 1.0 - eta * decay;
    adam(state, g, eta, beta);
}

/// One step of NAdam as PyTorch has it: its β grows from half of what it is
/// told, and the average is corrected by what has grown.
pub fn nadam(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    let grown = |t| beta * (1.0 - 0.5 * libm::pow(0.96, 0.004 * t));
    state.t += 1.0;
    let (now, next) = (grown(state.t), grown(state.t + 1.0));
    let rest = now * state.m.rest;
    take_in(&mut state.m, g, beta);
    state.m.rest = rest;
    let newest = (1.0 - now) / (1.0 - rest);
    let others = next / (1.0 - next * rest);
    let ahead = each(&state.m.mean, g, &|m, g| others * m + newest * g);
    divide(state, &ahead, g, eta);
}

/// The β of the squares in RMSprop.
pub const RMSPROP_SQUARES: f64 = 0.99;

/// One step of RMSprop with momentum: the velocity adds up gradients that are
/// divided already.
pub fn rmsprop(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    take_in(&mut state.s, &each(g, g, &|a, b| a * b), RMSPROP_SQUARES);
    let g = each(g, &state.s.mean, &|g, s| g / (s.sqrt() + EPSILON));
    momentum_update(&mut state.x, &mut state.m.mean, &g, [eta, beta]);
}
// ANCHOR_END: divided

// ANCHOR: lion
/// The β of Lion's memory.
pub const LION_MEMORY: f64 = 0.99;

/// 1, −1 or 0.
pub fn sign(x: f64) -> f64 {
    if x == 0.0 { 0.0 } else { x.signum() }
}

/// One step of Lion: the signs of an average with β, from a memory that has a
/// β of its own.
pub fn lion(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    let c = mixed(&state.m.mean, g, beta);
    state.x = each(&state.x, &c, &|x, c| x - eta * sign(c));
    take_in(&mut state.m, g, LION_MEMORY);
}
// ANCHOR_END: lion

// ANCHOR: muon
/// The coefficients of w, w³ and w⁵.
pub const MUON: [f64; 3] = [3.4445, -4.775, 2.0315];

/// Five rounds that lead singular values towards 1, and keep the rest of the
/// matrix as it is.
pub fn orthogonalized(matrix: &Array2<f64>) -> Array2<f64> {
    let [a, b, c] = MUON;
    let size = matrix.iter().map(|x| x * x).sum::<f64>().sqrt();
    let mut u = matrix / size.max(1e-7);
    for _ in 0..5 {
        let squares = u.dot(&u.t());
        let factor = b * &squares + c * squares.dot(&squares);
        u = a * &u + factor.dot(&u);
    }
    u
}

/// One step of Muon for the weights X of a layer, with the average M and the
/// gradient G of the same shape.
pub fn muon(
    [x, m]: [&mut Array2<f64>; 2],
    g: &Array2<f64>,
    [eta, beta]: [f64; 2],
) {
    *m = beta * &*m + (1.0 - beta) * g;
    let ahead = beta * &*m + (1.0 - beta) * g;
    x.scaled_add(-eta, &orthogonalized(&ahead));
}
// ANCHOR_END: muon

// ANCHOR: stretched
/// What a round makes of a singular value.
pub fn newton_schulz(w: f64) -> f64 {
    let [a, b, c] = MUON;
    let square = w * w;
    w * (a + (b + c * square) * square)
}

/// What all five rounds make of it.
pub fn stretched(w: f64) -> f64 {
    (0..5).fold(w, |w, _| newton_schulz(w))
}

/// One step of Muon for a vector: a matrix of one column, whose only singular
/// value is its length.
pub fn muon_vector(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    take_in(&mut state.m, g, beta);
    let ahead = mixed(&state.m.mean, g, beta);
    let step = eta * stretched(1.0) / ahead.dot(&ahead).sqrt().max(1e-7);
    state.x = each(&state.x, &ahead, &|x, a| x - step * a);
}
// ANCHOR_END: stretched

// ANCHOR: schedule_free
/// One step of Schedule-Free. Its m is an average of points, in which each
/// weighs the same, and its s is the point that steps against the gradient.
pub fn schedule_free(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    if state.t == 0.0 {
        state.s.mean = state.x.clone();
    }
    state.t += 1.0;
    state.s.mean = each(&state.s.mean, g, &|z, g| z - eta * g);
    take_in(&mut state.m, &state.s.mean, 1.0 - 1.0 / state.t);
    state.x = mixed(&state.m.mean, &state.s.mean, beta);
}
// ANCHOR_END: schedule_free

// ANCHOR: methods
/// One step of a method: its state, the gradient, η and β.
pub type Step = fn(&mut State, &Array1<f64>, f64, f64);

/// A method by its name.
#[derive(Debug, Clone, Copy)]
pub struct Method {
    /// What it is called.
    pub name: &'static str,
    /// What it does.
    pub step: Step,
    /// Whether its result is the average m instead of x.
    pub averages: bool,
}

/// One step of the momentum method.
pub fn momentum(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    momentum_update(&mut state.x, &mut state.m.mean, g, [eta, beta]);
}

/// One step of Nesterov's method as PyTorch has it.
pub fn nesterov(state: &mut State, g: &Array1<f64>, eta: f64, beta: f64) {
    let v = each(&state.m.mean, g, &|v, g| beta * v + g);
    let ahead = each(g, &v, &|g, v| g + beta * v);
    state.x = each(&state.x, &ahead, &|x, a| x - eta * a);
    state.m.mean = v;
}

/// A method whose result is x.
const fn method(name: &'static str, step: Step) -> Method {
    let averages = false;
    Method {
        name,
        step,
        averages,
    }
}

/// The methods of the race.
pub const METHODS: [Method; 8] = [
    method("momentum", momentum),
    method("Nesterov", nesterov),
    method("RMSprop", rmsprop),
    method("Adam", adam),
    method("NAdam", nadam),
    method("Lion", lion),
    method("Muon", muon_vector),
    Method {
        averages: true,
        ..method("Schedule-Free", schedule_free)
    },
];

/// The result of a method so far.
pub fn result(method: Method, state: &State) -> &Array1<f64> {
    if method.averages {
        &state.m.mean
    } else {
        &state.x
    }
}

/// The results after 0, 1, …, T = `steps` steps in the book's valley, turned
/// by `angle` degrees, start and all, as coordinates along its floor and
/// across. An argument that is out of range is an error.
pub fn walk(
    method: Method,
    [eta, beta]: [f64; 2],
    angle: f64,
    steps: usize,
) -> Result<Vec<Array1<f64>>, Error> {
    check_run(eta, beta, steps)?;
    let hessian = hessian(CURVATURES, angle);
    let floor = direction(angle);
    let across = arr1(&[-floor[1], floor[0]]);
    let mut state = at_rest(START[0] * &floor + START[1] * &across);
    let mut path = vec![arr1(&START)];
    for _ in 0..steps {
        let g = slope(&hessian, &state.x);
        (method.step)(&mut state, &g, eta, beta);
        let x = result(method, &state);
        path.push(arr1(&[floor.dot(x), across.dot(x)]));
    }
    Ok(path)
}
// ANCHOR_END: methods

// ANCHOR: tuned
/// The grid: step sizes that halve from 1.92 on, each with three β.
pub fn grid() -> Vec<[f64; 2]> {
    let etas = (0..11).map(|i| 1.92 / f64::from(1 << i));
    let betas = [0.0, 0.5, 0.9];
    etas.flat_map(|eta| betas.map(|beta| [eta, beta])).collect()
}

/// The pair of the grid with the smallest loss; one that is not a number is
/// never the smallest.
pub fn tuned(
    loss: impl Fn([f64; 2]) -> Result<f64, Error>,
) -> Result<[f64; 2], Error> {
    let mut best = (f64::INFINITY, [0.0, 0.0]);
    for pair in grid() {
        let loss = loss(pair)?;
        if loss < best.0 {
            best = (loss, pair);
        }
    }
    Ok(best.1)
}

/// The losses of a walk in the valley turned by `angle` degrees.
pub fn valley_losses(
    method: Method,
    pair: [f64; 2],
    angle: f64,
    steps: usize,
) -> Result<Vec<f64>, Error> {
    Ok(walk(method, pair, angle, steps)?
        .iter()
        .map(objective)
        .collect())
}

/// The loss over all samples after training with a method; what is out of
/// range is an error.
pub fn trained_loss(
    method: Method,
    data: &Regression,
    s: Settings,
) -> Result<f64, Error> {
    let mut state = at_rest(first_parameters(data, s.seed));
    let mut g = Array1::zeros(state.x.len());
    for order in orders(data, s)? {
        for batch in order.chunks(s.batch) {
            batch_gradient(data, batch, &state.x, &mut g);
            (method.step)(&mut state, &g, s.eta, s.beta);
        }
    }
    Ok(loss(data, result(method, &state)))
}
// ANCHOR_END: tuned

// ANCHOR: values
/// How many steps the race in the valley has.
pub const STEPS: usize = 50;

/// What the two tables call the numbers of each method.
const NAMES: [[&str; 8]; 8] = [
    [
        "momentum_eta",
        "momentum_beta",
        "momentum_loss",
        "momentum_turned",
        "momentum_train_eta",
        "momentum_train_beta",
        "momentum_median",
        "momentum_below",
    ],
    [
        "nesterov_eta",
        "nesterov_beta",
        "nesterov_loss",
        "nesterov_turned",
        "nesterov_train_eta",
        "nesterov_train_beta",
        "nesterov_median",
        "nesterov_below",
    ],
    [
        "rmsprop_eta",
        "rmsprop_beta",
        "rmsprop_loss",
        "rmsprop_turned",
        "rmsprop_train_eta",
        "rmsprop_train_beta",
        "rmsprop_median",
        "rmsprop_below",
    ],
    [
        "adam_eta",
        "adam_beta",
        "adam_loss",
        "adam_turned",
        "adam_train_eta",
        "adam_train_beta",
        "adam_median",
        "adam_below",
    ],
    [
        "nadam_eta",
        "nadam_beta",
        "nadam_loss",
        "nadam_turned",
        "nadam_train_eta",
        "nadam_train_beta",
        "nadam_median",
        "nadam_below",
    ],
    [
        "lion_eta",
        "lion_beta",
        "lion_loss",
        "lion_turned",
        "lion_train_eta",
        "lion_train_beta",
        "lion_median",
        "lion_below",
    ],
    [
        "muon_eta",
        "muon_beta",
        "muon_loss",
        "muon_turned",
        "muon_train_eta",
        "muon_train_beta",
        "muon_median",
        "muon_below",
    ],
    [
        "free_eta",
        "free_beta",
        "free_loss",
        "free_turned",
        "free_train_eta",
        "free_train_beta",
        "free_median",
        "free_below",
    ],
];

/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (angle, batch, epochs, seeds, unit) = (45.0, 10, 7, 20, 1e-3);
    let data = standardized(&listings::samples::diabetes()?)?;
    let optimum = loss(&data, &least_squares(&data)?);
    let etas: Vec<f64> = grid().iter().map(|pair| pair[0]).collect();
    let mut values = Vec::new();
    let mut first: Option<Vec<f64>> = None;
    let mut above = f64::INFINITY;
    for (method, names) in METHODS.into_iter().zip(NAMES) {
        let valley =
            |pair, angle| Ok(valley_losses(method, pair, angle, STEPS)?[STEPS]);
        let pair = tuned(|pair| valley(pair, 0.0))?;
        let trained = |[eta, beta]: [f64; 2], seed| {
            let s = Settings {
                eta,
                beta,
                batch,
                epochs,
                seed,
            };
            Ok::<_, Error>(trained_loss(method, &data, s)? - optimum)
        };
        let [eta, beta] = tuned(|pair| trained(pair, 1))?;
        let others = (2..seeds + 2).map(|seed| trained([eta, beta], seed));
        let others = others.collect::<Result<Vec<f64>, Error>>()?;
        let [_, median, _] = spread(&others);
        let base = first.get_or_insert_with(|| others.clone());
        let apart = differences(&others, base);
        let below = apart.iter().filter(|x| **x < 0.0).count() as f64;
        if ["Adam", "NAdam", "Lion"].contains(&method.name) {
            let larger = apart.iter().filter(|x| **x > 0.0).count();
            above = above.min(larger as f64);
        }
        let numbers = [
            pair[0],
            pair[1],
            valley(pair, 0.0)?,
            valley(pair, angle)?,
            eta,
            beta,
            median / unit,
            below,
        ];
        values.extend(names.into_iter().zip(numbers));
    }
    let opener = listings::figures::todays_optimizers::Optimizers::default();
    let shown = |angle| -> Result<f64, Error> {
        let pair = [opener.eta, opener.beta];
        let losses = valley_losses(METHODS[3], pair, angle, opener.steps)?;
        Ok(losses[opener.steps])
    };
    // From 0.01 to 1.
    let small = 0.01;
    let starts =
        (0..=10_000).map(|i| small + (1.0 - small) * f64::from(i) / 1e4);
    let ends: Vec<f64> = starts.map(stretched).collect();
    // Of the ways in which 20 coins fall, those with 6 to 14 heads.
    let (few, many) = (6.0, 14.0);
    let (mut ways, mut inside, mut total) = (1.0, 0.0, 0.0);
    for heads in (0..=seeds).map(|k| k as f64) {
        total += ways;
        if few <= heads && heads <= many {
            inside += ways;
        }
        ways *= (seeds as f64 - heads) / (heads + 1.0);
    }
    let rmsprop = walk(METHODS[2], [1.0, 0.0], 0.0, 1)?;
    values.extend([
        ("eta", opener.eta),
        ("beta", opener.beta),
        ("steps", opener.steps as f64),
        ("angle", opener.angle),
        ("straight_loss", shown(0.0)?),
        ("turned_loss", shown(opener.angle)?),
        ("none", 0.0),
        ("usual", 0.9),
        ("squares", ADAM_SQUARES),
        ("rms_squares", RMSPROP_SQUARES),
        ("memory", LION_MEMORY),
        ("usual_muon", 0.95),
        ("a", MUON[0]),
        ("b", MUON[1]),
        ("c", MUON[2]),
        ("small", small),
        ("least", ends.iter().copied().fold(1.0, f64::min)),
        ("most", ends.iter().copied().fold(0.0, f64::max)),
        ("lone", stretched(1.0)),
        ("first", rmsprop[1][0] - rmsprop[0][0]),
        ("above", above),
        ("few", few),
        ("many", many),
        ("coin", 100.0 * inside / total),
        ("race_steps", STEPS as f64),
        ("race_angle", angle),
        ("grid_high", etas.iter().copied().fold(0.0, f64::max)),
        ("grid_low", etas.iter().copied().fold(9.0, f64::min)),
        ("half", 0.5),
        ("epochs", epochs as f64),
        ("batch", batch as f64),
        ("seeds", seeds as f64),
        ("unit", unit),
    ]);
    Ok(values)
}
// ANCHOR_END: values
