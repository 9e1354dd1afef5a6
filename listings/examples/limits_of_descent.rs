//! Prints the numbers of the section "The limits of descent" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("limits_of_descent")
}
