//! What the figures show.

use listings::effective_sample_weight::{
    newest_share, noisy_velocities, sample_variance, standard_error, total_weight,
    velocity_variance,
};
use listings::figures::effective_sample_weight::{
    ConstantGradient, Growth, Memory, Noise, VelocityNoise, Weights,
};
use listings::figures::{Figure, Window};
use listings::leaky_averages::{effective_size, leaky_sum};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::figure;

use super::close;

/// The points (0, y₀), (1, y₁), … of a line.
fn numbered(values: &[f64]) -> Vec<[f64; 2]> {
    values
        .iter()
        .enumerate()
        .map(|(t, y)| [t as f64, *y])
        .collect()
}

/// Covers fig:constant-gradient.
#[test]
fn the_growth_is_drawn_with_its_limit_and_its_marks() {
    for (beta, steps, marks) in [
        (0.9, 60, [10, 44]),
        (0.5, 12, [2, 7]),
        (0.99, 50, [99, 459]),
    ] {
        let figure = ConstantGradient { beta, steps };
        let growth = figure.data().unwrap();
        assert_eq!(
            growth.velocities,
            leaky_sum(&vec![1.0; steps], beta).unwrap()
        );
        assert_eq!(growth.limit, total_weight(beta));
        assert_eq!(growth.marks, [(63, marks[0]), (99, marks[1])]);
        let drawing = figure.drawing(&growth).unwrap();
        let window = Window {
            x: [0.0, steps as f64],
            y: [0.0, 1.2 * total_weight(beta)],
        };
        let line = numbered(&growth.velocities);
        assert_drawn(&drawing, "momentum", window, &line);
        let level = [[0.0, growth.limit], [steps as f64, growth.limit]];
        assert_drawn(&drawing, "contour", window, &level);
        let elements = elements(&drawing);
        let discs = of(&elements, "circle", "start");
        for (disc, step) in discs.iter().zip(marks) {
            assert!(distance(disc.points[0], place(window, line[step])) < 0.1);
        }
        assert_eq!(
            discs.len(),
            marks.iter().filter(|step| **step <= steps).count()
        );
    }
}

/// Covers fig:weights.
#[test]
fn the_weights_are_drawn_with_their_shares_and_three_measures() {
    for (beta, last) in [(0.9, 40.0), (0.5, 6.0), (0.0, 6.0), (0.99, 350.0)] {
        let figure = Weights { beta };
        let memory = figure.data().unwrap();
        let window = Window {
            x: [0.0, last],
            y: [0.0, 1.15],
        };
        // A weight is what the velocity still has of a single gradient.
        let mut gradients = vec![0.0; memory.weights.len()];
        gradients[0] = 1.0;
        let decay = leaky_sum(&gradients, beta).unwrap();
        assert!(
            memory
                .weights
                .iter()
                .zip(&decay[1..])
                .all(|(w, d)| close(*w, *d))
        );
        for (n, [age, share]) in memory.shares.iter().enumerate() {
            assert!(close(*age, last * n as f64 / 240.0));
            assert_eq!(*share, newest_share(beta, *age));
        }
        let drawing = figure.drawing(&memory).unwrap();
        assert_drawn(&drawing, "flat", window, &memory.shares);
        let elements = elements(&drawing);
        if last < 100.0 {
            let discs = of(&elements, "circle", "momentum");
            assert_eq!(discs.len(), memory.weights.len());
            for (disc, point) in discs.iter().zip(numbered(&memory.weights)) {
                assert!(distance(disc.points[0], place(window, point)) < 0.1);
            }
        } else {
            assert_drawn(&drawing, "momentum", window, &numbered(&memory.weights));
        }
        let ages = [
            0.5_f64.ln() / beta.ln(),
            total_weight(beta),
            effective_size(beta),
        ];
        let discs = of(&elements, "circle", "start");
        assert_eq!(discs.len(), 3);
        for ((age, (_, told)), disc) in ages.into_iter().zip(memory.marks).zip(discs) {
            assert!((told[0] - age).abs() < 1e-9 && told[1] == newest_share(beta, told[0]));
            assert!(distance(disc.points[0], place(window, told)) < 0.1);
        }
    }
    let all = elements(
        &Weights::default()
            .drawing(&Weights::default().data().unwrap())
            .unwrap(),
    );
    for text in ["half-life 6.6", "total weight 10", "effective size 19"] {
        assert!(all.iter().any(|e| e.text == text), "{text}");
    }
}

/// Covers fig:velocity-noise.
#[test]
fn the_simulated_variance_is_that_of_the_formula_and_is_drawn_beside_it() {
    for (beta, sample) in [(0.0, 1), (0.5, 2), (0.9, 1), (0.9, 7), (0.99, 3)] {
        let figure = VelocityNoise { beta, sample };
        let noise = figure.data().unwrap();
        let streams = noisy_velocities(sample as u64, beta, 200, 30).unwrap();
        let error = standard_error(200);
        for step in 1..=30 {
            let expected = velocity_variance(beta, step);
            assert_eq!(noise.expected[step], expected);
            let all: Vec<f64> = streams.iter().map(|v| v[step]).collect();
            assert_eq!(noise.measured[step], sample_variance(&all));
            // Less than one in 10⁶ is beyond five standard errors.
            assert!((noise.measured[step] / expected - 1.0).abs() < 5.5 * error);
        }
        let drawing = figure.drawing(&noise).unwrap();
        let highest = noise.measured.iter().copied().fold(1.0, f64::max);
        let highest = highest.max((1.0 + 2.0 * error) * noise.expected[30]);
        let window = Window {
            x: [0.0, 30.0],
            y: [0.0, 1.15 * highest],
        };
        assert_drawn(&drawing, "optimum", window, &numbered(&noise.expected));
        assert_drawn(&drawing, "path", window, &[[0.0, 1.0], [30.0, 1.0]]);
        let elements = elements(&drawing);
        let bands = of(&elements, "polyline", "contour");
        let ends = bands.iter().map(|band| band.points[band.points.len() - 1]);
        for (end, factor) in ends.zip([1.0 - 2.0 * error, 1.0 + 2.0 * error]) {
            let there = place(window, [30.0, factor * noise.expected[30]]);
            assert!(distance(end, there) < 0.1);
        }
        for (disc, point) in of(&elements, "circle", "momentum")
            .iter()
            .zip(numbered(&noise.measured))
        {
            assert!(distance(disc.points[0], place(window, point)) < 0.1);
        }
    }
}

/// Covers fig:constant-gradient, fig:weights, fig:velocity-noise.
#[test]
fn the_figures_show_the_momentum_that_the_text_describes() {
    for (label, told) in [
        ("constant-gradient", "beta=0.9&steps=60"),
        ("weights", "beta=0.9"),
        ("velocity-noise", "beta=0.9&sample=1"),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, label);
        let entry = listings::figures::find(label).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    for data in [
        vec![],
        vec![f64::NAN; 3],
        vec![1e300, -1e308, f64::INFINITY, 0.5],
    ] {
        for limit in [0.0, -1.0, f64::INFINITY, f64::NAN] {
            let growth = Growth {
                velocities: data.clone(),
                limit,
                marks: [(63, 0), (99, usize::MAX)],
            };
            elements(&ConstantGradient::default().drawing(&growth).unwrap());
            let memory = Memory {
                weights: data.clone(),
                shares: vec![[limit, 0.5]; 4],
                marks: ["a", "b", "c"].map(|name| (name, [limit, 0.5])),
            };
            elements(&Weights::default().drawing(&memory).unwrap());
        }
        let noise = Noise {
            measured: data.clone(),
            expected: vec![1.0, 2.0],
            streams: data.len(),
        };
        elements(&VelocityNoise::default().drawing(&noise).unwrap());
    }
}
