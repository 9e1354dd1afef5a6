//! What the captions say.

use listings::figures::Window;
use listings::hump::{hump_run, losses, repaired_run, spectrum};
use listings::ill_conditioned_problem::best_step;
use listings::ndarray::Array1;
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;

use super::steepest;

fn points(line: &[f64]) -> Vec<[f64; 2]> {
    let numbers = line.iter().enumerate();
    numbers.map(|(t, x)| [t as f64, *x]).collect()
}

/// Covers fig:steepest.
#[test]
fn the_dots_start_from_rest_and_the_rings_repaired() {
    let shown = shown("steepest");
    let root = 100.0_f64.sqrt() / 1.0_f64.exp();
    let window = Window {
        x: [0.0, 40.0],
        y: [0.0, 1.25 * root],
    };
    let repaired = hump_run(100.0, 1.0, 40).unwrap();
    let repaired: Vec<f64> = repaired.iter().map(|x| x[2].abs()).collect();
    let rest = steepest(100.0, 40);
    let dots = shown
        .of("circle", "momentum")
        .iter()
        .all(|mark| mark.filled);
    let rings = shown.of("circle", "path").iter().all(|mark| !mark.filled);
    let line = shown.of("polyline", "steep")[0];
    let [from, to] = [0, 1].map(|i| unplaced(window, line.points[i])[1]);
    assert_caption(
        "steepest",
        &[
            ("The size of the steepest coordinate", rest[0] == 1.0),
            (
                "The dots start from rest",
                dots && shown.passes("circle", "momentum", window, &points(&rest)),
            ),
            (
                "the rings with the repaired first velocity of this section",
                rings && shown.passes("circle", "path", window, &points(&repaired)),
            ),
            ("The magenta line", from == to && line.color == "magenta"),
            // A tenth of a unit of the picture.
            (
                "is at $\\sqrt{\\kappa} / \\mathrm{e}$",
                (from - root).abs() < 0.01,
            ),
        ],
    );
}

/// Covers fig:hump-losses.
#[test]
fn the_lines_are_the_losses_of_the_three_runs() {
    let shown = shown("hump-losses");
    let window = Window {
        x: [0.0, 100.0],
        y: [-8.0, 2.0],
    };
    let lambda = spectrum(100.0);
    let start: Array1<f64> = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
    let eta = best_step([0.01, 1.0]);
    let plain = repaired_run(&lambda, start.clone(), [eta, 0.0], 0.0, 100).unwrap();
    let powers = |path: &[Array1<f64>]| -> Vec<[f64; 2]> {
        let powers: Vec<f64> = losses(&lambda, path)
            .iter()
            .map(|loss| loss.log10())
            .collect();
        points(&powers)
    };
    let is =
        |role: &str, path: &[Array1<f64>]| shown.passes("polyline", role, window, &powers(path));
    let same = (0..3).all(|i| (lambda[i] * start[i] * start[i] - 1.0).abs() < 1e-12);
    assert_caption(
        "hump-losses",
        &[
            (
                "The loss of gradient descent at its best step size",
                is("flat", &plain),
            ),
            (
                "of the best pair from rest",
                is("momentum", &hump_run(100.0, 0.0, 100).unwrap()),
            ),
            (
                "and repaired",
                is("path", &hump_run(100.0, 1.0, 100).unwrap()),
            ),
            ("Each of three coordinates starts with the same loss", same),
        ],
    );
}
