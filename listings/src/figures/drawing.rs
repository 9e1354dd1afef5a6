//! A finished figure.

use std::convert::Infallible;

use plotters::coord::Shift;
use plotters::prelude::{DrawingArea, DrawingAreaErrorKind};

use super::plane::refusal;
use super::svg::{Svg, render};
use crate::Error;

/// What a figure shows for one setting of its parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// The picture: one line of SVG, without ids and without `$`.
    pub svg: String,
    /// One sentence on what is seen, for those who do not see it.
    pub description: String,
    /// The numbers beside the picture, always in the same order.
    pub readout: Vec<Reading>,
    /// The numbers behind the picture.
    pub table: Table,
}

/// One number beside a figure, ready to print.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// What it is: "loss f(x₂₀)".
    pub name: String,
    /// Its value: "0.0890".
    pub value: String,
}

/// The numbers behind a figure, ready to print; every row has a cell for
/// each column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// The heads of the columns, the same for every setting.
    pub columns: Vec<String>,
    /// The rows, top to bottom.
    pub rows: Vec<Vec<String>>,
}

impl Drawing {
    /// Draws with `plot` and puts the words beside it.
    ///
    /// # Errors
    /// [`Error::Drawing`] if plotters refuses the frame.
    pub(super) fn new(
        title: &str,
        description: String,
        readout: Vec<Reading>,
        table: Table,
        plot: impl FnOnce(
            &DrawingArea<Svg<'_>, Shift>,
        ) -> Result<(), DrawingAreaErrorKind<Infallible>>,
    ) -> Result<Drawing, Error> {
        let svg = render(title, &description, plot).map_err(|error| {
            Error::Drawing {
                figure: title.to_owned(),
                reason: refusal(error),
            }
        })?;
        Ok(Drawing {
            svg,
            description,
            readout,
            table,
        })
    }

    /// Shows the figure as the output of a notebook cell; evcxr calls this
    /// method by its name.
    pub fn evcxr_display(&self) {
        println!(
            "EVCXR_BEGIN_CONTENT image/svg+xml\n{}\nEVCXR_END_CONTENT",
            self.svg
        );
    }
}

/// Names with their values, ready for [`Drawing::readout`].
pub(super) fn reading<const N: usize>(
    pairs: [(&str, String); N],
) -> Vec<Reading> {
    let pairs = pairs.into_iter();
    pairs
        .map(|(name, value)| Reading {
            name: name.to_owned(),
            value,
        })
        .collect()
}
