//! What the captions say.

use listings::figures::welcome::Crossing;
use listings::figures::{Figure, Window};
use tests::caption::{assert_caption, shown};
use tests::drawn::{distance, unplaced};
use tests::plane::{gradient, gradient_descent, momentum_descent, objective};
use tests::printed::rounded;

/// Covers fig:crossing.
#[test]
fn the_map_shows_heights_and_the_lowest_point() {
    let shown = shown("crossing");
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    let p = Crossing::default();
    let plain = gradient_descent(p.start, p.eta, p.steps).unwrap();
    let heavy = momentum_descent(p.start, p.eta, p.beta, p.steps).unwrap();
    let is = |role: &str, path: &[[f64; 2]]| shown.passes("circle", role, window, &path[1..]);
    let lines: Vec<Vec<[f64; 2]>> = shown
        .of("polyline", "contour")
        .iter()
        .map(|line| line.points.iter().map(|at| unplaced(window, *at)).collect())
        .collect();
    // A tenth of a unit is 0.0024 of x₂, where f has slope 12 at most.
    let level = lines.iter().all(|line| {
        let height = objective(line[0]);
        line.iter().all(|at| (objective(*at) - height).abs() < 0.06)
    });
    // Of all corners the distance to the nearest line that is not its own
    // set, and how steep it is there.
    let mut gaps: Vec<[f64; 2]> = Vec::new();
    for at in lines.iter().flatten().step_by(5) {
        let others = lines
            .iter()
            .filter(|line| objective(line[0]) > objective(*at) + 1.0);
        let gap = others
            .flatten()
            .map(|other| distance(*at, *other))
            .fold(9.0, f64::min);
        let slope = gradient(*at);
        gaps.push([gap, slope[0].hypot(slope[1])]);
    }
    gaps.retain(|gap| gap[0] < 9.0);
    gaps.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let third = gaps.len() / 3;
    let mean = |part: &[[f64; 2]]| part.iter().map(|gap| gap[1]).sum::<f64>() / part.len() as f64;
    let steep = mean(&gaps[..third]) > 1.5 * mean(&gaps[2 * third..]);
    let cross = shown.of("polyline", "optimum")[0].points.clone();
    let middle = [0, 1].map(|i| (cross[0][i] + cross[1][i]) / 2.0);
    let lowest = objective(unplaced(window, middle)) < 1e-4;
    let readout = p.drawing(&p.data().unwrap()).unwrap().readout;
    let told: f64 = readout[0].value.parse().unwrap();
    assert_caption(
        "crossing",
        &[
            (
                "Gradient descent (blue)",
                is("path", &plain) && shown.color("path") == "blue",
            ),
            ("the momentum method (orange)", {
                is("momentum", &heavy) && shown.color("momentum") == "orange"
            }),
            ("along each of them the height is the same", level),
            ("where they lie close the ground is steep", steep),
            ("The cross marks the lowest point", lowest),
            ("The height that a walker has reached is its *loss*", {
                readout[0].name.ends_with("loss") && told == rounded(objective(plain[p.steps]), 5)
            }),
        ],
    );
}
