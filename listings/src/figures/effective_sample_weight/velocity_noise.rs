//! The variance of the velocity.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::BETAS;
use super::lines::{GUIDE, LINE, axis_to, steps_axis};
use crate::Error;
use crate::effective_sample_weight::{
    noisy_velocities, sample_variance, standard_error, velocity_variance,
};
use crate::figures::control::{beta, presets, sample};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};

/// The variance of velocities under noisy gradients, simulated.
#[derive(Debug, Clone, PartialEq)]
pub struct VelocityNoise {
    /// The momentum β.
    pub beta: f64,
    /// Which sample of gradients is drawn: the seed of its numbers.
    pub sample: usize,
}

impl Default for VelocityNoise {
    fn default() -> Self {
        VelocityNoise {
            beta: 0.9,
            sample: 1,
        }
    }
}

/// What the figure of the noise shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Noise {
    /// The variance of v₀, v₁, … over all streams.
    pub measured: Vec<f64>,
    /// The variance that the formula gives.
    pub expected: Vec<f64>,
    /// The number of streams.
    pub streams: usize,
}

// ANCHOR: velocity_noise
/// The variance of the velocity over 200 streams of 30 noisy gradients, and
/// the variance that the formula gives.
pub fn velocity_noise(p: &VelocityNoise) -> Result<Noise, Error> {
    let (streams, steps) = (200, 30);
    let all = noisy_velocities(p.sample as u64, p.beta, streams, steps)?;
    let at = |step: usize| all.iter().map(|v| v[step]).collect::<Vec<f64>>();
    Ok(Noise {
        measured: (0..=steps).map(|t| sample_variance(&at(t))).collect(),
        expected: (0..=steps).map(|t| velocity_variance(p.beta, t)).collect(),
        streams,
    })
}
// ANCHOR_END: velocity_noise

impl Figure for VelocityNoise {
    type Data = Noise;
    const NAME: &'static str = "velocity-noise";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "VelocityNoise";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Noise, Error> {
        velocity_noise(self)
    }

    fn drawing(&self, noise: &Noise) -> Result<Drawing, Error> {
        let last = |line: &[f64]| readable(line.last().copied().unwrap_or(0.0));
        let (measured, expected) =
            (last(&noise.measured), last(&noise.expected));
        let limit = readable(1.0 / (1.0 - self.beta * self.beta));
        let description = format!(
            "The variance of the velocity over {} simulated streams of noisy gradients, with \
             momentum {}, in units of the variance of one gradient: at the last step it is \
             {measured}, by the formula {expected}, whose limit is {limit}.",
            noise.streams,
            exact(self.beta),
        );
        let readout = reading([
            ("simulated, last step", measured),
            ("by the formula, last step", expected),
            ("limit 1/(1 − β²)", limit),
        ]);
        let columns = ["t", "simulated", "by the formula"];
        let table =
            Table::of_lines(&columns, &[&noise.measured, &noise.expected]);
        Drawing::new(
            "The variance of the velocity",
            description,
            readout,
            table,
            |area| self.plot(noise, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta), sample(|p| &mut p.sample)]
    }

    fn presets() -> Vec<Preset> {
        presets(BETAS)
    }
}

impl VelocityNoise {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        noise: &Noise,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let error = 2.0 * standard_error(noise.streams);
        let measured = numbered(&noise.measured);
        let expected = numbered(&noise.expected);
        let last = measured.len().max(expected.len()).saturating_sub(1);
        let heights = measured
            .iter()
            .map(|p| p[1])
            .chain(expected.iter().map(|p| (1.0 + error) * p[1]));
        let top = 1.15 * heights.fold(1.0, f64::max);
        let mut plane = Plane::new(
            area,
            steps_axis(last),
            axis_to(top, "variance, in σ²"),
        )?;
        let end = last.max(1) as f64;
        plane.path(&[[0.0, 1.0], [end, 1.0]], Role::Path, LINE)?;
        for factor in [1.0 - error, 1.0 + error] {
            let band: Vec<_> =
                expected.iter().map(|p| [p[0], factor * p[1]]).collect();
            plane.path(&band, Role::Contour, GUIDE)?;
        }
        plane.path(&expected, Role::Optimum, LINE)?;
        plane.markers(&measured, Role::Momentum, |_| Marker::Disc)?;
        plane.note([0.8 * end, 1.0], "one gradient", Role::Path)?;
        for (line, share, name, role) in [
            (&measured, 0.75, "simulated", Role::Momentum),
            (&expected, 0.35, "formula", Role::Optimum),
        ] {
            if let Some(place) = line.get((share * end) as usize) {
                plane.note(*place, name, role)?;
            }
        }
        Ok(())
    }
}
