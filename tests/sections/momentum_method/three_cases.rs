//! "Each coordinate on its own", from the three cases on.

use formula::Bindings;
use listings::figures::momentum_method::Envelopes;
use listings::figures::{Drawing, Figure, Window};
use listings::ill_conditioned_problem::CURVATURES;
use listings::momentum_method::{roots, spectral_radius};
use tests::drawn::{assert_drawn, elements, of, place};
use tests::plane::{momentum_descent, momentum_step};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{START, cases, page, parameters, points, prints, radii, rooted};

#[test]
fn the_spectral_radius_is_the_rate_at_which_a_coordinate_shrinks() {
    let mut random = seeded(3);
    let mut tried = 0;
    while tried < 200 {
        let (eta, beta) = (random.between(0.05, 0.9), random.between(0.0, 0.95));
        let radius = spectral_radius(eta, beta, CURVATURES[1]);
        let trace: f64 = 1.0 + beta - eta * CURVATURES[1];
        // Near a double root the size is k times a power, and the rate is
        // reached only slowly.
        if (trace * trace - 4.0 * beta).abs() < 0.05 {
            continue;
        }
        tried += 1;
        // The largest size within a swing, 400 steps apart: complex roots
        // turn, so that a single step says little.
        let mut state = [[0.0, 1.0], [0.0; 2]];
        let mut peaks = Vec::new();
        for _ in 0..3 {
            let mut peak = 0.0_f64;
            for _ in 0..200 {
                state = momentum_step(state, eta, beta);
                peak = peak.max(state[0][1].hypot(0.1 * state[1][1]));
                // Keep the numbers in range; the recurrence is linear.
                if !(1e-100..1e100).contains(&peak) {
                    break;
                }
            }
            peaks.push(peak);
        }
        if peaks.iter().all(|p| (1e-100..1e100).contains(p)) {
            let rate = (peaks[2] / peaks[1]).powf(1.0 / 200.0);
            // A swing of bounded size, spread over 200 steps.
            assert!(
                (rate - radius).abs() < 0.02,
                "{eta} {beta}: {rate} {radius}"
            );
        }
    }
    // Complex roots have modulus √β, and the limit of η is (2 + 2β)/λ.
    assert_eq!(spectral_radius(0.6, 0.5, 4.0), 0.5_f64.sqrt());
    assert_eq!(spectral_radius(0.75, 0.5, 4.0), 1.0);
    assert!(spectral_radius(0.7499, 0.5, 4.0) < 1.0);
    assert!(spectral_radius(0.7501, 0.5, 4.0) > 1.0);
    assert!((spectral_radius(0.6, 0.25, 0.2) - 0.82811).abs() < 5e-6);
    assert!((spectral_radius(0.6, 0.25, 4.0) - 0.85895).abs() < 5e-6);
}

/// Covers eq:ringing, lst:spectral_radius.
#[test]
fn the_spectral_radius_is_the_larger_modulus_and_ringing_makes_it_the_root_of_beta() {
    let printed = equation("ringing");
    for (p, [r_1, r_2]) in rooted(36) {
        let [eta, beta, lambda] = p;
        let radius = spectral_radius(eta, beta, lambda);
        let larger = r_1.norm().max(r_2.norm());
        // Roundings of numbers up to 4.
        assert!((radius - larger).abs() < 1e-14, "{p:?}");
        printed.holds(&parameters(p).complex("r_1", r_1).complex("r_2", r_2));
        // With other roots it is wrong, so it is met only where the condition
        // before the arrow is not: where the roots are real.
        let wrong = parameters(p).scalar("r_1", 1.0).scalar("r_2", 2.0);
        assert_eq!(printed.is_met(&wrong), r_1.im == 0.0, "{p:?}");
    }
    // Equal roots are real; nothing is rounded here.
    for p in [[0.0625, 0.25, 4.0], [0.5625, 0.25, 4.0], [0.25, 0.0, 4.0]] {
        let wrong = parameters(p).scalar("r_1", 1.0).scalar("r_2", 2.0);
        assert!(printed.is_met(&wrong));
    }
}

/// Covers eq:modulus, eq:turning.
#[test]
fn a_complex_root_turns_by_its_angle_at_every_step() {
    let (modulus, turning) = (equation("modulus"), equation("turning"));
    let mut random = seeded(46);
    for (p, [r_1, r_2]) in rooted(46) {
        for r in [r_1, r_2] {
            modulus.holds(&Bindings::new().scalar("a", r.re).scalar("b", r.im));
        }
        if r_1.im > 0.0 {
            let bindings = Bindings::new()
                .complex("r_1", r_1)
                .scalar("\\beta", p[1])
                .scalar("\\varphi", r_1.im.atan2(r_1.re))
                .integer("t", random.between(0.0, 9.0) as i64);
            turning.holds(&bindings);
        }
    }
}

/// Covers eq:swing.
#[test]
fn a_coordinate_that_rings_is_the_printed_swing() {
    let printed = equation("swing");
    let mut random = seeded(49);
    let mut tried = 0;
    for (x, eta, beta) in cases(49) {
        let i = 1 + i64::from(random.toss());
        let [[re, im], _] = roots(eta, beta, CURVATURES[i as usize - 1]);
        // Near equal roots the fraction loses its digits.
        if im < 0.025 {
            continue;
        }
        tried += 1;
        let bindings = points(x, eta, beta)
            .integer("t", random.between(0.0, 7.0) as i64)
            .integer("i", i)
            .scalar("\\beta", beta)
            .scalar("\\varphi", im.atan2(re));
        printed.holds(&bindings);
    }
    assert!(tried > 300, "{tried}");
}

/// Covers eq:below-one, claim:positive-roots.
#[test]
fn positive_roots_are_below_one() {
    let printed = equation("below-one");
    let claim = claim("positive-roots");
    let mut seen = 0;
    for (p, [r_1, r_2]) in rooted(50) {
        let [eta, _, lambda] = p;
        let bindings = Bindings::new()
            .complex("r_1", r_1)
            .complex("r_2", r_2)
            .scalar("\\eta", eta)
            .scalar("\\lambda", lambda);
        printed.holds(&bindings);
        if eta > 0.0 && r_1.im == 0.0 && r_2.re > 0.0 {
            match claim.word(&["are below 1", "are above 1"]) {
                "are below 1" => assert!(r_1.re < 1.0),
                _ => assert!(r_2.re > 1.0),
            }
            assert!((r_1 * r_2).re < 1.0);
            seen += 1;
        }
    }
    claim.says("Positive roots");
    match claim.word(&["is positive", "is negative"]) {
        "is positive" => assert!(seen > 30, "{seen}"),
        _ => assert_eq!(seen, 0),
    }
}

/// Covers claim:neither-waits.
#[test]
fn at_one_half_neither_coordinate_waits() {
    let claim = claim("neither-waits");
    let [beta, radius] = claim.numbers();
    assert_eq!(beta, 0.5);
    let same = radii(0.6, beta).map(|r| prints(r, radius, 3));
    let rings = CURVATURES.map(|lambda| roots(0.6, beta, lambda)[0][1] > 0.0);
    for (i, word) in [
        claim.word(&["both coordinates ring", "neither coordinates ring"]),
        claim.word(&["neither waits", "both waits"]),
    ]
    .into_iter()
    .enumerate()
    {
        match word {
            "both coordinates ring" | "neither waits" => {
                assert_eq!([same, rings], [[true; 2]; 2]);
            }
            _ => assert_eq!([same, rings][i], [false; 2]),
        }
    }
    assert_eq!(
        claim.word(&["with the same", "without the same"]),
        "with the same"
    );
}

/// Covers claim:three-cases.
#[test]
fn the_roots_say_how_a_coordinate_moves() {
    let claim = claim("three-cases");
    // What the page says that each kind of roots leads to.
    let positive = claim.word(&[": two positive roots", ": two negative roots"]);
    let negative = claim.word(&[", two negative roots", ", two positive roots"]);
    claim.says("roots let the coordinate keep its sign from");
    claim.says("roots let it alternate from");
    claim.says("complex roots let it *ring*: it swings to and fro");
    claim.says("the root of larger size outweighs the other");
    claim.says("(*underdamped*; equal positive roots: *critical damping*)");
    for words in [
        [
            "sign from the first step on",
            "sign from the second step on",
        ],
        [
            "alternate from the first step on",
            "alternate from the second step on",
        ],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
    let mut seen = [0; 3];
    for ([eta, beta, lambda], [r_1, _]) in rooted(42) {
        let angle = r_1.im.atan2(r_1.re);
        if eta == 0.0 || (r_1.im > 0.0 && angle < 0.1) {
            continue;
        }
        // The coordinate of curvature λ is that of curvature 4 with another η.
        // So few steps that no power is as small as the roundings.
        let path = momentum_descent([0.0, 1.0], eta * lambda / CURVATURES[1], beta, 40);
        let path: Vec<f64> = path.unwrap().iter().map(|x| x[1]).collect();
        let changes = path.windows(2).filter(|x| x[0] * x[1] < 0.0).count();
        let kind = match (r_1.im > 0.0, r_1.re > 0.0) {
            (true, _) => {
                assert!(changes > 0, "{eta} {beta} {lambda}");
                2
            }
            (_, true) => usize::from(positive.contains("negative")),
            (_, false) => usize::from(negative.contains("negative")),
        };
        match kind {
            0 => assert_eq!(changes, 0, "{eta} {beta} {lambda}"),
            1 => assert_eq!(changes, 40, "{eta} {beta} {lambda}"),
            _ => {}
        }
        seen[kind] += 1;
    }
    assert!(seen.iter().all(|n| *n > 30), "{seen:?}");
}

/// Covers claim:swings-below.
#[test]
fn a_coordinate_that_rings_stays_below_powers_of_its_radius() {
    let claim = claim("swings-below");
    assert_eq!(
        claim.word(&["every step multiplies it", "no step multiplies it"]),
        "every step multiplies it"
    );
    for ([eta, beta, lambda], [r_1, r_2]) in rooted(43) {
        // Where the two roots nearly meet, the curve lies high.
        if (r_1 - r_2).norm() < 0.05 || r_1.im == 0.0 {
            continue;
        }
        let radius = spectral_radius(eta, beta, lambda);
        match claim.word(&["a curve that falls", "a curve that rises"]) {
            "a curve that falls" => assert!(radius < 1.0),
            _ => assert!(radius > 1.0),
        }
        let path = momentum_descent([0.0, 1.0], eta * lambda / CURVATURES[1], beta, 200);
        // Both shares of the mixture have this size, or less.
        let mut curve = 2.0 * (1.0 - r_2).norm() * r_1.norm() / (r_1 - r_2).norm();
        for x in path.unwrap() {
            // Roundings, and numbers below the smallest.
            match claim.word(&["swings below", "swings above"]) {
                "swings below" => assert!(x[1].abs() <= curve * (1.0 + 1e-9) + 1e-290),
                _ => assert!(x[1].abs() > curve),
            }
            curve *= radius;
        }
    }
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

/// What the last column of the table says of a coordinate.
fn habit(beta: f64, i: usize) -> &'static str {
    let [[re, im], [other, _]] = roots(0.6, beta, CURVATURES[i]);
    let path = momentum_descent(START, 0.6, beta, 40).unwrap();
    let changes = path.windows(2);
    let changes = changes.filter(|x| x[0][i] * x[1][i] < 0.0).count();
    if im > 0.0 {
        assert!((1..40).contains(&changes));
        "rings"
    } else if re > 0.0 && other > 0.0 {
        assert_eq!(changes, 0);
        "keeps its sign"
    } else {
        assert_eq!(changes, 40);
        "alternates"
    }
}

#[test]
fn the_table_says_what_each_coordinate_does() {
    let page = page();
    for (beta, i) in [(0.25, 0), (0.25, 1), (0.5, 0), (0.5, 1)] {
        let head = format!("| β = {beta}, x{} |", ["₁", "₂"][i]);
        let mut rows = page.lines().filter(|line| line.starts_with(&head));
        let row = rows.next().expect(&head);
        let end = format!("| {} |", habit(beta, i));
        assert!(row.ends_with(&end) && rows.next().is_none(), "{row}");
    }
}
