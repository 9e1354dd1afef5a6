//! "Try".

use listings::figures::Figure;
use listings::figures::nesterov::{LookAhead, Race};
use listings::ill_conditioned_problem::CURVATURES;
use listings::nesterov::{nesterov_limit, nesterov_radius};

use super::START;

/// Covers ex:largest-ahead.
#[test]
fn the_largest_step_size_is_found_by_the_formula_and_by_the_figure() {
    let hundredths = |n: i32| f64::from(n) / 100.0;
    let [_, steep] = CURVATURES;
    let limit = nesterov_limit(0.5, steep);
    let formula = (1..=100).rfind(|n| hundredths(*n) < limit);
    assert_eq!(formula, Some(37));
    let read = |n: i32| -> f64 {
        let figure = Race {
            eta: hundredths(n),
            beta: 0.5,
            ..Race::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let rate = &drawing.readout[5];
        assert_eq!(rate.name, "Nesterov: rate");
        let radii = CURVATURES.map(|l| nesterov_radius(hundredths(n), 0.5, l));
        assert_eq!(rate.value, format!("{:.3}", radii[0].max(radii[1])));
        rate.value.parse().unwrap()
    };
    for n in 1..=100 {
        assert_eq!(read(n) < 1.0, n <= 37, "{n}");
    }
}

/// Covers ex:gone-at-once.
#[test]
fn with_one_step_size_the_steep_coordinate_is_gone_at_once() {
    let gone = |eta: f64, beta: f64| {
        let figure = LookAhead {
            eta,
            beta,
            ..LookAhead::default()
        };
        let [x, _] = figure.data().unwrap();
        x[1][1] == 0.0 && x[5][1] == 0.0
    };
    assert_eq!(START, LookAhead::default().start);
    for beta in [0.0, 0.3, 0.5, 0.99] {
        let found = (1..=100).filter(|n| gone(f64::from(*n) / 100.0, beta));
        assert_eq!(found.collect::<Vec<i32>>(), [25]);
    }
}
