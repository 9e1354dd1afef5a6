//! What the build puts under src/ beside the prose, for mdBook to copy.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde_json::Value;
use wasm_bindgen_cli_support::Bindgen;

use crate::failure::{Failure, Result};
use crate::{archive, files, places, run, tools};

fn beside_prose(name: &str) -> PathBuf {
    places::root().join("src").join(name)
}

/// KaTeX's style sheet and fonts.
pub fn katex() -> Result<()> {
    let dist = tools::node_modules()?.join("katex").join("dist");
    let folder = beside_prose("katex");
    let sheet = dist.join("katex.min.css");
    files::mirror(&[sheet], &folder, &places::scratch())?;
    let fonts = files::files_in(&dist.join("fonts"))?;
    files::mirror(&fonts, &folder.join("fonts"), &places::scratch())
}

/// A style sheet for a machine without Node.js: every formula is on the page
/// twice, and without KaTeX's fonts the browser's own MathML is the better one.
pub fn katex_fallback() -> Result<()> {
    let sheet = beside_prose("katex").join("katex.min.css");
    files::write_if_changed(&sheet, b".katex-html{display:none}\n", &places::scratch())?;
    Ok(())
}

/// Compiles a package and gives the path of the artifact whose name ends so.
pub fn compile(arguments: &[&str], target: &str, ending: &str) -> Result<PathBuf> {
    let mut cargo = run::cargo();
    cargo
        .args(arguments)
        .arg("--message-format=json-render-diagnostics");
    if arguments.contains(&tools::WASM) {
        keep_paths_out(&mut cargo);
    }
    let finished = run::stream(&mut cargo, run::Echo::Kept)?;
    if !finished.success {
        return Err(Failure::failed(format!(
            "{target} does not compile; cargo's messages are above"
        )));
    }
    artifact(&finished.stdout, target, ending).ok_or_else(|| {
        Failure::failed(format!(
            "cargo built {target} but named no file that ends in `{ending}`"
        ))
    })
}

/// A panic's place is compiled into the module; readers get no folder names of
/// this machine.
fn keep_paths_out(cargo: &mut std::process::Command) {
    const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";
    if std::env::var_os(FLAGS).is_some() {
        return;
    }
    let folders = [
        (Some(places::root().to_owned()), "/book"),
        (cargo_home(), "/cargo"),
    ];
    let flags: Vec<String> = folders
        .into_iter()
        .filter_map(|(folder, name)| {
            let folder = folder?.to_str()?.to_owned();
            // The variable is split at spaces.
            (!folder.contains(' ')).then(|| format!("--remap-path-prefix={folder}={name}"))
        })
        .collect();
    cargo.env(FLAGS, flags.join(" "));
}

fn cargo_home() -> Option<PathBuf> {
    let home = || {
        let home = std::env::var_os(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
        Some(PathBuf::from(home).join(".cargo"))
    };
    std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(home)
}

/// Finds a file in cargo's messages, one JSON object a line.
fn artifact(messages: &str, target: &str, ending: &str) -> Option<PathBuf> {
    let matching = |message: &Value| {
        let files = message["filenames"].as_array()?.iter();
        let mut files = files.chain([&message["executable"]]);
        let ours = message["target"]["name"] == target;
        let file = files.find_map(|file| file.as_str().filter(|file| file.ends_with(ending)));
        file.filter(|_| ours).map(PathBuf::from)
    };
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter_map(|message| matching(&message))
        .next_back()
}

/// The live figures: `src/live/live.js` and `src/live/live_bg.wasm`.
pub fn live() -> Result<()> {
    tools::wasm_target()?;
    let arguments = [
        "build",
        "--package",
        "live",
        "--target",
        tools::WASM,
        "--profile",
        "live",
    ];
    let module = compile(&arguments, "live", ".wasm")?;
    let bytes = files::read(&module)?;
    let folder = beside_prose("live");
    let stamp = places::scratch().join("live.stamp");
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    let made_of = hasher.finish().to_string();
    let there = folder.join("live.js").is_file() && folder.join("live_bg.wasm").is_file();
    if there && fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == made_of) {
        return Ok(());
    }
    let out = places::scratch().join("live");
    files::remove_folder(&out)?;
    Bindgen::new()
        .input_bytes("live", bytes)
        .out_name("live")
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .web(true)
        .and_then(|bindgen| bindgen.generate(&out))
        .map_err(|e| {
            Failure::failed(format!("wasm-bindgen cannot bind the live figures: {e:#}"))
        })?;
    files::mirror(&files::files_in(&out)?, &folder, &places::scratch())?;
    files::write_if_changed(&stamp, made_of.as_bytes(), &places::scratch())?;
    Ok(())
}

/// Takes the live figures away, so that the page shows the static ones.
pub fn no_live() -> Result<()> {
    files::remove_folder(&beside_prose("live"))
}

/// The live figures' files that a served book needs, brought up to date.
pub fn copy_live(site: &Path) -> Result<()> {
    let folder = beside_prose("live");
    if !folder.is_dir() {
        return Ok(());
    }
    files::mirror(
        &files::files_in(&folder)?,
        &site.join("live"),
        &places::scratch(),
    )
}

/// The notebooks for download: with outputs where the notebook test has run on
/// this state of the sources, else as they are committed.
pub fn notebooks() -> Result<()> {
    let notebooks = files::files_in(&places::root().join("notebooks"))?;
    let code_changed = last_change(&places::root().join("listings"));
    let mut chosen = Vec::new();
    for committed in notebooks {
        if committed.extension().is_none_or(|e| e != "ipynb") {
            continue;
        }
        let executed = places::executed().join(committed.file_name().unwrap_or_default());
        let after = fs::metadata(&executed).and_then(|m| m.modified()).ok();
        let current = after > code_changed && same_cells(&executed, &committed);
        chosen.push(if current { executed } else { committed });
    }
    let archive = places::scratch().join(archive::NAME);
    archive::write(&archive)?;
    chosen.push(archive);
    files::mirror(&chosen, &beside_prose("notebooks"), &places::scratch())
}

/// The documentation of `listings` with its source, for readers who come from
/// a listing: `src/doc/`.
pub fn code() -> Result<()> {
    // A folder of its own: that of the tests shows what is private, and all
    // crates.
    let target = places::root().join("target").join("site");
    let mut cargo = run::cargo();
    cargo
        .args([
            "doc",
            "--quiet",
            "--lib",
            "--no-deps",
            "--package",
            "listings",
        ])
        .arg("--target-dir")
        .arg(&target);
    let remedy = "correct the doc comment that rustdoc names above";
    run::must(&mut cargo, remedy)?;
    files::synchronize(&target.join("doc"), &beside_prose("doc"))
}

/// Copies the notebooks into a book that is already built.
pub fn copy_notebooks(site: &Path) -> Result<()> {
    let chosen = files::files_in(&beside_prose("notebooks"))?;
    files::mirror(&chosen, &site.join("notebooks"), &places::scratch())
}

fn last_change(folder: &Path) -> Option<SystemTime> {
    let entries = fs::read_dir(folder).ok()?.flatten();
    let times = entries.filter_map(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return last_change(&path);
        }
        entry.metadata().and_then(|m| m.modified()).ok()
    });
    times.max()
}

fn same_cells(left: &Path, right: &Path) -> bool {
    let cells = |path: &Path| -> Option<Vec<(String, String)>> {
        let notebook: Value = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
        let cells = notebook["cells"].as_array()?.iter();
        Some(
            cells
                .map(|c| (c["cell_type"].to_string(), text(&c["source"])))
                .collect(),
        )
    };
    cells(left).is_some_and(|left| Some(left) == cells(right))
}

/// A cell's source is a string or a list of lines.
fn text(source: &Value) -> String {
    match source {
        Value::Array(lines) => lines.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().unwrap_or_default().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_artifact_is_the_target_s_last_file_with_the_ending() {
        let messages = r#"{"reason":"compiler-artifact","target":{"name":"other"},"filenames":["/t/other.wasm"],"executable":null}
not json
{"reason":"compiler-artifact","target":{"name":"live"},"filenames":["/t/live.d","/t/live.wasm"],"executable":null}
{"reason":"compiler-artifact","target":{"name":"weave"},"filenames":["/t/libweave.rlib"],"executable":null}
{"reason":"compiler-artifact","target":{"name":"weave"},"filenames":["/t/weave"],"executable":"/t/weave"}"#;
        let find = |target, ending| artifact(messages, target, ending);
        assert_eq!(find("live", ".wasm"), Some(PathBuf::from("/t/live.wasm")));
        assert_eq!(find("weave", "weave"), Some(PathBuf::from("/t/weave")));
        assert_eq!(find("tests", ""), None);
    }

    #[test]
    fn an_executed_notebook_is_current_while_its_cells_are_the_committed_ones() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::write(&path, text).unwrap();
            path
        };
        let committed = write(
            "a",
            r#"{"cells":[{"cell_type":"code","source":["let x = 1;\n","x"],"outputs":[]}]}"#,
        );
        let executed = write(
            "b",
            r#"{"cells":[{"cell_type":"code","source":"let x = 1;\nx","outputs":[{"text":"1"}]}]}"#,
        );
        let stale = write(
            "c",
            r#"{"cells":[{"cell_type":"code","source":"let x = 2;"}]}"#,
        );
        assert!(same_cells(&executed, &committed));
        assert!(!same_cells(&stale, &committed));
        assert!(!same_cells(&folder.path().join("none"), &committed));
    }
}
