//! The training of the section "From scratch" on a table of the reader's.

use std::error::Error;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use lexopt::Arg::Long;
use listings::figures::Figure;
use listings::figures::from_scratch::{Training, training_on};
use listings::from_scratch::{
    Regression, SETTINGS, Settings, least_squares, loss, standardized, train,
};
use listings::samples;
use listings::statistics::spread;

use crate::common;

const USAGE: &str = "usage: cargo run --release --example from_scratch -- \
    --csv FILE [--target COLUMN] [--eta NUMBER] [--beta NUMBER] \
    [--batch NUMBER] [--epochs NUMBER] [--seeds NUMBER] [--out DIR]";

/// Whether the flags ask for this program rather than for the numbers of the
/// section.
pub fn is_asked_for() -> bool {
    std::env::args_os().any(|argument| {
        argument == "--csv" || argument.to_string_lossy().starts_with("--csv=")
    })
}

/// Trains on the table, and prints what comes of it. What cannot be done ends
/// the program with one line and exit code 2, before anything is written.
pub fn run() -> ExitCode {
    match flags().and_then(|flags| flags.as_ref().map_or(Ok(()), outcome)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("from_scratch: {error}");
            ExitCode::from(2)
        }
    }
}

#[derive(Default)]
struct Flags {
    csv: PathBuf,
    target: Option<String>,
    eta: Option<f64>,
    beta: Option<f64>,
    batch: Option<usize>,
    epochs: Option<usize>,
    seeds: Option<usize>,
    out: Option<PathBuf>,
}

/// The flags; none if all that was to do is done.
fn flags() -> Result<Option<Flags>, Box<dyn Error>> {
    let mut flags = Flags::default();
    let mut arguments = lexopt::Parser::from_env();
    while let Some(argument) = arguments.next()? {
        let Long(key) = argument else {
            return Err(format!("{}; {USAGE}", argument.unexpected()).into());
        };
        let key = key.to_owned();
        let mut value = || common::value_of(&mut arguments, &key);
        match key.as_str() {
            "help" => {
                println!("{USAGE}");
                return Ok(None);
            }
            "csv" => flags.csv = value()?.into(),
            "out" => flags.out = Some(value()?.into()),
            "target" => {
                flags.target = Some(value()?.to_string_lossy().into_owned());
            }
            "eta" => flags.eta = Some(number("eta", value()?, "0.02")?),
            "beta" => flags.beta = Some(number("beta", value()?, "0.5")?),
            "batch" => flags.batch = Some(number("batch", value()?, "10")?),
            "epochs" => flags.epochs = Some(count("epochs", value()?, "7")?),
            "seeds" => flags.seeds = Some(count("seeds", value()?, "100")?),
            _ => {
                return Err(format!("there is no flag --{key}; {USAGE}").into());
            }
        }
    }
    Ok(Some(flags))
}

fn number<T: std::str::FromStr>(
    argument: &'static str,
    value: std::ffi::OsString,
    example: &str,
) -> Result<T, listings::Error> {
    let text = value.to_string_lossy().trim().to_owned();
    text.parse().map_err(|_| listings::Error::NotANumber {
        argument,
        text,
        expected: match example.contains('.') {
            true => "a number",
            false => "a whole number",
        },
        example: example.to_owned(),
    })
}

/// A count that is not 0, and small enough to wait for.
fn count(
    argument: &'static str,
    value: std::ffi::OsString,
    example: &str,
) -> Result<usize, listings::Error> {
    const MOST: usize = 100_000;
    let count = number(argument, value, example)?;
    match count {
        1..=MOST => Ok(count),
        _ => Err(listings::Error::OutOfRange {
            argument,
            value: count.to_string(),
            allowed: format!("between 1 and {MOST}"),
        }),
    }
}

fn outcome(flags: &Flags) -> Result<(), Box<dyn Error>> {
    let file = flags.csv.display().to_string();
    let bytes = std::fs::read(&flags.csv).map_err(|error| {
        let (what, remedy) = match error.kind() {
            ErrorKind::NotFound => {
                ("there is no such file".to_owned(), "check the path")
            }
            _ => (format!("it cannot be read: {error}"), "name another file"),
        };
        listings::Error::Table {
            place: file.clone(),
            what,
            remedy: remedy.to_owned(),
        }
    })?;
    let samples = samples::read(&file, &bytes, flags.target.as_deref())?;
    let data = standardized(&samples)?;
    let settings = settings(flags);
    let seeds = flags.seeds.unwrap_or(100) as u64;
    let mut progress = Progress::new(&data, &settings, seeds);
    let mut lines = Vec::new();
    for setting in &settings {
        let mut ends = Vec::new();
        for seed in 1..=seeds {
            let setting = Settings { seed, ..*setting };
            let run = train(&data, setting, |_| progress.step())?;
            ends.push(run.losses[setting.epochs]);
        }
        let [low, median, high] = spread(&ends);
        let least = ends.iter().copied().fold(f64::INFINITY, f64::min);
        lines.push((setting, [median, low, high, least]));
    }
    progress.finish();
    let picture = match (&flags.out, settings.last()) {
        (Some(folder), Some(setting)) => Some(picture(folder, setting, &data)?),
        _ => None,
    };
    println!("{file}: {}", samples.summary());
    let optimum = loss(&data, &least_squares(&data)?);
    println!("smallest loss {optimum:.5}");
    let Settings { batch, epochs, .. } = settings[0];
    println!(
        "loss after {epochs} epochs with batches of {batch}, over {seeds} seeds"
    );
    println!("     eta    beta     median        5 %       95 %      least");
    for (Settings { eta, beta, .. }, losses) in lines {
        let losses = losses.map(|loss| format!(" {:>10}", printed(loss)));
        println!("{eta:>8} {beta:>7}{}", losses.concat());
    }
    if let Some(file) = picture {
        println!("the run of seed 1 is drawn in {}", file.display());
    }
    Ok(())
}

/// The three settings of the section, or the one that the flags name.
fn settings(flags: &Flags) -> Vec<Settings> {
    let pairs = match (flags.eta, flags.beta) {
        (None, None) => SETTINGS.to_vec(),
        (eta, beta) => vec![[eta.unwrap_or(0.01), beta.unwrap_or(0.9)]],
    };
    let setting = |[eta, beta]: [f64; 2]| Settings {
        eta,
        beta,
        batch: flags.batch.unwrap_or(10),
        epochs: flags.epochs.unwrap_or(7),
        seed: 1,
    };
    pairs.into_iter().map(setting).collect()
}

fn printed(loss: f64) -> String {
    match loss < 1e4 {
        true => format!("{loss:.5}"),
        false => format!("{loss:.2e}"),
    }
}

/// Writes the section's figure of a run, for this table.
fn picture(
    folder: &std::path::Path,
    setting: &Settings,
    data: &Regression,
) -> Result<PathBuf, Box<dyn Error>> {
    let figure = Training {
        batch: setting.batch,
        eta: setting.eta,
        beta: setting.beta,
        sample: setting.seed as usize,
    };
    let drawing = figure.drawing(&training_on(data, &figure)?)?;
    let file = folder.join("training.svg");
    common::write(&file, &drawing.svg)?;
    Ok(file)
}

/// A bar on the terminal, from the third second on.
struct Progress {
    begin: Instant,
    steps: u64,
    taken: u64,
    bar: Option<ProgressBar>,
}

impl Progress {
    fn new(data: &Regression, settings: &[Settings], seeds: u64) -> Progress {
        let steps = settings.iter().map(|setting| {
            let batches = data.targets.len().div_ceil(setting.batch.max(1));
            batches as u64 * setting.epochs as u64 * seeds
        });
        Progress {
            begin: Instant::now(),
            steps: steps.sum(),
            taken: 0,
            bar: None,
        }
    }

    fn step(&mut self) {
        self.taken += 1;
        // To look at the clock takes as long as a small step.
        if !self.taken.is_multiple_of(1 << 10) {
            return;
        }
        if let Some(bar) = &self.bar {
            bar.set_position(self.taken);
        } else if self.begin.elapsed() > Duration::from_secs(2) {
            // Not drawn where standard error is no terminal.
            self.bar = Some(ProgressBar::new(self.steps));
        }
    }

    fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
