//! The sentences that could be false.

use listings::ill_conditioned_problem::objective;
use listings::ndarray::arr1;
use listings::statistics::spread;
use listings::todays_optimizers::{
    METHODS, adam, at_rest, lion, momentum, muon_vector, schedule_free, stretched, walk,
};
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{best, coordinate, named, regression, valley};

/// Whether two paths are the same but for roundings.
fn turns_along(name: &str, pair: [f64; 2], steps: usize) -> bool {
    let straight = walk(named(name), pair, 0.0, steps).unwrap();
    [10.0, 45.0, -70.0].into_iter().all(|angle| {
        let turned = walk(named(name), pair, angle, steps).unwrap();
        let mut pairs = straight.iter().zip(&turned);
        pairs.all(|(a, b)| (a - b).iter().all(|x| x.abs() < 1e-11))
    })
}

/// Covers claim:turned-adam, claim:take-axes.
#[test]
fn a_turned_valley_is_another_one_for_adam_only() {
    let turned = claim("turned-adam");
    let [straight, other] = {
        let text = turned.numbers::<3>();
        [text[0] * 10_f64.powi(-7), text[2]]
    };
    let end = |angle| objective(&walk(named("Adam"), [0.5, 0.5], angle, 25).unwrap()[25]);
    assert!(prints(other, end(45.0), 2));
    assert!((straight / end(0.0) - 1.0).abs() < 0.01);
    turned.says("Along the axes Adam ends with a loss of");
    turned.says(", turned with 0.");
    let same = turns_along("momentum", [0.2, 0.5], 25);
    turned.holds(&[
        ("the two paths are the same", same),
        ("the two paths are another", !same),
    ]);
    turned.says("for momentum");
    let take = claim("take-axes");
    let still = ["momentum", "Nesterov", "Schedule-Free"]
        .iter()
        .all(|name| turns_along(name, [0.2, 0.5], 60));
    let moved = ["Adam", "Lion"]
        .iter()
        .all(|name| !turns_along(name, [0.2, 0.5], 60));
    take.holds(&[(
        "Momentum, Nesterov's method and Schedule-Free do not notice",
        still,
    )]);
    take.holds(&[
        ("Adam and Lion do.", moved),
        ("Adam and Lion do not.", !moved),
    ]);
    take.says("when a valley is turned");
}

/// Covers claim:first-step, lst:adam.
#[test]
fn adams_first_step_has_one_length() {
    let claim = claim("first-step");
    let mut random = seeded(5);
    let mut same = true;
    for _ in 0..1000 {
        let eta = random.between(0.01, 1.0);
        let beta = random.between(0.0, 0.99);
        let g = arr1(&[random.between(-1.0, 1.0), 100.0 * random.between(-1.0, 1.0)]);
        let mut state = at_rest(arr1(&[0.0, 0.0]));
        adam(&mut state, &g, eta, beta);
        // The small number in the divisor is some 10⁻⁸ of it, or less.
        let length = |i: usize| state.x[i].abs() / eta;
        same &= (0..2).all(|i| (length(i) - 1.0).abs() < 1e-7 / g[i].abs() + 1e-12);
    }
    claim.holds(&[
        ("moves every coordinate by $\\eta$", same),
        ("moves no coordinate by $\\eta$", !same),
    ]);
    // In the second step it is another length.
    let mut state = at_rest(arr1(&[1.0]));
    adam(&mut state, &arr1(&[1.0]), 0.1, 0.5);
    adam(&mut state, &arr1(&[0.1]), 0.1, 0.5);
    let second = (state.x[0] - 0.9).abs();
    let first = (second - 0.1).abs() > 0.01;
    claim.holds(&[("Adam's first step", first), ("Adam's second step", !first)]);
    claim.holds(&[
        ("the flat one as far as the steep one", same),
        ("the flat one as near as the steep one", !same),
    ]);
    claim.says("whatever the gradients are");
}

/// Covers claim:take-curvature.
#[test]
fn along_an_axis_the_curvature_is_forgotten() {
    let claim = claim("take-curvature");
    let pair = [0.1, 0.9];
    let apart = |step| {
        let [a, b] = [0.2, 4.0].map(|lambda| coordinate(step, pair, lambda, 5.0, 40));
        let pairs = a.into_iter().zip(b);
        pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };
    // The small number in Adam's divisor is not scaled.
    let forget = apart(adam) < 1e-5 && apart(lion) < 1e-12;
    claim.holds(&[
        ("Adam and Lion do not depend on the curvatures", forget),
        ("Adam and Lion do depend on the curvatures", !forget),
    ]);
    claim.holds(&[("that of momentum does", apart(momentum) > 0.1)]);
    // Across the axes they do: the turned valley of another condition number.
    let turned = |name: &str| !turns_along(name, pair, 40);
    claim.holds(&[
        (
            "Along the axes, the paths of Adam and Lion",
            turned("Adam") && turned("Lion"),
        ),
        ("Across the axes, the paths of Adam and Lion", false),
    ]);
}

/// Covers claim:near-one, lst:stretched.
#[test]
fn singular_values_end_near_one() {
    let claim = claim("near-one");
    let [from, to, least, most, one] = claim.numbers();
    let all = (0..=100_000).map(|i| stretched(from + (to - from) * f64::from(i) / 1e5));
    let all: Vec<f64> = all.collect();
    assert!(prints(least, all.iter().copied().fold(9.0, f64::min), 2));
    assert!(prints(most, all.iter().copied().fold(0.0, f64::max), 2));
    assert_eq!(one, 1.0);
    let not = (stretched(1.0) - 1.0).abs() > 0.1;
    claim.holds(&[("near 1, not at it", least > 0.5 && most < 1.5 && not)]);
    claim.says("ends between");
}

/// Covers claim:no-rest.
#[test]
fn lion_and_muon_never_come_to_rest() {
    let claim = claim("no-rest");
    let [lone] = claim.numbers();
    assert!(prints(lone, stretched(1.0), 2));
    let (mut same, mut each) = (true, true);
    let mut random = seeded(6);
    for _ in 0..20 {
        let start = arr1(&[random.between(-5.0, 5.0), random.between(-3.0, 3.0)]);
        let [mut by_muon, mut by_lion] = [at_rest(start.clone()), at_rest(start)];
        let eta = random.between(0.05, 0.5);
        for _ in 0..1000 {
            let slope = |x: &listings::ndarray::Array1<f64>| arr1(&[0.2, 4.0]) * x;
            let (from, g) = (by_muon.x.clone(), slope(&by_muon.x));
            muon_vector(&mut by_muon, &g, eta, 0.9);
            let step = &by_muon.x - &from;
            let length = step[0].hypot(step[1]);
            same &= (length - stretched(1.0) * eta).abs() < 1e-12;
            let (from, g) = (by_lion.x.clone(), slope(&by_lion.x));
            lion(&mut by_lion, &g, eta, 0.9);
            let step = &by_lion.x - &from;
            each &= step.iter().all(|x| (x.abs() - eta).abs() < 1e-12);
        }
    }
    claim.holds(&[("by the same length", same), ("by another length", !same)]);
    claim.holds(&[
        ("each step of Lion moves every coordinate by $\\eta$", each),
        ("each step of Lion moves no coordinate by $\\eta$", !each),
    ]);
    claim.holds(&[
        ("neither comes to rest", same && each),
        ("both come to rest", !same),
    ]);
    claim.says("each step of Muon moves a vector");
    claim.says("at a constant step size");
}

/// Covers claim:free-ends, lst:schedule_free.
#[test]
fn without_beta_schedule_free_averages_gradient_descent() {
    let claim = claim("free-ends");
    let mut state = at_rest(arr1(&[-5.0, -2.0]));
    let descent = listings::ill_conditioned_problem::gradient_descent([-5.0, -2.0], 0.3, 50);
    let descent = descent.unwrap();
    let (mut is_descent, mut is_average) = (true, true);
    let mut sum = arr1(&[0.0, 0.0]);
    for (t, x) in descent.iter().enumerate().skip(1) {
        let g = arr1(&[0.2, 4.0]) * &state.x;
        schedule_free(&mut state, &g, 0.3, 0.0);
        sum += x;
        is_descent &= (&state.x - x).iter().all(|x| x.abs() < 1e-12);
        let mean = &sum / t as f64;
        is_average &= (&state.m.mean - &mean).iter().all(|x| x.abs() < 1e-12);
    }
    claim.holds(&[("it is gradient descent", is_descent)]);
    claim.holds(&[("the result is the average of its points", is_average)]);
    claim.says("With $\\beta = 0$");
}

/// Covers claim:race-turned, lst:methods.
#[test]
fn four_methods_do_not_notice_the_turn_of_the_race() {
    let claim = claim("race-turned");
    let [mut same, mut larger] = [Vec::new(), Vec::new()];
    for method in METHODS {
        let pair = best(method, 0.0);
        let [straight, turned] = [0.0, 45.0].map(|angle| valley(method, pair, angle));
        // Between the two groups there is a gap: the smallest growth is by a half.
        if (turned / straight - 1.0).abs() < 1e-3 {
            same.push(method.name);
        } else {
            assert!(turned > 1.5 * straight, "{}", method.name);
            larger.push(method.name);
        }
    }
    assert_eq!(same, ["momentum", "Nesterov", "Muon", "Schedule-Free"]);
    assert_eq!(larger, ["RMSprop", "Adam", "NAdam", "Lion"]);
    claim.says("Momentum, Nesterov's method, Muon and Schedule-Free have the same loss");
    claim.says("; RMSprop, Adam, NAdam and Lion, which work coordinate by coordinate,");
    let again = METHODS.map(|method| valley(method, best(method, 45.0), 45.0));
    let none = again.iter().all(|loss| *loss >= again[0]);
    claim.holds(&[
        (
            "have a larger one, and tuned again there none is below momentum",
            none,
        ),
        (
            "have a larger one, and tuned again there all is below momentum",
            !none,
        ),
        (
            "have a larger one, and tuned again there none is above momentum",
            !none,
        ),
    ]);
    claim.says("in the turned valley");
}

/// Covers claim:race-regression, lst:tuned.
#[test]
fn only_schedule_free_is_apart() {
    let claim = claim("race-regression");
    let [seeds] = claim.numbers();
    let all = METHODS.map(|method| {
        let (_, losses) = regression(method);
        assert_eq!(losses.len() as f64, seeds);
        spread(&losses)
    });
    let below = all[..7].iter().all(|[low, ..]| all[7][2] < *low);
    claim.holds(&[
        ("of Schedule-Free lies below those of all others", below),
        ("of Schedule-Free lies above those of all others", !below),
        ("of Schedule-Free lies below those of none others", !below),
    ]);
    let rest = [0, 1, 2, 3, 4, 6].map(|i| all[i]);
    let pairs = rest.iter().flat_map(|a| rest.iter().map(move |b| (a, b)));
    let overlap = pairs.into_iter().all(|(a, b)| a[0] <= b[2]);
    let lion = rest.iter().any(|other| all[5][0] > other[2]);
    claim.holds(&[("except for Lion's", lion)]);
    claim.holds(&[("any two of the other ranges overlap", overlap)]);
    claim.says("seeds do not rank those methods");
    // Without its average Schedule-Free keeps the noise: the last point of it.
    let data = listings::from_scratch::standardized(&listings::samples::diabetes().unwrap());
    let data = data.unwrap();
    let (pair, losses) = regression(METHODS[7]);
    let bare = listings::todays_optimizers::Method {
        averages: false,
        ..METHODS[7]
    };
    let w = listings::from_scratch::least_squares(&data).unwrap();
    let least = listings::from_scratch::loss(&data, &w);
    let s = listings::from_scratch::Settings {
        eta: pair[0],
        beta: pair[1],
        batch: 10,
        epochs: 7,
        seed: 2,
    };
    let excess = listings::todays_optimizers::trained_loss(bare, &data, s).unwrap() - least;
    let removes = excess > 2.0 * losses[0];
    claim.holds(&[
        ("averaging points removes noise", removes),
        ("averaging points adds noise", !removes),
    ]);
    claim.says("because");
    claim.says("that a constant step size leaves");
}
