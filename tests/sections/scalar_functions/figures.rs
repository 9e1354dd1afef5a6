//! What the figures show.

use listings::figures::scalar_functions::{PhasePortrait, Powers, Sequence, StabilityMap, levels};
use listings::figures::{Figure, Window, find};
use listings::momentum_method::spectral_radius;
use listings::scalar_functions::{closed_form, regime, ringing_from, roots, scalar_run};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{figure, follows};
use tests::states::seeded;

const MAP: Window = Window {
    x: [0.0, 4.2],
    y: [0.0, 1.0],
};

/// Covers fig:stability-map.
#[test]
fn the_levels_of_the_map_are_where_the_spectral_radius_has_that_value() {
    let mut random = seeded(21);
    let radius = |[eta_lambda, beta]: [f64; 2]| spectral_radius(eta_lambda, beta, 1.0);
    for _ in 0..200 {
        let r = random.between(0.05, 1.0);
        let corners = levels(r);
        // Every side of the region has the radius r, but the bottom.
        for (from, to) in [(1, 2), (2, 3), (3, 0)] {
            let share = random.between(0.0, 1.0);
            let [a, b] = [corners[from], corners[to]];
            let at = [0, 1].map(|i| a[i] + share * (b[i] - a[i]));
            // Near a double root a rounding is as large as its square root.
            assert!((radius(at) - r).abs() < 1e-6, "{r} {at:?}");
        }
        // And inside it is smaller.
        assert!(radius([1.0, 0.5 * r * r]) < r);
    }
}

/// Covers fig:stability-map.
#[test]
fn the_map_shows_its_levels_its_limit_and_its_point() {
    for at in [
        [1.0, 0.5],
        [0.12, 0.25],
        [2.4, 0.25],
        [3.1, 0.5],
        [4.2, 0.0],
    ] {
        let figure = StabilityMap { at };
        let region = figure.data().unwrap();
        assert_eq!(region.roots, roots(at[0], at[1], 1.0));
        assert_eq!(region.radius, spectral_radius(at[0], at[1], 1.0));
        assert_eq!(region.regime, regime(at[0], at[1]));
        let drawing = figure.drawing(&region).unwrap();
        assert_eq!(drawing.readout[3].value, region.regime);
        let all = elements(&drawing);
        // Darker where it is smaller: the regions lie on each other.
        let fills = of(&all, "polygon", "path");
        assert_eq!(fills.len(), 8);
        for (fill, r) in fills.iter().zip([1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3]) {
            for corner in levels(r) {
                let there = place(MAP, corner);
                let near = fill.points.iter().any(|at| distance(*at, there) < 0.15);
                assert!(near || !MAP.contains(corner), "{r} {corner:?}");
            }
        }
        // The thick line, the thin curve, the four rings and the point.
        assert_drawn(&drawing, "steep", MAP, &[[2.0, 0.0], [4.0, 1.0]]);
        let curve = of(&all, "polyline", "frame");
        let curve = curve.iter().max_by_key(|line| line.points.len()).unwrap();
        for n in [30, 80, 150] {
            let root = f64::from(n) / 100.0;
            let there = place(MAP, [root * root, ringing_from(root * root, 1.0)]);
            assert!(
                curve.points.iter().any(|at| distance(*at, there) < 0.15),
                "{n}"
            );
        }
        let rings = of(&all, "circle", "momentum");
        let rings: Vec<_> = rings.iter().filter(|ring| !ring.filled).collect();
        for (ring, (eta_lambda, beta)) in rings.iter().zip([
            (0.6 * 0.2, 0.5),
            (0.6 * 4.0, 0.5),
            (0.6 * 0.2, 0.25),
            (0.6 * 4.0, 0.25),
        ]) {
            assert!(distance(ring.points[0], place(MAP, [eta_lambda, beta])) < 0.15);
        }
        assert_eq!(rings.len(), 4);
        assert!(distance(of(&all, "circle", "start")[0].points[0], place(MAP, at)) < 0.15);
    }
    assert!(StabilityMap { at: [1.0, 1.0] }.data().is_err());
}

/// Covers fig:powers.
#[test]
fn the_powers_are_drawn() {
    let window = Window {
        x: [0.0, 20.0],
        y: [-1.2, 1.2],
    };
    for eta in [0.01, 0.1, 0.12] {
        let figure = Powers { eta };
        let data = figure.data().unwrap();
        let drawing = figure.drawing(&data).unwrap();
        let lines = [
            (0.1, "flat"),
            (1.0, "path"),
            (10.0, "start"),
            (19.0, "steep"),
        ];
        for ((lambda, role), left) in lines.into_iter().zip(&data) {
            let factor: f64 = 1.0 - eta * lambda;
            for (t, x) in left.iter().enumerate() {
                // Twenty roundings of numbers up to 12.
                assert!((x - factor.powi(t as i32)).abs() < 1e-13);
            }
            let line: Vec<_> = left
                .iter()
                .enumerate()
                .map(|(t, x)| [t as f64, *x])
                .collect();
            assert_drawn(&drawing, role, window, &line);
        }
    }
    for (name, told) in [("powers", "eta=0.1"), ("stability-map", "at=1,0.5")] {
        let (shown, state) = figure(name);
        assert_eq!(shown, name);
        assert_eq!(find(name).unwrap().full_state(&state).unwrap(), told);
    }
}

/// The angle by which a pair turns from one step to the next, added up.
fn winding(path: &[[f64; 2]]) -> f64 {
    let turn = |pair: &[[f64; 2]]| {
        // Of size 1: a product of what is left after many steps is 0.
        let [a, b] = [pair[0], pair[1]].map(|v| v.map(|x| x / v[0].abs().max(v[1].abs())));
        let cross = a[0] * b[1] - a[1] * b[0];
        cross.atan2(a[0] * b[0] + a[1] * b[1])
    };
    path.windows(2).map(turn).sum::<f64>().abs()
}

/// Covers fig:sequence, fig:phase-portrait, lst:closed_form.
#[test]
fn the_sequence_and_the_phase_portrait_are_those_of_the_point() {
    let edges = [
        [1.0, 0.5],
        [1.0, 0.0],
        [0.0, 0.0],
        [0.25, 0.25],
        [2.25, 0.25],
        [4.2, 0.99],
    ];
    let mut random = seeded(22);
    let drawn = (0..200).map(|_| [random.between(0.0, 4.2), random.between(0.0, 0.99)]);
    let all: Vec<[f64; 2]> = edges.into_iter().chain(drawn).collect();
    for at in all {
        let figure = Sequence { at };
        let data = figure.data().unwrap();
        let run = scalar_run(1.0, [1.0, at[1], at[0]], 30).unwrap();
        for (t, state) in run.iter().enumerate() {
            assert_eq!([data.v[t], data.x[t]], [state[0], state[1]]);
            assert_eq!(data.closed[t], closed_form(1.0, [1.0, at[1], at[0]], t));
            // Where roots are taken for equal, 10⁻⁶ apart, a power of 30 is
            // right to 30² of that; a ninth of it is the largest difference.
            let size = run
                .iter()
                .fold(1.0, |most: f64, state| most.max(state[1].abs()));
            assert!(
                (data.closed[t] - data.x[t]).abs() < 1e-8 * size,
                "{at:?} {t}"
            );
        }
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [0.0, 30.0],
            y: [-1.6, 1.6],
        };
        let line: Vec<_> = data
            .x
            .iter()
            .enumerate()
            .map(|(t, x)| [t as f64, *x])
            .collect();
        if spectral_radius(at[0], at[1], 1.0) < 1.0 {
            assert_drawn(&drawing, "momentum", window, &line);
        }
        // A dot for each step, and around it a ring.
        let all = elements(&drawing);
        let seen = line.iter().filter(|point| window.contains(**point));
        let dots = of(&all, "circle", "momentum");
        let rings = of(&all, "circle", "path");
        assert_eq!(
            [dots.len(), rings.len()],
            [seen.clone().count(); 2],
            "{at:?}"
        );
        for ((point, dot), ring) in seen.zip(dots).zip(rings) {
            assert!(dot.filled && !ring.filled && ring.radius > dot.radius);
            for circle in [dot, ring] {
                assert!(distance(circle.points[0], place(window, *point)) < 0.15);
            }
        }
        let portrait = PhasePortrait { at };
        assert_eq!(portrait.data().unwrap(), data);
        let path: Vec<[f64; 2]> = data.x.iter().zip(&data.v).map(|(x, v)| [*x, *v]).collect();
        let most = data.v.iter().fold(0.0, |most: f64, v| most.max(v.abs()));
        let reach = [0.05, 0.1, 0.2, 0.5, 1.0, 2.0]
            .into_iter()
            .find(|reach| *reach >= most);
        let reach = 1.1 * reach.unwrap_or(4.2);
        let window = Window {
            x: [-1.6, 1.6],
            y: [-reach, reach],
        };
        let drawing = portrait.drawing(&data).unwrap();
        if spectral_radius(at[0], at[1], 1.0) < 1.0 {
            assert_drawn(&drawing, "momentum", window, &path);
        }
        // Only where it rings it goes round, and as often as the readout says.
        let [[real, turning], _] = roots(at[0], at[1], 1.0);
        let long = scalar_run(1.0, [1.0, at[1], at[0]], 400).unwrap();
        let long: Vec<[f64; 2]> = long.iter().map(|state| [state[1], state[0]]).collect();
        let said = &drawing.readout[1].value;
        if turning > 0.02 {
            let turn = std::f64::consts::TAU / turning.atan2(real);
            assert_eq!(said, &format!("{turn:.1} steps"));
            let found = 400.0 * std::f64::consts::TAU / winding(&long);
            // The last of 400 / `turn` turns is not a whole one.
            assert!(
                (found / turn - 1.0).abs() < turn / 400.0,
                "{at:?} {found} {turn}"
            );
        } else if turning == 0.0 {
            assert_eq!(said, "no turns");
            if regime(at[0], at[1]) == "keeps its sign" {
                assert!(winding(&long) < std::f64::consts::PI, "{at:?}");
            }
        }
    }
    for name in ["sequence", "phase-portrait"] {
        assert_eq!(figure(name).0, name);
        assert_eq!(follows(name).as_deref(), Some("stability-map"));
        assert_eq!(find(name).unwrap().full_state("").unwrap(), "at=1,0.5");
    }
    assert!(Sequence { at: [1.0, 1.0] }.data().is_err());
}
