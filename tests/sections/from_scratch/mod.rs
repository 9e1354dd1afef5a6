//! Holds the section "Implementation from scratch" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;
mod training;

use std::sync::OnceLock;

use listings::from_scratch::{
    DROPPED, PRINTED, Regression, Run, SAME_STEP, SETTINGS, Settings, last_losses, least_squares,
    loss, second_moments, standardized, synthetic_losses, train,
};
use listings::quadratic_functions::eigen;
use listings::samples;
use listings::statistics::spread;
use listings::stochastic_gradients::feedback_variance;
use tests::told::{assert_told, is, leads};

/// The data of the section.
fn diabetes() -> &'static Regression {
    static DATA: OnceLock<Regression> = OnceLock::new();
    DATA.get_or_init(|| standardized(&samples::diabetes().unwrap()).unwrap())
}

/// The smallest loss of these data.
fn optimum() -> f64 {
    loss(diabetes(), &least_squares(diabetes()).unwrap())
}

/// The last losses of a hundred seeds.
fn ends(pair: [f64; 2], batch: usize) -> Vec<f64> {
    last_losses(diabetes(), pair, batch, 100).unwrap()
}

/// The three settings, in batches of ten; computed once for all tests.
fn three() -> &'static [Vec<f64>; 3] {
    static ENDS: OnceLock<[Vec<f64>; 3]> = OnceLock::new();
    ENDS.get_or_init(|| SETTINGS.map(|pair| ends(pair, 10)))
}

/// The medians of the settings of the same effective step, in batches of ten
/// and of thirteen.
fn same_step() -> &'static [[f64; 3]; 2] {
    static MEDIANS: OnceLock<[[f64; 3]; 2]> = OnceLock::new();
    MEDIANS
        .get_or_init(|| [10, 13].map(|batch| SAME_STEP.map(|pair| spread(&ends(pair, batch))[1])))
}

/// The medians of the three settings in batches of thirteen.
fn thirteen() -> &'static [f64; 3] {
    static MEDIANS: OnceLock<[f64; 3]> = OnceLock::new();
    MEDIANS.get_or_init(|| SETTINGS.map(|pair| spread(&ends(pair, 13))[1]))
}

/// The losses of a hundred synthetic data sets after each of three epochs.
fn made() -> &'static [Vec<f64>; 3] {
    static MADE: OnceLock<[Vec<f64>; 3]> = OnceLock::new();
    MADE.get_or_init(|| {
        let sets: Vec<[f64; 3]> = (1..=100)
            .map(|seed| synthetic_losses(seed, DROPPED))
            .collect();
        [0, 1, 2].map(|epoch| sets.iter().map(|losses| losses[epoch]).collect())
    })
}

/// As many steps of the third setting as seven epochs have, each with all
/// samples.
fn quiet_run() -> Run {
    let [eta, beta] = SETTINGS[2];
    let settings = Settings {
        eta,
        beta,
        batch: 442,
        epochs: 7 * 45,
        seed: 1,
    };
    train(diabetes(), settings, |_| ()).unwrap()
}

/// Their last loss.
fn quiet() -> f64 {
    quiet_run().losses[315]
}

/// Covers text:from-scratch.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let made = |epoch: usize, which: usize| is(spread(&made()[epoch])[which] / 1e-5);
    let same = |batch: usize, which: usize| is(same_step()[batch][which]);
    let steepest = eigen(&second_moments(diabetes())).unwrap().0[10];
    // What the variance has beyond the effective step, by its recursion.
    let factors = SETTINGS.iter().chain(&SAME_STEP).map(|&[eta, beta]| {
        let [_, variance, _] = feedback_variance(eta, beta, steepest, 2500);
        2.0 * steepest * variance * (1.0 - beta) / eta
    });
    let factor = factors.fold(0.0, f64::max);
    assert_told(
        "from-scratch",
        &[
            ("all samples (orange) during", is(7.0)),
            ("momentum with $\\eta =", is(0.005)),
            ("0.005$ and $\\beta =", is(0.9)),
            ("0.9$ in batches of", is(10.0)),
            ("smallest loss of all,", is(optimum())),
            ("The samples are", is(442.0)),
            ("people with diabetes:", is(10.0)),
            ("all of them; the", leads("leaky-averages.md")),
            ("step is that of", leads("momentum-method.md")),
            ("one of the", leads("quadratic-functions.md")),
            ("explains 1 minus twice", is(optimum())),
            (
                "the variance, which is",
                is(100.0 * (1.0 - 2.0 * optimum())),
            ),
            ("three settings, $\\eta =", is(0.02)),
            ("0.02$ with $\\beta =", is(0.5)),
            ("= 0.5$, $\\eta =", is(0.01)),
            ("0.01$ with $\\beta =", is(0.9)),
            ("0.9$ and $\\eta =", is(0.005)),
            ("0.005$ with $\\beta =", is(0.9)),
            ("$\\beta = 0.9$, with", is(100.0)),
            ("is the median of", is(100.0)),
            ("than with $\\eta =", is(0.02)),
            ("= 0.02$, $\\beta =", is(0.5)),
            ("the same seed. The", is(100.0)),
            ("What decides", leads("effective-sample-weight.md")),
            ("*effective step*. It is", is(0.02 / (1.0 - 0.5))),
            ("step*. It is 0.04,", is(0.01 / (1.0 - 0.9))),
            ("is 0.04, 0.10 and", is(0.005 / (1.0 - 0.9))),
            ("that the reason? In", leads("eq:feedback-point")),
            ("The largest eigenvalue is", is(steepest)),
            ("factor is at most", is(factor)),
            ("effective step. Medians of", is(100.0)),
            ("setting | batches of", is(10.0)),
            ("10 | batches of", is(13.0)),
            ("|---|---|---| | $\\eta =", is(0.05)),
            ("= 0.050$, $\\beta =", is(0.0)),
            ("= 0.0$ |", same(0, 0)),
            ("| 0.24879 |", same(1, 0)),
            ("| | $\\eta =", is(0.025)),
            ("= 0.025$, $\\beta =", is(0.5)),
            ("= 0.5$ |", same(0, 1)),
            ("| 0.24532 |", same(1, 1)),
            ("| | $\\eta =", is(0.005)),
            ("= 0.005$, $\\beta =", is(0.9)),
            ("= 0.9$ |", same(0, 2)),
            ("| 0.24405 |", same(1, 2)),
            ("Why? Batches of", is(10.0)),
            ("10 do not divide", is(442.0)),
            ("epoch is left with", is(f64::from(442 % 10))),
            ("later. Set $\\beta =", is(0.0)),
            ("0$ and $\\eta =", is(0.05)),
            ("$\\eta = 0.05$ in", leads("fig:training")),
            ("of as many steps,", is(quiet() - optimum())),
            ("older chapter show how much.", is(1000.0)),
            ("noise of standard deviation", is(0.01)),
            ("have the expected loss", is(0.5 * 0.01 * 0.01)),
            ("weights of standard deviation", is(1.0)),
            ("1, in batches of", is(10.0)),
            ("train with $\\eta =", is(0.2)),
            ("all with $\\beta =", is(0.9)),
            ("one run; here are", is(100.0)),
            ("in units of", is(1e-5)),
            ("|---|---|---|---| | 1 |", is(PRINTED[0] / 1e-5)),
            ("35 |", made(0, 1)),
            ("458 |", made(0, 0)),
            ("27 to", made(0, 2)),
            ("| | 2 |", is(PRINTED[1] / 1e-5)),
            ("2 | 6.6 |", made(1, 1)),
            ("6.6 | 6.6 |", made(1, 0)),
            ("5.1 to", made(1, 2)),
            ("| | 3 |", is(PRINTED[2] / 1e-5)),
            ("5.05 |", made(2, 1)),
            ("5.10 |", made(2, 0)),
            ("4.71 to", made(2, 2)),
            ("Your own table Below", leads("fig:training")),
            ("a batch size between", is(10.0)),
            ("size between 10 and", is(20.0)),
            ("and 20, but not", is(13.0)),
            ("ends of epochs in", leads("fig:training")),
            ("[Figure](fig:training) at $\\beta =", is(0.0)),
            ("0$ and $\\eta =", is(0.05)),
            ("The data are those of", leads("ref:efron2004")),
            ("into Deep Learning* by", leads("ref:zhang2023")),
            ("The Straight Dope* by", leads("ref:lipton2017")),
        ],
    );
}
