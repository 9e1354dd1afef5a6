//! Prints the numbers of the section "Curvature and the condition number" and
//! writes its figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("curvature")
}
