//! A noisy stream and its corrected average.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::short;
use crate::Error;
use crate::figures::control::beta;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::ticks::{ticks, whole_ticks};
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Range, Slot, Table,
};
use crate::leaky_averages::{
    corrected_average, leaky_sum, mean_age, rms_error, stream, true_gradient,
};

/// A noisy stream of gradients and its corrected average.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothing {
    /// The share β that is kept at each step.
    pub beta: f64,
    /// The standard deviation σ of the noise.
    pub sigma: f64,
}

impl Default for Smoothing {
    fn default() -> Self {
        Smoothing {
            beta: 0.9,
            sigma: 0.5,
        }
    }
}

/// What [`Smoothing`] is drawn from.
#[derive(Debug, Clone, PartialEq)]
pub struct Smoothed {
    /// The noisy gradients g₁, g₂, ….
    pub gradients: Vec<f64>,
    /// Their leaky averages, corrected: 0 and then m̂₁, m̂₂, ….
    pub average: Vec<f64>,
    /// Their leaky sums v₀, v₁, ….
    pub sum: Vec<f64>,
}

// ANCHOR: smoothing
/// A stream of noisy gradients, its corrected average and its leaky sum.
pub fn smoothing(parameters: &Smoothing) -> Result<Smoothed, Error> {
    let gradients = stream(parameters.sigma);
    let average = corrected_average(&gradients, parameters.beta)?;
    let sum = leaky_sum(&gradients, parameters.beta)?;
    Ok(Smoothed {
        gradients,
        average,
        sum,
    })
}
// ANCHOR_END: smoothing

impl Figure for Smoothing {
    type Data = Smoothed;
    const NAME: &'static str = "smoothing";
    const SECTION: &'static str = "leaky_averages";
    const TYPE: &'static str = "Smoothing";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Smoothed, Error> {
        smoothing(self)
    }

    fn drawing(&self, data: &Smoothed) -> Result<Drawing, Error> {
        let average = data.average.get(1..).unwrap_or_default();
        let errors = [&data.gradients, average].map(rms_error).map(readable);
        let last =
            |line: &[f64]| readable(line.last().copied().unwrap_or_default());
        let description = format!(
            "A stream of {} noisy gradients as dots, noise {}, and its corrected average for β = {} as a line. \
             The root mean square distance from the true gradient is {} for the dots and {} for the line.",
            data.gradients.len(),
            exact(short(self.sigma)),
            exact(short(self.beta)),
            errors[0],
            errors[1],
        );
        let [dots, line] = errors;
        Drawing::new(
            "A noisy stream and its corrected average",
            description,
            reading([
                ("distance from the true gradient: dots", dots),
                ("distance from the true gradient: average", line),
                ("mean age in steps", readable(mean_age(self.beta))),
                ("average at the last step", last(&data.average)),
                ("sum at the last step", last(&data.sum)),
            ]),
            streams(data),
            |area| self.plot(data, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta), noise(|p| &mut p.sigma)]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "no noise",
                state: "sigma=0",
            },
            Preset {
                name: "β = 0.5",
                state: "beta=0.5",
            },
            Preset {
                name: "β = 0.97",
                state: "beta=0.97",
            },
        ]
    }
}

impl Smoothing {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        data: &Smoothed,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let steps = data.gradients.len().max(1);
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, steps as f64],
                ticks: whole_ticks(0, steps as i32, "", false),
                name: "step t".into(),
            },
            Scale {
                range: [-0.5, 4.5],
                ticks: ticks([-0.5, 4.5]),
                name: "gradient".into(),
            },
        )?;
        let dots: Vec<[f64; 2]> = against_steps(&data.gradients);
        let truth: Vec<f64> = (1..=steps).map(true_gradient).collect();
        let truth = against_steps(&truth);
        let average = data.average.get(1..).unwrap_or_default();
        let average = against_steps(average);
        plane.markers(&dots, Role::Contour, |_| Marker::Disc)?;
        plane.path(&truth, Role::Optimum, 1.4)?;
        plane.path(&average, Role::Momentum, 2.0)?;
        plane.note([70.0, 3.0], "true gradient", Role::Optimum)?;
        plane.note([58.0, 1.0], "corrected average", Role::Momentum)
    }
}

/// The items of a stream, the first at step 1.
fn against_steps(stream: &[f64]) -> Vec<[f64; 2]> {
    let steps = (1..).zip(stream);
    steps.map(|(t, g)| [f64::from(t), *g]).collect()
}

fn streams(data: &Smoothed) -> Table {
    let at = |line: &[f64], t: usize| line.get(t).copied().unwrap_or(f64::NAN);
    let rows = data.gradients.iter().zip(1..).map(|(g, t)| {
        let (m, v) = (at(&data.average, t), at(&data.sum, t));
        [t as f64, true_gradient(t), *g, m, v]
    });
    Table::new(&["t", "true gradient", "gₜ", "m̂ₜ", "vₜ"], rows)
}

/// The standard deviation of the noise.
fn noise<P>(field: fn(&mut P) -> &mut f64) -> Control<P> {
    Control {
        key: "sigma",
        name: "noise",
        symbol: "σ",
        unit: "",
        range: Range::Number {
            min: 0.0,
            max: 0.8,
            step: 0.05,
        },
        slot: Slot::Number(field),
    }
}
