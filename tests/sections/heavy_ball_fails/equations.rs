//! The printed equations and the listings beside them.

use formula::{Bindings, Value};
use listings::heavy_ball_fails::{
    CORNER, exact_cycle, exact_step, from_sides, half_side, side_direction, side_slope, square_run,
    to_sides, walk,
};
use listings::nesterov::{bent_slope, contest};
use listings::num_rational::Ratio;
use tests::printed::equation;
use tests::states::seeded;

use super::{gradient, heavy, nearest};

/// As decimal numbers.
fn decimal(x: Ratio<i64>) -> f64 {
    let (above, below) = x.into_raw();
    above as f64 / below as f64
}

/// Starts with velocities, the kinks of the curve among them.
fn states(seed: u64) -> impl Iterator<Item = (f64, f64)> {
    let mut random = seeded(seed);
    let drawn = (0..1000).map(move |_| (random.between(-4.0, 4.0), random.between(-50.0, 50.0)));
    [(1.0, 0.0), (2.0, 0.0), (0.0, 0.0), (3.3, 0.0)]
        .into_iter()
        .chain(drawn)
}

/// Covers eq:bent-slope, eq:ninth, eq:four-ninths, eq:two-points, eq:kicked, lst:walk.
#[test]
fn a_step_is_that_of_curvature_25_with_a_kick() {
    let [slope, kicked, two_points] = ["bent-slope", "kicked", "two-points"].map(equation);
    let [ninth, four_ninths] = ["ninth", "four-ninths"].map(equation);
    let [eta, beta, s] = heavy(25.0);
    ninth.holds(&Bindings::new().scalar("\\eta", eta));
    four_ninths.holds(&Bindings::new().scalar("\\beta", beta));
    let (mut left, mut right) = (0, 0);
    for state in states(1) {
        let path = walk(bent_slope, state, [eta, beta, s], 2).unwrap();
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .function("f'", |x| Ok(bent_slope(x.real(0)?).into()))
            .sequence("x", 0, path.clone())
            .integer("t", 1);
        two_points.holds(&bindings);
        let bindings = Bindings::new()
            .shared()
            .scalar("x", state.0)
            .function("f'", |x| Ok(bent_slope(x.real(0)?).into()));
        slope.holds(&bindings);
        if (1.0..2.0).contains(&path[1]) {
            continue;
        }
        left += i32::from(path[1] < 1.0);
        right += i32::from(path[1] >= 2.0);
        kicked.holds(&Bindings::new().sequence("x", 0, path).integer("t", 1));
    }
    assert!(left > 200 && right > 200, "{left} {right}");
}

/// Covers eq:three-points, eq:cycle, lst:exact_step.
#[test]
fn the_three_points_follow_each_other() {
    let [p, q, r] = exact_cycle();
    for [before, x, next] in [[p, q, r], [q, r, p], [r, p, q]] {
        assert_eq!(exact_step([before, x]), next);
    }
    // The same function on its middle piece too, and where the pieces meet.
    for n in -20..=40 {
        let x = Ratio::new(n, 10);
        let next = exact_step([Ratio::new(1, 3), x]);
        let slope = bent_slope(decimal(x));
        let told = decimal(x) - slope / 9.0 + (decimal(x) - 1.0 / 3.0) * 4.0 / 9.0;
        assert!((decimal(next) - told).abs() < 1e-12, "{x}");
    }
    let bindings = Bindings::new()
        .scalar("p", decimal(p))
        .scalar("q", decimal(q))
        .scalar("r", decimal(r));
    equation("three-points").holds(&bindings);
    equation("cycle").holds(&bindings);
}

/// Covers eq:difference.
#[test]
fn the_kicks_cancel_in_the_difference() {
    let difference = equation("difference");
    let cycle = exact_cycle().map(decimal);
    let parameters = heavy(25.0);
    let mut random = seeded(2);
    for _ in 0..1000 {
        let d = [0, 1].map(|_| random.between(-0.05, 0.05));
        // From q to r, the one that is kicked: η v₀ is what x moved by.
        let [q, r] = [cycle[1] + d[0], cycle[2] + d[1]];
        let v = (q - r) / parameters[0];
        let path = walk(bent_slope, (r, v), parameters, 12).unwrap();
        let from = |(t, x): (usize, &f64)| x - cycle[(t + 2) % 3];
        let all: Vec<f64> = [d[0]]
            .into_iter()
            .chain(path.iter().enumerate().map(from))
            .collect();
        for t in 1..12 {
            let bindings = Bindings::new()
                .sequence("d", 0, all.clone())
                .integer("t", t);
            // Differences of numbers near 2, down to a thousandth.
            let sides = difference.sides(&bindings);
            assert!((sides[0] - sides[1]).abs() < 1e-13, "{sides:?}");
        }
    }
}

/// Covers eq:mean-curvature, eq:plain-factor, eq:one-matrix.
#[test]
fn a_step_is_one_of_a_curvature_that_changes() {
    let [mean, factor, matrix] = ["mean-curvature", "plain-factor", "one-matrix"].map(equation);
    let [plain, heavy, _] = contest([1.0, 25.0]);
    let mut random = seeded(3);
    for _ in 0..1000 {
        let state = (
            random.between(0.1, 4.0) * [1.0, -1.0][usize::from(random.toss())],
            3.0,
        );
        for (equation, [eta, beta, s]) in [(&factor, plain), (&matrix, heavy)] {
            let path = walk(bent_slope, state, [eta, beta, s], 2).unwrap();
            let means: Vec<f64> = path.iter().map(|x| bent_slope(*x) / x).collect();
            // It is the mean of the curvature on the way.
            let parts = (0..1000).map(|n| (f64::from(n) + 0.5) / 1000.0 * path[1]);
            let curved = parts.map(|x| if (1.0..2.0).contains(&x) { 1.0 } else { 25.0 });
            let average = curved.sum::<f64>() / 1000.0;
            // Two kinks, each in one of a thousand parts.
            assert!((means[1] - average).abs() < 0.06, "{path:?}");
            let bindings = Bindings::new()
                .shared()
                .scalar("\\eta", eta)
                .scalar("\\beta", beta)
                .function("f'", |x| Ok(bent_slope(x.real(0)?).into()))
                .sequence("x", 0, path.clone())
                .sequence("m", 0, means)
                .integer("t", 1);
            mean.holds(&bindings);
            equation.holds(&bindings);
        }
    }
}

/// Covers eq:every-factor.
#[test]
fn every_factor_is_at_most_the_rate() {
    let bound = equation("every-factor");
    let mut random = seeded(4);
    let mut outside = 0;
    for case in 0..1000 {
        let flat = random.between(0.1, 3.0);
        let steep = flat * random.between(1.0, 50.0);
        let m = match case % 4 {
            0 => flat,
            1 => steep,
            _ => random.between(0.0, 1.5 * steep),
        };
        let with = |kappa: f64| {
            Bindings::new()
                .shared()
                .scalar("\\lambda_1", flat)
                .vector("\\lambda", [flat, steep])
                .integer("n", 2)
                .scalar("m", m)
                .scalar("\\kappa", kappa)
        };
        let bindings = with(steep / flat);
        // At the ends both sides are the same number but for roundings.
        if case % 4 > 1 {
            assert!(bound.is_met(&bindings), "{flat} {steep} {m}");
            outside += i32::from(!(flat..=steep).contains(&m));
        }
        // At the ends it is sharp: a smaller condition number allows less.
        if case % 4 < 2 {
            let less = bound.is_met(&with(0.99 * steep / flat));
            assert!(!less, "{flat} {steep}");
        }
        let eta = contest([flat, steep])[0][0];
        let rate = (steep - flat) / (steep + flat);
        let within = (1.0 - eta * m).abs() <= rate + 1e-12;
        assert_eq!(within, (flat..=steep).contains(&m), "{flat} {steep} {m}");
    }
    assert!(outside > 100, "{outside}");
}

/// Covers eq:square-eta, eq:square-beta, eq:corner, eq:square-gradient, eq:quarter.
/// Covers eq:half-side, lst:square, lst:square_run.
#[test]
fn around_the_square_two_coordinates_walk_by_themselves() {
    let all = ["square-eta", "square-beta", "corner", "half-side"].map(equation);
    let [of_gradient, quarter] = ["square-gradient", "quarter"].map(equation);
    let [eta, beta, s] = heavy(100.0);
    let bindings = || {
        Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .vector("\\mathbf{c}", CORNER)
            .scalar("h", half_side())
    };
    for equation in &all {
        equation.holds(&bindings());
    }
    quarter.holds(&bindings());
    assert_eq!(nearest([1.0, 0.0]), CORNER);
    let mut random = seeded(5);
    for _ in 0..1000 {
        let [x, v] = [3.0, 60.0].map(|far| [0, 1].map(|_| random.between(-far, far)));
        // What the two slopes along the sides are in the plane.
        let slopes = from_sides(to_sides(x).map(side_slope));
        let bindings = bindings()
            .point("\\mathbf{x}", x)
            .function("\\nabla f", move |_| Ok(slopes.to_vec().into()))
            .function("\\mathbf{n}", |x| {
                let x = x.point()?;
                Ok(nearest([x[0], x[1]]).to_vec().into())
            });
        of_gradient.holds(&bindings);
        let back = from_sides(to_sides(x));
        assert!((back[0] - x[0]).hypot(back[1] - x[1]) < 1e-14);
        // And the runs are those of this gradient.
        let run = square_run(x, v, [eta, beta, s], 1).unwrap();
        let g = gradient(x);
        for i in 0..2 {
            let next = x[i] - eta * (beta * v[i] + g[i]);
            assert!((run[1][i] - next).abs() < 1e-12);
        }
    }
    // The direction points to the middle of a side, at the distance h.
    let [a, b] = side_direction();
    let [x, y] = CORNER;
    let middle = [(x - y) / 2.0, (y + x) / 2.0];
    assert!((a * half_side() - middle[0]).hypot(b * half_side() - middle[1]) < 1e-15);
    assert!((a * a + b * b - 1.0).abs() < 1e-15);
}

/// Covers eq:before-start.
#[test]
fn the_velocity_says_what_was_before_the_start() {
    let before = equation("before-start");
    let [eta, beta, s] = heavy(100.0);
    let mut random = seeded(6);
    for _ in 0..1000 {
        let [x, v] = [3.0, 60.0].map(|far| [0, 1].map(|_| random.between(-far, far)));
        // The next point by the last two, where the velocity has no part.
        let earlier = [0, 1].map(|i| x[i] + eta * v[i]);
        let next = square_run(x, v, [eta, beta, s], 1).unwrap()[1];
        let g = gradient(x);
        for i in 0..2 {
            let told = x[i] - eta * g[i] + beta * (x[i] - earlier[i]);
            assert!((next[i] - told).abs() < 1e-12);
        }
        let points: Vec<Value> = [earlier, x].iter().map(|x| x.to_vec().into()).collect();
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .sequence("\\mathbf{x}", -1, points)
            .sequence("\\mathbf{v}", 0, [Value::from(v.to_vec())]);
        before.holds(&bindings);
    }
}
