//! Trains with burn and with the code of the book, and prints how far apart
//! they are.

use std::process::ExitCode;

use listings::from_scratch::{SETTINGS, Settings, standardized, trained_path};
use listings::{Error, samples};

fn main() -> ExitCode {
    match compared() {
        Ok(lines) => {
            println!("{lines}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("concise: {error}");
            ExitCode::from(2)
        }
    }
}

/// A line for each setting: the largest difference of any parameter after any
/// step, without dampening and with burn's default.
fn compared() -> Result<String, Error> {
    let data = standardized(&samples::diabetes()?)?;
    let mut lines = Vec::new();
    for [eta, beta] in SETTINGS {
        let settings = Settings {
            eta,
            beta,
            batch: 10,
            epochs: 7,
            seed: 1,
        };
        let ours = trained_path(&data, settings)?;
        let largest = |dampening: f64| -> Result<f64, Error> {
            let theirs = concise::trained(&data, settings, [dampening, 0.5])?;
            let pairs = ours.iter().zip(&theirs);
            let apart = pairs.map(|(a, b)| listings::concise::apart(a, b));
            Ok(apart.fold(0.0, f64::max))
        };
        lines.push(format!(
            "η = {eta}, β = {beta}: {} steps, at most {:.1e} apart, {:.1e} with dampening 0.1",
            ours.len(),
            largest(0.0)?,
            largest(0.1)?,
        ));
    }
    Ok(lines.join("\n"))
}
