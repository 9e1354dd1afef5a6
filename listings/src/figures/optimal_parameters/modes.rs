//! What is left of three coordinates, without and with momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{beta, number, presets, steps_to};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::ill_conditioned_problem::best_step;
use crate::scalar_functions::scalar_run;

/// Three eigenvalues after some steps: gradient descent at its best step size
/// beside momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Modes {
    /// The step size η of momentum.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The number of steps T.
    pub steps: usize,
}

impl Default for Modes {
    fn default() -> Self {
        // The best pair, with so many digits that all three coordinates ring.
        Modes {
            eta: 3.3058,
            beta: 0.6695,
            steps: 30,
        }
    }
}

/// The eigenvalues.
const LAMBDAS: [f64; 3] = [0.01, 0.1, 1.0];

// ANCHOR: modes
/// What is left of three coordinates of curvatures 0.01, 0.1 and 1 after the
/// steps: of gradient descent with its best step size, and of momentum.
pub fn modes(p: &Modes) -> Result<[[f64; 3]; 2], Error> {
    let plain = best_step([0.01, 1.0]);
    let mut left = [[0.0; 3]; 2];
    for (i, lambda) in [0.01, 0.1, 1.0].into_iter().enumerate() {
        for (j, [eta, beta]) in
            [[plain, 0.0], [p.eta, p.beta]].iter().enumerate()
        {
            let run = scalar_run(1.0, [*eta, *beta, lambda], p.steps)?;
            left[j][i] = run[p.steps][1].abs();
        }
    }
    Ok(left)
}
// ANCHOR_END: modes

impl Figure for Modes {
    type Data = [[f64; 3]; 2];
    const NAME: &'static str = "modes";
    const SECTION: &'static str = "optimal_parameters";
    const TYPE: &'static str = "Modes";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        modes(self)
    }

    fn drawing(&self, left: &Self::Data) -> Result<Drawing, Error> {
        let [plain, heavy] = left.map(|row| row.map(readable));
        let description = format!(
            "What is left after {} steps of coordinates with curvature 0.01, 0.1 and 1: {}, {} and {} \
             with gradient descent at its best step size, {}, {} and {} with step size {} and momentum {}.",
            self.steps,
            plain[0],
            plain[1],
            plain[2],
            heavy[0],
            heavy[1],
            heavy[2],
            exact(self.eta),
            exact(self.beta),
        );
        let most = left.map(|row| row.into_iter().fold(0.0, f64::max));
        let readings = reading([
            ("largest, without momentum", readable(most[0])),
            ("largest, with momentum", readable(most[1])),
        ]);
        let rows = (0..3).map(|i| [LAMBDAS[i], left[0][i], left[1][i]]);
        Drawing::new(
            "What is left of three coordinates",
            description,
            readings,
            Table::new(&["λ", "without momentum", "with momentum"], rows),
            |area| self.plot(left, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            number(["eta", "step size", "η", ""], [0.01, 4.0, 0.01], |p| {
                &mut p.eta
            }),
            beta(|p| &mut p.beta),
            steps_to(150, |p| &mut p.steps),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("best pair", "eta=3.3058&beta=0.6695"),
            ("less momentum", "eta=1&beta=0.4"),
            ("more momentum", "eta=1&beta=0.95"),
            ("T = 4", "steps=4"),
            ("T = 30", "steps=30"),
            ("T = 50", "steps=50"),
        ])
    }
}

impl Modes {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        left: &[[f64; 3]; 2],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let names = LAMBDAS.map(|lambda| format!("λ = {}", exact(lambda)));
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, 3.0],
                ticks: [0.5, 1.5, 2.5].into_iter().zip(names).collect(),
                name: "coordinate".into(),
            },
            Scale::new([0.0, 1.2], "left of the start"),
        )?;
        plane.path(&[[0.0, 1.0], [3.0, 1.0]], Role::Frame, 0.8)?;
        for (row, role, aside) in [
            (left[0], Role::Path, -0.16),
            (left[1], Role::Momentum, 0.16),
        ] {
            for (i, height) in row.into_iter().enumerate() {
                plane.bar(i as f64 + 0.5 + aside, height, 30.0, role)?;
            }
        }
        let tops = [[0.34, left[0][0]], [0.66, left[1][0]]];
        plane.note(tops[0], "without", Role::Path)?;
        plane.note(tops[1], "with momentum", Role::Momentum)
    }
}
