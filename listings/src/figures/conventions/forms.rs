//! Four forms of the update in the valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::FORMS;
use crate::Error;
use crate::conventions::{
    Form, Schedule, Settings, form_run, settings, with_product_of,
};
use crate::figures::control::{beta, count, eta, number, presets, steps};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::paths::{draw_walks, table};
use crate::figures::plane::Outcome;
use crate::figures::valley::valley_plane;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, points};
use crate::ill_conditioned_problem::{CURVATURES, START, gradient, objective};
use crate::ndarray::arr1;

/// Four forms with the same numbers, or with numbers converted from one.
#[derive(Debug, Clone, PartialEq)]
pub struct Forms {
    /// Whose numbers they are: 0 those of all four, 1 PyTorch's without
    /// dampening, 2 Keras's, 3 the average's, 4 those of the dampened form.
    /// Unless it is 0, the others get the step size that is nearest.
    pub numbers: usize,
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The dampening τ of the dampened form.
    pub dampening: f64,
    /// The last step before the step size drops to a tenth.
    pub drop_after: usize,
    /// The number of steps.
    pub steps: usize,
}

impl Default for Forms {
    fn default() -> Self {
        Forms {
            numbers: 1,
            eta: 0.1,
            beta: 0.9,
            dampening: 0.9,
            drop_after: 100,
            steps: 20,
        }
    }
}

/// The paths of PyTorch without dampening, Keras, the average and the dampened
/// form.
pub type Paths = [Vec<[f64; 2]>; 4];

// ANCHOR: forms
/// What each of the four forms is told.
pub fn typed(p: &Forms) -> [(Form, Settings); 4] {
    let own = settings(p.eta, p.beta);
    let dampened = Settings {
        dampening: p.dampening,
        ..own
    };
    let all = [
        (Form::Torch, own),
        (Form::Keras, own),
        (Form::Average, own),
        (Form::Torch, dampened),
    ];
    let given = p.numbers.checked_sub(1).and_then(|i| all.get(i));
    all.map(|(to, own)| match given {
        Some((from, s)) => (to, with_product_of((*from, s), (to, &own))),
        None => (to, own),
    })
}

/// The paths of the four forms.
pub fn forms(p: &Forms) -> Result<[Vec<[f64; 2]>; 4], Error> {
    let schedule = Schedule {
        last: p.drop_after,
        keep: 1.0,
    };
    let mut paths = [const { Vec::new() }; 4];
    for (path, form) in paths.iter_mut().zip(typed(p)) {
        let run = form_run(form, arr1(&START), gradient, schedule, p.steps)?;
        *path = points(&run);
    }
    Ok(paths)
}
// ANCHOR_END: forms

impl Figure for Forms {
    type Data = Paths;
    const NAME: &'static str = "forms";
    const SECTION: &'static str = "conventions";
    const TYPE: &'static str = "Forms";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Paths, Error> {
        forms(self)
    }

    fn drawing(&self, paths: &Paths) -> Result<Drawing, Error> {
        let (mut readings, mut parts) = (Vec::new(), String::new());
        for (i, (_, s)) in typed(self).into_iter().enumerate() {
            let name = FORMS[i].0;
            let mut value = format!("η {}", readable(s.lr));
            if i > 0 {
                value += &away(&paths[0], &paths[i]);
            }
            let end = paths[i].last().copied().unwrap_or(START);
            let loss = readable(objective(&arr1(&end)));
            parts += &format!(" {name}: {value}, loss {loss}.");
            readings.extend(reading([(name, value)]));
        }
        let description = format!(
            "Four paths of {} steps with momentum {}, the fourth with dampening {}, and how far they go from \
             the first.{parts}",
            self.steps,
            exact(self.beta),
            exact(self.dampening),
        );
        Drawing::new(
            "Four forms of momentum in the same valley",
            description,
            readings,
            table(paths, &FORMS, ["x₁", "x₂"]),
            |area| self.plot(paths, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let whose =
            "whose numbers: 0 all, 1 PyTorch, 2 Keras, 3 average, 4 dampened";
        let names = ["dampening", "dampening", "τ", ""];
        let drop = ["drop_after", "last step before the drop", "", ""];
        vec![
            count(["numbers", whose, "", ""], [0, 4], |p| &mut p.numbers),
            eta(|p| &mut p.eta),
            beta(|p| &mut p.beta),
            number(names, [0.0, 0.95, 0.01], |p| &mut p.dampening),
            count(drop, [0, 100], |p| &mut p.drop_after),
            steps(|p| &mut p.steps),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            (
                "typed into all",
                "numbers=0&eta=0.1&drop_after=100&steps=20",
            ),
            ("PyTorch's, converted", "numbers=1&eta=0.1"),
            ("the average's, converted", "numbers=3&eta=1"),
            ("the dampened, converted", "numbers=4&eta=1"),
            (
                "a drop after step 20",
                "numbers=1&eta=0.1&drop_after=20&steps=40",
            ),
        ])
    }
}

/// How far the path is from the first one, at most, at the same step: what is
/// not more than roundings is nothing.
fn away(first: &[[f64; 2]], path: &[[f64; 2]]) -> String {
    let (mut most, mut size) = (0.0_f64, 1.0_f64);
    for (a, b) in first.iter().zip(path) {
        let [x, y] = [a[0] - b[0], a[1] - b[1]];
        most = most.max((x * x + y * y).sqrt());
        size = size.max(a[0].abs()).max(a[1].abs());
    }
    if most <= 1e-10 * size {
        return ", same path".to_owned();
    }
    format!(", {} away", readable(most))
}

impl Forms {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        paths: &Paths,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        draw_walks(&mut valley_plane(area, CURVATURES)?, paths, &FORMS)
    }
}
