//! The curvature along every direction.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{OWN_ROLES, TurnedValley, angle, curvatures_of, kappa};
use crate::Error;
use crate::curvature::{curvature_along, direction, hessian};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::ticks::whole_ticks;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};

/// The curvature of a turned valley along every direction.
#[derive(Debug, Clone, PartialEq)]
pub struct EveryDirection {
    /// The condition number κ.
    pub kappa: f64,
    /// The angle of the floor with the first axis, in degrees.
    pub angle: f64,
}

impl Default for EveryDirection {
    fn default() -> Self {
        let TurnedValley { kappa, angle, .. } = TurnedValley::default();
        EveryDirection { kappa, angle }
    }
}

/// The curvature along every direction.
#[derive(Debug, Clone, PartialEq)]
pub struct Around {
    /// Angles in degrees, each with dᵀHd for the direction there.
    pub curve: Vec<[f64; 2]>,
    /// The same at the angles of q₁ and of q₂.
    pub own: [[f64; 2]; 2],
}

// ANCHOR: every_direction
/// What the figure of the curvature along every direction shows.
pub fn every_direction(parameters: &EveryDirection) -> Result<Around, Error> {
    let EveryDirection { kappa, angle } = *parameters;
    let hessian = hessian(curvatures_of(kappa), angle);
    let at = |angle: f64| [angle, curvature_along(&hessian, &direction(angle))];
    // The direction across the floor that lies between −90 and 90 degrees.
    let across = if angle > 0.0 {
        angle - 90.0
    } else {
        angle + 90.0
    };
    Ok(Around {
        curve: (-90..=90).map(|degree| at(f64::from(degree))).collect(),
        own: [at(angle), at(across)],
    })
}
// ANCHOR_END: every_direction

impl Figure for EveryDirection {
    type Data = Around;
    const NAME: &'static str = "every-direction";
    const SECTION: &'static str = "curvature";
    const TYPE: &'static str = "EveryDirection";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Around, Error> {
        every_direction(self)
    }

    fn drawing(&self, around: &Around) -> Result<Drawing, Error> {
        let [along, across] = around.own;
        let description = format!(
            "The curvature of the valley along a direction against the angle of that direction:              a wave, lowest with {} at {} degrees and highest with {} at {} degrees.",
            readable(along[1]),
            exact(along[0]),
            readable(across[1]),
            exact(across[0]),
        );
        let at = |degrees: f64| {
            let found = around.curve.iter().find(|at| at[0] == degrees);
            found.map_or_else(String::new, |at| readable(at[1]))
        };
        let readings = reading([
            ("curvature along q₁", readable(along[1])),
            ("curvature along q₂", readable(across[1])),
            ("curvature along the first axis", at(0.0)),
            ("curvature along the second axis", at(90.0)),
        ]);
        let rows = around.curve.iter().step_by(10).copied();
        let table = Table::new(&["angle of d (degrees)", "dᵀHd"], rows);
        Drawing::new(
            "The curvature along every direction",
            description,
            readings,
            table,
            |area| self.plot(around, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![kappa(|p| &mut p.kappa), angle(|p| &mut p.angle)]
    }

    fn presets() -> Vec<Preset> {
        [
            ("along the axes", "angle=0"),
            ("turned by 30°", "angle=30"),
            ("κ = 1", "kappa=1"),
            ("κ = 20", "kappa=20"),
        ]
        .map(|(name, state)| Preset { name, state })
        .to_vec()
    }
}

impl EveryDirection {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        Around { curve, own }: &Around,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let marks = [-90, -60, -30, 0, 30, 60, 90].map(f64::from);
        let range = [0.0, 4.5];
        let mut plane = Plane::new(
            area,
            Scale {
                range: [-90.0, 90.0],
                ticks: marks.map(|mark| (mark, exact(mark))).into(),
                name: "angle of the direction d (degrees)".into(),
            },
            Scale {
                range,
                ticks: whole_ticks(0, 4, "", false),
                name: "curvature dᵀHd".into(),
            },
        )?;
        for (at, role) in own.iter().zip(OWN_ROLES) {
            plane.path(&[[at[0], 0.0], *at], role, 1.2)?;
        }
        plane.path(curve, Role::Path, 1.8)?;
        let names = ["λ₁ along q₁", "λ₂ along q₂"];
        for (at, role) in own.iter().zip(OWN_ROLES) {
            plane.markers(&[*at], role, |_| Marker::Large)?;
        }
        for ((at, role), name) in own.iter().zip(OWN_ROLES).zip(names) {
            plane.note(*at, name, role)?;
        }
        Ok(())
    }
}
