//! Small books are woven by mdBook itself, in this process, and read.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod command;
mod notebook;
mod page;
mod problems;
mod proofs;
mod references;
mod scan;
mod support;
mod terms;
mod tested;
