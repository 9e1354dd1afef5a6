//! Nesterov's method: beside the others in the valley, the two sequences of
//! its points, its radius, and how many steps it takes.

mod look_ahead;
mod nesterov_radii;
mod race;
mod steps_to_tolerance;

pub use look_ahead::{LookAhead, Sequences, look_ahead};
pub use nesterov_radii::{Coordinates, NesterovRadii, nesterov_radii};
pub use race::{Paths, Race, race};
pub use steps_to_tolerance::{Counts, StepsToTolerance, steps_to_tolerance};

use plotters::prelude::DrawingBackend;

use super::Window;
use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, Plane, SIDES};

pub(super) use race::table;

/// The three methods as all figures of the section show them: the name, the
/// role, the width of the line and the mark of a point.
pub(super) const METHODS: [(&str, Role, f64, Marker); 3] = [
    ("gradient descent", Role::Path, 2.8, Marker::Disc),
    ("heavy ball", Role::Momentum, 1.2, Marker::Ring),
    ("Nesterov", Role::Flat, 1.4, Marker::Diamond),
];

/// The points of line `i` in the window, the farthest from the points of the
/// other lines first: there its name stands best. Their start is not the
/// line's own.
pub(super) fn apart<L: AsRef<[[f64; 2]]>>(
    window: Window,
    lines: &[L],
    i: usize,
) -> Vec<[f64; 2]> {
    let share =
        |d: f64, [low, high]: [f64; 2]| (d / (high - low)) * (d / (high - low));
    let distance = |a: [f64; 2], b: [f64; 2]| {
        share(a[0] - b[0], window.x) + share(a[1] - b[1], window.y)
    };
    let seen = |j: usize| {
        let line = lines.get(j).map(AsRef::as_ref).unwrap_or_default();
        line.iter()
            .skip(1)
            .copied()
            .filter(move |at| window.contains(*at))
    };
    let others: Vec<[f64; 2]> = (0..lines.len())
        .filter(|j| *j != i)
        .flat_map(seen)
        .collect();
    let free = |at: [f64; 2]| {
        let all = others.iter().map(|other| distance(at, *other));
        all.fold(f64::INFINITY, f64::min)
    };
    let mut own: Vec<_> = seen(i).map(|at| (free(at), at)).collect();
    own.sort_by(|a, b| b.0.total_cmp(&a.0));
    own.into_iter().map(|(_, at)| at).collect()
}

/// Draws the walks of the three methods, those with a width as lines, and
/// writes beside them and at their common start; if all are lines, at the
/// minimum (0, 0) too.
pub(super) fn three_walks<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    paths: &[Vec<[f64; 2]>; 3],
    widths: [f64; 3],
) -> Outcome<DB> {
    let mut notes = Vec::new();
    for (i, (name, role, ..)) in METHODS.into_iter().enumerate() {
        let exit = match widths[i] {
            0.0 => None,
            width => plane.path(&paths[i], role, width)?,
        };
        notes.push(match exit {
            Some(Exit { step, place }) => {
                (vec![place], format!("{name}, step {step}"), role)
            }
            None => (apart(plane.window(), paths, i), name.to_owned(), role),
        });
    }
    for (path, (_, role, _, marker)) in paths.iter().zip(METHODS) {
        plane.markers(path, role, |step| match step {
            0 => Marker::None,
            _ => marker,
        })?;
    }
    let start = paths[0].get(..1).unwrap_or_default();
    plane.markers(start, Role::Start, |_| Marker::Large)?;
    if let [start, ..] = start {
        plane.note(*start, "start", Role::Start)?;
    }
    if !widths.contains(&0.0) {
        plane.note([0.0, 0.0], "minimum", Role::Optimum)?;
    }
    // Gradient descent last: mostly it has the most room.
    for (places, text, role) in notes.into_iter().rev() {
        plane.note_along(&SIDES, &places, &text, role)?;
    }
    Ok(())
}
