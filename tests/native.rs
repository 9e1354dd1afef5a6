//! What the figures show natively, for the browser tests to compare with: one
//! JSON object a line.
//!
//! `native settings` draws every figure at its defaults, at the ends of its
//! controls and at random states; `native draw` answers objects with `figure`
//! and `state`, one a line on standard input.

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use listings::figures::{self, ControlState, Drawing, Entry, Range};
use rand_core::{RngCore, SeedableRng};
use rand_pcg::Pcg64Mcg;
use serde_json::{Value, json};

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
    let mut random = Pcg64Mcg::seed_from_u64(2);
    for figure in figures::all() {
        let controls = figure.controls("")?;
        let mut states = vec![String::new()];
        if !controls.is_empty() {
            states.extend(ends(&controls));
            states.extend((0..SETTINGS).map(|_| state(&controls, |range| any(range, &mut random))));
        }
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
        let answer = match figure.draw(&state) {
            Ok(drawing) => shown(&figure, &state, drawing)?,
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

/// Each control at each of its ends, the others at their defaults, and all of
/// them at their ends at once.
fn ends(controls: &[ControlState]) -> Vec<String> {
    let mut states: Vec<String> = [low, high].map(|end| state(controls, end)).into();
    for control in controls {
        states.extend([low, high].map(|end| format!("{}={}", control.key, end(&control.range))));
    }
    states
}

fn state(controls: &[ControlState], mut value: impl FnMut(&Range) -> String) -> String {
    let parts = controls
        .iter()
        .map(|c| format!("{}={}", c.key, value(&c.range)));
    parts.collect::<Vec<_>>().join("&")
}

fn low(range: &Range) -> String {
    match range {
        Range::Number { min, .. } => min.to_string(),
        Range::Count { min, .. } => min.to_string(),
        Range::Point { min, .. } => format!("{},{}", min[0], min[1]),
    }
}

fn high(range: &Range) -> String {
    match range {
        Range::Number { max, .. } => max.to_string(),
        Range::Count { max, .. } => max.to_string(),
        Range::Point { max, .. } => format!("{},{}", max[0], max[1]),
    }
}

fn any(range: &Range, random: &mut Pcg64Mcg) -> String {
    match *range {
        Range::Number { min, max, step } => number(min, max, step, random).to_string(),
        Range::Count { min, max } => {
            let span = (max - min + 1) as u64;
            (min + (random.next_u64() % span) as usize).to_string()
        }
        Range::Point { min, max, step } => {
            let [x, y] = [0, 1].map(|i| number(min[i], max[i], step, random));
            format!("{x},{y}")
        }
    }
}

/// As often a position of the slider as a number with all its digits.
fn number(min: f64, max: f64, step: f64, random: &mut Pcg64Mcg) -> f64 {
    let share = (random.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let value = min + share * (max - min);
    if random.next_u64().is_multiple_of(2) {
        return value;
    }
    let whole = ((value - min) / step).round();
    (min + whole * step).clamp(min, max)
}
