//! The training of the section "From scratch" on a table of the reader's.

use std::error::Error;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use indicatif::ProgressBar;
use listings::figures::Figure;
use listings::figures::from_scratch::{Training, training_on};
use listings::from_scratch::{
    Regression, SETTINGS, Settings, least_squares, loss, standardized, train,
};
use listings::statistics::spread;

use crate::common;
use crate::own_table::{self, OwnTable, count, number};

/// The flags beside those of every table.
#[derive(Default)]
struct Flags {
    eta: Option<f64>,
    beta: Option<f64>,
    batch: Option<usize>,
    epochs: Option<usize>,
    seeds: Option<usize>,
}

/// Trains on the table, and prints what comes of it.
///
/// # Errors
/// One line that says what cannot be done, before anything is written.
pub fn outcome() -> Result<(), Box<dyn Error>> {
    let flags = common::table_flags("from_scratch").unwrap_or_default();
    let usage =
        format!("usage: cargo run --release --example from_scratch -- {flags}");
    let known = ["eta", "beta", "batch", "epochs", "seeds"];
    let Some((own, others)) = own_table::flags(&known, &usage)? else {
        return Ok(());
    };
    let mut flags = Flags::default();
    for (key, value) in others {
        match key {
            "eta" => flags.eta = Some(number(key, value, "0.02")?),
            "beta" => flags.beta = Some(number(key, value, "0.5")?),
            "batch" => flags.batch = Some(number(key, value, "10")?),
            "epochs" => flags.epochs = Some(count(key, value, "7")?),
            _ => flags.seeds = Some(count(key, value, "100")?),
        }
    }
    train_on(&own, &flags)
}

fn train_on(own: &OwnTable, flags: &Flags) -> Result<(), Box<dyn Error>> {
    let (file, samples) = own.read()?;
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
    let picture = match (&own.out, settings.last()) {
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
