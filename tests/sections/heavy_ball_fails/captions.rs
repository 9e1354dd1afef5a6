//! What the captions say.

use listings::heavy_ball_fails::{CORNER, PATIENCE, arrival, bent_height, square_run, walk};
use listings::ill_conditioned_problem::best_step;
use listings::nesterov::{bent_slope, contest, nesterov_pair};
use listings::optimal_parameters::best_pair;
use tests::caption::{assert_caption, shown};
use tests::drawn::{distance, place, unplaced};

use super::figures::{CURVE, PLANE, STARTS};
use super::plane_arrival;

/// Covers fig:cycle.
#[test]
fn three_methods_walk_on_the_curve() {
    let shown = shown("cycle");
    let curvature = |x: f64| (bent_slope(x + 1e-6) - bent_slope(x - 1e-6)) / 2e-6;
    let thick = &shown.of("polyline", "text")[0];
    let ends = [0, thick.points.len() - 1].map(|i| unplaced(CURVE, thick.points[i])[0]);
    let between = (ends[0] - 1.0).abs() < 0.01 && (ends[1] - 2.0).abs() < 0.01;
    let flat = (1..100).all(|n| (curvature(1.0 + f64::from(n) / 100.0) - 1.0).abs() < 1e-6);
    let steep = [-3.9, -1.0, 0.0, 0.99, 2.01, 3.9]
        .iter()
        .all(|x| (curvature(*x) - 25.0).abs() < 1e-6);
    let start = &shown.of("circle", "start")[0];
    let on_start = distance(start.points[0], place(CURVE, [3.3, bent_height(3.3)])) < 0.15;
    let [[plain, _, _], heavy, nesterov] = contest([1.0, 25.0]);
    let methods = [[plain, 0.0, 0.0], heavy, nesterov];
    let points = methods.map(|of| {
        let path = walk(bent_slope, (3.3, 0.0), of, 60).unwrap();
        path[1..]
            .iter()
            .map(|x| [*x, bent_height(*x)])
            .collect::<Vec<_>>()
    });
    let filled = |role: &str| shown.of("circle", role).iter().all(|mark| mark.filled);
    let rings = shown.of("circle", "momentum");
    let count = rings.len() == 60;
    let diamonds = shown
        .of("polygon", "flat")
        .iter()
        .all(|mark| mark.points.len() >= 4);
    assert_caption(
        "cycle",
        &[
            (
                "whose curvature is 1 on the thick piece",
                between && flat && shown.is_thinner("contour", "text"),
            ),
            ("and 25 elsewhere", steep),
            ("Three methods start at", on_start),
            ("steps:", count),
            (
                "gradient descent at its best step size (discs)",
                plain == best_step([1.0, 25.0])
                    && filled("path")
                    && shown.passes("circle", "path", CURVE, &points[0]),
            ),
            (
                "the heavy ball at its best pair (rings",
                heavy[..2] == best_pair([1.0, 25.0])
                    && !filled("momentum")
                    && shown.passes("circle", "momentum", CURVE, &points[1]),
            ),
            (
                "joined by thin lines)",
                shown.passes("polyline", "momentum", CURVE, &points[1])
                    && shown.is_thinner("momentum", "text"),
            ),
            (
                "Nesterov's method at its usual pair (diamonds)",
                nesterov
                    == [
                        nesterov_pair([1.0, 25.0])[0],
                        nesterov_pair([1.0, 25.0])[1],
                        1.0,
                    ]
                    && diamonds,
            ),
        ],
    );
}

/// Covers fig:starts.
#[test]
fn the_lines_are_the_steps_of_arrival() {
    let shown = shown("starts");
    let roles = ["path", "momentum", "flat"];
    let mut is = [true; 3];
    let mut bands = true;
    let strips = shown.of("polygon", "steep");
    for n in -400..=400 {
        let x = f64::from(n) / 100.0;
        for (i, of) in contest([1.0, 25.0]).into_iter().enumerate() {
            let path = walk(bent_slope, (x, 0.0), of, PATIENCE).unwrap();
            let from = arrival(&path);
            let across = place(STARTS, [x, 0.0])[0];
            if let Some(step) = from {
                let height = place(STARTS, [x, step as f64])[1];
                let lines = shown.of("polyline", roles[i]);
                is[i] &= lines
                    .iter()
                    .flat_map(|line| line.points.windows(2))
                    .any(|pair| {
                        let between = pair[0][0] - 0.2 <= across && across <= pair[1][0] + 0.2;
                        let [a, b] = [pair[0][1], pair[1][1]];
                        between && a.min(b) - 0.2 <= height && height <= a.max(b) + 0.2
                    });
            }
            let inside = strips.iter().any(|strip| {
                let xs = strip.points.iter().map(|at| at[0]);
                let (low, high) = xs.fold((f64::INFINITY, 0.0_f64), |(low, high), x| {
                    (low.min(x), high.max(x))
                });
                low - 0.01 <= across && across <= high + 0.01
            });
            bands &= i != 1 || inside == from.is_none();
        }
    }
    assert_caption(
        "starts",
        &[
            ("The step from which on each method", is == [true; 3]),
            ("within a millionth of the minimum", is == [true; 3]),
            ("for starts from rest in steps of a hundredth", bands),
            (
                "The magenta bands",
                strips.iter().all(|s| s.color == "magenta"),
            ),
            (
                "from which the heavy ball has not arrived after 200 steps",
                bands && PATIENCE == 200,
            ),
        ],
    );
}

/// Covers fig:square.
#[test]
fn the_runs_start_at_the_same_point() {
    let shown = shown("square");
    let [plain, heavy, own] = contest([1.0, 100.0]);
    let v = [-30.25; 2];
    let run = |v, of| square_run([1.0, 0.0], v, of, 40).unwrap();
    let passes = |role: &str, path: &[[f64; 2]]| shown.passes("polyline", role, PLANE, path);
    let filled = |role: &str| shown.of("circle", role).iter().all(|mark| mark.filled);
    let square = &shown.of("polyline", "frame");
    let corners = [CORNER, CORNER.map(|x| -x), [-CORNER[1], CORNER[0]]];
    let square = square.iter().any(|line| {
        let at = |c: &[f64; 2]| {
            line.points
                .iter()
                .any(|p| distance(*p, place(PLANE, *c)) < 0.15)
        };
        corners.iter().all(at)
    });
    let strips = shown.of("polygon", "steep");
    let magenta = strips.iter().all(|s| s.color == "magenta");
    let veils = strips.iter().all(|s| s.share < 0.5);
    let never = plane_arrival([1.0, 0.0], v, 1000).is_none();
    assert_caption(
        "square",
        &[
            ("The square,", square),
            ("and 40 steps", shown.of("circle", "momentum").len() == 40),
            (
                "from the same start",
                shown.of("circle", "start").len() == 1,
            ),
            (
                "the heavy ball with a first velocity (rings)",
                passes("momentum", &run(v, heavy)) && !filled("momentum"),
            ),
            (
                "gradient descent (discs)",
                passes("path", &run([0.0; 2], plain)) && filled("path"),
            ),
            (
                "Nesterov's method (diamonds) from rest",
                passes("flat", &run([0.0; 2], own)) && !shown.of("polygon", "flat").is_empty(),
            ),
            (
                "From the magenta strips the heavy ball never arrives",
                magenta && never,
            ),
            ("if it has this velocity", never),
            ("where two of them cross they are darker", veils),
        ],
    );
}
