//! Prints the numbers of the section "Colorization" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("colorization")
}
