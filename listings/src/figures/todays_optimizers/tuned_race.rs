//! The tuned methods against each other in the turned valley.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, SIDES, Scale};
use crate::figures::valley::decades;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Reading, Table};
use crate::todays_optimizers::{METHODS, STEPS, tuned, valley_losses};

/// The race in a turned valley.
#[derive(Debug, Clone, PartialEq)]
pub struct TunedRace {
    /// By how many degrees the valley is turned.
    pub angle: f64,
}

impl Default for TunedRace {
    fn default() -> Self {
        TunedRace { angle: 45.0 }
    }
}

// ANCHOR: tuned_race
/// The losses of each method, tuned on the grid for the last of them.
pub fn tuned_race(p: &TunedRace) -> Result<Vec<Vec<f64>>, Error> {
    let steps = listings::todays_optimizers::STEPS;
    let losses = |method| {
        let run = |pair| valley_losses(method, pair, p.angle, steps);
        run(tuned(|pair| Ok(run(pair)?[steps]))?)
    };
    METHODS.into_iter().map(losses).collect()
}
// ANCHOR_END: tuned_race

/// The methods that are drawn: their places and roles.
const DRAWN: [(usize, Role); 6] = [
    (0, Role::Momentum),
    (2, Role::Flat),
    (3, Role::Path),
    (5, Role::Steep),
    (6, Role::Optimum),
    (7, Role::Start),
];

impl Figure for TunedRace {
    type Data = Vec<Vec<f64>>;
    const NAME: &'static str = "tuned-race";
    const SECTION: &'static str = "todays_optimizers";
    const TYPE: &'static str = "TunedRace";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        tuned_race(self)
    }

    fn drawing(&self, lines: &Self::Data) -> Result<Drawing, Error> {
        let last = |line: &Vec<f64>| line.last().copied().unwrap_or(f64::NAN);
        let readout: Vec<Reading> = METHODS
            .iter()
            .zip(lines)
            .map(|(method, line)| Reading {
                name: method.name.to_owned(),
                value: readable(last(line)),
            })
            .collect();
        let told = readout.iter().map(|r| format!("{} {}", r.name, r.value));
        let description = format!(
            "The loss against the step in the valley turned by {} degrees, each method with its best pair \
             of the grid. At the last step it is: {}.",
            exact(self.angle),
            told.collect::<Vec<_>>().join(", "),
        );
        let names = METHODS.iter().map(|method| method.name);
        let columns: Vec<&str> = ["t"].into_iter().chain(names).collect();
        let all: Vec<&[f64]> = lines.iter().map(Vec::as_slice).collect();
        Drawing::new(
            "The tuned methods in the turned valley",
            description,
            readout,
            Table::of_lines(&columns, &all),
            |area| self.plot(lines, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        Vec::new()
    }

    fn presets() -> Vec<Preset> {
        Vec::new()
    }
}

impl TunedRace {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        lines: &[Vec<f64>],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, STEPS as i32], "step t"),
            Scale::powers([-14, 2], "loss f(xₜ)"),
        )?;
        let mut notes = Vec::new();
        for (i, role) in DRAWN {
            let Some(line) = lines.get(i) else { continue };
            let line: Vec<[f64; 2]> = line.iter().map(|x| [*x, 0.0]).collect();
            let pieces = decades(&line, 0);
            for piece in &pieces {
                plane.path(piece, role, 1.4)?;
            }
            notes.push((pieces.concat(), METHODS[i].name, role));
        }
        for (line, name, role) in notes {
            let late: Vec<[f64; 2]> = line.into_iter().rev().take(35).collect();
            plane.note_along(&SIDES, &late, name, role)?;
        }
        Ok(())
    }
}
