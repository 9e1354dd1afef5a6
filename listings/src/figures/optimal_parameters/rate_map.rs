//! The larger spectral radius over the step size and the momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::check::check_condition_number;
use crate::curvature::best_rate;
use crate::figures::control::{number, presets};
use crate::figures::drawing::reading;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::scalar_functions::levels;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::optimal_parameters::{best_momentum, best_pair};

/// The rate of a valley with steepest curvature 4 over (η, β).
#[derive(Debug, Clone, PartialEq)]
pub struct RateMap {
    /// The condition number κ.
    pub kappa: f64,
}

impl Default for RateMap {
    fn default() -> Self {
        RateMap { kappa: 20.0 }
    }
}

/// A rate, with the corners (η, β) of the region that has it or a smaller one.
pub type Level = (f64, Vec<[f64; 2]>);

// ANCHOR: rate_map
/// The regions of (η, β) in which both spectral radii are at most a rate, for
/// 1 and some rates below it.
/// Each is what the regions of the flat and of the steep coordinate share.
pub fn rate_map(p: &RateMap) -> Result<Vec<Level>, Error> {
    listings::check::check_condition_number(p.kappa)?;
    let (flat, steep) = (4.0 / p.kappa, 4.0);
    let rates = [1.0, 0.98, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65];
    let region = |rate: f64| {
        let sides = listings::figures::scalar_functions::levels(rate);
        let [[left, _], [right, _], [far, top], [near, _]] = sides;
        // The flat coordinate bounds η from below, the steep one from above;
        // both bounds move along straight lines as β grows.
        let [from, to] =
            [[left / flat, near / flat], [right / steep, far / steep]];
        let room = [to[0] - from[0], to[1] - from[1]];
        let foot = match room[0] < 0.0 {
            true => -room[0] / (room[1] - room[0]),
            false => 0.0,
        };
        let at =
            |ends: [f64; 2]| [ends[0] + foot * (ends[1] - ends[0]), foot * top];
        match room[1] < 0.0 {
            true => (rate, Vec::new()),
            false => {
                (rate, vec![at(from), at(to), [to[1], top], [from[1], top]])
            }
        }
    };
    Ok(rates.map(region).to_vec())
}
// ANCHOR_END: rate_map

impl Figure for RateMap {
    type Data = Vec<Level>;
    const NAME: &'static str = "rate-map";
    const SECTION: &'static str = "optimal_parameters";
    const TYPE: &'static str = "RateMap";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Level>, Error> {
        rate_map(self)
    }

    fn drawing(&self, regions: &Vec<Level>) -> Result<Drawing, Error> {
        check_condition_number(self.kappa)?;
        let [eta, beta] = self.best().map(|x| format!("{x:.3}"));
        let plain = format!("{:.3}", best_rate(self.kappa)?);
        let heavy = format!("{:.3}", best_rate(self.kappa.sqrt())?);
        let description = format!(
            "A map of the rate over step size and momentum, for condition number {}: the best pair is \
             step size {eta} with momentum {beta}, whose rate is {heavy}; without momentum the best rate \
             is {plain}.",
            exact(self.kappa),
        );
        let readings = reading([
            ("best step size", eta),
            ("best momentum", beta),
            ("rate there", heavy),
            ("best rate without momentum", plain),
        ]);
        let rows = regions.iter().flat_map(|(rate, corners)| {
            corners.iter().map(move |[eta, beta]| [*rate, *eta, *beta])
        });
        Drawing::new(
            "The rate over step size and momentum",
            description,
            readings,
            Table::new(&["rate", "η", "β"], rows),
            |area| self.plot(regions, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![number(
            ["kappa", "condition number", "κ", ""],
            [1.0, 100.0, 1.0],
            |p| &mut p.kappa,
        )]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("κ = 2", "kappa=2"),
            ("κ = 20", "kappa=20"),
            ("κ = 100", "kappa=100"),
        ])
    }
}

impl RateMap {
    fn best(&self) -> [f64; 2] {
        best_pair([4.0 / self.kappa, 4.0])
    }

    /// The momentum above which both coordinates ring, where there is one
    /// below 1: up to η = 1, in steps that are small where it is steep.
    fn ringing(&self) -> Vec<[f64; 2]> {
        let roots = (0..=200).map(|n| f64::from(n) / 200.0);
        let curvatures = [4.0 / self.kappa, 4.0];
        roots
            .map(|root| {
                let eta = root * root;
                [eta, best_momentum(eta, curvatures)]
            })
            .collect()
    }

    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        regions: &[Level],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale::new([0.0, 1.05], "step size η"),
            Scale::new([0.0, 1.0], "momentum β"),
        )?;
        for (_, corners) in regions {
            plane.fill(corners, Role::Path, 0.1)?;
        }
        let [_, [right, _], [far, top], _] = levels(1.0);
        plane.path(
            &[[right / 4.0, 0.0], [far / 4.0, top]],
            Role::Steep,
            2.2,
        )?;
        plane.path(&self.ringing(), Role::Frame, 1.2)?;
        let plain = [2.0 / (4.0 / self.kappa + 4.0), 0.0];
        for (at, text, role) in [
            (self.best(), "best pair", Role::Momentum),
            (plain, "best without momentum", Role::Path),
        ] {
            plane.markers(&[at], role, |_| Marker::Large)?;
            plane.note(at, text, role)?;
        }
        plane.note([0.5, 0.8], "rate √β", Role::Text)?;
        plane.note([0.8, 0.6], "rate 1", Role::Steep)?;
        plane.note([0.95, 0.25], "diverges", Role::Steep)
    }
}
