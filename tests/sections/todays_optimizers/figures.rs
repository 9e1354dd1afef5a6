//! What the figures show.

use listings::figures::todays_optimizers::{Optimizers, TunedRace};
use listings::figures::{Figure, Window, find, points};
use listings::ill_conditioned_problem::objective;
use listings::ndarray::arr1;
use listings::todays_optimizers::{METHODS, valley_losses, walk};
use tests::drawn::{assert_drawn, draw, elements, of};
use tests::printed::figure;

use super::best;

/// Covers fig:optimizers.
#[test]
fn both_paths_are_drawn_for_every_method() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    for method in 0..8 {
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
                let path = walk(METHODS[method], [eta, beta], angle, steps).unwrap();
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
            assert_eq!(drawing.readout[0].value, METHODS[method].name);
        }
    }
    let (shown, state) = figure("optimizers");
    let told = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "method=3&eta=0.5&beta=0.5&angle=45&steps=25");
    // The buttons are in the order of the methods.
    let presets = find(&shown).unwrap().presets();
    for (i, (preset, method)) in presets.iter().zip(METHODS).enumerate() {
        assert_eq!(preset.name, method.name);
        assert!(preset.state.starts_with(&format!("method={i}&")));
    }
}

/// Covers fig:tuned-race.
#[test]
fn the_losses_of_the_tuned_methods_are_drawn() {
    let window = Window {
        x: [0.0, 50.0],
        y: [-14.0, 2.0],
    };
    let figure = TunedRace::default();
    let lines = figure.data().unwrap();
    let drawing = draw(&figure);
    assert_eq!(lines.len(), METHODS.len());
    for (i, (line, method)) in lines.iter().zip(METHODS).enumerate() {
        let wanted = valley_losses(method, best(method, 45.0), 45.0, 50).unwrap();
        assert_eq!(*line, wanted, "{}", method.name);
        assert_eq!(drawing.readout[i].name, method.name);
        assert_eq!(drawing.table.numbers[50][i + 1], wanted[50]);
    }
    for (i, role) in super::captions::DRAWN {
        let powers = lines[i].iter().enumerate();
        let powers: Vec<_> = powers.map(|(t, loss)| [t as f64, loss.log10()]).collect();
        assert_drawn(&drawing, role, window, &powers);
    }
    let (shown, state) = tests::printed::figure("tuned-race");
    assert_eq!(find(&shown).unwrap().full_state(&state).unwrap(), "");
}
