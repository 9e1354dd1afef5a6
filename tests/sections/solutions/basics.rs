//! The solutions of Part I.

use formula::{Bindings, Value};
use listings::effective_sample_weight::{total_weight, velocity_variance};
use listings::exercises::condition_number::condition_number;
use listings::exercises::effective_size::effective_size;
use listings::exercises::half_life::half_life;
use listings::exercises::other_settings::other_settings;
use listings::exercises::powers_of_two::powers_of_two;
use listings::momentum_method::{momentum_arrival, spectral_radius};
use listings::scalar_functions::ringing_from;
use listings::settling::Settling;
use tests::printed::{claim, equation, prints, rounded};
use tests::states::seeded;

/// Covers eq:half-left, lst:solution-half_life.
#[test]
fn a_weight_has_halved_from_the_half_life_on() {
    let equation = equation("half-left");
    let mut random = seeded(1);
    for _ in 0..1000 {
        let beta = random.between(0.01, 0.99);
        let steps = half_life(beta);
        for h in [steps as f64, (steps - 1) as f64, random.between(0.0, 99.0)] {
            let bindings = Bindings::new().scalar("\\beta", beta).scalar("h", h);
            equation.holds(&bindings);
        }
        assert!(beta.powi(steps as i32) <= 0.5 && beta.powi(steps as i32 - 1) > 0.5);
    }
    assert_eq!((half_life(0.0), half_life(0.5)), (1, 1));
}

/// Covers claim:leak-near-one.
#[test]
fn near_one_the_half_life_is_that_of_the_leak() {
    let claim = claim("leak-near-one");
    let near = |x: f64| (x - 1.0).abs() < 1e-3;
    let beta: f64 = 0.9999;
    let steps = half_life(beta) as f64 * (1.0 - beta) / 2.0_f64.ln();
    claim.holds(&[("grows like $\\frac{\\ln 2}{1 - \\beta}$", near(steps))]);
    let log = near(-beta.ln() / (1.0 - beta));
    claim.holds(&[("comes near $1 - \\beta$", log)]);
    claim.says("As $\\beta$ comes near 1, $-\\ln \\beta$");
}

/// Covers claim:tenth-of-leak.
#[test]
fn a_tenth_of_the_leak_takes_ten_times_as_long() {
    let claim = claim("tenth-of-leak");
    let [beta, steps] = claim.numbers();
    assert!((1.0 - beta - 0.1 * (1.0 - 0.9_f64)).abs() < 1e-12);
    assert_eq!(steps as usize, half_life(beta));
    let times = steps / half_life(0.9) as f64;
    claim.holds(&[
        ("about ten times as many", (9.0..11.0).contains(&times)),
        ("about twice as many", (1.8..2.2).contains(&times)),
        ("as few", times < 1.0),
    ]);
}

/// Covers eq:trace-sum, eq:determinant-product, eq:both-solve.
/// Covers eq:condition-from-trace, eq:condition-by-roots, lst:solution-condition_number.
#[test]
fn trace_and_determinant_have_the_condition_number() {
    let all = [
        "trace-sum",
        "determinant-product",
        "condition-from-trace",
        "condition-by-roots",
    ];
    let all = all.map(equation);
    let solved = equation("both-solve");
    let mut random = seeded(2);
    for case in 0..1000 {
        let flat = random.between(0.1, 3.0);
        let steep = flat * random.between(1.0, [2.0, 50.0][case % 2]);
        let (trace, determinant) = (flat + steep, flat * steep);
        let bindings = Bindings::new()
            .shared()
            .scalar("T", trace)
            .scalar("D", determinant)
            .vector("\\lambda", [flat, steep])
            .scalar("\\kappa", condition_number(trace, determinant));
        for equation in &all {
            // Near κ = 1 the square root of a rounding.
            if steep > 1.01 * flat {
                equation.holds(&bindings);
            }
        }
        for lambda in [flat, steep] {
            // A difference that is zero, of terms as large as λ².
            let of = Bindings::new()
                .scalar("T", trace)
                .scalar("D", determinant)
                .scalar("\\lambda", lambda);
            assert!(solved.sides(&of)[0].abs() < 1e-12 * steep * steep);
        }
    }
}

/// Equal eigenvalues, also where T² is rounded to less than 4D.
#[test]
fn the_condition_number_of_equal_eigenvalues_is_a_number() {
    let mut below = 0;
    for n in 1..1000 {
        let lambda = f64::from(n) / 7.0;
        let (trace, determinant) = (3.0 * lambda - lambda, lambda * lambda);
        below += i32::from(trace * trace < 4.0 * determinant);
        let kappa = condition_number(trace, determinant);
        assert!((kappa - 1.0).abs() < 1e-7, "{lambda}");
    }
    assert!(below > 0);
}

/// Covers claim:digits-lost.
#[test]
fn the_difference_of_near_numbers_loses_digits() {
    let claim = claim("digits-lost");
    // A power of ten is read as two numbers.
    let [flat, mantissa, ten, lost, kept] = claim.numbers();
    assert_eq!([mantissa, ten], [1.0, 10.0]);
    claim.says("10⁹");
    let steep = 1e9;
    let (trace, determinant): (f64, f64) = (flat + steep, flat * steep);
    let root = (trace * trace - 4.0 * determinant).sqrt();
    assert_eq!(rounded((trace + root) / (trace - root), 0), lost);
    assert_eq!(condition_number(trace, determinant), kept);
    assert_eq!(kept, 5e9);
}

/// The settings of the grid, with their losses and arrivals.
fn grid() -> Vec<([f64; 2], f64, Option<usize>)> {
    let tenths = |from: u32| (from..10).map(|n| f64::from(n) / 10.0);
    let pairs = tenths(1).flat_map(|eta| tenths(0).map(move |beta| [eta, beta]));
    let run = |pair: [f64; 2]| {
        let (loss, step) = other_settings(pair[0], pair[1]);
        // The section's own count, where it has one.
        if let Ok(Settling::Step(arrival)) = momentum_arrival([-5.0, -2.0], pair[0], pair[1]) {
            assert_eq!(step, (arrival <= 1000).then_some(arrival), "{pair:?}");
        }
        (pair, loss, step)
    };
    pairs.map(run).collect()
}

/// Covers claim:grid-winners, lst:solution-other_settings.
#[test]
fn the_winners_of_the_grid_are_named() {
    let claim = claim("grid-winners");
    let [
        count,
        low_eta,
        low_beta,
        steps,
        mantissa,
        _power,
        eta,
        beta,
        step,
    ] = claim.numbers();
    let grid = grid();
    assert_eq!((grid.len() as f64, steps), (count, 20.0));
    for (pair, loss, arrival) in &grid {
        let low = [low_eta, low_beta] == *pair;
        let first = [eta, beta] == *pair;
        assert!(low == (*loss < 1.2e-6), "{pair:?} {loss}");
        assert!(!low || prints(mantissa, loss * 1e6, 1));
        let is_first = arrival.is_some_and(|arrival| arrival as f64 <= step);
        assert_eq!(first, is_first, "{pair:?} {arrival:?}");
        assert!(!first || *arrival == Some(step as usize));
    }
    claim.says("has the smallest loss");
    claim.says("arrives first");
}

/// Covers claim:grid-momentum, claim:grid-too-much.
#[test]
fn without_momentum_and_with_too_much_of_it_the_grid_is_slower() {
    let plain = claim("grid-momentum");
    let [mantissa, _, step] = plain.numbers();
    let all = grid();
    let of = |beta: f64| all.iter().filter(move |(pair, ..)| pair[1] == beta);
    let lowest = of(0.0).map(|run| run.1).fold(f64::INFINITY, f64::min);
    assert!(prints(mantissa, lowest * 100.0, 1));
    assert_eq!(of(0.0).filter_map(|run| run.2).min(), Some(step as usize));
    plain.says("Without momentum the best loss is");
    plain.says("the earliest arrival");
    let heavy = claim("grid-too-much");
    let [beta, earliest] = heavy.numbers();
    assert_eq!(
        of(beta).filter_map(|run| run.2).min(),
        Some(earliest as usize)
    );
    let slower = earliest > step;
    heavy.holds(&[("is no better", slower), ("is better", !slower)]);
    let radius = |eta: f64, lambda: f64| spectral_radius(eta, beta, lambda);
    let mut etas = (1..100).map(|n| 0.01 * f64::from(n));
    let none = etas.all(|eta| [0.2, 4.0].iter().all(|l| radius(eta, *l) >= beta.sqrt()));
    heavy.holds(&[
        ("is below $\\sqrt{\\beta}$", none),
        ("no spectral radius is above $\\sqrt{\\beta}$", !none),
    ]);
}

/// Covers eq:powers-path, eq:halving-step, lst:solution-powers_of_two.
#[test]
fn each_coordinate_falls_by_its_own_power() {
    let [path, halving] = ["powers-path", "halving-step"].map(equation);
    let mut random = seeded(3);
    for _ in 0..1000 {
        let (eta, i) = (random.between(0.1, 1.9), random.between(1.0, 9.0) as i64);
        let t = random.between(0.0, 40.0) as i64;
        let points: Vec<Value> = (0..=t)
            .map(|t| Value::from(powers_of_two(9, [eta, 0.0], t as usize).to_vec()))
            .collect();
        // One step tells the curvature.
        let first = powers_of_two(9, [1.0, 0.0], 1);
        let bindings = Bindings::new()
            .shared()
            .scalar("\\eta", eta)
            .integer("i", i)
            .integer("t", t)
            .vector(
                "\\lambda",
                first.iter().map(|x| 1.0 - x).collect::<Vec<_>>(),
            )
            .sequence("x", 0, points);
        path.holds(&bindings);
        halving.holds(&bindings);
    }
}

/// From which step on each of ten coordinates is at most one half in size.
pub fn halved(beta: f64) -> Vec<f64> {
    let path: Vec<_> = (0..1500)
        .map(|t| powers_of_two(10, [1.0, beta], t))
        .collect();
    let far = |i: usize| path.iter().rposition(|x| x[i].abs() > 0.5).unwrap();
    (0..10).map(|i| far(i) as f64 + 1.0).collect()
}

/// Covers claim:twice-as-long, claim:momentum-for-flat.
#[test]
fn a_coordinate_takes_twice_as_long_as_the_one_before() {
    let plain = halved(0.0);
    let ratios = plain.windows(2).skip(1).map(|pair| pair[1] / pair[0]);
    let twice = ratios.clone().all(|ratio| (1.8..2.3).contains(&ratio));
    let about = claim("twice-as-long");
    about.holds(&[
        ("about twice as many", twice),
        ("about half as many", !twice),
    ]);
    about.says("Without momentum each coordinate from the third on");
    assert!(plain[1] > 2.3 * plain[0]);
    let flat = claim("momentum-for-flat");
    let [beta, swung, halved_plain] = flat.numbers();
    let heavy = halved(beta);
    assert_eq!([swung, halved_plain], [heavy[9], plain[9]]);
    flat.holds(&[
        ("the steepest one needs more", heavy[0] > plain[0]),
        ("the steepest one needs fewer", heavy[0] < plain[0]),
    ]);
    let swings = powers_of_two(10, [1.0, beta], 5)[0] < 0.0;
    flat.holds(&[
        ("because it swings", swings),
        ("because it creeps", !swings),
    ]);
    flat.says("the flattest coordinate needs");
}

/// Covers claim:powers-ringing.
#[test]
fn the_first_eight_coordinates_ring() {
    let claim = claim("powers-ringing");
    let [beta] = claim.numbers();
    let above = (1..=10).map(|i| beta > ringing_from(1.0, 0.5_f64.powi(i)));
    let above: Vec<bool> = above.collect();
    // It rings if it passes the minimum.
    let mut below = vec![false; 10];
    for t in 0..1500 {
        let x = powers_of_two(10, [1.0, beta], t);
        below.iter_mut().zip(&x).for_each(|(so, x)| *so |= *x < 0.0);
    }
    assert_eq!(above, below);
    let eight = below[..8] == [true; 8] && below[8..] == [false; 2];
    claim.holds(&[
        ("the first eight do, and the last two do not", eight),
        ("the first two do, and the last eight do not", !eight),
    ]);
    claim.says("rings if $\\beta$ is above");
}

/// Covers eq:finite-size, lst:solution-effective_size.
#[test]
fn the_size_is_that_of_a_mean_with_the_same_variance() {
    let equation = equation("finite-size");
    let mut random = seeded(4);
    for _ in 0..1000 {
        let (beta, t) = (
            random.between(0.01, 0.98),
            random.between(1.0, 60.0) as usize,
        );
        let n = effective_size(beta, t);
        let bindings = Bindings::new()
            .shared()
            .scalar("\\beta", beta)
            .integer("t", t as i64)
            .scalar("n", n);
        equation.holds(&bindings);
        // The section's variance of a velocity, scaled by the sum of weights.
        let sum = (1.0 - beta.powi(t as i32)) * total_weight(beta);
        let variance = velocity_variance(beta, t) / (sum * sum);
        assert!((1.0 / n - variance).abs() < 1e-10 * variance);
    }
}

/// Covers claim:first-and-last-size.
#[test]
fn the_size_goes_from_one_to_the_effective_size() {
    let claim = claim("first-and-last-size");
    let betas = [0.0, 0.5, 0.9, 0.99];
    let one = betas
        .iter()
        .all(|beta| (effective_size(*beta, 1) - 1.0).abs() < 1e-12);
    let all = betas.iter().all(|beta| {
        let limit = listings::leaky_averages::effective_size(*beta);
        (effective_size(*beta, 10_000) - limit).abs() < 1e-9 * limit
    });
    claim.holds(&[
        ("one gradient counts as one", one),
        ("one gradient counts as none", !one),
    ]);
    claim.holds(&[
        ("after many steps it is 1", all),
        ("after few steps it is 1", !all),
    ]);
    claim.holds(&[("the effective size is left", all)]);
}
