//! Prints the numbers of the section "An ill-conditioned problem" and writes
//! its figures as SVG files.

use std::process::ExitCode;

mod common;

fn main() -> ExitCode {
    common::run("ill_conditioned_problem")
}
