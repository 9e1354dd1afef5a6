//! Which test covers which label of the pages.
//!
//! A test of `tests/sections/` says in its doc comment what it covers:
//! `/// Covers eq:objective, fig:valley.` Each section has a folder there.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::directive::is_name;
use crate::label::Kind;
use crate::problem::Problems;

/// Where the tests of the sections stand, relative to the book's root.
const FOLDER: &str = "tests/sections";

/// A test that covers labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The section's name, which is that of the test's folder.
    pub section: String,
    /// The test's name.
    pub test: String,
    /// The labels, with their kinds: `eq:objective`.
    pub labels: Vec<String>,
    /// The file, relative to the book's root: `tests/sections/welcome/mod.rs`.
    pub file: String,
    /// The line on which its source begins, counted from 1.
    pub line: usize,
    /// Its doc comment, its attributes and the whole function, as written.
    pub source: String,
}

impl Cover {
    /// What runs this test and no other.
    #[must_use]
    pub fn command(&self) -> String {
        format!("cargo test --workspace --test sections {}", self.path())
    }

    /// The test's name with those of its modules, by which the test program
    /// knows it: `curvature::a_turned_valley::the_slope_is_the_derivative`.
    #[must_use]
    pub fn path(&self) -> String {
        let Self { section, test, .. } = self;
        match Path::new(&self.file).file_stem() {
            Some(module) if module != "mod" => {
                format!("{section}::{}::{test}", module.to_string_lossy())
            }
            _ => format!("{section}::{test}"),
        }
    }
}

/// Something labelled that no test can hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exempt {
    /// The label, with its kind: `eq:rate`.
    pub label: String,
    /// Why.
    pub reason: String,
    /// The line of [`EXEMPT`], counted from 1.
    pub line: usize,
}

/// Where they are listed, each as `eq:rate -- the reason`, relative to the
/// book's root. The file need not exist.
pub const EXEMPT: &str = "tests/exempt.txt";

/// All of them, in the order of the file.
///
/// # Errors
/// A file that cannot be read, and lines that name no label or no reason.
pub fn exempt(root: &Path) -> Result<Vec<Exempt>, Problems> {
    let mut problems = Problems::default();
    let exempt = read_exempt(root, &mut problems);
    problems.or(exempt)
}

pub(crate) fn read_exempt(root: &Path, problems: &mut Problems) -> Vec<Exempt> {
    let text = match fs::read_to_string(root.join(EXEMPT)) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Vec::new(),
        Err(error) => {
            let message = format!("cannot read the file: {error}: make it readable");
            problems.add(EXEMPT, 1, message);
            return Vec::new();
        }
    };
    let mut all = Vec::new();
    for (line, entry) in (1..).zip(text.lines()) {
        if entry.is_empty() || entry.starts_with('#') {
            continue;
        }
        match entry.split_once(" -- ") {
            Some((label, reason)) if is_label(label) && !reason.trim().is_empty() => {
                all.push(Exempt {
                    label: label.to_owned(),
                    reason: reason.trim().to_owned(),
                    line,
                });
            }
            _ => {
                let message = format!(
                    "\"{entry}\" exempts nothing: write `eq:NAME -- the reason`, or remove it"
                );
                problems.add(EXEMPT, line, message);
            }
        }
    }
    all
}

/// All of them, section by section; a book without the folder has none.
///
/// # Errors
/// Files that cannot be read, and doc comments that cover something but stand
/// on no test or name no label.
pub fn covers(root: &Path) -> Result<Vec<Cover>, Problems> {
    let mut problems = Problems::default();
    let covers = read(root, &mut problems);
    problems.or(covers)
}

pub(crate) fn read(root: &Path, problems: &mut Problems) -> Vec<Cover> {
    let mut all = Vec::new();
    for section in entries(root, FOLDER, problems) {
        let folder = format!("{FOLDER}/{section}");
        if !root.join(&folder).is_dir() {
            continue;
        }
        for name in entries(root, &folder, problems) {
            if !name.ends_with(".rs") {
                continue;
            }
            let file = format!("{folder}/{name}");
            match fs::read_to_string(root.join(&file)) {
                Ok(source) => all.extend(read_file(&section, &file, &source, problems)),
                Err(error) => {
                    let message = format!("cannot read the file: {error}: make it readable");
                    problems.add(&file, 1, message);
                }
            }
        }
    }
    all
}

/// The names of what is in `folder`, in order; of nothing, if it is not there.
fn entries(root: &Path, folder: &str, problems: &mut Problems) -> Vec<String> {
    let names = || -> std::io::Result<Vec<String>> {
        let entries = fs::read_dir(root.join(folder))?;
        let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
        let mut names = names.collect::<std::io::Result<Vec<String>>>()?;
        names.sort();
        Ok(names)
    };
    names().unwrap_or_else(|error| {
        if error.kind() != ErrorKind::NotFound {
            let message = format!("cannot read the folder: {error}: make it readable");
            problems.add(folder, 1, message);
        }
        Vec::new()
    })
}

/// What stands above a function: where it begins and what it says.
#[derive(Default)]
struct Head {
    start: Option<usize>,
    labels: Vec<String>,
    is_test: bool,
    is_ignored: bool,
}

/// Reads a file as rustfmt leaves it: a function begins and ends at the
/// margin.
fn read_file(section: &str, file: &str, source: &str, problems: &mut Problems) -> Vec<Cover> {
    let lines: Vec<&str> = source.lines().collect();
    let mut all = Vec::new();
    let mut head = Head::default();
    for (i, line) in lines.iter().enumerate() {
        if line.starts_with("///") || line.starts_with("#[") {
            head.start.get_or_insert(i);
            head.is_test |= *line == "#[test]";
            head.is_ignored |= line.starts_with("#[ignore");
            if let Some(list) = line.strip_prefix("/// Covers ") {
                match labels(list) {
                    Ok(labels) => head.labels.extend(labels),
                    Err(message) => problems.add(file, i + 1, message),
                }
            }
            continue;
        }
        let Head {
            start,
            labels,
            is_test,
            is_ignored,
        } = std::mem::take(&mut head);
        if labels.is_empty() {
            continue;
        }
        let name = line
            .strip_prefix("fn ")
            .and_then(|rest| rest.split('(').next());
        match name {
            Some(test) if is_test && !is_ignored => {
                let start = start.unwrap_or(i);
                let end = end_of_function(&lines, i);
                all.push(Cover {
                    section: section.to_owned(),
                    test: test.to_owned(),
                    labels,
                    file: file.to_owned(),
                    line: start + 1,
                    source: lines.get(start..=end).unwrap_or_default().join("\n"),
                });
            }
            _ => {
                let message = "covers labels but is no test that runs: put the doc comment right \
                               above `#[test]` and `fn`, without `#[ignore]`";
                problems.add(file, i + 1, message);
            }
        }
    }
    all
}

/// The index of the last line of the function that begins in line `start`.
fn end_of_function(lines: &[&str], start: usize) -> usize {
    if lines.get(start).is_some_and(|line| line.ends_with('}')) {
        return start;
    }
    let rest = lines.iter().skip(start);
    let length = rest.take_while(|line| **line != "}").count();
    (start + length).min(lines.len().saturating_sub(1))
}

/// The labels in `eq:a, fig:b.`
fn labels(list: &str) -> Result<Vec<String>, String> {
    let names = list.trim_end().trim_end_matches(['.', ',']).split(", ");
    names
        .map(|label| match is_label(label) {
            true => Ok(label.to_owned()),
            false => Err(format!(
                "\"{label}\" is no label: write `/// Covers eq:NAME, fig:NAME.` with eq, fig, \
                 lst, claim, ex or text"
            )),
        })
        .collect()
}

fn is_label(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(kind, name)| Kind::of_prefix(kind).is_some() && is_name(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(source: &str) -> (Vec<Cover>, Vec<String>) {
        let mut problems = Problems::default();
        let covers = read_file("s", "tests/sections/s/m.rs", source, &mut problems);
        (covers, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn a_doc_comment_covers_the_labels_that_it_lists() {
        let one = "/// Covers eq:a, fig:b.\n/// Covers claim:c.\n#[test]\nfn one() {\n    \
                   if true {\n    }\n}";
        let two = "/// Covers lst:d.\n#[test]\nfn two() {}";
        let source = format!("use x;\n\n{one}\n\n#[test]\nfn three() {{}}\n\n{two}\nfn f() {{}}\n");
        let (covers, problems) = read(&source);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(covers.len(), 2);
        assert_eq!(covers[0].test, "one");
        assert_eq!(covers[0].labels, ["eq:a", "fig:b", "claim:c"]);
        assert_eq!((covers[0].line, covers[0].source.as_str()), (3, one));
        assert_eq!(covers[1].path(), "s::m::two");
        let command = "cargo test --workspace --test sections s::m::two";
        assert_eq!(covers[1].command(), command);
        assert_eq!((covers[1].line, covers[1].source.as_str()), (14, two));
    }

    #[test]
    fn a_section_has_the_tests_of_all_files_of_its_folder() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(covers(folder.path()).unwrap(), []);
        let write = |file: &str, test: &str| {
            let path = folder.path().join(FOLDER).join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("\n/// Covers eq:e.\n{test}\n")).unwrap();
        };
        for file in ["t/mod.rs", "s/mod.rs", "s/b.rs", "s/a.rs"] {
            write(file, "#[test]\nfn f() {}");
        }
        write("s/notes.txt", "");
        write("README.md", "");
        let found = covers(folder.path()).unwrap();
        let found = found.iter().map(|c| (&*c.section, &*c.file, c.path()));
        let expected = [
            ("s", "tests/sections/s/a.rs", "s::a::f".to_owned()),
            ("s", "tests/sections/s/b.rs", "s::b::f".to_owned()),
            ("s", "tests/sections/s/mod.rs", "s::f".to_owned()),
            ("t", "tests/sections/t/mod.rs", "t::f".to_owned()),
        ];
        assert_eq!(found.collect::<Vec<_>>(), expected);
        write("s/b.rs", "fn f() {}");
        let problems = covers(folder.path()).unwrap_err().to_string();
        let place = "tests/sections/s/b.rs:3: ";
        assert!(problems.starts_with(place), "{problems}");
    }

    #[test]
    fn an_exemption_names_a_label_and_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(exempt(folder.path()).unwrap(), []);
        fs::create_dir(folder.path().join("tests")).unwrap();
        let write = |text: &str| fs::write(folder.path().join(EXEMPT), text).unwrap();
        write("# why\n\neq:rate -- in words\n");
        let all = exempt(folder.path()).unwrap();
        assert_eq!(all.len(), 1);
        assert_eq!((all[0].label.as_str(), all[0].line), ("eq:rate", 3));
        assert_eq!(all[0].reason, "in words");
        for wrong in ["eq:rate", "rate -- in words", "eq:rate --  "] {
            write(wrong);
            let problems = exempt(folder.path()).unwrap_err().to_string();
            assert!(problems.starts_with("tests/exempt.txt:1: "), "{problems}");
        }
    }

    #[test]
    fn what_is_no_test_covers_nothing() {
        for (source, line) in [
            ("/// Covers eq:a.\nfn helper() {}\n", 2),
            ("/// Covers eq:a.\n\n#[test]\nfn late() {}\n", 2),
            ("/// Covers eq:a.\n#[test]\n#[ignore]\nfn never() {}\n", 4),
            ("/// Covers eq:a and eq:b.\n#[test]\nfn one() {}\n", 1),
            ("/// Covers equation:a.\n#[test]\nfn one() {}\n", 1),
        ] {
            let (covers, problems) = read(source);
            assert!(covers.is_empty(), "{source}");
            assert_eq!(problems.len(), 1, "{source}");
            let place = format!("tests/sections/s/m.rs:{line}: ");
            assert!(problems[0].starts_with(&place), "{problems:?}");
        }
    }
}
