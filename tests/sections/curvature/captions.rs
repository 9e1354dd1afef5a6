//! What the captions say.

use listings::figures::Window;
use listings::ill_conditioned_problem::{CURVATURES, best_step, factor};
use tests::caption::{assert_caption, shown};
use tests::drawn::{distance, unplaced};
use tests::plane::{curvature_along, direction, dot, hessian, turned_descent};
use tests::printed::claim;

use super::{OLD_START, START, near};

const WINDOW: Window = Window {
    x: [-6.0, 6.0],
    y: [-4.5, 4.5],
};

/// Covers fig:turned-valley.
#[test]
fn the_valley_is_turned_with_its_start() {
    let shown = shown("turned-valley");
    let h = hessian(CURVATURES, 30.0);
    let path = turned_descent(h, START, 0.4, 20).unwrap();
    let along = |role: &str| {
        let ends = &shown.of("polyline", role)[0].points;
        let [a, b] = [0, 1].map(|i| unplaced(WINDOW, ends[i]));
        let length = distance(a, b);
        curvature_along(h, [0, 1].map(|i| (b[i] - a[i]) / length))
    };
    // A tenth of a unit of the picture turns a line by less than 0.001.
    let own = near(along("flat"), CURVATURES[0], 1e-3) && near(along("steep"), CURVATURES[1], 1e-3);
    let start = shown.passes("circle", "start", WINDOW, &[START]);
    let turned = [30.0, 120.0].map(|angle| dot(direction(angle), START));
    let forth = [0, 1].map(|i| {
        let axes = [30.0, 120.0].map(|angle| direction(angle)[i]);
        OLD_START[0] * axes[0] + OLD_START[1] * axes[1]
    });
    // The start of the figure has two decimals.
    let old = (0..2).all(|i| near(turned[i], OLD_START[i], 0.01));
    assert_caption(
        "turned-valley",
        &[
            (
                "Gradient descent with",
                shown.passes("circle", "path", WINDOW, &path[1..]),
            ),
            ("Its start is the old one", start && old),
            ("turned with it and rounded to two decimals", {
                let rounded = (0..2).all(|i| near(START[i], forth[i], 0.005 + 1e-9));
                start && START != OLD_START && rounded
            }),
            ("The lines run along the floor and across it", own),
        ],
    );
}

/// Covers fig:step-sizes.
#[test]
fn the_broad_line_is_the_larger_factor() {
    let shown = shown("step-sizes");
    let window = Window {
        x: [0.0, 0.6],
        y: [0.0, 1.4],
    };
    let is = |role: &str, size: &dyn Fn([f64; 2]) -> f64| {
        shown.of("polyline", role)[0].points.iter().all(|at| {
            let [eta, y] = unplaced(window, *at);
            // A tenth of a unit of the picture is 0.0006, the slope at most 4.
            near(
                y,
                size(CURVATURES.map(|lambda| factor(eta, lambda).abs())),
                0.002,
            )
        })
    };
    let broad = shown.is_thinner("flat", "contour") && shown.is_thinner("steep", "contour");
    assert_caption(
        "step-sizes",
        &[
            (
                "The sizes of both factors",
                is("flat", &|f| f[0]) && is("steep", &|f| f[1]),
            ),
            (
                "The broad gray line is the rate",
                broad && shown.color("contour") == "gray",
            ),
            ("the larger of the two", is("contour", &|f| f[0].max(f[1]))),
        ],
    );
}

/// Covers fig:progress, claim:thin-lines.
#[test]
fn the_components_have_the_best_step_size() {
    let shown = shown("progress");
    let window = Window {
        x: [0.0, 40.0],
        y: [-4.0, 1.0],
    };
    let h = hessian(CURVATURES, 30.0);
    let drawn = |roles: [&str; 2], start, eta| {
        let path = turned_descent(h, start, eta, 40).unwrap();
        (0..2).all(|i| {
            let q = direction(30.0 + 90.0 * i as f64);
            let line = (0..)
                .zip(&path)
                .map(|(t, x)| [f64::from(t), dot(q, *x).abs().log10()]);
            shown.passes("polyline", roles[i], window, &line.collect::<Vec<_>>())
        })
    };
    let roles = ["flat", "steep"];
    let so = drawn(roles, START, best_step(CURVATURES));
    assert_caption(
        "progress",
        &[
            (
                "The components along $\\mathbf{q}_1$ and $\\mathbf{q}_2$",
                so,
            ),
            ("with the best step size", so && !drawn(roles, START, 0.4)),
            (
                "from the start of",
                so && !drawn(roles, OLD_START, best_step(CURVATURES)),
            ),
        ],
    );
    let gray = drawn(["contour"; 2], START, 0.4) && shown.color("contour") == "gray";
    let thin = roles.iter().all(|role| shown.is_thinner("contour", role));
    let claim = claim("thin-lines");
    claim.holds(&[("drawn thin and", thin), ("drawn thick and", !thin)]);
    claim.holds(&[("and gray,", gray), ("and blue,", !gray)]);
}
