//! What momentum is worth under noise.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::readable;
use crate::figures::palette::Role;
use crate::figures::plane::{Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::stochastic_gradients::{expected_losses, least, momenta};

/// The least expected loss after 50 steps against the noise.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Worth;

// ANCHOR: worth
/// For 31 noises σ from 0.01 to 10: σ, and the least expected loss without
/// momentum and with it.
pub fn worth(_: &Worth) -> Result<Vec<[f64; 3]>, Error> {
    let plain = expected_losses(&[0.0], 50);
    let heavy = expected_losses(&momenta(), 50);
    let at = |i: i32| {
        let sigma = listings::libm::pow(10.0, f64::from(i) / 10.0);
        [sigma, least(&plain, sigma), least(&heavy, sigma)]
    };
    Ok((-20..=10).map(at).collect())
}
// ANCHOR_END: worth

impl Figure for Worth {
    type Data = Vec<[f64; 3]>;
    const NAME: &'static str = "worth";
    const SECTION: &'static str = "stochastic_gradients";
    const TYPE: &'static str = "Worth";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Self::Data, Error> {
        worth(self)
    }

    fn drawing(&self, rows: &Self::Data) -> Result<Drawing, Error> {
        let end =
            |row: Option<&[f64; 3]>| row.map_or([f64::NAN; 3], |row| *row);
        let [[few, plain, heavy], [many, plain_last, heavy_last]] =
            [rows.first(), rows.last()].map(|row| end(row).map(readable));
        let description = format!(
            "The least expected loss after 50 steps against the noise of the gradients, both on \
             logarithmic axes. Without momentum it rises from {plain} at noise {few} to {plain_last} \
             at noise {many}, with momentum from {heavy} to {heavy_last}.",
        );
        Drawing::new(
            "The least expected loss against the noise",
            description,
            reading([
                ("without momentum at the least noise", plain),
                ("with momentum at the least noise", heavy),
            ]),
            Table::new(
                &["σ", "without momentum", "with momentum"],
                rows.clone(),
            ),
            |area| self.plot(rows, area),
        )
    }
}

impl Worth {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        rows: &[[f64; 3]],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::powers([-2, 1], "noise σ"),
            Scale::powers([-5, 1], "least expected loss"),
        )?;
        let line = |i: usize| -> Vec<[f64; 2]> {
            rows.iter()
                .map(|row| [row[0], row[i]].map(libm::log10))
                .collect()
        };
        let (plain, heavy) = (line(1), line(2));
        plane.path(&plain, Role::Path, 1.8)?;
        plane.path(&heavy, Role::Momentum, 1.8)?;
        let (above, below) =
            ([(-0.5, -1.0), (-1.0, -1.0)], [(0.5, 1.0), (1.0, 1.0)]);
        plane.note_along(
            &above,
            &plain[plain.len() / 3..],
            "without momentum",
            Role::Path,
        )?;
        plane.note_along(
            &below,
            &heavy[heavy.len() / 3..],
            "with momentum",
            Role::Momentum,
        )
    }
}
