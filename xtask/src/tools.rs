//! The programs that the chores need: found, or set up with a word about it.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::{files, places, run};

/// The target of the live figures.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The version of cargo-mutants; its folder in the cache carries it.
const MUTANTS: &str = "27.1.0";

/// A program on PATH.
pub fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) {
        &["exe", "cmd", "bat"]
    } else {
        &[""]
    };
    env::split_paths(&env::var_os("PATH")?).find_map(|folder| {
        endings
            .iter()
            .map(|ending| folder.join(name).with_extension(ending))
            .find(|path| path.is_file())
    })
}

/// A program on PATH, or the reason why a chore cannot go on.
pub fn need(name: &str, remedy: &str) -> Result<PathBuf> {
    find(name).ok_or_else(|| Failure::usage(format!("`{name}` is not on PATH; {remedy}")))
}

/// Makes sure that rustc can compile for the live figures.
pub fn wasm_target() -> Result<()> {
    let by_hand = format!("run `rustup target add {WASM}` yourself");
    let mut rustc = Command::new("rustc");
    rustc.args(["--print", "target-libdir", "--target", WASM]);
    if run::ask(&mut rustc).is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    let rustup = need(
        "rustup",
        &format!("install rustup, or the target {WASM} of your Rust another way"),
    )?;
    println!("Adding the target {WASM} to this Rust, for the live figures.");
    run::must(Command::new(rustup).args(["target", "add", WASM]), &by_hand)?;
    Ok(())
}

/// Makes sure that cargo has a component such as `clippy`.
pub fn component(name: &str, subcommand: &str) -> Result<()> {
    if run::ask(run::cargo().args([subcommand, "--version"])).is_some() {
        return Ok(());
    }
    let rustup = need(
        "rustup",
        &format!("install `cargo {subcommand}` another way"),
    )?;
    println!("Adding {name} to this Rust.");
    let by_hand = format!("run `rustup component add {name}` yourself");
    run::must(
        Command::new(rustup).args(["component", "add", name]),
        &by_hand,
    )?;
    Ok(())
}

/// The sources of the standard library and the crates that they use. The
/// kernel asks rust-analyzer for the types of variables, and without these
/// every type of the standard library is unknown to it.
pub fn library_sources() -> Result<()> {
    let mut rustc = Command::new("rustc");
    let sysroot = run::ask(rustc.args(["--print", "sysroot"]))
        .ok_or_else(|| Failure::usage("`rustc` does not run; install Rust with rustup"))?;
    let library = Path::new(&sysroot).join("lib/rustlib/src/rust/library");
    let manifest = library.join("Cargo.toml");
    if !manifest.is_file() {
        let rustup = need(
            "rustup",
            "install rustup, or the sources of your Rust's standard library another way",
        )?;
        println!("Adding rust-src to this Rust, for the notebooks.");
        run::must(
            Command::new(rustup).args(["component", "add", "rust-src"]),
            "connect to the network once, or run `rustup component add rust-src` yourself",
        )?;
    }
    let fetch = |offline: &[&str]| {
        let mut fetch = run::cargo();
        fetch
            .args(["fetch", "--locked", "--quiet"])
            .args(offline)
            .arg("--manifest-path")
            .arg(&manifest)
            // Its manifest uses what is not stable; nothing is compiled here.
            .env("RUSTC_BOOTSTRAP", "1");
        fetch
    };
    if run::ask(&mut fetch(&["--offline"])).is_some() {
        return Ok(());
    }
    println!("Fetching the crates of the standard library, for the notebooks.");
    run::must(
        &mut fetch(&[]),
        "connect to the network once, for the crates of the standard library",
    )?;
    Ok(())
}

/// Node.js, version 20 or later.
pub fn node() -> Result<PathBuf> {
    let remedy = "install Node.js 20 or later";
    let node = need("node", remedy)?;
    let version = run::ask(Command::new(&node).arg("--version")).unwrap_or_default();
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|m| m.parse::<u32>().ok()) {
        Some(major) if major >= 20 => Ok(node),
        _ => Err(Failure::usage(format!(
            "`{}` is version `{version}`; {remedy}",
            node.display()
        ))),
    }
}

/// Brings node_modules to the state of package-lock.json.
pub fn node_modules() -> Result<PathBuf> {
    node()?;
    let npm = need("npm", "install npm, which comes with Node.js")?;
    let modules = places::root().join("node_modules");
    let marker = modules.join(".installed-lock.json");
    let lock = files::read(&places::root().join("package-lock.json"))?;
    if files::read(&marker).is_ok_and(|installed| installed == lock) {
        return Ok(modules);
    }
    println!("Installing KaTeX and what the browser tests need: npm ci");
    let mut command = Command::new(npm);
    command
        .args(["ci", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(places::root());
    run::must(&mut command, "run `npm ci` yourself and see what it says")?;
    files::write_if_changed(&marker, &lock, &places::scratch())?;
    Ok(modules)
}

/// A Chromium for the browser tests: `$CHROMIUM`, the machine's, or one that
/// is installed now where that needs no question.
pub fn chromium() -> Result<PathBuf> {
    const REMEDY: &str = "set CHROMIUM to the path of Chromium or Chrome, or install one";
    if let Some(path) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        let path = PathBuf::from(path);
        return if path.is_file() {
            Ok(path)
        } else {
            Err(Failure::usage(format!(
                "CHROMIUM is {}, which is no file; {REMEDY}",
                path.display()
            )))
        };
    }
    if let Some(path) = installed_chromium() {
        return Ok(path);
    }
    if let Some(path) = playwright_chromium() {
        return Ok(path);
    }
    apt_chromium();
    installed_chromium().ok_or_else(|| {
        Failure::usage(format!(
            "no Chromium on PATH, and none could be installed; {REMEDY}"
        ))
    })
}

fn installed_chromium() -> Option<PathBuf> {
    const NAMES: [&str; 5] = [
        "chromium",
        "chromium-browser",
        "google-chrome",
        "google-chrome-stable",
        "chrome",
    ];
    let mut places = vec![
        PathBuf::from("/Applications/Chromium.app/Contents/MacOS/Chromium"),
        PathBuf::from("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ];
    for base in ["ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"] {
        if let Some(base) = env::var_os(base) {
            places.push(PathBuf::from(base).join("Google/Chrome/Application/chrome.exe"));
        }
    }
    let on_path = NAMES.into_iter().find_map(find);
    on_path.or_else(|| places.into_iter().find(|path| path.is_file()))
}

/// The Chromium that Playwright downloads, in the book's cache folder.
fn playwright_chromium() -> Option<PathBuf> {
    const WHERE: &str = "console.log(require('playwright-core').chromium.executablePath())";
    let modules = node_modules().ok()?;
    let folder = places::cache().ok()?.join("playwright");
    let node = || {
        let mut node = Command::new("node");
        node.current_dir(places::root())
            .env("PLAYWRIGHT_BROWSERS_PATH", &folder)
            .env("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", "15000");
        node
    };
    let path = PathBuf::from(run::ask(node().args(["-e", WHERE]))?);
    if !path.is_file() {
        println!("No Chromium found: asking Playwright for its own.");
        let mut install = node();
        install
            .arg(modules.join("playwright-core/cli.js"))
            .args(["install", "chromium"]);
        let _ = run::stream(&mut install, run::Echo::Shown);
    }
    let runs = run::ask(Command::new(&path).arg("--version")).is_some();
    runs.then_some(path)
}

/// Asks Debian's package manager, if that needs no password.
fn apt_chromium() {
    let Some(apt) = find("apt-get") else { return };
    let sudo = match run::ask(Command::new("id").arg("-u")).as_deref() {
        Some("0") => None,
        _ => match find("sudo") {
            Some(sudo) if run::ask(Command::new(&sudo).args(["-n", "true"])).is_some() => {
                Some(sudo)
            }
            _ => return,
        },
    };
    println!("No Chromium found: installing the system's package chromium.");
    for arguments in [
        &["update", "-qq"][..],
        &[
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
        ],
    ] {
        let mut command = match &sudo {
            Some(sudo) => {
                let mut command = Command::new(sudo);
                command.arg("-n").arg(&apt);
                command
            }
            None => Command::new(&apt),
        };
        command
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive");
        // Whether it worked shows when the browser is looked for again.
        let _ = run::stream(&mut command, run::Echo::Shown);
    }
}

/// cargo-mutants, which lists the faults of the code: on PATH, or in the book's
/// cache folder, where it is compiled once.
pub fn cargo_mutants() -> Result<PathBuf> {
    let name = "cargo-mutants";
    let is_right = |program: &Path| {
        let version = run::ask(Command::new(program).args(["mutants", "--version"]));
        version.is_some_and(|version| version == format!("{name} {MUTANTS}"))
    };
    if let Some(program) = find(name).filter(|program| is_right(program)) {
        return Ok(program);
    }
    let folder = places::cache()?.join(format!("{name}-{MUTANTS}"));
    let program = folder.join("bin").join(if cfg!(windows) {
        "cargo-mutants.exe"
    } else {
        name
    });
    if !program.is_file() {
        println!(
            "Compiling {name} into {} (about 2 minutes, once).",
            folder.display()
        );
        let mut install = run::cargo();
        install
            .args(["install", name, "--locked", "--version", MUTANTS, "--root"])
            .arg(&folder)
            .current_dir(places::cache()?);
        run::must(
            &mut install,
            "see what cargo says above, then run this again",
        )?;
    }
    Ok(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_is_not_there_is_named_with_its_remedy() {
        assert!(find("no-such-program").is_none());
        let failure = need("no-such-program", "install it").unwrap_err();
        assert_eq!(failure.code, 2);
        assert!(failure.message.ends_with("install it"));
    }
}
