//! What the captions say.

use listings::figures::find;
use listings::ndarray::Array1;
use listings::polynomial_regression::{
    POINTS, best_ridge, features_at, height, planned_momentum, ridge, shares, step_size, stopped,
    true_polynomial,
};
use tests::caption::{Shown, assert_caption, shown};

use super::figures::{BANDS, FIT, FRESH, SHARES};
use super::{error, ours, value, walked};

/// Covers fig:fit.
#[test]
fn the_blue_curve_is_the_fit_and_the_gray_one_least_squares() {
    let shown = shown("fit");
    let places = || (0..=65).map(|n| -0.65 + 1.3 * f64::from(n) / 65.0);
    let w = &walked(&POINTS, [step_size(&ours()), 0.0], 100)[100];
    let fit: Vec<_> = places().map(|x| [x, value(w, x)]).collect();
    let all = Array1::ones(6);
    let least: Vec<_> = places().map(|x| [x, height(&ours(), &all, x)]).collect();
    let is = |role, line: &[[f64; 2]]| shown.passes("polyline", role, FIT, line);
    let dots = shown.passes("circle", "optimum", FIT, &POINTS[..9]);
    let large = shown.of("circle", "start")[0].radius > shown.of("circle", "optimum")[0].radius;
    let entry = find("fit").unwrap();
    let frame = entry.frame.is_some();
    assert_caption(
        "fit",
        &[
            (
                "The fit after 100 steps of gradient descent",
                is("path", &fit),
            ),
            ("(blue)", shown.color("path") == "blue"),
            ("to the ten points", dots && POINTS.len() == 10),
            ("the least-squares fit", is("contour", &least)),
            ("(gray)", shown.color("contour") == "gray"),
            ("Drag the large point", large && frame),
        ],
    );
}

/// The texts of the figure, top to bottom, with the height of each.
fn texts(shown: &Shown) -> Vec<(f64, String)> {
    let mut texts: Vec<_> = shown
        .of("text", "text")
        .iter()
        .map(|text| (text.points[0][1], text.text.clone()))
        .collect();
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    texts
}

/// Covers fig:eigenfeatures.
#[test]
fn each_eigenfeature_has_its_numbers_beside_it() {
    let shown = shown("eigenfeatures");
    let texts = texts(&shown);
    let with = |part: &str| -> Vec<String> {
        let all = texts.iter().filter(|text| text.1.contains(part));
        all.map(|text| text.1.clone()).collect()
    };
    let lambdas = [
        "10.70",
        "2.760",
        "0.05980",
        "0.01471",
        "0.0001365",
        "3.308 × 10⁻⁵",
    ];
    let steps = ["31", "12", "684", "2789", "300900", "1241708"];
    let lines = shown.of("polyline", "path");
    let largest = features_at(&ours(), 0.6)[5];
    let flat_top = lines[5].points[0][1] < lines[4].points[0][1] && largest > 0.0;
    let reach = |points: &[[f64; 2]], middle: f64| {
        let line = tests::drawn::place(BANDS, [0.0, middle])[1];
        points
            .iter()
            .map(|at| (at[1] - line).abs())
            .fold(0.0, f64::max)
    };
    let reaches: Vec<f64> = (1..)
        .zip(&lines)
        .map(|(i, line)| reach(&line.points, f64::from(i)))
        .collect();
    let same = reaches.iter().all(|reach| (reach - reaches[0]).abs() < 0.2);
    let dots = shown.of("circle", "optimum").iter().all(|dot| {
        let x = tests::drawn::unplaced(BANDS, dot.points[0])[0];
        POINTS.iter().any(|point| (point[0] - x).abs() < 1e-3)
    });
    assert_caption(
        "eigenfeatures",
        &[
            (
                "the one with the largest eigenvalue on top",
                flat_top && with("λ =") == lambdas.map(|text| format!("λ = {text}")),
            ),
            ("each scaled to the same height", same),
            ("The dots are at the places of the ten points", dots),
            ("Beside each stand its eigenvalue", with("λ =").len() == 6),
            (
                "the number of steps after which at most a thousandth of it is left to learn",
                with(" steps") == steps.map(|text| format!("{text} steps")),
            ),
        ],
    );
}

/// Covers fig:filters.
#[test]
fn the_three_lines_are_stopping_momentum_and_ridge() {
    let shown = shown("filters");
    let eta = step_size(&ours());
    let top = ours().lambda[5].log10();
    let lambdas = || (0..=120).map(|n| top + (-6.0 - top) * (1.0 - f64::from(n) / 120.0));
    let is = |role, share: &dyn Fn(f64) -> f64| {
        let line: Vec<_> = lambdas().map(|at| [at, share(10.0_f64.powf(at))]).collect();
        shown.passes("polyline", role, SHARES, &line)
    };
    let dots: Vec<_> = ours()
        .lambda
        .iter()
        .map(|lambda| [lambda.log10(), stopped([eta, 0.0], *lambda, 1000)])
        .collect();
    assert_caption(
        "filters",
        &[
            (
                "after 1000 steps of gradient descent",
                is("path", &|lambda| 1.0 - (1.0 - eta * lambda).powi(1000)),
            ),
            ("(blue)", shown.color("path") == "blue"),
            (
                "after 100 of momentum",
                is("momentum", &|lambda| {
                    stopped([eta, planned_momentum(100)], lambda, 100)
                }),
            ),
            ("(orange)", shown.color("momentum") == "orange"),
            (
                "by ridge regression with the $\\tau$ for gradient descent",
                is("flat", &|lambda| ridge(1.0 / (eta * 1000.0), lambda)),
            ),
            ("(green)", shown.color("flat") == "green"),
            (
                "The dots are the six eigenfeatures",
                shown.passes("circle", "optimum", SHARES, &dots) && dots.len() == 6,
            ),
        ],
    );
}

/// Covers fig:fresh.
#[test]
fn the_lines_are_the_errors() {
    let shown = shown("fresh");
    let steps = || (0..=60).map(|n| 10.0_f64.powf(f64::from(n) / 10.0).round() as usize);
    let is = |role, momentum| {
        let line: Vec<_> = steps()
            .map(|t| [(t as f64).log10(), error(t, momentum).log10()])
            .collect();
        shown.passes("polyline", role, FRESH, &line)
    };
    let p = true_polynomial().unwrap();
    let level = best_ridge(&p, 0.3).log10();
    let ridge = shown.passes("polyline", "flat", FRESH, &[[0.0, level], [6.0, level]]);
    // Planned for another number of steps it would be another error.
    let other = error(100, true)
        != listings::polynomial_regression::fresh_error(
            &p,
            &shares(&p, planned_momentum(300), 100),
            0.3,
        );
    assert_caption(
        "fresh",
        &[
            ("The error of gradient descent", is("path", false)),
            ("(blue)", shown.color("path") == "blue"),
            ("of momentum", is("momentum", true)),
            ("(orange)", shown.color("momentum") == "orange"),
            (
                "that stop after $t$ steps, each momentum run planned for its $t$",
                other && is("momentum", true),
            ),
            ("The green line", shown.color("flat") == "green"),
            (
                "is the smallest error of ridge regression for any $\\tau$",
                ridge,
            ),
        ],
    );
}
