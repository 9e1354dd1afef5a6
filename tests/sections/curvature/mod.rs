//! Holds the section "Curvature and the condition number" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::curvature::{best_rate, steps_per_digit};
use listings::figures::curvature::TurnedValley;
use listings::ill_conditioned_problem::{CURVATURES, best_step};
use tests::plane::{condition_number, hessian, turned_descent};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

/// The start of the previous section.
const OLD_START: [f64; 2] = [-5.0, -2.0];

/// The start of this section's figures.
const START: [f64; 2] = [-3.33, -4.23];

fn point(random: &mut Seeded) -> [f64; 2] {
    [random.between(-6.0, 6.0), random.between(-4.5, 4.5)]
}

fn near(x: f64, y: f64, tolerance: f64) -> bool {
    (x - y).abs() <= tolerance
}

/// A valley: its curvatures, flat first, and the angle of its floor. The edges
/// of the controls are among the first.
fn valleys(seed: u64) -> impl Iterator<Item = ([f64; 2], f64)> {
    let mut random = seeded(seed);
    let edges = [
        (CURVATURES, 0.0),
        (CURVATURES, 30.0),
        (CURVATURES, 90.0),
        (CURVATURES, -90.0),
        ([0.04, 4.0], -30.0),
        ([4.0, 4.0], 30.0),
    ];
    edges.into_iter().chain((0..1000).map(move |_| {
        let flat = random.between(0.05, 3.0);
        let steep = flat + random.between(0.1, 5.0);
        ([flat, steep], random.between(-90.0, 90.0))
    }))
}

/// Between two and six eigenvalues, smallest first.
fn spectrum(random: &mut Seeded) -> Vec<f64> {
    let count = random.between(2.0, 7.0) as usize;
    let mut lambdas: Vec<f64> = (0..count).map(|_| random.between(0.05, 5.0)).collect();
    lambdas.sort_by(f64::total_cmp);
    lambdas
}

#[test]
fn arguments_out_of_range_are_refused() {
    let h = hessian(CURVATURES, 30.0);
    let skew = [[1.0, 2.0], [3.0, 4.0]];
    for (h, start, eta, steps, argument) in [
        (skew, START, 0.4, 20, "hessian"),
        (h, [f64::NAN, 0.0], 0.4, 20, "start"),
        (h, START, -0.1, 20, "eta"),
        (h, START, 0.4, usize::MAX, "steps"),
    ] {
        let refusal = turned_descent(h, start, eta, steps)
            .unwrap_err()
            .to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    for (h, what) in [
        (skew, "hessian is "),
        // A saddle, a level floor.
        ([[1.0, 2.0], [2.0, 1.0]], "the smallest eigenvalue is -1;"),
        ([[1.0, 0.0], [0.0, 0.0]], "the smallest eigenvalue is 0;"),
    ] {
        let refusal = condition_number(h).unwrap_err().to_string();
        assert!(refusal.starts_with(what), "{refusal}");
    }
    let long = listings::ndarray::Array2::eye(3);
    assert!(listings::curvature::condition_number(&long).is_err());
    assert!(listings::curvature::turned_descent(&long, START, 0.4, 1).is_err());
    assert!(best_rate(0.5).is_err() && steps_per_digit(f64::NAN).is_err());
}

/// Covers text:curvature.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let (best, ratio) = (best_step(CURVATURES), CURVATURES[1] / CURVATURES[0]);
    let (angle, steps) = (TurnedValley::default().angle, is(20.0));
    let diagonal = hessian(CURVATURES, 45.0);
    let left = |kappa: f64| is((kappa - 1.0) / (kappa + 1.0));
    let digit = |kappa: f64| is(steps_per_digit(kappa).unwrap());
    assert_told(
        "curvature",
        &[
            ("In the valley of", leads("ill-conditioned-problem.md")),
            ("descent with $\\eta =", is(0.4)),
            ("\\eta = 0.4$,", steps),
            ("the valley turned by", is(angle)),
            ("is the old one, $(", is(OLD_START[0])),
            ("is the old one, $(-5,", is(OLD_START[1])),
            ("step size, for $\\kappa =", is(ratio)),
            ("In our valley it is", is(ratio)),
            ("the best step size is", is(best)),
            ("0.476 and its rate", left(ratio)),
            ("|---|---|---| |", is(2.0)),
            ("| 2 |", left(2.0)),
            ("| 2 | 0.3333 |", digit(2.0)),
            ("| 2.1 | |", is(20.0)),
            ("| 20 |", left(20.0)),
            ("| 20 | 0.9048 |", digit(20.0)),
            ("| 23.0 | |", is(200.0)),
            ("| 200 |", left(200.0)),
            ("| 200 | 0.9900 |", digit(200.0)),
            ("| 230.3 | |", is(2000.0)),
            ("| 2000 |", left(2000.0)),
            ("| 2000 | 0.9990 |", digit(2000.0)),
            ("from the start of", leads("fig:turned-valley")),
            ("the matrix with $a = c =", is(diagonal[0][0])),
            ("2.1$ and $b =", is(diagonal[0][1])),
            ("does a digit cost more than", is(100.0)),
        ],
    );
}
