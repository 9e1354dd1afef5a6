//! Prints the numbers of the section "Momentum in today's optimizers" and
//! writes its figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("todays_optimizers")
}
