//! The updates beside stored runs (`tests/todays_optimizers.py`).

use listings::ndarray::{Array1, Array2, arr1, arr2};
use listings::todays_optimizers::{
    State, adam, adamw, at_rest, lion, muon, muon_vector, nadam, result, rmsprop, schedule_free,
};
use serde_json::Value;
use tests::printed::claim;
use tests::root;

use super::named;

/// What the script ran on.
fn hessian() -> Array2<f64> {
    arr2(&[[1.2, -0.8], [-0.8, 2.0]])
}

const ETA: f64 = 0.1;
const DECAY: f64 = 0.01;

fn stored() -> Value {
    let path = root().join("tests/sections/todays_optimizers/runs.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// The defaults of a method's settings, as its library has them.
pub fn default(name: &str) -> Vec<f64> {
    let numbers = stored()["defaults"][name].clone();
    let numbers = numbers.as_array().unwrap().iter();
    numbers.map(|x| x.as_f64().unwrap()).collect()
}

/// All numbers of a stored point.
fn numbers(point: &Value) -> Vec<f64> {
    let all = point.as_array().unwrap().iter();
    all.flat_map(|x| x.as_f64().map_or_else(|| numbers(x), |x| vec![x]))
        .collect()
}

/// The points of forty steps on the vector of the script.
fn on_vector(name: &str, beta: f64) -> Vec<Vec<f64>> {
    let mut state: State = at_rest(arr1(&[-5.0, -2.0]));
    let method = named(if name == "AdamW" { "Adam" } else { name });
    let mut path = Vec::new();
    for _ in 0..40 {
        let g: Array1<f64> = hessian().dot(&state.x);
        match name {
            "RMSprop" => rmsprop(&mut state, &g, ETA, beta),
            "Adam" => adam(&mut state, &g, ETA, beta),
            "AdamW" => adamw(&mut state, &g, [ETA, beta], DECAY),
            "NAdam" => nadam(&mut state, &g, ETA, beta),
            "Lion" => lion(&mut state, &g, ETA, beta),
            "Schedule-Free" => schedule_free(&mut state, &g, ETA, beta),
            other => panic!("no method {other}"),
        }
        path.push(result(method, &state).to_vec());
    }
    path
}

fn on_matrix(beta: f64) -> Vec<Vec<f64>> {
    let mut x = arr2(&[[-5.0, 1.0, 0.5], [-2.0, 3.0, -1.0]]);
    let mut m = Array2::zeros(x.dim());
    let mut path = Vec::new();
    for _ in 0..40 {
        let g = hessian().dot(&x);
        muon([&mut x, &mut m], &g, [ETA / 2.0, beta]);
        path.push(x.iter().copied().collect());
    }
    path
}

/// Covers claim:stored-runs, lst:average, lst:adam, lst:divided, lst:lion, lst:muon.
/// Covers lst:schedule_free.
#[test]
fn every_update_walks_as_its_library_does() {
    let stored = stored();
    let runs = stored["runs"].as_array().unwrap();
    let (mut most, mut names) = (0.0_f64, Vec::new());
    for run in runs {
        let name = run["method"].as_str().unwrap();
        let beta = run["beta"].as_f64().unwrap();
        let ours = match name {
            "Muon" => on_matrix(beta),
            _ => on_vector(name, beta),
        };
        let theirs = run["path"].as_array().unwrap();
        assert_eq!([ours.len(), theirs.len()], [40, 40]);
        for (ours, theirs) in ours.iter().zip(theirs) {
            let theirs = numbers(theirs);
            assert_eq!(ours.len(), theirs.len());
            for (a, b) in ours.iter().zip(&theirs) {
                most = most.max((a - b).abs());
            }
        }
        // Another β is another path.
        let other = match name {
            "Muon" => on_matrix(0.95),
            _ => on_vector(name, 0.95),
        };
        let pairs = ours.iter().flatten().zip(other.iter().flatten());
        let apart = pairs.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
        assert!(apart > 1e-3, "{name}");
        names.push(name);
    }
    assert_eq!(names.len(), 3 * 7);
    let claim = claim("stored-runs");
    claim.holds(&[
        ("differs by more than $10^{-12}$", most < 1e-12),
        ("differs by less than $10^{-12}$", most >= 1e-12),
    ]);
    let version = |package: &str| {
        let version = stored["versions"][package].as_str().unwrap();
        version.split('.').take(2).collect::<Vec<_>>().join(".")
    };
    let [torch, lion, free] = ["torch", "lion-pytorch", "schedulefree"].map(version);
    claim.says(&format!(
        "from stored runs of PyTorch {torch} (Muon in double precision), lion-pytorch {lion} and \
         schedulefree {free}"
    ));
    claim.says("No number of ours");
}

/// Covers lst:stretched, lst:methods.
#[test]
fn a_vector_is_a_matrix_of_one_column() {
    for beta in [0.0, 0.5, 0.95] {
        let mut state = at_rest(arr1(&[-5.0, -2.0]));
        let mut x = arr2(&[[-5.0], [-2.0]]);
        let mut m = Array2::zeros(x.dim());
        for _ in 0..60 {
            let g = hessian().dot(&state.x);
            muon_vector(&mut state, &g, ETA, beta);
            let g = hessian().dot(&x);
            muon([&mut x, &mut m], &g, [ETA, beta]);
            let apart = (state.x[0] - x[[0, 0]]).abs() + (state.x[1] - x[[1, 0]]).abs();
            assert!(apart < 1e-10, "{beta}: {apart}");
        }
    }
    // A gradient of 0 moves nothing.
    let mut still = at_rest(arr1(&[1.0, 2.0]));
    muon_vector(&mut still, &arr1(&[0.0, 0.0]), 0.1, 0.5);
    lion(&mut still, &arr1(&[0.0, 0.0]), 0.1, 0.5);
    assert_eq!(still.x, arr1(&[1.0, 2.0]));
    // The first two are those of other sections.
    let plain = listings::conventions::settings(0.1, 0.9);
    for (name, nesterov) in [("momentum", false), ("Nesterov", true)] {
        let form = listings::conventions::Form::Torch;
        let s = listings::conventions::Settings { nesterov, ..plain };
        let path = form_path((form, s));
        let ours = listings::todays_optimizers::walk(named(name), [0.1, 0.9], 0.0, 30).unwrap();
        for (a, b) in ours.iter().zip(&path) {
            assert!((a - b).iter().all(|x| x.abs() < 1e-13), "{name}");
        }
    }
}

/// Thirty steps of a form in the valley.
fn form_path(
    form: (listings::conventions::Form, listings::conventions::Settings),
) -> Vec<Array1<f64>> {
    let gradient = listings::ill_conditioned_problem::gradient;
    let constant = listings::conventions::CONSTANT;
    listings::conventions::form_run(form, arr1(&[-5.0, -2.0]), gradient, constant, 30).unwrap()
}
