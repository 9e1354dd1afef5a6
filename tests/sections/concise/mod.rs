//! Holds the section "Concise implementation" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::concise::{SETTINGS, all_apart, batches, run_on};
use listings::from_scratch::{
    Regression, Settings, first_parameters, least_squares, loss, standardized, trained_path,
};
use listings::ndarray::Array1;
use listings::samples::diabetes;
use tests::told::{assert_told, is, leads};

type Path = Vec<Array1<f64>>;

fn data() -> Regression {
    standardized(&diabetes().unwrap()).unwrap()
}

/// A run from the first weights of the page.
fn run(order: u64, parameters: [f64; 3]) -> Path {
    let (data, s) = (data(), SETTINGS);
    let batches = batches(&data, Settings { seed: order, ..s }).unwrap();
    run_on(&data, first_parameters(&data, s.seed), &batches, parameters).unwrap()
}

/// The run of the page, then it with dampening, without the half, and in another
/// order.
fn runs() -> [Path; 4] {
    let Settings { eta, beta, .. } = SETTINGS;
    [
        trained_path(&data(), SETTINGS).unwrap(),
        run(1, [eta, beta, 0.1]),
        run(1, [2.0 * eta, beta, 0.0]),
        run(2, [eta, beta, 0.0]),
    ]
}

fn last_loss(path: &Path) -> f64 {
    loss(&data(), path.last().unwrap())
}

/// The largest difference of two runs at any step.
fn most_apart(path: &Path, other: &Path) -> f64 {
    assert_eq!(path.len(), other.len());
    all_apart(path, other).into_iter().fold(0.0, f64::max)
}

#[test]
fn arguments_out_of_range_are_refused() {
    let data = data();
    let start = first_parameters(&data, 1);
    for (parameters, argument) in [
        ([-0.1, 0.9, 0.0], "eta"),
        ([0.1, 1.0, 0.0], "beta"),
        ([0.1, 0.9, 1.1], "dampening"),
        ([0.1, 0.9, f64::NAN], "dampening"),
    ] {
        let refused = run_on(&data, start.clone(), &[vec![0]], parameters);
        let refusal = refused.unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    for (settings, argument) in [
        (
            Settings {
                eta: f64::NAN,
                ..SETTINGS
            },
            "eta",
        ),
        (
            Settings {
                beta: 1.0,
                ..SETTINGS
            },
            "beta",
        ),
        (
            Settings {
                batch: 0,
                ..SETTINGS
            },
            "batch",
        ),
    ] {
        let refusals = [
            batches(&data, settings).unwrap_err(),
            concise::trained(&data, settings, [0.0, 0.5]).unwrap_err(),
        ];
        for refusal in refusals.map(|refusal| refusal.to_string()) {
            assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
        }
    }
}

/// Covers text:concise.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [ours, dampened, doubled, shuffled] = runs();
    let data = data();
    let smallest = loss(&data, &least_squares(&data).unwrap());
    assert_told(
        "concise",
        &[
            ("from the run of", leads("from-scratch.md")),
            ("with $\\eta =", is(0.005)),
            ("and $\\beta =", is(0.9)),
            ("The library is burn,", leads("ref:simard2022")),
            ("The smallest loss is", is(smallest)),
            ("ours, and burn's |", is(last_loss(&ours))),
            ("with dampening", is(0.1)),
            ("with dampening 0.1 |", is(last_loss(&dampened))),
            ("without the half |", is(last_loss(&doubled))),
            ("another order of the samples |", is(last_loss(&shuffled))),
            ("1$ in", leads("fig:forgotten")),
            ("Say it by", leads("eq:dampened")),
        ],
    );
}
