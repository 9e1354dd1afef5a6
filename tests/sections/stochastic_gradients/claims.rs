//! The sentences that could be false.

use listings::momentum_method::spectral_radius;
use listings::stochastic_gradients::{
    expected_losses, fine_tuning_from, least, momenta, path_distance, path_noise, two_parts,
};
use tests::printed::{claim, prints};

use super::settled;

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

/// Covers claim:grows, claim:take-valley, claim:sum-valley.
#[test]
fn at_the_same_step_size_the_noise_grows_with_momentum() {
    let [said, taken] = ["grows", "take-valley"].map(claim);
    let taken = taken.and("sum-valley");
    let same_eta = |beta: f64| settled(0.01, beta);
    let same_speed = |beta: f64| settled(0.01 * (1.0 - beta), beta);
    let betas = || (0..100).map(|n| f64::from(n) / 100.0);
    let grows = betas()
        .zip(betas().skip(1))
        .all(|(low, high)| same_eta(high) > same_eta(low));
    let about =
        betas().all(|beta| (same_eta(beta) * (1.0 - beta) / same_eta(0.0) - 1.0).abs() < 0.01);
    let hardly = betas().all(|beta| (same_speed(beta) / same_speed(0.0) - 1.0).abs() < 0.01);
    for words in [&said, &taken] {
        words.holds(&[
            ("noise grows with $\\beta$", grows),
            ("noise falls with $\\beta$", !grows),
        ]);
        words.says("t the same step size");
        words.holds(&[("hardly changes", hardly), ("changes much", !hardly)]);
        words.says("at the same long-run speed");
    }
    taken.says("In a valley");
    let falls_where_steep = settled(1.9, 0.5) < settled(1.9, 0.0);
    for words in [&said, &taken] {
        words.holds(&[
            (
                "here $\\eta\\lambda$ is small, the noise",
                falls_where_steep,
            ),
            ("here $\\eta\\lambda$ is large, the noise", false),
        ]);
    }
    said.holds(&[("about as $\\frac{1}{1 - \\beta}$", about)]);
}

/// Covers claim:valley-averages, claim:valley-slower.
#[test]
fn in_a_valley_momentum_averages_and_pays_with_speed_where_it_is_steep() {
    let averages = claim("valley-averages");
    let left = |product: f64| 100.0 * settled(0.1 * product, 0.9) / settled(product, 0.0);
    let steps = || (1..19).map(|n| f64::from(n) / 10.0);
    let falls = steps().all(|product| left(product + 0.05) < left(product));
    let [flat, flat_left, steep, steep_left] = averages.numbers();
    assert!(prints(flat_left, left(flat), 0) && prints(steep_left, left(steep), 0));
    averages.says("of the variance of gradient descent");
    let little = falls && flat_left > 98.0 && steep_left < 60.0 && flat < steep;
    averages.holds(&[
        (
            "In flat directions momentum averages almost nothing, in steep ones much",
            little,
        ),
        (
            "In steep directions momentum averages almost nothing, in flat ones much",
            !little,
        ),
    ]);

    let slower = claim("valley-slower");
    let [beta, edge, high] = slower.numbers();
    let faster =
        |product: f64| spectral_radius(product * (1.0 - beta), beta, 1.0) < (1.0 - product).abs();
    let shares = || (1..20).map(|n| f64::from(n) / 20.0);
    let below = shares().all(|share| faster(share * edge));
    let between = shares().all(|share| !faster(edge + share * (high - edge)));
    for edge in [edge, high] {
        assert!(faster(edge - 0.001) != faster(edge + 0.001));
    }
    slower.holds(&[
        (
            "momentum is slower where $\\eta\\lambda$ is between",
            between,
        ),
        (
            "momentum is faster where $\\eta\\lambda$ is between",
            !between,
        ),
    ]);
    slower.holds(&[("and faster below", below), ("and slower below", !below)]);
}

/// Covers claim:phases, claim:drop, claim:take-phases.
#[test]
fn a_smaller_step_size_pays_when_the_noise_is_the_larger_part() {
    let [said, taken] = ["drop", "take-phases"].map(claim);
    let phases = claim("phases");
    phases.says("fine-tuning begins at step");
    let [begins] = phases.numbers();
    let [steps, constant, small, from, dropped] = said.numbers();
    let run = |etas: &[f64]| two_parts(4.0, etas, 0.9, 1.0);
    let loss = |etas: &[f64]| run(etas)[steps as usize].iter().sum::<f64>();
    let mut etas = vec![0.01; steps as usize];
    let whole = run(&etas);
    let begin = fine_tuning_from(&whole, 1.0);
    assert!(begins == begin as f64 && from == begins);
    assert!(prints(constant, loss(&etas), 4));
    let low = vec![0.001; steps as usize];
    assert!(prints(small, loss(&low), 4));
    let [mean, noise] = run(&low)[steps as usize];
    said.holds(&[("because the mean has not arrived", mean > noise)]);
    etas[begin..].fill(0.001);
    assert!(prints(dropped, loss(&etas), 4));
    said.says("with a tenth of the step size from the start");
    said.says("with a tenth from step");
    let best = loss(&etas) < loss(&low).min(constant);
    taken.holds(&[
        ("First a large step size pays, then a small one", best),
        ("First a small step size pays, then a large one", !best),
    ]);
    let larger = whole[begin][1] >= whole[begin][0] && whole[begin - 1][1] < whole[begin - 1][0];
    taken.holds(&[
        ("lower it when noise is the larger part", best && larger),
        ("lower it when noise is the smaller part", !larger),
    ]);
}

/// Covers claim:batch.
#[test]
fn a_larger_batch_allows_a_larger_step() {
    let said = claim("batch");
    let [eta, beta, one, floor, batch, step, larger] = said.numbers();
    assert!(one == 1.0 && step == batch);
    assert!(prints(floor, settled(eta, beta), 4));
    assert!(prints(larger, settled(batch * eta, beta) / batch, 4));
    said.says("the variance of the point is");
    said.says("times the batch and");
    said.says("times the step size it is");
    // And so it is about the same.
    assert!((larger / floor - 1.0).abs() < 0.05);
}

/// Covers claim:worth, claim:helps, claim:take-worth, claim:sum-worth.
#[test]
fn momentum_is_worth_much_where_there_is_little_noise() {
    let [said, taken] = ["worth", "take-worth"].map(claim);
    let taken = taken.and("sum-worth");
    let (plain, heavy) = (expected_losses(&[0.0], 50), expected_losses(&momenta(), 50));
    let gain = |sigma: f64| least(&plain, sigma) / least(&heavy, sigma);
    let [low, times_low, middle, times, high] = said.numbers();
    said.says("With the noise $\\sigma = 0.01$");
    said.says("; with $\\sigma = 1$");
    said.says("and with $\\sigma = 10$");
    assert!(prints(times_low, gain(low), 0) && prints(times, gain(middle), 1));
    said.holds(&[("not even one percent", (1.0..1.01).contains(&gain(high)))]);
    let lower = gain(low) > gain(middle) && gain(middle) > gain(high) && gain(high) >= 1.0;
    said.holds(&[("times lower", lower), ("times higher", !lower)]);
    let falls = (-20..10).all(|i| {
        let sigma = |i: i32| 10_f64.powf(f64::from(i) / 10.0);
        gain(sigma(i)) > gain(sigma(i + 1))
    });
    claim("helps").holds(&[
        ("The more noise there is, the less momentum gains", falls),
        ("The less noise there is, the less momentum gains", !falls),
        ("The more noise there is, the more momentum gains", !falls),
    ]);
    taken.says("In our valley, with both tuned");
    taken.says("over gradient descent");
    taken.holds(&[
        ("gains much over gradient descent with little noise", lower),
        ("gains much over gradient descent with much noise", !lower),
    ]);
    taken.says("as in large batches");
    taken.holds(&[
        ("almost nothing with much noise", gain(high) < 1.01),
        ("almost nothing with little noise", !lower),
    ]);
}
