//! "Walking downhill".

use formula::Bindings;
use listings::figures::ill_conditioned_problem::Valley;
use listings::figures::valley::level_step;
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, factor, values};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::plane::{gradient, gradient_descent, gradient_step, objective, with_gradient};
use tests::printed::{equation, figure};
use tests::states::seeded;

use super::{START, cases, end, walk};

fn printed([x1, x2]: [f64; 2]) -> String {
    format!("{x1:.6}, {x2:.6}")
}

#[test]
fn the_published_end_points_are_reproduced_to_their_digits() {
    assert_eq!(printed(end(0.4)), "-0.943467, -0.000073");
    assert_eq!(printed(end(0.6)), "-0.387814, -1673.365109");
}

#[test]
fn a_step_goes_against_the_gradient_and_multiplies_each_coordinate_by_its_factor() {
    let mut random = seeded(2);
    for _ in 0..1000 {
        let x = [random.between(-6.0, 2.0), random.between(-3.0, 3.0)];
        let eta = random.between(0.0, 1.0);
        let next = gradient_step(x, eta);
        for i in 0..2 {
            // Rounding of numbers up to 12.
            assert!((next[i] - (x[i] - eta * gradient(x)[i])).abs() < 1e-14);
            assert!((next[i] - factor(eta, CURVATURES[i]) * x[i]).abs() < 1e-14);
        }
    }
}

#[test]
fn a_path_starts_at_its_start_and_takes_its_steps() {
    let path = gradient_descent(START, 0.4, 3).unwrap();
    assert_eq!(path.len(), 4);
    assert_eq!(path[0], START);
    for pair in path.windows(2) {
        assert_eq!(pair[1], gradient_step(pair[0], 0.4));
    }
    assert_eq!(gradient_descent(START, 0.4, 0).unwrap(), [START]);
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (start, eta, steps, argument) in [
        ([f64::NAN, 0.0], 0.4, 20, "start"),
        (START, -0.1, 20, "eta"),
        (START, f64::INFINITY, 20, "eta"),
        (START, 0.4, usize::MAX, "steps"),
    ] {
        let refusal = gradient_descent(start, eta, steps).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
}

/// Covers fig:valley, fig:valley-large.
#[test]
fn the_valley_shows_the_path_the_minimum_and_where_the_path_leaves() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    for (eta, leaves) in [(0.4, None), (0.6, Some("leaves at step 2"))] {
        let figure = Valley {
            eta,
            ..Valley::default()
        };
        let descent = figure.data().unwrap();
        let path = &descent.path;
        assert_eq!(*path, gradient_descent(START, eta, 20).unwrap());
        assert_eq!(descent.losses[20], objective(path[20]));
        let drawing = figure.drawing(&descent).unwrap();
        assert_drawn(&drawing, "path", window, path);

        let elements = elements(&drawing);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        assert!(notes.contains(&"start") && notes.contains(&"minimum"));
        assert_eq!(
            notes.iter().find(|n| n.starts_with("leaves")).copied(),
            leaves
        );
        assert_eq!(
            of(&elements, "polygon", "path").len(),
            usize::from(leaves.is_some())
        );
        let cross = of(&elements, "polyline", "optimum");
        let middle = |ends: &[[f64; 2]]| [0, 1].map(|i| (ends[0][i] + ends[1][i]) / 2.0);
        for arm in &cross {
            assert!(distance(middle(&arm.points), place(window, [0.0, 0.0])) < 0.1);
        }
        assert_eq!(cross.len(), 2);
        let inside = path[1..].iter().filter(|x| window.contains(**x)).count();
        assert_eq!(of(&elements, "circle", "path").len(), inside);
    }
}

#[test]
fn every_mark_of_the_axes_is_written() {
    let drawing = draw(&Valley::default());
    let elements = elements(&drawing);
    let texts: Vec<_> = of(&elements, "text", "text")
        .iter()
        .map(|e| e.text.clone())
        .collect();
    let marks = [
        "−6", "−4", "−2", "0", "2", "−3", "−2", "−1", "0", "1", "2", "3",
    ];
    let mut expected: Vec<_> = marks
        .iter()
        .chain(&["x₁", "x₂"])
        .map(|t| t.to_string())
        .collect();
    let mut texts = texts;
    texts.sort();
    expected.sort();
    assert_eq!(texts, expected);
}

#[test]
fn the_level_sets_are_where_the_objective_is_constant() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    let drawing = draw(&Valley::default());
    let [left, bottom] = place(window, [window.x[0], window.y[0]]);
    let [right, top] = place(window, [window.x[1], window.y[1]]);
    let elements = elements(&drawing);
    let contours = of(&elements, "polyline", "contour");
    let mut levels = Vec::new();
    for contour in contours {
        let heights: Vec<f64> = contour
            .points
            .iter()
            .map(|[x, y]| {
                objective([
                    window.x[0] + (x - left) / (right - left) * (window.x[1] - window.x[0]),
                    window.y[0] + (y - bottom) / (top - bottom) * (window.y[1] - window.y[0]),
                ])
            })
            .collect();
        let low = heights.iter().copied().fold(f64::INFINITY, f64::min);
        let high = heights.iter().copied().fold(0.0, f64::max);
        // A tenth of a unit is 0.0024 of x₂, where f has slope 12 at most;
        // a chord of the polygon lies 0.0007 of the height too low.
        assert!(high - low < 0.03 + 0.001 * high, "{low} to {high}");
        levels.push(((high + low) / 2.0).round() as i32);
    }
    // Equal steps of the height; a level may reach the frame in two pieces.
    levels.dedup();
    assert_eq!(level_step(CURVATURES), 2.0);
    assert_eq!(levels, [2, 4, 6, 8, 10, 12, 14, 16, 18, 20]);
}

#[test]
fn the_level_sets_suit_any_valley() {
    for (curvatures, step) in [([0.2, 1.0], 1.0), ([0.2, 100.0], 50.0), ([2.0, 4.0], 5.0)] {
        assert_eq!(level_step(curvatures), step);
    }
    for odd in [[0.0, 0.0], [-1.0, 4.0], [f64::NAN, 1.0], [1e300, 1.0]] {
        assert!(level_step(odd) > 0.0);
        let mut descent = Valley::default().data().unwrap();
        descent.curvatures = odd;
        elements(&Valley::default().drawing(&descent).unwrap());
    }
}

/// Covers eq:gradient-step, lst:gradient_step, lst:gradient_descent.
#[test]
fn the_printed_step_is_the_one_that_runs() {
    let printed = equation("gradient-step");
    let mut random = seeded(14);
    for (x, eta) in cases(14) {
        let (path, t) = walk(x, eta, &mut random);
        let path = path.iter().map(|x| formula::Value::from(x.as_slice()));
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, path)
            .integer("t", t)
            .scalar("\\eta", eta);
        printed.holds(&with_gradient(bindings));
    }
}

/// Covers fig:valley, fig:coordinates, fig:valley-large.
#[test]
fn the_figures_show_the_runs_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (label, name, eta) in [
        ("valley", "valley", "eta"),
        ("coordinates", "coordinates", "eta"),
        ("valley-large", "valley", "eta_large"),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, name);
        let entry = listings::figures::find(name).unwrap();
        let (x1, x2) = (value("start_x1"), value("start_x2"));
        let told = format!(
            "eta={}&steps={}&start={x1},{x2}",
            value(eta),
            value("steps")
        );
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}
