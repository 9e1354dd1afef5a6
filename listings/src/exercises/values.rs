//! The numbers of the chapters "Exercises" and "Solutions".

use super::condition_number::condition_number;
use super::half_life::half_life;
use super::other_settings::other_settings;
use super::powers_of_two::powers_of_two;
use super::{
    conjugate, cycle, decoupled, overestimated, restart, ringing, signs,
    stationary, stopping,
};
use crate::Error;
use crate::from_scratch::{
    Settings, least_squares, loss, many_seeds, standardized,
};
use crate::statistics::spread;
use crate::values::Value;

/// The numbers of both chapters, by name.
///
/// # Errors
/// As its functions; never with the arguments used here.
pub fn values() -> Result<Vec<Value>, Error> {
    let [flat, steep] = [0.2, 1e9];
    let (trace, determinant): (f64, f64) = (flat + steep, flat * steep);
    let root = (trace * trace - 4.0 * determinant).sqrt();
    let (beta, dampening) = (0.9, 0.9);
    let mut values = vec![
        ("tolerance", super::verdict::TOLERANCE),
        ("heavy_beta", beta),
        ("beta_high", 0.99),
        ("half_90", half_life(beta) as f64),
        ("half_99", half_life(0.99) as f64),
        ("curvature_flat", flat),
        ("curvature_steep", steep),
        ("condition_lost", (trace + root) / (trace - root)),
        ("condition_kept", condition_number(trace, determinant)),
        ("late", 1000.0),
        ("dampening", dampening),
    ];
    values.extend(of_the_grid());
    values.extend(of_the_powers(beta));
    values.extend(of_the_batches(beta)?);
    for more in [
        decoupled::values,
        ringing::values,
        overestimated::values,
        restart::values,
        stopping::values,
        conjugate::values,
        cycle::values,
        stationary::values,
        signs::values,
    ] {
        values.extend(more()?);
    }
    Ok(values)
}

/// Of 90 settings in our valley.
fn of_the_grid() -> Vec<Value> {
    let tenths = |from: u32| (from..=9).map(|n| f64::from(n) / 10.0);
    let grid = tenths(1).flat_map(|eta| tenths(0).map(move |beta| [eta, beta]));
    let runs: Vec<_> = grid
        .map(|pair| (pair, other_settings(pair[0], pair[1])))
        .collect();
    let first = |wanted: fn(&[f64; 2]) -> bool| {
        let arrived = runs.iter().filter(|(pair, _)| wanted(pair));
        let arrived = arrived.filter_map(|(pair, (_, step))| {
            step.map(|step| (*pair, step as f64))
        });
        arrived.min_by(|a, b| a.1.total_cmp(&b.1))
    };
    let lowest = |wanted: fn(&[f64; 2]) -> bool| {
        let some = runs.iter().filter(|(pair, _)| wanted(pair));
        let losses = some.map(|(pair, (loss, _))| (*pair, *loss));
        losses.min_by(|a, b| a.1.total_cmp(&b.1))
    };
    let mut values = vec![
        ("steps", 20.0),
        ("near", 1e-3),
        ("eta_first", 0.1),
        ("eta_last", 0.9),
        ("beta_first", 0.0),
        ("beta_last", 0.9),
        ("settings", runs.len() as f64),
    ];
    if let Some(([eta, beta], loss)) = lowest(|_| true) {
        values.extend([
            ("low_eta", eta),
            ("low_beta", beta),
            ("low_loss", loss),
        ]);
    }
    if let Some(([eta, beta], step)) = first(|_| true) {
        values.extend([
            ("first_eta", eta),
            ("first_beta", beta),
            ("first_step", step),
        ]);
    }
    let plain = |pair: &[f64; 2]| pair[1] == 0.0;
    values.extend(lowest(plain).map(|(_, loss)| ("plain_loss", loss)));
    values.extend(first(plain).map(|(_, step)| ("plain_step", step)));
    let heavy = first(|pair| pair[1] == 0.9);
    values.extend(heavy.map(|(_, step)| ("heavy_step", step)));
    values
}

/// Of the curvatures that are powers of two.
fn of_the_powers(beta: f64) -> Vec<Value> {
    let (n, eta) = (10, 1.0);
    // A coordinate may swing back above one half.
    let halved = |beta: f64| -> Vec<f64> {
        let path: Vec<_> = (0..1500)
            .map(|t| powers_of_two(n, [eta, beta], t))
            .collect();
        let last = |i: usize| path.iter().rposition(|x| x[i].abs() > 0.5);
        (0..n)
            .map(|i| last(i).map_or(0.0, |t| t as f64 + 1.0))
            .collect()
    };
    let mut values = vec![("plain_eta", eta), ("coordinates", n as f64)];
    let at = |line: &[f64], i: usize| line.get(i - 1).copied().unwrap_or(0.0);
    for (line, names) in [
        (
            halved(0.0),
            [
                "halved_1",
                "halved_2",
                "halved_4",
                "halved_6",
                "halved_8",
                "halved_10",
            ],
        ),
        (
            halved(beta),
            [
                "swung_1", "swung_2", "swung_4", "swung_6", "swung_8",
                "swung_10",
            ],
        ),
    ] {
        let numbers = [1, 2, 4, 6, 8, 10].map(|i| at(&line, i));
        values.extend(names.into_iter().zip(numbers));
    }
    values
}

/// Of batches of several sizes, on the diabetes data.
fn of_the_batches(beta: f64) -> Result<Vec<Value>, Error> {
    let (eta, batch, epochs, seeds) = (0.005, 10, 7, 20);
    let data = standardized(&listings::samples::diabetes()?)?;
    let median = |eta: f64, batch: usize| -> Result<f64, Error> {
        let settings = Settings {
            eta,
            beta,
            batch,
            epochs,
            // Each run has one of its own.
            seed: 0,
        };
        let runs = many_seeds(&data, settings, seeds)?;
        let ends: Vec<f64> = runs.iter().map(|run| run[epochs]).collect();
        Ok(spread(&ends)[1])
    };
    Ok(vec![
        ("eta_small", eta),
        ("eta_tenth", eta / 10.0),
        ("batch", batch as f64),
        ("epochs", epochs as f64),
        ("seeds", seeds as f64),
        ("apart", 0.0005),
        ("optimum", loss(&data, &least_squares(&data)?)),
        ("whole_loss", median(eta, data.targets.len())?),
        ("batch_loss", median(eta, batch)?),
        ("single_loss", median(eta, 1)?),
        ("single_slow_loss", median(eta / 10.0, 1)?),
    ])
}
