//! The eigenfeatures, each in a band of its own.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use crate::Error;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::{Drawing, Figure, Frame, Table};
use crate::polynomial_regression::{
    DEGREE, features_at, polynomial, step_size, steps_for,
};

/// The eigenfeatures of the ten points.
#[derive(Debug, Clone, PartialEq)]
pub struct Eigenfeatures {
    /// The degree of the polynomial.
    pub degree: usize,
}

impl Default for Eigenfeatures {
    fn default() -> Self {
        Eigenfeatures { degree: DEGREE }
    }
}

/// An eigenfeature of the figure.
#[derive(Debug, Clone, PartialEq)]
pub struct Features {
    /// The eigenvalue.
    pub lambda: f64,
    /// After how many steps at most a thousandth of it is left to learn.
    pub steps: f64,
    /// Its values from x = −0.6 to 0.6.
    pub curve: Vec<[f64; 2]>,
    /// Its values at the ten points.
    pub marks: Vec<[f64; 2]>,
}

// ANCHOR: eigenfeatures
/// The eigenfeatures with their eigenvalues, the smallest first.
pub fn eigenfeatures(
    p: &Eigenfeatures,
) -> Result<Vec<listings::figures::polynomial_regression::Features>, Error> {
    let points = listings::polynomial_regression::POINTS;
    let regression = polynomial(&points, p.degree)?;
    let eta = step_size(&regression);
    let of = |i: usize| {
        let at = |x: f64| [x, features_at(&regression, x)[i]];
        let lambda = regression.lambda[i];
        listings::figures::polynomial_regression::Features {
            lambda,
            steps: steps_for((1.0 - eta * lambda).abs()),
            curve: (-60..=60).map(|n| at(f64::from(n) / 100.0)).collect(),
            marks: points.iter().map(|point| at(point[0])).collect(),
        }
    };
    Ok((0..=p.degree).map(of).collect())
}
// ANCHOR_END: eigenfeatures

impl Figure for Eigenfeatures {
    type Data = Vec<Features>;
    const NAME: &'static str = "eigenfeatures";
    const SECTION: &'static str = "polynomial_regression";
    const TYPE: &'static str = "Eigenfeatures";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Features>, Error> {
        eigenfeatures(self)
    }

    fn drawing(&self, features: &Vec<Features>) -> Result<Drawing, Error> {
        let told: Vec<String> = features
            .iter()
            .rev()
            .map(|feature| {
                let lambda = readable(feature.lambda);
                format!("{lambda} and {}", exact(feature.steps))
            })
            .collect();
        let description = format!(
            "The eigenfeatures of the ten points, from the largest eigenvalue at the top to the smallest, \
             each scaled to the same height. Their eigenvalues and the steps to learn them: {}.",
            told.join("; "),
        );
        let ends = [features.last(), features.first()];
        let [steep, flat] = ends.map(|end| end.map_or(1.0, |f| f.lambda));
        let kappa = steep / flat;
        let rows = (1..)
            .zip(features)
            .map(|(i, feature)| [f64::from(i), feature.lambda, feature.steps]);
        Drawing::new(
            "The eigenfeatures",
            description,
            reading([("condition number κ", readable(kappa))]),
            Table::new(&["i", "eigenvalue λ", "steps"], rows),
            |area| self.plot(features, area),
        )
    }
}

impl Eigenfeatures {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        features: &[Features],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let count = features.len().max(1) as f64;
        let ticks = [-0.6, 0.0, 0.6].map(|x| (x, exact(x)));
        let x = Scale {
            range: [-0.65, 1.55],
            ticks: ticks.to_vec(),
            name: "x".to_owned(),
        };
        let names = "₁₂₃₄₅₆₇₈₉".chars().zip(1..=features.len());
        let y = Scale {
            range: [0.4, count + 0.6],
            ticks: names.map(|(n, i)| (i as f64, format!("p{n}"))).collect(),
            name: "eigenfeature".to_owned(),
        };
        let mut plane = Plane::new(area, x, y)?;
        for (i, feature) in (1..).zip(features) {
            let middle = f64::from(i);
            let sizes = feature.curve.iter().map(|at| at[1].abs());
            let scale = 0.42 / sizes.fold(1e-300, f64::max);
            let placed = |line: &[[f64; 2]]| -> Vec<[f64; 2]> {
                line.iter().map(|[x, y]| [*x, middle + scale * y]).collect()
            };
            plane.path(&[[-0.6, middle], [0.6, middle]], Role::Contour, 0.6)?;
            plane.path(&placed(&feature.curve), Role::Path, 1.4)?;
            plane.markers(&placed(&feature.marks), Role::Optimum, |_| {
                Marker::Disc
            })?;
            for (shift, text) in [
                (0.22, format!("λ = {}", readable(feature.lambda))),
                (-0.22, format!("{} steps", exact(feature.steps))),
            ] {
                let at = [1.1, middle + shift];
                plane.note_on(&[(0.0, 0.0)], at, &text, Role::Text)?;
            }
        }
        Ok(())
    }
}
