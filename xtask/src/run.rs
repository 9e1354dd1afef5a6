//! Running other programs so that a person can see that they move.

use std::cell::Cell;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, IsTerminal, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use crate::failure::{Failure, Result};

/// A silence longer than this is broken by a line with the time.
const SILENCE: Duration = Duration::from_secs(20);
/// A grandchild may hold the pipes open after the child has ended.
const STRAGGLERS: Duration = Duration::from_secs(2);

/// What a program left behind.
#[derive(Debug)]
pub struct Finished {
    /// Whether it ended with exit code 0.
    pub success: bool,
    /// All that it wrote to standard output.
    pub stdout: String,
}

/// Whether what a program writes to standard output is shown as well as kept.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Echo {
    /// Line by line, as it comes.
    Shown,
    /// The same, but for the lines of tests that passed.
    Failures,
    /// Kept only.
    Kept,
}

enum Line {
    Out(String),
    Err(String),
}

/// The cargo that runs this program.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(crate::places::root());
    command
}

/// Runs a program to its end. Its errors are shown as they come; after a
/// silence of 20 seconds a line says what runs and for how long.
pub fn stream(command: &mut Command, echo: Echo) -> Result<Finished> {
    let name = name(command);
    // In a terminal cargo draws its own progress bar.
    let bar = std::io::stderr().is_terminal();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(if bar {
            Stdio::inherit()
        } else {
            Stdio::piped()
        })
        .spawn()
        .map_err(|e| cannot_start(&name, &e))?;
    let (sender, lines) = channel();
    if let Some(out) = child.stdout.take() {
        forward(out, sender.clone(), Line::Out);
    }
    if let Some(err) = child.stderr.take() {
        forward(err, sender.clone(), Line::Err);
    }
    drop(sender);
    let stdout = follow(&mut child, &lines, &name, echo);
    let status = child.wait().map_err(|e| cannot_start(&name, &e))?;
    Ok(Finished {
        success: status.success(),
        stdout,
    })
}

/// Runs a program to its end and fails, with `remedy`, unless it succeeds.
pub fn must(command: &mut Command, remedy: &str) -> Result<Finished> {
    let finished = stream(command, Echo::Shown)?;
    if finished.success {
        return Ok(finished);
    }
    Err(Failure::failed(format!(
        "`{}` failed; {remedy}",
        name(command)
    )))
}

/// What a program prints on standard output, if it runs and succeeds.
pub fn ask(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success().then_some(text)
}

/// `12.3 s` or `4 min 5 s`.
pub fn spell(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        return format!("{:.2} s", time.as_secs_f64());
    }
    format!("{} min {} s", seconds / 60, seconds % 60)
}

/// The program with as many arguments as tell which of its runs this is.
fn name(command: &Command) -> String {
    let program = std::path::Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    let arguments = command.get_args().take(7);
    let words: Vec<_> = std::iter::once(program)
        .chain(arguments)
        .map(OsStr::to_string_lossy)
        .collect();
    words.join(" ")
}

fn cannot_start(name: &str, cause: &std::io::Error) -> Failure {
    Failure::usage(format!(
        "cannot run `{name}`: {cause}; install the program or put it on PATH"
    ))
}

fn forward<R: Read + Send + 'static>(from: R, to: Sender<Line>, kind: fn(String) -> Line) {
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = Vec::new();
        while from.read_until(b'\n', &mut line).is_ok_and(|n| n > 0) {
            if to
                .send(kind(String::from_utf8_lossy(&line).into_owned()))
                .is_err()
            {
                return;
            }
            line.clear();
        }
    });
}

fn follow(child: &mut Child, lines: &Receiver<Line>, name: &str, echo: Echo) -> String {
    let start = Instant::now();
    let mut spoken = Instant::now();
    let mut ended = None;
    let mut stdout = String::new();
    loop {
        match lines.recv_timeout(Duration::from_millis(500)) {
            Ok(Line::Out(line)) => {
                let passed = line.starts_with("test ") && line.contains(" ... ok");
                if echo == Echo::Shown || (echo == Echo::Failures && !passed) {
                    show(&mut std::io::stdout(), &line);
                    spoken = Instant::now();
                }
                stdout.push_str(&line);
            }
            Ok(Line::Err(line)) => {
                show(&mut std::io::stderr(), &line);
                spoken = Instant::now();
            }
            Err(RecvTimeoutError::Disconnected) => return stdout,
            Err(RecvTimeoutError::Timeout) => {
                if ended.is_none() && matches!(child.try_wait(), Ok(Some(_))) {
                    ended = Some(Instant::now());
                }
                if ended.is_some_and(|since: Instant| since.elapsed() > STRAGGLERS) {
                    return stdout;
                }
            }
        }
        if spoken.elapsed() > SILENCE {
            let line = format!("  … {name}: {} so far\n", spell(start.elapsed()));
            show(&mut std::io::stderr(), &line);
            spoken = Instant::now();
        }
    }
}

thread_local! {
    static PREFIX: Cell<&'static str> = const { Cell::new("") };
}

/// Shows what `work` runs on this thread with a name before each line, to tell
/// it from what runs at the same time.
pub fn with_prefix<T>(name: &'static str, work: impl FnOnce() -> T) -> T {
    let outer = PREFIX.replace(name);
    let result = work();
    PREFIX.set(outer);
    result
}

/// A closed pipe is the reader's choice, not an error of the program shown.
fn show(to: &mut impl Write, line: &str) {
    let line = match PREFIX.get() {
        "" => line.to_owned(),
        name => format!("{name} | {line}"),
    };
    let _ = to.write_all(line.as_bytes()).and_then(|()| to.flush());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_named_without_its_folder() {
        let mut command = Command::new("bin/cargo");
        command.args(["build", "--package", "live", "--target", "wasm32"]);
        assert_eq!(name(&command), "cargo build --package live --target wasm32");
    }

    #[test]
    fn a_missing_program_is_bad_input() {
        let failure = stream(&mut Command::new("no-such-program"), Echo::Kept).unwrap_err();
        assert_eq!(failure.code, 2);
        assert!(failure.message.contains("no-such-program"));
    }

    #[test]
    fn output_is_kept() {
        let finished = stream(cargo().arg("--version"), Echo::Kept).unwrap();
        assert!(finished.success && finished.stdout.starts_with("cargo "));
        assert_eq!(ask(cargo().arg("--no-such-flag")), None);
    }

    #[test]
    fn time_is_spelt_in_its_unit() {
        assert_eq!(spell(Duration::from_millis(1500)), "1.50 s");
        assert_eq!(spell(Duration::from_secs(125)), "2 min 5 s");
    }
}
