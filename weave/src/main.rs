//! `weave`: the preprocessor that `mdbook` calls, and the notebook writer.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use mdbook_preprocessor::parse_input;
use tempfile::NamedTempFile;

const USAGE: &str = "usage: weave | weave supports RENDERER | \
                     weave notebooks [--check] [--out DIR]";

/// Why the program stops, and its exit code.
enum Stop {
    /// The sources are wrong: 1.
    Sources(String),
    /// The call or the machine is wrong: 2.
    Call(String),
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let result = match words.as_slice() {
        [] => preprocess(),
        // mdBook reads nothing but the exit code.
        ["supports", renderer] => return ExitCode::from(u8::from(*renderer != "html")),
        ["notebooks", options @ ..] => notebooks(options),
        [other, ..] => Err(Stop::Call(format!("unknown argument \"{other}\"; {USAGE}"))),
    };
    let (message, code) = match result {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Stop::Sources(message)) => (message, 1),
        Err(Stop::Call(message)) => (format!("weave: {message}"), 2),
    };
    eprintln!("{message}");
    ExitCode::from(code)
}

/// Reads a book from standard input and writes it woven to standard output.
fn preprocess() -> Result<(), Stop> {
    let (context, mut book) = parse_input(std::io::stdin().lock()).map_err(|error| {
        Stop::Call(format!(
            "standard input is not what mdBook sends to a preprocessor ({error:#}); {USAGE}"
        ))
    })?;
    weave::weave_book(&context.root, &mut book)
        .map_err(|problems| Stop::Sources(problems.to_string()))?;
    serde_json::to_writer(std::io::stdout().lock(), &book)
        .map_err(|error| Stop::Call(format!("cannot write to standard output: {error}")))
}

/// Writes the notebooks, or only compares them with what is there.
fn notebooks(options: &[&str]) -> Result<(), Stop> {
    let mut check = false;
    let mut out = None;
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match *option {
            "--check" => check = true,
            "--out" => match options.next() {
                Some(folder) => out = Some(PathBuf::from(folder)),
                None => return Err(Stop::Call(format!("--out needs a folder; {USAGE}"))),
            },
            other => return Err(Stop::Call(format!("unknown argument \"{other}\"; {USAGE}"))),
        }
    }
    let root = root()?;
    let folder = out.unwrap_or_else(|| root.join("notebooks"));
    let notebooks = weave::load(&root)
        .and_then(|book| weave::notebooks(&root, &book))
        .map_err(|problems| Stop::Sources(problems.to_string()))?;
    let mut stale = Vec::new();
    for notebook in &notebooks {
        let path = folder.join(&notebook.name);
        if std::fs::read_to_string(&path).is_ok_and(|old| old == notebook.json) {
            continue;
        }
        if check {
            stale.push(format!(
                "{}: differs from what src/ and listings/ give: \
                 run `cargo run --package weave -- notebooks`",
                path.strip_prefix(&root).unwrap_or(&path).display()
            ));
        } else {
            write(&folder, &path, &notebook.json)?;
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(Stop::Sources(stale.join("\n")))
    }
}

/// The nearest folder with a `book.toml`, from the working folder upwards.
fn root() -> Result<PathBuf, Stop> {
    let here = std::env::current_dir()
        .map_err(|error| Stop::Call(format!("cannot tell the working folder: {error}")))?;
    here.ancestors()
        .find(|folder| folder.join("book.toml").is_file())
        .map(Path::to_owned)
        .ok_or_else(|| {
            Stop::Call("no book.toml here or above: run this inside of the book's clone".to_owned())
        })
}

/// Writes the whole file or nothing.
fn write(folder: &Path, path: &Path, text: &str) -> Result<(), Stop> {
    let attempt = || -> std::io::Result<()> {
        std::fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(text.as_bytes())?;
        readable(&file)?;
        file.persist(path)?;
        Ok(())
    };
    attempt().map_err(|error| {
        Stop::Call(format!(
            "cannot write {}: {error}: make the folder writable or choose another with --out",
            path.display()
        ))
    })
}

/// A temporary file is private; a notebook is not.
#[cfg(unix)]
fn readable(file: &NamedTempFile) -> std::io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let permissions = std::fs::Permissions::from_mode(0o644);
    file.as_file().set_permissions(permissions)
}

#[cfg(not(unix))]
fn readable(_: &NamedTempFile) -> std::io::Result<()> {
    Ok(())
}
