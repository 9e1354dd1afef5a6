//! Prints the numbers of the section "Quadratic functions" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("quadratic_functions")
}
