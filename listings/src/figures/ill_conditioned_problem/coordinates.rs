//! Each coordinate of the path against the step.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{Descent, PRESETS, Valley, descent};
use crate::Error;
use crate::figures::control::{eta, start, steps};
use crate::figures::number::{exact, point};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::ticks::whole_ticks;
use crate::figures::valley::decades;
use crate::figures::{Control, Drawing, Figure, Frame, Preset};
use crate::ill_conditioned_problem::factor;

/// Each coordinate of the path against the step, its size on a log axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordinates {
    /// The step size η.
    pub eta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which the path starts.
    pub start: [f64; 2],
}

impl Default for Coordinates {
    fn default() -> Self {
        let Valley { eta, steps, start } = Valley::default();
        Coordinates { eta, steps, start }
    }
}

// ANCHOR: coordinates
/// What the figure of the coordinates shows.
pub fn coordinates(parameters: &Coordinates) -> Result<Descent, Error> {
    descent(parameters.start, parameters.eta, parameters.steps)
}
// ANCHOR_END: coordinates

impl Figure for Coordinates {
    type Data = Descent;
    const NAME: &'static str = "coordinates";
    const SECTION: &'static str = "ill_conditioned_problem";
    const TYPE: &'static str = "Coordinates";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Descent, Error> {
        coordinates(self)
    }

    fn drawing(&self, descent: &Descent) -> Result<Drawing, Error> {
        let factors = descent
            .curvatures
            .map(|lambda| exact(round(factor(self.eta, lambda))));
        let description = format!(
            "The size of each coordinate against the step, on a logarithmic axis, for step size {}: \
             each step multiplies x₁ by {} and x₂ by {}; after {} steps x = {}.",
            exact(self.eta),
            factors[0],
            factors[1],
            self.steps,
            point(descent.end()),
        );
        Drawing::new(
            "Each coordinate against the step",
            description,
            descent.readout(self.start, self.eta)?,
            descent.table(),
            |area| self.plot(descent, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        PRESETS.to_vec()
    }
}

/// The smallest size that the axis of [`Coordinates`] reaches down to, as a
/// power of ten; what falls below leaves through the floor.
const FLOOR: f64 = -6.0;

impl Coordinates {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Descent { path, .. }: &Descent,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let lines = [0, 1].map(|i| decades(path, i));
        let sizes = lines.iter().flatten().flatten().map(|point| point[1]);
        let sizes = || sizes.clone().filter(|size| *size >= FLOOR);
        let low = sizes().fold(f64::INFINITY, f64::min).floor().min(0.0);
        let high = sizes()
            .fold(f64::NEG_INFINITY, f64::max)
            .ceil()
            .max(low + 1.0);
        let last = path.len().saturating_sub(1).max(1);
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, last as f64],
                ticks: whole_ticks(0, last as i32, "", false),
                name: "step t".into(),
            },
            Scale {
                range: [low, high],
                ticks: whole_ticks(low as i32, high as i32, "10", true),
                name: "size of coordinate".into(),
            },
        )?;
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        let mut ends = Vec::new();
        for (i, (name, role)) in names.into_iter().enumerate() {
            let mut end = None;
            for piece in &lines[i] {
                end = plane.path(piece, role, 1.4)?.map(|exit| exit.place);
                let at = |step: usize| path.get(step).map_or(0.0, |x| x[i]);
                plane.markers(piece, role, |k| {
                    let step =
                        piece.get(k).map_or(0, |point| point[0] as usize);
                    if at(step) < 0.0 {
                        Marker::Ring
                    } else {
                        Marker::Disc
                    }
                })?;
                let seen = piece.iter().rfind(|p| plane.window().contains(**p));
                end = end.or(seen.copied());
            }
            ends.extend(end.map(|place| (place, name, role)));
        }
        for (place, name, role) in ends {
            plane.note(place, name, role)?;
        }
        Ok(())
    }
}

/// A factor without the dust of its last bits.
fn round(x: f64) -> f64 {
    (x * 1e9).round() / 1e9
}
