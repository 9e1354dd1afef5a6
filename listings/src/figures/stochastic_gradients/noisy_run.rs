//! A run with noisy gradients, and where the formula expects it.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{beta, eta, number, presets, sample};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::stochastic_gradients::{
    feedback_variance, fine_tuning_from, noisy_descent, two_parts,
};

/// A run on ½ x² with noisy gradients, beside gradient descent with the same
/// errors and the same long-run speed.
#[derive(Debug, Clone, PartialEq)]
pub struct NoisyRun {
    /// The step size η of gradient descent; momentum takes η(1 − β).
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The standard deviation σ of the error of a gradient.
    pub sigma: f64,
    /// Which errors: the seed of their numbers.
    pub sample: usize,
}

impl Default for NoisyRun {
    fn default() -> Self {
        NoisyRun {
            eta: 0.1,
            beta: 0.9,
            sigma: 1.0,
            sample: 1,
        }
    }
}

/// What the figure of the noisy run shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Noisy {
    /// The points of momentum.
    pub run: Vec<f64>,
    /// The points of gradient descent.
    pub plain: Vec<f64>,
    /// What the points of momentum are in the mean.
    pub mean: Vec<f64>,
    /// And their standard deviations.
    pub deviation: Vec<f64>,
    /// The step from which on the noise is the larger part of the loss.
    pub fine: usize,
}

// ANCHOR: noisy_run
/// 200 steps from x = 4 on the valley of curvature 1.
pub fn noisy_run(p: &NoisyRun) -> Result<Noisy, Error> {
    let (start, lambda, steps) = (4.0, 1.0, 200);
    let errors =
        listings::seeded::Seeded::new(p.sample as u64).gaussians(steps);
    let errors: Vec<f64> = errors.iter().map(|z| p.sigma * z).collect();
    let heavy = p.eta * (1.0 - p.beta);
    let parts = two_parts(start, &vec![heavy; steps], p.beta, lambda);
    Ok(Noisy {
        run: noisy_descent(start, heavy, p.beta, lambda, &errors)?,
        plain: noisy_descent(start, p.eta, 0.0, lambda, &errors)?,
        mean: noisy_descent(start, heavy, p.beta, lambda, &vec![0.0; steps])?,
        deviation: parts
            .iter()
            .map(|part| p.sigma * (2.0 * part[1] / lambda).sqrt())
            .collect(),
        fine: fine_tuning_from(&parts, p.sigma),
    })
}
// ANCHOR_END: noisy_run

impl Figure for NoisyRun {
    type Data = Noisy;
    const NAME: &'static str = "noisy-run";
    const SECTION: &'static str = "stochastic_gradients";
    const TYPE: &'static str = "NoisyRun";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Noisy, Error> {
        noisy_run(self)
    }

    fn drawing(&self, noisy: &Noisy) -> Result<Drawing, Error> {
        let last = |line: &[f64]| line.last().copied().unwrap_or_default();
        let deviation = readable(last(&noisy.deviation));
        let fine = match noisy.fine {
            fine if fine < noisy.run.len() => fine.to_string(),
            _ => "none".to_owned(),
        };
        let description = format!(
            "A noisy run of momentum {} from 4 with the step size {}, and the band of two \
             standard deviations around its mean: at the last step the point is at {}, and the \
             standard deviation is {deviation}; the noise is the larger part of the expected loss \
             from step {fine} on. Beside it gradient descent with the same errors, \
             at the last step at {}.",
            exact(self.beta),
            readable(self.eta * (1.0 - self.beta)),
            readable(last(&noisy.run)),
            readable(last(&noisy.plain)),
        );
        let plain = feedback_variance(self.eta, 0.0, 1.0, 1000)[1].sqrt();
        let readout = reading([
            ("standard deviation at the end", deviation),
            ("that of gradient descent", readable(self.sigma * plain)),
            ("first step of the fine-tuning", fine),
        ]);
        let lines = [&noisy.run, &noisy.mean, &noisy.deviation, &noisy.plain];
        let columns = ["t", "x", "mean", "deviation", "gradient descent"];
        Drawing::new(
            "A noisy run in a valley",
            description,
            readout,
            Table::of_lines(&columns, &lines.map(Vec::as_slice)),
            |area| self.plot(noisy, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            number(["sigma", "noise", "σ", ""], [0.0, 3.0, 0.1], |p| {
                &mut p.sigma
            }),
            sample(|p| &mut p.sample),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("ηλ = 0.02", "eta=0.02"),
            ("ηλ = 0.1", "eta=0.1"),
            ("ηλ = 1", "eta=1"),
            ("without noise", "sigma=0"),
        ])
    }
}

impl NoisyRun {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        noisy: &Noisy,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let last = noisy.run.len().saturating_sub(1).max(1);
        let mut plane = Plane::new(
            area,
            Scale::whole([0, last as i32], "step t"),
            Scale::new([-3.0, 5.0], "point x"),
        )?;
        let phase = noisy.fine as f64;
        plane.path(&[[phase, -3.0], [phase, 5.0]], Role::Frame, 1.0)?;
        plane.path(&numbered(&noisy.plain), Role::Path, 0.8)?;
        let deviation = |t: usize| noisy.deviation.get(t).copied();
        for side in [2.0, -2.0] {
            let edge = noisy.mean.iter().enumerate().map(|(t, mean)| {
                mean + side * deviation(t).unwrap_or(f64::NAN)
            });
            let edge: Vec<f64> = edge.collect();
            plane.path(&numbered(&edge), Role::Contour, 1.4)?;
        }
        plane.path(&numbered(&noisy.run), Role::Momentum, 1.6)?;
        let place = |t: usize, shift: f64, of: &[f64]| {
            of.get(t).map(|y| [t as f64, y + shift])
        };
        let edge = deviation(last / 2).unwrap_or_default();
        for (place, name, role) in [
            (
                place(last / 2, 2.0 * edge, &noisy.mean),
                "two deviations",
                Role::Text,
            ),
            (
                place(last / 10, 0.0, &noisy.run),
                "momentum",
                Role::Momentum,
            ),
            (
                place(last * 4 / 5, 0.0, &noisy.plain),
                "gradient descent",
                Role::Path,
            ),
        ] {
            if let Some(place) = place.filter(|at| at[1].is_finite()) {
                plane.note(place, name, role)?;
            }
        }
        if noisy.fine < noisy.run.len() {
            let foot = [phase, -2.7];
            plane.note_on(&[(-1.0, 0.0)], foot, "transient", Role::Text)?;
            plane.note_on(&[(1.0, 0.0)], foot, "fine-tuning", Role::Text)?;
        }
        Ok(())
    }
}
