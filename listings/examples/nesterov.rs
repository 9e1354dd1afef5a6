//! Prints the numbers of the section "Nesterov's method" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("nesterov")
}
