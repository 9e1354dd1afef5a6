//! "Two runs".

use listings::figures::momentum_method::{Envelopes, Rolling};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, best_step, step_limit};
use listings::momentum_method::momentum_arrival;
use listings::settling::Settling;
use tests::drawn::{assert_drawn, elements, of};
use tests::plane::{gradient_descent, gradient_step, momentum_descent, momentum_step, objective};
use tests::printed::{claim, prints};

use super::{START, arrives, end};

/// The loss after each of the first `steps` steps, the start first.
fn losses(eta: f64, beta: f64, steps: usize) -> Vec<f64> {
    let path = momentum_descent(START, eta, beta, steps).unwrap();
    path.into_iter().map(objective).collect()
}

#[test]
fn the_published_end_points_are_reproduced_to_their_digits() {
    let printed = |[x1, x2]: [f64; 2]| format!("{x1:.6}, {x2:.6}");
    assert_eq!(printed(end(0.6, 0.5)), "0.007188, 0.002553");
    assert_eq!(printed(end(0.6, 0.25)), "-0.126340, -0.186632");
}

#[test]
fn arrivals_are_those_of_a_direct_count() {
    assert_eq!(
        momentum_arrival(START, 0.6, 0.5).unwrap(),
        Settling::Step(24)
    );
    assert_eq!(
        momentum_arrival(START, 0.6, 0.25).unwrap(),
        Settling::Step(55)
    );
    assert_eq!(
        momentum_arrival(START, 0.4, 0.0).unwrap(),
        Settling::Step(103)
    );
    assert_eq!(momentum_arrival(START, 0.8, 0.5).unwrap(), Settling::Never);
}

/// Covers claim:overshoot.
#[test]
fn the_loss_rises_at_the_first_step() {
    let losses = losses(0.6, 0.5, 20);
    let first = claim("overshoot");
    let [product, limit, from, to] = first.numbers();
    assert!(prints(product, 0.6 * CURVATURES[1], 9));
    assert_eq!(limit, step_limit(CURVATURES[1]) * CURVATURES[1]);
    match first.word(&["above 2", "below 2"]) {
        "above 2" => assert!(product > limit),
        _ => assert!(product < limit),
    }
    assert_eq!(
        first.word(&["The first step", "The second step"]),
        "The first step"
    );
    assert!(prints(from, losses[0], 9) && prints(to, losses[1], 1));
    match first.word(&["the loss rises", "the loss falls"]) {
        "the loss rises" => assert!(losses[1] > losses[0]),
        _ => assert!(losses[1] < losses[0]),
    }
    assert_eq!(
        first.word(&["without memory", "with memory"]),
        "without memory"
    );
    let [x, _] = momentum_step([START, [0.0; 2]], 0.6, 0.5);
    assert_eq!(x, gradient_step(START, 0.6));
}

/// Covers claim:momentum-arrives.
#[test]
fn momentum_arrives_before_gradient_descent() {
    // Every step size on a grid of thousandths up to the limit, 0.5.
    let grid = (1..500).map(|n| f64::from(n) / 1000.0);
    let plain = grid.filter_map(|eta| match momentum_arrival(START, eta, 0.0).unwrap() {
        Settling::Step(step) => Some(step as f64),
        _ => None,
    });
    let soonest = plain.fold(f64::INFINITY, f64::min);

    let first = claim("momentum-arrives");
    let [heavy, eta, usual, best] = first.numbers();
    assert_eq!(heavy, arrives(0.6, 0.5));
    assert_eq!([eta, usual], [0.4, arrives(0.4, 0.0)]);
    assert_eq!(
        first.word(&["the best step size", "the worst step size"]),
        "the best step size"
    );
    assert_eq!([best, best], [arrives(best_step(CURVATURES), 0.0), soonest]);

    first.says("gradient descent with any one step size");
    first.holds(&[
        ("earlier than", heavy < soonest),
        ("later than", heavy > soonest),
    ]);
}

/// Covers claim:low-lower.
#[test]
fn with_less_momentum_the_loss_is_lower_in_the_end() {
    let claim = claim("low-lower");
    let [eta, from] = claim.numbers();
    assert_eq!(eta, 0.4);
    let (low, plain) = (losses(0.6, 0.25, 1000), losses(eta, 0.0, 1000));
    let from = from as usize;
    let lower = |n: usize| low[n] < plain[n];
    match claim.word(&["is lower than", "is higher than"]) {
        // Both losses have died out before step 1000.
        "is lower than" => assert!(!lower(from - 1) && (from..900).all(lower)),
        _ => assert!((from..900).all(|n| low[n] > plain[n])),
    }
    for words in [
        ["descent with $\\eta", "descent without $\\eta"],
        ["from step", "until step"],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
}

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// Covers fig:rolling, fig:rolling-low.
#[test]
fn the_valley_shows_the_path_of_momentum() {
    for (eta, beta, leaves) in [
        (0.6, 0.5, None),
        (0.6, 0.25, None),
        (0.8, 0.5, Some("leaves at step 1")),
    ] {
        let figure = Rolling {
            eta,
            beta,
            ..Rolling::default()
        };
        let run = figure.data().unwrap();
        let path = momentum_descent(START, eta, beta, 20).unwrap();
        assert_eq!(run.path, path);
        assert_eq!(
            run.losses,
            path.iter().map(|&x| objective(x)).collect::<Vec<_>>()
        );
        assert_eq!(run.curvatures, CURVATURES);
        assert_eq!(run.plain, gradient_descent(START, eta, 20).unwrap());
        let drawing = figure.drawing(&run).unwrap();
        assert_drawn(&drawing, "momentum", PLANE, &path);
        assert_drawn(&drawing, "path", PLANE, &run.plain);
        let elements = elements(&drawing);
        let notes = elements.iter().map(|e| e.text.as_str());
        let note = notes.clone().find(|n| n.starts_with("leaves"));
        assert_eq!(note, leaves);
        for name in ["start", "minimum"] {
            assert!(notes.clone().any(|n| n == name), "{name}");
        }
        // If both leave on the same line, the name of one is enough.
        assert!(leaves.is_some() || notes.clone().any(|n| n == "β = 0"));
        // What the caption says: the same first step, then gradient descent leaves.
        assert_eq!(run.plain[1], path[1]);
        assert!(eta != 0.6 || PLANE.exit(&run.plain) == Some(2));
        let inside = path[1..].iter().filter(|x| PLANE.contains(**x)).count();
        assert_eq!(of(&elements, "circle", "momentum").len(), inside);
    }
}

#[test]
fn the_readings_are_radii_loss_and_arrival() {
    let shown = |beta: f64, start: [f64; 2]| {
        let figure = Rolling {
            beta,
            start,
            ..Rolling::default()
        };
        let envelopes = Envelopes {
            beta,
            start,
            ..Envelopes::default()
        };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let other = envelopes.drawing(&envelopes.data().unwrap()).unwrap();
        assert_eq!(drawing.readout, other.readout);
        assert_eq!(drawing.table, other.table);
        assert_eq!(drawing.table.rows.len(), 21);
        assert_eq!(drawing.table.rows[1][0], "1");
        let values = drawing.readout.into_iter().map(|r| r.value);
        values.collect::<Vec<_>>()
    };
    assert_eq!(shown(0.5, START), ["0.707", "0.707", "1.820 × 10⁻⁵", "24"]);
    assert_eq!(shown(0.25, START), ["0.828", "0.859", "0.07126", "55"]);
    assert_eq!(shown(0.0, START)[3], "never");
    assert_ne!(shown(0.0, [-5.0, 0.0])[3], "never");
}
