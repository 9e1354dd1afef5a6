//! Holds the section "Where heavy ball fails" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;

use listings::heavy_ball_fails::{PATIENCE, arrival, bent_height, never, sizes, square_run, walk};
use listings::nesterov::{bent_slope, contest};
use tests::told::{assert_told, is, leads};

/// [η, β, s] of the heavy ball on the curve and around the square.
fn heavy(kappa: f64) -> [f64; 3] {
    contest([1.0, kappa])[1]
}

/// The nearest point of the square, found edge by edge.
fn nearest(x: [f64; 2]) -> [f64; 2] {
    let corner = [0.5, -10.0 / 99.0];
    let turned = |[x, y]: [f64; 2]| [-y, x];
    let (mut from, mut best, mut inside) = (corner, [f64::INFINITY; 2], true);
    for _ in 0..4 {
        let to = turned(from);
        let along = [to[0] - from[0], to[1] - from[1]];
        let there = [x[0] - from[0], x[1] - from[1]];
        let length = along[0] * along[0] + along[1] * along[1];
        let share = (along[0] * there[0] + along[1] * there[1]) / length;
        let share = share.clamp(0.0, 1.0);
        let on = [from[0] + share * along[0], from[1] + share * along[1]];
        let far = |p: [f64; 2]| (p[0] - x[0]).hypot(p[1] - x[1]);
        if far(on) < far(best) {
            best = on;
        }
        // Corners go around to the left, so the inside is on the left.
        inside &= along[0] * there[1] - along[1] * there[0] >= 0.0;
        from = to;
    }
    if inside { x } else { best }
}

/// The gradient that the page prints, by this nearest point.
fn gradient(x: [f64; 2]) -> [f64; 2] {
    let p = nearest(x);
    [x[0] + 99.0 * p[0], x[1] + 99.0 * p[1]]
}

/// The step from which on the heavy ball stays near 0 from rest, by a run of
/// its own in the plane.
fn plane_arrival(start: [f64; 2], v: [f64; 2], steps: usize) -> Option<usize> {
    let [eta, beta, _] = heavy(100.0);
    let (mut x, mut v, mut path) = (start, v, vec![start]);
    for _ in 0..steps {
        let g = gradient(x);
        v = [beta * v[0] + g[0], beta * v[1] + g[1]];
        x = [x[0] - eta * v[0], x[1] - eta * v[1]];
        path.push(x);
    }
    arrival(&sizes(&path))
}

#[test]
fn arguments_out_of_range_are_refused() {
    let good = [0.1, 0.4, 0.0];
    for (state, parameters, steps, argument) in [
        ((f64::NAN, 0.0), good, 2, "start and velocity"),
        ((1.0, f64::INFINITY), good, 2, "start and velocity"),
        ((1.0, 0.0), [-0.1, 0.4, 0.0], 2, "eta"),
        ((1.0, 0.0), [0.1, 1.0, 0.0], 2, "beta"),
        ((1.0, 0.0), good, usize::MAX, "steps"),
    ] {
        let refusal = walk(bent_slope, state, parameters, steps).unwrap_err();
        let refusal = refusal.to_string();
        assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
        let plane = |x: f64, v: f64| square_run([0.0, x], [v, 0.0], parameters, steps);
        assert!(plane(state.0, state.1).is_err());
    }
    assert!(never(bent_slope, f64::NAN, good, [0, 1], 2).is_err());
    assert_eq!(walk(bent_slope, (1.5, 9.0), good, 0), Ok(vec![1.5]));
}

#[test]
fn a_run_has_arrived_when_it_stays() {
    assert_eq!(arrival(&[1.0, 1e-6, -1e-6]), Some(1));
    assert_eq!(arrival(&[0.0, -2e-6, 0.0]), Some(2));
    assert_eq!(arrival(&[0.0, 0.0]), Some(0));
    assert_eq!(arrival(&[0.0, -1.1e-6]), None);
    // Stretches: 1.0 never arrives, and its neighbors in tenths do.
    let heavy = heavy(25.0);
    assert_eq!(
        never(bent_slope, 0.0, heavy, [0, 3], 10),
        Ok(vec![[1.0, 1.0], [2.8, 2.9]])
    );
    assert_eq!(never(bent_slope, 0.0, heavy, [2, 2], 10), Ok(Vec::new()));
}

/// The slope is that of the curve, on each of its pieces and where they meet.
#[test]
fn the_curve_has_its_slope() {
    for n in -400..=400 {
        let x = f64::from(n) / 100.0;
        let rise = (bent_height(x + 1e-5) - bent_height(x - 1e-5)) / 2e-5;
        // The difference of two numbers up to 200, over 2e-5; at the ends of
        // the pieces the slope changes by 25 times the distance.
        assert!((rise - bent_slope(x)).abs() < 1e-3, "{x}");
    }
    assert_eq!(bent_height(0.0), 0.0);
}

/// Covers text:heavy-ball-fails.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    assert_told(
        "heavy-ball-fails",
        &[
            ("At its", leads("optimal-parameters.md")),
            ("But", leads("nesterov.md")),
            ("Three methods start at $x_0 =", is(3.3)),
            ("and take", is(60.0)),
            ("It is from", leads("ref:lessard2016")),
            ("has not arrived after", is(PATIENCE as f64)),
            ("The same happens at $\\kappa =", is(100.0)),
            ("of one number by", leads("eq:every-factor")),
            ("the proof is in", leads("ref:nesterov2018")),
            ("Would another pair help?", leads("ref:goujaud2025")),
            ("the heavy ball of", leads("fig:square")),
            ("In", leads("fig:cycle")),
        ],
    );
}
