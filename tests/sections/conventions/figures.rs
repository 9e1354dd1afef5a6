//! What the figures show.

use listings::conventions::{CONSTANT, Form, convert, settings};
use listings::figures::conventions::{Forms, RateDrop, typed};
use listings::figures::{Figure, Window, find};
use tests::drawn::{assert_drawn, elements, of};
use tests::plane::Pair;
use tests::printed::figure;

use super::{dampened, drop, in_valley, on_slope};

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};
const ROLES: [&str; 4] = ["momentum", "path", "flat", "steep"];

fn assert_shown(figure: &Forms, wanted: &[Vec<Pair>; 4]) {
    let paths = figure.data().unwrap();
    assert_eq!(&paths, wanted);
    let drawing = figure.drawing(&paths).unwrap();
    for (path, role) in paths.iter().zip(ROLES) {
        assert_drawn(&drawing, role, PLANE, path);
    }
    let all = elements(&drawing);
    for (role, name) in ROLES
        .into_iter()
        .zip(["PyTorch", "Keras", "average", "dampened"])
    {
        let texts = of(&all, "text", role);
        assert!(texts.len() <= 1 && texts.iter().all(|t| t.text.starts_with(name)));
    }
}

/// Covers fig:forms, fig:converted.
#[test]
fn the_four_paths_are_drawn_as_typed_and_as_converted() {
    for (eta, beta, tau, last) in [
        (0.1, 0.9, 0.9, 100),
        (0.3, 0.5, 0.2, 10),
        (1.0, 0.95, 0.0, 5),
    ] {
        let own = settings(eta, beta);
        let figure = Forms {
            numbers: 0,
            eta,
            beta,
            dampening: tau,
            drop_after: last,
            ..Forms::default()
        };
        let run = |form, s| in_valley(form, s, drop(last), 20);
        let wanted = [
            run(Form::Torch, own),
            run(Form::Keras, own),
            run(Form::Average, own),
            run(Form::Torch, dampened(own, tau)),
        ];
        assert_shown(&figure, &wanted);
        for (i, from) in [Form::Torch, Form::Keras, Form::Average]
            .into_iter()
            .enumerate()
        {
            let figure = Forms {
                numbers: i + 1,
                ..figure
            };
            let told = typed(&figure);
            for (to, s) in &told[..3] {
                let equal = convert(from, *to, &own).unwrap();
                assert!(
                    (s.lr - equal.lr).abs() <= 1e-15 * equal.lr,
                    "{from:?} {to:?}"
                );
            }
            // The dampened form is told what would be equal in the long run.
            let [(_, book), .., (_, fourth)] = told;
            assert!((fourth.lr * (1.0 - tau) - book.lr).abs() < 1e-12);
            assert_eq!(fourth.dampening, tau);
            assert_shown(&figure, &told.map(|(form, s)| run(form, s)));
        }
        // From the dampened form's own numbers: the same product again.
        let figure = Forms {
            numbers: 4,
            ..figure
        };
        let [(_, book), .., (_, fourth)] = typed(&figure);
        assert!((fourth.lr - eta).abs() < 1e-15 && (book.lr - eta * (1.0 - tau)).abs() < 1e-15);
    }
    for (label, state) in [
        (
            "forms",
            "numbers=0&eta=0.1&beta=0.9&dampening=0.9&drop_after=100&steps=20",
        ),
        (
            "converted",
            "numbers=1&eta=0.1&beta=0.9&dampening=0.5&drop_after=100&steps=20",
        ),
    ] {
        let (name, given) = figure(label);
        assert_eq!(find(&name).unwrap().full_state(&given).unwrap(), state);
    }
}

/// The readings tell what to type, and how far the paths are apart.
#[test]
fn the_readings_are_the_converted_step_sizes() {
    let read = |state: &str| -> Vec<String> {
        let drawing = find("forms").unwrap().draw(state).unwrap();
        drawing.readout.into_iter().map(|r| r.value).collect()
    };
    let same = |lr: &str| format!("η {lr}, same path");
    let away = |told: &str, lr: &str| -> f64 {
        let rest = told.strip_prefix(&format!("η {lr}, ")).unwrap();
        rest.strip_suffix(" away").unwrap().parse().unwrap()
    };
    let told = read("numbers=1");
    assert_eq!(told[0], "η 0.1000");
    assert_eq!(told[1..3], ["0.1000", "1.000"].map(same));
    assert!(away(&told[3], "1.000") > 0.1);
    let told = read("numbers=1&drop_after=20&steps=40");
    assert!(away(&told[1], "0.1000") > 0.1 && told[2] == same("1.000"));
    let typed = read("numbers=0");
    assert_eq!(typed[1], same("0.1000"));
    let [torch, average] =
        [Form::Torch, Form::Average].map(|form| in_valley(form, settings(0.1, 0.9), CONSTANT, 20));
    let pairs = torch.iter().zip(&average);
    let most = pairs.map(|(a, b)| (a[0] - b[0]).hypot(a[1] - b[1]));
    let most = most.fold(0.0, f64::max);
    assert!((away(&typed[2], "0.1000") - most).abs() < 1e-3);
}

/// Covers fig:rate-drop.
#[test]
fn the_three_walks_are_drawn() {
    for (eta, beta, last, keep) in [
        (0.1, 0.9, 20, 1.0),
        (0.5, 0.5, 5, 0.1),
        (0.01, 0.99, 40, 0.3),
    ] {
        let figure = RateDrop {
            eta,
            beta,
            last,
            keep,
        };
        let walks = figure.data().unwrap();
        let own = settings(eta, beta);
        let average = convert(Form::Torch, Form::Average, &own).unwrap();
        let mut kept = drop(last);
        kept.keep = keep;
        let wanted = [
            on_slope(Form::Torch, own, drop(last), 40),
            on_slope(Form::Keras, own, kept, 40),
            on_slope(Form::Average, average, drop(last), 40),
        ];
        assert_eq!(walks, wanted);
        let drawing = figure.drawing(&walks).unwrap();
        let lowest = walks.iter().flatten().copied().fold(0.0, f64::min);
        let window = Window {
            x: [0.0, 40.0],
            y: [1.08 * lowest, 0.0],
        };
        for (walk, role) in walks.iter().zip(ROLES) {
            let line: Vec<Pair> = walk
                .iter()
                .enumerate()
                .map(|(t, x)| [t as f64, *x])
                .collect();
            assert_drawn(&drawing, role, window, &line);
        }
        if last < 40 {
            let step: f64 = drawing.readout[1].value.replace('−', "-").parse().unwrap();
            let wanted = walks[1][last + 1] - walks[1][last];
            assert!((step - wanted).abs() < 1e-3 * wanted.abs());
        } else {
            assert_eq!(drawing.readout[1].value, "none");
        }
    }
    let (name, state) = figure("rate-drop");
    let told = find(&name).unwrap().full_state(&state).unwrap();
    assert_eq!(told, "eta=0.1&beta=0.9&last=20&keep=1");
}
