//! `cargo xtask lab`: the notebooks in JupyterLab.

use std::process::{Child, Command};
use std::time::Duration;

use crate::failure::{Failure, Result};
use crate::python::Python;
use crate::run::{Echo, stream};
use crate::{files, places, run, serve, tools};

/// What `--check` runs: the notebook with the most figures.
const CHECKED: &str = "momentum-method.ipynb";

/// Sets up what is missing, then runs JupyterLab until the user ends it.
pub fn lab(port: Option<u16>, browser: bool) -> Result<()> {
    let port = port.map(free).transpose()?;
    let mut lab = command(&set_up()?, port)?;
    if !browser {
        lab.arg("--no-browser");
    }
    println!("Opening the notebooks in JupyterLab; Ctrl-C ends it.");
    let status = lab.status().map_err(|e| cannot_start(&e))?;
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    Err(Failure::failed("JupyterLab stopped; its reason is above"))
}

/// Sets up what is missing, runs a notebook in JupyterLab as a student would,
/// and says whether every cell did its work.
pub fn check() -> Result<bool> {
    const TOKEN: &str = "check";
    let python = set_up()?;
    let node = tools::node()?;
    tools::node_modules()?;
    let chromium = tools::chromium()?;
    let listener = serve::bind(0)?;
    let port = listener.local_addr().map_err(|e| cannot_start(&e))?.port();
    drop(listener);
    let mut lab = command(&python, Some(port))?;
    lab.arg("--no-browser")
        .arg(format!("--IdentityProvider.token={TOKEN}"))
        .arg("--LabApp.expose_app_in_browser=True");
    // JupyterLab saves what is open every two minutes.
    let notebook = places::root().join("notebooks").join(CHECKED);
    let committed = files::read(&notebook)?;
    let lab = Ended(lab.spawn().map_err(|e| cannot_start(&e))?);
    let mut check = Command::new(node);
    check
        .arg(places::root().join("tests/browser/lab.mjs"))
        .current_dir(places::root())
        .env("LAB", format!("http://127.0.0.1:{port}/?token={TOKEN}"))
        .env("NOTEBOOK", CHECKED)
        .env("CHROMIUM", chromium);
    let checked = stream(&mut check, Echo::Shown);
    drop(lab);
    files::write_if_changed(&notebook, &committed, &places::scratch())?;
    Ok(checked?.success)
}

/// A program that ends with this: by itself, as it was asked to, or by force.
struct Ended(Child);

impl Drop for Ended {
    fn drop(&mut self) {
        for _ in 0..100 {
            if matches!(self.0.try_wait(), Ok(Some(_))) {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        let _ = self.0.kill().and_then(|()| self.0.wait());
    }
}

fn set_up() -> Result<Python> {
    let python = Python::ready()?;
    python.kernel()?;
    Ok(python)
}

fn command(python: &Python, port: Option<u16>) -> Result<Command> {
    let mut lab = python.command(&python.program("python"))?;
    lab.args(["-m", "jupyterlab"])
        .arg(format!(
            "--ServerApp.root_dir={}",
            places::root().join("notebooks").display()
        ))
        // No page of it asks another host.
        .arg("--LabApp.extension_manager=readonly")
        .arg("--LabApp.news_url=None")
        .arg("--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate");
    if let Some(port) = port {
        lab.arg(format!("--port={port}"))
            .arg("--ServerApp.port_retries=0");
    }
    if run::ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        lab.arg("--allow-root");
    }
    Ok(lab)
}

fn cannot_start(cause: &std::io::Error) -> Failure {
    Failure::failed(format!(
        "cannot start JupyterLab: {cause}; run `cargo xtask lab` again"
    ))
}

fn free(port: u16) -> Result<u16> {
    serve::bind(port).map(|_| port)
}
