//! What three forms do when the step size drops.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::FORMS;
use crate::Error;
use crate::conventions::{Form, Schedule, form_run, settings, with_product_of};
use crate::figures::control::{beta, count, eta, number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};

/// A walk down the slope 1, with a tenth of the step size from some step on.
#[derive(Debug, Clone, PartialEq)]
pub struct RateDrop {
    /// The step size η before the drop.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The last step before the drop.
    pub last: usize,
    /// By what Keras's velocity is multiplied at the drop.
    pub keep: f64,
}

impl Default for RateDrop {
    fn default() -> Self {
        RateDrop {
            eta: 0.1,
            beta: 0.9,
            last: 20,
            keep: 1.0,
        }
    }
}

// ANCHOR: rate_drop
/// The points of PyTorch, Keras and the average in 40 steps down the slope 1,
/// each with the step size that is equal before the drop.
pub fn rate_drop(p: &RateDrop) -> Result<[Vec<f64>; 3], Error> {
    let given = settings(p.eta, p.beta);
    let walk = |form: Form, keep: f64| -> Result<Vec<f64>, Error> {
        let s = with_product_of((Form::Torch, &given), (form, &given));
        let last = p.last;
        let one = |_: &listings::ndarray::Array1<f64>| {
            listings::ndarray::arr1(&[1.0])
        };
        let start = listings::ndarray::arr1(&[0.0]);
        let run = form_run((form, s), start, one, Schedule { last, keep }, 40)?;
        Ok(run.iter().map(|x| x[0]).collect())
    };
    Ok([
        walk(Form::Torch, 1.0)?,
        walk(Form::Keras, p.keep)?,
        walk(Form::Average, 1.0)?,
    ])
}
// ANCHOR_END: rate_drop

impl Figure for RateDrop {
    type Data = [Vec<f64>; 3];
    const NAME: &'static str = "rate-drop";
    const SECTION: &'static str = "conventions";
    const TYPE: &'static str = "RateDrop";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        rate_drop(self)
    }

    fn drawing(&self, paths: &Self::Data) -> Result<Drawing, Error> {
        let at = |i: usize, t: usize| paths[i].get(t).copied();
        let step = |i: usize| match (at(i, self.last), at(i, self.last + 1)) {
            (Some(x), Some(next)) => readable(next - x),
            _ => "none".to_owned(),
        };
        let ends = [0, 1, 2].map(|i| at(i, 40).map_or("".into(), readable));
        let [first_torch, first_keras, _] = [0, 1, 2].map(step);
        let description = format!(
            "Three walks down the slope 1 with momentum {}, step size {}, and a tenth of it after step {}, \
             where PyTorch moves by {first_torch} and Keras by {first_keras}. They end at {}, {} and {}.",
            exact(self.beta),
            exact(self.eta),
            self.last,
            ends[0],
            ends[1],
            ends[2],
        );
        let [torch, keras, _] = ends;
        let readings = reading([
            ("PyTorch: step after the drop", first_torch),
            ("Keras: step after the drop", first_keras),
            ("PyTorch: point after 40 steps", torch),
            ("Keras: point after 40 steps", keras),
        ]);
        Drawing::new(
            "A drop of the step size in three forms",
            description,
            readings,
            Table::of_lines(
                &["t", FORMS[0].0, FORMS[1].0, FORMS[2].0],
                &paths.each_ref().map(Vec::as_slice),
            ),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let names =
            ["keep", "Keras: velocity multiplied at the drop by", "", ""];
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            count(
                ["last", "last step before the drop", "", ""],
                [1, 40],
                |p| &mut p.last,
            ),
            number(names, [0.0, 1.0, 0.01], |p| &mut p.keep),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("as the libraries do", "keep=1"),
            ("an early drop", "last=5"),
        ])
    }
}

impl RateDrop {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &[Vec<f64>; 3],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let ends = paths.iter().flatten().copied();
        let lowest = ends.fold(-1e-3, f64::min);
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 40], "step t"),
            Scale::new([1.08 * lowest, 0.0], "point xₜ"),
        )?;
        let last = self.last as f64;
        let drop = [[last, 1.08 * lowest], [last, 0.0]];
        plane.path(&drop, Role::Frame, 0.8)?;
        for (line, (_, role, width, _)) in paths.iter().zip(FORMS) {
            plane.path(&numbered(line), role, width)?;
        }
        // The average, the third, lies on PyTorch.
        for (line, (_, role, _, marker)) in paths.iter().zip(FORMS).take(2) {
            plane.markers(&numbered(line), role, |t| match t {
                0 => Marker::None,
                _ => marker,
            })?;
        }
        plane.note([last, 0.0], "drop", Role::Text)?;
        for (t, i) in [(34, 0), (32, 1), (28, 2)] {
            if let Some(x) = paths[i].get(t) {
                plane.note([t as f64, *x], FORMS[i].0, FORMS[i].1)?;
            }
        }
        Ok(())
    }
}
