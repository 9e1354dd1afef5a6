//! What wrong formulas and sentences say, beside what is so.

use listings::Error;
use listings::concise::DAMPENING;
use listings::curvature::{best_rate, steps_per_digit};
use listings::effective_sample_weight::total_weight;
use listings::hump::hump_run;
use listings::ill_conditioned_problem::{
    CURVATURES, START, arrival, factor, gradient_descent, objective,
};
use listings::leaky_averages::{effective_size, half_life};
use listings::libm;
use listings::momentum_method::{momentum_descent, spectral_radius};
use listings::ndarray::arr1;
use listings::quadratic_functions::{minimum, quadratic, value};
use listings::settling::Settling;

/// The numbers of this page, by name.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let [eta, eta_usual, eta_small] = [0.4, 0.6, 0.1];
    let [beta, beta_low, beta_half, beta_high] = [0.9, 0.25, 0.5, 0.99];
    let [flat, steep] = CURVATURES;
    let (kappa, steps) = (20.0, 20);
    let kappa_poor: f64 = 10_000.0;
    let rate_poor = best_rate(kappa_poor.sqrt())?;
    let h = quadratic(&[[1.0]], &[1.0], 0.0)?;
    let hump = hump_run(kappa, 0.0, steps)?;
    let rate = best_rate(kappa.sqrt())?;
    let over =
        |t: usize| hump[t][2].abs() / hump[0][2] / libm::pow(rate, t as f64);
    let low = momentum_descent(START, eta_usual, beta_low, steps)?;
    let plain = gradient_descent(START, eta, steps)?;
    let [eta_before, eta_after] = [0.02, 0.01];
    let product = 1.9;
    let weight = total_weight(beta);
    let mut values = vec![
        ("valley_flat", flat / 2.0),
        ("valley_steep", steep / 2.0),
        ("start", START[0]),
        ("start_across", START[1]),
        ("square", value(&h, &arr1(&[1.0]))),
        // The other sign leaves nothing in the parentheses at 1.
        ("square_wrong", minimum(&h)),
        ("eta", eta),
        ("factor", factor(eta, steep)),
        ("factor_wrong", factor(1.0, steep)),
        ("beta_low", beta_low),
        ("modulus", beta_low.sqrt()),
        ("modulus_wrong", 2.0 * beta_low.sqrt()),
        ("eta_small", eta_small),
        ("first", factor(eta_small, 1.0)),
        ("first_wrong", factor(-eta_small, 1.0)),
        ("loss", objective(&arr1(&START))),
        ("loss_wrong", 2.0 * objective(&arr1(&START))),
        ("pull", 1.0),
        ("pull_wrong", 0.5),
        ("kappa", kappa),
        ("steps", steps as f64),
        ("over_first", over(1)),
        ("over", over(steps)),
        ("beta", beta),
        ("weight", weight),
        ("size", effective_size(beta)),
        ("life", half_life(beta)),
        ("life_wrong", 1.0 / beta),
        ("left", libm::pow(beta, weight)),
        ("variance", 1.0 / (1.0 - beta * beta)),
        ("radius", spectral_radius(1.0, beta, 1.0)),
        ("product", product),
        ("product_factor", factor(product, 1.0)),
        ("eta_usual", eta_usual),
        ("low_loss", objective(&low[steps])),
        ("plain_loss", objective(&plain[steps])),
        ("steep_radius", factor(eta_usual, steep).abs()),
        ("beta_high", beta_high),
        ("high_rate", beta_high.sqrt()),
        ("high_digit", -libm::log(10.0) / libm::log(beta_high.sqrt())),
        ("kappa_poor", kappa_poor),
        ("beta_poor", rate_poor * rate_poor),
        ("poor_digit", steps_per_digit(kappa_poor.sqrt())?),
        ("beta_half", beta_half),
        ("eta_before", eta_before),
        ("eta_after", eta_after),
        ("speed_before", eta_before * total_weight(beta_half)),
        ("speed_after", eta_after * weight),
        ("kept", 1.0 - DAMPENING),
        ("times", 2.0),
    ];
    if let Settling::Step(step) = arrival([START[0], 0.0], eta_usual)? {
        values.push(("arrival", step as f64));
    }
    Ok(values)
}
