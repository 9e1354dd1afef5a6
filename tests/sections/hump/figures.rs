//! What the figures show.

use listings::figures::hump::{HumpLosses, Steepest};
use listings::figures::{Figure, Window, find};
use listings::hump::{hump_run, losses, repaired_run, spectrum};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::figure;

use super::{steepest, top};

/// Covers fig:steepest.
#[test]
fn both_sizes_are_drawn_beside_the_root_of_kappa_over_e() {
    for (kappa, repair) in [(100.0, 1.0), (2.0, 0.0), (5.0, 0.5), (400.0, 0.2)] {
        let figure = Steepest { kappa, repair };
        let sizes = figure.data().unwrap();
        let other = hump_run(kappa, repair, 40).unwrap();
        assert_eq!(sizes[0], steepest(kappa, 40));
        assert_eq!(
            sizes[1],
            other.iter().map(|x| x[2].abs()).collect::<Vec<_>>()
        );
        let drawing = figure.drawing(&sizes).unwrap();
        let root = kappa.sqrt() / 1.0_f64.exp();
        let window = Window {
            x: [0.0, 40.0],
            y: [0.0, 1.25 * root.max(1.0)],
        };
        assert_drawn(&drawing, "steep", window, &[[0.0, root], [40.0, root]]);
        let all = elements(&drawing);
        for (sizes, role, filled) in [(&sizes[0], "momentum", true), (&sizes[1], "path", false)] {
            let line: Vec<_> = sizes
                .iter()
                .enumerate()
                .map(|(t, x)| [t as f64, *x])
                .collect();
            assert_drawn(&drawing, role, window, &line);
            // Dots from rest, rings with the repair.
            let marks = of(&all, "circle", role);
            let seen: Vec<_> = line.iter().filter(|at| window.contains(**at)).collect();
            assert_eq!(marks.len(), seen.len());
            for (mark, at) in marks.iter().zip(seen) {
                assert_eq!(mark.filled, filled);
                assert!(distance(mark.points[0], place(window, *at)) < 0.15);
            }
        }
        assert_eq!(drawing.readout[1].value, top(&sizes[0]).0.to_string());
    }
    let (shown, state) = figure("steepest");
    let told = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "kappa=100&repair=1");
}

/// Covers fig:hump-losses.
#[test]
fn the_three_losses_are_drawn() {
    let window = Window {
        x: [0.0, 100.0],
        y: [-8.0, 2.0],
    };
    for kappa in [2.0, 20.0, 100.0, 400.0] {
        let figure = HumpLosses { kappa };
        let lines = figure.data().unwrap();
        let lambda = spectrum(kappa);
        let start = lambda.mapv(|lambda| 1.0 / lambda.sqrt());
        let eta = listings::ill_conditioned_problem::best_step([1.0 / kappa, 1.0]);
        let plain = repaired_run(&lambda, start, [eta, 0.0], 0.0, 100).unwrap();
        let wanted = [
            losses(&lambda, &plain),
            losses(&lambda, &hump_run(kappa, 0.0, 100).unwrap()),
            losses(&lambda, &hump_run(kappa, 1.0, 100).unwrap()),
        ];
        let drawing = figure.drawing(&lines).unwrap();
        for ((line, wanted), role) in lines.iter().zip(&wanted).zip(["flat", "momentum", "path"]) {
            for (loss, wanted) in line.iter().zip(wanted) {
                // The best step size by two formulas.
                assert!((loss - wanted).abs() <= 1e-9 * wanted, "{kappa} {role}");
            }
            let powers: Vec<_> = line
                .iter()
                .enumerate()
                .map(|(t, loss)| [t as f64, loss.log10()])
                .take_while(|at| at[1] > -30.0)
                .collect();
            assert_drawn(&drawing, role, window, &powers);
        }
        // Each of three coordinates starts with half a unit.
        assert!(lines.iter().all(|line| (line[0] - 1.5).abs() < 1e-12));
    }
    let (shown, state) = figure("hump-losses");
    assert_eq!(
        find(&shown).unwrap().full_state(&state).unwrap(),
        "kappa=100"
    );
}
