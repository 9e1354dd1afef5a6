//! Prints the numbers of the section "Which momentum does your library mean?"
//! and writes its figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("conventions")
}
