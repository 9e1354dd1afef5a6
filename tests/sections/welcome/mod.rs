//! Holds the title page to its word.

mod captions;

use listings::figures::welcome::{Crossing, values};
use listings::figures::{Figure, Window};
use listings::momentum_method::momentum_arrival;
use listings::settling::TOLERANCE;
use tests::drawn::{assert_drawn, elements, of};
use tests::plane::{gradient_descent, momentum_descent, objective};
use tests::printed::{claim, figure, rounded};
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
    for (role, name) in [
        ("path", "gradient descent"),
        ("momentum", "momentum method"),
    ] {
        let texts = of(&elements, "text", role);
        assert_eq!(texts.len(), 1);
        assert_eq!(texts[0].text, name);
    }
}

/// The point that a path ends at: its distance from the minimum and its loss.
fn end(path: &[[f64; 2]]) -> [f64; 2] {
    let end = path[path.len() - 1];
    [end[0].hypot(end[1]), objective(end)]
}

/// Covers claim:nearer-but-higher.
#[test]
fn more_momentum_is_nearer_but_higher() {
    let claim = claim("nearer-but-higher");
    let [beta, more, near, far, high, low] = claim.numbers();
    let p = Crossing::default();
    assert_eq!(beta, p.beta);
    let plain = end(&gradient_descent(p.start, p.eta, p.steps).unwrap());
    let [usual, heavy] =
        [beta, more].map(|beta| end(&momentum_descent(p.start, p.eta, beta, p.steps).unwrap()));
    assert_eq!([near, far], [heavy[0], plain[0]].map(|d| rounded(d, 2)));
    assert_eq!(
        [high, low],
        [heavy[1], plain[1]].map(|loss| rounded(loss, 3))
    );
    match claim.word(&["ends nearer and", "ends farther and"]) {
        "ends nearer and" => assert!(usual[0] < plain[0]),
        _ => assert!(usual[0] > plain[0]),
    }
    match claim.word(&["and lower;", "and higher;"]) {
        "and lower;" => assert!(usual[1] < plain[1]),
        _ => assert!(usual[1] > plain[1]),
    }
    match claim.word(&["still ends nearer", "still ends farther"]) {
        "still ends nearer" => assert!(heavy[0] < plain[0]),
        _ => assert!(heavy[0] > plain[0]),
    }
    match claim.word(&["but higher", "but lower"]) {
        "but higher" => assert!(heavy[1] > plain[1]),
        _ => assert!(heavy[1] < plain[1]),
    }
    // The method without its number is another method.
    claim.says("With β = 0.5 the momentum method");
    claim.says("; with β = 0.85 it");
    claim.says("with a loss of");
}

/// The readings answer what the page asks.
#[test]
fn the_readings_tell_losses_and_distances() {
    let (name, state) = figure("crossing");
    assert_eq!((name.as_str(), state.as_str()), ("crossing", ""));
    let p = Crossing {
        beta: 0.85,
        ..Crossing::default()
    };
    let drawing = p.drawing(&p.data().unwrap()).unwrap();
    let told = drawing.readout.iter();
    let told: Vec<String> = told.map(|r| format!("{}: {}", r.name, r.value)).collect();
    let [plain, heavy] = p.data().unwrap().map(|path| end(&path));
    let arrives = |beta| momentum_arrival(p.start, p.eta, beta).unwrap();
    assert_eq!(
        told,
        [
            format!("gradient descent: loss: {:.5}", plain[1]),
            format!("momentum: loss: {:.4}", heavy[1]),
            format!("gradient descent: distance: {:.4}", plain[0]),
            format!("momentum: distance: {:.4}", heavy[0]),
            format!(
                "gradient descent: distance ≤ {TOLERANCE} from step: {}",
                arrives(0.0)
            ),
            format!(
                "momentum: distance ≤ {TOLERANCE} from step: {}",
                arrives(0.85)
            ),
        ]
    );
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
            ("momentum method (orange) after", is(p.steps as f64)),
            ("with the step size η =", is(p.eta)),
            ("and the momentum β =", is(p.beta)),
            ("has reached is its *loss*:", is(objective(plain[p.steps]))),
            ("for gradient descent,", is(objective(heavy[p.steps]))),
            ("five sections: -", leads("leaky-averages.md")),
            ("the old ones. -", leads("ill-conditioned-problem.md")),
            ("step size is slow. -", leads("curvature.md")),
            ("by one number. -", leads("momentum-method.md")),
            ("too much of it. -", leads("effective-sample-weight.md")),
            ("trains with momentum: -", leads("from-scratch.md")),
            ("two settings. -", leads("concise.md")),
            ("not be forgotten. -", leads("conventions.md")),
            ("takes momentum apart: -", leads("quadratic-functions.md")),
            ("with momentum too. -", leads("scalar-functions.md")),
            ("what it can do. -", leads("optimal-parameters.md")),
            ("a whole valley. -", leads("hump.md")),
            ("how to mend it. -", leads("nesterov.md")),
            ("examples and limits: -", leads("polynomial-regression.md")),
            ("pay to stop there. -", leads("colorization.md")),
            ("make it slow. -", leads("limits-of-descent.md")),
            ("which ones are as fast. -", leads("heavy-ball-fails.md")),
            ("for ever. -", leads("stochastic-gradients.md")),
            ("a whole path. -", leads("todays-optimizers.md")),
            ("of the book: -", leads("summary.md")),
            ("a step. -", leads("exercises.md")),
            ("[Exercises](exercises.md) with", leads("solutions.md")),
            ("checks your answer. -", leads("common-mistakes.md")),
            ("what is right. -", leads("notation.md")),
            ("[Notation](notation.md),", leads("glossary.md")),
            ("[glossary](glossary.md) and", leads("references.md")),
            ("or a figure leads to", leads("what-is-tested.md")),
            ("Without the repository,", leads("notebooks/momentum.zip")),
        ],
    );
}
