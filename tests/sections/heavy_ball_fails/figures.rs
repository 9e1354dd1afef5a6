//! What the figures show.

use listings::figures::heavy_ball_fails::{Cycle, Square, Starts};
use listings::figures::{Figure, Window, find};
use listings::heavy_ball_fails::{arrival, bent_height, sizes, square_run, to_sides, walk};
use listings::nesterov::{bent_slope, contest};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::printed::figure;

use super::plane_arrival;

/// The part of the plane around the square.
pub(super) const PLANE: Window = Window {
    x: [-4.0, 4.0],
    y: [-3.0, 3.0],
};

/// The part that shows the curve.
pub(super) const CURVE: Window = Window {
    x: [-4.0, 4.0],
    y: [0.0, 140.0],
};

/// The part that shows the arrivals.
pub(super) const STARTS: Window = Window {
    x: [-4.0, 4.0],
    y: [0.0, 200.0],
};

/// The roles of the three methods, and whether their marks are circles.
const METHODS: [(&str, bool); 3] = [("path", true), ("momentum", true), ("flat", false)];

fn told(sizes: &[f64]) -> String {
    match arrival(sizes) {
        Some(step) => format!("from step {step} on"),
        None => "never".to_owned(),
    }
}

/// Covers fig:cycle.
#[test]
fn the_walks_are_on_the_curve() {
    for from in [3.3, 3.5, -4.0, 4.0, 0.0, 1.0] {
        let figure = Cycle { from };
        let paths = figure.data().unwrap();
        let drawing = draw(&figure);
        let all = elements(&drawing);
        for (i, of_method) in contest([1.0, 25.0]).into_iter().enumerate() {
            let path = walk(bent_slope, (from, 0.0), of_method, 1000).unwrap();
            let points: Vec<_> = path.iter().map(|x| [*x, bent_height(*x)]).collect();
            assert_eq!(paths[i], points);
            assert_eq!(drawing.readout[i].value, told(&path));
            let points = &points[..=60];
            let (role, circles) = METHODS[i];
            if role == "momentum" {
                assert_drawn(&drawing, role, CURVE, points);
            }
            let marks = of(&all, if circles { "circle" } else { "polygon" }, role);
            let seen: Vec<_> = points[1..]
                .iter()
                .filter(|at| CURVE.contains(**at))
                .collect();
            assert_eq!(marks.len(), seen.len(), "{role} {from}");
            for (mark, at) in marks.iter().zip(seen) {
                let at = place(CURVE, *at);
                // A diamond begins at its top.
                let down = if circles { 0.0 } else { 3.8 };
                assert!(distance([mark.points[0][0], mark.points[0][1] + down], at) < 0.25);
                assert_eq!(mark.filled, role != "momentum");
            }
        }
        let curve: Vec<_> = (-80..=80)
            .map(|n| f64::from(n) / 20.0)
            .map(|x| [x, bent_height(x)])
            .collect();
        assert_drawn(&drawing, "contour", CURVE, &curve);
        assert_drawn(&drawing, "text", CURVE, &curve[100..=120]);
        let start = of(&all, "circle", "start");
        assert_eq!(
            start.len(),
            usize::from(CURVE.contains([from, bent_height(from)]))
        );
    }
    let (shown, state) = figure("cycle");
    assert_eq!(
        find(&shown).unwrap().full_state(&state).unwrap(),
        "from=3.3"
    );
}

/// Covers fig:starts.
#[test]
fn each_start_has_its_arrival() {
    let arrivals = Starts.data().unwrap();
    let methods = contest([1.0, 25.0]);
    assert_eq!(arrivals.steps.len(), 801);
    for (start, steps) in &arrivals.steps {
        for (step, of_method) in steps.iter().zip(methods) {
            let path = walk(bent_slope, (*start, 0.0), of_method, 1000).unwrap();
            assert_eq!(*step, arrival(&path), "{start}");
        }
        let never = arrivals.never.iter().any(|[a, b]| a <= start && start <= b);
        assert_eq!(never, steps[1].is_none(), "{start}");
    }
    let drawing = Starts.drawing(&arrivals).unwrap();
    let all = elements(&drawing);
    let bands = of(&all, "polygon", "steep");
    assert_eq!(bands.len(), arrivals.never.len());
    for (band, [first, last]) in bands.iter().zip(&arrivals.never) {
        assert!(band.is_rectangle(), "{first} {last}");
        for (x, side) in [
            (first - 0.005, f64::min as fn(f64, f64) -> f64),
            (last + 0.005, f64::max),
        ] {
            let edge = band.points.iter().map(|at| at[0]).reduce(side).unwrap();
            let x = place(STARTS, [x.clamp(-4.0, 4.0), 0.0])[0];
            assert!((edge - x).abs() < 0.11, "{first} {last}");
        }
    }
    // Every corner of a line is an arrival, and every arrival is on a line.
    for (i, (role, _)) in METHODS.into_iter().enumerate() {
        let lines = of(&all, "polyline", role);
        let arrivals: Vec<_> = arrivals
            .steps
            .iter()
            .filter_map(|(start, steps)| Some(place(STARTS, [*start, steps[i]? as f64])))
            .collect();
        for corner in lines.iter().flat_map(|line| &line.points) {
            assert!(
                arrivals.iter().any(|at| distance(*at, *corner) < 0.11),
                "{role}"
            );
        }
        for at in &arrivals {
            let on = lines
                .iter()
                .flat_map(|line| line.points.windows(2))
                .any(|pair| {
                    let [a, b] = [pair[0], pair[1]];
                    let within = a[0] - 0.11 <= at[0] && at[0] <= b[0] + 0.11;
                    within && tests::drawn::off_line(*at, a, b) < 0.2
                });
            assert!(on, "{role} {at:?}");
        }
    }
    assert_eq!(drawing.readout[0].value, arrivals.never.len().to_string());
}

/// Covers fig:square.
#[test]
fn the_runs_and_the_strips_are_drawn() {
    for (start, v) in [
        ([1.0, 0.0], [-30.25, -30.25]),
        ([2.0, 1.0], [0.0, 0.0]),
        ([-4.0, 3.0], [60.0, -60.0]),
        ([0.0, 0.0], [0.0, 0.0]),
    ] {
        let figure = Square {
            start,
            v_1: v[0],
            v_2: v[1],
        };
        let data = figure.data().unwrap();
        let drawing = figure.drawing(&data).unwrap();
        let all = elements(&drawing);
        let velocities = [[0.0; 2], v, [0.0; 2]];
        for (i, of_method) in contest([1.0, 100.0]).into_iter().enumerate() {
            let path = square_run(start, velocities[i], of_method, 1000).unwrap();
            assert_eq!(data.paths[i], path);
            assert_eq!(drawing.readout[i].value, told(&sizes(&path)));
            let (role, circles) = METHODS[i];
            assert_drawn(&drawing, role, PLANE, &path[..=40]);
            let marks = of(&all, if circles { "circle" } else { "polygon" }, role);
            let seen = path[1..=40]
                .iter()
                .filter(|at| PLANE.contains(**at))
                .count();
            // An arrow is a polygon too.
            assert!((seen..=seen + 1).contains(&marks.len()), "{role}");
            assert!(marks.iter().all(|mark| mark.filled == (role != "momentum")));
        }
        // A point is in a strip if and only if it does not arrive.
        let strips = of(&all, "polygon", "steep");
        let mut counts = [0; 2];
        for (n, m) in (-9..=9).flat_map(|n| (-6..=6).map(move |m| (n, m))) {
            // In the middle between two starts of neither coordinate.
            let sides = to_sides([0.43 * f64::from(n), 0.47 * f64::from(m)]);
            let sides = sides.map(|u| (u * 40.0).round() / 40.0);
            let x = listings::heavy_ball_fails::from_sides(sides);
            if !PLANE.contains(x) {
                continue;
            }
            let arrives = plane_arrival(x, v, 200).is_some();
            let at = place(PLANE, x);
            let drawn = strips.iter().any(|strip| is_inside(&strip.points, at));
            assert_eq!(drawn, !arrives, "{x:?}");
            counts[usize::from(arrives)] += 1;
        }
        assert!(counts[0] > 40 && counts[1] > 40, "{counts:?}");
    }
    let (shown, state) = figure("square");
    let state = find(&shown).unwrap().full_state(&state).unwrap();
    assert_eq!(state, "start=1,0&v_1=-30.25&v_2=-30.25");
}

/// Whether a point lies in a convex polygon, to a rounding of the picture.
fn is_inside(corners: &[[f64; 2]], at: [f64; 2]) -> bool {
    let next = corners.iter().cycle().skip(1);
    let turns: Vec<f64> = corners
        .iter()
        .zip(next)
        .filter(|(a, b)| distance(**a, **b) > 0.0)
        .map(|(a, b)| {
            let cross = (b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0]);
            cross / distance(*a, *b)
        })
        .collect();
    turns.iter().all(|t| *t > -0.1) || turns.iter().all(|t| *t < 0.1)
}
