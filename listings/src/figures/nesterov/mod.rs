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

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Window;
use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, SIDES};
use super::valley::{PLANE, valley_plane};
use crate::ill_conditioned_problem::CURVATURES;

/// The three methods as all figures of the section show them: the name, the
/// role, the width of the line and the mark of a point.
const METHODS: [(&str, Role, f64, Marker); 3] = [
    ("gradient descent", Role::Path, 2.8, Marker::Disc),
    ("heavy ball", Role::Momentum, 1.2, Marker::Ring),
    ("Nesterov", Role::Flat, 1.4, Marker::Diamond),
];

/// Paths through the book's valley from one start, each with its name.
///
/// # Errors
/// What the backend answers.
pub(super) fn valley_paths<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    paths: &[Vec<[f64; 2]>],
    methods: &[(&str, Role, f64, Marker)],
) -> Outcome<DB> {
    let mut plane = valley_plane(area, CURVATURES)?;
    let mut notes = Vec::new();
    for (i, (name, role, width, _)) in methods.iter().copied().enumerate() {
        let exit = plane.path(&paths[i], role, width)?;
        notes.push(match exit {
            Some(Exit { step, place }) => {
                (vec![place], format!("{name}, step {step}"), role)
            }
            None => (apart(PLANE, paths, i), name.to_owned(), role),
        });
    }
    for (path, (_, role, _, marker)) in
        paths.iter().zip(methods.iter().copied())
    {
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
    plane.note([0.0, 0.0], "minimum", Role::Optimum)?;
    // Gradient descent last: mostly it has the most room.
    for (places, text, role) in notes.into_iter().rev() {
        plane.note_along(&SIDES, &places, &text, role)?;
    }
    Ok(())
}

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
