//! What the captions say.

use listings::figures::Window;
use listings::leaky_averages::{effective_size, half_life, mean_age};
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;

use super::the_leaky_average::DECADES;
use super::{BETA, WEIGHTS, average_weights, line, sum_weights};

/// Covers fig:impulse.
#[test]
fn the_lines_join_the_weights_at_whole_ages() {
    let shown = shown("impulse");
    let weights = line(&sum_weights(BETA, 20), |w| w);
    let dots = shown.passes("circle", "momentum", WEIGHTS, &weights);
    let lines = ["momentum", "contour"]
        .map(|role| shown.of("polyline", role))
        .concat();
    let whole = lines.iter().flat_map(|line| &line.points).all(|at| {
        let age = unplaced(WEIGHTS, *at)[0];
        // A tenth of a unit of the picture is 0.006 steps.
        (age - age.round()).abs() < 0.01
    });
    assert_caption(
        "impulse",
        &[
            (
                "What is left of a gradient, its weight, against its age in steps",
                dots,
            ),
            ("(dots)", dots && shown.of("circle", "momentum").len() == 21),
            ("The lines only join the weights at whole ages", whole),
        ],
    );
}

/// Covers fig:impulse-average.
#[test]
fn without_memory_only_age_zero_has_a_weight() {
    let shown = shown("impulse-average");
    let weights = line(&average_weights(BETA, 20), f64::log10);
    let dots = shown.passes("circle", "momentum", DECADES, &weights);
    let [only] = shown.of("circle", "contour")[..] else {
        panic!("one dot for β = 0");
    };
    let memory = average_weights(0.0, 20);
    let others = shown.of("circle", "momentum").into_iter();
    let is_top = others
        .map(|dot| dot.points[0][1])
        .all(|y| y > only.points[0][1]);
    assert_caption(
        "impulse-average",
        &[
            (
                "The weight in the leaky average, on a logarithmic axis",
                dots,
            ),
            ("(dots)", dots && shown.of("circle", "momentum").len() == 21),
            (
                "only age 0 has a weight",
                memory[0] > 0.0 && memory[1..].iter().all(|w| *w == 0.0),
            ),
            ("the dot at the top", only.filled && is_top),
        ],
    );
}

/// Covers fig:timescales.
#[test]
fn the_lines_of_the_three_lengths_stand_and_lie() {
    let shown = shown("timescales");
    let window = Window {
        x: [0.0, 25.0],
        y: [0.0, 1.0],
    };
    let weights = line(&sum_weights(BETA, 25), |w| w);
    let ends = |role: &str| {
        let ends = &shown.of("polyline", role)[0].points;
        [0, 1].map(|i| unplaced(window, ends[i]))
    };
    // A tenth of a unit of the picture is 0.008 steps.
    let near = |a: f64, b: f64| (a - b).abs() < 0.02;
    let stands = |role: &str, age: f64| ends(role).iter().all(|at| near(at[0], age));
    let [from, to] = ends("steep");
    assert_caption(
        "timescales",
        &[
            (
                "The weights for",
                shown.passes("circle", "momentum", window, &weights),
            ),
            ("the newest being 1", weights[0] == [0.0, 1.0]),
            (
                "Vertical lines stand at the half-life",
                stands("flat", half_life(BETA)),
            ),
            (
                "where the curve is at one half",
                near(ends("flat")[1][1], 0.5),
            ),
            ("at the mean age", stands("path", mean_age(BETA))),
            (
                "The horizontal line at the bottom",
                near(from[1], to[1]) && to[1] < 0.1,
            ),
            (
                "is as long as the effective size",
                near(to[0] - from[0], effective_size(BETA)),
            ),
        ],
    );
}
