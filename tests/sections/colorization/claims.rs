//! The sentences that could be false.

use listings::colorization::{
    Cell, coloring, colors_after, conditioning, ends, four_graphs, four_rooms, laplacian,
    two_paths, walk,
};
use listings::ill_conditioned_problem::best_step;
use listings::ndarray::Array1;
use listings::optimal_parameters::best_pair;
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{colors, degrees, drawn};

/// Covers claim:average.
#[test]
fn a_new_color_lies_between_the_old_ones() {
    let claim = claim("average");
    let mut random = seeded(5);
    let (mut sums, mut within, mut outside) = (true, true, false);
    for _ in 0..200 {
        let p = drawn(&mut random, 1.0);
        let x = colors(&mut random, p.places.len());
        for (i, d) in degrees(&p).into_iter().enumerate() {
            if d == 0.0 || p.seeds.contains(&i) {
                continue;
            }
            let step =
                |eta: f64, x: &Array1<f64>| x[i] - eta * listings::colorization::gradient(&p, x)[i];
            // Weights that add up to 1 keep a color that is the same everywhere.
            let ones = Array1::ones(x.len());
            sums &= (step(1.0 / d, &ones) - 1.0).abs() < 1e-12;
            // The pixel's own weight: what a color of its own leaves.
            let mut own = Array1::zeros(x.len());
            own[i] = 1.0;
            within &= step(1.0 / d, &own) > -1e-12 && step(0.5 / d, &own) > 0.0;
            outside |= step(1.01 / d, &own) < 0.0;
        }
    }
    claim.holds(&[("add up to 1", sums)]);
    claim.holds(&[("none is negative", within), ("all are negative", !within)]);
    claim.holds(&[
        ("at most $1 / d_i$", outside),
        ("at least $1 / d_i$", !outside),
    ]);
    claim.says("The new color is an average of the pixel and its neighbors");
}

/// The colors of the full rooms: of gradient descent and of momentum.
fn full(steps: usize) -> [Array1<f64>; 2] {
    let rooms = four_rooms(0.1);
    let bounds = ends(&rooms);
    [[best_step(bounds), 0.0], best_pair(bounds)]
        .map(|pair| colors_after(&rooms, pair, steps).unwrap())
}

/// Covers claim:many-steps.
#[test]
fn momentum_has_colored_every_room() {
    let claim = claim("many-steps");
    let [steps, least, percent] = claim.numbers();
    let [plain, momentum] = full(steps as usize);
    let lightest = momentum.iter().copied().fold(1.0, f64::min);
    assert!(steps == 1000.0 && prints(least, lightest, 3));
    assert!(prints(percent, 100.0 * plain.mean().unwrap(), 1));
    claim.holds(&[
        ("no pixel has less color", least > 0.5),
        ("every pixel has less color", least < 0.5),
    ]);
    claim.says("steps of momentum no pixel");
    claim.says("; gradient descent has brought");
    claim.says("percent of the color");
}

/// Covers claim:room-kappa, claim:other-weight.
#[test]
fn the_rooms_are_badly_conditioned() {
    let told = claim("room-kappa");
    let text = ["1120 pixels", "2070 pairs of neighbors"];
    let rooms = four_rooms(0.1);
    assert_eq!([rooms.places.len(), rooms.edges.len()], [1120, 2070]);
    for words in text {
        told.says(words);
    }
    let [low, high] = ends(&rooms);
    told.says(&format!("$w = {}$", rooms.weight));
    told.says(&format!("{:.9}", low * 1e5));
    told.says(&format!("{high:.9}"));
    told.says(&format!("{:.0}", high / low));
    assert!((low - 5.109274597e-5).abs() < 5e-15 && (high - 7.924430650).abs() < 5e-10);
    told.holds(&[("the eigenvalues lie between", low < high)]);
    let other = claim("other-weight");
    let [weight, kappa] = other.numbers();
    let [low_text, high_text] = ends(&four_rooms(weight));
    assert!(weight == 1.0 && prints(kappa, high_text / low_text, 0));
    other.holds(&[
        ("is smaller", kappa < high / low),
        ("is larger", kappa > high / low),
    ]);
}

/// Covers claim:room-steps, claim:room-walk, claim:take-times.
#[test]
fn momentum_takes_the_root_of_the_steps() {
    let told = claim("room-steps");
    let [plain, momentum] = told.numbers();
    let rooms = four_rooms(0.1);
    let bounds = ends(&rooms);
    let kappa = bounds[1] / bounds[0];
    let steps = |kappa: f64| (1e-3_f64).ln() / ((kappa - 1.0) / (kappa + 1.0)).ln();
    assert_eq!(
        [plain, momentum],
        [kappa, kappa.sqrt()].map(|k| steps(k).round())
    );
    assert_eq!([plain, momentum], [535_693.0, 1360.0]);
    told.says("With the best step size of gradient descent");
    told.says("with the best pair of momentum");
    let of_walk = claim("room-walk");
    let [from, color] = of_walk.numbers();
    assert_eq!(color, 1.0);
    let mut far = Vec::new();
    walk(&rooms, best_pair(bounds), 3000, |x| {
        far.push(x.iter().map(|x| (x - 1.0).abs()).fold(0.0, f64::max));
    })
    .unwrap();
    let last = far.iter().rposition(|far| *far > 1e-3).unwrap();
    assert_eq!(from, last as f64 + 1.0);
    of_walk.holds(&[
        ("a little longer", from > momentum && from < 1.5 * momentum),
        ("a little shorter", from < momentum),
    ]);
    of_walk.holds(&[("no pixel is farther", true), ("no pixel is nearer", false)]);
    of_walk.says("than a thousandth");
    of_walk.says("equal roots delay it");
    let taken = claim("take-times");
    let [times] = taken.numbers();
    assert!(prints(times, steps(kappa) / steps(kappa.sqrt()), 0));
    taken.holds(&[
        (
            "momentum is 394 times faster than gradient descent",
            times > 1.0,
        ),
        (
            "momentum is 394 times slower than gradient descent",
            times < 1.0,
        ),
    ]);
}

/// The ratio λₙ/λ₂ of a graph of 36 nodes.
fn ratio(edges: &[[usize; 2]]) -> f64 {
    conditioning(&laplacian(36, edges)).unwrap().0
}

/// Covers claim:connectivity, claim:other-orders, claim:take-connected, lst:graphs.
#[test]
fn a_better_connected_graph_is_better_conditioned() {
    let told = claim("connectivity");
    let [path, chords, grid, random] = told.numbers();
    let all = four_graphs().map(|edges| ratio(&edges));
    for (printed, truth) in [path, chords, grid, random].into_iter().zip(&all) {
        assert!(prints(printed, *truth, 1), "{printed} {truth}");
    }
    // A path and a grid have eigenvalues in closed form.
    let cos = |k: f64, n: f64| 2.0 - 2.0 * (k * std::f64::consts::PI / n).cos();
    assert!((all[0] - cos(35.0, 36.0) / cos(1.0, 36.0)).abs() < 1e-8);
    assert!((all[2] - 2.0 * cos(5.0, 6.0) / cos(1.0, 6.0)).abs() < 1e-10);
    let graphs = four_graphs();
    assert_eq!(graphs[1].len(), graphs[0].len() + 3);
    assert_eq!(graphs[2], coloring([6, 6], 0.0, |_| Cell::Open).edges);
    told.holds(&[("Three more edges", true)]);
    told.holds(&[
        ("divide the ratio", chords < path),
        ("multiply the ratio", chords > path),
    ]);
    told.holds(&[
        (
            "by more than five",
            path > 5.0 * chords && path < 6.0 * chords,
        ),
        ("by less than five", path < 5.0 * chords),
    ]);
    told.says("of the path");
    told.says("the grid has 27.9, and the two paths have 9.4");
    let orders = claim("other-orders");
    let [count] = orders.numbers();
    let seeds = 0..count as u64;
    assert_eq!(count, 100.0);
    let larger = seeds
        .clone()
        .filter(|seed| ratio(&two_paths(*seed)) >= grid);
    let larger = larger.count();
    orders.holds(&[("With none", larger == 0), ("With all", larger == 100)]);
    orders.says("as large as that of the grid");
    let crowded = seeds.flat_map(two_paths).count() > 0
        && (0..100).all(|seed| {
            let l = laplacian(36, &two_paths(seed));
            l.diag().iter().all(|d| *d <= 4.0)
        })
        && laplacian(36, &graphs[2]).diag().iter().all(|d| *d <= 4.0);
    orders.holds(&[
        ("no node has more than four neighbors", crowded),
        ("no node has fewer than four neighbors", false),
    ]);
    let taken = claim("take-connected");
    let best = all[3] < all[2] && all[2] < all[1] && all[1] < all[0];
    taken.holds(&[("The better a graph", best), ("The worse a graph", !best)]);
    taken.holds(&[
        ("the better it is conditioned", best),
        ("the worse it is", !best),
    ]);
    taken.says(
        "the random paths best, then the grid, then the path with chords, and the path worst",
    );
}

/// Covers claim:take-local.
#[test]
fn a_step_is_local_and_corridors_are_slow() {
    let claim = claim("take-local");
    // A step from color at one pixel reaches that and its neighbors only.
    let rooms = four_rooms(0.1);
    let mut x = Array1::zeros(1120);
    x[500] = 1.0;
    let slope = listings::colorization::gradient(&rooms, &x);
    let local = (0..1120)
        .filter(|i| slope[*i] != 0.0 && !rooms.seeds.contains(i))
        .all(|i| i == 500 || super::are_near(&rooms, i, 500));
    claim.holds(&[("local averages", local), ("global averages", !local)]);
    // As many pixels and seeds in one room without corridors.
    let single = coloring([40, 28], 0.1, |[column, row]| match (column, row) {
        (0, 13 | 14) => Cell::Seed,
        _ => Cell::Open,
    });
    assert_eq!(single.places.len(), rooms.places.len());
    let kappa = |p| {
        let [low, high] = ends(p);
        high / low
    };
    let slow = kappa(&rooms) > 2.0 * kappa(&single);
    claim.holds(&[("makes it slow", slow), ("makes it fast", !slow)]);
    claim.says("a path of corridors");
}
