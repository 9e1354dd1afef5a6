//! Holds the section "Leaky averages" to its word.

use formula::Bindings;
use listings::figures::leaky_averages::{
    COUNTED, Curve, GUIDES, Impulse, ImpulseAverage, Memory, Smoothed, Smoothing, Timescales,
    last_age,
};
use listings::figures::{Drawing, Figure, Window};
use listings::leaky_averages::{
    DATA, corrected_average, effective_size, half_life, leaky_average, leaky_sum, mean_age,
    mean_gradient, mean_loss, rms_error, stream, true_gradient,
};
use tests::drawn::{assert_drawn, distance, elements, of, place};
use tests::printed::{claim, equation, figure};
use tests::states::{Seeded, seeded};
use tests::told::{assert_told, is, leads};

const BETA: f64 = 0.9;
const SIGMA: f64 = 0.5;

fn draw<F: Figure>(figure: &F) -> Drawing {
    figure.drawing(&figure.data().unwrap()).unwrap()
}

/// A stream of `steps` gradients.
fn gradients(steps: usize, random: &mut Seeded) -> Vec<f64> {
    (0..steps).map(|_| random.between(-5.0, 5.0)).collect()
}

/// The leaky sum of `steps` gradients of 1.
fn sum_of_ones(beta: f64, steps: usize) -> f64 {
    leaky_sum(&vec![1.0; steps], beta).unwrap()[steps]
}

/// The leaky average of `steps` gradients of 1.
fn average_of_ones(beta: f64, steps: usize) -> f64 {
    leaky_average(&vec![1.0; steps], beta).unwrap()[steps]
}

/// What the leaky sum keeps of a gradient of 1, by its age.
fn sum_weights(beta: f64, ages: usize) -> Vec<f64> {
    let mut stream = vec![0.0; ages + 1];
    stream[0] = 1.0;
    leaky_sum(&stream, beta).unwrap().split_off(1)
}

/// What the leaky average keeps of a gradient of 1, by its age.
fn average_weights(beta: f64, ages: usize) -> Vec<f64> {
    let mut stream = vec![0.0; ages + 1];
    stream[0] = 1.0;
    leaky_average(&stream, beta).unwrap().split_off(1)
}

fn average_error(beta: f64, sigma: f64) -> f64 {
    rms_error(&corrected_average(&stream(sigma), beta).unwrap()[1..])
}

/// The number as it is printed, with this many decimals.
fn rounded(x: f64, decimals: usize) -> f64 {
    format!("{x:.decimals$}").parse().unwrap()
}

#[test]
fn the_gradient_is_the_slope_of_the_mean_loss() {
    let mut random = seeded(1);
    for _ in 0..1000 {
        let data = gradients(1 + random.between(0.0, 9.0) as usize, &mut random);
        let (x, h) = (random.between(-5.0, 5.0), 1e-3);
        let slope = (mean_loss(x + h, &data) - mean_loss(x - h, &data)) / (2.0 * h);
        // Exact for a quadratic, but for the rounding of numbers up to 50.
        assert!((slope - mean_gradient(x, &data)).abs() < 1e-10);
    }
    assert_eq!(mean_loss(1.0, &[1.0, 3.0]), 1.0);
    assert_eq!(mean_gradient(1.0, &[1.0, 4.0]), -1.5);
    assert_eq!(DATA.iter().sum::<f64>(), 8.0);
}

#[test]
fn sums_and_averages_start_at_zero_and_have_an_entry_for_every_step() {
    // Powers of two: nothing is rounded.
    let stream = [1.0, 2.0, -4.0];
    assert_eq!(leaky_sum(&stream, 0.5).unwrap(), [0.0, 1.0, 2.5, -2.75]);
    assert_eq!(
        leaky_average(&stream, 0.5).unwrap(),
        [0.0, 0.5, 1.25, -1.375]
    );
    let corrected = corrected_average(&stream, 0.5).unwrap();
    assert_eq!(corrected, [0.0, 1.0, 1.25 / 0.75, -1.375 / 0.875]);
    assert_eq!(leaky_sum(&[], 0.5).unwrap(), [0.0]);
    assert_eq!(leaky_sum(&stream, 0.0).unwrap()[1..], stream);
    assert_eq!(corrected_average(&stream, 0.0).unwrap()[1..], stream);
}

#[test]
fn a_share_outside_of_its_range_is_refused() {
    for beta in [-0.1, 1.0, f64::NAN] {
        for average in [leaky_sum, leaky_average, corrected_average] {
            let refusal = average(&[1.0], beta).unwrap_err().to_string();
            let start = format!("beta is {beta}; it must be at least 0");
            assert!(refusal.starts_with(&start), "{refusal}");
        }
    }
}

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

/// Covers eq:mean-loss, eq:mean-gradient, lst:mean_gradient.
#[test]
fn the_printed_loss_and_gradient_are_those_that_run() {
    let mut random = seeded(11);
    let (loss, slope) = (equation("mean-loss"), equation("mean-gradient"));
    for case in 0..1000 {
        let data = match case {
            0 => DATA.to_vec(),
            1 => vec![2.5],
            _ => gradients(1 + random.between(0.0, 9.0) as usize, &mut random),
        };
        let bindings = || {
            Bindings::new()
                .scalar("x", if case == 1 { 2.5 } else { data[0] + 0.7 })
                .integer("n", data.len() as i64)
                .vector("a", &data)
        };
        loss.holds(&bindings().function("f", |x| Ok(mean_loss(x.real(0)?, &data).into())));
        let mean = data.iter().sum::<f64>() / data.len() as f64;
        slope.holds(
            &bindings()
                .scalar("\\bar a", mean)
                .function("f'", |x| Ok(mean_gradient(x.real(0)?, &data).into())),
        );
    }
}

/// A β, its ends among the first cases, a stream, and a step of it from
/// `first` on.
fn case(number: usize, first: usize, random: &mut Seeded) -> (f64, Vec<f64>, i64) {
    let beta = match number {
        0 => 0.0,
        1 => 0.99,
        _ => random.between(0.01, 0.99),
    };
    let t = first + random.between(0.0, 9.0) as usize;
    // The stream is longer than what is asked of it.
    (beta, gradients(t + 2, random), t as i64)
}

fn bind<'a>(beta: f64, stream: &[f64], t: i64) -> Bindings<'a> {
    Bindings::new()
        .scalar("\\beta", beta)
        .integer("t", t)
        .sequence("g", 1, stream.iter().copied())
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

/// Covers eq:leaky-average, eq:proportional, eq:corrected, lst:leaky_average, lst:corrected_average.
#[test]
fn the_printed_averages_are_those_that_run() {
    let mut random = seeded(14);
    let (step, proportional) = (equation("leaky-average"), equation("proportional"));
    let corrected = equation("corrected");
    for number in 0..1000 {
        let (beta, stream, t) = case(number, 1, &mut random);
        let averages = || leaky_average(&stream, beta).unwrap();
        step.holds(&bind(beta, &stream, t).sequence("m", 0, averages()));
        let bindings = || {
            Bindings::new()
                .scalar("\\beta", beta)
                .integer("t", t)
                .sequence("m", 0, averages())
        };
        proportional.holds(&bindings().sequence("v", 0, leaky_sum(&stream, beta).unwrap()));
        let hats = corrected_average(&stream, beta).unwrap();
        corrected.holds(&bindings().sequence("\\hat m", 0, hats));
        // A proper average: its weights add up to 1 and fall by the factor β.
        let t = t as usize;
        let weight = |age: usize| {
            let mut single = vec![0.0; t];
            single[t - 1 - age] = 1.0;
            corrected_average(&single, beta).unwrap()[t]
        };
        let total: f64 = (0..t).map(weight).sum();
        assert!((total - 1.0).abs() < 1e-12);
        assert!((1..t).all(|age| (weight(age) - beta * weight(age - 1)).abs() < 1e-15));
    }
}

/// Covers eq:start-bias.
#[test]
fn the_average_of_equal_gradients_starts_too_small() {
    let mut random = seeded(15);
    let printed = equation("start-bias");
    for number in 0..1000 {
        let (beta, stream, t) = case(number, 1, &mut random);
        let g = stream[0];
        let equal = vec![g; stream.len()];
        printed.holds(
            &Bindings::new()
                .scalar("\\beta", beta)
                .integer("t", t)
                .scalar("g", g)
                .sequence("m", 0, leaky_average(&equal, beta).unwrap()),
        );
        let corrected = corrected_average(&equal, beta).unwrap();
        // Some ten roundings, divided by 1 − β at least 0.01.
        assert!((corrected[t as usize] - g).abs() < 1e-12 * g.abs());
    }
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

/// Covers eq:mean-age, eq:effective-size.
#[test]
fn mean_age_and_effective_size_are_what_the_page_prints() {
    let mut random = seeded(17);
    let (age, size) = (equation("mean-age"), equation("effective-size"));
    for number in 0..1000 {
        // At t = 1 the mean age is 0, which rounding spares at powers of two.
        let first = if number == 0 { 1 } else { 2 };
        let (beta, _, mut t) = case(number + 1, first, &mut random);
        let beta = if number == 0 { 0.5 } else { beta };
        t = if number == 0 { 1 } else { t };
        let bindings = || Bindings::new().scalar("\\beta", beta).integer("t", t);
        age.holds(&bindings());
        size.holds(&bindings());
    }
    // What is left after many steps are the functions of the listing.
    for beta in [0.5, 0.9, 0.99] {
        let t = 5000.0_f64;
        let bound = |t: f64| Bindings::new().scalar("\\beta", beta).scalar("t", t);
        age.holds(&bound(t));
        size.holds(&bound(t));
        let weights = sum_weights(beta, 4999);
        let total: f64 = weights.iter().sum();
        let ages: f64 = (0..).zip(&weights).map(|(a, w)| f64::from(a) * w).sum();
        assert!((ages / total - mean_age(beta)).abs() < 1e-9);
    }
}

/// Covers eq:equal-weights.
#[test]
fn the_noise_of_equal_weights_is_divided_by_their_number() {
    let mut random = seeded(20);
    let printed = equation("equal-weights");
    for case in 0..1000 {
        let k = [1, 2].get(case).copied();
        let k = k.unwrap_or_else(|| 1 + random.between(0.0, 50.0) as i64);
        // The noise of a stream, the weight of the first age.
        let sigma = random.between(0.1, 2.0);
        let w = average_weights(random.between(0.0, 0.99), 0)[0];
        let bindings = Bindings::new().scalar("\\sigma", sigma);
        printed.holds(&bindings.integer("k", k).scalar("w", w));
    }
    // The two rules before it: many sums of noise, weighted as by β = 0.5.
    // The squares of 20 000 normal numbers are on average 1 ± 0.01.
    let noise = listings::seeded::Seeded::new(3).gaussians(200_000);
    let weights = sum_weights(0.5, 9);
    let squares = noise.chunks(10).map(|z| {
        let sum: f64 = z.iter().zip(&weights).map(|(z, w)| z * w).sum();
        sum * sum
    });
    let variance = squares.sum::<f64>() / 20_000.0;
    let of_weights: f64 = weights.iter().map(|w| w * w).sum();
    assert!((variance / of_weights - 1.0).abs() < 0.03);
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

/// Covers claim:batches-disagree.
#[test]
fn the_minibatches_disagree() {
    let claim = claim("batches-disagree");
    let gradients: [f64; 4] = claim.numbers();
    let computed: Vec<f64> = DATA.chunks(2).map(|b| mean_gradient(0.0, b)).collect();
    assert_eq!(gradients[..], computed);
    let truth = mean_gradient(0.0, &DATA);
    match claim.word(&["none of them is right", "all of them is right"]) {
        "none of them is right" => assert!(computed.iter().all(|g| *g != truth)),
        _ => assert!(computed.iter().all(|g| *g == truth)),
    }
    match claim.word(&["is positive", "is negative"]) {
        "is positive" => assert!(computed[2] > 0.0 && truth < 0.0),
        _ => assert!(computed[2] < 0.0),
    }
    assert_eq!(claim.word(&["the third is"]), "the third is");
}

/// Covers claim:batches-agree.
#[test]
fn the_minibatches_agree_on_average() {
    let claim = claim("batches-agree");
    let [mean] = claim.numbers();
    let computed: Vec<f64> = DATA.chunks(2).map(|b| mean_gradient(0.0, b)).collect();
    assert_eq!(mean, computed.iter().sum::<f64>() / 4.0);
    assert_eq!(mean, mean_gradient(0.0, &DATA));
    // The opposite, "none four", is no sentence.
    assert_eq!(claim.word(&["mean of all four is"]), "mean of all four is");
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

/// Covers claim:crossing.
#[test]
fn a_larger_beta_weighs_the_old_more() {
    let claim = claim("crossing");
    let [large, small, up_to, from] = claim.numbers();
    assert_eq!([large, small], [0.95, BETA]);
    let pairs: Vec<(f64, f64)> = average_weights(large, 500)
        .into_iter()
        .zip(average_weights(small, 500))
        .collect();
    let (young, old) = pairs.split_at(from as usize);
    assert_eq!(young.len() as f64 - 1.0, up_to);
    let holds = |word: &str, (a, b): &(f64, f64)| if word == "less" { a < b } else { a > b };
    let word = claim.word(&["has less weight", "has more weight"]);
    let word = word.split(' ').nth(1).unwrap();
    assert!(young.iter().all(|pair| holds(word, pair)));
    let word = claim.word(&["and less weight", "and more weight"]);
    let word = word.split(' ').nth(1).unwrap();
    assert!(old.iter().all(|pair| holds(word, pair)));
    assert_eq!(claim.word(&["up to", "down to"]), "up to");
    assert_eq!(claim.word(&["With β", "Without β"]), "With β");
}

/// Covers claim:most-weight.
#[test]
fn the_least_beta_weighs_the_newest_most_and_the_largest_the_old() {
    let claim = claim("most-weight");
    let [low, high, oldest] = claim.numbers();
    let extreme = |word: &str, of: &dyn Fn(f64) -> f64| {
        let better = |a: f64, b: f64| if word == "most" { a > b } else { a < b };
        let best = |a: f64, b: f64| if better(of(b), of(a)) { b } else { a };
        GUIDES.into_iter().reduce(best).unwrap()
    };
    let least = GUIDES.into_iter().fold(1.0, f64::min);
    let largest = GUIDES.into_iter().fold(0.0, f64::max);
    match claim.word(&["The smallest β", "The largest β"]) {
        "The smallest β" => assert_eq!(low, least),
        _ => assert_eq!(low, largest),
    }
    match claim.word(&["and the largest", "and the smallest"]) {
        "and the largest" => assert_eq!(high, largest),
        _ => assert_eq!(high, least),
    }
    let word = claim.word(&["newest gradient the most", "newest gradient the least"]);
    let word = word.rsplit(' ').next().unwrap();
    assert_eq!(extreme(word, &|beta| average_weights(beta, 0)[0]), low);
    let word = claim.word(&["gives the most to", "gives the least to"]);
    let word = word.split(' ').nth(2).unwrap();
    let age = oldest as usize;
    let old = |beta: f64| average_weights(beta, age)[age];
    assert_eq!(extreme(word, &old), high);
    // The last age of the figure.
    assert_eq!(oldest, WEIGHTS.x[1]);
}

/// Covers claim:start-too-small.
#[test]
fn the_first_averages_are_small_parts() {
    let claim = claim("start-too-small");
    let [beta, first, later, step] = claim.numbers();
    assert_eq!([beta, step], [BETA, 10.0]);
    let percent = |t: usize| rounded(100.0 * average_of_ones(BETA, t), 0);
    match claim.word(&["the first step", "the second step"]) {
        "the first step" => assert_eq!(first, percent(1)),
        _ => assert_eq!(first, percent(2)),
    }
    assert_eq!(later, percent(10));
    // Before the first step there is nothing.
    let after = claim.word(&["after the first", "before the first"]);
    assert_eq!(after, "after the first");
    assert_eq!(claim.word(&["after step", "before step"]), "after step");
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

const WEIGHTS: Window = Window {
    x: [0.0, 20.0],
    y: [0.0, 1.0],
};

const DECADES: Window = Window {
    x: [0.0, 20.0],
    y: [-4.0, 0.5],
};

fn line(weights: &[f64], height: fn(f64) -> f64) -> Vec<[f64; 2]> {
    let points = (0..).zip(weights);
    points
        .map(|(age, w)| [f64::from(age), height(*w)])
        .collect()
}

/// Writing of one role, in the order of the picture.
fn texts(drawing: &Drawing, role: &str) -> Vec<String> {
    let elements = elements(drawing);
    let texts = of(&elements, "text", role);
    texts.iter().map(|e| e.text.clone()).collect()
}

/// Where the middle of this writing stands.
fn middle(drawing: &Drawing, text: &str) -> [f64; 2] {
    let elements = elements(drawing);
    let found = elements.iter().find(|e| e.text == text);
    found
        .unwrap_or_else(|| panic!("{text} is not written"))
        .points[0]
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
    // With β = 0 the sum is the newest gradient and nothing else.
    let newest = leaky_sum(&stream(SIGMA), 0.0).unwrap();
    assert_eq!(newest[1..], stream(SIGMA));
}

/// Covers fig:impulse-average.
#[test]
fn the_weights_of_the_average_are_drawn_as_logarithms() {
    let shown = ImpulseAverage::default();
    let curves = shown.data().unwrap();
    let betas: Vec<f64> = curves.iter().map(|curve| curve.beta).collect();
    assert_eq!(betas, [0.9, 0.95, 0.9, 0.6, 0.0]);
    for curve in &curves {
        assert_eq!(curve.weights, average_weights(curve.beta, 20));
        let seen: &[f64] = if curve.beta == 0.0 {
            &[1.0]
        } else {
            &curve.weights
        };
        let guide = Curve {
            beta: 0.3,
            ..curve.clone()
        };
        let drawing = shown.drawing(&vec![curve.clone(), guide]).unwrap();
        for role in ["momentum", "contour"] {
            assert_drawn(&drawing, role, DECADES, &line(seen, f64::log10));
        }
    }
    let drawing = draw(&shown);
    let elements = elements(&drawing);
    assert_eq!(of(&elements, "circle", "momentum").len(), 21);
    // The only weight of β = 0 is a single point at the top.
    let [dot] = of(&elements, "circle", "contour")[..] else {
        panic!("one guide is a point");
    };
    assert!(distance(dot.points[0], place(DECADES, [0.0, 0.0])) < 0.1);
    // Its name stands right beside it.
    let name = middle(&drawing, "β = 0");
    assert!((name[1] - dot.points[0][1]).abs() < 6.0);
    assert!(name[0] - dot.points[0][0] < 40.0);
    assert_eq!(texts(&drawing, "momentum"), ["β = 0.9"]);
    for name in ["β = 0.95", "β = 0.6", "β = 0"] {
        assert!(texts(&drawing, "text").contains(&name.to_owned()));
    }
}

/// At the page's setting each name stands nearer to its own curve than to any
/// other.
#[test]
fn each_curve_is_named_where_it_is() {
    let near = |curve: &[[f64; 2]], window: Window, at: [f64; 2]| {
        let points = curve.windows(2).flat_map(|pair| {
            (0..=20).map(move |part| {
                let s = f64::from(part) / 20.0;
                [0, 1].map(|i| pair[0][i] + s * (pair[1][i] - pair[0][i]))
            })
        });
        let far = points.map(|point| distance(place(window, point), at));
        far.fold(f64::INFINITY, f64::min)
    };
    let nearest = |drawing: &Drawing, name: &str, window: Window, lines: &[Vec<[f64; 2]>]| {
        let at = middle(drawing, name);
        let far: Vec<f64> = lines.iter().map(|line| near(line, window, at)).collect();
        let least = far.iter().copied().fold(f64::INFINITY, f64::min);
        far.iter().position(|d| *d == least).unwrap()
    };
    let names = ["β = 0.95", "β = 0.9", "β = 0.6", "β = 0"];
    let lines = GUIDES.map(|beta| line(&sum_weights(beta, 20), |w| w));
    let drawing = draw(&Impulse::default());
    for (i, name) in names.into_iter().enumerate() {
        assert_eq!(nearest(&drawing, name, WEIGHTS, &lines), i, "{name}");
    }
    let lines = GUIDES.map(|beta| line(&average_weights(beta, 20), f64::log10));
    let drawing = draw(&ImpulseAverage::default());
    for (i, name) in names.into_iter().enumerate().take(3) {
        assert_eq!(nearest(&drawing, name, DECADES, &lines), i, "{name}");
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

const STEPS: Window = Window {
    x: [0.0, 100.0],
    y: [-0.5, 4.5],
};

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

/// Covers fig:impulse, fig:impulse-average, fig:timescales, fig:smoothing.
#[test]
fn the_figures_show_what_the_text_describes() {
    for (label, told) in [
        ("impulse", format!("beta={BETA}")),
        ("impulse-average", format!("beta={BETA}")),
        ("timescales", format!("beta={BETA}")),
        ("smoothing", format!("beta={BETA}&sigma={SIGMA}")),
    ] {
        let (shown, state) = figure(label);
        assert_eq!(shown, label);
        let entry = listings::figures::find(label).unwrap();
        assert_eq!(entry.full_state(&state).unwrap(), told);
        // Whoever leaves the setting to the figure gets the chapter's.
        assert_eq!(entry.full_state("").unwrap(), told);
    }
}

/// What stands beside the figures, at their defaults.
#[test]
fn the_figures_say_what_they_show() {
    let readout = |drawing: &Drawing| -> Vec<String> {
        drawing
            .readout
            .iter()
            .map(|r| format!("{}: {}", r.name, r.value))
            .collect()
    };
    let drawing = draw(&Impulse::default());
    assert_eq!(
        readout(&drawing),
        [
            "weight at age 0: 1.000",
            "weight at age 10: 0.3487",
            "weight at age 20: 0.1216",
            "total weight: 10.00"
        ]
    );
    assert_eq!(
        drawing.description,
        "The weight of a gradient in the leaky sum against its age, for β = 0.9: 1.000 at age 0, \
         0.3487 at age 10, 0.1216 at age 20. Thin lines show β = 0.95, 0.9, 0.6, 0."
    );
    assert_eq!(
        drawing.table.columns,
        [
            "age τ",
            "weight for your β",
            "β = 0.95",
            "β = 0.9",
            "β = 0.6",
            "β = 0"
        ]
    );
    assert_eq!(drawing.table.rows.len(), 21);
    assert_eq!(
        drawing.table.rows[2],
        ["2", "0.8100", "0.9025", "0.8100", "0.3600", "0"]
    );

    let drawing = draw(&ImpulseAverage::default());
    assert_eq!(
        readout(&drawing),
        [
            "weight at age 0: 0.1000",
            "weight at age 10: 0.03487",
            "weight at age 20: 0.01216",
            "total weight: 1.000"
        ]
    );
    assert!(drawing.description.contains("in the leaky average"));

    let drawing = draw(&Timescales::default());
    assert_eq!(
        readout(&drawing),
        [
            "half-life in steps: 6.579",
            "mean age in steps: 9.000",
            "effective size in gradients: 19.00",
            "total weight of the sum: 10.00"
        ]
    );
    assert!(drawing.description.ends_with(
        "at the half-life 6.579 and at the mean age 9.000, a level line is as long as the \
         effective size 19.00."
    ));
    assert_eq!(drawing.table.rows[2], ["2", "0.8100"]);
    assert_eq!(drawing.table.rows.len(), 26);

    let drawing = draw(&Smoothing::default());
    let average = corrected_average(&stream(SIGMA), BETA).unwrap();
    let sum = leaky_sum(&stream(SIGMA), BETA).unwrap();
    assert_eq!(
        readout(&drawing),
        [
            format!(
                "distance from the true gradient: dots: {:.4}",
                average_error(0.0, SIGMA)
            ),
            format!(
                "distance from the true gradient: average: {:.4}",
                average_error(BETA, SIGMA)
            ),
            "mean age in steps: 9.000".to_owned(),
            format!("average at the last step: {:.3}", average[100]),
            format!("sum at the last step: {:.2}", sum[100]),
        ]
    );
    assert!(drawing.description.starts_with(
        "A stream of 100 noisy gradients as dots, noise 0.5, and its corrected average for β = 0.9"
    ));
    assert_eq!(drawing.table.rows.len(), 100);
    let row = &drawing.table.rows[59];
    let numbers = [3.0, stream(SIGMA)[59], average[60], sum[60]];
    assert_eq!(row[0], "60");
    for (cell, number) in row[1..].iter().zip(numbers) {
        let cell: f64 = cell.parse().unwrap();
        // Four digits.
        assert!((cell - number).abs() < 6e-4 * number.abs());
    }
    // What a slider never says and an address may.
    let drawing = draw(&Impulse { beta: 0.12345 });
    assert!(drawing.description.contains("for β = 0.123:"));
}

/// Data that a reader's own edit may produce: huge, not finite, empty.
#[test]
fn a_notebook_may_hand_over_any_data() {
    let odd = [
        vec![],
        vec![f64::NAN; 3],
        vec![1e300, -1e300, 0.0],
        vec![0.0],
    ];
    for data in odd {
        let curve = Curve {
            beta: f64::NAN,
            weights: data.clone(),
        };
        for curves in [vec![], vec![curve.clone()], vec![curve.clone(), curve]] {
            elements(&Impulse::default().drawing(&curves).unwrap());
            elements(&ImpulseAverage::default().drawing(&curves).unwrap());
        }
        let memory = Memory {
            weights: data.clone(),
            lengths: [f64::NAN, -1e300, f64::INFINITY],
        };
        elements(&Timescales::default().drawing(&memory).unwrap());
        let smoothed = Smoothed {
            gradients: data.clone(),
            average: data.clone(),
            sum: vec![],
        };
        elements(&Smoothing::default().drawing(&smoothed).unwrap());
    }
}

/// Covers ex:half-life-ten, eq:half-life-ten.
#[test]
fn one_beta_has_a_half_life_of_ten_steps() {
    // The half-life grows with β: halve the interval around the solution.
    let [mut low, mut high] = [0.5, 0.999];
    for _ in 0..60 {
        let middle = (low + high) / 2.0;
        if half_life(middle) < 10.0 {
            low = middle;
        } else {
            high = middle;
        }
    }
    equation("half-life-ten").holds(&Bindings::new().scalar("\\beta", low));
    assert!((half_life(low) - 10.0).abs() < 1e-9);
    // Five decimals are enough, four are not: of those on both sides of the
    // solution none is near enough.
    let decimals = |count: usize| rounded(low, count);
    assert!((half_life(decimals(5)) - 10.0).abs() <= CLOSE);
    for near in [decimals(4), decimals(4) - 1e-4, decimals(4) + 1e-4] {
        assert!((half_life(near) - 10.0).abs() > CLOSE);
    }
}

/// How near to 10 the half-life of the first exercise has to be.
const CLOSE: f64 = 0.0005;

/// Covers ex:nearly-there, eq:nearly-there.
#[test]
fn the_sum_is_nearly_at_its_limit_when_the_solution_says() {
    let sums = leaky_sum(&[1.0; 60], BETA).unwrap();
    assert_eq!(sums[0], 0.0);
    let limit = 1.0 + mean_age(BETA);
    let read = sums.iter().position(|v| *v >= 0.99 * limit).unwrap();
    // A hundredth is log₂ 100 halvings.
    let solution = half_life(BETA) * 100_f64.log2();
    equation("nearly-there").holds(&Bindings::new().scalar("\\beta", BETA).scalar("t", solution));
    assert_eq!(solution.ceil(), read as f64);
    assert_eq!(read, 44);
}

/// Covers ex:start-right.
#[test]
fn without_the_correction_the_average_starts_near_zero() {
    let gradients = stream(SIGMA);
    let plain = leaky_average(&gradients, BETA).unwrap();
    let corrected = corrected_average(&gradients, BETA).unwrap();
    assert!(plain[1].abs() < 0.15);
    // The reading changes with the line.
    assert_ne!(
        rounded(rms_error(&plain[1..]), 2),
        rounded(rms_error(&corrected[1..]), 2)
    );
    // A quotient of two roundings.
    assert!((corrected[1] - gradients[0]).abs() < 1e-12);
    // A line is two units of the picture wide.
    let apart = |t: usize| {
        let points = [plain[t], corrected[t]].map(|m| place(STEPS, [t as f64, m]));
        distance(points[0], points[1])
    };
    assert!(apart(10) > 2.0);
    assert!((40..=100).all(|t| apart(t) < 2.0));
}

/// The β with two decimals that are better than both their neighbors.
fn best(sigma: f64) -> Vec<u32> {
    let error = |hundredths: u32| average_error(f64::from(hundredths) / 100.0, sigma);
    let better = |n: &u32| error(*n) < error(n - 1) && error(*n) < error(n + 1);
    (1..99).filter(better).collect()
}

/// Covers ex:best-beta.
#[test]
fn one_beta_is_best_and_more_noise_wants_a_larger_one() {
    let [usual] = best(SIGMA)[..] else {
        panic!("one β is best: {:?}", best(SIGMA));
    };
    let [noisy] = best(0.8)[..] else {
        panic!("one β is best: {:?}", best(0.8));
    };
    assert!(usual < noisy);
}

/// Covers text:leaky-averages.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let mean = DATA.iter().sum::<f64>() / DATA.len() as f64;
    let total = |beta: f64| sum_of_ones(beta, 10_000);
    assert_told(
        "leaky-averages",
        &[
            (
                "*gradient descent*, and",
                leads("ill-conditioned-problem.md"),
            ),
            ("numbers have the mean", is(mean)),
            ("have the mean 1. At $x =", is(0.0)),
            ("At $x = 0$ the gradient is", is(mean_gradient(0.0, &DATA))),
            ("is the momentum of the", leads("welcome.md")),
            (
                "so its steps are leaky sums, as",
                leads("momentum-method.md"),
            ),
            ("What is in the bucket? Put", leads("eq:leaky-sum")),
            ("Before you look: with $\\beta =", is(BETA)),
            ("in the leaky sum against the age, for β =", is(BETA)),
            ("(dots) and β =", is(GUIDES[0])),
            ("and β = 0.95,", is(GUIDES[2])),
            ("0.95, 0.6 and", is(GUIDES[3])),
            ("at whole ages. With β =", is(GUIDES[3])),
            ("$$ This is", leads("eq:leaky-sum")),
            ("which one a gradient of age", is(WEIGHTS.x[1])),
            (
                "in the leaky average, on a logarithmic axis, for β =",
                is(BETA),
            ),
            ("(dots) and β =", is(GUIDES[0])),
            ("and β = 0.95,", is(GUIDES[2])),
            ("0.95, 0.6 and", is(GUIDES[3])),
            ("0.6 and 0. For β =", is(GUIDES[3])),
            ("Differentiate both sides of", leads("eq:weight-sum")),
            (
                "the last factor goes to 1.",
                leads("effective-sample-weight.md"),
            ),
            (
                "| β | total weight of the sum | half-life | mean age | effective size | |---|---|---|---|---| |",
                is(0.5),
            ),
            (
                "effective size | |---|---|---|---|---| | 0.5 |",
                is(total(0.5)),
            ),
            ("| 0.5 | 2 |", is(half_life(0.5))),
            ("| 2 | 1.00 |", is(mean_age(0.5))),
            ("| 1.00 | 1 |", is(effective_size(0.5))),
            ("| 3 | |", is(0.9)),
            ("| | 0.9 |", is(total(0.9))),
            ("| 0.9 | 10 |", is(half_life(0.9))),
            ("| 10 | 6.58 |", is(mean_age(0.9))),
            ("| 6.58 | 9 |", is(effective_size(0.9))),
            ("| 19 | |", is(0.99)),
            ("| | 0.99 |", is(total(0.99))),
            ("| 0.99 | 100 |", is(half_life(0.99))),
            ("| 100 | 68.97 |", is(mean_age(0.99))),
            ("| 68.97 | 99 |", is(effective_size(0.99))),
            ("The weights for β =", is(BETA)),
            ("A stream of", is(stream(SIGMA).len() as f64)),
            ("noisy gradients (dots), σ =", is(SIGMA)),
            ("the corrected average for β =", is(BETA)),
            ("when the result is within", is(CLOSE)),
            ("of 10. Keep", is(5.0)),
            ("sum of equal gradients at least", is(99.0)),
            ("percent of its limit, if β =", is(BETA)),
            ("does the correction do for", leads("fig:smoothing")),
            (
                "its distance from the true gradient is",
                is(rms_error(
                    &leaky_average(&stream(SIGMA), BETA).unwrap()[1..],
                )),
            ),
            ("nearest to the true gradient at σ =", is(SIGMA)),
            ("the best β for σ =", is(0.8)),
        ],
    );
}
