//! The paths of several methods in one plane.

use plotters::prelude::DrawingBackend;

use super::palette::Role;
use super::plane::{Exit, Marker, Outcome, Plane, SIDES};
use super::{Table, Window};

/// How a path is shown: its name, its role, the width of its line, which may
/// be 0, and the mark of its points.
pub(super) type Style = (&'static str, Role, f64, Marker);

/// Draws paths with a common start and writes beside them and at the start; if
/// all are lines, at the minimum (0, 0) too.
///
/// # Errors
/// What the backend answers.
pub(super) fn draw_walks<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    paths: &[Vec<[f64; 2]>],
    styles: &[Style],
) -> Outcome<DB> {
    let mut notes = Vec::new();
    for (i, &(name, role, width, _)) in styles.iter().enumerate() {
        let exit = match width {
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
    for (path, &(_, role, _, marker)) in paths.iter().zip(styles) {
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
    if styles.iter().all(|style| style.2 > 0.0) {
        plane.note([0.0, 0.0], "minimum", Role::Optimum)?;
    }
    // The first path last: mostly it has the most room.
    for (places, text, role) in notes.into_iter().rev() {
        plane.note_along(&SIDES, &places, &text, role)?;
    }
    Ok(())
}

/// The steps with the points of the paths, whose coordinates have these names.
pub(super) fn table(
    paths: &[Vec<[f64; 2]>],
    styles: &[Style],
    axes: [&str; 2],
) -> Table {
    let mut columns = vec!["t".to_owned()];
    for (name, ..) in styles {
        columns.extend(axes.map(|axis| format!("{axis}, {name}")));
    }
    let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
    let steps = paths.iter().map(Vec::len).min().unwrap_or(0);
    let rows = (0..steps).map(|step| {
        let all = paths.iter().flat_map(move |path| path[step]);
        std::iter::once(step as f64).chain(all)
    });
    Table::new(&columns, rows)
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
