//! The solutions of Part III that look for a step size, a momentum or a rate.

use formula::{Bindings, Value};
use listings::curvature::best_rate;
use listings::exercises::decoupled::decoupled;
use listings::exercises::nesterov_damping::nesterov_damping;
use listings::exercises::overestimated::overestimated;
use listings::exercises::restart::restart;
use listings::exercises::ringing::ringing;
use listings::hump::{below_from, losses, repaired_run};
use listings::ill_conditioned_problem::{CURVATURES, START, gradient_descent, objective};
use listings::momentum_method::{momentum_limit, spectral_radius};
use listings::ndarray::{Array1, arr1};
use listings::nesterov::{nesterov_pair, nesterov_radius};
use listings::optimal_parameters::best_pair;
use listings::quadratic_functions::{minimum, momentum_run, to_own, turned_bowl, value};
use listings::scalar_functions::{ringing_from, roots, scalar_run};
use tests::printed::{claim, equation, prints};
use tests::states::seeded;

/// Covers eq:decoupled-left, eq:decoupled-loss, lst:solution-decoupled.
#[test]
fn the_loss_is_a_sum_over_the_own_coordinates() {
    let [left, loss] = ["decoupled-left", "decoupled-loss"].map(equation);
    let h = turned_bowl().unwrap();
    let mut random = seeded(11);
    for _ in 0..1000 {
        let x = arr1(&[random.between(-5.0, 5.0), random.between(-5.0, 5.0)]);
        let (eta, t) = (random.between(0.0, 0.6), random.between(0.0, 7.0) as usize);
        let slope = |x: &Array1<f64>| listings::quadratic_functions::gradient_of(&h, x);
        let run = momentum_run(slope, [x, Array1::zeros(2)], [eta, 0.0], 7).unwrap();
        let points: Vec<_> = run.iter().map(|[x, _]| x.clone()).collect();
        let own: Vec<_> = points.iter().map(|x| to_own(&h, x)).collect();
        // z_{t,i} of both coordinates.
        let entries = own.clone();
        let of = || {
            let entries = entries.clone();
            Bindings::new()
                .shared()
                .scalar("\\eta", eta)
                .integer("t", t as i64)
                .integer("n", 2)
                .vector("\\lambda", h.lambda.to_vec())
                .table("z", move |t, i| {
                    let z = entries.get(t as usize)?;
                    z.get(i as usize - 1).map(|z| Value::from(*z))
                })
        };
        for i in 1..=2 {
            left.holds(&of().integer("i", i));
        }
        let sequence: Vec<Value> = points.iter().map(|x| x.to_vec().into()).collect();
        let lowest = listings::quadratic_functions::minimizer(&h).to_vec();
        let bowl = h.clone();
        let of = of()
            .sequence("\\mathbf{x}", 0, sequence)
            .value("\\mathbf{x}^\\star", lowest)
            .function("h", move |x| Ok(value(&bowl, &arr1(&x.point()?)).into()));
        let sides = loss.sides(&of);
        let z = own[0].to_vec();
        let told = decoupled(eta, &h.lambda.to_vec(), &z, t);
        // The left side is a difference of losses up to a hundred.
        let near = |x: f64| (x - told).abs() < 1e-12 * (told + value(&h, &points[0]));
        assert!(sides.into_iter().all(near), "{eta} {t}");
        if told > 0.01 * value(&h, &points[0]) {
            loss.holds(&of);
        }
        assert!(near(value(&h, &points[t]) - minimum(&h)));
    }
}

/// Covers claim:decoupled-step, eq:decoupled-more.
#[test]
fn the_flat_coordinate_soon_holds_the_loss() {
    let claim = claim("decoupled-step");
    let [eta, step] = claim.numbers();
    let path = gradient_descent(START, eta, 30).unwrap();
    let share = |t: usize| {
        let flat = objective(&arr1(&[path[t][0], 0.0]));
        flat / objective(&path[t])
    };
    let from = (0..31).rposition(|t| share(t) <= 0.5).unwrap() + 1;
    assert_eq!(step, from as f64);
    let more = equation("decoupled-more");
    for t in 0..31 {
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .integer("t", t as i64)
            .vector("\\lambda", CURVATURES)
            .table("z", |_, i| START.get(i as usize - 1).map(|z| (*z).into()));
        assert_eq!(more.is_met(&bindings), share(t) > 0.5, "{t}");
    }
    claim.holds(&[
        (
            "the steep coordinate holds more of the loss at first",
            share(0) < 0.5,
        ),
        (
            "the flat coordinate holds more of the loss at first",
            share(0) > 0.5,
        ),
    ]);
    claim.says(", and the flat one from step");
}

/// Covers eq:ringing-angle, eq:ringing-pair, eq:ringing-sides, lst:solution-ringing.
#[test]
fn a_coordinate_rings_to_order() {
    let [angle, pair, sides] = ["ringing-angle", "ringing-pair", "ringing-sides"].map(equation);
    let mut random = seeded(12);
    for case in 0..1000 {
        let (rho, n) = (random.between(0.05, 0.99), 2 + case % 20);
        let [product, beta] = ringing(rho, n);
        let [[re, im], _] = roots(1.0, beta, product);
        let run = scalar_run(random.between(-3.0, 3.0), [1.0, beta, product], 40).unwrap();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\rho", rho)
            .integer("n", n as i64)
            .scalar("\\eta", 1.0)
            .scalar("\\lambda", product)
            .scalar("\\beta", beta);
        pair.holds(&bindings);
        let turned = im.atan2(re);
        // A small angle of nearly real roots.
        let bindings = bindings.scalar("\\theta", turned);
        let told = angle.sides(&bindings);
        if n < 9 && rho > 0.5 {
            angle.holds(&bindings);
        }
        assert!((told[0] - told[1]).abs() < 1e-9, "{rho} {n}");
        assert!((spectral_radius(1.0, beta, product) - rho).abs() < 1e-12);
        let x = run.iter().map(|state| Value::from(state[1]));
        let t = random.between(0.0, 9.0) as i64;
        let bindings = Bindings::new().shared().scalar("\\rho", rho);
        let bindings = bindings.integer("n", n as i64).integer("t", t);
        let bindings = bindings.sequence("x", 0, x);
        let told = sides.sides(&bindings);
        // At the start no rounding has grown.
        if n < 9 && rho > 0.5 && t == 0 {
            sides.holds(&bindings);
        }
        assert!((told[0] - told[1]).abs() < 1e-9, "{rho} {n} {t}");
        // As the task says: it changes sides every n steps, and not sooner.
        let sides = run.windows(2).enumerate();
        let sides = sides.filter(|(_, w)| w[0][1] * w[1][1] < 0.0);
        let at: Vec<usize> = sides.map(|(t, _)| t).collect();
        // Where n is 2 it passes through zero exactly, or nearly.
        let every = at.windows(2).all(|w| w[1] - w[0] == n);
        assert!(
            n == 2 || every && (40 < n || !at.is_empty()),
            "{rho} {n} {at:?}"
        );
    }
}

/// Covers claim:ringing-complex.
#[test]
fn real_roots_do_not_ring_in_several_steps() {
    let claim = claim("ringing-complex");
    let mut random = seeded(15);
    let (mut few, mut all) = (true, true);
    for _ in 0..1000 {
        let [r, s] = [(); 2].map(|()| random.between(0.05, 0.99));
        let turns = |sign: f64| {
            // [ηλ, β] of these roots.
            let (product, beta) = ((1.0 - sign * r) * (1.0 - sign * s), r * s);
            let run = scalar_run(1.0, [1.0, beta, product], 40).unwrap();
            let turned = run.windows(2).filter(|w| w[0][1] * w[1][1] < 0.0);
            turned.count()
        };
        few &= turns(1.0) <= 1;
        all &= turns(-1.0) >= 39;
    }
    claim.holds(&[
        ("stops changing sides if they are positive", few),
        ("stops changing sides if they are negative", !few),
    ]);
    claim.holds(&[(
        "does so at every step in the long run if they are negative",
        all,
    )]);
}

/// κ, c, and the best pair for the curvatures 1 and cκ.
fn guesses(seed: u64) -> impl Iterator<Item = (f64, f64, [f64; 2])> {
    let mut random = seeded(seed);
    (0..1000).map(move |case| {
        let kappa = random.between(1.5, [30.0, 1000.0][case % 2]);
        let c = random.between([0.0, 1.0, 0.9][case % 3], [1.0, 50.0, 1.1][case % 3]);
        let c = c.max(1.01 / kappa);
        (kappa, c, best_pair([1.0, c * kappa]))
    })
}

/// Covers eq:overestimated-rate, eq:overestimated-equal, lst:solution-overestimated.
/// Covers eq:overestimated-beyond, eq:overestimated-product, eq:overestimated-share, eq:overestimated-least.
#[test]
fn the_rate_for_a_wrong_curvature() {
    let [rate, equal] = ["overestimated-rate", "overestimated-equal"].map(equation);
    let all = ["overestimated-product", "overestimated-share"].map(equation);
    let least = equation("overestimated-least");
    let beyond = equation("overestimated-beyond");
    let mut converged = 0;
    for (kappa, c, [eta, beta]) in guesses(13) {
        let of = |c: f64| {
            Bindings::new()
                .shared()
                .scalar("\\kappa", kappa)
                .scalar("c", c)
                .scalar("\\eta", eta)
                .scalar("\\beta", beta)
                .integer("n", 2)
                .vector("\\lambda", [1.0, kappa])
        };
        for equation in &all {
            equation.holds(&of(c));
        }
        let found = overestimated([1.0, kappa], c);
        if c >= 1.0 {
            // A double root moves by the root of a rounding.
            rate.holds(&of(c).scalar("\\rho", beta.sqrt()));
            assert!((beta.sqrt() - found).abs() < 1e-6);
        }
        if c < 0.99 {
            let s = eta * kappa - 1.0 - beta;
            beyond.holds(&of(c).scalar("s", s).scalar("\\rho", found));
        }
        for c in [c, kappa] {
            equal.holds(&of(c));
        }
        least.holds(&of(c));
        let converges = eta * kappa < momentum_limit(beta, 1.0);
        assert_eq!(converges, c > 1.0 - 1.0 / kappa, "{kappa} {c}");
        assert!(converges == (found < 1.0) || (found - 1.0).abs() < 1e-6);
        converged += i32::from(converges);
        let plain = best_rate(kappa).unwrap();
        assert!((overestimated([1.0, kappa], kappa) - plain).abs() < 1e-6);
    }
    assert!((300..900).contains(&converged), "{converged}");
}

/// Covers claim:overestimated-costs, claim:overestimated-lesson.
#[test]
fn too_little_costs_more_than_too_much() {
    let costs = claim("overestimated-costs");
    let [twice, best, least] = costs.numbers();
    let [flat, steep] = CURVATURES;
    let rate = |c: f64| {
        let [eta, beta] = best_pair([flat, c * steep]);
        spectral_radius(eta, beta, flat).max(spectral_radius(eta, beta, steep))
    };
    assert!(prints(twice, rate(2.0), 3) && prints(best, rate(1.0), 3));
    assert!(prints(least, 0.95, 2) && rate(0.95 + 1e-9) < 1.0 && rate(0.95 - 1e-9) > 1.0);
    costs.holds(&[("diverge", rate(0.9) > 1.0), ("converge", rate(0.9) < 1.0)]);
    costs.holds(&[
        ("must be above", rate(0.96) < 1.0),
        ("must be below", rate(0.94) < 1.0),
    ]);
    costs.says("twice too much makes the rate");
    costs.says("a tenth too little");
    // The factor at which the rate is 1, for larger and larger κ.
    let edge = |kappa: f64| {
        let diverges = |n: &i32| overestimated([1.0, kappa], f64::from(*n) / 1e4) >= 1.0;
        (1..10_000).rfind(diverges).unwrap()
    };
    let edges = [5.0, 20.0, 100.0, 1000.0].map(edge);
    let closer = edges.windows(2).all(|pair| pair[1] > pair[0]);
    let lesson = claim("overestimated-lesson");
    lesson.holds(&[
        (
            "the smaller is the underestimate that already diverges",
            closer,
        ),
        (
            "the larger is the underestimate that already diverges",
            !closer,
        ),
    ]);
    lesson.holds(&[
        ("The larger $\\kappa$ is", closer),
        ("The smaller $\\kappa$ is", !closer),
    ]);
    let large = overestimated([1.0, 100.0], 2.0) < 1.0;
    lesson.holds(&[
        ("guess $\\lambda_n$ too large", large),
        ("guess $\\lambda_n$ too small", !large),
    ]);
}

/// Covers claim:restart-steps, claim:restart-best, lst:solution-restart.
#[test]
fn restarts_help_where_momentum_is_too_large() {
    let steps = claim("restart-steps");
    let [eta, beta, with, without] = steps.numbers();
    let (lambda, start) = (arr1(&CURVATURES), arr1(&START));
    let run = restart(&lambda, &start, [eta, beta], 3000);
    let path = repaired_run(&lambda, start.clone(), [eta, beta], 0.0, 3000).unwrap();
    let plain = losses(&lambda, &path);
    let from = |losses: &[f64]| below_from(losses, 1e-6).unwrap() as f64;
    assert_eq!([with, without], [from(&run), from(&plain)]);
    // As the task says.
    assert!((0.09..0.11).contains(&(with / without)));
    steps.says("on with restarts, and from step");
    steps.says("on without");
    let below = run[with as usize..].iter().all(|loss| *loss < 1e-6);
    steps.holds(&[
        ("is below a millionth", below),
        ("is above a millionth", !below),
    ]);
    // Until the first climb both are the same.
    let climb = plain.windows(2).position(|w| w[1] > w[0]).unwrap();
    let mut both = run.iter().zip(&plain).take(climb + 2);
    assert!(both.all(|(a, b)| (a - b).abs() < 1e-12));
    assert!(run[climb + 2] < plain[climb + 2]);

    let of_best = claim("restart-best");
    let pair = best_pair(CURVATURES);
    let run = restart(&lambda, &start, pair, 50);
    let plain = gradient_descent(START, pair[0], 50).unwrap();
    let same = run.iter().zip(&plain);
    let same = same
        .into_iter()
        .all(|(loss, x)| (loss / objective(x) - 1.0).abs() < 1e-9);
    let climbs = run.windows(2).all(|w| w[1] > w[0]);
    of_best.holds(&[
        ("restarts ruin the run", climbs),
        ("restarts save the run", !climbs),
    ]);
    of_best.holds(&[("every step climbs", climbs), ("every step falls", !climbs)]);
    of_best.holds(&[("gradient descent with a step size", same)]);
    let above = pair[0] > 2.0 / CURVATURES[1];
    of_best.holds(&[("above its limit", above), ("below its limit", !above)]);
    of_best.holds(&[
        ("the velocity is always zero", climbs),
        ("the velocity is never zero", !climbs),
    ]);
    of_best.says("At the best pair from rest");
}

/// Covers eq:ahead-equal, eq:ahead-squares, eq:ahead-divided, eq:ahead-pair.
/// Covers lst:solution-nesterov_damping.
#[test]
fn both_roots_are_equal_at_this_momentum() {
    let all = [
        "ahead-equal",
        "ahead-squares",
        "ahead-divided",
        "ahead-pair",
    ]
    .map(equation);
    let mut random = seeded(14);
    for case in 0..1000 {
        let product = if case == 0 {
            1.0
        } else {
            random.between(0.001, 1.0)
        };
        let [beta, radius] = nesterov_damping(product);
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", 1.0)
            .scalar("\\lambda", product)
            .scalar("\\beta", beta)
            .scalar("\\rho", radius);
        for equation in &all {
            equation.holds(&bindings);
        }
        // As the task says.
        let [_, usual] = nesterov_pair([product, 1.0]);
        assert!((beta - usual).abs() < 1e-12);
        // A double root moves by the root of a rounding.
        assert!((nesterov_radius(1.0, beta, product) - radius).abs() < 1e-7);
        for other in [beta - 0.01, beta + 0.01] {
            assert!(other < 0.0 || nesterov_radius(1.0, other, product) >= radius);
        }
    }
}

/// Covers claim:ahead-same.
#[test]
fn the_heavy_ball_has_the_same_radius_with_less_momentum() {
    let claim = claim("ahead-same");
    let (mut same, mut smaller, mut square) = (true, true, true);
    for product in [0.01, 0.09, 0.3, 0.64, 0.99] {
        let [beta, radius] = nesterov_damping(product);
        let heavy = ringing_from(1.0, product);
        same &= (spectral_radius(1.0, heavy, product) - radius).abs() < 1e-7;
        smaller &= heavy < beta;
        square &= (heavy - radius * radius).abs() < 1e-12;
    }
    claim.holds(&[
        ("the same spectral radius", same),
        ("another spectral radius", !same),
    ]);
    claim.holds(&[
        ("its momentum is smaller", smaller),
        ("its momentum is larger", !smaller),
    ]);
    claim.holds(&[
        ("the square of this radius", square),
        ("the root of this radius", !square),
    ]);
}
