//! The best step size and the best momentum.

// ANCHOR: names
use listings::Error;
use listings::curvature::{best_rate, steps_per_digit};
use listings::ill_conditioned_problem::{
    CURVATURES, START, best_step, step_limit,
};
use listings::libm;
use listings::momentum_method::{momentum_arrival, spectral_radius};
use listings::scalar_functions::{ringing_from, scalar_run};
use listings::settling::Settling;
// ANCHOR_END: names

// ANCHOR: best_momentum
/// The larger of the spectral radii of a flat and a steep coordinate.
pub fn larger_radius(eta: f64, beta: f64, curvatures: [f64; 2]) -> f64 {
    let [flat, steep] =
        curvatures.map(|lambda| spectral_radius(eta, beta, lambda));
    flat.max(steep)
}

/// The momentum at which the larger spectral radius is smallest for this step
/// size; there is none if this is 1 or more.
pub fn best_momentum(eta: f64, curvatures: [f64; 2]) -> f64 {
    let [flat, steep] = curvatures.map(|lambda| ringing_from(eta, lambda));
    flat.max(steep)
}
// ANCHOR_END: best_momentum

// ANCHOR: best_pair
/// The step size and the momentum [η, β] of the smallest larger radius, at
/// which the flat and the steep coordinate are both about to ring.
pub fn best_pair([lambda_1, lambda_n]: [f64; 2]) -> [f64; 2] {
    let root = 2.0 / (lambda_1.sqrt() + lambda_n.sqrt());
    let eta = root * root;
    [eta, ringing_from(eta, lambda_1)]
}

/// The condition number for which this is the best momentum.
pub fn kappa_of(beta: f64) -> f64 {
    let root = (1.0 + beta.sqrt()) / (1.0 - beta.sqrt());
    root * root
}
// ANCHOR_END: best_pair

// ANCHOR: values
/// The numbers of this section, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let kappa = CURVATURES[1] / CURVATURES[0];
    let [eta, beta] = best_pair(CURVATURES);
    let (eta_usual, beta_usual, guess) = (0.6, 0.5, 0.9);
    let beta_there = best_momentum(eta_usual, CURVATURES);
    let digit = |rate: f64| -libm::log(10.0) / libm::log(rate);
    let heavy = |kappa: f64| best_rate(kappa.sqrt());
    let modes_steps = 30;
    let left = |eta: f64, beta: f64| -> Result<Vec<f64>, Error> {
        let after = |lambda: f64| {
            let run = scalar_run(1.0, [eta, beta, lambda], modes_steps)?;
            Ok(run[modes_steps][1].abs())
        };
        [0.01, 0.1, 1.0].into_iter().map(after).collect()
    };
    let plain_left = left(best_step([0.01, 1.0]), 0.0)?;
    let [eta_100, beta_100] = best_pair([0.01, 1.0]);
    let heavy_left = left(eta_100, beta_100)?;
    let mut values = vec![
        ("modes_steps", modes_steps as f64),
        ("plain_end", plain_left[0]),
        ("heavy_most", heavy_left.into_iter().fold(0.0, f64::max)),
        ("kappa", kappa),
        ("eta", eta),
        ("beta", beta),
        ("rate", heavy(kappa)?),
        ("plain_rate", best_rate(kappa)?),
        ("eta_usual", eta_usual),
        ("beta_usual", beta_usual),
        ("weight", 1.0 / (1.0 - beta)),
        ("longer", eta / (1.0 - beta)),
        ("limit", step_limit(CURVATURES[1])),
        ("guess", guess),
        ("guess_kappa", kappa_of(guess)),
        ("rings_1", ringing_from(eta_usual, CURVATURES[0])),
        ("rings_2", ringing_from(eta_usual, CURVATURES[1])),
        ("best_beta", beta_there),
        (
            "best_radius",
            larger_radius(eta_usual, beta_there, CURVATURES),
        ),
    ];
    for (kappa, names) in [
        (
            20.0,
            [
                "kappa_20",
                "plain_20",
                "heavy_20",
                "digit_20",
                "heavy_digit_20",
            ],
        ),
        (
            100.0,
            [
                "kappa_100",
                "plain_100",
                "heavy_100",
                "digit_100",
                "heavy_digit_100",
            ],
        ),
        (
            10_000.0,
            [
                "kappa_104",
                "plain_104",
                "heavy_104",
                "digit_104",
                "heavy_digit_104",
            ],
        ),
    ] {
        let numbers = [
            kappa,
            best_rate(kappa)?,
            heavy(kappa)?,
            steps_per_digit(kappa)?,
            digit(heavy(kappa)?),
        ];
        values.extend(names.into_iter().zip(numbers));
    }
    for (name, eta, beta) in [
        ("arrival", eta, beta),
        ("usual_arrival", eta_usual, beta_usual),
        ("best_beta_arrival", eta_usual, beta_there),
    ] {
        if let Settling::Step(step) = momentum_arrival(START, eta, beta)? {
            values.push((name, step as f64));
        }
    }
    Ok(values)
}
// ANCHOR_END: values
