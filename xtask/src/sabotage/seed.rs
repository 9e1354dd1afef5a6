//! A target folder that begins with the compiled dependencies of another.

use std::fs;
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::{files, places};

/// Libraries; programs are linked anew.
const LIBRARIES: [&str; 7] = ["d", "dll", "dylib", "lib", "rlib", "rmeta", "so"];

/// Gives the target folder `to`, if it is not there, what `from` has compiled
/// of other people's crates. Cargo goes by the times of files, so they stay.
pub fn seed(from: &Path, to: &Path) -> Result<()> {
    if to.exists() {
        return Ok(());
    }
    let (from, to) = (from.join("debug"), to.join("debug"));
    let own = places::crates()?;
    let all = |name: &str| !is_own(name, &own);
    copy(&from.join(".fingerprint"), &to.join(".fingerprint"), &all)?;
    copy(&from.join("build"), &to.join("build"), &all)?;
    copy(&from.join("deps"), &to.join("deps"), &|name| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        all(name) && LIBRARIES.contains(&ending)
    })
}

/// Copies what is `wanted` of a folder, and of its folders all.
fn copy(from: &Path, to: &Path, wanted: &dyn Fn(&str) -> bool) -> Result<()> {
    files::create_folder(to)?;
    let failed = |e: std::io::Error| Failure::file("copy", from, &e);
    // A workspace that was never built has nothing to give.
    let Ok(entries) = fs::read_dir(from) else {
        return Ok(());
    };
    for entry in entries {
        let entry = entry.map_err(failed)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let (path, copy_path) = (entry.path(), to.join(&name));
        if !wanted(&name) {
            continue;
        }
        if path.is_dir() {
            copy(&path, &copy_path, &|_| true)?;
        } else {
            let time = entry
                .metadata()
                .and_then(|m| m.modified())
                .map_err(failed)?;
            fs::copy(&path, &copy_path).map_err(failed)?;
            let file = fs::File::options().append(true).open(&copy_path);
            file.and_then(|file| file.set_modified(time))
                .map_err(failed)?;
        }
    }
    Ok(())
}

/// Whether it is `listings-0123…` or `liblistings-0123….rlib`.
fn is_own(name: &str, own: &[String]) -> bool {
    let name = name.strip_prefix("lib").unwrap_or(name);
    own.iter().any(|own| {
        let rest = name.strip_prefix(own.as_str());
        rest.is_some_and(|rest| rest.starts_with('-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dependencies_are_taken_with_their_times_and_nothing_of_ours() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        let names = [
            "deps/libserde-1.rlib",
            "deps/liblistings-1.rlib",
            "deps/a-1",
            "build/a-1/out",
        ];
        for name in names {
            let path = from.join("debug").join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, name).unwrap();
        }
        let time = std::time::SystemTime::UNIX_EPOCH;
        let old = fs::File::options()
            .append(true)
            .open(from.join("debug").join(names[0]));
        old.unwrap().set_modified(time).unwrap();
        seed(&from, &to).unwrap();
        let there = names.map(|name| to.join("debug").join(name).exists());
        assert_eq!(there, [true, false, false, true]);
        let copied = fs::metadata(to.join("debug").join(names[0])).unwrap();
        assert_eq!(copied.modified().unwrap(), time);
    }
}
