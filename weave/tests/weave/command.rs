//! The program `weave`.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::support::Small;

fn weave(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_weave"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that refuses its arguments reads no input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// What mdBook sends for the book of `small`.
fn message(small: &Small) -> String {
    let book = weave::load(small.root()).unwrap();
    let config: serde_json::Value = serde_json::json!({ "book": { "src": "src" } });
    serde_json::json!([
        { "root": small.root(), "config": config, "renderer": "html", "mdbook_version": "0.5.4" },
        book
    ])
    .to_string()
}

#[test]
fn only_the_html_renderer_is_supported() {
    let small = Small::new("");
    assert!(
        weave(small.root(), &["supports", "html"], "")
            .status
            .success()
    );
    assert_eq!(
        weave(small.root(), &["supports", "pdf"], "").status.code(),
        Some(1)
    );
}

#[test]
fn a_book_is_woven_from_standard_input() {
    let small = Small::new("It is $x$.");
    let output = weave(small.root(), &[], &message(&small));
    assert!(output.status.success(), "{}", stderr(&output));
    let woven = String::from_utf8(output.stdout).unwrap();
    assert!(woven.starts_with("{\"items\":[") && woven.contains("katex-mathml"));
}

#[test]
fn problems_go_to_standard_error() {
    let small = Small::new("It is $\\x$.\n\nAnd {{#no}}.");
    let output = weave(small.root(), &[], &message(&small));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let lines: Vec<String> = stderr(&output).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(lines[0].starts_with("src/ill-conditioned-problem.md:1: "));
    assert!(lines[1].starts_with("src/ill-conditioned-problem.md:3: "));
}

#[test]
fn wrong_calls_are_answered_with_one_line() {
    let small = Small::new("");
    for arguments in [
        &["build"][..],
        &["notebooks", "--out"],
        &["notebooks", "--no"],
        &["supports"],
        &[],
    ] {
        let output = weave(small.root(), arguments, "not json");
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
        assert!(
            stderr(&output).contains("usage: weave"),
            "{}",
            stderr(&output)
        );
    }
    let elsewhere = tempfile::TempDir::new().unwrap();
    let output = weave(elsewhere.path(), &["notebooks"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no book.toml"));
}

#[test]
fn notebooks_are_written_and_compared() {
    let listing = "```rust\n{{#include ../listings/src/ill_conditioned_problem.rs:double}}\n```\n";
    let small = Small::new(&format!("# A valley\n\n{listing}"));
    let name = "notebooks/ill-conditioned-problem.ipynb";
    let check = || weave(&small.root().join("src"), &["notebooks", "--check"], "");

    let output = check();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stderr(&output).starts_with(&format!("{name}: differs")),
        "{}",
        stderr(&output)
    );
    assert!(stderr(&output).contains("run `cargo run --package weave -- notebooks`"));
    assert!(!small.root().join(name).exists());

    assert!(weave(small.root(), &["notebooks"], "").status.success());
    assert!(check().status.success());
    assert_eq!(
        std::fs::read_dir(small.root().join("notebooks"))
            .unwrap()
            .count(),
        1
    );

    small.put(name, "{}");
    assert_eq!(check().status.code(), Some(1));

    let output = weave(small.root(), &["notebooks", "--out", "book.toml"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("--out"), "{}", stderr(&output));
}
