//! What the captions say.

use listings::figures::Window;
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;
use tests::plane::{gradient_descent, momentum_descent};

use super::{START, radii};

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// Covers fig:rolling, fig:rolling-low.
#[test]
fn the_swings_die_out_while_the_path_runs_along_the_floor() {
    let rolling = shown("rolling");
    let path = momentum_descent(START, 0.6, 0.5, 20).unwrap();
    let plain = gradient_descent(START, 0.6, 20).unwrap();
    let swing = |steps: &[[f64; 2]]| steps.iter().map(|x| x[1].abs()).fold(0.0, f64::max);
    let runs = path[10][0].abs() < 0.2 * START[0].abs();
    let left = PLANE.exit(&plain);
    assert_caption(
        "rolling",
        &[
            ("Momentum (orange) with", {
                rolling.color("momentum") == "orange"
                    && rolling.passes("circle", "momentum", PLANE, &path[1..])
            }),
            (
                "The swings die out",
                swing(&path[10..]) < 0.1 * swing(&path[..10]),
            ),
            ("while the path runs along the floor", runs),
            (
                "Gradient descent with the same $\\eta$",
                rolling.passes("polyline", "path", PLANE, &plain),
            ),
            ("thin blue", {
                rolling.is_thinner("path", "momentum") && rolling.color("path") == "blue"
            }),
            (
                "takes the same first step and then leaves",
                plain[1] == path[1] && left == Some(2),
            ),
        ],
    );
    let low = shown("rolling-low");
    let less = momentum_descent(START, 0.6, 0.25, 20).unwrap();
    let drawn = low.passes("circle", "momentum", PLANE, &less[1..]);
    assert_caption(
        "rolling-low",
        &[
            (
                "Half the momentum",
                drawn && !low.passes("circle", "momentum", PLANE, &path[1..]),
            ),
            (
                "the same start",
                low.passes("circle", "start", PLANE, &[path[0]]),
            ),
        ],
    );
}

/// Covers fig:envelopes.
#[test]
fn the_thin_lines_touch_their_coordinate_from_above() {
    let shown = shown("envelopes");
    let path = momentum_descent(START, 0.6, 0.5, 20).unwrap();
    let logs = [0, 1].map(|i| -> Vec<[f64; 2]> {
        let log = |(t, x): (u32, &[f64; 2])| [f64::from(t), x[i].abs().log10()];
        (0..).zip(&path).map(log).collect()
    });
    let all = || logs.iter().flatten().map(|at| at[1]);
    let y = [
        all().fold(0.0, f64::min).floor(),
        all().fold(-9.0, f64::max).ceil(),
    ];
    let window = Window { x: [0.0, 20.0], y };
    let roles = ["flat", "steep"];
    let size = |i: usize| shown.passes("circle", roles[i], window, &logs[i]);
    let open = (0..2).all(|i| {
        shown.of("circle", roles[i]).iter().all(|dot| {
            let step = unplaced(window, dot.points[0])[0].round() as usize;
            dot.filled == (path[step][i] > 0.0)
        })
    });
    let thin = [0, 1].map(|i| {
        let lines = shown.of("polyline", roles[i]).into_iter();
        let line = lines.min_by(|a, b| a.width.total_cmp(&b.width)).unwrap();
        [0, 1].map(|end| unplaced(window, line.points[end]))
    });
    let slope = |i: usize| {
        let [from, to] = thin[i];
        (to[1] - from[1]) / (to[0] - from[0])
    };
    let factors = (0..2).all(|i| (slope(i) - radii(0.6, 0.5)[i].log10()).abs() < 0.002);
    let touch = (0..2).all(|i| {
        let above = |at: &[f64; 2]| thin[i][0][1] + slope(i) * (at[0] - thin[i][0][0]) - at[1];
        let least = logs[i].iter().map(above).fold(f64::INFINITY, f64::min);
        // A tenth of a unit of the picture is 0.003 decades.
        (-0.01..0.01).contains(&least)
    });
    assert_caption(
        "envelopes",
        &[
            (
                "The size of $x_1$ (green)",
                size(0) && shown.color("flat") == "green",
            ),
            (
                "and of $x_2$ (magenta)",
                size(1) && shown.color("steep") == "magenta",
            ),
            ("an open dot is a negative coordinate", open),
            (
                "Each step multiplies the thin lines by the spectral radius",
                factors,
            ),
            ("They touch their coordinate from above", touch),
        ],
    );
}

/// Covers fig:radii.
#[test]
fn the_open_dots_stand_at_the_momentum_of_the_text() {
    let shown = shown("radii");
    let window = Window {
        x: [0.0, 1.0],
        y: [0.0, 1.5],
    };
    let line = |i: usize| -> Vec<[f64; 2]> {
        let at = |n: i32| f64::from(n) / 20.0;
        (0..20).map(|n| [at(n), radii(0.6, at(n))[i]]).collect()
    };
    let is = |i: usize, role: &str| shown.passes("polyline", role, window, &line(i));
    let open = [(0, "flat"), (1, "steep")].iter().all(|(i, role)| {
        let ring = [0.5, radii(0.6, 0.5)[*i]];
        let circles = shown.of("circle", role);
        circles.iter().all(|dot| !dot.filled) && shown.passes("circle", role, window, &[ring])
    });
    assert_caption(
        "radii",
        &[
            (
                "The spectral radii of $x_1$ (green)",
                is(0, "flat") && shown.color("flat") == "green",
            ),
            (
                "and $x_2$ (magenta)",
                is(1, "steep") && shown.color("steep") == "magenta",
            ),
            ("with open dots at", open),
        ],
    );
}
