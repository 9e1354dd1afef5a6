//! What the figures show.

use listings::curvature::{slowest_factor, steps_per_digit};
use listings::figures::curvature::{Progress, StepSizes, TurnedValley, curvatures_of};
use listings::figures::{Drawing, Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, best_step, factor};
use tests::drawn::{assert_drawn, draw, elements, of, unplaced};
use tests::plane::{direction, dot, height, hessian, turned_descent};
use tests::printed::figure;
use tests::states::seeded;

use super::{START, near, point};

/// Settings of the turned valley, the ends of its controls among them.
fn settings() -> Vec<TurnedValley> {
    let mut random = seeded(20);
    let mut all = vec![TurnedValley::default()];
    for (kappa, angle) in [(1.0, -90.0), (100.0, 0.0), (100.0, 90.0)] {
        let (eta, start) = (0.6, [-6.0, 4.5]);
        all.push(TurnedValley {
            kappa,
            angle,
            eta,
            start,
        });
    }
    all.extend((0..30).map(|_| TurnedValley {
        kappa: random.between(1.0, 100.0),
        angle: random.between(-90.0, 90.0),
        eta: random.between(0.01, 0.6),
        start: point(&mut random),
    }));
    all
}

const WINDOW: Window = Window {
    x: [-6.0, 6.0],
    y: [-4.5, 4.5],
};

/// Covers fig:turned-valley.
#[test]
fn the_turned_valley_shows_the_path_its_directions_and_its_level_sets() {
    for figure in settings() {
        let h = hessian(curvatures_of(figure.kappa), figure.angle);
        let own = [direction(figure.angle), direction(figure.angle + 90.0)];
        let data = figure.data().unwrap();
        assert_eq!(
            data.path,
            turned_descent(h, figure.start, figure.eta, 20).unwrap()
        );
        assert_eq!(data.losses[20], height(h, data.path[20]));
        assert_eq!(data.components[20], own.map(|q| dot(q, data.path[20])));
        let drawing = figure.drawing(&data).unwrap();
        assert_drawn(&drawing, "path", WINDOW, &data.path);
        for (q, role) in own.iter().zip(["flat", "steep"]) {
            let far = [100.0, -100.0].map(|s| [s * q[0], s * q[1]]);
            assert_drawn(
                &drawing,
                role,
                WINDOW,
                &WINDOW.segment(far[0], far[1]).unwrap(),
            );
        }
        for contour in of(&elements(&drawing), "polyline", "contour") {
            let heights = contour
                .points
                .iter()
                .map(|at| height(h, unplaced(WINDOW, *at)));
            // The distance from the minimum in the steep direction.
            let reach: Vec<f64> = heights.map(|f| (f / 2.0).sqrt()).collect();
            let low = reach.iter().copied().fold(f64::INFINITY, f64::min);
            let high = reach.iter().copied().fold(0.0, f64::max);
            // A tenth of a unit of the picture is 0.004 of the plane, rounded
            // on both axes; a chord of 120 lies 0.0004 of the size too low.
            assert!(high - low < 0.006 + 0.0005 * high, "{low} to {high}");
            // From each set to the next f grows by 5.
            let set = (2.0 * high * high / 5.0).round();
            assert!(near(high, (5.0 * set / 2.0).sqrt(), 0.005), "{high}");
        }
    }
    let all = elements(&draw(&TurnedValley::default()));
    for (text, role) in [("q₁", "flat"), ("q₂", "steep"), ("start", "start")] {
        assert_eq!(of(&all, "text", role)[0].text, text);
    }
}

/// Covers fig:step-sizes.
#[test]
fn the_factors_of_every_step_size_are_drawn() {
    for kappa in [1.0, 2.0, 7.3, 20.0, 100.0] {
        let figure = StepSizes { kappa };
        let curvatures = curvatures_of(kappa);
        // Rounding of a quotient.
        assert!(near(curvatures[0] * kappa, curvatures[1], 1e-14) && curvatures[1] == 4.0);
        let data = figure.data().unwrap();
        let best = best_step(curvatures);
        assert_eq!(data.best, [best, slowest_factor(best, &curvatures)]);
        let etas: Vec<f64> = data.rates.iter().map(|at| at[0]).collect();
        assert_eq!([etas[0], etas[etas.len() - 1]], [0.0, 0.6]);
        for corner in [best, 0.25, kappa / 4.0] {
            let there = etas.iter().any(|eta| near(*eta, corner, 1e-15));
            assert!(corner > 0.6 || there, "{corner}");
        }
        let drawing = figure.drawing(&data).unwrap();
        let window = Window {
            x: [0.0, 0.6],
            y: [0.0, 1.4],
        };
        let assert_line = |role: &str, size: &dyn Fn(f64) -> f64| {
            let line: Vec<_> = etas.iter().map(|&eta| [eta, size(eta)]).collect();
            assert_drawn(&drawing, role, window, &line);
        };
        assert_line("contour", &|eta| slowest_factor(eta, &curvatures));
        for (lambda, role) in curvatures.into_iter().zip(["flat", "steep"]) {
            assert_line(role, &|eta| factor(eta, lambda).abs());
        }
    }
}

/// Covers fig:progress.
#[test]
fn the_progress_along_both_directions_is_drawn() {
    for TurnedValley { kappa, eta, .. } in settings() {
        let share = 2.0 * eta;
        let both = Progress { kappa, share }.data().unwrap();
        let h = hessian(curvatures_of(kappa), 30.0);
        assert_eq!(both[0].eta, share * best_step(curvatures_of(kappa)));
        assert_eq!(both[1].eta, 0.4);
        for run in &both {
            assert_eq!(run.path, turned_descent(h, START, run.eta, 40).unwrap());
        }
        let drawing = Progress { kappa, share }.drawing(&both).unwrap();
        let window = Window {
            x: [0.0, 40.0],
            y: [-4.0, 1.0],
        };
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let sizes = both[0].components.iter().map(|x| x[i].abs().log10());
            let line = (0..)
                .zip(sizes)
                .map(|(t, size)| [f64::from(t), size.max(-300.0)]);
            assert_drawn(&drawing, role, window, &line.collect::<Vec<_>>());
        }
        assert_eq!(of(&elements(&drawing), "polyline", "contour").len(), 2);
    }
}

/// The readouts say what the program computes.
#[test]
fn the_numbers_beside_the_figures_are_computed() {
    let read = |drawing: &Drawing, name: &str| -> String {
        let found = drawing.readout.iter().find(|reading| reading.name == name);
        found
            .unwrap_or_else(|| panic!("{name}"))
            .value
            .replace('−', "-")
    };
    let valley = draw(&TurnedValley::default());
    let end = turned_descent(hessian(CURVATURES, 30.0), START, 0.4, 20).unwrap()[20];
    let loss: f64 = read(&valley, "loss at the last step").parse().unwrap();
    assert!(near(loss, height(hessian(CURVATURES, 30.0), end), 5e-6));
    let digit = format!("{:.1}", steps_per_digit(20.0).unwrap());
    let never = Progress {
        share: 1.1,
        ..Progress::default()
    };
    for (drawing, name, value) in [
        (&valley, "curvature λ₁ along q₁", "0.2000"),
        (&valley, "size of the factor along q₁", "0.920"),
        (&valley, "size of the factor along q₂", "0.600"),
        (&draw(&Progress::default()), "step size η", "0.476"),
        (
            &draw(&Progress::default()),
            "size of the factor along q₁",
            "0.905",
        ),
        (
            &draw(&Progress::default()),
            "the larger of both, the rate",
            "0.905",
        ),
        (
            &draw(&Progress::default()),
            "steps for one more digit",
            digit.as_str(),
        ),
        (&draw(&never), "steps for one more digit", "never"),
        (&draw(&StepSizes::default()), "best step size", "0.476"),
        (&draw(&StepSizes::default()), "rate there", "0.905"),
    ] {
        assert_eq!(read(drawing, name), value, "{name}");
    }
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let huge = vec![
        [1.0, 1.0],
        [-1e300, 1e308],
        [f64::INFINITY, 0.0],
        [0.5, 0.5],
    ];
    for points in [huge, Vec::new(), vec![[f64::NAN; 2]; 3]] {
        let (valley, progress) = (TurnedValley::default(), Progress::default());
        let mut data = valley.data().unwrap();
        data.path = points.clone();
        data.components = points.clone();
        data.losses = points.iter().map(|x| x[0] * x[1]).collect();
        elements(&progress.drawing(&[data.clone(), data.clone()]).unwrap());
        data.curvatures = [-1.0, f64::NAN];
        data.own = [[f64::NAN; 2]; 2];
        elements(&valley.drawing(&data).unwrap());
        let mut factors = StepSizes::default().data().unwrap();
        factors.rates = points.clone();
        factors.sizes = points.iter().map(|x| [x[0], x[1], x[0]]).collect();
        elements(&StepSizes::default().drawing(&factors).unwrap());
    }
}

/// Covers fig:turned-valley, fig:step-sizes, fig:progress.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    for (name, told) in [
        (
            "turned-valley",
            "kappa=20&angle=30&eta=0.4&start=-3.33,-4.23",
        ),
        ("step-sizes", "kappa=20"),
        ("progress", "kappa=20&share=1"),
    ] {
        let (shown, state) = figure(name);
        assert_eq!(shown, name);
        let entry = listings::figures::find(name).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{name}");
    }
    // The valley of the figures is the valley of the book.
    assert_eq!(curvatures_of(20.0), CURVATURES);
}
