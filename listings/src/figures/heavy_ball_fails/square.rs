//! Three methods on a function of two numbers.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{Walks, first, styles, told};
use crate::Error;
use crate::figures::control::{number, presets, start_in};
use crate::figures::number::point;
use crate::figures::palette::Role;
use crate::figures::paths::draw_walks;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::valley::frame;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Window};
use crate::heavy_ball_fails::{
    CORNER, from_sides, never, side_slope, to_sides, walks,
};

/// The part of the plane that is shown.
const WINDOW: Window = Window {
    x: [-4.0, 4.0],
    y: [-3.0, 3.0],
};

/// The steps that are drawn; beyond them a run is followed for its reading.
const STEPS: usize = 40;

/// Half of the distance of the starts of a coordinate.
const HALF: f64 = 0.0125;

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
    pub paths: Walks,
    /// For each coordinate along the sides, the stretches of starts from
    /// which the heavy ball never arrives with this velocity.
    pub never: [Vec<[f64; 2]>; 2],
}

// ANCHOR: square
/// The three runs, of which only the heavy ball has the velocity, and where
/// it never arrives.
pub fn square(p: &Square) -> Result<InThePlane, Error> {
    let ([u, w], [v_u, v_w]) = (to_sides(p.start), to_sides([p.v_1, p.v_2]));
    let along = walks(side_slope, (u, v_u), 100.0, 1000)?;
    let across = walks(side_slope, (w, v_w), 100.0, 1000)?;
    let path = |i: usize| {
        let pairs = along[i].iter().zip(&across[i]);
        pairs.map(|(u, w)| from_sides([*u, *w])).collect()
    };
    let [_, heavy, _] = listings::nesterov::contest([1.0, 100.0]);
    let lost = |v| never(side_slope, v, heavy, [-5, 5], 40);
    Ok(InThePlane {
        paths: [0, 1, 2].map(path),
        never: [lost(v_u)?, lost(v_w)?],
    })
}
// ANCHOR_END: square

/// The corners of the strips of the plane whose coordinate along a side lies in
/// one of the stretches.
fn strips(never: &[Vec<[f64; 2]>; 2]) -> Vec<[[f64; 2]; 4]> {
    let mut strips = Vec::new();
    for (i, stretches) in never.iter().enumerate() {
        for [first, last] in stretches {
            let [low, high] = [first - HALF, last + HALF];
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
        let start = format!(
            "{}, the heavy ball with the velocity {}",
            point(self.start),
            point([self.v_1, self.v_2])
        );
        let (description, readings, table) =
            told(&start, &data.paths, ["x₁", "x₂"], STEPS);
        Drawing::new(
            "Three methods around a square, and strips of starts that never arrive",
            description,
            readings,
            table,
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
        draw_walks(&mut plane, &first(&data.paths, STEPS), &styles([1.0; 3]))
    }
}
