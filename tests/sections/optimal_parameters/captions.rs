//! What the captions say.

use listings::figures::optimal_parameters::RateMap;
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, best_step};
use listings::momentum_method::spectral_radius;
use listings::optimal_parameters::{best_pair, larger_radius};
use listings::scalar_functions::{closed_form, ringing_from};
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;
use tests::plane::{gradient_descent, momentum_descent};

use super::figures::WINDOW;

/// Covers fig:rate-map.
#[test]
fn the_caption_of_the_map_says_what_is_seen() {
    let shown = shown("rate-map");
    let regions = RateMap::default().data().unwrap();
    let inner = regions.windows(2).all(|pair| pair[1].0 < pair[0].0);
    let bottom = |t: f64| {
        let path = momentum_descent([-5.0, -2.0], t, 0.0, 5).unwrap();
        path == gradient_descent([-5.0, -2.0], t, 5).unwrap()
    };
    let thick = shown.of("polyline", "steep")[0];
    let [from, to] = [0, 1].map(|i| unplaced(WINDOW, thick.points[i]));
    let on = [0.1, 0.5, 0.9].iter().all(|share| {
        let [eta, beta] = [0, 1].map(|i| from[i] + share * (to[i] - from[i]));
        // A tenth of a unit of the picture is 0.0004 of the map, by which the
        // radius changes at most 50 times as much.
        (larger_radius(eta, beta, CURVATURES) - 1.0).abs() < 0.02
    });
    let curves = shown.of("polyline", "frame").into_iter();
    let curve = curves.max_by_key(|line| line.points.len()).unwrap();
    let (mut rings, mut root) = (curve.points.len() > 100, true);
    for at in &curve.points {
        let [eta, beta] = unplaced(WINDOW, *at);
        // A tenth of a unit of the picture is 0.0004 of the map; where the
        // curve is steep, that is more.
        let ring = |beta: f64| CURVATURES.map(|lambda| beta > ringing_from(eta, lambda));
        rings &= beta > 0.98 || ring(beta + 0.02) == [true; 2];
        rings &= eta < 0.02 || beta < 0.02 || ring(beta - 0.02) != [true; 2];
        let above = (beta + 0.02).min(0.999);
        root &= ring(above) != [true; 2] || larger_radius(eta, above, CURVATURES) == above.sqrt();
    }
    let axes = ["step size η", "momentum β"];
    let written = |name: &str| {
        shown
            .of("text", "text")
            .iter()
            .any(|text| text.text == name)
    };
    let axes = axes.into_iter().all(written);
    assert_caption(
        "rate-map",
        &[
            (
                "The rate, the larger spectral radius of both coordinates,",
                {
                    let at = larger_radius(0.3, 0.2, CURVATURES);
                    let each = CURVATURES.map(|lambda| spectral_radius(0.3, 0.2, lambda));
                    at == each[0].max(each[1]) && each[0] != each[1]
                },
            ),
            ("over $\\eta$ and $\\beta$", axes),
            (
                "darker where it is smaller",
                inner && shown.is_darker_inside("path"),
            ),
            (
                "The bottom edge, $\\beta = 0$, is gradient descent",
                bottom(0.4),
            ),
            ("At the thick line the rate is 1", on && thick.width > 2.0),
            (
                "Above the thin curve both coordinates ring",
                rings && shown.is_thinner("frame", "steep"),
            ),
            ("the rate is $\\sqrt{\\beta}$", root),
        ],
    );
}

/// Covers fig:modes.
#[test]
fn the_left_bars_are_without_momentum() {
    let shown = shown("modes");
    let heights = |role: &str| -> Vec<[f64; 2]> {
        let window = Window {
            x: [0.0, 3.0],
            y: [0.0, 1.2],
        };
        let bars = shown.of("polygon", role).into_iter();
        let tops = bars.map(|bar| {
            let corners = bar.points.iter().map(|at| unplaced(window, *at));
            let corners: Vec<[f64; 2]> = corners.collect();
            let top = corners.iter().map(|at| at[1]).fold(0.0, f64::max);
            [(corners[0][0] + corners[2][0]) / 2.0, top]
        });
        tops.collect()
    };
    let (left, right) = (heights("path"), heights("momentum"));
    let [eta, beta] = best_pair([0.01, 1.0]);
    let after = |eta: f64, beta: f64| {
        [0.01, 0.1, 1.0].map(|lambda| closed_form(1.0, [eta, beta, lambda], 30).abs())
    };
    // The picture is rounded to a tenth of a unit; the figure's pair has four
    // decimals, and near equal roots the square root of what is left out counts.
    let near = |bars: &[[f64; 2]], wanted: [f64; 3], off: f64| {
        bars.len() == 3
            && bars
                .iter()
                .zip(wanted)
                .all(|(bar, wanted)| (bar[1] - wanted).abs() < off)
    };
    let plain = near(&left, after(best_step([0.01, 1.0]), 0.0), 0.001);
    let heavy = near(&right, after(eta, beta), 0.01);
    let sides = left
        .iter()
        .zip(&right)
        .all(|(left, right)| left[0] < right[0]);
    assert_caption(
        "modes",
        &[
            ("What is left of three coordinates", left.len() == 3),
            ("left bars without momentum", sides && plain),
            ("at the best step size", plain),
            ("right bars with the best pair", sides && heavy),
        ],
    );
}
