//! The sentences that could be false.

use listings::heavy_ball_fails::{
    PATIENCE, arrival, exact_cycle, exact_step, from_sides, half_side, never, side_slope, sizes,
    square_run, to_sides, walk, walks,
};
use listings::momentum_method::spectral_radius;
use listings::nesterov::{bent_slope, contest};
use tests::printed::{claim, prints};
use tests::states::seeded;

use super::{gradient, heavy, nearest, plane_arrival};

/// The points of the cycle.
fn cycle() -> [f64; 3] {
    exact_cycle().map(|x| {
        let (above, below) = x.into_raw();
        above as f64 / below as f64
    })
}

/// Whether two successive points are within `close` of two successive points
/// of the cycle.
fn is_caught(pair: &[f64], cycle: [f64; 3], close: f64) -> bool {
    (0..3).any(|i| {
        let here = [cycle[i], cycle[(i + 1) % 3]];
        (pair[0] - here[0]).abs() <= close && (pair[1] - here[1]).abs() <= close
    })
}

/// Covers claim:one-start, lst:walks.
#[test]
fn two_methods_arrive_and_the_heavy_ball_walks_on_a_cycle() {
    let claim = claim("one-start");
    let [plain, own] = claim.numbers();
    let paths = contest([1.0, 25.0]).map(|of| walk(bent_slope, (3.3, 0.0), of, 1000).unwrap());
    assert_eq!(walks(bent_slope, (3.3, 0.0), 25.0, 1000).unwrap(), paths);
    // The velocity is that of the heavy ball.
    let moved = walks(bent_slope, (3.3, 9.0), 25.0, 1).unwrap();
    assert_eq!([moved[0][1], moved[2][1]], [paths[0][1], paths[2][1]]);
    assert!((moved[1][1] - paths[1][1] + 4.0 / 9.0).abs() < 1e-14);
    let from = paths.each_ref().map(|path| arrival(path));
    assert_eq!(
        [from[0], from[2]],
        [plain, own].map(|step| Some(step as usize))
    );
    let caught = is_caught(&paths[1][999..], cycle(), 0.05);
    // A step of Nesterov's method without its momentum, left of 1.
    let [_, _, [eta, ..]] = contest([1.0, 25.0]);
    assert_eq!(eta, 1.0 / 25.0);
    let left = (-400..100).map(|n| f64::from(n) / 100.0);
    assert!(
        left.map(|x| x - eta * bent_slope(x))
            .all(|x| x.abs() < 1e-15)
    );
    claim.holds(&[
        ("the heavy ball never arrives", caught && from[1].is_none()),
        ("the heavy ball always arrives", !caught),
    ]);
    claim.holds(&[("within a millionth", true), ("beyond a millionth", false)]);
    claim.holds(&[("of the minimum", true), ("of the maximum", false)]);
    claim.says("Gradient descent is within");
    claim.says("on and Nesterov's method from step");
}

/// Covers claim:exact.
#[test]
fn the_cycle_is_exact() {
    let claim = claim("exact");
    let [p, q, r] = exact_cycle();
    let one = 1.into();
    claim.holds(&[
        ("$p$ and $q$ lie below 1", p < one && q < one),
        ("$p$ and $q$ lie above 1", p > one && q > one),
    ]);
    claim.holds(&[("$r$ above 2", r > 2.into()), ("$r$ below 2", r < 2.into())]);
    let (mut pair, mut steps) = ([p, q], 0);
    while steps == 0 || pair != [p, q] {
        pair = [pair[1], exact_step(pair)];
        steps += 1;
        assert!(steps < 10);
    }
    assert_eq!(steps, 3);
    claim.holds(&[
        ("three steps in fractions", steps == 3),
        ("two steps in fractions", steps == 2),
    ]);
    claim.holds(&[
        ("to the same points exactly", true),
        ("to other points", false),
    ]);
    claim.holds(&[
        ("is not made by rounding", true),
        ("is made by rounding", false),
    ]);
}

/// Covers claim:attracts.
#[test]
fn a_run_near_the_cycle_ends_in_it() {
    let claim = claim("attracts");
    let [close] = claim.numbers();
    let parameters = heavy(25.0);
    // The difference after t steps is r^(t-1) (t d₁ − (t−1) r d₀), with the
    // double root r = −2/3: at most this many times the larger of both.
    let growth = (1..50)
        .map(|t| (2.0_f64 / 3.0).powi(t - 1) * (f64::from(t) + f64::from(t - 1) * 2.0 / 3.0))
        .fold(0.0, f64::max);
    let [p, _, r] = cycle();
    let room = (r - 2.0).min(1.0 - p);
    assert!(growth * close < room, "{growth} {room}");
    assert!(cycle()[1] < p);
    let mut random = seeded(7);
    for case in 0..1000 {
        let d = [0, 1].map(|bit| match case {
            0..4 => close * [1.0, -1.0][(case >> bit) & 1],
            _ => random.between(-close, close),
        });
        let [before, x] = [cycle()[case % 3] + d[0], cycle()[(case + 1) % 3] + d[1]];
        let v = (before - x) / parameters[0];
        let path = walk(bent_slope, (x, v), parameters, PATIENCE).unwrap();
        for (t, x) in path.iter().enumerate() {
            let there = cycle()[(case + 1 + t) % 3];
            assert!((x - there).abs() < room, "{d:?}");
        }
        assert!(is_caught(&path[PATIENCE - 1..], cycle(), 1e-12));
    }
    claim.holds(&[("is within", true), ("is beyond", false)]);
    claim.holds(&[("at two points in a row", true), ("at one point", false)]);
    claim.holds(&[("stays on its pieces", true), ("leaves its pieces", false)]);
    claim.holds(&[
        ("the difference never doubles", growth < 2.0),
        ("the difference always doubles", growth >= 2.0),
    ]);
    claim.holds(&[
        ("is more than a tenth from their ends", room > 0.1),
        ("is less than a tenth from their ends", room < 0.1),
    ]);
    claim.holds(&[
        ("so it ends in the cycle", true),
        ("so it starts in the cycle", false),
    ]);
}

/// Covers claim:bands, lst:never.
#[test]
fn from_some_bands_the_heavy_ball_never_arrives() {
    let claim = claim("bands");
    let [bands, percent, first, last, low, high, plain, own] = claim.numbers();
    assert_eq!([first, last], [-4.0, 4.0]);
    let stretches = never(bent_slope, 0.0, heavy(25.0), [-4, 4], 100).unwrap();
    assert_eq!(stretches.len() as f64, bands);
    let within = |x: f64| stretches.iter().any(|[a, b]| *a <= x && x <= *b);
    let (mut lost, mut slowest) = (0, [0; 3]);
    for n in -400..=400 {
        let x = f64::from(n) / 100.0;
        for (i, of) in contest([1.0, 25.0]).into_iter().enumerate() {
            let path = walk(bent_slope, (x, 0.0), of, PATIENCE).unwrap();
            let from = arrival(&path);
            if i == 1 {
                // It is known to be caught, or it is there.
                let caught = is_caught(&path[PATIENCE - 1..], cycle(), 0.05);
                assert_eq!((caught, within(x)), (from.is_none(), caught), "{x}");
                lost += i32::from(caught);
            } else {
                slowest[i] = slowest[i].max(from.unwrap());
            }
        }
    }
    assert!(prints(percent, 100.0 * f64::from(lost) / 801.0, 0));
    let widest = stretches.iter().map(|[a, b]| b - a).fold(0.0, f64::max);
    assert!(stretches.contains(&[low, high]) && high - low == widest);
    assert_eq!(
        [slowest[0], slowest[2]].map(|step| step as f64),
        [plain, own]
    );
    claim.holds(&[("the widest from", true), ("the narrowest from", false)]);
    claim.holds(&[("; from every start", true), ("; from no start", false)]);
    claim.says("percent of the starts from");
    claim.says("4 in hundredths");
    claim.says("gradient descent arrives by");
    claim.says("and Nesterov's method by");
    claim.says("such bands");
}

/// Covers claim:product.
#[test]
fn three_matrices_that_shrink_do_not_shrink_together() {
    let claim = claim("product");
    let [eta, beta, _] = heavy(25.0);
    let [p, q, r] = cycle();
    let mut state = [p, r];
    for x in [p, q, r] {
        let m = bent_slope(x) / x;
        // Near a double root a rounding is as large as its square root.
        let radius = spectral_radius(eta, beta, m);
        assert!((radius - 2.0 / 3.0).abs() < 1e-7, "{radius}");
        state = [
            (1.0 + beta - eta * m) * state[0] - beta * state[1],
            state[0],
        ];
    }
    let left = (state[0] - p).abs() < 1e-14 && (state[1] - r).abs() < 1e-14;
    claim.holds(&[
        ("leaves $(p, r)$ as it is", left),
        ("turns $(p, r)$ around", !left),
    ]);
    claim.holds(&[
        ("has the spectral radius $\\frac{2}{3}$", true),
        ("has the spectral radius $\\frac{3}{2}$", false),
    ]);
    claim.holds(&[
        ("so 1 is an eigenvalue of it", left),
        ("so 1 is no eigenvalue of it", !left),
    ]);
    claim.says("Each of the three matrices");
    claim.says("their product");
}

/// Covers claim:square-curvature.
#[test]
fn the_curvature_is_100_inside_and_1_beyond_the_corners() {
    let claim = claim("square-curvature");
    let [inside, along_side, across, beyond] = claim.numbers();
    assert_eq!([along_side, across], [inside, beyond]);
    let h = half_side();
    // How fast the gradient changes, at x in the direction of a unit vector.
    let along = |x: [f64; 2], d: [f64; 2]| {
        let ahead = gradient([x[0] + 1e-6 * d[0], x[1] + 1e-6 * d[1]]);
        let here = gradient(x);
        ((ahead[0] - here[0]) * d[0] + (ahead[1] - here[1]) * d[1]) / 1e-6
    };
    let mut random = seeded(8);
    let mut seen = [0; 3];
    for _ in 0..2000 {
        let x = [0, 1].map(|_| random.between(-3.0, 3.0));
        let angle = random.between(0.0, 7.0);
        let curvature = along(x, [angle.cos(), angle.sin()]);
        // The difference of numbers up to 50, over a millionth.
        assert!((beyond - 1e-6..=inside + 1e-6).contains(&curvature));
        // Not where the difference would cross an edge.
        if to_sides(x).iter().any(|u| (u.abs() - h).abs() < 1e-5) {
            continue;
        }
        // How many of its coordinates along the sides are within the square.
        let within = to_sides(x).map(|u| u.abs() < h);
        assert_eq!(nearest(x) == x, within == [true; 2], "{x:?}");
        if within == [true; 2] {
            assert!((curvature - inside).abs() < 1e-6);
        } else if within == [false; 2] {
            assert!((curvature - beyond).abs() < 1e-6);
        } else {
            let axes = [[1.0, 0.0], [0.0, 1.0]].map(|axis| along(x, from_sides(axis)));
            for (curvature, within) in axes.iter().zip(within) {
                let wanted = if within { along_side } else { across };
                assert!((curvature - wanted).abs() < 1e-6);
            }
        }
        seen[within.iter().filter(|within| **within).count()] += 1;
    }
    assert!(seen.iter().all(|count| *count > 15), "{seen:?}");
    claim.holds(&[("Inside the square", true), ("Outside the square", false)]);
    claim.holds(&[("beyond a corner 1", true), ("within a corner 1", false)]);
    claim.holds(&[
        ("beyond a side it is", true),
        ("within a side it is", false),
    ]);
    claim.says("100 in every direction;");
    claim.says("100 along the side and 1 across it");
    claim.says("1 in every direction.");
}

/// Covers claim:four-corners.
#[test]
fn the_heavy_ball_goes_around_four_points() {
    let claim = claim("four-corners");
    let [one, zero, first, second, from] = claim.numbers();
    assert_eq!([one, zero], [1.0, 0.0]);
    let around = square_run([one, zero], [first, second], heavy(100.0), 1000).unwrap();
    let points = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0]];
    for (t, x) in around.iter().enumerate() {
        let there = points[t % 4];
        assert!((x[0] - there[0]).hypot(x[1] - there[1]) < 1e-12, "{t}");
    }
    // Near the cycle the nearest point stays the corner, and the difference is
    // that of curvature 1, which goes to zero: what is rounded does not grow.
    let near = square_run([1.02, 0.01], [first, second], heavy(100.0), 1000).unwrap();
    assert!((near[1000][0] - 1.0).hypot(near[1000][1]) < 1e-12);
    let rest = square_run([1.0, 0.0], [0.0; 2], heavy(100.0), 5000).unwrap();
    let arrives = arrival(&sizes(&rest)).unwrap();
    assert_eq!(arrives as f64, from);
    assert_eq!(plane_arrival([1.0, 0.0], [0.0; 2], 5000), Some(arrives));
    claim.holds(&[
        ("from rest it arrives, by", true),
        ("from rest it never arrives, by", false),
    ]);
    claim.says("walks on a cycle of four points for ever");
    claim.says("the velocity $\\mathbf{v}_0 =");
}

/// Covers claim:half-lost.
#[test]
fn nearly_half_of_the_starts_do_not_arrive() {
    let claim = claim("half-lost");
    let [percent] = claim.numbers();
    let [plain, heavy, own] = contest([1.0, 100.0]);
    let (mut all, mut lost) = (0.0, 0.0);
    for (n, m) in (-16..=16).flat_map(|n| (-12..=12).map(move |m| (n, m))) {
        let start = [n, m].map(|n| f64::from(n) / 4.0);
        // Without the coordinates along the sides; and 200 steps are enough.
        let arrives = plane_arrival(start, [0.0; 2], 300).is_some();
        let run = square_run(start, [0.0; 2], heavy, PATIENCE).unwrap();
        assert_eq!(arrival(&sizes(&run)).is_some(), arrives, "{start:?}");
        all += 1.0;
        lost += f64::from(!arrives);
        for of in [plain, own] {
            let run = square_run(start, [0.0; 2], of, 1000).unwrap();
            assert!(arrival(&sizes(&run)).is_some(), "{start:?}");
        }
    }
    assert!(prints(percent, 100.0 * lost / all, 0));
    claim.holds(&[("do not arrive", true), ("do arrive", false)]);
    claim.holds(&[
        ("arrive from all of them", true),
        ("arrive from none of them", false),
    ]);
    claim.says("From rest,");
    claim.says("on a grid of quarters over the figure");
    claim.says("; gradient descent and Nesterov's method");
}

/// A strip is the starts one of whose coordinates walks on a cycle.
#[test]
fn a_point_arrives_if_both_of_its_coordinates_do() {
    let heavy = heavy(100.0);
    let comes = |u: f64| arrival(&walk(side_slope, (u, 0.0), heavy, 400).unwrap()).is_some();
    let mut random = seeded(9);
    let mut lost = 0;
    for _ in 0..100 {
        let [u, w] = [0, 1].map(|_| random.between(-4.0, 4.0));
        let both = comes(u) && comes(w);
        assert_eq!(
            plane_arrival(from_sides([u, w]), [0.0; 2], 400).is_some(),
            both
        );
        lost += i32::from(!both);
    }
    assert!((20..80).contains(&lost), "{lost}");
    // The middle of the slope is steep, and beyond the sides it is flat.
    let h = half_side();
    assert!((side_slope(h) - 100.0 * h).abs() < 1e-12);
    assert!((side_slope(h + 1.0) - 100.0 * h - 1.0).abs() < 1e-12);
    assert!((side_slope(-h - 1.0) + 100.0 * h + 1.0).abs() < 1e-12);
}

/// Covers claim:take-circle, claim:sum-circle.
#[test]
fn the_heavy_ball_may_cycle_where_the_others_arrive() {
    let claim = claim("take-circle").and("sum-circle");
    let arrives = contest([1.0, 25.0]).map(|of| {
        let path = walk(bent_slope, (3.3, 0.0), of, 3000).unwrap();
        arrival(&path).is_some()
    });
    assert_eq!(arrives, [true, false, true]);
    // Its slope never turns back: the curvature is at least 1.
    let curved = (-400..400).all(|n| {
        let [a, b] = [f64::from(n) / 100.0, f64::from(n + 1) / 100.0];
        (1.0 - 1e-9..=25.0 + 1e-9).contains(&((bent_slope(b) - bent_slope(a)) / (b - a)))
    });
    claim.holds(&[("smooth and strongly convex", curved)]);
    claim.holds(&[
        ("the heavy ball at its best pair may walk on a cycle", true),
        (
            "the heavy ball at its worst pair may walk on a cycle",
            false,
        ),
    ]);
    claim.holds(&[("for ever", !arrives[1]), ("for a while", arrives[1])]);
    claim.says("where gradient descent and Nesterov's method arrive");
}

/// Covers claim:take-matrices.
#[test]
fn radii_below_1_are_not_enough() {
    let claim = claim("take-matrices");
    let [eta, beta, _] = heavy(25.0);
    let path = walk(bent_slope, (3.3, 0.0), [eta, beta, 0.0], 1000).unwrap();
    let below = path.iter().all(|x| {
        let m = bent_slope(*x) / x;
        spectral_radius(eta, beta, m) < 1.0
    });
    let enough = arrival(&path).is_some();
    claim.holds(&[
        ("A spectral radius below 1", below),
        ("A spectral radius above 1", !below),
    ]);
    claim.holds(&[("is not enough", !enough), ("is enough", enough)]);
    claim.holds(&[("at every step", below), ("at no step", !below)]);
    claim.says("changes from step to step");
}
