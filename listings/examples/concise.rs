//! Prints the numbers of the section "Concise implementation" and writes its
//! figure as an SVG file.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("concise")
}
