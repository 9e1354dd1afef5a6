//! The solutions of Part II.

use formula::{Bindings, Value};
use listings::conventions::{CONSTANT, Form, Settings, form_run, settings};
use listings::exercises::converted::converted;
use listings::exercises::minibatches::minibatches;
use listings::from_scratch::{self, Regression, least_squares, loss, standardized};
use listings::ndarray::{Array1, arr1};
use listings::samples::diabetes;
use tests::printed::{claim, equation};
use tests::states::seeded;

pub fn data() -> Regression {
    standardized(&diabetes().unwrap()).unwrap()
}

/// The median loss of twenty seeds after seven epochs at β = 0.9.
pub fn median(eta: f64, batch: usize) -> f64 {
    median_from(1, eta, batch)
}

/// The same for twenty seeds from `first` on.
fn median_from(first: u64, eta: f64, batch: usize) -> f64 {
    let data = data();
    let end = |seed| {
        let settings = from_scratch::Settings {
            eta,
            beta: 0.9,
            batch,
            epochs: 7,
            seed,
        };
        let run = from_scratch::train(&data, settings, |_| ()).unwrap();
        run.losses[7]
    };
    let mut ends: Vec<f64> = (first..first + 20).map(end).collect();
    ends.sort_by(f64::total_cmp);
    (ends[9] + ends[10]) / 2.0
}

/// Covers lst:solution-minibatches.
#[test]
fn an_epoch_is_that_of_the_section() {
    let data = data();
    for (batch, pair) in [(1, [0.001, 0.9]), (10, [0.01, 0.5]), (442, [0.1, 0.0])] {
        let (mut w, mut v) = (Array1::zeros(11), Array1::zeros(11));
        let mut g = Array1::zeros(11);
        let order: Vec<usize> = (0..442).collect();
        for batch in order.chunks(batch) {
            from_scratch::batch_gradient(&data, batch, &w, &mut g);
            from_scratch::momentum_update(&mut w, &mut v, &g, pair);
        }
        let ours = minibatches(&data, batch, pair);
        assert!((ours - w).iter().all(|x| x.abs() < 1e-12));
    }
}

/// Covers claim:few-steps, claim:single-noise, claim:tenth-of-step.
#[test]
fn noise_and_the_number_of_steps_decide() {
    let losses = [(0.005, 442), (0.005, 10), (0.005, 1), (0.0005, 1)];
    let [whole, batch, single, slow] = losses.map(|(eta, batch)| median(eta, batch));
    let optimum = loss(&data(), &least_squares(&data()).unwrap());
    let few = claim("few-steps");
    let [steps] = few.numbers();
    assert_eq!(steps, 7.0);
    let start = 0.5;
    let begun = whole - optimum > 0.4 * (start - optimum);
    few.holds(&[("has hardly begun", begun), ("has nearly ended", !begun)]);
    let noise = claim("single-noise");
    let highest = single > batch && single > slow;
    noise.holds(&[("end highest", highest), ("end lowest", !highest)]);
    noise.holds(&[
        ("their gradients are noisier", highest),
        ("their gradients are quieter", !highest),
    ]);
    let tenth = claim("tenth-of-step");
    let [rows, apart] = tenth.numbers();
    assert_eq!(rows, 10.0);
    tenth.holds(&[("end as low as", (slow - batch).abs() < apart)]);
    tenth.holds(&[("a tenth of", losses[3].0 == losses[2].0 / 10.0)]);
    assert!((slow - batch).abs() > 0.1 * apart, "the bound is loose");
}

/// Covers claim:which-is-luck.
#[test]
fn other_seeds_exchange_the_lowest_two() {
    let ahead = |first| median_from(first, 0.0005, 1) < median_from(first, 0.005, 10);
    let ours = ahead(1);
    let luck = (1..6).any(|k| ahead(1 + 20 * k) != ours);
    claim("which-is-luck").holds(&[("is luck", luck), ("is certain", !luck)]);
}

/// Covers eq:converted-start, eq:converted-first, eq:converted-velocity.
/// Covers lst:solution-converted.
#[test]
fn the_first_velocity_makes_up_for_what_is_not_dampened() {
    let all = ["converted-start", "converted-first", "converted-velocity"].map(equation);
    let mut random = seeded(5);
    for _ in 0..1000 {
        let (eta, beta) = (random.between(0.01, 0.4), random.between(0.1, 0.95));
        let tau = random.between(0.0, 0.95);
        let x_0 = random.between(-3.0, 3.0);
        let slope = |x: f64| 4.0 * x;
        let dampened = Settings {
            dampening: tau,
            ..settings(eta, beta)
        };
        let gradient = |x: &Array1<f64>| 4.0 * x;
        let torch = (Form::Torch, dampened);
        let path = form_run(torch, arr1(&[x_0]), gradient, CONSTANT, 9).unwrap();
        let ours = converted(x_0, slope, [eta, beta, tau], 9);
        for (a, b) in path.iter().zip(&ours) {
            assert!((a[0] - b).abs() < 1e-11 * b.abs().max(1.0));
        }
        // What Keras's point moves by, and PyTorch's velocity.
        let moves = ours.windows(2).map(|x| x[1] - x[0]);
        let u_0 = (ours[1] - ours[0] + eta * (1.0 - tau) * slope(x_0)) / beta;
        let u: Vec<Value> = std::iter::once(u_0).chain(moves).map(Value::from).collect();
        let b = path.windows(2).map(|x| (x[0][0] - x[1][0]) / eta);
        let b: Vec<Value> = b.map(Value::from).collect();
        let x: Vec<Value> = ours.iter().copied().map(Value::from).collect();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .scalar("\\tau", tau)
            .integer("t", 1)
            .sequence("\\mathbf{u}", 0, u)
            .sequence("\\mathbf{b}", 1, b)
            .sequence("\\mathbf{x}", 0, x)
            .function("\\nabla f", move |x| Ok((4.0 * x.real(0)?).into()));
        for equation in &all {
            equation.holds(&bindings);
        }
    }
}

/// Covers claim:first-step-short.
#[test]
fn without_the_first_velocity_the_first_step_is_dampened() {
    let claim = claim("first-step-short");
    let [tau] = claim.numbers();
    let whole = converted(1.0, |x| x, [0.1, 0.9, tau], 1)[1] - 1.0;
    let dampened = -0.1 * (1.0 - tau);
    let ratio: f64 = whole / dampened;
    claim.holds(&[("too short", ratio > 1.0), ("too long", ratio < 1.0)]);
    claim.holds(&[("by a factor of ten", (ratio - 10.0).abs() < 1e-9)]);
}
