//! "Two problems in one".

use formula::Bindings;
use listings::figures::ill_conditioned_problem::Coordinates;
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, arrival, factor, step_limit};
use listings::settling::Settling;
use tests::drawn::{assert_drawn, draw, elements, of};
use tests::plane::gradient_descent;
use tests::printed::{Claim, claim, equation};
use tests::states::{Seeded, seeded};

use super::{START, cases, walk};

#[test]
fn the_arrival_is_the_step_after_the_last_one_outside() {
    assert_eq!(arrival(START, 0.4).unwrap(), Settling::Step(103));
    assert_eq!(arrival(START, 0.6).unwrap(), Settling::Never);
    assert!(matches!(
        arrival([-5.0, 0.0], 0.6).unwrap(),
        Settling::Step(_)
    ));
    let path = gradient_descent(START, 0.4, 103).unwrap();
    let norm = |x: [f64; 2]| x[0].hypot(x[1]);
    assert!(norm(path[102]) > 1e-3 && norm(path[103]) <= 1e-3);
}

/// Covers fig:coordinates.
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

/// Covers claim:waiting-for-x1, lst:arrival.
#[test]
fn nearly_all_of_the_time_is_spent_on_the_flat_coordinate() {
    let claim = claim("waiting-for-x1");
    let [arrives] = claim.numbers();
    let Settling::Step(both) = arrival(START, 0.4).unwrap() else {
        panic!("the path arrives");
    };
    let start = match claim.word(&["on its own, $x_2$", "on its own, $x_1$"]) {
        "on its own, $x_2$" => [0.0, START[1]],
        _ => [START[0], 0.0],
    };
    assert_eq!(
        arrival(start, 0.4).unwrap(),
        Settling::Step(arrives as usize)
    );
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
    claim.says("The steep coordinate $x_2$ falls");
    claim.says("than the flat coordinate $x_1$");
    let faster = claim.word(&["faster", "slower"]) == "faster";
    let path = gradient_descent(START, 0.4, 20).unwrap();
    for pair in path.windows(2) {
        let left = [0, 1].map(|i| (pair[1][i] / pair[0][i]).abs());
        assert_eq!(left[1] < left[0], faster);
        assert!(left[1] < 1.0);
    }
}
