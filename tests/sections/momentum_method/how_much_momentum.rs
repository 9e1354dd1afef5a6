//! "How much momentum?".

use formula::Bindings;
use listings::figures::momentum_method::Radii;
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{CURVATURES, best_step, factor};
use listings::momentum_method::{best_momentum, both_ring, ringing_from, roots, spectral_radius};
use listings::settling::TOLERANCE;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{arrives, parameters, prints, radii};

/// Covers eq:ring-range, eq:rings-from.
#[test]
fn a_coordinate_rings_exactly_above_the_printed_momentum() {
    let (range, printed) = (equation("ring-range"), equation("rings-from"));
    let mut random = seeded(47);
    // At powers of two nothing is rounded: both roots are 1/2, or −1/2.
    for (eta, beta) in [(0.0625, 0.25), (0.5625, 0.25), (0.25, 0.0)] {
        range.holds(&parameters([eta, beta, 4.0]));
        printed.holds(&parameters([eta, beta, 4.0]));
        assert_eq!(ringing_from(eta, 4.0), beta);
        assert_eq!(roots(eta, beta, 4.0)[0][1], 0.0);
    }
    let mut rang = 0;
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 5.0));
        let from = ringing_from(eta, lambda);
        let beta = match random.toss() {
            true => random.between(0.0, 1.0),
            false => (from * random.between(0.9, 1.1)).min(1.0),
        };
        // There the square of a difference is left of numbers near 4.
        if (beta - from).abs() < 1e-9 {
            continue;
        }
        range.holds(&parameters([eta, beta, lambda]));
        printed.holds(&parameters([eta, beta, lambda]));
        let rings = roots(eta, beta, lambda)[0][1] > 0.0;
        assert_eq!(rings, beta > from, "{eta} {beta} {lambda}");
        rang += i32::from(rings);
    }
    assert!((300..700).contains(&rang), "{rang}");
}

/// Covers eq:best-momentum.
#[test]
fn no_other_momentum_has_a_smaller_larger_radius() {
    let printed = equation("best-momentum");
    let mut random = seeded(48);
    for case in 0..1000 {
        let eta = match case {
            0 => 1.0,
            1 => 0.6,
            _ => random.between(0.001, 1.0),
        };
        let best = best_momentum(eta);
        let bindings = Bindings::new()
            .scalar("\\beta^\\star", best)
            .scalar("\\eta", eta)
            .scalar("\\lambda_1", CURVATURES[0])
            .scalar("\\lambda_2", CURVATURES[1]);
        printed.holds(&bindings);
        let least = pick(radii(eta, best), true);
        // Near a double root a rounding is as large as its square root.
        assert!((least - best.sqrt()).abs() < 1e-7, "{eta}");
        for beta in [random.between(0.0, best), random.between(best, 1.0)] {
            assert!(pick(radii(eta, beta), true) > least - 1e-7, "{eta} {beta}");
        }
    }
    assert_eq!(best_momentum(1.0), 1.0);
}

/// The larger or the smaller of two.
fn pick([a, b]: [f64; 2], larger: bool) -> f64 {
    if larger { a.max(b) } else { a.min(b) }
}

/// Covers claim:more-is-slower.
#[test]
fn more_momentum_may_be_slower() {
    let claim = claim("more-is-slower");
    let [beta, radius, arrival, eta] = claim.numbers();
    assert_eq!([beta, eta], [0.9, 0.4]);
    let same = radii(0.6, beta).map(|r| prints(r, radius, 3));
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
    assert_eq!(claim.word(&["Set β", "Leave β"]), "Set β");
    assert_eq!(claim.word(&["even than", "odd than"]), "even than");
    assert_eq!(
        claim.word(&["descent with", "descent without"]),
        "descent with"
    );
}

/// Covers claim:falls-then-rises.
#[test]
fn more_momentum_helps_until_a_coordinate_rings() {
    let claim = claim("falls-then-rises");
    claim.says("it is the square root of β");
    // Which side each half of the sentence speaks of.
    let first_is_low = claim.word(&["Up to there", "Down to there"]) == "Up to there";
    let second_is_high = claim.word(&["; above,", "; below,"]) == "; above,";
    let mut random = seeded(41);
    for _ in 0..1000 {
        let (eta, lambda) = (random.between(0.01, 1.0), random.between(0.1, 4.0));
        let from = ringing_from(eta, lambda);
        let pair = |low: bool, random: &mut tests::states::Seeded| {
            let [low, high] = if low { [0.0, from] } else { [from, 1.0] };
            let [a, b] = [random.between(low, high), random.between(low, high)];
            [a.min(b), a.max(b)]
        };
        let [less, more] = pair(first_is_low, &mut random);
        let [less, more] = match claim.word(&["there more", "there less", "there fewer"]) {
            "there more" => [less, more],
            _ => [more, less],
        };
        let radius = |beta: f64| spectral_radius(eta, beta, lambda);
        match claim.word(&["radius smaller", "radius larger"]) {
            "radius smaller" => assert!(radius(more) <= radius(less), "{eta} {less} {more}"),
            _ => assert!(radius(more) >= radius(less), "{eta} {less} {more}"),
        }
        let [less, more] = pair(!second_is_high, &mut random);
        for beta in [less, more] {
            // Near a double root a rounding is as large as its square root.
            assert!((radius(beta) - beta.sqrt()).abs() < 1e-7);
        }
        let [less, more] = match claim.word(&["and more", "and less", "and fewer"]) {
            "and more" => [less, more],
            _ => [more, less],
        };
        match claim.word(&["makes it larger", "makes it smaller"]) {
            "makes it larger" => assert!(radius(more) >= radius(less)),
            _ => assert!(radius(more) <= radius(less)),
        }
    }
}

/// Covers claim:still-real.
#[test]
fn a_coordinate_that_does_not_ring_is_slower_than_one_that_does() {
    let claim = claim("still-real");
    let mut random = seeded(51);
    let mut seen = 0;
    for _ in 0..1000 {
        let (eta, beta) = (random.between(0.01, 1.0), random.between(0.0, 1.0));
        let rings = CURVATURES.map(|lambda| beta > ringing_from(eta, lambda));
        let own = radii(eta, beta);
        for i in 0..2 {
            // Roundings near a double root are as large as their square root.
            if !rings[i] {
                match claim.word(&["at least", "at most"]) {
                    "at least" => assert!(own[i] > beta.sqrt() - 1e-7),
                    _ => assert!(own[i] < beta.sqrt() + 1e-7),
                }
            }
            if !rings[i] && rings[1 - i] {
                match claim.word(&["the slower one", "the faster one"]) {
                    "the slower one" => assert!(own[i] > own[1 - i]),
                    _ => assert!(own[i] < own[1 - i]),
                }
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen}");
    claim.says("does not ring yet");
    claim.says("the larger of its roots");
}

/// Covers claim:rings-here, claim:best-here, claim:best-is-late.
#[test]
fn the_best_momentum_is_near_one_half() {
    let [eta, steep, flat] = claim("rings-here").numbers();
    assert_eq!(eta, 0.6);
    claim("rings-here").says("x₂ rings from β = 0.302 on and x₁ from");
    assert!(prints(flat, ringing_from(eta, CURVATURES[0]), 3));
    assert!(prints(steep, ringing_from(eta, CURVATURES[1]), 3));

    let claim_best = claim("best-here");
    let [best, radius, beta] = claim_best.numbers();
    // A grid of thousandths of β.
    let slower = |n: &i32| pick(radii(0.6, f64::from(*n) / 1000.0), true);
    let least = (0..1000).min_by(|a, b| slower(a).total_cmp(&slower(b)));
    let found = f64::from(least.unwrap()) / 1000.0;
    assert!((found - best).abs() < 0.0015 && prints(best, best_momentum(0.6), 3));
    assert!(prints(
        radius,
        pick(radii(0.6, best_momentum(0.6)), true),
        3
    ));
    assert_eq!(beta, 0.5);
    for words in [
        ["The best β", "The worst β"],
        ["than the best", "than the worst"],
    ] {
        assert_eq!(claim_best.word(&words), words[0]);
    }
    claim_best.says("with the spectral radius");
    match claim_best.word(&["a little more than", "a little less than"]) {
        "a little more than" => assert!(beta > best && beta < best + 0.1),
        _ => assert!(beta < best),
    }

    let late = claim("best-is-late");
    // The digits after them are those of 1 + t (1 − r).
    let [step, sooner, ..] = late.numbers::<4>();
    late.says("with the best β the path");
    assert_eq!(step, arrives(0.6, best_momentum(0.6)));
    assert_eq!(sooner, arrives(0.6, 0.5));
    match late.word(&["later than", "earlier than", "sooner than"]) {
        "later than" => assert!(step > sooner),
        _ => assert!(step < sooner),
    }
    late.says("the roots of x₁ are equal, and the factor $1 + t (1 - r)$ delays it");
    let r = best_momentum(0.6).sqrt();
    let [one, other] = roots(0.6, best_momentum(0.6), CURVATURES[0]);
    // Near a double root a rounding is as large as its square root.
    assert!((one[0] - r).abs() < 1e-7 && (other[0] - r).abs() < 1e-7);
    // Without the factor x₁, which is the last, would be there sooner.
    let bare = (1..).find(|t| 5.0 * r.powi(*t) <= TOLERANCE).unwrap();
    let whole = |t: i32| 5.0 * r.powi(t) * (1.0 + f64::from(t) * (1.0 - r));
    assert!(f64::from(bare) < sooner && whole(step as i32 - 1) > TOLERANCE);
}

/// Covers eq:flat-rings, eq:steep-rings, eq:root-kappa.
#[test]
fn both_coordinates_are_about_to_ring_at_the_printed_pair() {
    let (flat, steep) = (equation("flat-rings"), equation("steep-rings"));
    let printed = equation("root-kappa");
    let mut random = seeded(54);
    for case in 0..1000 {
        let lambda_1 = random.between(0.01, 5.0);
        let kappa = match case {
            0 => 1.0,
            1 => 20.0,
            _ => random.between(1.0, 1000.0),
        };
        let lambdas = [lambda_1, kappa * lambda_1];
        let [eta, beta] = both_ring(lambdas);
        let all = Bindings::new().scalar("\\beta", beta);
        printed.holds(&all.scalar("\\kappa", kappa));
        for (side, name, lambda) in [
            (&flat, "\\lambda_1", lambdas[0]),
            (&steep, "\\lambda_2", lambdas[1]),
        ] {
            let all = Bindings::new().scalar("\\beta", beta);
            side.holds(&all.scalar("\\eta", eta).scalar(name, lambda));
            // Roundings of numbers up to 4.
            assert!((ringing_from(eta, lambda) - beta).abs() < 1e-14);
        }
    }
}

/// Covers claim:root-of-kappa, claim:best-pair.
#[test]
fn with_both_free_the_root_of_kappa_takes_the_place_of_kappa() {
    let claim_rate = claim("root-of-kappa");
    let [free, plain] = claim_rate.numbers();
    let kappa = CURVATURES[1] / CURVATURES[0];
    let rate = |kappa: f64| (kappa - 1.0) / (kappa + 1.0);
    assert!(prints(free, rate(kappa.sqrt()), 3) && prints(plain, rate(kappa), 3));
    claim_rate.says("That is the best rate of gradient descent");
    claim_rate.says("with $\\sqrt{\\kappa}$ in place of κ");
    let step = best_step(CURVATURES);
    assert!(prints(plain, factor(step, CURVATURES[0]), 3));
    let best = pick(radii_of(both_ring(CURVATURES)), true);
    // Near a double root a rounding is as large as its square root.
    assert!((best - rate(kappa.sqrt())).abs() < 1e-7);

    let other = claim("best-pair");
    other.says("pair of η and β");
    let mut random = seeded(55);
    let others = (0..20_000).map(|case| {
        let [eta, beta] = both_ring(CURVATURES);
        // Anywhere, and near it.
        let near = if case % 2 == 0 { 1.0 } else { 0.01 };
        let eta = eta + near * random.between(-eta, 1.0);
        let beta = beta + near * random.between(-beta, 1.0 - beta);
        pick(radii_of([eta, beta]), true)
    });
    let least = others.fold(f64::INFINITY, f64::min);
    match other.word(&["No other pair", "Any other pair"]) {
        "No other pair" => match other.word(&["a smaller one", "a larger one"]) {
            "a smaller one" => assert!(least > best - 1e-7),
            _ => assert!(least < best),
        },
        _ => assert!(least < best),
    }
    assert!(least < best + 0.05, "nothing near it was tried");
}

fn radii_of([eta, beta]: [f64; 2]) -> [f64; 2] {
    radii(eta, beta)
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
        let best = best_momentum(eta);
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
