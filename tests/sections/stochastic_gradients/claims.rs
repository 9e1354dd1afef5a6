//! The sentences that could be false.

use listings::momentum_method::spectral_radius;
use listings::stochastic_gradients::{feedback_variance, path_distance, path_noise};
use tests::printed::{claim, prints};

use super::left;

/// The variance of the point relative to the square of its distance, as a
/// multiple of that of gradient descent.
fn per_distance(beta: f64, steps: usize) -> f64 {
    path_noise(beta, steps) / path_distance(beta, steps).powi(2)
}

/// Covers claim:noise-stays, claim:noise-per-distance, claim:take-slope.
#[test]
fn the_noise_of_the_path_stays() {
    let stays = claim("noise-stays");
    stays.says("With $\\beta = ");
    let [beta, later, percent, long, percent_long] = stays.numbers();
    for (steps, percent) in [(later, percent), (long, percent_long)] {
        assert!(prints(percent, 100.0 * path_noise(beta, steps as usize), 0));
        stays.says(&format!("after {steps} steps"));
    }
    stays.says("of that without momentum at the same long-run speed");
    assert!((path_noise(0.0, 100) - 1.0).abs() < 1e-12);

    let relative = claim("noise-per-distance");
    relative.says("With $\\beta = ");
    let [beta, percent, later, times, early, times_early] = relative.numbers();
    assert!(prints(
        percent,
        100.0 * path_distance(beta, later as usize),
        0
    ));
    for (steps, times) in [(later, times), (early, times_early)] {
        assert!(prints(times, per_distance(beta, steps as usize), 3));
        relative.says(&format!("after {steps} steps"));
    }
    let more = (1..100).all(|n| per_distance(f64::from(n) / 100.0, 50) > 1.0);
    let taken = claim("take-slope");
    taken.holds(&[
        ("noise of the path stays", more),
        ("noise of the path goes", !more),
    ]);
    taken.holds(&[
        ("never has less", more),
        ("never has more", !more),
        ("always has less", !more),
    ]);
}

/// Covers claim:feedback-adds.
#[test]
fn feedback_adds_noise() {
    let claim = claim("feedback-adds");
    // The digits between them are those of σ².
    let [fed, _, free, _, beta, product] = claim.numbers();
    let variance = |eta: f64| feedback_variance(eta, beta, 1.0, 5000)[0];
    assert!(prints(fed, variance(product), 2) && prints(free, variance(0.0), 2));
    let more = variance(product) > variance(0.0);
    claim.holds(&[("more noisy", more), ("less noisy", !more)]);
    claim.says("with the variance");
}

/// Covers claim:valley-averages, claim:valley-slower, claim:take-valley.
#[test]
fn in_a_valley_momentum_averages_and_pays_with_speed_where_it_is_steep() {
    let averages = claim("valley-averages");
    let steps = || (1..19).map(|n| f64::from(n) / 10.0);
    let all = steps().all(|product| left(product, 0.9) < 1.0);
    let falls = steps().all(|product| left(product + 0.05, 0.9) < left(product, 0.9));
    averages.holds(&[
        ("momentum does average", all),
        ("momentum does not average", !all),
    ]);
    averages.holds(&[
        ("the more the larger", falls),
        ("the less the larger", !falls),
    ]);

    let slower = claim("valley-slower");
    let faster = |product: f64| spectral_radius(product * 0.1, 0.9, 1.0) < 1.0 - product;
    let others = [0.1, 0.5, 1.0].into_iter().all(|product| !faster(product));
    slower.holds(&[
        (
            "flat direction of the first row momentum is faster",
            faster(0.02),
        ),
        (
            "flat direction of the first row momentum is slower",
            !faster(0.02),
        ),
    ]);
    slower.holds(&[
        ("in the others slower", others),
        ("in the others faster", !others),
    ]);

    let taken = claim("take-valley");
    taken.says("at the same long-run speed slow directions");
    taken.holds(&[
        ("some of it goes", all),
        ("all of it stays", !all),
        ("none of it goes", !all),
    ]);
    taken.holds(&[
        (
            "slow directions become faster and fast ones slower",
            faster(0.02) && others,
        ),
        (
            "slow directions become slower and fast ones faster",
            !faster(0.02),
        ),
        (
            "slow directions become faster and fast ones faster",
            !others,
        ),
        (
            "slow directions become slower and fast ones slower",
            !faster(0.02),
        ),
    ]);
}
