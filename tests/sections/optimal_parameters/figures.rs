//! What the figure shows.

use listings::figures::optimal_parameters::RateMap;
use listings::figures::{Figure, Window, find};
use listings::optimal_parameters::{best_pair, larger_radius};
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
