//! Prints the numbers of the section "The momentum method" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("momentum_method")
}
