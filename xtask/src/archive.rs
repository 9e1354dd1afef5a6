//! The notebooks with all that they run on, in one file for download.

use std::fs::File;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use toml::{Table, Value};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::failure::{Failure, Result};
use crate::{files, places};

/// The archive's name, beside the notebooks.
pub const NAME: &str = "momentum.zip";

/// The folder that it unpacks to.
const FOLDER: &str = "momentum";

/// Writes the archive to `path`: always the same bytes from the same sources.
pub fn write(path: &Path) -> Result<()> {
    let root = places::root();
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    // The date of the format's beginning: nothing of the day it is made.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in contents(root)? {
        zip.start_file(format!("{FOLDER}/{name}"), options)
            .map_err(|e| failed(&e))?;
        zip.write_all(&bytes).map_err(|e| failed(&e))?;
    }
    let bytes = zip.finish().map_err(|e| failed(&e))?.into_inner();
    files::write_if_changed(path, &bytes, &places::scratch()).map(drop)
}

/// Unpacks the archive at `path` into `folder`, and gives the folder in it.
pub fn unpack(path: &Path, folder: &Path) -> Result<PathBuf> {
    let file = File::open(path).map_err(|e| Failure::file("read", path, &e))?;
    let mut zip = ZipArchive::new(file).map_err(|e| failed(&e))?;
    zip.extract(folder).map_err(|e| failed(&e))?;
    Ok(folder.join(FOLDER))
}

fn failed(cause: &dyn std::error::Error) -> Failure {
    Failure::failed(format!("the archive of the notebooks: {cause}"))
}

/// The names and the bytes of its files.
fn contents(root: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let own = |name: &str| Ok((name.to_owned(), files::read(&root.join(name))?));
    let readme = files::read(&root.join("xtask/archive.md"))?;
    let mut all = vec![
        ("README.md".to_owned(), readme),
        ("Cargo.toml".to_owned(), workspace(root)?.into_bytes()),
        own("Cargo.lock")?,
        own("LICENSE-APACHE")?,
        own("LICENSE-MIT")?,
        own("LICENSE-CC-BY-4.0")?,
        own("listings/Cargo.toml")?,
    ];
    for folder in [
        "listings/benches",
        "listings/data",
        "listings/src",
        "listings/examples",
        "notebooks",
    ] {
        for path in files::files_within(&root.join(folder))? {
            let hidden = path
                .iter()
                .any(|part| part.to_string_lossy().starts_with("."));
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name: Vec<_> = name.iter().map(|part| part.to_string_lossy()).collect();
            if !hidden {
                all.push((name.join("/"), files::read(&path)?));
            }
        }
    }
    Ok(all)
}

/// The workspace's `Cargo.toml` for `listings` alone.
fn workspace(root: &Path) -> Result<String> {
    let read = |name: &str| -> Result<Table> {
        let text = files::read(&root.join(name))?;
        let text = String::from_utf8_lossy(&text);
        text.parse().map_err(|e| failed(&e))
    };
    let ours = read("Cargo.toml")?;
    let member = read("listings/Cargo.toml")?;
    let mut workspace = match ours.get("workspace") {
        Some(Value::Table(workspace)) => workspace.clone(),
        _ => return Err(Failure::failed("Cargo.toml has no [workspace]")),
    };
    let inherited = |name: &str| {
        ["dependencies", "dev-dependencies"].iter().any(|kind| {
            let dependency = member.get(*kind).and_then(|all| all.get(name));
            dependency.is_some_and(|dependency| dependency.get("workspace").is_some())
        })
    };
    workspace.insert("members".into(), vec![Value::from("listings")].into());
    if let Some(Value::Table(dependencies)) = workspace.get_mut("dependencies") {
        dependencies.retain(|name, _| inherited(name));
    }
    let whole = Table::from_iter([("workspace".to_owned(), Value::Table(workspace))]);
    toml::to_string(&whole).map_err(|e| failed(&e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_archive_holds_the_notebooks_the_crate_and_no_more() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(NAME);
        write(&path).unwrap();
        let first = files::read(&path).unwrap();
        let unpacked = unpack(&path, folder.path()).unwrap();
        for file in [
            "README.md",
            "Cargo.lock",
            "listings/Cargo.toml",
            "listings/benches/from_scratch.rs",
            "listings/data/diabetes.csv",
            "listings/src/lib.rs",
            "listings/examples/common/mod.rs",
            "notebooks/momentum-method.ipynb",
        ] {
            assert!(unpacked.join(file).is_file(), "{file}");
        }
        let manifest = std::fs::read_to_string(unpacked.join("Cargo.toml")).unwrap();
        assert!(manifest.contains("\"listings\"") && manifest.contains("ndarray"));
        for other in ["formula", "weave", "xtask", "mdbook", "path ="] {
            assert!(!manifest.contains(other), "{manifest}");
        }
        // The same once more, whatever the clock says.
        std::fs::remove_file(&path).unwrap();
        write(&path).unwrap();
        assert_eq!(files::read(&path).unwrap(), first);
    }
}
