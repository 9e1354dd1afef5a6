//! "Curvature along a direction".

use formula::Bindings;
use listings::figures::curvature::{EveryDirection, TurnedValley, curvatures_of};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::CURVATURES;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::plane::{curvature_along, direction, dot, eigenvectors, hessian, slope};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{near, point, settings, valleys, with_height, with_hessian};

#[test]
fn a_direction_has_the_length_one_and_the_angle_that_it_is_given() {
    for (angle, [x, y]) in [
        (0.0, [1.0, 0.0]),
        (30.0, [0.75_f64.sqrt(), 0.5]),
        (90.0, [0.0, 1.0]),
        (-45.0, [0.5_f64.sqrt(), -0.5_f64.sqrt()]),
        (180.0, [-1.0, 0.0]),
    ] {
        let found = direction(angle);
        // Roundings of π and of numbers up to 1.
        assert!(
            near(found[0], x, 1e-15) && near(found[1], y, 1e-15),
            "{angle}"
        );
        assert!(near(dot(found, found), 1.0, 1e-15));
    }
}

/// Covers eq:either-side-of-h, eq:height-along, eq:slope-along.
#[test]
fn the_curvature_along_a_direction_is_how_the_slope_grows() {
    let mut random = seeded(6);
    let (along, slope_along) = (equation("height-along"), equation("slope-along"));
    let either = equation("either-side-of-h");
    for (curvatures, angle) in valleys(6) {
        let h = hessian(curvatures, angle);
        let d = direction(random.between(-180.0, 180.0));
        let (x, s) = (point(&mut random), random.between(-3.0, 3.0));
        assert_eq!(curvature_along(h, d), dot(d, slope(h, d)));
        let bindings = || {
            let bindings = Bindings::new()
                .vector("\\mathbf{x}", x)
                .vector("\\mathbf{d}", d)
                .scalar("s", s);
            with_height(with_hessian(bindings, h), h)
        };
        either.holds(&with_hessian(
            Bindings::new()
                .vector("\\mathbf{x}", x)
                .vector("\\mathbf{d}", d),
            h,
        ));
        along.holds(&bindings());
        slope_along.holds(&bindings());
        // It grows by the curvature for each unit of s, from every point.
        let next = with_hessian(Bindings::new().vector("\\mathbf{x}", x), h);
        let next = with_height(next.vector("\\mathbf{d}", d), h).scalar("s", s + 1.0);
        let grown = slope_along.sides(&next)[1] - slope_along.sides(&bindings())[1];
        // Roundings of numbers up to 200.
        assert!(near(grown, curvature_along(h, d), 1e-12));
    }
}

/// Covers claim:lowest-along-floor.
#[test]
fn the_curvature_is_lowest_along_the_floor_and_highest_across_it() {
    let claim = claim("lowest-along-floor");
    let [along, across] = claim.numbers();
    let said = claim.word(&[
        "lowest along the floor, at",
        "highest along the floor, at",
        "lowest across the floor, at",
        "highest across the floor, at",
    ]);
    let other = claim.word(&[
        "highest across it",
        "lowest across it",
        "highest along it",
        "lowest along it",
    ]);
    let h = hessian(CURVATURES, 30.0);
    let at = |degree: i32| curvature_along(h, direction(f64::from(degree)));
    let lowest = (-90..=90).min_by(|x, y| at(*x).total_cmp(&at(*y))).unwrap();
    let highest = (-90..=90).max_by(|x, y| at(*x).total_cmp(&at(*y))).unwrap();
    if said.starts_with("lowest along") {
        assert_eq!(along, f64::from(lowest));
    } else {
        assert_eq!(along, f64::from(highest));
    }
    if other.starts_with("highest across") {
        assert_eq!(across, f64::from(highest));
    } else {
        assert_eq!(across, f64::from(lowest));
    }
    assert!(near(dot(direction(along), eigenvectors(h)[0]), 1.0, 1e-15));
    assert_eq!(
        claim.word(&["along the floor", "across the floor"]),
        "along the floor"
    );
    assert_eq!(claim.word(&["across it", "along it"]), "across it");
}

/// Covers claim:axis-curvatures.
#[test]
fn the_entries_on_the_diagonal_are_the_curvatures_along_the_axes() {
    let claim = claim("axis-curvatures");
    claim.numbers::<0>();
    let said = claim.word(&[
        "first axis it is $a$, along the second axis it is $c$",
        "second axis it is $a$, along the first axis it is $c$",
    ]);
    let axes = [[1.0, 0.0], [0.0, 1.0]];
    for (curvatures, angle) in valleys(17) {
        let h = hessian(curvatures, angle);
        let [first, second] = axes.map(|d| curvature_along(h, d));
        if said.starts_with("first") {
            assert_eq!([first, second], [h[0][0], h[1][1]]);
        } else {
            assert_eq!([second, first], [h[0][0], h[1][1]]);
        }
    }
    claim.word(&["Along the first"]);
}

/// Covers fig:every-direction.
#[test]
fn the_curvature_along_every_direction_is_drawn() {
    for TurnedValley { kappa, angle, .. } in settings() {
        let figure = EveryDirection { kappa, angle };
        let h = hessian(curvatures_of(kappa), angle);
        let data = figure.data().unwrap();
        let at = |angle: f64| [angle, curvature_along(h, direction(angle))];
        let curve: Vec<[f64; 2]> = (-90..=90).map(|degree| at(f64::from(degree))).collect();
        assert_eq!(data.curve, curve);
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [-90.0, 90.0],
            y: [0.0, 4.5],
        };
        assert_drawn(&drawing, "path", window, &curve);
        let all = elements(&drawing);
        let across = if angle > 0.0 {
            angle - 90.0
        } else {
            angle + 90.0
        };
        let ends = [(angle, 4.0 / kappa, "flat"), (across, 4.0, "steep")];
        for (k, (angle, lambda, role)) in ends.into_iter().enumerate() {
            assert_eq!(data.own[k], at(angle));
            // Rounding of numbers up to 4.
            assert!(near(data.own[k][1], lambda, 1e-14));
            assert_drawn(&drawing, role, window, &[[angle, 0.0], [angle, lambda]]);
            let disc = of(&all, "circle", role);
            // The grid of the picture is a tenth of a unit.
            assert!(distance(disc[0].points[0], place(window, [angle, lambda])) < 0.071);
            let names = ["λ₁ along q₁", "λ₂ along q₂"];
            assert_eq!(of(&all, "text", role)[0].text, names[k]);
        }
        // No direction is beyond the two.
        for [_, curvature] in curve {
            assert!(4.0 / kappa - 1e-14 <= curvature && curvature <= 4.0 + 1e-14);
        }
    }
}
