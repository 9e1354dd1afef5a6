//! Prints the numbers of the section "Implementation from scratch" and writes
//! its figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("from_scratch")
}
