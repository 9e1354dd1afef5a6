//! Prints the numbers of the section "Polynomial regression and early stopping"
//! and writes its figures as SVG files; with `--csv FILE`, fits a table of
//! yours.

use std::process::ExitCode;

mod common;
#[path = "common/own_points.rs"]
mod own_points;
#[path = "common/own_table.rs"]
mod own_table;

fn main() -> ExitCode {
    match own_table::is_asked_for() {
        true => own_table::run("polynomial_regression", own_points::outcome),
        false => common::run("polynomial_regression"),
    }
}
