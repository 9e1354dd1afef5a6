//! `cargo xtask lab`: the notebooks in JupyterLab.

use std::process::Command;

use crate::failure::{Failure, Result};
use crate::python::Python;
use crate::{places, run, serve};

/// Sets up what is missing, then runs JupyterLab until the user ends it.
pub fn lab(port: Option<u16>, browser: bool) -> Result<()> {
    let port = port.map(free).transpose()?;
    let python = Python::ready()?;
    python.kernel()?;
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
    if !browser {
        lab.arg("--no-browser");
    }
    if run::ask(Command::new("id").arg("-u")).as_deref() == Some("0") {
        lab.arg("--allow-root");
    }
    println!("Opening the notebooks in JupyterLab; Ctrl-C ends it.");
    let status = lab
        .status()
        .map_err(|e| Failure::failed(format!("cannot start JupyterLab: {e}")))?;
    if status.success() || status.code().is_none() {
        return Ok(());
    }
    Err(Failure::failed("JupyterLab stopped; its reason is above"))
}

fn free(port: u16) -> Result<u16> {
    serve::bind(port).map(|_| port)
}
