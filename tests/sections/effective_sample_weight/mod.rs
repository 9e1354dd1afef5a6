//! Holds the section "Effective sample weight" to its word.

mod a_constant_slope;
mod does_the_noise_go_away;
mod exercises;
mod in_a_valley;
mod less_noisy;
mod what_does_shrink;
mod whose_weight;

use listings::effective_sample_weight::{newest_share, steps_to, total_weight};
use listings::figures::Figure;
use listings::figures::effective_sample_weight::{
    ConstantGradient, Growth, Memory, Noise, SignalToNoise, Trade, VelocityNoise, Weights,
};
use listings::leaky_averages::{effective_size, leaky_sum};
use listings::momentum_method::spectral_radius;
use listings::noise::{feedback_variance, standard_error};
use tests::drawn::elements;
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

/// Momenta, a thousand of them, the edges and those of the page among them.
fn momenta(seed: u64) -> impl Iterator<Item = f64> {
    let mut random = seeded(seed);
    let edges = [0.0, 0.01, 0.5, 0.9, 0.95, 0.99];
    edges
        .into_iter()
        .chain((0..1000).map(move |_| random.between(0.0, 0.99)))
}

fn close(a: f64, b: f64) -> bool {
    // Some roundings, which 1 − β magnifies up to a hundred times.
    (a - b).abs() <= 1e-12 * a.abs().max(b.abs()).max(1.0)
}

/// Gradients, their velocities, a momentum and a step, a thousand times.
fn runs(seed: u64, constant: bool) -> impl Iterator<Item = (Vec<f64>, Vec<f64>, f64, i64)> {
    let mut random = seeded(seed);
    momenta(seed + 100).map(move |beta| {
        let g = random.between(-3.0, 3.0);
        let gradients: Vec<f64> = (0..8)
            .map(|_| {
                if constant {
                    g
                } else {
                    random.between(-3.0, 3.0)
                }
            })
            .collect();
        let step = random.between(1.0, 9.0) as i64;
        let v = leaky_sum(&gradients, beta).unwrap();
        (gradients, v, beta, step)
    })
}

/// All signs of six errors of size σ around g, each as likely as any other:
/// expectations over them are exact.
fn all_gradients(g: f64, sigma: f64) -> Vec<Vec<f64>> {
    (0..1_u32 << 6)
        .map(|signs| {
            let sign = |bit: i32| if signs >> bit & 1 == 1 { 1.0 } else { -1.0 };
            (0..6).map(|bit| g + sigma * sign(bit)).collect()
        })
        .collect()
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd: [Vec<f64>; 5] = [
        vec![],
        vec![f64::NAN; 3],
        vec![1.0],
        vec![1e300, -1e308, f64::INFINITY, 0.5],
        vec![-1.0, -2.0],
    ];
    for data in odd {
        for limit in [0.0, -1.0, 1.0, f64::INFINITY, f64::NAN] {
            let growth = Growth {
                velocities: data.clone(),
                limit,
                marks: [(63, 0), (99, usize::MAX)],
            };
            elements(&ConstantGradient::default().drawing(&growth).unwrap());
            let memory = Memory {
                weights: data.clone(),
                shares: vec![[limit, 0.5]; 4],
                marks: ["a", "b", "c"].map(|name| (name, [limit, 0.5])),
            };
            elements(&Weights::default().drawing(&memory).unwrap());
        }
        let noise = Noise {
            measured: data.clone(),
            expected: vec![1.0, 2.0],
            streams: data.len(),
        };
        elements(&VelocityNoise::default().drawing(&noise).unwrap());
        let trades = data.iter().map(|x| Trade {
            beta: *x,
            length: *x,
            noise: *x,
            gain: *x,
        });
        let trades: Vec<Trade> = trades.collect();
        elements(&SignalToNoise::default().drawing(&trades).unwrap());
    }
}

/// Covers text:effective-sample-weight.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let share = |beta: f64| 100.0 * newest_share(beta, total_weight(beta));
    let limit = 100.0 * (1.0 - (-1.0_f64).exp());
    let steps = |beta| steps_to(0.99, beta) as f64;
    let marks = ConstantGradient::default().data().unwrap().marks;
    // Momentum 0.9 with a tenth of the step size, beside gradient descent.
    let radius = |product: f64| spectral_radius(0.1 * product, 0.9, 1.0);
    let left = |product: f64| {
        let [_, heavy, _] = feedback_variance(0.1 * product, 0.9, 1.0, 5000);
        let [_, plain, _] = feedback_variance(product, 0.0, 1.0, 5000);
        100.0 * heavy / plain
    };
    assert_told(
        "effective-sample-weight",
        &[
            ("$g$. The velocity of", leads("momentum-method.md")),
            ("the leaky sum of", leads("eq:leaky-sum")),
            ("become with $\\beta =", is(0.9)),
            ("slope with β =", is(0.9)),
            ("gradients. It grows toward", is(total_weight(0.9))),
            ("that have at least", is(f64::from(marks[0].0))),
            ("$1 - 1/\\mathrm{e}$) and", is(f64::from(marks[1].0))),
            ("the *weight* $\\beta^\\tau$, and", leads("eq:telescope")),
            ("*long-run speed*. To have", is(99.0)),
            ("long | steps to", is(99.0)),
            ("percent | |---|---|---| |", is(0.5)),
            ("|---|---|---| | 0.5 |", is(total_weight(0.5))),
            ("0.5 | 2 |", is(steps(0.5))),
            ("| 7 | |", is(0.9)),
            ("| | 0.9 |", is(total_weight(0.9))),
            ("0.9 | 10 |", is(steps(0.9))),
            ("| 44 | |", is(0.99)),
            ("| | 0.99 |", is(total_weight(0.99))),
            ("0.99 | 100 |", is(steps(0.99))),
            ("limits them, by", leads("eq:momentum-limit")),
            ("velocity with β =", is(0.9)),
            (
                "shares within the half-life",
                is(0.5_f64.ln() / 0.9_f64.ln()),
            ),
            ("6.6, the total weight", is(total_weight(0.9))),
            ("and the effective size", is(effective_size(0.9))),
            ("the three lengths of", leads("leaky-averages.md")),
            ("weight | |---|---|---| |", is(0.5)),
            ("|---|---|---| | 0.5 |", is(total_weight(0.5))),
            ("0.5 | 2 |", is(share(0.5))),
            ("| 75.0 | |", is(0.9)),
            ("| | 0.9 |", is(total_weight(0.9))),
            ("0.9 | 10 |", is(share(0.9))),
            ("| 65.1 | |", is(0.95)),
            ("| | 0.95 |", is(total_weight(0.95))),
            ("0.95 | 20 |", is(share(0.95))),
            ("| 64.2 | |", is(0.99)),
            ("| | 0.99 |", is(total_weight(0.99))),
            ("0.99 | 100 |", is(share(0.99))),
            ("velocity with $\\beta =", is(0.9)),
            ("$\\beta = 0.9$ averages", is(total_weight(0.9))),
            ("not an average, and", is(100.0 - share(0.9))),
            ("older than the newest", is(total_weight(0.9))),
            ("holds older errors. So", leads("eq:leaky-sum")),
            ("of the velocity over", is(200.0)),
            ("streams with β =", is(0.9)),
            ("lie two standard errors,", is(200.0 * standard_error(200))),
            ("of the variance,", is(100.0 * standard_error(200))),
            ("10 percent for", is(200.0)),
            ("Marked is β =", is(0.9)),
            (
                "= q^2 = \\frac{1+\\beta}{1-\\beta}$,",
                is(effective_size(0.9)),
            ),
            ("19 at $\\beta =", is(0.9)),
            ("the *effective size* of", leads("leaky-averages.md")),
            ("ρ of momentum, β =", is(0.9)),
            ("left | |---|---|---|---| |", is(0.02)),
            ("| 0.02 |", is(1.0 - 0.02)),
            ("0.02 | 0.980 |", is(radius(0.02))),
            ("0.980 | 0.974 |", is(left(0.02))),
            ("99 percent | |", is(0.1)),
            ("| 0.1 |", is(1.0 - 0.1)),
            ("0.1 | 0.900 |", is(radius(0.1))),
            ("0.900 | 0.949 |", is(left(0.1))),
            ("95 percent | |", is(0.5)),
            ("| 0.5 |", is(1.0 - 0.5)),
            ("0.5 | 0.500 |", is(radius(0.5))),
            ("0.500 | 0.949 |", is(left(0.5))),
            ("76 percent | |", is(1.0)),
            ("| 1 |", is(1.0 - 1.0)),
            ("1 | 0.000 |", is(radius(1.0))),
            ("0.000 | 0.949 |", is(left(1.0))),
            ("a little more than", is(limit)),
            ("for which the newest", is(10.0)),
            ("gradients carry at least", is(90.0)),
            ("result is at least", is(0.9)),
            ("You have $\\beta =", is(0.9)),
            ("0.9$ and $\\eta =", is(0.04)),
            ("and want $\\beta =", is(0.99)),
            ("the old long-run step,", is(0.04 * total_weight(0.9))),
            ("steps for $\\beta =", is(0.9)),
            ("not 0 in", leads("fig:weights")),
        ],
    );
}
