//! The velocity on a constant slope.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::lines::{GUIDE, LINE, MARKED, axis_to, steps_axis};
use super::short;
use crate::Error;
use crate::figures::control::{beta, presets, steps_to};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::leaky_averages::leaky_sum;

/// The velocity on a constant slope.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstantGradient {
    /// The momentum β.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
}

impl Default for ConstantGradient {
    fn default() -> Self {
        ConstantGradient {
            beta: 0.9,
            steps: 60,
        }
    }
}

/// What the figure of the constant slope shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Growth {
    /// The velocities v₀, v₁, … in units of the gradient.
    pub velocities: Vec<f64>,
    /// What they tend to.
    pub limit: f64,
    /// Shares of the limit in percent, with the step that first has them.
    pub marks: [(u32, usize); 2],
}

// ANCHOR: constant_gradient
/// The velocities under equal gradients, and when they are near their limit.
pub fn constant_gradient(p: &ConstantGradient) -> Result<Growth, Error> {
    let limit = 1.0 / (1.0 - p.beta);
    let long = leaky_sum(&[1.0; 1000], p.beta)?;
    let first = |percent: u32| {
        let enough = f64::from(percent) / 100.0 * limit;
        let reached = long.iter().position(|v| *v >= enough);
        (percent, reached.unwrap_or(long.len()))
    };
    Ok(Growth {
        velocities: leaky_sum(&vec![1.0; p.steps], p.beta)?,
        limit,
        marks: [63, 99].map(first),
    })
}
// ANCHOR_END: constant_gradient

impl Figure for ConstantGradient {
    type Data = Growth;
    const NAME: &'static str = "constant-gradient";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "ConstantGradient";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Growth, Error> {
        constant_gradient(self)
    }

    fn drawing(&self, growth: &Growth) -> Result<Drawing, Error> {
        let last = growth.velocities.last().copied().unwrap_or_default();
        let [(early, first), (late, second)] = growth.marks;
        let description = format!(
            "The velocity on a constant slope with momentum {}, in units of one gradient: \
             after {} steps it is {}, its limit is {}; it has {early} percent of the limit \
             from step {first} and {late} percent from step {second}.",
            exact(self.beta),
            self.steps,
            readable(last),
            readable(growth.limit),
        );
        let readout = reading([
            ("velocity at the last step", readable(last)),
            ("limit 1/(1 − β)", readable(growth.limit)),
            ("63 % of it from step", first.to_string()),
            ("99 % of it from step", second.to_string()),
        ]);
        let rows = growth
            .velocities
            .iter()
            .enumerate()
            .map(|(step, v)| [step as f64, *v, 100.0 * v / growth.limit]);
        let table =
            Table::new(&["t", "velocity", "percent of the limit"], rows);
        Drawing::new(
            "The velocity on a constant slope",
            description,
            readout,
            table,
            |area| self.plot(growth, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta), steps_to(600, |p| &mut p.steps)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("β = 0.5", "beta=0.5"),
            ("β = 0.9", "beta=0.9&steps=60"),
            ("β = 0.99", "beta=0.99"),
            ("β = 0.99, 600 steps", "beta=0.99&steps=600"),
        ])
    }
}

impl ConstantGradient {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        growth: &Growth,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let line = numbered(&growth.velocities);
        let last = line.len().saturating_sub(1);
        let top = 1.2 * growth.limit;
        let mut plane = Plane::new(
            area,
            steps_axis(last),
            axis_to(top, "velocity, in gradients"),
        )?;
        let end = last.max(1) as f64;
        let level = [[0.0, growth.limit], [end, growth.limit]];
        plane.lines(&level, Role::Contour, GUIDE)?;
        plane.path(&line, Role::Momentum, LINE)?;
        if line.len() <= MARKED + 1 {
            plane.markers(&line, Role::Momentum, |_| Marker::Disc)?;
        }
        let reached = |step: usize| line.get(step).copied();
        let marks = growth.marks.map(|(share, step)| (share, reached(step)));
        for (_, place) in marks {
            let place = place.as_slice();
            plane.markers(place, Role::Start, |_| Marker::Large)?;
        }
        let limit = format!("limit {}", short(growth.limit));
        plane.note([0.2 * end, growth.limit], &limit, Role::Frame)?;
        for (share, place) in marks {
            if let Some(place) = place {
                plane.note(
                    place,
                    &format!("≥ {share} % from step {}", place[0]),
                    Role::Start,
                )?;
            }
        }
        Ok(())
    }
}
