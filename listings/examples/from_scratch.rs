//! Prints the numbers of the section "Implementation from scratch" and writes
//! its figures as SVG files; with `--csv FILE`, trains on a table of yours.

use std::process::ExitCode;

mod common;
#[path = "common/own_table.rs"]
mod own_table;
#[path = "common/own_training.rs"]
mod own_training;

fn main() -> ExitCode {
    match own_table::is_asked_for() {
        true => own_table::run("from_scratch", own_training::outcome),
        false => common::run("from_scratch"),
    }
}
