//! What the figure shows.

use listings::figures::optimal_parameters::{Modes, RateMap};
use listings::figures::{Figure, Window, find};
use listings::ill_conditioned_problem::best_step;
use listings::optimal_parameters::{best_pair, larger_radius};
use listings::scalar_functions::closed_form;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::figure;

pub(super) const WINDOW: Window = Window {
    x: [0.0, 1.05],
    y: [0.0, 1.0],
};

/// Covers fig:rate-map.
#[test]
fn the_levels_of_the_map_are_where_the_rate_has_that_value() {
    let window = WINDOW;
    for kappa in [1.0, 2.0, 7.3, 20.0, 100.0] {
        let figure = RateMap { kappa };
        let curvatures = [4.0 / kappa, 4.0];
        let regions = figure.data().unwrap();
        let best = best_pair(curvatures);
        let least = larger_radius(best[0], best[1], curvatures);
        for (rate, corners) in &regions {
            assert_eq!(corners.is_empty(), *rate < least - 1e-7, "{kappa} {rate}");
            for (i, from) in corners.iter().enumerate() {
                let to = corners[(i + 1) % corners.len()];
                for share in [0.0, 0.3, 0.8] {
                    let [eta, beta] = [0, 1].map(|i| from[i] + share * (to[i] - from[i]));
                    let found = larger_radius(eta, beta, curvatures);
                    // Near a double root a rounding is as large as its square
                    // root; along the bottom the rate is smaller.
                    let there = (found - rate).abs() < 1e-6 || (i == 0 && found < *rate);
                    assert!(there, "{kappa} {rate}: {found} at {eta} {beta}");
                }
            }
        }
        let drawing = figure.drawing(&regions).unwrap();
        let all = elements(&drawing);
        let filled = regions.iter().filter(|(_, corners)| !corners.is_empty());
        let drawn = of(&all, "polygon", "path").len();
        assert!(drawn > 0 && drawn <= filled.count());
        assert_drawn(&drawing, "steep", window, &[[0.5, 0.0], [1.0, 1.0]]);
        if window.contains(best) {
            let mark = of(&all, "circle", "momentum")[0].points[0];
            assert!(distance(mark, place(window, best)) < 0.15);
        }
    }
    let (shown, state) = figure("rate-map");
    assert_eq!(
        find(&shown).unwrap().full_state(&state).unwrap(),
        "kappa=20"
    );
}

/// Covers fig:modes.
#[test]
fn the_bars_are_what_is_left() {
    let window = Window {
        x: [0.0, 3.0],
        y: [0.0, 1.2],
    };
    let [eta, beta] = best_pair([0.01, 1.0]);
    for (eta, beta, steps) in [
        (3.3058, 0.6695, 30),
        (eta, beta, 4),
        (1.0, 0.95, 7),
        (4.0, 0.0, 150),
    ] {
        let figure = Modes { eta, beta, steps };
        let left = figure.data().unwrap();
        let all = elements(&figure.drawing(&left).unwrap());
        for (i, lambda) in [0.01, 0.1, 1.0].into_iter().enumerate() {
            let plain = (1.0 - best_step([0.01, 1.0]) * lambda).abs();
            // Roundings of a power of a number below 1.
            assert!((left[0][i] - plain.powi(steps as i32)).abs() < 1e-12);
            let heavy = closed_form(1.0, [eta, beta, lambda], steps).abs();
            assert!(
                (left[1][i] - heavy).abs() <= 1e-7 * heavy.max(1.0),
                "{heavy}"
            );
            // The left bar without momentum, the right one with it.
            for (j, role, at) in [(0, "path", -0.16), (1, "momentum", 0.16)] {
                let top = left[j][i].min(window.y[1]);
                let there = place(window, [i as f64 + 0.5 + at, top]);
                let bars = of(&all, "polygon", role);
                let near = bars.iter().any(|bar| {
                    let xs = bar.points.iter().map(|point| point[0]);
                    let middle = xs.sum::<f64>() / bar.points.len() as f64;
                    let highest = bar
                        .points
                        .iter()
                        .map(|p| p[1])
                        .fold(f64::INFINITY, f64::min);
                    (middle - there[0]).abs() < 0.15 && (highest - there[1]).abs() < 0.15
                });
                assert!(near, "{i} {role}");
            }
        }
    }
    let (shown, state) = figure("modes");
    let told = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "eta=3.3058&beta=0.6695&steps=30");
    // The best pair to the digits that the caption's figure has.
    assert!((eta - 3.3058).abs() < 1e-4 && (beta - 0.6695).abs() < 1e-4);
}
