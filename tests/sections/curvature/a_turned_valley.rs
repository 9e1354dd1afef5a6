//! "A turned valley".

use formula::{Bindings, Value};
use listings::curvature::values;
use listings::figures::curvature::{TurnedValley, curvatures_of};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::CURVATURES;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::plane::{
    condition_number, direction, dot, gradient_descent, height, hessian, objective, slope,
    turned_descent,
};
use tests::printed::{claim, equation, figure};
use tests::states::seeded;

use super::{
    OLD_START, START, draw, near, own, point, settings, valleys, with_entries, with_height,
    with_hessian,
};

/// `x` turned by `angle` degrees.
fn turned(x: [f64; 2], angle: f64) -> [f64; 2] {
    let [cos, sin] = direction(angle);
    [cos * x[0] - sin * x[1], sin * x[0] + cos * x[1]]
}

/// Covers lst:hessian, lst:quadratic.
#[test]
fn the_turned_valley_has_the_height_of_the_old_one_at_the_point_turned_back() {
    let mut random = seeded(1);
    for (curvatures, angle) in valleys(1) {
        let x = point(&mut random);
        let turned_hessian = hessian(curvatures, angle);
        assert_eq!(turned_hessian[0][1], turned_hessian[1][0]);
        let old = turned(x, -angle);
        let expected =
            0.5 * curvatures[0] * old[0] * old[0] + 0.5 * curvatures[1] * old[1] * old[1];
        // Roundings of numbers up to 250.
        assert!(near(height(turned_hessian, x), expected, 1e-12), "{x:?}");
        // The gradient, turned back, is that of the old valley.
        let g = turned(slope(turned_hessian, x), -angle);
        assert!(near(g[0], curvatures[0] * old[0], 1e-12));
        assert!(near(g[1], curvatures[1] * old[1], 1e-12));
    }
    let x = [-5.0, -2.0];
    assert_eq!(height(hessian(CURVATURES, 0.0), x), objective(x));
    assert_eq!(hessian(CURVATURES, 0.0), [[0.2, 0.0], [0.0, 4.0]]);
    assert_eq!(dot([1.0, 2.0], [3.0, -5.0]), -7.0);
}

/// Covers lst:turned_descent.
#[test]
fn a_turned_descent_is_the_old_one_turned() {
    let old = gradient_descent(OLD_START, 0.4, 20).unwrap();
    for angle in [0.0, 30.0, -75.0, 90.0] {
        let path = turned_descent(
            hessian(CURVATURES, angle),
            turned(OLD_START, angle),
            0.4,
            20,
        )
        .unwrap();
        assert_eq!(path.len(), 21);
        for (x, old) in path.iter().zip(&old) {
            // Twenty steps on numbers up to 6.
            assert!(distance(*x, turned(*old, angle)) < 1e-13, "{angle}");
        }
    }
    let h = hessian(CURVATURES, 30.0);
    assert_eq!(turned_descent(h, START, 0.4, 0).unwrap(), [START]);
}

/// Covers eq:floor-direction, eq:wall-direction.
#[test]
fn the_directions_of_the_valley_stand_where_the_page_says() {
    let (floor, wall) = (equation("floor-direction"), equation("wall-direction"));
    for (_, angle) in valleys(3) {
        let [q_1, q_2] = own(angle);
        let phi = || Bindings::new().scalar("\\varphi", angle.to_radians());
        floor.holds(&phi().vector("\\mathbf{q}_1", q_1));
        wall.holds(&phi().vector("\\mathbf{q}_2", q_2));
    }
}

/// Covers eq:dot-product.
#[test]
fn the_dot_product_is_the_one_that_runs() {
    let mut random = seeded(23);
    let printed = equation("dot-product");
    for _ in 0..1000 {
        let (u, v) = (point(&mut random), point(&mut random));
        let bindings = Bindings::new()
            .vector("\\mathbf{u}", u)
            .vector("\\mathbf{v}", v)
            .scalar("u_1", u[0])
            .scalar("u_2", u[1])
            .scalar("v_1", v[0])
            .scalar("v_2", v[1]);
        printed.holds(&bindings);
        // Rounding of numbers up to 60.
        assert!(near(printed.sides(&bindings)[0], dot(u, v), 1e-13));
    }
}

/// Covers eq:first-entry.
#[test]
fn the_first_entry_of_the_hessian_is_the_one_that_is_written_out() {
    let printed = equation("first-entry");
    for (curvatures, angle) in valleys(24) {
        let bindings = Bindings::new()
            .scalar("a", hessian(curvatures, angle)[0][0])
            .scalar("\\lambda_1", curvatures[0])
            .scalar("\\lambda_2", curvatures[1]);
        printed.holds(&bindings.scalar("\\varphi", angle.to_radians()));
    }
}

/// Covers eq:kappa-of-two.
#[test]
fn kappa_is_the_ratio_of_the_curvatures() {
    let printed = equation("kappa-of-two");
    for (curvatures, angle) in valleys(25) {
        let kappa = condition_number(hessian(curvatures, angle)).unwrap();
        let bindings = Bindings::new().scalar("\\kappa", kappa);
        let bindings = bindings.scalar("\\lambda_1", curvatures[0]);
        printed.holds(&bindings.scalar("\\lambda_2", curvatures[1]));
    }
}

/// Covers eq:turned-terms, eq:squares, eq:turned-objective.
#[test]
fn the_printed_height_is_the_one_that_runs() {
    let mut random = seeded(4);
    let (terms, printed) = (equation("turned-terms"), equation("turned-objective"));
    let squares = equation("squares");
    for (curvatures, angle) in valleys(4) {
        let h = hessian(curvatures, angle);
        let [q_1, q_2] = own(angle);
        let common = || {
            let bindings = Bindings::new()
                .scalar("\\lambda_1", curvatures[0])
                .scalar("\\lambda_2", curvatures[1])
                .vector("\\mathbf{q}_1", q_1)
                .vector("\\mathbf{q}_2", q_2);
            with_height(bindings, h)
        };
        let x = point(&mut random);
        terms.holds(&common().vector("\\mathbf{x}", x));
        for i in 1..=2 {
            let own = [q_1, q_2].map(|q| Value::from(q.as_slice()));
            let bindings = Bindings::new()
                .vector("\\mathbf{x}", x)
                .sequence("\\mathbf{q}", 1, own)
                .integer("i", i);
            squares.holds(&bindings);
        }
        let bindings = with_entries(with_hessian(common(), h), h);
        printed.holds(&bindings.point("\\mathbf{x}", x));
    }
}

/// Covers eq:turned-gradient.
#[test]
fn the_printed_gradient_is_the_one_that_runs() {
    let mut random = seeded(5);
    let printed = equation("turned-gradient");
    for (curvatures, angle) in valleys(5) {
        let h = hessian(curvatures, angle);
        let x = point(&mut random);
        let bound = || {
            let bindings = with_hessian(Bindings::new(), h).vector("\\mathbf{x}", x);
            with_entries(bindings.scalar("x_1", x[0]).scalar("x_2", x[1]), h)
        };
        printed.holds(&bound().function("\\nabla f", move |x| {
            let x = x.point()?;
            Ok(slope(h, [x[0], x[1]]).as_slice().into())
        }));
        // And it is the gradient of the height.
        printed.holds(&with_height(bound(), h));
    }
}

/// Covers claim:hidden-curvatures.
#[test]
fn the_entries_of_the_hessian_are_not_the_curvatures() {
    let claim = claim("hidden-curvatures");
    let [angle, a, b, c, flat, steep] = claim.numbers();
    assert_eq!([flat, steep], CURVATURES);
    let [[wide, mixed], [_, tall]] = hessian(CURVATURES, angle);
    for (printed, entry) in [(a, wide), (b, mixed), (c, tall)] {
        // Half a unit of the third digit behind the point.
        assert!(near(printed, entry, 5e-4), "{printed}");
    }
    assert_eq!(claim.word(&["neither", "both"]), "neither");
    for entry in [wide, mixed, tall] {
        assert!(!near(entry, flat, 0.1) && !near(entry, steep, 0.1));
    }
    assert_eq!(figure("turned-valley").0, "turned-valley");
    assert_eq!(angle, TurnedValley::default().angle);
}

/// Covers claim:turned-path.
#[test]
fn turning_the_start_turns_the_path() {
    let claim = claim("turned-path");
    // Nothing but these words could be otherwise.
    assert_eq!(claim.word(&["No: if", "Yes: if"]), "No: if");
    claim.word(&["by the same angle"]);
    claim.word(&["every point of the path"]);
    let mut random = seeded(16);
    for (curvatures, angle) in valleys(16) {
        let (eta, x) = (random.between(0.01, 0.4), point(&mut random));
        let by = random.between(-180.0, 180.0);
        let (old, new) = (hessian(curvatures, angle), hessian(curvatures, angle + by));
        let old_path = turned_descent(old, x, eta, 20).unwrap();
        let new_path = turned_descent(new, turned(x, by), eta, 20).unwrap();
        for (before, after) in old_path.iter().zip(&new_path) {
            let there = turned(*before, by);
            // Roundings in numbers up to the longest side of the path, which
            // may run away.
            let size = 1.0 + before[0].abs() + before[1].abs();
            assert!(distance(there, *after) < 1e-12 * size, "{angle} {by}");
            let (loss, same) = (height(old, *before), height(new, *after));
            assert!(near(loss, same, 1e-11 * size * size));
        }
    }
}

/// Covers claim:same-loss.
#[test]
fn the_loss_in_the_turned_valley_is_the_old_one() {
    let claim = claim("same-loss");
    let [steps, loss] = claim.numbers();
    assert_eq!(claim.word(&["After", "Before"]), "After");
    assert_eq!(
        claim.word(&["in both valleys", "in neither valley"]),
        "in both valleys"
    );
    let shown = TurnedValley::default().data().unwrap();
    assert_eq!(shown.losses.len(), steps as usize + 1);
    let old = gradient_descent(OLD_START, 0.4, steps as usize).unwrap();
    let old = objective(old[steps as usize]);
    assert_eq!(
        format!("{:.4}", shown.losses[steps as usize]),
        format!("{loss:.4}")
    );
    assert_eq!(format!("{old:.4}"), format!("{loss:.4}"));
    // The start is the old one, turned and rounded to two digits.
    let there = turned(OLD_START, TurnedValley::default().angle);
    assert!(near(START[0], there[0], 0.005) && near(START[1], there[1], 0.005));
    assert_eq!(TurnedValley::default().start, START);
}

const WINDOW: Window = Window {
    x: [-6.0, 6.0],
    y: [-4.5, 4.5],
};

/// Where a place of the picture lies in the window.
fn unplaced(window: Window, at: [f64; 2]) -> [f64; 2] {
    let [left, bottom] = place(window, [window.x[0], window.y[0]]);
    let [right, top] = place(window, [window.x[1], window.y[1]]);
    [
        window.x[0] + (at[0] - left) / (right - left) * (window.x[1] - window.x[0]),
        window.y[0] + (at[1] - bottom) / (top - bottom) * (window.y[1] - window.y[0]),
    ]
}

/// Covers fig:turned-valley.
#[test]
fn the_turned_valley_shows_the_path_and_its_own_directions() {
    for figure in settings() {
        let h = hessian(curvatures_of(figure.kappa), figure.angle);
        let data = figure.data().unwrap();
        assert_eq!(
            data.path,
            turned_descent(h, figure.start, figure.eta, 20).unwrap()
        );
        assert_eq!(data.losses[20], height(h, data.path[20]));
        for (x, parts) in data.path.iter().zip(&data.components) {
            for (q, part) in own(figure.angle).iter().zip(parts) {
                assert_eq!(*part, dot(*q, *x));
            }
        }
        let drawing = figure.drawing(&data).unwrap();
        assert_drawn(&drawing, "path", WINDOW, &data.path);
        let all = elements(&drawing);
        for (q, role) in own(figure.angle).iter().zip(["flat", "steep"]) {
            let far = [100.0, -100.0].map(|s| [s * q[0], s * q[1]]);
            let ends = WINDOW.segment(far[0], far[1]).unwrap();
            assert_drawn(&drawing, role, WINDOW, &ends);
            assert!(of(&all, "text", role).len() <= 1);
        }
        let inside = data.path[1..]
            .iter()
            .filter(|x| WINDOW.contains(**x))
            .count();
        assert_eq!(of(&all, "circle", "path").len(), inside);
    }
    let all = elements(&draw(&TurnedValley::default()));
    for (text, role) in [
        ("q₁", "flat"),
        ("q₂", "steep"),
        ("start", "start"),
        ("minimum", "optimum"),
    ] {
        assert_eq!(of(&all, "text", role)[0].text, text);
    }
}

/// Covers fig:turned-valley.
#[test]
fn the_level_sets_of_a_turned_valley_are_where_it_has_one_height() {
    for figure in settings() {
        let curvatures = curvatures_of(figure.kappa);
        assert_eq!(curvatures[1], 4.0);
        // Rounding of a quotient.
        assert!(near(curvatures[1] / curvatures[0], figure.kappa, 1e-13));
        let h = hessian(curvatures, figure.angle);
        let all = elements(&draw(&figure));
        let mut sizes = Vec::new();
        for contour in of(&all, "polyline", "contour") {
            let heights = contour
                .points
                .iter()
                .map(|at| height(h, unplaced(WINDOW, *at)));
            // The distance from the minimum in the steep direction.
            let reach: Vec<f64> = heights.map(|f| (f / 2.0).sqrt()).collect();
            let low = reach.iter().copied().fold(f64::INFINITY, f64::min);
            let high = reach.iter().copied().fold(0.0, f64::max);
            // A tenth of a unit of the picture is 0.004 of the plane, rounded
            // on both axes; a chord of 120 lies 0.0004 of the size too low,
            // and the clipped one ends between two corners.
            assert!(high - low < 0.006 + 0.0005 * high, "{low} to {high}");
            // From each set to the next f grows by 5.
            let set = (2.0 * high * high / 5.0).round();
            sizes.push(set);
            assert!(near(high, (5.0 * set / 2.0).sqrt(), 0.005), "{high}");
        }
        sizes.dedup();
        let expected: Vec<f64> = (1..=sizes.len()).map(|n| n as f64).collect();
        assert_eq!(sizes, expected);
        assert!(sizes.len() >= 8);
    }
}

/// Covers fig:turned-valley, fig:every-direction, fig:step-sizes, fig:progress.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    let (kappa, angle) = (value("kappa").round(), value("angle"));
    let (eta, x1, x2) = (value("eta"), value("start_x1"), value("start_x2"));
    for (name, told) in [
        (
            "turned-valley",
            format!("kappa={kappa}&angle={angle}&eta={eta}&start={x1},{x2}"),
        ),
        ("every-direction", format!("kappa={kappa}&angle={angle}")),
        ("step-sizes", format!("kappa={kappa}")),
        ("progress", format!("kappa={kappa}&share=1")),
    ] {
        let (shown, state) = figure(name);
        assert_eq!(shown, name);
        let entry = listings::figures::find(name).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{name}");
    }
    // The valley of the figures is the valley of the book.
    assert_eq!(curvatures_of(kappa), CURVATURES);
    let data = TurnedValley::default().data().unwrap();
    assert_eq!(data.path.len() - 1, value("steps") as usize);
}
