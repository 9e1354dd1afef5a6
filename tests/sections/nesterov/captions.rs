//! What the captions say.

use listings::figures::nesterov::{NesterovRadii, Race, StepsToTolerance};
use listings::figures::valley::PLANE;
use listings::figures::{Figure, Window};
use listings::momentum_method::{momentum_step, spectral_radius};
use listings::nesterov::{contest, library_step, nesterov_pair, nesterov_radius, nesterov_step};
use listings::optimal_parameters::best_pair;
use tests::caption::{Shown, assert_caption, shown};
use tests::drawn::{distance, draw, elements, of, place, unplaced};
use tests::plane::Pair;

use super::START;
use super::figures::{Mark, marked, path};

const ROLES: [(&str, Mark); 3] = [
    ("path", Mark::Disc),
    ("momentum", Mark::Ring),
    ("flat", Mark::Diamond),
];

/// Whether just the points of the window have these marks.
fn has_marks(shown: &Shown, (role, mark): (&str, Mark), window: Window, points: &[Pair]) -> bool {
    let found = marked(&shown.all, role, mark);
    let seen: Vec<&Pair> = points.iter().filter(|at| window.contains(**at)).collect();
    found.len() == seen.len()
        && !seen.is_empty()
        && found
            .iter()
            .zip(seen)
            .all(|(found, at)| distance(*found, place(window, *at)) < 0.15)
}

/// Covers fig:race.
#[test]
fn each_method_of_the_race_has_its_mark() {
    let race = shown("race");
    let paths = [
        path(momentum_step, START, [0.3, 0.0], 20),
        path(momentum_step, START, [0.3, 0.8], 20),
        path(nesterov_step, START, [0.3, 0.8], 20),
    ];
    let [discs, rings, diamonds] =
        [0, 1, 2].map(|i| has_marks(&race, ROLES[i], PLANE, &paths[i][1..]));
    let first = paths
        .iter()
        .all(|path| distance(path[1], paths[0][1]) < 1e-12);
    let diverging = Race {
        eta: 0.6,
        beta: 0.5,
        ..Race::default()
    };
    let all = elements(&draw(&diverging));
    let arrows = |role: &str| {
        let shapes = of(&all, "polygon", role);
        shapes
            .iter()
            .filter(|shape| shape.points.len() == 3)
            .count()
    };
    let ways = diverging.data().unwrap();
    let leave = [0, 1, 2].map(|i| PLANE.exit(&ways[i]));
    let arrow = [0, 1, 2].map(|i| arrows(ROLES[i].0) == usize::from(leave[i].is_some()));
    let beside = [0, 1, 2].map(|i| {
        let texts = of(&all, "text", ROLES[i].0);
        leave[i].is_none_or(|step| {
            texts
                .iter()
                .any(|text| text.text.ends_with(&format!("step {step}")))
        })
    });
    assert_caption(
        "race",
        &[
            ("Gradient descent (discs)", discs),
            ("(rings)", rings),
            ("Nesterov's method (diamonds)", diamonds),
            (
                "An arrow shows where a path leaves the frame for good",
                arrow == [true; 3] && leave[2].is_some(),
            ),
            ("the step stands beside it", beside == [true; 3]),
            ("All three take the same first step", first),
        ],
    );
}

/// Covers fig:look-ahead.
#[test]
fn a_line_joins_each_point_to_its_look_ahead_point() {
    let ahead = shown("look-ahead");
    let x = path(nesterov_step, START, [0.3, 0.8], 5);
    let y = path(library_step, START, [0.3, 0.8], 5);
    let lines = ahead.of("polyline", "frame");
    let joined = (1..=5).all(|t| {
        let ends = [x[t], y[t]].map(|at| place(PLANE, at));
        lines.iter().any(|line| {
            line.points.len() == 2 && (0..2).all(|i| distance(line.points[i], ends[i]) < 0.15)
        })
    });
    assert_caption(
        "look-ahead",
        &[
            (
                "(diamonds)",
                has_marks(&ahead, ("flat", Mark::Diamond), PLANE, &x[1..]),
            ),
            (
                "(rings)",
                has_marks(&ahead, ("steep", Mark::Ring), PLANE, &y[1..]),
            ),
            (
                "A thin line joins each",
                joined && ahead.is_thinner("frame", "flat"),
            ),
        ],
    );
}

/// Covers fig:nesterov-radii.
#[test]
fn the_marks_of_the_radii_are_where_they_reach_one() {
    let radii = shown("nesterov-radii");
    let window = Window {
        x: [0.0, 4.0],
        y: [0.0, 1.5],
    };
    let of_method = |i: usize, p: f64| match i {
        0 => spectral_radius(p, 0.0, 1.0),
        1 => spectral_radius(p, 0.5, 1.0),
        _ => nesterov_radius(p, 0.5, 1.0),
    };
    let drawn = [0, 1, 2].iter().all(|i| {
        let corners = radii.of("polyline", ROLES[*i].0).into_iter();
        corners.flat_map(|line| &line.points).all(|at| {
            let [p, radius] = unplaced(window, *at);
            // A tenth of a unit; beside a double root the line is vertical.
            (-3..=3).any(|n| {
                let near = p + f64::from(n) * 0.001;
                (of_method(*i, near) - radius).abs() < 0.03
            })
        })
    });
    let limits: Vec<f64> = (0..3)
        .map(|i| unplaced(window, marked(&radii.all, ROLES[i].0, ROLES[i].1)[0])[0])
        .collect();
    // A tenth of a unit of the picture is 0.0012 of the axis.
    let one = (0..3).all(|i| (of_method(i, limits[i]) - 1.0).abs() < 0.01);
    let right = (0..3).all(|i| {
        let beyond = (1..50).map(|n| limits[i] + f64::from(n) / 25.0);
        beyond.into_iter().all(|p| of_method(i, p) >= 1.0)
    });
    assert_caption(
        "nesterov-radii",
        &[
            ("The spectral radius of a coordinate", drawn),
            (
                "under the three methods",
                drawn && NesterovRadii::default().beta == 0.5,
            ),
            ("The mark on each line is where it reaches 1", one),
            ("right of it the coordinate does not go to zero", right),
        ],
    );
}

/// Covers fig:steps-to-tolerance.
#[test]
fn the_marks_are_counted_and_the_lines_are_of_the_rates() {
    let steps = shown("steps-to-tolerance");
    let window = Window {
        x: [0.0, 3.0],
        y: [0.0, 4.0],
    };
    let counts = StepsToTolerance::default().data().unwrap();
    let counted = [0, 1, 2].iter().all(|i| {
        let points = counts.measured.iter();
        let points = points.map(|(k, steps)| [k.log10(), (steps[*i].unwrap() as f64).log10()]);
        has_marks(&steps, ROLES[*i], window, &points.collect::<Vec<Pair>>())
    });
    let rates = |kappa: f64| {
        let root = kappa.sqrt();
        [
            (kappa - 1.0) / (kappa + 1.0),
            (root - 1.0) / (root + 1.0),
            1.0 - 1.0 / root,
        ]
    };
    let lines = [0, 1, 2].iter().all(|i| {
        let kappas = counts.formula.iter().map(|(kappa, _)| *kappa);
        let line: Vec<Pair> = kappas
            .map(|kappa| [kappa.log10(), (-6.0 / rates(kappa)[*i].log10()).log10()])
            .collect();
        steps.passes("polyline", ROLES[*i].0, window, &line)
    });
    // From (1, 1) both coordinates shrink by 99/101 a step.
    let (kappa, steps_there) = counts.measured[8];
    let first = (0..).find(|t| (99.0_f64 / 101.0).powi(*t) <= 1e-6);
    let from = (kappa - 100.0).abs() < 1e-9 && steps_there[0] == first.map(|t| t as usize);
    let [plain, heavy, ahead] = contest([1.0, 100.0]);
    let gd = plain[..2] == [2.0 / 101.0, 0.0];
    assert_caption(
        "steps-to-tolerance",
        &[
            ("from $(1, 1)$ with the curvatures 1 and $\\kappa$", from),
            ("gradient descent at its best step size", gd),
            (
                "the heavy ball at its best pair",
                heavy[..2] == best_pair([1.0, 100.0]),
            ),
            (
                "Nesterov's method at its usual pair",
                ahead[..2] == nesterov_pair([1.0, 100.0]),
            ),
            ("The marks are counted", counted),
            ("the lines are what the rates alone predict", lines),
        ],
    );
}
