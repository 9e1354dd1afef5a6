//! The plane of ηλ and β as a map of the spectral radius.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::control::presets;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::valley::frame;
use crate::figures::{
    Control, Drawing, Figure, Frame, Preset, Range, Slot, Table, Window,
};
use crate::momentum_method::spectral_radius;
use crate::scalar_functions::{regime, roots};

/// The part of the plane that the map shows.
const WINDOW: Window = Window {
    x: [0.0, 4.2],
    y: [0.0, 1.0],
};

/// Where the spectral radius is 1, and other levels below it.
pub const LEVELS: [f64; 8] = [1.0, 0.95, 0.9, 0.8, 0.7, 0.6, 0.5, 0.3];

/// The levels whose values stand on the map, and where: at which ηλ nothing else
/// stands there.
const NAMED: [(f64, f64); 4] =
    [(0.95, 2.15), (0.8, 2.15), (0.7, 2.15), (0.5, 1.2)];

/// A step size and a momentum, marked on the map.
#[derive(Debug, Clone, PartialEq)]
pub struct StabilityMap {
    /// The product ηλ, and the momentum β.
    pub at: [f64; 2],
}

impl Default for StabilityMap {
    fn default() -> Self {
        StabilityMap { at: [1.0, 0.5] }
    }
}

/// What the map shows of its point.
#[derive(Debug, Clone, PartialEq)]
pub struct Region {
    /// The eigenvalues of R, each as [real, imaginary] part.
    pub roots: [[f64; 2]; 2],
    /// The larger of their moduli.
    pub radius: f64,
    /// What a coordinate does there, in words.
    pub regime: &'static str,
}

// ANCHOR: stability_map
/// The eigenvalues, the spectral radius and the behavior at the point.
pub fn stability_map(p: &StabilityMap) -> Result<Region, Error> {
    let [eta_lambda, beta] = p.at;
    listings::check::check_momentum(beta)?;
    Ok(Region {
        roots: roots(eta_lambda, beta, 1.0),
        radius: spectral_radius(eta_lambda, beta, 1.0),
        regime: regime(eta_lambda, beta),
    })
}
// ANCHOR_END: stability_map

/// The corners (ηλ, β) of the region where the spectral radius is at most r.
/// Its sides are straight: on the left r is a root of r² = (1 + β − ηλ) r − β,
/// on the right −r is one, and at the top √β is r.
pub fn levels(r: f64) -> [[f64; 2]; 4] {
    let (less, more) = (1.0 - r, 1.0 + r);
    [
        [less, 0.0],
        [more, 0.0],
        [more * more, r * r],
        [less * less, r * r],
    ]
}

impl Figure for StabilityMap {
    type Data = Region;
    const NAME: &'static str = "stability-map";
    const SECTION: &'static str = "scalar_functions";
    const TYPE: &'static str = "StabilityMap";
    const FRAME: Option<Frame> = Some(frame(WINDOW));

    fn data(&self) -> Result<Region, Error> {
        stability_map(self)
    }

    fn drawing(&self, region: &Region) -> Result<Drawing, Error> {
        let [eta_lambda, beta] = self.at;
        let radius = readable(region.radius);
        let description = format!(
            "A map of the spectral radius over the product of step size and curvature and the momentum. \
             At {} and {} the spectral radius is {radius}, and a coordinate {}.",
            exact(eta_lambda),
            exact(beta),
            region.regime,
        );
        let written = region.roots.map(|[real, turning]| {
            let real = readable(real);
            match turning {
                0.0 => real,
                t if t > 0.0 => format!("{real} + {} i", readable(t)),
                t => format!("{real} − {} i", readable(-t)),
            }
        });
        let [first, second] = written;
        let readings = reading([
            ("r₁", first),
            ("r₂", second),
            ("spectral radius", radius),
            ("the coordinate", region.regime.to_owned()),
        ]);
        let rows = LEVELS.iter().flat_map(|&r| {
            levels(r).map(|[eta_lambda, beta]| [r, eta_lambda, beta])
        });
        Drawing::new(
            "Where a coordinate does what under momentum",
            description,
            readings,
            Table::new(&["spectral radius", "ηλ", "β"], rows),
            |area| self.plot(area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![point_of_map(|p| &mut p.at)]
    }

    fn presets() -> Vec<Preset> {
        points_of_map()
    }
}

/// The point of the map, which the figures linked with it have too.
pub(super) fn point_of_map<P>(
    field: fn(&mut P) -> &mut [f64; 2],
) -> Control<P> {
    Control {
        key: "at",
        name: "point on the map",
        symbol: "ηλ, β",
        unit: "",
        range: Range::Point {
            min: [0.0, 0.0],
            max: [4.2, 0.99],
            step: 0.01,
        },
        slot: Slot::Point(field),
    }
}

/// Points of the map worth a button.
pub(super) fn points_of_map() -> Vec<Preset> {
    presets([
        ("x₁ at η = 0.6, β = 0.5", "at=0.12,0.5"),
        ("x₂ at η = 0.6, β = 0.5", "at=2.4,0.5"),
        ("x₁ at η = 0.6, β = 0.25", "at=0.12,0.25"),
        ("x₂ at η = 0.6, β = 0.25", "at=2.4,0.25"),
        ("beyond the limit", "at=3.1,0.5"),
    ])
}

/// The momentum at which the two roots meet, for 0 ≤ ηλ ≤ 4, in small steps.
fn critical() -> Vec<[f64; 2]> {
    let roots = (0..=200).map(|n| f64::from(n) / 100.0);
    roots
        .map(|root| [root * root, (1.0 - root) * (1.0 - root)])
        .collect()
}

impl StabilityMap {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: WINDOW.x,
                ticks: (0..=4).map(|n| (f64::from(n), n.to_string())).collect(),
                name: "ηλ".into(),
            },
            Scale::new(WINDOW.y, "momentum β"),
        )?;
        for r in LEVELS {
            plane.fill(&levels(r), Role::Path, 0.09)?;
        }
        let [[_, _], [right, _], [corner, top], _] = levels(1.0);
        plane.path(&[[right, 0.0], [corner, top]], Role::Steep, 2.2)?;
        plane.path(&critical(), Role::Frame, 1.2)?;
        for at in [[0.12, 0.5], [2.4, 0.5], [0.12, 0.25], [2.4, 0.25]] {
            plane.markers(&[at], Role::Momentum, |_| Marker::Ring)?;
        }
        plane.markers(&[self.at], Role::Start, |_| Marker::Large)?;
        for (at, text, role) in [
            ([1.2, 0.72], "rings", Role::Text),
            ([3.3, 0.45], "runs away", Role::Steep),
        ] {
            plane.note(at, text, role)?;
        }
        // Below the upper edge of a shade, its largest radius.
        for (r, eta_lambda) in NAMED {
            let edge = [eta_lambda, r * r];
            plane.note_on(&[(0.0, 1.0)], edge, &exact(r), Role::Path)?;
        }
        // Where there is no room, a line leads to the place that is meant.
        for (from, to, text) in [
            ([0.06, 0.35], [0.55, 0.35], "keeps its sign"),
            ([1.95, 0.06], [2.6, 0.06], "alternates"),
        ] {
            plane.lines(&[from, to], Role::Text, 0.8)?;
            plane.note_on(&[(1.0, 0.0)], to, text, Role::Text)?;
        }
        Ok(())
    }
}
