//! "Smooth or prompt".

use formula::Bindings;
use listings::figures::Figure;
use listings::figures::leaky_averages::Smoothing;
use listings::leaky_averages::{
    corrected_average, leaky_sum, mean_age, rms_error, stream, true_gradient,
};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation};
use tests::states::seeded;

use super::{BETA, SIGMA, STEPS, average_error, case, rounded, texts};

#[test]
fn the_stream_is_the_truth_and_noise_of_the_size_that_is_asked_for() {
    let truth: Vec<f64> = (1..=100).map(true_gradient).collect();
    assert_eq!(stream(0.0), truth);
    assert_eq!(rms_error(&truth), 0.0);
    assert_eq!(
        [0, 1, 20, 40, 60, 61, 80, 81, 100].map(true_gradient),
        [1.0, 1.0, 1.0, 2.0, 3.0, 3.0, 3.0, 2.0, 2.0]
    );
    assert!((true_gradient(21) - 1.05).abs() < 1e-12);
    // A hundred squares of normal numbers: 1 ± 0.14, and its root half that.
    assert!((rms_error(&stream(0.5)) - 0.5).abs() < 3.0 * 0.5 * 0.07);
    assert!((rms_error(&stream(1.0)) - 2.0 * rms_error(&stream(0.5))).abs() < 1e-12);
    assert!((rms_error(&[4.0, 5.0]) - 12.5_f64.sqrt()).abs() < 1e-12);
}

/// Covers eq:rise, eq:ramp.
#[test]
fn on_a_ramp_the_average_is_late_by_the_mean_age() {
    let mut random = seeded(19);
    let (rise, printed) = (equation("rise"), equation("ramp"));
    let ramp: Vec<f64> = (1..=5000).map(f64::from).collect();
    for number in 0..1000 {
        let (beta, _, t) = case(number, 1, &mut random);
        let averages = corrected_average(&ramp[..t as usize + 2], beta).unwrap();
        // The gradients that were averaged.
        let gradients = Bindings::new().sequence("g", 1, ramp.iter().copied());
        rise.holds(&gradients.integer("t", t));
        printed.holds(
            &Bindings::new()
                .scalar("\\beta", beta)
                .integer("t", t)
                .sequence("\\hat m", 0, averages),
        );
    }
    for beta in [0.0, 0.5, 0.9, 0.99] {
        // 0.99 to the power of 5000 is 1.5e-22; roundings of numbers to 5000.
        let average = corrected_average(&ramp, beta).unwrap()[5000];
        assert!((5000.0 - average - mean_age(beta)).abs() < 1e-8, "{beta}");
    }
}

/// How many steps the average is behind the true gradient at step 60.
fn delay(gradients: &[f64]) -> f64 {
    let average = corrected_average(gradients, BETA).unwrap()[60];
    let slope = (true_gradient(60) - true_gradient(20)) / 40.0;
    (true_gradient(60) - average) / slope
}

/// Covers claim:lag.
#[test]
fn at_the_end_of_the_rise_the_average_is_late_by_nearly_the_mean_age() {
    let claim = claim("lag");
    let [step, steps, age] = claim.numbers();
    claim.says("mean age after many steps");
    let sigma = match claim.word(&["Without noise", "With noise"]) {
        "Without noise" => 0.0,
        _ => SIGMA,
    };
    assert_eq!(steps, rounded(delay(&stream(sigma)).abs(), 1));
    assert!((age - mean_age(BETA)).abs() < 1e-12);
    match claim.word(&["steps behind", "steps ahead"]) {
        "steps behind" => assert!(delay(&stream(sigma)) > 0.0),
        _ => assert!(delay(&stream(sigma)) < 0.0),
    }
    // The end of the rise.
    let t = step as usize;
    assert!(true_gradient(t - 1) < true_gradient(t));
    assert_eq!(true_gradient(t), true_gradient(t + 1));
    assert_eq!(
        claim.word(&["end of the rise", "start of the rise"]),
        "end of the rise"
    );
}

/// Covers claim:trade.
#[test]
fn a_shorter_memory_keeps_more_noise_and_reacts_sooner() {
    let claim = claim("trade");
    let [long, dots, beta, short] = claim.numbers();
    let sigma = match claim.word(&["With the noise", "Without the noise"]) {
        "With the noise" => SIGMA,
        _ => 0.0,
    };
    let [dots_error, short_error, long_error] =
        [0.0, beta, BETA].map(|beta| average_error(beta, sigma));
    assert_eq!(
        [long, dots, short],
        [long_error, dots_error, short_error].map(|error| rounded(error, 2))
    );
    assert_eq!(dots_error, rms_error(&stream(sigma)));
    match claim.word(&["nearer to", "farther from", "farther to"]) {
        "nearer to" => assert!(long_error < dots_error),
        _ => assert!(long_error > dots_error),
    }
    match claim.word(&["does better", "does worse"]) {
        "does better" => assert!(short_error < long_error),
        _ => assert!(short_error > long_error),
    }
    // What the noise alone leaves in the average: it is linear.
    let noise = |beta: f64| -> f64 {
        let [noisy, clear] = [sigma, 0.0].map(|s| corrected_average(&stream(s), beta).unwrap());
        let left = noisy.iter().zip(&clear).map(|(a, b)| a - b);
        left.map(|d| d * d).sum()
    };
    match claim.word(&["averages out less", "averages out more"]) {
        "averages out less" => assert!(noise(beta) > noise(BETA)),
        _ => assert!(noise(beta) < noise(BETA)),
    }
    let late = |beta: f64| 3.0 - corrected_average(&stream(0.0), beta).unwrap()[60];
    match claim.word(&["reacts sooner", "reacts later"]) {
        "reacts sooner" => assert!(late(beta) < late(BETA) && mean_age(beta) < mean_age(BETA)),
        _ => assert!(late(beta) > late(BETA)),
    }
}

/// Covers claim:steady.
#[test]
fn the_longer_memory_is_nearer_only_at_the_start() {
    let claim = claim("steady");
    let [steps, long, short] = claim.numbers();
    let distance = |beta: f64, from: usize, to: usize| -> f64 {
        let average = corrected_average(&stream(SIGMA), beta).unwrap();
        let squares = (from..=to).map(|t| (average[t] - true_gradient(t)).powi(2));
        (squares.sum::<f64>() / (to - from + 1) as f64).sqrt()
    };
    let ends = [1, 21, 61, 81, 101];
    let parts = ends.windows(2).map(|pair| (pair[0], pair[1] - 1));
    let distances: Vec<[f64; 2]> = parts
        .map(|(from, to)| [BETA, 0.7].map(|beta| distance(beta, from, to)))
        .collect();
    // Between the ends the true gradient stays or rises evenly.
    let slope = |t: usize| true_gradient(t + 1) - true_gradient(t);
    let bends: Vec<usize> = (2..100)
        .filter(|&t| (slope(t) - slope(t - 1)).abs() > 1e-9)
        .collect();
    assert_eq!(bends, [20, 60, 80, 81]);
    claim.says("Of the four parts");
    assert_eq!(distances.len(), 4);
    let nearer = |[long, short]: &[f64; 2]| long < short;
    let named = match claim.word(&["only in the first", "only in the second"]) {
        "only in the first" => 0,
        _ => 1,
    };
    let word = claim.word(&["longer memory is nearer", "longer memory is farther"]);
    for (part, pair) in distances.iter().enumerate() {
        let holds = nearer(pair) == (word == "longer memory is nearer");
        assert_eq!(holds, part == named, "part {part}");
    }
    assert_eq!(steps as usize, ends[1] - 1);
    assert_eq!([long, short], distances[0].map(|d| rounded(d, 2)));
    assert!(mean_age(BETA) > mean_age(0.7));
    // A shorter memory would be the other one.
    claim.says("the longer memory");
    assert!((1..20).all(|t| slope(t) == 0.0));
    claim.says("at the same level");
}

/// Covers fig:smoothing, lst:stream.
#[test]
fn the_stream_its_truth_and_its_average_are_drawn() {
    let steps = |stream: &[f64]| -> Vec<[f64; 2]> {
        let steps = (1..).zip(stream);
        steps.map(|(t, g)| [f64::from(t), *g]).collect()
    };
    let truth: Vec<f64> = (1..=100).map(true_gradient).collect();
    for (beta, sigma) in [(0.9, 0.5), (0.0, 0.8), (0.99, 0.8), (0.97, 0.0)] {
        let figure = Smoothing { beta, sigma };
        let data = figure.data().unwrap();
        assert_eq!(data.gradients, stream(sigma));
        let average = corrected_average(&data.gradients, beta).unwrap();
        assert_eq!(data.average, average);
        assert_eq!(data.sum, leaky_sum(&data.gradients, beta).unwrap());
        let drawing = figure.drawing(&data).unwrap();
        assert_drawn(&drawing, "momentum", STEPS, &steps(&data.average[1..]));
        assert_drawn(&drawing, "optimum", STEPS, &steps(&truth));
        let elements = elements(&drawing);
        let dots = of(&elements, "circle", "contour");
        // All of them are in the frame, however large the noise.
        assert_eq!(dots.len(), 100);
        for (dot, gradient) in dots.iter().zip(steps(&data.gradients)) {
            assert!(distance(dot.points[0], place(STEPS, gradient)) < 0.1);
        }
        assert_eq!(texts(&drawing, "optimum"), ["true gradient"]);
        assert_eq!(texts(&drawing, "momentum"), ["corrected average"]);
    }
}
