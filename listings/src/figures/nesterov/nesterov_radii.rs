//! The spectral radius of a coordinate under three methods.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::METHODS;
use crate::Error;
use crate::figures::control::{beta, presets};
use crate::figures::drawing::reading;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::paths::apart;
use crate::figures::plane::{Outcome, Plane, SIDES, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::nesterov::{nesterov_limit, nesterov_radius};

/// The spectral radius against ηλ.
#[derive(Debug, Clone, PartialEq)]
pub struct NesterovRadii {
    /// The momentum β of the heavy ball and of Nesterov's method.
    pub beta: f64,
}

impl Default for NesterovRadii {
    fn default() -> Self {
        NesterovRadii { beta: 0.5 }
    }
}

/// The spectral radii of a coordinate.
#[derive(Debug, Clone, PartialEq)]
pub struct Coordinates {
    /// Products ηλ, each with the radii of gradient descent, heavy ball and
    /// Nesterov's method.
    pub radii: Vec<[f64; 4]>,
    /// The products below which each of them converges.
    pub limits: [f64; 3],
}

// ANCHOR: nesterov_radii
/// The radii at ηλ = 0, 0.02, …, 4, and near where a line bends.
pub fn nesterov_radii(p: &NesterovRadii) -> Result<Coordinates, Error> {
    let beta = p.beta;
    listings::check::check_momentum(beta)?;
    let heavy = listings::momentum_method::spectral_radius;
    let limit = listings::momentum_method::momentum_limit;
    let (root, share) = (beta.sqrt(), (1.0 - beta) / (1.0 + beta));
    let rings = [(1.0 - root) * (1.0 - root), (1.0 + root) * (1.0 + root)];
    let near = [0.0, 1e-4, 4e-4, 1e-3, 2e-3, 4e-3, 8e-3];
    let bends = [rings[0], rings[1], share * share, 1.0].map(|bend| {
        [near.map(|more| bend + more), near.map(|less| bend - less)].concat()
    });
    let even = (0..=200).map(|fiftieth| f64::from(fiftieth) / 50.0);
    let mut products: Vec<f64> = even.chain(bends.concat()).collect();
    products.retain(|product| (0.0..=4.0).contains(product));
    products.sort_by(f64::total_cmp);
    products.dedup();
    let row = |eta_lambda: f64| {
        [
            eta_lambda,
            heavy(eta_lambda, 0.0, 1.0),
            heavy(eta_lambda, beta, 1.0),
            nesterov_radius(eta_lambda, beta, 1.0),
        ]
    };
    Ok(Coordinates {
        radii: products.into_iter().map(row).collect(),
        limits: [limit(0.0, 1.0), limit(beta, 1.0), nesterov_limit(beta, 1.0)],
    })
}
// ANCHOR_END: nesterov_radii

impl Figure for NesterovRadii {
    type Data = Coordinates;
    const NAME: &'static str = "nesterov-radii";
    const SECTION: &'static str = "nesterov";
    const TYPE: &'static str = "NesterovRadii";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Coordinates, Error> {
        nesterov_radii(self)
    }

    fn drawing(&self, data: &Coordinates) -> Result<Drawing, Error> {
        let [plain, heavy, nesterov] = data.limits.map(|x| format!("{x:.3}"));
        let description = format!(
            "The spectral radius of a coordinate against ηλ, for momentum {}: gradient descent converges \
             below {plain}, the heavy ball below {heavy}, Nesterov's method below {nesterov}.",
            exact(self.beta),
        );
        let fifths = data.radii.iter().filter(|row| {
            let fifths = 5.0 * row[0];
            (fifths - fifths.round()).abs() < 1e-9
        });
        let columns = ["ηλ", "gradient descent", "heavy ball", "Nesterov"];
        Drawing::new(
            "The spectral radius of a coordinate under three methods",
            description,
            reading([
                ("gradient descent: ηλ below", plain),
                ("heavy ball: ηλ below", heavy),
                ("Nesterov: ηλ below", nesterov),
            ]),
            Table::new(&columns, fifths.copied()),
            |area| self.plot(data, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("β = 0.1", "beta=0.1"),
            ("β = 0.5", "beta=0.5"),
            ("β = 0.9", "beta=0.9"),
        ])
    }
}

impl NesterovRadii {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        data: &Coordinates,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([0.0, 4.0], "ηλ"),
            Scale::new([0.0, 1.5], "spectral radius"),
        )?;
        plane.path(&[[0.0, 1.0], [4.0, 1.0]], Role::Frame, 1.0)?;
        let lines = [0, 1, 2].map(|i| {
            let line = data.radii.iter().map(|row| [row[0], row[1 + i]]);
            line.collect::<Vec<[f64; 2]>>()
        });
        for (line, (_, role, width, _)) in lines.iter().zip(METHODS) {
            plane.path(line, role, width)?;
        }
        for (limit, (_, role, _, marker)) in
            data.limits.into_iter().zip(METHODS)
        {
            plane.markers(&[[limit, 1.0]], role, |_| marker)?;
        }
        for (i, (name, role, ..)) in METHODS.into_iter().enumerate() {
            let places = apart(plane.window(), &lines, i);
            plane.note_along(&SIDES, &places, name, role)?;
        }
        Ok(())
    }
}
