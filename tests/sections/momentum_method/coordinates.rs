//! "Each coordinate on its own" and what follows from it.

use formula::Bindings;
use listings::figures::momentum_method::{Envelopes, Radii};
use listings::figures::{Drawing, Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, step_limit};
use listings::momentum_method::{momentum_arrival, momentum_limit, spectral_radius};
use listings::optimal_parameters::best_momentum;
use listings::scalar_functions::ringing_from;
use listings::settling::Settling;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::plane::{dot, eigenvectors, hessian, momentum_descent, slope};
use tests::printed::{claim, equation, prints};
use tests::states::seeded;

use super::{START, arrives, cases, column, four, part, radii, sizes, states};

/// The larger or the smaller of two.
fn pick([a, b]: [f64; 2], larger: bool) -> f64 {
    if larger { a.max(b) } else { a.min(b) }
}

/// Covers claim:turned-too.
#[test]
fn in_the_turned_valley_each_component_is_a_coordinate_of_ours() {
    let claim = claim("turned-too");
    claim.says("Along each coordinate momentum follows the same rule with its own curvature");
    let printed = equation("momentum");
    let mut random = seeded(45);
    for (start, eta, beta) in cases(45) {
        let turned = hessian(CURVATURES, random.between(-90.0, 90.0));
        let own = eigenvectors(turned);
        // Coordinate i of our valley, laid along eigenvector i.
        let laid = |x: [f64; 2]| [0, 1].map(|k| x[0] * own[0][k] + x[1] * own[1][k]);
        let states: Vec<_> = states(start, eta, beta)
            .into_iter()
            .map(|state| state.map(laid))
            .collect();
        let bindings = Bindings::new()
            .sequence("\\mathbf{x}", 0, part(&states, 0))
            .sequence("\\mathbf{v}", 0, part(&states, 1))
            .integer("t", random.between(1.0, 7.0) as i64)
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .function("\\nabla f", |x| {
                let x = x.point()?;
                Ok(slope(turned, [x[0], x[1]]).as_slice().into())
            });
        // The update of the page, with the gradient of the turned valley.
        printed.holds(&bindings);
        let path = momentum_descent(start, eta, beta, 6).unwrap();
        for (state, x) in states.iter().zip(&path) {
            let along = match claim.word(&["along each eigenvector", "across each eigenvector"]) {
                "along each eigenvector" => own,
                _ => [own[1], own[0]],
            };
            for (q, x) in along.into_iter().zip(x) {
                // Roundings of numbers up to those of the path.
                let off = (dot(q, state[0]) - x).abs();
                assert!(off < 1e-12 * (1.0 + state[0][0].hypot(state[0][1])));
            }
        }
    }
}

/// Covers claim:neither-waits.
#[test]
fn at_one_half_neither_coordinate_waits() {
    let claim = claim("neither-waits");
    claim.says("With $\\beta = ");
    let [beta] = claim.numbers();
    let [flat, steep] = radii(0.6, beta);
    claim.holds(&[
        ("both are the same", flat == steep),
        ("neither are the same", flat != steep),
    ]);
    claim.holds(&[
        ("neither coordinate waits", flat == steep),
        ("both coordinate waits", flat != steep),
    ]);
}

/// Covers claim:more-is-slower.
#[test]
fn more_momentum_may_be_slower() {
    let claim = claim("more-is-slower");
    let [beta, radius, arrival, eta] = claim.numbers();
    assert_eq!([beta, eta], [0.9, 0.4]);
    let same = radii(0.6, beta).map(|r| prints(radius, r, 3));
    match claim.word(&["both spectral radii", "neither spectral radii"]) {
        "both spectral radii" => assert_eq!(same, [true; 2]),
        _ => assert_eq!(same, [false; 2]),
    }
    assert_eq!(arrival, arrives(0.6, beta));
    match claim.word(&["later even", "earlier even", "sooner even"]) {
        "later even" => assert!(arrival > arrives(eta, 0.0)),
        _ => assert!(arrival < arrives(eta, 0.0)),
    }
    assert!(arrival > arrives(0.6, 0.5));
    // Words that have no opposite to compute.
    assert_eq!(claim.word(&["Set $", "Leave $"]), "Set $");
    assert_eq!(claim.word(&["even than", "odd than"]), "even than");
    assert_eq!(
        claim.word(&["descent with", "descent without"]),
        "descent with"
    );
}

/// Covers claim:falls-until-it-rings, claim:take-more, claim:sum-more.
#[test]
fn more_momentum_helps_until_a_coordinate_rings() {
    let falls = claim("falls-until-it-rings");
    let (mut down, mut up, mut root) = (true, true, true);
    let mut random = seeded(41);
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 4.0));
        let from = ringing_from(eta, lambda);
        let radius = |beta: f64| spectral_radius(eta, beta, lambda);
        let mut pair = |low: f64, high: f64| {
            let [a, b] = [random.between(low, high), random.between(low, high)];
            [radius(a.min(b)), radius(a.max(b))]
        };
        let ([less, more], [low, high]) = (pair(0.0, from), pair(from, 1.0));
        // Near a double root a rounding is as large as its square root.
        down &= more <= less + 1e-7;
        up &= high >= low - 1e-7;
        let beta = from + 0.5 * (1.0 - from);
        root &= (radius(beta) - beta.sqrt()).abs() < 1e-7;
    }
    falls.holds(&[("radius falls until", down), ("radius rises until", !down)]);
    falls.holds(&[
        ("$\\sqrt{\\beta}$ and rises", up && root),
        ("$\\sqrt{\\beta}$ and falls", !up),
    ]);
    falls.holds(&[("begins to", root), ("ceases to", !root)]);
    let taken = claim("take-more").and("sum-more");
    taken.says("In our valley");
    taken.says("$\\eta = 0.6$, more momentum");
    let larger = |n: i32| {
        let radius = |lambda| spectral_radius(0.6, f64::from(n) / 100.0, lambda);
        radius(CURVATURES[0]).max(radius(CURVATURES[1]))
    };
    let rings = (0..100).find(|n| {
        let beta = f64::from(*n) / 100.0;
        CURVATURES
            .iter()
            .all(|lambda| beta > ringing_from(0.6, *lambda))
    });
    let rings = rings.unwrap();
    down &= (1..rings).all(|n| larger(n) < larger(n - 1));
    up &= (rings + 1..100).all(|n| larger(n) > larger(n - 1));
    taken.holds(&[("lowers the larger", down), ("raises the larger", !down)]);
    taken.holds(&[("then raises it", up), ("then lowers it", !up)]);
    taken.holds(&[("more momentum", down && up), ("less momentum", !down)]);
    taken.holds(&[
        ("both coordinates ring", root),
        ("neither coordinates ring", !root),
    ]);
}

/// Covers eq:momentum-limit, lst:spectral_radius.
#[test]
fn momentum_converges_exactly_below_the_printed_limit() {
    let printed = equation("momentum-limit");
    let mut random = seeded(39);
    let lambda_max = CURVATURES[0].max(CURVATURES[1]);
    for case in 0..1000 {
        let beta = match case {
            0..4 => [0.0, 0.25, 0.5, 0.75][case],
            _ => random.between(0.0, 0.95),
        };
        let limit = momentum_limit(beta, lambda_max);
        let eta = match case {
            0..4 => limit,
            4 => 0.0,
            _ => random.between(-0.1, 2.0) * limit,
        };
        let bindings = Bindings::new()
            .scalar("\\eta", eta)
            .scalar("\\beta", beta)
            .scalar("\\lambda_{\\mathrm{max}}", lambda_max);
        let says = printed.is_met(&bindings);
        // A run with a negative step size is refused; it would move away.
        let converges = match momentum_arrival([1.0, 1.0], eta, beta) {
            Ok(arrival) => arrival != Settling::Never,
            Err(_) => spectral_radius(eta, beta, lambda_max) < 1.0,
        };
        assert_eq!(says, converges, "{eta} {beta}");
    }
    // What the runs themselves do, on both sides and at the limit.
    let late = |eta: f64, beta: f64| {
        let path = momentum_descent([0.0, 1.0], eta, beta, 3000).unwrap();
        path[2900..].iter().map(|x| x[1].abs()).fold(0.0, f64::max)
    };
    for beta in [0.0, 0.25, 0.5, 0.77, 0.9] {
        let limit = momentum_limit(beta, lambda_max);
        assert!(late(0.98 * limit, beta) < 1e-3 && late(1.02 * limit, beta) > 1e3);
        assert!((0.1..100.0).contains(&late(limit, beta)), "{beta}");
    }
    assert_eq!(spectral_radius(0.6, 0.5, 4.0), 0.5_f64.sqrt());
    assert!((spectral_radius(0.6, 0.25, 0.2) - 0.82811).abs() < 5e-6);
    assert!((spectral_radius(0.6, 0.25, 4.0) - 0.85895).abs() < 5e-6);
}

/// Covers claim:edge-runs, claim:take-limit.
#[test]
fn momentum_widens_the_range_of_step_sizes() {
    let edge = claim("edge-runs");
    edge.says("With $\\eta = ");
    edge.says(", with $\\eta = ");
    let [below, radius, beyond, beyond_radius] = edge.numbers();
    let at = |eta: f64| spectral_radius(eta, 0.5, CURVATURES[1]);
    assert!(prints(radius, at(below), 3) && prints(beyond_radius, at(beyond), 3));
    let diverges = at(beyond) > 1.0 && at(below) < 1.0;
    edge.holds(&[
        ("the path diverges", diverges),
        ("the path converges", !diverges),
    ]);
    let [limit, plain] = [
        momentum_limit(0.5, CURVATURES[1]),
        step_limit(CURVATURES[1]),
    ];
    let taken = claim("take-limit");
    taken.holds(&[
        ("allows larger step sizes", limit > plain),
        ("allows smaller step sizes", limit < plain),
    ]);
    taken.says("up to $(2 + 2\\beta)/\\lambda_{\\mathrm{max}}$");
}

/// Covers claim:take-sum, claim:sum-sum.
#[test]
fn a_sum_keeps_what_agrees_and_weakens_what_alternates() {
    let share = |i: usize| {
        let column = column(&four(), i);
        column.iter().sum::<f64>().abs() / sizes(&column)
    };
    let so = share(0) > 0.999 && share(1) < 0.5;
    let claim = claim("take-sum").and("sum-sum");
    claim.holds(&[("it keeps what agrees", so), ("it loses what agrees", !so)]);
    claim.holds(&[
        ("weakens what alternates", so),
        ("strengthens what alternates", !so),
    ]);
}

/// The drawing without the first of the lines of this role.
fn without_first(drawing: &Drawing, role: &str) -> Drawing {
    let mut drawing = drawing.clone();
    let line = |at: &usize| {
        let line = &drawing.svg[*at..];
        line[..line.find('>').unwrap()].contains(&format!("class=\"{role}"))
    };
    let mut lines = drawing.svg.match_indices("<polyline").map(|(at, _)| at);
    let start = lines.find(line).unwrap();
    let end = start + drawing.svg[start..].find('>').unwrap() + 1;
    assert!(drawing.svg[..end].ends_with("/>"));
    drawing.svg.replace_range(start..end, "");
    drawing
}

/// Covers fig:envelopes.
#[test]
fn the_coordinates_lie_below_lines_of_their_spectral_radius() {
    for (eta, beta) in [(0.6, 0.5), (0.6, 0.25), (0.4, 0.0), (0.7, 0.9)] {
        let figure = Envelopes {
            eta,
            beta,
            ..Envelopes::default()
        };
        let path = momentum_descent(START, eta, beta, 20).unwrap();
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        let logs = [0, 1].map(|i| -> Vec<[f64; 2]> {
            let log = |(t, x): (u32, &[f64; 2])| [f64::from(t), x[i].abs().log10()];
            (0..).zip(&path).map(log).collect()
        });
        let all = || logs.iter().flatten().map(|p| p[1]).filter(|s| *s >= -6.0);
        let window = Window {
            x: [0.0, 20.0],
            y: [
                all().fold(f64::INFINITY, f64::min).floor().min(0.0),
                all().fold(f64::NEG_INFINITY, f64::max).ceil(),
            ],
        };
        let elements = elements(&drawing);
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            // The thin line lies below the coordinate's own.
            let guide = of(&elements, "polyline", role)[0];
            assert_drawn(&without_first(&drawing, role), role, window, &logs[i]);
            let rings = of(&elements, "circle", role);
            let rings = rings.iter().filter(|circle| !circle.filled).count();
            let seen = (0..)
                .zip(&path)
                .filter(|(t, _)| window.contains(logs[i][*t as usize]));
            assert_eq!(rings, seen.filter(|(_, x)| x[i] < 0.0).count());
            // The guide has the slope of the radius, and no point is above it,
            // but one is on it.
            let slope = radii(eta, beta)[i].log10();
            let touch = logs[i].iter().map(|[t, s]| s - t * slope);
            let height = touch.fold(f64::NEG_INFINITY, f64::max);
            let ends = [[0.0, height], [20.0, height + 20.0 * slope]];
            let cut = window.segment(ends[0], ends[1]).unwrap();
            for (drawn, truth) in guide.points.iter().zip(cut) {
                let truth = place(window, truth);
                assert!(
                    (drawn[0] - truth[0]).abs() < 0.11,
                    "{role} {drawn:?} {truth:?}"
                );
                assert!(
                    (drawn[1] - truth[1]).abs() < 0.11,
                    "{role} {drawn:?} {truth:?}"
                );
            }
        }
    }
}

/// Covers fig:radii.
#[test]
fn the_radii_are_drawn_over_the_momentum() {
    let window = Window {
        x: [0.0, 1.0],
        y: [0.0, 1.5],
    };
    for eta in [0.05, 0.2, 0.6, 0.8, 0.99, 1.0] {
        let beta = 0.97 * eta;
        let figure = Radii { eta, beta };
        let spectrum = figure.data().unwrap();
        assert_eq!(spectrum.marked[0], beta);
        assert_eq!(spectrum.marked[1..], radii(eta, beta));
        let drawing = figure.drawing(&spectrum).unwrap();
        for row in &spectrum.radii {
            assert_eq!([row[1], row[2]], radii(eta, row[0]));
        }
        let betas: Vec<f64> = spectrum.radii.iter().map(|row| row[0]).collect();
        assert!(betas.is_sorted() && betas[0] == 0.0);
        assert_eq!(*betas.last().unwrap(), 0.99);
        assert!(betas.windows(2).all(|b| b[1] - b[0] < 0.0101));
        let ringing = CURVATURES.map(|lambda| ringing_from(eta, lambda));
        for from in ringing.into_iter().filter(|beta| *beta <= 0.99) {
            assert!(betas.contains(&from));
            assert!(betas.iter().any(|b| (9e-5..1.1e-4).contains(&(from - b))));
        }
        assert_eq!(spectrum.ringing, ringing);
        let best = best_momentum(eta, CURVATURES);
        assert_eq!(spectrum.best, [best, pick(radii(eta, best), true)]);
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let line: Vec<_> = spectrum.radii.iter().map(|r| [r[0], r[1 + i]]).collect();
            assert_drawn(&drawing, role, window, &line);
        }
        // The best momentum: a mark, a line down from it, and its number.
        let elements = elements(&drawing);
        let marks = of(&elements, "circle", "momentum");
        assert_eq!(marks.len(), usize::from(best < 1.0));
        for mark in marks {
            let truth = place(window, spectrum.best);
            assert!(distance(mark.points[0], truth) < 0.15);
            let stem = of(&elements, "polyline", "momentum");
            assert!(distance(stem[0].points[0], place(window, [best, 0.0])) < 0.15);
            assert!(distance(stem[0].points[1], truth) < 0.15);
        }
        let texts = |role: &str| -> Vec<String> {
            let texts = of(&elements, "text", role);
            texts.iter().map(|text| text.text.clone()).collect()
        };
        assert_eq!([texts("flat"), texts("steep")], [["x₁"], ["x₂"]], "{eta}");
        if best < 1.0 {
            assert_eq!(texts("momentum"), [format!("best β = {best:.3}")]);
            assert!(texts("text").contains(&"both: √β".to_owned()), "{eta}");
        }
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let rings = of(&elements, "circle", role);
            let rings = rings.iter().find(|ring| !ring.filled);
            let truth = [beta, radii(eta, beta)[i]];
            assert_eq!(rings.is_some(), window.contains(truth));
            if let Some(ring) = rings {
                assert!(distance(ring.points[0], place(window, truth)) < 0.15);
            }
        }
        assert_eq!(drawing.table.rows.len(), 10);
    }
    let readings = |eta: f64| -> Vec<String> {
        let figure = Radii { eta, beta: 0.1 };
        let drawing = figure.drawing(&figure.data().unwrap()).unwrap();
        drawing.readout.into_iter().map(|r| r.value).collect()
    };
    let [flat, steep] = radii(0.6, 0.1).map(|radius| format!("{radius:.3}"));
    let here = [flat.as_str(), steep.as_str()];
    let rest = ["0.427", "0.302", "0.427", "0.654"];
    assert_eq!(readings(0.6), [&here[..], &rest].concat());
    let none = ["0.306", "none", "none", "none below 1"];
    assert_eq!(readings(1.0)[2..], none);
    let figure = Radii::default();
    let table = figure.drawing(&figure.data().unwrap()).unwrap().table;
    assert_eq!(table.rows[5], ["0.5", "0.7071", "0.7071"]);
    assert_eq!(table.rows[0], ["0", "0.8800", "1.400"]);
    // Only a number that is a step size has a figure.
    for (eta, beta) in [(f64::NAN, 0.5), (0.6, 1.0)] {
        assert!(Radii { eta, beta }.data().is_err());
    }
}
