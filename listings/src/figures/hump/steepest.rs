//! The steepest coordinate at the best pair.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{kappa, repair};
use crate::Error;
use crate::figures::control::presets;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale, numbered};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::hump::hump_run;

/// The size of the steepest coordinate, from rest and with another first
/// velocity.
#[derive(Debug, Clone, PartialEq)]
pub struct Steepest {
    /// The condition number κ.
    pub kappa: f64,
    /// The first velocity is the gradient divided by 1 + repair · β.
    pub repair: f64,
}

impl Default for Steepest {
    fn default() -> Self {
        Steepest {
            kappa: 100.0,
            repair: 1.0,
        }
    }
}

// ANCHOR: steepest
/// The size of the steepest coordinate after 0, 1, …, 40 steps of the best
/// pair, as a multiple of its start: from rest, and with the first velocity.
pub fn steepest(p: &Steepest) -> Result<[Vec<f64>; 2], Error> {
    let size = |repair: f64| -> Result<Vec<f64>, Error> {
        let run = hump_run(p.kappa, repair, 40)?;
        // It starts at 1.
        Ok(run.iter().map(|x| x[2].abs()).collect())
    };
    Ok([size(0.0)?, size(p.repair)?])
}
// ANCHOR_END: steepest

impl Figure for Steepest {
    type Data = [Vec<f64>; 2];
    const NAME: &'static str = "steepest";
    const SECTION: &'static str = "hump";
    const TYPE: &'static str = "Steepest";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        steepest(self)
    }

    fn drawing(&self, sizes: &Self::Data) -> Result<Drawing, Error> {
        let [[step, top], [_, other]] = sizes.each_ref().map(|line| top(line));
        let description = format!(
            "The size of the steepest coordinate against the step at the best pair for condition \
             number {}: from rest it grows to {} times its start at step {}; with {} of the repair its \
             largest size is {}.",
            exact(self.kappa),
            readable(top),
            exact(step),
            exact(self.repair),
            readable(other),
        );
        let readings = reading([
            ("largest size from rest", readable(top)),
            ("at step", exact(step)),
            ("√κ/e", readable(self.root())),
            ("largest size with the repair", readable(other)),
        ]);
        Drawing::new(
            "The steepest coordinate at the best pair",
            description,
            readings,
            Table::of_lines(
                &["t", "from rest", "with the repair"],
                &sizes.each_ref().map(Vec::as_slice),
            ),
            |area| self.plot(sizes, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![kappa(|p| &mut p.kappa), repair(|p| &mut p.repair)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("κ = 5", "kappa=5"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
            ("no repair", "repair=0"),
            ("repaired", "repair=1"),
        ])
    }
}

/// The largest number of a line, with its step.
fn top(line: &[f64]) -> [f64; 2] {
    let numbers = line.iter().enumerate();
    numbers.fold([0.0, f64::NEG_INFINITY], |top, (step, x)| {
        if *x > top[1] { [step as f64, *x] } else { top }
    })
}

impl Steepest {
    fn root(&self) -> f64 {
        self.kappa.sqrt() / std::f64::consts::E
    }

    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        sizes: &[Vec<f64>; 2],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let highest = 1.25 * self.root().max(1.0);
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 40], "step t"),
            Scale::new([0.0, highest], "size of the steepest coordinate"),
        )?;
        plane.path(&[[0.0, 1.0], [40.0, 1.0]], Role::Frame, 0.8)?;
        let root = self.root();
        plane.path(&[[0.0, root], [40.0, root]], Role::Steep, 1.4)?;
        let [rest, mended] = sizes.each_ref().map(|line| numbered(line));
        plane.path(&mended, Role::Path, 1.4)?;
        plane.path(&rest, Role::Momentum, 1.4)?;
        plane.markers(&mended, Role::Path, |_| Marker::Ring)?;
        plane.markers(&rest, Role::Momentum, |_| Marker::Disc)?;
        plane.note([32.0, root], "√κ/e", Role::Steep)?;
        for (line, t, text, role) in [
            (&rest, 9, "from rest", Role::Momentum),
            (&mended, 3, "repaired", Role::Path),
        ] {
            if let Some(at) = line.get(t) {
                plane.note(*at, text, role)?;
            }
        }
        Ok(())
    }
}
