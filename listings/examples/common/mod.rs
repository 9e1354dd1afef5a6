//! What the programs of all sections share: their flags, and how they write.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::Arg::{Long, Short, Value};
use listings::figures::{self, ControlState, Entry, Range};
use listings::values;

/// Runs the program of `section`. Its flags are the controls of its figures; a
/// flag reaches the figures that have it. A wrong one ends the program with one
/// line and exit code 2, before anything is written.
pub fn run(section: &str) -> ExitCode {
    match outcome(section) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{section}: {error}");
            ExitCode::from(2)
        }
    }
}

fn outcome(section: &str) -> Result<(), Box<dyn Error>> {
    let mut figures = Vec::new();
    for entry in figures::all() {
        if entry.section == section {
            let controls = entry.controls("")?;
            figures.push((entry, controls));
        }
    }
    let mut known: Vec<&ControlState> = Vec::new();
    for control in figures.iter().flat_map(|(_, controls)| controls) {
        if known.iter().all(|other| other.key != control.key) {
            known.push(control);
        }
    }
    let usage = usage(section, &known);
    let mut given: Vec<(String, String)> = Vec::new();
    let mut folder = PathBuf::from("target/figures");
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("help") | Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Long("out") => folder = value_of(&mut arguments, "out")?.into(),
            Long(key) if known.iter().any(|control| control.key == key) => {
                let key = key.to_owned();
                let value = value_of(&mut arguments, &key)?;
                given.push((key, value.to_string_lossy().into_owned()));
            }
            Long(key) => {
                return Err(format!("there is no flag --{key}; {usage}").into());
            }
            Short(key) => {
                return Err(format!("there is no flag -{key}; {usage}").into());
            }
            Value(word) => {
                let word = word.to_string_lossy();
                return Err(
                    format!("\"{word}\" belongs to no flag; {usage}").into()
                );
            }
        }
    }
    let mut drawings = Vec::new();
    for (entry, controls) in &figures {
        let has = |key: &str| controls.iter().any(|own| own.key == key);
        let own = given.iter().filter(|(key, _)| has(key));
        let state: Vec<_> =
            own.map(|(key, value)| format!("{key}={value}")).collect();
        let state = state.join("&");
        drawings.push((entry, entry.full_state(&state)?, entry.draw(&state)?));
    }
    for (entry, _, drawing) in &drawings {
        write(&file_of(&folder, entry), &drawing.svg)?;
    }
    if given.is_empty() {
        print_values(section)?;
    }
    for (entry, state, drawing) in &drawings {
        println!("\n{} ({state})", entry.name);
        for reading in &drawing.readout {
            println!("  {:<26} {}", reading.name, reading.value);
        }
        println!("  drawn in {}", file_of(&folder, entry).display());
    }
    Ok(())
}

fn file_of(folder: &Path, entry: &Entry) -> PathBuf {
    folder.join(format!("{}.svg", entry.name))
}

pub fn value_of(
    arguments: &mut lexopt::Parser,
    key: &str,
) -> Result<OsString, String> {
    let missing = |_| format!("--{key} needs a value after it");
    arguments.value().map_err(missing)
}

fn usage(section: &str, known: &[&ControlState]) -> String {
    let flags = known.iter().map(|control| match control.range {
        Range::Point { .. } => format!(" [--{} X,Y]", control.key),
        Range::Painting { .. } => format!(" [--{} LETTERS]", control.key),
        _ => format!(" [--{} NUMBER]", control.key),
    });
    let flags: String = flags.collect();
    let table = table_flags(section).map_or_else(String::new, |flags| {
        format!("; or, for a table of yours: {flags}")
    });
    format!("usage: cargo run --example {section} --{flags} [--out DIR]{table}")
}

/// The flags of the program that some sections have for a reader's table.
pub fn table_flags(section: &str) -> Option<&'static str> {
    match section {
        "from_scratch" => Some(
            "--csv FILE [--target COLUMN] [--eta NUMBER] [--beta NUMBER] \
             [--batch NUMBER] [--epochs NUMBER] [--seeds NUMBER] [--out DIR]",
        ),
        "polynomial_regression" => Some(
            "--csv FILE [--target COLUMN] [--degree NUMBER] [--steps NUMBER] \
             [--out DIR]",
        ),
        _ => None,
    }
}

fn print_values(section: &str) -> Result<(), listings::Error> {
    println!("The numbers of this section");
    for (name, section_values) in values::SECTIONS {
        if *name != section {
            continue;
        }
        for (name, value) in section_values()? {
            println!("  {name:<16} {value:>14.6}");
        }
    }
    Ok(())
}

/// Writes the file whole or not at all.
pub fn write(file: &Path, text: &str) -> Result<(), String> {
    let refusal = |error: std::io::Error| {
        format!(
            "cannot write {}: {error}; name a writable folder with --out DIR",
            file.display()
        )
    };
    if let Some(folder) = file.parent() {
        std::fs::create_dir_all(folder).map_err(refusal)?;
    }
    let draft = file.with_extension("svg.part");
    std::fs::write(&draft, text)
        .and_then(|()| std::fs::rename(&draft, file))
        .inspect_err(|_| {
            // What is half written goes; that it may not exist is no news.
            let _ = std::fs::remove_file(&draft);
        })
        .map_err(refusal)
}
