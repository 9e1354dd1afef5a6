//! Holds the section "The momentum method" to its word.

use formula::{Bindings, Complex, Matrix, Value};
use listings::curvature::{dot, eigenvectors, hessian, slope};
use listings::figures::momentum_method::{Agreement, Envelopes, Radii, Rolling};
use listings::figures::{Drawing, Figure, Window, find};
use listings::ill_conditioned_problem::{
    CURVATURES, best_step, gradient, gradient_descent, gradient_step, objective, step_limit,
};
use listings::momentum_method::{
    best_momentum, momentum_arrival, momentum_descent, momentum_limit, momentum_step, ringing_from,
    roots, spectral_radius, step_matrix,
};
use listings::settling::Settling;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation, figure, pages};
use tests::states::seeded;
use tests::told::{assert_told, is, leads};

const START: [f64; 2] = [-5.0, -2.0];

/// The step at which the path arrives.
fn arrives(eta: f64, beta: f64) -> f64 {
    match momentum_arrival(START, eta, beta) {
        Settling::Step(step) => step as f64,
        other => panic!("({eta}, {beta}) arrives {other}"),
    }
}

/// The loss after each of the first `steps` steps, the start first.
fn losses(eta: f64, beta: f64, steps: usize) -> Vec<f64> {
    let path = momentum_descent(START, eta, beta, steps).unwrap();
    path.into_iter().map(objective).collect()
}

/// Whether a printed number is `x`, to `decimals` digits.
fn prints(printed: f64, x: f64, decimals: usize) -> bool {
    format!("{printed:.decimals$}") == format!("{x:.decimals$}")
}

fn end(eta: f64, beta: f64) -> [f64; 2] {
    momentum_descent(START, eta, beta, 20).unwrap()[20]
}

#[test]
fn the_published_end_points_are_reproduced_to_their_digits() {
    let printed = |[x1, x2]: [f64; 2]| format!("{x1:.6}, {x2:.6}");
    assert_eq!(printed(end(0.6, 0.5)), "0.007188, 0.002553");
    assert_eq!(printed(end(0.6, 0.25)), "-0.126340, -0.186632");
}

#[test]
fn the_first_steps_are_those_computed_by_hand() {
    // v₁ = (−1, −8), x₁ = (−5 + 0.6, −2 + 4.8); v₂ = v₁/2 + (−0.88, 11.2).
    let [x, v] = momentum_step([START, [0.0; 2]], 0.6, 0.5);
    assert!((x[0] + 4.4).abs() < 1e-15 && (x[1] - 2.8).abs() < 1e-15);
    assert_eq!(v, [-1.0, -8.0]);
    let [x, v] = momentum_step([x, v], 0.6, 0.5);
    assert!((v[0] + 1.38).abs() < 1e-14 && (v[1] - 7.2).abs() < 1e-14);
    assert!((x[0] + 3.572).abs() < 1e-14 && (x[1] + 1.52).abs() < 1e-14);
}

#[test]
fn without_momentum_it_is_gradient_descent() {
    let plain = gradient_descent(START, 0.4, 50).unwrap();
    assert_eq!(momentum_descent(START, 0.4, 0.0, 50).unwrap(), plain);
    for lambda in CURVATURES {
        for eta in [0.1, 0.4, 0.6] {
            let factor = listings::ill_conditioned_problem::factor(eta, lambda);
            // One rounding of numbers near 1.
            assert!((spectral_radius(eta, 0.0, lambda) - factor.abs()).abs() < 1e-15);
        }
    }
}

#[test]
fn the_spectral_radius_is_the_rate_at_which_a_coordinate_shrinks() {
    let mut random = seeded(3);
    let mut tried = 0;
    while tried < 200 {
        let (eta, beta) = (random.between(0.05, 0.9), random.between(0.0, 0.95));
        let radius = spectral_radius(eta, beta, CURVATURES[1]);
        let trace: f64 = 1.0 + beta - eta * CURVATURES[1];
        // Near a double root the size is k times a power, and the rate is
        // reached only slowly.
        if (trace * trace - 4.0 * beta).abs() < 0.05 {
            continue;
        }
        tried += 1;
        // The largest size within a swing, 400 steps apart: complex roots
        // turn, so that a single step says little.
        let mut state = [[0.0, 1.0], [0.0; 2]];
        let mut peaks = Vec::new();
        for _ in 0..3 {
            let mut peak = 0.0_f64;
            for _ in 0..200 {
                state = momentum_step(state, eta, beta);
                peak = peak.max(state[0][1].hypot(0.1 * state[1][1]));
                // Keep the numbers in range; the recurrence is linear.
                if !(1e-100..1e100).contains(&peak) {
                    break;
                }
            }
            peaks.push(peak);
        }
        if peaks.iter().all(|p| (1e-100..1e100).contains(p)) {
            let rate = (peaks[2] / peaks[1]).powf(1.0 / 200.0);
            // A swing of bounded size, spread over 200 steps.
            assert!(
                (rate - radius).abs() < 0.02,
                "{eta} {beta}: {rate} {radius}"
            );
        }
    }
    // Complex roots have modulus √β, and the limit of η is (2 + 2β)/λ.
    assert_eq!(spectral_radius(0.6, 0.5, 4.0), 0.5_f64.sqrt());
    assert_eq!(spectral_radius(0.75, 0.5, 4.0), 1.0);
    assert!(spectral_radius(0.7499, 0.5, 4.0) < 1.0);
    assert!(spectral_radius(0.7501, 0.5, 4.0) > 1.0);
    assert!((spectral_radius(0.6, 0.25, 0.2) - 0.82811).abs() < 5e-6);
    assert!((spectral_radius(0.6, 0.25, 4.0) - 0.85895).abs() < 5e-6);
}

#[test]
fn arrivals_are_those_of_a_direct_count() {
    assert_eq!(momentum_arrival(START, 0.6, 0.5), Settling::Step(24));
    assert_eq!(momentum_arrival(START, 0.6, 0.25), Settling::Step(55));
    assert_eq!(momentum_arrival(START, 0.4, 0.0), Settling::Step(103));
    assert_eq!(momentum_arrival(START, 0.8, 0.5), Settling::Never);
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (start, eta, beta, steps, argument) in [
        ([0.0, f64::NAN], 0.6, 0.5, 20, "start"),
        (START, f64::NAN, 0.5, 20, "eta"),
        (START, 0.6, 1.0, 20, "beta"),
        (START, 0.6, 0.5, 2_000_000, "steps"),
    ] {
        let refused = momentum_descent(start, eta, beta, steps);
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert_eq!(momentum_descent(START, 0.6, 0.5, 0).unwrap(), [START]);
    assert!(objective(end(0.6, 0.5)) < objective(end(0.6, 0.25)));
}
/// A start, a step size and a momentum, a thousand times; the edges of the
/// controls among them.
fn cases(seed: u64) -> impl Iterator<Item = ([f64; 2], f64, f64)> {
    let mut random = seeded(seed);
    let edges = [
        ([-6.0, -3.0], 0.01, 0.0),
        ([2.0, 3.0], 1.0, 0.99),
        ([1e-3, 1e-3], 0.75, 0.5),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        (x, random.between(0.01, 1.0), random.between(0.0, 0.99))
    }))
}

/// The states (x, v) of the listings from rest, the start first.
fn states(x: [f64; 2], eta: f64, beta: f64) -> Vec<[[f64; 2]; 2]> {
    let next = |state: &[[f64; 2]; 2]| Some(momentum_step(*state, eta, beta));
    let all = std::iter::successors(Some([x, [0.0; 2]]), next);
    all.take(7).collect()
}

/// Points (0) or velocities (1) of the states.
fn part(states: &[[[f64; 2]; 2]], which: usize) -> Vec<Value> {
    let values = states.iter().map(|state| Value::from(&state[which][..]));
    values.collect()
}

fn with_gradient<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings.function("\\nabla f", |x| {
        let x = x.point()?;
        Ok(gradient([x[0], x[1]]).as_slice().into())
    })
}

/// Covers eq:momentum, lst:momentum_step, lst:momentum_descent.
#[test]
fn the_printed_update_is_the_one_that_runs() {
    let printed = equation("momentum");
    let mut random = seeded(31);
    for (x, eta, beta) in cases(31) {
        let states = states(x, eta, beta);
        let path = momentum_descent(x, eta, beta, 6).unwrap();
        assert_eq!(path, states.iter().map(|s| s[0]).collect::<Vec<_>>());
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta);
        printed.holds(&with_gradient(bindings));
    }
}

/// Covers eq:velocity-sum.
#[test]
fn the_velocity_is_the_printed_sum_of_gradients() {
    let printed = equation("velocity-sum");
    let mut random = seeded(32);
    for (x, eta, beta) in cases(32) {
        let states = states(x, eta, beta);
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\beta", beta);
        printed.holds(&with_gradient(bindings));
    }
}

/// The points of a path for a formula with steps and coordinates.
fn points(x: [f64; 2], eta: f64, beta: f64) -> Bindings<'static> {
    Bindings::new().sequence("x", 0, part(&states(x, eta, beta), 0))
}

/// Covers eq:step-from-step.
#[test]
fn a_step_is_one_of_gradient_descent_and_beta_of_the_last() {
    let printed = equation("step-from-step");
    let mut random = seeded(44);
    for (x, eta, beta) in cases(44) {
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states(x, eta, beta), 0))
            .integer("t", random.between(2.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta);
        printed.holds(&with_gradient(bindings));
    }
}

/// Covers eq:recurrence, eq:first-step, eq:step-matrix.
#[test]
fn each_coordinate_obeys_the_printed_recurrence() {
    let (recurrence, first) = (equation("recurrence"), equation("first-step"));
    let matrix = equation("step-matrix");
    let mut random = seeded(33);
    for (x, eta, beta) in cases(33) {
        let (t, i) = (
            random.between(1.0, 6.0) as i64,
            1 + i64::from(random.toss()),
        );
        let all = || {
            points(x, eta, beta)
                .integer("i", i)
                .scalar("\\eta", eta)
                .vector("\\lambda", CURVATURES)
        };
        let step = || all().integer("t", t).scalar("\\beta", beta);
        recurrence.holds(&step());
        first.holds(&all());
        let matrices =
            CURVATURES.map(|lambda| Matrix::new(step_matrix(eta, beta, lambda)).unwrap());
        matrix.holds(&step().sequence("M", 1, matrices.map(Value::from)));
    }
}

/// Covers claim:turned-too.
#[test]
fn in_the_turned_valley_each_component_is_a_coordinate_of_ours() {
    let claim = claim("turned-too");
    let printed = equation("momentum");
    let mut random = seeded(45);
    for (start, eta, beta) in cases(45) {
        let turned = hessian(CURVATURES, random.between(-90.0, 90.0));
        let own = eigenvectors(turned);
        // Coordinate i of our valley, laid along eigenvector i.
        let laid = |x: [f64; 2]| [0, 1].map(|k| x[0] * own[0][k] + x[1] * own[1][k]);
        let states: Vec<_> = states(start, eta, beta)
            .into_iter()
            .map(|state| state.map(laid))
            .collect();
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .function("\\nabla f", |x| {
                let x = x.point()?;
                Ok(slope(turned, [x[0], x[1]]).as_slice().into())
            });
        // The update of the page, with the gradient of the turned valley.
        printed.holds(&bindings);
        let path = momentum_descent(start, eta, beta, 6).unwrap();
        for (state, x) in states.iter().zip(&path) {
            let along = match claim.word(&["along each eigenvector", "across each eigenvector"]) {
                "along each eigenvector" => own,
                _ => [own[1], own[0]],
            };
            for (q, x) in along.into_iter().zip(x) {
                // Roundings of numbers up to those of the path.
                let off = (dot(q, state[0]) - x).abs();
                assert!(off < 1e-12 * (1.0 + state[0][0].hypot(state[0][1])));
            }
        }
    }
}

/// A step size, a momentum and a curvature with their roots, a thousand times:
/// the edges first, then what is drawn.
fn rooted(seed: u64) -> impl Iterator<Item = ([f64; 3], [Complex; 2])> {
    let mut random = seeded(seed);
    let edges = [
        [0.0, 0.0, 4.0],
        [0.75, 0.5, 4.0],
        [0.6, 0.5, 0.2],
        [0.6, 0.25, 4.0],
    ];
    let mut drawn = move || {
        let eta = random.between(0.0, 1.0);
        [eta, random.between(0.001, 0.999), random.between(0.1, 5.0)]
    };
    let all = edges.into_iter().chain((0..1000).map(move |_| drawn()));
    all.map(|[eta, beta, lambda]| {
        let pair = roots(eta, beta, lambda).map(|[re, im]| Complex::new(re, im));
        ([eta, beta, lambda], pair)
    })
}

fn parameters([eta, beta, lambda]: [f64; 3]) -> Bindings<'static> {
    Bindings::new()
        .scalar("\\eta", eta)
        .scalar("\\beta", beta)
        .scalar("\\lambda", lambda)
}

/// Covers eq:root-equation, eq:roots, eq:matrix-root, eq:root-product, eq:root-sum, lst:roots.
#[test]
fn the_printed_roots_are_those_that_run() {
    let (characteristic, printed) = (equation("root-equation"), equation("roots"));
    let (product, sum) = (equation("root-product"), equation("root-sum"));
    let stretched = equation("matrix-root");
    let mut complex = 0;
    for (p, [r_1, r_2]) in rooted(34) {
        let [eta, beta, lambda] = p;
        let matrix = |bindings: Bindings<'static>| {
            let all = [Matrix::new(step_matrix(eta, beta, lambda)).unwrap()];
            bindings
                .integer("i", 1)
                .sequence("M", 1, all.map(Value::from))
        };
        for r in [r_1, r_2] {
            characteristic.holds(&parameters(p).complex("r", r));
            stretched.holds(&matrix(Bindings::new().complex("r", r)));
        }
        let both = |bindings: Bindings<'static>| bindings.complex("r_1", r_1).complex("r_2", r_2);
        printed.holds(&both(parameters(p)));
        sum.holds(&both(parameters(p)));
        product.holds(&matrix(both(Bindings::new().scalar("\\beta", beta))));
        assert!(r_1.im >= 0.0 && (r_1.im > 0.0 || r_1.re >= r_2.re));
        complex += i32::from(r_1.im > 0.0);
    }
    assert!((200..900).contains(&complex), "{complex}");
}

/// Covers eq:mixture-of-powers.
#[test]
fn the_path_is_the_printed_mixture_of_two_powers() {
    let printed = equation("mixture-of-powers");
    let mut random = seeded(35);
    let mut tried = 0;
    for (x, eta, beta) in cases(35) {
        let (t, i) = (
            random.between(0.0, 7.0) as i64,
            1 + i64::from(random.toss()),
        );
        let lambda = CURVATURES[i as usize - 1];
        let pair = roots(eta, beta, lambda).map(|[re, im]| Complex::new(re, im));
        // Near equal roots the fraction loses its digits.
        if (pair[0] - pair[1]).norm() < 0.05 {
            continue;
        }
        tried += 1;
        let bindings = points(x, eta, beta)
            .integer("t", t)
            .integer("i", i)
            .complex("r_1", pair[0])
            .complex("r_2", pair[1]);
        printed.holds(&bindings);
    }
    assert!(tried > 700, "{tried}");
}

/// With equal roots a multiple of t takes the power's place: at η λ = 1/4 and
/// β = 1/4 both roots are 1/2.
#[test]
fn with_equal_roots_a_multiple_of_t_appears() {
    let eta = 0.0625;
    assert_eq!(roots(eta, 0.25, 4.0), [[0.5, 0.0], [0.5, 0.0]]);
    let path = momentum_descent([0.0, 1.0], eta, 0.25, 30).unwrap();
    for (t, x) in path.iter().enumerate() {
        let power = 0.5_f64.powi(t as i32);
        // Linear in t: 1 at 0 and 3/2 at 1. Rounding of numbers up to 16.
        assert!((x[1] / power - (1.0 + 0.5 * t as f64)).abs() < 1e-12, "{t}");
    }
}

/// Covers eq:ringing, lst:spectral_radius.
#[test]
fn the_spectral_radius_is_the_larger_modulus_and_ringing_makes_it_the_root_of_beta() {
    let printed = equation("ringing");
    for (p, [r_1, r_2]) in rooted(36) {
        let [eta, beta, lambda] = p;
        let radius = spectral_radius(eta, beta, lambda);
        let larger = r_1.norm().max(r_2.norm());
        // Roundings of numbers up to 4.
        assert!((radius - larger).abs() < 1e-14, "{p:?}");
        printed.holds(&parameters(p).complex("r_1", r_1).complex("r_2", r_2));
    }
}

/// Covers eq:modulus, eq:turning.
#[test]
fn a_complex_root_turns_by_its_angle_at_every_step() {
    let (modulus, turning) = (equation("modulus"), equation("turning"));
    let mut random = seeded(46);
    for (p, [r_1, r_2]) in rooted(46) {
        for r in [r_1, r_2] {
            modulus.holds(&Bindings::new().scalar("a", r.re).scalar("b", r.im));
        }
        if r_1.im > 0.0 {
            let bindings = Bindings::new()
                .complex("r_1", r_1)
                .scalar("\\beta", p[1])
                .scalar("\\varphi", r_1.im.atan2(r_1.re))
                .integer("t", random.between(0.0, 9.0) as i64);
            turning.holds(&bindings);
        }
    }
}

/// Covers eq:rings-from.
#[test]
fn a_coordinate_rings_exactly_above_the_printed_momentum() {
    let printed = equation("rings-from");
    let mut random = seeded(47);
    // At powers of two nothing is rounded: both roots are 1/2, or −1/2.
    for (eta, beta) in [(0.0625, 0.25), (0.5625, 0.25), (0.25, 0.0)] {
        printed.holds(&parameters([eta, beta, 4.0]));
        assert_eq!(ringing_from(eta, 4.0), beta);
        assert_eq!(roots(eta, beta, 4.0)[0][1], 0.0);
    }
    let mut rang = 0;
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 5.0));
        let from = ringing_from(eta, lambda);
        let beta = match random.toss() {
            true => random.between(0.0, 1.0),
            false => (from * random.between(0.9, 1.1)).min(1.0),
        };
        // There the square of a difference is left of numbers near 4.
        if (beta - from).abs() < 1e-9 {
            continue;
        }
        printed.holds(&parameters([eta, beta, lambda]));
        let rings = roots(eta, beta, lambda)[0][1] > 0.0;
        assert_eq!(rings, beta > from, "{eta} {beta} {lambda}");
        rang += i32::from(rings);
    }
    assert!((300..700).contains(&rang), "{rang}");
}

/// Covers eq:best-momentum.
#[test]
fn no_other_momentum_has_a_smaller_larger_radius() {
    let printed = equation("best-momentum");
    let mut random = seeded(48);
    for case in 0..1000 {
        let eta = match case {
            0 => 1.0,
            1 => 0.6,
            _ => random.between(0.001, 1.0),
        };
        let best = best_momentum(eta);
        let bindings = Bindings::new()
            .scalar("\\beta^\\star", best)
            .scalar("\\eta", eta)
            .scalar("\\lambda_1", CURVATURES[0])
            .scalar("\\lambda_2", CURVATURES[1]);
        printed.holds(&bindings);
        let least = pick(radii(eta, best), true);
        // Near a double root a rounding is as large as its square root.
        assert!((least - best.sqrt()).abs() < 1e-7, "{eta}");
        for beta in [random.between(0.0, best), random.between(best, 1.0)] {
            assert!(pick(radii(eta, beta), true) > least - 1e-7, "{eta} {beta}");
        }
    }
    assert_eq!(best_momentum(1.0), 1.0);
}

/// Covers eq:edge.
#[test]
fn real_roots_multiply_out_to_what_the_page_says() {
    let printed = equation("edge");
    let mut real = 0;
    for (p, [r_1, r_2]) in rooted(37) {
        if r_1.im == 0.0 {
            real += 1;
            assert!(r_1.re * r_2.re >= 0.0, "{p:?}");
            let roots = parameters(p).complex("r_1", r_1).complex("r_2", r_2);
            // At the limit both sides are zero but for their roundings.
            if (r_1.norm().max(r_2.norm()) - 1.0).abs() > 1e-5 {
                printed.holds(&roots);
            }
        } else {
            let sum = (r_1 + r_2).norm();
            assert!(sum < 2.0 * p[1].sqrt() && 2.0 * p[1].sqrt() <= 1.0 + p[1]);
        }
    }
    assert!(real > 100, "{real}");
}

/// Covers eq:momentum-convergence.
#[test]
fn a_coordinate_converges_exactly_where_the_page_says() {
    let printed = equation("momentum-convergence");
    let mut random = seeded(38);
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, at
        // powers of two, where nothing is rounded.
        let beta = [0.0, 0.25, 0.5, 0.75][case % 4];
        let [eta, beta, lambda] = match case {
            0..8 => [momentum_limit(beta, 4.0), beta, 4.0],
            8..16 => [0.0, beta, 4.0],
            16..200 => [
                random.between(-1.0, 0.0),
                random.between(0.0, 1.0),
                random.between(0.1, 5.0),
            ],
            _ => {
                let (beta, lambda) = (random.between(0.0, 1.0), random.between(0.1, 5.0));
                let limit = momentum_limit(beta, lambda);
                [random.between(0.0, 2.0) * limit, beta, lambda]
            }
        };
        let p = parameters([eta, beta, lambda]);
        printed.holds(&p);
        let shrinks = spectral_radius(eta, beta, lambda) < 1.0;
        let says = 0.0 < eta && eta < momentum_limit(beta, lambda);
        assert_eq!(says, shrinks, "{eta} {beta} {lambda}");
    }
}

/// The size of x₂ late on a path from rest, as a factor of its start.
fn late(eta: f64, beta: f64) -> f64 {
    let path = momentum_descent([0.0, 1.0], eta, beta, 3000).unwrap();
    let sizes = path[2900..].iter().map(|x| x[1].abs());
    sizes.fold(0.0, f64::max)
}

/// Covers eq:momentum-limit, lst:limits.
#[test]
fn momentum_converges_exactly_below_the_printed_limit() {
    let printed = equation("momentum-limit");
    let mut random = seeded(39);
    let lambda_max = CURVATURES[0].max(CURVATURES[1]);
    for case in 0..1000 {
        let beta = match case {
            0..4 => [0.0, 0.25, 0.5, 0.75][case],
            _ => random.between(0.0, 0.95),
        };
        let limit = momentum_limit(beta, lambda_max);
        let eta = match case {
            0..4 => limit,
            4 => 0.0,
            _ => random.between(-0.1, 2.0) * limit,
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .scalar("\\lambda_{\\max}", lambda_max);
        let says = printed.is_met(&bindings);
        assert_eq!(says, 0.0 < eta && eta < limit, "{eta} {beta}");
        let converges = !matches!(momentum_arrival([1.0, 1.0], eta, beta), Settling::Never);
        assert_eq!(says, converges, "{eta} {beta}");
    }
    // What the runs themselves do, on both sides and at the limit.
    for case in 0..100 {
        let beta = if case == 0 {
            0.5
        } else {
            random.between(0.0, 0.9)
        };
        let limit = momentum_limit(beta, lambda_max);
        assert!(late(0.98 * limit, beta) < 1e-3, "{beta}");
        assert!(late(1.02 * limit, beta) > 1e3, "{beta}");
        let share = late(limit, beta);
        assert!((0.1..100.0).contains(&share), "{beta}: {share}");
    }
    assert_eq!(momentum_limit(0.0, lambda_max), step_limit(lambda_max));
}

/// The first four gradients of gradient descent with η = 0.4.
fn four() -> Vec<[f64; 2]> {
    let path = gradient_descent(START, 0.4, 3).unwrap();
    path.into_iter().map(gradient).collect()
}

fn column(gradients: &[[f64; 2]], i: usize) -> Vec<f64> {
    gradients.iter().map(|g| g[i]).collect()
}

fn sizes(column: &[f64]) -> f64 {
    column.iter().map(|g| g.abs()).sum()
}

/// Covers claim:agree-and-cancel.
#[test]
fn the_gradients_agree_along_the_floor_and_cancel_across_it() {
    let claim = claim("agree-and-cancel");
    let along = match claim.word(&["Along the floor", "Across the floor"]) {
        "Along the floor" => column(&four(), 0),
        _ => column(&four(), 1),
    };
    let across = match claim.word(&["; across it", "; along it"]) {
        "; across it" => column(&four(), 1),
        _ => column(&four(), 0),
    };
    let same = along.windows(2).filter(|g| g[0] * g[1] > 0.0).count();
    match claim.word(&["all four have the same", "none four have the same"]) {
        "all four have the same" => assert_eq!(same, 3),
        _ => assert_eq!(same, 0),
    }
    let sum = |column: &[f64]| column.iter().sum::<f64>().abs();
    let [all, left, of] = claim.numbers();
    match claim.word(&["keeps all of the", "keeps none of the"]) {
        "keeps all of the" => assert!(prints(all, sum(&along), 2)),
        _ => assert!(sum(&along) < 0.005),
    }
    assert!(prints(all, sizes(&along), 2));
    let changes = across.windows(2).filter(|g| g[0] * g[1] < 0.0).count();
    match claim.word(&["changes every time", "changes no time"]) {
        "changes every time" => assert_eq!(changes, 3),
        _ => assert_eq!(changes, 0),
    }
    assert!(prints(of, sizes(&across), 2) && prints(left, sum(&across), 2));
    claim.says("a quarter");
    assert!(prints(sum(&across) / sizes(&across), 0.25, 2));
}

/// Covers claim:no-memory.
#[test]
fn with_no_momentum_it_is_gradient_descent() {
    let claim = claim("no-memory");
    let [beta] = claim.numbers();
    assert_eq!(claim.word(&["With β", "Without β"]), "With β");
    for (x, eta, _) in cases(40) {
        let [next, _] = momentum_step([x, [0.3, -0.7]], eta, beta);
        assert_eq!(next, gradient_step(x, eta));
    }
}

/// Covers claim:push-and-brake.
#[test]
fn memory_pushes_along_the_floor_and_brakes_across_it() {
    let claim = claim("push-and-brake");
    assert_eq!(
        claim.word(&["In the second step", "In the first step"]),
        "In the second step"
    );
    let states = states(START, 0.6, 0.5);
    let (g, v) = (gradient(states[1][0]), states[2][1]);
    let [g_1, g_2, v_1, v_2] = claim.numbers();
    assert!(prints(g_1, g[0], 2) && prints(g_2, g[1], 1));
    assert!(prints(v_1, v[0], 2) && prints(v_2, v[1], 1));
    let place = |word: &str| usize::from(word.contains("across"));
    let larger = claim.word(&["gradient along the floor", "gradient across the floor"]);
    let smaller = claim.word(&["across it", "along it"]);
    for (word, i) in [
        (
            claim.word(&["velocity larger than", "velocity smaller than"]),
            place(larger),
        ),
        (claim.word(&["and smaller", "and larger"]), place(smaller)),
    ] {
        match word.contains("larger") {
            true => assert!(v[i].abs() > g[i].abs()),
            false => assert!(v[i].abs() < g[i].abs()),
        }
    }
    // Two steps later the gradient across the floor is nearly zero, and the
    // velocity is not.
    claim.says("in this step");
    let (g, v) = (gradient(states[3][0]), states[4][1]);
    assert!(v[1].abs() > g[1].abs());
}

/// Covers claim:overshoot.
#[test]
fn the_loss_rises_at_the_first_step() {
    let losses = losses(0.6, 0.5, 20);
    let first = claim("overshoot");
    let [product, limit, from, to] = first.numbers();
    assert!(prints(product, 0.6 * CURVATURES[1], 9));
    assert_eq!(limit, step_limit(CURVATURES[1]) * CURVATURES[1]);
    match first.word(&["above 2", "below 2"]) {
        "above 2" => assert!(product > limit),
        _ => assert!(product < limit),
    }
    assert_eq!(
        first.word(&["The first step", "The second step"]),
        "The first step"
    );
    assert!(prints(from, losses[0], 9) && prints(to, losses[1], 1));
    match first.word(&["the loss rises", "the loss falls"]) {
        "the loss rises" => assert!(losses[1] > losses[0]),
        _ => assert!(losses[1] < losses[0]),
    }
    assert_eq!(
        first.word(&["without memory", "with memory"]),
        "without memory"
    );
    let [x, _] = momentum_step([START, [0.0; 2]], 0.6, 0.5);
    assert_eq!(x, gradient_step(START, 0.6));
}

/// Covers claim:momentum-arrives, claim:low-arrives.
#[test]
fn momentum_arrives_before_gradient_descent() {
    // Every step size on a grid of thousandths up to the limit, 0.5.
    let grid = (1..500).map(|n| f64::from(n) / 1000.0);
    let plain = grid.filter_map(|eta| match momentum_arrival(START, eta, 0.0) {
        Settling::Step(step) => Some(step as f64),
        _ => None,
    });
    let soonest = plain.fold(f64::INFINITY, f64::min);

    let first = claim("momentum-arrives");
    let [heavy, eta, usual, best] = first.numbers();
    assert_eq!(heavy, arrives(0.6, 0.5));
    assert_eq!([eta, usual], [0.4, arrives(0.4, 0.0)]);
    assert_eq!(
        first.word(&["the best step size", "the worst step size"]),
        "the best step size"
    );
    assert_eq!([best, best], [arrives(best_step(CURVATURES), 0.0), soonest]);

    let low = claim("low-arrives");
    let [late] = low.numbers();
    assert_eq!(late, arrives(0.6, 0.25));
    for (claim, step) in [(first, heavy), (low, late)] {
        claim.says("gradient descent with any step size");
        match claim.word(&["earlier than", "later than"]) {
            "earlier than" => assert!(step < soonest),
            _ => assert!(step > soonest),
        }
    }
}

/// Covers claim:low-crosses.
#[test]
fn with_less_momentum_every_step_crosses_the_floor() {
    let crosses = claim("low-crosses");
    let path = momentum_descent(START, 0.6, 0.25, 20).unwrap();
    let crossed = path.windows(2).filter(|x| x[0][1] * x[1][1] < 0.0).count();
    match crosses.word(&["every step crosses", "no step crosses"]) {
        "every step crosses" => assert_eq!(crossed, 20),
        _ => assert_eq!(crossed, 0),
    }
}

/// The spectral radii of both coordinates.
fn radii(eta: f64, beta: f64) -> [f64; 2] {
    CURVATURES.map(|lambda| spectral_radius(eta, beta, lambda))
}

/// The larger or the smaller of two.
fn pick([a, b]: [f64; 2], larger: bool) -> f64 {
    if larger { a.max(b) } else { a.min(b) }
}

/// Covers claim:neither-waits.
#[test]
fn at_one_half_neither_coordinate_waits() {
    let claim = claim("neither-waits");
    let [beta, radius] = claim.numbers();
    assert_eq!(beta, 0.5);
    let same = radii(0.6, beta).map(|r| prints(r, radius, 3));
    let rings = CURVATURES.map(|lambda| roots(0.6, beta, lambda)[0][1] > 0.0);
    for (i, word) in [
        claim.word(&["both coordinates ring", "neither coordinates ring"]),
        claim.word(&["neither waits", "both waits"]),
    ]
    .into_iter()
    .enumerate()
    {
        match word {
            "both coordinates ring" | "neither waits" => {
                assert_eq!([same, rings], [[true; 2]; 2]);
            }
            _ => assert_eq!([same, rings][i], [false; 2]),
        }
    }
    assert_eq!(
        claim.word(&["with the same", "without the same"]),
        "with the same"
    );
}

/// Covers claim:more-is-slower.
#[test]
fn more_momentum_may_be_slower() {
    let claim = claim("more-is-slower");
    let [beta, radius, arrival, eta] = claim.numbers();
    assert_eq!([beta, eta], [0.9, 0.4]);
    let same = radii(0.6, beta).map(|r| prints(r, radius, 3));
    match claim.word(&["both spectral radii", "neither spectral radii"]) {
        "both spectral radii" => assert_eq!(same, [true; 2]),
        _ => assert_eq!(same, [false; 2]),
    }
    assert_eq!(arrival, arrives(0.6, beta));
    match claim.word(&["later even", "earlier even", "sooner even"]) {
        "later even" => assert!(arrival > arrives(eta, 0.0)),
        _ => assert!(arrival < arrives(eta, 0.0)),
    }
    assert!(arrival > arrives(0.6, 0.5));
    // Words that have no opposite to compute.
    assert_eq!(claim.word(&["With β", "Without β"]), "With β");
    assert_eq!(claim.word(&["even than", "odd than"]), "even than");
    assert_eq!(
        claim.word(&["descent with", "descent without"]),
        "descent with"
    );
}

/// Covers claim:three-cases.
#[test]
fn the_roots_say_how_a_coordinate_moves() {
    let claim = claim("three-cases");
    // What the page says that each kind of roots leads to.
    let positive = claim.word(&["Two positive roots", "Two negative roots"]);
    let negative = claim.word(&[", two negative roots", ", two positive roots"]);
    claim.says("roots let the coordinate keep its sign from");
    claim.says("roots let it alternate from");
    claim.says("complex roots let it *ring*: it swings to and fro");
    for words in [
        [
            "sign from the first step on",
            "sign from the second step on",
        ],
        [
            "alternate from the first step on",
            "alternate from the second step on",
        ],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
    let mut seen = [0; 3];
    for ([eta, beta, lambda], [r_1, _]) in rooted(42) {
        let angle = r_1.im.atan2(r_1.re);
        if eta == 0.0 || (r_1.im > 0.0 && angle < 0.1) {
            continue;
        }
        // The coordinate of curvature λ is that of curvature 4 with another η.
        // So few steps that no power is as small as the roundings.
        let path = momentum_descent([0.0, 1.0], eta * lambda / CURVATURES[1], beta, 40);
        let path: Vec<f64> = path.unwrap().iter().map(|x| x[1]).collect();
        let changes = path.windows(2).filter(|x| x[0] * x[1] < 0.0).count();
        let kind = match (r_1.im > 0.0, r_1.re > 0.0) {
            (true, _) => {
                assert!(changes > 0, "{eta} {beta} {lambda}");
                2
            }
            (_, true) => usize::from(positive.contains("negative")),
            (_, false) => usize::from(negative.contains("negative")),
        };
        match kind {
            0 => assert_eq!(changes, 0, "{eta} {beta} {lambda}"),
            1 => assert_eq!(changes, 40, "{eta} {beta} {lambda}"),
            _ => {}
        }
        seen[kind] += 1;
    }
    assert!(seen.iter().all(|n| *n > 30), "{seen:?}");
}

/// Covers claim:swings-below.
#[test]
fn a_coordinate_that_rings_stays_below_powers_of_its_radius() {
    let claim = claim("swings-below");
    assert_eq!(
        claim.word(&["at every step", "at no step"]),
        "at every step"
    );
    for ([eta, beta, lambda], [r_1, r_2]) in rooted(43) {
        // Where the two roots nearly meet, the curve lies high.
        if (r_1 - r_2).norm() < 0.05 || r_1.im == 0.0 {
            continue;
        }
        let radius = spectral_radius(eta, beta, lambda);
        match claim.word(&["a curve that falls", "a curve that rises"]) {
            "a curve that falls" => assert!(radius < 1.0),
            _ => assert!(radius > 1.0),
        }
        let path = momentum_descent([0.0, 1.0], eta * lambda / CURVATURES[1], beta, 200);
        // Both shares of the mixture have this size, or less.
        let mut curve = 2.0 * (1.0 - r_2).norm() * r_1.norm() / (r_1 - r_2).norm();
        for x in path.unwrap() {
            // Roundings, and numbers below the smallest.
            match claim.word(&["swings below", "swings above"]) {
                "swings below" => assert!(x[1].abs() <= curve * (1.0 + 1e-9) + 1e-290),
                _ => assert!(x[1].abs() > curve),
            }
            curve *= radius;
        }
    }
}

/// Covers claim:slow-and-fast.
#[test]
fn the_angles_make_a_slow_and_a_fast_swing() {
    let claim = claim("slow-and-fast");
    let numbers: [f64; 2] = claim.numbers();
    let path = momentum_descent(START, 0.6, 0.5, 60).unwrap();
    let words = [
        claim.word(&["a slow swing", "a fast swing"]),
        claim.word(&["a fast one", "a slow one"]),
    ];
    for (i, lambda) in CURVATURES.into_iter().enumerate() {
        let [[re, im], _] = roots(0.6, 0.5, lambda);
        assert!(prints(numbers[i], im.atan2(re).to_degrees(), 1));
        // A swing changes the sign once in 180 degrees.
        let changes = path.windows(2).filter(|x| x[0][i] * x[1][i] < 0.0).count();
        let expected = 60.0 * numbers[i] / 180.0;
        assert!(
            (changes as f64 - expected).abs() < 1.5,
            "{changes} {expected}"
        );
        match words[i].contains("slow") {
            true => assert!(changes < 10),
            false => assert!(changes > 30),
        }
    }
}

/// Covers claim:falls-then-rises.
#[test]
fn more_momentum_helps_until_a_coordinate_rings() {
    let claim = claim("falls-then-rises");
    claim.says("it is the square root of β");
    // Which side each half of the sentence speaks of.
    let first_is_low = claim.word(&["Up to there", "Down to there"]) == "Up to there";
    let second_is_high = claim.word(&["; above,", "; below,"]) == "; above,";
    let mut random = seeded(41);
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 4.0));
        let from = ringing_from(eta, lambda);
        let pair = |low: bool, random: &mut tests::states::Seeded| {
            let [low, high] = if low { [0.0, from] } else { [from, 1.0] };
            let [a, b] = [random.between(low, high), random.between(low, high)];
            [a.min(b), a.max(b)]
        };
        let [less, more] = pair(first_is_low, &mut random);
        let [less, more] = match claim.word(&["there more", "there less", "there fewer"]) {
            "there more" => [less, more],
            _ => [more, less],
        };
        let radius = |beta: f64| spectral_radius(eta, beta, lambda);
        match claim.word(&["radius smaller", "radius larger"]) {
            "radius smaller" => assert!(radius(more) <= radius(less), "{eta} {less} {more}"),
            _ => assert!(radius(more) >= radius(less), "{eta} {less} {more}"),
        }
        let [less, more] = pair(!second_is_high, &mut random);
        for beta in [less, more] {
            // Near a double root a rounding is as large as its square root.
            assert!((radius(beta) - beta.sqrt()).abs() < 1e-7);
        }
        let [less, more] = match claim.word(&["and more", "and less", "and fewer"]) {
            "and more" => [less, more],
            _ => [more, less],
        };
        match claim.word(&["makes it larger", "makes it smaller"]) {
            "makes it larger" => assert!(radius(more) >= radius(less)),
            _ => assert!(radius(more) <= radius(less)),
        }
    }
}

/// Covers claim:rings-here, claim:best-here, claim:best-is-late.
#[test]
fn the_best_momentum_is_near_one_half() {
    let [eta, steep, flat] = claim("rings-here").numbers();
    assert_eq!(eta, 0.6);
    claim("rings-here").says("x₂ rings from β = 0.302 on and x₁ from");
    assert!(prints(flat, ringing_from(eta, CURVATURES[0]), 3));
    assert!(prints(steep, ringing_from(eta, CURVATURES[1]), 3));

    let claim_best = claim("best-here");
    let [best, radius, beta] = claim_best.numbers();
    // A grid of thousandths of β.
    let slower = |n: &i32| pick(radii(0.6, f64::from(*n) / 1000.0), true);
    let least = (0..1000).min_by(|a, b| slower(a).total_cmp(&slower(b)));
    let found = f64::from(least.unwrap()) / 1000.0;
    assert!((found - best).abs() < 0.0015 && prints(best, best_momentum(0.6), 3));
    assert!(prints(
        radius,
        pick(radii(0.6, best_momentum(0.6)), true),
        3
    ));
    assert_eq!(beta, 0.5);
    for words in [
        ["The best β", "The worst β"],
        ["than the best", "than the worst"],
    ] {
        assert_eq!(claim_best.word(&words), words[0]);
    }
    claim_best.says("with the spectral radius");
    match claim_best.word(&["a little more than", "a little less than"]) {
        "a little more than" => assert!(beta > best && beta < best + 0.1),
        _ => assert!(beta < best),
    }

    let late = claim("best-is-late");
    let [step, sooner] = late.numbers();
    late.says("with the best β the path");
    assert_eq!(step, arrives(0.6, best_momentum(0.6)));
    assert_eq!(sooner, arrives(0.6, 0.5));
    match late.word(&["later than", "earlier than", "sooner than"]) {
        "later than" => assert!(step > sooner),
        _ => assert!(step < sooner),
    }
}

/// Covers claim:wider-range.
#[test]
fn momentum_widens_the_range_of_step_sizes() {
    let claim = claim("wider-range");
    let [beta, limit, plain] = claim.numbers();
    let steepest = CURVATURES[1];
    assert_eq!(beta, 0.5);
    assert_eq!(limit, momentum_limit(beta, steepest));
    assert_eq!(plain, step_limit(steepest));
    match claim.word(&["above the", "below the"]) {
        "above the" => assert!(limit > plain),
        _ => assert!(limit < plain),
    }
}

/// Covers ex:lowest-loss.
#[test]
fn the_lowest_loss_and_the_smallest_radius_are_at_different_momenta() {
    let typed = "\
   for n in 0..100 {
       let beta = f64::from(n) / 100.0;
       let [flat, steep] = CURVATURES.map(|l| spectral_radius(0.6, beta, l));
       let path = momentum_descent([-5.0, -2.0], 0.6, beta, 20)?;
       println!(\"{beta} {:.4} {:e}\", flat.max(steep), objective(path[20]));
   }
";
    assert!(page().contains(typed));
    // As the page has it typed, but for what is done with the numbers.
    let mut found = Vec::new();
    for n in 0..100 {
        let beta = f64::from(n) / 100.0;
        let [flat, steep] = CURVATURES.map(|l| spectral_radius(0.6, beta, l));
        let path = momentum_descent([-5.0, -2.0], 0.6, beta, 20).unwrap();
        let radius = format!("{:.4}", flat.max(steep));
        found.push((beta, radius.parse().unwrap(), objective(path[20])));
    }
    let at = |number: fn(&(f64, f64, f64)) -> f64| -> Vec<f64> {
        let least = found.iter().map(number).fold(f64::INFINITY, f64::min);
        let there = found.iter().filter(|line| number(line) == least);
        there.map(|line| line.0).collect()
    };
    assert_eq!(at(|line| line.1), [0.43]);
    assert_eq!(at(|line| line.2), [0.45]);
}

/// Covers ex:largest-step.
#[test]
fn the_largest_step_is_below_the_limit_and_arrives() {
    assert!((momentum_limit(0.9, CURVATURES[1]) - 0.95).abs() < 1e-12);
    assert!(matches!(
        momentum_arrival(START, 0.94, 0.9),
        Settling::Step(_)
    ));
    for hundredths in 95..=100 {
        let eta = f64::from(hundredths) / 100.0;
        assert_eq!(momentum_arrival(START, eta, 0.9), Settling::Never, "{eta}");
    }
    let reading = |eta: f64| {
        let figure = Rolling {
            eta,
            beta: 0.9,
            ..Rolling::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        drawing.readout.last().unwrap().value.clone()
    };
    assert!(reading(0.94).parse::<usize>().is_ok());
    assert_eq!(reading(0.95), "never");
}

/// Covers ex:both-ring.
#[test]
fn at_a_larger_step_size_the_steep_coordinate_rings_last() {
    let [flat, steep] = CURVATURES.map(|lambda| ringing_from(0.8, lambda));
    assert!(flat < 0.62 && 0.62 < steep && steep < 0.63);
    for hundredths in 0..100 {
        let beta = f64::from(hundredths) / 100.0;
        let figure = Rolling {
            eta: 0.8,
            beta,
            ..Rolling::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let root = format!("{:.3}", beta.sqrt());
        let rings = drawing.readout[..2].iter().all(|r| r.value == root);
        assert_eq!(rings, hundredths >= 63, "{beta}");
        if hundredths == 62 {
            assert_eq!(drawing.readout[0].value, root);
            assert!(drawing.readout[1].value > root);
        }
    }
}

/// The page, its numbers inserted.
fn page() -> String {
    let page = pages().into_iter().find(|p| p.name() == "momentum-method");
    page.unwrap().text
}

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// Covers fig:rolling, fig:rolling-low.
#[test]
fn the_valley_shows_the_path_of_momentum() {
    for (eta, beta, leaves) in [
        (0.6, 0.5, None),
        (0.6, 0.25, None),
        (0.8, 0.5, Some("leaves at step 1")),
    ] {
        let figure = Rolling {
            eta,
            beta,
            ..Rolling::default()
        };
        let run = figure.data().unwrap();
        let path = momentum_descent(START, eta, beta, 20).unwrap();
        assert_eq!(run.path, path);
        assert_eq!(
            run.losses,
            path.iter().map(|&x| objective(x)).collect::<Vec<_>>()
        );
        assert_eq!(run.curvatures, CURVATURES);
        assert_eq!(run.plain, gradient_descent(START, eta, 20).unwrap());
        let drawing = figure.drawing(&run).unwrap();
        assert_drawn(&drawing, "momentum", PLANE, &path);
        assert_drawn(&drawing, "path", PLANE, &run.plain);
        let elements = elements(&drawing);
        let notes = elements.iter().map(|e| e.text.as_str());
        let note = notes.clone().find(|n| n.starts_with("leaves"));
        assert_eq!(note, leaves);
        for name in ["start", "minimum"] {
            assert!(notes.clone().any(|n| n == name), "{name}");
        }
        // If both leave on the same line, the name of one is enough.
        assert!(leaves.is_some() || notes.clone().any(|n| n == "β = 0"));
        // What the caption says: the same first step, then gradient descent leaves.
        assert_eq!(run.plain[1], path[1]);
        assert!(eta != 0.6 || PLANE.exit(&run.plain) == Some(2));
        let inside = path[1..].iter().filter(|x| PLANE.contains(**x)).count();
        assert_eq!(of(&elements, "circle", "momentum").len(), inside);
    }
}

#[test]
fn the_readings_are_radii_loss_and_arrival() {
    let shown = |beta: f64, start: [f64; 2]| {
        let figure = Rolling {
            beta,
            start,
            ..Rolling::default()
        };
        let envelopes = Envelopes {
            beta,
            start,
            ..Envelopes::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let other = envelopes.drawing(&envelopes.data().unwrap()).unwrap();
        assert_eq!(drawing.readout, other.readout);
        assert_eq!(drawing.table, other.table);
        assert_eq!(drawing.table.rows.len(), 21);
        assert_eq!(drawing.table.rows[1][0], "1");
        let values = drawing.readout.into_iter().map(|r| r.value);
        values.collect::<Vec<_>>()
    };
    assert_eq!(shown(0.5, START), ["0.707", "0.707", "1.820 × 10⁻⁵", "24"]);
    assert_eq!(shown(0.25, START), ["0.828", "0.859", "0.07126", "55"]);
    assert_eq!(shown(0.0, START)[3], "never");
    assert_ne!(shown(0.0, [-5.0, 0.0])[3], "never");
}

/// Covers fig:agreement.
#[test]
fn the_bars_are_the_terms_of_the_velocity() {
    let figure = Agreement::default();
    let pulls = figure.data().unwrap();
    let states = states(START, figure.eta, figure.beta);
    assert_eq!(pulls.len(), figure.step);
    for (i, v) in states[figure.step][1].into_iter().enumerate() {
        let terms = column(&pulls, i);
        // A sum of four terms up to 4.
        assert!((terms.iter().sum::<f64>() - v).abs() < 1e-14);
    }
    // The newest is the last gradient; along the floor all have one sign.
    assert_eq!(pulls[0], gradient(states[3][0]));
    assert!(pulls.iter().all(|pull| pull[0] < 0.0));
    let across = column(&pulls, 1);
    let left = across.iter().sum::<f64>().abs() / sizes(&across);
    let drawing = figure.drawing(&pulls).unwrap();
    let readings: Vec<_> = drawing.readout.iter().map(|r| r.value.as_str()).collect();
    assert_eq!(
        readings,
        [
            "−1.248",
            "−1.368",
            "100 %",
            &format!("{:.0} %", 100.0 * left)
        ]
    );
    assert_eq!(drawing.table.rows.len(), 4);
    assert!(
        drawing
            .description
            .contains("100 % are left along the floor and 20 % across")
    );

    let window = Window {
        x: [-0.6, 4.6],
        y: [-1.1, 1.1],
    };
    let elements = elements(&drawing);
    for (i, (role, name)) in [("flat", "x₁"), ("steep", "x₂")].into_iter().enumerate() {
        let terms = column(&pulls, i);
        let total = sizes(&terms);
        let sum = terms.iter().sum::<f64>() / total;
        let bars = of(&elements, "polygon", role);
        assert_eq!(bars.len(), 5);
        let shares = terms.iter().map(|t| t / total).chain([sum]);
        for ((age, share), bar) in shares.enumerate().zip(&bars) {
            let ends = [0.0, share].map(|y| place(window, [age as f64, y]));
            let (low, high) = (ends[0][1].min(ends[1][1]), ends[0][1].max(ends[1][1]));
            let ys = || bar.points.iter().map(|p| p[1]);
            // The grid of the picture is a tenth of a unit.
            assert!((ys().fold(f64::INFINITY, f64::min) - low).abs() < 0.11);
            assert!((ys().fold(0.0, f64::max) - high).abs() < 0.11);
            let xs = || bar.points.iter().map(|p| p[0]);
            let (left, right) = (xs().fold(f64::INFINITY, f64::min), xs().fold(0.0, f64::max));
            let width = if age == 4 { 9.0 } else { 6.0 };
            assert!((right - left - width).abs() < 0.11);
            // Each coordinate on its own side of the mark, off by 0.2.
            let side = place(window, [age as f64 + [-0.2, 0.2][i], 0.0])[0];
            assert!(((left + right) / 2.0 - side).abs() < 0.11);
        }
        let texts = of(&elements, "text", role);
        assert_eq!(
            texts.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(),
            [name]
        );
    }
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![],
        vec![[f64::NAN; 2]; 3],
        vec![
            [1.0, 1.0],
            [-1e300, 1e308],
            [f64::INFINITY, 0.0],
            [0.5, 0.5],
        ],
        vec![[1e9, 0.0], [-1e9, 1e-300], [0.0, 0.0]],
    ];
    for data in odd {
        let mut run = Rolling::default().data().unwrap();
        run.path = data.clone();
        run.plain = data.clone();
        run.losses = data.iter().map(|x| x[0] * x[1]).collect();
        elements(&Rolling::default().drawing(&run).unwrap());
        elements(&Envelopes::default().drawing(&run).unwrap());
        elements(&Agreement::default().drawing(&data).unwrap());
        let mut spectrum = Radii::default().data().unwrap();
        spectrum.radii = data.iter().map(|x| [x[0], x[1], x[0]]).collect();
        spectrum.best = [0.5, f64::NAN];
        elements(&Radii::default().drawing(&spectrum).unwrap());
        spectrum.best = [f64::NAN, 0.5];
        spectrum.ringing = [f64::NAN, f64::INFINITY];
        elements(&Radii::default().drawing(&spectrum).unwrap());
    }
}

/// The drawing without the first of the lines of this role.
fn without_first(drawing: &Drawing, role: &str) -> Drawing {
    let mut drawing = drawing.clone();
    let line = |at: &usize| {
        let line = &drawing.svg[*at..];
        line[..line.find('>').unwrap()].contains(&format!("class=\"{role}"))
    };
    let mut lines = drawing.svg.match_indices("<polyline").map(|(at, _)| at);
    let start = lines.find(line).unwrap();
    let end = start + drawing.svg[start..].find('>').unwrap() + 1;
    assert!(drawing.svg[..end].ends_with("/>"));
    drawing.svg.replace_range(start..end, "");
    drawing
}

/// Covers fig:envelopes.
#[test]
fn the_coordinates_lie_below_lines_of_their_spectral_radius() {
    for (eta, beta) in [(0.6, 0.5), (0.6, 0.25), (0.4, 0.0), (0.7, 0.9)] {
        let figure = Envelopes {
            eta,
            beta,
            ..Envelopes::default()
        };
        let path = momentum_descent(START, eta, beta, 20).unwrap();
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let logs = [0, 1].map(|i| -> Vec<[f64; 2]> {
            let log = |(t, x): (u32, &[f64; 2])| [f64::from(t), x[i].abs().log10()];
            (0..).zip(&path).map(log).collect()
        });
        let all = || logs.iter().flatten().map(|p| p[1]).filter(|s| *s >= -6.0);
        let window = Window {
            x: [0.0, 20.0],
            y: [
                all().fold(f64::INFINITY, f64::min).floor().min(0.0),
                all().fold(f64::NEG_INFINITY, f64::max).ceil(),
            ],
        };
        let elements = elements(&drawing);
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            // The thin line lies below the coordinate's own.
            let guide = of(&elements, "polyline", role)[0];
            assert_drawn(&without_first(&drawing, role), role, window, &logs[i]);
            let rings = of(&elements, "circle", role);
            let rings = rings.iter().filter(|circle| !circle.filled).count();
            let seen = (0..)
                .zip(&path)
                .filter(|(t, _)| window.contains(logs[i][*t as usize]));
            assert_eq!(rings, seen.filter(|(_, x)| x[i] < 0.0).count());
            // The guide has the slope of the radius, and no point is above it,
            // but one is on it.
            let slope = radii(eta, beta)[i].log10();
            let touch = logs[i].iter().map(|[t, s]| s - t * slope);
            let height = touch.fold(f64::NEG_INFINITY, f64::max);
            let ends = [[0.0, height], [20.0, height + 20.0 * slope]];
            let cut = window.segment(ends[0], ends[1]).unwrap();
            for (drawn, truth) in guide.points.iter().zip(cut) {
                let truth = place(window, truth);
                assert!(
                    (drawn[0] - truth[0]).abs() < 0.11,
                    "{role} {drawn:?} {truth:?}"
                );
                assert!(
                    (drawn[1] - truth[1]).abs() < 0.11,
                    "{role} {drawn:?} {truth:?}"
                );
            }
        }
    }
}

/// Covers fig:radii.
#[test]
fn the_radii_are_drawn_over_the_momentum() {
    let window = Window {
        x: [0.0, 1.0],
        y: [0.0, 1.5],
    };
    for eta in [0.05, 0.2, 0.6, 0.8, 0.99, 1.0] {
        let beta = 0.97 * eta;
        let figure = Radii { eta, beta };
        let spectrum = figure.data().unwrap();
        assert_eq!(spectrum.marked[0], beta);
        assert_eq!(spectrum.marked[1..], radii(eta, beta));
        let drawing = figure.drawing(&spectrum).unwrap();
        for row in &spectrum.radii {
            assert_eq!([row[1], row[2]], radii(eta, row[0]));
        }
        let betas: Vec<f64> = spectrum.radii.iter().map(|row| row[0]).collect();
        assert!(betas.is_sorted() && betas[0] == 0.0);
        assert_eq!(*betas.last().unwrap(), 0.99);
        assert!(betas.windows(2).all(|b| b[1] - b[0] < 0.0101));
        let ringing = CURVATURES.map(|lambda| ringing_from(eta, lambda));
        for from in ringing.into_iter().filter(|beta| *beta <= 0.99) {
            assert!(betas.contains(&from));
            assert!(betas.iter().any(|b| (9e-5..1.1e-4).contains(&(from - b))));
        }
        assert_eq!(spectrum.ringing, ringing);
        let best = best_momentum(eta);
        assert_eq!(spectrum.best, [best, pick(radii(eta, best), true)]);
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let line: Vec<_> = spectrum.radii.iter().map(|r| [r[0], r[1 + i]]).collect();
            assert_drawn(&drawing, role, window, &line);
        }
        // The best momentum: a mark, a line down from it, and its number.
        let elements = elements(&drawing);
        let marks = of(&elements, "circle", "momentum");
        assert_eq!(marks.len(), usize::from(best < 1.0));
        for mark in marks {
            let truth = place(window, spectrum.best);
            assert!(distance(mark.points[0], truth) < 0.15);
            let stem = of(&elements, "polyline", "momentum");
            assert!(distance(stem[0].points[0], place(window, [best, 0.0])) < 0.15);
            assert!(distance(stem[0].points[1], truth) < 0.15);
        }
        let texts = |role: &str| -> Vec<String> {
            let texts = of(&elements, "text", role);
            texts.iter().map(|text| text.text.clone()).collect()
        };
        assert_eq!([texts("flat"), texts("steep")], [["x₁"], ["x₂"]], "{eta}");
        if best < 1.0 {
            assert_eq!(texts("momentum"), [format!("best β = {best:.3}")]);
            assert!(texts("text").contains(&"both: √β".to_owned()), "{eta}");
        }
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let rings = of(&elements, "circle", role);
            let rings = rings.iter().find(|ring| !ring.filled);
            let truth = [beta, radii(eta, beta)[i]];
            assert_eq!(rings.is_some(), window.contains(truth));
            if let Some(ring) = rings {
                assert!(distance(ring.points[0], place(window, truth)) < 0.15);
            }
        }
        assert_eq!(drawing.table.rows.len(), 10);
    }
    let readings = |eta: f64| -> Vec<String> {
        let figure = Radii { eta, beta: 0.1 };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        drawing.readout.into_iter().map(|r| r.value).collect()
    };
    let [flat, steep] = radii(0.6, 0.1).map(|radius| format!("{radius:.3}"));
    let here = [flat.as_str(), steep.as_str()];
    let rest = ["0.427", "0.302", "0.427", "0.654"];
    assert_eq!(readings(0.6), [&here[..], &rest].concat());
    let none = ["0.306", "none", "none", "none below 1"];
    assert_eq!(readings(1.0)[2..], none);
    let figure = Radii::default();
    let table = figure.drawing(&figure.data().unwrap()).unwrap().table;
    assert_eq!(table.rows[5], ["0.5", "0.707", "0.707"]);
    assert_eq!(table.rows[0], ["0", "0.880", "1.400"]);
    // Only a number that is a step size has a figure.
    for (eta, beta) in [(f64::NAN, 0.5), (0.6, 1.0)] {
        assert!(Radii { eta, beta }.data().is_err());
    }
}

/// Covers fig:agreement, fig:rolling, fig:rolling-low, fig:envelopes, fig:radii.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    for (label, name, told) in [
        ("agreement", "agreement", "eta=0.6&beta=0.5&step=4"),
        (
            "rolling",
            "rolling",
            "eta=0.6&beta=0.5&steps=20&start=-5,-2",
        ),
        (
            "rolling-low",
            "rolling",
            "eta=0.6&beta=0.25&steps=20&start=-5,-2",
        ),
        ("radii", "radii", "eta=0.6&beta=0.5"),
        (
            "envelopes",
            "envelopes",
            "eta=0.6&beta=0.5&steps=20&start=-5,-2",
        ),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, name);
        let entry = find(name).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}

/// What the last column of the table says of a coordinate.
fn habit(beta: f64, i: usize) -> &'static str {
    let [[re, im], [other, _]] = roots(0.6, beta, CURVATURES[i]);
    let path = momentum_descent(START, 0.6, beta, 40).unwrap();
    let changes = path.windows(2);
    let changes = changes.filter(|x| x[0][i] * x[1][i] < 0.0).count();
    if im > 0.0 {
        assert!((1..40).contains(&changes));
        "rings"
    } else if re > 0.0 && other > 0.0 {
        assert_eq!(changes, 0);
        "keeps its sign"
    } else {
        assert_eq!(changes, 40);
        "alternates"
    }
}

#[test]
fn the_table_says_what_each_coordinate_does() {
    let page = page();
    for (beta, i) in [(0.25, 0), (0.25, 1), (0.5, 0), (0.5, 1)] {
        let head = format!("| β = {beta}, x{} |", ["₁", "₂"][i]);
        let mut rows = page.lines().filter(|line| line.starts_with(&head));
        let row = rows.next().expect(&head);
        let end = format!("| {} |", habit(beta, i));
        assert!(row.ends_with(&end) && rows.next().is_none(), "{row}");
    }
}

/// Covers text:momentum-method.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let (flat, steep) = (column(&four(), 0), column(&four(), 1));
    let sum = |column: &[f64]| column.iter().sum::<f64>();
    let pulls = Agreement::default().data().unwrap();
    let across = column(&pulls, 1);
    let left = 100.0 * sum(&across).abs() / sizes(&across);
    let (x, low) = (end(0.6, 0.5), end(0.6, 0.25));
    let root = |beta: f64, i: usize| roots(0.6, beta, CURVATURES[i]);
    let radius = |beta: f64, i: usize| spectral_radius(0.6, beta, CURVATURES[i]);
    assert_told(
        "momentum-method",
        &[
            ("In", leads("ill-conditioned-problem.md")),
            ("its first gradients with η =", is(0.4)),
            ("from $(", is(START[0])),
            ("from $(-5,", is(START[1])),
            ("| 1 |", is(flat[0])),
            ("1 | −1.00 |", is(steep[0])),
            ("| | 2 |", is(flat[1])),
            ("2 | −0.92 |", is(steep[1])),
            ("| | 3 |", is(flat[2])),
            ("3 | −0.85 |", is(steep[2])),
            ("| | 4 |", is(flat[3])),
            ("4 | −0.78 |", is(steep[3])),
            ("| | sum |", is(sum(&flat))),
            ("sum | −3.55 |", is(sum(&steep))),
            ("sum of sizes |", is(sizes(&flat))),
            ("sizes | 3.55 |", is(sizes(&steep))),
            ("the leaky sum of", leads("eq:leaky-sum")),
            ("together are gradient descent,", leads("eq:gradient-step")),
            ("of the last step, as on the", leads("welcome.md")),
            ("As in", leads("eq:unrolled")),
            ("The terms of that sum after", is(pulls.len() as f64)),
            ("steps with η =", is(0.6)),
            ("0.6 and β =", is(0.5)),
            ("Across it (x₂, magenta) they cancel, and", is(left)),
            ("Gradient descent with η =", is(0.6)),
            ("leaves the valley, as", leads("fig:valley-large")),
            ("Now let it remember, with β =", is(0.5)),
            ("Momentum (orange) with η =", is(0.6)),
            ("0.6 and β =", is(0.5)),
            ("and β = 0.5,", is(20.0)),
            ("The path ends at $(", is(x[0])),
            ("path ends at $(0.007188,", is(x[1])),
            ("the best step size of", leads("eq:best-step")),
            ("Less momentum: the same start with η =", is(0.6)),
            ("0.6 and β =", is(0.25)),
            ("and β = 0.25,", is(20.0)),
            ("This path ends at $(", is(low[0])),
            ("path ends at $(-0.126340,", is(low[1])),
            ("Written for step $t + 1$,", leads("eq:step-from-step")),
            ("In the turned valley of", leads("curvature.md")),
            ("| η =", is(0.6)),
            ("| β =", is(0.25)),
            ("= 0.25, x₁ |", is(root(0.25, 0)[0][0])),
            ("x₁ | 0.828 and", is(root(0.25, 0)[1][0])),
            ("0.828 and 0.302 |", is(radius(0.25, 0))),
            ("| keeps its sign | | β =", is(0.25)),
            ("= 0.25, x₂ |", is(root(0.25, 1)[0][0])),
            ("x₂ | −0.291 and", is(root(0.25, 1)[1][0])),
            ("−0.291 and −0.859 |", is(radius(0.25, 1))),
            ("| alternates | | β =", is(0.5)),
            ("0.5, x₁ | $", is(root(0.5, 0)[0][0])),
            ("x₁ | $0.69 \\pm", is(root(0.5, 0)[0][1])),
            ("\\pm 0.155\\, \\mathrm{i}$ |", is(radius(0.5, 0))),
            ("| rings | | β =", is(0.5)),
            ("0.5, x₂ | $", is(root(0.5, 1)[0][0])),
            ("x₂ | $-0.45 \\pm", is(root(0.5, 1)[0][1])),
            ("\\pm 0.545\\, \\mathrm{i}$ |", is(radius(0.5, 1))),
            ("of x₂ (magenta) with η =", is(0.6)),
            ("0.6 and β =", is(0.5)),
            ("better still? Set β =", is(0.9)),
            ("β = 0.9 in", leads("fig:rolling")),
            ("against β, for η =", is(0.6)),
            ("with circles at β =", is(0.5)),
            ("both powers in", leads("eq:mixture-of-powers")),
            ("the smallest larger spectral radius at η =", is(0.6)),
            ("the lowest loss after", is(20.0)),
            ("each coordinate at step", is(20.0)),
            ("2. With β =", is(0.9)),
            ("Use", leads("eq:momentum-limit")),
            ("(eq:momentum-limit) and", leads("fig:rolling")),
            ("3. At η =", is(0.8)),
            ("then check it in", leads("fig:rolling")),
        ],
    );
}
