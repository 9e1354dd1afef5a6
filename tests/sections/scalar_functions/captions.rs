//! What the captions say.

use listings::figures::Window;
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::spectral_radius;
use listings::scalar_functions::{closed_form, regime, roots, scalar_run};
use tests::caption::{assert_caption, shown};
use tests::drawn::unplaced;
use tests::printed::figure;

/// Covers fig:stability-map.
#[test]
fn the_map_is_darker_where_the_radius_is_smaller() {
    let shown = shown("stability-map");
    let window = Window {
        x: [0.0, 4.2],
        y: [0.0, 1.0],
    };
    let radius = |at: [f64; 2]| {
        let [eta_lambda, beta] = unplaced(window, at);
        spectral_radius(eta_lambda, beta.clamp(0.0, 0.999), 1.0)
    };
    let largest = |corners: &[[f64; 2]]| corners.iter().map(|at| radius(*at)).fold(0.0, f64::max);
    let fills = shown.of("polygon", "path");
    // In the upper part of a shade the radius is the root of the momentum.
    let top = |corners: &[[f64; 2]]| {
        let heights = corners.iter().map(|at| unplaced(window, *at)[1]);
        heights.fold(0.0, f64::max)
    };
    let near = |one: f64, other: f64| (one - other).abs() < 0.001;
    let falls = fills
        .windows(2)
        .all(|two| largest(&two[1].points) < largest(&two[0].points));
    let thick = &shown.of("polyline", "steep")[0].points;
    let on = [0.1, 0.5, 0.9].iter().all(|share| {
        let at = [0, 1].map(|i| thick[0][i] + share * (thick[1][i] - thick[0][i]));
        // A tenth of a unit of the picture is less than 0.001 of the map.
        (radius(at) - 1.0).abs() < 0.02
    });
    let curves = shown.of("polyline", "frame").into_iter();
    let curve = curves.max_by_key(|line| line.points.len()).unwrap();
    let meet = curve.points.iter().all(|at| {
        let [eta_lambda, beta] = unplaced(window, *at);
        let [one, other] = roots(eta_lambda, beta.clamp(0.0, 0.999), 1.0);
        // Beside a double root the distance is the root of the rounding.
        (one[0] - other[0]).hypot(one[1] - other[1]) < 0.2
    });
    let rings = shown.of("circle", "momentum");
    let runs = [0.5, 0.25]
        .map(|beta| CURVATURES.map(|lambda| [0.6 * lambda, beta]))
        .concat();
    for name in ["rings", "keeps its sign", "alternates", "runs away"] {
        let written = shown.all.iter().filter(|e| e.text == name);
        assert_eq!(written.count(), 1, "{name}");
    }
    let same = ["rolling", "rolling-low"].map(|label| figure(label).1);
    assert_caption(
        "stability-map",
        &[
            (
                "The spectral radius over",
                fills.len() > 5 && largest(&fills[0].points) > 0.99,
            ),
            (
                "darker where it is smaller",
                falls && shown.is_darker_inside("path"),
            ),
            (
                "The thick line is where it is 1",
                on && shown.is_thinner("frame", "steep"),
            ),
            (
                "On the thin curve the two roots meet",
                meet && curve.width < 1.5,
            ),
            (
                "The decimals are the values at the upper edges of four shades",
                {
                    let written = shown.of("text", "path").into_iter();
                    let decimals = written.filter_map(|e| Some((e, e.text.strip_prefix("0.")?)));
                    let named: Vec<bool> = decimals
                        .map(|(e, digits)| {
                            let r: f64 = format!("0.{digits}").parse().unwrap();
                            let [_, beta] = unplaced(window, e.points[0]);
                            // The digits stand below their edge, less than their height.
                            fills.iter().any(|fill| near(top(&fill.points), r * r))
                                && (0.0..0.1).contains(&(r * r - beta))
                        })
                        .collect();
                    named.len() == 4 && named.iter().all(|named| *named)
                },
            ),
            (
                "The four small circles are",
                rings.len() == 4 && rings.iter().all(|ring| !ring.filled),
            ),
            ("the coordinates of both runs of", {
                same == ["eta=0.6&beta=0.5", "eta=0.6&beta=0.25"]
                    && shown.passes("circle", "momentum", window, &runs)
            }),
        ],
    );
}

/// Covers fig:powers.
#[test]
fn what_is_left_is_drawn() {
    let shown = shown("powers");
    let window = Window {
        x: [0.0, 20.0],
        y: [-1.2, 1.2],
    };
    let left = (0..=20).map(|t| [f64::from(t), 0.9_f64.powi(t)]);
    let left = shown.passes("circle", "path", window, &left.collect::<Vec<_>>());
    assert_caption("powers", &[("What is left of a coordinate with", left)]);
}

/// Covers fig:sequence, fig:phase-portrait.
#[test]
fn the_dots_are_stepped_and_the_rings_computed() {
    let window = Window {
        x: [0.0, 30.0],
        y: [-1.6, 1.6],
    };
    let line = |x: Vec<f64>| -> Vec<[f64; 2]> {
        let numbers = x.into_iter().enumerate();
        numbers.map(|(t, x)| [t as f64, x]).collect()
    };
    let p = [1.0, 0.5, 1.0];
    let run = scalar_run(1.0, p, 30).unwrap();
    let stepped = line(run.iter().map(|state| state[1]).collect());
    let closed = line((0..=30).map(|t| closed_form(1.0, p, t)).collect());
    let sequence = shown("sequence");
    let (dots, rings) = (
        sequence.of("circle", "momentum"),
        sequence.of("circle", "path"),
    );
    let around = dots.len() == rings.len()
        && dots.iter().zip(&rings).all(|(dot, ring)| {
            dot.filled && !ring.filled && ring.radius > dot.radius && dot.points == ring.points
        });
    assert_caption(
        "sequence",
        &[
            ("The coordinate against the step", stepped[0] == [0.0, 1.0]),
            (
                "the dots step by step",
                sequence.passes("circle", "momentum", window, &stepped),
            ),
            ("the rings around them", around),
            (
                "the powers of the roots",
                sequence.passes("circle", "path", window, &closed),
            ),
            (
                "without the steps between",
                closed_form(1.0, p, 30) == closed[30][1],
            ),
        ],
    );
    let portrait = shown("phase-portrait");
    let window = Window {
        x: [-1.6, 1.6],
        y: [-1.1, 1.1],
    };
    let pairs: Vec<[f64; 2]> = run.iter().map(|state| [state[1], state[0]]).collect();
    // The path crosses every half axis, or not.
    let around = |[eta_lambda, beta]: [f64; 2]| {
        let run = scalar_run(1.0, [1.0, beta, eta_lambda], 200).unwrap();
        let signs = run.iter().map(|state| (state[1] > 0.0, state[0] > 0.0));
        let quarters: std::collections::BTreeSet<_> = signs.collect();
        quarters.len() == 4
    };
    let rings = [[1.0, 0.5], [0.12, 0.5], [2.4, 0.5]];
    let keeps = [[0.12, 0.25], [0.3, 0.1], [0.01, 0.5]];
    let regimes = rings.iter().all(|[p, beta]| regime(*p, *beta) == "rings")
        && keeps
            .iter()
            .all(|[p, beta]| regime(*p, *beta) == "keeps its sign");
    assert_caption(
        "phase-portrait",
        &[
            (
                "the velocity against the coordinate",
                portrait.passes("circle", "momentum", window, &pairs[1..]),
            ),
            (
                "where it rings, the path goes around the origin",
                regimes && rings.into_iter().all(around),
            ),
            (
                "where it keeps its sign, it does not",
                regimes && !keeps.into_iter().any(around),
            ),
        ],
    );
}
