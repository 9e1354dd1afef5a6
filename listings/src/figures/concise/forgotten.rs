//! How far a run is from ours if one thing is forgotten.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::concise::{DAMPENING, SETTINGS, all_apart, batches, run_on};
use crate::figures::control::{beta, number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, SIDES, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::from_scratch::{
    Settings, first_parameters, standardized, trained_path,
};

/// The difference from our run against the step, for three things forgotten.
#[derive(Debug, Clone, PartialEq)]
pub struct Forgotten {
    /// The step size η.
    pub eta: f64,
    /// The momentum β.
    pub beta: f64,
    /// The dampening τ of the run that has one.
    pub tau: f64,
}

impl Default for Forgotten {
    fn default() -> Self {
        Forgotten {
            eta: SETTINGS.eta,
            beta: SETTINGS.beta,
            tau: DAMPENING,
        }
    }
}

/// The largest difference of a parameter from our run, after each step.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    /// With dampening.
    pub dampened: Vec<f64>,
    /// With the gradients of a loss without its half.
    pub doubled: Vec<f64>,
    /// With the samples in the order of another seed.
    pub shuffled: Vec<f64>,
}

// ANCHOR: forgotten
/// The differences for dampening, a lost half and another order: the loss
/// without its half has gradients of twice the size, so each step is that of
/// twice the step size.
pub fn forgotten(
    p: &Forgotten,
) -> Result<listings::figures::concise::Differences, Error> {
    let data = standardized(&listings::samples::diabetes()?)?;
    let s = listings::concise::SETTINGS;
    let s = Settings {
        eta: p.eta,
        beta: p.beta,
        ..s
    };
    let (own, others) = (
        batches(&data, s)?,
        batches(&data, Settings { seed: 2, ..s })?,
    );
    let ours = trained_path(&data, s)?;
    let apart = |batches: &[Vec<usize>], parameters: [f64; 3]| {
        let first = first_parameters(&data, s.seed);
        let path = run_on(&data, first, batches, parameters)?;
        Ok::<_, Error>(all_apart(&ours, &path))
    };
    Ok(listings::figures::concise::Differences {
        dampened: apart(&own, [p.eta, p.beta, p.tau])?,
        doubled: apart(&own, [2.0 * p.eta, p.beta, 0.0])?,
        shuffled: apart(&others, [p.eta, p.beta, 0.0])?,
    })
}
// ANCHOR_END: forgotten

/// The names of the lines.
const NAMES: [(&str, Role); 3] = [
    ("dampening", Role::Momentum),
    ("no half", Role::Path),
    ("another order", Role::Flat),
];

impl Differences {
    fn all(&self) -> [&Vec<f64>; 3] {
        [&self.dampened, &self.doubled, &self.shuffled]
    }

    /// The steps, each with the three differences.
    fn rows(&self) -> impl Iterator<Item = [f64; 4]> {
        let steps = (1..).zip(&self.dampened);
        steps.zip(&self.doubled).zip(&self.shuffled).map(
            |(((t, dampened), doubled), shuffled)| {
                [f64::from(t), *dampened, *doubled, *shuffled]
            },
        )
    }
}

impl Figure for Forgotten {
    type Data = Differences;
    const NAME: &'static str = "forgotten";
    const SECTION: &'static str = "concise";
    const TYPE: &'static str = "Forgotten";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Differences, Error> {
        forgotten(self)
    }

    fn drawing(&self, data: &Differences) -> Result<Drawing, Error> {
        let last = data.all().map(|all| all.last().copied());
        let last = last.map(|last| readable(last.unwrap_or(f64::NAN)));
        let description = format!(
            "The largest difference of a parameter from our run against the step, on a logarithmic axis, \
             for step size {} and momentum {}. After the last step it is {} with dampening {}, {} without \
             the half in the loss, and {} with another order of the samples.",
            exact(self.eta),
            exact(self.beta),
            last[0],
            exact(self.tau),
            last[1],
            last[2],
        );
        let [dampened, doubled, shuffled] = last;
        Drawing::new(
            "How far a run is from ours if one thing is forgotten",
            description,
            reading([
                ("dampening", dampened),
                ("no half", doubled),
                ("another order", shuffled),
            ]),
            Table::new(
                &["step", "dampening", "no half", "another order"],
                data.rows()
                    .filter(|row| row[0] <= 5.0 || row[0] % 45.0 == 0.0),
            ),
            |area| self.plot(data, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        let eta = ["eta", "step size", "η", ""];
        let tau = ["tau", "dampening", "τ", ""];
        vec![
            number(tau, [0.0, 1.0, 0.05], |p| &mut p.tau),
            number(eta, [0.001, 0.02, 0.001], |p| &mut p.eta),
            beta(|p| &mut p.beta),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("τ = 0.1", "tau=0.1"),
            ("τ = 0.9", "tau=0.9"),
            ("β = 0", "beta=0"),
        ])
    }
}

impl Forgotten {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        data: &Differences,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let last = data.dampened.len() as i32;
        let mut plane = Plane::new(
            area,
            Scale::whole([0, last.max(1)], "step t"),
            Scale::powers([-4, 1], "largest difference"),
        )?;
        let lines = data.all().map(|all| {
            // What is zero has no place on this axis.
            let seen = (1..).zip(all).filter(|(_, size)| **size > 0.0);
            let line = seen.map(|(t, size)| [f64::from(t), libm::log10(*size)]);
            line.collect::<Vec<[f64; 2]>>()
        });
        for (line, (_, role)) in lines.iter().zip(NAMES) {
            plane.path(line, role, 1.4)?;
        }
        for (line, (name, role)) in lines.iter().zip(NAMES) {
            let later = line.iter().filter(|at| at[0] > f64::from(last) / 2.0);
            let later: Vec<[f64; 2]> = later.copied().collect();
            plane.note_along(&SIDES, &later, name, role)?;
        }
        Ok(())
    }
}
