//! `cargo xtask bench`: how fast the listings train, and how fast the live
//! figures redraw in a browser.

use std::process::Command;

use crate::failure::Result;
use crate::run::{Echo, cargo, stream};
use crate::{book, places, tools};

/// Runs the bench programs of `listings`, which print their numbers and limits
/// and fail if one is missed.
fn listings() -> Result<bool> {
    let mut command = cargo();
    command.args(["bench", "--quiet", "--package", "listings", "--benches"]);
    Ok(stream(&mut command, Echo::Shown)?.success)
}

/// Builds the book, prints the table, and says whether everything is as fast
/// and as small as the book promises.
pub fn bench() -> Result<bool> {
    let trained = listings()?;
    book::build()?;
    let node = tools::node()?;
    tools::node_modules()?;
    let chromium = tools::chromium()?;
    let mut command = Command::new(node);
    command
        .arg(
            places::root()
                .join("tests")
                .join("browser")
                .join("bench.mjs"),
        )
        .current_dir(places::root())
        .env("BOOK", places::book())
        .env("CHROMIUM", chromium);
    Ok(stream(&mut command, Echo::Shown)?.success && trained)
}
