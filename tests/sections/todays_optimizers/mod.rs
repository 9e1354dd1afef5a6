//! Holds the section "Momentum in today's optimizers" to its word.

mod captions;
mod claims;
mod equations;
mod exercises;
mod figures;
mod stored;

use std::sync::OnceLock;

use listings::from_scratch::{Settings, standardized};
use listings::ill_conditioned_problem::objective;
use listings::samples::diabetes;
use listings::statistics::spread;
use listings::todays_optimizers::{
    METHODS, Method, State, at_rest, grid, trained_loss, tuned, valley_losses, walk,
};
use listings::{ndarray::arr1, todays_optimizers::Step};
use tests::told::{Means, assert_told, is, leads};

/// The method that the page calls so.
fn named(name: &str) -> Method {
    *METHODS.iter().find(|method| method.name == name).unwrap()
}

/// The loss after 50 steps in the valley turned by this angle.
fn valley(method: Method, pair: [f64; 2], angle: f64) -> f64 {
    objective(&walk(method, pair, angle, 50).unwrap()[50])
}

/// The pair of the grid with the smallest loss in the valley.
fn best(method: Method, angle: f64) -> [f64; 2] {
    let losses = grid()
        .into_iter()
        .map(|pair| (valley(method, pair, angle), pair));
    let finite = losses.filter(|(loss, _)| loss.is_finite());
    finite.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap().1
}

/// The best pair of the grid on the regression with seed 1, and the losses
/// over the smallest one with it for the twenty other seeds.
fn regression(method: Method) -> ([f64; 2], Vec<f64>) {
    // Some hundred runs for each: once is enough.
    static ALL: [OnceLock<([f64; 2], Vec<f64>)>; 8] = [const { OnceLock::new() }; 8];
    let place = METHODS.iter().position(|m| m.name == method.name).unwrap();
    ALL[place].get_or_init(|| searched(method)).clone()
}

fn searched(method: Method) -> ([f64; 2], Vec<f64>) {
    let data = standardized(&diabetes().unwrap()).unwrap();
    let w = listings::from_scratch::least_squares(&data).unwrap();
    let least = listings::from_scratch::loss(&data, &w);
    let excess = |[eta, beta]: [f64; 2], seed| {
        let s = Settings {
            eta,
            beta,
            batch: 10,
            epochs: 7,
            seed,
        };
        trained_loss(method, &data, s).unwrap() - least
    };
    let all = grid().into_iter().map(|pair| (excess(pair, 1), pair));
    let finite = all.filter(|(loss, _)| loss.is_finite());
    let pair = finite.min_by(|a, b| a.0.total_cmp(&b.0)).unwrap().1;
    (pair, (2..=21).map(|seed| excess(pair, seed)).collect())
}

/// For how many seeds the first loss is below the other one.
fn with_smaller(losses: &[f64], others: &[f64]) -> f64 {
    assert_eq!(losses.len(), others.len());
    let pairs = losses.iter().zip(others);
    pairs.filter(|(a, b)| a < b).count() as f64
}

/// In which part of all falls of twenty coins so many show heads, counted one
/// by one.
fn coin(few: u32, many: u32) -> f64 {
    let falls = 0..1_u32 << 20;
    let within = falls.filter(|fall| (few..=many).contains(&fall.count_ones()));
    within.count() as f64 / f64::from(1 << 20)
}

/// The points of a coordinate under a step on ½ λ x², from `start`.
fn coordinate(
    step: Step,
    [eta, beta]: [f64; 2],
    lambda: f64,
    start: f64,
    steps: usize,
) -> Vec<f64> {
    let mut state: State = at_rest(arr1(&[start]));
    let mut path = vec![start];
    for _ in 0..steps {
        let g = lambda * &state.x;
        step(&mut state, &g, eta, beta);
        path.push(state.x[0]);
    }
    path
}

/// A number as the first table prints it: `1 × 10⁻¹⁴`.
fn power(x: f64) -> String {
    let text = format!("{x:.0e}");
    let (digit, exponent) = text.split_once('e').unwrap();
    let raised = exponent.chars().map(|c| match c.to_digit(10) {
        Some(digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize).unwrap(),
        None => '⁻',
    });
    format!("{digit} × 10{}", raised.collect::<String>())
}

#[test]
fn arguments_out_of_range_are_refused() {
    for (pair, steps, argument) in [
        ([-0.1, 0.5], 2, "eta"),
        ([f64::NAN, 0.5], 2, "eta"),
        ([0.1, 1.0], 2, "beta"),
        ([0.1, -0.1], 2, "beta"),
        ([0.1, 0.5], usize::MAX, "steps"),
    ] {
        for method in METHODS {
            let refusal = walk(method, pair, 0.0, steps).unwrap_err().to_string();
            assert!(refusal.starts_with(&format!("{argument} is ")), "{refusal}");
            assert!(valley_losses(method, pair, 0.0, steps).is_err());
        }
    }
    let data = standardized(&diabetes().unwrap()).unwrap();
    let s = Settings {
        eta: 0.1,
        beta: 0.5,
        batch: 0,
        epochs: 1,
        seed: 1,
    };
    let refusal = trained_loss(METHODS[0], &data, s).unwrap_err().to_string();
    assert!(refusal.starts_with("batch is "), "{refusal}");
    assert!(tuned(|_| walk(METHODS[0], [2.0, 2.0], 0.0, 1).map(|_| 1.0)).is_err());
}

/// Covers lst:tuned.
#[test]
fn the_grid_is_searched_for_the_smallest_loss() {
    let pairs = grid();
    assert_eq!(pairs.len(), 33);
    assert_eq!((pairs[0], pairs[32]), ([1.92, 0.0], [0.001875, 0.9]));
    let far = |[eta, beta]: [f64; 2]| (eta - 0.11_f64).abs() + (beta - 0.6_f64).abs();
    assert_eq!(tuned(|pair| Ok(far(pair))), Ok([0.12, 0.5]));
    // What is no number never wins, and of equal pairs the first does.
    let odd = |[eta, _]: [f64; 2]| Ok(if eta == 0.12 { f64::NAN } else { 1.0 });
    assert_eq!(tuned(odd), Ok([1.92, 0.0]));
}

/// Covers text:todays-optimizers.
#[test]
fn every_number_and_link_of_the_text_is_what_its_words_mean() {
    let shown = listings::figures::todays_optimizers::Optimizers::default();
    let default = stored::default;
    let mut told: Vec<(String, Means)> = Vec::new();
    let mut tell = |words: &str, means| told.push((words.to_owned(), means));
    tell("Adam with $\\eta =", is(shown.eta));
    tell("$ and $\\beta =", is(shown.beta));
    tell("0.5$,", is(shown.steps as f64));
    tell("the same valley turned by", is(shown.angle));
    tell("of the others.", leads("momentum-method.md"));
    tell("and", leads("nesterov.md"));
    tell("add gradients up, in", leads("conventions.md"));
    tell("*Adam*, from", leads("ref:kingma2015"));
    tell("*AdamW*, from", leads("ref:loshchilov2019"));
    tell("*NAdam*, from", leads("ref:dozat2016"));
    tell("*RMSprop*, from", leads("ref:tieleman2012"));
    tell("*Lion*, from", leads("ref:chen2023"));
    tell("*Muon*, from", leads("ref:jordan2024"));
    tell("*Schedule-Free*, from", leads("ref:defazio2024"));
    tell("| momentum, Nesterov |", is(default("SGD")[0]));
    tell("| RMSprop |", is(default("RMSprop")[0]));
    tell("| and its squares |", is(default("RMSprop")[1]));
    for name in ["AdamW", "NAdam"] {
        assert_eq!(default(name), default("Adam"));
    }
    tell("AdamW, NAdam: $\\beta_1$ |", is(default("Adam")[0]));
    tell("| and $\\beta_2$ |", is(default("Adam")[1]));
    tell("| Lion: $\\beta_1$ |", is(default("Lion")[0]));
    tell("| and $\\beta_2$ |", is(default("Lion")[1]));
    tell("| Muon |", is(default("Muon")[0]));
    tell("| Schedule-Free |", is(default("Schedule-Free")[0]));
    let pairs = grid();
    tell("step sizes that halve from", is(pairs[0][0]));
    tell("to", is(pairs[32][0]));
    tell("each with $\\beta = 0$,", is(pairs[1][1]));
    tell("0.5 and", is(pairs[2][1]));
    tell("the smallest loss after", is(50.0));
    tell("in the valley turned by", is(45.0));
    let shown_number = |x: f64| format!("{x}");
    for method in METHODS {
        let pair = best(method, 0.0);
        tell(&format!("| {} |", method.name), is(pair[0]));
        tell(&format!("| {} |", shown_number(pair[0])), is(pair[1]));
        tell(
            &format!("| {} |", shown_number(pair[1])),
            is(valley(method, pair, 0.0)),
        );
        let words = format!("| {} |", power(valley(method, pair, 0.0)));
        tell(&words, is(valley(method, pair, 45.0)));
    }
    tell("Then the regression of", leads("from-scratch.md"));
    tell("in batches of", is(10.0));
    tell("10 for", is(7.0));
    tell("searched with one seed. For", is(20.0));
    tell("the smallest one, in units of", is(1e-3));
    let momentum = regression(METHODS[0]).1;
    for method in METHODS {
        let (pair, losses) = regression(method);
        let median = 1e3 * spread(&losses)[1];
        let (name, [eta, beta]) = (method.name, pair.map(shown_number));
        tell(&format!("| {name} |"), is(pair[0]));
        tell(&format!("| {name} | {eta} |"), is(pair[1]));
        tell(&format!("| {eta} | {beta} |"), is(median));
        if name != "momentum" {
            let below = with_smaller(&losses, &momentum);
            tell(&format!("| {beta} | {median:.2} |"), is(below));
        }
    }
    tell("A fair coin shows heads", is(6.0));
    tell("shows heads 6 to", is(14.0));
    tell("6 to 14 times of", is(20.0));
    tell("20 in", is(100.0 * coin(6, 14)));
    tell("Then Adam is the", leads("eq:average-form"));
    tell("by", leads("eq:momentum-convergence"));
    tell("two paths in", leads("fig:optimizers"));
    let told: Vec<(&str, Means)> = told
        .iter()
        .map(|(words, means)| (words.as_str(), means.clone()))
        .collect();
    assert_told("todays-optimizers", &told);
}
