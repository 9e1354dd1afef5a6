//! Differences of two settings with the same seed.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::NAMES;
use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale, numbered};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::from_scratch::{SETTINGS, last_losses, standardized};
use crate::statistics::mean_and_error;

/// The second and the third setting against the first, on the diabetes data.
#[derive(Debug, Clone, PartialEq)]
pub struct Paired {
    /// The number of rows in a batch.
    pub batch: usize,
    /// How many seeds: 1, 2, …
    pub seeds: u64,
}

impl Default for Paired {
    fn default() -> Self {
        Paired {
            batch: 10,
            seeds: 100,
        }
    }
}

// ANCHOR: paired
/// How much larger the loss after seven epochs is than with the first setting
/// and the same seed, for the second setting and for the third, in order.
pub fn paired(p: &Paired) -> Result<[Vec<f64>; 2], Error> {
    let data = standardized(&listings::samples::diabetes()?)?;
    let losses = |pair| last_losses(&data, pair, p.batch, p.seeds);
    let first = losses(SETTINGS[0])?;
    let mut sorted = [
        listings::statistics::differences(&losses(SETTINGS[1])?, &first),
        listings::statistics::differences(&losses(SETTINGS[2])?, &first),
    ];
    for line in &mut sorted {
        line.sort_unstable_by(f64::total_cmp);
    }
    Ok(sorted)
}
// ANCHOR_END: paired

impl Figure for Paired {
    type Data = [Vec<f64>; 2];
    const NAME: &'static str = "paired";
    const SECTION: &'static str = "from_scratch";
    const TYPE: &'static str = "Paired";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        paired(self)
    }

    fn drawing(&self, sorted: &Self::Data) -> Result<Drawing, Error> {
        let told = sorted.each_ref().map(|line| {
            let larger = line.iter().filter(|x| **x > 0.0).count();
            let [mean, error] = mean_and_error(line).map(readable_difference);
            (larger, format!("{mean} ± {error}"))
        });
        let [(second, second_mean), (third, third_mean)] = &told;
        let description = format!(
            "The differences of the last loss from that of η = 0.02, β = 0.5 with the same seed, in order. \
             With η = 0.01, β = 0.9 it is larger for {second} of {} seeds, by {second_mean} in the mean; \
             with η = 0.005, β = 0.9 for {third}, by {third_mean}.",
            self.seeds,
        );
        let readings = reading([
            ("mean, η = 0.01", second_mean.clone()),
            ("mean, η = 0.005", third_mean.clone()),
        ]);
        Drawing::new(
            "Differences with the same seed",
            description,
            readings,
            Table::of_lines(
                &["place", NAMES[1].0, NAMES[2].0],
                &sorted.each_ref().map(Vec::as_slice),
            ),
            |area| self.plot(sorted, area),
        )
    }
}

/// A difference of losses, whose digits beyond the fifth are luck.
fn readable_difference(x: f64) -> String {
    format!("{x:.5}").replace('-', "−")
}

impl Paired {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        sorted: &[Vec<f64>; 2],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::whole([0, 100], "place in the order"),
            Scale::new([-0.02, 0.03], "difference of the losses"),
        )?;
        plane.path(&[[0.0, 0.0], [100.0, 0.0]], Role::Frame, 0.8)?;
        for (line, (_, role, mark)) in sorted.iter().zip(&NAMES[1..]) {
            plane.markers(&numbered(line), *role, |_| *mark)?;
        }
        for ((line, place), (name, role, _)) in
            sorted.iter().zip([50, 70]).zip(&NAMES[1..])
        {
            if let Some(y) = line.get(place) {
                plane.note([place as f64, *y], name, *role)?;
            }
        }
        Ok(())
    }
}
