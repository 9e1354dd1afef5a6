//! The sentences that could be false.

use listings::colorization::{
    Cell, coloring, colors_after, conditioning, descent_steps, ends, four_graphs, four_rooms,
    laplacian, two_paths, walk,
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
    // What a color of its own leaves at the best step size of the rooms.
    let best = best_step(ends(&four_rooms(0.1)));
    claim.holds(&[
        ("a little above $1 / 4$", best > 0.25 && best < 0.26),
        ("a little below $1 / 4$", best < 0.25),
    ]);
    let beyond = 4.0 * best - 1.0;
    claim.holds(&[
        (
            "one percent beyond their mean",
            (beyond - 0.01).abs() < 0.001,
        ),
        ("one percent before their mean", beyond < 0.0),
    ]);
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
fn momentum_has_colored_the_rooms() {
    let claim = claim("many-steps");
    let [steps, fast, slow] = claim.numbers();
    let [plain, momentum] = full(steps as usize);
    assert!(steps == 1000.0 && prints(fast, momentum.mean().unwrap(), 3));
    assert!(prints(slow, plain.mean().unwrap(), 3));
    claim.says("the mean color is 0.968 with momentum and 0.036 with gradient descent");
}

/// Covers claim:room-kappa.
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
}

/// Covers claim:room-steps, claim:room-walk, claim:take-times, lst:descent_steps.
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
    let [counted, color, plain_counted] = of_walk.numbers();
    assert_eq!(color, 1.0);
    let mut far = Vec::new();
    walk(&rooms, best_pair(bounds), 3000, |x| {
        far.push(x.iter().map(|x| (x - 1.0).abs()).fold(0.0, f64::max));
    })
    .unwrap();
    let last = far.iter().rposition(|far| *far > 1e-3).unwrap();
    assert_eq!(counted, last as f64 + 1.0);
    let more = counted / momentum - 1.0;
    of_walk.holds(&[
        ("over a third more", more > 1.0 / 3.0 && more < 0.4),
        ("over a third less", more < -1.0 / 3.0),
    ]);
    // From then on; at the step before, some pixel is.
    let (late, early) = (&far[counted as usize..], far[counted as usize - 1]);
    of_walk.holds(&[
        (
            "no pixel is farther from 1 than a thousandth",
            late.iter().all(|far| *far <= 1e-3) && early > 1e-3,
        ),
        (
            "no pixel is nearer to 1 than a thousandth",
            late.iter().all(|far| *far >= 1e-3),
        ),
    ]);
    of_walk.says("equal roots delay it; gradient descent needs");
    // The lower half of the rooms walks as the whole does, which is symmetric.
    // After so many steps the other eigenvectors are a ten millionth of the
    // first, so the rest of the way is a power of the rate.
    let half = coloring([112, 8], 0.1, |[column, row]| match column % 32 {
        _ if column == 0 && row == 7 => Cell::Seed,
        16.. if row < 7 => Cell::Wall,
        _ => Cell::Open,
    });
    assert_eq!(2 * half.places.len(), rooms.places.len());
    let step = best_step(bounds);
    let x = colors_after(&half, [step, 0.0], 150_000).unwrap();
    let most = x.iter().map(|x| (x - 1.0).abs()).fold(0.0, f64::max);
    let rest = (1e-3 / most).ln() / (1.0 - step * bounds[0]).ln();
    assert_eq!(plain_counted, (150_000.0 + rest).ceil());
    assert_eq!(plain_counted, descent_steps(&rooms, 1e-3).unwrap());
    let taken = claim("take-times");
    let [times] = taken.numbers();
    assert!(prints(times, plain_counted / counted, 0));
    let words = ["gradient descent needs", "as many steps as momentum"];
    let other = ["momentum needs", "as many steps as gradient descent"];
    for (here, there) in words.into_iter().zip(other) {
        let slower = plain_counted > counted;
        taken.holds(&[(here, slower), (there, !slower)]);
    }
}

/// The ratio λₙ/λ₂ of a graph of 36 nodes.
fn ratio(edges: &[[usize; 2]]) -> f64 {
    conditioning(&laplacian(36, edges)).unwrap().0
}

/// How many edges lead from a node to another one, on average over all pairs.
fn mean_way(edges: &[[usize; 2]]) -> f64 {
    let mut sum = 0;
    for start in 0..36 {
        let mut ways = [usize::MAX; 36];
        ways[start] = 0;
        // No way is longer than all nodes in a row.
        for length in 1..36 {
            for (i, j) in edges.iter().flat_map(|&[i, j]| [(i, j), (j, i)]) {
                if ways[i] == length - 1 {
                    ways[j] = ways[j].min(length);
                }
            }
        }
        sum += ways.iter().sum::<usize>();
    }
    sum as f64 / (36.0 * 35.0)
}

/// Covers claim:connectivity, claim:other-orders, claim:take-connected, lst:graphs.
#[test]
fn short_ways_condition_a_graph_well() {
    let told = claim("connectivity");
    let [
        path_edges,
        path,
        chords,
        grid_edges,
        grid,
        random_edges,
        random,
    ] = told.numbers();
    let all = four_graphs().map(|edges| ratio(&edges));
    for (printed, truth) in [path, chords, grid, random].into_iter().zip(&all) {
        assert!(prints(printed, *truth, 1), "{printed} {truth}");
    }
    // A path and a grid have eigenvalues in closed form.
    let cos = |k: f64, n: f64| 2.0 - 2.0 * (k * std::f64::consts::PI / n).cos();
    assert!((all[0] - cos(35.0, 36.0) / cos(1.0, 36.0)).abs() < 1e-8);
    assert!((all[2] - 2.0 * cos(5.0, 6.0) / cos(1.0, 6.0)).abs() < 1e-10);
    let graphs = four_graphs();
    let counts = graphs.each_ref().map(|edges| edges.len() as f64);
    assert_eq!(
        [path_edges, grid_edges, random_edges],
        [counts[0], counts[2], counts[3]]
    );
    assert_eq!(graphs[2], coloring([6, 6], 0.0, |_| Cell::Open).edges);
    told.holds(&[
        ("Three edges added to", counts[1] == counts[0] + 3.0),
        ("Three edges taken from", counts[1] == counts[0] - 3.0),
    ]);
    told.holds(&[
        ("divide its ratio", chords < path),
        ("multiply its ratio", chords > path),
    ]);
    told.holds(&[
        (
            "by more than five",
            path > 5.0 * chords && path < 6.0 * chords,
        ),
        ("by less than five", path < 5.0 * chords),
    ]);
    told.says("of the path");
    told.says("the grid with its 60 edges has 27.9, and the two paths with 69 have 9.4");
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
    let degrees = |edges: &[[usize; 2]]| laplacian(36, edges).diag().to_vec();
    let crowds: Vec<f64> = seeds
        .map(two_paths)
        .chain([graphs[2].clone()])
        .flat_map(|edges| degrees(&edges))
        .collect();
    orders.holds(&[
        (
            "no node has more than four neighbors",
            crowds.iter().all(|d| *d <= 4.0) && crowds.contains(&4.0),
        ),
        (
            "no node has fewer than four neighbors",
            crowds.iter().all(|d| *d >= 4.0),
        ),
    ]);
    let taken = claim("take-connected");
    let falls = |x: &[f64]| x.windows(2).all(|pair| pair[1] < pair[0]);
    let rises = |x: &[f64]| x.windows(2).all(|pair| pair[1] > pair[0]);
    let ways = graphs.each_ref().map(|edges| mean_way(edges));
    taken.holds(&[
        ("Short ways to everywhere", falls(&ways) && falls(&all)),
        ("Long ways to everywhere", rises(&ways) && falls(&all)),
    ]);
    // A star has the shortest ways of all trees, but a crowd in its middle.
    let star: Vec<[usize; 2]> = (1..36).map(|i| [0, i]).collect();
    let few = graphs
        .iter()
        .all(|edges| degrees(edges).iter().all(|d| *d <= 4.0));
    let needed = mean_way(&star) < ways[3] && ratio(&star) > all[2];
    taken.holds(&[
        ("with few neighbors a node", few && needed),
        ("with many neighbors a node", !few),
    ]);
    taken.holds(&[
        ("make a graph well conditioned", falls(&all)),
        ("make a graph badly conditioned", rises(&all)),
    ]);
    taken.says(
        "the random paths best, then the grid, then the path with chords, and the path worst",
    );
}

/// Covers claim:take-local, claim:sum-local.
#[test]
fn a_step_is_local_and_corridors_are_slow() {
    let claim = claim("take-local").and("sum-local");
    // A step from color at one pixel reaches that and its neighbors only.
    let rooms = four_rooms(0.1);
    let mut x = Array1::zeros(1120);
    x[500] = 1.0;
    let slope = listings::colorization::gradient(&rooms, &x);
    let local = (0..1120)
        .filter(|i| slope[*i] != 0.0 && !rooms.seeds.contains(i))
        .all(|i| i == 500 || super::are_near(&rooms, i, 500));
    claim.holds(&[("is local", local), ("is global", !local)]);
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
