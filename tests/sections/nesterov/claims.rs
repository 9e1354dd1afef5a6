//! The sentences that could be false.

use listings::ill_conditioned_problem::{CURVATURES, objective as loss};
use listings::momentum_method::{momentum_limit, momentum_step, spectral_radius};
use listings::nesterov::{
    bent_run, bent_slope, better_pair, contest, contest_rates, from_rest, library_step,
    nesterov_limit, nesterov_pair, nesterov_radius, nesterov_roots, nesterov_step,
};
use listings::scalar_functions::ringing_from;
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{START, counted, losses};

/// Covers claim:race.
#[test]
fn nesterov_ends_lowest_at_the_setting_of_the_page() {
    let claim = claim("race");
    let [own, heavy, plain] = claim.numbers();
    let end = |losses: Vec<f64>| losses[20];
    assert!(prints(own, end(losses(nesterov_step, 0.3, 0.8)), 4));
    assert!(prints(heavy, end(losses(momentum_step, 0.3, 0.8)), 3));
    assert!(prints(plain, end(losses(momentum_step, 0.3, 0.0)), 3));
    let least = own < heavy && own < plain;
    claim.holds(&[("the smallest loss", least), ("the largest loss", !least)]);
    claim.says("Nesterov's method ends with the");
    claim.says("the heavy ball has");
    claim.says("and gradient descent");
}

/// Covers claim:two-losses.
#[test]
fn the_two_sequences_have_different_losses() {
    let claim = claim("two-losses");
    let [first, start, ahead] = claim.numbers();
    let [own, library] = [nesterov_step, library_step].map(|step| losses(step, 0.3, 0.8));
    assert!(prints(first, own[1], 3) && prints(ahead, library[1], 2));
    assert!(prints(start, own[0], 1));
    claim.holds(&[
        ("After the first step", true),
        ("Before the first step", false),
        ("After the last step", false),
    ]);
    claim.holds(&[("below the", first < start), ("above the", first > start)]);
    claim.holds(&[("above it", ahead > start), ("below it", ahead < start)]);
    claim.says("the loss at the point is");
    claim.says("at the look-ahead point it is");
}

/// Covers claim:steep-damped.
#[test]
fn of_two_coordinates_that_ring_the_steeper_shrinks_faster() {
    let claim = claim("steep-damped");
    let [gone] = claim.numbers();
    let mut random = seeded(11);
    let (mut faster, mut alike, mut seen) = (true, true, [0, 0]);
    for _ in 0..5000 {
        let beta = random.between(0.01, 0.99);
        let [a, b] = [random.between(0.0, 4.0), random.between(0.0, 4.0)];
        let [flat, steep] = [a.min(b), a.max(b)];
        let rings = |product: f64| nesterov_roots(product, beta, 1.0)[0][1] > 0.0;
        if rings(flat) && rings(steep) {
            faster &= nesterov_radius(steep, beta, 1.0) < nesterov_radius(flat, beta, 1.0);
            seen[0] += 1;
        }
        if [flat, steep].iter().all(|p| beta > ringing_from(*p, 1.0)) {
            let [one, other] = [flat, steep].map(|p| spectral_radius(p, beta, 1.0));
            alike &= one == other;
            seen[1] += 1;
        }
    }
    assert!(seen.iter().all(|n| *n > 100), "{seen:?}");
    claim.holds(&[
        ("the steeper one shrinks faster", faster),
        ("the steeper one shrinks slower", !faster),
        ("the flatter one shrinks faster", !faster),
    ]);
    claim.holds(&[
        ("both shrink alike", alike),
        ("neither shrink alike", !alike),
    ]);
    claim.says("Of two coordinates that ring");
    claim.says("under the heavy ball");
    // The steep coordinate of the valley, at ηλ as told.
    let path = from_rest(nesterov_step, START, [gone / CURVATURES[1], 0.7], 9).unwrap();
    let vanishes = path[0][1] != 0.0 && path[1..].iter().all(|x| x[1] == 0.0);
    claim.holds(&[
        ("gone after the first step", vanishes),
        ("gone before the first step", false),
        ("gone after the last step", false),
    ]);
}

/// Covers claim:diverges, claim:take-smaller, claim:sum-smaller.
#[test]
fn the_range_is_the_smallest_of_the_three() {
    let told = claim("diverges");
    let [beta, own, plain, heavy, eta, product] = told.numbers();
    assert!(prints(own, nesterov_limit(beta, 1.0), 1));
    assert!(prints(plain, momentum_limit(0.0, 1.0), 0));
    assert!(prints(heavy, momentum_limit(beta, 1.0), 0));
    assert!(prints(product, eta * CURVATURES[1], 1));
    told.holds(&[("lower than", own < plain), ("higher than", own > plain)]);
    told.holds(&[
        ("half the", 2.0 * own == heavy),
        ("twice the", own == 2.0 * heavy),
    ]);
    let end = |step| {
        let path = from_rest(step, START, [eta, beta], 200).unwrap();
        loss(&path[200])
    };
    let (arrives, diverges) = (end(momentum_step) < 1e-6, end(nesterov_step) > 1e6);
    told.holds(&[
        (
            "the heavy ball arrives and Nesterov's method diverges",
            arrives && diverges,
        ),
        (
            "the heavy ball diverges and Nesterov's method arrives",
            false,
        ),
        (
            "the heavy ball arrives and Nesterov's method arrives",
            !diverges,
        ),
        (
            "the heavy ball diverges and Nesterov's method diverges",
            !arrives,
        ),
    ]);
    told.says("With $\\beta = ");
    told.says("so with $\\eta = ");
    told.says("the steep coordinate of our valley");
    told.says("of gradient descent and");
    told.says("of the heavy ball;");
    let taken = claim("take-smaller").and("sum-smaller");
    let limits: Vec<f64> = (0..100)
        .map(|n| nesterov_limit(f64::from(n) / 100.0, 1.0))
        .collect();
    let falls = limits.windows(2).all(|pair| pair[1] < pair[0]);
    let smaller = limits[1..]
        .iter()
        .all(|limit| *limit < momentum_limit(0.0, 1.0));
    taken.holds(&[
        ("pays with a smaller range", smaller),
        ("pays with a larger range", !smaller),
    ]);
    taken.holds(&[
        ("the more momentum, the smaller", falls),
        ("the less momentum, the smaller", !falls),
        ("the more momentum, the larger", !falls),
    ]);
    // Steep coordinates: ηλ up to 1, where a heavy ball that rings has √β.
    let damps = (1..100).all(|n| {
        let beta = f64::from(n) / 100.0;
        nesterov_radius(0.9, beta, 1.0) < spectral_radius(0.9, beta, 1.0) + 1e-12
    });
    taken.holds(&[
        ("damps steep coordinates more", damps),
        ("damps steep coordinates less", !damps),
        ("damps flat coordinates more", false),
    ]);
}

/// Covers claim:best-of-pairs.
#[test]
fn no_pair_has_a_smaller_rate_than_the_better_one() {
    let claim = claim("best-of-pairs");
    let mut random = seeded(12);
    let (mut none, mut step, mut momentum, mut rate) = (true, true, true, true);
    for kappa in [1.5, 3.0, 10.0, 20.0, 100.0, 1000.0] {
        let larger = |eta: f64, beta: f64| {
            nesterov_radius(eta, beta, 1.0).max(nesterov_radius(eta, beta, kappa))
        };
        let [usual_eta, usual_beta] = nesterov_pair([1.0, kappa]);
        let [eta, beta] = better_pair([1.0, kappa]);
        let best = larger(eta, beta);
        step &= eta > usual_eta;
        momentum &= beta < usual_beta;
        rate &= best < larger(usual_eta, usual_beta) - 1e-3;
        // A grid over all that converge, and pairs near the best.
        let grid = (1..200).flat_map(|i| (0..200).map(move |j| [i, j]));
        let grid = grid.map(|[i, j]| [f64::from(i) / 100.0 / kappa, f64::from(j) / 200.0]);
        let near = (0..20_000).map(|_| {
            let [a, b] = [random.between(-0.01, 0.01), random.between(-0.01, 0.01)];
            [eta * (1.0 + a), (beta + b).clamp(0.0, 0.9999)]
        });
        let least = grid.chain(near).map(|[eta, beta]| larger(eta, beta));
        let least = least.fold(f64::INFINITY, f64::min);
        // Near a double root a rounding is as large as its square root.
        none &= least > best - 1e-6 && least < best + 0.01;
    }
    claim.holds(&[("A larger step size", step), ("A smaller step size", !step)]);
    claim.holds(&[
        ("with less momentum", momentum),
        ("with more momentum", !momentum),
    ]);
    claim.holds(&[("has a smaller rate", rate), ("has a larger rate", !rate)]);
    claim.holds(&[
        ("no other pair of this method has a smaller one", none),
        ("no other pair of this method has a larger one", false),
        ("every other pair of this method has a smaller one", !none),
    ]);
}

/// Covers claim:marks.
#[test]
fn equal_roots_cost_steps() {
    let claim = claim("marks");
    let [from] = claim.numbers();
    assert_eq!(from, 10.0);
    let (mut keeps, mut more) = (true, true);
    for n in 0..60 {
        let kappa = from * 10_f64.powf(f64::from(n) / 20.0);
        let rates = contest_rates(kappa.min(1000.0)).unwrap();
        let line = rates.map(|rate| 1e-6_f64.ln() / rate.ln());
        let marks = counted(kappa.min(1000.0));
        keeps &= marks[0] >= line[0] - 1e-6 && marks[0] < line[0] + 1.0;
        more &= marks[1] > line[1] + 1.0 && marks[2] > line[2] + 1.0;
    }
    claim.holds(&[
        ("gradient descent keeps to its line", keeps),
        ("gradient descent leaves its line", !keeps),
    ]);
    claim.holds(&[("need more steps", more), ("need fewer steps", !more)]);
    // With the pure powers of the rate they would be on their lines: at equal
    // roots a multiple of t stands before them.
    let equal = contest([1.0, from])[1..].iter().all(|[eta, beta, s]| {
        let [a, b] = match *s {
            0.0 => listings::scalar_functions::roots(*eta, *beta, 1.0),
            _ => nesterov_roots(*eta, *beta, 1.0),
        };
        (a[0] - b[0]).abs() + (a[1] - b[1]).abs() < 1e-6
    });
    claim.holds(&[
        ("because of equal roots", equal),
        ("because of unequal roots", !equal),
    ]);
    claim.says("the other two need");
}

/// Covers claim:thousand, claim:take-slower.
#[test]
fn the_heavy_ball_needs_the_fewest_steps_and_gradient_descent_grows_with_kappa() {
    let told = claim("thousand");
    let [plain, other] = told.numbers();
    let rows = [10.0, 100.0, 1000.0].map(counted);
    assert_eq!(rows[0], [69.0, 27.0, 43.0]);
    assert_eq!(rows[1], [691.0, 93.0, 155.0]);
    assert_eq!(rows[2], [6908.0, 315.0, 508.0]);
    let growth = [0, 1, 2].map(|i| rows[2][i] / rows[0][i]);
    assert!(prints(plain, growth[0], 0));
    assert!(prints(other, growth[1], 0) && prints(other, growth[2], 0));
    let fewest = rows.iter().all(|row| row[1] < row[0] && row[1] < row[2]);
    told.holds(&[
        ("the heavy ball needs the fewest", fewest),
        ("the heavy ball needs the most", !fewest),
    ]);
    told.holds(&[
        (
            "From the first row to the last, gradient descent takes",
            true,
        ),
        (
            "From the last row to the first, gradient descent takes",
            false,
        ),
    ]);
    told.says("the other two");
    told.says("in every row");
    let taken = claim("take-slower");
    let smaller = (1..1000).all(|n| {
        let [_, heavy, own] = contest_rates(1.0 + f64::from(n)).unwrap();
        let curvatures = [1.0, 1.0 + f64::from(n)];
        let [eta, beta] = better_pair(curvatures);
        heavy < own && heavy < nesterov_radius(eta, beta, curvatures[1])
    });
    taken.holds(&[
        (
            "the heavy ball at its best pair has the smaller rate",
            smaller,
        ),
        (
            "the heavy ball at its best pair has the larger rate",
            !smaller,
        ),
        (
            "the heavy ball at its worst pair has the smaller rate",
            false,
        ),
    ]);
    let [_, heavy, _] = contest([1.0, 25.0]);
    let stays = bent_run(3.3, heavy, 10_000).unwrap()[9_000..]
        .iter()
        .all(|x| x.abs() > 0.5);
    taken.holds(&[("may never arrive", stays), ("may always arrive", false)]);
    taken.says("In a quadratic valley");
    taken.says("on other functions");
}

/// Covers claim:beyond, lst:bent_run.
#[test]
fn the_heavy_ball_cycles_where_nesterov_arrives() {
    let claim = claim("beyond");
    let [ten, power, from, a, b, c, steps] = claim.numbers();
    assert_eq!([ten, power], [10.0, -6.0]);
    let [_, heavy, own] = contest([1.0, 25.0]);
    // Exactly η = 1/9 and β = 4/9; and 1/25 and 2/3.
    assert!((heavy[0] - 1.0 / 9.0).abs() < 1e-15 && (heavy[1] - 4.0 / 9.0).abs() < 1e-15);
    assert!(own[0] == 0.04 && (own[1] - 2.0 / 3.0).abs() < 1e-15);
    let near = |x: &f64| x.abs() <= 1e-6;
    let path = bent_run(3.3, own, 2000).unwrap();
    let arrival = path.iter().rposition(|x| !near(x)).unwrap() + 1;
    assert_eq!(arrival as f64, from);
    claim.holds(&[("from step 2 on", true), ("up to step 2", false)]);
    // The cycle in fractions, and that each point of it leads to the next.
    let cycle = [2592.0 / 1225.0, 792.0 / 1225.0, -2208.0 / 1225.0];
    for i in 0..3 {
        let [before, here, next] = [0, 1, 2].map(|j| cycle[(i + j) % 3]);
        let reached = here + heavy[1] * (here - before) - heavy[0] * bent_slope(here);
        assert!((reached - next).abs() < 1e-14, "{i}");
    }
    let path = bent_run(3.3, heavy, 3000).unwrap();
    let last = steps as usize;
    for (told, (exact, step)) in [a, b, c].into_iter().zip(cycle.into_iter().zip(last - 2..)) {
        assert!(prints(told, exact, 3) && (path[step] - exact).abs() < 1e-9);
        assert!((path[step + 1500] - exact).abs() < 1e-9);
    }
    assert_eq!(steps, 1000.0);
    claim.holds(&[
        ("of the minimum from", true),
        ("of the maximum from", false),
    ]);
    claim.says("is within $10^{-6}$");
    claim.holds(&[
        ("the heavy ball at its best pair", true),
        ("the heavy ball at its worst pair", false),
    ]);
    claim.says("still cycles through");
    claim.says("Nesterov's method at its usual pair");
    claim.holds(&[("after 1000 steps", true), ("before 1000 steps", false)]);
    // The slope is that of the function of which the text speaks.
    let curvature = |x: f64| (bent_slope(x + 1e-6) - bent_slope(x - 1e-6)) / 2e-6;
    for (x, told) in [
        (-3.0, 25.0),
        (0.9, 25.0),
        (1.1, 1.0),
        (1.9, 1.0),
        (2.1, 25.0),
        (9.0, 25.0),
    ] {
        assert!((curvature(x) - told).abs() < 1e-6, "{x}");
    }
    for x in [1.0, 2.0] {
        assert!((bent_slope(x - 1e-12) - bent_slope(x)).abs() < 1e-9);
    }
    assert_eq!(bent_slope(0.0), 0.0);
}
