//! Which test covers which label of the pages.
//!
//! A test of `sections/` says in its doc comment what it covers:
//! `/// Covers eq:objective, fig:valley.`

use std::fs;

use crate::root;

/// A test that covers labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The section's name, which is that of the test's file.
    pub section: String,
    /// The test's name.
    pub test: String,
    /// The labels, with their kinds: `eq:objective`.
    pub labels: Vec<String>,
}

/// All of them, section by section.
///
/// # Panics
/// If a file of `sections/` cannot be read, or a doc comment that covers
/// something stands on no test.
pub fn covers() -> Vec<Cover> {
    let folder = root().join("tests/sections");
    let files = fs::read_dir(&folder).unwrap();
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files {
        let section = file.file_stem().unwrap().to_str().unwrap().to_owned();
        all.extend(read(&section, &fs::read_to_string(&file).unwrap()));
    }
    all
}

fn read(section: &str, source: &str) -> Vec<Cover> {
    let mut all = Vec::new();
    let mut labels: Vec<String> = Vec::new();
    let mut is_test = false;
    for line in source.lines() {
        if let Some(list) = line.strip_prefix("/// Covers ") {
            let names = list.trim_end_matches(['.', ',']).split(", ");
            labels.extend(names.map(str::to_owned));
        } else if line == "#[test]" {
            is_test = true;
        } else if let Some(rest) = line.strip_prefix("fn ") {
            let test = rest.split('(').next().unwrap_or(rest).to_owned();
            let labels = std::mem::take(&mut labels);
            let counts = std::mem::take(&mut is_test);
            assert!(counts || labels.is_empty(), "{section}: {test} is no test");
            if !labels.is_empty() {
                all.push(Cover {
                    section: section.to_owned(),
                    test,
                    labels,
                });
            }
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn a_doc_comment_covers_the_labels_that_it_lists() {
        let source = "/// Covers eq:a, fig:b.\n/// Covers claim:c.\n#[test]\nfn one() {}\n\
                      #[test]\nfn two() {}\n";
        let covers = read("s", source);
        assert_eq!(covers.len(), 1);
        assert_eq!(covers[0].test, "one");
        assert_eq!(covers[0].labels, ["eq:a", "fig:b", "claim:c"]);
    }

    #[test]
    #[should_panic(expected = "helper is no test")]
    fn what_is_no_test_covers_nothing() {
        read("s", "/// Covers eq:a.\nfn helper() {}\n");
    }
}
