//! Holds the title page to its word.

use listings::figures::welcome::{Crossing, values};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{gradient_descent, objective};
use listings::momentum_method::momentum_descent;
use tests::drawn::{assert_drawn, elements, of};
use tests::told::{assert_told, is, leads};

/// Covers fig:crossing.
#[test]
fn both_paths_are_drawn_from_the_same_start() {
    let window = Window {
        x: [-6.0, 2.0],
        y: [-3.0, 3.0],
    };
    for (eta, beta) in [(0.4, 0.5), (0.6, 0.5), (0.7, 0.9)] {
        let figure = Crossing {
            eta,
            beta,
            ..Crossing::default()
        };
        let paths = figure.data().unwrap();
        assert_eq!(paths[0], gradient_descent([-5.0, -2.0], eta, 20).unwrap());
        assert_eq!(
            paths[1],
            momentum_descent([-5.0, -2.0], eta, beta, 20).unwrap()
        );
        let drawing = figure.drawing(&paths).unwrap();
        assert_drawn(&drawing, "path", window, &paths[0]);
        assert_drawn(&drawing, "momentum", window, &paths[1]);
        let elements = elements(&drawing);
        assert_eq!(of(&elements, "circle", "start").len(), 1);
    }
}

#[test]
fn each_path_is_named_beside_its_end() {
    let drawing = Crossing::default();
    let drawing = drawing.drawing(&drawing.data().unwrap()).unwrap();
    let elements = elements(&drawing);
    for (role, name) in [("path", "gradient descent"), ("momentum", "momentum")] {
        let texts = of(&elements, "text", role);
        assert_eq!(texts.len(), 1);
        assert_eq!(texts[0].text, name);
    }
}

#[test]
fn at_the_values_of_the_page_momentum_is_lower() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    assert_eq!(format!("{:.6}", value("plain_loss")), "0.089013");
    assert!(value("momentum_loss") < value("plain_loss") / 100.0);
    assert_eq!(
        [value("eta"), value("beta"), value("steps")],
        [0.4, 0.5, 20.0]
    );
}

/// Covers text:welcome.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let p = Crossing::default();
    let plain = gradient_descent(p.start, p.eta, p.steps).unwrap();
    let heavy = momentum_descent(p.start, p.eta, p.beta, p.steps).unwrap();
    assert_told(
        "welcome",
        &[
            ("and momentum (orange) after", is(p.steps as f64)),
            ("with the step size η =", is(p.eta)),
            ("and the momentum β =", is(p.beta)),
            ("has reached, its *loss*, is", is(objective(plain[p.steps]))),
            ("that of momentum is", is(objective(heavy[p.steps]))),
            ("The first section,", leads("ill-conditioned-problem.md")),
        ],
    );
}
