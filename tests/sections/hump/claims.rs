//! The sentences that could be false.

use listings::hump::{below_from, hump_run, losses, repaired_run, spectrum};
use listings::ill_conditioned_problem::CURVATURES;
use listings::ndarray::Array1;
use listings::optimal_parameters::best_pair;
use tests::printed::{claim, prints};

use super::{in_our_valley, steepest, top};

/// Condition numbers on both sides of where a hump begins.
const KAPPAS: [f64; 7] = [1.5, 4.0, 5.8, 5.9, 20.0, 100.0, 1000.0];

fn falls(line: &[f64]) -> bool {
    line.windows(2).all(|pair| pair[1] < pair[0])
}

fn loss(kappa: f64, repair: f64) -> Vec<f64> {
    losses(&spectrum(kappa), &hump_run(kappa, repair, 500).unwrap())
}

/// Covers claim:hump-size, claim:loss-hump, lst:loss.
#[test]
fn the_steepest_coordinate_and_the_loss_grow_at_first() {
    let of_size = claim("hump-size");
    let [size, step] = of_size.numbers();
    let line = steepest(100.0, 40);
    assert!(prints(size, top(&line).1, 3) && step == top(&line).0 as f64);
    of_size.holds(&[("before it shrinks", falls(&line[top(&line).0..]))]);
    of_size.holds(&[("it grows to", size > 1.0), ("it shrinks to", size < 1.0)]);
    let of_loss = claim("loss-hump");
    let [from, to, at] = of_loss.numbers();
    let line = loss(100.0, 0.0);
    assert!(prints(from, line[0], 1) && prints(to, top(&line).1, 3));
    assert_eq!(at, top(&line).0 as f64);
    let start = &hump_run(100.0, 0.0, 0).unwrap()[0];
    let share = |i: usize| 0.5 * spectrum(100.0)[i] * start[i] * start[i];
    let same = (0..3).all(|i| (share(i) - 0.5).abs() < 1e-15);
    of_loss.holds(&[("the same loss", same), ("another loss", !same)]);
    of_loss.holds(&[("all three", same), ("none of the three", !same)]);
    of_loss.holds(&[
        ("the whole loss grows", to > from),
        ("the whole loss shrinks", to < from),
    ]);
}

/// Covers claim:one-hump.
#[test]
fn there_is_one_hump_at_most() {
    let claim = claim("one-hump");
    let (mut first, mut last, mut single) = (false, true, true);
    for kappa in KAPPAS {
        let line = steepest(kappa, 300);
        first |= line[1] > line[0];
        last &= line[300] < line[299] || line[300] < 1e-100;
        let turns = line
            .windows(3)
            .filter(|w| w[1] < w[0] && w[2] > w[1] && w[2] > 1e-100);
        single &= turns.count() == 0;
    }
    claim.holds(&[
        ("At first the first one can win", first),
        ("At first the second one can win", !first),
    ]);
    claim.holds(&[
        ("in the long run the second one wins", last),
        ("in the long run the first one wins", !last),
    ]);
    claim.holds(&[
        ("never a second hump", single),
        ("always a second hump", !single),
    ]);
}

/// Covers claim:flat-falls.
#[test]
fn the_flattest_coordinate_falls() {
    let claim = claim("flat-falls");
    let fall = KAPPAS.iter().all(|kappa| {
        let run = hump_run(*kappa, 0.0, 50).unwrap();
        falls(
            &run.iter()
                .map(|x| x[0].abs())
                .take_while(|x| *x > 1e-12)
                .collect::<Vec<_>>(),
        )
    });
    claim.holds(&[("has no hump", fall), ("has a hump", !fall)]);
    claim.holds(&[
        ("falls from the first step on", fall),
        ("rises from the first step on", !fall),
    ]);
    claim.holds(&[("The flattest", fall), ("The steepest", !fall)]);
    let [eta, beta] = best_pair([0.01, 1.0]);
    let roots = listings::scalar_functions::roots(eta, beta, 0.01);
    // Near a double root a rounding is as large as its square root.
    let both = roots
        .iter()
        .all(|[re, im]| (re - beta.sqrt()).abs() + im.abs() < 1e-6);
    claim.holds(&[("its roots are both $\\sqrt{\\beta^\\star}$", both)]);
}

/// Covers claim:loss-squared.
#[test]
fn a_worse_valley_has_a_higher_and_a_longer_hump() {
    let claim = claim("loss-squared");
    // The coordinate by itself, with the curvature 1.
    let (lambda, pair) = (Array1::ones(1), best_pair([0.01, 1.0]));
    let alone = repaired_run(&lambda, Array1::ones(1), pair, 0.0, 30).unwrap();
    let grown = losses(&lambda, &alone);
    let sizes = steepest(100.0, 30);
    let square = (0..30).all(|t| (grown[t] / grown[0] - sizes[t].powi(2)).abs() < 1e-12);
    let of = |kappa: f64| top(&steepest(kappa, 300));
    let pairs: Vec<_> = [20.0, 100.0, 1000.0, 10_000.0].map(of).to_vec();
    let higher = pairs.windows(2).all(|w| w[1].1 > w[0].1);
    let longer = pairs.windows(2).all(|w| w[1].0 > w[0].0);
    claim.holds(&[("as the square", square), ("as the root", !square)]);
    claim.holds(&[
        ("the higher the hump", higher),
        ("the lower the hump", !higher),
    ]);
    claim.holds(&[
        ("the longer it lasts", longer),
        ("the shorter it lasts", !longer),
    ]);
    claim.holds(&[
        ("the worse the valley", higher),
        ("the better the valley", !higher),
    ]);
}

/// Covers claim:three-runs, claim:repaired-falls.
#[test]
fn the_repaired_run_arrives_first_and_always_falls() {
    let claim_runs = claim("three-runs");
    let [plain, rest, repaired] = claim_runs.numbers();
    let lambda = spectrum(100.0);
    let start: Array1<f64> = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
    let gd = repaired_run(&lambda, start, [2.0 / 1.01, 0.0], 0.0, 500).unwrap();
    let below = |line: &[f64]| below_from(line, 1e-6).unwrap() as f64;
    assert_eq!(
        [plain, rest, repaired],
        [
            below(&losses(&lambda, &gd)),
            below(&loss(100.0, 0.0)),
            below(&loss(100.0, 1.0))
        ]
    );
    let there = loss(100.0, 1.0)[repaired as usize..]
        .iter()
        .all(|loss| *loss < 1e-6);
    claim_runs.holds(&[("stays below", there), ("stays above", !there)]);
    claim_runs.says("a millionth from step");
    claim_runs.says("on with gradient descent, from step");
    claim_runs.says("on with the best pair from rest");
    claim_runs.says("on with the repair");
    let all = falls(&loss(100.0, 1.0)[..=100]);
    claim("repaired-falls").holds(&[
        ("it falls at every step", all),
        ("it falls at no step", !all),
        ("it rises at every step", !all),
    ]);
    claim("repaired-falls").says("Repaired, it");
    claim("repaired-falls").says("in the figure");
}

/// Covers claim:best-loses-first, claim:usual-overshoots.
#[test]
fn in_our_valley_the_repair_puts_the_best_pair_ahead() {
    let claim_best = claim("best-loses-first");
    let [late, early] = claim_best.numbers();
    let best = best_pair(CURVATURES);
    let usual = in_our_valley([0.6, 0.5], 0.0, 300);
    let [rest, repaired] = [in_our_valley(best, 0.0, 300), in_our_valley(best, 1.0, 300)];
    let ahead = |line: &[f64]| {
        let behind = (0..=300).rev().find(|t| line[*t] >= usual[*t]).unwrap();
        (behind + 1) as f64
    };
    assert_eq!([late, early], [ahead(&rest), ahead(&repaired)]);
    let largest = rest[20] > usual[20] && rest[20] > repaired[20];
    let smallest = repaired[20] < usual[20];
    claim_best.holds(&[
        ("the largest loss", largest),
        ("the smallest loss", !largest),
    ]);
    claim_best.holds(&[
        ("it has the smallest", smallest),
        ("it has the largest", !smallest),
    ]);
    claim_best.says("From rest the best pair");
    claim_best.says("; repaired,");
    let of_usual = claim("usual-overshoots");
    let [from, to] = of_usual.numbers();
    assert!(prints(from, usual[0], 1) && prints(to, top(&usual).1, 1));
    of_usual.holds(&[
        ("rises at first too", usual[1] > usual[0]),
        ("falls at first too", usual[1] < usual[0]),
    ]);
    let roots = CURVATURES.map(|lambda| listings::scalar_functions::roots(0.6, 0.5, lambda));
    let equal = roots
        .iter()
        .any(|[a, b]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < 0.1);
    of_usual.holds(&[
        ("but not because of equal roots", !equal),
        ("just because of equal roots", equal),
    ]);
    let beyond = 0.6 * CURVATURES[1] > 2.0;
    of_usual.holds(&[("its first step overshoots", beyond)]);
}

/// Covers claim:take-hump, claim:sum-hump.
#[test]
fn the_height_is_the_root_of_kappa_over_e() {
    let claim = claim("take-hump").and("sum-hump");
    let near = [100.0, 1000.0, 10_000.0].iter().all(|kappa: &f64| {
        let root = kappa.sqrt() / 1.0_f64.exp();
        (top(&steepest(*kappa, 300)).1 / root - 1.0).abs() < 0.01
    });
    claim.holds(&[("about $\\sqrt{\\kappa} / \\mathrm{e}$ times", near)]);
    let first = steepest(100.0, 1);
    claim.holds(&[
        ("first grows", first[1] > first[0]),
        ("first shrinks", first[1] < first[0]),
    ]);
    let far = (top(&steepest(6.0, 300)).1 / (6.0_f64.sqrt() / 1.0_f64.exp()) - 1.0).abs() > 0.01;
    claim.holds(&[
        ("if $\\kappa$ is large", near && far),
        ("if $\\kappa$ is small", !far),
    ]);
    let flat = hump_run(100.0, 0.0, 1).unwrap();
    let only = flat[1][0] < flat[0][0];
    claim.holds(&[
        ("the steepest coordinate", only),
        ("the flattest coordinate", !only),
    ]);
    claim.says("best pair and from rest");
}

/// Covers claim:take-repair, claim:sum-repair.
#[test]
fn the_repair_costs_nothing_in_the_long_run() {
    let claim = claim("take-repair").and("sum-repair");
    let never = KAPPAS.iter().all(|kappa| {
        let run = hump_run(*kappa, 1.0, 100).unwrap();
        run.iter().all(|x| x[2].abs() <= 1.0)
    });
    claim.holds(&[("never grows", never), ("always grows", !never)]);
    // What a step leaves after many, with the repair and without.
    let factor = |repair: f64| {
        let run = hump_run(100.0, repair, 1001).unwrap();
        (run[1001][2] / run[1000][2]).abs()
    };
    // The multiple of t grows by a thousandth there.
    let same = (factor(1.0) / factor(0.0) - 1.0).abs() < 1e-3;
    claim.holds(&[("as fast as before", same), ("slower than before", !same)]);
    claim.says("divided by $1 + \\beta^\\star$");
    claim.says("and the long run is");
}
