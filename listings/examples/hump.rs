//! Prints the numbers of the section "The hump" and writes its
//! figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("hump")
}
