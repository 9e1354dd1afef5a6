//! The sentences that could be false.

use listings::ill_conditioned_problem::objective;
use listings::ndarray::arr1;
use listings::todays_optimizers::{
    METHODS, adam, at_rest, grid, lion, momentum, muon_vector, schedule_free, stretched,
    trained_loss, walk,
};
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{best, coordinate, named, regression, valley, with_smaller};

/// Whether two paths are the same but for roundings.
fn turns_along(name: &str, pair: [f64; 2], steps: usize) -> bool {
    // Near the minimum Muon divides a small average by its size, roundings and all.
    let roundings = if name == "Muon" { 1e-6 } else { 1e-11 };
    let straight = walk(named(name), pair, 0.0, steps).unwrap();
    [10.0, 45.0, -70.0].into_iter().all(|angle| {
        let turned = walk(named(name), pair, angle, steps).unwrap();
        let mut pairs = straight.iter().zip(&turned);
        pairs.all(|(a, b)| (a - b).iter().all(|x| x.abs() < roundings))
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
    let still = ["momentum", "Nesterov", "Muon", "Schedule-Free"]
        .iter()
        .all(|name| turns_along(name, [0.2, 0.5], 60));
    let moved = ["Adam", "Lion"]
        .iter()
        .all(|name| !turns_along(name, [0.2, 0.5], 60));
    take.holds(&[(
        "Momentum, Nesterov's method, Muon and Schedule-Free do not notice",
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
    // With the start it would be another average.
    let with_start = (&sum + &descent[0]) / descent.len() as f64;
    assert!((&state.m.mean - &with_start)[0].abs() > 0.01);
    claim.holds(&[("it is gradient descent", is_descent)]);
    claim.holds(&[
        (
            "the result is the average of its points after the start",
            is_average,
        ),
        (
            "the result is the average of its points before the start",
            false,
        ),
    ]);
    claim.says("With $\\beta = 0$");
}

/// Covers claim:race-ends.
#[test]
fn rmsprop_makes_its_divisor_and_lion_and_muon_end_highest() {
    let claim = claim("race-ends");
    let pair = best(named("RMSprop"), 0.0);
    assert_eq!(pair[1], 0.0);
    let path = walk(named("RMSprop"), pair, 0.0, 50).unwrap();
    let mut near = true;
    for (i, lambda) in [0.2, 4.0].into_iter().enumerate() {
        let first = (path[1][i] - path[0][i]).abs() / pair[0];
        assert!(prints(claim.numbers::<1>()[0], first, 0));
        // The squares, without a correction, after the gradient at the second point.
        let g = [0, 1].map(|t| lambda * path[t][i]);
        let s = 0.99 * 0.01 * g[0] * g[0] + 0.01 * g[1] * g[1];
        let beside = s.sqrt() / (pair[0] * lambda);
        near &= 0.75 < beside && beside < 0.95;
        let step = path[1][i] * (1.0 - pair[0] * lambda / s.sqrt());
        assert!((path[2][i] - step).abs() < 1e-5);
        // Where it is η λ itself, a step leads to 0.
        let divisor = pair[0] * lambda;
        assert!((path[1][i] - pair[0] * g[1] / divisor).abs() < 1e-12);
    }
    claim.says("RMSprop does not correct its squares");
    claim.says("so its first step is");
    claim.says("in both coordinates, where a step leads to the minimum");
    claim.holds(&[
        (
            "the gradient after it makes $\\sqrt{s}$ nearly $\\eta\\lambda$",
            near,
        ),
        (
            "the gradient before it makes $\\sqrt{s}$ nearly $\\eta\\lambda$",
            !near,
        ),
    ]);
    let ends = METHODS.map(|method| valley(method, best(method, 0.0), 0.0));
    let two = [5, 6].map(|i| ends[i]);
    let rest = [0, 1, 2, 3, 4, 7].map(|i| ends[i]);
    let highest = rest.iter().all(|loss| *loss < two[0] && *loss < two[1]);
    claim.holds(&[
        ("Lion and Muon end highest", highest),
        ("Lion and Muon end lowest", !highest),
    ]);
    // Half the step size ends lower if there is time enough.
    for name in ["Lion", "Muon"] {
        let [eta, beta] = best(named(name), 0.0);
        let end =
            |eta, steps| objective(&walk(named(name), [eta, beta], 0.0, steps).unwrap()[steps]);
        assert!(end(eta / 8.0, 400) < 0.2 * end(eta, 400), "{name}");
    }
    claim.says("because the length of their steps stays");
}

/// Covers claim:take-replaced, claim:sum-replaced.
#[test]
fn dividing_replaces_momentum_along_the_axes_only() {
    let claim = claim("take-replaced").and("sum-replaced");
    claim.says("In our valley, with every method tuned, ");
    claim.says("without momentum ends");
    let own = |name: &str, angle| valley(named(name), best(named(name), angle), angle);
    // Along the axes a method that divides wins without any momentum.
    let along = best(named("RMSprop"), 0.0)[1] == 0.0 && own("RMSprop", 0.0) < own("momentum", 0.0);
    let none = ["RMSprop", "Adam", "NAdam", "Lion"]
        .iter()
        .all(|name| own(name, 45.0) >= own("momentum", 45.0));
    claim.holds(&[
        ("below momentum along the axes", along),
        ("above momentum along the axes", !along),
    ]);
    claim.says("in the valley turned by 45 degrees");
    claim.holds(&[
        ("none tried that divides or takes signs does", none),
        ("all tried that divide or take signs do", !none),
    ]);
}

/// Covers claim:take-beta.
#[test]
fn a_memory_fades_by_beta_and_a_share_does_not() {
    let claim = claim("take-beta");
    // What is left of an average after a gradient of 0.
    let left = |name: &str, beta| {
        let mut state = at_rest(arr1(&[1.0]));
        (named(name).step)(&mut state, &arr1(&[1.0]), 0.1, beta);
        let before = state.m.mean[0];
        (named(name).step)(&mut state, &arr1(&[0.0]), 0.1, beta);
        state.m.mean[0] / before
    };
    for beta in [0.5, 0.9] {
        for name in ["momentum", "Muon", "Adam"] {
            assert!((left(name, beta) - beta).abs() < 1e-12, "{name}");
        }
        assert!((left("Lion", beta) - 0.99).abs() < 1e-12);
        // In Schedule-Free it divides the way between two points.
        let mut state = at_rest(arr1(&[1.0]));
        for g in [1.0, 1.0, 1.0] {
            schedule_free(&mut state, &arr1(&[g]), 0.1, beta);
        }
        let (x, y, z) = (state.m.mean[0], state.x[0], state.s.mean[0]);
        assert!((x - z).abs() > 0.01 && ((y - z) / (x - z) - beta).abs() < 1e-12);
    }
    claim
        .says("The $\\beta$ of momentum and Muon and $\\beta_1$ of Adam are memories of gradients");
    claim.says("$\\beta_1$ of Lion and the $\\beta$ of Schedule-Free are shares");
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
fn with_the_same_seed_schedule_free_is_below_momentum() {
    let claim = claim("race-regression");
    let [told, seeds, least] = claim.numbers();
    let all = METHODS.map(|method| regression(method).1);
    assert!(all.iter().all(|losses| losses.len() as f64 == seeds));
    let below = all.each_ref().map(|losses| with_smaller(losses, &all[0]));
    let above = all.each_ref().map(|losses| with_smaller(&all[0], losses));
    claim.holds(&[
        ("Schedule-Free is below momentum with", below[7] == told),
        ("Schedule-Free is above momentum with", above[7] == told),
        ("Schedule-Free is below momentum without", false),
    ]);
    let three = [3, 4, 5].map(|i| above[i]);
    assert!(three.contains(&least));
    claim.holds(&[
        (
            "Adam, NAdam and Lion are above it with at least",
            three.iter().all(|n| *n >= least),
        ),
        ("Adam, NAdam and Lion are below it with at least", false),
        (
            "Adam, NAdam and Lion are above it with at most",
            three.iter().all(|n| *n <= least),
        ),
    ]);
    // What the coin leaves open: these two and no other.
    let open = (1..8).filter(|i| (6.0..=14.0).contains(&below[*i]));
    assert_eq!(open.collect::<Vec<usize>>(), [1, 2]);
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
    let excess = trained_loss(bare, &data, s).unwrap() - least;
    let removes = excess > 2.0 * losses[0];
    claim.holds(&[
        ("averaging points removes noise", removes),
        ("averaging points adds noise", !removes),
    ]);
    claim.says("because");
    claim.says("that a constant step size leaves");
}

/// Covers claim:wider-grid.
#[test]
fn a_wider_grid_chooses_the_same_pairs_but_for_rmsprop() {
    let claim = claim("wider-grid");
    let (ends, etas) = ([1.92, 0.001875], grid().into_iter().map(|pair| pair[0]));
    assert!(etas.clone().all(|eta| ends[1] <= eta && eta <= ends[0]));
    let more = [4.0, 2.0].map(|by| by * ends[0]).into_iter();
    let more = more.chain([2.0, 4.0].map(|by| ends[1] / by));
    let more: Vec<[f64; 2]> = more
        .flat_map(|eta| [0.0, 0.5, 0.9].map(|beta| [eta, beta]))
        .collect();
    let data = listings::from_scratch::standardized(&listings::samples::diabetes().unwrap());
    let data = data.unwrap();
    let mut other = Vec::new();
    let [mut in_valley, mut in_regression] = [Vec::new(), Vec::new()];
    for method in METHODS {
        let trained = |[eta, beta]: [f64; 2]| {
            let s = listings::from_scratch::Settings {
                eta,
                beta,
                batch: 10,
                epochs: 7,
                seed: 1,
            };
            trained_loss(method, &data, s).unwrap()
        };
        let pairs = [best(method, 0.0), regression(method).0];
        let smaller = |pair: &&[f64; 2]| {
            valley(method, **pair, 0.0) < valley(method, pairs[0], 0.0)
                || trained(**pair) < trained(pairs[1])
        };
        if more.iter().any(|pair| smaller(&pair)) {
            other.push(method.name);
        }
        for (pair, list) in pairs.iter().zip([&mut in_valley, &mut in_regression]) {
            if ends.contains(&pair[0]) {
                list.push(method.name);
            }
        }
    }
    // The sentence before the claim.
    assert_eq!(in_valley, ["RMSprop", "Schedule-Free"]);
    assert_eq!(in_regression, ["momentum", "Nesterov", "RMSprop"]);
    assert_eq!(other, ["RMSprop"]);
    claim.says("A grid that goes four times as far at both ends");
    claim.says("chooses other pairs for RMSprop only");
}
