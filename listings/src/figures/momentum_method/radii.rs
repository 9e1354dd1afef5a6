//! The spectral radii against the momentum.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::Rolling;
use crate::Error;
use crate::figures::control::{beta, eta};
use crate::figures::drawing::reading;
use crate::figures::number::exact;
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::ticks::ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};
use crate::ill_conditioned_problem::CURVATURES;
use crate::momentum_method::spectral_radius;

/// The spectral radius of each coordinate against the momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Radii {
    /// The step size η.
    pub eta: f64,
    /// The momentum β that is marked.
    pub beta: f64,
}

impl Default for Radii {
    fn default() -> Self {
        let Rolling { eta, beta, .. } = Rolling::default();
        Radii { eta, beta }
    }
}

/// The spectral radii at every momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct Spectrum {
    /// Momenta, each with the spectral radii of x₁ and x₂.
    pub radii: Vec<[f64; 3]>,
    /// The momenta above which x₁ and x₂ ring.
    pub ringing: [f64; 2],
    /// The best momentum, with the larger spectral radius there.
    pub best: [f64; 2],
    /// The marked momentum, with the spectral radii of x₁ and x₂.
    pub marked: [f64; 3],
}

// ANCHOR: radii
/// What the figure of the spectral radii shows: β = 0, 0.01, …, 0.99, and those
/// at and shortly before where a coordinate begins to ring.
pub fn radii(p: &Radii) -> Result<Spectrum, Error> {
    listings::check::check_step_size(p.eta)?;
    listings::check::check_momentum(p.beta)?;
    let at = |beta: f64| {
        CURVATURES.map(|lambda| spectral_radius(p.eta, beta, lambda))
    };
    let rings =
        |lambda| listings::scalar_functions::ringing_from(p.eta, lambda);
    let ringing = CURVATURES.map(rings);
    let best = ringing[0].max(ringing[1]);
    let even = (0..=99).map(|hundredth| f64::from(hundredth) / 100.0);
    let before = [0.0, 1e-4, 4e-4, 1e-3, 2e-3, 4e-3];
    let corners = ringing.map(|beta| before.map(|less| beta - less));
    let mut betas: Vec<f64> = even.chain(corners.concat()).collect();
    betas.retain(|beta| (0.0..=0.99).contains(beta));
    betas.sort_by(f64::total_cmp);
    betas.dedup();
    let row = |beta: f64| [beta, at(beta)[0], at(beta)[1]];
    Ok(Spectrum {
        radii: betas.into_iter().map(row).collect(),
        ringing,
        best: [best, at(best)[0].max(at(best)[1])],
        marked: row(p.beta),
    })
}
// ANCHOR_END: radii

impl Spectrum {
    /// The best momentum, if there is one.
    fn best(&self) -> Option<[f64; 2]> {
        Some(self.best).filter(|[beta, _]| (0.0..1.0).contains(beta))
    }

    /// The line of coordinate `i`.
    fn line(&self, i: usize) -> Vec<[f64; 2]> {
        self.radii.iter().map(|row| [row[0], row[1 + i]]).collect()
    }
}

impl Figure for Radii {
    type Data = Spectrum;
    const NAME: &'static str = "radii";
    const SECTION: &'static str = "momentum_method";
    const TYPE: &'static str = "Radii";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Spectrum, Error> {
        radii(self)
    }

    fn drawing(&self, spectrum: &Spectrum) -> Result<Drawing, Error> {
        let [beta, radius] = match spectrum.best() {
            Some(best) => best.map(|x| format!("{x:.3}")),
            None => ["none", "none below 1"].map(str::to_owned),
        };
        let [_, here, there] = spectrum.marked.map(|x| format!("{x:.3}"));
        let from = spectrum.ringing.map(|beta| match beta < 1.0 {
            true => format!("{beta:.3}"),
            false => "none".to_owned(),
        });
        let description = format!(
            "The spectral radius of x₁ and of x₂ against the momentum, for step size {}: each falls up to the \
             momentum from which its coordinate rings, and is the square root of the momentum from there on. \
             The best momentum is {beta}. At momentum {} they are {here} and {there}.",
            exact(self.eta),
            exact(self.beta),
        );
        let tenths = spectrum.radii.iter().filter(|row| {
            let tenths = 10.0 * row[0];
            (tenths - tenths.round()).abs() < 1e-9
        });
        let [flat, steep] = from;
        Drawing::new(
            "Spectral radii against the momentum",
            description,
            reading([
                ("spectral radius of x₁", here),
                ("spectral radius of x₂", there),
                ("x₁ rings from β", flat),
                ("x₂ rings from β", steep),
                ("best β", beta),
                ("larger spectral radius there", radius),
            ]),
            Table::new(&["β", "radius of x₁", "radius of x₂"], tenths.copied()),
            |area| self.plot(spectrum, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![eta(|p| &mut p.eta), beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        [
            ("η = 0.2", "eta=0.2"),
            ("η = 0.4", "eta=0.4"),
            ("η = 0.6", "eta=0.6"),
            ("η = 0.8", "eta=0.8"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
    }
}

/// The largest spectral radius that the axis of [`Radii`] shows.
const HIGHEST: f64 = 1.5;

impl Radii {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        spectrum: &Spectrum,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, 1.0],
                ticks: ticks([0.0, 1.0]),
                name: "momentum β".into(),
            },
            Scale {
                range: [0.0, HIGHEST],
                ticks: ticks([0.0, HIGHEST]),
                name: "spectral radius".into(),
            },
        )?;
        // Below it a coordinate goes to zero.
        plane.path(&[[0.0, 1.0], [1.0, 1.0]], Role::Frame, 1.0)?;
        if let Some([beta, radius]) = spectrum.best() {
            plane.path(&[[beta, 0.0], [beta, radius]], Role::Momentum, 1.2)?;
        }
        // Where both ring, the thin line lies on the broad one.
        let lines = [0, 1].map(|i| spectrum.line(i));
        plane.path(&lines[0], Role::Flat, 3.2)?;
        plane.path(&lines[1], Role::Steep, 1.4)?;
        if let Some(best) = spectrum.best() {
            plane.markers(&[best], Role::Momentum, |_| Marker::Disc)?;
            let text = format!("best β = {:.3}", best[0]);
            plane.note([best[0], 0.0], &text, Role::Momentum)?;
        }
        let names = [("x₁", Role::Flat), ("x₂", Role::Steep)];
        let [beta, here, there] = spectrum.marked;
        for ((_, role), radius) in names.into_iter().zip([here, there]) {
            plane.markers(&[[beta, radius]], role, |_| Marker::Ring)?;
        }
        for (i, (name, role)) in names.into_iter().enumerate() {
            // Before it rings, the line is the coordinate's own.
            let middle = spectrum.ringing[i].min(1.0) / 2.0;
            let own =
                lines[i].iter().filter(|at| plane.window().contains(**at));
            let near = |at: &[f64; 2]| (at[0] - middle).abs();
            let place = own.min_by(|a, b| near(a).total_cmp(&near(b))).copied();
            if let Some(place) = place {
                plane.note(place, name, role)?;
            }
        }
        let shared =
            spectrum.best.first().map_or(0.0, |beta| (1.0 + beta) / 2.0);
        let place = lines[0].iter().rfind(|at| at[0] <= shared).copied();
        match (spectrum.best(), place) {
            (Some(_), Some(place)) => plane.note(place, "both: √β", Role::Text),
            _ => Ok(()),
        }
    }
}
