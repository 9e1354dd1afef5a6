//! The sentences that could be false.

use listings::curvature::best_rate;
use listings::ill_conditioned_problem::{CURVATURES, START, best_step, factor};
use listings::momentum_method::{momentum_arrival, spectral_radius};
use listings::ndarray::arr1;
use listings::optimal_parameters::{best_momentum, best_pair, kappa_of, larger_radius};
use listings::quadratic_functions::momentum_run;
use listings::scalar_functions::{closed_form, ringing_from, roots};
use listings::settling::Settling;
use tests::printed::{claim, prints};
use tests::states::seeded;

/// Covers claim:still-real.
#[test]
fn a_coordinate_that_does_not_ring_is_slower_than_one_that_does() {
    let claim = claim("still-real");
    let mut random = seeded(11);
    let (mut slower, mut least, mut seen) = (true, true, 0);
    for _ in 0..1000 {
        let (eta, beta) = (random.between(0.01, 1.0), random.between(0.0, 1.0));
        let rings = CURVATURES.map(|lambda| beta > ringing_from(eta, lambda));
        let own = CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda));
        for i in (0..2).filter(|i| !rings[*i]) {
            // Near a double root a rounding is as large as its square root.
            least &= own[i] > beta.sqrt() - 1e-7;
            slower &= !rings[1 - i] || own[i] > own[1 - i];
            seen += i32::from(rings[1 - i]);
        }
    }
    assert!(seen > 100, "{seen}");
    claim.says("does not ring yet");
    claim.holds(&[("the slower one", slower), ("the faster one", !slower)]);
    claim.holds(&[("is at least", least), ("is at most", !least)]);
    claim.holds(&[
        ("the larger of its roots", least),
        ("the smaller of its roots", !least),
    ]);
}

/// Covers claim:best-here.
#[test]
fn the_best_momentum_is_near_one_half() {
    let claim = claim("best-here");
    let [eta, best, rate, usual] = claim.numbers();
    let there = best_momentum(eta, CURVATURES);
    assert!(prints(best, there, 3) && prints(rate, there.sqrt(), 3));
    let more = usual > there && usual < there + 0.1;
    claim.holds(&[
        ("a little more than the best", more),
        ("a little less than the best", !more),
    ]);
    claim.says("With $\\eta = ");
    claim.says(", with the rate");
    claim.says("in our valley the best $\\beta$ is");
}

/// Covers claim:root-of-kappa, claim:best-pair, claim:take-root, claim:sum-root.
#[test]
fn with_both_free_the_root_of_kappa_takes_the_place_of_kappa() {
    let claim_rate = claim("root-of-kappa");
    let [free, plain] = claim_rate.numbers();
    let kappa = CURVATURES[1] / CURVATURES[0];
    let root = best_rate(kappa.sqrt()).unwrap();
    assert!(prints(free, root, 4) && prints(plain, best_rate(kappa).unwrap(), 4));
    assert!(prints(
        plain,
        factor(best_step(CURVATURES), CURVATURES[0]),
        4
    ));
    claim_rate.says("That is the best rate of gradient descent");
    claim_rate.says("with $\\sqrt{\\kappa}$ in place of $\\kappa$");
    let [eta, beta] = best_pair(CURVATURES);
    let best = larger_radius(eta, beta, CURVATURES);
    // Near a double root a rounding is as large as its square root.
    assert!((best - root).abs() < 1e-7);
    let mut random = seeded(12);
    let others = (0..20_000).map(|case| {
        // Anywhere, and near it.
        let near = if case % 2 == 0 { 1.0 } else { 0.01 };
        let eta = eta + near * random.between(-eta, 1.0);
        let beta = beta + near * random.between(-beta, 1.0 - beta);
        larger_radius(eta, beta, CURVATURES)
    });
    let least = others.fold(f64::INFINITY, f64::min);
    let none = least > best - 1e-7 && least < best + 0.05;
    let other = claim("best-pair");
    other.holds(&[
        ("No other pair", none),
        ("Any other pair", !none),
        ("Every other pair", !none),
    ]);
    other.holds(&[("a smaller rate", none), ("a larger rate", !none)]);
    let taken = claim("take-root").and("sum-root");
    taken.says("turns $\\kappa$ into $\\sqrt{\\kappa}$");
    taken.holds(&[
        ("the rate is smaller", free < plain),
        ("the rate is larger", free > plain),
    ]);
    taken.holds(&[
        ("costs fewer steps", free < plain),
        ("costs more steps", free > plain),
    ]);
    taken.says("On quadratic functions");
    taken.says(": in the long run the rate is");
    taken.holds(&[("the best pair", none), ("the worst pair", !none)]);
}

/// Covers claim:best-is-late.
#[test]
fn the_best_pair_arrives_later_than_the_usual_one() {
    let claim = claim("best-is-late");
    let [step, eta, beta, usual] = claim.numbers();
    claim.says("the best pair arrives");
    claim.says("at the best pair the roots");
    let arrives = |eta: f64, beta: f64| match momentum_arrival(START, eta, beta).unwrap() {
        Settling::Step(step) => step as f64,
        other => panic!("arrives {other}"),
    };
    let [best_eta, best_beta] = best_pair(CURVATURES);
    assert_eq!(
        [step, usual],
        [arrives(best_eta, best_beta), arrives(eta, beta)]
    );
    claim.holds(&[("later than", step > usual), ("earlier than", step < usual)]);
    // Near a double root a rounding is as large as its square root.
    let equal = CURVATURES.iter().all(|lambda| {
        let [one, other] = roots(best_eta, best_beta, *lambda);
        (one[0] - other[0]).abs() + (one[1] - other[1]).abs() < 1e-6
    });
    claim.holds(&[
        ("both coordinates are equal", equal),
        ("neither coordinates are equal", !equal),
    ]);
    claim.says("delays it");
}

/// Covers claim:take-critical.
#[test]
fn at_the_best_pair_all_between_the_ends_ring() {
    let claim = claim("take-critical");
    claim.says("At the best pair");
    let mut random = seeded(13);
    let mut between = true;
    for _ in 0..1000 {
        let (flat, kappa) = (random.between(0.05, 2.0), random.between(1.5, 200.0));
        let [eta, beta] = best_pair([flat, kappa * flat]);
        let lambda = flat * random.between(1.01, 0.99 * kappa);
        between &= beta > ringing_from(eta, lambda);
    }
    claim.holds(&[
        ("every coordinate between them rings", between),
        ("no coordinate between them rings", !between),
    ]);
    claim.says("both ends of the spectrum are about to ring");
}

/// Covers claim:ends-lag.
#[test]
fn without_momentum_both_ends_lag_and_with_it_nothing_does() {
    let claim = claim("ends-lag");
    let [end, steps, most] = claim.numbers();
    let [eta, beta] = best_pair([0.01, 1.0]);
    let left = |eta: f64, beta: f64| {
        [0.01, 0.1, 1.0].map(|lambda| closed_form(1.0, [eta, beta, lambda], steps as usize).abs())
    };
    let (plain, heavy) = (left(best_step([0.01, 1.0]), 0.0), left(eta, beta));
    assert!(prints(end, plain[0], 2));
    assert!(prints(most, heavy.into_iter().fold(0.0, f64::max), 2));
    let equally = (plain[0] - plain[2]).abs() < 1e-9;
    claim.holds(&[
        ("both ends lag behind equally", equally),
        ("neither ends lag behind equally", !equally),
    ]);
    let done = plain[1] < 0.05 * plain[0];
    claim.holds(&[
        ("the middle is long done", done),
        ("the middle is far behind", !done),
    ]);
    // The printed number is rounded to two decimals.
    let largest = heavy.iter().copied().fold(0.0, f64::max);
    let reached = (largest - most).abs() <= 0.005 && largest < plain[0] / 2.0;
    let least = heavy.iter().copied().fold(f64::INFINITY, f64::min);
    claim.holds(&[
        ("the most that is left of any coordinate", reached),
        (
            "the least that is left of any coordinate",
            (least - most).abs() <= 0.005,
        ),
    ]);
    claim.says("Without momentum both");
    claim.says("with the best pair");
}

/// Covers claim:more-than-longer.
#[test]
fn gradient_descent_cannot_take_the_longer_step() {
    let claim = claim("more-than-longer");
    let [longer, limit] = claim.numbers();
    let [eta, beta] = best_pair(CURVATURES);
    // A velocity that has summed up the same gradient for long.
    let path = momentum_run(
        |_| arr1(&[1.0]),
        [arr1(&[0.0]), arr1(&[0.0])],
        [eta, beta],
        200,
    );
    let path = path.unwrap();
    assert!(prints(longer, path[199][0][0] - path[200][0][0], 2));
    assert!(spectral_radius(limit, 0.0, CURVATURES[1]) == 1.0);
    let diverges = spectral_radius(longer, 0.0, CURVATURES[1]) > 1.0;
    claim.holds(&[("No: that", diverges), ("Yes: that", !diverges)]);
    claim.holds(&[
        ("above its limit", longer > limit),
        ("below its limit", longer < limit),
    ]);
}

/// Covers claim:usual-guess.
#[test]
fn the_usual_guess_is_the_best_for_one_condition_number() {
    let claim = claim("usual-guess");
    let [guess, kappa] = claim.numbers();
    assert!(prints(kappa, kappa_of(guess), 0));
    let best = |kappa: f64| best_pair([1.0, kappa])[1];
    assert!((best(kappa_of(guess)) - guess).abs() < 1e-12);
    let more = (10..1440).all(|kappa| guess > best(f64::from(kappa)));
    let less = (1443..4000).all(|kappa| guess < best(f64::from(kappa)));
    claim.holds(&[
        ("for every smaller", more && less),
        ("for every larger", !less),
    ]);
    claim.holds(&[
        ("it is more than the best", more),
        ("it is less than the best", !more),
    ]);
    claim.says("is the best one for");
}

/// Covers claim:robust.
#[test]
fn with_more_momentum_than_the_best_the_step_size_may_be_wrong() {
    let claim = claim("robust");
    let mut random = seeded(14);
    let (mut root, mut same, mut changes) = (true, true, false);
    for _ in 0..1000 {
        let eta = random.between(0.05, 0.9);
        let best = best_momentum(eta, CURVATURES);
        let rate = |eta: f64, beta: f64| larger_radius(eta, beta, CURVATURES);
        let beta = random.between(best + 0.1 * (1.0 - best), 1.0);
        let near = eta * random.between(0.99, 1.01);
        root &= rate(eta, beta) == beta.sqrt();
        same &= rate(near, beta) == rate(eta, beta);
        changes |= rate(1.01 * eta, 0.5 * best) != rate(eta, 0.5 * best);
    }
    claim.holds(&[
        ("With more momentum than", same && changes),
        ("With less momentum than", !changes),
    ]);
    claim.holds(&[("than the best", same), ("than the worst", !same)]);
    claim.says("the rate is $\\sqrt{\\beta}$");
    claim.holds(&[
        ("does not change it", root && same),
        ("does change it", !same),
    ]);
    claim.says("a small change of");
}
