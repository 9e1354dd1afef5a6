//! Files that appear whole or not at all, and keep their time if unchanged.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::{Failure, Result};

/// Creates a folder and those above it.
pub fn create_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|e| Failure::file("create the folder", path, &e))
}

/// Reads a file.
pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|e| Failure::file("read", path, &e))
}

/// Writes a file if it holds something else, and says whether it did. A reader
/// sees the old file or the new one: `scratch`, on the same disk, holds the
/// new one until it is complete.
pub fn write_if_changed(path: &Path, bytes: &[u8], scratch: &Path) -> Result<bool> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(false);
    }
    if let Some(folder) = path.parent() {
        create_folder(folder)?;
    }
    create_folder(scratch)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let next = scratch.join(format!("{name}.{}", std::process::id()));
    fs::write(&next, bytes).map_err(|e| Failure::file("write", &next, &e))?;
    fs::rename(&next, path).map_err(|e| Failure::file("write", path, &e))?;
    Ok(true)
}

/// Removes a folder with all that is in it; a folder that is not there is fine.
pub fn remove_folder(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(Failure::file("remove", path, &e))
        }
        _ => Ok(()),
    }
}

/// Puts `next` where `path` is, by way of `previous`, which it removes.
pub fn replace_folder(path: &Path, next: &Path, previous: &Path) -> Result<()> {
    remove_folder(previous)?;
    if path.exists() {
        fs::rename(path, previous).map_err(|e| Failure::file("replace", path, &e))?;
    }
    fs::rename(next, path).map_err(|e| Failure::file("write", path, &e))?;
    remove_folder(previous)
}

/// The files directly in a folder, in the order of their names.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = entries(folder)?;
    files.retain(|path| path.is_file());
    files.sort();
    Ok(files)
}

/// The files in a folder and in those below it, in the order of their names.
pub fn files_within(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in entries(folder)? {
        match path.is_dir() {
            true => files.extend(files_within(&path)?),
            false => files.push(path),
        }
    }
    files.sort();
    Ok(files)
}

/// Makes `to` hold exactly the files `from`, changing only what differs.
pub fn mirror(from: &[PathBuf], to: &Path, scratch: &Path) -> Result<()> {
    create_folder(to)?;
    for file in files_in(to)? {
        if !from.iter().any(|f| f.file_name() == file.file_name()) {
            fs::remove_file(&file).map_err(|e| Failure::file("remove", &file, &e))?;
        }
    }
    for file in from {
        let name = file.file_name().unwrap_or_default();
        write_if_changed(&to.join(name), &read(file)?, scratch)?;
    }
    Ok(())
}

/// Makes the file or folder `to` the same as `from`, writing only what
/// differs, so that nothing else is compiled anew.
pub fn synchronize(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        let bytes = read(from)?;
        if fs::read(to).is_ok_and(|old| old == bytes) {
            return Ok(());
        }
        if let Some(folder) = to.parent() {
            create_folder(folder)?;
        }
        return fs::write(to, bytes).map_err(|e| Failure::file("write", to, &e));
    }
    create_folder(to)?;
    for gone in entries(to)? {
        if !from.join(gone.file_name().unwrap_or_default()).exists() {
            let removed = match gone.is_dir() {
                true => fs::remove_dir_all(&gone),
                false => fs::remove_file(&gone),
            };
            removed.map_err(|e| Failure::file("remove", &gone, &e))?;
        }
    }
    for path in entries(from)? {
        synchronize(&path, &to.join(path.file_name().unwrap_or_default()))?;
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let failure = |e: std::io::Error| Failure::file("list", folder, &e);
    let entries = fs::read_dir(folder).map_err(failure)?;
    entries
        .map(|entry| Ok(entry.map_err(failure)?.path()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_of_a_folder_are_those_directly_in_it() {
        let folder = tempfile::tempdir().unwrap();
        create_folder(&folder.path().join("a")).unwrap();
        for name in ["c.md", "b.md", "a/within.md"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let files = ["b.md", "c.md"].map(|name| folder.path().join(name));
        assert_eq!(files_in(folder.path()).unwrap(), files);
    }

    #[test]
    fn a_mirror_holds_the_same_files_and_no_others() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        create_folder(&from).unwrap();
        create_folder(&to).unwrap();
        fs::write(from.join("a"), "new").unwrap();
        fs::write(to.join("a"), "old").unwrap();
        fs::write(to.join("b"), "stale").unwrap();
        let scratch = folder.path().join("scratch");
        mirror(&[from.join("a")], &to, &scratch).unwrap();
        assert_eq!(fs::read_to_string(to.join("a")).unwrap(), "new");
        assert!(!to.join("b").exists());
        assert!(!write_if_changed(&to.join("a"), b"new", &scratch).unwrap());
        assert!(files_in(&scratch).unwrap().is_empty());
    }

    #[test]
    fn a_replaced_folder_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        create_folder(&at("book")).unwrap();
        create_folder(&at("next")).unwrap();
        fs::write(at("next").join("page"), "new").unwrap();
        replace_folder(&at("book"), &at("next"), &at("previous")).unwrap();
        assert!(at("book").join("page").exists());
        assert!(!at("next").exists() && !at("previous").exists());
    }

    #[test]
    fn a_folder_is_made_the_same_as_another_with_all_that_is_in_it() {
        let folder = tempfile::tempdir().unwrap();
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        create_folder(&from.join("in")).unwrap();
        fs::write(from.join("in/file"), "text").unwrap();
        fs::write(from.join("same"), "same").unwrap();
        create_folder(&to.join("old")).unwrap();
        fs::write(to.join("same"), "same").unwrap();
        let before = fs::metadata(to.join("same")).unwrap().modified().unwrap();
        synchronize(&from, &to).unwrap();
        assert_eq!(fs::read_to_string(to.join("in/file")).unwrap(), "text");
        assert!(!to.join("old").exists());
        let after = fs::metadata(to.join("same")).unwrap().modified().unwrap();
        assert_eq!(before, after);
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        let failure = create_folder(&file.join("inside")).unwrap_err();
        assert_eq!(failure.code, 2);
        assert!(failure.message.contains("inside"));
    }
}
