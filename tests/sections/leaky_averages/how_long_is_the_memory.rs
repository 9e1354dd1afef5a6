//! "How long is the memory?".

use formula::Bindings;
use listings::figures::leaky_averages::{COUNTED, Timescales, last_age};
use listings::figures::{Figure, Window};
use listings::leaky_averages::{effective_size, half_life, mean_age};
use tests::drawn::{assert_drawn, distance, draw, elements, of, place};
use tests::printed::{claim, equation, rounded};
use tests::states::seeded;

use super::{BETA, average_weights, case, sum_of_ones, sum_weights, texts};

/// The three lengths are what they are called, computed from the weights.
#[test]
fn the_lengths_of_the_memory_are_those_of_the_weights() {
    for hundredths in 1..100 {
        let beta = f64::from(hundredths) / 100.0;
        // 0.99 to the power of 5000 is 1.5e-22: beyond, nothing is left.
        let weights = sum_weights(beta, 5000);
        let total: f64 = weights.iter().sum();
        let ages = (0..).zip(&weights);
        let age: f64 = ages.map(|(age, w)| f64::from(age) * w).sum::<f64>() / total;
        let squares: f64 = weights.iter().map(|w| w * w).sum();
        // Five thousand roundings, relative.
        let near = |a: f64, b: f64| (a - b).abs() < 1e-11 * b;
        assert!(near(mean_age(beta), age), "{beta}");
        assert!(near(effective_size(beta), total * total / squares));
        // The half-life lies between the ages whose weights are around ½.
        let before = weights.iter().rposition(|w| *w > 0.5 + 1e-12).unwrap() as f64;
        let half = half_life(beta);
        assert!(before < half && half <= before + 1.0 + 1e-9, "{beta}");
    }
    assert_eq!(
        [half_life(0.5), mean_age(0.5), effective_size(0.5)],
        [1.0, 1.0, 3.0]
    );
    assert_eq!(
        [half_life(0.0), mean_age(0.0), effective_size(0.0)],
        [0.0, 0.0, 1.0]
    );
}

/// Covers lst:half_life.
#[test]
fn equal_weights_count_as_many_as_they_are_and_noise_is_averaged_as_by_that_many() {
    // The mean of n independent numbers of variance 1 has the variance 1/n;
    // with weights it is the sum of their squares, if they add up to 1.
    for beta in [0.0, 0.5, 0.9, 0.99] {
        let squares: f64 = average_weights(beta, 5000).iter().map(|w| w * w).sum();
        assert!((squares * effective_size(beta) - 1.0).abs() < 1e-11);
    }
    // As β goes to 0, so does the half-life, if slowly.
    let lives = [1e-3, 1e-30, 1e-300].map(half_life);
    assert!(lives[0] < 0.101 && lives[1] < lives[0] && lives[2] < 0.0011);
}

/// Covers eq:halved, eq:half-life.
#[test]
fn the_half_life_halves_a_weight() {
    let mut random = seeded(16);
    let (halved, solved) = (equation("halved"), equation("half-life"));
    for number in 0..1000 {
        let beta = [0.01, 0.99, 0.5].get(number).copied();
        let beta = beta.unwrap_or_else(|| random.between(0.01, 0.99));
        let bindings = || {
            Bindings::new()
                .scalar("\\beta", beta)
                .scalar("h", half_life(beta))
        };
        halved.holds(&bindings());
        solved.holds(&bindings());
    }
}

/// Covers eq:age-sum, eq:mean-age.
#[test]
fn the_mean_age_is_what_the_page_prints() {
    let mut random = seeded(17);
    let (sum, age) = (equation("age-sum"), equation("mean-age"));
    for number in 0..1000 {
        // At t = 1 the mean age is 0, which rounding spares at powers of two.
        let first = if number == 0 { 1 } else { 2 };
        let (beta, _, mut t) = case(number + 1, first, &mut random);
        let beta = if number == 0 { 0.5 } else { beta };
        t = if number == 0 { 1 } else { t };
        let bindings = || Bindings::new().scalar("\\beta", beta).integer("t", t);
        sum.holds(&bindings());
        age.holds(&bindings());
    }
    // What is left after many steps is the function of the listing.
    for beta in [0.5, 0.9, 0.99] {
        let t = 5000.0_f64;
        age.holds(&Bindings::new().scalar("\\beta", beta).scalar("t", t));
        let weights = sum_weights(beta, 4999);
        let total: f64 = weights.iter().sum();
        let ages: f64 = (0..).zip(&weights).map(|(a, w)| f64::from(a) * w).sum();
        assert!((ages / total - mean_age(beta)).abs() < 1e-9);
    }
}

/// Covers eq:total-and-age.
#[test]
fn the_total_weight_is_the_mean_age_and_one() {
    let mut random = seeded(18);
    let printed = equation("total-and-age");
    for number in 0..1000 {
        let (beta, _, _) = case(number, 1, &mut random);
        printed.holds(&Bindings::new().scalar("\\beta", beta));
        // 0.99 to the power of 5000 is nothing beside 1.
        let total = sum_of_ones(beta, 5000);
        assert!((total - (mean_age(beta) + 1.0)).abs() < 1e-11 * total);
    }
}

/// Covers claim:lengths-differ.
#[test]
fn the_three_lengths_differ() {
    let claim = claim("lengths-differ");
    let [beta] = claim.numbers();
    assert_eq!(beta, BETA);
    let [half, age, size] = [half_life, mean_age, effective_size].map(|of| of(BETA));
    match claim.word(&[
        "is longer than the half-life",
        "is shorter than the half-life",
    ]) {
        "is longer than the half-life" => assert!(age > half),
        _ => assert!(age < half),
    }
    let times = match claim.word(&["twice the mean age", "half the mean age"]) {
        "twice the mean age" => 2.0,
        _ => 0.5,
    };
    match claim.word(&["more than twice", "less than twice", "more than half"]) {
        "less than twice" => assert!(size < times * age),
        _ => assert!(times == 2.0 && size > times * age),
    }
}

/// Covers fig:timescales.
#[test]
fn the_three_lengths_stand_on_the_axis_of_ages() {
    for (beta, last) in [(0.9, 25), (0.5, 5), (0.3, 5), (0.99, 250)] {
        let figure = Timescales { beta };
        let memory = figure.data().unwrap();
        assert_eq!(memory.weights, sum_weights(beta, last));
        let lengths = [half_life(beta), mean_age(beta), effective_size(beta)];
        assert_eq!(memory.lengths, lengths);
        let drawing = figure.drawing(&memory).unwrap();
        let window = Window {
            x: [0.0, last as f64],
            y: [0.0, 1.0],
        };
        // The weight halves with every half-life.
        let at = |age: f64| [age, 0.5_f64.powf(age / half_life(beta))];
        let curve: Vec<[f64; 2]> = (0..=8 * last).map(|n| at(n as f64 / 8.0)).collect();
        assert_drawn(&drawing, "momentum", window, &curve);
        let elements = elements(&drawing);
        let dots = of(&elements, "circle", "momentum").len();
        assert_eq!(dots, if last > 50 { 0 } else { last + 1 });
        // Both ages reach from the axis to the curve, the half-life to one
        // half; the count is a level line from zero on.
        let [half, mean, size] = lengths;
        for (role, length, name, from, to) in [
            ("flat", half, "half-life", [half, 0.0], [half, 0.5]),
            ("path", mean, "mean age", [mean, 0.0], at(mean)),
            (
                "steep",
                size,
                "effective size",
                [0.0, COUNTED],
                [size, COUNTED],
            ),
            ("contour", half, "", [0.0, 0.5], [half, 0.5]),
        ] {
            let [mark] = of(&elements, "polyline", role)[..] else {
                panic!("one line for the {name}");
            };
            assert!(distance(mark.points[0], place(window, from)) < 0.1);
            assert!(distance(mark.points[1], place(window, to)) < 0.1);
            if name.is_empty() {
                continue;
            }
            let number = rounded(length, 2);
            assert_eq!(texts(&drawing, role), [format!("{name} {number}")]);
        }
    }
    // The dots are drawn up to an axis of 50 steps.
    let drawing = draw(&Timescales { beta: 0.95 });
    assert_eq!(of(&elements(&drawing), "circle", "momentum").len(), 51);
}

/// At every position of the slider all three names are written.
#[test]
fn the_three_lengths_are_named_at_every_setting() {
    for hundredths in 0..=99 {
        let beta = f64::from(hundredths) / 100.0;
        let drawing = draw(&Timescales { beta });
        for role in ["flat", "path", "steep"] {
            assert_eq!(texts(&drawing, role).len(), 1, "{beta} {role}");
        }
    }
}

#[test]
fn the_axis_of_ages_has_room_for_the_longest_length() {
    for (length, end) in [
        (1.0, 2),
        (1.8, 2),
        (1.9, 5),
        (9.0, 10),
        (9.1, 25),
        (22.0, 25),
        (23.0, 50),
        (90.0, 100),
        (91.0, 250),
        (199.0, 250),
        (f64::NAN, 2),
        (f64::INFINITY, 250),
    ] {
        assert_eq!(last_age([0.1, length, 0.5]), end, "{length}");
    }
    // An axis that just fits is too short.
    assert_eq!(last_age([2.0 / 1.1 * 1.0001, 0.0, 0.0]), 5);
}
