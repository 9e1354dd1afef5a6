//! What the figures show.

use listings::figures::nesterov::{
    Coordinates, Counts, LookAhead, NesterovRadii, Race, StepsToTolerance,
};
use listings::figures::valley::PLANE;
use listings::figures::{Drawing, Figure, Window, find};
use listings::momentum_method::{momentum_step, spectral_radius};
use listings::nesterov::{
    Step, contest, from_rest, library_step, nesterov_radius, nesterov_step, steps_to,
};
use tests::drawn::{Element, assert_drawn, distance, draw, elements, of, place};
use tests::plane::{Pair, objective};
use tests::printed::figure;
use tests::states::seeded;

use super::START;

/// How the points of a method are marked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Mark {
    Disc,
    Ring,
    Diamond,
}

/// The middles of the marks of a role.
pub(super) fn marked(all: &[Element], role: &str, mark: Mark) -> Vec<Pair> {
    match mark {
        Mark::Disc | Mark::Ring => {
            let circles = of(all, "circle", role);
            let filled = matches!(mark, Mark::Disc);
            let edges = circles.iter().filter(|circle| circle.filled == filled);
            edges.map(|circle| circle.points[0]).collect()
        }
        Mark::Diamond => {
            let shapes = of(all, "polygon", role);
            let four = shapes.iter().filter(|shape| shape.points.len() == 4);
            four.map(|shape| {
                let corners = &shape.points;
                assert!(corners[0][0] == corners[2][0] && corners[1][1] == corners[3][1]);
                [corners[0][0], corners[1][1]]
            })
            .collect()
        }
    }
}

/// Fails unless these points of the window are marked, and no others.
fn assert_marked(drawing: &Drawing, role: &str, mark: Mark, window: Window, points: &[Pair]) {
    let seen = points.iter().filter(|point| window.contains(**point));
    let seen: Vec<Pair> = seen.copied().collect();
    let found = marked(&elements(drawing), role, mark);
    assert_eq!(found.len(), seen.len(), "{role}");
    for (found, point) in found.iter().zip(seen) {
        assert!(distance(*found, place(window, point)) < 0.15, "{role}");
    }
}

pub(super) fn path(step: Step, start: Pair, pair: [f64; 2], steps: usize) -> Vec<Pair> {
    let path = from_rest(step, start, pair, steps).unwrap();
    path.iter().map(|x| [x[0], x[1]]).collect()
}

/// Covers fig:race.
#[test]
fn the_three_paths_are_drawn_and_marked() {
    let mut random = seeded(21);
    let usual = Race::default();
    let diverging = Race {
        eta: 0.6,
        beta: 0.5,
        ..usual.clone()
    };
    let drawn = (0..200).map(|_| Race {
        eta: random.between(0.01, 1.0),
        beta: random.between(0.0, 0.99),
        steps: random.between(1.0, 101.0) as usize,
        start: [random.between(-6.0, 2.0), random.between(-3.0, 3.0)],
    });
    let all: Vec<Race> = [usual, diverging].into_iter().chain(drawn).collect();
    for figure in all {
        let Race {
            eta,
            beta,
            steps,
            start,
        } = figure;
        let paths = figure.data().unwrap();
        let wanted = [
            path(momentum_step, start, [eta, 0.0], steps),
            path(momentum_step, start, [eta, beta], steps),
            path(nesterov_step, start, [eta, beta], steps),
        ];
        // Gradient descent has a formula of its own, so roundings differ.
        for (i, (own, wanted)) in paths.iter().zip(&wanted).enumerate() {
            let near = |(a, b): (&Pair, &Pair)| {
                (0..2).all(|i| a[i] == b[i] || (a[i] - b[i]).abs() < 1e-9 * (1.0 + a[i].abs()))
            };
            assert!(
                own.len() == steps + 1 && own.iter().zip(wanted).all(near),
                "{i}"
            );
        }
        // All take the same first step.
        assert!(
            paths
                .iter()
                .all(|path| distance(path[1], paths[0][1]) < 1e-12)
        );
        let drawing = figure.drawing(&paths).unwrap();
        let roles = ["path", "momentum", "flat"];
        let marks = [Mark::Disc, Mark::Ring, Mark::Diamond];
        let mut leaving = 0;
        for ((path, role), mark) in paths.iter().zip(roles).zip(marks) {
            assert_drawn(&drawing, role, PLANE, path);
            assert_marked(&drawing, role, mark, PLANE, &path[1..]);
            leaving += usize::from(PLANE.exit(path).is_some());
        }
        // An arrow for each path that leaves: a triangle.
        let all = elements(&drawing);
        let arrows = all
            .iter()
            .filter(|e| e.name == "polygon" && e.points.len() == 3);
        assert!(arrows.count() <= leaving);
        let losses = paths.each_ref().map(|path| objective(path[steps]));
        for (reading, loss) in drawing.readout.iter().zip(losses) {
            let said = listings_number(&reading.value);
            assert!(said.is_none_or(|said| (said - loss).abs() <= 1e-3 * loss.abs()));
        }
        assert!((2..=6).all(|i| drawing.table.columns.len() > i));
    }
}

/// A printed number that has no power of ten.
fn listings_number(text: &str) -> Option<f64> {
    text.replace('−', "-").parse().ok()
}

/// Covers fig:race.
#[test]
fn names_and_steps_stand_beside_the_paths() {
    let texts = |figure: Race| -> Vec<(String, String)> {
        let all = elements(&draw(&figure));
        let texts = all.into_iter().filter(|e| e.name == "text");
        texts.map(|e| (e.role, e.text)).collect()
    };
    let has = |texts: &[(String, String)], role: &str, text: &str| {
        texts.contains(&(role.to_owned(), text.to_owned()))
    };
    let usual = texts(Race::default());
    assert!(has(&usual, "path", "gradient descent"));
    assert!(has(&usual, "momentum", "heavy ball"));
    assert!(has(&usual, "flat", "Nesterov"));
    let diverging = texts(Race {
        eta: 0.6,
        beta: 0.5,
        ..Race::default()
    });
    let step = PLANE.exit(&path(nesterov_step, START, [0.6, 0.5], 20));
    assert_eq!(step, Some(2));
    assert!(has(&diverging, "flat", "Nesterov, step 2"));
    assert!(has(&diverging, "path", "gradient descent, step 2"));
    assert!(has(&diverging, "momentum", "heavy ball"));
    let all = elements(&draw(&Race {
        eta: 0.6,
        beta: 0.5,
        ..Race::default()
    }));
    let arrow = |role: &str| {
        of(&all, "polygon", role)
            .iter()
            .any(|e| e.points.len() == 3)
    };
    assert!(arrow("flat") && arrow("path") && !arrow("momentum"));
    let (shown, state) = figure("race");
    let state = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(
        (shown.as_str(), state.as_str()),
        ("race", "eta=0.3&beta=0.8&steps=20&start=-5,-2")
    );
}

/// Covers fig:look-ahead.
#[test]
fn both_sequences_are_drawn_and_joined() {
    let mut random = seeded(22);
    for case in 0..200 {
        let figure = match case {
            0 => LookAhead::default(),
            _ => LookAhead {
                eta: random.between(0.01, 1.0),
                beta: random.between(0.0, 0.99),
                steps: random.between(1.0, 31.0) as usize,
                start: [random.between(-6.0, 2.0), random.between(-3.0, 3.0)],
            },
        };
        let LookAhead {
            eta,
            beta,
            steps,
            start,
        } = figure;
        let both = figure.data().unwrap();
        assert_eq!(both[0], path(nesterov_step, start, [eta, beta], steps));
        assert_eq!(both[1], path(library_step, start, [eta, beta], steps));
        let drawing = figure.drawing(&both).unwrap();
        assert_drawn(&drawing, "flat", PLANE, &both[0]);
        assert_drawn(&drawing, "steep", PLANE, &both[1]);
        assert_marked(&drawing, "flat", Mark::Diamond, PLANE, &both[0][1..]);
        assert_marked(&drawing, "steep", Mark::Ring, PLANE, &both[1][1..]);
        let all = elements(&drawing);
        let joins = of(&all, "polyline", "frame");
        for (x, y) in both[0].iter().zip(&both[1]).skip(1) {
            if PLANE.contains(*x) && PLANE.contains(*y) {
                let ends = [place(PLANE, *x), place(PLANE, *y)];
                let joined = joins.iter().any(|line| {
                    line.points.len() == 2
                        && (0..2).all(|i| distance(line.points[i], ends[i]) < 0.15)
                });
                assert!(joined, "{x:?} {y:?}");
            }
        }
        let loss = listings_number(&drawing.readout[1].value);
        assert!(loss.is_none_or(|l| (l - objective(both[0][steps])).abs() <= 1e-3 * l));
        let loss = listings_number(&drawing.readout[3].value);
        assert!(loss.is_none_or(|l| (l - objective(both[1][steps])).abs() <= 1e-3 * l));
    }
    let (shown, state) = figure("look-ahead");
    let state = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(state, "eta=0.3&beta=0.8&steps=5&start=-5,-2");
}

/// Covers fig:nesterov-radii.
#[test]
fn the_radii_are_drawn_and_marked_where_they_are_one() {
    let window = Window {
        x: [0.0, 4.0],
        y: [0.0, 1.5],
    };
    for beta in [0.0, 0.1, 0.5, 0.8, 0.9, 0.99] {
        let figure = NesterovRadii { beta };
        let data = figure.data().unwrap();
        for row in &data.radii {
            let p = row[0];
            let wanted = [(1.0 - p).abs(), spectral_radius(p, beta, 1.0)];
            assert!((row[1] - wanted[0]).abs() < 1e-14 && row[2] == wanted[1]);
            assert_eq!(row[3], nesterov_radius(p, beta, 1.0));
        }
        // The mark is where the line crosses 1 for good.
        for (i, limit) in data.limits.into_iter().enumerate() {
            let radius = |p: f64| match i {
                0 => (1.0 - p).abs(),
                1 => spectral_radius(p, beta, 1.0),
                _ => nesterov_radius(p, beta, 1.0),
            };
            assert!((radius(limit) - 1.0).abs() < 1e-7);
            for n in 1..100 {
                let share = f64::from(n) / 100.0;
                assert!(radius(share * limit) < 1.0 && radius((1.0 + share) * limit) > 1.0);
            }
        }
        let drawing = figure.drawing(&data).unwrap();
        let roles = ["path", "momentum", "flat"];
        let marks = [Mark::Disc, Mark::Ring, Mark::Diamond];
        for (i, (role, mark)) in roles.into_iter().zip(marks).enumerate() {
            let line: Vec<Pair> = data.radii.iter().map(|row| [row[0], row[1 + i]]).collect();
            assert!(line.windows(2).all(|pair| pair[0][0] < pair[1][0]));
            assert_eq!([line[0][0], line[line.len() - 1][0]], [0.0, 4.0]);
            assert_drawn(&drawing, role, window, &line);
            assert_marked(&drawing, role, mark, window, &[[data.limits[i], 1.0]]);
        }
        for (reading, limit) in drawing.readout.iter().zip(data.limits) {
            assert_eq!(reading.value, format!("{limit:.3}"));
        }
        // Fifths of ηλ from 0 to 4, and bends that are among them.
        assert_eq!(drawing.table.rows.len(), 21);
    }
    let all = elements(&draw(&NesterovRadii::default()));
    for (role, name) in [
        ("path", "gradient descent"),
        ("momentum", "heavy ball"),
        ("flat", "Nesterov"),
    ] {
        assert!(
            of(&all, "text", role).iter().any(|e| e.text == name),
            "{name}"
        );
    }
    assert!(NesterovRadii { beta: 1.0 }.data().is_err());
    let (shown, state) = figure("nesterov-radii");
    assert_eq!(
        find(&shown).unwrap().full_state(&state).unwrap(),
        "beta=0.5"
    );
}

/// Covers fig:steps-to-tolerance.
#[test]
fn the_steps_are_counted_and_the_lines_are_those_of_the_rates() {
    let window = Window {
        x: [0.0, 3.0],
        y: [0.0, 4.0],
    };
    for digits in [1, 2, 6, 8] {
        let figure = StepsToTolerance { digits };
        let counts = figure.data().unwrap();
        let tolerance = 10_f64.powi(-(digits as i32));
        assert_eq!(counts.measured.len(), 13);
        for (n, (kappa, steps)) in counts.measured.iter().enumerate() {
            assert!((kappa.log10() - n as f64 / 4.0).abs() < 1e-12);
            // The rounding of a power of ten, either way.
            let at = |tolerance: f64| {
                contest([1.0, *kappa]).map(|m| steps_to(tolerance, m, [1.0, *kappa]).unwrap())
            };
            let (early, late) = (at(tolerance * (1.0 + 1e-12)), at(tolerance * (1.0 - 1e-12)));
            for i in 0..3 {
                assert!(early[i] <= steps[i] && steps[i] <= late[i]);
            }
        }
        for (kappa, steps) in &counts.formula {
            let root = kappa.sqrt();
            let rates = [
                (kappa - 1.0) / (kappa + 1.0),
                (root - 1.0) / (root + 1.0),
                1.0 - 1.0 / root,
            ];
            for (rate, steps) in rates.into_iter().zip(steps) {
                assert!((rate.powf(*steps) / tolerance - 1.0).abs() < 1e-9);
            }
        }
        assert!((counts.formula[59].0 - 1000.0).abs() < 1e-9);
        let drawing = figure.drawing(&counts).unwrap();
        let roles = ["path", "momentum", "flat"];
        let marks = [Mark::Disc, Mark::Ring, Mark::Diamond];
        for (i, (role, mark)) in roles.into_iter().zip(marks).enumerate() {
            let line = counts.formula.iter();
            let line = line.map(|(kappa, steps)| [kappa.log10(), steps[i].log10()]);
            assert_drawn(&drawing, role, window, &line.collect::<Vec<Pair>>());
            let points = counts.measured.iter();
            let points = points.map(|(k, steps)| [k.log10(), (steps[i].unwrap() as f64).log10()]);
            let points: Vec<Pair> = points.collect();
            assert_marked(&drawing, role, mark, window, &points);
            let steps = counts.measured[12].1[i].unwrap();
            assert_eq!(drawing.readout[i].value, steps.to_string());
        }
    }
    let all = elements(&draw(&StepsToTolerance::default()));
    for (role, name) in [
        ("path", "gradient descent"),
        ("momentum", "heavy ball"),
        ("flat", "Nesterov"),
    ] {
        assert!(
            of(&all, "text", role).iter().any(|e| e.text == name),
            "{name}"
        );
    }
    let (shown, state) = figure("steps-to-tolerance");
    assert_eq!(
        find(&shown).unwrap().full_state(&state).unwrap(),
        "digits=6"
    );
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let far = vec![[1.0, 1.0], [-1e300, 1e308], [f64::INFINITY, 0.0]];
    for data in [far.clone(), Vec::new(), vec![[f64::NAN; 2]; 3]] {
        let paths = [data.clone(), far.clone(), data.clone()];
        elements(&Race::default().drawing(&paths).unwrap());
        let both = [far.clone(), data.clone()];
        elements(&LookAhead::default().drawing(&both).unwrap());
        let coordinates = Coordinates {
            radii: data.iter().map(|x| [x[0], x[1], x[0], x[1]]).collect(),
            limits: [1e300, f64::NAN, -1.0],
        };
        elements(&NesterovRadii::default().drawing(&coordinates).unwrap());
        let counts = Counts {
            measured: data
                .iter()
                .map(|x| (x[0], [None, Some(0), Some(9)]))
                .collect(),
            formula: data.iter().map(|x| (x[0], [x[1]; 3])).collect(),
        };
        elements(&StepsToTolerance::default().drawing(&counts).unwrap());
    }
}
