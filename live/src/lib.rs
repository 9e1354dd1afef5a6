//! The figures of the book for the page: name and state in, picture out.
//!
//! What is drawn and what is refused is decided in [`listings::figures`]; this
//! crate only carries it over to JavaScript.

use listings::figures::{self, Entry};
use wasm_bindgen::prelude::wasm_bindgen;

/// What a live figure shows at one state.
#[wasm_bindgen(getter_with_clone)]
pub struct Drawing {
    /// The picture, as it stands in the page.
    pub svg: String,
    /// One sentence on what is seen.
    pub description: String,
    /// The values beside the picture, in the order of the page.
    pub readout: Vec<String>,
    /// The cells of the table behind the picture, row by row.
    pub cells: Vec<String>,
    /// The state with every parameter named.
    pub state: String,
}

/// Draws the figure `name` at `state`, written `eta=0.4&start=-5,-2`.
///
/// # Errors
/// One line that names what is wrong with the name or the state.
#[wasm_bindgen]
pub fn draw(name: &str, state: &str) -> Result<Drawing, String> {
    let (entry, drawing) = drawn(name, state)?;
    Ok(Drawing {
        svg: drawing.svg,
        description: drawing.description,
        readout: drawing.readout.into_iter().map(|r| r.value).collect(),
        cells: drawing.table.rows.into_iter().flatten().collect(),
        state: entry.full_state(state).map_err(|error| error.to_string())?,
    })
}

/// The numbers behind the figure `name` at `state`, as comma-separated values.
///
/// # Errors
/// As [`draw`].
#[wasm_bindgen]
pub fn csv(name: &str, state: &str) -> Result<String, String> {
    let (_, drawing) = drawn(name, state)?;
    Ok(drawing.table.csv())
}

fn drawn(name: &str, state: &str) -> Result<(Entry, figures::Drawing), String> {
    let drawn = figures::find(name).and_then(|entry| {
        let drawing = entry.draw(state)?;
        Ok((entry, drawing))
    });
    drawn.map_err(|error| error.to_string())
}
