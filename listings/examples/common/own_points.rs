//! The polynomial of the section "Polynomial regression" for a reader's table.

use std::error::Error;

use listings::figures::polynomial_regression::{Fit, fit_on};
use listings::figures::{Figure, Window};
use listings::ndarray::Array1;
use listings::polynomial_regression::{
    DEGREE, loss, planned_momentum, polynomial, shares, step_size, steps_for,
};
use listings::samples::Samples;

use crate::common;
use crate::own_table::{self, count, number};

/// Fits the polynomial to the table, and prints what comes of it.
///
/// # Errors
/// One line that says what cannot be done, before anything is written.
pub fn outcome() -> Result<(), Box<dyn Error>> {
    let flags =
        common::table_flags("polynomial_regression").unwrap_or_default();
    let usage =
        format!("usage: cargo run --example polynomial_regression -- {flags}");
    let Some((own, others)) = own_table::flags(&["degree", "steps"], &usage)?
    else {
        return Ok(());
    };
    let (mut degree, mut steps) = (DEGREE, 100);
    for (key, value) in others {
        match key {
            "degree" => degree = number(key, value, "5")?,
            _ => steps = count(key, value, "100")?,
        }
    }
    let (file, samples) = own.read()?;
    let (points, named) = points(&file, &samples)?;
    let p = polynomial(&points, degree).map_err(|error| match degree {
        0..=20 => refused(
            &file,
            format!(
                "the values of {} do not determine a polynomial of degree {degree}",
                samples.names.join(", ")
            ),
            "give more different ones, or a smaller --degree",
        ),
        _ => error,
    })?;
    let picture = match &own.out {
        Some(folder) => {
            let window = window(&points);
            let figure = Fit::default();
            let fitted = fit_on(&points, degree, window, steps, 0)?;
            let picture = folder.join("fit.svg");
            common::write(&picture, &figure.drawing(&fitted)?.svg)?;
            Some(picture)
        }
        None => None,
    };
    println!("{file}: {}", samples.summary());
    println!("a polynomial of degree {degree} in {named}");
    println!("  eigenvalue   steps to a thousandth");
    for lambda in p.lambda.iter().rev() {
        let left = (1.0 - step_size(&p) * lambda).abs();
        println!("{lambda:>12.3e} {:>12}", steps_for(left));
    }
    let all = Array1::ones(degree + 1);
    let beta = planned_momentum(steps);
    for (name, shares) in [
        (format!("{steps} steps"), shares(&p, 0.0, steps)),
        (
            format!("{steps} steps, momentum {beta}"),
            shares(&p, beta, steps),
        ),
        ("least squares".to_owned(), all),
    ] {
        println!("loss {:>12.5e} {name}", loss(&p, &shares, &points));
    }
    if let Some(file) = picture {
        println!("the fit after {steps} steps is drawn in {}", file.display());
    }
    Ok(())
}

fn refused(file: &str, what: String, remedy: &str) -> listings::Error {
    listings::Error::Table {
        place: file.to_owned(),
        what,
        remedy: remedy.to_owned(),
    }
}

/// The points, their x moved and scaled to reach from −1 to 1, and what is the
/// powers are of.
fn points(
    file: &str,
    samples: &Samples,
) -> Result<(Vec<[f64; 2]>, String), listings::Error> {
    let [name] = &samples.names[..] else {
        let count = samples.names.len() + 1;
        return Err(refused(
            file,
            format!("it has {count} columns, but a polynomial has one x"),
            "give x and y alone",
        ));
    };
    let x = samples.features.column(0);
    let low = x.iter().copied().fold(f64::INFINITY, f64::min);
    let high = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let (middle, half) = (low / 2.0 + high / 2.0, high / 2.0 - low / 2.0);
    let scaled = x.iter().map(|x| (x - middle) / half);
    let points = scaled.zip(&samples.targets).map(|(x, y)| [x, *y]);
    Ok((
        points.collect(),
        format!("x = ({name} - {middle}) / {half}"),
    ))
}

/// The part of the plane with all points.
fn window(points: &[[f64; 2]]) -> Window {
    let y = points.iter().map(|point| point[1]);
    let low = y.clone().fold(f64::INFINITY, f64::min);
    let high = y.fold(f64::NEG_INFINITY, f64::max);
    let room = 0.15 * (high - low);
    Window {
        x: [-1.08, 1.08],
        y: [low - room, high + room],
    }
}
