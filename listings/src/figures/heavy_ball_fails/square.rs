//! Three methods on a function of two numbers.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::arrives;
use crate::Error;
use crate::figures::control::{number, presets, start_in};
use crate::figures::drawing::reading;
use crate::figures::nesterov::{METHODS, apart};
use crate::figures::number::{exact, point};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, SIDES, Scale};
use crate::figures::valley::frame;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table, Window};
use crate::heavy_ball_fails::{
    CORNER, from_sides, never, side_slope, sizes, square_run, to_sides,
};
use crate::nesterov::contest;

/// The part of the plane that is shown.
const WINDOW: Window = Window {
    x: [-4.0, 4.0],
    y: [-3.0, 3.0],
};

/// The steps that are drawn; beyond them a run is followed for its reading.
const STEPS: usize = 40;

/// The starts of a coordinate are so many to a unit.
const FINE: i32 = 40;

/// Gradient descent, heavy ball and Nesterov's method around the square.
#[derive(Debug, Clone, PartialEq)]
pub struct Square {
    /// The point x₀ at which all start.
    pub start: [f64; 2],
    /// The first coordinate of the velocity v₀ of the heavy ball.
    pub v_1: f64,
    /// Its second coordinate.
    pub v_2: f64,
}

impl Default for Square {
    fn default() -> Self {
        Square {
            start: [1.0, 0.0],
            v_1: -30.25,
            v_2: -30.25,
        }
    }
}

/// What the figure shows.
#[derive(Debug, Clone, PartialEq)]
pub struct InThePlane {
    /// The points of gradient descent, heavy ball and Nesterov's method.
    pub paths: [Vec<[f64; 2]>; 3],
    /// For each coordinate along the sides, the stretches of starts from
    /// which the heavy ball never arrives with this velocity.
    pub never: [Vec<[f64; 2]>; 2],
}

// ANCHOR: square
/// The three runs, of which only the heavy ball has the velocity, and where
/// it never arrives.
pub fn square(p: &Square) -> Result<InThePlane, Error> {
    let [plain, heavy, nesterov] = contest([1.0, 100.0]);
    let v = [p.v_1, p.v_2];
    let run = |v, parameters| square_run(p.start, v, parameters, 1000);
    let [v_u, v_w] = to_sides(v);
    let lost = |v| never(side_slope, v, heavy, [-5, 5], FINE);
    Ok(InThePlane {
        paths: [
            run([0.0; 2], plain)?,
            run(v, heavy)?,
            run([0.0; 2], nesterov)?,
        ],
        never: [lost(v_u)?, lost(v_w)?],
    })
}
// ANCHOR_END: square

/// The corners of the strips of the plane whose coordinate along a side lies in
/// one of the stretches.
fn strips(never: &[Vec<[f64; 2]>; 2]) -> Vec<[[f64; 2]; 4]> {
    let half = 0.5 / f64::from(FINE);
    let mut strips = Vec::new();
    for (i, stretches) in never.iter().enumerate() {
        for [first, last] in stretches {
            let [low, high] = [first - half, last + half];
            let corners = [[low, -6.0], [high, -6.0], [high, 6.0], [low, 6.0]];
            strips.push(corners.map(|[along, across]| {
                from_sides([[along, across], [across, along]][i])
            }));
        }
    }
    strips
}

impl Figure for Square {
    type Data = InThePlane;
    const NAME: &'static str = "square";
    const SECTION: &'static str = "heavy_ball_fails";
    const TYPE: &'static str = "Square";
    const FRAME: Option<Frame> = Some(frame(WINDOW));

    fn data(&self) -> Result<InThePlane, Error> {
        square(self)
    }

    fn drawing(&self, data: &InThePlane) -> Result<Drawing, Error> {
        let [plain, heavy, nesterov] =
            data.paths.each_ref().map(|path| arrives(&sizes(path)));
        let description = format!(
            "Three walks from {}, the heavy ball with the velocity ({}, {}). Within a millionth of the \
             minimum are gradient descent {plain}, the heavy ball {heavy}, Nesterov's method \
             {nesterov}. Strips across the plane are the starts from which the heavy ball never arrives.",
            point(self.start),
            exact(self.v_1),
            exact(self.v_2),
        );
        let columns = [
            "t",
            "x₁, gradient descent",
            "x₂, gradient descent",
            "x₁, heavy ball",
            "x₂, heavy ball",
            "x₁, Nesterov",
            "x₂, Nesterov",
        ];
        let rows = (0..=STEPS).map(|step| {
            let at = |path: &Vec<[f64; 2]>| path.get(step).copied();
            let all = data.paths.each_ref().map(at);
            let all = all.map(|at| at.unwrap_or([f64::NAN; 2]));
            std::iter::once(step as f64).chain(all.into_iter().flatten())
        });
        Drawing::new(
            "Three methods around a square",
            description,
            reading([
                ("gradient descent arrives", plain),
                ("heavy ball arrives", heavy),
                ("Nesterov arrives", nesterov),
            ]),
            Table::new(&columns, rows),
            |area| self.plot(data, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let range = [-60.0, 60.0, 0.25];
        vec![
            start_in(WINDOW, 0.05, |p| &mut p.start),
            number(["v_1", "velocity along x₁", "", ""], range, |p| {
                &mut p.v_1
            }),
            number(["v_2", "velocity along x₂", "", ""], range, |p| {
                &mut p.v_2
            }),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("on the cycle", "start=1,0&v_1=-30.25&v_2=-30.25"),
            ("from rest", "v_1=0&v_2=0"),
            ("from rest at (2, 1)", "start=2,1&v_1=0&v_2=0"),
            ("from rest at (1, 1)", "start=1,1&v_1=0&v_2=0"),
        ])
    }
}

impl Square {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        data: &InThePlane,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new(WINDOW.x, "x₁"),
            Scale::new(WINDOW.y, "x₂"),
        )?;
        for corners in strips(&data.never) {
            plane.fill(&corners, Role::Steep, 0.2)?;
        }
        let [x, y] = CORNER;
        let corners = [[x, y], [-y, x], [-x, -y], [y, -x], [x, y]];
        plane.lines(&corners, Role::Frame, 1.4)?;
        plane.cross([0.0, 0.0], Role::Optimum)?;
        let paths = data
            .paths
            .each_ref()
            .map(|path| &path[..path.len().min(STEPS + 1)]);
        for (path, (_, role, ..)) in paths.iter().zip(METHODS) {
            plane.path(path, role, 1.0)?;
        }
        for (path, (_, role, _, marker)) in paths.iter().zip(METHODS) {
            plane.markers(path, role, |step| match step {
                0 => Marker::None,
                _ => marker,
            })?;
        }
        plane.markers(&[self.start], Role::Start, |_| Marker::Large)?;
        plane.note(self.start, "start", Role::Start)?;
        for (i, (name, role, ..)) in METHODS.into_iter().enumerate() {
            let places = apart(WINDOW, &paths, i);
            plane.note_along(&SIDES, &places, name, role)?;
        }
        Ok(())
    }
}
