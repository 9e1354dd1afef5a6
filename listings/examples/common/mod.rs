//! What the programs of all sections share: their flags, and how they write.

use std::error::Error;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use lexopt::Arg::{Long, Short, Value};
use listings::figures::{self, Entry};
use listings::values;

/// Runs the program of `section`, whose figures have the parameters `keys`.
/// A wrong flag ends it with one line and exit code 2, before anything is
/// written.
pub fn run(section: &str, keys: &[&str]) -> ExitCode {
    match outcome(section, keys) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{section}: {error}");
            ExitCode::from(2)
        }
    }
}

fn outcome(section: &str, keys: &[&str]) -> Result<(), Box<dyn Error>> {
    let usage = usage(section, keys);
    let mut state = String::new();
    let mut folder = PathBuf::from("target/figures");
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("help") | Short('h') => {
                println!("{usage}");
                return Ok(());
            }
            Long("out") => folder = value_of(&mut arguments, "out")?.into(),
            Long(key) if keys.contains(&key) => {
                let key = key.to_owned();
                let value = value_of(&mut arguments, &key)?;
                let value = value.to_string_lossy();
                if !state.is_empty() {
                    state.push('&');
                }
                state.push_str(&format!("{key}={value}"));
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
    let entries = figures::all().into_iter();
    let entries: Vec<Entry> =
        entries.filter(|entry| entry.section == section).collect();
    let mut drawings = Vec::new();
    for entry in &entries {
        drawings.push((entry, entry.draw(&state)?));
    }
    for (entry, drawing) in &drawings {
        write(&file_of(&folder, entry), &drawing.svg)?;
    }
    if state.is_empty() {
        print_values(section)?;
    }
    for (entry, drawing) in &drawings {
        println!("\n{} ({})", entry.name, entry.full_state(&state)?);
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

fn value_of(
    arguments: &mut lexopt::Parser,
    key: &str,
) -> Result<OsString, String> {
    let missing = |_| format!("--{key} needs a value after it");
    arguments.value().map_err(missing)
}

fn usage(section: &str, keys: &[&str]) -> String {
    let keys = keys.iter().map(|key| match *key {
        "start" => " [--start X,Y]".to_owned(),
        key => format!(" [--{key} NUMBER]"),
    });
    let keys: String = keys.collect();
    format!("usage: cargo run --example {section} --{keys} [--out DIR]")
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
fn write(file: &Path, text: &str) -> Result<(), String> {
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
