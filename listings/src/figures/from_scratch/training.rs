//! A run of the training, and the loss that no run can pass.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::{beta, count, number, presets, sample};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, OnTable, Preset};
use crate::figures::{Table, Window};
use crate::from_scratch::{
    Regression, Settings, least_squares, loss, standardized, train,
};

/// A run on the diabetes data.
#[derive(Debug, Clone, PartialEq)]
pub struct Training {
    /// The number of rows in a batch.
    pub batch: usize,
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The seed of the first weights and of the orders.
    pub sample: usize,
}

impl Default for Training {
    fn default() -> Self {
        Training {
            batch: 10,
            eta: 0.005,
            beta: 0.9,
            sample: 1,
        }
    }
}

/// What the figure of the training shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// Epochs and the loss after them.
    pub curve: Vec<[f64; 2]>,
    /// The smallest loss.
    pub optimum: f64,
}

// ANCHOR: training
/// Seven epochs on the diabetes data, and the smallest loss.
pub fn training(p: &Training) -> Result<Trained, Error> {
    training_on(&standardized(&listings::samples::diabetes()?)?, p)
}

/// Seven epochs on any data. The loss is taken nine times in an epoch, or
/// after each step.
pub fn training_on(data: &Regression, p: &Training) -> Result<Trained, Error> {
    let settings = Settings {
        eta: p.eta,
        beta: p.beta,
        batch: p.batch,
        epochs: 7,
        seed: p.sample as u64,
    };
    let steps = data.rows.nrows().div_ceil(p.batch.max(1));
    let (mut t, mut curve) = (0, Vec::new());
    let run = train(data, settings, |w| {
        t += 1;
        if 9 * t / steps > 9 * (t - 1) / steps {
            curve.push([t as f64 / steps as f64, loss(data, w)]);
        }
    })?;
    curve.insert(0, [0.0, run.losses[0]]);
    let optimum = loss(data, &least_squares(data)?);
    Ok(Trained { curve, optimum })
}
// ANCHOR_END: training

impl Figure for Training {
    type Data = Trained;
    const NAME: &'static str = "training";
    const SECTION: &'static str = "from_scratch";
    const TYPE: &'static str = "Training";
    const FRAME: Option<Frame> = None;
    const ON_TABLE: Option<OnTable<Self, Trained>> =
        Some(|p, samples| training_on(&standardized(samples)?, p));

    fn data(&self) -> Result<Trained, Error> {
        training(self)
    }

    fn drawing(&self, trained: &Trained) -> Result<Drawing, Error> {
        let end = trained.curve.last().map_or(f64::NAN, |point| point[1]);
        let effective = readable(self.eta / (1.0 - self.beta));
        let description = format!(
            "The loss against the epochs with step size {}, momentum {} and batches of {}: {} after \
             the last epoch, {} above the smallest loss, {}, which is a level line.",
            exact(self.eta),
            exact(self.beta),
            self.batch,
            readable(end),
            readable(end - trained.optimum),
            readable(trained.optimum),
        );
        let readings = reading([
            ("loss at the end", loss_of(end)),
            ("smallest loss", loss_of(trained.optimum)),
            ("effective step η/(1 − β)", effective),
        ]);
        Drawing::new(
            "The loss during training",
            description,
            readings,
            Table::new(&["epochs", "loss"], trained.curve.iter().copied()),
            |area| self.plot(trained, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let names = ["eta", "step size", "η", ""];
        vec![
            count(["batch", "batch size", "", ""], [1, 100], |p| &mut p.batch),
            number(names, [0.001, 0.1, 0.001], |p| &mut p.eta),
            beta(|p| &mut p.beta),
            sample(|p| &mut p.sample),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("η = 0.02, β = 0.5", "eta=0.02&beta=0.5"),
            ("η = 0.01, β = 0.9", "eta=0.01&beta=0.9"),
            ("η = 0.005, β = 0.9", "eta=0.005&beta=0.9"),
            ("η = 0.05, β = 0", "eta=0.05&beta=0"),
            ("batches of 13", "batch=13"),
        ])
    }
}

/// A loss to five decimals, which tell two runs apart; to four digits if it is
/// large.
fn loss_of(loss: f64) -> String {
    match loss < 10.0 {
        true => format!("{loss:.5}"),
        false => readable(loss),
    }
}

impl Training {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        trained: &Trained,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let window = window(trained);
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 7], "epochs"),
            Scale::new(window.y, "loss L(w)"),
        )?;
        let optimum = [0.0, 7.0].map(|x| [x, trained.optimum]);
        plane.path(&optimum, Role::Optimum, 1.0)?;
        plane.path(&trained.curve, Role::Momentum, 1.6)?;
        plane.note([5.5, trained.optimum], "smallest loss", Role::Text)?;
        if !trained.curve.iter().any(|at| window.contains(*at)) {
            let top = [3.5, window.y[1]];
            plane.note(top, "the loss is above the frame", Role::Momentum)?;
        }
        Ok(())
    }
}

/// The part of the plane that is seen: from just below the smallest loss on, up
/// to where a slow run ends.
pub fn window(trained: &Trained) -> Window {
    let low = match trained.optimum.is_finite() {
        true => (100.0 * trained.optimum).floor() / 100.0 - 0.01,
        false => 0.0,
    };
    let end = trained.curve.last().map_or(low, |point| point[1]);
    let room = if end < 1.0 { end + 0.03 - low } else { 0.0 };
    Window {
        x: [0.0, 7.0],
        y: [low, low + room.max(0.08)],
    }
}
