//! The sentences that could be false.

use listings::curvature::best_rate;
use listings::hump::hump_run;
use listings::ndarray::Array1;
use listings::optimal_parameters::best_pair;
use listings::polynomial_regression::{
    POINTS, features_at, fresh_error, height, loss, planned_momentum, ridge, shares, step_size,
    steps_for, stopped, true_polynomial,
};
use tests::printed::{claim, prints};

use super::{error, ours, value, walked};

/// The places from the first point to the last.
fn places() -> impl Iterator<Item = f64> {
    (-60..=60).map(|n| f64::from(n) / 100.0)
}

/// How many places have both neighbors below them.
fn hills(line: &[f64]) -> usize {
    let top = |w: &&[f64]| w[1] > w[0] && w[1] > w[2];
    line.windows(3).filter(top).count()
}

fn curve(learned: &Array1<f64>) -> Vec<f64> {
    places().map(|x| height(&ours(), learned, x)).collect()
}

/// Covers claim:slow.
#[test]
fn the_waves_come_late() {
    let claim = claim("slow");
    let [steps, of_fit, of_least, first] = claim.numbers();
    // Walked, not by the formula.
    let w = &walked(&POINTS, [step_size(&ours()), 0.0], 100)[steps as usize];
    let line: Vec<f64> = places().map(|x| value(w, x)).collect();
    let rises = line.windows(2).all(|pair| pair[1] > pair[0]);
    claim.holds(&[("only rises", rises), ("only falls", !rises)]);
    let all = Array1::ones(6);
    let two = hills(&curve(&all)) == 2;
    claim.holds(&[("has two hills", two), ("has no hills", !two)]);
    claim.holds(&[("It is not", rises && two), ("It is:", !rises)]);
    let after = |t: usize| loss(&ours(), &shares(&ours(), 0.0, t), &POINTS);
    let by_weights = POINTS.map(|[x, y]| (value(w, x) - y).powi(2));
    assert!((0.5 * by_weights.iter().sum::<f64>() - after(100)).abs() < 1e-12);
    let smallest = loss(&ours(), &all, &POINTS);
    assert!(prints(of_fit, after(100), 3) && prints(of_least, smallest, 3));
    claim.says("to three digits");
    claim.says(&format!(
        "It is not: after {steps} steps the blue curve still"
    ));
    claim.says("rises, with the loss");
    claim.says("while the gray one has");
    let there = |t: f64| prints(of_least, after(t as usize), 3);
    let earliest = there(first) && there(2.0 * first) && !there(first - 1.0);
    let [afterwards, before] =
        ["after", "before"].map(|word| format!("to three digits, {word} {first} steps"));
    claim.holds(&[(&afterwards, earliest), (&before, !earliest)]);
}

/// Whole steps until a thousandth is left, counted.
fn counted(left: f64) -> f64 {
    let mut share = 1.0_f64;
    let mut steps = 0.0;
    while share > 1e-3 {
        share *= left;
        steps += 1.0;
    }
    steps
}

/// Covers claim:order, lst:steps_for.
#[test]
fn small_eigenvalues_take_long() {
    let claim = claim("order");
    let p = ours();
    // The published numbers: the eigenvalues to ten digits.
    for (lambda, told) in p.lambda.iter().zip([
        3.307974991e-5,
        1.365072865e-4,
        1.471040090e-2,
        5.979755271e-2,
        2.759982323,
        10.70331629,
    ]) {
        assert!((lambda / told - 1.0).abs() < 1e-9, "{lambda}");
    }
    assert!(((p.lambda[5] / p.lambda[0]) / 323_560.98 - 1.0).abs() < 1e-8);
    let eta = step_size(&p);
    let left = p.lambda.mapv(|lambda| (1.0 - eta * lambda).abs());
    let steps = left.mapv(counted);
    assert_eq!(
        steps.to_vec(),
        [1_241_708.0, 300_900.0, 2789.0, 684.0, 12.0, 31.0]
    );
    assert_eq!(steps, left.mapv(steps_for));
    let [fifth, first, sixth] = claim.numbers();
    assert_eq!([first, fifth, sixth], [steps[0], steps[4], steps[5]]);
    claim.says("steps for $p_5$, and");
    claim.says("for $p_1$");
    claim.says(&format!("out of order, with {sixth}, because"));
    let slower = (0..4).all(|i| steps[i] > steps[i + 1]);
    claim.holds(&[
        ("the smaller the eigenvalue, the longer", slower),
        ("the larger the eigenvalue, the longer", !slower),
        ("the smaller the eigenvalue, the shorter", !slower),
    ]);
    let out = steps[5] > steps[4] && eta * p.lambda[5] > 1.0;
    claim.holds(&[
        ("only $p_6$ is out of order", out),
        ("even $p_6$ is in order", !out),
    ]);
    claim.holds(&[("it overshoots", out), ("it undershoots", !out)]);
}

/// Covers claim:noise-last, claim:take-order.
#[test]
fn what_is_learned_last_is_noisiest() {
    let last = claim("noise-last");
    let [steep, flat] = last.numbers();
    let p = ours();
    assert!(prints(steep, 1.0 / p.lambda[5].sqrt(), 2));
    assert!(prints(flat, 1.0 / p.lambda[0].sqrt(), 0));
    last.says("$\\sigma$ for $p_6$ and");
    last.says("$\\sigma$ for $p_1$");
    let most = flat > steep;
    last.holds(&[
        (
            "coefficients learned last are those that noise changes most",
            most,
        ),
        (
            "coefficients learned first are those that noise changes most",
            !most,
        ),
        (
            "coefficients learned last are those that noise changes least",
            !most,
        ),
    ]);
    let taken = claim("take-order");
    let learned = shares(&p, 0.0, 100);
    let first = learned[5] > 0.99 && learned[4] > 0.99 && learned[0] < 0.01;
    taken.holds(&[
        ("first learns the eigenfeatures with large", first),
        ("first learns the eigenfeatures with small", !first),
        ("last learns the eigenfeatures with large", !first),
    ]);
    taken.holds(&[
        ("whose coefficients noise changes least", most),
        ("whose coefficients noise changes most", !most),
    ]);
}

/// Covers claim:noise-between.
#[test]
fn the_curve_has_the_same_noise_at_the_points_and_most_in_the_gap() {
    let claim = claim("noise-between");
    let [square, first, second, others] = claim.numbers();
    assert_eq!(square, 2.0);
    let p = ours();
    // For σ = 1; the variance of a coefficient is held by its equation.
    let variances = |x: f64| features_at(&p, x).mapv(|value| value * value) / &p.lambda;
    let seen = POINTS.iter().map(|point| variances(point[0]));
    let seen = seen.fold(Array1::zeros(6), |sum, more| sum + more);
    // The smallest eigenvalue has the roundings of the largest.
    let same = seen.iter().all(|sum: &f64| (sum - 1.0).abs() < 1e-8);
    let mut most = [0.0_f64; 6];
    for x in (-600..=600).map(|n| f64::from(n) / 1000.0) {
        let here = variances(x);
        most = std::array::from_fn(|i| most[i].max(here[i].sqrt()));
    }
    assert!(prints(first, most[0], 2) && prints(second, most[1], 2));
    let rest = most[2..].iter().copied().fold(0.0, f64::max);
    assert!(prints(others, rest, 2) && most[0].min(most[1]) > rest);
    claim.holds(&[
        ("at the ten points sum to $\\sigma^2$ for every $i$", same),
        ("at the ten points sum to $\\sigma^2$ for no $i$", !same),
    ]);
    claim.says(&format!(
        "between the points the standard deviation reaches {first} $\\sigma$ for $p_1$"
    ));
    claim.says(&format!("and {second} $\\sigma$ for $p_2$"));
    let nowhere = rest < others + 0.005;
    claim.holds(&[
        ("for the others nowhere more than", nowhere),
        ("for the others nowhere less than", !nowhere),
    ]);
}

/// The largest difference of stopping and ridge regression for eigenvalues up
/// to 1/η.
fn apart(t: usize) -> f64 {
    let eta = 0.3;
    let differences = (0..=4000).map(|n| {
        let lambda = 10.0_f64.powf(-8.0 * f64::from(n) / 4000.0) / eta;
        let tau = 1.0 / (eta * t as f64);
        (stopped([eta, 0.0], lambda, t) - ridge(tau, lambda)).abs()
    });
    differences.fold(0.0, f64::max)
}

/// Covers claim:near-ridge, claim:take-stop, claim:sum-stop.
#[test]
fn stopping_is_nearly_ridge_regression() {
    let near = claim("near-ridge");
    let most = [10, 11, 12, 15, 30, 100, 1000, 100_000]
        .into_iter()
        .map(apart)
        .fold(0.0, f64::max);
    let never = most < 0.25;
    near.says("After ten steps or more, gradient descent and ridge regression with this $\\tau$");
    near.says("more than a quarter");
    near.holds(&[("never differ", never), ("always differ", !never)]);
    near.holds(&[
        ("is at most $1 / \\eta$", never),
        ("is at least $1 / \\eta$", !never),
    ]);
    // Neither a fifth nor fewer steps would do.
    assert!(most > 0.2 && apart(5) > 0.25);

    let taken = claim("take-stop").and("sum-stop");
    taken.says("acts like ridge regression");
    let p = true_polynomial().unwrap();
    let smaller = error(2000, false) < fresh_error(&p, &Array1::ones(6), 0.3);
    taken.holds(&[("a smaller error", smaller), ("a larger error", !smaller)]);
    taken.holds(&[("Stopping early", smaller), ("Stopping late", !smaller)]);
    taken.says("than the least-squares fit");
}

/// Covers claim:same-shares, claim:take-momentum.
#[test]
fn momentum_learns_the_same_in_fewer_steps() {
    let same = claim("same-shares");
    let [beta, few, many, most, ten] = same.numbers();
    let p = ours();
    same.says("With $\\beta = ");
    same.says(&format!(
        "the shares after {few} steps are those of gradient descent after {many}"
    ));
    same.says(&format!(", up to {most}"));
    assert_eq!(beta, planned_momentum(few as usize));
    let apart = |few: usize, many: usize| {
        let heavy = shares(&p, planned_momentum(few), few);
        let differences = heavy - shares(&p, 0.0, many);
        differences
            .iter()
            .fold(0.0, |most: f64, x| most.max(x.abs()))
    };
    assert!(prints(most, apart(few as usize, many as usize), 2));
    let root = (few - (ten * many).sqrt()).abs() < 0.5;
    same.holds(&[
        ("the same order", most < 0.1),
        ("another order", most > 0.1),
    ]);
    same.holds(&[
        (
            "in $\\sqrt{10 t}$ steps where gradient descent takes $t$",
            root,
        ),
        (
            "in $t$ steps where gradient descent takes $\\sqrt{10 t}$",
            !root,
        ),
    ]);
    // At other numbers of steps too.
    let all = [20, 50, 200, 500, 1000].map(|few| apart(few, few * few / 10));
    assert!(all.iter().all(|most| *most < 0.1), "{all:?}");
    claim("take-momentum").holds(&[
        (
            "in the same order, in about $\\sqrt{10 t}$ steps where gradient descent takes $t$",
            root && most < 0.1,
        ),
        ("in another order", most > 0.1),
    ]);
}

/// Covers claim:nearly-as-far.
#[test]
fn the_velocity_costs_up_to_a_tenth_of_the_way() {
    let claim = claim("nearly-as-far");
    // A slope that stays nearly the same: what is learned is the way.
    let flat = 1e-12;
    let part = |steps: usize| {
        let pair = [1.0, planned_momentum(steps)];
        let (mut x, mut v) = (1.0, 0.0);
        for _ in 0..steps {
            v = pair[1] * v + flat * x;
            x -= v;
        }
        (1.0 - x) / (flat * (steps * steps) as f64 / 10.0)
    };
    let parts = [11, 12, 20, 50, 100, 1000, 10_000].map(part);
    // The differences from 1 have the roundings of 1, divided by the way.
    let tenth = parts.iter().all(|part| (0.9..1.0).contains(part)) && parts[6] < 0.901;
    claim.holds(&[
        ("take it nearly as far as", tenth),
        ("take it farther than", !tenth),
    ]);
    claim.holds(&[
        ("up to a tenth less", tenth),
        ("up to a tenth more", !tenth),
    ]);
    // With the velocity of the effective step from the start, none is missing.
    let (steps, beta) = (100, planned_momentum(100));
    let (mut way, mut v) = (0.0, 1.0 / (1.0 - beta));
    for _ in 0..steps {
        v = beta * v + 1.0;
        way += v;
    }
    assert!((way - 1000.0).abs() < 1e-9);
    claim.says("because the velocity must first build up");
}

/// Covers claim:whole-way.
#[test]
fn the_best_pair_is_fast_and_has_a_hump() {
    let claim = claim("whole-way");
    let [million, heavy, walked, hump] = claim.numbers();
    let p = ours();
    let kappa = p.lambda[5] / p.lambda[0];
    let plain = steps_for(best_rate(kappa).unwrap());
    assert!(prints(million, plain / 1e6, 2));
    assert_eq!(heavy, counted(best_rate(kappa.sqrt()).unwrap()));
    // Counted, from rest: the steps after which each stays below a thousandth.
    let [eta, beta] = best_pair([p.lambda[0], p.lambda[5]]);
    let steps = p.lambda.mapv(|lambda| {
        let (mut x, mut v, mut last) = (1.0_f64, 0.0, 0);
        for t in 1..10_000 {
            v = beta * v + lambda * x;
            x -= eta * v;
            last = if x.abs() > 1e-3 { t } else { last };
        }
        f64::from(last + 1)
    });
    assert_eq!([steps[0], steps[5]], [2626.0, walked]);
    assert!(steps.iter().all(|steps| *steps <= walked));
    // The hump is walked; between two steps it may be a little higher.
    let run = hump_run(kappa, 0.0, 1000).unwrap();
    let top = run.iter().map(|x| x[2].abs()).fold(0.0, f64::max);
    assert!(prints(hump, top, 0) && top > 1.0);
    claim.says("a thousandth in every eigenfeature");
    claim.says(&format!(
        "million steps, and the best pair {heavy} by its rate alone"
    ));
    claim.says(&format!("counted, it takes {walked}, because its"));
    claim.says("times as large on the way");
    claim.holds(&[("the best gradient", true), ("the worst gradient", false)]);
    claim.holds(&[("as large", top > 1.0), ("as small", top < 1.0)]);
}

/// Covers claim:early-best, lst:fresh_errors.
#[test]
fn it_pays_to_stop() {
    let claim = claim("early-best");
    let [plain, stop_plain, end, heavy, stop_heavy, of_ridge] = claim.numbers();
    let p = true_polynomial().unwrap();
    let [at_plain, at_heavy] = [
        error(stop_plain as usize, false),
        error(stop_heavy as usize, true),
    ];
    assert!(prints(plain, at_plain, 2) && prints(heavy, at_heavy, 2));
    assert!(prints(end, fresh_error(&p, &Array1::ones(6), 0.3), 2));
    // Nowhere smaller by more than a hundredth of it.
    let least = |momentum: bool, most: usize| {
        let all = (1..most)
            .step_by(1 + most / 1000)
            .map(|t| error(t, momentum));
        all.fold(f64::INFINITY, f64::min)
    };
    assert!(at_plain < 1.01 * least(false, 5000) && at_heavy < 1.01 * least(true, 500));
    claim.says(&format!("at about {stop_plain} steps"));
    claim.says(&format!("in about {stop_heavy} steps"));
    // Nor later, where the curves of the figure rise.
    for n in 38..=60 {
        let t = 10.0_f64.powf(f64::from(n) / 10.0).round() as usize;
        assert!(
            error(t, false) > at_plain && error(t, true) > at_heavy,
            "{t}"
        );
    }
    let best = (0..4000).map(|n| {
        let tau = 10.0_f64.powf(f64::from(n) / 500.0 - 7.0);
        fresh_error(&p, &p.lambda.mapv(|lambda| ridge(tau, lambda)), 0.3)
    });
    assert!(prints(of_ridge, best.fold(f64::INFINITY, f64::min), 2));
    claim.holds(&[
        ("its smallest error", plain < end),
        ("its largest error", plain > end),
    ]);
    claim.says("in the end it has");
    claim.holds(&[("gets down to", heavy < end), ("gets up to", heavy > end)]);
}
