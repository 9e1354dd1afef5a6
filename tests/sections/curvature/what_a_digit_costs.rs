//! "What a digit costs".

use formula::{Bindings, Value};
use listings::curvature::{best_rate, steps_per_digit};
use listings::figures::curvature::{Progress, TurnedValley, curvatures_of};
use listings::figures::{Figure, Window};
use listings::ill_conditioned_problem::{best_step, factor};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::plane::{condition_number, hessian, turned_descent};
use tests::printed::{claim, equation, figure};
use tests::states::seeded;

use super::{START, draw, near, settings, spectrum};

/// Covers eq:tenth, eq:digit, eq:digit-bounds, eq:log-rate, eq:log-slope.
/// Covers eq:log-bounds, eq:not-round, eq:inverse-kappa, lst:condition_number.
#[test]
fn a_digit_costs_what_the_page_says() {
    let mut random = seeded(14);
    let steps = |kappa: &formula::Args| {
        steps_per_digit(kappa.real(0)?)
            .map(Value::from)
            .map_err(|error| error.to_string())
    };
    let (tenth, printed, bounds) = (
        equation("tenth"),
        equation("digit"),
        equation("digit-bounds"),
    );
    let (log_rate, log_slope) = (equation("log-rate"), equation("log-slope"));
    let log_bounds = equation("log-bounds");
    let (inverse, not_round) = (equation("inverse-kappa"), equation("not-round"));
    for case in 0..1000 {
        let kappa = match case {
            0 => 1.5,
            1 => 100.0,
            _ => random.between(1.01, 300.0),
        };
        let (rate, digit) = (best_rate(kappa).unwrap(), steps_per_digit(kappa).unwrap());
        let both = || Bindings::new().scalar("\\rho", rate).scalar("N", digit);
        tenth.holds(&both());
        printed.holds(&both());
        let u = 1.0 / kappa;
        let small = || Bindings::new().scalar("u", u);
        log_rate.holds(&small().scalar("\\rho", rate));
        log_slope.holds(&small());
        inverse.holds(&small().scalar("\\kappa", kappa));
        assert!(log_bounds.is_met(&small().scalar("\\rho", rate)));
        let kappa = Bindings::new().scalar("\\kappa", kappa);
        assert!(not_round.is_met(&kappa));
        assert!(bounds.is_met(&kappa.function("N", steps)));
        // A digit: that many steps leave a tenth. Rounding of an exponent up
        // to 350.
        assert!(near(listings::libm::pow(rate, digit), 0.1, 1e-12));
    }
    // At κ = 1 a digit is free, and nothing lies between.
    assert_eq!(steps_per_digit(1.0), Ok(0.0));
    let one = Bindings::new().scalar("\\kappa", 1.0);
    assert!(!not_round.is_met(&one));
    assert!(!bounds.is_met(&one.function("N", steps)));
    assert_eq!(best_rate(1.0), Ok(0.0));
    assert_eq!(condition_number([[2.0, 0.0], [0.0, 2.0]]), Ok(1.0));
    assert_eq!(condition_number([[6.0, 0.0], [0.0, 2.0]]), Ok(3.0));
}

/// Bounds that hold could still be far off. These close in on what they bound,
/// and say "below", not "at most".
///
/// Covers eq:digit-bounds.
#[test]
fn the_bounds_of_a_digit_are_sharp_and_strict() {
    let bounds = equation("digit-bounds");
    let at = |kappa: f64, steps: f64| {
        let bindings = Bindings::new().scalar("\\kappa", kappa);
        bindings.function("N", move |_| Ok(steps.into()))
    };
    let printed = |kappa: f64| -> [f64; 3] {
        let sides = bounds.sides(&at(kappa, steps_per_digit(kappa).unwrap()));
        sides.try_into().unwrap()
    };
    // −ln ρ = 2u (1 + u²/3 + …), with u = 1/κ: relative to N, the lower bound
    // is 2u²/3 too low and the upper one u²/3 too high, to the next order u⁴.
    for kappa in [30.0, 100.0, 1000.0] {
        let [low, between, high] = printed(kappa);
        let square = 1.0 / (kappa * kappa);
        // The next terms, and the rounding of ln ρ at ρ near 1.
        let rest = square * square + 1e-13 * kappa;
        assert!(
            near(1.0 - low / between, 2.0 / 3.0 * square, rest),
            "{kappa}"
        );
        assert!(near(high / between - 1.0, square / 3.0, rest), "{kappa}");
    }
    // Near κ = 1, where N is small, the lower bound is near zero and the
    // upper one is near a half of ln 10.
    let [low, between, high] = printed(1.0 + 1e-9);
    assert!(low < 1e-8 && low < between && between < 0.2);
    assert!(near(high, listings::libm::log(10.0) / 2.0, 1e-8));
    // What equals a bound does not lie between the bounds.
    for kappa in [1.5, 20.0, 300.0] {
        let [low, between, high] = printed(kappa);
        assert!(bounds.is_met(&at(kappa, between)));
        assert!(bounds.is_met(&at(kappa, low.next_up())));
        assert!(bounds.is_met(&at(kappa, high.next_down())));
        assert!(!bounds.is_met(&at(kappa, low)));
        assert!(!bounds.is_met(&at(kappa, high)));
    }
}

/// Covers eq:log-bounds.
#[test]
fn the_bounds_of_the_logarithm_are_sharp_and_strict() {
    let bounds = equation("log-bounds");
    let at = |u: f64, rho: f64| Bindings::new().scalar("u", u).scalar("\\rho", rho);
    let printed = |u: f64, rho: f64| -> [f64; 3] { bounds.sides(&at(u, rho)).try_into().unwrap() };
    // As u goes to zero: −ln ρ = 2u (1 + u²/3 + …).
    for u in [1.0 / 30.0, 0.01, 0.001] {
        let [low, between, high] = printed(u, best_rate(1.0 / u).unwrap());
        // The next terms, and the rounding of ln ρ at ρ near 1.
        let rest = u * u * u * u + 1e-13 / u;
        assert!(near(between / low - 1.0, u * u / 3.0, rest), "{u}");
        assert!(near(high / between - 1.0, 2.0 / 3.0 * u * u, rest), "{u}");
    }
    // A ρ for which −ln ρ is the lower bound itself.
    let [_, half, _] = printed(0.1, 0.5);
    let [low, between, high] = printed(half / 2.0, 0.5);
    assert!(low == between && between < high);
    assert!(!bounds.is_met(&at(half / 2.0, 0.5)));
    assert!(bounds.is_met(&at((half / 2.0).next_down(), 0.5)));
    // And one for which it is the upper bound. There are several numbers ρ
    // with the same rounded logarithm here, so one of the next is among them.
    let [_, _, high] = printed(0.5, 0.5);
    let mut rho = listings::libm::exp(-high).next_up().next_up().next_up();
    while printed(0.5, rho)[1] < high {
        rho = rho.next_down();
    }
    let [low, between, high] = printed(0.5, rho);
    assert!(low < between && between == high);
    assert!(!bounds.is_met(&at(0.5, rho)));
}

/// Covers claim:others-as-fast.
#[test]
fn with_the_best_step_the_ends_are_the_slowest() {
    let claim = claim("others-as-fast");
    assert_eq!(claim.word(&["between them", "beyond them"]), "between them");
    let shrink = claim.word(&["shrink", "grow"]) == "shrink";
    let fast = claim.word(&["at least as fast", "at most as fast"]) == "at least as fast";
    let mut random = seeded(28);
    for _ in 0..1000 {
        let lambdas = spectrum(&mut random);
        let (first, last) = (lambdas[0], lambdas[lambdas.len() - 1]);
        let best = best_step([first, last]);
        for lambda in &lambdas {
            let (size, end) = (factor(best, *lambda).abs(), factor(best, first).abs());
            assert_eq!(size < 1.0, shrink);
            // Rounding of numbers up to 1.
            assert_eq!(size <= end + 1e-15, fast);
        }
    }
}

/// Covers claim:thin-lines.
#[test]
fn beside_the_best_step_the_usual_one_is_slow_along_the_floor_only() {
    let claim = claim("thin-lines");
    let [eta] = claim.numbers();
    let [best, usual] = Progress::default().data().unwrap();
    assert_eq!(usual.eta, eta);
    claim.says("With η");
    let flat = claim.word(&[
        "along q₁ falls a little more slowly",
        "along q₁ falls a little faster",
    ]);
    let steep = claim.word(&["along q₂ much faster", "along q₂ much more slowly"]);
    // The rise of the logarithm in a step, less negative if slower.
    let fall = |run: &listings::figures::curvature::Turned, i: usize| {
        (run.components[1][i] / run.components[0][i]).abs().log10()
    };
    // "A little": by less than half; "much": more than twice as fast.
    let ratio = |i: usize| fall(&usual, i) / fall(&best, i);
    match flat {
        "along q₁ falls a little more slowly" => assert!(0.5 < ratio(0) && ratio(0) < 1.0),
        _ => assert!(1.0 < ratio(0) && ratio(0) < 2.0),
    }
    match steep {
        "along q₂ much faster" => assert!(ratio(1) > 2.0),
        _ => assert!(ratio(1) < 0.5),
    }
}

/// Covers claim:same-rate.
#[test]
fn with_the_best_step_both_components_fall_at_the_same_rate() {
    let claim = claim("same-rate");
    let (_, state) = figure("progress");
    assert_eq!(state, "", "the default is the best step size");
    let same = claim.word(&["Both", "Neither"]) == "Both";
    let down = claim.word(&["fall at", "rise at"]) == "fall at";
    assert_eq!(
        claim.word(&["the same rate", "different rates"]),
        "the same rate"
    );
    let [data, _] = Progress::default().data().unwrap();
    let ratio = |t: usize, i: usize| (data.components[t + 1][i] / data.components[t][i]).abs();
    for t in 0..40 {
        // Rounding of numbers up to 5 that were turned back and forth.
        assert_eq!(near(ratio(t, 0), ratio(t, 1), 1e-12), same);
        assert_eq!(ratio(t, 0) < 1.0 && ratio(t, 1) < 1.0, down);
    }
}

/// Covers claim:in-proportion.
#[test]
fn the_cost_of_a_digit_grows_in_proportion_to_the_condition_number() {
    let claim = claim("in-proportion");
    let [from, to, per_kappa] = claim.numbers();
    assert_eq!(
        claim.word(&["grows in proportion", "shrinks in proportion"]),
        "grows in proportion"
    );
    assert_eq!(
        claim.word(&["within one percent", "beyond one percent"]),
        "within one percent"
    );
    let each = |kappa: f64| steps_per_digit(kappa).unwrap() / kappa;
    for share in 0..=100 {
        let kappa = from + (to - from) * f64::from(share) / 100.0;
        assert!(near(each(kappa) / each(to), 1.0, 0.01));
        // The second digit behind the point.
        assert_eq!(format!("{:.2}", each(kappa)), format!("{per_kappa:.2}"));
    }
    assert_eq!([from, to], [20.0, 2000.0]);
}

/// Covers fig:progress.
#[test]
fn the_progress_along_both_directions_is_drawn() {
    for TurnedValley { kappa, eta, .. } in settings() {
        let figure = Progress {
            kappa,
            share: 2.0 * eta,
        };
        let curvatures = curvatures_of(kappa);
        let both = figure.data().unwrap();
        let [data, usual] = &both;
        assert_eq!(data.eta, 2.0 * eta * best_step(curvatures));
        assert_eq!(usual.eta, 0.4);
        let h = hessian(curvatures, 30.0);
        for run in &both {
            assert_eq!(run.path, turned_descent(h, START, run.eta, 40).unwrap());
        }
        let drawing = figure.drawing(&both).unwrap();
        let window = Window {
            x: [0.0, 40.0],
            y: [-4.0, 1.0],
        };
        for (i, role) in ["flat", "steep"].into_iter().enumerate() {
            let sizes = data.components.iter().map(|x| x[i].abs().log10());
            let line = (0..)
                .zip(sizes)
                .map(|(t, size)| [f64::from(t), size.max(-300.0)]);
            assert_drawn(&drawing, role, window, &line.collect::<Vec<_>>());
        }
        let all = elements(&drawing);
        let thin = of(&all, "polyline", "contour");
        assert_eq!(thin.len(), 2);
        for (i, line) in thin.iter().enumerate() {
            let sizes = usual.components.iter().map(|x| x[i].abs().log10());
            let points: Vec<[f64; 2]> = (0..41)
                .map(f64::from)
                .zip(sizes)
                .map(|(t, y)| [t, y])
                .collect();
            let pieces = window.path(&points);
            assert_eq!(pieces.len(), 1);
            assert_eq!(pieces[0].len(), line.points.len());
            for (drawn, at) in line.points.iter().zip(&pieces[0]) {
                // The grid of the picture is a tenth of a unit.
                assert!(distance(*drawn, place(window, *at)) < 0.071);
            }
        }
    }
    // At the best step size both lines fall alike.
    let [data, _] = Progress::default().data().unwrap();
    let rate = best_rate(20.0).unwrap();
    for pair in data.components.windows(2) {
        for (before, after) in pair[0].iter().zip(&pair[1]) {
            // Rounding of numbers up to 5 that were turned back and forth.
            assert!(near(after.abs() / before.abs(), rate, 1e-12));
        }
    }
    let all = elements(&draw(&Progress::default()));
    assert_eq!(of(&all, "text", "flat")[0].text, "along q₁");
    assert_eq!(of(&all, "text", "steep")[0].text, "along q₂");
    for text in ["q₁, η = 0.4", "q₂, η = 0.4"] {
        assert!(
            of(&all, "text", "text").iter().any(|e| e.text == text),
            "{text}"
        );
    }
}
