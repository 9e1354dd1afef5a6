//! Functions that are not quadratic, on which the heavy ball at its best pair
//! walks on a cycle.

// ANCHOR: names
use listings::Error;
use listings::check::{check_point, check_run};
use listings::nesterov::{bent_slope, contest, coordinate_step};
use listings::num_rational::Ratio;
// ANCHOR_END: names

// ANCHOR: exact_step
/// The next point of the heavy ball with η = 1/9 and β = 4/9, from the last
/// two, in fractions: nothing is rounded.
pub fn exact_step([before, x]: [Ratio<i64>; 2]) -> Ratio<i64> {
    let slope = if x < 1.into() {
        x * 25
    } else if x < 2.into() {
        x + 24
    } else {
        x * 25 - 24
    };
    x - slope / 9 + (x - before) * 4 / 9
}

/// The points p, q and r of the cycle.
pub fn exact_cycle() -> [Ratio<i64>; 3] {
    [792, -2208, 2592].map(|n| Ratio::new(n, 1225))
}
// ANCHOR_END: exact_step

/// The height of the function whose slope is `bent_slope`; its minimum is 0.
pub fn bent_height(x: f64) -> f64 {
    if x < 1.0 {
        12.5 * x * x
    } else if x < 2.0 {
        0.5 * x * x + 24.0 * x - 12.0
    } else {
        12.5 * x * x - 24.0 * x + 36.0
    }
}

// ANCHOR: walk
/// The points x₀, x₁, … on a function of one number, given by its slope, from
/// a point and a velocity, with [η, β, s] as in `coordinate_step`.
pub fn walk(
    slope: fn(f64) -> f64,
    state: (f64, f64),
    parameters: [f64; 3],
    steps: usize,
) -> Result<Vec<f64>, Error> {
    check_point("start and velocity", [state.0, state.1], 2)?;
    check_run(parameters[0], parameters[1], steps)?;
    let mut state = state;
    let mut path = vec![state.0];
    for _ in 0..steps {
        state = coordinate_step(state, parameters, slope);
        path.push(state.0);
    }
    Ok(path)
}

/// The step from which on all these sizes are at most 10⁻⁶, if there is one.
pub fn arrival(sizes: &[f64]) -> Option<usize> {
    let far = sizes.iter().rposition(|x| x.abs() > 1e-6);
    let from = far.map_or(0, |step| step + 1);
    (from < sizes.len()).then_some(from)
}
// ANCHOR_END: walk

// ANCHOR: walks
/// The runs of gradient descent, of the heavy ball and of Nesterov's method
/// for curvatures from 1 to κ. Only the heavy ball has the velocity v.
pub fn walks(
    slope: fn(f64) -> f64,
    (start, v): (f64, f64),
    kappa: f64,
    steps: usize,
) -> Result<[Vec<f64>; 3], Error> {
    let mut runs = [Vec::new(), Vec::new(), Vec::new()];
    let states = [(start, 0.0), (start, v), (start, 0.0)];
    for (i, parameters) in contest([1.0, kappa]).into_iter().enumerate() {
        runs[i] = walk(slope, states[i], parameters, steps)?;
    }
    Ok(runs)
}
// ANCHOR_END: walks

// ANCHOR: never
/// Steps after which a heavy ball that has not arrived counts as one that
/// never will.
pub const PATIENCE: usize = 200;

/// Of the starts low, low + 1 / `fine`, …, high, all with the velocity v: the
/// stretches from which the heavy ball never arrives, each as [first, last].
pub fn never(
    slope: fn(f64) -> f64,
    v: f64,
    heavy: [f64; 3],
    [low, high]: [i32; 2],
    fine: i32,
) -> Result<Vec<[f64; 2]>, Error> {
    let mut stretches: Vec<[f64; 2]> = Vec::new();
    let mut inside = false;
    for n in low * fine..=high * fine {
        let start = f64::from(n) / f64::from(fine);
        let path = walk(slope, (start, v), heavy, PATIENCE)?;
        let arrives = arrival(&path).is_some();
        match stretches.last_mut() {
            Some(stretch) if inside && !arrives => stretch[1] = start,
            _ if !arrives => stretches.push([start, start]),
            _ => {}
        }
        inside = !arrives;
    }
    Ok(stretches)
}
// ANCHOR_END: never

// ANCHOR: square
/// A corner of the square; the others are its quarter turns.
pub const CORNER: [f64; 2] = [0.5, -10.0 / 99.0];

/// The distance h of the sides from the middle.
pub fn half_side() -> f64 {
    let [x, y] = CORNER;
    ((x * x + y * y) / 2.0).sqrt()
}

/// The coordinates of a point along the sides of the square.
pub fn to_sides([x, y]: [f64; 2]) -> [f64; 2] {
    let [a, b] = side_direction();
    [a * x + b * y, a * y - b * x]
}

/// The point that has these coordinates.
pub fn from_sides([u, w]: [f64; 2]) -> [f64; 2] {
    let [a, b] = side_direction();
    [a * u - b * w, b * u + a * w]
}

/// The direction from the middle of the square to the middle of a side.
pub fn side_direction() -> [f64; 2] {
    let [x, y] = CORNER;
    [x - y, x + y].map(|sum| sum / 2.0 / half_side())
}

/// The slope of the function of each of these coordinates.
pub fn side_slope(u: f64) -> f64 {
    let h = half_side();
    u + 99.0 * u.clamp(-h, h)
}
// ANCHOR_END: square

// ANCHOR: square_run
/// The points of a run in the plane, from a point and a velocity: two runs of
/// one coordinate.
pub fn square_run(
    start: [f64; 2],
    velocity: [f64; 2],
    parameters: [f64; 3],
    steps: usize,
) -> Result<Vec<[f64; 2]>, Error> {
    let ([u, w], [v_u, v_w]) = (to_sides(start), to_sides(velocity));
    let first = walk(side_slope, (u, v_u), parameters, steps)?;
    let second = walk(side_slope, (w, v_w), parameters, steps)?;
    let pairs = first.into_iter().zip(second);
    Ok(pairs.map(|(u, w)| from_sides([u, w])).collect())
}

/// The sizes ‖x₀‖, ‖x₁‖, … of the points.
pub fn sizes(path: &[[f64; 2]]) -> Vec<f64> {
    path.iter().map(|[x, y]| (x * x + y * y).sqrt()).collect()
}
// ANCHOR_END: square_run

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let (start, steps) = (3.3, 60);
    let [plain, heavy, nesterov] = contest([1.0, 25.0]);
    let from = |parameters| -> Result<f64, Error> {
        let path = walk(bent_slope, (start, 0.0), parameters, 1000)?;
        Ok(arrival(&path).map_or(f64::INFINITY, |step| step as f64))
    };
    let ends = [-4, 4];
    let stretches = never(bent_slope, 0.0, heavy, ends, 100)?;
    let count = |[low, high]: [f64; 2]| ((high - low) * 100.0).round() + 1.0;
    let lost: f64 = stretches.iter().map(|ends| count(*ends)).sum();
    let widest = stretches.iter().copied().fold([0.0; 2], |best, ends| {
        if count(ends) > count(best) {
            ends
        } else {
            best
        }
    });
    let slowest = |parameters| -> Result<f64, Error> {
        let mut slowest = 0.0_f64;
        for n in -400..=400 {
            let state = (f64::from(n) / 100.0, 0.0);
            let path = walk(bent_slope, state, parameters, PATIENCE)?;
            let steps = arrival(&path).map_or(f64::INFINITY, |t| t as f64);
            slowest = slowest.max(steps);
        }
        Ok(slowest)
    };
    // The plane.
    let [_, square, _] = contest([1.0, 100.0]);
    let speed = -30.25;
    let rest = square_run([1.0, 0.0], [0.0; 2], square, PATIENCE)?;
    let rest = arrival(&sizes(&rest)).map_or(f64::INFINITY, |t| t as f64);
    let (mut starts, mut cycling) = (0.0, 0.0);
    for (n, m) in (-16..=16).flat_map(|n| (-12..=12).map(move |m| (n, m))) {
        let start = [n, m].map(|n| f64::from(n) / 4.0);
        let path = square_run(start, [0.0; 2], square, PATIENCE)?;
        starts += 1.0;
        cycling += f64::from(arrival(&sizes(&path)).is_none());
    }
    Ok(vec![
        ("start", start),
        ("steps", steps as f64),
        ("plain_from", from(plain)?),
        ("nesterov_from", from(nesterov)?),
        ("close", 0.05),
        ("patience", PATIENCE as f64),
        ("stretches", stretches.len() as f64),
        ("lost_percent", 100.0 * lost / 801.0),
        ("widest_low", widest[0]),
        ("widest_high", widest[1]),
        ("plain_slowest", slowest(plain)?),
        ("nesterov_slowest", slowest(nesterov)?),
        ("kappa", 100.0),
        ("parts", (10.0 + 1.0) * (10.0 + 1.0)),
        ("speed", speed),
        ("rest_from", rest),
        ("square_percent", 100.0 * cycling / starts),
    ])
}
// ANCHOR_END: values
