//! What the figures show.

use listings::figures::polynomial_regression::{
    Eigenfeatures, Errors, Filters, Fit, Fitted, Fresh, Learned, fit_on,
};
use listings::figures::{Figure, Window, find};
use listings::ndarray::Array1;
use listings::polynomial_regression::{
    POINTS, best_ridge, features_at, height, planned_momentum, polynomial, ridge, shares,
    step_size, stopped, true_polynomial,
};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::figure;

use super::{error, ours};

/// The planes of the figures.
pub const FIT: Window = Window {
    x: [-0.65, 0.65],
    y: [-3.0, 3.0],
};
pub const SHARES: Window = Window {
    x: [-6.0, 2.0],
    y: [-0.1, 1.3],
};
pub const FRESH: Window = Window {
    x: [0.0, 6.0],
    y: [-2.0, 1.0],
};
pub const BANDS: Window = Window {
    x: [-0.65, 1.55],
    y: [0.4, 6.6],
};

fn full_state(label: &str) -> String {
    let (shown, state) = figure(label);
    find(&shown).unwrap().full_state(&state).unwrap()
}

/// Covers fig:fit.
#[test]
fn the_fit_is_drawn_beside_the_least_squares_fit() {
    for (last, log_steps, momentum) in [
        ([0.6, 0.5], 2.0, 0),
        ([0.6, 0.5], 2.0, 1),
        ([0.0, 3.0], 6.5, 0),
        ([-0.65, -3.0], 1.0, 1),
    ] {
        let figure = Fit {
            last,
            log_steps,
            momentum,
        };
        let fitted = figure.data().unwrap();
        let mut points = POINTS;
        points[9] = last;
        let p = polynomial(&points, 5).unwrap();
        let steps = 10.0_f64.powf(log_steps).round() as usize;
        let beta = momentum as f64 * planned_momentum(steps);
        let all = [shares(&p, beta, steps), Array1::ones(6)];
        let lines = all.map(|learned| -> Vec<[f64; 2]> {
            let places = (0..=65).map(|n| -0.65 + 1.3 * f64::from(n) / 65.0);
            places.map(|x| [x, height(&p, &learned, x)]).collect()
        });
        let drawing = figure.drawing(&fitted).unwrap();
        let role = ["path", "momentum"][momentum];
        assert_drawn(&drawing, role, FIT, &lines[0]);
        assert_drawn(&drawing, "contour", FIT, &lines[1]);
        let all = elements(&drawing);
        let dots = of(&all, "circle", "optimum");
        assert_eq!(dots.len(), 9);
        for (dot, point) in dots.iter().zip(points) {
            assert!(distance(dot.points[0], place(FIT, point)) < 0.15);
        }
        let [large] = of(&all, "circle", "start")[..] else {
            panic!("one point can be moved");
        };
        assert!(distance(large.points[0], place(FIT, last)) < 0.15);
        assert_eq!(drawing.readout[0].value, steps.to_string());
        assert_eq!(fitted.kappa, p.lambda[5] / p.lambda[0]);
        assert!(fitted.losses[0] >= fitted.losses[1]);
        let rows = &drawing.table.numbers;
        assert_eq!(
            rows[10],
            [lines[0][10][0], lines[0][10][1], lines[1][10][1]]
        );
    }
    assert_eq!(full_state("fit"), "last=0.6,0.5&log_steps=2&momentum=0");
}

/// Covers fig:eigenfeatures.
#[test]
fn each_eigenfeature_has_its_band() {
    let figure = Eigenfeatures::default();
    let data = figure.data().unwrap();
    let drawing = figure.drawing(&data).unwrap();
    let all = elements(&drawing);
    let p = ours();
    let (mut path, mut dots) = (Vec::new(), Vec::new());
    for (i, lambda) in p.lambda.iter().enumerate() {
        let at = |x: f64| features_at(&p, x)[i];
        let places = || (-60..=60).map(|n| f64::from(n) / 100.0);
        let top = places().map(|x| at(x).abs()).fold(0.0, f64::max);
        let placed = |x: f64| place(BANDS, [x, i as f64 + 1.0 + 0.42 * at(x) / top]);
        path.push(places().map(placed).collect::<Vec<_>>());
        dots.extend(POINTS.iter().map(|point| placed(point[0])));
        assert_eq!(data[i].lambda, *lambda);
    }
    let lines = of(&all, "polyline", "path");
    assert_eq!(lines.len(), 6);
    for (line, path) in lines.iter().zip(&path) {
        assert_eq!(line.points.len(), path.len());
        for (corner, at) in line.points.iter().zip(path) {
            assert!(distance(*corner, *at) < 0.15);
        }
    }
    let marks = of(&all, "circle", "optimum");
    assert_eq!(marks.len(), 60);
    for (mark, at) in marks.iter().zip(&dots) {
        assert!(distance(mark.points[0], *at) < 0.15);
    }
    assert_eq!(drawing.table.numbers[5][2], 31.0);
    assert_eq!(full_state("eigenfeatures"), "");
    // A student may ask for another degree.
    for degree in [0, 1, 7] {
        let figure = Eigenfeatures { degree };
        elements(&figure.drawing(&figure.data().unwrap()).unwrap());
    }
}

/// Covers fig:filters.
#[test]
fn three_shares_are_drawn() {
    for log_steps in [1.0, 3.0, 6.5] {
        let figure = Filters { log_steps };
        let learned = figure.data().unwrap();
        let (p, eta) = (ours(), step_size(&ours()));
        let steps = 10.0_f64.powf(log_steps).round();
        let heavy = (10.0 * steps).sqrt().round() as usize;
        assert_eq!(learned.steps, [steps as usize, heavy]);
        let drawing = figure.drawing(&learned).unwrap();
        let of_lambda = |share: &dyn Fn(f64) -> f64| -> Vec<[f64; 2]> {
            let all = learned.curves.iter().map(|row| row[0]);
            all.map(|lambda| [lambda.log10(), share(lambda)]).collect()
        };
        let beta = planned_momentum(heavy);
        let plain = of_lambda(&|lambda| 1.0 - (1.0 - eta * lambda).powf(steps.floor()));
        assert_drawn(&drawing, "path", SHARES, &plain);
        let momentum = of_lambda(&|lambda| stopped([eta, beta], lambda, heavy));
        assert_drawn(&drawing, "momentum", SHARES, &momentum);
        let flat = of_lambda(&|lambda| ridge(1.0 / (eta * steps), lambda));
        assert_drawn(&drawing, "flat", SHARES, &flat);
        // From 10⁻⁶ to the largest eigenvalue.
        let ends = [&learned.curves[0], &learned.curves[120]].map(|row| row[0]);
        assert!((ends[0] / 1e-6 - 1.0).abs() < 1e-9 && (ends[1] / p.lambda[5] - 1.0).abs() < 1e-9);
        let all = elements(&drawing);
        let marks = of(&all, "circle", "optimum");
        assert_eq!(marks.len(), 6);
        for (mark, lambda) in marks.iter().zip(&p.lambda) {
            let at = [lambda.log10(), stopped([eta, 0.0], *lambda, steps as usize)];
            assert!(distance(mark.points[0], place(SHARES, at)) < 0.15);
        }
    }
    assert_eq!(full_state("filters"), "log_steps=3");
}

/// Covers fig:fresh.
#[test]
fn the_errors_are_drawn_on_logarithmic_axes() {
    let figure = Fresh::default();
    let data = figure.data().unwrap();
    let drawing = figure.drawing(&data).unwrap();
    let steps: Vec<usize> = (0..=60)
        .map(|n| 10.0_f64.powf(f64::from(n) / 10.0).round() as usize)
        .collect();
    for (role, momentum) in [("path", false), ("momentum", true)] {
        let line = steps
            .iter()
            .map(|&t| [(t as f64).log10(), error(t, momentum).log10()]);
        assert_drawn(&drawing, role, FRESH, &line.collect::<Vec<_>>());
    }
    let level = best_ridge(&true_polynomial().unwrap(), 0.3).log10();
    assert_drawn(&drawing, "flat", FRESH, &[[0.0, level], [6.0, level]]);
    assert_eq!(full_state("fresh"), "");
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    for row in [f64::NAN, 1e308, f64::NEG_INFINITY] {
        let learned = Learned {
            curves: vec![[row; 4]; 3],
            marks: vec![[row; 2]],
            steps: [0, usize::MAX],
            tau: row,
        };
        elements(&Filters::default().drawing(&learned).unwrap());
        let errors = Errors {
            rows: vec![[row; 3]; 3],
            ridge: row,
        };
        elements(&Fresh::default().drawing(&errors).unwrap());
        let fitted = Fitted {
            points: Vec::new(),
            curves: vec![[row; 3]; 2],
            losses: [row; 2],
            kappa: row,
            steps: 0,
            window: FIT,
        };
        elements(&Fit::default().drawing(&fitted).unwrap());
    }
    elements(&Eigenfeatures::default().drawing(&Vec::new()).unwrap());
    // Any points, in a plane of their own.
    let points = [[0.0, 100.0], [1.0, 200.0]];
    let plane = Window {
        x: [-1.0, 2.0],
        y: [0.0, 300.0],
    };
    let fitted = fit_on(&points, 1, plane, 50, 0).unwrap();
    assert!(fitted.losses[1] < 1e-20);
    elements(&Fit::default().drawing(&fitted).unwrap());
}
