//! Holds the section "Which momentum does your library mean?" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;
mod stored;

use formula::Value;
use listings::conventions::{
    CONSTANT, Form, Schedule, Settings, check_settings, convert, first_velocity, form_run,
    form_step, settings,
};
use listings::figures::conventions::{Forms, RateDrop};
use listings::ill_conditioned_problem::{gradient, objective};
use listings::ndarray::{Array1, arr1};
use tests::plane::Pair;
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

const START: Pair = [-5.0, -2.0];
const FORMS: [Form; 3] = [Form::Torch, Form::Keras, Form::Average];

/// The points of a form in the valley.
fn in_valley(form: Form, s: Settings, schedule: Schedule, steps: usize) -> Vec<Pair> {
    let path = form_run((form, s), arr1(&START), gradient, schedule, steps).unwrap();
    path.iter().map(|x| [x[0], x[1]]).collect()
}

/// The gradient of the valley, moved so that its minimum is not at 0.
fn elsewhere(x: &Array1<f64>) -> Array1<f64> {
    gradient(&(x - &arr1(&[1.0, 2.0])))
}

/// The loss at the end.
fn loss(form: Form, s: Settings, schedule: Schedule, steps: usize) -> f64 {
    let end = in_valley(form, s, schedule, steps)[steps];
    objective(&arr1(&end))
}

/// The points of a form on the slope 1, from 0.
fn on_slope(form: Form, s: Settings, schedule: Schedule, steps: usize) -> Vec<f64> {
    let one = |_: &Array1<f64>| arr1(&[1.0]);
    let path = form_run((form, s), arr1(&[0.0]), one, schedule, steps).unwrap();
    path.iter().map(|x| x[0]).collect()
}

/// A tenth of the step size after the step `last`.
fn drop(last: usize) -> Schedule {
    Schedule { last, keep: 1.0 }
}

fn dampened(s: Settings, dampening: f64) -> Settings {
    Settings { dampening, ..s }
}

/// The points and the velocities of eight steps, both from 0 on; the velocity
/// before the first step is `before`.
fn states(form: Form, s: &Settings, start: Pair, before: Option<Pair>) -> [Vec<Value>; 2] {
    let mut state = (arr1(&start), before.map(|v| arr1(&v)));
    let value = |x: &Array1<f64>| Value::from(x.to_vec());
    let mut all = [vec![value(&state.0)], Vec::new()];
    all[1].push(before.unwrap_or_default().to_vec().into());
    for _ in 0..8 {
        let g = gradient(&state.0);
        state = form_step(form, s, state, g);
        all[0].push(value(&state.0));
        all[1].push(value(state.1.as_ref().unwrap()));
    }
    all
}

/// Starts, step sizes and momenta, those of the figures first.
fn cases(seed: u64) -> impl Iterator<Item = (Pair, Settings, Seeded)> {
    let mut random = seeded(seed);
    (0..1000).map(move |case| {
        let s = match case {
            0 => settings(0.1, 0.9),
            1 => settings(0.4, 0.5),
            _ => settings(random.between(0.01, 0.5), random.between(0.05, 0.98)),
        };
        let start = match case {
            0 => START,
            _ => [random.between(-5.0, 5.0), random.between(-3.0, 3.0)],
        };
        (start, s, seeded(seed + 1000 * case))
    })
}

#[test]
fn arguments_out_of_range_are_refused() {
    let own = settings(0.1, 0.9);
    for (s, argument) in [
        (Settings { lr: -0.1, ..own }, "lr"),
        (
            Settings {
                lr: f64::NAN,
                ..own
            },
            "lr",
        ),
        (settings(0.1, 1.0), "momentum"),
        (settings(0.1, -0.1), "momentum"),
        (dampened(own, 1.0), "dampening"),
        (
            Settings {
                weight_decay: f64::INFINITY,
                ..own
            },
            "weight_decay",
        ),
    ] {
        for form in FORMS {
            let refusal = check_settings(form, &s).unwrap_err().to_string();
            assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
            assert!(convert(form, Form::Torch, &s).is_err());
            let run = form_run((form, s), arr1(&START), gradient, CONSTANT, 1);
            assert_eq!(run.unwrap_err().to_string(), refusal);
        }
    }
    let run = form_run(
        (Form::Keras, own),
        arr1(&START),
        gradient,
        CONSTANT,
        1 << 40,
    );
    assert!(run.unwrap_err().to_string().starts_with("steps is "));
    for (momentum, dampening) in [(0.0, 0.5), (1.0, 0.5), (0.5, 1.0), (0.5, f64::NAN)] {
        assert!(first_velocity(momentum, dampening).is_err());
    }
    for form in [Form::Keras, Form::Average] {
        let refusal = check_settings(form, &dampened(own, 0.5)).unwrap_err();
        assert!(
            refusal
                .to_string()
                .ends_with("has a dampening; set it to 0")
        );
    }
    // The ends of the ranges are fine.
    assert!(check_settings(Form::Torch, &settings(0.0, 0.0)).is_ok());
}

/// Covers text:conventions.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let own = settings(0.1, 0.9);
    let [torch, keras] = [Form::Torch, Form::Keras].map(|form| on_slope(form, own, drop(20), 23));
    let burn = concise::burn::optim::momentum::MomentumConfig::new();
    assert_told(
        "conventions",
        &[
            ("A paper says: step size", is(own.lr)),
            ("step size 0.1, momentum", is(own.momentum)),
            ("all told $\\eta =", is(own.lr)),
            ("and $\\beta =", is(own.momentum)),
            ("$, after", is(Forms::default().steps as f64)),
            ("with a dampening of", is(Forms::default().dampening)),
            ("In Keras, as in", leads("ref:sutskever2013")),
            ("the method Adam of", leads("ref:kingma2015")),
            (", is the", leads("leaky-averages.md")),
            ("velocity is that of", leads("eq:dampened")),
            ("is 0 in PyTorch, but", is(burn.dampening)),
            ("one, with a dampening of", is(0.5)),
            ("from 0, with $\\eta =", is(own.lr)),
            ("and $\\beta =", is(own.momentum)),
            (
                "on PyTorch's). After step",
                is(RateDrop::default().last as f64),
            ),
            ("Keras | |---|---|---| |", is(20.0)),
            ("| 20 |", is(torch[20])),
            ("| −12.094 |", is(keras[20])),
            ("| −12.094 | |", is(21.0)),
            ("| 21 |", is(torch[21])),
            ("| −12.183 |", is(keras[21])),
            ("| −12.895 | |", is(22.0)),
            ("| 22 |", is(torch[22])),
            ("| −12.273 |", is(keras[22])),
            ("| −13.625 | |", is(23.0)),
            ("| 23 |", is(torch[23])),
            ("| −12.365 |", is(keras[23])),
            ("what that is good for:", leads("nesterov.md")),
            (", which", leads("eq:keras-velocity")),
            ("two libraries are those of", leads("ref:paszke2019")),
            ("(ref:paszke2019) and", leads("ref:chollet2015")),
            ("program with $\\eta =", is(own.lr)),
            ("$\\beta =", is(own.momentum)),
            ("and a dampening of", is(0.9)),
            ("look for both in", leads("fig:forms")),
            ("at the drop in", leads("fig:rate-drop")),
            ("and a momentum of", is(0.95)),
            ("Compute it by", leads("eq:average-step")),
            ("then let", leads("fig:converted")),
        ],
    );
}
