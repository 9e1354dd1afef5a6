//! "A sum that leaks" and "It is not an average".

use formula::Bindings;
use listings::figures::Figure;
use listings::figures::leaky_averages::{Curve, Impulse};
use listings::leaky_averages::{leaky_average, leaky_sum, mean_age};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::printed::{claim, equation, figure, rounded};
use tests::states::seeded;

use super::{BETA, WEIGHTS, bind, case, line, sum_of_ones, sum_weights, texts};

#[test]
fn sums_and_averages_start_at_zero_and_have_an_entry_for_every_step() {
    // Powers of two: nothing is rounded.
    let stream = [1.0, 2.0, -4.0];
    assert_eq!(leaky_sum(&stream, 0.5).unwrap(), [0.0, 1.0, 2.5, -2.75]);
    assert_eq!(
        leaky_average(&stream, 0.5).unwrap(),
        [0.0, 0.5, 1.25, -1.375]
    );
    assert_eq!(leaky_sum(&[], 0.5).unwrap(), [0.0]);
    assert_eq!(leaky_sum(&stream, 0.0).unwrap()[1..], stream);
}

#[test]
fn a_share_outside_of_its_range_is_refused() {
    for beta in [-0.1, 1.0, f64::NAN] {
        for average in [leaky_sum, leaky_average] {
            let refusal = average(&[1.0], beta).unwrap_err().to_string();
            let start = format!("beta is {beta}; it must be at least 0");
            assert!(refusal.starts_with(&start), "{refusal}");
        }
    }
}

/// Covers eq:leaky-sum, eq:substituted, eq:unrolled, lst:leaky_sum.
#[test]
fn the_printed_sums_are_those_that_run() {
    let mut random = seeded(12);
    let (step, twice) = (equation("leaky-sum"), equation("substituted"));
    let unrolled = equation("unrolled");
    for number in 0..1000 {
        let (beta, stream, t) = case(number, 3, &mut random);
        let sums = leaky_sum(&stream, beta).unwrap();
        let bindings = bind(beta, &stream, t).sequence("v", 0, sums.clone());
        step.holds(&bindings);
        twice.holds(&bindings);
        unrolled.holds(&bindings);
        // Of the first step on, too.
        let first = || bind(beta, &stream, 1).sequence("v", 0, sums.clone());
        step.holds(&first());
        unrolled.holds(&first());
    }
}

/// Covers eq:telescope, eq:weight-sum.
#[test]
fn the_weights_add_up_to_what_the_page_says() {
    let mut random = seeded(13);
    let (telescope, total) = (equation("telescope"), equation("weight-sum"));
    for number in 0..1000 {
        let (beta, _, t) = case(number, 1, &mut random);
        let bindings = || Bindings::new().scalar("\\beta", beta).integer("t", t);
        telescope.holds(&bindings());
        total.holds(&bindings());
        // It is the leaky sum of ones.
        let weights = sum_weights(beta, t as usize - 1);
        let sum = sum_of_ones(beta, t as usize);
        assert!((weights.iter().sum::<f64>() - sum).abs() < 1e-12 * sum);
    }
    for beta in [0.0, 0.5, 0.9, 0.99] {
        // 0.99 to the power of 5000 is nothing beside 1.
        assert!((sum_of_ones(beta, 5000) * (1.0 - beta) - 1.0).abs() < 1e-11);
    }
}

/// Covers claim:left-after-ten.
#[test]
fn a_third_is_left_after_ten_steps() {
    let claim = claim("left-after-ten");
    let [beta, age, left] = claim.numbers();
    let computed = sum_weights(BETA, 10)[10];
    assert_eq!([beta, age, left], [BETA, 10.0, rounded(computed, 3)]);
    let share = match claim.word(&["about a half", "about a third", "about a tenth"]) {
        "about a half" => 0.5,
        "about a third" => 1.0 / 3.0,
        _ => 0.1,
    };
    // "About": nearer to it than to the other two answers.
    assert!((computed - share).abs() < 0.02);
}

/// Covers claim:grows-tenfold.
#[test]
fn the_sum_of_ones_grows_toward_ten() {
    let claim = claim("grows-tenfold");
    let sums = leaky_sum(&[1.0; 300], BETA).unwrap();
    let limit = 1.0 + mean_age(BETA);
    let [beta, one, ten_sum, ten, fifty_sum, fifty, total] = claim.numbers();
    assert_eq!([beta, one, ten, fifty], [BETA, 1.0, 10.0, 50.0]);
    assert_eq!(
        [ten_sum, fifty_sum],
        [rounded(sums[10], 2), rounded(sums[50], 2)]
    );
    assert!((total - limit).abs() < 1e-12);
    match claim.word(&["stays below", "stays above"]) {
        "stays below" => assert!(sums.iter().all(|v| *v < limit)),
        _ => assert!(sums.iter().all(|v| *v > limit)),
    }
    assert_eq!(
        claim.word(&["the leaky sum", "the leaky average"]),
        "the leaky sum"
    );
    // Before step 10 or without gradients nothing of this is so.
    assert_eq!(claim.word(&["after 10", "before 10"]), "after 10");
    assert_eq!(claim.word(&["after 50", "before 50"]), "after 50");
    assert_eq!(
        claim.word(&["every gradient", "no gradient"]),
        "every gradient"
    );
}

/// Covers fig:impulse.
#[test]
fn the_weights_of_the_sum_are_drawn_for_the_control_and_the_guides() {
    let shown = Impulse::default();
    let curves = shown.data().unwrap();
    let betas: Vec<f64> = curves.iter().map(|curve| curve.beta).collect();
    assert_eq!(betas, [0.9, 0.95, 0.9, 0.6, 0.0]);
    for curve in &curves {
        assert_eq!(curve.weights, sum_weights(curve.beta, 20));
        let guide = Curve {
            beta: 0.3,
            ..curve.clone()
        };
        let drawing = shown.drawing(&vec![curve.clone(), guide]).unwrap();
        for role in ["momentum", "contour"] {
            assert_drawn(&drawing, role, WEIGHTS, &line(&curve.weights, |w| w));
        }
    }
    let drawing = draw(&shown);
    let elements = elements(&drawing);
    let dots = of(&elements, "circle", "momentum");
    assert_eq!(dots.len(), 21);
    for (dot, weight) in dots.iter().zip(line(&curves[0].weights, |w| w)) {
        assert!(distance(dot.points[0], place(WEIGHTS, weight)) < 0.1);
    }
    assert_eq!(of(&elements, "circle", "contour").len(), 0);
    // The guide that the control covers is left out.
    assert_eq!(of(&elements, "polyline", "contour").len(), 3);
    assert_eq!(texts(&drawing, "momentum"), ["β = 0.9"]);
    for name in ["β = 0.95", "β = 0.6", "β = 0"] {
        assert!(texts(&drawing, "text").contains(&name.to_owned()));
    }
}

/// Covers fig:impulse, fig:impulse-average, fig:timescales.
#[test]
fn the_figures_show_what_the_text_describes() {
    for (label, told) in [
        ("impulse", format!("beta={BETA}")),
        ("impulse-average", format!("beta={BETA}")),
        ("timescales", format!("beta={BETA}")),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, label);
        let entry = listings::figures::find(label).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told);
        // Whoever leaves the setting to the figure gets the chapter's.
        assert_eq!(entry.full_state("").unwrap(), told);
    }
}
