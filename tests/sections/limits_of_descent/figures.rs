//! What the figures show.

use listings::figures::limits_of_descent::{Bound, Staircase};
use listings::figures::{Figure, Window, find};
use listings::limits_of_descent::{chain_curvatures, chain_minimizer, chain_rate, four_runs};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::printed::figure;

use super::{cover, paths};

const ROLES: [&str; 4] = ["path", "momentum", "start", "flat"];

/// Covers fig:staircase, fig:staircase-conjugate.
#[test]
fn each_cell_shows_how_far_its_coordinate_is_from_its_place() {
    for kappa in [10.0, 100.0, 1000.0] {
        let minimizer = chain_minimizer(kappa, 25).unwrap();
        let all = paths(kappa, 25, 40);
        for (method, path) in all.iter().enumerate() {
            let drawing = draw(&Staircase { method, kappa });
            let drawn = elements(&drawing);
            let mut white = 0;
            for (t, x) in path.iter().enumerate() {
                for i in 1..=25 {
                    let off = (x[i - 1] / minimizer[i - 1] - 1.0).abs();
                    let wanted = match off {
                        _ if i > t => Some(("contour", 0.35)),
                        off if off > 0.5 => Some((ROLES[method], 0.8)),
                        off if off > 0.1 => Some((ROLES[method], 0.45)),
                        off if off > 0.01 => Some((ROLES[method], 0.18)),
                        _ => None,
                    };
                    white += usize::from(wanted.is_none() && t == 40);
                    let wanted = wanted.map(|(role, share)| (role.to_owned(), share));
                    let found = cover(&drawn, t, i);
                    assert_eq!(found, Vec::from_iter(wanted), "{kappa} {method} {t} {i}");
                }
            }
            let told = |at: usize| drawing.readout[at].value.clone();
            assert_eq!(told(0), white.to_string());
            let [smallest, largest] = chain_curvatures(kappa, 25);
            let quotient: f64 = told(2).parse().unwrap();
            assert!((quotient / largest * smallest - 1.0).abs() < 1e-3);
            assert_eq!(drawing.table.numbers[7][1], 7.0);
        }
    }
    for (label, wanted) in [
        ("staircase", "method=1&kappa=100"),
        ("staircase-conjugate", "method=3&kappa=100"),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(find(&shown).unwrap().full_state(&state).unwrap(), wanted);
    }
}

/// Covers fig:bound.
#[test]
fn four_distances_are_drawn_over_the_region_below_the_bound() {
    let window = Window {
        x: [0.0, 60.0],
        y: [-6.0, 0.0],
    };
    for kappa in [10.0, 100.0, 1000.0] {
        let figure = Bound { kappa };
        let lines = figure.data().unwrap();
        assert_eq!(lines, four_runs(kappa, 200, 60).unwrap());
        let drawing = figure.drawing(&lines).unwrap();
        for (line, role) in lines.iter().zip(ROLES) {
            let powers: Vec<_> = line
                .iter()
                .enumerate()
                .map(|(t, left)| [t as f64, left.log10()])
                .take_while(|at| at[1] > -15.0)
                .collect();
            assert_drawn(&drawing, role, window, &powers);
        }
        let below: Vec<String> = lines
            .iter()
            .map(|line| match line.iter().position(|left| *left <= 1e-3) {
                Some(step) => step.to_string(),
                None => "more than 60".to_owned(),
            })
            .collect();
        let told: Vec<String> = drawing.readout.iter().map(|r| r.value.clone()).collect();
        assert_eq!(told, below);
        // The upper edge of the region is the bound, from the corner on.
        let rate = chain_rate(kappa).unwrap();
        let all = elements(&drawing);
        let [region] = of(&all, "polygon", "contour")[..] else {
            panic!("one region is drawn")
        };
        let end = (60.0 * rate.log10()).max(-6.0);
        let corners = [[0.0, 0.0], [end / rate.log10(), end], [0.0, -6.0]];
        for corner in corners {
            let there = place(window, corner);
            assert!(
                region.points.iter().any(|at| distance(*at, there) < 0.15),
                "{kappa}"
            );
        }
        let bound = &drawing.table.numbers[30];
        assert!((bound[1] / rate.powi(30) - 1.0).abs() < 1e-12 && bound[4] == lines[2][30]);
    }
    assert_eq!(Bound::default().kappa, 100.0);
}
