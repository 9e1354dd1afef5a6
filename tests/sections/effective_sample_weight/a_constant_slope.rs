//! "A constant slope".

use formula::Bindings;
use listings::effective_sample_weight::{
    growth, newest_share, noisy_velocities, steps_to, total_weight, values,
};
use listings::figures::effective_sample_weight::ConstantGradient;
use listings::figures::{Drawing, Figure, Window};
use listings::leaky_averages::leaky_sum;
use listings::momentum_method::momentum_limit;
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation, figure};
use tests::states::seeded;

use super::{close, momenta, runs};

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

#[test]
fn a_velocity_takes_in_its_gradients_one_by_one() {
    assert_eq!(
        leaky_sum(&[1.0, 2.0, -4.0], 0.5).unwrap(),
        [0.0, 1.0, 2.5, -2.75]
    );
    assert_eq!(leaky_sum(&[], 0.5).unwrap(), [0.0]);
    for wrong in [1.0, -0.1, f64::NAN] {
        let refusal = leaky_sum(&[1.0], wrong).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
        let refusal = noisy_velocities(1, wrong, 2, 3).unwrap_err().to_string();
        assert!(refusal.starts_with("beta is "), "{refusal}");
    }
    for (streams, steps) in [(1001, 1000), (2, usize::MAX)] {
        let refusal = noisy_velocities(1, 0.5, streams, steps).unwrap_err();
        assert!(refusal.to_string().starts_with("steps is "), "{refusal}");
    }
}

/// Covers lst:growth.
#[test]
fn the_growth_is_that_of_the_velocities() {
    for beta in momenta(1).step_by(10) {
        let all = leaky_sum(&[1.0; 50], beta).unwrap();
        for (steps, v) in all.iter().enumerate() {
            assert!(close(*v, growth(beta, steps)), "{beta} {steps}");
        }
        assert!(close(growth(beta, 10_000), total_weight(beta)));
    }
}

#[test]
fn the_steps_to_a_share_are_the_first_that_have_it() {
    for beta in momenta(2) {
        for share in [0.5, 0.632, 0.99] {
            let steps = steps_to(share, beta);
            let reached = |steps| growth(beta, steps) / total_weight(beta) >= share;
            assert!(steps >= 1);
            // Where the share is hit exactly, rounding may say either.
            let exact = |steps| close(growth(beta, steps) / total_weight(beta), share);
            assert!(reached(steps) || exact(steps), "{beta} {share}");
            assert!(steps == 1 || !reached(steps - 1) || exact(steps - 1));
        }
    }
    let known = [(0.0, 1), (0.5, 7), (0.9, 44), (0.99, 459)];
    assert!(known.iter().all(|(beta, n)| steps_to(0.99, *beta) == *n));
}

/// Covers eq:constant-velocity.
#[test]
fn the_printed_sum_is_that_of_equal_gradients() {
    let sum = equation("constant-velocity");
    for (gradients, v, beta, t) in runs(12, true) {
        let bindings = Bindings::new()
            .sequence("v", 0, v)
            .scalar("g", gradients[0])
            .integer("t", t)
            .scalar("\\beta", beta);
        sum.holds(&bindings);
    }
}

/// Covers eq:velocity-limit.
#[test]
fn the_printed_limit_is_that_of_the_velocities() {
    let printed = equation("velocity-limit");
    let mut random = seeded(13);
    for beta in momenta(13) {
        let g = random.between(-3.0, 3.0);
        let late = leaky_sum(&vec![g; 3500], beta).unwrap()[3500];
        let bindings = Bindings::new()
            .scalar("v_\\infty", late)
            .scalar("g", g)
            .scalar("\\beta", beta);
        printed.holds(&bindings);
        assert!(close(late, g * total_weight(beta)));
    }
}

/// Covers eq:weight-reached.
#[test]
fn the_printed_number_of_steps_is_where_the_listing_arrives() {
    let printed = equation("weight-reached");
    for beta in momenta(14).filter(|beta| *beta > 0.0) {
        let first = steps_to(0.99, beta);
        // At β = 0.01 step 1 meets both conditions with equality.
        for t in [first, first + 1, first - 1, 2 * first] {
            let bindings = Bindings::new()
                .integer("t", t as i64)
                .scalar("\\beta", beta);
            assert!(printed.is_met(&bindings), "{beta} {t}");
        }
        assert!(newest_share(beta, first as f64) >= 0.99 - 1e-12);
        assert!(first == 1 || newest_share(beta, first as f64 - 1.0) < 0.99);
    }
}

/// Covers claim:weight-hundred.
#[test]
fn a_step_becomes_a_hundred_times_as_long_in_the_end() {
    let claim = claim("weight-hundred");
    let [beta, times, percent, first] = claim.numbers();
    assert_eq!(
        claim.word(&["times as long", "times as short"]),
        "times as long"
    );
    // As long as one without momentum, whose growth is 1 at every step.
    match claim.word(&["as one without momentum", "as one with momentum"]) {
        "as one without momentum" => assert!(close(times, total_weight(beta) / growth(0.0, 1))),
        _ => assert!(close(times, total_weight(beta) / growth(beta, 1_000_000))),
    }
    let first = first as usize;
    let off = |steps| 100.0 * (1.0 - growth(beta, steps) / times);
    match claim.word(&["is within 1", "is beyond 1"]) {
        "is within 1" => assert!(off(first) <= percent && off(first - 1) > percent),
        _ => assert!(off(first) > percent && off(first - 1) <= percent),
    }
}

/// Covers claim:weight-same-speed.
#[test]
fn equal_ratios_of_step_size_give_equal_speeds() {
    let claim = claim("weight-same-speed");
    let [slope, plain, heavy, beta, later, length] = claim.numbers();
    let moved = |eta: f64, beta: f64| {
        let v = leaky_sum(&vec![slope; later as usize], beta).unwrap();
        eta * v[later as usize]
    };
    // Half of the last digit that is printed.
    let printed = |x: f64| (x - length).abs() < 0.0005;
    let first = match claim.word(&["0.4 without momentum", "0.4 with momentum"]) {
        "0.4 without momentum" => 0.0,
        _ => beta,
    };
    let second = match claim.word(&["0.04 with β", "0.04 without β"]) {
        "0.04 with β" => beta,
        _ => 0.0,
    };
    match claim.word(&[
        "speed: with both",
        "speed: without both",
        "speed: with neither",
    ]) {
        "speed: with both" => {
            assert!(printed(moved(plain, first)) && printed(moved(heavy, second)));
        }
        _ => assert!(!printed(moved(plain, first)) && !printed(moved(heavy, second))),
    }
    assert!(close(plain * total_weight(0.0), heavy * total_weight(beta)));
}

/// Covers claim:weight-limit-grows.
#[test]
fn the_limit_of_the_step_grows_less_than_the_speed() {
    let claim = claim("weight-limit-grows");
    let [none, high, limit, speed] = claim.numbers();
    assert_eq!(none, 0.0);
    let grown = |beta| momentum_limit(beta, 3.0) / momentum_limit(none, 3.0);
    // Half of the last digit that is printed.
    assert!((limit - grown(high)).abs() < 0.005);
    assert!(close(speed, total_weight(high) / total_weight(none)));
    let larger = momenta(24).all(|beta| grown(beta) < 2.0);
    match claim.word(&["for no β twice", "for every β twice", "for no β half"]) {
        "for no β twice" => assert!(larger),
        _ => assert!(!larger),
    }
    // Both grow, for one and the same η.
    for words in [
        ["becomes 1.99 times as large", "becomes 1.99 times as small"],
        ["becomes 100 times as large", "becomes 100 times as small"],
        ["and for no β twice as large", "and for no β twice as small"],
        ["with the same η", "without the same η"],
        ["long-run speed", "short-run speed"],
        [
            "limit of the step size becomes",
            "limit of the speed becomes",
        ],
    ] {
        assert_eq!(claim.word(&words), words[0]);
    }
}

/// Covers fig:constant-gradient.
#[test]
fn the_growth_is_drawn_with_its_limit_and_its_marks() {
    for (beta, steps, marks) in [
        (0.9, 60, [10, 44]),
        (0.5, 12, [2, 7]),
        (0.99, 600, [99, 459]),
    ] {
        let figure = ConstantGradient { beta, steps };
        let growth = figure.data().unwrap();
        assert_eq!(
            growth.velocities,
            leaky_sum(&vec![1.0; steps], beta).unwrap()
        );
        assert_eq!(growth.limit, total_weight(beta));
        assert_eq!(growth.marks, [(63, marks[0]), (99, marks[1])]);
        let drawing = figure.drawing(&growth).unwrap();
        let window = Window {
            x: [0.0, steps as f64],
            y: [0.0, 1.2 * total_weight(beta)],
        };
        let line: Vec<[f64; 2]> = growth
            .velocities
            .iter()
            .enumerate()
            .map(|(step, v)| [step as f64, *v])
            .collect();
        assert_drawn(&drawing, "momentum", window, &line);
        let level = [[0.0, growth.limit], [steps as f64, growth.limit]];
        assert_drawn(&drawing, "contour", window, &level);
        let elements = elements(&drawing);
        let discs = of(&elements, "circle", "start");
        for (disc, step) in discs.iter().zip(marks) {
            assert!(distance(disc.points[0], place(window, line[step])) < 0.1);
        }
        let shown = marks.iter().filter(|step| **step <= steps).count();
        assert_eq!(discs.len(), shown);
        let notes: Vec<_> = elements.iter().map(|e| e.text.as_str()).collect();
        let texts = [
            format!("limit {}", total_weight(beta).round()),
            format!("≥ 63 % from step {}", marks[0]),
            format!("≥ 99 % from step {}", marks[1]),
        ];
        for text in texts {
            assert!(notes.contains(&text.as_str()), "{text} in {notes:?}");
        }
        let rows = drawing.table.rows;
        assert_eq!(rows.len(), steps + 1);
        assert_eq!(rows[marks[0]][0], marks[0].to_string());
        let percent: f64 = rows[marks[1]][2].parse().unwrap();
        // The table is rounded to a tenth.
        assert!(percent >= 98.95);
    }
    // Before the marks none is drawn.
    let early = draw(&ConstantGradient {
        beta: 0.99,
        steps: 50,
    });
    assert!(of(&elements(&early), "circle", "start").is_empty());
}

/// Covers fig:constant-gradient, fig:weights, fig:velocity-noise,
/// fig:signal-to-noise.
#[test]
fn the_figures_show_the_momentum_that_the_text_describes() {
    let values = values().unwrap();
    let value = |name| values.iter().find(|v| v.0 == name).expect(name).1;
    for (label, more) in [
        ("constant-gradient", "&steps=60"),
        ("weights", ""),
        ("velocity-noise", "&sample=1"),
        ("signal-to-noise", ""),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, label);
        let entry = listings::figures::find(label).unwrap();
        let told = format!("beta={}{more}", value("beta"));
        assert_eq!(entry.full_state(&state).unwrap(), told, "{label}");
    }
}
