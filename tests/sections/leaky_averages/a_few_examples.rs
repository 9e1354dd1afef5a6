//! "A gradient from a few examples".

use formula::Bindings;
use listings::leaky_averages::{DATA, mean_gradient, mean_loss};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::gradients;

#[test]
fn the_gradient_is_the_slope_of_the_mean_loss() {
    let mut random = seeded(1);
    for _ in 0..1000 {
        let data = gradients(1 + random.between(0.0, 9.0) as usize, &mut random);
        let (x, h) = (random.between(-5.0, 5.0), 1e-3);
        let slope = (mean_loss(x + h, &data) - mean_loss(x - h, &data)) / (2.0 * h);
        // Exact for a quadratic, but for the rounding of numbers up to 50.
        assert!((slope - mean_gradient(x, &data)).abs() < 1e-10);
    }
    assert_eq!(mean_loss(1.0, &[1.0, 3.0]), 1.0);
    assert_eq!(mean_gradient(1.0, &[1.0, 4.0]), -1.5);
    assert_eq!(DATA.iter().sum::<f64>(), 8.0);
}

/// Covers eq:mean-loss, eq:mean-gradient, lst:mean_gradient.
#[test]
fn the_printed_loss_and_gradient_are_those_that_run() {
    let mut random = seeded(11);
    let (loss, slope) = (equation("mean-loss"), equation("mean-gradient"));
    for case in 0..1000 {
        let data = match case {
            0 => DATA.to_vec(),
            1 => vec![2.5],
            _ => gradients(1 + random.between(0.0, 9.0) as usize, &mut random),
        };
        let bindings = || {
            Bindings::new()
                .scalar("x", if case == 1 { 2.5 } else { data[0] + 0.7 })
                .integer("n", data.len() as i64)
                .vector("a", &data)
        };
        loss.holds(&bindings().function("f", |x| Ok(mean_loss(x.real(0)?, &data).into())));
        let mean = data.iter().sum::<f64>() / data.len() as f64;
        slope.holds(
            &bindings()
                .scalar("\\bar a", mean)
                .function("f'", |x| Ok(mean_gradient(x.real(0)?, &data).into())),
        );
    }
}

/// Covers claim:batches-disagree.
#[test]
fn the_minibatches_disagree() {
    let claim = claim("batches-disagree");
    let gradients: [f64; 4] = claim.numbers();
    let computed: Vec<f64> = DATA.chunks(2).map(|b| mean_gradient(0.0, b)).collect();
    assert_eq!(gradients[..], computed);
    let truth = mean_gradient(0.0, &DATA);
    match claim.word(&["none of them is right", "all of them is right"]) {
        "none of them is right" => assert!(computed.iter().all(|g| *g != truth)),
        _ => assert!(computed.iter().all(|g| *g == truth)),
    }
    match claim.word(&["is positive", "is negative"]) {
        "is positive" => assert!(computed[2] > 0.0 && truth < 0.0),
        _ => assert!(computed[2] < 0.0),
    }
    assert_eq!(claim.word(&["the third is"]), "the third is");
}

/// Covers claim:batches-agree.
#[test]
fn the_minibatches_agree_on_average() {
    let claim = claim("batches-agree");
    let [mean] = claim.numbers();
    let computed: Vec<f64> = DATA.chunks(2).map(|b| mean_gradient(0.0, b)).collect();
    assert_eq!(mean, computed.iter().sum::<f64>() / 4.0);
    assert_eq!(mean, mean_gradient(0.0, &DATA));
    // The opposite, "none four", is no sentence.
    assert_eq!(claim.word(&["mean of all four is"]), "mean of all four is");
}
