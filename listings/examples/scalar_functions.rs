//! Prints the numbers of the section "Scalar functions" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("scalar_functions")
}
