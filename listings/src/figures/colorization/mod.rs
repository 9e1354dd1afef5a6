//! Color that spreads over pixels, and an eigenvector of each of four graphs.

mod graphs;
mod ink;
mod rooms;

pub use graphs::{Graphs, Modes, graphs, node};
pub use ink::{Ink, Inked, ink, painted_rooms, reached, small_rooms};
pub use rooms::{Rooms, rooms};

use plotters::prelude::DrawingBackend;

use super::palette::Role;
use super::plane::{Outcome, Plane};

/// How many shades of a color are told apart.
const SHADES: f64 = 20.0;

/// The shade of a color, rounded: 0 is the page, 1 the whole color.
fn shade(color: f64) -> f64 {
    (SHADES * color.clamp(0.0, 1.0)).round() / SHADES
}

/// Fills pixels of side 1 with their colors; the corner of the first column
/// and row is at `origin`. Neighbors of the same shade are one rectangle.
fn pour<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    places: &[[usize; 2]],
    colors: &[f64],
    [left, bottom]: [f64; 2],
    role: Role,
) -> Outcome<DB> {
    // Left and right column, lower and upper row, the ends excluded.
    let mut all: Vec<([usize; 4], f64)> = Vec::new();
    for (&[column, row], color) in places.iter().zip(colors) {
        let shade = shade(*color);
        match all.last_mut() {
            Some(([from, _, _, up], last))
                if *from == column && *up == row && *last == shade =>
            {
                *up += 1;
            }
            _ => all.push(([column, column + 1, row, row + 1], shade)),
        }
    }
    let mut wide: Vec<([usize; 4], f64)> = Vec::new();
    for (run, shade) in all.into_iter().filter(|(_, shade)| *shade > 0.0) {
        let before = wide.iter_mut().find(|(other, last)| {
            other[1] == run[0] && other[2..] == run[2..] && *last == shade
        });
        match before {
            Some((other, _)) => other[1] = run[1],
            None => wide.push((run, shade)),
        }
    }
    for (run, shade) in wide {
        let [x0, x1, y0, y1] = run.map(|edge| edge as f64);
        let (x, y) = ([left + x0, left + x1], [bottom + y0, bottom + y1]);
        plane.rectangle(x, y, role, shade)?;
    }
    Ok(())
}
