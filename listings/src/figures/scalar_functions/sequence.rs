//! One coordinate against the step.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::stability_map::{point_of_map, points_of_map};
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Marker, Outcome, Plane, Scale, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::scalar_functions::{closed_form, regime, scalar_run};

/// A coordinate from rest at 1, at a point of the map.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// The product ηλ, and the momentum β.
    pub at: [f64; 2],
}

impl Default for Sequence {
    fn default() -> Self {
        Sequence { at: [1.0, 0.5] }
    }
}

/// A coordinate after 0, 1, …, 30 steps of size 1, and its velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordinate {
    /// The coordinate, step by step.
    pub x: Vec<f64>,
    /// The velocity, step by step.
    pub v: Vec<f64>,
    /// The coordinate, each time from the roots alone.
    pub closed: Vec<f64>,
}

// ANCHOR: sequence
/// Thirty steps from rest at 1: with η = 1 the curvature is the product ηλ.
pub fn sequence(
    p: &Sequence,
) -> Result<listings::figures::scalar_functions::Coordinate, Error> {
    let [eta_lambda, beta] = p.at;
    let run = scalar_run(1.0, [1.0, beta, eta_lambda], 30)?;
    let from_roots = |t| closed_form(1.0, [1.0, beta, eta_lambda], t);
    Ok(listings::figures::scalar_functions::Coordinate {
        x: run.iter().map(|state| state[1]).collect(),
        v: run.iter().map(|state| state[0]).collect(),
        closed: (0..run.len()).map(from_roots).collect(),
    })
}
// ANCHOR_END: sequence

impl Figure for Sequence {
    type Data = Coordinate;
    const NAME: &'static str = "sequence";
    const SECTION: &'static str = "scalar_functions";
    const TYPE: &'static str = "Sequence";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Coordinate, Error> {
        sequence(self)
    }

    fn drawing(&self, coordinate: &Coordinate) -> Result<Drawing, Error> {
        let [eta_lambda, beta] = self.at;
        let last = coordinate.x.last().copied().unwrap_or(f64::NAN);
        let closed = coordinate.closed.last().copied().unwrap_or(f64::NAN);
        let description = format!(
            "A coordinate against the step, from 1, where the product of step size and curvature is {} \
             and the momentum {}: it {}, and after 30 steps it is {}.",
            exact(eta_lambda),
            exact(beta),
            regime(eta_lambda, beta),
            readable(last),
        );
        let readings = reading([
            ("x₃₀, step by step", readable(last)),
            ("x₃₀ from the roots", readable(closed)),
        ]);
        let lines = [&coordinate.x, &coordinate.closed, &coordinate.v];
        Drawing::new(
            "A coordinate against the step",
            description,
            readings,
            Table::of_lines(
                &["t", "x, step by step", "x from the roots", "v"],
                &lines.map(Vec::as_slice),
            ),
            |area| self.plot(coordinate, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![point_of_map(|p| &mut p.at)]
    }

    fn presets() -> Vec<Preset> {
        points_of_map()
    }
}

impl Sequence {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        coordinate: &Coordinate,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 30], "step t"),
            Scale::new([-1.6, 1.6], "coordinate xₜ"),
        )?;
        plane.path(&[[0.0, 0.0], [30.0, 0.0]], Role::Frame, 0.8)?;
        let stepped = numbered(&coordinate.x);
        let exit = plane.path(&stepped, Role::Momentum, 1.0)?;
        let closed = numbered(&coordinate.closed);
        plane.markers(&closed, Role::Path, |_| Marker::Ring)?;
        plane.markers(&stepped, Role::Momentum, |_| Marker::Disc)?;
        if let Some(Exit { step, place }) = exit {
            let text = format!("leaves at step {step}");
            plane.note(place, &text, Role::Momentum)?;
        }
        Ok(())
    }
}
