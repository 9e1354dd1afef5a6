//! What the captions say.

use listings::figures::Window;
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;
use tests::plane::{gradient_descent, objective};

use super::START;

const WINDOW: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// Covers fig:valley.
#[test]
fn the_path_jumps_and_then_creeps() {
    let shown = shown("valley");
    let path = gradient_descent(START, 0.4, 20).unwrap();
    let contours = shown.of("polyline", "contour").into_iter();
    let mut levels: Vec<f64> = contours
        .map(|line| objective(unplaced(WINDOW, line.points[line.points.len() / 2])))
        .collect();
    levels.sort_by(f64::total_cmp);
    // The two pieces of one set differ by the rounding of the picture.
    levels.dedup_by(|a, b| (*a - *b).abs() < 0.5);
    let steps = || levels.windows(2).map(|pair| pair[1] - pair[0]);
    let crosses = |pair: &[[f64; 2]]| pair[0][1] * pair[1][1] < 0.0;
    let step = |pair: &[[f64; 2]]| [0, 1].map(|i| (pair[1][i] - pair[0][i]).abs());
    let jumps = path
        .windows(2)
        .take(3)
        .all(|pair| crosses(pair) && step(pair)[1] > step(pair)[0]);
    let creeps = path.windows(2).skip(10).all(|pair| {
        let [along, across] = step(pair);
        across < 0.2 * along && along < 0.2
    });
    assert_caption(
        "valley",
        &[
            (
                "Gradient descent in a valley",
                shown.passes("circle", "path", WINDOW, &path[1..]),
            ),
            (
                "From each ellipse to the next the height grows by the same amount",
                { levels.len() > 5 && steps().all(|step| (step - 2.0).abs() < 0.1) },
            ),
            ("The path jumps from wall to wall", jumps),
            ("then creeps along the floor", creeps),
        ],
    );
}

/// Covers fig:coordinates.
#[test]
fn a_full_dot_is_a_positive_coordinate() {
    let shown = shown("coordinates");
    let window = Window {
        x: [0.0, 20.0],
        y: [-5.0, 1.0],
    };
    let path = gradient_descent(START, 0.4, 20).unwrap();
    let roles = ["flat", "steep"];
    let sizes = (0..2).all(|i| {
        let line = (0..)
            .zip(&path)
            .map(|(t, x)| [f64::from(t), x[i].abs().log10()]);
        shown.passes("circle", roles[i], window, &line.collect::<Vec<_>>())
    });
    // Whether these dots are just the coordinates of this sign.
    let are = |filled: bool, sign: f64| {
        (0..2).all(|i| {
            let dots = shown
                .of("circle", roles[i])
                .into_iter()
                .filter(|dot| dot.filled == filled);
            let steps = dots.map(|dot| unplaced(window, dot.points[0])[0].round() as usize);
            let of_sign = (0..=20).filter(|t| sign * path[*t][i] > 0.0);
            steps.eq(of_sign)
        })
    };
    assert_caption(
        "coordinates",
        &[
            ("The size of each coordinate", sizes),
            ("A full dot is a positive coordinate", are(true, 1.0)),
            ("an open dot a negative one", are(false, -1.0)),
        ],
    );
}

/// Covers fig:valley-large.
#[test]
fn the_path_leaves_for_good() {
    let shown = shown("valley-large");
    let path = gradient_descent(START, 0.6, 20).unwrap();
    let drawn = shown
        .of("polyline", "path")
        .into_iter()
        .next_back()
        .unwrap();
    let end = unplaced(WINDOW, *drawn.points.last().unwrap());
    // The picture is rounded to a tenth of a unit, 0.0024 of the plane.
    let edge = WINDOW.y.iter().any(|y| (y - end[1]).abs() < 0.005);
    let exit = WINDOW.exit(&path).unwrap();
    let back = path[exit..].iter().any(|at| WINDOW.contains(*at));
    assert_caption(
        "valley-large",
        &[
            (
                "The same start",
                shown.passes("circle", "start", WINDOW, &[START]),
            ),
            ("drawn up to the edge of the frame", edge),
            (
                "where it leaves and does not come back",
                WINDOW.contains(path[exit - 1]) && !back,
            ),
        ],
    );
}
