//! The valley of the book as every figure shows it: its part of the plane, its
//! level sets, its minimum, and the paths through it.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::number::exact;
use super::palette::Role;
use super::plane::{EDGES, Marker, Outcome, Plane, Scale};
use super::svg::SIZE;
use super::{Frame, Placed, Window};

/// The part of the plane that every figure of the valley shows.
pub const PLANE: Window = Window {
    x: [-6.0, 2.0],
    y: [-3.0, 3.0],
};

/// [`PLANE`] in the picture.
pub const FRAME: Frame = frame(PLANE);

/// The part of the plane that figures of a turned valley show: the minimum is
/// in its middle, so that no direction has more room than its opposite.
pub const TURNED_PLANE: Window = Window {
    x: [-6.0, 6.0],
    y: [-4.5, 4.5],
};

/// [`TURNED_PLANE`] in the picture.
pub const TURNED_FRAME: Frame = frame(TURNED_PLANE);

/// Where a window is in the picture.
pub const fn frame(window: Window) -> Frame {
    let [left, top, right, bottom] = EDGES;
    let (width, height) = SIZE;
    let (width, height) = (width as f64, height as f64);
    Frame {
        edges: [left / width, top / height, right / width, bottom / height],
        x: window.x,
        y: window.y,
        placed: Placed::PLAIN,
    }
}

/// The frame of the valley with its level sets and its minimum.
pub fn valley_plane<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    curvatures: [f64; 2],
) -> Outcome<DB, Plane<'_, DB>> {
    let marks = [&[-6, -4, -2, 0, 2][..], &[-3, -2, -1, 0, 1, 2, 3]];
    let mut plane = axes(area, PLANE, ["x₁", "x₂"], marks)?;
    let step = level_step(curvatures);
    for level in 1..=LEVELS {
        let set = level_set(f64::from(level) * step, curvatures, [1.0, 0.0]);
        plane.lines(&set, Role::Contour, 0.8)?;
    }
    plane.cross([0.0, 0.0], Role::Optimum)?;
    Ok(plane)
}

/// The frame of a valley whose floor has the direction `along`, with level
/// sets, and the minimum.
pub fn turned_valley_plane<DB: DrawingBackend>(
    area: &DrawingArea<DB, Shift>,
    curvatures: [f64; 2],
    along: [f64; 2],
) -> Outcome<DB, Plane<'_, DB>> {
    let placed = Placed {
        along,
        origin: [0.0, 0.0],
    };
    bowl_plane(area, ["x₁", "x₂"], curvatures, placed)
}

/// The same with the minimum anywhere, and with other names of the axes.
pub fn bowl_plane<'a, DB: DrawingBackend>(
    area: &'a DrawingArea<DB, Shift>,
    names: [&str; 2],
    curvatures: [f64; 2],
    Placed { along, origin }: Placed,
) -> Outcome<DB, Plane<'a, DB>> {
    let marks = [&[-6, -4, -2, 0, 2, 4, 6][..], &[-4, -2, 0, 2, 4]];
    let mut plane = axes(area, TURNED_PLANE, names, marks)?;
    // The steepest ground at the greatest distance, a corner: the same step at
    // every angle.
    let [x, y] = [TURNED_PLANE.x[0], TURNED_PLANE.y[0]];
    let top = 0.5 * curvatures[1] * (x * x + y * y);
    let step = round_step(top, TURNED_LEVELS);
    for level in 1..=TURNED_LEVELS {
        let mut set = level_set(f64::from(level) * step, curvatures, along);
        for point in &mut set {
            *point = [point[0] + origin[0], point[1] + origin[1]];
        }
        plane.lines(&set, Role::Contour, 0.8)?;
    }
    plane.cross(origin, Role::Optimum)?;
    Ok(plane)
}

/// Twice as many as in [`PLANE`], because its corners lie higher.
const TURNED_LEVELS: i32 = 24;

/// The axes of a part of the plane, with marks at whole numbers.
fn axes<'a, DB: DrawingBackend>(
    area: &'a DrawingArea<DB, Shift>,
    window: Window,
    names: [&str; 2],
    marks: [&[i32]; 2],
) -> Outcome<DB, Plane<'a, DB>> {
    let scale = |range: [f64; 2], marks: &[i32], name: &str| Scale {
        range,
        ticks: marks
            .iter()
            .map(|&n| (f64::from(n), exact(f64::from(n))))
            .collect(),
        name: name.into(),
    };
    Plane::new(
        area,
        scale(window.x, marks[0], names[0]),
        scale(window.y, marks[1], names[1]),
    )
}

/// How many level sets are drawn, see [`level_step`].
const LEVELS: i32 = 12;

/// By how much f grows from one level set to the next: 1, 2 or 5 times a power
/// of ten, as small as lets twelve of them reach the corner of the frame.
pub fn level_step([lambda_1, lambda_2]: [f64; 2]) -> f64 {
    let top = 0.5 * lambda_1 * PLANE.x[0] * PLANE.x[0]
        + 0.5 * lambda_2 * PLANE.y[0] * PLANE.y[0];
    round_step(top, LEVELS)
}

/// 1, 2 or 5 times a power of ten, as small as lets `count` of them reach
/// `top`.
fn round_step(top: f64, count: i32) -> f64 {
    let least = top / f64::from(count);
    // The valley of a notebook may be flat, or not be one: stop somewhere.
    let mut unit = 1e12;
    while unit > least && unit > 1e-12 {
        unit /= 10.0;
    }
    let steps = [1.0, 2.0, 5.0, 10.0].map(|times| times * unit);
    steps
        .into_iter()
        .find(|step| *step >= least)
        .unwrap_or(unit)
}

/// The level set f = `level` of a valley whose floor has the direction
/// `along`, a vector of length 1: an ellipse, as a closed line.
fn level_set(
    level: f64,
    curvatures: [f64; 2],
    along: [f64; 2],
) -> Vec<[f64; 2]> {
    const CORNERS: i32 = 120;
    let axes = curvatures.map(|lambda| (2.0 * level / lambda).sqrt());
    (0..=CORNERS)
        .map(|corner| {
            let turn = f64::from(corner) / f64::from(CORNERS);
            let angle = turn * std::f64::consts::TAU;
            let (u, v) =
                (axes[0] * libm::cos(angle), axes[1] * libm::sin(angle));
            [u * along[0] - v * along[1], u * along[1] + v * along[0]]
        })
        .collect()
}

/// Marks the steps of the paths and their common start.
pub fn mark<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    paths: &[(&[[f64; 2]], Role)],
) -> Outcome<DB> {
    for (path, role) in paths {
        plane.markers(path, *role, |step| match step {
            0 => Marker::None,
            _ => Marker::Disc,
        })?;
    }
    let start = paths.first().and_then(|(path, _)| path.get(..1));
    plane.markers(start.unwrap_or_default(), Role::Start, |_| Marker::Large)
}

/// Writes where the path starts and where the minimum is.
pub fn name_places<DB: DrawingBackend>(
    plane: &mut Plane<'_, DB>,
    path: &[[f64; 2]],
    minimum: [f64; 2],
) -> Outcome<DB> {
    if let Some(&start) = path.first() {
        plane.note(start, "start", Role::Start)?;
    }
    plane.note(minimum, "minimum", Role::Optimum)
}

/// Coordinate `i` of the path as points (step, log₁₀ of its size), in pieces:
/// a zero has no logarithm and leaves a gap.
pub fn decades(path: &[[f64; 2]], i: usize) -> Vec<Vec<[f64; 2]>> {
    let mut pieces = vec![Vec::new()];
    for (step, x) in path.iter().enumerate() {
        // libm, because the standard log10 is not the same everywhere.
        let size = libm::log10(x[i].abs());
        if size.is_finite() {
            if let Some(piece) = pieces.last_mut() {
                piece.push([step as f64, size]);
            }
        } else {
            pieces.push(Vec::new());
        }
    }
    pieces.retain(|piece| !piece.is_empty());
    pieces
}
