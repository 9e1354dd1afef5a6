//! The forms beside stored runs of the libraries (`tests/conventions.py`).

use listings::conventions::{
    Form, Schedule, Settings, convert, first_velocity, form_run, form_step, settings,
};
use listings::ill_conditioned_problem::gradient;
use listings::ndarray::arr1;
use serde_json::Value;
use tests::plane::Pair;
use tests::printed::claim;
use tests::root;

use super::{START, dampened, drop, in_valley};

/// The step size and the last step before its drop, as in the script.
const ETA: f64 = 0.1;
const LAST: usize = 20;

/// What one run was told, and its points after the start or the refusal.
type Run = (Settings, Result<Vec<Pair>, String>);

fn runs(file: &str) -> Vec<Run> {
    let path = root().join("tests/sections/conventions").join(file);
    let stored = std::fs::read_to_string(path).unwrap();
    let stored: Value = serde_json::from_str(&stored).unwrap();
    let number = |value: &Value| value.as_f64().unwrap();
    let run = |run: &Value| {
        let s = Settings {
            lr: ETA,
            momentum: number(&run["momentum"]),
            dampening: run.get("dampening").map_or(0.0, number),
            nesterov: run["nesterov"].as_bool().unwrap(),
            weight_decay: number(&run["weight_decay"]),
        };
        let point = |x: &Value| [number(&x[0]), number(&x[1])];
        let outcome = match run["refused"].as_str() {
            Some(reason) => Err(reason.to_owned()),
            None => Ok(run["path"].as_array().unwrap().iter().map(point).collect()),
        };
        (s, outcome)
    };
    stored["runs"].as_array().unwrap().iter().map(run).collect()
}

/// The first two parts of the version that a file names.
fn version((file, library): (&str, &str)) -> String {
    let path = root().join("tests/sections/conventions").join(file);
    let stored: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let version = stored["versions"][library].as_str().unwrap();
    let parts: Vec<&str> = version.split('.').take(2).collect();
    parts.join(".")
}

/// How far the points are from the stored ones, at most.
fn off(path: &[Pair], stored: &[Pair]) -> f64 {
    assert_eq!(path.len(), stored.len() + 1);
    let pairs = path[1..].iter().zip(stored);
    let apart = pairs.map(|(a, b)| (a[0] - b[0]).abs().max((a[1] - b[1]).abs()));
    apart.fold(0.0, f64::max)
}

/// The printed tolerance; some forty roundings of numbers up to 5 are a
/// hundredth of it.
const TOLERANCE: f64 = 1e-12;

/// Covers claim:stored, lst:form_step, lst:form_run, lst:schedule.
#[test]
fn the_forms_walk_as_the_libraries_do() {
    let mut count = 0;
    let mut most = 0.0_f64;
    for (file, form) in [("pytorch.json", Form::Torch), ("keras.json", Form::Keras)] {
        for (s, outcome) in runs(file) {
            let Ok(stored) = outcome else { continue };
            assert_eq!(stored.len(), 40);
            most = most.max(off(&in_valley(form, s, drop(LAST), 40), &stored));
            // Without the drop it is another run from there on.
            let constant = in_valley(form, s, drop(usize::MAX), 40);
            assert!(off(&constant[..=LAST], &stored[..LAST]) < TOLERANCE);
            assert!(off(&constant, &stored) > 1e-3);
            count += 1;
        }
    }
    assert_eq!(count, 16 + 12);
    let claim = claim("stored");
    claim.holds(&[
        ("by more than $10^{-12}$", most < TOLERANCE),
        ("by less than $10^{-12}$", most >= TOLERANCE),
    ]);
    let [torch, keras] = [("pytorch.json", "torch"), ("keras.json", "keras")].map(version);
    claim.says(&format!(
        "stored runs of PyTorch {torch} and Keras {keras}, with and without a drop"
    ));
    claim.says("no coordinate of ours differs");
    claim.says("at any step");
}

/// Covers claim:refuses, lst:check_settings.
#[test]
fn what_pytorch_refuses_is_refused_with_its_words() {
    let mut refused = 0;
    for (s, outcome) in runs("pytorch.json") {
        let Err(reason) = outcome else { continue };
        refused += 1;
        let run = form_run((Form::Torch, s), arr1(&START), gradient, drop(LAST), 40);
        assert_eq!(run.unwrap_err().to_string(), format!("PyTorch: {reason}"));
        for to in [Form::Keras, Form::Average, Form::Torch] {
            let error = convert(Form::Torch, to, &s).unwrap_err().to_string();
            assert_eq!(error, format!("PyTorch: {reason}"));
        }
        // The other forms take it, but it is not turned into PyTorch's.
        if s.dampening == 0.0 {
            for from in [Form::Keras, Form::Average] {
                let error = convert(from, Form::Torch, &s).unwrap_err().to_string();
                assert_eq!(error, format!("PyTorch: {reason}"));
            }
        }
    }
    assert_eq!(refused, 8);
    // Just these: without momentum or with dampening, and never else.
    let just = runs("pytorch.json").iter().all(|(s, outcome)| {
        let lone = s.momentum == 0.0 || s.dampening != 0.0;
        outcome.is_err() == (s.nesterov && lone)
    });
    let claim = claim("refuses");
    claim.holds(&[
        ("refuses it without momentum or with dampening", just),
        ("refuses it with momentum or with dampening", !just),
        ("refuses it without momentum or without dampening", !just),
    ]);
    claim.says("PyTorch refuses");
    claim.says("and so does the converter");
    assert!(
        runs("keras.json")
            .iter()
            .all(|(_, outcome)| outcome.is_ok())
    );
}

/// What makes the velocity of `to` that of `from` when the step size drops.
fn carried(from: Form, to: Form) -> Schedule {
    let keep = match (from, to) {
        (Form::Torch | Form::Average, Form::Keras) => 0.1,
        (Form::Keras, Form::Torch | Form::Average) => 10.0,
        _ => 1.0,
    };
    Schedule { last: LAST, keep }
}

/// Covers lst:convert.
#[test]
fn converted_settings_trace_the_stored_paths() {
    let (mut equal, mut unequal) = (0, 0);
    for (file, from) in [("pytorch.json", Form::Torch), ("keras.json", Form::Keras)] {
        for (s, outcome) in runs(file) {
            let Ok(stored) = outcome else { continue };
            let decays = s.weight_decay != 0.0 && s.momentum != 0.0;
            for to in [Form::Torch, Form::Keras, Form::Average] {
                let lone = s.nesterov && s.momentum == 0.0 && to == Form::Torch;
                let whole = s.dampening == 0.0 || s.momentum == 0.0;
                let keras = from == Form::Keras || to == Form::Keras;
                let has = from == to || whole && !lone && !(decays && keras);
                match convert(from, to, &s) {
                    Ok(converted) => {
                        assert!(has, "{from:?} {to:?} {s:?}");
                        let path = in_valley(to, converted, carried(from, to), 40);
                        assert!(off(&path, &stored) < TOLERANCE, "{from:?} {to:?} {s:?}");
                        equal += 1;
                    }
                    Err(error) => {
                        assert!(!has, "{error}");
                        let because = error.to_string().contains("because PyTorch");
                        assert!(because || lone, "{error}");
                        // With the nearest step size it is indeed another path.
                        let own = dampened(s, 0.0);
                        let near = listings::conventions::with_product_of((from, &s), (to, &own));
                        if !lone {
                            let path = in_valley(to, near, carried(from, to), 40);
                            assert!(off(&path, &stored) > 1e-3);
                        }
                        unequal += 1;
                    }
                }
            }
        }
    }
    // 16 and 12 runs to three forms each.
    assert_eq!([equal, unequal], [62, 22]);
}

/// Covers lst:first_velocity.
#[test]
fn a_dampened_run_is_one_that_had_a_velocity() {
    let mut count = 0;
    for (s, outcome) in runs("pytorch.json") {
        let (Ok(stored), true) = (outcome, s.dampening * s.momentum > 0.0) else {
            continue;
        };
        let first = first_velocity(s.momentum, s.dampening).unwrap();
        let book = Settings {
            lr: s.lr * (1.0 - s.dampening),
            dampening: 0.0,
            ..s
        };
        let x = arr1(&START);
        let v = first * (gradient(&x) + s.weight_decay * &x);
        let (mut state, mut path) = ((x, Some(v)), vec![START]);
        for t in 1..=40 {
            let now = Settings {
                lr: if t > LAST { book.lr / 10.0 } else { book.lr },
                ..book
            };
            let g = gradient(&state.0);
            state = form_step(Form::Torch, &now, state, g);
            path.push([state.0[0], state.0[1]]);
        }
        assert!(off(&path, &stored) < TOLERANCE);
        count += 1;
    }
    assert_eq!(count, 4);
    assert_eq!(first_velocity(0.5, 0.0), Ok(0.0));
    assert_eq!(settings(0.1, 0.9).dampening, 0.0);
}
