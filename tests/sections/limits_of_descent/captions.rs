//! What the captions say.

use listings::figures::Window;
use listings::limits_of_descent::{chain_minimizer, chain_rate, four_runs, reached};
use tests::caption::{Shown, assert_caption, shown};
use tests::drawn::{distance, place};

use super::{cover, paths};

/// How far a coordinate of the chain for κ = 100 is from its place, relative
/// to it, after each step of a method.
fn off(method: usize) -> impl Fn(usize, usize) -> f64 {
    let path = paths(100.0, 25, 40)[method].clone();
    let minimizer = chain_minimizer(100.0, 25).unwrap();
    move |t, i| (path[t][i - 1] / minimizer[i - 1] - 1.0).abs()
}

/// The name of the color of a role's cells.
fn color(shown: &Shown, role: &str) -> &'static str {
    shown.of("polygon", role)[0].color
}

/// Whether the gray cells are just those of coordinates that have not moved.
fn gray_is_unmoved(shown: &Shown, method: usize) -> bool {
    let path = &paths(100.0, 25, 40)[method];
    color(shown, "contour") == "gray"
        && (0..=40).all(|t| {
            (1..=25).all(|i| {
                let gray = cover(&shown.all, t, i)
                    .iter()
                    .any(|(role, _)| role == "contour");
                gray == (i > reached(&path[t]))
            })
        })
}

/// Covers fig:staircase.
#[test]
fn the_cells_say_what_has_moved_and_how_far_it_is_off() {
    let shown = shown("staircase");
    let off = off(1);
    let mut cells: Vec<(f64, f64)> = Vec::new();
    let mut white = true;
    for t in 0..=40 {
        for i in 1..=25.min(t) {
            match &cover(&shown.all, t, i)[..] {
                [] => white &= off(t, i) <= 0.01,
                [(_, share)] => cells.push((off(t, i), *share)),
                _ => panic!("a cell is drawn once"),
            }
        }
    }
    let orange = cells.iter().all(|cell| cell.0 > 0.01);
    // The end is 26 links away, so the wave is back at i after 52 - i steps.
    // Until then each coordinate is at its place on a chain without end.
    let path = &paths(100.0, 25, 40)[1];
    let q = chain_rate(100.0).unwrap();
    let (mut wedge, mut removed) = (true, true);
    for i in 1..=25 {
        for (t, x) in path.iter().enumerate().skip(i) {
            let empty = cover(&shown.all, t, i).is_empty();
            if t < 52 - i {
                wedge &= (x[i - 1] / q.powi(i as i32) - 1.0).abs() < 1e-9;
                wedge &= empty == (i < 15);
            } else {
                removed &= empty;
            }
        }
    }
    cells.sort_by(|a, b| a.0.total_cmp(&b.0));
    let darker = cells.windows(2).all(|pair| pair[0].1 <= pair[1].1) && cells[0].1 < 0.2;
    let orange = orange && color(&shown, "momentum") == "orange";
    assert_caption(
        "staircase",
        &[
            ("Momentum on this chain", orange),
            (
                "one row for each coordinate",
                cover(&shown.all, 0, 25).len() == 1,
            ),
            (
                "one column for each step",
                cover(&shown.all, 40, 25).is_empty(),
            ),
            ("Gray cells have not moved yet", gray_is_unmoved(&shown, 1)),
            (
                "Orange cells are more than one percent from their place",
                orange,
            ),
            ("the darker the farther", darker),
            ("an empty cell is there", white),
            (
                "The orange wedge at the top is the difference between a place on a longer chain",
                wedge,
            ),
            ("the wave coming back from the far end removes it", removed),
        ],
    );
}

/// Covers fig:staircase-conjugate.
#[test]
fn conjugate_gradients_are_done_with_the_last_step() {
    let shown = shown("staircase-conjugate");
    let off = off(3);
    let placed = |t: usize| (1..=25).all(|i| off(t, i) < 1e-6);
    let white = (1..=25).all(|i| cover(&shown.all, 25, i).is_empty());
    assert_caption(
        "staircase-conjugate",
        &[
            (
                "The same chain under conjugate gradients",
                gray_is_unmoved(&shown, 3) && color(&shown, "flat") != "gray",
            ),
            (
                "At step 25 every coordinate is in its place",
                white && placed(25) && !placed(24),
            ),
        ],
    );
}

/// Covers fig:bound.
#[test]
fn momentum_runs_along_the_edge() {
    let shown = shown("bound");
    let window = Window {
        x: [0.0, 60.0],
        y: [-6.0, 0.0],
    };
    let lines = four_runs(100.0, 200, 60).unwrap();
    let is = |role: &str, line: usize, color: &str| {
        let points: Vec<_> = lines[line]
            .iter()
            .enumerate()
            .map(|(t, left)| [t as f64, left.log10()])
            .collect();
        shown.passes("polyline", role, window, &points) && shown.color(role) == color
    };
    let rate = chain_rate(100.0).unwrap().log10();
    let region = &shown.of("polygon", "contour")[0].points;
    let edge = [[0.0, 0.0], [60.0, 60.0 * rate], [60.0, -6.0], [0.0, -6.0]];
    let region = region.len() == 4
        && edge.iter().all(|corner| {
            let there = place(window, *corner);
            region.iter().any(|at| distance(*at, there) < 0.15)
        });
    let over = |line: usize| lines[line][60].log10() - 60.0 * rate;
    assert_caption(
        "bound",
        &[
            (
                "The distance that four methods leave",
                lines.iter().all(|line| line[0] == 1.0),
            ),
            (
                "The gray region is below",
                region && color(&shown, "contour") == "gray",
            ),
            ("Momentum (orange)", is("momentum", 1, "orange")),
            ("runs along its edge", over(1).abs() < 1e-6),
            (
                "conjugate gradients (green)",
                is("flat", 3, "green") || is("flat", 3, "cyan"),
            ),
            ("just above it", (0.01..0.15).contains(&over(3))),
            ("Nesterov's method (purple)", is("start", 2, "purple")),
            ("gradient descent (blue)", is("path", 0, "blue")),
            ("rise away from it", over(2) > 1.0 && over(0) > over(2)),
        ],
    );
}
