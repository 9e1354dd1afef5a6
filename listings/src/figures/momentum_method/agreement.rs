//! What momentum remembers.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Rolling;
use crate::Error;
use crate::figures::control::{beta, eta};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::ticks::{ticks, whole_ticks};
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Range, Slot, Table, points,
};
use crate::ill_conditioned_problem::gradient;
use crate::momentum_method::momentum_descent;

/// What each remembered gradient adds to the velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Agreement {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The step t after which the velocity is looked at.
    pub step: usize,
}

impl Default for Agreement {
    fn default() -> Self {
        let Rolling { eta, beta, .. } = Rolling::default();
        Agreement { eta, beta, step: 4 }
    }
}

// ANCHOR: agreement
/// What each remembered gradient adds to the velocity after `step` steps, the
/// newest first: β^τ ∇f(x_{t−1−τ}).
pub fn agreement(p: &Agreement) -> Result<Vec<[f64; 2]>, Error> {
    let path = momentum_descent([-5.0, -2.0], p.eta, p.beta, p.step)?;
    let mut weight = 1.0;
    let mut pulls = Vec::new();
    for x in path[..p.step].iter().rev() {
        pulls.push(weight * gradient(x));
        weight *= p.beta;
    }
    Ok(points(&pulls))
}
// ANCHOR_END: agreement

/// How much of the pulls' sizes their sum is, with its sign.
fn kept(pulls: &[[f64; 2]], i: usize) -> f64 {
    let sum: f64 = pulls.iter().map(|pull| pull[i]).sum();
    sum / total(pulls, i)
}

fn total(pulls: &[[f64; 2]], i: usize) -> f64 {
    pulls.iter().map(|pull| pull[i].abs()).sum()
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share.abs())
}

impl Figure for Agreement {
    type Data = Vec<[f64; 2]>;
    const NAME: &'static str = "agreement";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Agreement";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<[f64; 2]>, Error> {
        agreement(self)
    }

    fn drawing(&self, pulls: &Vec<[f64; 2]>) -> Result<Drawing, Error> {
        let [flat, steep] = [0, 1].map(|i| percent(kept(pulls, i)));
        let sum = |i: usize| pulls.iter().map(|pull| pull[i]).sum::<f64>();
        let description = format!(
            "What each of the last {} gradients adds to the velocity, for step size {} and momentum {}: \
             of all their sizes together {flat} are left along the floor and {steep} across it.",
            pulls.len(),
            exact(self.eta),
            exact(self.beta),
        );
        let rows = pulls
            .iter()
            .enumerate()
            .map(|(age, pull)| [age as f64, pull[0], pull[1]]);
        Drawing::new(
            "What momentum remembers",
            description,
            reading([
                ("velocity v₁", readable(sum(0))),
                ("velocity v₂", readable(sum(1))),
                ("left of the sizes of x₁", flat),
                ("left of the sizes of x₂", steep),
            ]),
            Table::new(&["age τ", "adds to v₁", "adds to v₂"], rows),
            |area| self.plot(pulls, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            Control {
                key: "step",
                name: "step",
                symbol: "t",
                unit: "",
                range: Range::Count { min: 1, max: 12 },
                slot: Slot::Count(|p| &mut p.step),
            },
        ]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "β = 0.25",
                state: "beta=0.25",
            },
            Preset {
                name: "β = 0.9",
                state: "beta=0.9&step=12",
            },
        ]
    }
}

impl Agreement {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        pulls: &[[f64; 2]],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let count = pulls.len();
        let end = count as f64;
        let mut marks =
            whole_ticks(0, count.saturating_sub(1) as i32, "", false);
        marks.push((end, "sum".to_owned()));
        let range = [-0.6, end + 0.6];
        let mut plane = Plane::new(
            area,
            Scale {
                range,
                ticks: marks,
                name: "age τ of the gradient".into(),
            },
            Scale {
                range: [-1.1, 1.1],
                ticks: ticks([-1.0, 1.0]),
                name: "share of all sizes".into(),
            },
        )?;
        plane.lines(&[[range[0], 0.0], [range[1], 0.0]], Role::Frame, 1.0)?;
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        for (i, (_, role)) in names.into_iter().enumerate() {
            let total = total(pulls, i);
            for (age, pull) in pulls.iter().enumerate() {
                let x = age as f64 + SIDES[i];
                plane.bar(x, pull[i] / total, 6.0, role)?;
            }
            plane.bar(end + SIDES[i], kept(pulls, i), 9.0, role)?;
        }
        for (i, (name, role)) in names.into_iter().enumerate() {
            plane.note([end + SIDES[i], kept(pulls, i)], name, role)?;
        }
        Ok(())
    }
}

/// Where the bars of the two coordinates stand beside their mark.
const SIDES: [f64; 2] = [-0.2, 0.2];
