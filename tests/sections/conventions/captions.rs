//! What the captions say.

use listings::conventions::{CONSTANT, Form, convert, settings};
use listings::figures::Window;
use tests::caption::{Shown, assert_caption, shown};
use tests::plane::Pair;

use super::{dampened, drop, in_valley, on_slope};

const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// Whether the marks of a role are filled, all or none.
fn filled(shown: &Shown, name: &str, role: &str) -> bool {
    shown.of(name, role).iter().all(|mark| mark.filled)
}

fn inside(path: &[Pair]) -> &[Pair] {
    // The start has a mark of its own.
    &path[1..]
}

/// Covers fig:forms.
#[test]
fn four_forms_are_drawn_as_the_caption_names_them() {
    let shown = shown("forms");
    let s = settings(0.1, 0.9);
    let run = |form, s| in_valley(form, s, CONSTANT, 20);
    let [torch, keras] = [Form::Torch, Form::Keras].map(|form| run(form, s));
    let average = run(Form::Average, s);
    let fourth = run(Form::Torch, dampened(s, 0.9));
    let on = |name, role, path: &[Pair]| shown.passes(name, role, PLANE, inside(path));
    let line = shown.color("momentum") == "orange" && shown.is_thinner("path", "momentum");
    let rings =
        shown.color("path") == "blue" && shown.of("circle", "path").iter().any(|mark| !mark.filled);
    let diamonds = shown.of("polygon", "flat");
    let of_four = diamonds.iter().all(|mark| mark.points.len() == 4) && diamonds.len() == 20;
    let discs = shown.of("circle", "steep");
    let small = discs.iter().all(|disc| disc.radius < 3.0);
    assert_caption(
        "forms",
        &[
            ("Four forms of momentum", on("polyline", "path", &keras)),
            ("after 20 steps in our valley", discs.len() == 20),
            (
                "PyTorch (thick orange line)",
                line && on("polyline", "momentum", &torch),
            ),
            (
                "Keras (blue rings on it)",
                rings && on("circle", "path", &torch),
            ),
            (
                "an exponential average (green diamonds)",
                of_four && shown.color("flat") == "green" && on("polyline", "flat", &average),
            ),
            (
                "PyTorch again with a dampening of 0.9 (small magenta discs)",
                small
                    && filled(&shown, "circle", "steep")
                    && shown.color("steep") == "magenta"
                    && on("circle", "steep", &fourth),
            ),
        ],
    );
}

/// Covers fig:converted.
#[test]
fn three_paths_lie_on_one_another() {
    let shown = shown("converted");
    let s = settings(0.1, 0.9);
    let torch = in_valley(Form::Torch, s, CONSTANT, 20);
    let on = |role| shown.passes("polyline", role, PLANE, &torch);
    let fourth = in_valley(Form::Torch, dampened(settings(0.2, 0.9), 0.5), CONSTANT, 20);
    let drawn = shown.passes("polyline", "steep", PLANE, &fourth);
    let first = |path: &[Pair]| (path[1][0] - path[0][0]).abs();
    // More than a mark is wide, at every step.
    let apart = (1..=20).all(|t| {
        let [a, b] = [torch[t], fourth[t]];
        (a[0] - b[0]).hypot(a[1] - b[1]) > 0.1
    });
    assert_caption(
        "converted",
        &[
            (
                "The same four forms, told PyTorch's numbers",
                on("momentum"),
            ),
            (
                "Three paths lie on one another",
                on("momentum") && on("path") && on("flat"),
            ),
            ("with a dampening of 0.5", drawn),
            (
                "starts with a step twice as long",
                (first(&fourth) / first(&torch) - 2.0).abs() < 1e-12,
            ),
            ("and stays apart", apart),
        ],
    );
}

/// Covers fig:rate-drop.
#[test]
fn the_walks_are_drawn_as_the_caption_names_them() {
    let shown = shown("rate-drop");
    let s = settings(0.1, 0.9);
    let walk = |form, s| -> Vec<Pair> {
        let path = on_slope(form, s, drop(20), 40);
        path.iter()
            .enumerate()
            .map(|(t, x)| [t as f64, *x])
            .collect()
    };
    let [torch, keras] = [Form::Torch, Form::Keras].map(|form| walk(form, s));
    let average = walk(
        Form::Average,
        convert(Form::Torch, Form::Average, &s).unwrap(),
    );
    let window = Window {
        x: [0.0, 40.0],
        y: [1.08 * keras[40][1], 0.0],
    };
    let on = |name, role, path: &[Pair]| shown.passes(name, role, window, inside(path));
    let orange = filled(&shown, "circle", "momentum") && shown.color("momentum") == "orange";
    let blue =
        shown.of("circle", "path").iter().any(|mark| !mark.filled) && shown.color("path") == "blue";
    let green = shown.color("flat") == "green";
    let alike = torch
        .iter()
        .zip(&average)
        .all(|(a, b)| (a[1] - b[1]).abs() < 1e-12);
    let change = |t: usize| (torch[t + 1][1] - torch[t][1]) / (torch[t][1] - torch[t - 1][1]);
    let slope = on_slope(Form::Torch, settings(1.0, 0.0), CONSTANT, 1);
    assert_caption(
        "rate-drop",
        &[
            ("Three forms on a slope of 1, from 0", slope == [0.0, -1.0]),
            (
                "PyTorch (orange discs)",
                orange && on("circle", "momentum", &torch),
            ),
            ("Keras (blue rings)", blue && on("circle", "path", &keras)),
            (
                "the average with its converted step size (green line on PyTorch's)",
                green && alike && on("polyline", "flat", &torch),
            ),
            // The velocity gains a gradient in that step too.
            (
                "After step 20 the step size is a tenth",
                (change(20) - 0.1).abs() < 0.01 && change(19) > 0.9,
            ),
        ],
    );
}
