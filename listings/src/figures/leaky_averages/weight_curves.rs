//! The curves of weights that [`Impulse`](super::Impulse) and
//! [`ImpulseAverage`](super::ImpulseAverage) draw.

use plotters::prelude::DrawingBackend;

use super::short;
use crate::figures::Table;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane};

/// The β of the curves that stay as guides.
pub const GUIDES: [f64; 4] = [0.95, 0.9, 0.6, 0.0];

/// A stream of gradients that is 1 at the first step and then 0, for ages up
/// to 20.
pub const SINGLE: [f64; 21] = {
    let mut stream = [0.0; 21];
    stream[0] = 1.0;
    stream
};

/// The weights that one β gives to the ages 0, 1, ….
#[derive(Debug, Clone, PartialEq)]
pub struct Curve {
    /// The share β that is kept at each step.
    pub beta: f64,
    /// The weight of each age.
    pub weights: Vec<f64>,
}

/// The last age of the figures of the weights.
pub(super) const AGES: usize = SINGLE.len() - 1;

/// The curve of the control, marked at every age, before the guides; each
/// with its name. A guide that the control's curve covers is left out.
pub(super) fn draw_curves<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    curves: &[Curve],
    height: fn(f64) -> f64,
) -> Outcome<DB> {
    let Some((shown, guides)) = curves.split_first() else {
        return Ok(());
    };
    let guides: Vec<&Curve> =
        guides.iter().filter(|g| g.beta != shown.beta).collect();
    let line = |curve: &Curve| -> Vec<[f64; 2]> {
        let points = (0..).zip(&curve.weights);
        let points = points.map(|(age, w)| [f64::from(age), height(*w)]);
        // A weight of zero has no logarithm: the line ends before it.
        points.take_while(|p: &[f64; 2]| p[1].is_finite()).collect()
    };
    for guide in &guides {
        plane.path(&line(guide), Role::Contour, 1.2)?;
    }
    plane.path(&line(shown), Role::Momentum, 2.0)?;
    plane.markers(&line(shown), Role::Momentum, |_| Marker::Disc)?;
    for guide in &guides {
        // A single point is no line.
        if let [point] = line(guide)[..] {
            plane.markers(&[point], Role::Contour, |_| Marker::Disc)?;
        }
    }
    let all = [(shown, Role::Momentum)].into_iter();
    let all = all.chain(guides.iter().map(|guide| (*guide, Role::Text)));
    for (curve, role) in all {
        let (line, name) = (line(curve), named(curve.beta));
        match line[..] {
            [point] => plane.note_beside(point, &name, role)?,
            _ => match name_place(plane, &line) {
                Some(place) => plane.note(place, &name, role)?,
                None => continue,
            },
        }
    }
    Ok(())
}

/// Where a curve is named: at a quarter of the frame's height, where curves
/// are far apart, or at its last age.
fn name_place<DB: DrawingBackend>(
    plane: &Plane<'_, DB>,
    line: &[[f64; 2]],
) -> Option<[f64; 2]> {
    let [low, high] = plane.window().y;
    let level = low + (high - low) / 4.0;
    let low = line.iter().find(|p| p[1] < level);
    low.or(line.last()).copied()
}

/// A curve's name: `β = 0.9`, with three decimals at most.
fn named(beta: f64) -> String {
    format!("β = {}", exact(short(beta)))
}

/// The weight of the control's curve at an age, ready to print.
pub(super) fn weight(curves: &[Curve], age: usize) -> String {
    let weight = curves.first().and_then(|curve| curve.weights.get(age));
    readable(weight.copied().unwrap_or_default())
}

pub(super) fn describe(of: &str, curves: &[Curve]) -> String {
    let beta = curves.first().map_or(0.0, |curve| curve.beta);
    let guides: Vec<String> = curves
        .iter()
        .skip(1)
        .map(|g| exact(short(g.beta)))
        .collect();
    format!(
        "The weight of a gradient in the leaky {of} against its age, for β = {}: \
         {} at age 0, {} at age 10, {} at age 20. Thin lines show β = {}.",
        exact(short(beta)),
        weight(curves, 0),
        weight(curves, 10),
        weight(curves, 20),
        guides.join(", "),
    )
}

pub(super) fn table(curves: &[Curve]) -> Table {
    let guides: Vec<String> = curves
        .iter()
        .skip(1)
        .map(|guide| named(guide.beta))
        .collect();
    let mut columns = vec!["age τ", "weight for your β"];
    columns.extend(guides.iter().map(String::as_str));
    let ages = curves.iter().map(|curve| curve.weights.len()).max();
    let rows = (0..ages.unwrap_or(0)).map(|age| {
        let at = move |curve: &Curve| {
            curve.weights.get(age).copied().unwrap_or(f64::NAN)
        };
        std::iter::once(age as f64).chain(curves.iter().map(at))
    });
    Table::new(&columns, rows)
}
