//! The weights of the leaky average.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::weight_curves::{
    AGES, Curve, GUIDES, SINGLE, describe, draw_curves, table, weight,
};
use super::{REACHES, ages};
use crate::Error;
use crate::figures::control::beta;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::ticks::whole_ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset};
use crate::leaky_averages::leaky_average;

/// The weights of the leaky average against the age.
#[derive(Debug, Clone, PartialEq)]
pub struct ImpulseAverage {
    /// The share β that is kept at each step.
    pub beta: f64,
}

impl Default for ImpulseAverage {
    fn default() -> Self {
        ImpulseAverage { beta: 0.9 }
    }
}

// ANCHOR: impulse_average
/// What the leaky average keeps of a single gradient of 1: for the figure's
/// β, then for those of the guides.
pub fn impulse_average(
    parameters: &ImpulseAverage,
) -> Result<Vec<Curve>, Error> {
    let mut curves = Vec::new();
    for beta in [&[parameters.beta], &GUIDES[..]].concat() {
        let weights = leaky_average(&SINGLE, beta)?.split_off(1);
        curves.push(Curve { beta, weights });
    }
    Ok(curves)
}
// ANCHOR_END: impulse_average

impl Figure for ImpulseAverage {
    type Data = Vec<Curve>;
    const NAME: &'static str = "impulse-average";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "ImpulseAverage";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Curve>, Error> {
        impulse_average(self)
    }

    fn drawing(&self, curves: &Vec<Curve>) -> Result<Drawing, Error> {
        Drawing::new(
            "The weight of a gradient in the leaky average",
            describe("average", curves),
            reading([
                ("weight at age 0", weight(curves, 0)),
                ("weight at age 10", weight(curves, 10)),
                ("weight at age 20", weight(curves, 20)),
                ("total weight", readable(1.0)),
            ]),
            table(curves),
            |area| self.plot(curves, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        REACHES.to_vec()
    }
}

impl ImpulseAverage {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        curves: &[Curve],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            ages(AGES),
            Scale {
                // Room above the largest weight, 1, for its name.
                range: [-4.0, 0.5],
                ticks: whole_ticks(-4, 0, "10", true),
                name: "weight in the average".into(),
            },
        )?;
        // libm, because the standard log10 is not the same everywhere.
        draw_curves(&mut plane, curves, libm::log10)
    }
}
