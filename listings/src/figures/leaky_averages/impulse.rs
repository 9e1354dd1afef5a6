//! The weights of the leaky sum.

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
use crate::figures::ticks::ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset};
use crate::leaky_averages::leaky_sum;

/// The weights of the leaky sum against the age.
#[derive(Debug, Clone, PartialEq)]
pub struct Impulse {
    /// The share β that is kept at each step.
    pub beta: f64,
}

impl Default for Impulse {
    fn default() -> Self {
        Impulse { beta: 0.9 }
    }
}

// ANCHOR: impulse
/// What the leaky sum keeps of a single gradient of 1: for the figure's β,
/// then for those of the guides.
pub fn impulse(parameters: &Impulse) -> Result<Vec<Curve>, Error> {
    let mut curves = Vec::new();
    for beta in [&[parameters.beta], &GUIDES[..]].concat() {
        let weights = leaky_sum(&SINGLE, beta)?.split_off(1);
        curves.push(Curve { beta, weights });
    }
    Ok(curves)
}
// ANCHOR_END: impulse

impl Figure for Impulse {
    type Data = Vec<Curve>;
    const NAME: &'static str = "impulse";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "Impulse";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Curve>, Error> {
        impulse(self)
    }

    fn drawing(&self, curves: &Vec<Curve>) -> Result<Drawing, Error> {
        Drawing::new(
            "The weight of a gradient in the leaky sum",
            describe("sum", curves),
            reading([
                ("weight at age 0", weight(curves, 0)),
                ("weight at age 10", weight(curves, 10)),
                ("weight at age 20", weight(curves, 20)),
                ("total weight", readable(1.0 / (1.0 - self.beta))),
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

impl Impulse {
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
                range: [0.0, 1.0],
                ticks: ticks([0.0, 1.0]),
                name: "weight in the sum".into(),
            },
        )?;
        draw_curves(&mut plane, curves, |weight| weight)
    }
}
