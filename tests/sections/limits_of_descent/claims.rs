//! The sentences that could be false.

use listings::limits_of_descent::{
    chain_curvatures, chain_gradient, chain_minimizer, chain_rate, chain_run, chosen_pairs,
    four_runs, reached,
};
use listings::optimal_parameters::best_pair;
use tests::printed::{claim, prints};

use super::{loss, paths};

/// Condition numbers for which a chain of 200 coordinates is long.
const KAPPAS: [f64; 4] = [10.0, 30.0, 100.0, 300.0];

/// What conjugate gradients choose on a long chain.
fn choices(kappa: f64, steps: usize) -> Vec<[f64; 2]> {
    chosen_pairs(kappa, &chain_run(kappa, 200, None, steps).unwrap())
}

/// Covers claim:finite-chain.
#[test]
fn a_chain_of_25_coordinates_is_short() {
    let claim = claim("finite-chain");
    let [kappa, n, quotient, first, limit] = claim.numbers();
    assert_eq!([kappa, n], [1000.0, 25.0]);
    let told = |n: usize| {
        let [smallest, largest] = chain_curvatures(1000.0, n);
        largest / smallest
    };
    let place = |n: usize| chain_minimizer(1000.0, n).unwrap()[0];
    assert!(prints(quotient, told(25), 2) && prints(first, place(25), 6));
    assert!(prints(limit, chain_rate(1000.0).unwrap(), 6));
    // A long chain is there.
    assert!(told(20_000) > 999.9 && (place(2000) - limit).abs() < 1e-6);
    let far = quotient < 0.5 * kappa && first < limit;
    claim.holds(&[("is far from the limit", far), ("is near the limit", !far)]);
    claim.holds(&[("is only", far), ("is even", !far)]);
}

/// Covers claim:reached, lst:distances.
#[test]
fn every_step_reaches_one_coordinate_more() {
    let claim = claim("reached");
    let mut none = true;
    for kappa in KAPPAS {
        for path in paths(kappa, 25, 30) {
            for (t, x) in path.iter().enumerate() {
                none &= x.iter().skip(t).all(|x| *x == 0.0);
                // And no fewer: the stairs are just so steep.
                assert_eq!(reached(x), t.min(25), "{kappa}");
            }
        }
    }
    claim.holds(&[
        ("no coordinate beyond the first", none),
        ("every coordinate beyond the first", !none),
    ]);
    claim.says("after $t$ steps");
    claim.says("first $t$ has moved");
}

/// Covers claim:who-meets, lst:four_runs.
#[test]
fn momentum_meets_the_bound_and_the_others_do_not() {
    let claim = claim("who-meets");
    // 5.9 × 10⁻⁶ is read as 5.9 and 10.
    let [steps, digits, ten, heavy, conjugate, ahead, plain] = claim.numbers();
    assert_eq!([steps, ten], [60.0, 10.0]);
    let q = (100.0_f64.sqrt() - 1.0) / (100.0_f64.sqrt() + 1.0);
    let bound = q.powi(60);
    assert!(prints(digits, bound * 1e6, 1));
    claim.says("After 60 steps the bound is");
    claim.says("× 10⁻⁶ of the start's distance");
    let over = four_runs(100.0, 200, 60)
        .unwrap()
        .map(|line| line[60] / bound);
    assert!(prints(heavy, over[1], 3) && prints(conjugate, over[3], 3));
    assert!(prints(ahead, over[2], 0) && prints(plain, over[0], 0));
    claim.says("momentum has 1.000 times that");
    claim.says("conjugate gradients 1.");
    claim.says("Nesterov's method at its usual pair 2");
    claim.says("gradient descent at its best step size 1");
}

/// Covers claim:wave.
#[test]
fn momentum_sets_a_coordinate_once() {
    let claim = claim("wave");
    let (mut placed, mut rests) = (true, true);
    for kappa in KAPPAS {
        let q = chain_rate(kappa).unwrap();
        let [_, path, ..] = paths(kappa, 40, 60);
        let at = |t: usize, i: usize| path[t][i - 1];
        for i in 1..=40 {
            // A step from place to place is rounded, one after the other.
            let near = |t: usize| (at(t, i) / q.powi(i as i32) - 1.0).abs() < 1e-9;
            placed &= near(i);
            // The wave turns at the end, 41, and is back at i after 82 - i.
            rests &= (i..82 - i).filter(|t| *t <= 60).all(near);
            assert!(i < 40 || !near(82 - i), "{kappa}");
        }
    }
    claim.holds(&[
        ("at once to $q^i$", placed),
        ("in the end to $q^i$", !placed),
    ]);
    claim.holds(&[
        ("no step moves it again", rests),
        ("each step moves it again", !rests),
    ]);
    claim.says("one more coordinate");
    // As n grows, its place is this power.
    claim.says("its place on a chain without end");
    claim.says("On a long chain");
    claim.says("until the wave comes back from the far end");
}

/// Covers claim:conjugate-chain.
#[test]
fn conjugate_gradients_solve_the_shorter_chain() {
    let claim = claim("conjugate-chain");
    let (mut shorter, mut same) = (true, true);
    for kappa in KAPPAS {
        let path = chain_run(kappa, 25, None, 25).unwrap();
        for (t, x) in path.iter().enumerate() {
            let short = chain_minimizer(kappa, t).unwrap();
            let head = x.iter().zip(&short);
            shorter &= head.clone().count() == t
                && head.clone().all(|(x, y)| (x - y).abs() < 1e-12)
                && x.iter().skip(t).all(|x| *x == 0.0);
            same &= (loss(kappa, x) - loss(kappa, &short)).abs() < 1e-11 * kappa;
        }
    }
    claim.holds(&[
        (
            "they are at the minimizer of the chain of $t$ coordinates",
            shorter,
        ),
        (
            "they are far from the minimizer of the chain of $t$ coordinates",
            !shorter,
        ),
    ]);
    claim.holds(&[
        ("the loss is that of the shorter chain", same),
        ("the loss is that of the longer chain", !same),
    ]);
    claim.says("those with zeros beyond coordinate $t$");
}

/// Covers claim:conjugate-root.
#[test]
fn conjugate_gradients_are_near_the_bound() {
    let claim = claim("conjugate-root");
    let (mut most, mut highest) = (true, 0.0_f64);
    for kappa in KAPPAS {
        let q = chain_rate(kappa).unwrap();
        let [.., line] = four_runs(kappa, 200, 30).unwrap();
        for (t, left) in line.iter().enumerate() {
            let share = left / q.powi(t as i32) / (1.0 + q * q).sqrt();
            most &= share <= 1.0 + 1e-9;
            highest = highest.max(share);
        }
    }
    // And no smaller number would do.
    assert!(highest > 0.9999, "{highest}");
    claim.holds(&[
        (
            "never have more than $\\sqrt{1 + q^2}$ times the bound",
            most,
        ),
        (
            "always have more than $\\sqrt{1 + q^2}$ times the bound",
            !most,
        ),
    ]);
    claim.says("In the distance");
}

/// Covers claim:conjugate-pair, lst:chosen_pairs.
#[test]
fn conjugate_gradients_find_the_best_pair() {
    let claim = claim("conjugate-pair");
    let [step, eta, beta, best_eta, best_beta] = claim.numbers();
    let pairs = choices(100.0, step as usize);
    let [told_eta, told_beta] = *pairs.last().unwrap();
    assert_eq!(pairs.len(), step as usize);
    assert!(prints(eta, told_eta, 6) && prints(beta, told_beta, 5));
    let best = best_pair([1.0, 100.0]);
    assert!(prints(best_eta, best[0], 6) && prints(best_beta, best[1], 5));
    // They are those of the run: momentum with them goes the same way.
    let path = chain_run(100.0, 9, None, 9).unwrap();
    let (mut x, mut v) = (path[0].clone(), path[0].clone());
    for (t, [eta, beta]) in chosen_pairs(100.0, &path).into_iter().enumerate() {
        v = beta * &v + chain_gradient(100.0, 1.0, &x);
        x = &x - eta * &v;
        assert!((&x - &path[t + 1]).iter().all(|off| off.abs() < 1e-12));
    }
    // Each step is nearer, as long as there is something to come near to.
    for kappa in KAPPAS {
        let pairs = choices(kappa, 20);
        let best = best_pair([1.0, kappa]);
        for i in 0..2 {
            let off = |t: usize| (pairs[t][i] - best[i]).abs();
            assert!(
                (1..20).all(|t| off(t) < off(t - 1) || off(t) < 1e-9),
                "{kappa}"
            );
        }
    }
    claim.says("conjugate gradients use");
    claim.says("where the best pair is");
}

/// Covers claim:take-span, claim:sum-span.
#[test]
fn a_step_reaches_one_coordinate_and_none_beats_the_rate() {
    let claim = claim("take-span").and("sum-span");
    let (mut one, mut beaten) = (true, false);
    for kappa in KAPPAS {
        let q = chain_rate(kappa).unwrap();
        for path in paths(kappa, 25, 25) {
            one &= path
                .windows(2)
                .all(|pair| reached(&pair[1]) == reached(&pair[0]) + 1);
        }
        for line in four_runs(kappa, 200, 30).unwrap() {
            let less = |(t, left): (usize, &f64)| *left < q.powi(t as i32) * (1.0 - 1e-8);
            beaten |= line.iter().enumerate().any(less);
        }
    }
    claim.holds(&[
        ("reaches one more coordinate a step", one),
        ("reaches one more coordinate never", !one),
    ]);
    claim.holds(&[
        ("no such method beats the rate $q$", !beaten),
        ("every such method beats the rate $q$", beaten),
    ]);
    // A short one is finished at once.
    let q = chain_rate(14.0).unwrap();
    let short = &four_runs(14.0, 5, 10).unwrap()[3];
    let short = short[10] < q.powi(10);
    claim.holds(&[
        ("if the chain is long enough", !beaten && short),
        ("if the chain is short enough", !short),
    ]);
    claim.says("chain");
    claim.says("adds up past gradients");
    claim.says(", for as many steps as we like");
}

/// Covers claim:take-conjugate.
#[test]
fn conjugate_gradients_have_the_smaller_loss() {
    let claim = claim("take-conjugate");
    let (mut meets, mut close, mut smaller) = (true, true, true);
    for kappa in KAPPAS {
        let q = chain_rate(kappa).unwrap();
        let [_, heavy, _, line] = four_runs(kappa, 200, 30).unwrap();
        let [_, momentum, _, other] = paths(kappa, 200, 30);
        let lowest = loss(kappa, &chain_minimizer(kappa, 200).unwrap());
        for t in 1..=30 {
            let bound = q.powi(t as i32);
            meets &= (heavy[t] / bound - 1.0).abs() < 1e-9;
            close &= line[t] > bound && line[t] < 2.0_f64.sqrt() * bound;
            // Where the difference is more than rounding.
            let left = |x| loss(kappa, x) - lowest;
            smaller &= left(&other[t]) < left(&momentum[t]) || left(&momentum[t]) < 1e-9;
        }
    }
    claim.holds(&[
        ("meets the bound with fixed numbers", meets),
        ("misses the bound", !meets),
    ]);
    claim.holds(&[("come close", close), ("stay away", !close)]);
    claim.holds(&[
        ("have the smaller loss", smaller),
        ("have the larger loss", !smaller),
    ]);
    let pairs = choices(100.0, 40);
    let [eta, beta] = best_pair([1.0, 100.0]);
    let found = (pairs[39][0] - eta).abs() < 1e-6 && (pairs[39][1] - beta).abs() < 1e-6;
    claim.holds(&[
        ("on this chain find these numbers by themselves", found),
        ("on this chain miss these numbers", !found),
    ]);
    claim.says("Momentum at its best pair");
    claim.says("; conjugate gradients");
}
