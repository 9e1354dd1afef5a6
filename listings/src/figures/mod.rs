//! The figures of the book.
//!
//! A figure is two functions: parameters → data, and data → drawing. The page
//! calls both. A notebook computes the data with the functions that its own
//! cells define and calls only the second, so that an edit changes the picture.

mod clip;
pub mod colorization;
pub mod concise;
mod control;
pub mod conventions;
pub mod curvature;
mod drawing;
pub mod effective_sample_weight;
pub mod from_scratch;
pub mod heavy_ball_fails;
pub mod hump;
pub mod ill_conditioned_problem;
pub mod leaky_averages;
pub mod limits_of_descent;
pub mod momentum_method;
pub mod nesterov;
mod number;
pub mod optimal_parameters;
pub mod palette;
mod paths;
pub mod plane;
pub mod polynomial_regression;
pub mod quadratic_functions;
pub mod scalar_functions;
pub mod solutions;
pub mod stochastic_gradients;
pub mod svg;
mod text;
mod ticks;
pub mod todays_optimizers;
pub mod valley;
pub mod welcome;

pub use clip::Window;
pub use control::{Control, ControlState, Preset, Range, Slot};
pub use drawing::{Drawing, Reading, Table};

use crate::Error;
use crate::ndarray::Array1;
use crate::samples::Samples;

/// A figure; the implementing struct holds its parameters, and the chapter's
/// values are its `Default`.
pub trait Figure: Default + Clone + 'static {
    /// What the drawing needs beside the parameters.
    type Data;
    /// The figure's name in the prose: `valley`.
    const NAME: &'static str;
    /// The section's name: `ill_conditioned_problem`.
    const SECTION: &'static str;
    /// The struct's name, for code that is written into notebooks: `Valley`.
    const TYPE: &'static str;
    /// Where a point of the figure's plane lies in the picture, if its point
    /// can be dragged.
    const FRAME: Option<Frame>;
    /// Computes what is drawn from a table of the reader's, if the figure
    /// takes one.
    const ON_TABLE: Option<OnTable<Self, Self::Data>> = None;

    /// Computes what is drawn.
    ///
    /// # Errors
    /// If a parameter is outside the range of the mathematics.
    fn data(&self) -> Result<Self::Data, Error>;

    /// Draws, describes and tabulates the data.
    ///
    /// # Errors
    /// [`Error::Drawing`] if plotters refuses the frame.
    fn drawing(&self, data: &Self::Data) -> Result<Drawing, Error>;

    /// The parameters that a reader can turn.
    fn controls() -> Vec<Control<Self>> {
        Vec::new()
    }

    /// States worth a button.
    fn presets() -> Vec<Preset> {
        Vec::new()
    }
}

/// What a figure of type `F` shows for a table; an error if a parameter is
/// out of range for it.
pub type OnTable<F, D> = fn(&F, &Samples) -> Result<D, Error>;

/// The points of a path in the plane, of two coordinates each, as a figure
/// draws them; a coordinate that is missing is not a number.
pub fn points(path: &[Array1<f64>]) -> Vec<[f64; 2]> {
    let at = |x: &Array1<f64>, i| x.get(i).copied().unwrap_or(f64::NAN);
    path.iter().map(|x| [at(x, 0), at(x, 1)]).collect()
}

/// Where the plane of a figure lies in its picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Frame {
    /// Left, top, right and bottom edge as fractions of the picture's width
    /// and height.
    pub edges: [f64; 4],
    /// The values of x at the left and right edge.
    pub x: [f64; 2],
    /// The values of y at the bottom and top edge.
    pub y: [f64; 2],
    /// How the point that is dragged follows from x and y.
    pub placed: Placed,
}

/// A plane that is turned and moved before its points are those of a control:
/// (x, y) stands for the point `origin` + x `along` + y (`along` turned by 90
/// degrees).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Placed {
    /// The direction of the axis x, of length 1.
    pub along: [f64; 2],
    /// The point at which x and y are 0.
    pub origin: [f64; 2],
}

impl Placed {
    /// The points of the control are (x, y) themselves.
    pub const PLAIN: Placed = Placed {
        along: [1.0, 0.0],
        origin: [0.0, 0.0],
    };
}

/// A figure of the registry, without its type.
pub struct Entry {
    /// See [`Figure::NAME`].
    pub name: &'static str,
    /// See [`Figure::SECTION`].
    pub section: &'static str,
    /// See [`Figure::TYPE`].
    pub type_name: &'static str,
    /// See [`Figure::FRAME`].
    pub frame: Option<Frame>,
    /// Whether a reader's own table can be drawn: see [`Figure::ON_TABLE`].
    pub takes_table: bool,
    draw: fn(&str, Option<&Samples>) -> Result<Drawing, Error>,
    controls: fn(&str) -> Result<Vec<ControlState>, Error>,
    presets: fn() -> Vec<Preset>,
}

impl Entry {
    fn of<F: Figure>() -> Entry {
        Entry {
            name: F::NAME,
            section: F::SECTION,
            type_name: F::TYPE,
            frame: F::FRAME,
            takes_table: F::ON_TABLE.is_some(),
            draw: |state, table| {
                let figure: F = control::at(state)?;
                let data = match (F::ON_TABLE, table) {
                    (Some(data), Some(table)) => data(&figure, table)?,
                    _ => figure.data()?,
                };
                figure.drawing(&data)
            },
            controls: |state| Ok(control::read(&control::at::<F>(state)?)),
            presets: F::presets,
        }
    }

    /// Draws the figure at `state`; parameters that it does not name have
    /// their default.
    ///
    /// # Errors
    /// If a parameter is unknown, is not a number or is out of range.
    pub fn draw(&self, state: &str) -> Result<Drawing, Error> {
        (self.draw)(state, None)
    }

    /// Draws the figure at `state` for a table of the reader's, if it takes
    /// one; if not, as [`Entry::draw`].
    ///
    /// # Errors
    /// As [`Entry::draw`].
    pub fn draw_on(
        &self,
        table: &Samples,
        state: &str,
    ) -> Result<Drawing, Error> {
        (self.draw)(state, Some(table))
    }

    /// The controls with their values at `state`; empty if the figure has none.
    ///
    /// # Errors
    /// As [`Entry::draw`].
    pub fn controls(&self, state: &str) -> Result<Vec<ControlState>, Error> {
        (self.controls)(state)
    }

    /// States worth a button.
    pub fn presets(&self) -> Vec<Preset> {
        (self.presets)()
    }

    /// `state` with every parameter named, in the order of the controls.
    ///
    /// # Errors
    /// As [`Entry::draw`].
    pub fn full_state(&self, state: &str) -> Result<String, Error> {
        let controls = self.controls(state)?;
        let parts = controls.iter().map(|c| format!("{}={}", c.key, c.value));
        Ok(parts.collect::<Vec<_>>().join("&"))
    }

    /// The parameters at `state` as a Rust expression that names those a reader
    /// can turn: `Valley { eta: 0.6, ..Valley::default() }`.
    ///
    /// # Errors
    /// As [`Entry::draw`].
    pub fn literal(&self, state: &str) -> Result<String, Error> {
        let name = self.type_name;
        let controls = self.controls(state)?;
        let fields = controls
            .iter()
            .map(|control| format!("{}: {}", control.key, control.literal));
        Ok(match fields.collect::<Vec<_>>().join(", ") {
            none if none.is_empty() => format!("{name}::default()"),
            fields => format!("{name} {{ {fields}, ..{name}::default() }}"),
        })
    }
}

/// All figures, in the order of the book. Those without controls are not in
/// the module that the page loads: nothing there draws them.
pub fn all() -> Vec<Entry> {
    Vec::from([
        Entry::of::<welcome::Crossing>(),
        Entry::of::<leaky_averages::Impulse>(),
        Entry::of::<leaky_averages::ImpulseAverage>(),
        Entry::of::<leaky_averages::Timescales>(),
        Entry::of::<ill_conditioned_problem::Valley>(),
        Entry::of::<ill_conditioned_problem::Coordinates>(),
        Entry::of::<curvature::TurnedValley>(),
        Entry::of::<curvature::StepSizes>(),
        Entry::of::<curvature::Progress>(),
        Entry::of::<momentum_method::Rolling>(),
        Entry::of::<momentum_method::Envelopes>(),
        Entry::of::<momentum_method::Radii>(),
        Entry::of::<effective_sample_weight::ConstantGradient>(),
        Entry::of::<effective_sample_weight::Weights>(),
        Entry::of::<effective_sample_weight::VelocityNoise>(),
        Entry::of::<from_scratch::Training>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<from_scratch::ThreeSettings>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<from_scratch::Paired>(),
        Entry::of::<concise::Forgotten>(),
        Entry::of::<conventions::Forms>(),
        Entry::of::<conventions::RateDrop>(),
        Entry::of::<quadratic_functions::Bowl>(),
        Entry::of::<quadratic_functions::OwnAxes>(),
        Entry::of::<scalar_functions::Powers>(),
        Entry::of::<scalar_functions::StabilityMap>(),
        Entry::of::<scalar_functions::Sequence>(),
        Entry::of::<scalar_functions::PhasePortrait>(),
        Entry::of::<optimal_parameters::RateMap>(),
        Entry::of::<optimal_parameters::Modes>(),
        Entry::of::<hump::Steepest>(),
        Entry::of::<hump::HumpLosses>(),
        Entry::of::<nesterov::Race>(),
        Entry::of::<nesterov::LookAhead>(),
        Entry::of::<nesterov::NesterovRadii>(),
        Entry::of::<nesterov::StepsToTolerance>(),
        Entry::of::<polynomial_regression::Fit>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<polynomial_regression::Eigenfeatures>(),
        Entry::of::<polynomial_regression::Filters>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<polynomial_regression::Fresh>(),
        Entry::of::<colorization::Ink>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<colorization::Rooms>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<colorization::Graphs>(),
        Entry::of::<limits_of_descent::Staircase>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<limits_of_descent::Bound>(),
        Entry::of::<heavy_ball_fails::Cycle>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<heavy_ball_fails::Starts>(),
        Entry::of::<heavy_ball_fails::Square>(),
        Entry::of::<stochastic_gradients::NoisyRun>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<stochastic_gradients::Worth>(),
        Entry::of::<todays_optimizers::Optimizers>(),
        #[cfg(not(target_arch = "wasm32"))]
        Entry::of::<solutions::Halvings>(),
    ])
}

/// The figure called `name`.
///
/// # Errors
/// [`Error::UnknownFigure`] if there is none.
pub fn find(name: &str) -> Result<Entry, Error> {
    all()
        .into_iter()
        .find(|entry| entry.name == name)
        .ok_or_else(|| Error::UnknownFigure {
            name: name.to_owned(),
            known: all().iter().map(|e| e.name).collect::<Vec<_>>().join(", "),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_and_unknown_ones_are_answered_with_the_known() {
        for entry in all() {
            assert_eq!(find(entry.name).unwrap().type_name, entry.type_name);
        }
        let names: std::collections::BTreeSet<_> =
            all().iter().map(|e| e.name).collect();
        assert_eq!(names.len(), all().len());
        let refusal = find("vally").err().unwrap().to_string();
        let known = "there is no figure \"vally\"; there are crossing, ";
        assert!(refusal.starts_with(known), "{refusal}");
        assert!(refusal.contains(", valley, coordinates, "), "{refusal}");
    }

    #[test]
    fn a_literal_names_what_a_reader_can_turn() {
        let valley = find("valley").unwrap();
        let usual = "Valley { eta: 0.4, steps: 20, start: [-5.0, -2.0], \
             ..Valley::default() }";
        assert_eq!(valley.literal("").unwrap(), usual);
        assert_eq!(
            valley.literal("eta=0.6").unwrap(),
            usual.replace("0.4", "0.6")
        );
    }

    #[test]
    fn presets_are_states_of_their_figure() {
        for entry in all() {
            for preset in entry.presets() {
                assert!(entry.draw(preset.state).is_ok(), "{}", preset.name);
            }
        }
    }
}
