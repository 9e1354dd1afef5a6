//! Length and noise of a velocity.

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingBackend};

use super::BETAS;
use super::lines::{ABOVE, GUIDE, LINE};
use crate::Error;
use crate::effective_sample_weight::total_weight;
use crate::figures::control::beta;
use crate::figures::drawing::reading;
use crate::figures::number::{exact, readable};
use crate::figures::palette::Role;
use crate::figures::plane::{Marker, Outcome, Plane, Scale};
use crate::figures::{Control, Drawing, Figure, Frame, Preset, Table};

/// The end of the stretched axis, beyond β = 0.99.
const STRETCHED: f64 = 2.05;

/// The place of a momentum on an axis that is stretched toward 1.
fn stretched(beta: f64) -> f64 {
    -libm::log10(1.0 - beta)
}

/// A curve of [`SignalToNoise`]: its name, its role and its height.
type Curve = (&'static str, Role, fn(&Trade) -> f64);

/// Length, noise and their ratio against the momentum.
#[derive(Debug, Clone, PartialEq)]
pub struct SignalToNoise {
    /// The momentum β that is marked.
    pub beta: f64,
}

impl Default for SignalToNoise {
    fn default() -> Self {
        SignalToNoise { beta: 0.9 }
    }
}

/// A velocity after many steps, compared with one gradient.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Trade {
    /// The momentum β.
    pub beta: f64,
    /// How many times as long it is.
    pub length: f64,
    /// How many times as large its standard deviation is.
    pub noise: f64,
    /// How many times as large the ratio of the two is.
    pub gain: f64,
}

// ANCHOR: signal_to_noise
/// Length, noise and their ratio at the momentum 0, 0.01, …, 0.99, and last
/// at that of the parameters.
pub fn signal_to_noise(p: &SignalToNoise) -> Result<Vec<Trade>, Error> {
    listings::check::check_momentum(p.beta)?;
    let betas = (0..100).map(|percent| f64::from(percent) / 100.0);
    let trade = |beta: f64| {
        let length = total_weight(beta);
        let noise = 1.0 / (1.0 - beta * beta).sqrt();
        Trade {
            beta,
            length,
            noise,
            gain: length / noise,
        }
    };
    Ok(betas.chain([p.beta]).map(trade).collect())
}
// ANCHOR_END: signal_to_noise

impl Figure for SignalToNoise {
    type Data = Vec<Trade>;
    const NAME: &'static str = "signal-to-noise";
    const SECTION: &'static str = "effective_sample_weight";
    const TYPE: &'static str = "SignalToNoise";
    const FRAME: Option<Frame> = None;

    fn data(&self) -> Result<Vec<Trade>, Error> {
        signal_to_noise(self)
    }

    fn drawing(&self, trades: &Vec<Trade>) -> Result<Drawing, Error> {
        let at = trades.last().copied().unwrap_or_default();
        let description = format!(
            "A velocity compared with one gradient, against the momentum, on a logarithmic axis: \
             at momentum {} it is {} times as long, its noise is {} times as large, and their \
             ratio is {} times as large.",
            exact(at.beta),
            readable(at.length),
            readable(at.noise),
            readable(at.gain),
        );
        let readout = reading([
            ("length", format!("{} times", readable(at.length))),
            ("noise", format!("{} times", readable(at.noise))),
            ("length : noise", format!("{} times", readable(at.gain))),
            ("effective size", readable(at.gain * at.gain)),
        ]);
        let rows = trades
            .iter()
            .map(|trade| [trade.beta, trade.length, trade.noise, trade.gain]);
        let table =
            Table::new(&["β", "length", "noise", "length : noise"], rows);
        Drawing::new(
            "Length and noise of a velocity",
            description,
            readout,
            table,
            |area| self.plot(trades, area),
        )
    }

    fn controls() -> Vec<Control<Self>> {
        vec![beta(|p| &mut p.beta)]
    }

    fn presets() -> Vec<Preset> {
        BETAS.to_vec()
    }
}

impl SignalToNoise {
    /// Draws with plotters on any backend.
    ///
    /// # Errors
    /// What the backend answers.
    pub fn plot<DB: DrawingBackend>(
        &self,
        trades: &[Trade],
        area: &DrawingArea<DB, Shift>,
    ) -> Outcome<DB> {
        let mut plane = Plane::new(
            area,
            Scale {
                range: [0.0, STRETCHED],
                ticks: [0.0, 0.5, 0.8, 0.9, 0.95, 0.98, 0.99]
                    .map(|beta| (stretched(beta), exact(beta)))
                    .to_vec(),
                name: "momentum β, stretched toward 1".into(),
            },
            Scale {
                range: [0.0, 2.2],
                ticks: [1, 2, 5, 10, 20, 50, 100]
                    .map(|n| (libm::log10(f64::from(n)), n.to_string()))
                    .to_vec(),
                name: "times as much as one gradient".into(),
            },
        )?;
        let Some((marked, curve)) = trades.split_last() else {
            return Ok(());
        };
        let along = stretched(marked.beta);
        let guide = [[along, 0.0], [along, 2.2]];
        plane.lines(&guide, Role::Contour, GUIDE)?;
        let names: [Curve; 3] = [
            ("length", Role::Momentum, |trade| trade.length),
            ("length : noise", Role::Flat, |trade| trade.gain),
            ("noise", Role::Steep, |trade| trade.noise),
        ];
        let place =
            |trade: &Trade, y: f64| [stretched(trade.beta), libm::log10(y)];
        for (_, role, of) in names {
            let line: Vec<_> =
                curve.iter().map(|trade| place(trade, of(trade))).collect();
            plane.path(&line, role, LINE)?;
        }
        for (_, role, of) in names {
            let at = place(marked, of(marked));
            plane.markers(&[at], role, |_| Marker::Large)?;
        }
        for (name, role, of) in names {
            if let Some(end) = curve.last() {
                plane.note_on(&ABOVE, place(end, of(end)), name, role)?;
            }
        }
        Ok(())
    }
}
