//! Both methods from the same start.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{beta, eta, start, steps};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, point, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Exit, Outcome};
use crate::figures::valley::{FRAME, PLANE, mark, name_places, valley_plane};
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Reading, Table, points,
};
use crate::ill_conditioned_problem::{
    CURVATURES, START, gradient_descent, objective,
};
use crate::momentum_method::{momentum_arrival, momentum_descent};
use crate::ndarray::arr1;

/// Both methods from the same start with the same step size.
#[derive(Debug, Clone, PartialEq)]
pub struct Crossing {
    /// The step size η of both.
    pub eta: f64,
    /// The momentum β of the second.
    pub beta: f64,
    /// The number of steps.
    pub steps: usize,
    /// The point x₀ at which both start.
    pub start: [f64; 2],
}

impl Default for Crossing {
    fn default() -> Self {
        Crossing {
            eta: 0.4,
            beta: 0.5,
            steps: 20,
            start: START,
        }
    }
}

/// The path of gradient descent and the path of the momentum method.
pub type Paths = [Vec<[f64; 2]>; 2];

// ANCHOR: crossing
/// The two paths that the figure of the title page shows.
pub fn crossing(p: &Crossing) -> Result<Paths, Error> {
    Ok([
        points(&gradient_descent(p.start, p.eta, p.steps)?),
        points(&momentum_descent(p.start, p.eta, p.beta, p.steps)?),
    ])
}
// ANCHOR_END: crossing

impl Figure for Crossing {
    type Data = Paths;
    const NAME: &'static str = "crossing";
    const SECTION: &'static str = "welcome";
    const TYPE: &'static str = "Crossing";
    const FRAME: Option<Frame> = Some(FRAME);

    fn data(&self) -> Result<Paths, Error> {
        crossing(self)
    }

    fn drawing(&self, paths: &Paths) -> Result<Drawing, Error> {
        let [plain, heavy] = paths
            .each_ref()
            .map(|path| path.last().copied().unwrap_or(self.start));
        let leaves = |path: &[[f64; 2]]| match PLANE.exit(path) {
            Some(step) => format!(", having left the frame at step {step},"),
            None => String::new(),
        };
        let description = format!(
            "Two paths from {} with step size {}. After {} steps gradient descent{} is at {} with loss {}, \
             and the momentum method with momentum {}{} is at {} with loss {}.",
            point(self.start),
            exact(self.eta),
            self.steps,
            leaves(&paths[0]),
            point(plain),
            readable(loss(plain)),
            exact(self.beta),
            leaves(&paths[1]),
            point(heavy),
            readable(loss(heavy)),
        );
        Drawing::new(
            "Gradient descent and the momentum method in the same valley",
            description,
            self.readout(plain, heavy)?,
            table(paths),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            steps(|p| &mut p.steps),
            start(|p| &mut p.start),
        ]
    }

    fn presets() -> Vec<Preset> {
        vec![
            Preset {
                name: "too fast for gradient descent",
                state: "eta=0.6&beta=0.5",
            },
            Preset {
                name: "too much momentum",
                state: "eta=0.4&beta=0.95",
            },
        ]
    }
}

impl Crossing {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &Paths,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = valley_plane(area, CURVATURES)?;
        let roles = [Role::Path, Role::Momentum];
        let mut notes = Vec::new();
        for ((path, role), name) in paths
            .iter()
            .zip(roles)
            .zip(["gradient descent", "momentum method"])
        {
            let exit = plane.path(path, role, 1.6)?;
            notes.push(match exit {
                Some(Exit { step, place }) => {
                    (place, format!("{name}, leaves at step {step}"), role)
                }
                None => (end_of(path), name.to_owned(), role),
            });
        }
        let both = [
            (paths[0].as_slice(), Role::Path),
            (paths[1].as_slice(), Role::Momentum),
        ];
        mark(&mut plane, &both)?;
        for (place, text, role) in notes {
            plane.note(place, &text, role)?;
        }
        name_places(&mut plane, &paths[0], [0.0, 0.0])
    }

    fn readout(
        &self,
        plain: [f64; 2],
        heavy: [f64; 2],
    ) -> Result<Vec<Reading>, Error> {
        let step = |beta: f64| -> Result<String, Error> {
            Ok(momentum_arrival(self.start, self.eta, beta)?.to_string())
        };
        Ok(reading([
            ("gradient descent: loss", readable(loss(plain))),
            ("momentum: loss", readable(loss(heavy))),
            ("gradient descent: distance", readable(distance(plain))),
            ("momentum: distance", readable(distance(heavy))),
            ("gradient descent: distance ≤ 0.001 from step", step(0.0)?),
            ("momentum: distance ≤ 0.001 from step", step(self.beta)?),
        ]))
    }
}

/// The numbers of the title page, by name.
///
/// # Errors
/// None at the parameters of the page.
pub fn values() -> Result<Vec<(&'static str, f64)>, Error> {
    let figure = Crossing::default();
    let [plain, heavy] = crossing(&figure)?;
    let beta_high = 0.85;
    let [_, high] = crossing(&Crossing {
        beta: beta_high,
        ..figure.clone()
    })?;
    Ok(vec![
        ("eta", figure.eta),
        ("beta", figure.beta),
        ("beta_high", beta_high),
        ("steps", figure.steps as f64),
        ("plain_loss", loss(end_of(&plain))),
        ("momentum_loss", loss(end_of(&heavy))),
        ("high_loss", loss(end_of(&high))),
        ("plain_distance", distance(end_of(&plain))),
        ("high_distance", distance(end_of(&high))),
    ])
}

fn end_of(path: &[[f64; 2]]) -> [f64; 2] {
    path.last().copied().unwrap_or_default()
}

fn loss(x: [f64; 2]) -> f64 {
    objective(&arr1(&x))
}

/// How far the point is from the minimum, the origin.
fn distance([x1, x2]: [f64; 2]) -> f64 {
    (x1 * x1 + x2 * x2).sqrt()
}

fn table(paths: &Paths) -> Table {
    let columns = [
        "t",
        "x₁, gradient descent",
        "x₂, gradient descent",
        "x₁, momentum method",
        "x₂, momentum method",
    ];
    let rows = paths[0].iter().zip(&paths[1]).enumerate();
    let rows = rows.map(|(step, (plain, heavy))| {
        [step as f64, plain[0], plain[1], heavy[0], heavy[1]]
    });
    Table::new(&columns, rows)
}
