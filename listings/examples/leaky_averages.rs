//! Prints the numbers of the section "Leaky averages" and writes its figures
//! as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("leaky_averages")
}
