//! Prints the numbers of the section "Where heavy ball fails" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("heavy_ball_fails")
}
