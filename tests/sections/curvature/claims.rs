//! The sentences that could be false.

use listings::curvature::{best_rate, slowest_factor, steps_per_digit};
use listings::figures::Figure;
use listings::figures::curvature::{Progress, TurnedValley};
use listings::ill_conditioned_problem::{CURVATURES, best_step, factor};
use tests::drawn::distance;
use tests::plane::{
    condition_number, curvature_along, direction, gradient_descent, height, hessian, objective,
    turned_descent,
};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{OLD_START, START, near, point, spectrum, valleys};

/// `x` turned by `angle` degrees.
fn turned(x: [f64; 2], angle: f64) -> [f64; 2] {
    let [cos, sin] = direction(angle);
    [cos * x[0] - sin * x[1], sin * x[0] + cos * x[1]]
}

/// Covers claim:turned-path.
#[test]
fn turning_the_start_turns_the_path() {
    let claim = claim("turned-path");
    claim.says("No: if the start is turned by the same angle, so is every point");
    let mut random = seeded(11);
    for (curvatures, angle) in valleys(11) {
        let (eta, x) = (random.between(0.01, 0.4), point(&mut random));
        let by = random.between(-180.0, 180.0);
        let (old, new) = (hessian(curvatures, angle), hessian(curvatures, angle + by));
        let old_path = turned_descent(old, x, eta, 20).unwrap();
        let new_path = turned_descent(new, turned(x, by), eta, 20).unwrap();
        for (before, after) in old_path.iter().zip(&new_path) {
            // Roundings in numbers of the size of the path, which may run away.
            let size = 1.0 + before[0].abs() + before[1].abs();
            assert!(distance(turned(*before, by), *after) < 1e-12 * size);
            assert!(near(
                height(old, *before),
                height(new, *after),
                1e-11 * size * size
            ));
        }
    }
}

/// Covers claim:same-loss.
#[test]
fn the_loss_in_the_turned_valley_is_the_old_one() {
    let claim = claim("same-loss");
    let [steps, loss] = claim.numbers();
    claim.says("After");
    claim.says("in both valleys");
    let shown = TurnedValley::default().data().unwrap();
    assert_eq!(shown.losses.len(), steps as usize + 1);
    let old = gradient_descent(OLD_START, 0.4, steps as usize).unwrap();
    for found in [shown.losses[steps as usize], objective(old[steps as usize])] {
        assert_eq!(format!("{found:.4}"), format!("{loss:.4}"));
    }
    // The start is the old one, turned and rounded to two digits.
    let there = turned(OLD_START, TurnedValley::default().angle);
    assert!(near(START[0], there[0], 0.005) && near(START[1], there[1], 0.005));
}

/// Covers claim:hidden-curvatures.
#[test]
fn the_entries_of_the_hessian_are_not_the_curvatures() {
    let claim = claim("hidden-curvatures");
    let [angle, a, b, c, flat, steep] = claim.numbers();
    assert_eq!([angle, flat, steep], [30.0, CURVATURES[0], CURVATURES[1]]);
    let [[wide, mixed], [_, tall]] = hessian(CURVATURES, angle);
    for (printed, entry) in [(a, wide), (b, mixed), (c, tall)] {
        // Half a unit of the third digit behind the point.
        assert!(near(printed, entry, 5e-4), "{printed}");
        assert!(!near(entry, flat, 0.1) && !near(entry, steep, 0.1));
    }
    claim.says("neither");
}

/// Covers claim:which-is-slowest.
#[test]
fn the_flat_direction_is_slow_below_the_best_step_and_the_steep_one_above() {
    let claim = claim("which-is-slowest");
    claim.says("Unless all curvatures are equal");
    let mut random = seeded(12);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let best = best_step([lambdas[0], lambdas[lambdas.len() - 1]]);
        let slowest = |eta: f64| {
            let size = |i: &usize| factor(eta, lambdas[*i]).abs();
            let slowest = (0..lambdas.len()).max_by(|i, j| size(i).total_cmp(&size(j)));
            slowest.unwrap()
        };
        let below = slowest(random.between(0.01, 0.99) * best) == 0;
        let above = slowest(random.between(1.01, 2.0) * best) == lambdas.len() - 1;
        claim.holds(&[
            (
                "the flattest direction is the slowest below the best step",
                below,
            ),
            (
                "the steepest direction is the slowest below the best step",
                !below,
            ),
            (
                "the flattest direction is the slowest above the best step",
                !below,
            ),
            (
                "the flattest direction is the fastest below the best step",
                !below,
            ),
        ]);
        claim.holds(&[("and the steepest above it", above), ("below it", !above)]);
    }
}

/// Covers claim:slow-floor.
#[test]
fn every_step_size_is_slow_along_the_floor_of_our_valley() {
    let claim = claim("slow-floor");
    let [percent] = claim.numbers();
    claim.says("leaves more than");
    claim.says("along the floor after each step");
    let limit = 2.0 / CURVATURES[1];
    let left = |eta: f64| 100.0 * factor(eta, CURVATURES[0]);
    let best = best_step(CURVATURES);
    // "Hardly": by less than one percent of the distance.
    let gain = left(best) - left(limit);
    claim.holds(&[
        ("Yes, but hardly", 0.0 < gain && gain < 1.0),
        ("No, but", gain < 0.0),
    ]);
    let more = (1..1000).all(|n| left(limit * f64::from(n) / 1000.0) > percent);
    let converges =
        (1..1000).all(|n| slowest_factor(limit * f64::from(n) / 1000.0, &CURVATURES) < 1.0);
    claim.holds(&[("every step size", more), ("no step size", !more)]);
    claim.holds(&[("that converges", converges), ("that diverges", !converges)]);
    claim.holds(&[("more than", more), ("less than", !more)]);
    // It is the best such bound.
    assert!(near(left(limit), percent, 1e-12));
}

/// Covers claim:in-proportion.
#[test]
fn the_cost_of_a_digit_grows_in_proportion_to_the_condition_number() {
    let claim = claim("in-proportion");
    let [from, to, per_kappa] = claim.numbers();
    assert_eq!([from, to], [20.0, 2000.0]);
    claim.says("grows in proportion");
    claim.says("within one percent");
    let each = |kappa: f64| steps_per_digit(kappa).unwrap() / kappa;
    for share in 0..=100 {
        let kappa = from + (to - from) * f64::from(share) / 100.0;
        assert!(near(each(kappa) / each(to), 1.0, 0.01));
        assert_eq!(format!("{:.2}", each(kappa)), format!("{per_kappa:.2}"));
    }
}

/// Covers claim:same-rate, claim:thin-lines.
#[test]
fn the_components_fall_as_the_caption_says() {
    let [best, usual] = Progress::default().data().unwrap();
    let fall = |run: &listings::figures::curvature::Turned, i: usize, t: usize| {
        (run.components[t + 1][i] / run.components[t][i]).abs().ln()
    };
    let rate = best_rate(20.0).unwrap().ln();
    // Rounding of numbers up to 5 that were turned back and forth.
    let same = (0..40).all(|t| (0..2).all(|i| near(fall(&best, i, t), rate, 1e-12)));
    let claim_of = claim("same-rate");
    claim_of.holds(&[("Both fall at the same rate", same), ("rise", !same)]);
    let claim_of = claim("thin-lines");
    assert_eq!(claim_of.numbers(), [usual.eta]);
    claim_of.says("With $\\eta = ");
    claim_of.says("the one along $\\mathbf{q}_1$ falls");
    claim_of.says("and the one along $\\mathbf{q}_2$ much");
    let [flat, steep] = [0, 1].map(|i| fall(&usual, i, 0) / fall(&best, i, 0));
    // "A little": by less than half; "much": more than twice as fast.
    claim_of.holds(&[
        ("_1$ falls a little more slowly", 0.5 < flat && flat < 1.0),
        ("_1$ falls a little faster", 1.0 < flat && flat < 2.0),
    ]);
    claim_of.holds(&[
        ("_2$ much faster", steep > 2.0),
        ("_2$ much more slowly", steep < 0.5),
    ]);
}

/// Covers claim:best-loses.
#[test]
fn the_best_rate_pays_late() {
    let claim = claim("best-loses");
    let [steps, of_best, of_small, eta, ahead] = claim.numbers();
    let losses = |eta: f64| -> Vec<f64> {
        let path = gradient_descent(OLD_START, eta, 200).unwrap();
        path.into_iter().map(objective).collect()
    };
    let (small, large) = (losses(eta), losses(best_step(CURVATURES)));
    let (at, first) = (steps as usize, ahead as usize);
    assert_eq!([steps, eta], [20.0, 0.4]);
    claim.says(" with $\\eta = ");
    assert_eq!(format!("{:.4}", large[at]), format!("{of_best:.4}"));
    assert_eq!(format!("{:.4}", small[at]), format!("{of_small:.4}"));
    claim.holds(&[
        (
            "best step size has the larger loss after",
            large[at] > small[at],
        ),
        (
            "best step size has the smaller loss after",
            large[at] < small[at],
        ),
    ]);
    let only = (1..=200).all(|t| (large[t] < small[t]) == (t >= first));
    claim.holds(&[
        ("has the smaller loss only from", only),
        ("has the larger loss only from", !only),
    ]);
}

/// Covers claim:take-extremes, claim:take-modes, claim:take-rate, claim:sum-rate.
#[test]
fn what_is_taken_along_was_shown() {
    let [extremes, modes, rate] = ["take-extremes", "take-modes", "take-rate"].map(claim);
    let rate = rate.and("sum-rate");
    let mut random = seeded(13);
    for (curvatures, angle) in valleys(13) {
        let h = hessian(curvatures, angle);
        let d = direction(random.between(-180.0, 180.0));
        let curvature = curvature_along(h, d);
        // Roundings of numbers up to 8.
        let low = curvatures[0] <= curvature + 1e-14;
        let high = curvature <= curvatures[1] + 1e-14;
        extremes.holds(&[
            ("the smallest eigenvalue is its minimum", low),
            ("the largest eigenvalue is its minimum", false),
            ("the smallest eigenvalue is its maximum", false),
        ]);
        extremes.holds(&[
            ("the largest is its maximum", high),
            ("the largest is its minimum", false),
        ]);
        let turned = hessian(curvatures, angle + random.between(-90.0, 90.0));
        let [before, after] = [h, turned].map(|h| condition_number(h).unwrap());
        // Roundings of the eigenvalues, the smaller of which may be 0.04.
        let kept = near(before / after, 1.0, 1e-12);
        modes.holds(&[
            ("keeps the condition", kept),
            ("loses the condition", !kept),
        ]);
    }
    extremes.says("The curvature along a direction");
    modes.says("Along each eigenvector gradient descent is a problem of its own");
    equation("component-step");
    let more = (2..500).all(|kappa: i32| {
        let digit = |kappa| steps_per_digit(f64::from(kappa)).unwrap();
        digit(kappa) > digit(kappa - 1)
    });
    rate.says("The best rate is $(\\kappa - 1) / (\\kappa + 1)");
    rate.holds(&[
        ("with a larger $\\kappa$ a digit costs more", more),
        ("with a larger $\\kappa$ a digit costs less", !more),
        ("with a smaller $\\kappa$ a digit costs more", !more),
    ]);
}
