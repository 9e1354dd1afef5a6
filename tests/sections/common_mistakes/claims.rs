//! The sentences that say what is so.

use listings::effective_sample_weight::{growth, signal_gain};
use listings::ill_conditioned_problem::{CURVATURES, START, gradient_descent, objective};
use listings::momentum_method::{momentum_descent, spectral_radius};
use listings::ndarray::arr1;
use listings::optimal_parameters::{best_pair, larger_radius};
use listings::quadratic_functions::{minimizer, minimum, value};
use tests::printed::{claim, prints};

use super::bowls;

/// Whether gradient descent is within 10⁻³ of the minimum.
fn is_there(x: &listings::ndarray::Array1<f64>) -> bool {
    x.dot(x) <= 1e-6
}

/// Covers claim:square-lacks.
#[test]
fn the_square_with_the_wrong_sign_lacks_twice_the_product() {
    let claim = claim("square-lacks");
    let x = arr1(&[1.5, -0.5]);
    let lacks = bowls(3).all(|h| {
        // x − Q⁻¹c is as far from x* as x − 2Q⁻¹c would be.
        let other = &x + 2.0 * minimizer(&h);
        let square = value(&h, &other) - minimum(&h);
        let wrong = square + minimum(&h);
        (value(&h, &x) - wrong - 2.0 * x.dot(&h.c)).abs() < 1e-9
    });
    claim.says("The right side");
    claim.holds(&[("lacks $2\\, \\mathbf{x}^\\top \\mathbf{c}$", lacks)]);
}

/// Covers claim:weights-add-up, claim:worth-more.
#[test]
fn the_velocity_has_the_weight_of_ten_and_the_worth_of_nineteen() {
    let claim_weight = claim("weights-add-up");
    let [weight, beta, one] = claim_weight.numbers();
    let sum = growth(beta, 500);
    assert!(prints(weight, sum, 0) && beta == 0.9 && one == 1.0);
    claim_weight.holds(&[("not to 1", weight != one), ("that is 1", weight == one)]);
    claim_weight.says("nearly");
    let claim_worth = claim("worth-more");
    let [size] = claim_worth.numbers();
    let gain = signal_gain(0.9);
    assert!(prints(size, gain * gain, 0));
    let ratio = size / weight;
    claim_worth.holds(&[
        ("nearly twice as many", 1.8 < ratio && ratio < 2.0),
        ("half as many", ratio < 1.0),
    ]);
    claim_worth.says("if \"effective\" means noise");
}

/// Covers claim:one-step, claim:alternates.
#[test]
fn at_one_a_step_is_enough_and_beyond_it_a_coordinate_alternates() {
    let claim_step = claim("one-step");
    let [one, beta, radius] = claim_step.numbers();
    let steps = gradient_descent([0.0, 3.0], one / CURVATURES[1], 1).unwrap();
    claim_step.holds(&[
        ("gradient descent needs one step", is_there(&steps[1])),
        ("gradient descent needs more", !is_there(&steps[1])),
    ]);
    assert!(beta == 0.9 && prints(radius, spectral_radius(one, beta, 1.0), 3));
    claim_step.says("the spectral radius is");
    let claim_sign = claim("alternates");
    let [product, factor] = claim_sign.numbers();
    assert!(product == 1.9 && prints(factor, 1.0 - product, 1));
    let path = gradient_descent([0.0, 3.0], product / CURVATURES[1], 50).unwrap();
    let pairs = || path.windows(2).map(|pair| [pair[0][1], pair[1][1]]);
    let alternates = pairs().all(|[a, b]| a * b < 0.0);
    let shrinks = pairs().all(|[a, b]| b.abs() < a.abs());
    claim_sign.holds(&[("alternates", alternates), ("keeps its sign", !alternates)]);
    claim_sign.holds(&[("and shrinks", shrinks), ("and grows", !shrinks)]);
}

/// Covers claim:below-plain.
#[test]
fn the_path_that_barely_converges_is_lower() {
    let claim = claim("below-plain");
    let [steps, low, plain, eta] = claim.numbers();
    assert_eq!([steps, eta], [20.0, 0.4]);
    let heavy = momentum_descent(START, 0.6, 0.25, 300).unwrap();
    let own = gradient_descent(START, eta, 300).unwrap();
    assert!(prints(low, objective(&heavy[20]), 4) && prints(plain, objective(&own[20]), 4));
    let stays = (20..=300).all(|t| objective(&heavy[t]) < objective(&own[t]));
    claim.holds(&[("below the", low < plain), ("above the", low > plain)]);
    claim.holds(&[("[stays below]", stays), ("[stays above]", !stays)]);
    claim.says("After");
}

/// Covers claim:no-share.
#[test]
fn a_start_without_the_growing_coordinate_arrives() {
    let claim = claim("no-share");
    let [x, y, eta, arrival, radius] = claim.numbers();
    assert_eq!([x, y, eta], [-5.0, 0.0, 0.6]);
    assert!(prints(radius, spectral_radius(eta, 0.0, CURVATURES[1]), 1));
    let path = gradient_descent([x, y], eta, 1000).unwrap();
    let last = (0..=1000).rev().find(|t| !is_there(&path[*t])).unwrap();
    assert_eq!(arrival, (last + 1) as f64);
    let none = path.iter().all(|x| x[1] == 0.0);
    claim.holds(&[
        ("has no share of $x_2$", none),
        ("has a share of $x_2$", !none),
    ]);
    claim.says("although the radius of $x_2$ is");
}

/// Covers claim:near-one-slow.
#[test]
fn a_momentum_near_one_is_slow_at_every_step_size() {
    let claim = claim("near-one-slow");
    let [kappa, best_beta, best, beta, rate, digit] = claim.numbers();
    assert_eq!([kappa, beta], [10_000.0, 0.99]);
    let poor = [1.0 / kappa, 1.0];
    let radius = |eta: f64| larger_radius(eta, beta, poor);
    let least = (1..=4000).map(|i| radius(0.001 * f64::from(i)));
    let least = least.fold(f64::INFINITY, f64::min);
    let a_digit = |rate: f64| -10.0_f64.ln() / rate.ln();
    assert!(prints(rate, least, 3) && prints(digit, a_digit(least), 0));
    let pair = best_pair(poor);
    let best_rate = larger_radius(pair[0], pair[1], poor);
    assert!(prints(best_beta, pair[1], 3) && prints(best, a_digit(best_rate), 0));
    assert!(best < digit);
    claim.holds(&[
        ("no step size has a rate below", least >= beta.sqrt()),
        ("every step size has a rate below", least < beta.sqrt()),
    ]);
    claim.says("or fewer than");
    claim.says("Even for");
    claim.says("the best pair has");
}

/// Covers claim:longer-steps.
#[test]
fn the_long_run_step_has_grown() {
    let claim = claim("longer-steps");
    let [before, after, slope] = claim.numbers();
    let told = |eta: f64, beta: f64| eta * growth(beta, 500) * slope;
    assert!(prints(before, told(0.02, 0.5), 2) && prints(after, told(0.01, 0.9), 2));
    claim.holds(&[
        ("steps become longer", after > before),
        ("steps become shorter", after < before),
    ]);
    claim.says("In the long run");
}
