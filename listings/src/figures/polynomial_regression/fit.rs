//! The fit after some steps.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::{log_steps, steps_of};
use crate::Error;
use crate::figures::control::{count, presets};
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::valley::frame;
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Range};
use crate::figures::{Slot, Table, Window};
use crate::ndarray::Array1;
use crate::polynomial_regression::{
    DEGREE, POINTS, height, loss, planned_momentum, polynomial, shares,
};

/// The part of the plane that is seen for the book's points.
pub const PLANE: Window = Window {
    x: [-0.65, 0.65],
    y: [-3.0, 3.0],
};

/// Ten points, of which the last can be moved, and the fit after some steps.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// The last of the points.
    pub last: [f64; 2],
    /// The logarithm of the number of steps.
    pub log_steps: f64,
    /// 1 with momentum, 0 without it.
    pub momentum: usize,
}

impl Default for Fit {
    fn default() -> Self {
        Fit {
            last: POINTS[9],
            log_steps: 2.0,
            momentum: 0,
        }
    }
}

/// What the figure of the fit shows.
#[derive(Debug, Clone, PartialEq)]
pub struct Fitted {
    /// The points.
    pub points: Vec<[f64; 2]>,
    /// Places, each with the height of the fit and of the least-squares fit.
    pub curves: Vec<[f64; 3]>,
    /// The losses of both.
    pub losses: [f64; 2],
    /// The condition number.
    pub kappa: f64,
    /// The number of steps.
    pub steps: usize,
    /// The part of the plane that is seen.
    pub window: Window,
}

// ANCHOR: fit
/// The fit after the steps, and the least-squares fit.
pub fn fit(p: &Fit) -> Result<Fitted, Error> {
    let mut points = listings::polynomial_regression::POINTS;
    points[9] = p.last;
    let degree = listings::polynomial_regression::DEGREE;
    fit_on(&points, degree, PLANE, steps_of(p.log_steps), p.momentum)
}

/// The same for any points.
pub fn fit_on(
    points: &[[f64; 2]],
    degree: usize,
    window: listings::figures::Window,
    steps: usize,
    momentum: usize,
) -> Result<Fitted, Error> {
    let p = polynomial(points, degree)?;
    let beta = if momentum > 0 {
        planned_momentum(steps)
    } else {
        0.0
    };
    let all = [shares(&p, beta, steps), Array1::ones(degree + 1)];
    let [low, high] = window.x;
    let places = (0..=65).map(|n| low + (high - low) * f64::from(n) / 65.0);
    let heights = |x| all.each_ref().map(|shares| height(&p, shares, x));
    Ok(Fitted {
        points: points.to_vec(),
        curves: places
            .map(|x| {
                let [fit, least] = heights(x);
                [x, fit, least]
            })
            .collect(),
        losses: all.each_ref().map(|shares| loss(&p, shares, points)),
        kappa: p.lambda[degree] / p.lambda[0],
        steps,
        window,
    })
}
// ANCHOR_END: fit

impl Figure for Fit {
    type Data = Fitted;
    const NAME: &'static str = "fit";
    const SECTION: &'static str = "polynomial_regression";
    const TYPE: &'static str = "Fit";
    const FRAME: Option<Frame> = Some(frame(PLANE));

    fn data(&self) -> Result<Fitted, Error> {
        fit(self)
    }

    fn drawing(&self, fitted: &Fitted) -> Result<Drawing, Error> {
        let [loss, least] = fitted.losses.map(readable);
        let description = format!(
            "A polynomial of degree {DEGREE} and the points that it learns from: after {} steps of {} \
             its loss is {loss}; that of the least-squares fit, a gray line beside it, is {least}.",
            fitted.steps,
            self.name(),
        );
        let readings = reading([
            ("steps t", exact(fitted.steps as f64)),
            ("loss of the fit", loss),
            ("smallest loss", least),
            ("condition number κ", readable(fitted.kappa)),
        ]);
        Drawing::new(
            "A polynomial fit on its way",
            description,
            readings,
            Table::new(
                &["x", "fit", "least squares"],
                fitted.curves.iter().copied(),
            ),
            |area| self.plot(fitted, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![
            Control {
                key: "last",
                name: "last point",
                symbol: "x, y",
                unit: "",
                range: Range::Point {
                    min: [PLANE.x[0], PLANE.y[0]],
                    max: [PLANE.x[1], PLANE.y[1]],
                    step: 0.05,
                },
                slot: Slot::Point(|p| &mut p.last),
            },
            log_steps(|p| &mut p.log_steps),
            count(["momentum", "momentum, 0 off, 1 on", "", ""], [0, 1], |p| {
                &mut p.momentum
            }),
        ]
    }

    fn presets() -> Vec<Preset> {
        presets([
            ("10 steps", "log_steps=1"),
            ("1000 steps", "log_steps=3"),
            ("a million steps", "log_steps=6"),
            ("gradient descent", "momentum=0"),
            ("momentum", "momentum=1"),
        ])
    }
}

impl Fit {
    fn name(&self) -> &'static str {
        match self.momentum {
            0 => "gradient descent",
            _ => "momentum",
        }
    }

    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        fitted: &Fitted,
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let Window { x, y } = fitted.window;
        let mut plane =
            Plane::new(area, Scale::new(x, "x"), Scale::new(y, "y"))?;
        let role = match self.momentum {
            0 => Role::Path,
            _ => Role::Momentum,
        };
        let line = |i: usize| -> Vec<[f64; 2]> {
            fitted.curves.iter().map(|row| [row[0], row[i]]).collect()
        };
        let (curve, least) = (line(1), line(2));
        plane.path(&least, Role::Contour, 1.4)?;
        plane.path(&curve, role, 2.0)?;
        let last = fitted.points.len().saturating_sub(1);
        plane
            .markers(&fitted.points[..last], Role::Optimum, |_| Marker::Disc)?;
        plane
            .markers(&fitted.points[last..], Role::Start, |_| Marker::Large)?;
        for (line, place, name, role) in [
            (&curve, 28, self.name(), role),
            (&least, 42, "least squares", Role::Text),
        ] {
            if let Some(at) = line.get(place) {
                plane.note(*at, name, role)?;
            }
        }
        Ok(())
    }
}
