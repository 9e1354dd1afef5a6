//! Holds the section "Leaky averages" to its word.

mod a_few_examples;
mod a_sum_that_leaks;
mod captions;
mod exercises;
mod how_long_is_the_memory;
mod takeaways;
mod the_leaky_average;

use formula::Bindings;
use listings::figures::leaky_averages::{
    Curve, GUIDES, Impulse, ImpulseAverage, Memory, Timescales,
};
use listings::figures::{Drawing, Figure, Window};
use listings::leaky_averages::{
    DATA, effective_size, half_life, leaky_average, leaky_sum, mean_age, mean_gradient,
};
use tests::drawn::{draw, elements, of};
use tests::states::Seeded;
use tests::told::{assert_told, is, leads};

const BETA: f64 = 0.9;

/// A stream of `steps` gradients.
fn gradients(steps: usize, random: &mut Seeded) -> Vec<f64> {
    (0..steps).map(|_| random.between(-5.0, 5.0)).collect()
}

/// The leaky sum of `steps` gradients of 1.
fn sum_of_ones(beta: f64, steps: usize) -> f64 {
    leaky_sum(&vec![1.0; steps], beta).unwrap()[steps]
}

/// What the leaky sum keeps of a gradient of 1, by its age.
fn sum_weights(beta: f64, ages: usize) -> Vec<f64> {
    let mut stream = vec![0.0; ages + 1];
    stream[0] = 1.0;
    leaky_sum(&stream, beta).unwrap().split_off(1)
}

/// What the leaky average keeps of a gradient of 1, by its age.
fn average_weights(beta: f64, ages: usize) -> Vec<f64> {
    let mut stream = vec![0.0; ages + 1];
    stream[0] = 1.0;
    leaky_average(&stream, beta).unwrap().split_off(1)
}

/// A β, its ends among the first cases, a stream, and a step of it from
/// `first` on.
fn case(number: usize, first: usize, random: &mut Seeded) -> (f64, Vec<f64>, i64) {
    let beta = match number {
        0 => 0.0,
        1 => 0.99,
        _ => random.between(0.01, 0.99),
    };
    let t = first + random.between(0.0, 9.0) as usize;
    // The stream is longer than what is asked of it.
    (beta, gradients(t + 2, random), t as i64)
}

fn bind<'a>(beta: f64, stream: &[f64], t: i64) -> Bindings<'a> {
    Bindings::new()
        .scalar("\\beta", beta)
        .integer("t", t)
        .sequence("g", 1, stream.iter().copied())
}

const WEIGHTS: Window = Window {
    x: [0.0, 20.0],
    y: [0.0, 1.0],
};

fn line(weights: &[f64], height: fn(f64) -> f64) -> Vec<[f64; 2]> {
    let points = (0..).zip(weights);
    points
        .map(|(age, w)| [f64::from(age), height(*w)])
        .collect()
}

/// Writing of one role, in the order of the picture.
fn texts(drawing: &Drawing, role: &str) -> Vec<String> {
    let elements = elements(drawing);
    let texts = of(&elements, "text", role);
    texts.iter().map(|e| e.text.clone()).collect()
}

/// How near to 10 the half-life of the first exercise has to be.
const CLOSE: f64 = 0.0005;

/// What stands beside the figures, at their defaults.
#[test]
fn the_figures_say_what_they_show() {
    let readout = |drawing: &Drawing| -> Vec<String> {
        drawing
            .readout
            .iter()
            .map(|r| format!("{}: {}", r.name, r.value))
            .collect()
    };
    let drawing = draw(&Impulse::default());
    assert_eq!(
        readout(&drawing),
        [
            "weight at age 0: 1.000",
            "weight at age 10: 0.3487",
            "weight at age 20: 0.1216",
            "total weight: 10.00"
        ]
    );
    assert_eq!(
        drawing.description,
        "The weight of a gradient in the leaky sum against its age, for β = 0.9: 1.000 at age 0, \
         0.3487 at age 10, 0.1216 at age 20. Thin lines show β = 0.95, 0.9, 0.6, 0."
    );
    assert_eq!(
        drawing.table.columns,
        [
            "age τ",
            "weight for your β",
            "β = 0.95",
            "β = 0.9",
            "β = 0.6",
            "β = 0"
        ]
    );
    assert_eq!(drawing.table.rows.len(), 21);
    assert_eq!(
        drawing.table.rows[2],
        ["2", "0.8100", "0.9025", "0.8100", "0.3600", "0"]
    );

    let drawing = draw(&ImpulseAverage::default());
    assert_eq!(
        readout(&drawing),
        [
            "weight at age 0: 0.1000",
            "weight at age 10: 0.03487",
            "weight at age 20: 0.01216",
            "total weight: 1.000"
        ]
    );
    assert!(drawing.description.contains("in the leaky average"));

    let drawing = draw(&Timescales::default());
    assert_eq!(
        readout(&drawing),
        [
            "half-life in steps: 6.579",
            "mean age in steps: 9.000",
            "effective size in gradients: 19.00",
            "total weight of the sum: 10.00"
        ]
    );
    assert!(drawing.description.ends_with(
        "at the half-life 6.579 and at the mean age 9.000, a level line is as long as the \
         effective size 19.00."
    ));
    assert_eq!(drawing.table.rows[2], ["2", "0.8100"]);
    assert_eq!(drawing.table.rows.len(), 26);

    // What a slider never says and an address may.
    let drawing = draw(&Impulse { beta: 0.12345 });
    assert!(drawing.description.contains("for β = 0.123:"));
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![],
        vec![f64::NAN; 3],
        vec![1e300, -1e300, 0.0],
        vec![0.0],
    ];
    for data in odd {
        let curve = Curve {
            beta: f64::NAN,
            weights: data.clone(),
        };
        for curves in [vec![], vec![curve.clone()], vec![curve.clone(), curve]] {
            elements(&Impulse::default().drawing(&curves).unwrap());
            elements(&ImpulseAverage::default().drawing(&curves).unwrap());
        }
        let memory = Memory {
            weights: data.clone(),
            lengths: [f64::NAN, -1e300, f64::INFINITY],
        };
        elements(&Timescales::default().drawing(&memory).unwrap());
    }
}

/// Covers text:leaky-averages.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let mean = DATA.iter().sum::<f64>() / DATA.len() as f64;
    let total = |beta: f64| sum_of_ones(beta, 10_000);
    assert_told(
        "leaky-averages",
        &[
            ("the old ones. With $\\beta =", is(BETA)),
            ("its age in steps, for $\\beta =", is(BETA)),
            ("(dots) and $\\beta =", is(GUIDES[0])),
            ("and $\\beta = 0.95$,", is(GUIDES[2])),
            ("0.6 and", is(GUIDES[3])),
            (
                "*gradient descent*, and",
                leads("ill-conditioned-problem.md"),
            ),
            ("The eight numbers", is(DATA[0])),
            ("The eight numbers 2,", is(DATA[1])),
            ("−1,", is(DATA[2])),
            ("0.5,", is(DATA[3])),
            ("2.5,", is(DATA[4])),
            ("−2.5,", is(DATA[5])),
            ("1.5,", is(DATA[6])),
            ("1.5, 1 and", is(DATA[7])),
            ("have the mean", is(mean)),
            ("have the mean 1. At $x =", is(0.0)),
            ("At $x = 0$ the gradient is", is(mean_gradient(0.0, &DATA))),
            ("at every step. In", leads("momentum-method.md")),
            ("What is in the bucket? Put", leads("eq:leaky-sum")),
            ("average*. It is", leads("eq:leaky-sum")),
            ("Predict: which $\\beta$ of", leads("fig:impulse")),
            ("which one a gradient of age", is(WEIGHTS.x[1])),
            ("on a logarithmic axis, for $\\beta =", is(BETA)),
            ("(dots) and $\\beta =", is(GUIDES[0])),
            ("and $\\beta = 0.95$,", is(GUIDES[2])),
            ("0.6 and", is(GUIDES[3])),
            ("0.6 and 0. For $\\beta =", is(GUIDES[3])),
            ("Differentiate both sides of", leads("eq:weight-sum")),
            ("on trust until", leads("effective-sample-weight.md")),
            (
                "mean age | effective size | |---|---|---|---|---| |",
                is(0.5),
            ),
            (
                "effective size | |---|---|---|---|---| | 0.5 |",
                is(total(0.5)),
            ),
            ("| 0.5 | 2 |", is(half_life(0.5))),
            ("| 2 | 1.00 |", is(mean_age(0.5))),
            ("| 1.00 | 1 |", is(effective_size(0.5))),
            ("| 3 | |", is(0.9)),
            ("| | 0.9 |", is(total(0.9))),
            ("| 0.9 | 10 |", is(half_life(0.9))),
            ("| 10 | 6.58 |", is(mean_age(0.9))),
            ("| 6.58 | 9 |", is(effective_size(0.9))),
            ("| 19 | |", is(0.99)),
            ("| | 0.99 |", is(total(0.99))),
            ("| 0.99 | 100 |", is(half_life(0.99))),
            ("| 100 | 68.97 |", is(mean_age(0.99))),
            ("| 68.97 | 99 |", is(effective_size(0.99))),
            ("The weights for $\\beta =", is(BETA)),
            ("when the result is within", is(CLOSE)),
            ("of 10. Keep", is(5.0)),
            ("sum of equal gradients at least", is(99.0)),
            ("percent of its limit, if $\\beta =", is(BETA)),
            ("into Deep Learning* by", leads("ref:zhang2023")),
        ],
    );
}
