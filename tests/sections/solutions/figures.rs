//! The figure of the solutions, and its caption.

use listings::exercises::powers_of_two::powers_of_two;
use listings::figures::solutions::{COORDINATES, Halvings};
use listings::figures::{Figure, Window};
use tests::caption::{Shown, assert_caption, shown};
use tests::drawn::elements;

const WINDOW: Window = Window {
    x: [0.0, 3.0],
    y: [-1.0, 1.05],
};

/// Coordinate i after 1, 2, …, 1000 steps, over the logarithm of the step.
fn line(i: usize, beta: f64) -> Vec<[f64; 2]> {
    let left = |t: usize| powers_of_two(10, [1.0, beta], t)[i - 1];
    let points = (1..=1000).map(|t| [(t as f64).log10(), left(t)]);
    points.collect()
}

/// Covers fig:halvings.
#[test]
fn both_runs_of_each_coordinate_are_drawn() {
    for beta in [0.9, 0.5] {
        let figure = Halvings { beta };
        let runs = figure.data().unwrap();
        let drawing = figure.drawing(&runs).unwrap();
        let drawn = Shown {
            all: elements(&drawing),
        };
        for role in ["path", "momentum"] {
            assert_eq!(drawn.of("polyline", role).len(), COORDINATES.len());
        }
        for i in COORDINATES {
            assert!(drawn.passes("polyline", "path", WINDOW, &line(i, 0.0)));
            assert!(drawn.passes("polyline", "momentum", WINDOW, &line(i, beta)));
        }
    }
}

/// Covers fig:halvings.
#[test]
fn the_caption_tells_the_colors_and_the_form() {
    let shown = shown("halvings");
    let blue = |beta| {
        let all = COORDINATES.iter();
        let mut lines = all.map(|i| shown.passes("polyline", "path", WINDOW, &line(*i, beta)));
        shown.color("path") == "blue" && lines.all(|drawn| drawn)
    };
    let orange = COORDINATES
        .iter()
        .all(|i| shown.passes("polyline", "momentum", WINDOW, &line(*i, 0.9)));
    // Where a curve is at four fifths and at one half, in decades.
    let at = |i: usize, left: f64| {
        let line = line(i, 0.0);
        line.iter().find(|at| at[1] <= left).map_or(9.0, |at| at[0])
    };
    let widths = [7, 10].map(|i| at(i, 0.5) - at(i, 0.8));
    let same = widths.windows(2).all(|w| (w[0] - w[1]).abs() < 0.03);
    let right = COORDINATES
        .windows(2)
        .all(|i| at(i[1], 0.5) > at(i[0], 0.5) + 0.5);
    assert_caption(
        "halvings",
        &[
            ("The coordinates 4, 7 and 10", COORDINATES == [4, 7, 10]),
            ("on a logarithmic axis", blue(0.0)),
            ("without momentum (blue)", blue(0.0) && !blue(0.9)),
            ("(orange)", orange && shown.color("momentum") == "orange"),
            ("have the same form", same),
            ("each moved to the right of the one before", right),
        ],
    );
}
