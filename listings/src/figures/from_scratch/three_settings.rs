//! The losses of three settings, over many seeds.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::NAMES;
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::from_scratch::{
    SETTINGS, Settings, least_squares, loss, many_seeds, spread, standardized,
};

/// Three settings on the diabetes data.
#[derive(Debug, Clone, PartialEq)]
pub struct ThreeSettings {
    /// The number of rows in a batch.
    pub batch: usize,
    /// How many seeds: 1, 2, …
    pub seeds: u64,
}

impl Default for ThreeSettings {
    fn default() -> Self {
        ThreeSettings {
            batch: 10,
            seeds: 100,
        }
    }
}

/// What the figure of the three settings shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Ends {
    /// For each setting and each epoch from the first on, the losses below
    /// which 5, 50 and 95 percent of the seeds are.
    pub spreads: [Vec<[f64; 3]>; 3],
    /// The smallest loss.
    pub optimum: f64,
}

// ANCHOR: three_settings
/// The spread of the losses after 1, 2, …, 7 epochs, for each setting.
pub fn three_settings(p: &ThreeSettings) -> Result<Ends, Error> {
    let data = standardized(&listings::samples::diabetes()?)?;
    let mut spreads = [(); 3].map(|()| Vec::new());
    for (spreads, [eta, beta]) in spreads.iter_mut().zip(SETTINGS) {
        let settings = Settings {
            eta,
            beta,
            batch: p.batch,
            epochs: 7,
            seed: 0,
        };
        let runs = many_seeds(&data, settings, p.seeds)?;
        let after = |epoch| runs.iter().map(move |losses| losses[epoch]);
        let after = |epoch| spread(&after(epoch).collect::<Vec<_>>());
        spreads.extend((1..=7).map(after));
    }
    let optimum = loss(&data, &least_squares(&data)?);
    Ok(Ends { spreads, optimum })
}
// ANCHOR_END: three_settings

impl Figure for ThreeSettings {
    type Data = Ends;
    const NAME: &'static str = "three-settings";
    const SECTION: &'static str = "from_scratch";
    const TYPE: &'static str = "ThreeSettings";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Ends, Error> {
        three_settings(self)
    }

    fn drawing(&self, ends: &Ends) -> Result<Drawing, Error> {
        let last = |spreads: &Vec<[f64; 3]>| {
            spreads.last().copied().unwrap_or([f64::NAN; 3])
        };
        let last = ends.spreads.each_ref().map(last);
        let told = NAMES.iter().zip(last).map(|((name, _), spread)| {
            let [low, median, high] = spread.map(readable);
            format!("{median} for ({name}), with 90 percent from {low} to {high}")
        });
        let description = format!(
            "For each of three settings (η, β) and each of seven epochs the median of the losses of \
             {} seeds, and a bar that holds 90 percent of them. After the last epoch the median is {}. \
             The smallest loss is {}.",
            self.seeds,
            told.collect::<Vec<_>>().join("; "),
            readable(ends.optimum),
        );
        let [first, second, third] = last.map(|spread| readable(spread[1]));
        let readings = reading([
            ("median at the end, (0.02, 0.5)", first),
            ("(0.01, 0.9)", second),
            ("(0.005, 0.9)", third),
            ("smallest loss", readable(ends.optimum)),
        ]);
        let rows = NAMES.iter().enumerate().map(|(i, (name, _))| {
            ["5 %", "median", "95 %"]
                .map(|what| format!("({name}), {what}"))
                .into_iter()
                .zip(0..3)
                .map(move |(head, of)| (head, i, of))
        });
        let columns: Vec<_> = rows.flatten().collect();
        let heads: Vec<&str> = std::iter::once("epochs")
            .chain(columns.iter().map(|(head, _, _)| head.as_str()))
            .collect();
        let epochs = ends.spreads.iter().map(Vec::len).min().unwrap_or(0);
        let rows = (0..epochs).map(|epoch| {
            let of = |(_, i, of): &(String, usize, usize)| {
                ends.spreads[*i][epoch][*of]
            };
            let first = std::iter::once(epoch as f64 + 1.0);
            first.chain(columns.iter().map(of)).collect::<Vec<_>>()
        });
        Drawing::new(
            "The losses of three settings over many seeds",
            description,
            readings,
            Table::new(&heads, rows),
            |area| self.plot(ends, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        Vec::new()
    }

    fn presets() -> Vec<Preset> {
        Vec::new()
    }
}

impl ThreeSettings {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        ends: &Ends,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 8], "epochs"),
            Scale::new([0.24, 0.27], "loss L(w)"),
        )?;
        let optimum = [0.0, 8.0].map(|x| [x, ends.optimum]);
        plane.path(&optimum, Role::Optimum, 1.0)?;
        for (i, ((_, role), spreads)) in
            NAMES.into_iter().zip(&ends.spreads).enumerate()
        {
            for (epoch, [low, median, high]) in spreads.iter().enumerate() {
                let x = epoch as f64 + 1.0 + 0.22 * (i as f64 - 1.0);
                plane.path(&[[x, *low], [x, *high]], role, 1.6)?;
                plane.markers(&[[x, *median]], role, |_| Marker::Disc)?;
            }
        }
        plane.note([1.0, ends.optimum], "smallest loss", Role::Text)?;
        for ((name, role), y) in NAMES.into_iter().zip([0.268, 0.266, 0.264]) {
            plane.note_on(&[(0.0, 0.0)], [6.6, y], name, role)?;
        }
        Ok(())
    }
}
