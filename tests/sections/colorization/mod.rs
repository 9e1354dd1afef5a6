//! Holds the section "Colorization" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::colorization::{Cell, Coloring, coloring, colors_after, ends, four_rooms};
use listings::ndarray::Array1;
use tests::states::Seeded;
use tests::told::{assert_told, is, leads};

/// A plan drawn at random: about every fifth place a wall, every fifth a seed.
fn drawn(random: &mut Seeded, weight: f64) -> Coloring {
    let size = [0, 1].map(|_| random.between(1.0, 5.0) as usize);
    let plan: Vec<Cell> = (0..size[0] * size[1])
        .map(|_| match random.between(0.0, 5.0) as usize {
            0 => Cell::Wall,
            1 => Cell::Seed,
            _ => Cell::Open,
        })
        .collect();
    coloring(size, weight, |[column, row]| plan[column * size[1] + row])
}

/// Colors drawn at random.
fn colors(random: &mut Seeded, count: usize) -> Array1<f64> {
    (0..count).map(|_| random.between(-1.0, 2.0)).collect()
}

/// Whether two pixels are neighbors, from their places.
fn are_near(p: &Coloring, i: usize, j: usize) -> bool {
    let [a, b] = [p.places[i], p.places[j]];
    a[0].abs_diff(b[0]) + a[1].abs_diff(b[1]) == 1
}

/// The neighbors of each pixel, from the places.
fn degrees(p: &Coloring) -> Vec<f64> {
    let all = 0..p.places.len();
    let count = |i| all.clone().filter(|j| are_near(p, i, *j)).count() as f64;
    all.clone().map(count).collect()
}

#[test]
fn arguments_out_of_range_are_refused() {
    let p = coloring([2, 2], 0.1, |_| Cell::Open);
    for (parameters, steps, argument) in [
        ([-0.1, 0.0], 2, "eta"),
        ([f64::NAN, 0.0], 2, "eta"),
        ([0.1, 1.0], 2, "beta"),
        ([0.1, 0.5], usize::MAX, "steps"),
    ] {
        let refusal = colors_after(&p, parameters, steps).unwrap_err().to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
    }
    // Nothing but walls is fine, too.
    let none = coloring([3, 2], 0.1, |_| Cell::Wall);
    assert_eq!(colors_after(&none, [0.1, 0.5], 3).unwrap().len(), 0);
    assert!(listings::colorization::is_definite(&none, 1.0, 1.0));
}

/// Covers text:colorization.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let [low, high] = ends(&four_rooms(1.0));
    assert_told(
        "colorization",
        &[
            ("Four small rooms after", is(100.0)),
            ("with the best pair, after", is(200.0)),
            ("steps and after", is(1000.0)),
            ("Here this bound is", is(0.1 * 2.0 / 1120.0)),
            ("of the picture in", leads("ref:goh2017")),
            ("prints no weight; with $w =", is(1.0)),
            ("the condition number is", is(high / low)),
            ("Four graphs of", is(36.0)),
            // One node with 35 others: the eigenvalues 0, 1 and 36.
            ("joined with all others, has the ratio", is(36.0)),
            ("1. In", leads("fig:ink")),
        ],
    );
}
