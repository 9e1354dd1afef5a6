//! Python with Jupyter, and the Rust kernel, in the cache folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::failure::{Failure, Result};
use crate::{files, places, run, tools};

/// The kernel's version; its folder in the cache carries it.
const KERNEL: &str = "0.22.0";
const REQUIREMENTS: &str = include_str!("../requirements.txt");

/// A Python environment of the book's own.
#[derive(Debug)]
pub struct Python {
    cache: PathBuf,
}

impl Python {
    /// Opens the environment, and makes it first if it is not there or if
    /// requirements.txt has changed.
    pub fn ready() -> Result<Self> {
        let python = Self {
            cache: places::cache()?,
        };
        let folder = python.cache.join("python");
        // Written last: a set-up that was stopped starts again.
        let marker = folder.join("requirements.txt");
        if fs::read_to_string(&marker).is_ok_and(|installed| installed == REQUIREMENTS) {
            return Ok(python);
        }
        println!(
            "Setting up Jupyter and the spell checker in {} (about a minute).",
            folder.display()
        );
        let mut venv = system()?;
        venv.args(["-m", "venv", "--clear"]).arg(&folder);
        run::must(
            &mut venv,
            "install Python's venv module (Debian: apt install python3-venv)",
        )?;
        let mut pip = Command::new(python.program("python"));
        pip.args(["-m", "pip", "install", "--disable-pip-version-check"])
            .args(["--quiet", "--requirement", "xtask/requirements.txt"])
            .current_dir(places::root());
        run::must(&mut pip, "see what pip says above, then run this again")?;
        files::write_if_changed(&marker, REQUIREMENTS.as_bytes(), &folder)?;
        Ok(python)
    }

    /// A program of the environment.
    pub fn program(&self, name: &str) -> PathBuf {
        self.programs().join(if cfg!(windows) {
            format!("{name}.exe")
        } else {
            name.to_owned()
        })
    }

    /// A command that finds this Python, its Jupyter and the Rust kernel, and
    /// that leaves the user's own Jupyter alone.
    pub fn command(&self, program: &Path) -> Result<Command> {
        let mut path = vec![self.programs(), self.kernel_folder().join("bin")];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        let path = std::env::join_paths(path)
            .map_err(|e| Failure::usage(format!("PATH cannot be extended: {e}; mend PATH")))?;
        let jupyter = self.cache.join("jupyter");
        let mut command = Command::new(program);
        command
            .current_dir(places::root())
            .env("PATH", path)
            .env("VIRTUAL_ENV", self.cache.join("python"))
            .env("JUPYTER", self.program("jupyter"))
            .env("JUPYTER_PATH", &jupyter)
            .env("JUPYTER_DATA_DIR", &jupyter)
            .env("JUPYTER_CONFIG_DIR", jupyter.join("config"));
        // What the workspace was built with is on the disk: the kernel needs
        // no network, and compiles no newer version than the page's.
        if std::env::var_os("CARGO_NET_OFFLINE").is_none() {
            command.env("CARGO_NET_OFFLINE", "true");
        }
        Ok(command)
    }

    /// Makes sure that the Rust kernel and all it compiles are on this disk.
    pub fn kernel(&self) -> Result<()> {
        let folder = self.kernel_folder();
        let program = folder.join("bin").join(if cfg!(windows) {
            "evcxr_jupyter.exe"
        } else {
            "evcxr_jupyter"
        });
        if !program.is_file() {
            println!(
                "Compiling the Rust kernel for Jupyter into {} (about 7 minutes, once).",
                folder.display()
            );
            let mut install = run::cargo();
            install
                .args(["install", "evcxr_jupyter", "--locked", "--version", KERNEL])
                .arg("--root")
                .arg(&folder)
                .current_dir(&self.cache);
            run::must(
                &mut install,
                "see what cargo says above, then run this again",
            )?;
        }
        if !self.knows(&program) {
            let mut register = self.command(&program)?;
            run::must(
                register.arg("--install"),
                "see what it says above, then run this again",
            )?;
        }
        tools::library_sources()?;
        // Also for other systems: cargo resolves for all of them.
        let mut fetch = run::cargo();
        fetch.args(["fetch", "--locked"]);
        run::must(
            &mut fetch,
            "connect to the network once, for the crates that the notebooks use",
        )?;
        Ok(())
    }

    /// Whether Jupyter has this very program registered as its Rust kernel.
    fn knows(&self, program: &Path) -> bool {
        let spec = self.cache.join("jupyter/kernels/rust/kernel.json");
        let spec: Option<serde_json::Value> = fs::read(spec)
            .ok()
            .and_then(|bytes| serde_json::from_slice(&bytes).ok());
        spec.is_some_and(|spec| spec["argv"][0].as_str().map(Path::new) == Some(program))
    }

    fn kernel_folder(&self) -> PathBuf {
        self.cache.join(format!("evcxr_jupyter-{KERNEL}"))
    }

    fn programs(&self) -> PathBuf {
        let folder = if cfg!(windows) { "Scripts" } else { "bin" };
        self.cache.join("python").join(folder)
    }
}

/// The machine's Python 3.
fn system() -> Result<Command> {
    const PROBE: &str = "import sys; sys.exit(sys.version_info < (3, 10))";
    for (name, arguments) in [("python3", &[][..]), ("python", &[]), ("py", &["-3"])] {
        let Some(path) = tools::find(name) else {
            continue;
        };
        let mut command = Command::new(path);
        command.args(arguments);
        if run::ask(command.args(["-c", PROBE])).is_some() {
            let mut command = Command::new(command.get_program());
            command.args(arguments);
            return Ok(command);
        }
    }
    Err(Failure::usage(
        "no Python 3.10 or later on PATH; install one, with its venv module",
    ))
}
