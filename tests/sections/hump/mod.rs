//! Holds the section "The hump" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::hump::{hump_run, hump_top, repaired_run, spectrum};
use listings::ill_conditioned_problem::CURVATURES;
use listings::ndarray::arr1;
use listings::optimal_parameters::best_pair;
use tests::told::{assert_told, is, leads};

/// The losses of the best pair in our valley, from the usual start.
fn in_our_valley(pair: [f64; 2], repair: f64, steps: usize) -> Vec<f64> {
    let (lambda, start) = (arr1(&CURVATURES), arr1(&[-5.0, -2.0]));
    let path = repaired_run(&lambda, start, pair, repair, steps).unwrap();
    listings::hump::losses(&lambda, &path)
}

/// The sizes of the steepest coordinate from rest, which starts at 1.
fn steepest(kappa: f64, steps: usize) -> Vec<f64> {
    let run = hump_run(kappa, 0.0, steps).unwrap();
    run.iter().map(|x| x[2].abs()).collect()
}

/// The largest number, and where it is.
fn top(line: &[f64]) -> (usize, f64) {
    let largest = line.iter().copied().fold(0.0, f64::max);
    let at = line.iter().position(|x| *x == largest).unwrap();
    (at, largest)
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (kappa, repair, steps, argument) in [
        (0.5, 0.0, 2, "kappa"),
        (f64::NAN, 0.0, 2, "kappa"),
        (20.0, -0.1, 2, "repair"),
        (20.0, 1.1, 2, "repair"),
        (20.0, f64::NAN, 2, "repair"),
        (20.0, 0.0, usize::MAX, "steps"),
    ] {
        let refusal = hump_run(kappa, repair, steps).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    assert!(hump_top(0.5).is_err());
    // Both ends of the repair and no valley at all are fine.
    let flat = hump_run(1.0, 1.0, 3).unwrap();
    assert_eq!(flat[1], arr1(&[0.0; 3]));
    assert_eq!(spectrum(4.0), arr1(&[0.25, 0.5, 1.0]));
}

/// Covers text:hump.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let best = best_pair(CURVATURES);
    let root = |kappa: f64| is(kappa.sqrt() / 1.0_f64.exp());
    let at = |kappa: f64| is(top(&steepest(kappa, 300)).0 as f64);
    let size = |kappa: f64| is(top(&steepest(kappa, 300)).1);
    assert_told(
        "hump",
        &[
            ("best pair of", leads("optimal-parameters.md")),
            ("best pair for $\\kappa =", is(100.0)),
            ("If all three coordinates of", leads("fig:hump-losses")),
            ("appears, as always with", leads("eq:equal-roots")),
            ("which is about", is(3.0 + 8.0_f64.sqrt())),
            ("\\mathrm{e}$ | |---|---|---|---| |", is(20.0)),
            ("| 20 |", size(20.0)),
            ("| 1.719 |", at(20.0)),
            ("| 2 |", root(20.0)),
            ("1.645 | |", is(100.0)),
            ("| 100 |", size(100.0)),
            ("| 3.707 |", at(100.0)),
            ("| 4 |", root(100.0)),
            ("3.679 | |", is(10_000.0)),
            ("| 10000 |", size(10_000.0)),
            ("| 36.790 |", at(10_000.0)),
            ("| 49 |", root(10_000.0)),
            ("repaired, for $\\kappa =", is(100.0)),
            ("Our valley has $\\kappa =", is(20.0)),
            ("After", is(20.0)),
            ("| $\\eta =", is(0.6)),
            ("$\\beta =", is(0.5)),
            ("from rest |", is(in_our_valley([0.6, 0.5], 0.0, 20)[20])),
            ("pair, from rest |", is(in_our_valley(best, 0.0, 20)[20])),
            ("pair, repaired |", is(in_our_valley(best, 1.0, 20)[20])),
            ("the dots of", leads("fig:steepest")),
            ("Compute it from", leads("eq:hump-from")),
        ],
    );
}
