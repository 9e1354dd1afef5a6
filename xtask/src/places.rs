//! Where things are: the book's folders, and the cache that clones share.

use std::env;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};
use crate::files;

/// The workspace.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The folders and names of the workspace's crates.
pub fn crates() -> Result<Vec<String>> {
    let path = root().join("Cargo.toml");
    let manifest = String::from_utf8_lossy(&files::read(&path)?).into_owned();
    let manifest: toml::Table = toml::from_str(&manifest)
        .map_err(|e| Failure::failed(format!("cannot read {}: {e}", path.display())))?;
    let members = manifest.get("workspace").and_then(|w| w.get("members"));
    let members = members.and_then(|members| members.as_array());
    let names = members
        .into_iter()
        .flatten()
        .filter_map(|name| name.as_str());
    Ok(names.map(str::to_owned).collect())
}

/// What this program keeps between runs in this clone.
pub fn scratch() -> PathBuf {
    root().join("target").join("xtask")
}

/// The built book.
pub fn book() -> PathBuf {
    root().join("book")
}

/// Where the notebook test leaves the notebooks with their outputs.
pub fn executed() -> PathBuf {
    root().join("target").join("executed")
}

/// The folder outside the clone that holds Python, the kernel and a browser,
/// created and found to be writable.
pub fn cache() -> Result<PathBuf> {
    let remedy = "set MOMENTUM_CACHE to a folder that you can write to";
    let path = cache_path(|name| {
        env::var_os(name)
            .filter(|v| !v.is_empty())
            .map(PathBuf::from)
    })
    .ok_or_else(|| Failure::usage(format!("no cache folder: HOME is not set; {remedy}")))?;
    let path = root().join(path);
    let probe = path.join(format!(".probe.{}", std::process::id()));
    let writable = std::fs::create_dir_all(&path)
        .and_then(|()| std::fs::write(&probe, ""))
        .and_then(|()| std::fs::remove_file(&probe));
    writable.map_err(|e| {
        Failure::usage(format!(
            "cannot write to the cache folder {}: {e}; {remedy}",
            path.display()
        ))
    })?;
    Ok(path)
}

fn cache_path(variable: impl Fn(&str) -> Option<PathBuf>) -> Option<PathBuf> {
    if let Some(path) = variable("MOMENTUM_CACHE") {
        return Some(path);
    }
    let base = if cfg!(windows) {
        variable("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        variable("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        variable("XDG_CACHE_HOME").or_else(|| variable("HOME").map(|home| home.join(".cache")))
    };
    base.map(|base| base.join("momentum-book"))
}

/// Fails early if this clone cannot be written to.
pub fn check_writable() -> Result<()> {
    let probe = scratch().join(format!("probe.{}", std::process::id()));
    files::write_if_changed(&probe, b"probe", &scratch())?;
    std::fs::remove_file(&probe).map_err(|e| Failure::file("remove", &probe, &e))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_variable_of_the_book_goes_before_the_platform_s() {
        let all = |name: &str| Some(PathBuf::from(name));
        assert_eq!(cache_path(all), Some(PathBuf::from("MOMENTUM_CACHE")));
        let platform = |name: &str| (name != "MOMENTUM_CACHE").then(|| PathBuf::from(name));
        let path = cache_path(platform).unwrap();
        assert!(path.ends_with("momentum-book"));
        assert_eq!(cache_path(|_| None), None);
    }
}
