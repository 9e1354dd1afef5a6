//! Holds the section "An ill-conditioned problem" to its word.

use formula::Bindings;
use listings::figures::ill_conditioned_problem::{Coordinates, Valley};
use listings::figures::valley::{PLANE, level_step};
use listings::figures::{Drawing, Figure, Window};
use listings::ill_conditioned_problem::{
    CURVATURES, arrival, best_step, factor, gradient, gradient_descent, gradient_step, objective,
    step_limit, values,
};
use listings::settling::{PATIENCE, Settling};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{Claim, claim, equation, figure};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

const START: [f64; 2] = [-5.0, -2.0];

fn end(eta: f64) -> [f64; 2] {
    gradient_descent(START, eta, 20).unwrap()[20]
}

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

fn printed([x1, x2]: [f64; 2]) -> String {
    format!("{x1:.6}, {x2:.6}")
}

#[test]
fn the_published_end_points_are_reproduced_to_their_digits() {
    assert_eq!(printed(end(0.4)), "-0.943467, -0.000073");
    assert_eq!(printed(end(0.6)), "-0.387814, -1673.365109");
}

#[test]
fn the_gradient_is_the_slope_of_the_objective() {
    let mut random = seeded(1);
    for _ in 0..1000 {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let h = 1e-4;
        let slopes = [0, 1].map(|i| {
            let moved = |by: f64| {
                let mut y = x;
                y[i] += by;
                objective(y)
            };
            (moved(h) - moved(-h)) / (2.0 * h)
        });
        // A central difference of a quadratic is exact but for rounding:
        // values up to 22 at 1e-16, divided by 2e-4.
        for (slope, g) in slopes.iter().zip(gradient(x)) {
            assert!((slope - g).abs() < 1e-10, "{x:?}");
        }
    }
    assert_eq!(objective([0.0, 0.0]), 0.0);
    assert_eq!(objective(START), 10.5);
}

#[test]
fn a_step_goes_against_the_gradient_and_multiplies_each_coordinate_by_its_factor() {
    let mut random = seeded(2);
    for _ in 0..1000 {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let eta = random.between(0.0, 1.0);
        let next = gradient_step(x, eta);
        for i in 0..2 {
            // Rounding of numbers up to 12.
            assert!((next[i] - (x[i] - eta * gradient(x)[i])).abs() < 1e-14);
            assert!((next[i] - factor(eta, CURVATURES[i]) * x[i]).abs() < 1e-14);
        }
    }
}

#[test]
fn a_path_starts_at_its_start_and_takes_its_steps() {
    let path = gradient_descent(START, 0.4, 3).unwrap();
    assert_eq!(path.len(), 4);
    assert_eq!(path[0], START);
    for pair in path.windows(2) {
        assert_eq!(pair[1], gradient_step(pair[0], 0.4));
    }
    assert_eq!(gradient_descent(START, 0.4, 0).unwrap(), [START]);
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (start, eta, steps, argument) in [
        ([f64::NAN, 0.0], 0.4, 20, "start"),
        (START, -0.1, 20, "eta"),
        (START, f64::INFINITY, 20, "eta"),
        (START, 0.4, usize::MAX, "steps"),
    ] {
        let refusal = gradient_descent(start, eta, steps).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
}

#[test]
fn below_the_limit_both_coordinates_shrink_and_above_it_one_grows() {
    let limit = step_limit(CURVATURES[1]);
    assert_eq!(limit, 0.5);
    for (eta, shrinks) in [(0.99 * limit, true), (1.01 * limit, false)] {
        let x = gradient_descent([1.0, 1.0], eta, 2000).unwrap()[2000];
        assert_eq!(objective(x) < 1e-6, shrinks, "{eta}");
        assert_eq!(objective(x) > 1e6, !shrinks, "{eta}");
    }
}

#[test]
fn the_best_step_makes_both_coordinates_equally_fast() {
    let slower = |eta: f64| {
        let radii = CURVATURES.map(|lambda| factor(eta, lambda).abs());
        radii[0].max(radii[1])
    };
    let best = best_step(CURVATURES);
    assert!((best - 10.0 / 21.0).abs() < 1e-15);
    assert!((slower(best) - 19.0 / 21.0).abs() < 1e-15);
    for thousandths in 1..=1000 {
        let eta = f64::from(thousandths) / 1000.0;
        // Rounding of numbers near 1.
        assert!(slower(eta) >= slower(best) - 1e-15, "{eta}");
    }
}

/// Covers ex:lowest-after-20.
#[test]
fn one_step_size_has_the_lowest_loss() {
    let loss = |hundredths: i32| objective(end(f64::from(hundredths) / 100.0));
    let better = |n: &i32| loss(*n) < loss(n - 1) && loss(*n) < loss(n + 1);
    let found: Vec<i32> = (2..100).filter(better).collect();
    assert_eq!(found, [45]);
    let [x1, x2] = end(0.45);
    assert!(objective([x1, 0.0]) > objective([0.0, x2]));
    assert!((best_step(CURVATURES) - 0.45).abs() > 0.02);
}

/// Covers ex:on-the-floor.
#[test]
fn on_the_floor_the_large_step_arrives_and_beside_it_it_does_not() {
    assert!(factor(0.6, CURVATURES[1]).abs() > 1.0);
    assert!(matches!(arrival([-5.0, 0.0], 0.6), Settling::Step(_)));
    let beside = values()
        .unwrap()
        .iter()
        .find(|v| v.0 == "beside")
        .unwrap()
        .1;
    assert_eq!(arrival([-5.0, beside], 0.6), Settling::Never);
    // The step at which the path leaves is written into the figure.
    let path = gradient_descent([-5.0, beside], 0.6, 20).unwrap();
    let leaves = PLANE.exit(&path).expect("the path leaves");
    let figure = Valley {
        eta: 0.6,
        start: [-5.0, beside],
        ..Valley::default()
    };
    assert!(
        draw(&figure)
            .svg
            .contains(&format!("leaves at step {leaves}"))
    );
}

#[test]
fn the_arrival_is_the_step_after_the_last_one_outside() {
    assert_eq!(arrival(START, 0.4), Settling::Step(103));
    assert_eq!(arrival(START, 0.6), Settling::Never);
    assert!(matches!(arrival([-5.0, 0.0], 0.6), Settling::Step(_)));
    let path = gradient_descent(START, 0.4, 103).unwrap();
    let norm = |x: [f64; 2]| x[0].hypot(x[1]);
    assert!(norm(path[102]) > 1e-3 && norm(path[103]) <= 1e-3);
}

#[test]
fn the_values_of_the_page_are_those_that_the_literature_prints() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (name, text) in [
        ("x1", "-0.943467"),
        ("x2", "-0.000073"),
        ("large_x1", "-0.387814"),
        ("large_x2", "-1673.365109"),
        ("loss", "0.089013"),
        ("start_loss", "10.500000"),
        ("covered_percent", "81.130667"),
        ("limit", "0.500000"),
        ("limit_factor_1", "0.900000"),
        ("factor_1", "0.920000"),
        ("factor_2", "-0.600000"),
        ("large_factor_2", "-1.400000"),
        ("fastest_2", "0.250000"),
        ("ratio", "20.000000"),
        ("arrival", "103.000000"),
        ("arrival_2", "15.000000"),
        // 10/21 and 19/21.
        ("best", "0.476190"),
        ("best_factor", "0.904762"),
    ] {
        assert_eq!(format!("{:.6}", value(name)), text, "{name}");
    }
}

/// Covers fig:valley, fig:valley-large.
#[test]
fn the_valley_shows_the_path_the_minimum_and_where_the_path_leaves() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    for (eta, leaves) in [(0.4, None), (0.6, Some("leaves at step 2"))] {
        let figure = Valley {
            eta,
            ..Valley::default()
        };
        let descent = figure.data().unwrap();
        let path = &descent.path;
        assert_eq!(*path, gradient_descent(START, eta, 20).unwrap());
        assert_eq!(descent.losses[20], objective(path[20]));
        let drawing = figure.drawing(&descent).unwrap();
        assert_drawn(&drawing, "path", window, path);

        let elements = elements(&drawing);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        assert!(notes.contains(&"start") && notes.contains(&"minimum"));
        assert_eq!(
            notes.iter().find(|n| n.starts_with("leaves")).copied(),
            leaves
        );
        assert_eq!(
            of(&elements, "polygon", "path").len(),
            usize::from(leaves.is_some())
        );
        let cross = of(&elements, "polyline", "optimum");
        let middle = |ends: &[[f64; 2]]| [0, 1].map(|i| (ends[0][i] + ends[1][i]) / 2.0);
        for arm in &cross {
            assert!(distance(middle(&arm.points), place(window, [0.0, 0.0])) < 0.1);
        }
        assert_eq!(cross.len(), 2);
        let inside = path[1..].iter().filter(|x| window.contains(**x)).count();
        assert_eq!(of(&elements, "circle", "path").len(), inside);
    }
}

#[test]
fn every_mark_of_the_axes_is_written() {
    let drawing = draw(&Valley::default());
    let elements = elements(&drawing);
    let texts: Vec<_> = of(&elements, "text", "text")
        .iter()
        .map(|e| e.text.clone())
        .collect();
    let marks = [
        "−6", "−4", "−2", "0", "2", "−3", "−2", "−1", "0", "1", "2", "3",
    ];
    let mut expected: Vec<_> = marks
        .iter()
        .chain(&["x₁", "x₂"])
        .map(|t| t.to_string())
        .collect();
    let mut texts = texts;
    texts.sort();
    expected.sort();
    assert_eq!(texts, expected);
}

#[test]
fn the_level_sets_are_where_the_objective_is_constant() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    let drawing = draw(&Valley::default());
    let [left, bottom] = place(window, [window.x[0], window.y[0]]);
    let [right, top] = place(window, [window.x[1], window.y[1]]);
    let elements = elements(&drawing);
    let contours = of(&elements, "polyline", "contour");
    let mut levels = Vec::new();
    for contour in contours {
        let heights: Vec<f64> = contour
            .points
            .iter()
            .map(|[x, y]| {
                objective([
                    window.x[0] + (x - left) / (right - left) * (window.x[1] - window.x[0]),
                    window.y[0] + (y - bottom) / (top - bottom) * (window.y[1] - window.y[0]),
                ])
            })
            .collect();
        let low = heights.iter().copied().fold(f64::INFINITY, f64::min);
        let high = heights.iter().copied().fold(0.0, f64::max);
        // A tenth of a unit is 0.0024 of x₂, where f has slope 12 at most;
        // a chord of the polygon lies 0.0007 of the height too low.
        assert!(high - low < 0.03 + 0.001 * high, "{low} to {high}");
        levels.push(((high + low) / 2.0).round() as i32);
    }
    // Equal steps of the height; a level may reach the frame in two pieces.
    levels.dedup();
    assert_eq!(level_step(CURVATURES), 2.0);
    assert_eq!(levels, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
}

#[test]
fn the_level_sets_suit_any_valley() {
    for (curvatures, step) in [([0.2, 1.0], 1.0), ([0.2, 100.0], 50.0), ([2.0, 4.0], 5.0)] {
        assert_eq!(level_step(curvatures), step);
    }
    for odd in [[0.0, 0.0], [-1.0, 4.0], [f64::NAN, 1.0], [1e300, 1.0]] {
        assert!(level_step(odd) > 0.0);
        let mut descent = Valley::default().data().unwrap();
        descent.curvatures = odd;
        elements(&Valley::default().drawing(&descent).unwrap());
    }
}

/// Covers fig:coordinates, fig:coordinates-large.
#[test]
fn the_coordinates_are_drawn_as_logarithms_with_their_sign_in_the_marker() {
    for (eta, top) in [(0.4, 1.0), (0.6, 4.0)] {
        let figure = Coordinates {
            eta,
            ..Coordinates::default()
        };
        let drawing = draw(&figure);
        let path = gradient_descent(START, eta, 20).unwrap();
        let low = if eta == 0.4 { -5.0 } else { -1.0 };
        let window = Window {
            x: [0.0, 20.0],
            y: [low, top],
        };
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let line: Vec<[f64; 2]> = (0..)
                .zip(&path)
                .map(|(step, x)| [f64::from(step), x[i].abs().log10()])
                .collect();
            assert_drawn(&drawing, role, window, &line);
            let elements = elements(&drawing);
            let rings = of(&elements, "circle", role);
            let rings = rings.iter().filter(|circle| !circle.filled).count();
            assert_eq!(rings, path.iter().filter(|x| x[i] < 0.0).count());
        }
    }
}

#[test]
fn a_zero_leaves_a_gap() {
    // 1 − 4 · 0.25 = 0: from the first step on x₂ has no logarithm.
    let figure = Coordinates {
        eta: 0.25,
        ..Coordinates::default()
    };
    let mut descent = figure.data().unwrap();
    assert_eq!(descent.path[1][1], 0.0);
    let drawing = figure.drawing(&descent).unwrap();
    let elements = elements(&drawing);
    assert_eq!(of(&elements, "polyline", "steep").len(), 0);
    assert!(
        of(&elements, "circle", "steep")
            .iter()
            .all(|c| c.points[0][0] < 63.0)
    );
    descent.path = vec![[1.0, 1.0], [1.0, 0.0], [1.0, 1.0], [1.0, 0.5]];
    let elements = tests::drawn::elements(&figure.drawing(&descent).unwrap());
    let steep = of(&elements, "polyline", "steep");
    assert_eq!(steep.len(), 1);
    assert_eq!(steep[0].points.len(), 2);
}

/// A point of the plane and a step size, a thousand times; the edges of the
/// controls among them.
fn cases(seed: u64) -> impl Iterator<Item = ([f64; 2], f64)> {
    let mut random = seeded(seed);
    let edges = [
        ([-6.0, -3.0], 0.01),
        ([2.0, 3.0], 1.0),
        ([1e-3, 1e-3], 0.25),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        (x, random.between(0.01, 1.0))
    }))
}

/// What is bound to f: the objective of the listings.
fn with_objective<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings.function("f", |x| {
        let x = x.point()?;
        Ok(objective([x[0], x[1]]).into())
    })
}

/// What is bound to ∇f: the gradient of the listings.
fn with_gradient<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings.function("\\nabla f", |x| {
        let x = x.point()?;
        Ok(gradient([x[0], x[1]]).as_slice().into())
    })
}

fn with_curvatures<'a>(bindings: Bindings<'a>) -> Bindings<'a> {
    bindings
        .scalar("\\lambda_1", CURVATURES[0])
        .scalar("\\lambda_2", CURVATURES[1])
}

/// Covers eq:objective, lst:objective.
#[test]
fn the_printed_objective_is_the_one_that_runs() {
    let printed = equation("objective");
    for (x, _) in cases(11) {
        let bindings = Bindings::new().point("\\mathbf{x}", x);
        printed.holds(&with_curvatures(with_objective(bindings)));
    }
}

/// Covers eq:lowest.
#[test]
fn the_origin_is_the_lowest_point() {
    equation("lowest").holds(&with_objective(Bindings::new()));
    for (x, _) in cases(12) {
        assert!(objective(x) > objective([0.0, 0.0]));
    }
}

/// Covers eq:gradient, lst:gradient.
#[test]
fn the_printed_gradient_is_the_one_that_runs() {
    let printed = equation("gradient");
    for (x, _) in cases(13) {
        let bindings = Bindings::new().point("\\mathbf{x}", x);
        printed.holds(&with_curvatures(with_gradient(bindings)));
    }
}

/// A path of the listings, and a step of it.
fn walk(x: [f64; 2], eta: f64, random: &mut Seeded) -> (Vec<Vec<f64>>, i64) {
    let path = gradient_descent(x, eta, 6).unwrap();
    let step = random.between(1.0, 7.0) as i64;
    (path.iter().map(|x| x.to_vec()).collect(), step)
}

/// Covers eq:gradient-step, lst:gradient_step, lst:gradient_descent.
#[test]
fn the_printed_step_is_the_one_that_runs() {
    let printed = equation("gradient-step");
    let mut random = seeded(14);
    for (x, eta) in cases(14) {
        let (path, t) = walk(x, eta, &mut random);
        let path = path.iter().map(|x| formula::Value::from(x.as_slice()));
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, path)
            .integer("t", t)
            .scalar("\\eta", eta);
        printed.holds(&with_gradient(bindings));
    }
}

/// The bindings of a formula for coordinate i after step t of a path.
fn coordinate(x: [f64; 2], eta: f64, random: &mut Seeded) -> Bindings<'static> {
    let (path, t) = walk(x, eta, random);
    let path: Vec<_> = path
        .iter()
        .map(|x| formula::Value::from(x.as_slice()))
        .collect();
    Bindings::new()
        .sequence("x", 0, path)
        .integer("t", t)
        .integer("i", 1 + i64::from(random.toss()))
        .scalar("\\eta", eta)
        .vector("\\lambda", CURVATURES)
}

/// Covers eq:coordinate-step, eq:coordinate-path, lst:factor.
#[test]
fn the_printed_coordinates_are_those_of_the_path() {
    let mut random = seeded(15);
    let (step, path) = (equation("coordinate-step"), equation("coordinate-path"));
    for (x, eta) in cases(15) {
        let bindings = coordinate(x, eta, &mut random);
        step.holds(&bindings);
        path.holds(&bindings);
    }
}

/// Covers eq:coordinate-log.
#[test]
fn the_logarithms_of_the_coordinates_lie_on_a_line() {
    let mut random = seeded(16);
    let printed = equation("coordinate-log");
    for (x, eta) in cases(16) {
        // At η = 1/4 the steep coordinate is zero and has no logarithm.
        if (eta - 0.25).abs() > 1e-3 {
            printed.holds(&coordinate(x, eta, &mut random));
        }
    }
}

/// Covers eq:between, eq:shifted, eq:convergence.
#[test]
fn a_coordinate_shrinks_exactly_where_the_page_says() {
    let mut random = seeded(17);
    let (between, shifted) = (equation("between"), equation("shifted"));
    let printed = equation("convergence");
    for case in 0..1000 {
        // Both sides of the boundaries; and the boundaries themselves, at
        // powers of two, where nothing is rounded.
        let (eta, lambda) = match case % 4 {
            0 => (0.0, 4.0),
            1 => (0.5, 4.0),
            2 => (random.between(-1.0, 0.0), random.between(0.1, 5.0)),
            _ => (random.between(0.0, 2.0), random.between(0.1, 5.0)),
        };
        let i = 1 + i64::from(random.toss());
        let other = random.between(0.1, 5.0);
        let curvatures = if i == 1 {
            [lambda, other]
        } else {
            [other, lambda]
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .integer("i", i)
            .vector("\\lambda", curvatures);
        printed.holds(&bindings);
        let shrinks = factor(eta, lambda).abs() < 1.0;
        assert_eq!(between.is_met(&bindings), shrinks);
        assert_eq!(shifted.is_met(&bindings), shrinks);
    }
}

/// Covers eq:step-limit, lst:step_limit.
#[test]
fn gradient_descent_converges_exactly_where_the_page_says() {
    let mut random = seeded(18);
    let printed = equation("step-limit");
    let lambda_max = CURVATURES[0].max(CURVATURES[1]);
    let limit = step_limit(lambda_max);
    for case in 0..1000 {
        let eta = match case {
            0 => limit,
            1 => 0.0,
            _ => random.between(-0.1, 2.0 * limit),
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\lambda_{\\max}", lambda_max);
        let says = printed.is_met(&bindings);
        assert_eq!(says, 0.0 < eta && eta < limit, "{eta}");
        let converges = !matches!(arrival([1.0, 1.0], eta), Settling::Never);
        assert_eq!(says, converges, "{eta}");
    }
}

/// Covers eq:balanced, eq:best-step, lst:best_step.
#[test]
fn the_best_step_balances_the_two_coordinates() {
    let mut random = seeded(19);
    let (balanced, printed) = (equation("balanced"), equation("best-step"));
    for _ in 0..1000 {
        let curvatures = [random.between(0.01, 5.0), random.between(0.01, 5.0)];
        let best = best_step(curvatures);
        let lambdas = || {
            Bindings::new()
                .scalar("\\lambda_1", curvatures[0])
                .scalar("\\lambda_2", curvatures[1])
        };
        balanced.holds(&lambdas().scalar("\\eta", best));
        printed.holds(&lambdas().scalar("\\eta^\\star", best));
    }
}

/// Covers ex:rounder-valley.
#[test]
fn a_rounder_valley_has_a_larger_limit() {
    // What the last cell of the notebook prints then: limit and best step.
    assert_eq!(step_limit(1.0), 2.0);
    assert!(best_step([CURVATURES[0], 1.0]) > best_step(CURVATURES));
}

/// Covers claim:curvature-ratio.
#[test]
fn the_valley_is_curved_as_the_page_says() {
    let claim = claim("curvature-ratio");
    let [ratio] = claim.numbers();
    let [along, across] = CURVATURES;
    match claim.word(&[
        "across the floor as along it",
        "along the floor as across it",
    ]) {
        "across the floor as along it" => assert_eq!(ratio, across / along),
        _ => assert_eq!(ratio, along / across),
    }
}

/// Covers claim:waiting-for-x1, lst:arrival.
#[test]
fn nearly_all_of_the_time_is_spent_on_the_flat_coordinate() {
    let claim = claim("waiting-for-x1");
    let [arrives] = claim.numbers();
    let Settling::Step(both) = arrival(START, 0.4) else {
        panic!("the path arrives");
    };
    let start = match claim.word(&["on its own, $x_2$", "on its own, $x_1$"]) {
        "on its own, $x_2$" => [0.0, START[1]],
        _ => [START[0], 0.0],
    };
    assert_eq!(arrival(start, 0.4), Settling::Step(arrives as usize));
    // "Nearly all": less than a fifth is left for the other coordinate.
    match claim.word(&["Nearly all", "Hardly any"]) {
        "Nearly all" => assert!(arrives < 0.2 * both as f64),
        _ => assert!(arrives > 0.8 * both as f64),
    }
    assert_eq!(
        claim.word(&["waiting for $x_1$", "waiting for $x_2$"]),
        "waiting for $x_1$"
    );
}

/// Covers claim:flat-coordinate-gains.
#[test]
fn the_flat_coordinate_gains_from_the_larger_step() {
    let claim = claim("flat-coordinate-gains");
    let [large, small] = claim.numbers();
    assert_eq!(format!("{large:.6}"), format!("{:.6}", end(0.6)[0]));
    assert_eq!(format!("{small:.6}"), format!("{:.6}", end(0.4)[0]));
    match claim.word(&["nearer to zero", "farther from zero"]) {
        "nearer to zero" => assert!(large.abs() < small.abs()),
        _ => assert!(large.abs() > small.abs()),
    }
    assert_eq!(
        claim.word(&["with the smaller", "with the larger"]),
        "with the smaller"
    );
    assert_eq!(
        claim.word(&["The first coordinate", "The second coordinate"]),
        "The first coordinate"
    );
}

/// Covers claim:larger-step-x1, claim:larger-step-x2, eq:fastest-2.
#[test]
fn a_larger_step_moves_the_factors_as_the_page_says() {
    let size = |i: usize, eta: f64| factor(eta, CURVATURES[i]).abs();
    let limit = step_limit(CURVATURES[1]);
    let (first, second) = (claim("larger-step-x1"), claim("larger-step-x2"));
    // The 1 is that of the fraction.
    let [eta, _, fastest] = second.numbers();
    assert_eq!(factor(fastest, CURVATURES[1]), 0.0);
    equation("fastest-2").holds(&Bindings::new().scalar("\\lambda_2", CURVATURES[1]));
    first.says("a larger step size brings the factor of $x_1$");
    second.says("It takes the factor of $x_2$");
    let past = second.word(&["already past", "still before"]);
    assert_eq!(past == "already past", eta > fastest);
    let nearer = |claim: &Claim| claim.word(&["nearer to zero", "farther from zero"]);
    let (nearer_1, nearer_2) = (nearer(&first), nearer(&second));
    let mut random = seeded(20);
    for _ in 0..1000 {
        let (one, other) = (random.between(eta, limit), random.between(eta, limit));
        let (small, large) = (one.min(other), one.max(other));
        assert_eq!(
            nearer_1 == "nearer to zero",
            size(0, large) < size(0, small)
        );
        assert_eq!(
            nearer_2 == "nearer to zero",
            size(1, large) < size(1, small)
        );
    }
}

/// Covers claim:steep-falls-faster.
#[test]
fn the_steep_coordinate_falls_faster() {
    let claim = claim("steep-falls-faster");
    claim.says("The steep coordinate x₂ falls");
    claim.says("than the flat coordinate x₁");
    let faster = claim.word(&["faster", "slower"]) == "faster";
    let path = gradient_descent(START, 0.4, 20).unwrap();
    for pair in path.windows(2) {
        let left = [0, 1].map(|i| (pair[1][i] / pair[0][i]).abs());
        assert_eq!(left[1] < left[0], faster);
        assert!(left[1] < 1.0);
    }
}

/// Covers claim:either-side.
#[test]
fn the_two_step_sizes_lie_on_either_side_of_the_limit() {
    let claim = claim("either-side");
    let [small, large] = claim.numbers();
    assert_eq!([small, large], [0.4, 0.6]);
    let limit = step_limit(CURVATURES[1]);
    let first = claim.word(&["is below it, the", "is above it, the"]);
    assert_eq!(first == "is below it, the", small < limit);
    let second = claim.word(&["is above it.", "is below it."]);
    assert_eq!(second == "is above it.", large > limit);
}

/// Covers claim:jumps-grow.
#[test]
fn the_jumps_of_the_large_step_grow() {
    let claim = claim("jumps-grow");
    let [times] = claim.numbers();
    claim.says("The second coordinate");
    claim.says("at every step");
    claim.says("across the floor");
    claim.says("than the one before");
    let longer = claim.word(&["is longer", "is shorter"]) == "is longer";
    let path = gradient_descent(START, 0.6, 20).unwrap();
    for three in path.windows(3) {
        let jump = |k: usize| (three[k + 1][1] - three[k][1]).abs();
        assert_eq!(jump(1) > jump(0), longer);
        // A printed factor, and one rounding of it.
        assert!((three[1][1] / three[0][1] - times).abs() < 1e-12);
    }
}

/// Covers claim:large-step-coordinates.
#[test]
fn at_the_large_step_one_coordinate_falls_faster_and_the_other_grows() {
    let claim = claim("large-step-coordinates");
    let [eta] = claim.numbers();
    assert_eq!(eta, 0.4);
    claim.says("The flat coordinate x₁ falls");
    claim.says("the steep coordinate x₂");
    let left = |eta: f64, i: usize| {
        let path = gradient_descent(START, eta, 1).unwrap();
        (path[1][i] / path[0][i]).abs()
    };
    let faster = claim.word(&["faster", "slower"]) == "faster";
    assert_eq!(left(0.6, 0) < left(0.4, 0), faster);
    // "A little": by less than a tenth.
    claim.says("a little");
    assert!(left(0.6, 0) > 0.9 * left(0.4, 0));
    let grows = claim.word(&["x₂ grows", "x₂ shrinks"]) == "x₂ grows";
    assert_eq!(left(0.6, 1) > 1.0, grows);
}

/// Covers claim:limit-factor.
#[test]
fn below_the_limit_the_flat_coordinate_keeps_more() {
    let claim = claim("limit-factor");
    let [kept] = claim.numbers();
    let limit = step_limit(CURVATURES[1]);
    assert!((kept - factor(limit, CURVATURES[0])).abs() < 1e-12);
    claim.says("the flat coordinate");
    let below = claim.word(&["below the limit", "above the limit"]) == "below the limit";
    let more = claim.word(&["by more", "by less"]) == "by more";
    let mut random = seeded(21);
    for _ in 0..1000 {
        let by = random.between(0.001, 0.4);
        let eta = if below { limit - by } else { limit + by };
        assert_eq!(factor(eta, CURVATURES[0]) > kept, more);
    }
}

/// Covers claim:beyond-the-fastest.
#[test]
fn beyond_the_fastest_step_one_factor_shrinks_and_the_other_grows() {
    let claim = claim("beyond-the-fastest");
    let [times] = claim.numbers();
    claim.says("Beyond it");
    claim.says("the factor of $x_1$");
    claim.says("that of $x_2$");
    let size = |i: usize, eta: f64| factor(eta, CURVATURES[i]).abs();
    let fastest = 1.0 / CURVATURES[1];
    let first = claim.word(&["still shrinks", "still grows"]) == "still shrinks";
    let second = claim.word(&["grows again in size", "shrinks again in size"]);
    let faster = claim.word(&["times as fast", "times as slow"]) == "times as fast";
    let mut random = seeded(22);
    for _ in 0..1000 {
        let eta = random.between(fastest, step_limit(CURVATURES[1]));
        let more = eta + random.between(0.01, 0.1);
        let change = [0, 1].map(|i| size(i, more) - size(i, eta));
        assert_eq!(change[0] < 0.0, first);
        assert_eq!(change[1] > 0.0, second == "grows again in size");
        // Differences of numbers near 1, of a hundredth at least.
        let ratio = (change[1] / change[0]).abs();
        assert_eq!((ratio - times).abs() < 1e-10, faster);
    }
}

/// Covers claim:best-arrival.
#[test]
fn with_the_best_step_the_path_arrives_a_little_earlier() {
    let claim = claim("best-arrival");
    let steps = [best_step(CURVATURES), 0.4].map(|eta| arrival(START, eta));
    let printed: [f64; 2] = claim.numbers();
    assert_eq!(printed.map(|step| Settling::Step(step as usize)), steps);
    claim.says("instead of");
}

/// Covers claim:best-is-slow.
#[test]
fn even_the_best_step_is_slow() {
    let claim = claim("best-is-slow");
    let [left] = claim.numbers();
    let best = best_step(CURVATURES);
    for lambda in CURVATURES {
        // To the digit that is printed.
        assert!((left - 100.0 * factor(best, lambda).abs()).abs() < 0.05);
    }
    // "Even": far more than half is left.
    assert!(left > 75.0);
    claim.says("even with the best step size");
}

/// Covers fig:valley, fig:coordinates, fig:valley-large, fig:coordinates-large.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (label, name, eta) in [
        ("valley", "valley", "eta"),
        ("coordinates", "coordinates", "eta"),
        ("valley-large", "valley", "eta_large"),
        ("coordinates-large", "coordinates", "eta_large"),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, name);
        let entry = listings::figures::find(name).unwrap();
        let (x1, x2) = (value("start_x1"), value("start_x2"));
        let told = format!(
            "eta={}&steps={}&start={x1},{x2}",
            value(eta),
            value("steps")
        );
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}

/// Covers text:ill-conditioned-problem.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [lambda_1, lambda_2] = CURVATURES;
    let (small, large) = (end(0.4), end(0.6));
    let best = best_step(CURVATURES);
    let Settling::Step(arrives) = arrival(START, 0.4) else {
        panic!("the path arrives");
    };
    let limit = step_limit(lambda_2);
    assert_told(
        "ill-conditioned-problem",
        &[
            ("the valley of", leads("fig:crossing")),
            ("constants $\\lambda_1 =", is(lambda_1)),
            ("and $\\lambda_2 =", is(lambda_2)),
            ("start at $\\mathbf{x}_0 = (", is(START[0])),
            ("(-5,", is(START[1])),
            ("choose $\\eta =", is(0.4)),
            ("and take", is(20.0)),
            ("in the valley with η =", is(0.4)),
            ("η = 0.4,", is(20.0)),
            ("path ends at $(", is(small[0])),
            ("(-0.943467,", is(small[1])),
            (
                "The first has covered",
                is(100.0 * (1.0 - small[0] / START[0])),
            ),
            ("has fallen from", is(objective(START))),
            ("from 10.5 to", is(objective(small))),
            ("at the gradient again,", leads("eq:gradient")),
            ("At $\\eta =", is(0.4)),
            ("step multiplies $x_1$ by", is(factor(0.4, lambda_1))),
            ("and $x_2$ by", is(factor(0.4, lambda_2))),
            ("on both sides of", leads("eq:coordinate-path")),
            ("size of each coordinate at η =", is(0.4)),
            ("follows the path for", is(PATIENCE as f64)),
            ("At $\\eta =", is(0.4)),
            ("the path arrives at step", is(arrives as f64)),
            ("to the minimum. By", leads("eq:coordinate-path")),
            ("the limit is", is(limit)),
            ("runs away at", is(0.6)),
            ("same start with η =", is(0.6)),
            ("than the one before. After", is(20.0)),
            ("20 steps it is", is(large[1])),
            ("size of each coordinate at η =", is(0.6)),
            ("Up to $\\eta =", is(1.0 / lambda_2)),
            ("In our valley that is", is(best)),
            ("both spectral radii are", is(factor(best, lambda_1))),
            ("momentum β of the", leads("welcome.md")),
            ("come to it in", leads("momentum-method.md")),
            (
                "The momentum method](momentum-method.md),",
                leads("curvature.md"),
            ),
            ("on the floor, at $(-5, 0)$, with η =", is(0.6)),
            ("η = 0.6.", leads("fig:valley-large")),
            ("a little beside the floor, at $(-5,", is(0.1)),
            ("the smallest loss after", is(20.0)),
            ("the best step size of", leads("eq:best-step")),
            ("The end of", leads("curvature.md")),
        ],
    );
}
