//! What the figures show.

use listings::figures::todays_optimizers::{Optimizers, SHOWN};
use listings::figures::{Figure, Window, find, points};
use listings::ill_conditioned_problem::objective;
use listings::ndarray::arr1;
use listings::todays_optimizers::walk;
use tests::drawn::{assert_drawn, elements, of};
use tests::printed::figure;

/// Covers fig:optimizers.
#[test]
fn both_paths_are_drawn_for_every_method() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    for (method, chosen) in SHOWN.into_iter().enumerate() {
        for (eta, beta, angle, steps) in [(0.5, 0.5, 45.0, 25), (0.2, 0.9, -70.0, 40)] {
            let figure = Optimizers {
                method,
                eta,
                beta,
                angle,
                steps,
            };
            let data = figure.data().unwrap();
            let drawing = figure.drawing(&data).unwrap();
            let all = elements(&drawing);
            for (i, (angle, role, filled)) in [(0.0, "path", true), (angle, "momentum", false)]
                .into_iter()
                .enumerate()
            {
                let path = walk(chosen, [eta, beta], angle, steps).unwrap();
                assert_eq!(data[i], points(&path));
                assert_drawn(&drawing, role, window, &data[i]);
                let marks = of(&all, "circle", role);
                assert!(marks.iter().all(|mark| mark.filled == filled));
                let loss = objective(&arr1(&data[i][steps]));
                assert_eq!(drawing.table.numbers[steps][2 * i + 1], data[i][steps][0]);
                let told = &drawing.readout[i + 1].value;
                let told: f64 = told.replace('−', "-").parse().unwrap_or(loss);
                assert!((told - loss).abs() <= 1e-3 * loss, "{told} {loss}");
            }
            assert_eq!(drawing.readout[0].value, chosen.name);
        }
    }
    let (shown, state) = figure("optimizers");
    let told = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "method=2&eta=0.5&beta=0.5&angle=45&steps=25");
    // The buttons are in the order of the methods.
    let presets = find(&shown).unwrap().presets();
    for (i, (preset, method)) in presets.iter().zip(SHOWN).enumerate() {
        assert_eq!(preset.name, method.name);
        assert!(preset.state.starts_with(&format!("method={i}&")));
    }
}
