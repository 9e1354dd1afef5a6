//! The solutions of Part IV.

use formula::Bindings;
use listings::exercises::conjugate::conjugate;
use listings::exercises::cycle::cycle;
use listings::exercises::signs::signs;
use listings::exercises::stationary::stationary;
use listings::exercises::stopping::stopping;
use listings::limits_of_descent::{chain_curvatures, chain_minimizer, chain_run, distances};
use listings::momentum_method::{momentum_limit, spectral_radius};
use listings::ndarray::{Array1, Array2, arr1, arr2};
use listings::nesterov::{bent_slope, contest};
use listings::num_rational::Ratio;
use listings::optimal_parameters::best_pair;
use listings::polynomial_regression::{DEGREE, POINTS, polynomial, ridge, step_size, stopped};
use tests::printed::{claim, equation, prints};
use tests::states::seeded;

/// Covers eq:stopping-equal, eq:stopping-left, eq:stopping-tau, eq:stopping-sum.
/// Covers eq:stopping-bound, lst:solution-stopping.
#[test]
fn both_shares_are_equal() {
    let all = ["equal", "left", "tau", "sum", "bound"];
    let all = all.map(|name| equation(&format!("stopping-{name}")));
    let mut random = seeded(21);
    for case in 0..1000 {
        let (eta, t) = (random.between(0.05, 2.0), 1 + case % 40);
        let lambda = random.between(0.02, 0.9) / eta;
        let tau = stopping(eta, lambda, t);
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda)
            .scalar("\\tau", tau)
            .integer("t", t as i64);
        for equation in &all {
            equation.holds(&bindings);
        }
        let shares = [stopped([eta, 0.0], lambda, t), ridge(tau, lambda)];
        assert!((shares[0] - shares[1]).abs() < 1e-12);
        // The larger the eigenvalue, the smaller τ; near the rule if it is tiny.
        assert!(stopping(eta, 1.05 * lambda, t) < tau);
        let tiny = stopping(eta, 1e-5 / eta, t) * eta * t as f64;
        assert!(tiny < 1.0 && tiny > 0.999);
    }
}

/// Covers claim:stopping-less.
#[test]
fn a_stopped_run_holds_back_steep_ones_less() {
    let claim = claim("stopping-less");
    let mut less = true;
    for t in [1, 10, 100] {
        let rule = 1.0 / t as f64;
        less &= [0.1, 0.5, 0.9]
            .iter()
            .all(|lambda| stopped([1.0, 0.0], *lambda, t) > ridge(rule, *lambda));
    }
    claim.holds(&[
        ("holds back a steep eigenfeature less", less),
        ("holds back a steep eigenfeature more", !less),
    ]);
    claim.says("with the rule's $\\tau$");
}

/// Covers claim:stopping-rows.
#[test]
fn two_eigenfeatures_are_no_rows_of_the_table() {
    let claim = claim("stopping-rows");
    let [product, one] = claim.numbers();
    let p = polynomial(&POINTS, DEGREE).unwrap();
    let product_of = |i: usize| step_size(&p) * p.lambda[i];
    assert!(prints(product, product_of(5), 1));
    claim.holds(&[("above 1", product > one), ("below 1", product < one)]);
    let left = (1.0 - product_of(4)).powi(100);
    claim.holds(&[("Of $p_5$ next to nothing is left", left < 1e-20)]);
}

/// Covers claim:conjugate-two, claim:conjugate-saves, lst:solution-conjugate.
#[test]
fn as_many_steps_as_different_eigenvalues() {
    let two = claim("conjugate-two");
    // A mirror image of a diagonal matrix: I − 2uuᵀ on both sides.
    let mirrored = |lambda: &[f64]| {
        let u = Array1::from_shape_fn(lambda.len(), |i| 1.0 + i as f64);
        let u = &u / u.dot(&u).sqrt();
        let image = |x: &Array1<f64>| x - 2.0 * u.dot(x) * &u;
        let column = |j: usize| {
            let unit = Array1::from_shape_fn(lambda.len(), |i| if i == j { 1.0 } else { 0.0 });
            image(&(arr1(lambda) * image(&unit)))
        };
        let columns: Vec<_> = (0..lambda.len()).map(column).collect();
        Array2::from_shape_fn((lambda.len(), lambda.len()), |(i, j)| columns[j][i])
    };
    let left = |lambda: &[f64], steps: usize| {
        let q = mirrored(lambda);
        let c = Array1::from_shape_fn(lambda.len(), |i| (i as f64 + 0.3).cos());
        let points = conjugate(&q, &c, &Array1::ones(lambda.len()), steps);
        let g = q.dot(&points[steps]) + &c;
        g.dot(&g).sqrt()
    };
    let [first, second, third] = two.numbers();
    let lambda = [first, second, third];
    // As the task says.
    let enough = left(&lambda, 2) < 1e-9;
    two.holds(&[
        ("two steps are enough", enough && left(&lambda, 1) > 1e-3),
        ("one step is enough", left(&lambda, 1) < 1e-9),
        ("three steps are needed", !enough),
    ]);
    let different = [
        (&[2.0, 2.0, 2.0][..], 1),
        (&[1.0, 1.0, 3.0, 3.0, 3.0], 2),
        (&[1.0, 2.0, 2.0, 4.0], 3),
        (&[1.0, 2.0, 3.0, 4.0], 4),
    ];
    let as_many = different
        .iter()
        .all(|(lambda, n)| left(lambda, *n) < 1e-9 && left(lambda, n - 1) > 1e-3);
    two.holds(&[
        ("as many as there are different eigenvalues", as_many),
        ("as many as there are eigenvalues", !as_many),
    ]);
    // It is the method of the section, on the plane of any quadratic.
    let plane = arr2(&[[0.2, 0.0], [0.0, 4.0]]);
    let path = conjugate(&plane, &arr1(&[0.0, 0.0]), &arr1(&[-5.0, -2.0]), 2);
    assert!(path[2].iter().all(|x| x.abs() < 1e-12));
    // Where nothing is left after a step, and nothing rounded.
    let q = Array2::from_diag(&arr1(&lambda));
    let start = arr1(&[2.0, 1.0, 0.0]);
    let path = conjugate(&q, &Array1::zeros(3), &start, 3);
    let repeated = path[1..].iter().all(|x| *x == Array1::<f64>::zeros(3));
    assert!(repeated, "the point is repeated");

    let saves = claim("conjugate-saves");
    let [n, kappa, there, from] = saves.numbers();
    assert_eq!(n, there);
    let n = n as usize;
    let lowest = chain_minimizer(kappa, n).unwrap();
    let of = |fixed, steps| distances(&chain_run(kappa, n, fixed, steps).unwrap(), &lowest);
    let own = of(None, n);
    saves.holds(&[(
        "are at the minimizer after",
        own[n] < 1e-12 && own[n - 1] > 1e-3,
    )]);
    let [eta, beta] = best_pair(chain_curvatures(kappa, n));
    let heavy = of(Some([eta, beta, 0.0]), 1000);
    let far = heavy.iter().rposition(|left| *left >= 1e-6).unwrap();
    assert_eq!(from, far as f64 + 1.0);
    saves.says("momentum at the best pair for the true curvatures is within a millionth");
}

fn decimal(x: Ratio<i64>) -> f64 {
    let (above, below) = x.into_raw();
    above as f64 / below as f64
}

/// Fractions η and β, and the cycle that there is for them.
type Cycle = (Ratio<i64>, Ratio<i64>, [Ratio<i64>; 3]);

/// Pairs for which there is a cycle.
fn cycles() -> Vec<Cycle> {
    let etas = (50..200).map(|n| Ratio::new(n, 1000));
    let pairs = etas.flat_map(|eta| (1..12).map(move |n| (eta, Ratio::new(n, 12))));
    pairs
        .filter_map(|(eta, beta)| Some((eta, beta, cycle(eta, beta)?)))
        .collect()
}

/// Covers eq:cycle-factor, eq:cycle-steps, eq:cycle-added, eq:cycle-sum.
/// Covers eq:cycle-discriminant, eq:cycle-left, eq:cycle-ratio, eq:cycle-shares, lst:solution-cycle.
#[test]
fn the_points_follow_each_other_for_each_pair() {
    let left = equation("cycle-left");
    let all = ["factor", "steps", "added", "sum", "ratio", "shares"];
    let all = all.map(|name| equation(&format!("cycle-{name}")));
    let discriminant = equation("cycle-discriminant");
    let found = cycles();
    assert!(found.len() > 100, "{}", found.len());
    for (eta, beta, points) in found {
        let [p, q, r] = points;
        // A step on the section's function leads from each to the next.
        for [before, x, next] in [[p, q, r], [q, r, p], [r, p, q]].map(|three| three.map(decimal)) {
            let [eta, beta] = [eta, beta].map(decimal);
            let step = x - eta * bent_slope(x) + beta * (x - before);
            assert!((step - next).abs() < 1e-12, "{eta} {beta}");
        }
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", decimal(eta))
            .scalar("\\beta", decimal(beta))
            .scalar("a", decimal(Ratio::from_integer(1) + beta - eta * 25))
            .scalar("p", decimal(p))
            .scalar("q", decimal(q))
            .scalar("r", decimal(r))
            .sequence("x", 0, [r, p, q].map(decimal))
            .integer("t", 1);
        left.holds(&bindings);
        discriminant.holds(&bindings);
        for equation in &all {
            equation.holds(&bindings);
        }
        // The polynomial of the text.
        let (one, a) = (Ratio::from_integer(1), one_step(eta, beta));
        let whole = (one + a * beta) + (a + beta * beta) + (a * a - beta);
        assert_eq!(whole, a * a + (one + beta) * a + one - beta + beta * beta);
        assert!(whole > Ratio::from_integer(0));
    }
}

/// The factor a.
fn one_step(eta: Ratio<i64>, beta: Ratio<i64>) -> Ratio<i64> {
    Ratio::from_integer(1) + beta - eta * 25
}

/// Covers claim:cycle-range, claim:cycle-quadratic.
#[test]
fn the_cycle_needs_a_step_size_in_a_range() {
    let range = claim("cycle-range");
    let [low, high, one, two] = range.numbers();
    assert_eq!([one, two], [1.0, 2.0]);
    let [_, [_, beta, _], _] = contest([1.0, 25.0]);
    range.says("the $\\beta$ of the section");
    // The points wherever they lie, from the shares.
    let points = |n: i32| {
        let eta = f64::from(n) / 1000.0;
        let a = 1.0 + beta - 25.0 * eta;
        let shares = [1.0 + a * beta, a + beta * beta, a * a - beta];
        shares.map(|share| 0.96 * share / shares.iter().sum::<f64>())
    };
    let there = |n: &i32| {
        let [p, q, r] = points(*n);
        p < 1.0 && q < 1.0 && r >= 2.0
    };
    let etas: Vec<i32> = (1..1000).filter(there).collect();
    let (first, last) = (etas[0], etas[etas.len() - 1]);
    assert_eq!([low, high], [first, last].map(|n| f64::from(n) / 1000.0));
    let told = |n: i32| cycle(Ratio::new(i64::from(n), 1000), Ratio::new(4, 9)).is_some();
    assert!((1..200).all(|n| told(n) == there(&n)));
    let [[p_below, _, r_below], [p_above, _, r_above]] = [first - 1, last + 1].map(points);
    let (p, r) = (
        p_below > 1.0 && r_below > 2.0,
        p_above < 1.0 && r_above < 2.0,
    );
    range.says("just below");
    range.says("just above");
    range.holds(&[
        ("below, $p$ is beyond 1", p),
        ("above, $p$ is beyond 1", !p),
    ]);
    range.holds(&[
        ("above, $r$ does not reach 2", r),
        ("below, $r$ does not reach 2", !r),
    ]);

    let quadratic = claim("cycle-quadratic");
    quadratic.says("the curvature 25");
    let limit = momentum_limit(beta, 25.0);
    let text = quadratic.numbers::<2>();
    assert!(text[0] == 25.0 && prints(text[1], limit, 4));
    let arrives = spectral_radius(limit - 1e-6, beta, 25.0) < 1.0;
    let not = spectral_radius(limit + 1e-6, beta, 25.0) > 1.0;
    quadratic.holds(&[
        ("would arrive up to", arrives && not),
        ("would arrive from", !arrives),
    ]);
}

/// The variances of v, x and of both together after one more step.
fn moments([v, x, c]: [f64; 3], [eta, beta, lambda]: [f64; 3], sigma: f64, s: f64) -> [f64; 3] {
    let d = beta * c + lambda * x;
    let noise = sigma * sigma + s * s * x;
    let v = beta * beta * v + lambda * (beta * c + d) + noise;
    [v, x + eta * (eta * v - 2.0 * d), d - eta * v]
}

/// Covers eq:stationary-velocity, eq:stationary-unit, eq:stationary-point.
/// Covers eq:stationary-solved, eq:stationary-settles, lst:solution-stationary.
#[test]
fn the_variance_settles_where_the_condition_is_met() {
    let all = ["velocity", "unit", "point", "solved"];
    let all = all.map(|name| equation(&format!("stationary-{name}")));
    let settles = equation("stationary-settles");
    let mut random = seeded(22);
    let mut met = 0;
    for _ in 0..1000 {
        let beta = random.between(0.0, 0.9);
        let lambda = random.between(0.3, 2.0);
        let eta = random.between(0.05, 0.9) * (2.0 + 2.0 * beta) / lambda;
        let (sigma, s) = (random.between(0.5, 2.0), random.between(0.0, 1.5));
        let run = [eta, beta, lambda];
        let unit = stationary(run, 1.0, 0.0).unwrap();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .scalar("\\lambda", lambda)
            .scalar("\\sigma", sigma)
            .scalar("s", s)
            .scalar("K", unit);
        let found = stationary(run, sigma, s);
        assert_eq!(settles.is_met(&bindings), found.is_some());
        // Near the edge thousands of steps are not enough to tell.
        if (unit * s * s - 1.0).abs() < 0.1 {
            continue;
        }
        let after = |state, steps| (0..steps).fold(state, |state, _| moments(state, run, sigma, s));
        let state = after([0.0; 3], 20_000);
        let Some(x) = found else {
            assert!(state[1] > 1e9 || !state[1].is_finite(), "{run:?} {s}");
            continue;
        };
        met += 1;
        assert!((state[1] / x - 1.0).abs() < 1e-9, "{run:?} {s}");
        let [v, x, c] = state;
        let bindings = bindings
            .scalar("V", v)
            .scalar("X", x)
            .scalar("C", c)
            .scalar("D", beta * c + lambda * x);
        for equation in &all {
            equation.holds(&bindings);
        }
    }
    assert!((200..900).contains(&met), "{met}");
}

/// Covers claim:stationary-then, claim:stationary-without-end, claim:stationary-momentum.
#[test]
fn a_spectral_radius_below_1_is_not_enough() {
    let claim_end = claim("stationary-without-end");
    let [eta, beta, one, radius] = claim_end.numbers();
    assert!(one == 1.0 && prints(radius, spectral_radius(eta, beta, 1.0), 3));
    assert!(radius < 1.0 && stationary([eta, beta, 1.0], 1.0, 0.0).is_some());
    let after = |steps| (0..steps).fold([0.0; 3], |m, _| moments(m, [eta, beta, 1.0], 1.0, 1.0))[1];
    let grows = after(2000) > 1e6 * after(1000) && after(1000) > 1e6;
    claim_end.holds(&[("grows without end", grows), ("settles", !grows)]);
    let then = claim("stationary-then");
    let (mut never_falls, mut never_passes, mut weights) = (true, true, true);
    for run in [[0.1, 0.9, 1.0], [0.4, 0.5, 2.0], [0.2, 0.0, 0.5]] {
        let (limit, unit) = (stationary(run, 0.5, 0.8), stationary(run, 1.0, 0.0));
        let (mut grown, mut plain) = ([0.0; 3], [0.0; 3]);
        for _ in 0..2000 {
            let before = grown[1];
            grown = moments(grown, run, 0.5, 0.8);
            // With variance 1 and no growth: the sum of the weights so far.
            plain = moments(plain, run, 1.0, 0.0);
            never_falls &= grown[1] >= before - 1e-14;
            never_passes &= grown[1] < limit.unwrap() * (1.0 + 1e-12);
            weights &= plain[1] <= unit.unwrap() * (1.0 + 1e-12);
        }
        assert!((grown[1] / limit.unwrap() - 1.0).abs() < 1e-9);
    }
    then.holds(&[("add up to at most $K$", weights)]);
    then.holds(&[
        ("it never falls", never_falls),
        ("it never grows", !never_falls),
    ]);
    then.holds(&[("never passes the solution", never_passes)]);
    then.says("from rest at the minimum");

    let claim = claim("stationary-momentum");
    let unit = |eta: f64, beta: f64| stationary([eta, beta, 1.0], 1.0, 0.0).unwrap();
    let larger = (1..100).all(|n| {
        let eta = f64::from(n) / 100.0;
        (0..95).all(|k| unit(eta, f64::from(k + 1) / 100.0) > unit(eta, f64::from(k) / 100.0))
    });
    // Above, it is not so everywhere.
    let not = unit(1.9, 0.05) < unit(1.9, 0.0);
    claim.holds(&[("makes $K$ larger", larger), ("makes $K$ smaller", !larger)]);
    claim.holds(&[("is below 1", not), ("is above 1", !not)]);
    claim.holds(&[
        ("the noise may grow less", larger),
        ("the noise may grow more", !larger),
    ]);
    claim.holds(&[("more momentum", larger), ("less momentum", !larger)]);
    claim.says("at the same step size");
}

/// Covers claim:signs-turned, claim:signs-forget, lst:solution-signs.
#[test]
fn signs_alone_arrive_along_the_axes_only() {
    // Our valley by its curvatures, turned by 45 degrees: (2.1, −1.9; −1.9, 2.1).
    let axes = arr2(&[[0.2, 0.0], [0.0, 4.0]]);
    let slanted = arr2(&[[2.1, -1.9], [-1.9, 2.1]]);
    let loss = |q: &Array2<f64>, x: &Array1<f64>| 0.5 * x.dot(&q.dot(x));
    let half = 0.5_f64.sqrt();
    let start = arr1(&[half * (-5.0 + 2.0), half * (-5.0 - 2.0)]);
    let turned = claim("signs-turned");
    let [from, angle, left, steps] = turned.numbers();
    assert!(angle == 45.0 && steps == 300.0);
    let path = signs(&axes, &arr1(&[-5.0, -2.0]), 0.3, 300);
    let far = path.iter().rposition(|x| loss(&axes, x) >= 1e-6).unwrap();
    assert_eq!(from, far as f64 + 1.0);
    let end = signs(&slanted, &start, 0.3, 300);
    assert!(prints(left, loss(&slanted, &end[300]), 3) && left > 1e-2);
    turned.says("Along the axes the loss is below a millionth for good");
    turned.says("it is still");

    let forget = claim("signs-forget");
    let same = [[1.0, 1.0], [0.01, 30.0]].iter().all(|[flat, steep]| {
        let other = arr2(&[[*flat, 0.0], [0.0, *steep]]);
        signs(&other, &arr1(&[-5.0, -2.0]), 0.3, 300) == path
    });
    forget.holds(&[
        ("does not depend on the curvatures", same),
        ("depends on the curvatures", !same),
    ]);
    forget.says("Along the axes");
    forget.says("$\\lambda x$ has the sign of $x$");
}
