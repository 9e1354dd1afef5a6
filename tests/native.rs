//! What the figures show natively, for the browser tests to compare with: one
//! JSON object a line.
//!
//! `native settings` draws every live figure at its defaults, at the ends of its
//! controls and at random states; `native draw` answers objects with `figure`
//! and `state`, one a line on standard input. If there is a `table` too, with
//! `file`, `text` and `target`, the figure is drawn for it.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use listings::figures::{self, Drawing, Entry};
use listings::samples;
use serde_json::{Value, json};
use tests::states::{ends, random_state, seeded};

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// How many random states of each figure are drawn.
const SETTINGS: usize = 200;

fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        Some("settings") => settings(&mut io::stdout().lock()),
        Some("draw") => draw(io::stdin().lock(), &mut io::stdout().lock()),
        _ => Err("say what to print: `native settings` or `native draw`".into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

fn settings(out: &mut impl Write) -> Outcome {
    let mut random = seeded(2);
    for figure in figures::all() {
        let controls = figure.controls("")?;
        // A figure without controls is not in the module.
        if controls.is_empty() {
            continue;
        }
        let mut states = vec![String::new()];
        states.extend(ends(&controls));
        states.extend((0..SETTINGS).map(|_| random_state(&figure, &mut random)));
        for state in states {
            writeln!(out, "{}", shown(&figure, &state, figure.draw(&state)?)?)?;
        }
    }
    Ok(())
}

fn draw(input: impl BufRead, out: &mut impl Write) -> Outcome {
    for line in input.lines() {
        let asked: Value = serde_json::from_str(&line?)?;
        let text = |key: &str| asked[key].as_str().unwrap_or_default().to_owned();
        let figure = figures::find(&text("figure"))?;
        let state = text("state");
        let drawn = match &asked["table"] {
            Value::Null => figure.draw(&state),
            table => {
                let text = |key: &str| table[key].as_str().unwrap_or_default();
                let target = Some(text("target")).filter(|target| !target.is_empty());
                let samples = samples::read(text("file"), text("text").as_bytes(), target);
                samples.and_then(|samples| figure.draw_on(&samples, &state))
            }
        };
        let answer = match drawn {
            Ok(drawing) => {
                let csv = drawing.table.csv();
                let mut answer = shown(&figure, &state, drawing)?;
                answer["csv"] = csv.into();
                answer
            }
            Err(error) => json!({ "error": error.to_string() }),
        };
        writeln!(out, "{answer}")?;
        out.flush()?;
    }
    Ok(())
}

fn shown(figure: &Entry, state: &str, drawing: Drawing) -> Result<Value, listings::Error> {
    let readout: Vec<String> = drawing.readout.into_iter().map(|r| r.value).collect();
    let cells: Vec<String> = drawing.table.rows.into_iter().flatten().collect();
    Ok(json!({
        "figure": figure.name,
        "state": state,
        "full": figure.full_state(state)?,
        "svg": drawing.svg,
        "description": drawing.description,
        "readout": readout,
        "cells": cells,
    }))
}
