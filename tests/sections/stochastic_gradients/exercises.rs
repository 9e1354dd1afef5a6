//! "Try".

use listings::figures::Figure;
use listings::figures::stochastic_gradients::NoisyRun;

/// Covers ex:floor.
#[test]
fn a_quarter_of_the_step_size_halves_the_deviation() {
    let at = |eta: f64| {
        let figure = NoisyRun {
            eta,
            ..NoisyRun::default()
        };
        figure.data().unwrap().deviation[200]
    };
    let half = 0.5 * at(0.1);
    assert!((at(0.025) / half - 1.0).abs() < 0.01);
    // No other place of the slider is as near.
    let off = |eta: f64| (at(eta) - half).abs();
    assert!(off(0.02) > off(0.025) && off(0.03) > off(0.025));
}

/// Covers ex:phases.
#[test]
fn more_noise_moves_the_line_to_the_left() {
    let at = |sigma: f64| {
        let figure = NoisyRun {
            sigma,
            ..NoisyRun::default()
        };
        figure.data().unwrap().fine
    };
    assert!(at(2.0) < at(1.0) && at(1.0) < at(0.5));
}
