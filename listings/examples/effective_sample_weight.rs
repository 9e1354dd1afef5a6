//! Prints the numbers of the section "Effective sample weight" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("effective_sample_weight")
}
