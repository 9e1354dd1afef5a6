//! The figures of the book for the page: name and state in, picture out.
//!
//! What is drawn and what is refused is decided in [`listings`]; this crate
//! only carries it over to JavaScript.

use std::cell::RefCell;

use listings::figures::{self, Entry};
use listings::samples::{self, Samples};
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// The reader's own table, of which the page knows nothing but the file.
    static TABLE: RefCell<Option<Samples>> = const { RefCell::new(None) };
}

/// The largest file that is taken, in bytes: every movement of a slider reads
/// all of it several times.
const MOST: usize = 5_000_000;

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

/// Draws the figure `name` at `state`, written `eta=0.4&start=-5,-2`, for the
/// book's data or for the reader's `own` table, if there is one.
///
/// # Errors
/// One line that names what is wrong with the name or the state.
#[wasm_bindgen]
pub fn draw(name: &str, state: &str, own: bool) -> Result<Drawing, String> {
    let (entry, drawing) = drawn(name, state, own)?;
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
pub fn csv(name: &str, state: &str, own: bool) -> Result<String, String> {
    let (_, drawing) = drawn(name, state, own)?;
    Ok(drawing.table.csv())
}

/// Keeps the table in the `bytes` of `file` as the reader's own, in place of
/// the one before, and says what is in it. An empty `target` is the last
/// column.
///
/// # Errors
/// One line that names the place in the file and what to do; the table before
/// stays.
#[wasm_bindgen]
pub fn take(file: &str, bytes: &[u8], target: &str) -> Result<String, String> {
    if bytes.len() > MOST {
        return Err(format!(
            "{file}: it is larger than {} MB, too much for a page; give it to the program: \
             cargo run --release --example from_scratch -- --csv FILE",
            MOST / 1_000_000
        ));
    }
    let target = Some(target.trim()).filter(|target| !target.is_empty());
    let samples = samples::read(file, bytes, target).map_err(|error| error.to_string())?;
    let summary = format!("{file}: {}", samples.summary());
    TABLE.set(Some(samples));
    Ok(summary)
}

fn drawn(name: &str, state: &str, own: bool) -> Result<(Entry, figures::Drawing), String> {
    let drawn = figures::find(name).and_then(|entry| {
        let drawing = TABLE.with_borrow(|table| match table {
            Some(table) if own => entry.draw_on(table, state),
            _ => entry.draw(state),
        })?;
        Ok((entry, drawing))
    });
    drawn.map_err(|error| error.to_string())
}
