//! What holds for every figure, at every setting that its controls allow.

use listings::figures::ill_conditioned_problem::{Coordinates, Descent, Valley};
use listings::figures::plane::EDGES;
use listings::figures::svg::SIZE;
use listings::figures::welcome::Crossing;
use listings::figures::{Figure, Range, Window, all};
use tests::drawn::{assert_drawn, elements, of};
use tests::states::{ends, random_state, seeded};

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

#[test]
fn every_figure_is_drawn_the_same_twice_and_says_what_is_seen() {
    for entry in all() {
        let (once, again) = (entry.draw("").unwrap(), entry.draw("").unwrap());
        assert_eq!(once, again);
        assert!(once.svg.contains(&once.description) && once.description.ends_with('.'));
        assert!(!once.svg.contains('\n') && !once.svg.contains('$'));
        assert!(!once.svg.contains(" id="));
        for row in &once.table.rows {
            assert_eq!(row.len(), once.table.columns.len());
        }
        assert!(!once.readout.is_empty());
    }
}

/// 500 settings of each figure, the ends of every range among them: plotters
/// does not panic, nothing lies outside the picture, and heads and names of
/// the numbers stay the same.
#[test]
fn no_setting_of_the_controls_breaks_a_figure() {
    let mut random = seeded(4);
    for entry in all() {
        let usual = entry.draw("").unwrap();
        let controls = entry.controls("").unwrap();
        // A figure without controls has one setting.
        let count = if controls.is_empty() { 1 } else { 500 };
        let random = (0..count).map(|_| random_state(&entry, &mut random));
        for state in ends(&controls).into_iter().chain(random) {
            let drawing = entry.draw(&state).unwrap();
            assert_eq!(drawing.table.columns, usual.table.columns);
            let names = |d: &listings::figures::Drawing| -> Vec<String> {
                d.readout.iter().map(|r| r.name.clone()).collect()
            };
            assert_eq!(names(&drawing), names(&usual));
            for element in elements(&drawing) {
                for [x, y] in element.points {
                    // The head of an arrow may reach over the edge by half
                    // its width.
                    assert!((-5.0..=f64::from(SIZE.0) + 5.0).contains(&x), "{state}");
                    assert!((-5.0..=f64::from(SIZE.1) + 5.0).contains(&y), "{state}");
                }
            }
        }
    }
}

/// The same settings: no line has a false slope.
#[test]
fn no_setting_of_the_controls_bends_a_line() {
    let mut random = seeded(5);
    for _ in 0..500 {
        let start = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let (eta, beta) = (random.between(0.01, 1.0), random.between(0.0, 0.99));
        let steps = random.between(1.0, 101.0) as usize;
        let valley = Valley { eta, steps, start };
        let descent = valley.data().unwrap();
        let drawing = valley.drawing(&descent).unwrap();
        assert_drawn(&drawing, "path", PLANE, &descent.path);

        let crossing = Crossing {
            eta,
            beta,
            steps,
            start,
        };
        let paths = crossing.data().unwrap();
        let drawing = crossing.drawing(&paths).unwrap();
        assert_drawn(&drawing, "path", PLANE, &paths[0]);
        assert_drawn(&drawing, "momentum", PLANE, &paths[1]);
    }
}

/// The axis of the coordinates reaches what is drawn, and its lines are
/// straight, because every step multiplies by the same factor.
#[test]
fn the_lines_of_the_coordinates_are_straight_at_every_step_size() {
    let mut random = seeded(6);
    for _ in 0..500 {
        let figure = Coordinates {
            eta: random.between(0.01, 1.0),
            steps: random.between(2.0, 101.0) as usize,
            start: [random.between(-6.0, 2.0), random.between(-3.0, 3.0)],
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let elements = elements(&drawing);
        for role in ["flat", "steep"] {
            let lines = of(&elements, "polyline", role);
            let Some(line) = lines.first() else { continue };
            assert_eq!(lines.len(), 1);
            let ends = [line.points[0], line.points[line.points.len() - 1]];
            for corner in &line.points {
                // Three roundings to a tenth of a unit.
                assert!(tests::drawn::off_line(*corner, ends[0], ends[1]) < 0.2);
                assert!((EDGES[0] - 0.1..=EDGES[2] + 0.1).contains(&corner[0]));
                assert!((EDGES[1] - 0.1..=EDGES[3] + 0.1).contains(&corner[1]));
            }
        }
    }
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let far = vec![
        [1.0, 1.0],
        [-1e300, 1e308],
        [f64::INFINITY, 0.0],
        [0.5, 0.5],
    ];
    let odd: [&Vec<[f64; 2]>; 4] = [
        &far,
        &Vec::new(),
        &vec![[f64::NAN; 2]; 3],
        &vec![[1e9, 0.0], [-1e9, 1e-300], [0.0, 0.0]],
    ];
    for data in odd {
        let descent = Descent {
            path: data.clone(),
            losses: data.iter().map(|x| x[0] * x[1]).collect(),
            curvatures: [0.2, 4.0],
        };
        elements(&Valley::default().drawing(&descent).unwrap());
        elements(&Coordinates::default().drawing(&descent).unwrap());
        elements(
            &Crossing::default()
                .drawing(&[data.clone(), far.clone()])
                .unwrap(),
        );
    }
}

#[test]
fn every_control_moves_what_it_names() {
    for entry in all() {
        let usual = entry.draw("").unwrap();
        for control in entry.controls("").unwrap() {
            let other = match control.range {
                Range::Number { min, max, .. } if control.value == max.to_string() => {
                    min.to_string()
                }
                Range::Number { max, .. } => max.to_string(),
                Range::Count { min, max } if control.value == min.to_string() => max.to_string(),
                Range::Count { min, .. } => min.to_string(),
                Range::Point { max, .. } => format!("{},{}", max[0], max[1]),
                Range::Painting { brushes, .. } => format!("aa{}", brushes[0].0),
            };
            let state = format!("{}={other}", control.key);
            assert!(entry.full_state(&state).unwrap().contains(&state));
            assert_ne!(entry.draw(&state).unwrap(), usual, "{state}");
        }
    }
}
