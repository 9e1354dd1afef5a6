//! Prints the numbers of the section "Stochastic gradients" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("stochastic_gradients")
}
