//! The losses of three settings, over many seeds.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::NAMES;
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::from_scratch::{
    SETTINGS, Settings, least_squares, loss, many_seeds, standardized,
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
        let after = |epoch| {
            listings::statistics::spread(&after(epoch).collect::<Vec<_>>())
        };
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
        let told = NAMES.iter().zip(last).map(|((name, ..), spread)| {
            let [low, median, high] = spread.map(readable);
            format!("{median} for {name}, with 90 percent from {low} to {high}")
        });
        let description = format!(
            "For each of three settings and each of seven epochs the median of the losses of \
             {} seeds, and a bar that holds 90 percent of them. After the last epoch the median is {}. \
             The smallest loss is {}.",
            self.seeds,
            told.collect::<Vec<_>>().join("; "),
            readable(ends.optimum),
        );
        let [first, second, third] = last.map(|spread| readable(spread[1]));
        let readings = reading([
            ("median, η = 0.02", first),
            ("median, η = 0.01", second),
            ("median, η = 0.005", third),
            ("smallest loss", readable(ends.optimum)),
        ]);
        let heads = NAMES.map(|(name, ..)| {
            ["5 %", "median", "95 %"].map(|of| format!("{of} of {name}"))
        });
        let heads = heads.as_flattened().iter().map(String::as_str);
        let heads: Vec<&str> = ["epochs"].into_iter().chain(heads).collect();
        let epochs = ends.spreads.iter().map(Vec::len).min().unwrap_or(0);
        let rows = (0..epochs).map(|epoch| {
            let row = ends.spreads.each_ref().map(|spreads| spreads[epoch]);
            let first = [epoch as f64 + 1.0].into_iter();
            first.chain(row.as_flattened().to_vec())
        });
        Drawing::new(
            "The losses of three settings over many seeds",
            description,
            readings,
            Table::new(&heads, rows),
            |area| self.plot(ends, area),
        )
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
            Scale::new([0.236, 0.27], "loss L(w)"),
        )?;
        let optimum = [0.0, 8.0].map(|x| [x, ends.optimum]);
        plane.path(&optimum, Role::Optimum, 1.0)?;
        for (i, ((_, role, mark), spreads)) in
            NAMES.into_iter().zip(&ends.spreads).enumerate()
        {
            for (epoch, [low, median, high]) in spreads.iter().enumerate() {
                let x = epoch as f64 + 1.0 + 0.22 * (i as f64 - 1.0);
                plane.path(&[[x, *low], [x, *high]], role, 1.6)?;
                plane.markers(&[[x, *median]], role, |_| mark)?;
            }
        }
        plane.note([1.0, ends.optimum], "smallest loss", Role::Text)?;
        let rows = [0.2685, 0.266, 0.2635];
        for ((name, role, mark), y) in NAMES.into_iter().zip(rows) {
            plane.markers(&[[4.4, y]], role, |_| mark)?;
            plane.note_beside([4.4, y], name, role)?;
        }
        Ok(())
    }
}
