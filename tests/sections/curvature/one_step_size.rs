//! "One step size for all curvatures".

use formula::Bindings;
use listings::curvature::{best_rate, slowest_factor};
use listings::figures::curvature::{StepSizes, TurnedValley, curvatures_of};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, best_step, factor};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::plane::{condition_number, eigenvectors, height, hessian, turned_descent};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{draw, near, point, settings, spectrum, valleys};

/// Covers eq:rate-of-step, lst:slowest_factor.
#[test]
fn the_slowest_factor_is_at_an_end_of_the_spectrum() {
    let mut random = seeded(11);
    let printed = equation("rate-of-step");
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let eta = random.between(0.0, 1.0);
        let known = lambdas.clone();
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .integer("n", lambdas.len() as i64)
            .vector("\\lambda", &lambdas)
            .function("\\rho", move |eta| {
                Ok(slowest_factor(eta.real(0)?, &known).into())
            });
        printed.holds(&bindings);
    }
    assert_eq!(slowest_factor(0.5, &[0.5, 6.0, 1.0]), 2.0);
    assert_eq!(slowest_factor(0.5, &[]), 0.0);
}

/// Covers eq:best-step-of-many, eq:best-rate.
#[test]
fn no_step_size_has_a_better_rate_than_the_best() {
    let mut random = seeded(12);
    let (step, rate) = (equation("best-step-of-many"), equation("best-rate"));
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        let kappa = condition_number(hessian([first, last], 0.0)).unwrap();
        let bindings = || {
            Bindings::new()
                .scalar("\\eta^\\star", best)
                .integer("n", lambdas.len() as i64)
                .vector("\\lambda", &lambdas)
        };
        step.holds(&bindings());
        let known = lambdas.clone();
        let of = move |eta: &formula::Args| Ok(slowest_factor(eta.real(0)?, &known).into());
        rate.holds(&bindings().scalar("\\kappa", kappa).function("\\rho", of));
        // Rounding of numbers up to 1.
        assert!(near(
            best_rate(kappa).unwrap(),
            slowest_factor(best, &lambdas),
            1e-14
        ));
        for _ in 0..10 {
            let eta = random.between(0.0, 2.0 * best);
            let other = slowest_factor(eta, &lambdas);
            assert!(other >= slowest_factor(best, &lambdas) - 1e-15);
        }
    }
}

/// Covers eq:slow-floor.
#[test]
fn no_step_size_that_converges_is_fast_along_the_floor() {
    let mut random = seeded(13);
    let printed = equation("slow-floor");
    let bound = |eta: f64, curvatures: [f64; 2]| {
        let kappa = condition_number(hessian(curvatures, 0.0)).unwrap();
        Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\lambda_1", curvatures[0])
            .scalar("\\kappa", kappa)
    };
    for (curvatures, _) in valleys(13) {
        let limit = 2.0 / curvatures[1];
        // Not nearer to the limit than rounding.
        assert!(printed.is_met(&bound(random.between(0.0, 0.999) * limit, curvatures)));
        assert!(!printed.is_met(&bound(random.between(1.001, 2.0) * limit, curvatures)));
    }
    // At the limit itself, where nothing is rounded, it is not met.
    assert!(!printed.is_met(&bound(0.5, [0.5, 4.0])));
}

/// Covers claim:keeps-steep.
#[test]
fn the_control_for_kappa_moves_the_floor_only() {
    let claim = claim("keeps-steep");
    let [steep] = claim.numbers();
    let keeps = claim.word(&["keeps $\\lambda_2", "keeps $\\lambda_1"]);
    assert_eq!(keeps, "keeps $\\lambda_2");
    assert_eq!(
        claim.word(&["$\\lambda_1$ only", "$\\lambda_2$ only"]),
        "$\\lambda_1$ only"
    );
    claim.says("changes");
    for kappa in [1.0, 2.0, 20.0, 100.0] {
        assert_eq!(curvatures_of(kappa)[1], steep);
        // Rounding of a quotient.
        assert!(near(curvatures_of(kappa)[0] * kappa, steep, 1e-14));
    }
}

/// Covers claim:which-is-slowest.
#[test]
fn the_flat_direction_is_slow_below_the_best_step_and_the_steep_one_above() {
    let claim = claim("which-is-slowest");
    let below = claim.word(&["slowest below the", "slowest above the"]) == "slowest below the";
    let above = claim.word(&["steepest above it", "steepest below it"]) == "steepest above it";
    assert!(below == above, "both halves would be the same one");
    let flat_first = claim.word(&["the flattest direction is", "the steepest direction is"]);
    let flat_first = flat_first.starts_with("the flattest");
    assert!(flat_first);
    // With equal curvatures all directions are equally slow.
    claim.says("Unless all curvatures are equal");
    let slowest = claim.word(&["the slowest", "the fastest"]) == "the slowest";
    assert_eq!(claim.word(&["best step", "worst step"]), "best step");
    let mut random = seeded(21);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        for (eta, below_best) in [
            (random.between(0.01, 0.99) * best, true),
            (random.between(1.01, 2.0) * best, false),
        ] {
            let size = |lambda: f64| factor(eta, lambda).abs();
            let flat_is_largest = lambdas.iter().all(|&l| size(l) <= size(first));
            let steep_is_largest = lambdas.iter().all(|&l| size(l) <= size(last));
            // The half of the sentence that speaks of this step size.
            let says_flat = (below_best == below) == flat_first;
            assert_eq!(
                if says_flat {
                    flat_is_largest
                } else {
                    steep_is_largest
                },
                slowest
            );
        }
    }
}

/// Covers claim:no-valley.
#[test]
fn with_a_negative_eigenvalue_there_is_no_lowest_point() {
    let claim = claim("no-valley");
    let sign = match claim.word(&["negative", "positive"]) {
        "negative" => -1.0,
        _ => 1.0,
    };
    assert_eq!(claim.word(&["With a", "Without a"]), "With a");
    assert_eq!(
        claim.word(&["no lowest", "a lowest", "every lowest"]),
        "no lowest"
    );
    let side = match claim.word(&["lowest point", "highest point"]) {
        "lowest point" => 1.0,
        _ => -1.0,
    };
    let mut random = seeded(22);
    for _ in 0..1000 {
        let curvatures = [
            sign * random.between(0.1, 4.0),
            sign * random.between(0.1, 4.0),
        ];
        let h = hessian(curvatures, random.between(-90.0, 90.0));
        let [q_1, _] = eigenvectors(h);
        // Along q₁ it falls as far as we go.
        let falls = |s: f64| side * height(h, [s * q_1[0], s * q_1[1]]) < -0.04 * s * s;
        assert!(falls(1.0) && falls(1e3) && falls(1e6));
        assert!(condition_number(h).is_err());
    }
}

/// Covers claim:level-floor.
#[test]
fn with_a_zero_eigenvalue_the_floor_is_level() {
    let claim = claim("level-floor");
    assert_eq!(
        claim.word(&["With a zero", "Without a zero"]),
        "With a zero"
    );
    assert_eq!(claim.word(&["level", "steep"]), "level");
    // Where nothing is rounded: the floor along an axis.
    for angle in [0.0, -0.0] {
        for steep in [0.5, 1.0, 4.0] {
            let h = hessian([0.0, steep], angle);
            let [q_1, _] = eigenvectors(h);
            for s in [-1e6, -1.0, 1.0, 1e6] {
                assert_eq!(height(h, [s * q_1[0], s * q_1[1]]), 0.0);
            }
            assert!(condition_number(h).is_err());
        }
    }
}

/// Covers claim:one-step.
#[test]
fn with_equal_curvatures_one_step_is_enough() {
    let claim = claim("one-step");
    let [kappa] = claim.numbers();
    claim.word(&["arrives in one step"]);
    claim.says("the path with the");
    let step = |lambda: f64| match claim.word(&["best", "worst"]) {
        "best" => best_step([lambda, lambda * kappa]),
        _ => 0.0,
    };
    // Every start, or none.
    let arrives = claim.word(&["every start", "no start"]) == "every start";
    let mut random = seeded(18);
    for _ in 0..1000 {
        let lambda = random.between(0.1, 5.0);
        let h = hessian([lambda, lambda * kappa], random.between(-90.0, 90.0));
        let path = turned_descent(h, point(&mut random), step(lambda), 1).unwrap();
        // Roundings of numbers up to 6.
        assert_eq!(distance(path[1], [0.0, 0.0]) < 1e-14, arrives);
    }
    assert_eq!(condition_number([[3.0, 0.0], [0.0, 3.0]]), Ok(kappa));
}

/// Covers claim:slow-floor.
#[test]
fn every_step_size_is_slow_along_the_floor_of_our_valley() {
    let claim = claim("slow-floor");
    let [percent] = claim.numbers();
    let says_every = claim.word(&["every step size", "no step size"]) == "every step size";
    let says_more = claim.word(&["more than", "less than"]) == "more than";
    claim.word(&["converges", "diverges"]);
    assert_eq!(
        claim.word(&["along the floor", "across the floor"]),
        "along the floor"
    );
    assert_eq!(
        claim.word(&["after each step", "before each step"]),
        "after each step"
    );
    claim.says("remaining distance");
    let limit = 2.0 / CURVATURES[1];
    let left = |eta: f64| 100.0 * factor(eta, CURVATURES[0]);
    // A larger step size that converges is better there, as the question asks.
    let larger = 0.99 * limit;
    let best = best_step(CURVATURES);
    let better = larger > best && left(larger) < left(best);
    assert_eq!(claim.word(&["Yes", "No"]) == "Yes", better);
    // "Hardly": by less than one percent of the distance.
    claim.says("but hardly");
    assert!(left(best) - left(limit) < 1.0);
    for thousandths in 1..1000 {
        let eta = limit * f64::from(thousandths) / 1000.0;
        let converges = slowest_factor(eta, &CURVATURES) < 1.0;
        let chosen = claim.word(&["converges", "diverges"]) == "converges";
        assert_eq!(converges, chosen);
        assert_eq!((left(eta) > percent) == says_more, says_every, "{eta}");
    }
    // It is the best such bound: the limit itself attains it.
    assert!(near(left(limit), percent, 1e-12));
}

/// Covers fig:step-sizes.
#[test]
fn the_factors_of_every_step_size_are_drawn() {
    for TurnedValley { kappa, .. } in settings() {
        let figure = StepSizes { kappa };
        let curvatures = curvatures_of(kappa);
        let data = figure.data().unwrap();
        let best = best_step(curvatures);
        assert_eq!(data.best, [best, slowest_factor(best, &curvatures)]);
        assert!(data.rates.iter().all(|at| at[1] >= data.best[1] - 1e-15));
        assert!(data.rates.windows(2).all(|pair| pair[0][0] < pair[1][0]));
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [0.0, 0.6],
            y: [0.0, 1.4],
        };
        let etas: Vec<f64> = data.rates.iter().map(|at| at[0]).collect();
        assert_eq!([etas[0], etas[etas.len() - 1]], [0.0, 0.6]);
        for corner in [best, 0.25, kappa / 4.0] {
            assert!(
                corner > 0.6
                    || etas.contains(&corner)
                    || etas.iter().any(|e| near(*e, corner, 1e-15))
            );
        }
        let line = |size: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
            etas.iter().map(|&eta| [eta, size(eta)]).collect()
        };
        let rates = line(&|eta| slowest_factor(eta, &curvatures));
        assert_eq!(data.rates, rates);
        assert_drawn(&drawing, "contour", window, &rates);
        for (lambda, role) in curvatures.into_iter().zip(["flat", "steep"]) {
            assert_drawn(
                &drawing,
                role,
                window,
                &line(&|eta| factor(eta, lambda).abs()),
            );
        }
        let all = elements(&drawing);
        // The line at 1, and below both lines the broad one of the rate.
        let one = [[0.0, 1.0], [0.6, 1.0]].map(|at| place(window, at));
        let level = of(&all, "polyline", "frame");
        let level = level.iter().any(|line| {
            line.points.len() == 2 && (0..2).all(|end| distance(line.points[end], one[end]) < 0.071)
        });
        assert!(level, "no line at 1");
        let drawn = |role: &str| {
            let is_it = |e: &tests::drawn::Element| e.name == "polyline" && e.role == role;
            all.iter().position(is_it).unwrap()
        };
        assert!(drawn("contour") < drawn("flat") && drawn("contour") < drawn("steep"));
        for arm in of(&all, "polyline", "optimum") {
            let middle = [0, 1].map(|i| (arm.points[0][i] + arm.points[1][i]) / 2.0);
            assert!(distance(middle, place(window, data.best)) < 0.1);
        }
    }
    let all = elements(&draw(&StepSizes::default()));
    for (text, role) in [
        ("|1 − ηλ₁|", "flat"),
        ("|1 − ηλ₂|", "steep"),
        ("best", "optimum"),
    ] {
        assert_eq!(of(&all, "text", role)[0].text, text);
    }
    assert!(of(&all, "text", "text").iter().any(|e| e.text == "rate"));
}
